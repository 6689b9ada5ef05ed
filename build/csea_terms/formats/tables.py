"""Tables as CSV and Excel files that open right everywhere and never run anything.

Text from the vocabulary could start like a formula; in CSV such a cell gets an apostrophe in front, in Excel
every cell is written as text, or as a number, never as a formula (OWASP, "CSV Injection").
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_CELL_LIMIT = 32_767
"""Characters that Excel keeps in a cell (Excel specifications and limits)."""

# A date of its own would make two builds of the same vocabulary differ.
_CREATED = datetime(2000, 1, 1)


@dataclass(frozen=True)
class Sheet:
    """One table: a name of at most 31 characters, column names, and rows of as many texts.

    The texts of the columns named in ``numbers`` are numbers, which Excel can reckon with, or empty.
    """

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[str]]
    numbers: frozenset[str] = frozenset()


def csv_bytes(sheet: Sheet) -> bytes:
    """Return a table as CSV: UTF-8 with a byte order mark, so that Excel reads it right (RFC 4180)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(sheet.columns)
    writer.writerows([safe_cell(cell) for cell in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def safe_cell(text: str) -> str:
    """Return a cell's text so that no spreadsheet program takes it for a formula.

    >>> safe_cell("=1+1")
    "'=1+1"
    """
    return "'" + text if text.lstrip(" ").startswith(_FORMULA_STARTS) else text


def plain_cell(text: str) -> str:
    """Return what :func:`safe_cell` made safe.

    >>> plain_cell("'=1+1"), plain_cell("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text.startswith("'") and safe_cell(text[1:]) == text else text


def xlsx_bytes(sheets: Iterable[Sheet]) -> bytes:
    """Return tables as an Excel workbook: header row bold and frozen, filter on, every cell a text but numbers."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        workbook.set_properties({"created": _CREATED})
        bold = workbook.add_format({"bold": True, "bg_color": "#E3EEF2", "bottom": 1})
        plain = workbook.add_format({"valign": "top", "text_wrap": True})
        for sheet in sheets:
            _add_sheet(workbook.add_worksheet(sheet.name), sheet, bold, plain)
    return out.getvalue()


def _add_sheet(worksheet, sheet: Sheet, bold, plain) -> None:
    for column, name in enumerate(sheet.columns):
        worksheet.write_string(0, column, name, bold)
    last = 0
    for last, row in enumerate(sheet.rows, 1):
        for column, text in enumerate(row):
            if text and sheet.columns[column] in sheet.numbers:
                worksheet.write_number(last, column, float(text), plain)
            elif text:
                worksheet.write_string(last, column, text[:_CELL_LIMIT], plain)
    worksheet.freeze_panes(1, 0)
    worksheet.set_column(0, len(sheet.columns) - 1, 28)
    worksheet.autofilter(0, 0, last, len(sheet.columns) - 1)
