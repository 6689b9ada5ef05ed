"""The whole glossary of one language as a book to print (PDF) or to read on a device (EPUB)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from csea_terms.model import Glossary, Language
from csea_terms.names import released_book
from csea_terms.publishing.book.chapters import Book, read_help, write_chapters
from csea_terms.publishing.book.epub import epub
from csea_terms.publishing.book.pdf import pdf
from csea_terms.publishing.pages.edition import Edition
from csea_terms.publishing.pages.index import Index
from csea_terms.publishing.pages.ingredients import Ingredients
from csea_terms.publishing.pages.templates import Templates
from csea_terms.reading.repository import Repository

FORMATS: dict[str, Callable[[Book, Path], bytes]] = {"pdf": pdf, "epub": epub}
"""The forms that a book is written in: what makes each of a book and the folder of its templates."""


def released_books(repository: Repository, glossary: Glossary, version: str) -> dict[str, bytes]:
    """Return the books of a release in all languages and forms, by the names of their files."""
    shop = Bookshop(repository.site, glossary)
    books = {tag: shop.book(language) for tag, language in glossary.languages.items()}
    return {released_book(version, tag, form): shop.write(book, form) for tag, book in books.items() for form in FORMATS}


class Bookshop:
    """Makes the books of a vocabulary; what all languages share is worked out once."""

    def __init__(self, site: Path, glossary: Glossary):
        """Take the folder of the site's sources and an assembled vocabulary."""
        self.glossary = glossary
        self._site = site
        self._index = Index(glossary)
        self._ingredients = Ingredients(self._index)
        self._templates = Templates(site / "templates")
        self._day = glossary.days.modified

    def book(self, language: Language) -> Book:
        """Return the book of a language, not yet in any form."""
        edition = Edition(self._index, self._ingredients, language, self._templates)
        return write_chapters(edition, read_help(self._site, language.tag), self._day)

    def write(self, book: Book, form: str) -> bytes:
        """Return a book in one of :data:`FORMATS`.

        Raises :class:`~csea_terms.errors.UsageError` when a PDF cannot be set: a package or a font is not there.
        """
        return FORMATS[form](book, self._site / "templates" / "book")
