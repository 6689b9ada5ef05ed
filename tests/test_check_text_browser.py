"""The page "Check your text" in a real browser: it finds what the command finds, on the reader's device alone."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from csea_terms.textcheck.checker import Checker
from csea_terms.textcheck.correcting import corrected
from csea_terms.textcheck.lexicon import TextLexicon, checked_languages
from csea_terms.textcheck.lists import words_list
from csea_terms.textcheck.opening import open_document
from csea_terms.textcheck.replacing import corrections, fixed
from csea_terms.textcheck.selftest import found_in, read_cases
from tests.checkout import ROOT
from tests.test_check_text_files import ODT, WORD, packed

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


def opened(page, folder: Path, name: str, data: bytes) -> None:
    """Choose a file on the page, and wait for what is said of it."""
    (folder / name).write_bytes(data)
    page.locator("[data-part=status]").evaluate("(status) => { status.textContent = 'Loading'; }")
    page.locator("input[name=file]").set_input_files(folder / name)
    expect(page.locator("[data-part=status]")).not_to_have_text(re.compile("^(Loading.*)?$"))


RUN = "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>"
BODY = f"<w:p>{RUN.format('It is a child ')}{RUN.format('porn &amp; abuse case.')}</w:p><w:p>{RUN.format('An underage porn film.')}</w:p><w:p><w:ins>{RUN.format('Kiddie porn')}</w:ins></w:p>"
FILES = {
    "a.docx": packed({"word/document.xml": WORD.format(BODY), "word/vbaProject.bin": "macro"}),
    "a.odt": packed({"mimetype": "m", "content.xml": ODT.format("<text:h>Title</text:h><text:p>the <text:span>child</text:span> porn &amp; more</text:p>")}),
    "a.md": b"# Title\n\nThe child porn case [child porn](http://a.org/child-porn).\n\n> The child porn of others.\n\n```\nchild porn\n```\n",
    "a.html": b"<p>The child&nbsp;porn <b>case</b>.</p>\n<blockquote>child porn</blockquote><code>child porn</code><p>chi<b>ld</b> porn</p><p>a child pornography case</p>",
    "a.srt": b"1\n00:00:01,000 --> 00:00:02,000\nThe child\nporn case\n",
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_opened_on_the_device_and_corrected_as_the_command_does(browser, origin, glossary, tmp_path, name):
    page = browser.new_page()
    page.goto(f"{origin}en/check-text/index.html")
    opened(page, tmp_path, name, FILES[name])
    document = open_document(Path(name), FILES[name])
    findings = [one.finding for one in Checker(glossary).check(document)]
    assert [text.strip() for text in page.locator("[data-part=rows] th").all_text_contents()] == [one.text.strip() for one in findings] != []
    with page.expect_download() as download:
        page.locator("[data-part=corrections] button").click()
    data = Path(download.value.path()).read_bytes()
    page.close()
    if document.packed:
        own, _ = corrected(FILES[name], document.packed, corrections(document.text, findings))
        assert open_document(Path(name), data).text == open_document(Path(name), own).text != document.text
        xml, other = (zipfile.ZipFile(io.BytesIO(one)).read(next(iter(document.packed.parts))).decode() for one in (data, own))
        assert [xml.count(tag) for tag in ("<w:del ", "<w:ins ", "<w:b/>", "<text:span")] == [other.count(tag) for tag in ("<w:del ", "<w:ins ", "<w:b/>", "<text:span")]
        assert {info.filename for info in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {info.filename for info in zipfile.ZipFile(io.BytesIO(FILES[name])).infolist()}
    else:
        assert data.decode() == fixed(document.raw, findings)[0]


def test_what_cannot_be_opened_is_said_in_one_sentence(browser, origin, tmp_path):
    page = browser.new_page()
    page.goto(f"{origin}en/check-text/index.html")
    deep = packed({"word/document.xml": WORD.format("<i>" * 20_000 + "</i>" * 20_000)})
    files = {
        "a.pdf": (b"%PDF", "is of no kind"), "b.docx": (b"PK broken", "is damaged"), "c.txt": (b"caf\xe9", "is not UTF-8"),
        "d.docx": (packed({"word/document.xml": '<!DOCTYPE w [<!ENTITY b "child porn">]>' + WORD.format("<w:p>&b;</w:p>")}), "is damaged"),
        "e.docx": (packed({"word/document.xml": " " * (101 << 20)}), "is larger than 100 MB"), "f.odt": (packed({"mimetype": "m"}), "is damaged"),
        "g.docx": (deep, "is damaged"),
    }  # fmt: skip
    for name, (data, message) in files.items():
        opened(page, tmp_path, name, data)
        expect(page.locator("[data-part=status]")).to_contain_text(message)
        expect(page.locator("[data-part=result]")).to_be_hidden()
    page.close()


def test_a_dropped_file_is_opened_and_a_text_that_was_changed_is_a_text_of_its_own(browser, origin, tmp_path):
    page = browser.new_page()
    page.goto(f"{origin}en/check-text/index.html")
    page.locator("[data-part=drop]").evaluate(
        """(drop) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File(["The child porn case."], "note.txt"));
            drop.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
        }"""
    )
    expect(page.locator("[data-part=rows] tr")).to_have_count(1)
    opened(page, tmp_path, "a.docx", FILES["a.docx"])
    page.locator("textarea").fill("The kiddie porn case.")
    page.locator("form[data-module=check-text] button").click()
    expect(page.locator("[data-part=rows] tr")).to_have_count(1)
    expect(page.locator("[data-part=rows] th")).to_have_text("kiddie porn")
    with page.expect_download() as download:
        page.locator("[data-part=corrections] button").click()
    assert download.value.suggested_filename == "a.docx.txt"
    assert Path(download.value.path()).read_text(encoding="utf-8") == "The child sexual abuse material case."
    page.close()
