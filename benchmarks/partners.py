"""What partners wait for: every scheme beside every other, and a million rows of their own data recoded."""

from __future__ import annotations

import csv
import random
import sys
import time
from pathlib import Path

import duckdb
import pyarrow
from pyarrow import parquet
from rich.table import Table

from benchmarks.measure import ROOT, Report, Run, ours, run
from csea_terms.crosswalks.composition import Crosswalks
from csea_terms.model import Glossary, Scheme
from csea_terms.reading.assemble import assemble
from csea_terms.reading.load import load
from csea_terms.reading.repository import Repository

_ROWS = 1_000_000
_SOURCE, _TARGET = "aselo-default", "iccs-2015"

_MANY_ROWS = 10_000_000

_DUCKDB = """
import sys
import duckdb

data, lookup, query, target = sys.argv[1:]
with duckdb.connect() as connection:
    connection.execute(f"CREATE VIEW data AS FROM '{data}'; CREATE VIEW lookup AS FROM '{lookup}'")
    connection.execute(open(query, encoding="utf-8").read())
    connection.execute(f"COPY recoded TO '{target}' (FORMAT parquet)")
"""
"""The same job in a query engine, by the lookup table."""

_PANDAS = """
import sys
import pandas

source, table, target, column = sys.argv[1:]
data = pandas.read_csv(source, dtype=str, keep_default_na=False)
data["key"] = data[column].str.normalize("NFKC").str.lower().str.split().str.join(" ")
crosswalk = pandas.read_csv(table, dtype=str, keep_default_na=False)
data.merge(crosswalk, on="key", how="left").drop(columns="key").fillna("").to_csv(target, index=False)
"""
"""The same job for somebody who has the table ready: read, bring values into one form, merge, write."""


def partners(report: Report, folder: Path) -> None:
    """Measure composing and recoding on the real vocabulary; the files are written into a folder."""
    glossary = assemble(load(Repository(ROOT)))
    scheme = glossary.schemes[_SOURCE]
    data = folder / "million.csv"
    _write_data(data, scheme, _ROWS)
    table = Table("partners' work", "wall s", "CPU s", "memory MB", "ratio of CPU", "target", title="Crosswalks and recoding")
    _add_composing(report, table, glossary)
    recoded = _recode(data, folder / "recoded.csv")
    merged = run(sys.executable, "-c", _PANDAS, str(data), str(_merge_table(folder, scheme)), str(folder / "merged.csv"), "category")
    _demand_the_same(folder / "recoded.csv", folder / "merged.csv")
    limits = report.figure("recode a million rows: wall s", recoded.wall, 10), report.figure("… memory MB", recoded.memory, 300)
    _add(table, f"csea-terms recode, {_ROWS:,} rows", recoded, None, "wall {}, MB {}".format(*limits))
    _add(table, f"a merge with pandas, {_ROWS:,} rows", merged, recoded, "")
    _add_engine(table, folder, scheme)
    report.show(table)


def _add_composing(report: Report, table: Table, glossary: Glossary) -> None:
    """Measure composing alone, in this process: reading the vocabulary would take ten times as long."""
    wall, cpu = time.perf_counter(), time.process_time()
    crosswalks = Crosswalks(glossary)
    tables = [found for scheme in crosswalks.schemes for found in crosswalks.from_scheme(scheme).values()]
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    name = f"composing all pairs of {len(glossary.schemes)} schemes: {len(tables):,} tables, {sum(map(len, tables)):,} rows"
    table.add_row(name, f"{wall:.2f}", f"{cpu:.2f}", "", "", "wall " + report.figure("composing all pairs: wall s", wall, 2))


