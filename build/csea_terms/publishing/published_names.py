"""Every name that a built site publishes: identifiers, addresses, and the columns of its tables."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Container, Iterator
from pathlib import Path

from csea_terms.errors import UsageError
from csea_terms.model import Glossary
from csea_terms.reading.loaded import Loaded
from csea_terms.reading.published import Name, identifiers

# Files of these folders have names of no meaning to anybody but the pages themselves.
_INNER = ("assets/",)

_FOLDERS: tuple[tuple[str, Callable[[Glossary], Container[str]], str], ...] = (
    ("terms/", lambda glossary: glossary.concepts, "<concept>"),
    ("crosswalks/", lambda glossary: glossary.schemes, "<scheme>"),
    ("sources/", lambda glossary: glossary.sources, "<source>"),
    ("sectors/", lambda glossary: glossary.sectors, "<sector>"),
)


def published_names(loaded: Loaded, glossary: Glossary, output: Path) -> set[Name]:
    """Return every name that a vocabulary and the site built from it into a folder publish.

    Raises :class:`~csea_terms.errors.UsageError` when there is no site in the folder.
    """
    if not (output / "index.html").is_file():
        raise UsageError(f"There is no site in {output}. Build it first: csea-terms build.")
    return identifiers(loaded) | set(_addresses(glossary, output))


def _addresses(glossary: Glossary, output: Path) -> Iterator[Name]:
    start = len(str(output)) + 1
    for folder, _, files in os.walk(output):
        for file in files:
            path = f"{folder}/{file}"[start:].replace(os.sep, "/")
            if not path.startswith(_INNER):
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
