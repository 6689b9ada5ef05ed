"""Are the cells of the mapping tables written as they should be? What they mean is for the shapes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from csea_terms.errors import Problem
from csea_terms.formats.sssom import NO_TERM_FOUND, Row, Table
from csea_terms.names import TERM, scheme_iri
from csea_terms.reading.loaded import Loaded
from csea_terms.text.faults import text_faults

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_LOCAL = re.compile(r"[^\s:<>\"]+")


def table_problems(loaded: Loaded) -> Iterator[Problem]:
    """Yield the problems of every mapping table's metadata and cells."""
    for owner, table in loaded.tables.items():
        yield from _metadata_problems(owner, table)
        for row in table.rows:
            yield from row_problems(owner, table.path, row)


def row_problems(owner: str, path: str, row: Row) -> Iterator[Problem]:
    """Yield what keeps a row of a scheme's table from being understood, and bad characters in its cells."""
    for column, prefix, example in (
        ("subject_id", "term", "term:online-grooming"),
        ("predicate_id", "skos", "skos:broadMatch"),
        ("object_id", owner, f"{owner}: and the notation, or {NO_TERM_FOUND}"),
        ("mapping_justification", "semapv", "semapv:ManualMappingCuration"),
    ):
        before, colon, local = row[column].partition(":")
        if row[column] != NO_TERM_FOUND and (before != prefix or not colon or not _LOCAL.fullmatch(local)):
            message = f'The cell {column} is not understood: "{row[column]}"'
            yield Problem(path, row.line, "mapping-prefix", "error", message, f"Write {example}")
    if not _NUMBER.fullmatch(row["confidence"]):
        message = f'The confidence is not a number: "{row["confidence"]}"'
        advice = "Write a number from 0 to 1 with a decimal point, such as 0.8"
        yield Problem(path, row.line, "mapping-confidence-number", "error", message, advice)
    for cell in row.cells.values():
        for rule, message, advice in text_faults(cell):
            yield Problem(path, row.line, rule, "error", message, advice)


def _metadata_problems(owner: str, table: Table) -> Iterator[Problem]:
    if not table.metadata:
        return
    own = scheme_iri(owner)
    expected = {
        "mapping_set_id": f"{own}/mappings",
        "curie_map": {"term": TERM, owner: f"{own}/"},
    }
    for key, value in expected.items():
        if key in table.metadata and table.metadata[key] != value:
            message = f"The metadata's {key} does not fit the folder"
            advice = "Copy the lines behind # from another crosswalk and put this folder's name in"
            yield Problem(table.path, 1, "mapping-table-names", "error", message, advice)
