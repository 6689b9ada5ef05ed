"""A report as an outline of headings and lines, which every format for people writes in its own way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from csea_terms.changes.change import AREAS, Change, Quote, Report, Said

_SHOWN = 40
"""How many addresses, downloads or codes are listed before only their number is said."""

_AREAS = {"concept": "Terms", "scheme": "Other organisations’ schemes", "source": "Sources", "language": "Words of the site"}


@dataclass(frozen=True)
class Line:
    """A line of an outline: a heading of a level from 1, or, with level 0, a sentence in a list."""

    level: int
    said: Said
    read_twice: bool = False


def outline(report: Report) -> Iterator[Line]:
    """Yield a report line by line."""
    yield Line(1, ("What this change does",))
    if not report.changes:
        yield Line(0, ("The vocabulary says what it said before",))
    twice = sum(change.read_twice for change in report.changes)
    if twice:
        yield Line(0, (f"{twice} of {len(report.changes)} changes want a second reader; they are marked",))
    for area in AREAS:
        changes = [change for change in report.changes if change.area == area]
        if changes:
            yield Line(2, (_AREAS[area],))
            yield from _grouped(report, changes)
    yield from _effects(report)


def _grouped(report: Report, changes: list[Change]) -> Iterator[Line]:
    """Yield the changes under the name of what they are about, those of a concept first, then language by language."""
    for about, group in groupby(changes, key=lambda change: (change.area, change.about)):
        title = report.titles.get(about, about[1])
        yield Line(3, (Quote(title, "en"),) if title == about[1] else (Quote(title, "en"), " (", Quote(about[1]), ")"))
        for change in sorted(group, key=lambda change: change.language):
            yield Line(0, change.said, change.read_twice)


def _effects(report: Report) -> Iterator[Line]:
    pages = report.pages
    if not (report.tables or report.recodings or report.downloads or pages.added or pages.changed or pages.removed or pages.all_anew):
        return
    yield Line(2, ("What follows",))
    if report.tables:
        yield Line(3, (f"Tables between schemes: {len(report.tables)}",))
        yield from _listed(f"{source} → {target}" for source, target in sorted(report.tables))
    if report.recodings:
        yield Line(3, ("Recoding gives something else, for example",))
        for one in report.recodings[:_SHOWN]:
            yield Line(0, (Quote(f"{one.source} {one.notation} → {one.target}"), ": was ", Quote(one.before), ", now ", Quote(one.after)))
    for said, addresses in (("no longer there: every link to them breaks", pages.removed), ("new", pages.added), ("changed", pages.changed)):
        if addresses:
            yield Line(3, (f"Pages that are {said}: {len(addresses)}",))
            yield from _listed(_in_any_language(addresses))
    if pages.all_anew:
        yield Line(3, ("Every page is made anew, for something changed that each may show: the site’s words, or a source",))
    if report.downloads:
        yield Line(3, (f"Downloads that change: {len(report.downloads)}",))
        yield from _listed(report.downloads)


def _in_any_language(addresses: Iterable[str]) -> Iterator[str]:
    """Yield addresses once for all languages, with the number of these.

    >>> list(_in_any_language(["en/az/", "fr/az/", "en/map/"]))
    ['az/ (2 languages)', 'map/ (1 language)']
    """
    for address, count in Counter(address.partition("/")[2] for address in addresses).items():
        yield f"{address or 'home'} ({count} language{'s' * (count != 1)})"


def _listed(names: Iterable[str]) -> Iterator[Line]:
    names = list(names)
    for name in names[:_SHOWN]:
        yield Line(0, (Quote(name),))
    if len(names) > _SHOWN:
        yield Line(0, (f"and {len(names) - _SHOWN} more",))
