"""A check as for a proposal: layout stops nobody, and what a proposal did not touch is not held against it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from csea_terms.errors import Problem

LAYOUT = frozenset({"file-bom", "file-format", "file-line-ends"})
"""Rules that only the canonical form asks for; the command mends what breaks them without changing any meaning."""


def as_proposal(problems: Iterable[Problem], changed: Collection[str]) -> list[Problem]:
    """Return the problems that concern a change of some files, by their paths.

    Errors stay wherever they are, as a change here may break something there. Layout is a notice, and warnings and notices
    stay where the change is.
    """
    noticed = (replace(problem, severity="info") if problem.rule in LAYOUT else problem for problem in problems)
    return [problem for problem in noticed if problem.severity == "error" or problem.path in changed]
