"""The terms in the forms of other programs: TBX-Basic, JSKOS, MISP."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from importlib.resources import files

import pytest
from click.testing import CliRunner
from jsonschema import Draft4Validator
from pytaxonomies import Taxonomy

from csea_terms.cli import cli
from csea_terms.names import SKOS, TERM, scheme_iri
from csea_terms.publishing.exports import jskos, misp, tbx
from tests.checkout import ROOT
from tests.small_glossary import HOSTILE, hostile, small_glossary

TBX = "{urn:iso:std:iso:30042:ed-2}"
MIN, BASIC = "{http://www.tbxinfo.net/ns/min}", "{http://www.tbxinfo.net/ns/basic}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="module")
def whole(glossary) -> ET.Element:
    """All terms in all languages."""
    return ET.fromstring(tbx.TbxWriter(glossary).file())


# --- TBX-Basic (ISO 30042:2019) ----------------------------------------------------------------------------------


def test_every_name_and_word_to_avoid_is_a_term_with_its_status(whole, glossary):
    expected = {
        (concept.id, tag, label.text)
        for concept in glossary.concepts.values()
        for tag, words in concept.words.items()
        for label in words.labels
        if label.kind != "hidden"
    }
    found = {
        (entry.get("id"), section.get(LANGUAGE), term.findtext(TBX + "term"))
        for entry in whole.iter(TBX + "conceptEntry")
        for section in entry.iter(TBX + "langSec")
        for term in section.iter(TBX + "termSec")
    }
    assert found == expected


@pytest.mark.parametrize(
    ("concept", "word", "status"),
    [
        ("csam", "child sexual abuse material", "preferredTerm"),
        ("csam", "child pornography", "deprecatedTerm"),
        ("csam", "CSAM", "admittedTerm"),
    ],
)
def test_the_status_of_a_word_follows_our_guidance(whole, concept, word, status):
    assert _statuses(whole, concept)[word] == f"{status}-admn-sts"


def test_the_name_of_what_should_not_be_said_is_not_preferred(whole, glossary):
    for concept in glossary.concepts.values():
        status = _statuses(whole, concept.id)[concept.in_language("en").preferred.text]
        assert (status == "preferredTerm-admn-sts") == (concept.guidance in ("recommended", "contested", "emerging") and not concept.deprecated)


def _statuses(whole: ET.Element, concept: str) -> dict[str, str]:
    entry = next(entry for entry in whole.iter(TBX + "conceptEntry") if entry.get("id") == concept)
    section = next(section for section in entry if section.get(LANGUAGE) == "en")
    return {term.findtext(TBX + "term"): term.findtext(MIN + "administrativeStatus") for term in section.iter(TBX + "termSec")}


def test_parts_stand_where_the_standard_has_them(whole):
    allowed = {
        "conceptEntry": {MIN + "subjectField", MIN + "externalCrossReference", BASIC + "crossReference", TBX + "transacGrp", TBX + "langSec"},
        "langSec": {TBX + "descripGrp", TBX + "note", TBX + "termSec"},
        "termSec": {TBX + "term", MIN + "administrativeStatus", TBX + "note"},
        "transacGrp": {BASIC + "transactionType", TBX + "date"},
    }
    for name, parts in allowed.items():
        assert {part.tag for element in whole.iter(TBX + name) for part in element} <= parts
    # The term comes first in its section, notes on it later; sections of languages follow what holds in all ("conceptEntry").
    assert all(term[0].tag == TBX + "term" and term[1].tag == MIN + "administrativeStatus" for term in whole.iter(TBX + "termSec"))
    for entry in whole.iter(TBX + "conceptEntry"):
        tags = [part.tag == TBX + "langSec" for part in entry]
        assert tags == sorted(tags)


def test_a_file_of_two_languages_has_both_for_each_concept_and_leads_to_none_outside(glossary):
    pair = ET.fromstring(tbx.TbxWriter(glossary).file(("fr", "am")))
    entries = list(pair.iter(TBX + "conceptEntry"))
    assert entries
    assert all([section.get(LANGUAGE) for section in entry.iter(TBX + "langSec")] in (["am", "fr"], ["fr", "am"]) for entry in entries)
    assert {link.get("target") for link in pair.iter(BASIC + "crossReference")} <= {entry.get("id") for entry in entries}


def test_hostile_text_stays_text_in_each_form():
    glossary = hostile(small_glossary(), HOSTILE)
    root = ET.fromstring(tbx.TbxWriter(glossary).file())
    assert any(HOSTILE in term.text for term in root.iter(TBX + "term"))
    for module in (jskos, misp):
        for path, content in module.files(glossary):
            assert [json.loads(line) for line in (content.splitlines() if path.endswith(".ndjson") else [content])]


# --- JSKOS 0.7 ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def records(glossary) -> dict[str, list[dict]]:
    """The records of each file by its name."""
    return {path: [json.loads(line) for line in content.splitlines()] for path, content in jskos.files(glossary)}


def test_concepts_say_in_jskos_what_they_say_in_skos(records, glossary):
    concepts = {record["notation"][0]: record for record in records["jskos/concepts.ndjson"]}
    assert list(concepts) == list(glossary.concepts)
    csam = concepts["csam"]
    assert csam["uri"] == TERM + "csam"
    assert csam["prefLabel"]["en"] == "child sexual abuse material"
    assert "pt-br" in csam["prefLabel"] and "pt-BR" not in csam["prefLabel"], "tags are in lower case (Data types, language tag)"
    assert {other["uri"] for other in csam["broader"]} == {TERM + slug for slug in glossary.concepts["csam"].broader}


def test_every_relation_that_holds_is_a_mapping_of_a_concordance(records, glossary):
    held = [row for row in glossary.mappings if row.notation is not None and not row.negated and row.predicate in jskos.RELATIONS]
    between = [row for row in glossary.code_mappings if row.target is not None and not row.negated and row.predicate in jskos.RELATIONS]
    mappings = records["jskos/mappings.ndjson"]
    assert len(mappings) == len(held) + len(between)
    concordances = {record["uri"]: record for record in records["jskos/concordances.ndjson"]}
    schemes = {record["uri"] for record in records["jskos/schemes.ndjson"]}
    for mapping in mappings:
        concordance = concordances[mapping["partOf"][0]["uri"]]
        assert (mapping["fromScheme"], mapping["toScheme"]) == (concordance["fromScheme"], concordance["toScheme"])
        assert {mapping["fromScheme"]["uri"], mapping["toScheme"]["uri"]} <= schemes
    to_iccs = next(m for m in mappings if m["toScheme"]["uri"] == scheme_iri("iccs-2015") and m["to"]["memberSet"][0]["notation"] == ["030221"])
    assert to_iccs["type"][0].startswith(SKOS)


# --- MISP --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shared(glossary) -> dict[str, dict]:
    """MISP's files by their path."""
    return {path: json.loads(content) for path, content in misp.files(glossary)}


