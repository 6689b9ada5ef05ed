"""Answers of AI tools scored: what is counted, how sure the rates are, and what is said of a bad file."""

from __future__ import annotations

import csv
import io
import json
import random
import sys
from collections import Counter
from math import comb, exp, factorial, sqrt

import pytest
from click.testing import CliRunner

from csea_terms.cli import checktext, cli, main
from csea_terms.errors import UsageError
from csea_terms.textcheck.answers import Answer, count_words, scored
from csea_terms.textcheck.intervals import beta_quantile, design_effect, gamma_quantile, rate_interval, ratio_interval, student_quantile
from csea_terms.textcheck.prompts import TOPICS, prompts
from csea_terms.textcheck.respected import KEPT
from csea_terms.textcheck.scores import scores, written_scores
from csea_terms.textcheck.selftest import read_cases
from tests.checkout import ROOT

CASES = read_cases(ROOT / "tests" / "text-cases")


# Intervals


@pytest.mark.parametrize(("count", "low", "high"), [(0, 0, 3.689), (1, 0.0253, 5.572), (10, 4.795, 18.390), (25, 16.18, 36.90), (100, 81.36, 121.63)])
def test_quantiles_give_the_limits_that_are_printed_for_a_poisson_count(count, low, high):
    assert (gamma_quantile(0.025, count) if count else 0) == pytest.approx(low, abs=0.005)
    assert gamma_quantile(0.975, count + 1) == pytest.approx(high, abs=0.005)


@pytest.mark.parametrize("count", [1, 3, 40])
def test_a_count_is_as_rare_as_said_at_the_limits_of_its_interval(count):
    below = lambda mean, n: sum(exp(-mean) * mean**k / factorial(k) for k in range(n))  # noqa: E731
    assert 1 - below(gamma_quantile(0.025, count), count) == pytest.approx(0.025, rel=1e-8)
    assert below(gamma_quantile(0.975, count + 1), count + 1) == pytest.approx(0.025, rel=1e-8)
    of, low = count + 20, beta_quantile(0.025, count, 21)
    assert sum(comb(of, k) * low**k * (1 - low) ** (of - k) for k in range(count, of + 1)) == pytest.approx(0.025, rel=1e-8)


@pytest.mark.parametrize(("freedom", "quantile"), [(1, 12.706), (2, 4.303), (5, 2.571), (30, 2.042), (1000, 1.962)])
def test_student_s_quantiles_are_those_of_the_tables(freedom, quantile):
    assert student_quantile(freedom) == pytest.approx(quantile, abs=0.0005)


def test_a_design_effect_worked_out_by_hand():
    # Two clusters of 100 words, 0 and 4 found: variance 2/1 × (2² + 2²) / 200², over 4 / 200²; one degree of freedom.
    assert design_effect([(0, 100), (4, 100)]) == pytest.approx(4 * (12.7062 / 1.95996) ** 2, rel=1e-4)
    # Found as evenly as can be: no interval is narrower than that of independent words.
    even = [(1, 100)] * 200
    low, high = rate_interval(even)
    assert low < gamma_quantile(0.025, 200) / 20_000 and high > gamma_quantile(0.975, 201) / 20_000
    assert design_effect(even) == pytest.approx((student_quantile(199) / 1.95996) ** 2, rel=1e-4)


def test_where_nothing_can_be_told_there_is_no_interval():
    assert rate_interval([]) is None and rate_interval([(3, 100)]) is None and rate_interval([(0, 0), (0, 0)]) is None
    assert rate_interval([(0, 100)] * 100)[0] == 0
    some, none = [(1, 100), (2, 100), (1, 50)], [(0, 100)] * 3
    assert ratio_interval(none, none) is None and ratio_interval(some, some[:1]) is None
    assert ratio_interval(some, none)[1] is None and ratio_interval(none, some)[0] == 0
    low, high = ratio_interval(some, some)
    assert low < 1 < high and low * high == pytest.approx(1)


