"""Read a translator's worklist back into the language files: only what changed, all or nothing.

Every row is looked at before any file is touched. A row that cannot be taken is a problem with the row's number;
nothing is written until each is resolved or skipped by name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import pyoxigraph as ox
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from csea_terms.errors import UsageError
from csea_terms.fold import fold
from csea_terms.lint.texts import text_faults
from csea_terms.load import Loaded
from csea_terms.model import Concept, Glossary, digest_of
from csea_terms.names import CST, LABEL, SKOS, SKOSXL, TERM
from csea_terms.problem import Problem
from csea_terms.turtle import write_turtle
from csea_terms.worklist import EDITABLE, SEPARATOR, cells_of

_NEEDED = ("concept", "english_digest", *EDITABLE)
_BAR = re.compile(r"\s*\|\s*")
_PREDICATE = {"label": SKOS + "prefLabel", "definition": SKOS + "definition", "plain": CST + "plainDefinition"}


@dataclass(frozen=True)
class Change:
    """What a row changes: a concept, and the new texts of the columns that differ."""

    concept: str
    texts: dict[str, str]


@dataclass(frozen=True)
class Import:
    """The language of a worklist, its changes, and the problems of rows that can't be taken as they are."""

    tag: str
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]


def read_worklist(path: Path, glossary: Glossary, skip: Collection[str] = ()) -> Import:
    """Compare a worklist with the vocabulary.

    ``skip`` names concepts whose rows are left alone. Raises :class:`UsageError` when the file is no worklist.
    """
    tag, rows = _read(path)
    changes, problems, seen = [], [], {}
    for number, row in rows:
        concept_id = row["concept"]
        if concept_id in skip or not any(row.values()):
            continue
        found = list(_row_problems(path.name, number, row, glossary, tag))
        if concept_id in seen:
            message = f"The concept {concept_id} stands in row {seen[concept_id]} already"
            found.append(_problem(path.name, number, "row-duplicate", message, "Keep one of the two rows"))
        seen[concept_id] = number
        concept = glossary.concepts.get(concept_id)
        texts = _changed(concept, tag, row) if concept else {}
        if texts or concept is None:
            problems += found
        if texts and not found:
            changes.append(Change(concept_id, texts))
    return Import(tag, tuple(changes), tuple(problems))


def apply(changes: Collection[Change], tag: str, loaded: Loaded, glossary: Glossary) -> dict[str, str]:
    """Return the new text of every language file that changes, by path."""
    texts = {}
    for change in changes:
        path = f"vocab/terms/{change.concept}/{tag}.ttl"
        file = loaded.files.get(path)
        triples = list(file.triples) if file else []
        texts[path] = write_turtle(_with(triples, change, tag, glossary.concepts[change.concept]))
    return texts


def _read(path: Path) -> tuple[str, Iterator[tuple[int, dict[str, str]]]]:
    try:
        book = load_workbook(path, read_only=True)
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise UsageError(f"{path} cannot be read as an Excel workbook: {error}") from None
    sheet = book.worksheets[0]
    lines = sheet.iter_rows(values_only=True)
    names = [str(cell or "").strip() for cell in next(lines, ())]
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        advice = "Make a new one with csea-terms worklist."
        raise UsageError(f"{path} is no worklist: it has no column {', '.join(missing)}. {advice}")
    rows = (
        (number, {name: _clean(line[names.index(name)] if names.index(name) < len(line) else "") for name in _NEEDED})
        for number, line in enumerate(lines, 2)
    )
    return sheet.title, rows


def _clean(cell: object) -> str:
    return unicodedata.normalize("NFC", " ".join(str(cell if cell is not None else "").split()))


def _changed(concept: Concept, tag: str, row: dict[str, str]) -> dict[str, str]:
    """Return the cells that say something new. An emptied cell takes nothing away: deleting is done in the file."""
    before = cells_of(concept, tag)
    after = {name: _labels_text(row[name]) if name == "admitted" else row[name] for name in EDITABLE}
    before["admitted"] = _labels_text(_clean(before["admitted"]))
    return {name: text for name, text in after.items() if text and text != _clean(before[name])}


