"""Is everything still there that was published? The list is ``vocab/published.tsv``; ``vocab/retired.tsv`` says what points on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import splitext

from csea_terms.errors import Problem
from csea_terms.reading.loaded import Loaded
from csea_terms.reading.published import (
    IDENTIFIERS, KINDS, PATH, RETIRABLE, RETIRED_PATH, Name, identifiers, listed_names, read_retired, retired_names,
)  # fmt: skip
from csea_terms.releases import Retired

_HOMES = {
    "code": "vocab/crosswalks/{}/scheme.ttl", "concept": "vocab/terms/{}/concept.ttl", "language": "vocab/languages/{}.toml",
    "scheme": "vocab/crosswalks/{}/scheme.ttl", "sector": "vocab/sectors.ttl", "source": "vocab/sources/{}.ttl",
}  # fmt: skip
_ADVICE = {
    "code": "Restore it and say owl:deprecated true: data with the code are still out there",
    "concept": "Restore the folder and use csea-terms withdraw: its address answers for ever",
}
_PLACEHOLDER = re.compile("<[a-z]+>")


def published_problems(loaded: Loaded) -> Iterator[Problem]:
    """Yield names that were published and are gone, but not those of files that could not be read, and rows that retire none."""
    present = identifiers(loaded)
    retired = {(row.kind, row.name) for row in retired_names(loaded)}
    for line, (kind, name) in listed_names(loaded):
        if not kind:
            message = f"This is no kind of name ({', '.join(KINDS)}), a tab and a name"
            yield Problem(PATH, line, "published-form", "error", message, "Restore the list from git; only a release adds to it")
        elif kind in IDENTIFIERS and (kind, name) not in present | retired:
            home = _HOMES[kind].format(name.split(" ")[0])
            if home not in loaded.unread:
                advice = _ADVICE.get(kind, f"Restore it in {home}, or say in {RETIRED_PATH} which one it points on to")
                yield Problem(PATH, line, "published-missing", "error", f"The {kind} {name} was published and is gone", advice)
    yield from _retired_problems(loaded, present, retired)


def _retired_problems(loaded: Loaded, present: set[Name], retired: set[Name]) -> Iterator[Problem]:
    listed = {name for _, name in listed_names(loaded)}
    for row in read_retired(loaded.files[RETIRED_PATH].text) if RETIRED_PATH in loaded.files else ():
        for message, advice in _wrong(row, listed, present, retired):
            yield Problem(RETIRED_PATH, row.line, "retired-name", "error", message, advice)


def _wrong(row: Retired, listed: set[Name], present: set[Name], retired: set[Name]) -> Iterator[tuple[str, str]]:
    if not row.kind:
        yield f"This is no kind of name ({', '.join(RETIRABLE)}), its name and the one that it points on to", "Put one tab between them"
        return
    if (row.kind, row.name) not in listed:
        yield f"The {row.kind} {row.name} was never published", "Take the line out: nobody can miss it"
    if (row.kind, row.name) in present:
        yield f"The {row.kind} {row.name} is still there", "Take the line out, or what it retires"
    if (row.kind, row.successor) in retired:
        yield f"{row.successor} is retired itself", "Name the one that is there now"
    if row.kind != "address" and (row.kind, row.successor) not in present | retired:
        yield f"There is no {row.kind} {row.successor}", "Name one that is there"
    if row.kind == "address":
        yield from _wrong_address(row)


def _wrong_address(row: Retired) -> Iterator[tuple[str, str]]:
    if not {*_PLACEHOLDER.findall(row.successor)} <= {*_PLACEHOLDER.findall(row.name)}:
        yield f"{row.name} does not say what to put into {row.successor}", "Write only words in <> that stand in both"
    if splitext(row.name)[1] != splitext(row.successor)[1]:
        yield f"{row.successor} is no answer to who asks for {row.name}", "Name an address of the same form, such as another CSV file"
