"""Parquet recoded: the columns that are added, that all else stays, and memory that does not grow with the file."""

from __future__ import annotations

import json
import sys
from datetime import date

import pyarrow
import pytest
from pyarrow import parquet

from csea_terms.crosswalks.recoding import Recoder, recode_file
from csea_terms.crosswalks.recoding.job import Job
from csea_terms.errors import UsageError
from tests.checkout import ROOT

COMPILED = json.loads((ROOT / "tests/recode-cases.json").read_text(encoding="utf-8"))["compiled"]


def job(**options) -> Job:
    return Job(Recoder(COMPILED, "statistics"), "category", **options)


def recoded(tmp_path, table: pyarrow.Table, *, row_group_size: int | None = None, compression: str = "zstd", **options):
    """Return what becomes of a table, as the file, and what was counted."""
    source, out = tmp_path / "data.parquet", tmp_path / "out.parquet"
    parquet.write_table(table, source, row_group_size=row_group_size, compression=compression)
    coverage = recode_file(source, out, job(**options))
    return parquet.ParquetFile(out), coverage


def test_five_columns_are_added_and_types_groups_metadata_and_compression_stay(tmp_path):
    table = pyarrow.table({
        "day": pyarrow.array([date(2024, 1, 1), None, date(2024, 1, 3)]),
        "category": [" grooming ", None, "Whatever"],
        "n": pyarrow.array([1, 2, 3], "uint8"),
    }).replace_schema_metadata({"owner": "a helpline"})  # fmt: skip
    file, coverage = recoded(tmp_path, table, row_group_size=2)
    after = file.read()
    assert after.select(["day", "category", "n"]).equals(table, check_metadata=True)
    assert after.column_names[3:] == [f"statistics_{name}" for name in ("notation", "title", "predicate", "confidence", "note")]
    assert after["statistics_notation"].to_pylist() == ["030223", None, None]
    assert after["statistics_note"].to_pylist() == ["counted as: nearly the same cases", None, "not a category of helpline"]
    assert [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)] == [2, 1]
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"
    assert coverage.values == {" grooming ": 1, "": 1, "Whatever": 1}


@pytest.mark.parametrize("kind", [pyarrow.list_(pyarrow.string()), pyarrow.large_list(pyarrow.string())])
def test_lists_get_lists_of_the_same_length(tmp_path, kind):
    table = pyarrow.table({"category": pyarrow.array([["Images", "Homework"], None, [], [None, "Grooming"]], kind)})
    file, coverage = recoded(tmp_path, table)
    assert file.read()["statistics_notation"].to_pylist() == [["03022", None], None, [], [None, "030223"]]
    assert coverage.values == {"Images": 1, "Homework": 1, "": 1, "Grooming": 1}


def test_several_values_in_a_text_keep_their_separator(tmp_path):
    file, coverage = recoded(tmp_path, pyarrow.table({"category": ["Images;Homework;Grooming"]}), separator=";")
    assert file.read()["statistics_notation"].to_pylist() == ["03022;;030223"]
    assert sum(coverage.values.values()) == 3


@pytest.mark.parametrize("cells", [pyarrow.array([30113, None]), pyarrow.array([30113.0, None]), pyarrow.array(["030113", None]).dictionary_encode()])
def test_numbers_and_dictionaries_are_read_as_they_are_written(tmp_path, cells):
    file, _coverage = recoded(tmp_path, pyarrow.table({"category": cells}), compression="none")
    assert file.read()["statistics_notation"].to_pylist() == ["03022", None]
    assert file.read()["category"].type == cells.type


def test_an_empty_file_stays_empty(tmp_path):
    file, _coverage = recoded(tmp_path, pyarrow.table({"category": pyarrow.array([], "string")}))
    assert file.read().num_rows == 0 and "statistics_note" in file.schema_arrow.names


def test_a_file_that_cannot_be_recoded_is_refused_and_nothing_is_written(tmp_path):
    (tmp_path / "data.parquet").write_bytes(b"PAR1 is not enough")
    with pytest.raises(UsageError, match="cannot be read as Parquet"):
        recode_file(tmp_path / "data.parquet", tmp_path / "out.parquet", job())
    parquet.write_table(pyarrow.table({"other": ["x"]}), tmp_path / "data.parquet")
    with pytest.raises(UsageError, match="has no column category. Its columns are: other"):
        recode_file(tmp_path / "data.parquet", tmp_path / "out.parquet", job())
    assert [path.name for path in tmp_path.iterdir()] == ["data.parquet"]


def test_without_pyarrow_the_error_names_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (tmp_path / "data.parquet").write_bytes(b"")
    with pytest.raises(UsageError, match=r"Install it with: pip install '\.\[parquet\]'"):
        recode_file(tmp_path / "data.parquet", tmp_path / "out.parquet", job())
