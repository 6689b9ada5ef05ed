"""Read somebody's table, add what its values become, write it: row by row, every other column as it was.

CSV and TSV (RFC 4180; delimiter, byte order mark and line ends are those of the file), JSON Lines and Excel. What is
written waits in a file beside the output and takes its name only when all went well.
"""

from __future__ import annotations

import codecs
import csv
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from zipfile import BadZipFile

from csea_terms.errors import UsageError
from csea_terms.recode.coverage import Coverage
from csea_terms.recode.decide import Recoder
from csea_terms.tables import safe_cell

ADDED = ("notation", "title", "predicate", "confidence", "note")
"""The columns that are added, each behind the name of the target scheme and an underscore."""

_DELIMITERS = (",", ";", "\t", "|")
_LONGEST_CELL = 10_000_000


@dataclass(frozen=True)
class Job:
    """What to do: ``column`` names the column; ``separator``, where given, stands between several values in a cell."""

    recoder: Recoder
    column: str
    separator: str = ""
    encoding: str = "utf-8"
    sheet: str = ""

    @property
    def added(self) -> list[str]:
        """The names of the columns that are added."""
        return [f"{self.recoder.target}_{name}" for name in ADDED]

    def values(self, cell: str) -> list[str]:
        """Return the values that stand in a cell."""
        return [part.strip() for part in cell.split(self.separator)] if self.separator else [cell]

    def cells(self, cell: str) -> list[str]:
        """Return what is added beside a cell. Several values keep their order and their separator."""
        decided = [astuple(self.recoder.decide(value))[1:] for value in self.values(cell)]
        return [self.separator.join(parts) for parts in zip(*decided, strict=True)] if self.separator else list(decided[0])


def recode_file(source: Path, target: Path | None, job: Job) -> Coverage:
    """Recode a file; return what was met. Without ``target`` it is only counted.

    Raises :class:`~csea_terms.errors.UsageError` when the file cannot be read, has no such column or, with the policy
    ``fail``, holds ambiguous values; then nothing is written.
    """
    kind = _KINDS.get(source.suffix.lower())
    if kind is None:
        raise UsageError(f"{source}: the ending is not one of {', '.join(_KINDS)}. Save the table in one of these formats.")
    if target and target.suffix.lower() not in _SAME[kind]:
        raise UsageError(f"{target}: the output has the format of the input. Let its name end in {' or '.join(_SAME[kind])}.")
    if target and target.exists() and target.samefile(source):
        raise UsageError(f"{target} is the input. Name another file, so that your data stay as they are.")
    _check_encoding(job.encoding)
    try:
        with _waiting(target) as waiting:
            coverage = Coverage(kind(source, waiting, job))
            if job.recoder.policy == "fail":
                _fail_if_ambiguous(coverage, job.recoder)
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{source}: byte {error.start} is not {job.encoding}. Save the file as CSV UTF-8, or name its encoding with --encoding."
        ) from None
    except OSError as error:
        raise UsageError(f"{error.filename or source}: {error.strerror}") from None
    return coverage


def _check_encoding(name: str) -> None:
    try:
        codecs.lookup(name)
    except LookupError:
        raise UsageError(f"There is no encoding called {name}. Names are such as utf-8, utf-16 and windows-1252.") from None


@contextmanager
def _waiting(target: Path | None) -> Iterator[Path | None]:
    """Yield a file to write to, which takes the target's name when all went well and goes away otherwise."""
    if target is None:
        yield None
        return
    waiting = target.with_name(f".{target.name}.{os.getpid()}{target.suffix}")
    try:
        yield waiting
        os.replace(waiting, target)
    finally:
        waiting.unlink(missing_ok=True)


def _fail_if_ambiguous(coverage: Coverage, recoder: Recoder) -> None:
    found = [value for value in coverage.values if recoder.decide(value).status == "ambiguous"]
    if found:
        lines = [f"  {value}: {recoder.decide(value).notation or recoder.decide(value).note}" for value in sorted(found)]
        raise UsageError("\n".join([f"{len(found)} ambiguous values. Judge them, or choose --ambiguous list or first:", *lines]))


def _place(columns: list[str], source: Path, job: Job) -> int:
    names = [name.strip() for name in columns]
    if job.column not in names:
        raise UsageError(f"{source} has no column {job.column}. Its columns are: {', '.join(names)}.")
    if names.count(job.column) > 1:
        raise UsageError(f"{source} has {names.count(job.column)} columns called {job.column}. Give each a name of its own.")
    taken = [name for name in job.added if name in names]
    if taken:
        raise UsageError(f"{source} already has a column {taken[0]}. Rename it first, so that nothing of yours is covered.")
    return names.index(job.column)