def test_misps_own_schema_and_reader_take_the_taxonomy(shared, glossary, taxonomy_schema):
    said = shared["misp/taxonomies/csea-terms/machinetag.json"]
    assert not list(Draft4Validator(taxonomy_schema).iter_errors(said))
    tags = Taxonomy(said).machinetags()
    topic = glossary.facet_of["online-grooming"]
    assert f'csea-terms:{topic}="online-grooming"' in tags


@pytest.fixture(scope="module")
def taxonomy_schema() -> dict:
    """The schema of misp-taxonomies, from the package of MISP's own reader."""
    return json.loads((files("pytaxonomies") / "data" / "misp-taxonomies" / "schema.json").read_text())


def test_a_cluster_leads_from_each_value_to_values_that_are_there(shared, glossary):
    cluster, galaxy = shared["misp/clusters/csea-terms.json"], shared["misp/galaxies/csea-terms.json"]
    assert cluster["type"] == galaxy["type"]
    identifiers = {value["uuid"] for value in cluster["values"]}
    assert len(identifiers) == len(cluster["values"])
    assert {related["dest-uuid"] for value in cluster["values"] for related in value["related"]} <= identifiers
    assert len({value["value"] for value in cluster["values"]}) == len(cluster["values"])


def test_words_to_avoid_and_retired_terms_are_no_tags():
    glossary = small_glossary()
    slug = next(c.id for c in glossary.concepts.values() if not c.top and c.id in glossary.facet_of)
    for changed in (replace(glossary.concepts[slug], deprecated=True), replace(glossary.concepts[slug], guidance="avoid-expression")):
        said = dict(misp.files(replace(glossary, concepts={**glossary.concepts, slug: changed})))
        assert f'"{slug}"' not in said["misp/taxonomies/csea-terms/machinetag.json"].decode()


# --- The command -------------------------------------------------------------------------------------------------


def test_the_command_writes_any_pair_and_names_the_languages_there_are(tmp_path):
    def run(*arguments: str):
        return CliRunner().invoke(cli, ["-q", "--root", str(ROOT), "tbx", *arguments])

    assert run("fr", "es", "-o", str(tmp_path / "fr-es.tbx")).exit_code == 0
    sections = ET.fromstring((tmp_path / "fr-es.tbx").read_bytes()).iter(TBX + "langSec")
    assert {section.get(LANGUAGE) for section in sections} == {"fr", "es"}
    refused = run("xx", "-o", str(tmp_path / "xx.tbx"))
    assert "There are no terms in xx. Languages: " in str(refused.exception)
    assert not (tmp_path / "xx.tbx").exists()