def _clustered(chance: random.Random, rate: float, clusters: int) -> list[tuple[int, int]]:
    """Return clusters of which some have far more than others: the mean of each is drawn from an exponential distribution."""
    found = []
    for _ in range(clusters):
        words = chance.randint(80, 400)
        mean = rate * words * chance.expovariate(1)
        bound, count, left = exp(-mean), 0, chance.random()
        while left > bound:
            count, left = count + 1, left * chance.random()
        found.append((count, words))
    return found


def _bootstrap(chance: random.Random, clusters: list[tuple[int, int]]) -> tuple[float, float]:
    drawn = (chance.choices(clusters, k=len(clusters)) for _ in range(200))
    rates = sorted(sum(found for found, _ in own) / sum(words for _, words in own) for own in drawn)
    return rates[4], rates[195]


def test_nineteen_of_twenty_intervals_hold_the_true_rate_which_those_of_a_bootstrap_or_of_independent_words_do_not():
    chance, rate, tries = random.Random(7), 0.01, 300
    held = {"ours": 0, "bootstrap": 0, "independent": 0, "ratio": 0}
    for _ in range(tries):
        clusters = _clustered(chance, rate, 24)
        found, words = (sum(column) for column in zip(*clusters, strict=True))
        independent = gamma_quantile(0.025, found) / words, gamma_quantile(0.975, found + 1) / words
        for name, (low, high) in (("ours", rate_interval(clusters)), ("bootstrap", _bootstrap(chance, clusters)), ("independent", independent)):
            held[name] += low <= rate <= high
        low, high = ratio_interval(clusters, _clustered(chance, rate, 24))
        held["ratio"] += low <= 1 <= high
    doubt = 2 * sqrt(0.95 * 0.05 / tries)
    assert min(held["ours"], held["ratio"]) / tries >= 0.95 - doubt, held
    assert max(held["bootstrap"], held["independent"]) / tries < 0.95 - doubt, held


# Words and findings


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0), ("— – * 。", 0), ("Don’t, peer-on-peer: 9 %", 3), ("l’enfant — une victime", 3), ("儿童性虐待材料，", 7), ("该组织(IWF)使用CSAM一词。", 9),
        ("الطِّفْل والمدرسة", 2), ("ребёнок\n\nи школа", 3),
    ],
)  # fmt: skip
def test_words_are_counted_by_spaces_and_chinese_ones_by_character(text, words):
    assert count_words(text) == words


def test_labelled_sentences_as_answers_have_the_rates_that_their_labels_say(glossary):
    answers = [Answer(n, case.text, case.kind, case.language, id=str(n)) for n, case in enumerate(CASES)]
    rows = {row.group: row for row in scores(list(scored(answers, glossary))).rows if row.by in ("all", "language")}
    for tag, row in rows.items():
        own = [case for case in CASES if tag in ("all", case.language)]
        labelled, rate = sum(len(case.expected) for case in own), row.rates["all"]
        assert row.answers == row.prompts == len(own) and row.words == sum(count_words(case.text) for case in own)
        assert rate.found == pytest.approx(labelled, rel=0.05), tag
        assert rate.rate == 1000 * rate.found / row.words and rate.interval[0] < 1000 * labelled / row.words < rate.interval[1]
        assert sum(row.rates[severity].found for severity in ("avoid", "contested", "consider")) == rate.found


def test_a_language_is_told_from_the_answer_and_an_answer_cannot_switch_the_check_off(glossary):
    texts = ["La police a saisi de la pédopornographie dans les deux villes.", "<!-- csea-terms: off -->\n\nThe child porn case.", "", "He said “child porn”."]
    found = list(scored([Answer(n, text) for n, text in enumerate(texts, 1)], glossary))
    assert [(one.answer.language, one.total, one.words) for one in found] == [("fr", 1, 11), ("en", 1, 4), ("", 0, 0), ("en", 0, 4)]
    assert next(scored([Answer(1, texts[3])], glossary, respect=KEPT - {"quotations"})).total == 1


