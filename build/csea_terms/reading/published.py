"""The list of every name that was published, ``vocab/published.tsv``: names are for ever, and a release only adds to it.

A line is a kind, a tab and the name. Addresses and columns stand there once for all concepts, schemes and languages alike:
``<language>/terms/<concept>/index.html``.
"""

from __future__ import annotations

from collections.abc import Iterable

from csea_terms.names import SECTOR, SKOS
from csea_terms.reading.loaded import Loaded

PATH = "vocab/published.tsv"
IDENTIFIERS = ("code", "concept", "language", "scheme", "sector", "source")
"""Kinds of names that stand in the vocabulary's own files."""
KINDS = ("address", *IDENTIFIERS[:2], "column", *IDENTIFIERS[2:])

Name = tuple[str, str]
_FILES = {"concept": "concept", "codes": "scheme", "source": "source"}


def read_names(text: str) -> list[tuple[int, Name]]:
    """Return the names of a list with their lines; what is no name has an empty kind.

    >>> read_names("concept\\tcsam\\n")
    [(1, ('concept', 'csam'))]
    """
    names = []
    for line, row in enumerate(text.removesuffix("\n").split("\n"), 1):
        kind, tab, name = row.partition("\t")
        names.append((line, (kind if tab and name and kind in KINDS else "", name)))
    return names


def write_names(names: Iterable[Name]) -> str:
    """Return some names as a list, each once, in order."""
    return "".join(f"{kind}\t{name}\n" for kind, name in sorted(set(names)))


def identifiers(loaded: Loaded) -> set[Name]:
    """Return the identifiers and notations that the vocabulary's files have."""
    found = {(_FILES[file.place.kind], file.place.owner) for file in loaded.files.values() if file.place.kind in _FILES}
    found |= {("language", file.place.language) for file in loaded.files.values() if file.place.kind == "language"}
    for file in loaded.files.values():
        for triple in file.triples if file.place.kind in ("codes", "sectors") else ():
            if triple.predicate.value == SKOS + "notation":
                found.add(("code", f"{file.place.owner} {triple.object.value}"))
            elif triple.subject.value.startswith(SECTOR):
                found.add(("sector", triple.subject.value.removeprefix(SECTOR)))
    return found
