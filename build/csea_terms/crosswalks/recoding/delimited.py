"""CSV and TSV (RFC 4180); delimiter, byte order mark and line ends are those of the file."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from csea_terms.crosswalks.recoding.job import Counted, Job, place_of_column
from csea_terms.errors import UsageError
from csea_terms.formats.tables import safe_cell

_DELIMITERS = (",", ";", "\t", "|")
_LONGEST_CELL = 10_000_000


class _LineFeeds:
    """Ends lines with LF. Told to do so itself, Python's writer would leave a lone CR in a cell without quotation marks."""

    def __init__(self, out):
        self._write = out.write

    def write(self, line: str) -> None:
        self._write(line[:-2] + "\n")


def recode_delimited(source: Path, waiting: Path | None, job: Job) -> Counter:
    """Recode CSV or TSV into ``waiting``, or only count; return how often each value was met."""
    csv.field_size_limit(_LONGEST_CELL)
    with open(source, encoding=job.encoding, newline="") as file:
        marked = file.read(1) == "\ufeff"
        first = file.readline()
        file.seek(0)
        if marked:
            file.read(1)
        delimiter = "\t" if source.suffix.lower() == ".tsv" else max(_DELIMITERS, key=first.count)
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
                with open(waiting, "w", encoding=job.encoding, newline="") as out:
                    out.write("\ufeff" if marked else "")
                    writer = csv.writer(out if first.endswith("\r\n") else _LineFeeds(out), delimiter=delimiter)
                    writer.writerow([*columns, *job.added])
                    writer.writerows(rows)
        except csv.Error as error:
            raise UsageError(f"{source}:{reader.line_num}: the line cannot be read as CSV: {error}. A quotation mark may be missing.") from None
    return counted.values()


def _rows(reader, place: int, width: int, counted: Counted, source: Path) -> Iterator[list[str]]:
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
