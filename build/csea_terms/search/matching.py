"""How well a query meets the texts of one list of words.

``site/assets/search/matching.mjs`` does the same in the browser. A query meets a text in one of these tiers, best first:

=======  ================================================================================================
HELP     somebody in need types this: the page of help (:mod:`csea_terms.search.lookup` looks for it)
EXACT    the same words, in any form of theirs and wherever the spaces are ("deepfake" is "deep-fake")
PREFIX   the text begins with the query; or a notation is the query but for its end ("T74.22XA")
WORD     the query stands in the text, from the beginning of a word on (in scripts without spaces: anywhere)
WORDS    every word of the query begins or is a form of some word of the text, in any order
TEXT     the same, where words of the concept's definition count too, or a word to avoid stands for the preferred one
         (:mod:`csea_terms.search.rewording`)
INSIDE   as WORDS, where a word of four letters or more may also end a word of the text or, in scripts
         other than Latin, stand anywhere in it; or the text begins with the query when spaces are left out
SOUND    the query is Russian, Arabic or Chinese in Latin letters
NEAR     as WORDS, with slips of the hand
SOME     some words of the query are words of the text; or all are words of the concept's notes
=======  ================================================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from csea_terms.search.arranged import Arranged, solid
from csea_terms.search.entries import NOTATION, Entry
from csea_terms.search.forms import BEGINNING, SAME, STEM
from csea_terms.search.spelling import slips, sound
from csea_terms.search.words import forms_of, has_digit, is_latin, is_unspaced, match_key
from csea_terms.text.fold import fold

HELP, EXACT, PREFIX, WORD, WORDS, TEXT, INSIDE, SOUND, NEAR, SOME = range(10)

_INSIDE_FROM = 4
_LONGEST_END = 4
_MISTAKE = 4
_MOST_WORDS = 16
_SHORTEST_SOUND = 3
_COMMON = 20
_LONGEST_QUERY = 200
_SHORTEST_SPELLED = 4


@dataclass(frozen=True)
class Query:
    """What somebody typed: its key, and the words of it that are no words of questions."""

    key: str
    words: tuple[str, ...]

    @property
    def is_letter(self) -> bool:
        """Whether it is a single letter, with which nearly everything begins."""
        return len(self.key) == 1 and not is_unspaced(self.key)


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that a query meets: in which tier and how far from it within the tier.

    ``covered`` is how many words it has of the query, ``more`` how many it has beyond, those not counted that are common.
    """

    entry: Entry
    tier: int
    difference: int = 0
    covered: int = 0
    more: int = 0


