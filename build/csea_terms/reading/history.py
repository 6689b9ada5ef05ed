"""When the files of the vocabulary were begun and last changed, and which a piece of work changed: git knows, so no file says it.

What was released when: the changelog says it.

Where git cannot know (no checkout, a shallow one, something with changes that nobody has committed), nothing is said.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from csea_terms.days import Days
from csea_terms.errors import UsageError
from csea_terms.releases import Releases, read_releases

def days_of(root: Path) -> dict[str, Days]:
    """Return the days of each file of the vocabulary, by its path below the root, those of files that are gone too."""
    if not has_history(root):
        return {}
    days: dict[str, Days] = {}
    day = ""
    # The newest commit comes first.
    for line in git(root, "log", "--format=%x00%as", "--name-only", "--relative", "--", "vocab").splitlines():
        if line.startswith("\0"):
            day = line[1:]
        elif line:
            known = days.get(line)
            days[line] = Days(day, known.modified if known else day)
    for path in git(root, "status", "--porcelain", "-z", "--no-renames", "-uall", "--", "vocab").split("\0"):
        if path:
            days[path[3:]] = Days(days.get(path[3:], Days()).created)
    return days


def has_history(root: Path) -> bool:
    """Return whether a folder is a checkout of which git knows all that came before."""
    return (root / ".git").exists() and git(root, "rev-parse", "--is-shallow-repository") == "false\n"


def changed_since(root: Path, base: str) -> set[str]:
    """Return the files that differ from where the work left ``base``, new ones too; paths below the root.

    Raises :class:`~csea_terms.errors.UsageError` when git does not know the base.
    """
    start = git(root, "merge-base", base, "HEAD").strip()
    if base.startswith("-") or not start:
        raise UsageError(f"git knows no {base} here. Name a branch or commit that the work began from, such as origin/main.")
    changed = git(root, "diff", "-z", "--name-only", "--relative", start)
    new = git(root, "ls-files", "-z", "--others", "--exclude-standard")
    return {path for path in f"{changed}{new}".split("\0") if path}


def releases_of(root: Path) -> Releases:
    """Return what the changelog of a checkout says of releases; nothing where there is no changelog that can be read."""
    try:
        return read_releases((root / "CHANGELOG.md").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return Releases()


def git(root: Path, *arguments: str) -> str:
    """Return what git answers, nothing where it fails or is not there."""
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout
