"""One helpline's categories, read from an ``IssueCategorizationTab.json`` with all the faults that such files have.

Nothing raises on bad content: what cannot be read is left out and becomes a problem that names its place in the file
by a JSON pointer (RFC 6901).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from csea_terms.crosswalks.aselo.labels import FULL_STOP, LONGEST_LABEL, SHARED, has_words, may_be_shared, pointer, tidy
from csea_terms.crosswalks.recoding.recognise import value_key
from csea_terms.errors import Problem

LARGEST_FILE = 10_000_000
"""Bytes; the largest known definition has 80,000."""

_LONGEST_SHOWN = 60
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_SETTINGS = ("categories", "maxSelections")


@dataclass(frozen=True)
class Subcategory:
    """What a counsellor can choose: its tidied label, and the label as it stands in the file and in contacts."""

    label: str
    raw: str
    place: str


@dataclass(frozen=True)
class Category:
    """A heading with its subcategories, in the order of the file."""

    label: str
    raw: str
    place: str
    subcategories: tuple[Subcategory, ...]


@dataclass(frozen=True)
class Definition:
    """The categories of one helpline."""

    helpline: str
    categories: tuple[Category, ...]

    def labels(self) -> Iterator[tuple[Category, Subcategory | None]]:
        """Yield each category, alone and then with each of its subcategories."""
        for category in self.categories:
            yield category, None
            for subcategory in category.subcategories:
                yield category, subcategory


class Members(list):
    """The members of a JSON object in their order. A name may stand twice, as in no dictionary."""

    def last(self) -> dict[str, object]:
        """Return them as programs understand them: of two with one name the last counts (RFC 8259, section 4)."""
        return dict(self)


@dataclass
class Reader:
    """Reads one file and notes what is wrong; ``hidden`` tells of a tidied label whether it may not be shown."""

    path: str
    hidden: Callable[[str], bool] = lambda label: False
    problems: list[Problem] = field(default_factory=list)

    def helplines(self, text: str) -> dict[str, Members]:
        """Return what the file holds for each helpline; empty where it is no definition at all."""
        try:
            whole = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=Members)
        except (ValueError, RecursionError) as error:
            line = getattr(error, "lineno", 0)
            self._note("", "aselo-json", "This is not valid JSON", "Export the definition again", "error", line)
            return {}
        if not isinstance(whole, Members):
            self._note("", "aselo-json", "The file holds no JSON object", "Choose an IssueCategorizationTab.json", "error")
            return {}
        if _wrapped(whole.last()) or any(_is_category(value) for value in whole.last().values()):
            self._note("", "aselo-helpline-missing", "The categories stand outside any helpline", "They are read as one set")
            return {"": whole}
        return dict(self._helplines(whole))

    def definition(self, name: str, body: Members) -> Definition:
        """Return the categories of one helpline of the file."""
        top = [name] if name else []
        members = body.last()
        if _wrapped(members):
            # A misplaced brace puts whole categories, or another helpline's, beside the set to which they belong.
            for stray in (member for member in members if member not in _SETTINGS):
                advice = "It is not read, and the platform does not show it"
                self._note(self._place(*top, stray), "aselo-stray", "This stands beside the categories, not among them", advice)
            top, listed = [*top, "categories"], members["categories"]
        else:
            advice = "The categories are read all the same"
            self._note(self._place(*top), "aselo-wrapper-missing", 'The categories are not inside a member "categories"', advice)
            listed = Members((key, value) for key, value in body if key != "maxSelections")
        definition = Definition(name, tuple(self._merged(self._categories(listed, top))))
        self._note_what_breaks(definition)
        return definition

    def _helplines(self, whole: Members) -> Iterator[tuple[str, Members]]:
        for name, body in whole.last().items():
            if isinstance(body, Members):
                yield name, body
            else:
                self._note(self._place(name), "aselo-type", "The helpline holds no object of categories", "It is not read")
        self._note_repeated(whole, [])

    def _categories(self, listed: Members, top: list[str]) -> Iterator[Category]:
        self._note_repeated(listed, top)
        for number, (raw, body) in enumerate(listed.last().items(), 1):
            label = self._label(raw, self._place(*top, raw, number=number))
            if not label:
                continue
            place = self._place(*top, raw, number=number)
            if not isinstance(body, Members):
                self._note(place, "aselo-type", "The category is not an object", "It is not read")
                continue
            members = body.last()
            if not _COLOUR.fullmatch(str(members.get("color", ""))):
                self._note(f"{place}/color", "aselo-colour", "The colour is not written as #RRGGBB", "The platform may show none", "info")
            yield Category(label, raw, place, tuple(self._subcategories(members, f"{place}/subcategories")))

    def _subcategories(self, members: dict[str, object], place: str) -> Iterator[Subcategory]:
        listed = members.get("subcategories")
        if isinstance(listed, Members) or not isinstance(listed, list):
            self._note(place, "aselo-type", "The subcategories are not a list", "The category is read without any")
            return
        if not listed:
            self._note(place, "aselo-empty", "The category has no subcategories", "Counsellors cannot choose it")
        if any(isinstance(body, str) for body in listed):
            self._note_earlier_form(place)
        seen: dict[str, str] = {}
        for number, body in enumerate(listed):
            own = f"{place}/{number}"
            raw = body.last().get("label") if isinstance(body, Members) else body
            if not isinstance(raw, str):
                self._note(own, "aselo-type", "The subcategory has no label that is a text", "It is not read")
                continue
            label = self._label(raw, own if isinstance(body, str) else f"{own}/label")
            if label and value_key(label) in seen:
                message = f"The label stands in this category already, at {seen[value_key(label)]}"
                self._note(own, "aselo-label-twice", message, "Contacts do not show which of the two was chosen; it is read once")
            elif label:
                seen[value_key(label)] = own
                yield Subcategory(label, raw, own)

    def _label(self, raw: str, place: str) -> str:
        """Return a label tidied, or an empty text where it cannot be used."""
        try:
            raw.encode()
        except UnicodeEncodeError:
            self._note(place, "aselo-label-broken", "The label holds half a character", "It is not read")
            return ""
        label = tidy(raw)
        if len(label) > LONGEST_LABEL:
            message = f"The label has {len(label):,} characters ({LONGEST_LABEL} are read)"
            self._note(place, "aselo-label-long", message, "It is not read")
            return ""
        if not has_words(label):
            self._note(place, "aselo-label-empty", "The label has neither letter nor digit", "It is not read")
            return ""
        if label != raw:
            message = f"The label holds what cannot be seen: {_unseen(raw)}"
            advice = "It is compared without, and kept as it is for contacts; tidying it in the platform would be a renaming"
            self._note(place, "aselo-label-untidy", message, advice)
        return label

    def _merged(self, categories: Iterator[Category]) -> Iterator[Category]:
        """Yield categories, those with one tidied label as one."""
        found: dict[str, Category] = {}
        for category in categories:
            first = found.get(value_key(category.label))
            if first is None:
                found[value_key(category.label)] = category
                continue
            self._note(category.place, "aselo-label-twice", f"The category has the label of {first.place}", "The two are read as one")
            known = {value_key(one.label) for one in first.subcategories}
            more = [one for one in category.subcategories if value_key(one.label) not in known]
            together = (*first.subcategories, *more)
            found[value_key(category.label)] = Category(first.label, first.raw, first.place, together)
        yield from found.values()

    def _note_what_breaks(self, definition: Definition) -> None:
        seen: dict[str, str] = {}
        for category, subcategory in definition.labels():
            one = subcategory or category
            if "." in one.label:
                advice = "Contacts of that time are read all the same; leave it out of a new label"
                self._note(one.place, "aselo-label-stop", FULL_STOP, advice)
            if subcategory and not may_be_shared(subcategory.label):
                before = seen.setdefault(value_key(subcategory.label), one.place)
                if before != one.place:
                    advice = "Here the category tells them apart; in a new definition give each a label of its own"
                    self._note(one.place, "aselo-label-shared", SHARED.format(place=before), advice)

    def _note_repeated(self, members: Members, top: list[str]) -> None:
        names = [name for name, _ in members]
        for name in sorted({name for name in names if names.count(name) > 1} if len(set(names)) < len(names) else ()):
            place = self._place(*top, name, number=names.index(name) + 1)
            self._note(place, "aselo-member-twice", "The name stands twice in the object", "As on the platform, the last counts")

    def _place(self, *names: str, number: int = 0) -> str:
        """Return where something stands; ``number`` is the place of the last name among its neighbours."""
        shown = [name if len(name) <= _LONGEST_SHOWN else name[:_LONGEST_SHOWN] + "…" for name in names]
        if names and self.hidden(tidy(names[-1])):
            shown[-1] = f"(number {number})"
        return pointer(*shown)

    def _note_earlier_form(self, place: str) -> None:
        if not any(problem.rule == "aselo-earlier-form" for problem in self.problems):
            self._note(place, "aselo-earlier-form", "The subcategories are plain texts, as they were until January 2023", "They are read all the same", "info")

    def _note(self, place: str, rule: str, message: str, advice: str, severity: str = "warning", line: int = 0) -> None:
        self.problems.append(Problem(self.path, line, rule, severity, f"{place}: {message}" if place else message, advice))


def _wrapped(members: dict[str, object]) -> bool:
    inside = members.get("categories")
    return isinstance(inside, Members) and not _is_category(inside)


def _is_category(value: object) -> bool:
    return isinstance(value, Members) and isinstance(value.last().get("subcategories"), list)


def _unseen(raw: str) -> str:
    """Return, for people, what tidying a label takes away."""
    odd = dict.fromkeys(f"U+{ord(letter):04X}" for letter in raw if not letter.isprintable())
    if odd:
        return ", ".join(odd)
    return "superfluous spaces" if " ".join(raw.split()) == tidy(raw) else "letters and accents stored apart"
