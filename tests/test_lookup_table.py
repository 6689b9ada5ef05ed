"""The lookup table in the engines it is made for: row by row they get what ``recode`` gets."""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from pathlib import Path

import duckdb
import pyarrow
import pytest
from pyarrow import parquet

from csea_terms.crosswalks.recoding import Recoder
from csea_terms.crosswalks.recoding.engines import ENGINES, recoding_query
from csea_terms.crosswalks.recoding.lookup_table import COLUMNS, lookup_rows, write_lookup
from csea_terms.errors import UsageError
from tests.checkout import ROOT

CASES = json.loads((ROOT / "tests/recode-cases.json").read_text(encoding="utf-8"))
FACTS = {"from": "helpline", "to": "statistics", "crosswalk": "1", "licence": "CC BY 4.0"}

# One value twice, since rows must neither be lost nor doubled.
VALUES = [case["value"] for case in CASES["decisions"] if case["policy"] == "list"] + [None, "Grooming", "Grooming"]

WRITINGS = {
    "upper": str.upper,
    "space": lambda name: f" {name.replace(' ', chr(0xA0))}\r\n",
    "decomposed": lambda name: unicodedata.normalize("NFD", name.upper()),
    "full width": lambda name: "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in name),
    "other punctuation": lambda name: name.replace(" ", "-").replace(",", " –"),
    "without punctuation": lambda name: "".join(letter for letter in name if letter not in " .,/-"),
    "without zeros": lambda name: name.lstrip("0"),
    "decimal": lambda name: f"{name}.0",
    "more zeros": lambda name: f"00{name}",
    "ligatures": lambda name: name.replace("fi", "ﬁ").replace("ff", "ﬀ").replace("s", "ſ"),
    "without accents": lambda name: "".join(letter for letter in unicodedata.normalize("NFD", name) if not "\u0300" <= letter <= "\u036f"),
    "Turkish i": lambda name: name.replace("i", "İ"),
    "another": lambda name: f"{name}x",
}


@pytest.fixture(scope="module")
def spark():
    pyspark = pytest.importorskip("pyspark.sql", reason="pyspark is not installed: pip install --group spark")
    if not shutil.which("java"):
        pytest.skip("Spark needs Java, and there is none")
    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "1", "spark.driver.bindAddress": "127.0.0.1",
                "spark.driver.host": "127.0.0.1", "spark.ui.showConsoleProgress": "false",
                "spark.sql.adaptive.enabled": "false", "spark.sql.codegen.wholeStage": "false"}  # fmt: skip
    session = pyspark.SparkSession.builder.master("local[1]").config(map=settings).getOrCreate()
    yield session
    session.stop()


def written(folder: Path, recoder: Recoder, ending: str, engine: str) -> tuple[Path, str]:
    """Return the file of the lookup table and the query."""
    rows = list(lookup_rows(recoder))
    write_lookup(folder / f"lookup{ending}", rows, FACTS)
    return folder / f"lookup{ending}", recoding_query(ENGINES[engine], rows, FACTS, 'a "b` c')


def by_duckdb(folder: Path, recoder: Recoder, values: list, ending: str = ".parquet") -> list[tuple]:
    """Return the rows that DuckDB makes of values: number, value, and the five columns."""
    path, query = written(folder, recoder, ending, "duckdb")
    reader = "read_parquet" if ending == ".parquet" else "read_csv"
    options = "" if ending == ".parquet" else ", all_varchar = true"
    with duckdb.connect() as connection:
        connection.register("data", pyarrow.table({"n": range(len(values)), 'a "b` c': pyarrow.array(values, "string")}))
        connection.execute(f"CREATE VIEW lookup AS FROM {reader}('{path}'{options})")
        connection.execute(query)
        return connection.execute("SELECT * FROM recoded ORDER BY n").fetchall()


def by_spark(session, folder: Path, recoder: Recoder, values: list, ending: str = ".parquet") -> list[tuple]:
    """Return the rows that Spark makes of values: number, value, and the five columns."""
    path, query = written(folder, recoder, ending, "spark")
    reader = session.read.option("header", True).option("escape", '"').option("multiLine", True)
    lookup = reader.parquet(str(path)) if ending == ".parquet" else reader.csv(str(path))
    lookup.createOrReplaceTempView("lookup")
    session.createDataFrame(list(enumerate(values)), 'n int, `a "b`` c` string').createOrReplaceTempView("data")
    session.sql(query)
    return [tuple(row) for row in session.sql("SELECT * FROM recoded ORDER BY n").collect()]


def by_recode(recoder: Recoder, values: list) -> list[tuple]:
    return [(n, value, *(cell or None for cell in recoder.decide(value or "").cells)) for n, value in enumerate(values)]


def of_titles(*titles: str) -> Recoder:
    """Return a recoder for a scheme with these titles, each of a code of its own."""
    compiled = CASES["compiled"]
    codes = [{"notation": f"{number:03}.{number}", "title": title, "titles": [title]} for number, title in enumerate(titles)]
    return Recoder({**compiled, "codes": codes}, "statistics")


@pytest.mark.parametrize("ending", [".parquet", ".csv"])
def test_duckdb_gets_what_recode_gets(tmp_path, ending):
    recoder = Recoder(CASES["compiled"], "statistics")
    assert by_duckdb(tmp_path, recoder, VALUES, ending) == by_recode(recoder, VALUES)


@pytest.mark.slow
@pytest.mark.parametrize("ending", [".parquet", ".csv"])
def test_spark_gets_what_recode_gets(tmp_path, spark, ending):
    recoder = Recoder(CASES["compiled"], "statistics")
    assert by_spark(spark, tmp_path, recoder, VALUES, ending) == by_recode(recoder, VALUES)


