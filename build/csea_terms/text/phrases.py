"""Find phrases in a text in whatever number or case: word by word by its stem, letter by letter in scripts without spaces.

The stems are light: they join what differs by number, in Russian by case, in Arabic by the article, and no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from csea_terms.text.fold import fold
from csea_terms.text.sentences import is_unspaced

_IRREGULAR = {
    "children": "child", "men": "man", "women": "woman", "people": "person", "bias": "bias", "lens": "lens", "series": "series",
}  # fmt: skip
RUSSIAN_ENDINGS = (
    "иями", "ями", "ами", "ого", "его", "ому", "ему", "ыми", "ими", "иях", "ая", "яя", "ое", "ее", "ые", "ие", "ыи", "ии", "ои", "еи", "ым", "им",
    "ом", "ем", "ах", "ях", "ую", "юю", "ов", "ев", "ам", "ям", "ию", "ия", "ью", *"аеиоуыьюя",
)  # fmt: skip
"""What is taken off a Russian word of more than four letters, folded."""

_RUSSIAN_ENDING = re.compile(f"(?:{'|'.join(RUSSIAN_ENDINGS)})$")
# A phrase does not run on over a comma or stop.
_PAUSE = re.compile(r"[,;:.!?()،؛؟।॥]+(?=\s|$)|(?<!\w)[(]|[。，；、：！？（）]")
_ARABIC_BEGINNING = re.compile("^(?:[وف]?[بك]?ال|[وف]?لل)(?=..)")


def units(text: str, tag: str) -> tuple[str, ...]:
    """Return what a text is compared by: stems of its words, or its letters.

    >>> units("The Children’s images", "en")
    ('the', 'child', 's', 'image')
    >>> units("儿童，AI", "zh")
    ('儿', '童', ',', 'a', 'i')
    """
    return _units(text, base_language(tag))


def is_plural(word: str) -> bool:
    """Return whether an English word is the plural of another.

    >>> is_plural("images"), is_plural("children"), is_plural("abuse"), is_plural("bias")
    (True, True, False, False)
    """
    folded = fold(word)
    return _stem(folded, "en") != folded


def base_language(tag: str) -> str:
    """Return the language of a tag without its script and region."""
    return tag.partition("-")[0]


@lru_cache(maxsize=20_000)
def _units(text: str, language: str) -> tuple[str, ...]:
    found: list[str] = []
    for number, part in enumerate(_PAUSE.split(text)):
        folded = fold(part)
        own = folded.replace(" ", "") if is_unspaced(language) else (_stem(word, language) for word in folded.split())
        found += [",", *own] if number else own
    return tuple(found)


@lru_cache(maxsize=50_000)
def _stem(word: str, language: str) -> str:
    if language == "en":
        return _IRREGULAR.get(word) or _english(word)
    if language in ("fr", "es", "pt"):
        return _romance(word)
    if language == "ru" and len(word) > 4:
        return _RUSSIAN_ENDING.sub("", word)
    return _ARABIC_BEGINNING.sub("", word) if language == "ar" else word


def _english(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]


def _romance(word: str) -> str:
    if len(word) < 4:
        return word
    if word.endswith(("oes", "aux")):
        return word[:-3] + ("ao" if word[-1] == "s" else "al")
    return word.rstrip("sx").rstrip("e") or word


class Phrases:
    """Phrases of one language, each with something that it stands for."""

    def __init__(self, tag: str):
        self._tag = tag
        self._meant: dict[tuple[str, ...], list[str]] = {}
        self._lengths: dict[str, set[int]] = {}

    def add(self, phrase: str, meant: str) -> None:
        """Note a phrase and what it stands for."""
        key = units(phrase, self._tag)
        if key:
            self._meant.setdefault(key, []).append(meant)
            self._lengths.setdefault(key[0], set()).add(len(key))

    def find(self, text: str) -> Iterator[str]:
        """Yield what each phrase in a text stands for, from left to right."""
        found = units(text, self._tag)
        if self._lengths.keys().isdisjoint(found):
            return
        for start, first in enumerate(found):
            for length in self._lengths.get(first, ()):
                yield from self._meant.get(found[start : start + length], ())
