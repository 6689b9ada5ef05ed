"""The list of every name that was published, ``vocab/published.tsv``: names are for ever, and a release only adds to it.

A line is a kind, a tab and the name. Addresses and columns stand there once for all concepts, schemes and languages alike:
``<language>/terms/<concept>/index.html``. What is gone all the same stands also in ``vocab/retired.tsv``, with a tab and the name
of the same kind that it points on to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from csea_terms.names import SECTOR, SKOS
from csea_terms.reading.loaded import Loaded
from csea_terms.releases import Retired

PATH, RETIRED_PATH = "vocab/published.tsv", "vocab/retired.tsv"
IDENTIFIERS = ("code", "concept", "language", "scheme", "sector", "source")
"""Kinds of names that stand in the vocabulary's own files."""
KINDS = ("address", *IDENTIFIERS[:2], "column", *IDENTIFIERS[2:])
RETIRABLE = ("address", "language", "sector", "source")
"""Kinds of names that another can answer for. A concept, a code or a scheme is withdrawn where it stands, a column stays."""

Name = tuple[str, str]
# A file is written at what this becomes: it must lie within the site.
_NAME = re.compile(r"[A-Za-z0-9<][A-Za-z0-9<>_-]*(?:[./][A-Za-z0-9<][A-Za-z0-9<>_-]*)*")
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


def read_retired(text: str) -> list[Retired]:
    """Return the rows of a list of retired names; what is none has an empty kind.

    >>> read_retired("source\\told\\tnew\\n")
    [Retired(kind='source', name='old', successor='new', line=1)]
    """
    rows = ((line, row.split("\t")) for line, row in enumerate(text.removesuffix("\n").split("\n"), 1))
    return [Retired(*cells, line) if _is_retired(cells) else Retired("", "", "", line) for line, cells in rows]


def _is_retired(cells: list[str]) -> bool:
    return len(cells) == 3 and cells[0] in RETIRABLE and all(map(_NAME.fullmatch, cells[1:]))


def listed_names(loaded: Loaded) -> list[tuple[int, Name]]:
    """Return the published names of a vocabulary, with their lines."""
    return read_names(loaded.files[PATH].text) if PATH in loaded.files else []


def retired_names(loaded: Loaded) -> Iterator[Retired]:
    """Yield the retired names of a vocabulary, but no broken rows; with a source go its addresses, and so with others that have some."""
    addresses = [name for _, (kind, name) in listed_names(loaded) if kind == "address"]
    for row in read_retired(loaded.files[RETIRED_PATH].text) if RETIRED_PATH in loaded.files else ():
        if row.kind:
            yield row
            word = f"<{row.kind}>"
            for name in (address for address in addresses if word in address):
                yield Retired("address", name.replace(word, row.name), name.replace(word, row.successor), row.line)


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
