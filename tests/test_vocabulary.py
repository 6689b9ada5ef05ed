"""The real vocabulary and the Python API on it."""

from __future__ import annotations

import doctest
import gzip
import json
import re

import pyoxigraph as ox
import pytest

import csea_terms
from csea_terms import Vocabulary, api, frames
from csea_terms.errors import UsageError
from csea_terms.formats.locators import read_locators
from csea_terms.formats.records import read_record
from csea_terms.model import Glossary
from csea_terms.names import CST, SKOS, TERM
from csea_terms.publishing.exports.rdf import files
from csea_terms.publishing.website.python_api import PLACE, reference
from csea_terms.reading.figures import figures
from csea_terms.reading.repository import GLOSSARY, SEARCH, TEXTS
from csea_terms.releasing.wheel import compiled_files
from csea_terms.search.compiled import CompiledIndex
from csea_terms.search.entries import label_entries, list_names
from csea_terms.search.files import labels_list
from csea_terms.search.index import Index
from csea_terms.textcheck.lexicon import for_texts
from tests.checkout import ROOT


@pytest.fixture(scope="module")
def vocabulary(glossary) -> Vocabulary:
    return Vocabulary(glossary)


def test_the_vocabulary_has_no_error(loaded):
    assert loaded.problems == []  # what the rules find, makes that fixture fail


def test_every_facet_has_concepts_and_every_concept_a_facet(glossary):
    facets = set(glossary.facet_of.values())
    assert facets == set(glossary.top_concepts)
    assert set(glossary.facet_of) == set(glossary.concepts)


def test_every_kind_of_part_that_can_be_cited_has_a_name_on_the_pages(glossary):
    shape = (ROOT / "shapes/completeness.ttl").read_text(encoding="utf-8")
    units = ["title", *re.search(r"\(title\|\((Article[|\w]+)\) \[0-9\]", shape)[1].lower().split("|")]
    named = [key.removeprefix("locator_") for key in glossary.languages["en"].strings if key.startswith("locator_")]
    assert sorted(named) == sorted(units)


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
    assert (hit.id, hit.label) == ("online-grooming", "online grooming")
    assert (hit.language, hit.matched, hit.word_kind) == ("fr-CA", "leurre par Internet", "admitted")


def test_lookup_in_french(vocabulary):
    hit = vocabulary.lookup("pédopornographie", language="fr")[0]
    assert hit.id in ("csam", "csam-in-law") and hit.language == "fr"


def test_a_concept_by_its_identifier(vocabulary):
    assert vocabulary.concept("csam").label("en") == "child sexual abuse material"
    with pytest.raises(UsageError):
        vocabulary.concept("no-such-concept")


def test_a_crosswalk_between_two_other_schemes(vocabulary):
    rows = vocabulary.crosswalk("iccs-2015", "ncmec-cybertipline")
    assert any(row.source == "030221" for row in rows)
    with pytest.raises(UsageError):
        vocabulary.crosswalk("iccs-2015", "no-such-scheme")


def test_what_a_package_carries_of_the_vocabulary_is_all_of_it(glossary, repository, tmp_path):
    for name, content in compiled_files(repository):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    assert read_record(tmp_path / GLOSSARY, Glossary) == glossary
    assert read_record(tmp_path / TEXTS, Glossary) == for_texts(glossary)
    made, kept = Index(glossary), CompiledIndex(glossary, tmp_path / SEARCH)
    assert (kept.names.data, kept.syllables) == (made.names.data, made.syllables)
    for name in made.list_names:
        assert kept.labels(name).data == made.labels(name).data
    for tag in (*glossary.languages, "sw"):
        assert kept.local(tag).data == made.local(tag).data
        assert (kept.definitions(tag), kept.notes(tag)) == (made.definitions(tag), made.notes(tag))


def test_a_recoder_says_what_the_command_writes(vocabulary):
    recoder = vocabulary.recoder("iccs-2015", "ncmec-cybertipline")
    decided = recoder.decide("30221")
    assert (decided.read_as, decided.candidates) == ("030221", recoder.decide("030221").candidates)
    with pytest.raises(UsageError):
        vocabulary.recoder("iccs-2015", "no-such-scheme")
    with pytest.raises(UsageError, match="^guess is not one of list, first, fail.$"):
        vocabulary.recoder("iccs-2015", "csea", ambiguous="guess")


def test_what_is_public_is_stated_once_and_is_there():
    assert csea_terms.__all__ is api.__all__
    assert {name: getattr(csea_terms, name) for name in api.__all__} == {name: getattr(api, name) for name in api.__all__}
    with pytest.raises(AttributeError):
        csea_terms.nothing  # noqa: B018


PYTHON_PAGE = ROOT / "site" / "en" / "python.md"


def test_the_examples_of_the_page_on_python_give_what_they_say():
    code = "\n".join(re.findall(r"```python\n(.*?)```", PYTHON_PAGE.read_text(encoding="utf-8"), re.DOTALL))
    examples = doctest.DocTestParser().get_doctest(code, {}, "python.md", str(PYTHON_PAGE), 0)
    found = doctest.DocTestRunner(verbose=False).run(examples)
    assert found.attempted > 15 and found.failed == 0


def test_the_reference_has_all_that_is_public_with_its_docstring():
    assert PLACE in PYTHON_PAGE.read_text(encoding="utf-8")
    told = reference()
    assert [name for name in (*api.__all__, *frames.__all__) if f"\n### {name}\n" not in told] == []
    public = [(name, each) for name in ("Vocabulary", "Hit", "Concept") for each in vars(getattr(api, name)) if not each.startswith("_")]
    methods = [(name, each) for name, each in public if callable(getattr(getattr(api, name), each))]
    assert len(methods) > 6 and [one for one in methods if f"\n#### {'.'.join(one)}\n" not in told] == []
    assert "\n```python\nconcept(concept_id: str) -> Concept\n```\n\nReturn a concept; raise `UsageError` when" in told
    assert ":class:" not in told and ":data:" not in told
