"""Search in a real browser: the shared cases, then the search box on a small page. Python's half is test_lookup.py."""

from __future__ import annotations

import json
import re
import unicodedata
from html import escape
from pathlib import Path

import pytest
from playwright.sync_api import expect

from csea_terms.formats.scripts import classic_script
from csea_terms.search.lookup import Entry, entries, index_files, index_json, index_languages, search
from csea_terms.text.fold import fold
from tests.glossaries import LANGUAGES, glossary_of, many_entries

ASSETS = Path(__file__).resolve().parents[1] / "site" / "assets"
CASES = json.loads((Path(__file__).parent / "lookup-cases.json").read_text(encoding="utf-8"))
ENTRIES = tuple(Entry(**label) for label in CASES["labels"])
SAFE = {"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:"}
STRINGS = {
    "en": {},
    "fr": {"results_n": "Résultats : {n}", "no_results": "Aucun résultat", "avoid_prefix": "à éviter :"},
    "ar": {"results_n": "النتائج: {n}", "avoid_prefix": "يُتجنَّب:"},
    "zh": {"results_n": "结果：{n}", "avoid_prefix": "避免使用："},
}


# --- The rules -------------------------------------------------------------------------------------------------


def _run(page, body: str, argument):
    return page.evaluate(
        f"""async (argument) => {{
            const {{ fold }} = await import("/search/fold.mjs");
            const {{ makeEntry, readLabels, search }} = await import("/search/lookup.mjs");
            {body}
        }}""",
        argument,
    )


def test_folding_is_that_of_the_table(modules):
    folded = _run(modules, "return argument.map(fold);", [case["text"] for case in CASES["fold"]])
    assert folded == [case["folded"] for case in CASES["fold"]]


def test_folding_of_every_character_is_that_of_python(modules):
    # Characters younger than Python's tables are left out: browsers know newer ones.
    letters = [chr(c) for c in range(0x20000) if unicodedata.category(chr(c)) not in ("Cn", "Cs", "Co")]
    folded = _run(modules, "return argument.map((letter) => fold(`a${letter}b`));", letters)
    differing = [letter for letter, other in zip(letters, folded, strict=True) if fold(f"a{letter}b") != other]
    assert differing == []


def test_search_is_that_of_the_table(modules):
    body = """
        const entries = argument.labels.map(makeEntry);
        return argument.search.map(({ word, language }) => search(entries, word, language ?? undefined)
            .map(({ id, label, language, matched, kind }) => [id, label, language, matched, kind]));
    """
    assert _run(modules, body, CASES) == [case["hits"] for case in CASES["search"]]


def test_search_among_many_labels_is_that_of_python(modules):
    many = many_entries(1500)
    words = sorted({word for entry in many[::30] for word in entry.text.split()})
    words += [word[:-1] + "x" for word in words] + [f"{word[1:]} {word[:3]}" for word in words]
    body = """
        const entries = argument.labels.map(makeEntry);
        return argument.words.map((word) => search(entries, word, "fr")
            .map(({ id, label, language, matched, kind }) => [id, label, language, matched, kind]));
    """
    found = _run(modules, body, {"labels": [vars(entry) for entry in many], "words": words})
    expected = [[list(hit.as_dict().values()) for hit in search(many, word, "fr")] for word in words]
    assert found == expected


def test_the_label_lists_hold_every_label(modules):
    glossary = glossary_of(ENTRIES)
    lists = [json.loads(index_json(glossary, language)) for language in index_languages(glossary)]
    body = """
        return argument.flatMap(readLabels)
            .map(({ id, text, language, kind, deprecated, key }) => [[id, text, language, kind, deprecated], key]);
    """
    read = _run(modules, body, lists)
    assert {Entry(*fields) for fields, _ in read} == set(entries(glossary))
    assert [key for _, key in read] == [Entry(*fields).key for fields, _ in read]


# --- The search box --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """A folder with a page in each of four languages, as the site lays them out."""
    return _write_site(tmp_path_factory.mktemp("site"), ENTRIES)


