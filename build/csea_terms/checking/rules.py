"""Every rule that ``csea-terms check`` holds, in words for people: gathered from where the rules themselves stand.

Rules about files and wording are told in ``lint/rules.toml``, those about meaning by the shapes and ``shapes/examples/``,
those about anybody's SKOS file beside the functions that look for them.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from csea_terms.checking.shapes.rules import read_rules
from csea_terms.checking.skos import RULES

FILES, MEANING, SKOS = "files", "meaning", "skos"
"""The groups of rules: how files are written, what they mean, any SKOS file (which the vocabulary is, too)."""
_LINT = Path(__file__).parent / "lint" / "rules.toml"
_EXAMPLE = re.compile(r"^# (\S+)\ngood\n(.*?)^bad \S+\n(.*?)(?=^# |\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class RuleText:
    """What people are told of a rule.

    ``asks`` is what must be so; where a rule has only ``reports``, that is what it says when it is not. ``severity`` is empty where
    it depends on what was found. ``file`` is the file of the small checkout in which the examples stand, where they are about one.
    """

    name: str
    group: str
    severity: str
    asks: str
    reports: str
    why: str
    mend: str
    bad: str
    good: str
    file: str = ""


def rule_texts(shapes: Path) -> tuple[RuleText, ...]:
    """Return every rule, by group and name; ``shapes`` is the folder of the shapes.

    Raises :class:`~csea_terms.errors.UsageError` when the shapes are not in order.
    """
    return (*_of_files(), *_of_meaning(shapes), *_of_skos())


def _of_files() -> list[RuleText]:
    told = tomllib.loads(_LINT.read_text(encoding="utf-8"))
    return [
        RuleText(name, FILES, "", said["asks"], "", said["why"], said["mend"], said["bad"], said["good"], said.get("file", ""))
        for name, said in sorted(told.items())
    ]


def _of_meaning(shapes: Path) -> list[RuleText]:
    examples = dict[str, tuple[str, str]]()
    for file in sorted((shapes / "examples").glob("*.txt")):
        for shape, good, bad in _EXAMPLE.findall(file.read_text(encoding="utf-8")):
            examples.setdefault(shape.split(".")[0], (bad.strip("\n"), good.strip("\n")))
    told: dict[str, RuleText] = {}
    for rule in read_rules(shapes):
        if rule.why and not rule.name.startswith("skos-"):
            reports = re.sub(r' ?[("]?\{\?\w+\}[)"]?', " …", rule.message).rstrip(" …:")
            bad, good = examples.get(rule.name, ("", ""))
            told[rule.name] = RuleText(rule.name, MEANING, rule.severity, "", reports, rule.why, rule.advice, bad, good)
    return [told[name] for name in sorted(told)]


def _of_skos() -> list[RuleText]:
    return [RuleText(rule.name, SKOS, rule.severity, rule.asks, "", rule.why, rule.advice, rule.bad, rule.good) for rule in RULES]
