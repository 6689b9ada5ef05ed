"""The downloads, read back with other programs than wrote them."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace

import openpyxl
import pyoxigraph as ox
import pytest
import yaml
from rdflib import DCAT, DCTERMS, FOAF, OWL, RDF, RDFS, SKOS, VANN, XSD, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

from csea_terms.crosswalks.verdicts import USABLE, VERDICTS, verdicts_of
from csea_terms.days import Days
from csea_terms.formats.sssom import SSSOM
from csea_terms.formats.tables import Sheet, csv_bytes, xlsx_bytes
from csea_terms.names import (
    ADMS,
    AGENT,
    BASE,
    CST,
    REPOSITORY,
    SCHEME,
    SECTOR,
    SKOSXL,
    SOURCE,
    STATUS,
    TERM,
    VOID,
    scheme_iri,
)
from csea_terms.publishing.exports import all_files
from csea_terms.publishing.exports.rdf import WHOLE_FILES
from csea_terms.publishing.triples.concepts import concept_triples
from csea_terms.publishing.triples.written import turtle
from tests.checkout import ROOT
from tests.small_glossary import ADDRESSES, hostile, small_glossary

pytestmark = pytest.mark.slow

SPDX = Namespace("http://spdx.org/rdf/terms#")

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "=HYPERLINK(\"https://example.org\")", "＝1")


@pytest.fixture(scope="module")
def downloads(site) -> dict[str, bytes]:
    """Every download of the real vocabulary."""
    data = site / "data"
    return {path.relative_to(data).as_posix(): path.read_bytes() for path in sorted(data.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def published(downloads) -> Graph:
    return Graph().parse(data=downloads["csea-terms-all.ttl"], format="turtle")


@pytest.fixture(scope="module")
def vocabulary_alone(downloads) -> Graph:
    return Graph().parse(data=downloads["csea-terms.ttl"], format="turtle")


@pytest.fixture(scope="module")
def crosswalks_alone(downloads) -> Graph:
    return Graph().parse(data=downloads["csea-terms-crosswalks.ttl"], format="turtle")


@pytest.fixture(scope="module")
def small() -> Graph:
    """The small glossary's own file of one term, with days."""
    glossary = small_glossary()
    dated = replace(glossary.concepts["csam"], days=Days("2026-11-02", "2026-11-29"))
    triples = concept_triples(dated)
    return Graph().parse(data=turtle(triples), format="turtle")


def _graph(content: bytes, form: str) -> Graph:
    return Graph().parse(data=content, format=form)


# --- RDF -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["csea-terms-crosswalks", "csea-terms-all"])
@pytest.mark.parametrize(("extension", "form"), [("rdf", "xml"), ("nt.gz", "nt"), ("jsonld", "json-ld")])
def test_every_form_says_what_turtle_says(downloads, published, crosswalks_alone, name, extension, form):
    # There is no blank node, so equal sets of triples are isomorphic graphs.
    content = downloads[f"{name}.{extension}"]
    other = _graph(gzip.decompress(content) if extension.endswith(".gz") else content, form)
    assert set(other) ^ set(published if name == "csea-terms-all" else crosswalks_alone) == set()


def test_the_vocabulary_stands_alone_and_the_crosswalks_beside_it(published, vocabulary_alone, crosswalks_alone, glossary):
    assert set(vocabulary_alone) | set(crosswalks_alone) == set(published)
    assert not set(vocabulary_alone) & set(crosswalks_alone) - {t for t in crosswalks_alone if str(t[0]).startswith(AGENT)}
    # A tool that takes any scheme of a file for the vocabulary finds no other.
    assert {*vocabulary_alone.subjects(RDF.type, SKOS.ConceptScheme)} == {URIRef(SCHEME)}
    assert {*vocabulary_alone.subjects(RDF.type, SKOS.Concept)} == {URIRef(TERM + concept) for concept in glossary.concepts}
    assert {*crosswalks_alone.subjects(RDF.type, SKOS.ConceptScheme)} == {URIRef(scheme_iri(scheme)) for scheme in glossary.schemes}


def test_the_scheme_says_what_catalogues_and_skos_tools_ask(vocabulary_alone):
    scheme = URIRef(SCHEME)
    for name in (SKOS.prefLabel, SKOS.definition, DCTERMS.license, DCTERMS.creator, DCTERMS.publisher, DCTERMS.provenance):
        assert [*vocabulary_alone.objects(scheme, name)], name
    made_by = vocabulary_alone.value(scheme, DCTERMS.creator)
    named = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))["authors"][0]["name"]
    assert (made_by, FOAF.name, Literal(named)) in vocabulary_alone
    assert str(vocabulary_alone.value(scheme, VANN.preferredNamespaceUri)) == TERM


