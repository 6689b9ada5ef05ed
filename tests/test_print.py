"""What comes out of a printer: how many sheets, nothing folded, and on each sheet which edition it is."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from pypdf import PageObject, PdfReader

from csea_terms import __version__
from csea_terms.publishing.website.printed import printed_edition


@pytest.fixture(scope="module", params=[True, False], ids=["with scripts", "without scripts"])
def printed(request, browser, serve_folder, site):
    """Return the sheets that a page is printed on."""
    origin = serve_folder(site)
    context = browser.new_context(java_script_enabled=request.param)

    def sheets(path: str) -> Sequence[PageObject]:
        page = context.new_page()
        page.goto(f"{origin}{path}index.html")
        pdf = page.pdf(prefer_css_page_size=True)
        page.close()
        return PdfReader(io.BytesIO(pdf)).pages

    yield sheets
    context.close()


@pytest.mark.parametrize("tag", ["en", "fr", "ru", "ar", "zh"])
def test_the_words_to_avoid_of_a_topic_fit_two_sheets(printed, site, tag):
    topics = [folder.name for folder in sorted((site / tag / "avoid").iterdir()) if folder.is_dir()]
    assert topics
    too_long = {topic: len(sheets) for topic in topics if len(sheets := printed(f"{tag}/avoid/{topic}/")) > 2}
    assert too_long == {}


def test_what_is_folded_is_printed(printed, glossary):
    text = "".join("".join(sheet.extract_text() for sheet in printed("en/terms/csam/")).split())
    codes = {"".join(mapping.notation.split()) for mapping in glossary.mappings_by_concept["csam"] if mapping.notation}
    # Lines break anywhere in a path of names, and not every machine has the letters of all of them.
    codes = {code for code in codes if "/" not in code}
    assert len(codes) > 30
    assert {code for code in codes if code not in text} == set()


@pytest.mark.parametrize("path", ["en/terms/csam/", "fr/topics/core-concepts/", "en/crosswalks/iccs-2015/"])
def test_a_sheet_says_edition_and_number_and_shows_no_menu(printed, path):
    sheets = [sheet.extract_text() for sheet in printed(path)]
    assert f"https://w3id.org/csea-terms/{path}" in sheets[0].replace("\n", "")
    for number, text in enumerate(sheets, 1):
        assert f"csea-terms {__version__}" in text
        assert f"{number} / {len(sheets)}" in text
    assert "Leave this site" not in sheets[0] and "Quitter ce site" not in sheets[0]


def test_what_was_unfolded_for_the_printer_is_folded_again(browser, serve_folder, site):
    page = browser.new_page()
    page.goto(f"{serve_folder(site)}en/terms/csam/index.html")
    folded = page.locator("main details:not([open])").count()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("main details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("main details:not([open])").count() == folded > 0
    page.close()


def test_the_day_is_left_out_where_it_is_not_known():
    assert "2026-11-29" in printed_edition("2026-11-29")
    assert "csea-printed" not in printed_edition("")
