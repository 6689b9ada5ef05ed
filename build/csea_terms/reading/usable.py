"""A vocabulary with errors, cut down to what a site can be made of: for a preview, never for what is published.

What cannot be read is left out, and so is what speaks of something that is not there. What is only wrong stays, so that a
reviewer sees it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import compress

import pyoxigraph as ox

from csea_terms.formats.sssom import CODE_COLUMNS, Row, Table
from csea_terms.model import Scheme
from csea_terms.names import LABEL, SECTOR, SOURCE, TERM, USAGE
from csea_terms.reading.loaded import File, Loaded
from csea_terms.reading.schemes import read_code_mappings, read_mappings, read_scheme
from csea_terms.reading.statements import by_subject

_NEEDED = ("scheme", "schema", "sectors")
"""Kinds of files without which there is no vocabulary."""


@dataclass(frozen=True)
class Usable:
    """What a site can be made of, and the paths of the files that are not in it."""

    loaded: Loaded
    left_out: tuple[str, ...]


def usable(loaded: Loaded, without: Collection[str] = ()) -> Usable | None:
    """Return the part of a vocabulary that a site can be made of; None where not even the vocabulary itself can be read.

    ``without`` are paths of files that are left out too. With the first file of a concept or a scheme all of it goes.
    """
    files = {path: _readable(loaded, file) for path, file in loaded.files.items() if path not in without}
    files = {path: file for path, file in files.items() if file}
    found = {file.place.kind for file in files.values()}
    if not found.issuperset(_NEEDED) or "en" not in loaded.languages or "vocab/languages/en.toml" in without:
        return None
    files = {path: file for path, file in files.items() if _home(file) in files}
    cut = _Cut(loaded, files)
    return Usable(cut.loaded(), tuple(sorted({*loaded.files, *loaded.unread} - files.keys())))


def _readable(loaded: Loaded, file: File) -> File | None:
    if file.path not in loaded.unread:
        return file
    return loaded.partly_read.get(file.path)


def _home(file: File) -> str:
    """Return the path of the file without which a file means nothing."""
    place = file.place
    homes = {"words": "vocab/terms/{}/concept.ttl", "mappings": "vocab/crosswalks/{}/scheme.ttl", "code-mappings": "vocab/crosswalks/{}/scheme.ttl"}
    return homes[place.kind].format(place.owner) if place.kind in homes else file.path


class _Cut:
    """The files that stay, and what they still speak of."""

    def __init__(self, before: Loaded, files: dict[str, File]):
        self._before = before
        self._files = {path: file for path, file in files.items() if file.place.kind != "concept" or self._speaks(file, TERM)}
        self._files = {path: file for path, file in self._files.items() if _home(file) in self._files}

    @staticmethod
    def _speaks(file: File, namespace: str) -> bool:
        subject = namespace + file.place.owner
        return any(isinstance(triple.subject, ox.NamedNode) and triple.subject.value == subject for triple in file.triples)

    def loaded(self) -> Loaded:
        """Return what is left."""
        files = {path: replace(file, triples=tuple(filter(self._holds, file.triples))) for path, file in self._files.items()}
        before = self._before
        return replace(
            before,
            files=files,
            tables={scheme: self._table(scheme, table) for scheme, table in before.tables.items() if table.path in files},
            code_tables={pair: self._code_table(pair, table) for pair, table in before.code_tables.items() if table.path in files and pair[1] in self._schemes},
            languages={tag: self._language(data) for tag, data in before.languages.items() if f"vocab/languages/{tag}.toml" in files and _is_whole(data)},
            unread=set(),
            partly_read={},
        )

    @cached_property
    def _known(self) -> dict[str, set[str]]:
        """What there is, by namespace."""
        owners: dict[str, set[str]] = {}
        for file in self._files.values():
            owners.setdefault(file.place.kind, set()).add(file.place.owner)
        subjects = (triple.subject for file in self._files.values() if file.place.kind == "sectors" for triple in file.triples)
        sectors = {subject.value.removeprefix(SECTOR) for subject in subjects if isinstance(subject, ox.NamedNode)}
        return {TERM: owners.get("concept", set()), SOURCE: owners.get("source", set()), SECTOR: sectors}

    def _holds(self, triple: ox.Triple) -> bool:
        """Return whether a statement speaks of what is there, under a name that can be read."""
        subject = triple.subject.value if isinstance(triple.subject, ox.NamedNode) else ""
        if subject.startswith((LABEL, USAGE)) and subject.count(".") < 2 + subject.startswith(USAGE):
            return False
        value = triple.object.value if isinstance(triple.object, ox.NamedNode) else ""
        return all(value.removeprefix(namespace) in names for namespace, names in self._known.items() if value.startswith(namespace))

    @cached_property
    def _schemes(self) -> dict[str, Scheme]:
        schemes = (file for file in self._files.values() if file.place.kind == "codes")
        return {file.place.owner: read_scheme(file.place.owner, by_subject(filter(self._holds, file.triples))) for file in schemes}

    def _table(self, scheme: str, table: Table) -> Table:
        rows = tuple(filter(_reads, table.rows))
        codes, found = self._schemes[scheme].codes, read_mappings(replace(table, rows=rows), self._schemes[scheme])
        fits = (m.concept in self._known[TERM] and (m.notation is None or m.notation in codes) for m in found)
        return replace(table, rows=tuple(compress(rows, fits)))

    def _code_table(self, pair: tuple[str, str], table: Table) -> Table:
        rows = tuple(filter(_reads, table.rows))
        source, target = (self._schemes[scheme] for scheme in pair)
        found = read_code_mappings(replace(table, rows=rows), source, target)
        fits = (m.source in source.codes and (m.target is None or m.target in target.codes) and self._known[SOURCE].issuperset(m.sources) for m in found)
        return replace(table, rows=tuple(compress(rows, fits)))

    def _language(self, data: dict) -> dict:
        """Return what a language file says, with English words where it has none."""
        english = self._before.languages["en"]["strings"]
        own = data["strings"]
        return {**data, "strings": {key: own[key] if isinstance(own.get(key), str) else text for key, text in english.items()}}


def _is_whole(data: dict) -> bool:
    return all(isinstance(data.get(key), kind) for key, kind in (("name", str), ("english_name", str), ("direction", str), ("strings", dict)))


def _reads(row: Row) -> bool:
    try:
        return {*CODE_COLUMNS[:-2], "comment"} <= row.cells.keys() and 0 <= float(row["confidence"]) <= 1
    except ValueError:
        return False
