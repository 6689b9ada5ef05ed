"""A proposal is checked for what it says: its layout stops nobody, and one run shows all that is wrong with it."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from csea_terms.checking.check import check
from csea_terms.cli import cli
from csea_terms.reading.load import parse_turtle
from csea_terms.reading.recover import recovered
from csea_terms.reading.repository import Repository
from tests.checkout import write, write_checkout
from tests.test_history import git

REPORT = "vocab/terms/report/en.ttl"


@pytest.fixture
def checkout(tmp_path):
    root = write_checkout(tmp_path / "checkout")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "All")
    return root


def edit(root, old: str, new: str) -> None:
    text = (root / REPORT).read_text(encoding="utf-8")
    assert old in text
    write(root, REPORT, text.replace(old, new, 1))


def run(root, *arguments: str):
    return CliRunner().invoke(cli, ["--quiet", "--root", str(root), "check", *arguments])


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("    skos:definition", "  skos:definition", 'Wanted here: skos:definition "statement to a hotline about suspected content"@en ;'),
        ("\n.\n", " .\n", "Wanted here: skos:definition"),
        ("\n.\n", "\n.", "Put an empty line here"),
        ("term:report\n", "\n\nterm:report\n", "Delete what is too much here"),
    ],
)  # fmt: skip
def test_layout_is_a_notice_with_the_wanted_lines_and_does_not_stop_a_proposal(checkout, old, new, wanted):
    edit(checkout, old, new)
    done = run(checkout, "--changed")
    assert (done.exit_code, done.output.startswith(f"info: {REPORT}:")) == (0, True), done.output
    assert wanted in done.output
    assert run(checkout).exit_code == 1


def test_errors_of_meaning_come_before_layout(checkout):
    edit(checkout, "    skos:definition", "  skos:definition")
    edit(checkout, "statement to", "report or statement to")
    lines = [line for line in run(checkout).output.splitlines() if line]
    assert ["uses the word that it defines" in lines[0], "form that all files share" in lines[1]] == [True, True]


def test_warnings_about_files_that_a_proposal_leaves_alone_are_not_shown(checkout):
    edit(checkout, '"report"@en', '"the report"@en')
    git(checkout, "commit", "-qam", "An article")
    assert "label-article" not in run(checkout, "--changed").output
    edit(checkout, "suspected", "alleged")
    assert "begins with an article" in run(checkout, "--changed").output


def test_an_unknown_base_is_said(checkout):
    done = run(checkout, "--changed", "no-such-branch")
    assert "git knows no no-such-branch here" in str(done.exception)


def test_what_stands_behind_a_syntax_error_is_looked_at_too(checkout):
    edit(checkout, '"report"@en ;', '"report"@en')
    edit(checkout, "statement to", "statement  to")
    problems = [(p.path, p.rule) for p in check(Repository(checkout)).problems]
    assert problems == [(REPORT, "text-spaces"), (REPORT, "turtle-syntax")]


@pytest.mark.parametrize(
    ("new", "advice"),
    [("“report”@en", "Put straight quotation marks round the text"), ('"a "report"@en', "Write quotation marks inside a text as the language has them"),
     ('"report"@en "notice"@en', "Write each text on a line of its own")],
)
def test_of_quotation_marks_that_are_wrong_the_cause_is_named(checkout, new, advice):
    edit(checkout, '"report"@en', new)
    assert [(p.rule, advice in p.text()) for p in check(Repository(checkout)).problems] == [("turtle-syntax", True)]


def test_a_line_of_the_exceptions_below_no_rule_is_named(checkout):
    (checkout / "vocab/exceptions.toml").write_text('\nreport = "A law says so."\n', encoding="utf-8")
    (problem,) = check(Repository(checkout)).problems
    assert problem.text().startswith("vocab/exceptions.toml:2: report stands below no rule. Write the rule in brackets")


HEADER = "@prefix a: <https://example.org/> .\n"


@pytest.mark.parametrize(
    ("text", "lines", "read"),
    [
        ('a:b\n    a:c "1" ;\n    a:d "2" ;\n.\n', [], 2),
        ('a:b\n    a:c "1"\n    a:d "2" ;\n.\n', [4], 2),
        ('a:b\n    a:c "1 ;\n    a:d "2" ;\n.\n', [3], 1),
        ('a:b\n    a:c "1 ;\n    a:d "2" ;\n    a:e 3"" ;\n.\n', [3, 5], 1),
        ('a:b\n    a:c "1" ;\n', [4], 1),
    ],
)
def test_a_fault_is_one_line_and_the_rest_is_read(text, lines, read):
    triples, faults = recovered(HEADER + text, parse_turtle)
    assert ([fault.lineno for fault in faults], len(triples)) == (lines, read)
