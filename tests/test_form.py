"""From an issue form to files: each kind of form, whatever hostile text it holds, and the scripts that the workflow runs."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from csea_terms.checking.check import check
from csea_terms.cli import cli
from csea_terms.errors import UsageError
from csea_terms.proposing.form import read_form
from csea_terms.proposing.from_form import proposal
from csea_terms.reading.assemble import assemble
from csea_terms.reading.load import load, parse_turtle
from csea_terms.reading.repository import Repository
from tests.checkout import ROOT, write_checkout
from tests.test_history import git

FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"

TERM = {
    "Name": "hotline alert, urgent report", "Definition": "urgent statement to a platform about suspected content", "In plain words": "_No response_",
    "Nearest wider term": "https://w3id.org/csea-terms/en/terms/report/", "What is it often confused with?": "_No response_",
    "Published texts that have it": "A guide, 2016 (https://example.org/guide)",
}  # fmt: skip
HOSTILE = (
    '"; rm -rf / #', "$(touch pwned)", "`touch pwned`", "${{ secrets.GITHUB_TOKEN }}", '" . <https://x.org/a> a <https://x.org/b> . #', "''' \"\"\" \\",
    "--- !!python/object/apply:os.system ['touch pwned']", "```\n@everyone [x](javascript:alert(1)) <script>alert(1)</script>\n```", "../../.github/workflows/x",
    "### Name\n\nother", "{{ 7*7 }}{% raw %}", "::set-output name=x::y", "e\u0301 \U0001f600",
)  # fmt: skip
"""Texts that would break out of a shell, a workflow, Turtle, YAML, Markdown, a path, a heading or a template."""


def issue(kind: str, fields: dict[str, str], number: int = 12, login: str = "some-one") -> dict:
    body = "\n\n".join(f"### {label}\n\n{text}" for label, text in fields.items())
    return {"number": number, "body": body, "user": {"login": login, "id": 34}, "labels": [{"name": kind}, {"name": "make branch"}]}


@pytest.fixture
def root(tmp_path) -> Path:
    root = write_checkout(tmp_path / "checkout", languages=("en", "fr"))
    shutil.copytree(FORMS, root / ".github" / "ISSUE_TEMPLATE")
    return root


def made(root: Path, kind: str, fields: dict[str, str], **more):
    repository = Repository(root)
    loaded = load(repository)
    glossary = assemble(loaded, loaded.problems)
    return proposal(read_form(issue(kind, fields, **more), root / ".github/ISSUE_TEMPLATE"), repository, loaded, glossary)


def test_a_form_for_a_term_becomes_its_two_files_and_credits_its_author(root):
    found = made(root, "term", TERM)
    assert (found.branch, found.title) == ("proposal-12", "New term: hotline-alert")
    assert found.author == "some-one <34+some-one@users.noreply.github.com>"
    assert found.texts["vocab/terms/hotline-alert/en.ttl"] == (
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix term: <https://w3id.org/csea-terms/terms/> .\n\nterm:hotline-alert\n"
        '    skos:prefLabel "hotline alert"@en ;\n    skos:altLabel "urgent report"@en ;\n'
        '    skos:definition "urgent statement to a platform about suspected content"@en ;\n.\n'
    )
    assert "skos:broader term:report ;" in found.texts["vocab/terms/hotline-alert/concept.ttl"]
    assert check(Repository(root), found.texts).problems == ()
    assert found.body.startswith("Proposed by @some-one. Closes #12.\n\n- `vocab/terms/hotline-alert/concept.ttl`\n")


CASES = {
    "wording": (
        {"Term": "child sexual abuse material", "Language": "French", "What it says now": "matériel  d’abus sexuels d’enfants",
         "What it should say": "contenu d’abus sexuels d’enfants", "Why": "x"},
        "vocab/terms/csam/fr.ttl", '    skos:prefLabel "contenu d’abus sexuels d’enfants"@fr ;\n'),
    "translation": (
        {"Term": "report", "Language": "French", "Name in that language": "signalement, alerte", "Definition in that language": "message à une plateforme",
         "Where you found the name in print": "A house, https://example.org/a."},
        "vocab/terms/report/fr.ttl", '    cst:attestedAt <https://example.org/a> ;\n    cst:attestedBy "A house" ;\n'),
    "word-to-avoid": (
        {"Term": "report", "Language": "English", "The word": "child snitching", "Why to avoid it": "It blames the child who tells.",
         "What to say instead": "report", "Where it may stay": "In a quotation.", "Published texts that have it": "guide"},
        "vocab/terms/report/en.ttl", '    cst:avoidLabel "child snitching"@en ;\n'),
    "mapping": (
        {"Term": "report", "Scheme and code": "Alpha 011", "How do they relate?": "They are connected, but neither holds the other",
         "How sure are you?": "0,8", "Why": "Reports are about images."},
        "vocab/crosswalks/alpha/mappings.sssom.tsv", "term:report\tskos:relatedMatch\t\talpha:011\tsemapv:ManualMappingCuration\t0.80\tReports are about images.\n"),
}  # fmt: skip


@pytest.mark.parametrize("kind", CASES)
def test_every_other_form_changes_one_file_and_passes_the_check(root, kind):
    fields, path, line = CASES[kind]
    found = made(root, kind, fields)
    assert [*found.texts] == [path] and line in found.texts[path]
    assert [p for p in check(Repository(root), found.texts).problems if p.severity == "error"] == []


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_out_of_the_files_their_names_or_the_pull_request(root, text):
    found = made(root, "term", {**TERM, "Name": f"hotline {text}", "Definition": text, "In plain words": text})
    assert all(re.fullmatch(r"vocab/terms/hotline[a-z0-9-]*/(concept|en)\.ttl", path) for path in found.texts)
    for path, turtle in found.texts.items():
        assert {triple.subject.value.rpartition("/")[2] for triple in parse_turtle(turtle)} == {path.split("/")[2]}
    definitions = [t.object.value for t in parse_turtle([*found.texts.values()][1]) if t.predicate.value.endswith("definition")]
    assert len(definitions) == 1 and "\n" not in definitions[0]
    assert all(letter.isalnum() or letter in ":- " for letter in found.title) and found.branch == "proposal-12"
    head, fence, rest = found.body.partition("What the form says:\n")[2].partition("text\n")
    assert set(head) == {"`"} and rest.count(head) == 1 and rest.endswith(f"\n{head}\n")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_out_of_a_table(root, text):
    fields = {**CASES["mapping"][0], "Why": text}
    table = made(root, "mapping", fields).texts["vocab/crosswalks/alpha/mappings.sssom.tsv"]
    before = (root / "vocab/crosswalks/alpha/mappings.sssom.tsv").read_text(encoding="utf-8")
    assert len(table.splitlines()) == len(before.splitlines()) + 1


def test_a_heading_within_a_text_claims_no_earlier_field(root):
    found = made(root, "term", {**TERM, "Definition": "first\n\n### Name\n\nother\n\n### Definition\n\nsecond"})
    assert found.title == "New term: hotline-alert"


@pytest.mark.parametrize(
    ("kind", "changes", "message"),
    [
        ("term", {"Nearest wider term": "../../etc"}, "There is no concept called"),
        ("term", {"Published texts that have it": "nothing known"}, "names no source"),
        ("term", {"Name": "report"}, "already a term"),
        ("term", {"Name": "家"}, "cannot be a name for ever"),
        ("term", {"Definition": "_No response_"}, "leaves definition empty"),
        ("wording", {"What it says now": "something else"}, "says this 0 times"),
        ("wording", {"Language": "Another one"}, "does not have this language"),
        ("translation", {"Term": "csam"}, "has words in fr already"),
        ("mapping", {"How do they relate?": "$(x)"}, "does not offer"),
        ("mapping", {"Scheme and code": "Alpha 99"}, "no code 99"),
        ("mapping", {"How sure are you?": "very"}, "by a number"),
    ],
)
def test_what_a_person_must_settle_is_said(root, kind, changes, message):
    fields = TERM if kind == "term" else CASES[kind][0]
    with pytest.raises(UsageError, match=message):
        made(root, kind, {**fields, **changes})


def test_an_issue_that_is_no_form_and_a_mistake_are_refused(root):
    forms = root / ".github/ISSUE_TEMPLATE"
    for wrong in ({**issue("term", TERM), "labels": []}, {}, {**issue("term", TERM), "labels": [{"name": "term"}, {"name": "mapping"}]}):
        with pytest.raises(UsageError):
            read_form(wrong, forms)
    with pytest.raises(UsageError, match="no account"):
        read_form(issue("term", TERM, login="a <b@example.org>"), forms)
    with pytest.raises(UsageError, match="for people"):
        made(root, "mistake", {"Where": "home", "What is wrong": "x"})


def test_no_form_gives_the_label_that_makes_a_branch():
    labels = {label for path in FORMS.glob("[0-9]*.yml") for label in yaml.safe_load(path.read_text(encoding="utf-8"))["labels"]}
    workflow = yaml.safe_load((ROOT / ".github/workflows/propose.yml").read_text(encoding="utf-8"))
    assert "make branch" not in labels and workflow["jobs"]["files"]["if"] == "github.event.label.name == 'make branch'"
    assert workflow["permissions"] == {} and workflow["jobs"]["files"]["permissions"] == {"contents": "read", "issues": "read"}


def test_nothing_is_written_where_the_check_objects(root, tmp_path):
    path = tmp_path / "issue.json"
    path.write_text(json.dumps(issue("term", {**TERM, "Definition": "see <b>https://example.org</b>"})), encoding="utf-8")
    done = CliRunner().invoke(cli, ["-q", "--root", str(root), "propose", "--form", str(path), "--report", str(tmp_path / "report")])
    assert "text-markup" in str(done.exception) or "address, markup" in str(done.exception)
    assert not (root / "vocab/terms/hotline-alert").exists() and not (tmp_path / "report").exists()


# The scripts, with a code host that only answers and notes


@pytest.fixture
def host(tmp_path, monkeypatch, root):
    """Return the folder of a clone in which the scripts run; ``issue.json`` beside it is the issue, ``may`` what the sender may do."""
    (tmp_path / "bin").mkdir()
    gh = tmp_path / "bin/gh"
    gh.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$*" >> {tmp_path}/asked\ncase "$*" in\n*permission*) cat {tmp_path}/may;;\n*issues/*) cat {tmp_path}/issue.json;;\nesac\n',
        encoding="utf-8",
    )
    gh.chmod(0o755)
    for name, value in (("PATH", f"{gh.parent}:{os.environ['PATH']}"), ("GITHUB_REPOSITORY", "owner/name"), ("NUMBER", "12"), ("SENDER", "keeper")):
        monkeypatch.setenv(name, value)
    (tmp_path / "may").write_text("write\n", encoding="utf-8")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "All")
    git(root, "config", "receive.denyCurrentBranch", "ignore")
    git(tmp_path, "clone", "-q", str(root), "trusted")
    shutil.copytree(ROOT / ".ci", tmp_path / "trusted/.ci")
    (tmp_path / "trusted/.venv").symlink_to(sys.prefix)
    return tmp_path / "trusted"


def test_a_form_becomes_a_branch_with_its_author_and_a_pull_request(host, tmp_path, root):
    hostile = {**TERM, "Definition": "statement $(touch pwned) `touch pwned` to a hotline", "What is it often confused with?": "${{ x }}"}
    (tmp_path / "issue.json").write_text(json.dumps(issue("term", hostile)), encoding="utf-8")
    subprocess.run([".ci/propose", tmp_path / "proposal"], cwd=host, check=True)
    git(host, "reset", "-q", "--hard")
    subprocess.run([".ci/branch", tmp_path / "proposal"], cwd=host, check=True)
    shown = subprocess.run(["git", "log", "-1", "--format=%an <%ae>%n%s", "--name-only", "proposal-12"], cwd=root, capture_output=True, text=True, check=True)
    assert shown.stdout.split("\n")[:2] == ["some-one <34+some-one@users.noreply.github.com>", "New term: hotline-alert"]
    assert shown.stdout.split()[-2:] == ["vocab/terms/hotline-alert/concept.ttl", "vocab/terms/hotline-alert/en.ttl"]
    assert [*host.rglob("pwned")] == []
    asked = (tmp_path / "asked").read_text(encoding="utf-8").splitlines()
    assert asked[-1].startswith("pr create --base main --head proposal-12 --title New term: hotline-alert --body-file ")


def test_whoever_may_not_write_starts_nothing(host, tmp_path):
    (tmp_path / "may").write_text("triage\n", encoding="utf-8")
    (tmp_path / "issue.json").write_text(json.dumps(issue("term", TERM)), encoding="utf-8")
    assert subprocess.run([".ci/propose", tmp_path / "proposal"], cwd=host, capture_output=True).returncode == 1
    assert not (tmp_path / "proposal").exists()


@pytest.mark.parametrize("path", [".github/workflows/x.yml", "vocab/terms/x/../../../Makefile.ttl", "vocab/languages/fr.toml", "link"])
def test_a_branch_holds_terms_and_tables_only(host, tmp_path, path):
    folder = tmp_path / "proposal"
    folder.mkdir()
    target = host / path
    target.parent.mkdir(parents=True, exist_ok=True)
    if path == "link":
        (host / "vocab/terms/csam/es.ttl").symlink_to("/etc/passwd")
    else:
        target.write_text("x\n", encoding="utf-8")
    git(host, "add", "-A", "vocab", ".github", "*.ttl")
    (folder / "patch").write_bytes(subprocess.run(["git", "diff", "--cached", "--binary"], cwd=host, capture_output=True, check=True).stdout)
    git(host, "reset", "-q", "--hard")
    for name, text in (("branch", "proposal-12"), ("title", "x"), ("author", "a <1+a@users.noreply.github.com>"), ("body", "x")):
        (folder / name).write_text(f"{text}\n", encoding="utf-8")
    assert subprocess.run([".ci/branch", folder], cwd=host, capture_output=True).returncode == 1
    assert not (tmp_path / "asked").exists()  # the code host was not asked for anything
