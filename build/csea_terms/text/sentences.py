"""How long the sentences of a text are: in words, in scripts without spaces in letters."""

from __future__ import annotations

import re

UNSPACED = ("zh", "ja", "th")
"""Languages whose scripts put no spaces between words."""

_END = re.compile(r"[.!?…。！？؟।॥]\s+|[。！？]")


def longest_allowed(tag: str) -> int:
    """Return how long a sentence of a definition may be that a reader still takes in at once."""
    return 65 if is_unspaced(tag) else 45


def is_unspaced(tag: str) -> bool:
    """Return whether a language puts no spaces between words, so that letters are counted."""
    return tag.partition("-")[0] in UNSPACED


def sentence_lengths(text: str, tag: str) -> list[int]:
    """Return the length of each sentence in words, in scripts without spaces in letters and digits.

    >>> sentence_lengths("A word. Three more words!", "en"), sentence_lengths("两个字。AI，三个", "zh")
    ([2, 3], [3, 4])
    """
    parts = (part for part in _END.split(text) if part.strip())
    if is_unspaced(tag):
        return [sum(letter.isalnum() for letter in part) for part in parts]
    return [len(part.split()) for part in parts]
