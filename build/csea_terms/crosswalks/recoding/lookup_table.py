"""The whole decision between two schemes as one flat table, for data that are too large for one machine.

A query engine joins it to the data: :mod:`~csea_terms.crosswalks.recoding.engines` writes the query. What the engine
cannot ask of a value is asked here of every value that there can be, since the names of a scheme are few.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from csea_terms.crosswalks.recoding.decide import Decision, Recoder
from csea_terms.crosswalks.recoding.parquet import load_pyarrow
from csea_terms.errors import UsageError

COLUMNS = ("id", "kind", "key", "code", "status", "notation", "title", "predicate", "confidence", "note")
"""The columns of the table. ``id`` numbers the rows and is 0 for an unknown value. ``kind`` says what ``key`` is:

``unknown`` and ``empty`` have none; ``written`` is a ``value_key``, of which there is one row, decisions by hand among them, and a second where canonical
decomposition (NFD) writes it otherwise, for engines that know no Unicode forms; ``loose`` is a ``loose_key``, of which there is
one row for each category that it may mean: only where that is one, or a value begins with its notation, does the row hold.
"""


@dataclass(frozen=True)
class LookupRow:
    """A key, the source's ``code`` that it means where that is one, and what is decided."""

    kind: str
    key: str
    code: str
    decision: Decision

    @property
    def cells(self) -> tuple[str, ...]:
        """All columns but the first."""
        return self.kind, self.key, self.code, self.decision.status, *self.decision.cells


def lookup_rows(recoder: Recoder) -> Iterator[LookupRow]:
    """Yield the rows of the table, the one for unknown values first.

    Loose keys are composed (NFC): engines then need not take apart what composition puts together, such as Hangul.
    """
    yield LookupRow("unknown", "", "", recoder.unknown)
    yield LookupRow("empty", "", "", recoder.decide(""))
    for key, decision in recoder.written():
        for form in dict.fromkeys((key, unicodedata.normalize("NFD", key))):
            yield LookupRow("written", form, "", decision)
    for key, code, decision in recoder.loosely_written():
        yield LookupRow("loose", unicodedata.normalize("NFC", key), code, decision)


def write_lookup(path: Path, rows: list[LookupRow], facts: dict[str, str]) -> None:
    """Write the table as Parquet, with ``facts`` as its metadata, or as CSV (RFC 4180), where nothing stands for nothing.

    The CSV file is for engines: a key has to be as it is, so that no cell is guarded against spreadsheet programs.
    Raises :class:`~csea_terms.errors.UsageError` when the ending is neither, or pyarrow is missing.
    """
    if path.suffix == ".parquet":
        pyarrow = load_pyarrow(path)
        columns = zip(*((number, *row.cells) for number, row in enumerate(rows)), strict=True)
        types = ["int32", *["string"] * (len(COLUMNS) - 1)]
        arrays = [pyarrow.array([None if cell == "" else cell for cell in column], kind) for column, kind in zip(columns, types, strict=True)]
        pyarrow.parquet.write_table(pyarrow.table(arrays, COLUMNS).replace_schema_metadata(facts), path)
    elif path.suffix == ".csv":
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((number, *row.cells) for number, row in enumerate(rows))
        path.write_text(out.getvalue(), encoding="utf-8", newline="")
    else:
        raise UsageError(f"{path}: the ending is neither .parquet nor .csv.")
