"""When mapping tables last changed, as git knows it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from csea_terms.reading.assemble import assemble
from csea_terms.reading.history import last_change, last_changes
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


def test_a_table_has_the_day_of_its_last_commit(root):
    assert last_changes(root) == {ALPHA: "2026-01-02", BETA: "2026-03-04"}
    assert assemble(load(Repository(root))).changes == last_changes(root)


def test_the_vocabulary_has_the_day_of_its_last_commit(root):
    assert last_change(root) == "2026-03-04"
    (root / "README.md").write_text("not the vocabulary", encoding="utf-8")
    assert last_change(root) == "2026-03-04"


def test_of_a_table_with_changes_that_nobody_has_committed_nothing_is_said(root):
    (root / ALPHA).write_text("changed", encoding="utf-8")
    assert last_changes(root) == {BETA: "2026-03-04"}
    assert last_change(root) == ""


def test_without_git_or_its_whole_history_nothing_is_said(root, tmp_path):
    assert last_changes(write_checkout(tmp_path / "no-git")) == {}
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{root}", "shallow")
    assert last_changes(tmp_path / "shallow") == {}
    assert last_change(tmp_path / "no-git") == last_change(tmp_path / "shallow") == ""
