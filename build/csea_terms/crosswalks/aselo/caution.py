"""Labels to be careful with: those that hold a word to avoid, and those that must not be shown at all."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from csea_terms.crosswalks.aselo.definition import Definition
from csea_terms.crosswalks.aselo.labels import pointer, tidy
from csea_terms.crosswalks.recoding.recognise import value_key
from csea_terms.errors import Problem
from csea_terms.model import Glossary
from csea_terms.text.fold import fold

_WITHHELD = frozenset({
    "0033728f0fbc83a0", "2d1eabd60d288462", "60000f264aefeb01", "6672b930d5d08ec0", "8c5c04391361cbf4",
    "a368606514955567", "acf45488978d9ff4", "afdc4728c3be2eb5", "d5d408895aa41c3a", "f383228fca5dcd80",
})  # fmt: skip
"""Digests of explicit words that helplines' labels hold. The words themselves would be published by a list of them."""

_LONGEST_PHRASE = 2
_UNSPACED = ("zh", "ja", "th")


@dataclass(frozen=True)
class Caution:
    """What may be said of labels; ``withheld`` are notations that somebody has asked to withhold."""

    shown: frozenset[str]
    avoided: dict[str, re.Pattern[str]]
    withheld: frozenset[str] = frozenset()

    def is_hidden(self, label: str) -> bool:
        """Return whether a tidied label holds an explicit word. What the vocabulary itself shows is not hidden."""
        return value_key(label) not in self.shown and _is_explicit(label)

    def hides(self, *labels: str) -> bool:
        """Return whether a category, or one of its subcategories, must not be shown or published."""
        return any(map(self.is_hidden, labels)) or pointer(*labels) in self.withheld or pointer(*labels[:1]) in self.withheld

    def avoided_word(self, label: str, language: str) -> str:
        """Return the word to avoid that a label holds, folded, or an empty text."""
        pattern = self.avoided.get(language.partition("-")[0])
        found = pattern.search(fold(label)) if pattern else None
        return found[0] if found else ""

    def problems(self, definition: Definition, language: str, path: str) -> Iterator[Problem]:
        """Yield a note for each label of a definition that is withheld or holds a word to avoid."""
        for category, subcategory in definition.labels():
            one = subcategory or category
            labels = (category.label, subcategory.label) if subcategory else (category.label,)
            if self.hides(*labels):
                advice = "It is left out of what may be published, and its text is not printed"
                yield Problem(path, 0, "aselo-label-withheld", "warning", f"{one.place}: The label is withheld", advice)
            elif word := self.avoided_word(one.label, language):
                message = f'{one.place}: The label holds a word that the vocabulary says to avoid: "{word}"'
                advice = f'It stays as its owner wrote it. See what to say instead with csea-terms lookup "{word}"'
                yield Problem(path, 0, "aselo-label-avoided", "info", message, advice)


def caution_of(glossary: Glossary, withheld: Collection[str] = ()) -> Caution:
    """Return what a vocabulary says about labels: the words to avoid that may be pointed out in any text."""
    words: dict[str, set[str]] = {}
    for concept in glossary.concepts.values():
        for tag, said in concept.words.items():
            # Some words are only wrong beside words about children; a helpline's labels are about children throughout.
            forms = {form for label in said.of_kind("avoid") if label.flagged != "never" for form in (label.text, *label.variants)}
            words.setdefault(tag.partition("-")[0], set()).update(forms)
    shown = frozenset(value_key(title) for s in glossary.schemes.values() for c in s.codes.values() for title in c.titles.values())
    return Caution(shown, {tag: _any_of(found, tag) for tag, found in words.items() if found}, frozenset(withheld))


@lru_cache(maxsize=10_000)
def _is_explicit(label: str) -> bool:
    words = fold(tidy(label)).split()
    phrases = (" ".join(words[at : at + size]) for size in range(1, _LONGEST_PHRASE + 1) for at in range(len(words) - size + 1))
    return any(hashlib.sha256(phrase.encode()).hexdigest()[:16] in _WITHHELD for phrase in phrases)


def _any_of(words: set[str], tag: str) -> re.Pattern[str]:
    folded = sorted({fold(word) for word in words} - {""}, key=lambda word: (-len(word), word))
    joined = "|".join(map(re.escape, folded))
    return re.compile(joined if tag in _UNSPACED else rf"(?<!\S)(?:{joined})(?!\S)")
