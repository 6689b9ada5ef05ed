"""What explains our terms on pages of others, in a real browser under a strict policy."""

from __future__ import annotations

import gzip
from dataclasses import replace

import pytest

from csea_terms.formats.scripts import classic_script
from csea_terms.names import TERM
from csea_terms.publishing.exports import embed
from tests.checkout import ROOT

pytestmark = pytest.mark.slow

POLICY = {"Content-Security-Policy": "default-src 'none'; script-src 'self'"}
PAGE = f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>A partner</title>
<script src="en.js" defer></script><script src="fr.js" defer></script><script src="embed.js" defer></script>
<p><a id="csam" href="{TERM}csam">material</a>, <a id="french" lang="fr" href="{TERM}csam">contenus</a>,
<a id="unknown" href="{TERM}no-such-term">nothing</a>, <a id="other" href="https://example.org/">other</a></p></html>"""


@pytest.fixture(scope="module")
def partner(serve_folder, tmp_path_factory, glossary) -> str:
    """The address of a partner's page."""
    folder = tmp_path_factory.mktemp("partner")
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    (folder / "embed.js").write_text(_script(), encoding="utf-8")
    for path, content in embed.files(glossary):
        (folder / path.rpartition("/")[2]).write_bytes(content)
    return serve_folder(folder, POLICY)


def _script() -> str:
    return classic_script(ROOT / "site/assets/embed/embed.mjs")


@pytest.fixture
def page(browser, partner):
    """The partner's page, open, with what it asked for and what it complained of."""
    opened = browser.new_page()
    opened.asked, opened.complaints = [], []
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.on("console", lambda message: opened.complaints.append(message.text))
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.goto(partner)
    yield opened
    opened.close()


def test_the_script_is_under_five_kilobytes():
    assert len(gzip.compress(_script().encode())) < 5_000


def test_a_link_shows_name_and_definition_when_pointed_at(page, partner, glossary):
    words = glossary.concepts["csam"].in_language("en")
    page.hover("#csam")
    tip = page.get_by_role("tooltip")
    assert tip.inner_text() == f"{words.preferred.text}\n{words.definition}"
    assert page.get_attribute("#csam", "aria-describedby") == tip.get_attribute("id")
    # The pointer may move onto the words, and Escape takes them away (WCAG 2.2, 1.4.13).
    tip.hover()
    page.wait_for_timeout(400)
    assert tip.is_visible()
    page.keyboard.press("Escape")
    assert tip.is_hidden() and page.get_attribute("#csam", "aria-describedby") is None
    assert all(url.startswith(partner) for url in page.asked)
    assert [text for text in page.complaints if "favicon" not in text] == []


def test_the_keyboard_reaches_it_in_the_language_of_the_link(page, glossary):
    page.focus("#french")
    tip = page.get_by_role("tooltip")
    assert tip.inner_text().startswith(glossary.concepts["csam"].in_language("fr").preferred.text)
    assert tip.get_attribute("lang") == "fr"


@pytest.mark.parametrize("link", ["#unknown", "#other"])
def test_other_links_are_left_alone(page, link):
    page.hover(link)
    page.wait_for_timeout(100)
    assert page.get_by_role("tooltip").count() == 0


def test_withdrawn_terms_are_not_explained(glossary):
    withdrawn = replace(glossary.concepts["csam"], deprecated=True)
    changed = replace(glossary, concepts={**glossary.concepts, "csam": withdrawn})
    assert b'"csam":' not in dict(embed.files(changed))["embed/en.js"]
