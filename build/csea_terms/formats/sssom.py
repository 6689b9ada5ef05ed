"""The tables of mappings: SSSOM/TSV, as the Simple Standard for Sharing Ontological Mappings 1.0 defines it.

A table is a YAML block of metadata, each line behind ``#``, and tab-separated rows under a header row
(SSSOM 1.0, "SSSOM/TSV").
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import yaml

from csea_terms.errors import Problem

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

CODE_COLUMNS = (*COLUMNS[:-1], "see_also", "comment")
"""The columns of a table between two schemes; ``see_also`` names the sources that decide a row."""

CELL_SEPARATOR = "|"
"""What stands between the values of one cell (SSSOM 1.0, "SSSOM/TSV", multi-valued slots)."""

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


def read_table(text: str, path: str, columns: tuple[str, ...] = COLUMNS) -> tuple[Table, list[Problem]]:
    """Read a table of ours from its text; return what could be read and every problem met.

    ``path`` is only for the problems. Never raises on bad input.
    """
    table, problems = read_any_table(text, path, columns)
    if table.metadata:
        missing = [key for key in ("mapping_set_id", "license", "curie_map") if key not in table.metadata]
        problems += [_metadata_problem(path, 1, f"The metadata has no {key}") for key in missing]
    return table, problems


def read_any_table(text: str, path: str, columns: tuple[str, ...] = ()) -> tuple[Table, list[Problem]]:
    """Read a table as others write it; return what could be read and every problem met.

    ``columns`` are the only ones it may have, in their order; without them, any are right, and metadata may be missing.
    ``path`` is only for the problems. Never raises on bad input.
    """
    problems: list[Problem] = []
    # Only a line feed ends a line: str.splitlines also breaks at characters that a comment may hold.
    lines = text.removesuffix("\n").split("\n")
    header_size = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    block = "\n".join(line[1:] for line in lines[:header_size])
    metadata = _metadata(block, path, problems) if block or columns else {}
    rows = tuple(_rows(lines, header_size, path, problems, columns))
    return Table(path, metadata, rows), problems


def with_rows(text: str, added: Iterable[dict[str, str]], dropped: Collection[int] = ()) -> tuple[str, list[int]]:
    """Return a table of ours with rows added in their place: by subject, then object.

    The other rows keep their text, but for those on the lines ``dropped``. Also returned is where each row of the
    new text comes from, in order: its line so far, or for an added one its place in ``added``, counted down from -1.
    """
    table, _ = read_any_table(text, "", COLUMNS)
    lines = text.removesuffix("\n").split("\n")
    first = next(number for number, line in enumerate(lines) if not line.startswith("#")) + 1
    rows = [(_order(row.cells), row.line, lines[row.line - 1]) for row in table.rows if row.line not in dropped]
    for place, cells in enumerate(added, 1):
        row = (_order(cells), -place, _line(cells))
        # Before the first that comes behind it: rows that somebody put elsewhere stay there, so that a change shows what is new.
        rows.insert(next((at for at, other in enumerate(rows) if other[0] > row[0]), len(rows)), row)
    return "".join(f"{line}\n" for line in [*lines[:first], *(row[2] for row in rows)]), [row[1] for row in rows]


def _order(cells: dict[str, str]) -> tuple[str, str]:
    return cells["subject_id"], cells["object_id"]


def _line(cells: dict[str, str]) -> str:
    out = io.StringIO()
    csv.DictWriter(out, COLUMNS, delimiter="\t", lineterminator="").writerow(cells)
    return out.getvalue()


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
        problems.append(_metadata_problem(path, line, message))
        return {}

    try:
        # Anchors, aliases and tags begin with one of these, which our tables have nowhere: most are parsed once, not twice.
        for event in yaml.parse(block, Loader=yaml.SafeLoader) if any(mark in block for mark in "&*!") else ():
            if getattr(event, "anchor", None) or getattr(event, "tag", None):
                return complain(event.start_mark.line + 1, "The metadata uses a YAML anchor, alias or tag")
        metadata = yaml.safe_load(block)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        return complain(mark.line + 1 if mark else 1, "The metadata behind # is not valid YAML")
    if not isinstance(metadata, dict):
        return complain(1, "The table has no metadata behind #")
    return metadata


def _metadata_problem(path: str, line: int, message: str) -> Problem:
    advice = "Copy the lines behind # from another crosswalk and change the identifiers"
    return Problem(path, line, "mapping-table-metadata", "error", message, advice)


def _rows(
    lines: list[str], header_size: int, path: str, problems: list[Problem], columns: tuple[str, ...]
) -> Iterator[Row]:
    def complain(line: int, message: str, advice: str) -> None:
        problems.append(Problem(path, line, "mapping-table-columns", "error", message, advice))

    header = tuple(lines[header_size].split("\t")) if header_size < len(lines) else ()
    if columns and header != columns:
        complain(header_size + 1, "The header row is not the expected one", f"Write the columns {', '.join(columns)}")
        return
    if len(set(header)) < len(header):
        complain(header_size + 1, "Two columns have the same name", "Rename or remove one of them")
        return
    for line, text in enumerate(lines[header_size + 1 :], header_size + 2):
        try:
            (cells,) = csv.reader([text], delimiter="\t", strict=True) if text else [[]]
        except csv.Error:
            advice = "Double the quotation marks inside a cell that has them around it, and end the cell on its line"
            complain(line, "The quotation marks in the row do not match, or a cell is huge", advice)
            continue
        if len(cells) == len(header):
            yield Row(line, dict(zip(header, cells, strict=True)))
        elif not text.strip("\t ") and not columns:
            continue  # spreadsheet programs leave empty rows behind
        else:
            complain(
                line,
                f"The row has {len(cells)} cell{'s' * (len(cells) != 1)} instead of {len(header)}",
                "Separate cells by one tab each and leave unused cells empty",
            )
