"""In which line of a file a thing is spoken of, in any format that has lines."""

from __future__ import annotations

import re
from functools import cached_property

_OPENING = re.compile(
    r"""^\s*(?:<(?P<iri>[^<>"\s]+)>|(?P<name>[\w.-]*:[^\s;,.()\[\]"<>]+))\s+\S"""  # Turtle and N-Triples
    r"""|rdf:(?:about|ID|nodeID)\s*=\s*["'](?P<xml>[^"']+)["']"""
    r"""|"@id"\s*:\s*"(?P<json>[^"]+)"""
)
_ANYWHERE = re.compile(r"[:/#\"'>]([\w.~%-]+)")


class Places:
    """Finds lines in one file. Names are compared by their last part, as a file may abbreviate them."""

    def __init__(self, text: str):
        self._lines = text.split("\n")

    def line_of(self, name: str) -> int:
        """Return the line where what is said of a thing begins, else where it is first named; 0 where neither can be found."""
        last = re.split("[/#:]", name.rstrip("/#"))[-1]
        return self._openings.get(name) or self._openings.get(last) or self._mentions.get(last, 0)

    @cached_property
    def _openings(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for number, line in enumerate(self._lines, 1):
            opening = _OPENING.search(line)
            # A line of its own that continues a list of Turtle begins with a name too, but a predicate has another indent.
            if opening and not (opening["name"] and line[0].isspace()):
                name = next(filter(None, opening.groups()))
                found.setdefault(name, number)
                found.setdefault(re.split("[/#:]", name.rstrip("/#"))[-1], number)
        return found

    @cached_property
    def _mentions(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for number, line in enumerate(self._lines, 1):
            for name in _ANYWHERE.findall(line):
                found.setdefault(name, number)
        return found
