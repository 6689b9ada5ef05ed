"""Measure the text checker on labelled sentences: how many of its findings are right, and how many words it finds.

A file of cases holds one sentence a line: its kind, a tab, the sentence. What must be found stands in double square
brackets with the concept behind a bar: ``a [[word|concept]] to avoid``; in a sentence without brackets nothing must be. Cases in the folder ``held-out`` were written and labelled before anybody had seen what the checker makes of them; the whole
documents in ``long`` are innocent from end to end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from csea_terms.errors import UsageError
from csea_terms.textcheck.checker import Checker, Located
from csea_terms.textcheck.finding import find
from csea_terms.textcheck.lexicon import TextLexicon
from csea_terms.textcheck.opening import Document, open_document

_MARKED = re.compile(r"\[\[(.*?)\|([a-z0-9-]+)\]\]")


@dataclass(frozen=True)
class Case:
    """A sentence and what must be found in it: begin, end and concept."""

    language: str
    kind: str
    text: str
    expected: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class Measured:
    """The findings in some cases counted: right, with another concept or span than expected, false, missed; innocent sentences flagged."""

    cases: int
    innocent: int
    right: int
    inexact: int
    false: int
    missed: int
    flagged: int

    @property
    def precision(self) -> float:
        """The share of findings that are right, or 1 where there are none."""
        return _share(self.right + self.inexact, self.right + self.inexact + self.false)

    @property
    def recall(self) -> float:
        """The share of what must be found that is found, or 1 where nothing must be."""
        return _share(self.right + self.inexact, self.right + self.inexact + self.missed)

    @property
    def exact(self) -> float:
        """The share of what is found that has the expected span and concept."""
        return _share(self.right, self.right + self.inexact)

    @property
    def flagged_share(self) -> float:
        """The share of innocent sentences in which something is found."""
        return self.flagged / self.innocent if self.innocent else 0.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def read_cases(folder: Path) -> list[Case]:
    """Return the cases of a folder, whose files are named by their language.

    Raises :class:`UsageError` where there are none.
    """
    cases = [case for path in sorted(folder.glob("*.tsv")) for case in _read(path)]
    if not cases:
        raise UsageError(f"There are no cases in {folder}. Run this in a checkout.")
    return cases


def _read(path: Path) -> Iterable[Case]:
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, _, marked = line.partition("\t")
        yield Case(path.stem, kind, *_unmarked(marked))


def _unmarked(marked: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    text, expected, done = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[done : match.start()]
        expected.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        done = match.end()
    return text + marked[done:], tuple(expected)


def found_in(case: Case, lexicon: TextLexicon) -> list[tuple[int, int, str]]:
    """Return what the checker finds in a case: begin, end and concept."""
    return [(finding.start, finding.end, finding.word.concept) for finding in find(case.text, lexicon)]


def measure(cases: Iterable[Case], lexicons: dict[str, TextLexicon]) -> Measured:
    """Return how well the checker does on some cases."""
    counts = dict.fromkeys(("cases", "innocent", "right", "inexact", "false", "missed", "flagged"), 0)
    for case in cases:
        found = found_in(case, lexicons[case.language])
        met = [one for one in found if any(_overlap(one, other) for other in case.expected)]
        right = sum(one in case.expected for one in found)
        counts["cases"] += 1
        counts["innocent"] += not case.expected
        counts["flagged"] += bool(found) and not case.expected
        counts["right"] += right
        counts["inexact"] += len(met) - right
        counts["false"] += len(found) - len(met)
        counts["missed"] += sum(not any(_overlap(one, other) for one in found) for other in case.expected)
    return Measured(**counts)


def _overlap(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def table(cases: list[Case], lexicons: dict[str, TextLexicon]) -> str:
    """Return the measures of all cases, of each language and of each kind as lines of a table."""
    groups = {"all": cases}
    for group in (*dict.fromkeys(case.language for case in cases), *sorted({case.kind for case in cases})):
        groups[group] = [case for case in cases if group in (case.language, case.kind)]
    lines = [f"{'':<12}{'cases':>7}{'innocent':>10}{'precision':>11}{'recall':>8}{'exact':>7}{'innocent flagged':>18}"]
    for group, own in groups.items():
        m = measure(own, lexicons)
        shares = f"{m.precision:>11.3f}{m.recall:>8.3f}{m.exact:>7.3f}"
        lines.append(f"{group:<12}{m.cases:>7}{m.innocent:>10}{shares}{m.flagged:>10} ({m.flagged_share:.1%})")
    return "\n".join(lines)


@dataclass(frozen=True)
class Alarms:
    """What is found in an innocent document, and how many words that has (in Chinese: letters)."""

    document: Document
    words: int
    found: list[Located]


def alarms(folder: Path, checker: Checker) -> list[Alarms]:
    """Return what is found in each innocent document of a folder, whose names begin with their language."""
    opened = (open_document(path, path.read_bytes()) for path in sorted(folder.glob("*.md")))
    return [Alarms(one, _words(one.text, checker.lexicon(Path(one.name).name.partition("-")[0])), checker.check(one)) for one in opened]


def _words(text: str, lexicon: TextLexicon) -> int:
    return len(lexicon.tokens(text).units)


def alarm_table(all_alarms: list[Alarms]) -> str:
    """Return the rate of false alarms of each innocent document as lines of a table, and every alarm with its place."""
    lines = [f"{'':<36}{'words':>7}{'alarms':>8}{'per 1,000':>11}"]
    total = Alarms(Document("all", ""), sum(one.words for one in all_alarms), [found for one in all_alarms for found in one.found])
    for one in (total, *all_alarms):
        lines.append(f"{Path(one.document.name).stem:<36}{one.words:>7}{len(one.found):>8}{1000 * _share(len(one.found), one.words or 1):>11.2f}")
    lines += [f"{one.document.name}:{found.place}:{found.column}: {found.finding.text}" for one in all_alarms for found in one.found]
    return "\n".join(lines)
