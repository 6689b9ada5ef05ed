"""In which order matches come."""

from __future__ import annotations

from csea_terms.search.entries import FALLBACK, WORD_KINDS, base_language
from csea_terms.search.matching import EXACT, NEAR, PREFIX, SOME, TEXT, WORD, WORDS, Match

_ENGLISH = 2


def rank_of(match: Match, wanted: str) -> tuple:
    """Return what a match is compared by, the smaller the better; :mod:`csea_terms.search.lookup` says it in words."""
    entry, distance = match.entry, _distance(match.entry.language, wanted)
    far = match.difference if match.tier in (TEXT, NEAR, SOME) else 0
    # UTF-16 is how JavaScript measures and compares text; the order must be the same in both.
    text = entry.text.encode("utf-16-be")
    word = (WORD_KINDS.index(entry.word_kind), len(text), text, entry.language, entry.id)
    return (_band(match, distance), far, entry.deprecated, distance, match.more, match.difference, match.tier, *word)


def _band(match: Match, distance: int) -> int:
    """Return the tier that counts before the language: a word is exact only in languages that the reader has chosen."""
    if match.tier == EXACT and distance > _ENGLISH:
        return PREFIX
    return PREFIX if match.tier in (WORD, WORDS) else match.tier


def _distance(language: str, wanted: str) -> int:
    """Return 0 for the wanted language, 1 for a variant of it, 2 for English, 3 for another."""
    if language == wanted:
        return 0
    if base_language(language) == base_language(wanted):
        return 1
    return _ENGLISH if language == FALLBACK else _ENGLISH + 1
