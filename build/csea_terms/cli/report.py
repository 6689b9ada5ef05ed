"""Print problems for people, for programs and for GitHub, and figures for people."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from itertools import groupby

from csea_terms.checking.proposal import LAYOUT
from csea_terms.crosswalks.verdicts import VERDICTS, CrosswalkFigures
from csea_terms.errors import SEVERITIES, Problem, count_problems
from csea_terms.reading.figures import Figures, LanguageFigures, completeness

FORMATS = ("text", "json", "github")
_EXAMPLES = 3


def report(problems: Iterable[Problem], form: str = "text", quiet: bool = False) -> str:
    """Return problems in one of :data:`FORMATS`, ending with a line end; ``quiet`` leaves out the text summary."""
    problems = sorted(problems, key=_order)
    if form == "json":
        data = {"problems": [problem.as_dict() for problem in problems], "counts": count_problems(problems)}
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    if form == "github":
        return "".join(f"{_annotation(problem)}\n" for problem in problems)
    return _text(problems, quiet)


def report_by_rule(problems: Iterable[Problem], every: bool = False, quiet: bool = False) -> str:
    """Return problems as text by rule, what is worst first: how many there are, what to do, and the first places or ``every`` one."""
    lines = []
    for rule, group in groupby(sorted(problems, key=_by_rule), key=lambda problem: problem.rule):
        found = list(group)
        lines.append(_plain(f"{rule} ({found[0].severity}, {len(found)}): {found[0].advice}"))
        shown = found if every else found[:_EXAMPLES]
        lines += [_plain(f"  {problem.place}: {problem.message}") for problem in shown]
        lines += [f"  and {len(found) - len(shown):,} more; --all shows them"] if len(shown) < len(found) else []
        lines.append("")
    if not quiet:
        lines.append(_summary(sorted(problems)))
    return "".join(f"{line}\n" for line in lines)


def _by_rule(problem: Problem) -> tuple[int, str, Problem]:
    return (SEVERITIES.index(problem.severity), problem.rule, problem)


def _order(problem: Problem) -> tuple[int, bool, Problem]:
    """Errors of meaning come first, then those of layout, then what is only to be weighed."""
    return (SEVERITIES.index(problem.severity), problem.rule in LAYOUT, problem)


def _text(problems: list[Problem], quiet: bool) -> str:
    """Return the problems grouped by file, then counted by rule."""
    lines = []
    for _, group in groupby(problems, key=lambda problem: problem.path):
        lines += [_plain(f"{_mark(problem)}{problem.text()} ({problem.rule})") for problem in group]
        lines.append("")
    if not quiet:
        lines.append(_summary(problems))
    return "".join(f"{line}\n" for line in lines)


def _summary(problems: list[Problem]) -> str:
    if not problems:
        return "No problems found."
    rules = sorted({problem.rule for problem in problems})
    by_rule = ", ".join(f"{rule} {sum(problem.rule == rule for problem in problems)}" for rule in rules)
    counts = ", ".join(f"{count} {severity}{'s' * (count != 1)}" for severity, count in _counted(problems) if count)
    return f"{counts} ({by_rule})."


def _counted(problems: list[Problem]) -> list[tuple[str, int]]:
    return [(severity, count) for severity, count in count_problems(problems).items()]


def _mark(problem: Problem) -> str:
    return "" if problem.severity == "error" else f"{problem.severity}: "


def _plain(text: str) -> str:
    """Return a line that cannot move the cursor, change colours or reverse the reading direction."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)


def _annotation(problem: Problem) -> str:
    """Return a GitHub workflow command (GitHub Docs, "Workflow commands", setting an error message)."""
    level = {"error": "error", "warning": "warning", "info": "notice"}[problem.severity]
    place = f"file={_property(problem.path)},line={max(problem.line, 1)},title={_property(problem.rule)}"
    return f"::{level} {place}::{_escaped(f'{problem.message}. {problem.advice}')}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def figures_table(figures: Figures) -> str:
    """Return the figures of a vocabulary as lines of text: the whole, a line a language, and how complete each language is."""
    whole = [(name.replace("_", " "), value) for name, value in figures.as_dict().items() if name != "languages"]
    lines = [f"{name:<20}{value:>8,}" for name, value in whole]
    names = [field.name for field in fields(LanguageFigures)]
    lines += ["", "".join(f"{name:>10}" for name in names)]
    lines += ["".join(f"{getattr(row, name):>10}" for name in names) for row in figures.languages]
    lines += ["", "".join(f"{name:>13}" for name in ("tag", "names", "definitions", "plain lines", "notes", "comments", "reasons", "in English"))]
    lines += ["".join(f"{part:>13}" for part in _completeness(figures, row)) for row in figures.languages]
    return "\n".join(lines) + "\n"


def crosswalks_table(figures: CrosswalkFigures) -> str:
    """Return the verdicts of other schemes' codes as lines of text: a line a scheme, what is open, a line a pair."""
    names = list(VERDICTS)
    width = max((len(row.scheme) for row in figures.schemes), default=0) + 2
    lines = ["scheme".ljust(width) + "".join(f"{name:>10}" for name in ("codes", "usable", *names))]
    for row in figures.schemes:
        lines.append(row.scheme.ljust(width) + "".join(f"{count:>10}" for count in (row.codes, row.usable, *row.verdicts.values())))
    codes, usable = sum(row.codes for row in figures.schemes), sum(row.usable for row in figures.schemes)
    totals = (sum(row.verdicts[name] for row in figures.schemes) for name in names)
    lines.append("all".ljust(width) + "".join(f"{count:>10}" for count in (codes, usable, *totals)))
    open_ = [row.scheme for row in figures.schemes if not row.judged_whole]
    lines += ["", f"Not yet gone through code by code: {', '.join(open_) or 'none'}", ""]
    lines.append("from → to".ljust(2 * width) + "".join(f"{name:>10}" for name in ("codes", "mapped", "suggested")))
    for pair in figures.pairs:
        counts = (pair.codes, pair.entailed, pair.suggested)
        lines.append(f"{pair.source} → {pair.target}".ljust(2 * width) + "".join(f"{count:>10}" for count in counts))
    return "\n".join(lines) + "\n"


def _completeness(figures: Figures, row: LanguageFigures) -> list[str]:
    """Return a language's tag, its share of each field, the distinct reasons among its words to avoid, and what is left in English."""
    shares = [f"{cell.whole_percent}%" for cell in completeness(figures, row)]
    return [row.tag, *shares, f"{row.reasons}/{row.avoid}", f"{row.english}%"]
