"""What was published when, and what of it was retired. ``CHANGELOG.md`` says when, so nothing else does.

A release is a heading ``## 2026.12 (2026-12-01)``; what stands below ``## Unreleased`` came after the last one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

VERSION = re.compile(r"20[0-9]{2}\.(?:0[1-9]|1[0-2])")
"""A version of the vocabulary: year and month (calendar versioning)."""

_HEADING = re.compile(rf"## ({VERSION.pattern}) \(([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})\)")


@dataclass(frozen=True)
class Release:
    """A release, the day on which it was published, and what a reader gained, a sentence or two a line."""

    version: str
    day: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Releases:
    """All releases, the newest first, and what was changed since."""

    published: tuple[Release, ...] = ()
    unreleased: tuple[str, ...] = ()

    @property
    def latest(self) -> Release | None:
        """The newest release."""
        return next(iter(self.published), None)

    @property
    def current(self) -> Release | None:
        """The release that this is; None where something was changed since."""
        return None if self.unreleased else self.latest


@dataclass(frozen=True)
class Retired:
    """A published name that is gone, and the one of its kind that it points on to; ``line`` is where ``vocab/retired.tsv`` says so."""

    kind: str
    name: str
    successor: str
    line: int


def read_releases(changelog: str) -> Releases:
    """Return what a changelog says of releases.

    >>> read_releases("## Unreleased\\n- New\\n  word.\\n## 2026.12 (2026-12-01)\\n- Old.\\n")
    Releases(published=(Release(version='2026.12', day='2026-12-01', lines=('Old.',)),), unreleased=('New word.',))
    """
    sections = [part.partition("\n") for part in re.split(r"^(?=## )", changelog, flags=re.MULTILINE)[1:]]
    headings = [(_HEADING.fullmatch(title.strip()), tuple(_items(body))) for title, _, body in sections]
    unreleased = next((tuple(_items(body)) for title, _, body in sections if title.strip() == "## Unreleased"), ())
    return Releases(tuple(Release(found[1], found[2], lines) for found, lines in headings if found), unreleased)


def _items(body: str) -> Iterator[str]:
    for item in re.split(r"^- ", body, flags=re.MULTILINE)[1:]:
        yield " ".join(item.split())
