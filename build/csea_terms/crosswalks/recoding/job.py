"""What is to be done to somebody's table, whatever its format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from csea_terms.crosswalks.recoding.data_file import DataFile
from csea_terms.crosswalks.recoding.decide import Recoder
from csea_terms.errors import UsageError

ADDED = ("notation", "title", "predicate", "confidence", "note")
"""The columns that are added, each behind the name of the target scheme and an underscore."""


@dataclass(frozen=True)
class Job:
    """What to do: ``column`` names the column; ``separator``, where given, stands between several values in a cell.

    Without ``encoding`` that of a text file is recognised.
    """

    recoder: Recoder
    column: str
    separator: str = ""
    encoding: str = ""
    sheet: str = ""

    @property
    def added(self) -> list[str]:
        """The names of the columns that are added."""
        return [f"{self.recoder.target}_{name}" for name in ADDED]

    def values(self, cell: str) -> list[str]:
        """Return the values that stand in a cell."""
        return [part.strip() for part in cell.split(self.separator)] if self.separator else [cell]

    def cells(self, cell: str) -> list[str]:
        """Return what is added beside a cell. Several values keep their order and their separator."""
        decided = [self.recoder.decide(value).cells for value in self.values(cell)]
        return [self.separator.join(parts) for parts in zip(*decided, strict=True)] if self.separator else list(decided[0])


class Counted(dict):
    """What is added beside each cell, made once, and how often each was met."""

    def __init__(self, job: Job, safe: Callable[[str], str] = str):
        self._job, self._safe = job, safe
        self.counts: Counter = Counter()

    def __missing__(self, cell: str) -> list[str]:
        made = self[cell] = [self._safe(text) for text in self._job.cells(cell)]
        return made

    def values(self) -> Counter:
        found: Counter = Counter()
        for cell, count in self.counts.items():
            for value in self._job.values(cell):
                found[value] += count
        return found


def place_of_column(columns: list[str], source: DataFile | str, job: Job) -> int:
    """Return the place of the column in a header. Raises UsageError when there is none, or one of ours already."""
    names = [name.strip() for name in columns]
    if job.column not in names:
        raise UsageError(f"{source} has no column {job.column}. Its columns are: {', '.join(names)}.")
    if names.count(job.column) > 1:
        raise UsageError(f"{source} has {names.count(job.column)} columns called {job.column}. Give each a name of its own.")
    taken = [name for name in job.added if name in names]
    if taken:
        raise UsageError(f"{source} already has a column {taken[0]}. Rename it first, so that nothing of yours is covered.")
    return names.index(job.column)
