"""When the mapping tables last changed, and which files a piece of work changed: git knows, so no file says it.

What was released when: the changelog says it.

Where git cannot know (no checkout, a shallow one, a table with changes that nobody has committed), nothing is said.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from csea_terms.errors import UsageError
from csea_terms.releases import Releases, read_releases

_TABLES = "vocab/crosswalks/*/*.sssom.tsv"


def last_changes(root: Path) -> dict[str, str]:
    """Return the day (``2026-11-29``) of each mapping table's last commit, by its path below the root."""
    if not (root / ".git").exists() or _git(root, "rev-parse", "--is-shallow-repository") != "false\n":
        return {}
    days: dict[str, str] = {}
    day = ""
    for line in _git(root, "log", "--format=%x00%as", "--name-only", "--", _TABLES).splitlines():
        if line.startswith("\0"):
            day = line[1:]
        elif line:
            days.setdefault(line, day)
    for path in _git(root, "diff", "--name-only", "HEAD", "--", _TABLES).splitlines():
        days.pop(path, None)
    return days


def changed_since(root: Path, base: str) -> set[str]:
    """Return the files that differ from where the work left ``base``, new ones too; paths below the root.

    Raises :class:`~csea_terms.errors.UsageError` when git does not know the base.
    """
    start = _git(root, "merge-base", base, "HEAD").strip()
    if base.startswith("-") or not start:
        raise UsageError(f"git knows no {base} here. Name a branch or commit that the work began from, such as origin/main.")
    changed = _git(root, "diff", "-z", "--name-only", "--relative", start)
    new = _git(root, "ls-files", "-z", "--others", "--exclude-standard")
    return {path for path in f"{changed}{new}".split("\0") if path}


def releases_of(root: Path) -> Releases:
    """Return what the changelog of a checkout says of releases; nothing where there is no changelog that can be read."""
    try:
        return read_releases((root / "CHANGELOG.md").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return Releases()


def _git(root: Path, *arguments: str) -> str:
    """Return what git answers, nothing where it fails or is not there."""
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout
