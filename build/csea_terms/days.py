"""When something was begun and last changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Days:
    """The days (``2026-11-29``) on which something was begun and last changed; empty where they are not known."""

    created: str = ""
    modified: str = ""


def days_together(days: Iterable[Days]) -> Days:
    """Return when the first of several things was begun and the last of them changed; no day where one of them is not known.

    >>> days_together([Days("2026-11-02", "2026-11-29"), Days("2026-11-01", "2026-11-03")])
    Days(created='2026-11-01', modified='2026-11-29')
    >>> days_together([Days("2026-11-02", "2026-11-29"), Days()])
    Days(created='2026-11-02', modified='')
    """
    days = list(days)
    created = [found.created for found in days if found.created]
    modified = [found.modified for found in days]
    return Days(min(created, default=""), max(modified, default="") if all(modified) else "")