def test_terms_say_their_days_and_how_far_they_are(small):
    concept = URIRef(TERM + "csam")
    assert small.value(concept, DCTERMS.created) == Literal("2026-11-02", datatype=XSD.date)
    assert small.value(concept, DCTERMS.modified) == Literal("2026-11-29", datatype=XSD.date)
    assert small.value(concept, URIRef(ADMS + "status")) == URIRef(STATUS + "Completed")


def test_publishers_are_agents_and_days_are_typed(published):
    publishers = {*published.objects(None, DCTERMS.publisher)}
    assert publishers and all((publisher, RDF.type, FOAF.Agent) in published for publisher in publishers)
    issued = {*published.objects(None, DCTERMS.issued)}
    assert {value.datatype for value in issued} <= {XSD.gYear, XSD.date, XSD.gYearMonth, XSD.string, None}
    assert sum(value.datatype == XSD.gYear for value in issued) > len(issued) / 2


_NOT_PUBLISHED = {
    CST + "position": "the order on our pages",
    CST + "translatedFrom": "a digest; cst:staleIn says what follows from it",
    CST + "plainTranslatedFrom": "a digest; cst:staleIn says what follows from it",
    CST + "diagnosis": "what a shape looks at; the scheme says that it is clinical",
    str(SKOS.editorialNote): "for the editors",
}


def test_everything_that_the_files_state_is_published_or_left_out_for_a_reason(published):
    files = [path for folder in ("terms", "sources", "crosswalks") for path in (ROOT / "vocab" / folder).rglob("*.ttl")]
    stated = {triple.predicate.value for path in (*files, ROOT / "vocab/scheme.ttl", ROOT / "vocab/sectors.ttl") for triple in ox.parse(path=path)}
    missing = stated - {str(predicate) for predicate in published.predicates()}
    assert missing == {*_NOT_PUBLISHED} & stated


def test_a_concepts_own_json_ld_says_what_its_turtle_says(downloads, glossary):
    for concept in list(glossary.concepts)[::20]:
        turtle = _graph(downloads[f"terms/{concept}.ttl"], "turtle")
        assert len(turtle) > 5
        assert isomorphic(turtle, _graph(downloads[f"terms/{concept}.jsonld"], "json-ld"))


def test_the_whole_is_the_sum_of_the_concepts_and_each_file_can_be_read_alone(downloads, published, glossary):
    for concept in list(glossary.concepts)[::20]:
        own = _graph(downloads[f"terms/{concept}.ttl"], "turtle")
        document = URIRef(f"{BASE}data/terms/{concept}.ttl")
        assert {triple for triple in own if triple[0] != document} <= set(published)
        assert own.value(document, DCTERMS.license) and own.value(document, DCTERMS.isPartOf)
        described = {*own.subjects()}
        referred = {thing for thing in own.objects(URIRef(TERM + concept)) if str(thing).startswith((TERM, SOURCE, SECTOR))}
        assert referred and referred <= described


def test_the_catalogue_says_of_every_file_what_it_is(downloads):
    catalogue = _graph(downloads["dataset.ttl"], "turtle")
    assert set(catalogue) == set(_graph(downloads["dataset.jsonld"], "json-ld"))
    for url, size in catalogue.subject_objects(DCAT.byteSize):
        path = str(catalogue.value(url, DCAT.downloadURL)).removeprefix(f"{BASE}data/")
        assert int(size) == len(downloads[path])
        checksum = catalogue.value(catalogue.value(url, SPDX.checksum), SPDX.checksumValue)
        assert str(checksum) == hashlib.sha256(downloads[path]).hexdigest()
        assert catalogue.value(url, DCAT.mediaType)
    told = {str(url).removeprefix(f"{BASE}data/") for url in catalogue.objects(None, DCAT.downloadURL)}
    untold = {path for path in downloads if path not in told and not path.startswith(("terms/", "schemas/"))}
    assert untold == {"SHA256SUMS", "files.csv", "schema.ttl", "dataset.ttl", "dataset.jsonld"}


def test_programs_find_the_data_by_the_well_known_address(site):
    void = _graph((site / ".well-known/void").read_bytes(), "turtle")
    dumps = {str(dump) for dump in void.objects(None, URIRef(VOID + "dataDump"))}
    assert {dump.removeprefix(BASE) for dump in dumps} == {
        f"data/{name}.{form}" for name in WHOLE_FILES for form in ("ttl", "rdf", "nt.gz", "jsonld")
    }
    assert all((site / dump.removeprefix(BASE)).is_file() for dump in dumps)


def test_a_plain_skos_tool_finds_inverses_and_top_concepts(published):
    scheme = URIRef(SCHEME)
    for concept, broader in published.subject_objects(SKOS.broader):
        assert (broader, SKOS.narrower, concept) in published
    for concept, related in published.subject_objects(SKOS.related):
        assert (related, SKOS.related, concept) in published
    tops = set(published.objects(scheme, SKOS.hasTopConcept))
    assert tops and tops == set(published.subjects(SKOS.topConceptOf, scheme))


