"""The words of a text as the vocabulary is compared by, each with where it stands.

Soft hyphens, characters without width, tatweel and harakat do not part a word, a hyphen at the end of a line does only where
the joined word is not known, and a Latin word with Cyrillic or Greek look-alikes in it is read as Latin (UTS #39, section 4).
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from csea_terms.text.phrases import base_language, units
from csea_terms.text.sentences import is_unspaced

_UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff"
_WORD = rf"\w[\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670{_UNSEEN}]*"
_SPACED = re.compile(rf"{_WORD}(?:[-‐][ \t]*\n[ \t]*{_WORD})?")
_UNSPACED = re.compile(r"\w")
_HYPHEN = re.compile(r"[-‐]\s*\n\s*")
_LATIN = re.compile("[a-zA-Z]")
_LOOK_ALIKES = str.maketrans("аеорсухіјѕһԁԛԝАВЕКМНОРСТХІЈЅοανρΑΒΕΗΙΚΜΝΟΡΤΧ", "aeopcyxijshdqwABEKMHOPCTXIJSoavpABEHIKMNOPTX")


@dataclass(frozen=True)
class Tokens:
    """What a text is compared by (``units``) and where each begins and ends in it."""

    text: str
    units: list[str]
    starts: list[int]
    ends: list[int]

    def gap(self, number: int) -> str:
        """Return what stands before a unit, behind the one before it."""
        return self.text[self.ends[number - 1] if number else 0 : self.starts[number]]


class Tokenizer:
    """Cuts texts of one language; ``known`` are the units that its words are made of."""

    def __init__(self, tag: str, known: Container[str]):
        self._language, self._known = base_language(tag), known
        self._pattern = _UNSPACED if is_unspaced(tag) else _SPACED
        self._seen: dict[str, tuple[str, ...]] = {}

    def __call__(self, text: str) -> Tokens:
        """Return the words of a text."""
        tokens = Tokens(text, [], [], [])
        seen, add_unit, add_start, add_end = self._seen, tokens.units.append, tokens.starts.append, tokens.ends.append
        for match in self._pattern.finditer(text):
            word = match[0]
            own = seen.get(word) or self._units(word)
            if len(own) == 1:  # nearly every word: without a call for each
                start, end = match.span()
                add_unit(own[0])
                add_start(start)
                add_end(end)
            elif "\n" in word:
                self._add_parts(tokens, word, match.start())
            else:
                self._add(tokens, own, match.start(), match.end())
        return tokens

    def has_any(self, text: str, wanted: Container[str]) -> bool:
        """Return whether one of some units stands in a text, without saying where."""
        for word in set(self._pattern.findall(text)):
            own = self._seen.get(word)
            if any(unit in wanted for unit in (self._units(word) if own is None else own)):
                return True
        return False

    def _add(self, tokens: Tokens, own: tuple[str, ...], start: int, end: int) -> None:
        for unit in own:
            tokens.units.append(unit)
            tokens.starts.append(start)
            tokens.ends.append(end)

    def _add_parts(self, tokens: Tokens, word: str, start: int) -> None:
        hyphen = _HYPHEN.search(word)
        if hyphen:
            self._add(tokens, self._units(word[: hyphen.start()]), start, start + hyphen.start())
            self._add(tokens, self._units(word[hyphen.end() :]), start + hyphen.end(), start + len(word))

    def _units(self, word: str) -> tuple[str, ...]:
        joined = _HYPHEN.sub("", word)
        if not joined.isascii() and _LATIN.search(joined):
            joined = joined.translate(_LOOK_ALIKES)
        own = units(joined, self._language)
        if joined is not word and "\n" in word and not all(unit in self._known for unit in own):
            own = units(_HYPHEN.sub(" ", word), self._language)
        self._seen[word] = own
        return own
