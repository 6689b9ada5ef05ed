"""Search in a real browser: the same answers as Python's, then the search box on a small page. Python's half is test_search.py."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from html import escape
from pathlib import Path

import pytest
from playwright.sync_api import expect

from csea_terms.formats.scripts import classic_script
from csea_terms.names import word_anchor
from csea_terms.search.entries import Entry
from csea_terms.search.files import concepts_list, labels_list, names_list, notes_list, page_list, search_files
from csea_terms.search.index import Index
from csea_terms.search.lookup import Lookup
from csea_terms.text.fold import fold
from tests.glossaries import LANGUAGES, glossary_of, many_entries

ASSETS = Path(__file__).resolve().parents[1] / "site" / "assets"
CASES = json.loads((Path(__file__).parent / "search-cases.json").read_text(encoding="utf-8"))
SAFE = {"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:"}


# --- The rules -------------------------------------------------------------------------------------------------


def _run(page, body: str, argument):
    return page.evaluate(
        f"""async (argument) => {{
            const {{ fold }} = await import("/search/fold.mjs");
            const {{ matchKey }} = await import("/search/words.mjs");
            const {{ slips, sound }} = await import("/search/spelling.mjs");
            const {{ Lookup }} = await import("/search/lookup.mjs");
            const {{ wordAnchor }} = await import("/search/options.mjs");
            {body}
        }}""",
        argument,
    )


_SEARCH = """
    const made = new Map();
    const lookupOf = (language) => {
        if (made.has(language)) return made.get(language);
        const lookup = new Lookup(language);
        lookup.addConcepts(argument.concepts);
        lookup.addLabels(lookup.own, argument.labels[lookup.own]);
        lookup.addPage(argument.pages[language]);
        lookup.addNames(argument.names);
        lookup.addNotes(argument.notes[language]);
        for (const name of argument.concepts.lists) if (name !== lookup.own) lookup.addLabels(name, argument.labels[name]);
        made.set(language, lookup);
        return lookup;
    };
    return argument.queries.map(([text, language]) => lookupOf(language).search(text).map(({ kind, count, hits }) =>
        [kind, count, hits.map((hit) => [hit.id, hit.label, hit.detail, hit.language, hit.matched, hit.wordKind, hit.near])]));
