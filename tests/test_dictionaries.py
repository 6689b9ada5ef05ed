"""The data dictionaries, read with the standards' own programs: every table is as its description says."""

from __future__ import annotations

import json

import csvw
import frictionless
import pytest

from csea_terms.formats.dictionaries import Column, csvw as csvw_bytes, resource, schema_bytes
from csea_terms.formats.tables import csv_bytes
from csea_terms.publishing.columns import sheet_of
from csea_terms.publishing.exports import modules

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
def folder(glossary, tmp_path_factory):
    """The tables of the real vocabulary with their descriptions, as they are published."""
    folder = tmp_path_factory.mktemp("data")
    for module in modules():
        if module.__name__.rpartition(".")[2] != "rdf":
            for path, content in module.files(glossary):
                if path.endswith((".csv", "-metadata.json", "datapackage.json")) or path.startswith("schemas/"):
                    (folder / path).parent.mkdir(parents=True, exist_ok=True)
                    (folder / path).write_bytes(content)
    return folder


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


@pytest.mark.slow
def test_every_csv_file_is_as_the_description_beside_it_says(folder):
    tables = sorted(folder.rglob("*.csv"))
    assert len(tables) > 100
    for table in tables:
        description = csvw.Table.from_file(table.with_name(table.name + "-metadata.json"))
        read = list(description.iterdicts(strict=True))
        assert f"{len(read)} rows" == description.common_props["dc:extent"], table


@pytest.mark.slow
def test_the_data_package_is_valid_with_all_its_tables(folder):
    package = frictionless.Package(str(folder / "datapackage.json"))
    listed = {one.path for one in package.resources}
    assert listed == {str(path.relative_to(folder)) for path in folder.rglob("*.csv")} | {"files.csv"}
    package.remove_resource("files")  # the list of files is written with the site
    report = package.validate()
    assert report.flatten(["path", "type", "note"]) == [] and report.valid


@pytest.mark.slow
def test_a_code_keeps_its_first_digit_where_the_description_is_used(folder):
    pandas = pytest.importorskip("pandas")
    fields = json.loads((folder / "schemas/crosswalk.json").read_text(encoding="utf-8"))["fields"]
    kinds = {field["name"]: "string" if field["type"] == "string" else None for field in fields}
    read = pandas.read_csv(folder / "crosswalks/iccs-2015.csv", dtype={name: kind for name, kind in kinds.items() if kind})
    assert "030113" in set(read["notation"]) and read["confidence"].dtype == "float64"
