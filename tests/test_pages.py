"""The pages as text, from a small glossary: what hostile words become, and what a reader finds where."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from csea_terms.publishing.columns import CROSSWALK, PAIR, SCHEMES_COUNTED, terms
from csea_terms.publishing.pages.alphabet import initial, sort_key
from tests.small_glossary import HOSTILE, hostile, pages_of, small_glossary

ACTIVE = ("script", "img", "iframe", "object", "embed", "svg", "style", "link", "meta", "form", "input", "base", "video")
ATTACKS = (HOSTILE, "\u202etxet", "x" * 4_000, "{{ 7*7 }}{% raw %}", "@@body@@", "</script><script>alert(1)</script>", "]]>", "line\nline")


class Tags(HTMLParser):
    def __init__(self, text: str):
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.data = ""
        self.json_ld: list[str] = []
        self._in_json = False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attributes]
        self._in_json = tag == "script" and dict(attributes).get("type") in ("application/ld+json", "application/json")

    def handle_endtag(self, tag):
        if tag == "script":
            self._in_json = False

    def handle_data(self, data):
        if self._in_json:
            self.json_ld.append(data)
        else:
            self.data += data


def rendered(glossary) -> dict[str, Tags]:
    return {page.path: Tags(page.head + page.body) for page in pages_of(glossary)}


@pytest.fixture(scope="module")
def plain() -> dict[str, Tags]:
    return rendered(small_glossary())


def test_the_downloads_page_explains_every_column():
    page = rendered(small_glossary())["en/downloads/"]
    columns = [column for table in (CROSSWALK, PAIR, SCHEMES_COUNTED, terms(["en"])) for column in table]
    assert [column.name for column in columns if column.name not in page.data or column.description not in page.data] == []
    assert ("a", "href", "../../data/datapackage.json") in page.attributes


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_hostile_words_stay_words_in_every_field_of_every_page(plain, attack):
    """As many elements that load or run something as before, whatever the words say, and no new handler or address."""
    changed = rendered(hostile(small_glossary(), attack))
    assert changed.keys() == plain.keys()
    for path, page in changed.items():
        counts, before = Counter(page.tags), Counter(plain[path].tags)
        assert [tag for tag in ACTIVE if counts[tag] != before[tag]] == [], path
        assert not [name for _, name, _ in page.attributes if name.startswith("on") or name == "style"]
        for tag, name, value in page.attributes:
            if name in ("href", "src"):
                assert not re.match(r"\s*(?:javascript|data|vbscript):", value, re.IGNORECASE), (path, tag, value)
        for text in page.json_ld:
            json.loads(text)
    assert attack.splitlines()[0][:40].strip() in changed["en/terms/csam/"].data


def test_a_link_that_is_not_https_is_not_a_link(plain):
    for path, page in plain.items():
        assert not [value for _, name, value in page.attributes if name == "href" and value.startswith("http:")], path


def test_no_cell_turns_round_because_of_what_it_holds(plain):
    cells = [(path, tag) for path, page in plain.items() for tag, name, value in page.attributes if (name, value) == ("dir", "auto") and tag in ("td", "th", "dd", "dt")]
    assert cells == []


def test_the_title_of_a_work_says_its_language(plain):
    glossary = small_glossary()
    work = replace(glossary.sources["opsc-2000"], languages=("es",), publisher="")
    made = {p.path: p.body for p in pages_of(replace(glossary, sources={**glossary.sources, "opsc-2000": work}))}
    for path in ("en/sources/", "en/sources/opsc-2000/", "en/terms/csam/", "en/jurisdictions/us/"):
        assert re.search(rf'lang="es"(?: dir="ltr")?>{re.escape(work.title)}', made[path]), path


def test_bidirectional_words_are_isolated(plain):
    """Every word of another language carries its language, and its direction where it differs."""
    arabic = [(t, n, v) for t, n, v in plain["en/terms/csam/"].attributes if n == "lang"]
    assert {"ar", "zh", "ru"} <= {value for _, _, value in arabic}
    assert ("rtl" in {v for _, n, v in plain["en/terms/csam/"].attributes if n == "dir"})


def test_a_term_page_says_what_to_say_instead_and_where_it_is_still_law(plain):
    text = " ".join(plain["en/terms/csam/"].data.split())
    assert "child pornography" in text and "Pornography suggests consent" in text
    assert "United States" in text and "Keep when citing a statute" in text


LAW = {
    "en": ("In the law of", "International, since 25 May 2000", "California (United States), since 2001", "Formerly in the law of:",
           "Canada, 1993 – 10 October 2025", "England and Wales (United Kingdom), until May 2015"),
    "fr": ("Figure dans le droit de", "International, depuis le 25 mai 2000", "Californie (États-Unis), depuis 2001",
           "Figurait autrefois dans le droit de :", "Canada, 1993 – 10 octobre 2025", "jusqu’en mai 2015"),
    "es": ("Figura en la legislación de", "desde el 25 de mayo de 2000", "desde 2001", "Figuraba antes en la legislación de:", "hasta mayo de 2015"),
    "pt": ("Consta da legislação de", "desde 25 de maio de 2000", "desde 2001", "Constava antes da legislação de:", "até maio de 2015"),
    "pt-BR": ("Consta da legislação de", "desde 25 de maio de 2000", "desde 2001", "Constava antes da legislação de:", "até maio de 2015"),
    "ru": ("В праве", "с 25 мая 2000 г.", "Калифорния (Соединенные Штаты), с 2001 г.", "Прежде в праве:", "до мая 2015 г."),
    "zh": ("见于以下法律", "国际，自2000年5月25日起", "加利福尼亚州（美国），自2001年起", "曾见于以下法律：", "至2015年5月"),
    "ar": ("وارد في قانون", "دولي، منذ 25 مايو 2000", "منذ 2001", "كان واردًا في قانون:", "حتى مايو 2015"),
}  # fmt: skip


def told_in(tag: str) -> str:
    """Return the page of words to avoid of one topic in a language whose only word to avoid is that of the law."""
    glossary = small_glossary()
    csam = glossary.concepts["csam"]
    word = replace(csam.words["en"].of_kind("avoid")[0], language=tag)
    words = {**csam.words, tag: replace(csam.in_language(tag), labels=(*csam.in_language(tag).of_kind("preferred"), word))}
    changed = replace(glossary, concepts={**glossary.concepts, "csam": replace(csam, words=words)})
    return next(Tags(page.body).data for page in pages_of(changed) if page.path == f"{tag}/avoid/materials-and-content/")


@pytest.mark.parametrize("tag", LAW)
def test_readers_learn_whose_law_has_or_had_a_word_since_and_until_when(plain, tag):
    text = " ".join(told_in(tag).replace("\u202f", " ").split())
    assert [part for part in LAW[tag] if part not in text] == []


def test_a_jurisdiction_page_says_act_article_and_dates_and_leads_to_the_state_and_its_parts(plain):
    california, state, kingdom = (plain[f"en/jurisdictions/{code}/"] for code in ("us-ca", "us", "gb"))
    text = " ".join(california.data.split())
    assert "Part of: United States Words of the law" in text
    assert "child prostitution and child pornography · Article 2(c)text of the law not yet comparedlegal texts onlysince 2001" in text
    assert ("a", "href", "../../jurisdictions/us/index.html") in california.attributes
    assert {("a", "href", f"../../jurisdictions/{part}/index.html") for part in ("us-ca", "us-wy")} <= set(state.attributes)
    assert ("a", "href", "../../jurisdictions/gb-eaw/index.html") in kingdom.attributes
    assert "Words of the law" not in kingdom.data and "until May 2015" in plain["en/jurisdictions/gb-eaw/"].data


def test_a_source_is_cited_with_its_article_in_the_words_of_the_page(plain):
    text = " ".join(plain["en/terms/csam/"].data.split())
    assert "and child pornography · Article 2(c), Article 3(1)(c)" in text
    assert "United Nations (2000) · section 15A" in text and "United Nations (2000) · recital 12" in text
    source = " ".join(plain["zh/sources/opsc-2000/"].data.split())
    assert "儿童性虐待材料 · 第2(c)条、第3(1)(c)条、序言第12段、第15A条" in source


def test_what_is_not_known_of_a_source_is_said_to_be_so():
    glossary = small_glossary()
    unknown = replace(glossary.sources["opsc-2000"], year="", languages=(), url="")
    page = rendered(replace(glossary, sources={**glossary.sources, "opsc-2000": unknown}))["en/sources/opsc-2000/"]
    assert "Yearnot stated KindTreaty Languagesnot stated Read the sourceno public address known" in " ".join(page.data.split())


def test_codes_are_sentences(plain):
    text = " ".join(plain["en/terms/csam/"].data.split())
    assert "Narrower than “Sexual exploitation of children” in ICCS (03022)" in text
    assert "No equivalent in ICCS" in " ".join(plain["en/terms/hotline/"].data.split())


def test_a_schemes_page_counts_its_codes_by_verdict_and_says_why_nothing_stands_beside_some(plain):
    text = " ".join(plain["en/crosswalks/iccs-2015/"].data.split())
    figures = "all: 4, usable for recoding: 1, headings: 1, outside this glossary: 1, not gone through yet: 1"
    assert figures in text and "0302 Sexual exploitation outside this glossary A reason." in text


def test_a_row_between_two_schemes_stands_on_the_pages_of_both_each_from_its_own_side(plain):
    def told(path: str) -> str:
        return " ".join(plain[path].data.partition("Codes of other schemes, judged side by side")[2].split())

    one, other = "/Violence/Sexual abuseSexual abuse", "03Injurious acts of a sexual nature"
    assert f"{one}is narrower thanICCS {other}Read from both texts." in told("en/crosswalks/aselo-default/")
    assert f"{other}is broader thanAselo default {one}Read from both texts." in told("en/crosswalks/iccs-2015/")


def test_the_page_about_the_data_says_how_complete_each_language_is_and_whether_each_reason_is_its_own(plain):
    words = " ".join(plain["en/about-the-data/"].data.split())
    assert "Names found in a published source1 – on the page of an authority itself1 – on the page of an organisation of the field0" in words
    assert "Sources2 – that say their year2 – web pages that change and have none0 – whose year could not be found0" in words
    assert "English5511/111" in words  # five names, five definitions, one word to avoid with a reason of its own
    assert "English100%100%100%100%" in words and "Français" + "French60%20%0%0%" in words


def test_a_comment_on_a_mapping_is_read_in_the_language_of_the_page_where_somebody_has_translated_it():
    glossary = small_glossary()
    english = next(m.comment for m in glossary.mappings_by_concept["csam"] if m.comment)
    french = replace(glossary.languages["fr"], comments={english: "Les mêmes cas."})
    pages_now = rendered(replace(glossary, languages={**glossary.languages, "fr": french}))
    assert "Les mêmes cas." in pages_now["fr/terms/csam/"].data and english not in pages_now["fr/terms/csam/"].data
    assert english in pages_now["es/terms/csam/"].data and english in pages_now["en/terms/csam/"].data


def test_what_a_scheme_covers_is_read_in_the_language_of_the_page_where_somebody_has_translated_it():
    glossary = small_glossary()
    english = glossary.schemes["iccs-2015"].scope_note
    french = replace(glossary.languages["fr"], comments={english: "Des actes, non du matériel."})
    pages_now = rendered(replace(glossary, languages={**glossary.languages, "fr": french}))
    assert "Des actes, non du matériel." in pages_now["fr/crosswalks/iccs-2015/"].data and english in pages_now["es/crosswalks/iccs-2015/"].data


def test_a_deprecated_concept_keeps_its_page_and_points_on(plain):
    page = plain["en/terms/obscene-material/"]
    assert any(name == "href" and "csam" in value for _, name, value in page.attributes)
    assert "no longer part of the glossary" in page.data


def test_the_reader_learns_what_is_not_reviewed(plain):
    assert "ترجمة" in plain["ar/terms/csam/"].data
    assert "Not yet reviewed" in plain["en/terms/csam/"].data or "not yet reviewed" in plain["en/terms/csam/"].data


@pytest.mark.parametrize(
    ("tag", "fault"),
    [("fr", r"[ \n][:;?!»](?:\s|$)|«[ \n]"), ("zh", r"[\u4e00-\u9fff][ \n]?[(:,;?!]|[：，；（、] ")],
)
def test_what_pages_put_between_words_is_written_as_in_their_language(plain, tag, fault):
    faults = [(path, page.data[found.start() - 20 : found.end() + 20]) for path, page in plain.items() if path.startswith(f"{tag}/")
              for found in re.finditer(fault, page.data)]  # fmt: skip
    assert faults == []


@pytest.mark.parametrize(
    ("text", "language", "letter"),
    [
        ("AI", "zh", "A"), ("3D", "zh", "#"), ("性", "zh", "X"), ("诱骗", "zh", "Y"), ("羁押", "zh", "J"), ("重复受害", "zh", "C"), ("々", "zh", "#"), ("éducation", "fr", "E"), ("їжа", "uk", "Ї"), ("istismar", "tr", "İ"), ("ñandú", "es", "Ñ"),
        ("ज़बरदस्ती", "hi", "ज"), ("क्षति", "hi", "क"), ("अंतर", "hi", "अ"), ("URL अवरोधन", "hi", "U"), ("เด็ก", "th", "เ"),
    ],
)  # fmt: skip
def test_a_label_stands_under_its_initial(text, language, letter):
    assert initial(text, language) == letter


def test_hindi_vowel_signs_count_in_the_order_of_labels():
    ordered = ["बंधक", "बच्चा", "बलात्", "बहु", "बाल", "बाल विवाह", "बिना", "बेटी", "ब्लैक"]
    assert sorted(reversed(ordered), key=lambda text: sort_key(text, "hi")) == ordered