"""


def _answers(modules, glossary, queries: list[tuple[str, str]]) -> tuple[list, list]:
    """Return what the browser and what Python find."""
    index = Index(glossary)
    lists = {
        "concepts": concepts_list(index),
        "labels": {name: labels_list(index, name) for name in index.list_names},
        "names": names_list(index),
        "pages": {tag: page_list(index, tag) for tag in glossary.languages},
        "notes": {tag: notes_list(index, tag) for tag in glossary.languages},
        "queries": queries,
    }
    lookup = Lookup(glossary)
    expected = [
        [[group.kind, group.count, [_hit(hit) for hit in group.hits]] for group in lookup.search(text, language)]
        for text, language in queries
    ]
    # Through JSON, as the files go: tuples and named tables become plain.
    return _run(modules, _SEARCH, json.loads(json.dumps(lists, default=dict))), expected


def _hit(hit) -> list:
    return [hit.id, hit.label, hit.detail, hit.language, hit.matched, hit.word_kind, hit.near]


def test_folding_and_keys_are_those_of_the_table(modules):
    assert _run(modules, "return argument.map(fold);", [case["text"] for case in CASES["fold"]]) == [c["folded"] for c in CASES["fold"]]
    assert _run(modules, "return argument.map(matchKey);", [case["text"] for case in CASES["keys"]]) == [c["key"] for c in CASES["keys"]]


def test_slips_and_sounds_are_those_of_the_table(modules):
    told = _run(modules, "return argument.map(({ typed, word }) => slips(typed, word));", CASES["slips"])
    assert told == [case["slips"] for case in CASES["slips"]]
    body = "return argument.map(({ script, latin, word }) => [...latin, word].map((each) => sound(matchKey(each), script)));"
    assert all(len(set(sounds)) == 1 for sounds in _run(modules, body, CASES["sounds"]))


def test_folding_of_every_character_is_that_of_python(modules):
    # Characters younger than Python's tables are left out: browsers know newer ones.
    letters = [chr(c) for c in range(0x20000) if unicodedata.category(chr(c)) not in ("Cn", "Cs", "Co")]
    folded = _run(modules, "return argument.map((letter) => fold(`a${letter}b`));", letters)
    differing = [letter for letter, other in zip(letters, folded, strict=True) if fold(f"a{letter}b") != other]
    assert differing == []


def test_judged_queries_are_answered_as_by_python(modules, glossary):
    answered, expected = _answers(modules, glossary, [(case["query"], case["language"]) for case in CASES["queries"]])
    differing = [case["query"] for case, one, other in zip(CASES["queries"], answered, expected, strict=True) if one != other]
    assert differing == []


def test_pieces_of_labels_and_mistyped_ones_are_answered_as_by_python(modules, glossary):
    chance = random.Random(11)
    labels = [(label.text, tag) for c in glossary.concepts.values() for tag in glossary.languages for label in c.in_language(tag).labels]
    queries = [(_disturbed(chance, text), tag) for text, tag in chance.choices(labels, k=150)]
    answered, expected = _answers(modules, glossary, queries)
    assert [query for query, one, other in zip(queries, answered, expected, strict=True) if one != other] == []


def _disturbed(chance: random.Random, text: str) -> str:
    """Return a text cut off, with two letters swapped, or its words in another order."""
    place = chance.randrange(max(len(text) - 1, 1))
    words = text.split()
    chance.shuffle(words)
    return chance.choice((text[: place + 1], f"{text[:place]}{text[place + 1 : place + 2]}{text[place]}{text[place + 2 :]}", " ".join(words)))


def test_made_up_labels_are_found_as_by_python(modules):
    glossary = glossary_of(many_entries(900))
    words = sorted({word for entry in many_entries(900)[::30] for word in entry.text.split()})
    answered, expected = _answers(modules, glossary, [(word, "fr") for word in [*words, *[word[:-1] + "x" for word in words]]])
    assert answered == expected


def test_the_anchor_of_a_word_to_avoid_is_that_of_its_page(modules, glossary):
    texts = [label.text for c in glossary.concepts.values() for words in c.words.values() for label in words.of_kind("avoid")]
    assert _run(modules, "return argument.map(wordAnchor);", texts) == [word_anchor(text) for text in texts]


# --- The search box --------------------------------------------------------------------------------------------

ENTRIES = (
    Entry("csam", "child sexual abuse material", "en"),
    Entry("csam", "child pornography", "en", "avoid"),
    Entry("csam", "matériel d’abus sexuels d’enfants", "fr"),
    Entry("csam", "pornographie enfantine", "fr", "avoid"),
    Entry("csam", "مواد الاعتداء الجنسي على الأطفال", "ar"),
    Entry("csam", "إباحية الأطفال", "ar", "avoid"),
    Entry("csam", "儿童性虐待材料", "zh"),
    Entry("csam", "儿童色情制品", "zh", "avoid"),
    Entry("child-sexual-abuse", "child sexual abuse", "en"),
    Entry("child-sexual-abuse", "child sex tourism", "en", "avoid"),
    Entry("sexual-extortion", "sexual extortion", "en"),
    Entry("sexual-extortion", "sextortion", "en", "admitted"),
    Entry("victim", "victim", "en"),
    Entry("victim", "victime", "fr"),
    Entry("victim", "ضحية", "ar"),
    Entry("child-sex-tourism", "child sex tourism", "en", deprecated=True),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """A folder with a page in each of four languages, as the site lays them out."""
    folder = tmp_path_factory.mktemp("site")
    glossary = glossary_of(ENTRIES)
    files = {f"assets/{file.path}": file.content() for file in search_files(glossary)}
    files["assets/search.css"] = (ASSETS / "search/search.css").read_bytes()
    files["assets/site.js"] = classic_script(ASSETS / "search/search.mjs").encode()
    for language in ("en", "fr", "ar", "zh"):
        files[f"{language}/az/index.html"] = _page(language, glossary.languages[language].strings).encode()
        for place in (*[f"terms/{concept_id}" for concept_id in glossary.concepts], "help"):
            files[f"{language}/{place}/index.html"] = b"<!doctype html><title>A page</title>"
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def _page(language: str, strings) -> str:
    return f"""<!doctype html>
<html lang="{language}" dir="{LANGUAGES[language]}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{SAFE["Content-Security-Policy"]}">
<title>A page</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="../../assets/search.css">
<script defer src="../../assets/site.js"></script>
<div class="csea-search" role="search" data-module="search" data-lang="{language}" data-root="../../"
     data-propose="../../propose" data-loading="{escape(strings["search_loading"])}" data-failed="{escape(strings["search_failed"])}">
  <label for="search">Search</label>
  <input id="search" type="search">
