"""Find what somebody looks for: concepts, codes, schemes, laws, sources, jurisdictions, sectors and pages, best first.

What is found is put in order by the tier of :mod:`csea_terms.search.matching`, PREFIX, WORD and WORDS as one; current before
deprecated; the wanted language, then its regional variants, English, others; the fewest rare words beyond those asked for; how
well each word is met; the tier; preferred
before admitted, avoid and hidden labels; the shorter text; the text itself. Each thing is found once, by its best text, and
stands in the group of its kind; groups stand in the order of their best, equally good ones in that of ``KINDS``, where the
title of a code counts as no more than PREFIX: only its notation comes before what a concept is called.

Tiers from SOUND on are tried only where no better one than INSIDE answers, so that guesses never crowd out what was meant;
INSIDE itself where there is room for more. Labels of another language in the script of the query are looked at where no label
of the wanted language or English has it, the preferred name in place of a word to avoid where no label has it, and notes
where no definition has it either. ``site/assets/search/lookup.mjs`` does the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from csea_terms.model import Glossary
from csea_terms.search.arranged import arranged
from csea_terms.search.definitions import Definitions
from csea_terms.search.entries import FALLBACK, KINDS, NOTATION, OTHERS, TEXT as SAID, Entry, base_language, list_of
from csea_terms.search.forms import SAME, forms_for
from csea_terms.search.index import Index
from csea_terms.search.matching import (
    EXACT, HELP, INSIDE, NEAR, PREFIX, SOME, TEXT, WORDS, Match, Query, WordList, letters_of, read_key,
)  # fmt: skip
from csea_terms.search.names import name_of
from csea_terms.search.places import HELP_PAGE
from csea_terms.search.ranking import rank_of
from csea_terms.search.rewording import reworded
from csea_terms.search.words import has_digit, is_latin, is_unspaced, script_of, script_of_list

LIMITS = {"concept": 10}
"""How many of a kind are shown where nobody asks for that kind alone; of others :data:`LIMIT`."""

LIMIT = 5

_MISTAKE = 4
_SOME_OF = 0.6
_NOTED = 150  # after a label that lacks one word of the query, before one that lacks two


@dataclass(frozen=True)
class Hit:
    """Something that was found: its name in the wanted language, and the text that matched and why.

    ``kind`` says what it is; ``detail`` is the scheme and notation of a code or the article of a law; ``language`` and
    ``word_kind`` are those of ``matched``. ``near`` says that it matched with a slip of the hand.
    """

    kind: str
    id: str
    label: str
    detail: str
    language: str
    matched: str
    word_kind: str
    deprecated: bool = False
    near: bool = False

    def as_dict(self) -> dict[str, object]:
        """Return what ``csea-terms lookup --json`` prints of it."""
        return asdict(self)


@dataclass(frozen=True)
class Group:
    """What was found of one kind: how many in all, and the best of them."""

    kind: str
    count: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class _Found:
    """A match with its rank among all others."""

    rank: tuple
    match: Match


class Lookup:
    """A search over everything of a glossary, in lists that are made when they are asked for or, ``index``, were made before."""

    def __init__(self, glossary: Glossary, index: Index | None = None):
        self.index = index or Index(glossary)

    def search(self, text: str, language: str | None = None, kind: str | None = None, limit: int | None = None) -> tuple[Group, ...]:
        """Return what a text finds, by kind, best first.

        ``language`` (English where None) is preferred, not demanded. ``kind`` asks for one kind only; ``limit`` is how many
        of each kind are returned.
        """
        wanted, key = language or FALLBACK, read_key(text)
        if not key:
            return ()
        best: dict[tuple[str, str], _Found] = {}
        for match in self._matches(key, letters_of(text), wanted):
            found = _Found(rank_of(match, wanted), match)
            place = (match.entry.kind, match.entry.id)
            if (kind is None or match.entry.kind == kind) and (place not in best or found.rank < best[place].rank):
                best[place] = found
        return _groups(sorted(best.values(), key=lambda found: found.rank), limit, lambda match: self._hit(match, wanted))

    def _matches(self, key: str, letters: str, wanted: str) -> Iterator[Match]:
        own, lists = self._lists(key, wanted)
        asked = _queries(lists, key)
        found = [*self._help(key, wanted), *[match for words, query in asked for match in words.matches(query)]]
        if asked[0][1].is_letter:
            return iter(found)
        if not _has_concept(found, WORDS):
            further = _queries([own, *self._further(key, wanted)], key)[1:]
            found += [match for words, query in further for match in words.matches(query)]
            asked += further
        found += self._beyond_labels(own, key, wanted, _has_concept(found, WORDS))
        if len({match.entry.id for match in found if match.entry.kind == "concept"}) < LIMITS["concept"]:
            found += [match for words, query in asked for match in words.inside(query)]
        if not any(match.tier < INSIDE for match in found):
            found += self._guesses(key, letters, wanted, own)
        elif len(asked[0][1].words) > 1 and not has_digit(key) and not _has_concept(found, WORDS):
            found += self._some([(words, query) for words, query in asked if words is own or words is self.index.labels(FALLBACK)], wanted)
        if not _has_concept(found, TEXT):
            found += self._noted(own, key, wanted)
        return iter(found)

    def _lists(self, key: str, wanted: str) -> tuple[WordList, list[WordList]]:
        """Return the wanted language's labels, and all lists that every query is looked up in, these first."""
        glossary, index = self.index.glossary, self.index
        own = list_of(wanted, glossary)
        local = index.local(wanted if wanted in glossary.languages else FALLBACK)
        english = [index.labels(FALLBACK)] if own != FALLBACK and FALLBACK in index.list_names else []
        return index.labels(own), [index.labels(own), local, index.names, *english]

    def _further(self, key: str, wanted: str) -> list[WordList]:
        """Return the labels of other languages in the script of the query."""
        near, script = (list_of(wanted, self.index.glossary), FALLBACK), script_of(key)
        names = [name for name in self.index.list_names if name not in near]
        return [self.index.labels(name) for name in names if name == OTHERS or script_of_list(name) in script]

    def _help(self, key: str, wanted: str) -> Iterator[Match]:
        if any(_in_need(key, phrase) for phrase in self.index.helps(wanted)):
            for entry in self.index.local(wanted if wanted in self.index.glossary.languages else FALLBACK).entries:
                if entry.kind == "page" and entry.id == HELP_PAGE:
                    yield Match(entry, HELP)

    def _beyond_labels(self, own: WordList, key: str, wanted: str, is_label: bool) -> list[Match]:
        """Return the concepts whose labels and definitions together have every word of the query; where no label has it
        alone, also those whose label has it in other words."""
        query = own.query(key)
        covered = self._coverage(own, query, self.index.definitions(wanted))
        found = [
            Match(self._said_entry(concept, wanted), TEXT, count - named, count)
            for concept, (count, named) in covered.items()
            if count == len(query.words)
        ]
        for other in () if is_label else reworded(own, query, lambda concept: self.index.glossary.concepts[concept].label(wanted)):
            found += [Match(match.entry, TEXT, 0, match.covered, match.more) for match in own.matches(other)]
        return found

    def _noted(self, own: WordList, key: str, wanted: str) -> Iterator[Match]:
        """Yield the concepts whose notes have what labels and definitions lack of the query."""
        query = own.query(key)
        covered = self._coverage(own, query, self.index.definitions(wanted), self.index.notes(wanted))
        for concept, (count, named) in covered.items():
            if count == len(query.words):
                yield Match(self._said_entry(concept, wanted), SOME, _NOTED + count - named, named)

    def _coverage(self, own: WordList, query: Query, *texts: Definitions) -> dict[str, tuple[int, int]]:
        """Return how many words of the query each concept has, and how many of these in labels of the wanted language."""
        covered: dict[str, int] = {}
        named: dict[str, int] = {}
        for word in query.words:
            in_labels = own.ids(own.meeting(word))
            for concept in in_labels:
                named[concept] = named.get(concept, 0) + 1
            for concept in in_labels.union(*[text.meeting(word) for text in texts]):
                covered[concept] = covered.get(concept, 0) + 1
        return {concept: (count, named.get(concept, 0)) for concept, count in covered.items()}

    def _said_entry(self, concept: str, wanted: str) -> Entry:
        known = self.index.glossary.concepts[concept]
        return Entry(concept, known.label(wanted), wanted, SAID, known.deprecated)

    def _guesses(self, key: str, letters: str, wanted: str, own: WordList) -> list[Match]:
        """Return what a query may mean that meets nothing: other letters, then slips of the hand, then some of its words."""
        found = [*self._in_other_letters(key, letters, wanted, own)]
        lists = [own, self.index.names, self.index.local(wanted if wanted in self.index.glossary.languages else FALLBACK)]
        lists += [self.index.labels(FALLBACK)] if own is not self.index.labels(FALLBACK) else []
        asked = _queries(lists, key)
        found = found or [match for words, query in asked for match in words.near(query) if self._harmless(match, query)]
        return found or self._some(asked, wanted)

    def _in_other_letters(self, key: str, letters: str, wanted: str, own: WordList) -> Iterator[Match]:
        script = script_of_list(base_language(wanted))
        if all(map(is_latin, key.split())) and script in ("Cyrillic", "Arabic"):
            yield from own.sounding(own.query(key), script)
        elif all(map(is_latin, key.split())) and script == "Han":
            yield from own.spelled(letters, self.index.syllables)

    def _harmless(self, match: Match, query: Query) -> bool:
        """Return whether a guess may be offered: nobody who offends is put in the place of others by more than one
        slip in the only word of a label."""
        offends = match.entry.kind == "concept" and match.entry.id in self.index.offending
        if match.entry.kind in ("code", "law", "source"):
            return False  # there are too many of them for a guess to help
        return not offends or (len(query.words) == 1 and match.difference == _MISTAKE)

    def _some(self, asked: list[tuple[WordList, Query]], wanted: str) -> list[Match]:
        """Return what has most words of the query, a concept's definition counted too."""
        own, query = asked[0]
        coverage = self._coverage(own, query, self.index.definitions(wanted))
        found = []
        for words, own_query in asked:
            for match in words.some(own_query):
                covered = max(match.covered, coverage.get(match.entry.id, (0, 0))[0] if match.entry.kind == "concept" else 0)
                if covered >= _enough(len(own_query.words), match):
                    far = 100 * (len(own_query.words) - covered) + 10 * (len(own_query.words) - match.covered)
                    found.append(Match(match.entry, SOME, max(far, 0) + min(match.difference, 9), match.covered))
        return found

    def _hit(self, match: Match, wanted: str) -> Hit:
        entry = match.entry
        label, detail = name_of(self.index, entry, wanted)
        near = match.tier == NEAR
        return Hit(entry.kind, entry.id, label, detail, entry.language, entry.text, entry.word_kind, entry.deprecated, near)


