"""The tables of mappings: SSSOM/TSV, as the Simple Standard for Sharing Ontological Mappings 1.0 defines it.

A table is a YAML block of metadata, each line behind ``#``, and tab-separated rows under a header row
(SSSOM 1.0, "SSSOM/TSV").
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from csea_terms.problem import Problem

COLUMNS = (
    "subject_id",
    "predicate_id",
    "predicate_modifier",
    "object_id",
    "mapping_justification",
    "confidence",
    "comment",
)
"""The columns of a table in ``vocab/crosswalks/<scheme>/``, in their order."""

NO_TERM_FOUND = "sssom:NoTermFound"
"""The object of a row that states a gap."""

SSSOM = "https://w3id.org/sssom/"
SEMAPV = "https://w3id.org/semapv/vocab/"


@dataclass(frozen=True)
class Row:
    """One row as it is written, with the line it stands on."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass(frozen=True)
class Table:
    """A table of mappings as it is written: its metadata and its rows."""

    path: str
    metadata: dict[str, object]
    rows: tuple[Row, ...]


def read_table(text: str, path: str) -> tuple[Table, list[Problem]]:
    """Read a table from its text; return what could be read and every problem met.

    ``path`` is only for the problems. Never raises on bad input.
    """
    problems: list[Problem] = []
    # Only a line feed ends a line: str.splitlines also breaks at characters that a comment may hold.
    lines = text.removesuffix("\n").split("\n")
    header_size = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    metadata = _metadata("\n".join(line[1:] for line in lines[:header_size]), path, problems)
    rows = tuple(_rows(lines, header_size, path, problems))
    return Table(path, metadata, rows), problems


def write_table(metadata: dict[str, object], columns: tuple[str, ...], rows: list[dict[str, str]]) -> str:
    """Return a table as text: metadata as commented YAML, a header row, the rows; lines end with LF."""
    block = yaml.safe_dump(metadata, allow_unicode=True, sort_keys=False, width=10_000)
    out = io.StringIO()
    out.writelines(f"#{line}\n" for line in block.splitlines())
    writer = csv.DictWriter(out, columns, delimiter="\t", lineterminator="\n", extrasaction="raise")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _metadata(block: str, path: str, problems: list[Problem]) -> dict[str, object]:
    def complain(line: int, message: str) -> dict[str, object]:
        advice = "Copy the lines behind # from another crosswalk and change the identifiers"
        problems.append(Problem(path, line, "mapping-table-metadata", "error", message, advice))
        return {}

    try:
        for event in yaml.parse(block, Loader=yaml.SafeLoader):
            if getattr(event, "anchor", None) or getattr(event, "tag", None):
                return complain(event.start_mark.line + 1, "The metadata uses a YAML anchor, alias or tag")
        metadata = yaml.safe_load(block)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        return complain(mark.line + 1 if mark else 1, "The metadata behind # is not valid YAML")
    if not isinstance(metadata, dict):
        return complain(1, "The table has no metadata behind #")
    for key in ("mapping_set_id", "license", "curie_map"):
        if key not in metadata:
            complain(1, f"The metadata has no {key}")
    return metadata


def _rows(lines: list[str], header_size: int, path: str, problems: list[Problem]) -> Iterator[Row]:
    def complain(line: int, message: str, advice: str) -> None:
        problems.append(Problem(path, line, "mapping-table-columns", "error", message, advice))

    if header_size == len(lines) or tuple(lines[header_size].split("\t")) != COLUMNS:
        complain(header_size + 1, "The header row is not the expected one", f"Write the columns {', '.join(COLUMNS)}")
        return
    for line, text in enumerate(lines[header_size + 1 :], header_size + 2):
        try:
            (cells,) = csv.reader([text], delimiter="\t", strict=True) if text else [[]]
        except csv.Error:
            advice = "Double the quotation marks inside a cell that has them around it, and end the cell on its line"
            complain(line, "The quotation marks in the row do not match, or a cell is huge", advice)
            continue
        if len(cells) == len(COLUMNS):
            yield Row(line, dict(zip(COLUMNS, cells, strict=True)))
        else:
            complain(
                line,
                f"The row has {len(cells)} cells instead of {len(COLUMNS)}",
                "Separate cells by one tab each and leave unused cells empty",
            )
