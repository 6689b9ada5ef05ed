"""The page "Check your text" in a real browser: it finds what the command finds, on the reader's device alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from csea_terms.textcheck.checker import Checker
from csea_terms.textcheck.lexicon import TextLexicon, checked_languages
from csea_terms.textcheck.lists import words_list
from csea_terms.textcheck.opening import open_document
from csea_terms.textcheck.selftest import found_in, read_cases
from tests.checkout import ROOT

CASES = ROOT / "tests" / "text-cases"

TEXT = """The teacher had an affair with a 14-year-old pupil, and police found child porn there.

La police a saisi de la pédopornographie dans les deux villes. Le client du magasin a une fille.

Полиция изъяла детское порно. 查获儿童色情。

References

Smith, The child porn debate.
"""


@pytest.fixture(scope="module")
def origin(site, serve_folder) -> str:
    return serve_folder(site)


def found_by_command(glossary, text: str) -> list[str]:
    return [one.finding.text for one in Checker(glossary).check(open_document(Path("a.txt"), text.encode()))]


def test_the_browser_finds_what_the_command_finds_in_every_case(modules, glossary):
    lexicons = {language.tag: TextLexicon(glossary, language.tag) for language in checked_languages(glossary)}
    cases = [case for folder in (CASES, CASES / "held-out") for case in read_cases(folder)]
    found = modules.evaluate(
        """async ({ lists, cases }) => {
            const { TextLexicon } = await import("/text/lexicon.mjs");
            const { find } = await import("/text/finding.mjs");
            const lexicons = Object.fromEntries(Object.entries(lists).map(([tag, list]) => [tag, new TextLexicon(list)]));
            return cases.map(([tag, text]) => find(text, lexicons[tag]).map(({ start, end, word }) => [start, end, word.concept]));
        }""",
        {"lists": {tag: words_list(lexicon) for tag, lexicon in lexicons.items()}, "cases": [[c.language, c.text] for c in cases]},
    )
    differing = [case.text for case, own in zip(cases, found, strict=True) if own != [list(one) for one in found_in(case, lexicons[case.language])]]
    assert differing == []


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_text_is_checked_on_the_device_and_nothing_is_sent_or_kept(browser, origin, glossary, tag):
    context = browser.new_context()
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append((request.method, request.url.removeprefix(origin), request.post_data)))
    page.goto(f"{origin}{tag}/check-text/index.html")
    page.locator("textarea").fill(TEXT)
    asked.clear()
    page.locator("form[data-module=check-text] button").click()
    rows = page.locator("[data-part=rows] tr")
    expect(rows).to_have_count(len(found_by_command(glossary, TEXT)))
    assert [row.strip() for row in page.locator("[data-part=rows] th").all_text_contents()] == found_by_command(glossary, TEXT)
    allowed = {"assets/check-text-worker.js", *(f"assets/text/words-{language}.js" for language in ("en", "fr", "ru", "zh"))}
    assert {url for _, url, _ in asked} <= allowed and {(method, body) for method, _, body in asked} == {("GET", None)}
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie, location.search, location.hash]") == [0, 0, "", "", ""]
    rows.first.get_by_role("button").click()
    assert page.evaluate("(area => area.value.slice(area.selectionStart, area.selectionEnd))(document.querySelector('textarea'))") == "affair with"
    context.close()


def test_an_innocent_text_is_said_to_be_so_and_a_page_from_a_folder_works(browser, site):
    page = browser.new_page()
    page.goto((site / "en/check-text/index.html").as_uri())
    page.locator("textarea").fill("The children played chess.")
    page.locator("form[data-module=check-text] button").click()
    expect(page.get_by_text("No words to avoid found.")).to_be_visible()
    page.locator("textarea").fill("The child porn case.")
    page.locator("form[data-module=check-text] button").click()
    expect(page.locator("[data-part=rows] tr")).to_have_count(1)
    page.close()


def test_a_long_report_is_checked_in_a_second_or_so(browser, origin):
    page = browser.new_page()
    page.goto(f"{origin}en/check-text/index.html")
    sentences = [case.text for case in read_cases(CASES) if case.language == "en" and not case.expected]
    text = "\n\n".join(sentences)
    long = "\n\n".join([text] * (100_000 // len(text.split()) + 1))
    page.locator("textarea").evaluate("(area, text) => { area.value = text; }", long)
    taken = page.evaluate(
        """async () => {
            const begun = performance.now();
            document.querySelector("form[data-module=check-text] button").click();
            const status = document.querySelector("[data-part=status]");
            const before = status.textContent;
            while (status.textContent === before || /^Loading/.test(status.textContent)) await new Promise((done) => setTimeout(done, 10));
            return performance.now() - begun;
        }"""
    )
    assert taken < 10_000, "a machine that does other work needs longer than the second or so that it takes alone"
    page.close()
