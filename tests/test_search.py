"""What the search compares, finds and writes for the browser, in Python. The browser's half is test_search_browser.py."""

from __future__ import annotations

import gzip
import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

from csea_terms.model import Concept, Label, Words
from csea_terms.search.entries import OFFENDING, Entry, list_names
from csea_terms.search.files import concepts_list, labels_list, page_list, search_files
from csea_terms.search.forms import forms_for
from csea_terms.search.index import Index
from csea_terms.search.lookup import Lookup, find_codes
from csea_terms.search.places import PAGES
from csea_terms.search.spelling import slips, sound
from csea_terms.search.words import match_key
from csea_terms.text.fold import fold
from tests.glossaries import glossary_of, many_entries

CASES = json.loads((Path(__file__).parent / "search-cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["fold"], ids=lambda case: case["why"])
def test_fold(case):
    assert fold(case["text"]) == case["folded"]


def test_folding_twice_changes_nothing():
    characters = [chr(code) for code in range(0x20000) if not 0xD800 <= code < 0xE000]
    assert [c for c in characters if fold(fold(c)) != fold(c)] == []


@pytest.mark.parametrize("case", CASES["keys"], ids=lambda case: case["why"])
def test_what_a_text_is_compared_as(case):
    assert match_key(case["text"]) == case["key"]


@pytest.mark.parametrize("case", CASES["slips"], ids=lambda case: case["typed"])
def test_slips_of_the_hand(case):
    assert slips(case["typed"], case["word"]) == case["slips"]


@pytest.mark.parametrize("case", CASES["sounds"], ids=lambda case: case["word"])
def test_words_in_latin_letters(case):
    assert {sound(match_key(word), case["script"]) for word in case["latin"]} == {sound(match_key(case["word"]), case["script"])}


# --- Among the labels of a small glossary ------------------------------------------------------------------------

LABELS = (
    Entry("abuse", "child sexual abuse", "en"),
    Entry("abuse", "CSA", "en", "admitted"),
    Entry("abuse", "abus sexuels sur enfant", "fr"),
    Entry("abuse", "сексуальное насилие над ребёнком", "ru"),
    Entry("abuse", "الاعتداء الجنسي على الأطفال", "ar"),
    Entry("abuse", "儿童性虐待", "zh"),
    Entry("csam", "child sexual abuse material", "en"),
    Entry("csam", "child pornography", "en", "avoid"),
    Entry("csam", "pédopornographie", "fr", "avoid"),
    Entry("csam", "Missbrauchsdarstellungen", "de", "hidden"),
    Entry("offender", "person who offends", "en"),
    Entry("offender", "child abuser", "en", "avoid"),
    Entry("therapy", "therapy", "en"),
    Entry("rape", "rape of a child", "en"),
    Entry("old", "child pornography law", "en", deprecated=True),
)


@pytest.fixture(scope="module")
def small() -> Lookup:
    return Lookup(glossary_of(LABELS))


def found(lookup: Lookup, text: str, language: str = "en") -> list[str]:
    return [hit.id for group in lookup.search(text, language) for hit in group.hits]


@pytest.mark.parametrize(
    ("text", "language", "ids"),
    [
        ("child pornography", "en", ["csam", "old"]),
        ("what is the right word for child pornography", "en", ["csam", "old"]),
        ("csa", "en", ["abuse"]),
        ("sexual abuse", "en", ["abuse", "csam"]),
        ("sexually abused children", "en", ["abuse", "csam"]),
        ("rape", "en", ["rape"]),
        ("missbrauchsdarstellung", "en", ["csam"]),
        ("darstellungen", "en", ["csam"]),
        ("pedopornographie", "en", ["csam"]),
        ("насилием над детьми", "ru", ["abuse"]),
        ("nasilie", "ru", ["abuse"]),
        ("والاعتداء", "ar", ["abuse"]),
        ("jinsi", "ar", ["abuse"]),
        ("al itida al jinsi ala al atfal", "ar", ["abuse"]),
        ("al", "ar", []),
        ("ertong", "zh", ["abuse"]),
        ("ertong xingnuedai", "zh", ["abuse"]),
        ("vitcim", "en", []),
        ("apy", "en", []),
        ("pornogrphy", "en", ["csam", "old"]),
        ("—", "en", []),
        ("", "en", []),
    ],
)
def test_what_a_text_finds(small, text, language, ids):
    assert found(small, text, language) == ids


def test_what_is_done_is_not_who_does_it_in_turkish():
    forms = forms_for("tr", ["taciz", "tacizci"])
    assert forms.meets("tacizci", "taciz") is None and forms.meets("tacizler", "tacizci") is None


def test_what_is_done_is_not_who_does_it(small):
    assert found(small, "child abuser")[0] == "offender"
    assert found(small, "child abuse")[0] == "abuse"


def test_a_guess_puts_nobody_who_offends_in_the_place_of_others():
    offender = OFFENDING[0]
    lookup = Lookup(glossary_of([Entry(offender, "child offender", "en", "avoid"), Entry("child", "child of an offence", "en")]))
    assert found(lookup, "child offendr") == []
    assert found(lookup, "offendr") == [offender]


def test_the_concepts_of_those_who_offend_exist(glossary):
    assert [slug for slug in OFFENDING if slug not in glossary.concepts] == []


def test_a_hit_says_what_it_is_and_why_it_was_found(small):
    [group] = small.search("child pornography", "fr", limit=1)
    assert (group.kind, group.count) == ("concept", 2)
    assert group.hits[0].as_dict() == {
        "kind": "concept", "id": "csam", "label": "child sexual abuse material", "detail": "", "language": "en",
        "matched": "child pornography", "word_kind": "avoid", "deprecated": False, "near": False,
    }  # fmt: skip


def test_the_wanted_language_comes_first_then_english_and_others_where_neither_answers():
    labels = [Entry("a", "exploitation sexuelle", "fr"), Entry("b", "criminal exploitation", "en"), Entry("c", "exploitatie", "nl")]
    lookup = Lookup(glossary_of(labels))
    assert found(lookup, "exploit", "en") == ["b"]
    assert found(lookup, "exploit", "fr") == ["a", "b"]
    assert found(lookup, "exploitatie", "fr") == ["c"]


def test_a_word_to_avoid_beside_others_stands_for_the_preferred_one():
    labels = [*LABELS, Entry("own", "possession of child sexual abuse material", "en"), Entry("持有", "持有儿童性虐待材料", "zh")]
    lookup = Lookup(glossary_of([*labels, Entry("csam", "儿童性虐待材料", "zh"), Entry("csam", "儿童色情", "zh", "avoid")]))
    assert found(lookup, "possession of child pornography") == ["own", "csam", "old"]
    assert found(lookup, "持有儿童色情", "zh")[0] == "持有"


def test_notes_are_found_after_definitions(small):
    concepts = {
        "noted": Concept("noted", {"en": Words("en", labels=(Label("abuse", "en", "preferred"),), scope_notes=("Say who runs the refuge.",))}),
        "said": Concept("said", {"en": Words("en", labels=(Label("abuse", "en", "preferred"),), definition="what happens in a shelter")}),
    }
    lookup = Lookup(replace(small.index.glossary, concepts=concepts))
    assert found(lookup, "refuge abuse")[0] == "noted" and found(lookup, "shelter") == ["said"]


@pytest.mark.parametrize(("text", "in_need"), [("blackmail", True), ("blackmail law", False), ("he has my pictures", True), ("abuse", False)])
def test_who_is_in_need_finds_the_page_of_help_first(small, text, in_need):
    groups = small.search(text)
    assert [hit.id for group in groups[:1] for hit in group.hits if group.kind == "page"] == (["help/"] if in_need else [])


def test_a_whole_pasted_page_is_answered_at_once(small):
    start = time.process_time()
    small.search("qwrtzpsdfg " * 100_000)
    assert time.process_time() - start < 2


def test_codes_of_one_scheme_by_title_and_notation():
    codes = [Entry("0301", "Sexual violence", "en", kind="code"), Entry("0301", "0301", "en", "notation", kind="code")]
    assert find_codes(codes, "violence sexual", 5) == find_codes(codes, "0301", 5) == find_codes(codes, "sexaul", 5) == ["0301"]
    assert find_codes(codes, "…", 5) == []


def test_a_code_is_found_by_words_of_its_title_and_of_its_scheme():
    codes = [Entry("6D32", "Paraphilic disorder", "en", kind="code", context=("icd", "11"))]
    assert find_codes(codes, "icd disorder", 5) == ["6D32"]
    assert find_codes(codes, "iccs disorder", 5) == []


def test_a_central_source_goes_before_one_with_a_shorter_title():
    titles = [Entry("shorter", "Act on rights", "en", kind="source"), Entry("longer", "Convention on the rights of someone or other", "en", kind="source")]
    others = [Entry(f"other-{number}", f"filler {number}", "en", kind="source") for number in range(60)]
    assert find_codes([*titles, *others], "rights", 5) == ["shorter", "longer"]
    assert find_codes([titles[0], replace(titles[1], central=True), *others], "rights", 5) == ["longer", "shorter"]


def test_what_a_notation_goes_beyond_is_no_answer_where_the_whole_one_is_known():
    codes = [Entry(code, code, "en", "notation", kind="code") for code in ("T74.22XA", "T74.22")]
    assert find_codes(codes, "T74.22XD", 5) == ["T74.22"]
    assert find_codes(codes, "T74.22XA", 5) == ["T74.22XA"]


def test_a_title_is_no_notation_that_somebody_goes_beyond():
    assert find_codes([Entry("one", "abcd15", "en", kind="code")], "abcd1579xx", 5) == []
    assert find_codes([Entry("one", "abcd15", "en", "notation", kind="code")], "abcd1579xx", 5) == ["one"]


def test_what_begins_so_goes_before_what_has_it_further_on():
    assert found(Lookup(glossary_of([Entry("later", "child abuse", "en"), Entry("first", "abuse record", "en")])), "abus") == ["first", "later"]


# --- Among everything ------------------------------------------------------------------------------------------

FIRST, AMONG_FIVE = 0.97, 0.98
"""The share of judged queries whose first answer is right, and of those that have a right one among the first five."""


@pytest.fixture(scope="module")
def lookup(glossary) -> Lookup:
    return Lookup(glossary)


@pytest.fixture(scope="module")
def answers(lookup) -> list[tuple[dict, list[str]]]:
    """Each judged query with what it finds, in order."""
    return [(case, _answers(lookup, case)) for case in CASES["queries"]]


def _answers(lookup: Lookup, case: dict) -> list[str]:
    return [f"{hit.kind}:{hit.id}" for group in lookup.search(case["query"], case["language"]) for hit in group.hits]


def test_judged_queries_are_answered_right(answers):
    wrong = [f"{case['query']} [{case['language']}]: {ids[:5]}" for case, ids in answers if ids[:1] and ids[0] not in case["first"]]
    wrong += [f"{case['query']} [{case['language']}]: nothing" for case, ids in answers if not ids]
    missing = [case["query"] for case, ids in answers if set(ids[:5]).isdisjoint(case["first"])]
    assert len(answers) >= 400
    assert len(wrong) <= (1 - FIRST) * len(answers), "\n".join(wrong)
    assert len(missing) <= (1 - AMONG_FIVE) * len(answers), "\n".join(missing)


def test_judged_queries_are_of_every_language_and_kind(glossary):
    assert {case["language"] for case in CASES["queries"]} == set(glossary.languages)
    kinds = {wanted.partition(":")[0] for case in CASES["queries"] for wanted in case["first"]}
    assert kinds == {"concept", "code", "scheme", "law", "source", "jurisdiction", "sector", "page"}


def test_a_code_that_is_its_title_is_said_once(lookup):
    [group] = lookup.search("NCMEC child pornography possession", "en", kind="code", limit=1)
    assert group.hits[0].detail == "NCMEC CyberTipline" and group.hits[0].label.startswith("Child Pornography (possession")


def test_one_kind_alone(lookup):
    [group] = lookup.search("grooming", "en", kind="code", limit=3)
    assert group.kind == "code" and len(group.hits) == 3 < group.count


def test_a_notation_as_it_was_typed_goes_before_one_that_is_written_otherwise(lookup):
    assert [group.kind for group in lookup.search("статья 242.1", "ru")][:2] == ["law", "code"]
    assert lookup.search("2421", "en")[0].hits[0].id == "us-code-title-18:§ 2421"


# --- The lists for the browser -----------------------------------------------------------------------------------


def test_languages_without_pages_share_a_list_and_a_regional_variant_has_none():
    assert list_names(glossary_of(LABELS)) == ("ar", "en", "es", "fr", "pt", "ru", "zh", "mul")


def test_a_list_says_for_each_concept_language_kinds_and_labels():
    labels = (
        Entry("a", "un", "fr"), Entry("a", "deux", "fr", "avoid"), Entry("a", "trois", "fr-CA"), Entry("c", "quatre", "fr", "hidden", True),
    )  # fmt: skip
    index = Index(glossary_of(labels))
    assert labels_list(index, "fr")["labels"] == [{"fr": [["un"], [], ["deux"]], "fr-CA": [["trois"]]}, {"fr": [[], [], [], ["quatre"]]}]
    assert concepts_list(index)["ids"] == ["a", "c"] and concepts_list(index)["deprecated"] == [1]


def test_a_further_spelling_of_a_word_to_avoid_stands_with_it(glossary):
    label = Label("child sex", "en", "avoid", variants=("child-sex", "child sex"))
    words = Words("en", labels=(Label("abuse", "en", "preferred"), label))
    concept = replace(next(iter(glossary.concepts.values())), id="abuse", words={"en": words})
    index = Index(replace(glossary, concepts={"abuse": concept}))
    assert labels_list(index, "en")["labels"] == [{"en": [["abuse"], [], [["child sex", "child-sex"]]]}]
    assert [entry.written_as for entry in index.labels("en").entries] == ["", "", "child sex"]


def test_a_list_cannot_break_out_of_json_or_script():
    hostile = "</script><b>&\u2028'\"\\ \n\v\x00é"
    files = {file.path: file.content() for file in search_files(glossary_of([Entry("a", hostile, "en")]))}
    text = files["search/labels-en.js"].decode().rstrip("\n")
    assert not set("<>&\u2028\u2029\n") & set(text)
    assert json.loads(text.partition("=")[2].partition("=")[2].rstrip(";"))["labels"] == [{"en": [[hostile]]}]


def test_the_lists_are_the_same_each_time():
    glossary, again = glossary_of(many_entries(600)), glossary_of(many_entries(600))
    assert [(f.path, f.made_from, f.content()) for f in search_files(glossary)] == [(f.path, f.made_from, f.content()) for f in search_files(again)]


def test_what_the_search_loads_is_small(glossary):
    """A reader waits for the lists of the page's own language; the others come after it (in bytes, compressed)."""
    sizes = {file.path: len(gzip.compress(file.content(), 9)) for file in search_files(glossary)}
    first = {tag: sizes["search/concepts.js"] + sizes[f"search/labels-{tag[:2]}.js"] + sizes[f"search/page-{tag}.js"] for tag in glossary.languages}
    assert {tag: size for tag, size in first.items() if size > 60_000} == {}


def test_the_pages_of_the_site_are_named_in_every_language(glossary):
    index = Index(glossary)
    assert all(len(page_list(index, tag)["pages"]) == len(PAGES) for tag in glossary.languages)


def test_stems_join_the_forms_of_a_word():
    forms = forms_for("en", ["exploitation of a child"], ["exploited and exploiting"])
    assert forms.meets("exploited", "exploitation") == 1 and forms.meets("exploiter", "exploitation") is None


def test_what_ends_in_a_y_is_the_same_word_only_with_a_y_or_an_i():
    forms = forms_for("en", ["policy for a child"], ["technologies"])
    assert forms.meets("policies", "policy") == 1 and forms.meets("police", "policy") is None
