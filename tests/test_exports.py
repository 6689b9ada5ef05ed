"""The tables and mapping sets for download, read back with other programs than wrote them."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections import Counter

import openpyxl
import pytest
import yaml
from rdflib import OWL, RDF, RDFS, URIRef

from csea_terms.crosswalks.verdicts import USABLE, VERDICTS, verdicts_of
from csea_terms.formats.sssom import SSSOM
from csea_terms.formats.tables import Sheet, csv_bytes, xlsx_bytes
from csea_terms.names import (
    REPOSITORY,
    SCHEME,
)
from csea_terms.publishing.exports import all_files
from tests.checkout import ROOT
from tests.graphs import read_graph
from tests.small_glossary import ADDRESSES, hostile, small_glossary

pytestmark = pytest.mark.slow

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "=HYPERLINK(\"https://example.org\")", "＝1")


# --- Tables ----------------------------------------------------------------------------------------------------


def _rows(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf"), "Excel takes a CSV file without a mark for the local code page"
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_terms_table_holds_every_concept_in_every_language(downloads, glossary):
    rows = _rows(downloads["terms.csv"])
    assert [row["id"] for row in rows] == list(glossary.concepts)
    csam = next(row for row in rows if row["id"] == "csam")
    for tag in glossary.languages:
        assert csam[f"preferred_{tag}"] == glossary.concepts["csam"].words[tag].preferred.text
    assert "child pornography" in csam["avoid_en"].split(" | ")


def test_excel_files_hold_what_the_csv_files_hold(downloads):
    for name, sheet in (("terms", "terms"), ("crosswalks/all", "crosswalk")):
        read = openpyxl.load_workbook(io.BytesIO(downloads[f"{name}.xlsx"]))[sheet]
        rows = [[_as_text(cell) for cell in row] for row in read.iter_rows(values_only=True)]
        as_csv = list(csv.reader(io.StringIO(downloads[f"{name}.csv"].decode("utf-8-sig"), newline="")))
        assert rows == as_csv


def _as_text(cell: str | float | None) -> str:
    return f"{cell:.2f}" if isinstance(cell, float | int) else cell or ""


def test_crosswalk_tables_name_code_title_and_relation(downloads, glossary):
    judged = [row for row in _rows(downloads["crosswalks/all.csv"]) if row["concept_id"]]
    assert len(judged) == len(glossary.mappings)
    for scheme in glossary.schemes.values():
        rows = _rows(downloads[f"crosswalks/{scheme.id}.csv"])
        assert len([row for row in rows if row["concept_id"]]) == len(glossary.mappings_by_scheme.get(scheme.id, ()))
        assert all(row["notation"] or row["relation"] == "no equivalent" for row in rows)


def test_every_code_stands_in_its_table_with_its_verdict(downloads, glossary):
    for scheme in glossary.schemes.values():
        rows = [row for row in _rows(downloads[f"crosswalks/{scheme.id}.csv"]) if row["notation"]]
        assert {row["notation"].lstrip("'"): row["verdict"] for row in rows} == verdicts_of(glossary, scheme)
        assert all(row["concept_id"] or row["relation"] == "none" for row in rows)


def test_a_row_says_what_it_is_and_how_its_code_stands(downloads, glossary):
    rows = _rows(downloads["crosswalks/all.csv"])
    kinds = Counter(row["kind"] for row in rows)
    denied, gaps = sum(m.negated for m in glossary.mappings), sum(m.notation is None for m in glossary.mappings)
    assert (kinds["denial"], kinds["gap"]) == (denied, gaps) and kinds["claim"] == len(glossary.mappings) - denied - gaps
    assert {row["relation"] for row in rows if row["kind"] == "code"} == {"none"}
    told = {(row["scheme"], row["notation"].lstrip("'")): row for row in rows if row["notation"]}
    for scheme in glossary.schemes.values():
        for code in scheme.codes.values():
            row = told[scheme.id, code.notation]
            assert (row["verified"], row["withdrawn"]) == (_yes(code.verified), _yes(code.deprecated))
            assert row["parent"].split(" | ") == list(code.broader or ("",)) and row["edition"] == scheme.edition
    withdrawn = {row["notation"] for row in rows if row["scheme"] == "dsa-statement" and row["withdrawn"] == "yes"}
    assert len(withdrawn) == 6 and "STATEMENT_CATEGORY_NON_CONSENSUAL_BEHAVIOUR" in withdrawn


def test_the_table_of_schemes_counts_every_code_once(downloads, glossary):
    rows = {row["scheme"]: row for row in _rows(downloads["schemes.csv"])}
    assert list(rows) == list(glossary.schemes)
    for scheme, row in rows.items():
        assert sum(int(row[verdict]) for verdict in VERDICTS) == int(row["codes"]) == len(glossary.schemes[scheme].codes)
        assert int(row["usable"]) == sum(int(row[verdict]) for verdict in USABLE)


def test_foreign_titles_are_translated_and_ours_are_marked(downloads, glossary):
    row = next(row for row in _rows(downloads["crosswalks/gnd.csv"]) if row["notation"] == "4030653-7")
    assert (row["title"], row["title_by"], row["title_translation"]) == ("Kindeswohl", "owner", "Best interests of the child")
    codes = [code for scheme in glossary.schemes.values() for code in scheme.codes.values()]
    assert not [code.notation for code in codes if "en" in code.titles and code.title_translation]
    marked = {row["notation"] for row in _rows(downloads["crosswalks/un-crc.csv"]) if row["title_by"] == "us"}
    assert marked == set(glossary.schemes["un-crc"].codes)


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def test_no_cell_becomes_a_formula():
    sheet = Sheet("s", ("a",), [(text,) for text in FORMULAS])
    cells = [row[0] for row in csv.reader(io.StringIO(csv_bytes(sheet).decode("utf-8-sig"), newline=""))][1:]
    assert [cell for cell in cells if cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    read = openpyxl.load_workbook(io.BytesIO(xlsx_bytes([sheet])))["s"]
    assert {cell.data_type for row in read.iter_rows() for cell in row} == {"s"}


_HOSTILE = ("=1+1", '";DROP', "\u202etxet", "x" * 40_000, "</script>", "line\nline", "a\tb")


@pytest.mark.parametrize("text", _HOSTILE, ids=range(len(_HOSTILE)))
def test_hostile_text_stays_text_in_every_download(text):
    """Every download still reads, with as many rows and cells, whatever the words say."""
    plain, changed = small_glossary(), hostile(small_glossary(), text, ADDRESSES)
    before, after = dict(all_files(plain)), dict(all_files(changed))
    assert before.keys() == after.keys()
    for path, content in after.items():
        if path.endswith(".csv"):
            rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
            assert len(rows) == len(_rows(before[path])) + 1 and len({len(row) for row in rows}) == 1
            assert not any(cell.startswith(("=", "@", "+", "-", "\t")) for row in rows for cell in row)
        elif path.endswith(".xlsx"):
            for sheet in openpyxl.load_workbook(io.BytesIO(content)):
                kinds = {c.data_type for row in sheet.iter_rows() for c in row if c.value is not None}
                assert kinds <= ({"s", "n"} if sheet.title in ("crosswalk", "schemes") else {"s"})
        elif path.endswith(".sssom.tsv"):
            assert _sssom_shape(content) == _sssom_shape(before[path])
        elif path.endswith(".jsonld"):
            json.loads(content)
        elif path.endswith(".sssom.ttl"):
            assert _named_in(content) == _named_in(before[path])
            assert any(str(value).endswith(text) for value in read_graph(content, "turtle").objects(None, RDFS.comment))
    assert set(read_graph(after["csea-terms.ttl"], "turtle")) == set(read_graph(after["csea-terms.jsonld"], "json-ld"))


def _sssom_shape(content: bytes) -> list[int]:
    """Return the number of cells in each row of a mapping set."""
    return [len(row) for row in csv.reader(io.StringIO(_table(content), newline=""), delimiter="\t")]


def _table(content: bytes) -> str:
    """Return the rows of a mapping set with their header."""
    return "".join(line for line in content.decode().splitlines(keepends=True) if not line.startswith("#"))


def _named_in(content: bytes) -> Counter:
    """Return what the mappings of a set name, and how often: all that is not text."""
    graph = read_graph(content, "turtle")
    return Counter(v for axiom in graph.subjects(RDF.type, OWL.Axiom) for v in graph.objects(axiom) if isinstance(v, URIRef))


# --- SSSOM -----------------------------------------------------------------------------------------------------


def test_the_standards_own_validator_accepts_the_mapping_sets(downloads, tmp_path):
    from sssom.parsers import parse_sssom_table
    from sssom.validators import validate

    # The validator takes a fifth of a second for a set and a millisecond more for each row. All rows of ours stand in one set; of the
    # others, which one function writes, some are enough.
    whole, others = "crosswalks/all.sssom.tsv", sorted(path for path in downloads if path.endswith(".sssom.tsv"))
    for path in (whole, *others[::5]):
        file = tmp_path / path.replace("/", "-")
        file.write_bytes(downloads[path] if path == whole else _beginning(downloads[path]))
        for report in validate(parse_sssom_table(file)).values():
            assert [result.message for result in report.results] == [], path


def _beginning(content: bytes) -> bytes:
    """Return the head of a mapping set, the names of its columns and up to three rows."""
    lines = content.splitlines(keepends=True)
    head = [line for line in lines if line.startswith(b"#")]
    return b"".join([*head, *lines[len(head) : len(head) + 4]])


def test_the_rows_of_each_set_stand_in_that_of_all(downloads):
    whole = set(_rows_of_set(downloads["crosswalks/all.sssom.tsv"]))
    sets = [path for path in downloads if re.fullmatch(r"crosswalks/[^/]+\.sssom\.tsv", path)]
    assert len(sets) > 50
    assert {path for path in sets if not whole.issuperset(_rows_of_set(downloads[path]))} == set()


def _rows_of_set(content: bytes) -> list[tuple[str, ...]]:
    """Return what each row of a mapping set relates, and what it says of that."""
    rows = csv.DictReader(io.StringIO(_table(content), newline=""), delimiter="\t")
    return [tuple(row[name] for name in ("subject_id", "predicate_id", "object_id", "confidence", "comment")) for row in rows]


def test_the_rdf_form_of_a_mapping_set_is_that_of_the_standard():
    text = dict(all_files(small_glossary()))["crosswalks/iccs-2015.sssom.ttl"].decode()
    prefixes, _, told = text.partition("\n\n")
    assert "@prefix dcterms: <http://purl.org/dc/terms/> ." in prefixes.splitlines()
    about, *mappings = told.split("    sssom:mappings [\n")
    assert about.splitlines()[:4] == [
        "<https://w3id.org/csea-terms/crosswalks/iccs-2015/mappings>",
        "    a sssom:MappingSet ;",
        "    sssom:sssom_version sssom:version1.1 ;",
        '    dcterms:title "CSEA Terms to International Classification of Crime for Statistical Purposes" ;',
    ]
    assert mappings[1].splitlines() == [
        "        a owl:Axiom ;",
        "        owl:annotatedSource term:csam ;",
        '        sssom:subject_label "child sexual abuse material" ;',
        "        owl:annotatedProperty skos:exactMatch ;",
        "        sssom:predicate_modifier sssom:NegatedPredicate ;",
        "        owl:annotatedTarget iccs-2015:03011 ;",
        '        sssom:object_label "Rape" ;',
        "        sssom:mapping_justification semapv:ManualMappingCuration ;",
        '        sssom:author_label "CSEA Terms" ;',
        "        sssom:subject_source csea-terms:scheme ;",
        "        sssom:object_source crosswalk:iccs-2015 ;",
        '        sssom:object_source_version "Version 1.0" ;',
        "        sssom:confidence 0.95e0 ;",
        '        rdfs:comment "A different act." ;',
        "    ] ;",
    ]
    assert "        owl:annotatedTarget sssom:NoTermFound ;" in mappings[2].splitlines()


def test_a_mapping_set_in_rdf_is_read_back_as_the_table(downloads, tmp_path):
    from sssom.parsers import parse_sssom_rdf, parse_sssom_table

    def read(parse, path: str):
        file = tmp_path / path.replace("/", "-")
        file.write_bytes(downloads[path])
        read = parse(file)
        rows = read.df.fillna("").sort_values(["object_source", "subject_id", "predicate_id", "object_id"])
        # One of them reads dates as dates, the other as texts; one says for every row what holds for the set.
        columns = sorted(set(rows.columns) - {"mapping_tool", "mapping_tool_version"})
        metadata = {name: value for name, value in read.metadata.items() if not name.startswith("mapping_tool")}
        return metadata, columns, rows[columns].astype(str).values.tolist()

    for name in ("all", "cac-ontology", "ncmec-cybertipline"):
        assert read(parse_sssom_rdf, f"crosswalks/{name}.sssom.ttl") == read(parse_sssom_table, f"crosswalks/{name}.sssom.tsv")


def test_a_mapping_set_says_who_made_it_when_and_by_which_name_the_vocabulary_goes(downloads, glossary):
    for path in ("crosswalks/all.sssom.tsv", "crosswalks/from/csea.sssom.tsv"):
        lines = downloads[path].decode().splitlines()
        head = yaml.safe_load("\n".join(line[1:] for line in lines if line.startswith("#")))
        rows = list(csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t"))
        assert (head["sssom_version"], head["creator_label"], head["mapping_tool"]) == ("1.1", ["CSEA Terms"], REPOSITORY)
        prefix, _, name = {row["subject_source"] for row in rows if row["subject_id"].startswith("term:")}.pop().partition(":")
        assert head["curie_map"][prefix] + name == SCHEME
    days = {row.get("mapping_date", "") for row in csv.DictReader(io.StringIO(_table(downloads["crosswalks/all.sssom.tsv"])), delimiter="\t")}
    assert days <= {"", *glossary.changes.values()}


def test_the_mapping_sets_in_rdf_name_exactly_the_codes_that_were_judged(downloads, glossary):
    sets = {path: read_graph(content, "turtle") for path, content in downloads.items() if path.endswith(".sssom.ttl")}
    assert len(sets) == len(glossary.schemes) + 1
    targets = set()
    for graph in sets.values():
        assert len(list(graph.subjects(RDF.type, OWL.Axiom))) == len(list(graph.objects(None, URIRef(SSSOM + "mappings"))))
        targets |= set(graph.objects(None, OWL.annotatedTarget))
    codes = [code for mapping in glossary.mappings if (code := glossary.code(mapping))]
    codes += [glossary.schemes[m.target_scheme].codes[m.target] for m in glossary.code_mappings if m.target is not None]
    assert targets == {URIRef(code.iri) for code in codes} | {URIRef(SSSOM + "NoTermFound")}


def test_the_same_vocabulary_gives_the_same_bytes_in_every_process():
    program = (
        "import hashlib; from csea_terms.publishing.exports import all_files; from tests.small_glossary import small_glossary\n"
        "for path, content in all_files(small_glossary()): print(path, hashlib.sha256(content).hexdigest())"
    )
    said = set()
    for seed in ("1", "2", "3"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join((str(ROOT / "build"), str(ROOT)))}
        said.add(subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True, text=True).stdout)
    assert len(said) == 1