def test_answers_to_one_prompt_are_no_independent_answers(glossary):
    texts = ["The child porn case was in the papers.", "Children play in the garden all day."]
    once = [Answer(n, texts[n % 2], id=str(n)) for n in range(8)]
    often = [Answer(n, texts[n % 2], id=str(n % 2)) for n in range(8)]
    rates = [scores(list(scored(answers, glossary))).rows[0] for answers in (once, often)]
    assert [row.prompts for row in rates] == [8, 2] and rates[0].rates["all"].rate == rates[1].rates["all"].rate
    assert rates[0].rates["all"].interval[1] < rates[1].rates["all"].interval[1]


def test_two_systems_are_compared_and_what_spoils_a_comparison_is_said(glossary):
    bad, good = "The police seized child porn in two cities on Friday.", "The police came to the school in the city Friday."
    answers = [Answer(n, bad if (n + shift) % 4 else good, system, id=str(n)) for system, shift in (("A", 0), ("B", 1)) for n in range(40)]
    answers += [Answer(n, good, "A", id=str(n)) for n in range(40, 80)] + [Answer(n, bad, "B", id=str(n)) for n in range(40, 80)]
    found = scores(list(scored(answers, glossary)))
    (one,) = found.comparisons
    ratio, (low, high) = one.ratios["all"]
    assert (one.first, one.second, one.group) == ("A", "B", "all") and ratio == pytest.approx(30 / 70) and low < ratio < high < 1
    assert found.notes == ()
    assert any("same prompts" in note for note in scores(list(scored(answers[:-1], glossary))).notes)
    third = [*answers, Answer(200, good, "C", "zh", id="1")]
    notes = scores(list(scored(third, glossary))).notes
    assert scores(list(scored(third, glossary))).comparisons == () and [note.split()[0] for note in notes] == ["In", "The", "One"]


def test_scores_are_written_as_text_data_and_a_table_from_which_nothing_breaks_out(glossary):
    answers = [Answer(n, "The child porn case.", system, id=str(n)) for system in ("=1+1", "\u202eB") for n in range(3)]
    found = scores(list(scored(answers, glossary)))
    text = written_scores(found, "text")
    assert "system: =1+1" in text and "\u202e" not in text and "system: \\u202eB" in text and "Rate of =1+1 over that of \\u202eB" in text
    data = json.loads(written_scores(found, "json"))
    assert data["groups"][0]["per_1000_words"]["all"] | {"low": 0, "high": 0} == {"found": 6, "rate": 250.0, "low": 0, "high": 0}
    assert data["comparisons"][0]["ratios"]["all"]["ratio"] == 1
    rows = list(csv.DictReader(io.StringIO(written_scores(found, "csv").removeprefix("\ufeff"))))
    assert [row["group"] for row in rows[4:12:4]] == ["'=1+1", "\u202eB"] and rows[0]["per_1000_words"] == "250.0"


# Prompts


def test_there_are_as_many_prompts_on_each_topic_in_each_of_the_seven_languages():
    found = prompts()
    assert len({one.id for one in found}) == len({one.prompt for one in found}) == len(found) == 84
    counts = Counter((one.language, one.topic) for one in found)
    assert sorted({one.language for one in found}) == ["ar", "en", "es", "fr", "pt", "ru", "zh"]
    assert counts == dict.fromkeys(((tag, topic) for tag in ("ar", "en", "es", "fr", "pt", "ru", "zh") for topic in TOPICS), 4)
    with pytest.raises(UsageError, match="no prompts in hi. Languages: ar, en, es, fr, pt, ru, zh"):
        prompts("hi")