def example(language: str) -> str:
    """Return the example in a language that the page about this shows."""
    page = (ROOT / "site/en/beyond-one-machine.md").read_text(encoding="utf-8")
    return page.split(f"```{language}\n")[1].split("```")[0]


@pytest.fixture
def statements(tmp_path, monkeypatch) -> Recoder:
    """A folder with the files that the page's examples read; returns what recodes them."""
    monkeypatch.chdir(tmp_path)
    recoder = Recoder(CASES["compiled"], "statistics")
    rows = list(lookup_rows(recoder))
    write_lookup(tmp_path / "lookup.parquet", rows, FACTS)
    for name, engine in ENGINES.items():
        (tmp_path / f"lookup.{name}.sql").write_text(recoding_query(engine, rows, FACTS, "category"), encoding="utf-8")
    (tmp_path / "statements").mkdir()
    parquet.write_table(pyarrow.table({"n": range(len(VALUES)), "category": VALUES}), tmp_path / "statements/1.parquet")
    return recoder


def recoded_rows(path: Path) -> list[tuple]:
    return sorted(tuple(row.values()) for row in parquet.read_table(path).to_pylist())


def test_the_example_for_duckdb_runs_as_it_is_shown(tmp_path, statements):
    query = (tmp_path / "lookup.duckdb.sql").read_text(encoding="utf-8")
    with duckdb.connect() as connection:
        connection.execute(example("sql").replace(".read lookup.duckdb.sql", query))
    assert recoded_rows(tmp_path / "recoded.parquet") == by_recode(statements, VALUES)


@pytest.mark.slow
def test_the_example_for_spark_runs_as_it_is_shown(tmp_path, statements, spark):
    # Spark looks for relative paths where it was started.
    exec(re.sub(r'parquet\("', f'parquet("{tmp_path}/', example("python")), {"spark": spark})
    assert recoded_rows(tmp_path / "recoded") == by_recode(statements, VALUES)


SCRIPTS = ("Abuso à distância, ofensa", "Größe: Æsir", "Съёмка детей", "إساءة معاملة الأطفال", "हिन्दी में ऑनलाइन", "网络性剥削", "ภัยออนไลน์", "온라인 착취")


def every_writing(recoder: Recoder) -> list[str]:
    """Return names of codes as they may stand in data, some of them recognised and some not."""
    names = [name for code in recoder._codes for name in (code["notation"], *code["titles"], *code.get("foreign", ()))]
    both = [f"{code['notation']}{between}{title}" for code in recoder._codes for title in code["titles"] for between in (" ", " – ", ": ")]
    return [*names, *both, *(writing(name) for name in names for writing in WRITINGS.values())]


@pytest.mark.parametrize("recoder", [Recoder(CASES["compiled"], "statistics"), of_titles(*SCRIPTS)], ids=["cases", "scripts"])
def test_duckdb_reads_every_writing_as_recode_does(tmp_path, recoder):
    values = every_writing(recoder)
    assert by_duckdb(tmp_path, recoder, values) == by_recode(recoder, values)


@pytest.mark.slow
def test_spark_reads_every_writing_as_recode_does(tmp_path, spark):
    recoder = of_titles(*SCRIPTS)
    values = every_writing(recoder)
    assert by_spark(spark, tmp_path, recoder, values) == by_recode(recoder, values)


@pytest.mark.parametrize("value", ["Ⓖrooming", "𝐆rooming", "Grooming⼁"])
def test_letters_in_circles_and_the_like_are_unknown_and_never_dropped(tmp_path, value):
    recoder = Recoder(CASES["compiled"], "statistics")
    assert by_duckdb(tmp_path, recoder, [value])[0][2:] == (None, None, None, None, "not a category of helpline")


def test_a_value_is_unknown_where_several_categories_could_be_meant(tmp_path):
    recoder = of_titles("Images, known", "Images known!", "Other")
    values = ["images: known", "Images, known", "000.0 images known", "2 other", "2 images"]
    assert by_duckdb(tmp_path, recoder, values) == by_recode(recoder, values)


def test_what_was_decided_by_hand_is_in_the_table(tmp_path):
    recoder = Recoder(CASES["compiled"], "statistics").accepting({"our old word": "/Online/Grooming", "grooming": "-"})
    values = ["Our  OLD word", "grooming", "Online grooming"]
    found = by_duckdb(tmp_path, recoder, values)
    assert found == by_recode(recoder, values)
    assert [row[2] for row in found] == ["030223", None, "030223"]


def test_the_table_says_whose_it_is_and_what_it_may_not_guess(tmp_path):
    recoder = of_titles("Images, known", "Images known!")
    path, query = written(tmp_path, recoder, ".parquet", "duckdb")
    table = parquet.read_table(path)
    assert table.column_names == list(COLUMNS)
    assert table.schema.metadata == {name.encode(): fact.encode() for name, fact in FACTS.items()}
    loose = [(row["key"], row["code"]) for row in table.to_pylist() if row["kind"] == "loose"]
    assert [code for key, code in loose if key == "imagesknown"] == ["000.0", "001.1"]
    assert "-- From helpline to statistics, crosswalk 1, CC BY 4.0\n" in query


def test_titles_cannot_leave_the_quotation_marks_of_a_query(tmp_path):
    recoder = of_titles("l'enfant \\' OR 1=1 --", 'a "b"')
    values = ["L’ENFANT \\' OR 1=1 --", "l'enfant \\' or 1=1 --", 'A "B"']
    assert by_duckdb(tmp_path, recoder, values) == by_recode(recoder, values)


def test_an_ending_that_is_neither_is_refused(tmp_path):
    with pytest.raises(UsageError, match="neither .parquet nor .csv"):
        write_lookup(tmp_path / "lookup.xlsx", [], FACTS)
