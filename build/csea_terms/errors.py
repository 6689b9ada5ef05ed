"""A problem in the content (where it is, what is wrong, what to do), and the one exception tree.

Users see sentences, developers see tracebacks.

::

    CseaTermsError                something the program can explain
    ├── UsageError                the command or call is wrong            exit 2
    └── ContentError(problems)    the vocabulary has problems             exit 1

Anything else that escapes is our bug: exit 3.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend.

    ``path`` is relative to the checkout's root with forward slashes, ``line`` counts from 1 (0: the file
    as a whole), ``rule`` is a stable readable name such as ``skos-s13``, ``severity`` is one of
    :data:`SEVERITIES`. Message and advice are plain sentences without IRIs.
    """

    path: str
    line: int
    rule: str
    severity: str
    message: str
    advice: str

    @property
    def place(self) -> str:
        """``path:line``, or the path alone for a file as a whole."""
        return f"{self.path}:{self.line}" if self.line else self.path

    def text(self) -> str:
        """Return ``path:line: message. advice``."""
        return f"{self.place}: {self.message.rstrip('.')}. {self.advice}".rstrip()

    def as_dict(self) -> dict[str, object]:
        """Return the fields in their order, as ``check --format json`` prints them."""
        return asdict(self)


class CseaTermsError(Exception):
    """Something went wrong that the program can explain in a sentence."""


class UsageError(CseaTermsError):
    """A command or call asked for something that does not exist or cannot be done."""


class ContentError(CseaTermsError):
    """The vocabulary has problems; ``problems`` lists every one of them."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.text() for problem in self.problems))


def count_problems(problems: Iterable[Problem]) -> dict[str, int]:
    """Return how many problems there are of each severity, zero included."""
    counted = Counter(problem.severity for problem in problems)
    return {severity: counted[severity] for severity in SEVERITIES}


def has_errors(problems: Iterable[Problem]) -> bool:
    """Return whether any problem forbids publishing."""
    return any(problem.severity == "error" for problem in problems)