def find_codes(entries: Iterable[Entry], text: str, limit: int) -> list[str]:
    """Return the ``id`` of the codes of one scheme that a text finds, best first, slips of the hand allowed."""
    listed = tuple(entries)
    words = WordList(arranged(listed, forms_for(FALLBACK, [entry.text for entry in listed])))
    query = words.query(read_key(text))
    if not query.words:
        return []
    found = [*words.matches(query), *words.inside(query)] or [*words.near(query)]
    ranked = sorted(found, key=lambda match: rank_of(match, FALLBACK))
    return list(dict.fromkeys(match.entry.id for match in ranked))[:limit]


def _queries(lists: list[WordList], key: str) -> list[tuple[WordList, Query]]:
    """Return each list with the query as it reads it; the first is that of the reader, whose words of questions none has."""
    bare = lists[0].forms.bare(key)
    return [(words, words.query(key, bare)) for words in lists]


def _has_concept(found: list[Match], tier: int) -> bool:
    """Return whether a concept is among what was found, in a tier or a better one."""
    return any(match.entry.kind == "concept" and match.tier <= tier for match in found)


def _in_need(key: str, phrase: str) -> bool:
    """Return whether a query says what somebody in need may type: as a whole, or a phrase of several words as a part of it."""
    if is_unspaced(phrase):
        return phrase in key
    return key == phrase or (" " in phrase and f" {phrase} " in f" {key} ")