class _Counted(dict):
    """What is added beside each cell, made once, and how often each was met."""

    def __init__(self, job: Job, safe: Callable[[str], str] = str):
        self._job, self._safe = job, safe
        self.counts: Counter = Counter()

    def __missing__(self, cell: str) -> list[str]:
        made = self[cell] = [self._safe(text) for text in self._job.cells(cell)]
        return made

    def values(self) -> Counter:
        found: Counter = Counter()
        for cell, count in self.counts.items():
            for value in self._job.values(cell):
                found[value] += count
        return found


class _LineFeeds:
    """Ends lines with LF. Told to do so itself, Python's writer would leave a lone CR in a cell without quotation marks."""

    def __init__(self, out):
        self._write = out.write

    def write(self, line: str) -> None:
        self._write(line[:-2] + "\n")


def _text(source: Path, waiting: Path | None, job: Job) -> Counter:
    csv.field_size_limit(_LONGEST_CELL)
    with open(source, encoding=job.encoding, newline="") as file:
        marked = file.read(1) == "\ufeff"
        first = file.readline()
        file.seek(0)
        if marked:
            file.read(1)
        delimiter = "\t" if source.suffix.lower() == ".tsv" else max(_DELIMITERS, key=first.count)
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        counted = _Counted(job, safe_cell)
        try:
            columns = next(reader, [])
            place = _place(columns, source, job)
            rows = _rows(reader, place, len(columns), counted, source)
            if waiting is None:
                for _row in rows:
                    pass
            else:
                with open(waiting, "w", encoding=job.encoding, newline="") as out:
                    out.write("\ufeff" if marked else "")
                    writer = csv.writer(out if first.endswith("\r\n") else _LineFeeds(out), delimiter=delimiter)
                    writer.writerow([*columns, *job.added])
                    writer.writerows(rows)
        except csv.Error as error:
            raise UsageError(f"{source}:{reader.line_num}: the line cannot be read as CSV: {error}.") from None
    return counted.values()


def _rows(reader, place: int, width: int, counted: _Counted, source: Path) -> Iterator[list[str]]:
    counts = counted.counts
    for row in reader:
        if len(row) != width:
            if not row:
                # An empty line holds no row; it stays, because lines are never dropped.
                yield row
                continue
            if len(row) > width:
                message = f"the row has {len(row)} cells, the header {width}. Put cells that hold the delimiter in quotation marks."
                raise UsageError(f"{source}:{reader.line_num}: {message}")
            row += [""] * (width - len(row))
        cell = row[place]
        counts[cell] += 1
        row += counted[cell]
        yield row


def _json_lines(source: Path, waiting: Path | None, job: Job) -> Counter:
    """Recode JSON Lines; the text of each object stays and the new members are put before its last brace."""
    found: Counter = Counter()
    out = open(waiting, "w", encoding=job.encoding, newline="") if waiting else None  # noqa: SIM115
    try:
        with open(source, encoding=job.encoding, newline="") as file:
            for number, line in enumerate(file, 1):
                added = _json_line(line, number, source, job, found)
                if out:
                    out.write(added)
    finally:
        if out:
            out.close()
    without = found.pop(None, 0)
    if not found:
        raise UsageError(f"{source}: no object has a member {job.column}.")
    found[""] += without
    return +found


def _json_line(line: str, number: int, source: Path, job: Job, found: Counter) -> str:
    text = line.strip().removeprefix("\ufeff")
    if not text:
        return line
    try:
        row = json.loads(text)
    except ValueError as error:
        raise UsageError(f"{source}:{number}: the line is not JSON: {error}.") from None
    if not isinstance(row, dict):
        raise UsageError(f"{source}:{number}: the line is not a JSON object.")
    taken = [name for name in job.added if name in row]
    if taken:
        raise UsageError(f"{source}:{number}: the object already has a member {taken[0]}. Rename it first.")
    told = row.get(job.column)
    values = [_told(value) for value in told] if isinstance(told, list) else job.values(_told(told))
    found.update(values if job.column in row else [None])
    decided = [astuple(job.recoder.decide(value))[1:] for value in values]
    columns = [list(parts) for parts in zip(*decided, strict=True)] or [[] for _ in ADDED]
    single = not isinstance(told, list) and not job.separator
    members = {name: parts[0] if single else parts for name, parts in zip(job.added, columns, strict=True)}
    head, _, tail = line.rpartition("}")
    return f"{head}{', ' if row else ''}{json.dumps(members, ensure_ascii=False)[1:-1]}}}{tail}"


def _told(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _excel(source: Path, waiting: Path | None, job: Job) -> Counter:
    """Recode a sheet of a workbook; all its other cells, formats and sheets stay."""
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
    place = _place(columns, source, job)
    counted = _Counted(job)
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


_KINDS = {".csv": _text, ".tsv": _text, ".txt": _text, ".jsonl": _json_lines, ".ndjson": _json_lines, ".xlsx": _excel}
_SAME = {_text: (".csv", ".tsv", ".txt"), _json_lines: (".jsonl", ".ndjson"), _excel: (".xlsx",)}
