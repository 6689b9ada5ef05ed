"""What rules found in what they have seen before, so that an edit of one file does not mean looking at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping as ReadOnlyDict
from dataclasses import astuple
from pathlib import Path
from types import MappingProxyType

from csea_terms.errors import Problem

_NOTHING: ReadOnlyDict[str, list[Problem]] = MappingProxyType({})


class Memory:
    """Problems by a digest of all that a rule looks at. It forgets what a run did not ask for."""

    def __init__(self, known: ReadOnlyDict[str, list[Problem]] = _NOTHING):
        """Begin with what an earlier run found."""
        self._known = known
        self._used: dict[str, list[Problem]] = {}

    def recall(self, key: str, look: Callable[[], Iterable[Problem]]) -> list[Problem]:
        """Return what is known for a key, or else what ``look`` finds."""
        found = self._known.get(key)
        if found is None:
            found = list(look())
        self._used[key] = found
        return found

    def is_fine(self, key: str) -> bool:
        """Return whether it is known that nothing is wrong with what a key stands for."""
        return self._known.get(key) == []

    def keep_fine(self, keys: Iterable[str]) -> None:
        """Note that nothing is wrong with what some keys stand for."""
        self._used.update((key, []) for key in keys)

    def write(self, file: Path, rules: str) -> None:
        """Keep what this run found; ``rules`` stands for everything that the rules themselves are made of."""
        found = {key: [astuple(problem) for problem in problems] for key, problems in self._used.items()}
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"rules": rules, "found": found}), encoding="utf-8")


def read_memory(file: Path, rules: str) -> Memory:
    """Return what an earlier run kept; nothing where the rules were others or the file is missing or spoilt."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        if data["rules"] != rules:
            return Memory()
        return Memory({key: [Problem(*fields) for fields in problems] for key, problems in data["found"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Memory()
