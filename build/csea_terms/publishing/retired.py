"""Which addresses of a site are retired, and which ones of its own they point on to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from csea_terms.model import Glossary

_PLACEHOLDER = re.compile("<(language|concept|scheme|source|sector)>")


@dataclass(frozen=True)
class Moved:
    """An address that was published, and the one that answers now; both below the site's root. ``line``: see :class:`Retired`."""

    old: str
    new: str
    line: int


def moved_addresses(glossary: Glossary) -> list[Moved]:
    """Return every retired address."""
    rows = (row for row in glossary.retired if row.kind == "address")
    return [moved for row in rows for moved in _each(glossary, row.name, row.successor, row.line)]


def _each(glossary: Glossary, old: str, new: str, line: int) -> Iterator[Moved]:
    """Yield an address once for every concept, language and the like that its words in <> stand for."""
    place = _PLACEHOLDER.search(old)
    if not place:
        yield Moved(old, new, line)
        return
    for name in getattr(glossary, f"{place[1]}s"):
        yield from _each(glossary, old.replace(place[0], name), new.replace(place[0], name), line)
