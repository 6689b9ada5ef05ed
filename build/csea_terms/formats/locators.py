"""Where in a cited work: the Article of a treaty, the section of a law, the paragraph of a general comment.

The files write it as one text, ``crc-1989 Article 34``; ``shapes/completeness.ttl`` says what it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_DIGITS = re.compile(r"([0-9]+)")


@dataclass(frozen=True)
class Locator:
    """A part of a source: ``unit`` says what such parts are called there, ``number`` which it is, as printed there.

    The title has no number.
    """

    source: str
    unit: str
    number: str = ""

    def __str__(self) -> str:
        """Return the locator as the files write it."""
        return f"{self.source} {self.unit} {self.number}".rstrip()


def read_locators(texts: Iterable[str]) -> tuple[Locator, ...]:
    """Return locators by source and number, Article 3 before Article 20.

    >>> [str(place) for place in read_locators(["crc-1989 Article 34", "crc-1989 Article 3"])]
    ['crc-1989 Article 3', 'crc-1989 Article 34']
    """
    return tuple(sorted((Locator(*text.split(" ", 2)) for text in texts), key=_order))


def _order(place: Locator) -> tuple[str, str, list[tuple[int, str]]]:
    # Texts and numbers take turns, beginning with a text that may be empty.
    parts = _DIGITS.split(place.number)
    return place.source, place.unit, [(int(part), "") if part.isdecimal() else (0, part) for part in parts]
