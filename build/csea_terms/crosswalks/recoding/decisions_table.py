"""The table of decisions: values that are no categories of the source, and which category each means as a person decided.

One file goes on from month to month: what was decided stays in it, and new unknown values come behind it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from csea_terms.crosswalks.recoding.data_file import DataFile, ending_of
from csea_terms.crosswalks.recoding.decide import NO_CATEGORY, SEPARATOR, Recoder
from csea_terms.crosswalks.recoding.delimited import likely_delimiter, start_of
from csea_terms.crosswalks.recoding.recognise import value_key
from csea_terms.crosswalks.recoding.workbook import sheet_rows
from csea_terms.errors import UsageError
from csea_terms.formats.tables import Sheet, csv_bytes, plain_cell, xlsx_bytes

COLUMNS = ("value", "nearest", "decision")

_DASHES = ("-", "–", "—")
_TEXTS = (".csv", ".tsv", ".txt")
_WRITTEN = (".csv", ".xlsx")


@dataclass(frozen=True)
class Decisions:
    """What was decided: by :func:`value_key`, the notation or :data:`NO_CATEGORY`; and all rows of the table, as :data:`COLUMNS`."""

    by_key: dict[str, str] = field(default_factory=dict)
    rows: tuple[tuple[str, str, str], ...] = ()


def read_decisions(path: Path, recoder: Recoder) -> Decisions:
    """Read a table of decisions (CSV, TSV or XLSX). A row without a decision decides nothing and stays.

    Raises :class:`~csea_terms.errors.UsageError` with every line that is wrong.
    """
    file = DataFile(path, str(path))
    rows = _rows(file)
    _, header = next(rows, (1, []))
    names = [name.strip().lower() for name in header]
    if "value" not in names or "decision" not in names:
        raise UsageError(f"{path}:1: the table has no columns value and decision. Write it with --decisions, and fill in the last column.")
    by_key: dict[str, str] = {}
    kept, problems = [], []
    for line, cells in rows:
        told = dict(zip(names, cells, strict=False))
        value, nearest, decision = (plain_cell(told.get(name, "")) for name in COLUMNS)
        if value_key(value):
            kept.append((value, nearest, decision))
            problems += [f"{path}:{line}: {problem}" for problem in _decide(value, decision, by_key, recoder)]
    if problems:
        raise UsageError("\n".join(problems))
    return Decisions(by_key, tuple(kept))


def _decide(value: str, decision: str, by_key: dict[str, str], recoder: Recoder) -> Iterator[str]:
    """Note a decision, or yield what is wrong with it."""
    if not value_key(decision):
        return
    meant = [NO_CATEGORY] if decision.strip() in _DASHES else recoder.categories.notations(decision)
    if not meant:
        nearest = SEPARATOR.join(recoder.categories.nearest(decision))
        yield f"“{decision}” is not a category of {recoder.source}. " + (f"Did you mean {nearest}?" if nearest else "Write a notation or a title.")
    elif len(meant) > 1:
        yield f"“{decision}” is the title of several categories. Write one of {SEPARATOR.join(meant)}."
    elif recoder.categories.is_written(value) and meant[0] not in recoder.categories.notations(value):
        yield f"“{value}” is itself a category of {recoder.source}. Take the line out."
    elif by_key.setdefault(value_key(value), meant[0]) != meant[0]:
        yield f"“{value}” was decided otherwise in an earlier line. Keep one of the two."


def _rows(file: DataFile) -> Iterator[tuple[int, list[str]]]:
    if file.ending == ".xlsx":
        return sheet_rows(file)
    if file.ending not in _TEXTS:
        raise UsageError(f"{file}: a table of decisions is CSV, TSV or XLSX. Save it in one of these formats.")
    return iter(file.in_its_encoding("", lambda encoding: _text_rows(file, encoding))[0])


def _text_rows(file: DataFile, encoding: str) -> list[tuple[int, list[str]]]:
    with file.open_text(encoding) as text:
        reader = csv.reader(text, delimiter=likely_delimiter(start_of(text), "decision"))
        try:
            return [(reader.line_num, row) for row in reader]
        except csv.Error as error:
            raise UsageError(f"{file}:{reader.line_num}: the line cannot be read as CSV: {error}.") from None


def check_writable(path: Path, accepted: Path | None) -> None:
    """Raise :class:`~csea_terms.errors.UsageError` where a table of decisions cannot be written, or would cover another."""
    if ending_of(path) not in _WRITTEN:
        raise UsageError(f"{path}: a table of decisions is written as CSV or XLSX. Let its name end in {' or '.join(_WRITTEN)}.")
    if path.exists() and not (accepted and path.samefile(accepted)):
        raise UsageError(f"{path} is there already. Name it with --accept too, so that what was decided stays in it.")


def write_decisions(path: Path, before: Decisions, report: dict) -> None:
    """Write a table of decisions: the rows there were, then each unknown value of a coverage report with its nearest categories."""
    there = {value_key(value) for value, _, _ in before.rows}
    new = {}
    for one in report["look_at"]:
        key = value_key(one["value"])
        if one["status"] == "unknown" and key not in there:
            new.setdefault(key, (one["value"], SEPARATOR.join(one["nearest"]), ""))
    sheet = Sheet("decisions", COLUMNS, [*before.rows, *new.values()])
    path.write_bytes(xlsx_bytes([sheet]) if ending_of(path) == ".xlsx" else csv_bytes(sheet))
