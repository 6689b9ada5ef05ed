"""What people should know of a count: labels that need a look, contacts of other definitions, contacts that could not be read."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from csea_terms.crosswalks.aselo.counting import Counted
from csea_terms.crosswalks.aselo.proposals import FAMILY
from csea_terms.crosswalks.recoding.coverage import coverage_lines
from csea_terms.errors import Problem
from csea_terms.model import Scheme

_ALIASES = {"demo-v1": "as-v1", "v1": "zm-v1"}
"""Two versions that contacts name in an older way."""

_MOST_LINES = 20


def coverage_notes(report: dict) -> list[str]:
    """Return a coverage report as lines to read, with counts where it has some."""
    if "rows" in report:
        return coverage_lines(report)
    lines = [f"From {report['from']} to {report['to']}, by labels; small counts are kept back"]
    lines += [f"  {status}: {number} labels" for status, number in report["distinct"].items() if number]
    for one in report["look_at"]:
        if one["status"] == "none":
            continue  # the table has a row for each, and there is nothing to mend
        about = f"nearest: {', '.join(one['nearest']) or 'nothing like it'}" if "nearest" in one else one["note"]
        lines.append(f"  {one['status']}: {_printable(one['value'])} – {about}")
    return lines


def set_problems(counted: Counted, schemes: Collection[Scheme], path: str) -> list[Problem]:
    """Return the warnings about contacts to whose labels the schemes may give a wrong meaning, and about unread ones."""
    return list(_problems(counted, schemes, path))


def _problems(counted: Counted, schemes: Collection[Scheme], path: str) -> Iterator[Problem]:
    expected = dict.fromkeys(f"{scheme.id.removeprefix(FAMILY)}-{scheme.edition}" for scheme in schemes)
    others = sorted({version for version, _ in counted.sets if version and _ALIASES.get(version, version) not in expected})
    if others:
        message = f"There are contacts of other definitions than {', '.join(expected)}: {', '.join(map(_printable, others))}"
        advice = "The same label may mean something else there; count one definition at a time with --only-version"
        yield Problem(path, 0, "contacts-version", "warning", message, advice)
    helplines = sorted({helpline for _, helpline in counted.sets if helpline})
    if len(helplines) > 1:
        message = f"There are contacts of several helplines: {', '.join(map(_printable, helplines))}"
        advice = "Each may have labels of its own; count one at a time with --only-helpline"
        yield Problem(path, 0, "contacts-helpline", "warning", message, advice)
    for line in counted.unreadable[:_MOST_LINES]:
        advice = "They are counted in a row of their own; look at rawJson.categories"
        yield Problem(path, line, "contacts-unreadable", "warning", "The contact's choices could not be read", advice)


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text)
