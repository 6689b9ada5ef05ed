"""Another organisation's codes as a table, read and written: notation and title, and where they have them parent and language.

A code with titles in several languages has a row for each.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from csea_terms.crosswalks.recoding.data_file import reading
from csea_terms.crosswalks.recoding.workbook import sheet_rows
from csea_terms.errors import ContentError, Problem
from csea_terms.formats.tables import Sheet, csv_bytes, plain_cell, xlsx_bytes
from csea_terms.model import Code, Scheme
from csea_terms.reading.repository import LANGUAGE_TAG

COLUMNS = ("notation", "title", "parent", "language")


@dataclass(frozen=True)
class TableRow:
    """A title of a code as a table has it, with the row that it stands in."""

    line: int
    notation: str
    title: str
    parent: str = ""
    language: str = "en"


def read_scheme_table(path: Path) -> list[TableRow]:
    """Return the codes of a CSV file or Excel workbook, in the order of its rows.

    Raises :class:`~csea_terms.errors.ContentError` with every row that is no code.
    """
    lines = [(line, cells) for line, cells in _lines(path) if any(cells)]
    header = [cell.strip().lower() for cell in lines[0][1]] if lines else []
    if not {"notation", "title"} <= set(header):
        advice = f"Name the columns in the first row: {', '.join(COLUMNS)}; the last two may be missing"
        raise ContentError([Problem(path.name, 1, "scheme-table-columns", "error", "There is no column notation or title", advice)])
    rows = [_row(line, dict(zip(header, cells, strict=False))) for line, cells in lines[1:]]
    problems = list(_problems(path.name, rows))
    if problems:
        raise ContentError(problems)
    return rows


def write_scheme_table(scheme: Scheme, ending: str) -> bytes:
    """Return the codes of a scheme as a table that :func:`read_scheme_table` reads; ``ending`` is that of the file, csv or xlsx.

    The table holds what its owner says of a code. What we say of it (verdicts, translations, successors) stays in ``scheme.ttl``.
    """
    rows = [[row.notation, row.title, row.parent, row.language] for code in scheme.codes.values() for row in _rows_of(code)]
    sheet = Sheet("codes", COLUMNS, rows)
    return csv_bytes(sheet) if ending == "csv" else xlsx_bytes([sheet])


def _rows_of(code: Code) -> Iterator[TableRow]:
    titles = code.titles or {"en": code.title}
    for language in sorted(titles, key=lambda tag: (titles[tag] != code.title, tag)):
        yield TableRow(0, code.notation, titles[language], next(iter(code.broader), ""), language)


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    if path.suffix.lower() == ".xlsx":
        with reading(path, ".xlsx") as source:
            yield from ((line, [cell.strip() for cell in cells]) for line, cells in sheet_rows(source))
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        start = file.readline()
        file.seek(0)
        reader = csv.reader(file, delimiter=max(",;\t", key=start.count))
        yield from ((reader.line_num, [plain_cell(cell.strip()) for cell in cells]) for cells in reader)


def _row(line: int, cells: dict[str, str]) -> TableRow:
    return TableRow(line, *(cells.get(name, "") for name in COLUMNS[:3]), cells.get("language") or "en")


def _problems(name: str, rows: list[TableRow]) -> Iterator[Problem]:
    notations = {row.notation for row in rows}
    counted = Counter((row.notation, row.language) for row in rows)
    for row in rows:
        for wrong, message, advice in (
            (not row.notation, "The row has no notation", "Write the code as its owner prints it, or delete the row"),
            (not row.title, "The code has no title", "Write its owner’s title, unchanged"),
            (row.notation and counted[row.notation, row.language] > 1, f"The notation {row.notation} stands twice", "Keep one of the rows"),
            (row.parent and row.parent not in notations, f"The table has no code {row.parent}", "Add its row, or empty the cell"),
            (not LANGUAGE_TAG.fullmatch(row.language), f"{row.language} is no language tag", "Write one such as en or pt-BR"),
        ):
            if wrong:
                yield Problem(name, row.line, "scheme-table-row", "error", message, advice)