def _enough(asked: int, match: Match) -> float:
    """Return how many words of a query something must have to be offered at all; a text that is wholly in it needs half of them."""
    return max(1, asked / 2) if match.difference == 0 else max(2, _SOME_OF * asked)


def _groups(found: list[_Found], limit: int | None, hit) -> tuple[Group, ...]:
    by_kind: dict[str, list[_Found]] = {}
    for each in found:
        by_kind.setdefault(each.match.entry.kind, []).append(each)
    ordered = sorted(by_kind.items(), key=lambda pair: _lead(pair[1][0]))
    return tuple(
        Group(kind, len(each), tuple(hit(one.match) for one in each[: limit or LIMITS.get(kind, LIMIT)]))
        for kind, each in ordered
    )


def _lead(found: _Found) -> tuple[int, bool, float]:
    """Return where the group that begins with something stands: a notation that is written otherwise ("2421" for "242.1") comes
    after one as it was typed, and codes found by their titles after schemes and laws."""
    entry = found.match.entry
    titled = entry.kind == "code" and entry.word_kind != NOTATION
    band = max(found.rank[0], PREFIX) if titled else found.rank[0]
    otherwise = band == EXACT and entry.word_kind == NOTATION and found.match.difference > SAME
    return band, otherwise, KINDS.index("law") + 0.5 if titled else KINDS.index(entry.kind)
