"""Every word, code and title with what it stands for, as one table: what the reconciliation service knows, for a join without it."""

from __future__ import annotations

from collections.abc import Iterator

from csea_terms import __version__
from csea_terms.formats.dictionaries import csvw
from csea_terms.formats.tables import csv_bytes
from csea_terms.model import Code, Concept, Glossary
from csea_terms.names import BASE, TERM, code_iri
from csea_terms.publishing.columns import WORDS, sheet_of
from csea_terms.publishing.exports.crosswalks import facts_of

TABLE = "reconciliation.csv"


def files(glossary: Glossary) -> Iterator[tuple[str, bytes]]:
    """Yield the table with its description (CSVW)."""
    rows = [row for concept in glossary.concepts.values() if not concept.deprecated for row in _of_concept(concept)]
    rows += [row for scheme in glossary.schemes.values() for code in scheme.codes.values() for row in _of_code(code)]
    sheet = sheet_of("reconciliation", WORDS, rows)
    yield TABLE, csv_bytes(sheet)
    yield f"{TABLE}-metadata.json", csvw(TABLE, "Words and what they stand for", WORDS, {**facts_of(glossary, sheet), "version": __version__})


def made_from(glossary: Glossary) -> str:
    """Return what the table holds: labels, codes and their titles."""
    labels = [(c.id, c.deprecated, [w.labels for w in c.words.values()]) for c in glossary.concepts.values()]
    return repr((glossary.crosswalk_version, labels, glossary.schemes))


def _of_concept(concept: Concept) -> Iterator[list[str]]:
    for words in concept.words.values():
        for label in words.labels:
            for text in (label.text, *label.variants):
                yield [text, label.language, label.kind, "concept", f"terms/{concept.id}", concept.label("en"), TERM + concept.id]


def _of_code(code: Code) -> Iterator[list[str]]:
    about = [code.scheme, code_iri(code.scheme, code.notation).removeprefix(BASE), code.title, code.iri]
    yield [code.notation, "", "code", *about]
    for tag, title in (code.titles or {"en": code.title}).items():
        yield [title, tag, "title", *about]
