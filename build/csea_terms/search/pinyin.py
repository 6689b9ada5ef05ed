"""How the Chinese characters of the vocabulary are spelled in Latin letters (Hanyu Pinyin, ISO 7098, without tones)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from csea_terms.search.words import is_unspaced


def syllables(texts: Iterable[str]) -> dict[str, str]:
    """Return the syllable of each character, as most of the texts read it.

    >>> syllables(["儿童", "行为", "行动"])["行"]
    'xing'
    """
    from pypinyin import lazy_pinyin  # which takes a moment that only Chinese in Latin letters is worth

    counted: dict[str, Counter[str]] = {}
    for text in texts:
        for letter, syllable in zip(text, lazy_pinyin(text, errors=list), strict=False):
            if is_unspaced(letter) and syllable.isascii():
                counted.setdefault(letter, Counter())[syllable] += 1
    return {letter: counts.most_common(1)[0][0] for letter, counts in sorted(counted.items())}

