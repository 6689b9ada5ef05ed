"""Find the words to avoid in one paragraph, and leave alone what is innocent or somebody else's.

A word that may be flagged near children only is a finding where a child stands in the same sentence, an ordinary one where it stands in the
same clause and beside a word of abuse, or where only a few words join the two. A clause ends at a stop, a semicolon and a word that begins another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from csea_terms.textcheck.lexicon import Avoided, TextLexicon
from csea_terms.textcheck.respected import KEPT, kept_spans
from csea_terms.textcheck.tokens import Tokens

_ABBREVIATION = re.compile(r"\.\s*$")
_LONGEST_ABBREVIATION = 3
_SENTENCE_END = re.compile(r"[.!?…](?=[\s”’»\"')]|$)|[。！？؟।]|\n\s*\n")
_CLAUSE_END = re.compile(r"[;；؛]|—|\s–\s")
_PAUSE = re.compile(r"[,;:.!?()،؛؟।॥\[\]](?=\s|$)|\s[(\[]|[。，；、：！？（）—]|\n\s*\n")
_LINKED = 5
_NEAR_LAW = 26


@dataclass(frozen=True)
class Finding:
    """A word to avoid in a text: where it begins and ends, as it stands there, and what is known of it."""

    start: int
    end: int
    text: str
    word: Avoided


def find(
    text: str, lexicon: TextLexicon, respect: frozenset[str] = KEPT, sector: str = "", on_topic: Callable[[], bool] = lambda: False
) -> list[Finding]:
    """Return the words to avoid in a paragraph, from left to right.

    ``respect`` names what is left alone (of :data:`csea_terms.textcheck.respected.KEPT`), ``sector`` whose usual words are;
    ``on_topic`` says whether other paragraphs of the text speak of abuse.
    """
    if not lexicon.tokens.has_any(text, lexicon.anchors):
        return []
    tokens = lexicon.tokens(text)
    matches = [match for match in outermost(_matches(tokens, lexicon)) if match[2]]
    if not matches:
        return []
    paragraph = _Paragraph(tokens, lexicon, respect, on_topic)
    return [
        Finding(tokens.starts[first], tokens.ends[last - 1], text[tokens.starts[first] : tokens.ends[last - 1]], word)
        for first, last, word in matches
        if not (sector and word.is_usual_in(sector)) and paragraph.is_meant(first, last, word)
    ]


def _matches(tokens: Tokens, lexicon: TextLexicon) -> Iterator[tuple[int, int, Avoided | None]]:
    found, openings = tokens.units, lexicon.openings
    for first, pair in enumerate(zip(found, (*found[1:], ""), strict=True)):
        for key in (pair, pair[:1]):
            for own, word in openings.get(key, ()):
                last = first + len(own)
                if found[first:last] == own and not any(_PAUSE.search(tokens.gap(n)) for n in range(first + 1, last)):
                    yield first, last, word


def outermost(matches: Iterator[tuple[int, int, Avoided | None]]) -> list[tuple[int, int, Avoided | None]]:
    """Return the longest matches, without those that overlap one that is longer or, if as long, begins earlier."""
    taken: list[tuple[int, int, Avoided | None]] = []
    for match in sorted(matches, key=lambda m: (m[0] - m[1], m[0])):
        if all(match[1] <= first or last <= match[0] for first, last, _ in taken):
            taken.append(match)
    return sorted(taken, key=lambda m: m[0])


class _Paragraph:
    """What must be known of a paragraph to tell whether a word in it is meant."""

    def __init__(self, tokens: Tokens, lexicon: TextLexicon, respect: frozenset[str], on_topic: Callable[[], bool]):
        self._tokens, self._lexicon, self._respect, self._on_topic = tokens, lexicon, respect, on_topic

    @cached_property
    def _kept(self) -> list[tuple[int, int]]:
        return kept_spans(self._tokens.text, self._respect)

    def _begins_sentence(self, number: int) -> bool:
        gap = self._tokens.gap(number)
        return bool(_SENTENCE_END.search(gap)) and not (_ABBREVIATION.match(gap) and self._is_short_for(number))

    def _is_short_for(self, number: int) -> bool:
        """Return whether the stop before a unit shortens a word: "U.S.C. 2252", "art. 9", "etc. and"."""
        tokens, start = self._tokens, self._tokens.starts[number]
        short = tokens.ends[number - 1] - tokens.starts[number - 1] <= _LONGEST_ABBREVIATION
        return tokens.text[start].islower() or short and (tokens.text[start].isdigit() or tokens.gap(number) == ".")

    def _begins_clause(self, number: int) -> bool:
        gap, found = self._tokens.gap(number), self._tokens.units
        if self._begins_sentence(number) or _CLAUSE_END.search(gap):
            return True
        return any(first == number for first, _ in self._lexicon.breaks.within(found, number, min(number + 3, len(found))))

    def is_meant(self, first: int, last: int, word: Avoided) -> bool:
        """Return whether a word is meant as the vocabulary means it, and nobody else's."""
        # What costs most to know is asked last.
        if not self._is_told(first, last, word) or self._is_own_word(first) or self._is_law(first, last, word):
            return False
        start, end = self._tokens.starts[first], self._tokens.ends[last - 1]
        return not any(begin <= start and end <= stop for begin, stop in self._kept)

    def _sentence(self, number: int) -> tuple[int, int]:
        return self._around(self._begins_sentence, number)

    def _around(self, begins: Callable[[int], bool], number: int) -> tuple[int, int]:
        """Return where what holds a unit begins and ends; looked for from there, since most units are never asked about."""
        start, stop, length = number, number + 1, len(self._tokens.units)
        while start > 0 and not begins(start):
            start -= 1
        while stop < length and not begins(stop):
            stop += 1
        return start, stop

    def _is_own_word(self, first: int) -> bool:
        return "own-words" in self._respect and self._lexicon.first.any_within(self._tokens.units, *self._sentence(first))

    def _is_law(self, first: int, last: int, word: Avoided) -> bool:
        """Return whether a law is spoken of, and the word is or was a law's own."""
        if "laws" not in self._respect or not word.law:
            return False
        begin, end = self._sentence(first)
        named = self._lexicon.law.within(self._tokens.units, max(begin, first - _NEAR_LAW), min(end, last + _NEAR_LAW))
        return any(stop <= first or last <= start for start, stop in named)

    def _is_told(self, first: int, last: int, word: Avoided) -> bool:
        if word.tier == "anywhere" or word.tier == "named" and not self._is_clinical(first):
            return True
        begin, end = self._around(self._begins_clause, first) if word.tier == "ordinary" else self._sentence(first)
        children = list(self._lexicon.children.within(self._tokens.units, begin, end))
        if not children or word.tier in ("told", "named"):
            return bool(children)
        if word.joined and any(self._joins(last, child) for child in children):
            return True
        if word.tier == "topic":
            return self._has_abuse(0, len(self._tokens.units), first, last) or self._on_topic()
        return self._has_abuse(begin, end, first, last)

    def _is_clinical(self, first: int) -> bool:
        return self._lexicon.clinical.any_within(self._tokens.units, *self._sentence(first))

    def _has_abuse(self, begin: int, end: int, first: int, last: int) -> bool:
        """Return whether a word of abuse stands in some units, outside a match."""
        abuse = self._lexicon.abuse.within(self._tokens.units, begin, end)
        return any(stop <= first or last <= start for start, stop in abuse)

    def _joins(self, last: int, child: tuple[int, int]) -> bool:
        """Return whether only a few words that join stand between the end of a word and a child, or the word ends in the child."""
        found, start = self._tokens.units, child[0]
        between = range(last, start)
        if any(_PAUSE.search(self._tokens.gap(n)) for n in range(last, start + 1)):
            return False
        is_link = lambda n: found[n].isdigit() or self._lexicon.links.any_within(found, n, n + 1)  # noqa: E731
        return child[1] == last or last <= start and len(between) <= _LINKED and all(map(is_link, between))
