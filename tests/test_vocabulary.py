"""The real vocabulary and the Python API on it."""

from __future__ import annotations

import gzip
import json
import re

import pyoxigraph as ox
import pytest

from csea_terms import Vocabulary
from csea_terms.checking.check import check
from csea_terms.errors import UsageError
from csea_terms.formats.locators import read_locators
from csea_terms.names import CST, SKOS, TERM
from csea_terms.publishing.exports.rdf import files
from csea_terms.reading.figures import figures
from csea_terms.reading.repository import Repository
from csea_terms.search.entries import label_entries, list_names
from csea_terms.search.files import labels_list
from csea_terms.search.index import Index
from tests.checkout import ROOT


@pytest.fixture(scope="module")
def vocabulary(glossary) -> Vocabulary:
    return Vocabulary(glossary)


def test_the_vocabulary_has_no_error():
    problems = check(Repository(ROOT)).problems
    assert [str(problem) for problem in problems if problem.severity == "error"] == [], "`make check` lists them"


def test_every_facet_has_concepts_and_every_concept_a_facet(glossary):
    facets = set(glossary.facet_of.values())
    assert facets == set(glossary.top_concepts)
    assert set(glossary.facet_of) == set(glossary.concepts)


def test_every_concept_has_an_english_name_and_definition_and_a_source(glossary):
    # Other languages may be missing: pages show the English words, and the coverage page and the worklists say what is open.
    assert [c.id for c in glossary.concepts.values() if not c.in_language("en").preferred] == []
    assert [c.id for c in glossary.concepts.values() if not c.sources or not c.words["en"].definition] == []


def test_every_word_to_avoid_says_why_and_who_says_so(glossary):
    for concept in glossary.concepts.values():
        for words in concept.words.values():
            for label in words.of_kind("avoid"):
                assert label.reason and label.sources and label.flagged, (concept.id, label.text)


def test_every_english_concept_has_a_plain_line_of_up_to_35_words(glossary):
    lines = {concept.id: concept.words["en"].plain_definition for concept in glossary.concepts.values() if not concept.deprecated}
    assert [concept for concept, line in lines.items() if not 0 < len(line.split()) <= 35] == []


def test_every_kind_of_wording_to_avoid_says_in_an_example_what_to_write(glossary):
    kinds = [c for c in glossary.concepts.values() if c.guidance == "avoid-expression" and "expressions-to-avoid" in c.broader]
    assert len(kinds) >= 11 and [c.id for c in kinds if not c.words["en"].examples] == []


def test_identifiers_hold_no_word_to_avoid(glossary):
    labels = (label for c in glossary.concepts.values() for label in c.words["en"].of_kind("avoid"))
    avoided = {label.text.lower() for label in labels if label.flagged != "never"}
    wrong = [(c, word) for c in glossary.concepts for word in avoided if re.search(rf"\b{re.escape(word)}\b", c.replace("-", " "))]
    assert wrong == []


def test_every_kind_of_part_that_can_be_cited_has_a_name_on_the_pages(glossary):
    shape = (ROOT / "shapes/completeness.ttl").read_text(encoding="utf-8")
    units = ["title", *re.search(r"\(title\|\((Article[|\w]+)\) \[0-9\]", shape)[1].lower().split("|")]
    named = [key.removeprefix("locator_") for key in glossary.languages["en"].strings if key.startswith("locator_")]
    assert sorted(named) == sorted(units)


def test_every_source_is_cited_in_full(glossary):
    sources = glossary.sources.values()
    assert [s.key for s in sources if any(year not in s.title for year in re.findall("[0-9]{4}", s.year)) and s.kind != "statute"] == []
    assert [s.key for s in sources if not s.publisher or not s.languages] == []


def test_further_languages_hold_only_words_that_a_published_text_has(glossary):
    """Regional variants (``pt-BR``) are of the languages of the site, which may also say what their translators propose."""
    unattested, languages = [], set()
    for concept in glossary.concepts.values():
        for tag, words in concept.words.items():
            if tag.partition("-")[0] not in glossary.languages:
                languages.add(tag)
                unattested += [(concept.id, tag, label.text) for kind in ("preferred", "admitted")
                               for label in words.of_kind(kind) if not label.attested_at]
    assert unattested == [] and len(languages) >= 8


def test_the_best_known_english_words_say_where_they_are_attested(glossary):
    attested = {concept.id for concept in glossary.concepts.values()
                if any(label.attested_at for label in concept.words["en"].of_kind("preferred"))}
    assert {"child", "csam", "csem", "child-sexual-exploitation-and-abuse", "survivor", "victim", "hotline"} <= attested


def test_articles_stand_in_the_order_of_their_numbers(glossary):
    order = ["a Article 3", "a Article 3(1)(b)", "a Article 20", "a section 15A", "a section 163.1", "a title"]
    assert [str(place) for place in read_locators(reversed(order))] == order


