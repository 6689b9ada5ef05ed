"""How labels, definitions and replacements are worded. These are rules about text, which SHACL sees letter by letter only."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from csea_terms.checking.lint.attestation import attestation_problems, identifier_problems
from csea_terms.checking.lint.definitions import (
    definition_problems,
    head_problems,
    mutual_circles,
    shared_definitions,
    stale_problems,
)
from csea_terms.checking.lint.labels import label_problems
from csea_terms.checking.lint.lexicon import Entries, Entry, label_rules, language_of, lexicon_of
from csea_terms.checking.lint.reasons import keep_problems, shared_reason_problems
from csea_terms.checking.lint.replacements import replacement_problems
from csea_terms.checking.memory import Memory
from csea_terms.errors import Problem
from csea_terms.reading.loaded import File, Loaded
from csea_terms.text.digest import digest


def wording_problems(loaded: Loaded, memory: Memory) -> Iterator[Problem]:
    """Yield what is wrong with the wording of the language files."""
    entries = Entries(loaded)
    languages: dict[str, list[File]] = {}
    for file in entries.files:
        languages.setdefault(language_of(loaded, file.place.language), []).append(file)
    for tag, files in languages.items():
        rules = repr(sorted({(file.place.language, repr(label_rules(loaded, file.place.language))) for file in files}))
        key = digest("wording", tag, rules, entries.context, *(f"{file.path}\n{file.text}" for file in files))
        yield from memory.recall(key, partial(_language_problems, loaded, tag, entries, files))
    for file in entries.files:
        english = entries.english.get(file.place.owner)
        if english and english is not file:
            key = digest("stale", file.path, file.text, english.text)
            yield from memory.recall(key, partial(stale_problems, file, english))


def _language_problems(loaded: Loaded, tag: str, entries: Entries, files: list[File]) -> Iterator[Problem]:
    """Yield the problems of one language with its regional variants."""
    words: list[Entry] = [entries[file] for file in files]
    lexicon = lexicon_of(loaded, tag, words)
    for entry in words:
        yield from label_problems(entry, lexicon, label_rules(loaded, entry.tag))
        yield from definition_problems(entry, lexicon, label_rules(loaded, entry.tag))
        yield from head_problems(entry, lexicon, entries.wider(entry.file.place.owner))
        yield from replacement_problems(entry, lexicon)
        yield from keep_problems(entry)
        yield from attestation_problems(loaded, entry)
        yield from identifier_problems(entry, lexicon)
    yield from mutual_circles(words, lexicon)
    yield from shared_definitions(words)
    yield from shared_reason_problems(words)