def test_only_words_that_may_be_flagged_anywhere_are_hidden_labels(published, glossary):
    """A tagger that reads our labels must not find child sexual abuse in every text with "girlfriend"."""
    words = [
        ((concept.id, label.text, label.language.lower()), label.flagged)
        for concept in glossary.concepts.values()
        for said in concept.words.values()
        for label in said.of_kind("avoid")
    ]
    anywhere = {word for word, flagged in words if flagged == "anywhere"}
    ordinary = {word for word, flagged in words if flagged != "anywhere"}

    def told(name: URIRef) -> set[tuple[str, str, str]]:
        return {(str(c).removeprefix(TERM), str(word), word.language.lower()) for c, word in published.subject_objects(name)}

    assert anywhere and ordinary
    assert anywhere <= told(SKOS.hiddenLabel) and not ordinary & told(SKOS.hiddenLabel)
    assert told(URIRef(CST + "avoidLabel")) == anywhere | ordinary
    label_of = dict(published.subject_objects(URIRef(CST + "labelOf")))
    forms = [(label_of[label], form) for label, form in published.subject_objects(URIRef(SKOSXL + "literalForm")) if label in label_of]
    assert {(str(c).removeprefix(TERM), str(form), form.language.lower()) for c, form in forms} == ordinary


def test_what_cites_a_part_of_a_law_says_which(published, glossary):
    told = {(str(subject), str(text)) for subject, text in published.subject_objects(URIRef(CST + "locator"))}
    concepts = {(TERM + c.id, str(place)) for c in glossary.concepts.values() for place in c.locators}
    assert concepts and {pair for pair in told if pair[0].startswith(TERM)} == concepts
    assert (TERM + "child-helpline", "lanzarote-2007 Article 13") in concepts


def test_mappings_are_skos_matches_and_denials_are_not(published, glossary):
    stated, denied = 0, 0
    for mapping in glossary.mappings:
        code = glossary.code(mapping)
        if code is None or glossary.concepts[mapping.concept].deprecated:
            continue
        triple = (URIRef(TERM + mapping.concept), SKOS[mapping.predicate], URIRef(code.iri))
        assert (triple in published) is not mapping.negated
        stated, denied = stated + (not mapping.negated), denied + mapping.negated
    assert stated > 100 and denied > 10


def test_every_concept_is_one(published, glossary):
    ours = {s for s in published.subjects(RDF.type, SKOS.Concept) if str(s).startswith(TERM)}
    assert ours == {URIRef(TERM + concept) for concept in glossary.concepts}
    assert (URIRef(TERM + "csam"), SKOS.prefLabel, Literal("child sexual abuse material", lang="en")) in published


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
            assert any(str(value).endswith(text) for value in _graph(content, "turtle").objects(None, RDFS.comment))
    assert set(_graph(after["csea-terms.ttl"], "turtle")) == set(_graph(after["csea-terms.jsonld"], "json-ld"))


def _sssom_shape(content: bytes) -> list[int]:
    """Return the number of cells in each row of a mapping set."""
    return [len(row) for row in csv.reader(io.StringIO(_table(content), newline=""), delimiter="\t")]


def _table(content: bytes) -> str:
    """Return the rows of a mapping set with their header."""
    return "".join(line for line in content.decode().splitlines(keepends=True) if not line.startswith("#"))


def _named_in(content: bytes) -> Counter:
    """Return what the mappings of a set name, and how often: all that is not text."""
    graph = _graph(content, "turtle")
    return Counter(v for axiom in graph.subjects(RDF.type, OWL.Axiom) for v in graph.objects(axiom) if isinstance(v, URIRef))


# --- SSSOM -----------------------------------------------------------------------------------------------------


def test_the_standards_own_validator_accepts_every_mapping_set(downloads, tmp_path):
    from sssom.parsers import parse_sssom_table
    from sssom.validators import validate

    # Of the composed sets, which are alike, some: the validator takes a quarter of a second for each.
    composed = [path for path in downloads if path.startswith("crosswalks/from/") and path.endswith(".sssom.tsv")]
    for path, content in downloads.items():
        if path.endswith(".sssom.tsv") and (path not in composed or path in composed[::10]):
            file = tmp_path / path.replace("/", "-")
            file.write_bytes(content)
            for report in validate(parse_sssom_table(file)).values():
                assert [result.message for result in report.results] == [], path


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


def test_no_two_things_share_what_belongs_to_one_only(published):
    """FOAF calls homepage inverse functional: two schemes with the same one would be the same scheme."""
    assert not set(published.subject_objects(FOAF.homepage))


def test_the_mapping_sets_in_rdf_name_exactly_the_codes_that_were_judged(downloads, glossary):
    sets = {path: _graph(content, "turtle") for path, content in downloads.items() if path.endswith(".sssom.ttl")}
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
