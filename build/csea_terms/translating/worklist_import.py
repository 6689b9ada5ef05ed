"""Read a translator's worklist back into the language files: only what changed, all or nothing.

Every row is looked at before any file is touched, and the files are checked as they would be. A row that cannot be
taken is a problem with the row's number; nothing is written until each is resolved or skipped by name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from zipfile import BadZipFile

import pyoxigraph as ox
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from csea_terms.checking.check import Checked, check
from csea_terms.errors import Problem, UsageError
from csea_terms.formats.turtle import local_name, write_turtle
from csea_terms.model import Concept, Glossary
from csea_terms.names import CST, LABEL, RDF, SKOS, SKOSXL, TERM
from csea_terms.reading.loaded import Loaded
from csea_terms.reading.repository import LANGUAGE_TAG, Repository
from csea_terms.text.digest import digest_of
from csea_terms.text.faults import text_faults
from csea_terms.text.fold import fold
from csea_terms.translating.worklist import EDITABLE, KEYS, SEPARATOR, SEVERAL, cells_of, direction_of, english_digest, normal_cell
from csea_terms.translating.xliff import ENDINGS, read_xliff

_NEEDED = (*KEYS, *EDITABLE)
_PREDICATE = {
    "label": SKOS + "prefLabel", "admitted": SKOS + "altLabel", "definition": SKOS + "definition", "plain": CST + "plainDefinition",
    "reviewed_by": CST + "reviewedBy",
}  # fmt: skip
_BASIS = {"definition": CST + "translatedFrom", "plain": CST + "plainTranslatedFrom"}
"""Where a translated column remembers which English text it translates."""
_NEW_WORKLIST = "Make a new one with csea-terms worklist."

Row = tuple[int, dict[str, str]]
"""A row's number and its cells by column."""


@dataclass(frozen=True)
class Change:
    """What a row changes: a concept, the row's number, and the new texts of the columns that differ."""

    concept: str
    row: int
    texts: dict[str, str]


@dataclass(frozen=True)
class Import:
    """A worklist's file name and language, its changes, and what is wrong with rows.

    A row with an error is not among the changes; a warning says what of a row is not taken.
    """

    name: str
    tag: str
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]


def read_worklist(path: Path, glossary: Glossary, skip: Collection[str] = ()) -> Import:
    """Compare a worklist with the vocabulary.

    ``skip`` names concepts whose rows are left alone. Raises :class:`UsageError` when the file is no worklist.
    """
    tag, rows = _read(path)
    if not direction_of(glossary, tag):
        raise UsageError(f"{path} is for {tag}, which is the tag of no known language.")
    changes, problems, seen = [], [], {}
    for number, row in rows:
        concept_id = row["concept"]
        if concept_id in skip:
            continue
        found = list(_row_problems(path.name, number, row, glossary, tag))
        if concept_id in seen:
            message = f"The concept {concept_id} stands in row {seen[concept_id]} already"
            found.append(_problem(path.name, number, "row-duplicate", message, "Keep one of the two rows"))
        seen[concept_id] = number
        concept = glossary.concepts.get(concept_id)
        texts = _changed(concept, tag, row) if concept else {}
        if concept:
            problems += _emptied(path.name, number, row, concept, tag)
        # A row that nobody wrote in stops nobody, whatever became of its concept.
        if texts or (concept is None and any(_touched(row))):
            problems += found
        if texts and not found:
            changes.append(Change(concept_id, number, texts))
    return Import(path.name, tag, tuple(changes), tuple(problems))


def apply(found: Import, loaded: Loaded, glossary: Glossary) -> dict[str, str]:
    """Return the new text of every language file that changes, by path."""
    texts = {}
    for change in found.changes:
        path = _path(change, found.tag)
        file = loaded.files.get(path)
        triples = list(file.triples) if file else []
        texts[path] = write_turtle(_with(triples, change, found.tag, glossary.concepts[change.concept]))
    return texts