def _write_site(folder: Path, labels) -> Path:
    glossary = glossary_of(labels)
    files = {f"assets/{path}": content for path, content in index_files(glossary)}
    files["assets/search.css"] = (ASSETS / "search/search.css").read_bytes()
    files["assets/site.js"] = classic_script(ASSETS / "search/search.mjs").encode()
    languages = " ".join(index_languages(glossary))
    for language, strings in STRINGS.items():
        files[f"{language}/az/index.html"] = _page(language, languages, strings).encode()
        for concept_id in glossary.concepts:
            files[f"{language}/terms/{concept_id}/index.html"] = b"<!doctype html><title>A concept</title>"
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def _page(language: str, languages: str, strings: dict[str, str]) -> str:
    return f"""<!doctype html>
<html lang="{language}" dir="{LANGUAGES[language]}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{SAFE["Content-Security-Policy"]}">
<title>A page</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="../../assets/search.css">
<script defer src="../../assets/site.js"></script>
<div data-module="search" data-lang="{language}" data-root="../../" data-languages="{languages}"
     data-strings="{escape(json.dumps(strings))}">
  <label for="search">Search</label>
  <input id="search" type="search">
  <a href="index.html">A–Z</a>
</div>
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
        """Type a word and return the texts of the results, once all label lists are there."""
        self.input.focus()
        self.wait()
        self.input.fill(word)
        return self.results()

    def wait(self) -> None:
        expect(self.page.locator("[data-module=search]")).to_have_attribute("data-ready", "all")

    def results(self) -> list[str]:
        return [re.sub(r"\s+", " ", text) for text in self.options.all_text_contents()]

    def active(self) -> str | None:
        """The text of the result that the keys have reached."""
        option = self.input.get_attribute("aria-activedescendant")
        selected = self.page.locator('[role=option][aria-selected="true"]')
        assert selected.count() == (0 if option is None else 1)
        assert option is None or selected.get_attribute("id") == option
        return selected.text_content() if option else None


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
        ("en", "child porn", "avoid: child porn → child sexual abuse material", "Results: 1"),
        ("en", "sextortion", "sextortion → sexual extortion", "Results: 1"),
        ("en", "victime", "victime (French, fr) → victim", "Results: 1"),
        ("en", "vitcim", "victim", "Did you mean (1)"),
        ("en", "abuse materiel", "child sexual abuse material", "Results: 1"),
        ("fr", "pedoporno", "à éviter : pédopornographie → matériel d'abus sexuels d'enfants", "Résultats : 1"),
        ("fr", "victime", "victime", "Résultats : 1"),
        (
            "fr",
            "exploitation sexuelle d'enfants",
            "matériel d’exploitation sexuelle d’enfants → matériel d'abus sexuels d'enfants",
            "Résultats : 1",
        ),
        ("ar", "اباحيه", "يُتجنَّب: إباحية الأطفال ← مواد الاعتداء الجنسي على الأطفال", "النتائج: 1"),
        ("ar", "victim", "victim (الإنجليزية, en) ← ضحية", "النتائج: 1"),
        ("zh", "色情", "避免使用： 儿童色情制品 → 儿童性虐待材料", "结果：1"),
        ("zh", "sextortion", "sextortion (英语, en) → sexual extortion", "结果：1"),
    ],
)
def test_a_result_says_why_it_was_found(visit, language, word, first, status):
    page = visit(language)
    assert page.type(word)[0] == first
    assert page.status.text_content() == status


def test_a_deprecated_concept_says_so_and_comes_after_its_successor(visit):
    results = visit("en").type("child sex tourism")
    assert results == [
        "avoid: child sex tourism → sexual exploitation of children in travel and tourism",
        "child sex tourism (Deprecated)",
        "avoid: webcam child sex tourism → live-streamed child sexual abuse",
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
    assert page.page.get_by_label("Search", exact=True).get_attribute("role") == "combobox"
    page.type("child")
    assert page.input.get_attribute("aria-expanded") == "true"
    assert page.page.get_by_role("listbox").get_attribute("id") == page.input.get_attribute("aria-controls")
    assert page.page.get_by_role("listbox").get_attribute("aria-label") == "Search terms"
    assert page.status.get_attribute("aria-live") == "polite"
    assert [page.input.get_attribute(name) for name in ("autocomplete", "spellcheck")] == ["off", "false"]


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


def test_enter_opens_the_result_that_the_keys_have_reached(visit):
    page = visit("en")
    page.type("child sexual abuse")
    page.input.press("ArrowDown")
    page.input.press("ArrowDown")
    page.input.press("Enter")
    page.page.wait_for_url("**/en/terms/csam/")


def test_enter_opens_the_best_result_where_none_is_reached(visit):
    page = visit("fr")
    page.type("victime")
    page.input.press("Enter")
    page.page.wait_for_url("**/fr/terms/victim/")


def test_enter_offers_a_guess_at_a_mistyped_word_and_does_not_open_it(visit):
    page = visit("en")
    page.type("vitcim")
    page.input.press("Enter")
    assert page.active() == "victim"
    page.input.press("Enter")
    page.page.wait_for_url("**/en/terms/victim/")


def test_a_click_opens_a_result(visit):
    page = visit("en")
    page.type("child porn")
    page.options.first.click()
    page.page.wait_for_url("**/en/terms/csam/")


def test_a_click_with_the_control_key_opens_a_result_in_a_new_tab(visit):
    page = visit("en")
    page.type("child porn")
    with page.page.context.expect_page() as opened:
        page.options.first.click(modifiers=["Control"])
    opened.value.wait_for_url("**/en/terms/csam/")
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


def test_leaving_the_field_closes_the_list(visit):
    page = visit("en")
    page.type("child")
    page.input.press("Tab")
    assert page.input.get_attribute("aria-expanded") == "false"
    assert page.page.get_by_role("listbox").is_hidden()


def test_the_status_says_that_nothing_was_found(visit):
    page = visit("fr")
    assert page.type("qqqqqqq") == []
    assert page.status.text_content() == "Aucun résultat"
    assert page.input.get_attribute("aria-expanded") == "false"


def test_punctuation_alone_is_no_query(visit):
    page = visit("en")
    assert page.type("—") == []
    assert page.status.text_content() == ""


def test_nothing_is_loaded_before_somebody_wants_to_search(visit):
    page = visit("fr")
    page.page.wait_for_load_state("networkidle")
    assert [url for url in page.requests if "labels" in url] == []
    page.type("victime")
    lists = [url.rsplit("/", 1)[1] for url in page.requests if "labels" in url]
    assert lists[0] == "fr.js"
    assert sorted(lists[1:]) == ["ar.js", "en.js", "es.js", "mul.js", "pt.js", "ru.js", "zh.js"]


def test_the_query_is_never_in_an_address(visit):
    page = visit("en")
    page.type("pornography")
    page.input.press("Enter")
    page.page.wait_for_url("**/en/terms/csam/")
    assert [url for url in page.requests if "pornography" in url] == []


def test_the_status_says_that_labels_are_being_loaded(browser, serve_folder, site):
    page = browser.new_page()
    held, holding = [], True
    page.route("**/labels/*.js", lambda route: held.append(route) if holding else route.continue_())
    visit = Visit(page, serve_folder(site, SAFE) + "fr/az/")
    visit.input.fill("victime")
    assert visit.status.text_content() == "Loading…"
    holding = False
    for route in held:
        route.continue_()
    expect(visit.status).to_have_text("Résultats : 1")
    assert visit.results() == ["victime"]
    page.close()


def test_the_status_says_that_search_failed_and_the_next_try_may_succeed(browser, serve_folder, site):
    page = browser.new_page()
    page.route("**/labels/*.js", lambda route: route.abort())
    visit = Visit(page, serve_folder(site, SAFE) + "en/az/")
    visit.input.fill("victim")
    expect(visit.status).to_contain_text("Search is not available")
    page.unroute("**/labels/*.js")
    visit.input.fill("victi")
    expect(visit.status).to_have_text("Results: 1")
    page.close()


def test_search_works_in_a_page_opened_from_a_folder(browser, site):
    visit = Visit(browser.new_page(), f"{site.as_uri()}/fr/az/index.html")
    assert visit.type("pornographie enfantine") == [
        "à éviter : pornographie enfantine → matériel d'abus sexuels d'enfants"
    ]
    visit.input.press("Enter")
    visit.page.wait_for_url("**/fr/terms/csam/index.html")
    assert visit.complaints == []
    visit.page.close()


def test_without_javascript_only_the_list_of_terms_is_offered(browser, serve_folder, site):
    page = browser.new_page(java_script_enabled=False)
    page.goto(serve_folder(site, SAFE) + "en/az/")
    assert page.locator("input").is_hidden()
    assert page.get_by_role("link", name="A–Z").is_visible()
    page.close()
