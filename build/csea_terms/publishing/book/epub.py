"""A book as an EPUB 3.3: a zip archive of its chapters, with contents that a reading device shows.

The archive is made with the standard library: what there is of libraries for it would write these four small files, which our own
templates write as well.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from csea_terms.publishing.book.chapters import Book, without_forbidden
from csea_terms.publishing.pages.templates import Templates
from csea_terms.publishing.takeaway import put

_FOLDER = "EPUB"
_CONTAINER = f"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="{_FOLDER}/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


def epub(book: Book, templates: Path) -> bytes:
    """Return a book as an EPUB; the same book gives the same bytes, except where the day of its text is not known."""
    environment = Templates(templates)
    page = environment.get_template("page.xhtml")
    files = {
        "package.opf": environment.get_template("package.opf").render(book=book, modified=f"{book.day or _today()}T00:00:00Z"),
        "nav.xhtml": environment.get_template("nav.xhtml").render(book=book),
        "book.css": (templates / "book.css").read_text(encoding="utf-8"),
        **{chapter.file: page.render(book=book, chapter=chapter) for chapter in book.chapters},
    }
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as into:
        # Readers tell the format by the first bytes of the archive (OCF 3.3, section 4.3).
        put(into, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        put(into, "META-INF/container.xml", _CONTAINER.encode())
        for name, text in files.items():
            put(into, f"{_FOLDER}/{name}", without_forbidden(text).encode())
    return archive.getvalue()


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
