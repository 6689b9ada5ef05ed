"""What a language's words have in common: how long the stem of each is, and the endings that stand behind stems.

The Snowball stemmers (snowballstem.org) run here only. A word that somebody types is a form of ours where it begins with
the stem of ours and goes on with an ending that other words of that language have; so the browser needs the lengths and the
endings, and no stemmer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import Stemmer

from csea_terms.search.words import is_unspaced, match_key

SHORTEST_STEM = 3
_LONGEST_ENDING = 5

_ALGORITHMS = {
    "ar": "arabic", "de": "german", "en": "english", "es": "spanish", "fr": "french", "hi": "hindi", "id": "indonesian",
    "it": "italian", "nl": "dutch", "pl": "polish", "pt": "portuguese", "ru": "russian", "sv": "swedish", "tr": "turkish",
    "uk": "russian",
}  # fmt: skip
# There is none for Ukrainian; its endings are those of Russian in other letters.
_LETTERS = {"uk": str.maketrans("іїєґ", "ииег")}
# Who does it is not what is done: a child abuser is no form of child abuse.
_DOERS = {
    "en": ("er", "ers", "or", "ors"),
    "de": ("er", "ern"),
    "es": ("ador", "adora", "adores", "adoras", "edor", "edora", "edores", "edoras"),
    "fr": ("eur", "eurs", "euse", "euses", "ateur", "ateurs", "atric", "atrice", "atrices"),
    "it": ("ator", "atore", "atori"),
    "pt": ("ador", "adora", "adores", "adoras", "edor", "edora", "edores", "edoras"),
    "tr": ("ci", "cisi", "ciler", "cileri", "cu", "cusu", "culer", "cular", "culeri", "culari"),
}  # fmt: skip
_WORD = re.compile(r"\w+")


def stem_lengths(texts: Iterable[str], language: str) -> dict[str, int]:
    """Return how many letters of each word of some texts are its stem; words as ``match_key`` writes them.

    >>> stem_lengths(["Images of abuse", "des élèves"], "en")["images"]
    4
    """
    stemmer = _stemmer(language.partition("-")[0])
    written = sorted({word for text in texts for word in _WORD.findall(text.lower()) if not is_unspaced(word)}, reverse=True)
    letters = _LETTERS.get(language, {})
    stems = stemmer.stemWords([word.translate(letters) for word in written]) if stemmer else written
    keys = [(match_key(word), match_key(stem)) for word, stem in zip(written, stems, strict=True)]
    lengths = {key: _common(key.translate(letters), stem) for key, stem in keys}
    doers = _DOERS.get(language.partition("-")[0], ())
    return {key: len(key.rstrip("s")) if key[length:] in doers else length for key, length in lengths.items()}


def endings_of(lengths: dict[str, int]) -> frozenset[str]:
    """Return what stands behind the stems of some words, the empty ending included."""
    found = {word[length:] for word, length in lengths.items() if length >= SHORTEST_STEM}
    return frozenset({"", *(ending for ending in found if len(ending) <= _LONGEST_ENDING)})


@cache
def _stemmer(language: str) -> Stemmer.Stemmer | None:
    return Stemmer.Stemmer(_ALGORITHMS[language]) if language in _ALGORITHMS else None


def _common(word: str, stem: str) -> int:
    """Return how many letters a word and its stem begin with alike; the whole word where that is too few to tell by."""
    length = 0
    for letter, other in zip(word, stem, strict=False):
        if letter != other:
            break
        length += 1
    return length if length >= SHORTEST_STEM else len(word)
