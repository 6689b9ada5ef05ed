"""The data dictionaries, read with the standards' own programs: every table is as its description says."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import csvw
import frictionless
import pytest

from csea_terms.formats.dictionaries import Column, csvw as csvw_bytes, resource, schema_bytes
from csea_terms.formats.tables import csv_bytes
from csea_terms.publishing.columns import sheet_of

COLUMNS = (
    Column("kind", "Kind", "What it is.", required=True, words=("claim", "gap")),
    Column("share", "Share", "How much.", "number", least=0, most=1),
    Column("known", "Known", "Whether it is known.", "boolean"),
    Column("above", "Above", "What stands above.", "list"),
    Column("home", "Home", "Where it is.", "uri"),
)
GOOD = ["claim", "0.80", "yes", "03 | 0302", "https://example.org/"]
BAD = {
    "a required cell is empty": ["", *GOOD[1:]],
    "a word is not in the list": ["guess", *GOOD[1:]],
    "a number is a word": ["claim", "much", *GOOD[2:]],
    "a number is too large": ["claim", "1.5", *GOOD[2:]],
    "a truth is neither yes nor no": [*GOOD[:2], "true", *GOOD[3:]],
}
FACTS = {"version": "1", "licence": "https://example.org/licence", "rows": "1", "rows_sha256": "0"}


@pytest.fixture(scope="module")
def folder(site) -> Path:
    """The downloads of the real vocabulary, with their descriptions."""
    return site / "data"


@pytest.fixture(scope="module")
def described(folder) -> dict[Path, Path]:
    """The description beside each table; the list of files has none."""
    tables = sorted(folder.rglob("*.csv"), key=lambda path: path.stat().st_size)
    return {table: table.with_name(table.name + "-metadata.json") for table in tables if table != folder / "files.csv"}


def read_as_csvw(folder, row: list[str]) -> list[dict]:
    (folder / "t.csv").write_bytes(csv_bytes(sheet_of("t", COLUMNS, [row])))
    (folder / "t.csv-metadata.json").write_bytes(csvw_bytes("t.csv", "A table", COLUMNS, FACTS))
    return list(csvw.Table.from_file(folder / "t.csv-metadata.json").iterdicts(strict=True))


def faults_as_frictionless(folder, row: list[str]) -> list[str]:
    (folder / "t.csv").write_bytes(csv_bytes(sheet_of("t", COLUMNS, [row])))
    (folder / "s.json").write_bytes(schema_bytes(COLUMNS))
    (folder / "p.json").write_text(json.dumps({"name": "p", "resources": [resource("t.csv", "A table", "s.json")]}), encoding="utf-8")
    report = frictionless.Package(str(folder / "p.json")).validate()
    return [kind for (kind,) in report.flatten(["type"])]


def test_csvw_reads_what_the_cells_mean(tmp_path):
    (read,) = read_as_csvw(tmp_path, GOOD)
    assert (read["kind"], float(read["share"]), read["known"], read["above"]) == ("claim", 0.8, True, ["03", "0302"])


def test_frictionless_accepts_a_good_table(tmp_path):
    assert faults_as_frictionless(tmp_path, GOOD) == []


@pytest.mark.parametrize("row", BAD.values(), ids=BAD)
def test_both_refuse_what_breaks_the_description(tmp_path, row):
    assert faults_as_frictionless(tmp_path, row)
    with pytest.raises(ValueError):
        read_as_csvw(tmp_path, row)


def test_every_table_has_the_columns_and_rows_that_the_description_beside_it_says(described):
    assert len(described) > 100
    for table, path in described.items():
        description = json.loads(path.read_text(encoding="utf-8"))
        with table.open(encoding="utf-8-sig", newline="") as file:
            names, *rows = csv.reader(file)
        assert description["url"] == table.name
        assert [column["titles"] for column in description["tableSchema"]["columns"]] == names, table
        assert description["dc:extent"] == f"{len(rows)} rows", table


def test_the_largest_table_of_each_kind_is_read_as_its_description_says(described):
    # That each cell of every table is of its kind is seen below in the data package, which is read ten times as fast.
    largest = {path.read_text(encoding="utf-8").partition('"tableSchema"')[2]: path for path in described.values()}
    assert len(largest) >= 4  # terms, schemes, our terms beside schemes, schemes beside each other
    for path in largest.values():
        description = csvw.Table.from_file(path)
        assert f"{len(list(description.iterdicts(strict=True)))} rows" == description.common_props["dc:extent"], path


def test_the_data_package_is_valid_with_all_its_tables(folder):
    package = frictionless.Package(str(folder / "datapackage.json"))
    listed = {one.path for one in package.resources}
    assert listed == {str(path.relative_to(folder)) for path in folder.rglob("*.csv")}
    report = package.validate()
    assert report.flatten(["path", "type", "note"]) == [] and report.valid


def test_a_code_keeps_its_first_digit_where_the_description_is_used(folder):
    pandas = pytest.importorskip("pandas")
    fields = json.loads((folder / "schemas/crosswalk.json").read_text(encoding="utf-8"))["fields"]
    kinds = {field["name"]: "string" if field["type"] == "string" else None for field in fields}
    read = pandas.read_csv(folder / "crosswalks/iccs-2015.csv", dtype={name: kind for name, kind in kinds.items() if kind})
    assert "030113" in set(read["notation"]) and read["confidence"].dtype == "float64"
