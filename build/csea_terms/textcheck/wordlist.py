"""Lists of words such as those for children, found among the units of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from csea_terms.text.fold import fold
from csea_terms.text.phrases import base_language, units

_NUMBER = "#"
_WITHOUT_ALIF = ("ة", "ا", "ى", "ء", "ًا")
ARABIC_PARTICLES = ("", "و", "ف", "ب", "ل", "ك")
"""One letter before a word that says "and", "so", "in", "for" or "as"; before an article it is taken off already (text/phrases.py)."""


def spellings(phrase: str, tag: str) -> Iterator[tuple[str, ...]]:
    """Yield what a phrase is compared by, in Arabic also with a particle before it.

    >>> list(spellings("sex tours", "en")), len(list(spellings("طفل", "ar")))
    ([('sex', 'tour')], 6)
    """
    own = tuple(unit for unit in units(phrase, tag) if unit != ",") if phrase.endswith(".") else units(phrase, tag)
    if own and base_language(tag) == "ar":
        forms = dict.fromkeys((own, _accusative(own, phrase)))
        yield from ((particle + form[0], *form[1:]) for form in forms for particle in ARABIC_PARTICLES)
    elif own:
        yield own


def _accusative(own: tuple[str, ...], phrase: str) -> tuple[str, ...]:
    """Return the indefinite accusative of an Arabic noun with what agrees with it; what has an article or a feminine ending has none."""
    words = phrase.split()
    bare = len(words) == len(own) > 1 and not any(word.startswith("ال") or word.endswith(_WITHOUT_ALIF) for word in words)
    return tuple(unit + "ا" for unit in own) if bare else own


class Wordlist:
    """Words and phrases of one language; ``*`` behind a word stands for any ending, ``#`` behind one for a number."""

    def __init__(self, words: Iterable[str], tag: str):
        self._phrases: dict[str, list[tuple[str, ...]]] = {}
        beginnings = []
        for word in words:
            if word.endswith("*"):
                beginnings.append(fold(word))
                continue
            number = (_NUMBER,) if word.endswith(_NUMBER) else ()
            for own in spellings(word, tag):
                self._phrases.setdefault(own[0], []).append(own + number)
        self._beginnings = tuple(beginnings)

    def as_data(self) -> dict[str, list[str]]:
        """Return the phrases, their units with spaces between, and the beginnings, for the browser."""
        return {"phrases": [" ".join(own) for rows in self._phrases.values() for own in rows], "beginnings": list(self._beginnings)}

    def within(self, text: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield where one begins and ends among some units of a text."""
        for number in range(start, end):
            if self._beginnings and text[number].startswith(self._beginnings):
                yield number, number + 1
            for own in self._phrases.get(text[number], ()):
                last = number + len(own)
                if last <= end and all(map(_agree, own, text[number:last])):
                    yield number, last

    def any_within(self, text: Sequence[str], start: int, end: int) -> bool:
        """Return whether one stands among some units of a text."""
        return next(self.within(text, start, end), None) is not None


def _agree(own: str, unit: str) -> bool:
    return own == unit or own == _NUMBER and unit[0].isdigit()
