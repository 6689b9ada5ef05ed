"""The exceptions to rules, which all stand in one file, ``vocab/exceptions.toml``, each with its reason.

Only a warning can be excepted: what is an error is wrong for everyone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from csea_terms.errors import Problem
from csea_terms.reading.loaded import Loaded

PATH = "vocab/exceptions.toml"


def without_exceptions(loaded: Loaded, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the problems that are not excepted, and the exceptions that nothing needs or that give no reason."""
    reasons = {(rule, _path(name)): reason for rule, name, reason in _listed(loaded)}
    used = set()
    for problem in problems:
        key = (problem.rule, problem.path)
        if problem.severity == "warning" and key in reasons:
            used.add(key)
        else:
            yield problem
    names = {_path(name): name for _, name, _ in _listed(loaded)}
    for (rule, path), reason in reasons.items():
        name = names[path]
        if not name:
            yield _problem(loaded, rule, "exception-reason", f"{rule} stands below no rule", "Write the rule in brackets on a line above it: [label-plural]")
        elif not isinstance(reason, str) or len(reason.split()) < 3:
            advice = f'Write it as a sentence: "{name}" = "why"'
            yield _problem(loaded, name, "exception-reason", f"The exception {name} to {rule} gives no reason", advice)
        elif (rule, path) not in used:
            message = f"Nothing needs the exception {name} to {rule}"
            yield _problem(loaded, name, "exception-unused", message, "Delete the line, or correct its name or its rule")


def _listed(loaded: Loaded) -> Iterator[tuple[str, str, object]]:
    for rule, reasons in loaded.exceptions.items():
        for name, reason in (reasons if isinstance(reasons, dict) else {"": reasons}).items():
            yield rule, name, reason


def _path(name: str) -> str:
    """Return the path of the file that an exception names.

    >>> _path("csam/en"), _path("crosswalks/lcsh/mappings"), _path("sources/rd4c")
    ('vocab/terms/csam/en.ttl', 'vocab/crosswalks/lcsh/mappings.sssom.tsv', 'vocab/sources/rd4c.ttl')
    """
    if name.startswith("crosswalks/"):
        return f"vocab/{name}.sssom.tsv"
    return f"vocab/{name}.ttl" if name.startswith("sources/") else f"vocab/terms/{name}.ttl"


def _problem(loaded: Loaded, name: str, rule: str, message: str, advice: str) -> Problem:
    lines = loaded.files[PATH].text.split("\n") if PATH in loaded.files else []
    line = next((number for number, line in enumerate(lines, 1) if name and re.match(rf'\s*"?{re.escape(name)}"?\s*=', line)), 0)
    return Problem(PATH, line, rule, "warning" if rule == "exception-unused" else "error", message, advice)
