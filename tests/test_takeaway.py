"""A language of the site as an archive to take away."""

from __future__ import annotations

import io
import zipfile

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from csea_terms.cli import cli
from csea_terms.errors import UsageError
from csea_terms.model import Language
from csea_terms.publishing.takeaway import language_zip
from tests.checkout import write_checkout

PAGE = '<a href="../../fr/az/index.html">fr</a> <a href="../../data/x.ttl">x</a> <a href="../index.html">home</a> <script src="../../assets/site.js">'
XX = Language("xx", "Xish", "Xish", "rtl", {})


@pytest.fixture
def folder(tmp_path):
    """A small built site."""
    files = {"xx/az/index.html": PAGE, "fr/az/index.html": "", "assets/site.js": "x", "data/x.ttl": "", "data/crosswalks/from/a.js": "a"}
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def test_an_archive_has_one_language_and_leads_elsewhere_on_the_web(folder):
    archive = zipfile.ZipFile(io.BytesIO(language_zip(folder, XX, ["fr"], "A & B")))
    texts = {path: archive.read(path).decode() for path in archive.namelist()}
    assert texts == {
        "csea-terms-xx/index.html": texts["csea-terms-xx/index.html"],
        "csea-terms-xx/xx/az/index.html": '<a href="https://w3id.org/csea-terms/fr/az/index.html">fr</a> '
        '<a href="https://w3id.org/csea-terms/data/x.ttl">x</a> <a href="../index.html">home</a> <script src="../../assets/site.js">',
        "csea-terms-xx/assets/site.js": "x",
        "csea-terms-xx/data/crosswalks/from/a.js": "a",
    }
    assert '<html lang="xx" dir="rtl">' in texts["csea-terms-xx/index.html"] and "A &amp; B" in texts["csea-terms-xx/index.html"]


def test_the_same_site_makes_the_same_archive(folder):
    assert language_zip(folder, XX, ["fr"], "X") == language_zip(folder, XX, ["fr"], "X")


def test_a_language_that_the_site_does_not_have_is_named(tmp_path):
    found = CliRunner().invoke(cli, ["--root", str(write_checkout(tmp_path)), "--quiet", "zip", "qq"])
    assert isinstance(found.exception, UsageError) and "no language qq" in str(found.exception)


def test_the_archive_opens_from_a_folder_and_searches(browser, site, glossary, tmp_path):
    others = [tag for tag in glossary.languages if tag != "en"]
    zipfile.ZipFile(io.BytesIO(language_zip(site, glossary.languages["en"], others, "CSEA Terms"))).extractall(tmp_path)
    page = browser.new_page()
    page.goto(f"file://{tmp_path}/csea-terms-en/index.html")
    page.wait_for_url("**/en/index.html")
    page.get_by_role("combobox").fill("hotline")
    page.get_by_role("option").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("hotline")
    assert page.locator('.csea-languages a[hreflang="fr"]').get_attribute("href").startswith("https://w3id.org/csea-terms/fr/")
    page.close()
