"""Every name that a built site publishes (identifiers, addresses, the columns of its tables), beside those that were published."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from pathlib import Path

from csea_terms.errors import Problem, UsageError
from csea_terms.model import Glossary
from csea_terms.publishing.retired import moved_addresses
from csea_terms.reading.loaded import Loaded
from csea_terms.reading.published import PATH, RETIRED_PATH, Name, identifiers, listed_names, read_names, write_names

# What begins so has a name of no meaning to anybody but the pages themselves and the host.
_INNER = ("assets/", "_", ".htaccess")

_FOLDERS: tuple[tuple[str, Callable[[Glossary], Container[str]], str], ...] = (
    ("terms/", lambda glossary: glossary.concepts, "<concept>"),
    ("history/", lambda glossary: glossary.concepts, "<concept>"),
    ("crosswalks/", lambda glossary: glossary.schemes, "<scheme>"),
    ("sources/", lambda glossary: glossary.sources, "<source>"),
    ("sectors/", lambda glossary: glossary.sectors, "<sector>"),
)


@dataclass(frozen=True)
class Names:
    """The published names as they are listed, those that a vocabulary and its site have, and those that are retired."""

    listed: frozenset[Name]
    present: frozenset[Name]
    retired: frozenset[Name]

    @property
    def new(self) -> list[Name]:
        """What the list lacks."""
        return sorted(self.present - self.listed)

    @property
    def gone(self) -> list[Name]:
        """What is nowhere any more, and points on to nothing."""
        return sorted(self.listed - self.present - self.retired)

    def problems(self) -> list[Problem]:
        """Return an error for each name that is gone."""
        lines = {name: line for line, name in read_names(write_names(self.listed))}
        return [_missing(lines[name], *name) for name in self.gone]

    def text(self) -> str:
        """Return the list with what is new."""
        return write_names(self.listed | self.present)


def _missing(line: int, kind: str, name: str) -> Problem:
    advice = "Bring it back: programs read it" if kind == "column" else f"Bring it back, or say in {RETIRED_PATH} which one it points on to"
    return Problem(PATH, line, "published-missing", "error", f"The {kind} {name} was published and is gone", advice)


def published_names(loaded: Loaded, glossary: Glossary, output: Path) -> Names:
    """Return the published names of a vocabulary and of the site built from it into a folder.

    Raises :class:`~csea_terms.errors.UsageError` when there is no site in the folder.
    """
    if not (output / "index.html").is_file():
        raise UsageError(f"There is no site in {output}. Build it first: csea-terms build.")
    listed = frozenset(name for _, name in listed_names(loaded))
    moved = {one.old for one in moved_addresses(glossary)}
    present = identifiers(loaded) | set(_addresses(glossary, output, moved))
    return Names(listed, frozenset(present), frozenset((row.kind, row.name) for row in glossary.retired))


def _addresses(glossary: Glossary, output: Path, moved: Container[str]) -> Iterator[Name]:
    start = len(str(output)) + 1
    for folder, _, files in os.walk(output):
        for file in files:
            path = f"{folder}/{file}"[start:].replace(os.sep, "/")
            if not path.startswith(_INNER) and path not in moved:
                address = pattern(path, glossary)
                yield "address", address
                if file.endswith(".csv"):
                    yield from (("column", f"{address} {column}") for column in _header(output / path))


def pattern(path: str, glossary: Glossary) -> str:
    """Return an address with <language>, <concept> and the like in place of one of ours."""
    first, slash, rest = path.partition("/")
    if slash and first in glossary.languages:
        return f"<language>/{pattern(rest, glossary)}"
    for folder, names, word in _FOLDERS:
        before, found, behind = path.partition(folder)
        name = behind.removeprefix("from/").partition("/")[0].partition(".")[0]
        if found and name in names(glossary):
            return before + found + behind.replace(name, word, 1)
    return path


def _header(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file), [])
