"""CSV and TSV (RFC 4180); delimiter, byte order mark and line ends are those of the file."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from csea_terms.crosswalks.recoding.data_file import DataFile, writing_text
from csea_terms.crosswalks.recoding.job import Counted, Job, place_of_column
from csea_terms.errors import UsageError
from csea_terms.formats.tables import safe_cell

_DELIMITERS = (",", ";", "\t", "|")
_LONGEST_CELL = 10_000_000
_LONGEST_HEADER = 65_536
_QUOTED = re.compile('"[^"]*"')


class _LineFeeds:
    """Ends lines with LF. Told to do so itself, Python's writer would leave a lone CR in a cell without quotation marks."""

    def __init__(self, out):
        self._write = out.write

    def write(self, line: str) -> None:
        self._write(line[:-2] + "\n")


def recode_delimited(source: DataFile, waiting: Path | None, job: Job) -> Counter:
    """Recode CSV or TSV into ``waiting``, or only count; return how often each value was met."""
    csv.field_size_limit(_LONGEST_CELL)
    with source.open_text(job.encoding) as file:
        start = start_of(file)
        delimiter = "\t" if source.ending == ".tsv" else likely_delimiter(start, job.column)
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        counted = Counted(job, safe_cell)
        try:
            columns = next(reader, [])
            place = place_of_column(columns, source, job)
            rows = _rows(reader, place, len(columns), counted, source)
            if waiting is None:
                for _row in rows:
                    pass
            else:
                with writing_text(waiting, job.encoding) as out:
                    out.write("\ufeff" if start.startswith("\ufeff") else "")
                    feeds = out if _first_line(start).endswith("\r\n") else _LineFeeds(out)
                    writer = csv.writer(feeds, delimiter=delimiter)
                    writer.writerow([*columns, *job.added])
                    writer.writerows(rows)
        except csv.Error as error:
            raise UsageError(f"{source}:{reader.line_num}: the line cannot be read as CSV: {error}. A quotation mark may be missing.") from None
    return counted.values()


def start_of(file: TextIO) -> str:
    """Return what a file starts with, and leave the file where its header begins, behind a byte order mark."""
    start = file.read(_LONGEST_HEADER)
    file.seek(0)
    if start.startswith("\ufeff"):
        file.read(1)
    return start


def _first_line(start: str) -> str:
    return io.StringIO(start, newline="").readline()


def likely_delimiter(start: str, column: str) -> str:
    """Return the delimiter of a table from what it starts with: that under which it has a column, or else the most frequent.

    What stands in quotation marks is not counted.

    >>> likely_delimiter('"Reason (abuse, violence, other)";category;n\\n', "category")
    ';'
    >>> likely_delimiter("id,made; checked; closed,category", "category")
    ','
    """
    start = start.removeprefix("\ufeff")
    line = _first_line(_QUOTED.sub("", start))
    return max(_DELIMITERS, key=lambda delimiter: (column in _header(start, delimiter), line.count(delimiter)))


def _header(start: str, delimiter: str) -> list[str]:
    cells = next(csv.reader(io.StringIO(start, newline=""), delimiter=delimiter), [])
    return [cell.strip() for cell in cells]


def _rows(reader, place: int, width: int, counted: Counted, source: DataFile) -> Iterator[list[str]]:
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
