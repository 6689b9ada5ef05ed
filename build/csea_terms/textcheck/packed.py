"""Word and OpenDocument text (ISO/IEC 29500-1, section 17.3; ISO/IEC 26300-3, sections 5 and 6): their paragraphs, and where each text stands in the XML.

Read with expat, which says at which byte each thing stands, so that a correction changes these bytes and no other; a library that writes the whole
document anew (python-docx, odfpy) keeps less of it, and neither of these marks a change as tracked. A document type declaration is refused: no
document has one, and entities are declared there.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from csea_terms.errors import UsageError

LARGEST = 100 * 1024 * 1024
"""Bytes of a file, and of what a file unpacks to."""

_WORD = ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
_CHOICE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_PARTS = {".docx": ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"), ".odt": ("content.xml",)}
_MEANT = {"tab": " ", "br": "\n", "cr": "\n", "softHyphen": "\u00ad", "noBreakHyphen": "-", "line-break": "\n"}
_WITHOUT = ("del", "moveFrom", "Fallback", "tracked-changes")
"""Elements with text that is deleted, or that is there a second time."""

_TRACKED = ("ins", "moveTo")


@dataclass
class Piece:
    """A text node: its text and where that stands in the document's text, and its bytes in a part; ``begin`` is where its element begins.

    ``properties`` are those of its run in Word. ``fixed`` says that it is to stay as it is.
    """

    part: str
    text: str
    begin: int
    start: int
    end: int
    properties: bytes = b""
    fixed: bool = False
    offset: int = 0


@dataclass
class _Paragraph:
    texts: list[str | Piece] = field(default_factory=list)
    quoted: bool = False


@dataclass(frozen=True)
class Packed:
    """A document that is an archive: its text, a form feed between two paragraphs, its pieces from first to last, and its parts' XML."""

    ending: str
    text: str
    pieces: list[Piece]
    parts: dict[str, bytes]


def read_packed(path: Path, data: bytes, keep_quotations: bool = True) -> Packed:
    """Return a document from the bytes of its file; ``keep_quotations`` leaves out paragraphs in a style for quotations.

    Raises :class:`UsageError` with one sentence for what cannot be read.
    """
    ending = path.suffix.lower()
    parts = _unpacked(path, data, _PARTS[ending])
    paragraphs: list[_Paragraph] = []
    try:
        for name, xml in parts.items():
            paragraphs += _Reader(name, xml).paragraphs
    except (expat.ExpatError, ValueError):
        raise _damaged(path) from None
    texts, pieces = _laid_out(paragraphs, keep_quotations)
    return Packed(ending, "\f".join(texts), pieces, parts)


def _damaged(path: Path) -> UsageError:
    return UsageError(f"{path} is damaged or is not what its name says. Open it in a word processor and save it anew.")


