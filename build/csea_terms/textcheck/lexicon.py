"""The words to avoid of one language as a text checker needs them, with what covers them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from csea_terms.model import Concept, Glossary, Label, Language, Words
from csea_terms.text.check_words import CheckWords
from csea_terms.text.phrases import units
from csea_terms.textcheck.laws import is_word_of_law, law_names
from csea_terms.textcheck.tokens import Tokenizer
from csea_terms.textcheck.wordlist import Wordlist, spellings

SEVERITIES = ("avoid", "contested", "consider")
"""What the vocabulary says against a word: an authority avoids it, professionals disagree, or a better word exists."""

TIERS = ("anywhere", "named", "told", "topic", "ordinary")
"""When a word is meant: in any clause; in any but of a sentence about medicine, and there as the next; in one with a child; in such a one
of a text about abuse; or beside both a child and abuse."""

LISTS = ("abuse", "children", "clinical", "links", "first", "law", "breaks")
"""The lists of words that a :class:`TextLexicon` has beside its phrases."""

_ACCEPTING = ("preferred", "admitted")


@dataclass(frozen=True)
class Avoided:
    """A word to avoid: the concept that it stands for, its label, one of :data:`SEVERITIES` and of :data:`TIERS`.

    ``joined`` says that a child who is joined to the word is enough, whatever its tier; ``law`` that it is or was a law's own.
    """

    concept: str
    label: Label
    severity: str
    tier: str
    joined: bool
    law: bool

    @property
    def instead(self) -> str:
        """What to say instead."""
        return ", ".join(self.label.instead)

    def is_usual_in(self, sector: str) -> bool:
        """Return whether a sector uses the word, as its usages say."""
        return any(u.sector == sector and u.acceptability in (*_ACCEPTING, "legal-only") for u in self.label.usages)


class TextLexicon:
    """What is found in texts of one language: ``phrases`` by their first unit, with the words to avoid, or with None for what covers them.

    A term that is in use, a word that is only looked up, a law's name and an ordinary phrase cover the words to avoid that they hold.
    """

    def __init__(self, glossary: Glossary, tag: str):
        self.tag = tag
        language = glossary.languages[tag]
        self.check = language.check or CheckWords()
        self.abuse, self.children = self._list(self.check.abuse), self._list((*self.check.children, *_under_age(self.check.ages)))
        self.clinical = self._list(self.check.clinical)
        self.links, self.first, self.law = self._list(self.check.links), self._list(self.check.first), self._list(self.check.law)
        self._telling_words = self._list((*self.check.abuse, *self.check.sexual))
        self.breaks = self._list(self.check.breaks)
        self.phrases: dict[str, dict[tuple[str, ...], Avoided | None]] = {}
        for concept in glossary.concepts.values():
            self._add_concept(concept)
        for phrase in (*self.check.fine, *law_names(glossary, tag)):
            self._add(phrase, None)
        self.openings = _by_opening(self.phrases)
        known = {unit for rows in self.phrases.values() for own in rows for unit in own}
        self.tokens = Tokenizer(tag, known)
        self.anchors = {max(own, key=self._telling) for rows in self.phrases.values() for own, word in rows.items() if word}
        """A unit of each word to avoid: a text in which none of them stands holds no word to avoid."""

    def speaks_of_abuse(self, text: str) -> bool:
        """Return whether a word of abuse stands in a text."""
        found = self.tokens(text).units
        return self.abuse.any_within(found, 0, len(found))

    def _list(self, words) -> Wordlist:
        return Wordlist(words, self.tag)

    def _telling(self, unit: str) -> tuple[bool, int]:
        """Return by how much a unit tells a phrase: words about children stand everywhere, short words too."""
        return not self.children.any_within([unit], 0, 1), len(unit)

    def _add_concept(self, concept: Concept) -> None:
        for label in concept.in_language(self.tag).labels:
            if label.kind == "hidden" or (concept.deprecated and label.kind != "avoid"):
                continue
            found = self._avoided(concept, label) if label.kind == "avoid" and label.flagged != "never" else None
            for text in (label.text, *label.variants):
                self._add(text, found)

    def _add(self, text: str, meant: Avoided | None) -> None:
        for own in spellings(text, self.tag):
            # The same form of two words: a term goes before a word to avoid, one that is flagged anywhere before others.
            rows = self.phrases.setdefault(own[0], {})
            rows[own] = min(meant, rows[own], key=_rank) if own in rows else meant

    def _avoided(self, concept: Concept, label: Label) -> Avoided:
        joined, law = label.text in self.check.joined, is_word_of_law(concept, label)
        return Avoided(concept.id, label, severity_of(concept, label), self._tier(label), joined, law)

    def _tier(self, label: Label) -> str:
        if label.flagged == "anywhere":
            return "anywhere"
        if label.text in self.check.topic:
            return "topic"
        if label.text in self.check.named:
            return "named"
        own = units(label.text, self.tag)
        sure = label.text in self.check.told or label.text not in self.check.joined and self._telling_words.any_within(own, 0, len(own))
        return "told" if sure else "ordinary"


def _by_opening(phrases: Mapping[str, Mapping[tuple[str, ...], Avoided | None]]) -> dict[tuple[str, ...], list[tuple[list[str], Avoided | None]]]:
    """Return phrases by their first two units or the one that they have: hundreds begin with "child", few go on alike."""
    found: dict[tuple[str, ...], list[tuple[list[str], Avoided | None]]] = {}
    for rows in phrases.values():
        for own, word in rows.items():
            found.setdefault(own[:2], []).append((list(own), word))
    return found


def _under_age(ages: Iterable[str]) -> Iterator[str]:
    """Yield how a language says how old a child is, for each age below 18 where it does so by a number."""
    for age in ages:
        yield from (age.replace("#", str(years)) for years in range(1, 18)) if "#" in age else (age,)


def _rank(meant: Avoided | None) -> int:
    return TIERS.index(meant.tier) if meant else -1


def severity_of(concept: Concept, label: Label) -> str:
    """Return what the vocabulary says against a word to avoid: one of :data:`SEVERITIES`."""
    if concept.guidance == "contested" or any(u.acceptability in _ACCEPTING and not u.is_law for u in label.usages):
        return "contested"
    return "avoid" if label.sources or any(usage.acceptability == "avoid" for usage in label.usages) else "consider"


def words_made_from(glossary: Glossary) -> str:
    """Return what all lists of words to avoid are made from: the concepts' words, and the lists of each language beside them."""
    return repr(([language.check for language in glossary.languages.values()], list(glossary.concepts.values())))


def for_texts(glossary: Glossary) -> Glossary:
    """Return as much of a glossary as checking texts asks for, a third of it: labels, guidance, sources and the lists of these languages.

    Labels of all languages stay: whether a word is a treaty's, another language may say.
    """
    languages = {language.tag: replace(language, strings={}, places={}, comments={}) for language in checked_languages(glossary)}
    concepts = {concept.id: replace(concept, words=_labels_of(concept)) for concept in glossary.concepts.values()}
    return replace(glossary, concepts=concepts, languages=languages, schemes={}, mappings=(), code_mappings=(), history=(), changes={})


def _labels_of(concept: Concept) -> dict[str, Words]:
    return {tag: Words(tag, words.labels) for tag, words in concept.words.items()}


def checked_languages(glossary: Glossary) -> Iterator[Language]:
    """Yield the languages whose texts can be checked."""
    return (language for language in glossary.languages.values() if language.check)
