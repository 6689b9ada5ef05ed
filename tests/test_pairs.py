"""The tables from one scheme to any other: every format of one pair, and the files of the real vocabulary."""

from __future__ import annotations

import csv
import hashlib
import io
import json

import openpyxl
import pytest

from csea_terms.crosswalks.composition import Crosswalks
from csea_terms.errors import UsageError
from csea_terms.publishing.columns import PAIR
from csea_terms.publishing.exports.pairs import pair_file
from csea_terms.publishing.website.downloads import Downloads
from csea_terms.reading.assemble import assemble
from csea_terms.reading.load import load
from csea_terms.reading.repository import Repository
from tests.checkout import write_checkout
from tests.small_glossary import small_glossary

ROW = [
    "alpha", "011", "Images", "narrowMatch", "beta", "/Images/Known", "Known images", "0.80", "1:1", "yes", "csam > known-csam",
    "Every case of “Known images” is a case of “Images”, not the reverse.", "", "",
]  # fmt: skip


@pytest.fixture(scope="module")
def crosswalks(tmp_path_factory) -> Crosswalks:
    return Crosswalks(assemble(load(Repository(write_checkout(tmp_path_factory.mktemp("checkout"))))))


def test_csv(crosswalks):
    rows = list(csv.reader(io.StringIO(pair_file(crosswalks, "alpha", "beta", "x.csv").decode("utf-8-sig"), newline="")))
    assert rows == [[column.name for column in PAIR], ROW]


def test_excel_has_a_frozen_header_and_says_how_to_read_it(crosswalks):
    book = openpyxl.load_workbook(io.BytesIO(pair_file(crosswalks, "alpha", "beta", "x.xlsx")))
    assert book.sheetnames == ["crosswalk", "how to read this", "columns", "schemes"]
    assert [cell.value for cell in book["crosswalk"][2]] == [*ROW[:7], 0.8, *ROW[8:12], None, None]
    assert book["crosswalk"].freeze_panes == "A2"
    assert crosswalks.glossary.crosswalk_version in [row[1].value for row in book["how to read this"].iter_rows()]


def test_json_says_version_licence_and_checksum_of_its_rows(crosswalks):
    read = json.loads(pair_file(crosswalks, "alpha", "beta", "x.json"))
    assert (read["version"], read["licence"]) == (crosswalks.glossary.crosswalk_version, crosswalks.glossary.licence)
    assert [list(row.values()) for row in read["table"]] == [[*ROW[:7], 0.8, ROW[8], True, *ROW[10:12], None, None]]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(ROW)
    assert read["rows_sha256"] == hashlib.sha256(out.getvalue().encode()).hexdigest()


def test_the_description_of_a_csv_file_names_the_file_with_version_and_licence(crosswalks):
    read = json.loads(pair_file(crosswalks, "alpha", "beta", "mine.csv-metadata.json"))
    assert (read["url"], read["schema:version"]) == ("mine.csv", crosswalks.glossary.crosswalk_version)
    assert read["dc:license"] == {"@id": crosswalks.glossary.licence}


def test_sssom(crosswalks):
    text = pair_file(crosswalks, "alpha", "beta", "x.sssom.tsv").decode()
    header, row = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    told = dict(zip(header, row, strict=True))
    assert told["subject_id"] == "alpha:011" and told["object_id"] == "beta:x"
    assert told["predicate_id"] == "skos:narrowMatch" and told["mapping_justification"] == "semapv:MappingChaining"


def test_what_is_only_suggested_is_marked_in_every_format(tmp_path):
    close = "term:csam\tskos:closeMatch\t\t{}\tsemapv:ManualMappingCuration\t0.90\tNearly.\n"
    root = write_checkout(tmp_path, alpha=close.format("alpha:011"), beta=close.format("beta:Other"))
    found = Crosswalks(assemble(load(Repository(root))))
    assert b",suggestion,beta,/Other,Other,0.90,1:1,no,csam," in pair_file(found, "alpha", "beta", "x.csv")
    assert b"nobody has judged it" in pair_file(found, "alpha", "beta", "x.sssom.tsv")
    assert json.loads(pair_file(found, "alpha", "beta", "x.json"))["table"][0]["entailed"] is False


def test_an_unknown_scheme_or_format_is_named(crosswalks):
    with pytest.raises(UsageError, match="There is no scheme called gamma"):
        pair_file(crosswalks, "alpha", "gamma", "x.csv")
    with pytest.raises(UsageError, match="the ending is not one of"):
        pair_file(crosswalks, "alpha", "beta", "x.doc")


class Kept(dict):
    """What is added, as an output would keep it."""

    def add(self, path: str, content: bytes) -> None:
        self[path] = content

    def part(self, name: str) -> Kept:
        return Kept()

    def take(self, part: Kept) -> None:
        self.update(part)


def test_sizes_and_checksums_are_those_of_the_files():
    output = Kept()
    Downloads(output, small_glossary(), lambda name, made_from: None).finish()
    listed = {line.split("  ")[1]: line.split("  ")[0] for line in output["data/SHA256SUMS"].decode().splitlines()}
    assert listed == {
        path.removeprefix("data/"): hashlib.sha256(content).hexdigest()
        for path, content in output.items()
        # The catalogue has the checksums itself.
        if path not in ("data/SHA256SUMS", "data/files.csv", "data/dataset.ttl", "data/dataset.jsonld", ".well-known/void")
    }
    sizes = {row["file"]: int(row["bytes"]) for row in csv.DictReader(io.StringIO(output["data/files.csv"].decode("utf-8-sig")))}
    assert sizes == {path: len(output[f"data/{path}"]) for path in listed}
