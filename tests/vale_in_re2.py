"""Run the rules of a Vale package in RE2, the dialect that Vale's engine is set to (regexp2 in its mode RE2).

RE2's own ``\\b`` knows ASCII only, Vale's engine all letters: the borders of words that Vale adds are spelled out here.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

_BEFORE, _BEHIND = r"(?:^|[^\pL\pN_])", r"(?:$|[^\pL\pN_])"


@dataclass(frozen=True)
class Alert:
    """What a rule found: where it begins and ends, and its level."""

    start: int
    end: int
    level: str
    rule: str


class Style:
    """The rules of a zipped package."""

    def __init__(self, package: bytes):
        import re2

        self._re2 = re2
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            self.files = {name: archive.read(name).decode() for name in archive.namelist()}
        self.rules = {name.rpartition("/")[2].removesuffix(".yml"): yaml.safe_load(text) for name, text in self.files.items() if name.endswith(".yml")}
        self._compiled = {name: (self._compile(rule, "tokens"), self._compile(rule, "exceptions")) for name, rule in self.rules.items()}

    def _compile(self, rule: dict, key: str):
        words = rule.get(key)
        if not words:
            return None
        inner = f"(?im)({'|'.join(words)})" if rule["nonword"] else f"(?im){_BEFORE}({'|'.join(words)}){_BEHIND}"
        options = self._re2.Options()
        options.max_mem, options.log_errors = 1 << 28, False
        return self._re2.compile(inner, options)

    def alerts(self, text: str) -> Iterator[Alert]:
        """Yield what the rules find in a paragraph."""
        for name, (tokens, exceptions) in self._compiled.items():
            covered = list(_spans(exceptions, text)) if exceptions else []
            for start, end in _spans(tokens, text):
                if not any(first <= start and end <= last for first, last in covered):
                    yield Alert(start, end, self.rules[name]["level"], name)


def _spans(pattern, text: str) -> Iterator[tuple[int, int]]:
    place = 0
    while place <= len(text) and (found := pattern.search(text, place)):
        yield found.span(1)
        place = max(found.end(1), place + 1)
