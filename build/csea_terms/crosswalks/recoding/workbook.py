"""Excel workbooks: a sheet gets its columns; all its other cells, the formats and the other sheets stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile

from csea_terms.crosswalks.recoding.data_file import DataFile
from csea_terms.crosswalks.recoding.job import Counted, Job, place_of_column
from csea_terms.errors import UsageError


def recode_workbook(source: DataFile, waiting: Path | None, job: Job) -> Counter:
    """Recode a sheet into ``waiting``, or only count; return how often each value was met.

    A category that a formula makes is read as the workbook holds its result.
    """
    rows = sheet_rows(source, job.sheet)
    columns = next(rows, (1, []))[1]
    while columns and not columns[-1].strip():
        columns.pop()
    place = place_of_column(columns, source, job)
    counted = Counted(job)
    added = {1: job.added}
    for number, cells in rows:
        text = cells[place] if place < len(cells) else ""
        counted.counts[text] += 1
        if waiting:
            added[number] = counted[text]
    if waiting:
        _write(source, waiting, job.sheet, len(columns), added)
    return counted.values()


def sheet_rows(source: DataFile, name: str = "") -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the texts of each row of a sheet (default: the first) that holds anything, the header first.

    Raises :class:`~csea_terms.errors.UsageError` when the workbook cannot be read or has no such sheet.
    """
    with source.open() as file:
        sheet = _sheet(_load(file, source, read_only=True, data_only=True), source, name)
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            cells = ["" if value is None else str(value) for value in row]
            if any(cells) or number == 1:
                yield number, cells


def _load(file: BinaryIO, source: DataFile, **options: bool):
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return load_workbook(file, **options)
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise UsageError(f"{source} cannot be read as an Excel workbook: {error}.") from None


def _sheet(book, source: DataFile, name: str):
    if name and name not in book.sheetnames:
        raise UsageError(f"{source} has no sheet {name}. Its sheets are: {', '.join(book.sheetnames)}.")
    return book[name] if name else book.worksheets[0]


def _write(source: DataFile, waiting: Path, name: str, width: int, added: dict[int, list[str]]) -> None:
    with source.open() as file:
        book = _load(file, source)
    sheet = _sheet(book, source, name)
    # What stands right of the header, without a name, is kept too.
    after = max(width, sheet.max_column or 0)
    for number, texts in added.items():
        _write_cells(sheet, number, after, texts)
    book.save(waiting)


def _write_cells(sheet, row: int, after: int, texts: list[str]) -> None:
    for place, text in enumerate(texts, after + 1):
        if text:
            cell = sheet.cell(row, place, text)
            # openpyxl would take a text that starts with "=" for a formula.
            cell.data_type = "s"
