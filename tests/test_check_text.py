"""Words to avoid in somebody's text: found where they are meant, left alone elsewhere, in every kind of file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from csea_terms.cli import checktext, cli
from csea_terms.errors import UsageError
from csea_terms.textcheck.checker import PROFILES, SETTINGS, Checker, allowed_words
from csea_terms.textcheck.finding import outermost
from csea_terms.textcheck.lexicon import TextLexicon, checked_languages, for_texts
from csea_terms.textcheck.opening import open_document
from csea_terms.textcheck.replacing import fixed
from csea_terms.textcheck.reporting import FORMATS, Checked, written
from csea_terms.textcheck.respected import KEPT
from csea_terms.textcheck.selftest import alarm_table, alarms, measure, read_cases
from tests.checkout import ROOT

CASES = read_cases(ROOT / "tests" / "text-cases")
HELD_OUT = read_cases(ROOT / "tests" / "text-cases" / "held-out")
TAGS = sorted({case.language for case in CASES})


@pytest.fixture(scope="module")
def lexicons(glossary) -> dict[str, TextLexicon]:
    """The words to avoid of the languages that are checked."""
    return {language.tag: TextLexicon(glossary, language.tag) for language in checked_languages(glossary)}


def found(glossary, text: str, name: str = "a.txt", **options) -> list[str]:
    """Return what is found in a text, with the line of each."""
    document = open_document(Path(name), text.encode(), "quotations" in options.get("respect", KEPT))
    return [f"{one.place}:{one.column} {one.finding.text}" for one in Checker(glossary, **options).check(document)]


# The labelled sentences


def test_there_are_enough_sentences_and_half_of_them_are_innocent():
    innocent = [case for case in CASES if not case.expected]
    assert len(CASES) >= 600 and len(innocent) >= 300 and TAGS == ["ar", "en", "es", "fr", "pt", "ru", "zh"]
    assert sum(case.kind != "ordinary" for case in innocent) >= 100
    assert len({(case.language, case.text) for case in (*CASES, *HELD_OUT)}) == len(CASES) + len(HELD_OUT)


def test_sentences_that_were_held_out_are_half_innocent_and_most_of_these_hard():
    innocent = [case for case in HELD_OUT if not case.expected]
    assert len(HELD_OUT) >= 300 and len(innocent) * 2 >= len(HELD_OUT)
    assert sum(case.kind != "ordinary" for case in innocent) >= 100


@pytest.mark.parametrize("cases", [CASES, HELD_OUT], ids=["labelled", "held out"])
def test_findings_are_right_and_few_are_missed(lexicons, cases):
    measured = measure(cases, lexicons)
    assert measured.precision >= 0.97 and measured.recall >= 0.95, measured
    assert measured.flagged_share <= 0.02 and measured.exact >= 0.95, measured


@pytest.mark.parametrize("cases", [CASES, HELD_OUT], ids=["labelled", "held out"])
@pytest.mark.parametrize("tag", TAGS)
def test_no_language_lags_behind(lexicons, tag, cases):
    measured = measure([case for case in cases if case.language == tag], lexicons)
    assert measured.precision >= 0.90 and measured.recall >= 0.90, measured


def test_as_much_of_a_glossary_as_texts_ask_for_finds_and_says_the_same(glossary, lexicons):
    needed = for_texts(glossary)
    checkers = [Checker(one) for one in (glossary, needed)]
    for tag, lexicon in lexicons.items():
        assert checkers[1].lexicon(tag).phrases == lexicon.phrases
    cases = "\n\n".join(case.text for case in read_cases(ROOT / "tests" / "text-cases"))
    document = open_document(Path("cases.txt"), cases.encode())
    reports = [written([Checked("cases.txt", "line", tuple(c.check(document)))], "json", g) for c, g in zip(checkers, (glossary, needed), strict=True)]
    assert reports[0] == reports[1] and len(reports[0]) > 10_000


def test_long_innocent_documents_raise_hardly_an_alarm(glossary):
    measured = alarms(ROOT / "tests" / "text-cases" / "long", Checker(glossary))
    assert all(one.words >= 800 for one in measured)
    assert sum(len(one.found) for one in measured) <= sum(one.words for one in measured) / 2000, alarm_table(measured)


def test_a_measure_counts_what_is_missed_and_what_is_false(tmp_path, lexicons):
    (tmp_path / "en.tsv").write_text("a\tPlain [[words|csam]] here.\nb\tThe child porn case.\n", encoding="utf-8")
    measured = measure(read_cases(tmp_path), lexicons)
    assert (measured.right, measured.false, measured.missed, measured.flagged, measured.innocent) == (0, 1, 1, 1, 1)


def test_words_that_a_language_file_names_are_words_to_avoid_near_children(glossary):
    for language in checked_languages(glossary):
        labels = [label for c in glossary.concepts.values() for label in c.in_language(language.tag).of_kind("avoid")]
        near = {label.text for label in labels if label.flagged == "near-children"}
        assert [word for word in (*language.check.told, *language.check.joined) if word not in near] == [], language.tag


# What is left alone


@pytest.mark.parametrize(
    ("kept", "text"),
    [
        ("quotations", "The paper wrote “child porn” on its front page."),
        ("laws", "The charge under the Act was child pornography."),
        ("code", "The field is called `child porn` in the table."),
        ("own-words", "I know what child porn did to my life."),
        ("references", "# References\n\nSmith, The child porn debate.\n"),
    ],
)
def test_each_thing_that_is_left_alone_can_be_checked_too(glossary, kept, text):
    assert found(glossary, text, "a.md") == []
    assert len(found(glossary, text, "a.md", respect=KEPT - {kept})) == 1


def test_a_law_is_named_and_a_diagnosis_is_made_without_a_finding(glossary):
    assert found(glossary, "The Anti-Child Pornography Act of 2009 was repealed, and the Young Offenders Act before it.") == []
    assert found(glossary, "He was charged under 18 U.S.C. 2252A with receipt of child pornography.") == []
    assert found(glossary, "A paedophile lived there.") == ["1:3 paedophile"]
    assert found(glossary, "The clinic offers therapy to paedophiles.") == []
    assert found(glossary, "O protocolo fala de prostituição infantil, e a lei também.", language="pt") == []


def test_a_law_that_is_named_far_away_does_not_excuse_a_word(glossary):
    far = "which was read again in many places by many people over many years " * 3
    assert found(glossary, f"The Criminal Code, {far}and then a report on child pornography came.") == ["1:242 child pornography"]
    assert found(glossary, "The Criminal Code still says child pornography.") == []


def test_of_words_that_overlap_the_longest_counts_wherever_it_begins():
    assert outermost(iter([(0, 2, None), (1, 4, None)])) == [(1, 4, None)]


def test_a_child_is_told_by_age_and_may_stand_in_another_clause(glossary):
    assert found(glossary, "The 15-year-old is promiscuous.") == ["1:20 promiscuous"]
    assert found(glossary, "The 35-year-old is promiscuous.") == []
    text = "A criança fala do abuso porque quer chamar a atenção."
    assert found(glossary, text, language="pt") == ["1:32 quer chamar a atenção"]


def test_an_indefinite_arabic_noun_is_found_in_the_accusative(glossary):
    assert found(glossary, "كتبت المجلة أن ذئبًا بشريًا اعتدى على طفلة.") == ["1:16 ذئبًا بشريًا"]


def test_a_word_that_no_law_has_is_found_beside_a_law(glossary):
    assert found(glossary, "The charge under the Act was kiddie porn.") == ["1:30 kiddie porn"]


def test_ordinary_words_are_meant_only_in_a_text_about_abuse(glossary):
    text = "The girl has an older boyfriend."
    assert found(glossary, text) == []
    assert found(glossary, f"{text}\n\nThe team works on sexual exploitation.\n") == ["1:17 older boyfriend"]
    assert found(glossary, "The teacher had an affair with a 14-year-old pupil.") == ["1:20 affair with"]
    assert found(glossary, "The affair delayed the book, and a pupil laughed.") == []
    assert found(glossary, "The teacher had an affair with a colleague where a pupil was sexually abused.") == ["1:20 affair with"]
    assert found(glossary, "The teacher had an affair with a colleague while a pupil was sexually abused.") == []


def test_a_term_that_holds_a_word_to_avoid_is_left_alone(glossary):
    assert found(glossary, "The child sex ratio fell, and child sexual abuse is rarely reported.") == []


def test_a_passage_can_be_left_out_and_a_part_switched_off(glossary):
    text = "Child porn one.\n\n<!-- csea-terms: allow -->\nChild porn two.\n\n<!-- csea-terms: off -->\n\nChild porn.\n\n<!-- csea-terms: on -->\n\nChild porn three.\n"
    assert found(glossary, text, "a.md") == ["1:1 Child porn", "12:1 Child porn"]


def test_what_is_only_said_of_the_switch_switches_nothing(glossary):
    assert found(glossary, "Write `csea-terms: off` there.\n\nChild porn.\n", "a.md") == ["3:1 Child porn"]


def test_a_project_lets_words_stay(glossary, tmp_path):
    (tmp_path / SETTINGS).write_text('[check-text]\nallow = ["child porn"]\n', encoding="utf-8")
    (tmp_path / "deep").mkdir()
    document = open_document(Path("a.txt"), b"Child porn and kiddie porn.")
    left = Checker(glossary).check(document, allowed_words(tmp_path / "deep"))
    assert [one.finding.text for one in left] == ["kiddie porn"]
    (tmp_path / SETTINGS).write_text("[check-text]\nallow = 3\n", encoding="utf-8")
    with pytest.raises(UsageError, match="allow is no list of words"):
        allowed_words(tmp_path)


def test_a_field_keeps_its_usual_words(glossary):
    assert found(glossary, "The rules speak of peer-on-peer abuse.") == ["1:20 peer-on-peer abuse"]
    words = [(label.text, usage) for c in glossary.concepts.values() for label in c.in_language("en").of_kind("avoid") for usage in label.usages]
    usual = [text for text, usage in words if usage.sector == "justice-legal" and usage.acceptability == "legal-only"]
    assert "child pornography" in usual
    assert found(glossary, "They spoke of child pornography.", profile="court") == []


def test_profiles_change_what_the_command_and_the_readme_say(glossary):
    usages = [u for c in glossary.concepts.values() for words in c.words.values() for label in words.of_kind("avoid") for u in label.usages]
    usual = {usage.sector for usage in usages if usage.acceptability in ("preferred", "admitted", "legal-only")}
    # Whoever states what another field says, or adds a sector for the press, changes both texts.
    assert [name for name, sector in PROFILES.items() if sector in usual] == ["court"]
    assert not {"media", "press", "journalism", "news"} & {part for sector in glossary.sectors for part in sector.split("-")}


def test_each_passage_is_read_in_its_own_language(glossary):
    text = "The police found child porn.\n\nLa police a saisi de la pédopornographie dans les deux villes.\n\nПолиция изъяла детское порно.\n\n查获儿童色情。\n"
    assert found(glossary, text) == ["1:18 child porn", "3:25 pédopornographie", "5:16 детское порно", "7:3 儿童色情"]
    assert found(glossary, "Дитяча порнографія.") == []
    with pytest.raises(UsageError, match="Texts in xx cannot be checked"):
        Checker(glossary, "xx")


@pytest.mark.parametrize("text", ["child por\u00adnography", "child porno-\ngraphy", "child\u00a0pornography", "ch\u0456ld pornography", "child-\npornography"])
def test_what_hides_a_word_does_not(glossary, text):
    assert [one.partition(" ")[2] for one in found(glossary, f"They found {text} there.")] == [text]


# Corrections and reports


def test_a_word_is_replaced_where_the_sentence_stays_as_it_is(glossary):
    text = "Child porn is a child pornography case; AI-generated child porn too. He groped the girl.\n"
    located = Checker(glossary).check(open_document(Path("a.txt"), text.encode()))
    new, count = fixed(text, [one.finding for one in located])
    assert new == (
        "Child sexual abuse material is a child sexual abuse material case; AI-generated child porn too. He groped the girl.\n"
    )
    assert (count, len(located)) == (2, 4)


@pytest.mark.parametrize("form", FORMATS)
def test_reports_name_the_place_and_no_text_breaks_out_of_them(glossary, form):
    document = open_document(Path("<i>.txt"), "The child\nporn\u202e case.\n".encode())
    text = written([Checked(document.name, document.unit, tuple(Checker(glossary).check(document)))], form, glossary)
    assert "<i>" not in text if form == "html" else "<i>" in text
    assert "\u202e" not in text
    if form in ("json", "sarif"):
        assert json.loads(text)
    if form == "text":
        assert text.startswith("<i>.txt:1:5: “child porn” (contested)") or text.startswith("<i>.txt:1:5: “child porn” (avoid)")


@pytest.mark.slow
def test_the_command_says_by_its_exit_status_what_it_found(glossary, tmp_path, monkeypatch):
    monkeypatch.setattr(checktext, "read_glossary", lambda options: glossary)  # which each run would read anew

    def run(*arguments: str):
        return CliRunner().invoke(cli, ["-q", "--root", str(ROOT), "check-text", *arguments])

    bad, good = tmp_path / "bad.txt", tmp_path / "good.txt"
    bad.write_text("The child porn case.\n", encoding="utf-8")
    good.write_text("Children play.\n", encoding="utf-8")
    assert run(str(good)).exit_code == 0 and "No words to avoid found." in run(str(good)).stdout
    assert run(str(bad)).exit_code == 1
    assert run(str(bad), "--fix").exit_code == 1 and bad.read_text(encoding="utf-8") == "The child sexual abuse material case.\n"
    assert run(str(bad)).exit_code == 0
    assert run().exit_code == 2
    assert "all" in run("--self-test").stdout
