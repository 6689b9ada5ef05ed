"""What rules found in what they have seen before, so that an edit of one file does not mean looking at all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping as ReadOnlyDict
from dataclasses import astuple
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import MappingProxyType

from csea_terms.errors import Problem

_NOTHING: ReadOnlyDict[str, list[Problem]] = MappingProxyType({})
_NAME = "checked.json"


class Memory:
    """Problems by a digest of all that a rule looks at. It forgets what a run did not ask for."""

    def __init__(self, known: ReadOnlyDict[str, list[Problem]] = _NOTHING, valid: str = ""):
        """Begin with what an earlier run found; ``valid`` is the digest of the whole content if it found no error."""
        self._known = known
        self._valid = valid
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

    def is_valid(self, content: str) -> bool:
        """Return whether it is known that content of this digest has no error."""
        return self._valid == content

    def write(self, folder: Path, rules: str, valid: str = "") -> None:
        """Keep what this run found, in a folder that may be deleted at any time.

        ``rules`` stands for everything that the rules themselves are made of, ``valid`` for content without an error.
        """
        found = {key: [astuple(problem) for problem in problems] for key, problems in self._used.items()}
        folder.mkdir(parents=True, exist_ok=True)
        # Put in place when whole: several commands may run side by side.
        with NamedTemporaryFile("w", encoding="utf-8", dir=folder, delete=False) as file:
            json.dump({"rules": rules, "valid": valid, "found": found}, file)
        os.replace(file.name, folder / _NAME)


def read_memory(folder: Path, rules: str) -> Memory:
    """Return what an earlier run kept in a folder; nothing where the rules were others or the file is missing or spoilt."""
    try:
        data = json.loads((folder / _NAME).read_text(encoding="utf-8"))
        if data["rules"] != rules:
            return Memory()
        found = {key: [Problem(*fields) for fields in problems] for key, problems in data["found"].items()}
        return Memory(found, data["valid"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Memory()