def _labels_text(cell: str) -> str:
    """Return several labels in one order, since theirs says nothing."""
    return SEPARATOR.join(sorted(part for part in _BAR.split(cell) if part))


def _row_problems(name: str, number: int, row: dict[str, str], glossary: Glossary, tag: str) -> Iterator[Problem]:
    concept = glossary.concepts.get(row["concept"])
    if concept is None:
        message = f'The vocabulary has no concept "{row["concept"]}"'
        yield _problem(name, number, "concept-unknown", message, "Restore the first column from a new worklist")
        return
    if row["english_digest"] != digest_of(concept.in_language("en").definition):
        message = f"The English definition of {concept.id} has changed since this worklist was made"
        advice = f"Read it again in a new worklist, or leave the row out with --skip {concept.id}"
        yield _problem(name, number, "english-changed", message, advice)
    avoided = {fold(label.text) for label in concept.in_language(tag).of_kind("avoid")}
    avoided |= {fold(label.text) for c in glossary.concepts.values() for label in c.in_language(tag).of_kind("avoid")}
    if concept.guidance not in ("legal-term", "avoid-expression"):
        for word in [row["label"], *_BAR.split(row["admitted"])]:
            if word and fold(word) in avoided:
                message = f'"{word}" is a word that the vocabulary says to avoid'
                yield _problem(name, number, "label-avoided", message, "Use the word to say instead, or leave the cell as it was")
    for column in EDITABLE:
        if row[column].startswith("="):
            advice = "Type the words themselves"
            yield _problem(name, number, "cell-formula", f"{column}: the cell holds a formula", advice)
        for rule, message, advice in text_faults(row[column]):
            yield _problem(name, number, rule, f"{column}: {message}", advice)


def _problem(name: str, number: int, rule: str, message: str, advice: str) -> Problem:
    return Problem(name, number, rule, "error", message, advice)


def _with(triples: list[ox.Triple], change: Change, tag: str, concept: Concept) -> list[ox.Triple]:
    """Return a language file's statements with a row's changes made."""
    subject = ox.NamedNode(TERM + change.concept)

    def say(predicate: str, text: str, plain: bool = False) -> ox.Triple:
        return ox.Triple(subject, ox.NamedNode(predicate), ox.Literal(text) if plain else ox.Literal(text, language=tag))

    for column, text in change.texts.items():
        if column == "admitted":
            triples = _without(triples, subject, SKOS + "altLabel")
            triples += [say(SKOS + "altLabel", part) for part in text.split(SEPARATOR)]
            continue
        triples = _without(triples, subject, _PREDICATE[column])
        triples.append(say(_PREDICATE[column], text))
        if column == "definition":
            triples = _without(triples, subject, CST + "translatedFrom")
            triples.append(say(CST + "translatedFrom", digest_of(concept.in_language("en").definition), plain=True))
    return _tidied(triples, subject, change.concept, tag)


def _tidied(triples: list[ox.Triple], subject: ox.NamedNode, concept: str, tag: str) -> list[ox.Triple]:
    """Keep a word that is gone from the cells but is described in a block of its own as an admitted word."""
    labels = (SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel", CST + "avoidLabel")
    present = {t.object.value for t in triples if t.subject == subject and t.predicate.value in labels}
    start = f"{LABEL}{concept}.{tag}."
    for triple in list(triples):
        if triple.predicate.value == SKOSXL + "literalForm" and triple.subject.value.startswith(start):
            if triple.object.value not in present:
                triples.append(ox.Triple(subject, ox.NamedNode(SKOS + "altLabel"), triple.object))
    preferred = {t.object.value for t in triples if t.subject == subject and t.predicate.value == SKOS + "prefLabel"}
    return [
        t for t in triples
        if not (t.subject == subject and t.predicate.value == SKOS + "altLabel" and t.object.value in preferred)
    ]  # fmt: skip


def _without(triples: list[ox.Triple], subject: ox.NamedNode, predicate: str) -> list[ox.Triple]:
    return [t for t in triples if not (t.subject == subject and t.predicate.value == predicate)]
