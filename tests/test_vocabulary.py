"""The real vocabulary and the Python API on it."""

from __future__ import annotations

import re

import pytest

from csea_terms import Vocabulary
from csea_terms.check import check
from csea_terms.errors import UsageError
from csea_terms.repository import Repository
from tests.checkout import ROOT

SEVEN = ("en", "fr", "es", "pt", "ar", "ru", "zh")


@pytest.fixture(scope="module")
def vocabulary(glossary) -> Vocabulary:
    return Vocabulary(glossary)


def test_the_vocabulary_has_no_error():
    problems = check(Repository(ROOT)).problems
    assert [str(problem) for problem in problems if problem.severity == "error"] == []


def test_every_facet_has_concepts_and_every_concept_a_facet(glossary):
    facets = set(glossary.facet_of.values())
    assert facets == set(glossary.top_concepts) and len(facets) == 13
    assert set(glossary.facet_of) == set(glossary.concepts)


def test_every_concept_has_a_name_in_seven_languages_and_a_source(glossary):
    missing = [(c.id, tag) for c in glossary.concepts.values() for tag in SEVEN if not c.in_language(tag).preferred]
    assert missing == []
    assert [c.id for c in glossary.concepts.values() if not c.sources or not c.words["en"].definition] == []


def test_every_word_to_avoid_says_why_and_who_says_so(glossary):
    for concept in glossary.concepts.values():
        for words in concept.words.values():
            for label in words.of_kind("avoid"):
                assert label.reason and label.sources and label.flagged, (concept.id, label.text)


def test_identifiers_hold_no_word_to_avoid(glossary):
    labels = (label for c in glossary.concepts.values() for label in c.words["en"].of_kind("avoid"))
    avoided = {label.text.lower() for label in labels if label.flagged != "never"}
    wrong = [(c, word) for c in glossary.concepts for word in avoided if re.search(rf"\b{re.escape(word)}\b", c.replace("-", " "))]
    assert wrong == []


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
