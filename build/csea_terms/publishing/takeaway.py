"""One language of the built site as a zip archive that opens from a folder, search included."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from csea_terms.model import Language
from csea_terms.names import BASE

_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest day that the format knows (APPNOTE.TXT, 4.4.6)."""

_SHARED = ("assets/**/*", "data/crosswalks/from/*.js")
"""What pages load besides themselves: scripts, lists for search, and the crosswalks that are compared and recoded with."""

_START = """<!doctype html>
<html lang="{tag}" dir="{direction}">
<head><meta charset="utf-8"><meta http-equiv="refresh" content="0; url={tag}/index.html"><title>{name}</title></head>
<body><p><a href="{tag}/index.html">{name}</a></p></body>
</html>
"""


def language_zip(site: Path, language: Language, others: Iterable[str], name: str) -> bytes:
    """Return the archive of a language, made from the built site.

    ``others`` are the tags of the site's other languages and ``name`` is what the site is called in this one. Links to what
    is not in the archive (other languages, downloads) lead to its permanent address on the web.
    """
    folder = f"csea-terms-{language.tag}"
    outside = [f"{part}/" for part in (*others, "data")]
    start = _START.format(tag=language.tag, direction=language.direction, name=escape(name))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as into:
        put(into, f"{folder}/index.html", start.encode())
        for path in _paths(site, language.tag):
            content = (site / path).read_bytes()
            put(into, f"{folder}/{path}", _leading_out(path, content, outside) if path.endswith(".html") else content)
    return archive.getvalue()


def _paths(site: Path, tag: str) -> Iterator[str]:
    for pattern in (f"{tag}/**/*", *_SHARED):
        yield from sorted(path.relative_to(site).as_posix() for path in site.glob(pattern) if path.is_file())


def _leading_out(path: str, content: bytes, outside: Iterable[str]) -> bytes:
    """Return a page whose links to what is outside the archive are addresses on the web."""
    root = "../" * path.count("/")
    for part in outside:
        content = content.replace(f'href="{root}{part}'.encode(), f'href="{BASE}{part}'.encode())
    return content


def put(into: zipfile.ZipFile, path: str, content: bytes, method: int = zipfile.ZIP_DEFLATED) -> None:
    """Put a file into an archive; the same content makes the same archive on any day."""
    into.writestr(zipfile.ZipInfo(path, _DAY), content, method)
