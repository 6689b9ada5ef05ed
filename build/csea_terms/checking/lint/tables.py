"""Are the cells of the mapping tables written as they should be? What they mean is for the shapes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from csea_terms.errors import Problem
from csea_terms.formats.sssom import CELL_SEPARATOR, NO_TERM_FOUND, Row, Table
from csea_terms.names import CROSSWALK, SOURCE, TERM, scheme_iri
from csea_terms.reading.repository import SLUG
from csea_terms.reading.loaded import Loaded
from csea_terms.text.faults import text_faults

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_LOCAL = re.compile(r"[^\s:<>\"]+")


def table_problems(loaded: Loaded) -> Iterator[Problem]:
    """Yield the problems of every mapping table's metadata and cells."""
    for owner, table in loaded.tables.items():
        own = scheme_iri(owner)
        yield from _metadata_problems(table, f"{own}/mappings", {"term": TERM, owner: f"{own}/"})
        for row in table.rows:
            yield from row_problems(owner, table.path, row)
    for (source, target), table in loaded.code_tables.items():
        namespaces = {scheme: f"{scheme_iri(scheme)}/" for scheme in (source, target)}
        yield from _metadata_problems(table, f"{CROSSWALK}{source}/to-{target}", namespaces)
        for row in table.rows:
            yield from code_row_problems(source, target, table.path, row)


def code_row_problems(source: str, target: str, path: str, row: Row) -> Iterator[Problem]:
    """Yield what keeps a row between two schemes from being understood, and bad characters in its cells."""
    yield from row_problems(target, path, row, (source, f"{source}: and the notation"))
    for cited in row["see_also"].split(CELL_SEPARATOR):
        if not SLUG.fullmatch(cited.removeprefix(SOURCE)) or not cited.startswith(SOURCE):
            message = f'The cell see_also is not understood: "{cited}"'
            advice = f"Write {SOURCE} and the name of a file in vocab/sources, and | between several"
            yield Problem(path, row.line, "mapping-prefix", "error", message, advice)


def row_problems(
    owner: str, path: str, row: Row, subject: tuple[str, str] = ("term", "term:online-grooming")
) -> Iterator[Problem]:
    """Yield what keeps a row of a scheme's table from being understood, and bad characters in its cells.

    ``subject`` is the prefix of what the row is about, with an example.
    """
    for column, prefix, example in (
        ("subject_id", *subject),
        ("predicate_id", "skos", "skos:broadMatch"),
        ("object_id", owner, f"{owner}: and the notation, or {NO_TERM_FOUND}"),
        ("mapping_justification", "semapv", "semapv:ManualMappingCuration"),
    ):
        before, colon, local = row[column].partition(":")
        if row[column] != NO_TERM_FOUND and (before != prefix or not colon or not _LOCAL.fullmatch(local)):
            message = f'The cell {column} is not understood: "{row[column]}"'
            yield Problem(path, row.line, "mapping-prefix", "error", message, f"Write it in the form {example}")
    if not _NUMBER.fullmatch(row["confidence"]):
        message = f'The confidence is not a number: "{row["confidence"]}"'
        advice = "Write a number from 0 to 1 with a decimal point, such as 0.8"
        yield Problem(path, row.line, "mapping-confidence-number", "error", message, advice)
    for cell in row.cells.values():
        for rule, message, advice in text_faults(cell):
            yield Problem(path, row.line, rule, "error", message, advice)


def _metadata_problems(table: Table, set_id: str, namespaces: dict[str, str]) -> Iterator[Problem]:
    if not table.metadata:
        return
    for key, value in (("mapping_set_id", set_id), ("curie_map", namespaces)):
        if key in table.metadata and table.metadata[key] != value:
            message = f"The metadata's {key} does not fit the folder"
            advice = "Copy the lines behind # from another crosswalk and put this folder's name in"
            yield Problem(table.path, 1, "mapping-table-names", "error", message, advice)