def new_problems(found: Import, texts: dict[str, str], checked: Checked, repository: Repository) -> Iterator[Problem]:
    """Yield what would be wrong with the vocabulary, and is not yet, if the ``texts`` of :func:`apply` were written.

    A problem in a language file that changes is given the row that changes it. ``checked`` is the check as things are.
    """
    # A line that a change moves is no new problem.
    known = {(problem.path, problem.rule, problem.message) for problem in checked.problems}
    rows = {_path(change, found.tag): change.row for change in found.changes}
    for problem in check(repository, texts).problems if texts else ():
        if (problem.path, problem.rule, problem.message) not in known:
            row = rows.get(problem.path)
            yield problem if row is None else replace(problem, path=found.name, line=row)


def _path(change: Change, tag: str) -> str:
    return f"vocab/terms/{change.concept}/{tag}.ttl"


def _read(path: Path) -> tuple[str, list[Row]]:
    """Return the language of a worklist and its rows. What the sheet is called says nothing: people rename sheets."""
    if path.suffix.lower() in ENDINGS:
        tag, rows = read_xliff(path)
        return _language(path, rows), rows
    try:
        book = load_workbook(path, read_only=True)
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise UsageError(f"{path} cannot be read as an Excel workbook: {error}") from None
    lines = book.worksheets[0].iter_rows(values_only=True)
    names = [str(cell or "").strip() for cell in next(lines, ())]
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        raise UsageError(f"{path} is no worklist: it has no column {', '.join(missing)}. {_NEW_WORKLIST}")
    places = {name: names.index(name) for name in _NEEDED}
    rows = [(number, _cells(line, places)) for number, line in enumerate(lines, 2)]
    rows = [(number, row) for number, row in rows if any(row.values())]
    return _language(path, rows), rows


def _cells(line: tuple, places: dict[str, int]) -> dict[str, str]:
    return {name: normal_cell(name, line[place] if place < len(line) else None) for name, place in places.items()}


def _language(path: Path, rows: list[Row]) -> str:
    tags = {row["language"] for _number, row in rows}
    tag = next(iter(tags), "")
    if len(tags) != 1 or not LANGUAGE_TAG.fullmatch(tag) or tag == "en":
        said = ", ".join(sorted(ascii(other)[:40] for other in tags)) or "none"
        message = f"its hidden column language (XLIFF: trgLang) must name one language to translate into in every row, and names {said}"
        raise UsageError(f"{path} is no worklist: {message}. {_NEW_WORKLIST}")
    return tag


def _changed(concept: Concept, tag: str, row: dict[str, str]) -> dict[str, str]:
    """Return the cells that say something new. An emptied cell takes nothing away: deleting is done in the file."""
    now = cells_of(concept, tag)
    return {name: row[name] for name in _touched(row) if row[name] != normal_cell(name, now[name])}


def _touched(row: dict[str, str]) -> Iterator[str]:
    """Yield the columns in which somebody wrote since the worklist was made."""
    return (name for name in EDITABLE if row[name] and digest_of(row[name]) != _made_from(row, name))


def _made_from(row: dict[str, str], column: str) -> str:
    """Return the digest of what stood in a row's cell when the worklist was made, empty if the keys do not say."""
    digests = row["own_digests"].split()
    return digests[EDITABLE.index(column)] if len(digests) == len(EDITABLE) else ""


def _emptied(name: str, number: int, row: dict[str, str], concept: Concept, tag: str) -> Iterator[Problem]:
    now = cells_of(concept, tag)
    for column in EDITABLE:
        if not row[column] and now[column] and _made_from(row, column) != digest_of(""):
            message = f"{column}: the cell was emptied, which takes nothing away"
            advice = f"To remove the words, delete their line in vocab/terms/{concept.id}/{tag}.ttl"
            yield Problem(name, number, "cell-emptied", "warning", message, advice)


