"""Excel workbooks: a sheet gets its columns; all its other cells, the formats and the other sheets stay."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from zipfile import BadZipFile

from csea_terms.crosswalks.recoding.job import Counted, Job, place_of_column
from csea_terms.errors import UsageError


def recode_workbook(source: Path, waiting: Path | None, job: Job) -> Counter:
    """Recode a sheet into ``waiting``, or only count; return how often each value was met."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(source, read_only=waiting is None)
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise UsageError(f"{source} cannot be read as an Excel workbook: {error}.") from None
    if job.sheet and job.sheet not in book.sheetnames:
        raise UsageError(f"{source} has no sheet {job.sheet}. Its sheets are: {', '.join(book.sheetnames)}.")
    sheet = book[job.sheet] if job.sheet else book.worksheets[0]
    rows = sheet.iter_rows()
    header = list(next(rows, ()))
    columns = ["" if cell.value is None else str(cell.value) for cell in header]
    while columns and not columns[-1].strip():
        columns.pop()
    place = place_of_column(columns, source, job)
    counted = Counted(job)
    # What stands right of the header, without a name, is kept too.
    after = max(len(columns), sheet.max_column or 0)
    if waiting:
        _write_cells(sheet, 1, after, job.added)
    for number, row in enumerate(rows, 2):
        if all(cell.value is None for cell in row):
            continue
        value = row[place].value
        text = "" if value is None else str(value)
        counted.counts[text] += 1
        if waiting:
            _write_cells(sheet, number, after, counted[text])
    if waiting:
        book.save(waiting)
    return counted.values()


def _write_cells(sheet, row: int, after: int, texts: list[str]) -> None:
    for place, text in enumerate(texts, after + 1):
        if text:
            cell = sheet.cell(row, place, text)
            # openpyxl would take a text that starts with "=" for a formula.
            cell.data_type = "s"
