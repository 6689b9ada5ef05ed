"""What a new definition does to stored contacts: labels kept, renamed, moved, added and removed.

Contacts hold the labels themselves. One that is not the same to the letter, or in another category, is another one.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from csea_terms.crosswalks.aselo.caution import Caution
from csea_terms.crosswalks.aselo.definition import Definition
from csea_terms.crosswalks.aselo.labels import UNSPECIFIED, near_key
from csea_terms.crosswalks.aselo.proposals import Knowledge
from csea_terms.crosswalks.aselo.writing import Choice
from csea_terms.crosswalks.recoding.recognise import value_key
from csea_terms.formats.tables import Sheet, csv_bytes
from csea_terms.model import Glossary

KINDS = ("renamed", "moved", "removed", "added", "kept")

COLUMNS = ("change", "old_category", "old_label", "new_category", "new_label", "concept", "definition_version", "stored_contacts")

_EFFECT = {
    "renamed": "orphaned: stored contacts keep the old label",
    "moved": "orphaned: stored contacts keep the old category",
    "removed": "orphaned: nobody can choose the label any more",
    "added": "none yet",
    "kept": "stay",
}


@dataclass(frozen=True)
class Old:
    """A label of the definition in use, as it stands there; ``place`` names it where it must not be shown."""

    category: str
    label: str
    place: str
    hidden: bool = False

    @property
    def shown(self) -> tuple[str, str]:
        """The category and label to print."""
        return (self.place, "(withheld)") if self.hidden else (self.category, self.label)


@dataclass(frozen=True)
class Change:
    """What becomes of an old label, or where a new one comes from."""

    kind: str
    old: Old | None
    new: Choice | None
    concept: str


def old_labels(definition: Definition, caution: Caution) -> list[Old]:
    """Return what can be chosen in a definition in use."""
    return [
        Old(category.raw, subcategory.raw, subcategory.place, caution.hides(category.label, subcategory.label))
        for category, subcategory in definition.labels()
        if subcategory
    ]


def changes(old: list[Old], new: list[Choice], glossary: Glossary, stated: dict[tuple[str, str], str]) -> list[Change]:
    """Compare two definitions.

    ``stated`` gives the concepts of old labels by category and label, from the table that was written with the old
    definition. Without, a label is taken for a renamed one where both are words for the same concept in any language, or
    where the old one was judged to mean the concept, in this helpline's scheme or another's.
    """
    meaning = _Meaning(glossary, stated)
    found: list[Change] = []
    left, free = list(old), list(new)
    for same in (_same_letters, _same_reading, _same_concept):
        for one in list(left):
            choice = next((choice for choice in free if same(one, meaning.of(one), choice)), None)
            if choice:
                left.remove(one)
                free.remove(choice)
                found.append(Change(_kind(one, choice), one, choice, choice.concept))
    found += [Change("removed", one, None, next(iter(meaning.of(one)), "")) for one in left]
    found += [Change("added", None, choice, choice.concept) for choice in free]
    return sorted(found, key=lambda change: (KINDS.index(change.kind), change.old is None))


def changes_csv(found: list[Change], version: str) -> bytes:
    """Return the list of changes as CSV; ``version`` names the old definition."""
    rows = []
    for change in found:
        old = change.old.shown if change.old else ("", "")
        new = (change.new.category, change.new.label) if change.new else ("", "")
        rows.append((change.kind, *old, *new, change.concept, version, _EFFECT[change.kind]))
    return csv_bytes(Sheet("changes", COLUMNS, rows))


def counted(found: list[Change]) -> str:
    """Return how many changes there are of each kind, for people."""
    counts = Counter(change.kind for change in found)
    return ", ".join(f"{counts[kind]} {kind}" for kind in KINDS)


def stated_concepts(definition: Path) -> dict[tuple[str, str], str]:
    """Return the concepts that the table beside a definition of ours gives its labels; empty where there is none."""
    path = definition.with_name(definition.stem + ".sssom.tsv")
    if not path.is_file():
        return {}
    lines = [line for line in path.read_text(encoding="utf-8", errors="replace").split("\n") if line and not line.startswith("#")]
    rows = csv.DictReader(lines, delimiter="\t")
    wanted = ("subject_category", "subject_label", "object_id")
    if not rows.fieldnames or not set(wanted) <= set(rows.fieldnames):
        return {}
    return {
        (row["subject_category"], row["subject_label"]): row["object_id"].removeprefix("term:")
        for row in rows
        if all(row[name] for name in wanted)
    }


def _same_letters(old: Old, concepts: list[str], new: Choice) -> bool:
    return (old.category, old.label) == (new.category, new.label)


def _same_reading(old: Old, concepts: list[str], new: Choice) -> bool:
    """Spaces, capitals and characters that cannot be seen make another label of what reads the same."""
    return (value_key(old.category), value_key(old.label)) == (value_key(new.category), value_key(new.label))


def _same_concept(old: Old, concepts: list[str], new: Choice) -> bool:
    if _is_other(old) != new.other:
        return False
    # A label that is no word of any concept can still have moved.
    return new.concept in concepts if concepts else not new.other and value_key(old.label) == value_key(new.label)


def _is_other(old: Old) -> bool:
    return value_key(old.label) == value_key(UNSPECIFIED)


def _kind(old: Old, new: Choice) -> str:
    if old.label != new.label:
        return "renamed"
    return "kept" if old.category == new.category else "moved"


class _Meaning:
    """What old labels mean, from the surest that is known of each."""

    def __init__(self, glossary: Glossary, stated: dict[tuple[str, str], str]):
        self._stated, self._judged = stated, Knowledge(glossary)
        found: dict[str, set[str]] = {}
        for concept in glossary.concepts.values():
            for label in (label for words in concept.words.values() for label in words.labels):
                found.setdefault(near_key(label.text), set()).add(concept.id)
        self._words = {word: next(iter(concepts)) for word, concepts in found.items() if len(concepts) == 1}

    def of(self, old: Old) -> list[str]:
        """Return the concepts that a label may stand for, the likeliest first; for "other" that of its category."""
        stated = self._stated.get((old.category, old.label))
        if stated:
            return [stated]
        if _is_other(old):
            word = self._words.get(near_key(old.category))
            return [word] if word else []
        word = self._words.get(near_key(old.label))
        return list(dict.fromkeys([*([word] if word else []), *self._judged.meanings(old.category, old.label)]))
