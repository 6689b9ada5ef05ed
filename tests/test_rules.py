"""The page "Rules" tells every rule that there is, and its examples are what it says they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from csea_terms.checking.check import check
from csea_terms.checking.rules import FILES, MEANING, SKOS, RuleText, rule_texts
from csea_terms.checking.shapes.rules import read_rules
from csea_terms.checking.skos import RULES
from csea_terms.reading.repository import Repository
from tests.checkout import FILES as TURTLE, ROOT, write, write_checkout
from tests.test_lint import CASES

TEXTS = rule_texts(ROOT / "shapes")
SHOWN = [rule for rule in TEXTS if rule.file]


def test_every_rule_is_told_and_none_that_there_is_not():
    names = {group: {rule.name for rule in TEXTS if rule.group == group} for group in (FILES, MEANING, SKOS)}
    assert sorted(names[FILES] - set(CASES) - TOLD_WITHOUT_CASE) == [] and sorted(set(CASES) - names[FILES]) == []
    shapes = {rule.name for rule in read_rules(ROOT / "shapes")}
    assert shapes - names[MEANING] == {name for name in shapes if name in names[SKOS]}, "Say cst:why at the shape"
    assert names[SKOS] == {rule.name for rule in RULES}
    assert len({rule.name for rule in TEXTS}) == len(TEXTS)


TOLD_WITHOUT_CASE = {"file-unreadable", "typography-apostrophe", "typography-marks", "typography-pairs", "typography-quotes",
                     "typography-spaces", "typography-spelling"}  # fmt: skip
"""Their tests are elsewhere."""


@pytest.mark.parametrize("rule", TEXTS, ids=lambda rule: rule.name)
def test_a_rule_is_told_in_plain_sentences(rule):
    assert rule.asks or rule.reports
    for text in (rule.asks or rule.reports, rule.mend):
        assert not text.endswith((".", " ")) and text[0] == text[0].upper() and "{" not in text
    assert rule.why.endswith(".") and rule.bad and rule.good and rule.bad != rule.good


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.name)
def test_the_examples_of_a_rule_about_files_are_a_bad_and_a_good_one(tmp_path, rule):
    assert rule.name in found_with(tmp_path / "bad", rule, rule.bad)
    assert rule.name not in found_with(tmp_path / "good", rule, rule.good)


def found_with(root: Path, rule: RuleText, example: str) -> set[str]:
    """Return the rules that the small checkout breaks with an example in the place of the good one, or behind what there is."""
    write_checkout(root)
    text = (root / rule.file).read_text(encoding="utf-8")
    if rule.good in text:
        write(root, rule.file, text.replace(rule.good, example, 1))
    else:
        write_checkout(root, {rule.file: f"{TURTLE[rule.file]}\n{example}"})
    return {problem.rule for problem in check(Repository(root)).problems}


def test_contributors_are_told_where_the_rules_are():
    assert "`public/en/rules/index.html`" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
