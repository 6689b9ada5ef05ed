"""Open what somebody wrote: plain text, Markdown, HTML, subtitles, Word, OpenDocument and the text layer of a PDF.

What is markup is blanked out letter for letter, so that a place in a text file is the same before and after.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from csea_terms.errors import UsageError
from csea_terms.textcheck.packed import LARGEST, Packed, read_packed

ENDINGS = (".txt", ".md", ".html", ".htm", ".srt", ".docx", ".odt", ".pdf")
"""The formats that are read, by the ending of a file's name; standard input is plain text."""

_EMPTY = "\u200b"


@dataclass(frozen=True)
class Document:
    """A text that was opened.

    ``text`` is the prose, ``unit`` what its places are counted in: ``line``, ``paragraph`` or ``page``. In a document that is counted in
    paragraphs or pages, one stands between two form feeds. ``raw`` is the file's own text, empty where that is not text; ``packed`` is a
    document of a word processor, which can be corrected.
    """

    name: str
    text: str
    unit: str = "line"
    raw: str = ""
    packed: Packed | None = None


def open_document(path: Path, data: bytes, keep_quotations: bool = True) -> Document:
    """Return a document from the bytes of a file; ``keep_quotations`` blanks out what the markup says is quoted.

    Raises :class:`UsageError` with one sentence for what cannot be read.
    """
    if len(data) > LARGEST:
        raise UsageError(f"{path} is larger than 100 MB. Split it into smaller files.")
    ending = path.suffix.lower()
    if ending == ".pdf":
        return Document(str(path), "\f".join(_pdf(path, data)), "page")
    if ending in (".docx", ".odt"):
        packed = read_packed(path, data, keep_quotations)
        return Document(str(path), packed.text, "paragraph", packed=packed)
    if ending and ending not in ENDINGS:
        raise UsageError(f"{path} is of no kind that can be checked. Kinds: {' '.join(ENDINGS)}.")
    raw = _decoded(path, data)
    return Document(str(path), _BLANKED.get(ending, _plain)(raw, keep_quotations), raw=raw)


def _decoded(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 text (byte {error.start + 1}). Save it as UTF-8.") from None


# Text


def _plain(raw: str, keep_quotations: bool) -> str:
    return raw


_FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.M | re.S)
_TARGET = re.compile(r"(?<=\])\([^()\s]*(?:\s\"[^\"]*\")?\)|^\[[^\]]+\]:.*$|<!--.*?-->|^---\n.*?\n---$", re.M | re.S)
_QUOTED_LINE = re.compile(r"^ {0,3}>.*$", re.M)


def _markdown(raw: str, keep_quotations: bool) -> str:
    text = _TARGET.sub(_blank, _FENCE.sub(_blank, raw))
    return _QUOTED_LINE.sub(_blank, text) if keep_quotations else text


_HIDDEN = re.compile(r"<!--.*?-->|<(script|style|code|pre|template)\b.*?</\1\s*>", re.I | re.S)
_QUOTING = re.compile(r"<(q|blockquote|cite)\b.*?</\1\s*>", re.I | re.S)
_BLOCK = re.compile(r"</?(?:p|div|li|ul|ol|h[1-6]|t[rdh]|table|section|article|header|footer|title|br|dd|dt|figcaption)\b[^>]*>", re.I)
_TAG = re.compile(r"<[a-zA-Z/!][^>]*>")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|\w+);")


def _html(raw: str, keep_quotations: bool) -> str:
    text = _HIDDEN.sub(_blank, raw)
    if keep_quotations:
        text = _QUOTING.sub(_blank, text)
    text = _BLOCK.sub(lambda match: _kept_lines(match, "\n\n"), text)
    text = _TAG.sub(lambda match: _kept_lines(match, ""), text)
    return _ENTITY.sub(lambda match: unescape(match[0])[:1].ljust(len(match[0]), _EMPTY), text)


def _subtitles(raw: str, keep_quotations: bool) -> str:
    return re.sub(r"^\d+\s*$|^\d\d:\d\d:\d\d[,.]\d+ --> .*$|</?[ibu]>", _blank, raw, flags=re.M)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _kept_lines(match: re.Match[str], break_: str) -> str:
    """Return what stands for a tag: as many characters as it has, with its own line ends."""
    own = re.sub(r"[^\n]", _EMPTY, match[0])
    return own if own.count("\n") or len(own) < len(break_) else break_ + own[len(break_) :]


_BLANKED: dict[str, Callable[[str, bool], str]] = {".md": _markdown, ".html": _html, ".htm": _html, ".srt": _subtitles}


# PDF


def _pdf(path: Path, data: bytes) -> list[str]:
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ModuleNotFoundError:
        raise UsageError("PDF files are read with pypdf. Install it with: pip install 'csea-terms[pdf]'.") from None
    try:
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UsageError(f"{path} is damaged, locked, or no PDF. Open it in a reader and save it anew.") from None
    if not any(page.strip() for page in pages):
        raise UsageError(f"{path} holds images only, no text. Run text recognition over it first.")
    return pages
