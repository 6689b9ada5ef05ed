"""What is published in RDF, read back with other programs than wrote it."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import replace

import pyoxigraph as ox
import pytest
import yaml
from rdflib import DCAT, DCTERMS, FOAF, RDF, SDO, SKOS, VANN, XSD, Graph, Literal, Namespace, URIRef

from csea_terms.days import Days
from csea_terms.names import (
    ADMS,
    AGENT,
    BASE,
    CST,
    SCHEME,
    SECTOR,
    SKOSXL,
    SOURCE,
    STATUS,
    TERM,
    VOID,
    scheme_iri,
)
from csea_terms.publishing.triples.catalogue import WHOLE_FILES
from csea_terms.publishing.triples.concepts import concept_triples
from csea_terms.publishing.triples.schema import schema_terms
from csea_terms.publishing.triples.written import turtle
from tests.checkout import ROOT
from tests.graphs import read_graph
from tests.small_glossary import small_glossary

pytestmark = pytest.mark.slow

SPDX = Namespace("http://spdx.org/rdf/terms#")


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


@pytest.mark.parametrize("name", ["csea-terms-crosswalks", "csea-terms-all"])
@pytest.mark.parametrize(("extension", "form"), [("rdf", "xml"), ("nt.gz", "nt"), ("jsonld", "json-ld")])
def test_every_form_says_what_turtle_says(downloads, published, crosswalks_alone, name, extension, form):
    # There is no blank node, so equal sets of triples are isomorphic graphs.
    content = downloads[f"{name}.{extension}"]
    other = read_graph(gzip.decompress(content) if extension.endswith(".gz") else content, form)
    assert set(other) ^ set(published if name == "csea-terms-all" else crosswalks_alone) == set()


@pytest.mark.parametrize("name", WHOLE_FILES)
def test_nothing_is_said_twice_in_a_file(downloads, name):
    # Programs that read a file as a stream, such as rapper, count each line; a graph hides what is repeated.
    said = list(ox.parse(downloads[f"{name}.ttl"], format=ox.RdfFormat.TURTLE))
    assert len(said) == len(set(said))


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
    assert vocabulary_alone.value(made_by, SDO.url).datatype == XSD.anyURI
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
        turtle = read_graph(downloads[f"terms/{concept}.ttl"], "turtle")
        assert len(turtle) > 5
        assert set(turtle) == set(read_graph(downloads[f"terms/{concept}.jsonld"], "json-ld"))


def test_the_whole_is_the_sum_of_the_concepts_and_each_file_can_be_read_alone(downloads, published, glossary):
    whole = set(published)
    for concept in list(glossary.concepts)[::20]:
        own = read_graph(downloads[f"terms/{concept}.ttl"], "turtle")
        document = URIRef(f"{BASE}data/terms/{concept}.ttl")
        assert {triple for triple in own if triple[0] != document} <= whole
        assert own.value(document, DCTERMS.license) and own.value(document, DCTERMS.isPartOf)
        described = {*own.subjects()}
        referred = {thing for thing in own.objects(URIRef(TERM + concept)) if str(thing).startswith((TERM, SOURCE, SECTOR))}
        assert referred and referred <= described


def test_the_catalogue_says_of_every_file_what_it_is(downloads):
    catalogue = read_graph(downloads["dataset.ttl"], "turtle")
    assert set(catalogue) == set(read_graph(downloads["dataset.jsonld"], "json-ld"))
    for url, size in catalogue.subject_objects(DCAT.byteSize):
        path = str(catalogue.value(url, DCAT.downloadURL)).removeprefix(f"{BASE}data/")
        assert int(size) == len(downloads[path])
        checksum = catalogue.value(catalogue.value(url, SPDX.checksum), SPDX.checksumValue)
        assert str(checksum) == hashlib.sha256(downloads[path]).hexdigest()
        assert catalogue.value(url, DCAT.mediaType)
    told = {str(url).removeprefix(f"{BASE}data/") for url in catalogue.objects(None, DCAT.downloadURL)}
    untold = {path for path in downloads if path not in told and not path.startswith(("terms/", "schemas/", "api/v1/concepts/"))}
    assert untold == {"SHA256SUMS", "files.csv", "schema.ttl", "dataset.ttl", "dataset.jsonld"}


def test_programs_find_the_data_by_the_well_known_address(site):
    void = read_graph((site / ".well-known/void").read_bytes(), "turtle")
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


def test_no_two_things_share_what_belongs_to_one_only(published):
    """FOAF calls homepage inverse functional: two schemes with the same one would be the same scheme."""
    assert not set(published.subject_objects(FOAF.homepage))


def test_our_classes_and_properties_have_names_in_seven_languages_and_a_page(site, glossary):
    terms = schema_terms((ROOT / "vocab/schema.ttl").read_bytes())
    assert {term.name for term in terms} >= {"Usage", "avoidLabel", "legal-only"}
    assert all(term.labels.keys() >= {"ar", "en", "es", "fr", "pt", "ru", "zh"} and term.comment for term in terms)
    for tag in ("en", "ar", "hi"):
        page = (site / tag / "schema" / "index.html").read_text(encoding="utf-8")
        assert all(f'id="{term.name}"' in page for term in terms)
        assert dict((term.name, term) for term in terms)["Usage"].labels.get(tag, "usage") in page