def _unpacked(path: Path, data: bytes, names: tuple[str, ...]) -> dict[str, bytes]:
    """Return those parts of a packed document that it has; the first must be there."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = {info.filename: info.file_size for info in archive.infolist()}
            if sum(sizes.get(name, 0) for name in names) > LARGEST:
                raise UsageError(f"{path} unpacks to more than 100 MB. Save it anew, or split it.")
            return {name: archive.read(name) for name in names if name in sizes or name == names[0]}
    except (zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise _damaged(path) from None


def _laid_out(paragraphs: list[_Paragraph], keep_quotations: bool) -> tuple[list[str], list[Piece]]:
    """Return the texts of paragraphs and the pieces in them, each told where it stands in the whole."""
    texts, pieces, offset = [], [], 0
    for paragraph in paragraphs:
        found = [] if paragraph.quoted and keep_quotations else paragraph.texts
        for one in found:
            if isinstance(one, Piece):
                one.offset = offset
                pieces.append(one)
            offset += len(one.text if isinstance(one, Piece) else one)
        texts.append("".join(one.text if isinstance(one, Piece) else one for one in found))
        offset += 1
    return texts, pieces


class _Reader:
    """Reads one part; ``paragraphs`` are in the order in which they end, one in another (a text box, a note) by itself."""

    def __init__(self, part: str, xml: bytes):
        self.paragraphs: list[_Paragraph] = []
        self._part, self._xml = part, xml
        self._open: list[_Paragraph] = []
        self._names: list[tuple[str, str]] = []
        self._skipped = self._tracked = 0
        self._properties, self._properties_begin = b"", 0
        self._begin = self._start = 0
        self._text: list[str] = []
        # In another encoding than UTF-8 what is written would not fit, so that nothing is corrected there.
        self._fixed = xml[:2] in (b"\xff\xfe", b"\xfe\xff")
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.XmlDeclHandler = self._declared
        self._parser.StartDoctypeDeclHandler = self._refused
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._started, self._ended
        self._parser.CharacterDataHandler = self._said
        self._parser.Parse(xml, True)

    def _declared(self, version: str, encoding: str | None, standalone: int) -> None:
        self._fixed = self._fixed or (encoding or "utf-8").lower() != "utf-8"

    def _refused(self, *declaration: object) -> None:
        raise ValueError("a document type declaration")

    def _started(self, name: str, attributes: dict[str, str]) -> None:
        self._flush()
        space, _, local = name.rpartition(" ")
        self._names.append((space, local))
        self._begin = self._parser.CurrentByteIndex
        self._skipped += self._is_skipped(space, local)
        if space in _WORD:
            self._started_in_word(local, attributes)
        elif space == _TEXT:
            self._started_in_text(local, attributes)

    def _is_skipped(self, space: str, local: str) -> bool:
        return local in _WITHOUT and space in (*_WORD, _TEXT, _CHOICE)

    def _started_in_word(self, local: str, attributes: dict[str, str]) -> None:
        if local == "p":
            self._open.append(_Paragraph())
        elif local == "r":
            self._properties = b""
        elif local == "rPr":
            self._properties_begin = self._begin
        elif local == "pStyle" and self._open:
            self._open[-1].quoted = any("quote" in value.lower() for key, value in attributes.items() if key.endswith(" val"))
        elif self._open:
            self._tracked += local in _TRACKED
            self._add(_MEANT.get(local, "") if self._names[-2:-1] == [(self._names[-1][0], "r")] else "")

    def _started_in_text(self, local: str, attributes: dict[str, str]) -> None:
        if local in ("p", "h"):
            style = attributes.get(f"{_TEXT} style-name", "").lower()
            self._open.append(_Paragraph(quoted="quot" in style))
        elif self._open:
            count = attributes.get(f"{_TEXT} c", "1")
            self._add(" " * min(int(count), 1000) if local == "s" and count.isdecimal() else _MEANT.get(local, ""))

    def _add(self, text: str) -> None:
        if text and not self._skipped:
            self._open[-1].texts.append(text)

    def _said(self, text: str) -> None:
        space, local = self._names[-1]
        if self._open and not self._skipped and (space == _TEXT or space in _WORD and local == "t"):
            if not self._text:
                self._start = self._parser.CurrentByteIndex
            self._text.append(text)

    def _flush(self) -> None:
        """Note the text node that ends here."""
        if self._text:
            place = (self._begin, self._start, self._parser.CurrentByteIndex)
            piece = Piece(self._part, "".join(self._text), *place, self._properties, self._fixed or self._tracked > 0 or self._is_odd())
            self._open[-1].texts.append(piece)
            self._text = []

    def _is_odd(self) -> bool:
        """Return whether a text element of Word has no prefix that attributes beside it could have too."""
        space, _ = self._names[-1]
        return space in _WORD and b":" not in self._xml[self._begin : self._start].partition(b" ")[0]

    def _ended(self, name: str) -> None:
        self._flush()
        space, local = self._names.pop()
        self._skipped -= self._is_skipped(space, local)
        if space in _WORD and local in _TRACKED and self._open:
            self._tracked -= 1
        if space in _WORD and local == "rPr" and self._names[-1:] == [(space, "r")]:
            self._properties = self._xml[self._properties_begin : self._xml.index(b">", self._parser.CurrentByteIndex) + 1]
        elif local == "p" and (space in _WORD or space == _TEXT) or local == "h" and space == _TEXT:
            paragraph = self._open.pop()
            if not self._skipped:
                self.paragraphs.append(paragraph)


def archive_with(data: bytes, parts: dict[str, bytes]) -> bytes:
    """Return an archive with other content in some of its parts; all else in it, macros too, is as it was."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for info in _checked(old.infolist()):
            new.writestr(info, parts[info.filename] if info.filename in parts else old.read(info))
    return file.getvalue()


def _checked(infos: list[zipfile.ZipInfo]) -> Iterator[zipfile.ZipInfo]:
    if sum(info.file_size for info in infos) > LARGEST:
        raise UsageError("The document unpacks to more than 100 MB and cannot be corrected. Save it anew, or split it.")
    yield from infos