def _row_problems(name: str, number: int, row: dict[str, str], glossary: Glossary, tag: str) -> Iterator[Problem]:
    concept = glossary.concepts.get(row["concept"])
    if concept is None:
        message = f'The vocabulary has no concept "{row["concept"]}"'
        yield _problem(name, number, "concept-unknown", message, "Restore the first column from a new worklist")
        return
    yield from _conflicts(name, number, row, concept, tag)
    avoided = {fold(label.text) for c in glossary.concepts.values() for label in c.in_language(tag).of_kind("avoid")}
    if concept.guidance not in ("legal-term", "avoid-expression"):
        for word in [row["label"], *row["admitted"].split(SEPARATOR)]:
            if word and fold(word) in avoided:
                message = f'"{word}" is a word that the vocabulary says to avoid'
                yield _problem(name, number, "label-avoided", message, "Use the word to say instead, or leave the cell as it was")
    for column in EDITABLE:
        if row[column].startswith("="):
            advice = "Type the words themselves"
            yield _problem(name, number, "cell-formula", f"{column}: the cell holds a formula", advice)
        for text in row[column].split(SEPARATOR) if column in SEVERAL else [row[column]]:
            for rule, message, advice in text_faults(text):
                yield _problem(name, number, rule, f"{column}: {message}", advice)


def _conflicts(name: str, number: int, row: dict[str, str], concept: Concept, tag: str) -> Iterator[Problem]:
    """Yield what has changed in the vocabulary since the worklist was made: the English, or a cell's own words."""
    again = f"Read it again in a new worklist, or leave the row out with --skip {concept.id}"
    if row["english_digest"] != english_digest(concept):
        message = f"The English definition or plain line of {concept.id} has changed since this worklist was made"
        yield _problem(name, number, "english-changed", message, again)
    now = cells_of(concept, tag)
    for column in _changed(concept, tag, row):
        if digest_of(normal_cell(column, now[column])) != _made_from(row, column):
            message = f"{column}: someone has changed these words in the vocabulary since this worklist was made"
            yield _problem(name, number, "cell-changed", message, again)


def _problem(name: str, number: int, rule: str, message: str, advice: str) -> Problem:
    return Problem(name, number, rule, "error", message, advice)


def _with(triples: list[ox.Triple], change: Change, tag: str, concept: Concept) -> list[ox.Triple]:
    """Return a language file's statements with a row's changes made."""
    subject = ox.NamedNode(TERM + change.concept)

    def say(predicate: str, text: str, plain: bool = False) -> ox.Triple:
        return ox.Triple(subject, ox.NamedNode(predicate), ox.Literal(text) if plain else ox.Literal(text, language=tag))

    english = cells_of(concept, "en")
    for column, text in change.texts.items():
        if column not in _PREDICATE:
            continue
        triples = _without(triples, subject, _PREDICATE[column])
        triples += [say(_PREDICATE[column], part) for part in (text.split(SEPARATOR) if column in SEVERAL else [text])]
        if column in _BASIS:
            triples = _without(triples, subject, _BASIS[column])
            triples.append(say(_BASIS[column], digest_of(english[column]), plain=True))
    return _tidied(_attested(triples, change, tag, concept), subject, change.concept, tag)


def _attested(triples: list[ox.Triple], change: Change, tag: str, concept: Concept) -> list[ox.Triple]:
    """Return the statements with where the preferred label was found, said in the block of that label."""
    said = {column: change.texts[column] for column in ("attested_at", "attested_by") if column in change.texts}
    if not said:
        return triples
    preferred = change.texts.get("label") or cells_of(concept, tag)["label"]
    label = ox.NamedNode(f"{LABEL}{change.concept}.{tag}.{local_name(preferred)}")
    values = {
        RDF + "type": ox.NamedNode(SKOSXL + "Label"),
        SKOSXL + "literalForm": ox.Literal(preferred, language=tag),
        **({CST + "attestedAt": _address(said["attested_at"])} if "attested_at" in said else {}),
        **({CST + "attestedBy": ox.Literal(said["attested_by"])} if "attested_by" in said else {}),
    }
    for predicate, value in values.items():
        triples = [*_without(triples, label, predicate), ox.Triple(label, ox.NamedNode(predicate), value)]
    return triples


def _address(text: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(text)
    except ValueError:
        raise UsageError(f"{text} is no address. Write it whole, without spaces, such as https://example.org/page.") from None


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
