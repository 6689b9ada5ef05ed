"""Which category of the source a value of somebody's data means. What is not written as the source writes it says so."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from csea_terms.search.nearness import near_matcher
from csea_terms.search.words import match_key
from csea_terms.text.fold import fold

_NEAREST = 3

_NUMBER = re.compile(r"([0-9]+)(?:\.([0-9]+))?(?:e\+?([0-9]{1,2}))?")
_NOTATION_AND_TITLE = re.compile(r"(\S+?)(?: ?[:–—-] ?| )(.+)")


def value_key(text: str) -> str:
    """Return what a value is compared by: without case, control characters and superfluous space, in one Unicode form.

    >>> value_key(" Rape\\r\\n  (Penetrative) ") == value_key("rape (penetrative)")
    True
    """
    text = unicodedata.normalize("NFKC", text)
    text = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in text)
    return " ".join(text.lower().split())


def loose_key(text: str) -> str:
    """Return what a value can still be told by when a spreadsheet or a hand has changed it: its letters and digits alone.

    A whole number, also as a decimal or with an exponent, is told by its digits without leading zeros.

    >>> loose_key("030113") == loose_key("30113.0") == loose_key("3.0113E+4") == "30113"
    True
    >>> loose_key("T74.22XA"), loose_key("Manufacture, and distribution")
    ('t7422xa', 'manufactureanddistribution')
    """
    digits = _whole_number(value_key(text)) or fold(text).replace(" ", "")
    return digits.lstrip("0") or digits if re.fullmatch("[0-9]+", digits) else digits


def _whole_number(key: str) -> str:
    found = _NUMBER.fullmatch(key)
    if not found:
        return ""
    whole, fraction, exponent = found[1], (found[2] or "").rstrip("0"), int(found[3] or 0)
    return whole + fraction.ljust(exponent, "0") if len(fraction) <= exponent else ""


class Categories:
    """The codes of a compiled crosswalk's source, by everything that they may be called in data."""

    def __init__(self, codes: list[dict]):
        self._codes = codes
        self._notations: dict[str, list[int]] = {}
        self._titles: dict[str, list[int]] = {}
        self._loose: dict[str, set[int]] = {}
        for place, code in enumerate(codes):
            self._notations.setdefault(value_key(code["notation"]), []).append(place)
            for title in _names(code):
                places = self._titles.setdefault(value_key(title), [])
                if place not in places:
                    places.append(place)
            for text in (code["notation"], *_names(code)):
                self._loose.setdefault(loose_key(text), set()).add(place)
        own = {value_key(title) for code in codes for title in code["titles"]}
        self._foreign = {value_key(title) for code in codes for title in code.get("foreign", ())} - own

    def find(self, value: str) -> tuple[list[int], bool]:
        """Return the places of the codes that a value may mean, and whether it is written as the source writes it.

        Several have the same title. A value that is written otherwise is found only where one code alone can be meant.
        """
        key = value_key(value)
        if key in self._notations:
            return self._notations[key], True
        if key in self._titles:
            return self._titles[key], key not in self._foreign
        places = self._loose.get(loose_key(key)) or self._by_notation_and_title(key)
        return (list(places) if len(places) == 1 else []), False

    def written(self) -> Iterator[str]:
        """Yield every :func:`value_key` of a notation or a title."""
        yield from dict.fromkeys((*self._notations, *self._titles))

    def loosely_written(self) -> Iterator[tuple[str, list[int]]]:
        """Yield every :func:`loose_key` with the places of the codes that it may mean."""
        for key, places in self._loose.items():
            yield key, sorted(places)

    def notations(self, value: str) -> list[str]:
        """Return the notations of the codes that a value may mean."""
        return [self._codes[place]["notation"] for place in self.find(value)[0]]

    def is_written(self, value: str) -> bool:
        """Return whether a value is a category, written as the source writes it."""
        places, as_written = self.find(value)
        return bool(places) and as_written

    def _by_notation_and_title(self, key: str) -> set[int]:
        """Return the code that a value names by its notation followed by its title, such as "0302 – Sexual exploitation"."""
        found = _NOTATION_AND_TITLE.fullmatch(key)
        if not found:
            return set()
        return self._loose.get(loose_key(found[1]), set()) & self._loose.get(loose_key(found[2]), set())

    def nearest(self, value: str) -> list[str]:
        """Return the notations of the codes that an unknown value is most like, the nearest first."""
        near = near_matcher(match_key(value))
        found = []
        for code in self._codes:
            differences = [d for name in (code["notation"], *_names(code)) if (d := near(match_key(name))) is not None]
            if differences:
                found.append((min(differences), code["notation"]))
        return [notation for _, notation in sorted(found)[:_NEAREST]]


def _names(code: dict) -> list[str]:
    return [*code["titles"], *code.get("foreign", ())]
