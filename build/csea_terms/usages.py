"""Who uses a word how, where, since when and until when; what a law says of it is one such statement.

"In the law of" is nowhere stated a second time: it follows from the usages of a label whose source is a statute or a treaty.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from csea_terms.formats.locators import Locator

ACCEPTABILITY = ("preferred", "admitted", "legal-only", "superseded", "avoid")
"""What a sector or a law makes of a word."""

LAW_SECTOR = "justice-legal"
"""The sector whose statements may be those of a law."""

KINDS_OF_LAW = ("statute", "treaty")
"""The kinds of source that are law; judgments, proposals, explanatory memoranda and guidance speak about it."""


@dataclass(frozen=True)
class Usage:
    """Who uses a label, and how: one sector in one jurisdiction (ISO 3166, ``EU``, ``CoE`` or ``INT``).

    ``since`` and ``until`` are a year, a month or a day (ISO 8601) or empty. ``is_law`` says that the word is a law's own;
    ``compared_on`` is the day on which that was compared with the text of the law, or empty where nobody has.
    """

    sector: str
    jurisdiction: str
    acceptability: str
    since: str = ""
    sources: tuple[str, ...] = ()
    note: str = ""
    locators: tuple[Locator, ...] = ()
    until: str = ""
    is_law: bool = False
    compared_on: str = ""

    @property
    def is_former(self) -> bool:
        """Whether it is past: it has an end, or another word has taken the place of this one.

        >>> Usage("justice-legal", "CA", "superseded", until="2025-10-10").is_former
        True
        """
        return bool(self.until) or self.acceptability == "superseded"

    @property
    def is_dated(self) -> bool:
        """Whether it says since when or until when."""
        return bool(self.since or self.until)


def says_law(sector: str, acceptability: str, kinds: Iterable[str]) -> bool:
    """Return whether a statement with sources of some kinds says that the word is a law's own.

    >>> says_law("justice-legal", "legal-only", ["statute"]), says_law("justice-legal", "legal-only", ["guideline"])
    (True, False)
    """
    return sector == LAW_SECTOR and acceptability != "avoid" and any(kind in KINDS_OF_LAW for kind in kinds)


def state_of(jurisdiction: str) -> str:
    """Return the state of which a jurisdiction is a part, or an empty string where it is none (ISO 3166-2).

    >>> state_of("GB-SCT"), state_of("GB")
    ('GB', '')
    """
    state, _, part = jurisdiction.partition("-")
    return state if part else ""
