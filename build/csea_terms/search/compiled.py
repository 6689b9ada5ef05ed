"""The lists of words that a search needs, made beforehand, so that a look-up reads only those that it looks in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from csea_terms.formats.records import read_record, write_record
from csea_terms.model import Glossary
from csea_terms.search.arranged import Arranged
from csea_terms.search.definitions import Definitions
from csea_terms.search.index import Index
from csea_terms.search.matching import WordList

_Kind = TypeVar("_Kind")


def compiled_lists(glossary: Glossary) -> Iterator[tuple[str, bytes]]:
    """Yield the file of each list that :class:`CompiledIndex` reads: its name and its content."""
    index = Index(glossary)
    lists = {"names": index.names, **{f"labels-{name}": index.labels(name) for name in index.list_names}}
    for name, words in {**lists, **{f"local-{tag}": index.local(tag) for tag in glossary.languages}}.items():
        yield f"{name}.json", write_record(words.data)
    for tag in glossary.languages:
        yield f"definitions-{tag}.json", write_record(index.definitions(tag))
        yield f"notes-{tag}.json", write_record(index.notes(tag))
    yield "syllables.json", write_record(index.syllables)


class CompiledIndex(Index):
    """The lists of a glossary as they stand in a folder; what is not there, as for a language that the site is not in, is made as ever."""

    def __init__(self, glossary: Glossary, folder: Path):
        super().__init__(glossary)
        self._folder = folder

    @cached_property
    def names(self) -> WordList:
        """The names of codes, schemes, laws and sources."""
        return WordList(read_record(self._folder / "names.json", Arranged))

    @cached_property
    def syllables(self) -> dict[str, str]:
        """How each Chinese character of the labels is spelled."""
        return read_record(self._folder / "syllables.json", dict[str, str])

    def _labels(self, name: str) -> WordList:
        found = self._read(f"labels-{name}", Arranged)
        return WordList(found) if found else super()._labels(name)

    def _local(self, tag: str) -> WordList:
        found = self._read(f"local-{tag}", Arranged)
        return WordList(found) if found else super()._local(tag)

    def _definitions(self, tag: str) -> Definitions:
        return self._read(f"definitions-{tag}", Definitions) or super()._definitions(tag)

    def _notes(self, tag: str) -> Definitions:
        return self._read(f"notes-{tag}", Definitions) or super()._notes(tag)

    def _read(self, name: str, kind: type[_Kind]) -> _Kind | None:
        path = self._folder / f"{name}.json"
        return read_record(path, kind) if path.is_file() else None
