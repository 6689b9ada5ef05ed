"""Several definitions in force one after the other: which one a contact's labels are to be read by.

The platform changes a definition without changing its version, so that only the day tells which labels there were.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from csea_terms.crosswalks.aselo.files import read_text
from csea_terms.crosswalks.recoding import Decision, Recoder
from csea_terms.errors import ContentError, Problem

COLUMNS = ("since", "from", "definition")
_LARGEST = 1_000_000
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Entry:
    """A row of a history file: from which day on, and what ``aselo count`` takes as ``--from`` and ``--definition``."""

    since: str
    source: str
    definition: Path | None
    line: int


@dataclass(frozen=True)
class Period:
    """From which day on (ISO 8601, empty: from the beginning) labels are decided by which recoder."""

    since: str
    recoder: Recoder


class History:
    """Decides about labels like a :class:`Recoder`, by the definition of their time; the periods are in their order.

    A label about which all definitions decide alike is one value. Any other is a value for each time, which
    stands before its pointer: ``before 2023-02-01 /Harm/Other``.
    """

    def __init__(self, periods: Sequence[Period]):
        self.periods = tuple(periods)
        self.source = ", ".join(dict.fromkeys(period.recoder.source for period in periods))
        self.target = periods[0].recoder.target
        names = [*(f"from {period.since}" for period in periods if period.since)]
        if not periods[0].since:
            names.insert(0, f"before {periods[1].since}" if len(periods) > 1 else "")
        self._names = dict(zip(names, self.periods, strict=True))

    def knows(self, day: str) -> bool:
        """Return whether it is known which definition was in force on a day (ISO 8601, or empty where it was not told)."""
        return len(self.periods) == 1 and not self.periods[0].since or bool(day) and day >= self.periods[0].since

    def value(self, pointer: str, day: str) -> str:
        """Return the value that stands for a label that was chosen on a day."""
        first, *others = (period.recoder.decide(pointer) for period in self.periods)
        if all(other == first for other in others):
            return pointer
        name = [name for name, period in self._names.items() if period.since <= day][-1]
        return f"{name} {pointer}"

    def decide(self, value: str) -> Decision:
        """Return what a value becomes."""
        recoder, pointer = self._parts(value)
        return recoder.decide(pointer)

    def nearest(self, value: str) -> list[str]:
        """Return the labels of its time that an unknown value is most like, the nearest first."""
        recoder, pointer = self._parts(value)
        return recoder.nearest(pointer)

    def _parts(self, value: str) -> tuple[Recoder, str]:
        name, _, rest = value.partition("/")
        period = self._names.get(name.rstrip(), self.periods[0])
        return period.recoder, f"/{rest}"


def read_history(path: Path, schemes: Collection[str]) -> list[Entry]:
    """Return the rows of a CSV file with the columns :data:`COLUMNS`; definitions are named as seen from its folder.

    ``since`` is a day, later from row to row, and may be empty in the first. ``schemes`` are those there are. Raises
    :class:`~csea_terms.errors.ContentError` with every problem of the file.
    """
    rows = csv.DictReader(read_text(path, _LARGEST).removeprefix("\ufeff").splitlines(), restval="")
    if set(rows.fieldnames or ()) != set(COLUMNS):
        message = f"The columns are {', '.join(rows.fieldnames or ()) or 'none'}"
        raise ContentError([Problem(path.name, 1, "history-columns", "error", message, f"Call them {', '.join(COLUMNS)}")])
    found = [_entry(row, rows.line_num, path.parent) for row in rows]
    problems = [
        Problem(path.name, line, f"history-{rule}", "error", message, advice)
        for line, rule, message, advice in (*_problems(found, schemes), *_order_problems(found))
    ]
    if problems:
        raise ContentError(sorted(problems))
    return found


def _entry(row: dict[str, str], line: int, folder: Path) -> Entry:
    since, source, definition = (row[name].strip() for name in COLUMNS)
    return Entry(since, source, folder / definition if definition else None, line)


def _problems(entries: list[Entry], schemes: Collection[str]) -> Iterator[tuple[int, str, str, str]]:
    """Yield line, rule, message and advice of what is wrong with a row by itself."""
    for entry in entries:
        definition, is_folder = entry.definition, bool(entry.definition and entry.definition.is_dir())
        if definition and not definition.exists():
            yield entry.line, "file", f"There is no {definition}", "Name the definition as seen from the folder of this file"
        elif is_folder and entry.source:
            yield entry.line, "source", "The folder says which scheme it is", "Leave the scheme out, or name a definition file"
        elif not is_folder and entry.source not in schemes:
            message = f'There is no scheme called "{entry.source}"' if entry.source else "The scheme is missing"
            yield entry.line, "source", message, "Name one of the vocabulary, or as the definition a folder of csea-terms aselo read"


def _order_problems(entries: list[Entry]) -> Iterator[tuple[int, str, str, str]]:
    if not entries:
        yield 1, "empty", "There is no definition", "Write a row for each, the first one first"
    for number, entry in enumerate(entries):
        if not _is_day(entry.since) and (number or entry.since):
            message = f'"{entry.since}" is no day' if entry.since else "The day is missing"
            yield entry.line, "day", message, "Write it as 2023-02-01; only the first row may do without"
        elif number and entry.since <= entries[number - 1].since:
            yield entry.line, "day", f"{entry.since} is not after {entries[number - 1].since}", "Put the rows in their order"


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False
