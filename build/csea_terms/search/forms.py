"""What makes two words of one language the same word: equal forms, a common stem, words that are skipped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from csea_terms.search.stems import SHORTEST_STEM, endings_of, stem_lengths
from csea_terms.search.words import is_unspaced, match_key
from csea_terms.text.search_words import SearchWords

SAME, STEM, BEGINNING = range(3)
"""How a typed word meets one of ours, best first: the same word, another form of it, the beginning of it."""


@dataclass(frozen=True)
class Forms:
    """The words of a language: which are ``skipped`` (long before short), what is the ``same``, stems and endings."""

    skipped: tuple[str, ...] = ()
    same: dict[str, str] = field(default_factory=dict)
    endings: frozenset[str] = frozenset({""})
    lengths: dict[str, int] = field(default_factory=dict)

    def bare(self, key: str) -> str:
        """Return a key without the words of questions; the key itself where nothing else is left.

        >>> Forms(skipped=("what", "is")).bare("what is grooming")
        'grooming'
        >>> Forms(skipped=("是什么",)).bare("诱骗是什么")
        '诱骗'
        """
        cut = key
        for phrase in self.skipped if is_unspaced(key) else ():
            cut = cut.replace(phrase, " ") if is_unspaced(phrase) else cut
        return " ".join([word for word in cut.split() if word not in self.skipped]) or key

    def root(self, word: str) -> str:
        """Return the word that stands for all that are the same as one."""
        return self.same.get(word, word)

    def stem(self, word: str) -> str:
        """Return the part of a word of ours that all its forms begin with."""
        return word[: self.lengths.get(word, len(word))]

    def meets(self, typed: str, word: str) -> int | None:
        """Return how a typed word meets a word of ours, None where it does not.

        >>> english = forms_for("en", ["exploitation of a child"], ["exploited"])
        >>> english.meets("exploited", "exploitation") == STEM, english.meets("exploi", "exploitation") == BEGINNING
        (True, True)
        """
        if typed == word:
            return SAME
        if self.root(typed) == self.root(word):
            return STEM
        stem = self.stem(word)
        if len(stem) >= SHORTEST_STEM and typed.startswith(stem) and self._is_ending(typed[len(stem) :], word[len(stem) :]):
            return STEM
        if word.startswith(typed) or (is_unspaced(typed) and typed in word):
            return BEGINNING
        return None

    def _is_ending(self, typed: str, ours: str) -> bool:
        """Return whether what is typed behind a stem makes a form of a word of ours; what ends in a y keeps it or an i in its
        place, since "police" is no form of "policy"."""
        return typed in self.endings and (ours != "y" or typed.startswith(("i", "y")))


def forms_for(language: str, texts: Iterable[str], others: Iterable[str] = (), search: SearchWords = SearchWords()) -> Forms:
    """Return the forms of a language: the stems of the words of ``texts``; ``others`` are read for their endings only."""
    lengths = stem_lengths(texts, language)
    endings = endings_of({**stem_lengths(others, language), **lengths})
    same = {match_key(word): match_key(row[0]) for row in search.same for word in row[1:]}
    skipped = sorted({match_key(word) for word in search.skipped} - {""}, key=lambda word: (-len(word), word))
    return Forms(tuple(skipped), same, endings, lengths)
