"""What a checkout says of a new release: a heading in the changelog, version and day in the citation."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from csea_terms.errors import UsageError
from csea_terms.releases import VERSION, read_releases

_UNRELEASED = "## Unreleased\n"


def declared(root: Path, version: str, day: date) -> dict[str, str]:
    """Return the changed texts of a checkout's files, by path, that make it a release; nothing is written.

    Raises :class:`~csea_terms.errors.UsageError` where the version is none, is not newer than the last, or has nothing to say.
    """
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    _see_that_it_is_next(changelog, version)
    heading = f"{_UNRELEASED}\n## {version} ({day.isoformat()})\n"
    return {
        "CHANGELOG.md": changelog.replace(_UNRELEASED, heading, 1),
        "CITATION.cff": _cited((root / "CITATION.cff").read_text(encoding="utf-8"), version, day),
    }


def declared_before(root: Path, version: str) -> dict[str, str]:
    """Return the texts of the same files in a checkout that is a release already, as they are.

    Raises :class:`~csea_terms.errors.UsageError` where it is not that release.
    """
    texts = {path: (root / path).read_text(encoding="utf-8") for path in ("CHANGELOG.md", "CITATION.cff")}
    current = read_releases(texts["CHANGELOG.md"]).current
    if not current or current.version != version:
        raise UsageError(f"This checkout is not {version}. Go to its commit first: git switch --detach {version}")
    return texts


def _see_that_it_is_next(changelog: str, version: str) -> None:
    releases = read_releases(changelog)
    if not VERSION.fullmatch(version):
        raise UsageError(f"{version} is no version. Write year and month, such as 2026.12.")
    if releases.latest and version <= releases.latest.version:
        raise UsageError(f"{version} does not come after {releases.latest.version}, which is published.")
    if not releases.unreleased or _UNRELEASED not in changelog:
        raise UsageError("CHANGELOG.md says nothing below “## Unreleased”, so there is nothing to release.")


def _cited(citation: str, version: str, day: date) -> str:
    """Return the citation with version and day of release (Citation File Format 1.2.0)."""
    without = re.sub(r"^(?:version|date-released):.*\n", "", citation, flags=re.MULTILINE)
    return f"{without.rstrip()}\nversion: \"{version}\"\ndate-released: {day.isoformat()}\n"