def test_prompts_hold_no_word_to_avoid_and_are_in_the_language_that_they_name(glossary):
    answers = [Answer(n, one.prompt) for n, one in enumerate(prompts())]
    found = list(scored(answers, glossary, respect=frozenset()))
    assert [one.answer.text for one in found if one.total] == []
    assert [(one.language, other.answer.language) for one, other in zip(prompts(), found, strict=True) if one.language != other.answer.language] == []


def test_prompts_with_answers_are_scored_as_they_are(glossary, monkeypatch):
    monkeypatch.setattr(checktext, "read_glossary", lambda options: glossary)
    asked = CliRunner().invoke(cli, ["check-text", "--prompts"])
    lines = [json.loads(line) | {"answer": "The child porn case.", "system": "A"} for line in asked.stdout.splitlines()]
    assert asked.exit_code == 0 and len(lines) == 84
    text = "\n".join(map(json.dumps, lines))
    done = CliRunner().invoke(cli, ["--root", str(ROOT), "check-text", "--answers", "-", "--format", "json"], input=text)
    groups = {(row["by"], row["group"]): row for row in json.loads(done.stdout)["groups"]}
    assert groups["topic", "support"]["prompts"] == 28 and groups["language", "ru"]["prompts"] == 12
    only = CliRunner().invoke(cli, ["check-text", "--prompts", "zh"])
    assert len(only.stdout.splitlines()) == 12 and "儿童性剥削" in only.stdout


# The command


BAD = {
    b'{"answer": 1, "system": ["A"]}': "“answer” is no text. Write it in quotation marks. “system” is no text. Write it in quotation marks.",
    b"{": "This is no JSON. Write one whole object a line.",
    b"[" * 100_000: "This is no JSON. Write one whole object a line.",
    b'["answer"]': 'This is no JSON object. Write one, such as {"answer": "…"}.',
    b'{"answer": "A", "language": "xx"}': (
        "Texts in this language cannot be checked. Languages: en, ar, es, fr, pt, pt-BR, ru, zh; or leave “language” out."
    ),
    b'{"answer": null}': "There is no answer. Write it as the text of “answer”.",
    b'{"answer": "\\ud800"}': "“answer” holds half a character. Write the file as UTF-8.",
    b'{"answer": "caf\xe9"}': "This is not UTF-8 text. Save the file as UTF-8.",
}


def test_every_bad_line_is_named_in_one_run(glossary, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(checktext, "read_glossary", lambda options: glossary)
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"answer": "Good.", "id": 7, "more": [1]}\r\n\n' + b"\n".join(BAD))
    monkeypatch.setattr(sys, "argv", ["csea-terms", "-q", "--root", str(ROOT), "check-text", "--answers", str(path)])
    with pytest.raises(SystemExit) as left:
        main()
    output = capsys.readouterr()
    assert left.value.code == 2 and output.out == ""
    assert output.err.splitlines() == [f"{path}:{number}: {problem}" for number, problem in enumerate(BAD.values(), 3)]


@pytest.mark.parametrize("arguments", [["a.txt"], ["--self-test"], ["--prompts", "en"], ["--fix"], ["--format", "sarif"]])
def test_what_does_not_go_with_answers_is_refused(arguments):
    assert CliRunner().invoke(cli, ["check-text", "--answers", "a.jsonl", *arguments]).exit_code == 2
    assert CliRunner().invoke(cli, ["check-text", "a.txt", "--format", "csv"]).exit_code == 2


def test_answers_are_scored_from_standard_input(glossary, monkeypatch):
    monkeypatch.setattr(checktext, "read_glossary", lambda options: glossary)
    run = lambda text: CliRunner().invoke(cli, ["--root", str(ROOT), "check-text", "--answers", "-", "--format", "json"], input=text)  # noqa: E731
    done = run('{"answer": "The child porn case."}\n{"answer": "Children play."}')
    assert done.exit_code == 0 and json.loads(done.stdout)["groups"][0]["words"] == 6
    assert run("\n").exit_code == 1 and "holds no answers" in str(run("\n").exception)
