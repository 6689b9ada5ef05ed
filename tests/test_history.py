"""When files, terms and the vocabulary were begun and last changed, as git knows it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from csea_terms.days import Days, days_together
from csea_terms.reading.assemble import assemble
from csea_terms.reading.history import days_of
from csea_terms.reading.load import load
from csea_terms.reading.repository import Repository
from tests.checkout import write_checkout

ALPHA, BETA = (f"vocab/crosswalks/{scheme}/mappings.sssom.tsv" for scheme in ("alpha", "beta"))


def git(root: Path, *arguments: str, day: str = "2026-01-02") -> None:
    settings = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z", "HOME": str(root), "PATH": "/usr/bin:/bin"}
    name = ("-c", "user.name=Name", "-c", "user.email=name@example.org")
    subprocess.run(["git", *name, *arguments], cwd=root, env=settings, check=True, capture_output=True)


@pytest.fixture
def root(tmp_path) -> Path:
    root = write_checkout(tmp_path / "checkout")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "All tables")
    with (root / BETA).open("a", encoding="utf-8") as table:
        table.write("\n")
    git(root, "commit", "-qam", "One table", day="2026-03-04")
    return root


def test_each_file_has_the_days_of_its_first_and_last_commit(root):
    days = days_of(root)
    assert days[ALPHA] == Days("2026-01-02", "2026-01-02") and days[BETA] == Days("2026-01-02", "2026-03-04")
    glossary = assemble(load(Repository(root)))
    assert glossary.changes == {ALPHA: "2026-01-02", BETA: "2026-03-04"}
    assert (glossary.days.created, glossary.days.modified) == ("2026-01-02", "2026-03-04")


def test_a_term_changes_with_any_of_its_files(root):
    words = root / "vocab/terms/csam/fr.ttl"
    words.write_text(words.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    git(root, "commit", "-qam", "A word", day="2026-05-06")
    concepts = assemble(load(Repository(root))).concepts
    assert {(c.id, c.days.created, c.days.modified) for c in concepts.values()} >= {("csam", "2026-01-02", "2026-05-06"), ("materials", "2026-01-02", "2026-01-02")}


def test_what_is_not_the_vocabulary_changes_no_day(root):
    before = days_of(root)
    (root / "README.md").write_text("not the vocabulary", encoding="utf-8")
    assert days_of(root) == before


def test_of_what_nobody_has_committed_yet_nothing_is_said(root):
    (root / ALPHA).write_text("changed", encoding="utf-8")
    (root / "vocab/sources/new.ttl").write_text("new", encoding="utf-8")
    days = days_of(root)
    assert days[ALPHA] == Days("2026-01-02") and days["vocab/sources/new.ttl"] == Days()
    assert days_together(days.values()) == Days("2026-01-02")


def test_without_git_or_its_whole_history_nothing_is_said(root, tmp_path):
    assert days_of(write_checkout(tmp_path / "no-git")) == {}
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{root}", "shallow")
    assert days_of(tmp_path / "shallow") == {}
    assert assemble(load(Repository(tmp_path / "shallow"))).days == Days()
