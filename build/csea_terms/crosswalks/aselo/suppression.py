"""Small counts kept back, so that a published table tells nothing of single children.

A count below the threshold is hidden. With the total published, the hidden counts could still be worked out: one alone
by subtraction, several where their sum leaves no choice (five rows that share five contacts have one each). So further
rows are hidden, the smallest first, until any hidden row could for all a reader knows hold at least the threshold; where
that cannot be reached, the total is hidden too. All hidden cells look alike: which was small and which is only cover is
not shown. Zeros are no persons and are not hidden.

What this cannot see: other tables of the same contacts. Two tables, one with a few contacts more, tell the difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

HIDDEN = "suppressed"
"""What stands in a table instead of a count."""


@dataclass(frozen=True)
class Suppression:
    """The places of hidden counts, and whether their total must be hidden with them."""

    hidden: frozenset[int]
    total_hidden: bool


def suppress(counts: Sequence[int], below: int) -> Suppression:
    """Return which of some counts to hide when their total is known.

    >>> suppress([3, 40, 9], 5)
    Suppression(hidden=frozenset({0, 2}), total_hidden=False)
    >>> suppress([40, 9], 5)
    Suppression(hidden=frozenset(), total_hidden=False)
    >>> suppress([3], 5)
    Suppression(hidden=frozenset({0}), total_hidden=True)
    """
    hidden = {place for place, count in enumerate(counts) if 0 < count < below}
    if not hidden:
        return Suppression(frozenset(), False)
    spare = sorted((place for place, count in enumerate(counts) if count >= below), key=lambda place: (counts[place], place))
    while not _safe([counts[place] for place in hidden], below) and spare:
        hidden.add(spare.pop(0))
    return Suppression(frozenset(hidden), not _safe([counts[place] for place in hidden], below))


def _safe(hidden: list[int], below: int) -> bool:
    """Return whether each hidden count could be as large as the threshold, given only their sum and their number."""
    return len(hidden) > 1 and sum(hidden) - (len(hidden) - 1) >= below
