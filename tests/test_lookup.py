"""Folding, ranking and the label lists, in Python. The browser's half is test_lookup_browser.py."""

from __future__ import annotations

import gzip
import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

from csea_terms.model import Label, Words
from csea_terms.search.lookup import Entry, entries, index_files, index_json, index_languages, search
from csea_terms.search.ranking import prefix_distance
from csea_terms.text.fold import fold
from tests.glossaries import glossary_of, many_entries

CASES = json.loads((Path(__file__).parent / "lookup-cases.json").read_text(encoding="utf-8"))
ENTRIES = tuple(Entry(**label) for label in CASES["labels"])


@pytest.mark.parametrize("case", CASES["fold"], ids=lambda case: case["why"])
def test_fold(case):
    assert fold(case["text"]) == case["folded"]


def test_folding_twice_changes_nothing():
    characters = [chr(code) for code in range(0x20000) if not 0xD800 <= code < 0xE000]
    assert [c for c in characters if fold(fold(c)) != fold(c)] == []


@pytest.mark.parametrize("case", CASES["search"], ids=lambda case: case["why"])
def test_search(case):
    hits = search(ENTRIES, case["word"], case["language"])
    assert [list(hit.as_dict().values()) for hit in hits] == case["hits"]


def test_a_hit_has_five_fields_and_says_why_it_was_found():
    [hit] = search(ENTRIES, "child pornography", "fr")
    assert hit.as_dict() == {
        "id": "csam",
        "label": "matériel d'abus sexuels d'enfants",
        "language": "en",
        "matched": "child pornography",
        "kind": "avoid",
    }


def test_a_hit_of_a_deprecated_concept_says_so():
    hits = {hit.id: hit.deprecated for hit in search(ENTRIES, "child sex tourism")}
    assert hits == {"travelling-sex-offence": False, "child-sex-tourism": True, "livestreaming": False}


def test_a_hit_by_a_typing_mistake_says_so():
    assert [hit.near for hit in search(ENTRIES, "vitcim")] == [True]
    assert [hit.near for hit in search(ENTRIES, "victim")] == [False]


def test_the_limit_cuts_the_worst_hits():
    every = search(ENTRIES, "child sexual abuse")
    assert search(ENTRIES, "child sexual abuse", limit=2) == every[:2]


def test_the_order_of_the_entries_does_not_matter():
    for case in CASES["search"]:
        assert search(ENTRIES[::-1], case["word"], case["language"]) == search(ENTRIES, case["word"], case["language"])


@pytest.mark.parametrize(
    ("typed", "word", "limit", "edits"),
    [
        ("abuse", "abuse", 2, 0),
        ("abus", "abuse", 2, 0),
        ("abues", "abuse", 2, 1),
        ("abse", "abuse", 2, 1),
        ("abbuse", "abuse", 2, 1),
        ("abose", "abuse", 2, 1),
        ("aobse", "abuse", 2, 2),
        ("xyz", "abuse", 1, 2),
        ("", "abuse", 1, 0),
    ],
)
def test_the_distance_of_a_mistyped_word_from_the_beginning_of_another(typed, word, limit, edits):
    assert prefix_distance(typed, word, limit) == edits


def test_a_whole_pasted_page_is_answered_at_once():
    start = time.process_time()
    assert search(ENTRIES, "qwrtzpsdfg " * 100_000) == []
    assert time.process_time() - start < 1


def test_every_label_of_a_glossary_is_an_entry():
    assert sorted(map(str, entries(glossary_of(ENTRIES)))) == sorted(map(str, ENTRIES))


def test_languages_without_an_interface_share_a_list_and_a_regional_variant_has_none():
    assert index_languages(glossary_of(ENTRIES)) == ("en", "fr", "es", "pt", "ar", "ru", "zh", "mul")
    assert index_languages(glossary_of(many_entries(60))) == ("en", "fr", "es", "pt", "ar", "ru", "zh")


def test_a_label_list_says_tag_concept_kind_and_labels():
    labels = (
        Entry("a", "un", "fr", "preferred"),
        Entry("a", "deux", "fr", "avoid"),
        Entry("a", "trois", "fr-CA", "preferred"),
        Entry("b", "one", "en", "preferred"),
        Entry("b", "eins", "de", "preferred"),
        Entry("c", "quatre", "fr", "hidden", True),
        Entry("c", "cinq", "fr", "admitted", True),
    )
    glossary = glossary_of(labels)
    assert json.loads(index_json(glossary, "fr")) == {
        "language": "fr",
        "deprecated": ["c"],
        "labels": {
            "fr": {"a": {"preferred": ["un"], "avoid": ["deux"]}, "c": {"admitted": ["cinq"], "hidden": ["quatre"]}},
            "fr-CA": {"a": {"preferred": ["trois"]}},
        },
    }
    assert json.loads(index_json(glossary, "mul"))["labels"] == {"de": {"b": {"preferred": ["eins"]}}}


def test_a_label_list_cannot_break_out_of_json_or_script():
    hostile = Entry("a", "</script><b>&\u2028'\"\\ \n\v\x00é", "en", "preferred")
    text = index_json(glossary_of([hostile]), "en")
    assert not set("<>&\u2028\u2029\n") & set(text)
    assert json.loads(text)["labels"] == {"en": {"a": {"preferred": [hostile.text]}}}


def test_the_lists_are_the_same_each_time():
    glossary, again = glossary_of(many_entries(600)), glossary_of(many_entries(600))
    assert list(index_files(glossary)) == list(index_files(again))


def test_a_glossary_without_labels_has_empty_lists():
    files = dict(index_files(glossary_of([])))
    assert files["labels/fr.js"].startswith(b'(self.cseaTermsLists??={})["fr"]={"language":"fr"')


def test_the_label_list_of_a_language_is_small(glossary):
    """A reader waits for the list of the page's own language; the others come after it."""
    sizes = {path: len(gzip.compress(content)) for path, content in index_files(glossary)}
    assert {path: size for path, size in sizes.items() if size > 30_000} == {}


def test_a_further_spelling_of_a_word_to_avoid_is_found(glossary):
    label = Label("child sex", "en", "avoid", variants=("child-sex", "child sex"))
    words = Words("en", labels=(Label("abuse", "en", "preferred"), label))
    concept = replace(next(iter(glossary.concepts.values())), id="abuse", words={"en": words})
    found = entries(replace(glossary, concepts={"abuse": concept}))
    assert [(entry.text, entry.kind) for entry in found] == [("abuse", "preferred"), ("child sex", "avoid"), ("child-sex", "avoid")]
