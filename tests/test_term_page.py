"""The page of a term (the first screen, the order of the rest, the picture of what is around it), and the map of all terms."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from pathlib import Path

import pytest

from csea_terms.model import Concept, Glossary, Label, Words
from csea_terms.names import PROPOSE_TERM, word_anchor
from tests.checkout import ROOT
from tests.small_glossary import pages_of, small_glossary


def body(glossary: Glossary, path: str) -> str:
    return next(page.body for page in pages_of(glossary) if page.path == path)


def with_concept(**changes: object) -> Glossary:
    """Return the small glossary with another ``csam``."""
    glossary = small_glossary()
    return replace(glossary, concepts={**glossary.concepts, "csam": replace(glossary.concepts["csam"], **changes)})


def avoiding(*pairs: tuple[str, str]) -> dict[str, Words]:
    """Return English words with words to avoid and what to say instead of each."""
    labels = [Label(text, "en", "avoid", reason=f"Why not {text}.", instead=(instead,)) for text, instead in pairs]
    return {"en": Words("en", (Label("the name", "en", "preferred"), *labels), "a definition")}


def test_the_parts_stand_in_the_order_in_which_readers_need_them():
    html = body(small_glossary(), "en/terms/csam/")
    anchors = ("name", "advice", "definition", "differs", "avoid", "sectors", "languages", "codes", "sources", "cite")
    places = [html.index(f'id="{anchor}"') for anchor in anchors]
    assert places == sorted(places)
    assert html.index('class="plain"') < html.index("<h2")


def test_advice_is_one_line_and_gone_from_what_is_deprecated():
    assert ">Use this</strong></p>" in body(small_glossary(), "en/terms/csam/")
    withdrawn = with_concept(deprecated=True, replaced_by=("hotline",))
    assert 'id="advice"' not in body(withdrawn, "en/terms/csam/")
    assert 'Replaces: <a href="../../terms/csam/index.html"' in body(withdrawn, "en/terms/hotline/")


def test_an_expression_to_avoid_says_first_what_to_say_instead():
    html = body(with_concept(guidance="avoid-expression", words=avoiding(("bad", "good"), ("worse", "good"))), "en/terms/csam/")
    assert '<strong class="badge">Avoid</strong> Use instead: good</p>' in html


def test_words_with_one_replacement_are_one_card_and_reasons_fold_beyond_the_third():
    words = avoiding(("a", "x"), ("b", "x"), ("c", "y"), ("d", "x"))
    html = body(with_concept(words=words), "en/terms/csam/")
    html = html.partition('class="term-side"')[0]
    assert html.count("Use instead: x") == 1 and html.count("Use instead: y") == 1
    assert [text for text in "abcd" if f'id="{word_anchor(text)}"' not in html] == []
    assert len(re.findall(r"<summary>Why</summary>\s*<p>Why not", html)) == 1


def test_a_page_says_where_the_name_was_found_and_of_the_entry_that_nobody_reviewed_it():
    html = body(small_glossary(), "en/terms/csam/")
    assert "This entry: " in html and "Not yet reviewed" in html
    assert "Name found in a published source: " in html


def test_a_section_without_anything_in_it_is_not_there():
    html = body(small_glossary(), "en/terms/known-csam/")
    assert 'id="sectors"' not in html and "None yet" not in html


def test_uses_of_other_languages_are_folded_behind_those_of_the_page():
    html = body(small_glossary(), "zh/terms/csam/")
    assert html.index('id="sectors"') < html.index("<details><summary>其他语言")
    assert "尚未记录本语言词语的使用情况" in html


def test_uses_stand_by_sector_and_what_another_word_has_replaced_is_folded():
    html = body(small_glossary(), "en/terms/csam/").partition('id="sectors"')[2].partition('class="term-side"')[0]
    shown, folded = html.split("<details><summary>superseded (2)</summary>")
    assert re.findall(r'<th scope="colgroup" colspan="5"><a [^>]*>([^<]*)', shown)[:1] == ["Hotlines"]
    assert "Canada" in folded and "Canada" not in shown and shown.count(">in force<") == 4


@pytest.mark.parametrize(("path", "side"), [("en/terms/csam/", 26), ("ar/terms/csam/", 314)])
def test_the_picture_leads_to_its_terms_and_begins_where_the_language_does(path, side):
    drawn = re.search(r"<svg.*?</svg>", body(small_glossary(), path), re.DOTALL)[0]
    for slug in ("materials-and-content", "known-csam", "hotline"):
        assert f'<a href="../../terms/{slug}/index.html"><text' in drawn
    assert f'x="{side}"' in drawn and 'role="group" aria-label="' in drawn


def test_a_name_that_begins_with_a_number_does_not_turn_round_in_a_picture_from_right_to_left():
    glossary = with_concept(words={"en": Words("en", (Label("18 U.S.C. § 2256", "en", "preferred"),), "a definition")})
    assert "\u206818 U.S.C. § 2256\u2069</text>" in body(glossary, "ar/terms/csam/")
    assert "\u2068" not in body(glossary, "en/terms/csam/")


def test_the_picture_says_how_many_it_leaves_out():
    many = tuple(f"part-{number}" for number in range(9))
    glossary = with_concept(narrower=many)
    parts = {slug: Concept(slug, {"en": Words("en", (Label(slug, "en", "preferred"),))}, broader=("csam",)) for slug in many}
    drawn = body(replace(glossary, concepts={**glossary.concepts, **parts}), "en/terms/csam/")
    assert "and 3 more" in re.search(r"<svg.*?</svg>", drawn, re.DOTALL)[0]
    assert "part-8" in drawn


def test_what_is_deprecated_is_marked_in_every_list_and_drawing():
    glossary = with_concept(narrower=("obscene-material",))
    below = replace(glossary.concepts["obscene-material"], broader=("csam",))
    glossary = replace(glossary, concepts={**glossary.concepts, "obscene-material": below})
    marked = 'obscene material</a> <span class="tag">Deprecated</span>'
    for path in ("en/az/", "en/topics/", "en/topics/materials-and-content/", "en/terms/csam/"):
        assert marked in body(glossary, path), path
    for path in ("en/map/", "en/terms/csam/"):
        assert "obscene material (Deprecated)</text>" in body(glossary, path), path


def test_the_map_shows_every_term_of_a_topic_once_and_leads_to_it(glossary):
    drawn = body(glossary, "en/map/")
    shown = re.findall(r'<a href="\.\./terms/([^/]+)/index\.html"><text', drawn)
    expected = {slug for slug in glossary.facet_of if slug not in glossary.top_concepts}
    assert len(shown) == len(set(shown)) and set(shown) == expected


def test_pages_of_terms_are_short_to_load(site: Path):
    sizes = sorted(len(gzip.compress(path.read_bytes(), 6)) for path in site.glob("*/terms/*/index.html"))
    assert sizes[int(len(sizes) * 0.95)] <= 12_000


def test_a_change_is_suggested_in_the_file_of_the_readers_language_or_in_a_new_one():
    place = "https://github.com/csea-terms/csea-terms"
    assert f'href="{place}/edit/main/vocab/terms/hotline/fr.ttl"' in body(small_glossary(), "fr/terms/hotline/")
    assert f'href="{place}/new/main/vocab/terms/hotline?filename=es.ttl"' in body(small_glossary(), "es/terms/hotline/")


def test_a_change_can_be_prepared_on_the_page_propose_with_the_term_filled_in():
    place = 'href="../../propose/index.html#kind={}&amp;term=hotline"'
    assert place.format("wording") in body(small_glossary(), "fr/terms/hotline/")
    assert place.format("translation") in body(small_glossary(), "es/terms/hotline/")


def test_harm_can_be_told_in_private_on_the_page_of_every_term():
    html = body(small_glossary(), "fr/terms/hotline/")
    assert 'href="https://github.com/csea-terms/csea-terms/security/policy"' in html and "nous le dire en privé" in html


def test_the_form_for_a_new_term_is_there():
    form = PROPOSE_TERM.partition("template=")[2]
    assert (ROOT / ".github" / "ISSUE_TEMPLATE" / form).is_file()
