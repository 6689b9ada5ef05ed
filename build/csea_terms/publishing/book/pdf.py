"""A book as a PDF, set by Typst: tagged for screen readers (PDF/UA-1), with bookmarks, contents and page numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from pathlib import Path

from csea_terms.errors import UsageError
from csea_terms.publishing.book.chapters import Book, without_forbidden


@dataclass(frozen=True)
class Font:
    """A font that a book needs where it has some letters, and the package of Debian that has the font."""

    family: str
    letters: re.Pattern[str]
    package: str


FONTS = (
    Font("Noto Naskh Arabic", re.compile("[\u0600-\u06ff\u0750-\u077f]"), "fonts-noto-core"),
    Font("Noto Serif Devanagari", re.compile("[\u0900-\u097f]"), "fonts-noto-core"),
    Font("Noto Serif Thai", re.compile("[\u0e00-\u0e7f]"), "fonts-noto-core"),
    Font("Noto Serif Ethiopic", re.compile("[\u1200-\u137f]"), "fonts-noto-core"),
    Font("Noto Serif CJK SC", re.compile("[\u3400-\u9fff]"), "fonts-noto-cjk"),
    Font("Noto Serif CJK JP", re.compile("[\u3040-\u30ff]"), "fonts-noto-cjk"),
    Font("Noto Serif CJK KR", re.compile("[\uac00-\ud7af]"), "fonts-noto-cjk"),
)
"""The fonts of scripts that Typst brings none for, or none that joins the letters as it should; ``book.typ`` says what each is for."""


def pdf(book: Book, templates: Path) -> bytes:
    """Return a book as a PDF; the same book gives the same bytes on machines with the same fonts.

    Raises :class:`~csea_terms.errors.UsageError` when Typst or a font is not there: no book has boxes instead of letters.
    """
    try:
        import typst
    except ImportError as error:
        raise UsageError("Books as PDF need the package typst: pip install '.[book]'.") from error
    document = _document(book)
    installed = typst.Fonts()
    if missing := missing_fonts(document, installed.families()):
        packages = " ".join(dict.fromkeys(font.package for font in missing))
        families = ", ".join(font.family for font in missing)
        raise UsageError(f"The book ({book.language}) needs fonts that are not installed: {families}. On Debian and Ubuntu: apt install {packages}.")
    files = {"main.typ": (templates / "book.typ").read_bytes(), "book.xml": document.encode()}
    try:
        return typst.compile(files, format="pdf", font_paths=installed, pdf_standards="ua-1")
    except typst.TypstError as error:
        # PDF/UA-1 forbids a letter that no font has (ISO 14289-1, section 7.21.7).
        if "could not be displayed" in error.message:
            raise UsageError(f"The book ({book.language}) has a letter that no font here has: {error.message}.") from error
        raise


def missing_fonts(text: str, families: list[str]) -> list[Font]:
    """Return the fonts that a text needs and that are not among some families.

    >>> [font.package for font in missing_fonts("儿童, child", ["Libertinus Serif"])]
    ['fonts-noto-cjk']
    """
    return [font for font in FONTS if font.family not in families and font.letters.search(text)]


def _document(book: Book) -> str:
    """Return the whole book as one XML document; what stands on every page is said in its first element."""
    edition = " · ".join(part for part in (book.title, book.version, book.day) if part)
    attributes = {
        "lang": book.language, "dir": book.direction, "title": book.title, "author": book.author,
        "description": book.description, "edition": edition, "contents": book.contents,
    }  # fmt: skip
    said = "".join(f' {name}="{escape(text)}"' for name, text in attributes.items())
    return without_forbidden(f"<book{said}>\n" + "\n".join(chapter.body for chapter in book.chapters) + "\n</book>")
