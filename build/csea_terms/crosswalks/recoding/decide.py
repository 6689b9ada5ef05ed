"""What a value of somebody's data becomes in another scheme. Never a silent guess: what is not clear says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from typing import NamedTuple

from csea_terms.crosswalks.recoding.recognise import Categories, value_key

STATUSES = ("exact", "loss", "suggested", "ambiguous", "gap", "none", "unknown", "empty")
"""What may become of a value:

mapped exactly; mapped with loss (nearly the same, or broader); only suggested, which somebody should judge;
ambiguous (several codes, or narrower ones only); somebody stated that the target has no code; nothing is known; not a category of the source; nothing there.
"""

POLICIES = ("list", "first", "fail")
"""What to write for an ambiguous value: every candidate, the first of them, or, where there is any, no file at all."""

NO_CATEGORY = "-"
"""What a person writes of a value that means none of the categories."""

SEPARATOR = " | "
"""What stands between the candidates of one value."""

_NOTES = {
    "exactMatch": "",
    "closeMatch": "counted as: nearly the same cases",
    "broadMatch": "the target is broader",
    "narrowMatch": "covers more than the target: only some of the cases belong there",
    "suggestion": "suggested by two near matches; nobody has judged it",
}


class Candidate(NamedTuple):
    """A code that a value may become; the confidence is a number from 0 to 1."""

    notation: str
    title: str
    predicate: str
    confidence: float


@dataclass(frozen=True)
class Decision:
    """What one value becomes.

    ``read_as`` is the source's notation where the value is not written as the source writes it; ``by_hand`` says that a
    person decided which category the value means.
    """

    status: str
    candidates: tuple[Candidate, ...] = ()
    note: str = ""
    read_as: str = ""
    by_hand: bool = False

    @property
    def notation(self) -> str:
        """The notations of all candidates in one text, with :data:`SEPARATOR` between them."""
        return SEPARATOR.join(one.notation for one in self.candidates)

    @property
    def title(self) -> str:
        """The titles of all candidates in one text."""
        return SEPARATOR.join(one.title for one in self.candidates)

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands beside a value in recoded data: notation, title, predicate, confidence and note."""
        predicate = SEPARATOR.join(one.predicate for one in self.candidates)
        confidence = SEPARATOR.join(f"{one.confidence:.2f}" for one in self.candidates)
        return self.notation, self.title, predicate, confidence, self.note