LABELS = {SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel", CST + "avoidLabel"}


def stated(predicates: set[str]) -> set[tuple[str, str, str]]:
    """Every text that the language files state by some predicates: concept, the tag that names the file, word."""
    return {
        (path.parent.name, path.stem, quad.object.value)
        for path in (ROOT / "vocab/terms").glob("*/*.ttl")
        for quad in ox.parse(path=path)
        if quad.predicate.value in predicates
    }


@pytest.fixture(scope="module")
def written() -> set[tuple[str, str, str]]:
    """Every label as the language files have it."""
    return stated(LABELS)


def test_every_label_of_the_files_is_in_the_model_and_in_the_search(glossary, written):
    assembled = ((c.id, own.language, own.labels) for c in glossary.concepts.values() for own in c.words.values())
    assert written == {(concept, tag, label.text) for concept, tag, labels in assembled for label in labels}
    # A further spelling of a word to avoid is found too.
    findable = written | stated({CST + "variant"})
    entries = {entry for name in list_names(glossary) for entry in label_entries(glossary, name)}
    assert findable == {(entry.id, entry.language, entry.text) for entry in entries}
    index = Index(glossary)
    assert findable == {found for name in index.list_names for found in listed(index, name)}
    assert {tag for _, tag, _ in written} > {"fr-CA", "pt-BR"}


def listed(index: Index, name: str) -> set[tuple[str, str, str]]:
    """Read a label list as the browser does."""
    return {
        (concept, tag, text)
        for concept, tags in zip(index.glossary.concepts, labels_list(index, name)["labels"], strict=True)
        for tag, kinds in tags.items()
        for texts in kinds
        for written in texts
        for text in (written if isinstance(written, list) else [written])
    }


def test_every_label_of_the_files_is_in_the_downloads_with_the_tag_of_its_file(glossary, written):
    whole = {path: content for path, content in files(glossary) if path.startswith("csea-terms.")}
    whole["csea-terms.nt"] = gzip.decompress(whole.pop("csea-terms.nt.gz"))
    downloads = {path: content.decode() for path, content in whole.items()}
    for form in ("ttl", "nt", "rdf"):
        parsed = ox.parse(downloads[f"csea-terms.{form}"], format=ox.RdfFormat.from_extension(form))
        labels = {(q.subject.value, q.object.language, q.object.value) for q in parsed if q.predicate.value in LABELS}
        assert {(TERM + concept, tag.lower(), text) for concept, tag, text in written} <= labels
        assert not re.search('(?:@|xml:lang=")(?:fr-ca|pt-br)\\b', downloads[f"csea-terms.{form}"])
    published = {
        (node["@id"].removeprefix("term:"), label["@language"], label["@value"])
        for node in json.loads(downloads["csea-terms.jsonld"])["@graph"]
        for name in ("skos:prefLabel", "skos:altLabel", "skos:hiddenLabel", "cst:avoidLabel")
        for label in node.get(name, ())
    }
    assert written <= published


def test_a_regional_variant_is_counted_and_found(glossary, vocabulary):
    counted = {row.tag: row.named for row in figures(glossary).languages}
    files = {tag: len(list((ROOT / "vocab/terms").glob(f"*/{tag}.ttl"))) for tag in ("fr-CA", "pt-BR")}
    assert {tag: counted[tag] for tag in files} == files
    hit = vocabulary.lookup("leurre par internet")[0]
    assert (hit["id"], hit["label"]) == ("online-grooming", "online grooming")
    assert (hit["language"], hit["matched"], hit["word_kind"]) == ("fr-CA", "leurre par Internet", "admitted")


def test_mappings_are_enough_to_recode_with(glossary):
    assert len(glossary.mappings) >= 150
    assert {m.scheme for m in glossary.mappings} >= {"iccs-2015", "icd-11", "ncmec-cybertipline", "dsa-statement", "rsit", "aselo-default"}


def test_a_diagnosis_is_never_matched_with_conduct_or_material(glossary):
    for mapping in glossary.mappings_by_scheme["icd-11"]:
        if mapping.notation == "6D32" and mapping.concept != "paedophilic-disorder":
            assert mapping.negated, mapping


def test_nobody_is_said_to_have_reviewed_who_has_not(glossary):
    assert [c.id for c in glossary.concepts.values() for words in c.words.values() if words.reviewed_by] == []


def test_lookup_in_french(vocabulary):
    hit = vocabulary.lookup("pédopornographie", language="fr")[0]
    assert hit["id"] in ("csam", "csam-in-law") and hit["language"] == "fr"


def test_a_concept_by_its_identifier(vocabulary):
    assert vocabulary.concept("csam").label("en") == "child sexual abuse material"
    with pytest.raises(UsageError):
        vocabulary.concept("no-such-concept")


def test_a_crosswalk_between_two_other_schemes(vocabulary):
    rows = vocabulary.crosswalk("iccs-2015", "ncmec-cybertipline")
    assert any(row.source == "030221" for row in rows)
    with pytest.raises(UsageError):
        vocabulary.crosswalk("iccs-2015", "no-such-scheme")