</div>
<noscript><a href="index.html">Site index</a></noscript>
<textarea aria-label="Notes"></textarea>
<button>Next</button>
"""


class Visit:
    """A page with its search box, and what the browser did meanwhile."""

    def __init__(self, page, address: str):
        self.page, self.address = page, address
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(address)
        self.input = page.get_by_role("combobox")
        self.options = page.get_by_role("option")
        self.status = page.get_by_role("status")

    def type(self, word: str) -> list[str]:
        """Type a word and return the texts of the results, once all lists that it needs are there."""
        self.input.focus()
        self.input.fill(word)
        expect(self.page.locator("[data-module=search]")).to_have_attribute("data-ready", "all")
        return self.results()

    def results(self) -> list[str]:
        return [re.sub(r"\s+", " ", text) for text in self.options.all_text_contents()]

    def active(self) -> str | None:
        """The text of the result that the keys have reached."""
        option = self.input.get_attribute("aria-activedescendant")
        selected = self.page.locator('[role=option][aria-selected="true"]')
        assert selected.count() == (0 if option is None else 1)
        assert option is None or selected.get_attribute("id") == option
        return re.sub(r"\s+", " ", selected.text_content()) if option else None


@pytest.fixture
def visit(browser, serve_folder, site):
    """A function that opens the page of a language; at the end nothing may have been asked of anybody else."""
    origin, opened = serve_folder(site, SAFE), []

    def open_page(language: str) -> Visit:
        opened.append(Visit(browser.new_page(), f"{origin}{language}/az/"))
        return opened[-1]

    yield open_page
    for each in opened:
        each.page.close()
        assert [url for url in each.requests if not url.startswith((origin, "data:"))] == []
        assert [url for url in each.requests if "?" in url] == []
        assert each.complaints == []


@pytest.mark.parametrize(
    ("language", "word", "first", "status"),
    [
        ("en", "child porn", "avoid: child pornography → child sexual abuse material", "Results: 1"),
        ("en", "sextortion", "sextortion → sexual extortion", "Results: 1"),
        ("en", "enfantine", "avoid: pornographie enfantine (French, fr) → child sexual abuse material", "Results: 1"),
        ("en", "vitcim", "victim", "Did you mean (1)"),
        ("fr", "enfantine", "à éviter : pornographie enfantine → matériel d’abus sexuels d’enfants", "Résultats : 1"),
        ("fr", "victime", "victime", "Résultats : 1"),
        ("ar", "اباحيه", "ينبغي تجنب: إباحية الأطفال ← مواد الاعتداء الجنسي على الأطفال", "عدد النتائج: 1"),
        ("ar", "victim", "victim (الإنجليزية, en) ← ضحية", "عدد النتائج: 1"),
        ("zh", "色情", "避免使用： 儿童色情制品 → 儿童性虐待材料", "结果数：1"),
        ("zh", "sextortion", "sextortion (英语, en) → sexual extortion", "结果数：1"),
        ("en", "blackmail", "Get help now", "Results: 1"),
        ("en", "often confused", "Often confused", "Results: 1"),
    ],
)
def test_a_result_says_why_it_was_found(visit, language, word, first, status):
    page = visit(language)
    assert page.type(word)[0].replace("\u00a0", " ") == first
    assert page.status.text_content().replace("\u00a0", " ") == status


def test_results_stand_in_groups_with_their_number(visit):
    page = visit("en")
    page.type("child")
    group = page.page.get_by_role("group")
    assert group.get_attribute("aria-label") == "Terms"
    assert page.page.locator(".csea-search__heading").text_content() == "Terms (3)"


def test_a_deprecated_concept_says_so_and_comes_after_its_successor(visit):
    assert visit("en").type("child sex tourism") == [
        "avoid: child sex tourism → child sexual abuse",
        "child sex tourism (Deprecated)",
    ]


def test_words_of_other_languages_carry_their_language_and_direction(visit):
    page = visit("en")
    page.type("ضحية")
    word = page.page.locator(".csea-search__matched")
    assert (word.get_attribute("lang"), word.get_attribute("dir")) == ("ar", "rtl")
    name = page.page.locator(".csea-search__label")
    assert (name.get_attribute("lang"), name.get_attribute("dir")) == ("en", "ltr")


def test_the_box_is_a_combobox_with_a_listbox(visit):
    page = visit("en")
    assert page.input.get_attribute("aria-expanded") == "false"
    assert page.input.get_attribute("aria-autocomplete") == "list"
    assert page.page.get_by_label("Search", exact=True).first.get_attribute("role") == "combobox"
    page.type("child")
    assert page.input.get_attribute("aria-expanded") == "true"
    assert page.page.get_by_role("listbox").get_attribute("id") == page.input.get_attribute("aria-controls")
    assert page.page.get_by_role("listbox").get_attribute("aria-label") == "Search"
    assert page.status.get_attribute("aria-live") == "polite"
    assert [page.input.get_attribute(name) for name in ("autocomplete", "spellcheck")] == ["off", "false"]


def test_a_slash_leads_into_the_box_but_for_those_who_write(visit):
    page = visit("en")
    page.page.keyboard.press("/")
    expect(page.input).to_be_focused()
    assert page.input.input_value() == ""
    page.page.get_by_role("textbox", name="Notes").focus()
    page.page.keyboard.press("/")
    expect(page.page.get_by_role("textbox", name="Notes")).to_be_focused()


def test_the_arrow_keys_go_round_through_the_results_and_the_text(visit):
    page = visit("en")
    first, *_, last = page.type("child sexual abuse")
    assert page.active() is None
    reached = []
    for key in ("ArrowDown", "ArrowDown", "Home", "End", "ArrowDown", "ArrowUp", "Home"):
        page.input.press(key)
        reached.append(page.active())
    assert reached == [first, page.results()[1], first, last, None, last, first]


def test_home_and_end_move_in_the_text_while_no_result_is_reached(visit):
    page = visit("en")
    page.type("child")
    page.input.press("Home")
    assert page.active() is None
    assert page.input.evaluate("input => input.selectionStart") == 0


@pytest.mark.parametrize(
    ("tag", "typed", "keys", "opened"),
    [
        ("en", "child sexual abuse", ("ArrowDown", "ArrowDown"), "en/terms/csam/"),
        ("fr", "victime", (), "fr/terms/victim/"),
        ("en", "child pornography", (), "en/terms/csam/#avoid-child-pornography"),
        ("en", "pornographie enfantine", (), "en/terms/csam/#languages"),
    ],
    ids=["the result that the keys have reached", "the best where none is reached", "a word to avoid on its page", "the languages"],
)
def test_enter_opens(visit, tag, typed, keys, opened):
    page = visit(tag)
    page.type(typed)
    for key in (*keys, "Enter"):
        page.input.press(key)
    page.page.wait_for_url(f"**/{opened}")


def test_enter_offers_a_guess_at_a_mistyped_word_and_does_not_open_it(visit):
    page = visit("en")
    page.type("vitcim")
    page.input.press("Enter")
    assert page.active() == "victim"
    page.input.press("Enter")
    page.page.wait_for_url("**/en/terms/victim/")


def test_a_click_opens_a_result(visit):
    page = visit("en")
    page.type("sextortion")
    page.options.first.click()
    page.page.wait_for_url("**/en/terms/sexual-extortion/")


def test_a_click_with_the_control_key_opens_a_result_in_a_new_tab(visit):
    page = visit("en")
    page.type("sextortion")
    with page.page.context.expect_page() as opened:
        page.options.first.click(modifiers=["Control"])
    opened.value.wait_for_url("**/en/terms/sexual-extortion/")
    assert page.page.url == page.address


def test_escape_closes_the_list_then_empties_the_field(visit):
    page = visit("en")
    page.type("child")
    page.input.press("ArrowDown")
    page.input.press("Escape")
    assert page.input.get_attribute("aria-expanded") == "false"
    assert (page.input.input_value(), page.active()) == ("child", None)
    page.input.press("ArrowDown")
    assert page.input.get_attribute("aria-expanded") == "true"
    page.input.press("Escape")
    page.input.press("Escape")
    assert page.input.input_value() == ""
    assert page.status.text_content() == ""


def test_leaving_the_field_closes_the_list_and_goes_on_to_what_follows(visit):
    page = visit("en")
    page.type("child")
    page.input.press("Tab")
    assert page.input.get_attribute("aria-expanded") == "false"
    assert page.page.get_by_role("listbox").is_hidden()
    expect(page.page.get_by_role("textbox", name="Notes")).to_be_focused()


def test_a_click_into_the_field_opens_the_list_again(visit):
    page = visit("en")
    page.type("child")
    page.page.get_by_role("button").focus()
    assert page.page.get_by_role("listbox").is_hidden()
    page.input.click()
    assert page.input.get_attribute("aria-expanded") == "true"


def test_where_nothing_was_found_words_nearby_and_proposing_are_offered(visit):
    page = visit("en")
    assert page.type("childline") == ["child sexual abuse", "child sexual abuse material", "Suggest a term"]
    assert page.status.text_content() == "Nothing was found. Perhaps one of these helps:"
    page.input.press("Enter")
    assert page.active() == "child sexual abuse"


def test_punctuation_alone_is_no_query(visit):
    page = visit("en")
    assert page.type("—") == []
    assert page.status.text_content() == ""


def test_nothing_is_loaded_before_somebody_wants_to_search(visit):
    page = visit("fr")
    page.page.wait_for_load_state("networkidle")
    assert [url for url in page.requests if "/search/" in url] == []
    page.type("victime")
    lists = [url.rsplit("/", 1)[1] for url in page.requests if "/search/" in url]
    assert sorted(lists[:3]) == ["concepts.js", "labels-fr.js", "page-fr.js"]
    assert sorted(lists[3:]) == ["labels-en.js", "names.js"]


def test_other_languages_and_notes_are_loaded_where_nothing_nearer_answers(visit):
    page = visit("fr")
    page.type("sextorcion")
    lists = {url.rsplit("/", 1)[1] for url in page.requests if "/search/" in url}
    assert {"labels-es.js", "labels-pt.js", "notes-fr.js"} <= lists
    assert not {"labels-ar.js", "labels-zh.js"} & lists


def test_the_words_of_other_scripts_are_loaded_when_somebody_types_in_them(visit):
    page = visit("en")
    page.type("victim")
    assert not [url for url in page.requests if url.endswith("labels-ar.js")]
    assert page.type("ضحية")[0].endswith("victim")
    assert [url for url in page.requests if url.endswith("labels-ar.js")]


def test_the_query_is_never_in_an_address(visit):
    page = visit("en")
    page.type("pornography")
    page.input.press("Enter")
    page.page.wait_for_url("**/en/terms/csam/*")
    assert [url for url in page.requests if "pornography" in url.partition("#")[0]] == []


def test_the_status_says_that_lists_are_being_loaded(browser, serve_folder, site):
    page = browser.new_page()
    held, holding = [], True
    page.route("**/search/*.js", lambda route: held.append(route) if holding else route.continue_())
    visit = Visit(page, serve_folder(site, SAFE) + "fr/az/")
    visit.input.fill("victime")
    assert visit.status.text_content() == "Chargement…"
    holding = False
    for route in held:
        route.continue_()
    expect(visit.status).to_have_text(re.compile("^Résultats.: 1$"))
    assert visit.results() == ["victime"]
    page.close()


def test_the_status_says_that_search_failed_and_the_next_try_may_succeed(browser, serve_folder, site):
    page = browser.new_page()
    page.route("**/search/*.js", lambda route: route.abort())
    visit = Visit(page, serve_folder(site, SAFE) + "en/az/")
    visit.input.fill("victim")
    expect(visit.status).to_contain_text("Search is not available")
    page.unroute("**/search/*.js")
    visit.input.fill("victi")
    expect(visit.status).to_have_text("Results: 1")
    page.close()


def test_search_works_in_a_page_opened_from_a_folder(browser, site):
    visit = Visit(browser.new_page(), f"{site.as_uri()}/fr/az/index.html")
    assert [text.replace("\u00a0", " ") for text in visit.type("pornographie enfantine")] == [
        "à éviter : pornographie enfantine → matériel d’abus sexuels d’enfants"
    ]
    visit.input.press("Enter")
    visit.page.wait_for_url("**/fr/terms/csam/index.html#avoid-pornographie-enfantine")
    assert visit.complaints == []
    visit.page.close()


def test_without_javascript_only_the_plain_lists_are_offered(browser, serve_folder, site):
    page = browser.new_page(java_script_enabled=False)
    page.goto(serve_folder(site, SAFE) + "en/az/")
    assert page.locator("input").is_hidden()
    assert page.get_by_role("link", name="Site index").is_visible()
    page.close()