def _add_engine(table: Table, folder: Path, scheme: Scheme) -> None:
    """Measure ten million rows in Parquet, by the command and by DuckDB with the lookup table."""
    data, lookup = folder / "many.parquet", folder / "lookup.parquet"
    _write_parquet(data, scheme)
    ours(ROOT, "crosswalk", _SOURCE, _TARGET, "--lookup", str(lookup))
    recoded = _recode(data, folder / "many-recoded.parquet")
    query = str(lookup.with_suffix(".duckdb.sql"))
    joined = run(sys.executable, "-c", _DUCKDB, str(data), str(lookup), query, str(folder / "many-joined.parquet"))
    _demand_the_same_rows(folder / "many-recoded.parquet", folder / "many-joined.parquet")
    _add(table, f"csea-terms recode, Parquet, {_MANY_ROWS:,} rows", recoded, None, "")
    _add(table, f"DuckDB with the lookup table, {_MANY_ROWS:,} rows", joined, recoded, "")


def _add(table: Table, name: str, taken: Run, beside: Run | None, target: str) -> None:
    ratio = f"{taken.cpu / beside.cpu:.1f}" if beside else "1"
    table.add_row(name, f"{taken.wall:.2f}", f"{taken.cpu:.2f}", f"{taken.memory:.0f}", ratio, target)


def _recode(data: Path, target: Path) -> Run:
    return ours(ROOT, "recode", str(data), "--column", "category", "--from", _SOURCE, "--to", _TARGET, "-o", str(target))


def _write_data(path: Path, scheme: Scheme, rows: int) -> None:
    """Write contacts as a helpline may have them."""
    chance, values = random.Random(1), _values(scheme)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("id", "date", "category", "age", "note"))
        for number in range(rows):
            note = "of one row in ten, with a comma" if number % 10 == 0 else "short"
            writer.writerow((number, f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}", chance.choice(values), number % 18, note))


def _values(scheme: Scheme) -> list[str]:
    """Return categories by title or notation, in any case, and some unknown or missing."""
    return ["", "Something else", *(value for code in scheme.codes.values() for value in (code.notation, code.title, f"{code.title.upper()} "))]


def _write_parquet(path: Path, scheme: Scheme) -> None:
    chance, values = random.Random(1), _values(scheme)
    schema = pyarrow.schema([("id", "int64"), ("category", "string"), ("age", "int8")])
    with parquet.ParquetWriter(path, schema) as writer:
        for first in range(0, _MANY_ROWS, _ROWS):
            numbers = range(first, first + _ROWS)
            writer.write_table(pyarrow.table([numbers, chance.choices(values, k=_ROWS), [n % 18 for n in numbers]], schema=schema))


def _merge_table(folder: Path, scheme: Scheme) -> Path:
    """Write what each value in its common form becomes, which a merge needs beforehand: ours of every value, once."""
    values, recoded, table = folder / "values.csv", folder / "values-recoded.csv", folder / "table.csv"
    names = {" ".join(name.lower().split()) for code in scheme.codes.values() for name in (code.notation, code.title)}
    with values.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([["category", "key"], ["", ""], *([name, name] for name in sorted({*names, "something else"}))])
    _recode(values, recoded)
    with recoded.open(encoding="utf-8", newline="") as read, table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(row[1:] for row in csv.reader(read))
    return table


def _demand_the_same(own: Path, other: Path) -> None:
    """Raise RuntimeError when two files do not hold the same: then they were not the same job."""
    with own.open(encoding="utf-8", newline="") as one, other.open(encoding="utf-8", newline="") as two:
        if any(row != beside for row, beside in zip(csv.reader(one), csv.reader(two), strict=True)):
            raise RuntimeError(f"{own} and {other} differ")


def _demand_the_same_rows(own: Path, other: Path) -> None:
    """Raise RuntimeError when two Parquet files do not hold the same rows, in whatever order: by their hashes added up."""
    with duckdb.connect() as connection:
        sums = [connection.execute(f"SELECT count(*), sum(hash(t)::HUGEINT) FROM '{path}' t").fetchall() for path in (own, other)]
    if sums[0] != sums[1]:
        raise RuntimeError(f"{own} and {other} differ")