class Recoder:
    """A compiled crosswalk to one target, ready to be asked."""

    def __init__(self, compiled: dict, target: str, policy: str = "list"):
        """Take what ``compile_crosswalk`` returns; ``policy`` is one of :data:`POLICIES`."""
        self.source, self.target, self.policy = compiled["from"]["id"], target, policy
        self._table = compiled["to"][target]
        self._codes = compiled["codes"]
        self.categories = Categories(self._codes)
        self._by_hand: Mapping[str, str] = {}
        self._known: dict[str, Decision] = {}
        self.unknown = Decision("unknown", note=f"not a category of {self.source}")
        """What becomes of a value that is no category of the source."""

    def accepting(self, decisions: Mapping[str, str]) -> Recoder:
        """Return a recoder that follows what a person decided: by :func:`value_key`, the notation or :data:`NO_CATEGORY`."""
        other = copy(self)
        other._by_hand, other._known = decisions, {}
        return other

    def decide(self, value: str) -> Decision:
        """Return what a value becomes."""
        decision = self._known.get(value)
        if decision is None:
            decision = self._known[value] = self._decide(value)
        return decision

    def written(self) -> Iterator[tuple[str, Decision]]:
        """Yield every :func:`value_key` that is recognised at once, or was decided by hand, with its decision."""
        for key in dict.fromkeys((*self._by_hand, *self.categories.written())):
            yield key, self.decide(key)

    def loosely_written(self) -> Iterator[tuple[str, str, Decision]]:
        """Yield every :func:`loose_key` with each category that it may mean, and what is decided where only that one can be meant."""
        for key, places in self.categories.loosely_written():
            for place in places:
                yield key, self._codes[place]["notation"], self._read_as(place)

    def nearest(self, value: str) -> list[str]:
        """Return the categories of the source that an unknown value is most like, the nearest first."""
        return self.categories.nearest(value)

    def _decide(self, value: str) -> Decision:
        key = value_key(value)
        if not key:
            return Decision("empty")
        if key in self._by_hand:
            return self._decided(self._by_hand[key])
        places, as_written = self.categories.find(value)
        if not places:
            return self.unknown
        found = [self._of_code(place) for place in places]
        if any(one != found[0] for one in found):
            return self._shared(places)
        return found[0] if as_written or len(places) > 1 else self._read_as(places[0])

    def _decided(self, notation: str) -> Decision:
        """Return the decision for a value of which a person decided what it means."""
        if notation == NO_CATEGORY:
            return Decision("none", note=f"decided by hand: not a category of {self.source}", by_hand=True)
        decision = self._of_code(self.categories.find(notation)[0][0])
        return replace(decision, note=_joined(f"decided by hand: {notation}", decision.note), by_hand=True)

    def _read_as(self, place: int) -> Decision:
        """Return the decision for a value that is not written so, and say how it was read."""
        notation, decision = self._codes[place]["notation"], self._of_code(place)
        return replace(decision, note=_joined(f"read as {notation}", decision.note), read_as=notation)

    def _of_code(self, place: int) -> Decision:
        decision = self._of_place(place)
        successors = SEPARATOR.join(self._codes[place].get("replaced_by", ()))
        return replace(decision, note=_joined(f"withdrawn, replaced by {successors}", decision.note)) if successors else decision

    def _of_place(self, place: int) -> Decision:
        best = self._table["best"].get(str(place))
        if best:
            return self._from_rows(best[0], [self._table["rows"][number] for number in best[1]])
        gap = self._table["gaps"].get(str(place))
        if gap is not None:
            return Decision("gap", note=f"no code in {self.target}: {gap}" if gap else f"no code in {self.target}")
        former = self._table.get("withdrawn", {}).get(str(place))
        if former:
            return self._from_successors(former)
        held = SEPARATOR.join(self._codes[place].get("holds", ()))
        if held:
            return Decision("none", note=f"covers more than: {held}; no code of {self.target} is known that holds it whole")
        return Decision("none", note=f"no correspondence to {self.target} is known")

    def _shared(self, places: list[int]) -> Decision:
        """Return the decision for a title that several categories have."""
        named = SEPARATOR.join(self._codes[place]["notation"] for place in places)
        unique = list({row[1]: row for row in self._rows_of(places)}.values())
        return replace(self._from_rows("ambiguous", unique), note=f"several categories have this title: {named}")

    def _rows_of(self, places: list[int]) -> Iterator[list]:
        for place in places:
            for number in self._table["best"].get(str(place), ["", []])[1]:
                yield self._table["rows"][number]

    def _from_successors(self, former: list[list]) -> Decision:
        """Return the decision for a code that was judged for terms which are withdrawn: what took their place is only suggested."""
        rows = list({successor: [None, successor, "suggestion", confidence] for _, successor, confidence in former}.values())
        gone, successors = (SEPARATOR.join(dict.fromkeys(row[column] for row in former)) for column in (0, 1))
        why = f"judged for {gone}: withdrawn, replaced by {successors}; nobody has judged it anew"
        return self._from_rows("suggested" if len(rows) == 1 else "ambiguous", rows, why)

    def _from_rows(self, status: str, rows: list[list], why: str = "") -> Decision:
        if status == "ambiguous" and self.policy == "first":
            rows = rows[:1]
        notes = [why or _NOTES[row[2]] for row in rows]
        if status == "ambiguous" and len(rows) > 1:
            notes.insert(0, f"one of {len(rows)}; choose by hand")
        elif status == "ambiguous" and self.policy == "first":
            notes.insert(0, "the first of the candidates")
        titles = self._table["codes"]
        return Decision(status, tuple(Candidate(row[1], titles[row[1]], row[2], row[3]) for row in rows), _joined(*notes))


def _joined(*notes: str) -> str:
    return "; ".join(note for note in dict.fromkeys(notes) if note)
