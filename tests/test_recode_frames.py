"""Data frames are recoded as ``csea-terms recode`` recodes files of the same rows."""

from __future__ import annotations

import io

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet
import pytest
from click.testing import CliRunner

from csea_terms import Recoder, UsageError, Vocabulary, cli
from csea_terms.crosswalks.recoding import recode_file
from csea_terms.crosswalks.recoding.job import Job
from csea_terms.frames import count, recode
from tests.checkout import ROOT

SOURCE, TARGET = "iccs-2015", "ncmec-cybertipline"


@pytest.fixture(scope="module")
def vocabulary(glossary) -> Vocabulary:
    return Vocabulary(glossary)


@pytest.fixture(scope="module")
def recoder(vocabulary) -> Recoder:
    return vocabulary.recoder(SOURCE, TARGET)


@pytest.fixture(scope="module")
def data(glossary) -> dict[str, list]:
    """Every code of a scheme as data have it: by notation, by title, without its zeros; and what is unknown, several or nothing."""
    codes = glossary.schemes[SOURCE].codes.values()
    written = [text for code in codes for text in (code.notation, code.title.upper(), code.notation.lstrip("0"))]
    values = [*written, "no such thing", " ", "", None, "030221", "030221"]
    return {"id": list(range(len(values))), "category": values, "free text": ["=1+1"] * len(values)}


@pytest.fixture(scope="module")
def by_the_command(data, recoder, tmp_path_factory) -> pa.Table:
    folder = tmp_path_factory.mktemp("recoded")
    pyarrow.parquet.write_table(pa.table(data), folder / "data.parquet")
    recode_file(folder / "data.parquet", folder / "recoded.parquet", Job(recoder, "category"))
    return pyarrow.parquet.read_table(folder / "recoded.parquet")


def test_polars(data, recoder, by_the_command):
    frame = pl.DataFrame(data)
    done = recode(frame, "category", recoder)
    assert done.equals(pl.DataFrame(by_the_command)) and frame.equals(pl.DataFrame(data))
    assert len(set(done[f"{TARGET}_note"])) > 5


def test_pandas_with_an_index_of_its_own(data, recoder, by_the_command):
    frame = pd.DataFrame(data, index=[number // 2 for number in data["id"]])
    done = recode(frame, "category", recoder)
    expected = by_the_command.to_pandas().set_index(frame.index)
    pd.testing.assert_frame_equal(done, expected.astype(done.dtypes.to_dict()))
    assert list(frame.columns) == list(data)


def test_pyarrow(data, recoder, by_the_command):
    assert recode(pa.table(data), "category", recoder).equals(by_the_command)


@pytest.mark.parametrize("library", [pd, pl], ids=["pandas", "polars"])
def test_totals_are_those_of_the_command(library, data, recoder, tmp_path):
    frame = library.DataFrame(data)
    (tmp_path / "data.csv").write_text(pl.DataFrame(data).write_csv(), encoding="utf-8")
    arguments = ["--root", str(ROOT), "--quiet", "recode", str(tmp_path / "data.csv"), "-c", "category", "--from", SOURCE, "--to", TARGET]
    told = CliRunner().invoke(cli.cli, [*arguments, "--count-only"]).stdout
    read = pl.read_csv(io.StringIO(told), infer_schema=False).fill_null("")
    totals = count(frame, "category", recoder)
    assert [[str(cell) for cell in totals[name].to_list()] for name in totals.columns] == [read[name].to_list() for name in read.columns]


@pytest.mark.parametrize(
    "cells",
    [
        pd.Series([30221, None]),
        pd.Series([30221, None], dtype="Int64"),
        pd.Series(["030221", None], dtype="category"),
        pd.Series(["030221", pd.NA], dtype="object"),
        pl.Series([30221.0, None]),
        pl.Series(["030221", None], dtype=pl.Categorical),
    ],
    ids=lambda cells: f"{type(cells).__module__.split('.')[0]} {cells.dtype}",
)
def test_a_code_is_known_in_whatever_type_a_library_has_read_it(recoder, cells):
    library = pd if isinstance(cells, pd.Series) else pl
    told = recode(library.DataFrame({"category": cells}), "category", recoder)[f"{TARGET}_notation"].to_list()
    assert told[0] == recoder.decide("030221").notation and pd.isna(told[1])


def test_several_values_in_a_cell_and_a_frame_without_rows(recoder):
    done = recode(pl.DataFrame({"category": ["030221; x", ""]}), "category", recoder, separator=";")
    assert done[f"{TARGET}_notation"].to_list() == [f"{recoder.decide('030221').notation};", None]
    assert recode(pd.DataFrame({"category": []}), "category", recoder).shape == (0, 6)


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (pl.DataFrame({"kind": ["x"]}), "The frame has no column category. Its columns are: kind."),
        (pl.DataFrame({"category": ["x"], f"{TARGET}_note": ["mine"]}), f"The frame already has a column {TARGET}_note."),
        (pl.DataFrame({"category": [["030221"]]}), "The column category holds lists."),
        (pl.LazyFrame({"category": ["x"]}), "LazyFrame is no data frame that can be recoded."),
        (["x"], "list is no data frame that can be recoded."),
    ],
    ids=["column", "taken", "lists", "lazy", "list"],
)
def test_what_cannot_be_recoded_is_said_in_a_sentence(recoder, frame, said):
    with pytest.raises(UsageError) as caught:
        recode(frame, "category", recoder)
    assert str(caught.value).startswith(said)


def test_ambiguous_values_are_refused_where_that_is_asked_for(vocabulary):
    with pytest.raises(UsageError, match="^1 ambiguous values"):
        recode(pl.DataFrame({"category": ["030221"]}), "category", vocabulary.recoder(SOURCE, TARGET, ambiguous="fail"))
