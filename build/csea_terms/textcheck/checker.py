"""Check whole documents: every passage in its language, with the places of what is found."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from csea_terms.errors import UsageError
from csea_terms.model import Glossary
from csea_terms.text.fold import fold
from csea_terms.text.phrases import units
from csea_terms.textcheck.finding import Finding, find
from csea_terms.textcheck.lexicon import TextLexicon, checked_languages
from csea_terms.textcheck.opening import Document
from csea_terms.textcheck.passages import Languages, Passage, passages
from csea_terms.textcheck.respected import KEPT

PROFILES = {
    "child-helpline": "helplines", "court": "justice-legal", "industry": "industry", "police": "law-enforcement",
    "school": "education", "statistics": "statistics-research",
}  # fmt: skip
"""Who writes, and the sector whose usual words, as its usage statements say, are left alone then."""

SETTINGS = "csea-terms.toml"
"""The file with a project's own words that may stay, in the folder of a document or above it."""


@dataclass(frozen=True)
class Located:
    """A finding with its place: ``place`` counts the document's units (lines, paragraphs, pages) from 1, as ``column`` does characters."""

    finding: Finding
    language: str
    place: int
    column: int


class Checker:
    """Checks documents with the words of a glossary.

    ``language`` is the language of all passages, or ``auto``; ``respect`` says what is left alone; ``profile`` is one of :data:`PROFILES`.
    """

    def __init__(self, glossary: Glossary, language: str = "auto", respect: frozenset[str] = KEPT, profile: str = ""):
        self._languages = {lang.tag: lang for lang in checked_languages(glossary)}
        if language not in ("auto", *self._languages):
            raise UsageError(f"Texts in {language} cannot be checked. Languages: auto, {', '.join(self._languages)}.")
        self._glossary, self._language, self._respect = glossary, language, respect
        self._sector = PROFILES.get(profile, "")
        self._lexicons: dict[str, TextLexicon] = {}

    def lexicon(self, tag: str) -> TextLexicon:
        """Return the words of a language, made when they are first needed."""
        if tag not in self._lexicons:
            self._lexicons[tag] = TextLexicon(self._glossary, tag)
        return self._lexicons[tag]

    def check(self, document: Document, allowed: tuple[str, ...] = ()) -> list[Located]:
        """Return what is found in a document, from its beginning to its end, without the words that are ``allowed``."""
        pieces = list(passages(document, self._references if "references" in self._respect else frozenset()))
        tags = self._tags(pieces)
        places = _Places(document)
        found = []
        topics = {tag: self._topic(pieces, tags, tag) for tag in set(tags)}
        for piece, tag in zip(pieces, tags, strict=True):
            for finding in self._found(piece, tag, allowed, topics[tag]):
                place, column = places.of(finding.start)
                found.append(Located(finding, tag, place, column))
        return found

    def language_of(self, document: Document) -> str:
        """Return the language that most passages of a document are in, or an empty string where it has none."""
        usual = Counter(self._tags(list(passages(document, frozenset())))).most_common(1)
        return usual[0][0] if usual else ""

    def _topic(self, pieces: list[Passage], tags: list[str], tag: str) -> Callable[[], bool]:
        """Return what says whether the passages in a language speak of abuse; they are looked through once, when that is asked."""
        return cache(lambda: any(self.lexicon(tag).speaks_of_abuse(p.text) for p, own in zip(pieces, tags, strict=True) if own == tag))

    def _found(self, piece: Passage, tag: str, allowed: tuple[str, ...], on_topic: Callable[[], bool]) -> list[Finding]:
        own = {units(word, tag) for word in allowed}
        return [
            replace(finding, start=piece.start + finding.start, end=piece.start + finding.end)
            for finding in find(piece.text, self.lexicon(tag), self._respect, self._sector, on_topic)
            if units(finding.text, tag) not in own
        ]

    @cached_property
    def _references(self) -> frozenset[str]:
        return frozenset(fold(word) for lang in self._languages.values() for word in lang.check.references)

    @cached_property
    def _guess(self) -> Languages:
        # A regional variant has its language's frequent words: which of the two is meant nobody can tell from them.
        return Languages({tag: lang.check.stop for tag, lang in self._languages.items() if "-" not in tag})

    def _tags(self, pieces: list[Passage]) -> list[str]:
        """Return the language of each passage; one that does not tell its own has the document's most frequent."""
        if self._language != "auto":
            return [self._language] * len(pieces)
        told = [self._guess.of(piece.text) for piece in pieces]
        usual = Counter(filter(None, told)).most_common(1)
        default = usual[0][0] if usual else "en"
        return [tag or default for tag in told]


class _Places:
    """Where in a document a character stands."""

    def __init__(self, document: Document):
        border = "\n" if document.unit == "line" else "\f"
        self._starts = [0, *(match.end() for match in re.finditer(border, document.raw or document.text))]

    def of(self, offset: int) -> tuple[int, int]:
        """Return the number of the unit, from 1, and of the character in it, from 1."""
        place = bisect_right(self._starts, offset)
        return place, offset - self._starts[place - 1] + 1


def allowed_words(folder: Path) -> tuple[str, ...]:
    """Return the words that a project lets stay: ``allow`` in the part ``[check-text]`` of the nearest :data:`SETTINGS`.

    Raises :class:`UsageError` where that file cannot be read.
    """
    folder = folder.resolve()
    path = next((own / SETTINGS for own in (folder, *folder.parents) if (own / SETTINGS).is_file()), None)
    if path is None:
        return ()
    try:
        words = tomllib.loads(path.read_text(encoding="utf-8")).get("check-text", {}).get("allow", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, AttributeError) as error:
        raise UsageError(f"{path} cannot be read: {error}.") from None
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise UsageError(f'{path}: allow is no list of words. Write: allow = ["word", "other word"].')
    return tuple(words)
