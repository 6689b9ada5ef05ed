"""The words of definitions, plain explanations and notes, by which a concept is found after all labels.

Notes are a list of their own: a phone loads it only where labels and definitions answer nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from csea_terms.model import Words
from csea_terms.search.forms import Forms
from csea_terms.search.words import is_unspaced, match_key

_SHORTEST = 3


def text_words(words: Words, forms: Forms) -> str:
    """Return the stems of what a language says of a concept beyond its labels; in scripts without spaces all that it says."""
    return _stems(words, (words.definition, words.plain_definition), forms)


def note_words(words: Words, forms: Forms) -> str:
    """Return the same of its notes, without what :func:`text_words` has already."""
    said = set(text_words(words, forms).split())
    return " ".join(stem for stem in _stems(words, words.scope_notes, forms).split() if stem not in said)


def _stems(words: Words, texts: Iterable[str], forms: Forms) -> str:
    key = match_key(" ".join(texts))
    if is_unspaced(key):
        return key.replace(" ", "")
    named = {forms.stem(word) for label in words.labels for word in match_key(label.text).split()}
    stems = dict.fromkeys(forms.stem(word) for word in key.split() if word not in forms.skipped)
    return " ".join(sorted(stem for stem in stems if len(stem) >= _SHORTEST and stem not in named))


@dataclass(frozen=True)
class Definitions:
    """Which concepts have which words in their definitions, or in their notes, in one language: plain data that can be kept.

    ``concepts`` has them by stem, ``by_beginning`` the stems by their first two letters, ``unspaced`` those of scripts without spaces.
    """

    endings: frozenset[str]
    concepts: dict[str, list[str]]
    by_beginning: dict[str, list[str]]
    unspaced: list[str]

    def meeting(self, typed: str) -> set[str]:
        """Return the concepts of whose definitions a typed word is a word."""
        stems = self.unspaced if is_unspaced(typed) else self.by_beginning.get(typed[:2], ())
        return {concept for stem in stems if self._meets(typed, stem) for concept in self.concepts[stem]}

    def _meets(self, typed: str, stem: str) -> bool:
        if is_unspaced(typed):
            return typed in stem
        return (typed.startswith(stem) and typed[len(stem) :] in self.endings) or (
            len(typed) >= _SHORTEST and stem.startswith(typed)
        )


def definitions(texts: Iterable[tuple[str, str]], forms: Forms) -> Definitions:
    """Return where what :func:`text_words` or :func:`note_words` makes of the words of concepts stands, by their identifiers."""
    concepts: dict[str, list[str]] = {}
    by_beginning: dict[str, list[str]] = {}
    for concept, text in texts:
        for stem in text.split():
            concepts.setdefault(stem, []).append(concept)
    for stem in concepts:
        by_beginning.setdefault(stem[:2], []).append(stem)
    return Definitions(forms.endings, concepts, by_beginning, [stem for stem in concepts if is_unspaced(stem)])
