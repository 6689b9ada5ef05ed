"""What a value of somebody's data becomes in another scheme. Never a silent guess: what is not clear says so."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from csea_terms.search.ranking import near_matcher, read_query
from csea_terms.text.fold import fold

STATUSES = ("exact", "loss", "suggested", "ambiguous", "gap", "none", "unknown", "empty")
"""What may become of a value:

mapped exactly; mapped with loss (nearly the same, or broader); only suggested, which somebody should judge;
ambiguous (several codes, or narrower ones only); somebody stated that the target has no code; nothing is known; not a category of the source; nothing there.
"""

POLICIES = ("list", "first", "fail")
"""What to write for an ambiguous value: every candidate, the first of them, or, where there is any, no file at all."""

SEPARATOR = " | "
"""What stands between the candidates of one value."""

_NEAREST = 3

_NUMBER = re.compile(r"([0-9]+)(?:\.([0-9]+))?(?:e\+?([0-9]{1,2}))?")
_NOTATION_AND_TITLE = re.compile(r"(\S+?)(?: ?[:–—-] ?| )(.+)")

_NOTES = {
    "exactMatch": "",
    "closeMatch": "counted as: nearly the same cases",
    "broadMatch": "the target is broader",
    "narrowMatch": "the target is narrower: only some of the cases belong there",
    "suggestion": "suggested by two near matches; nobody has judged it",
}


@dataclass(frozen=True)
class Decision:
    """What one value becomes. Several candidates stand in one text, with :data:`SEPARATOR` between them.

    ``read_as`` is the source's notation where the value is not written as the source writes it.
    """

    status: str
    notation: str = ""
    title: str = ""
    predicate: str = ""
    confidence: str = ""
    note: str = ""
    read_as: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands beside a value in recoded data: notation, title, predicate, confidence and note."""
        return self.notation, self.title, self.predicate, self.confidence, self.note


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


class Recoder:
    """A compiled crosswalk to one target, ready to be asked."""

    def __init__(self, compiled: dict, target: str, policy: str = "list"):
        """Take what ``compile_crosswalk`` returns; ``policy`` is one of :data:`POLICIES`."""
        self.source, self.target, self.policy = compiled["from"]["id"], target, policy
        self._table = compiled["to"][target]
        self._codes = compiled["codes"]
        self._notations: dict[str, list[int]] = {}
        self._titles: dict[str, list[int]] = {}
        self._loose: dict[str, set[int]] = {}
        for place, code in enumerate(self._codes):
            self._notations.setdefault(value_key(code["notation"]), []).append(place)
            for text in (code["notation"], *code["titles"]):
                self._loose.setdefault(loose_key(text), set()).add(place)
            for title in code["titles"]:
                places = self._titles.setdefault(value_key(title), [])
                if place not in places:
                    places.append(place)
        self._known: dict[str, Decision] = {}

    def decide(self, value: str) -> Decision:
        """Return what a value becomes."""
        decision = self._known.get(value)
        if decision is None:
            decision = self._known[value] = self._decide(value_key(value))
        return decision

    def nearest(self, value: str) -> list[str]:
        """Return the categories of the source that an unknown value is most like, the nearest first."""
        near = near_matcher(read_query(value))
        found = []
        for code in self._codes:
            differences = [d for title in (code["notation"], *code["titles"]) if (d := near(read_query(title).key)) is not None]
            if differences:
                found.append((min(differences), code["notation"]))
        return [notation for _, notation in sorted(found)[:_NEAREST]]

    def _decide(self, key: str) -> Decision:
        if not key:
            return Decision("empty")
        places = self._notations.get(key) or self._titles.get(key)
        if not places:
            return self._loosely(key)
        if len(places) == 1:
            return self._of_code(places[0])
        found = [self._of_code(place) for place in places]
        if all(one == found[0] for one in found):
            return found[0]
        return self._shared(places)

    def _loosely(self, key: str) -> Decision:
        """Return the decision for a value that only one code can mean, although it is not written so, and say how it was read."""
        places = self._loose.get(loose_key(key)) or self._by_notation_and_title(key)
        if len(places) != 1:
            return Decision("unknown", note=f"not a category of {self.source}")
        place = next(iter(places))
        notation, decision = self._codes[place]["notation"], self._of_code(place)
        note = "; ".join(part for part in (f"read as {notation}", decision.note) if part)
        return replace(decision, note=note, read_as=notation)

    def _by_notation_and_title(self, key: str) -> set[int]:
        """Return the code that a value names by its notation followed by its title, such as "0302 – Sexual exploitation"."""
        found = _NOTATION_AND_TITLE.fullmatch(key)
        if not found:
            return set()
        return self._loose.get(loose_key(found[1]), set()) & self._loose.get(loose_key(found[2]), set())

    def _of_code(self, place: int) -> Decision:
        best = self._table["best"].get(str(place))
        if best:
            return self._from_rows(best[0], [self._table["rows"][number] for number in best[1]])
        gap = self._table["gaps"].get(str(place))
        if gap is not None:
            return Decision("gap", note=f"no code in {self.target}: {gap}" if gap else f"no code in {self.target}")
        return Decision("none", note=f"no correspondence to {self.target} is known")

    def _shared(self, places: list[int]) -> Decision:
        """Return the decision for a title that several categories have."""
        rows = [row for row in self._rows_of(places) if row]
        named = SEPARATOR.join(self._codes[place]["notation"] for place in places)
        unique = list({row[1]: row for row in rows}.values())
        decision = self._from_rows("ambiguous", unique)
        return Decision("ambiguous", *decision.cells[:-1], note=f"several categories have this title: {named}")

    def _rows_of(self, places: list[int]) -> Iterator[list]:
        for place in places:
            for number in self._table["best"].get(str(place), ["", []])[1]:
                yield self._table["rows"][number]

    def _from_rows(self, status: str, rows: list[list]) -> Decision:
        if status == "ambiguous" and self.policy == "first":
            rows = rows[:1]
        notes = dict.fromkeys(_NOTES[row[2]] for row in rows)
        if status == "ambiguous" and len(rows) > 1:
            notes = {f"one of {len(rows)}; choose by hand": None, **notes}
        elif status == "ambiguous" and self.policy == "first":
            notes = {"the first of the candidates": None, **notes}
        return Decision(
            status,
            SEPARATOR.join(row[1] for row in rows),
            SEPARATOR.join(self._table["codes"][row[1]] for row in rows),
            SEPARATOR.join(row[2] for row in rows),
            SEPARATOR.join(f"{row[3]:.2f}" for row in rows),
            "; ".join(note for note in notes if note),
        )
