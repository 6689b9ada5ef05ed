"""The one exception tree. Users see sentences, developers see tracebacks.

::

    CseaTermsError                something the program can explain
    ├── UsageError                the command or call is wrong            exit 2
    └── ContentError(problems)    the vocabulary has problems             exit 1

Anything else that escapes is our bug: exit 3.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csea_terms.problem import Problem


class CseaTermsError(Exception):
    """Something went wrong that the program can explain in a sentence."""


class UsageError(CseaTermsError):
    """A command or call asked for something that does not exist or cannot be done."""


class ContentError(CseaTermsError):
    """The vocabulary has problems; ``problems`` lists every one of them."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.text() for problem in self.problems))