class WordList:
    """Answers queries from one list, whose ``data`` are arranged once."""

    def __init__(self, data: Arranged):
        self.forms, self.entries = data.forms, data.entries
        self.data, self._places, self._solid = data, data.places, data.solid
        self._common = len(data.entries) // _COMMON

    def query(self, key: str, bare: str = "") -> Query:
        """Return a key as this list reads it; ``bare`` is it without the words of questions of another language."""
        return Query(key, tuple(self.forms.bare(bare or key).split()[:_MOST_WORDS]))

    def matches(self, query: Query) -> Iterator[Match]:
        """Yield what meets the query in a tier from EXACT to WORDS."""
        yield from self._exactly(query)
        if query.is_letter:
            return
        masks, qualities = self._meeting(query.words, self.meeting)
        contexts = self._contexts(query.words)
        everything = (1 << len(query.words)) - 1
        exact = False
        for number in sorted(masks):
            context = contexts.get(self.entries[number].context, 0)
            if masks[number] | context == everything:
                tier = self._tier(query, number, context)
                more = 0 if tier == EXACT else self._more(number, query)
                yield Match(self.entries[number], tier, qualities[number], len(query.words), more)
                exact = exact or tier == EXACT
        if not exact:
            yield from self._longer_notations(query)

    def _exactly(self, query: Query) -> Iterator[Match]:
        for number in self._solid.get(solid(query.key), ()):
            yield Match(self.entries[number], EXACT, SAME if self.data.keys[number] == query.key else STEM, len(query.words))

    def inside(self, query: Query) -> Iterator[Match]:
        """Yield what meets the query in the tier INSIDE or a better one."""
        masks, qualities = self._meeting(query.words, self._containing)
        everything = (1 << len(query.words)) - 1
        found = {number for number, mask in masks.items() if mask == everything}
        whole = solid(query.key)
        if len(whole) >= _INSIDE_FROM:
            found.update(*[numbers for key, numbers in self._solid.items() if key.startswith(whole)])
        for number in sorted(found):
            yield Match(self.entries[number], INSIDE, qualities.get(number, 0))

    def near(self, query: Query) -> Iterator[Match]:
        """Yield what meets the query with slips of the hand, words beyond those of the query counted a little."""
        masks, qualities = self._meeting(query.words, self._near)
        everything = (1 << len(query.words)) - 1
        for number in sorted(number for number, mask in masks.items() if mask == everything):
            if qualities[number]:
                yield Match(self.entries[number], NEAR, _MISTAKE * qualities[number] + min(self._more(number, query), _MISTAKE - 1))

    def sounding(self, query: Query, script: str) -> Iterator[Match]:
        """Yield what a query in Latin letters sounds like, which stands here in a script (see :func:`~csea_terms.search.spelling.sound`).

        Words of one or two sounds are left out beside others: an article, which Arabic joins to the word, or a preposition.
        """
        words = tuple(word for word in query.words if len(sound(word, script)) >= _SHORTEST_SOUND)
        masks, qualities = self._meeting(words, partial(self._sounding, script))
        everything = (1 << len(words)) - 1
        for number in sorted(number for number, mask in masks.items() if mask == everything):
            yield Match(self.entries[number], SOUND, qualities[number])

    def spelled(self, letters: str, syllables: dict[str, str]) -> Iterator[Match]:
        """Yield what begins, from some syllable on, with Latin letters without spaces: Chinese in Hanyu Pinyin."""
        typed = letters.replace("v", "u")  # people write ü as either
        for entry, key in zip(self.entries, self.data.keys, strict=True) if len(typed) >= _SHORTEST_SPELLED else ():
            if is_unspaced(key):
                written = [syllables.get(letter, letter).replace("v", "u") for letter in solid(key)]
                if any("".join(written[start:]).startswith(typed) for start in range(len(written))):
                    yield Match(entry, SOUND, STEM if "".join(written) == typed else BEGINNING)

    def some(self, query: Query) -> Iterator[Match]:
        """Yield every entry that has a word of the query or, in scripts without spaces, stands in the query as a whole."""
        for entry, mask, missing in self.sharing(query):
            yield Match(entry, SOME, missing, mask.bit_count())

    def sharing(self, query: Query) -> Iterator[tuple[Entry, int, int]]:
        """Yield the same entries, with which words of the query they have (as bits) and how many of their own it lacks."""
        masks, _ = self._meeting(query.words, self._whole)
        for number in sorted(masks):
            yield self.entries[number], masks[number], max(len(self.data.bare[number]) - masks[number].bit_count(), 0)

    def meeting(self, typed: str) -> dict[str, int]:
        """Return the words of the list that a typed word meets, and how well: see :meth:`~csea_terms.search.forms.Forms.meets`."""
        found: dict[str, int] = {}
        for form in forms_of(typed):
            words = [*self.data.by_beginning.get(form[:2], ()), *self.data.by_root.get(self.forms.root(form), ())]
            for word in [*words, *(self.data.unspaced if is_unspaced(form) else ())]:
                for other in forms_of(word):
                    how = self.forms.meets(form, other)
                    if how is not None and how < found.get(word, BEGINNING + 1):
                        found[word] = how
        return found

    def ids(self, words: Iterable[str]) -> set[str]:
        """Return what the entries that have one of some words of the list find."""
        return {self.entries[number].id for word in words for number in self._places[word]}

    def _whole(self, typed: str) -> dict[str, int]:
        found = {word: how for word, how in self.meeting(typed).items() if how <= STEM}
        if is_unspaced(typed):
            found.update({word: STEM for word in self.data.unspaced if len(word) > 1 and word in typed})
        return found

    def _containing(self, typed: str) -> dict[str, int]:
        found = self.meeting(typed)
        if len(typed) >= _INSIDE_FROM:
            holds = str.endswith if is_latin(typed) else str.__contains__
            found.update({word: BEGINNING for word in self._places if word not in found and holds(word, typed)})
        return found

    def _sounding(self, script: str, typed: str) -> dict[str, int]:
        wanted, found = sound(typed, script), {}
        for word in self._places:
            heard = "" if is_latin(word) else sound(word, script)
            if heard and (heard == wanted or (len(wanted) > _SHORTEST_SOUND and heard.startswith(wanted))):
                found[word] = STEM if heard == wanted else BEGINNING
        return found

    def _near(self, typed: str) -> dict[str, int]:
        # A slip may be in the plural of a word that we have in the singular.
        singular = typed[:-1] if typed.endswith("s") else typed
        found: dict[str, int] = {}
        for word in self._places:
            slip = slips(typed, word) or slips(singular, word)
            if slip is not None:
                found[word] = slip
        return {**found, **dict.fromkeys(self.meeting(typed), 0)}

    def _meeting(
        self, typed: tuple[str, ...], meeting: Callable[[str], dict[str, int]]
    ) -> tuple[dict[int, int], dict[int, int]]:
        """Return, for each entry that has words which the typed ones meet, which these are (as bits) and how well in all."""
        masks: dict[int, int] = {}
        qualities: dict[int, int] = {}
        for place, word in enumerate(typed):
            best: dict[int, int] = {}
            for other, how in meeting(word).items():
                for number in self._places[other]:
                    best[number] = min(best.get(number, how), how)
            for number, how in best.items():
                masks[number] = masks.get(number, 0) | 1 << place
                qualities[number] = qualities.get(number, 0) + how
        return masks, qualities

    def _contexts(self, typed: tuple[str, ...]) -> dict[tuple[str, ...], int]:
        """Return which of the typed words (as bits) stand in each context."""
        found = {}
        for context in self.data.contexts:
            bits = sum(1 << place for place, word in enumerate(typed) if word in context)
            if bits:
                found[context] = bits
        return found

    def _tier(self, query: Query, number: int, context: int) -> int:
        found = min(_phrase(query.key, self.data.keys[number]), self._as_words(query.words, number))
        rest = tuple(word for place, word in enumerate(query.words) if not context >> place & 1) if context else ()
        return min(found, self._as_words(rest, number)) if rest else found

    def _as_words(self, typed: tuple[str, ...], number: int) -> int:
        """Return the tier in which some words meet an entry, the words of questions left out in both."""
        words = self.data.bare[number]
        if len(words) == len(typed) and all(map(self._is_form, typed, words)):
            return EXACT
        return _phrase(" ".join(typed), " ".join(words))

    def _is_form(self, typed: str, word: str) -> bool:
        how = self.forms.meets(typed, word)
        return how is not None and how <= STEM

    def _more(self, number: int, query: Query) -> int:
        """Return how many words an entry has beyond those of the query, common ones not counted."""
        own = sum(map(self._is_rare, self.data.bare[number]))
        return 0 if self.entries[number].central else max(own - sum(map(self._is_rare, query.words)), 0)

    def _is_rare(self, word: str) -> bool:
        return len(self._places.get(word, ())) <= self._common

    def _longer_notations(self, query: Query) -> Iterator[Match]:
        """Yield the notations that the query goes beyond by a few signs, such as ICD-10-CM's seventh character."""
        for start in range(len(query.words)):
            typed = "".join(query.words[start:])
            for end in range(len(typed) - 1, max(len(typed) - _LONGEST_END - 1, _INSIDE_FROM - 1), -1):
                for number in self._solid.get(typed[:end], ()) if has_digit(typed) else ():
                    entry = self.entries[number]
                    if entry.word_kind == NOTATION and set(query.words[:start]) <= set(entry.context):
                        yield Match(entry, PREFIX, BEGINNING * len(query.words) + len(typed) - end)


def read_key(text: str) -> str:
    """Return the key of what somebody typed; a whole pasted page must not stop the program."""
    return match_key(text[:_LONGEST_QUERY])


def letters_of(text: str) -> str:
    """Return the letters of what somebody typed, without spaces and as they were spelled."""
    return solid(fold(text[:_LONGEST_QUERY]))


def _phrase(typed: str, text: str) -> int:
    if text == typed:
        return EXACT
    if text.startswith(typed):
        return PREFIX
    return WORD if f" {typed}" in text or (is_unspaced(typed) and typed in text) else WORDS
