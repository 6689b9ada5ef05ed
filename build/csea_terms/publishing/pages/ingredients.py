"""What each page is made from, so that a page whose parts are all as before need not be made again."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from csea_terms.model import Concept, Label, Mapping, Scheme
from csea_terms.publishing.pages.cache import Cache
from csea_terms.publishing.pages.index import Index
from csea_terms.reading.figures import todo
from csea_terms.text.digest import digest


class Ingredients:
    """Digests of what pages are made from, each worked out when it is first asked for.

    What all pages share (strings, templates, sources) is in none of them.
    """

    def __init__(self, index: Index):
        self._index = index
        self.concept = Cache(self._concept)
        """What the pages of a concept are made from, by the concept."""
        self.scheme = Cache(self._scheme)
        """What the pages of a scheme are made from, by the scheme."""
        self._named = Cache(self._name)
        # Each code is asked for by many pages, and to write it out takes longer than all the rest of a row.
        self._code = Cache(lambda key: repr(index.glossary.schemes[key[0]].codes.get(key[1])))

    def _concept(self, slug: str) -> str:
        """Return a digest of everything of ``vocab/terms`` and ``vocab/crosswalks`` that any page of a concept shows.

        That is: the concept; how it maps to other schemes; of each concept that its pages name, the names and
        whether it is deprecated; and which concepts the words to say instead lead to. What all pages share (strings,
        templates, sources) is not in it.
        """
        index, glossary = self._index, self._index.glossary
        concept = glossary.concepts[slug]
        named = dict.fromkeys(
            (
                *index.trail(concept.id),
                glossary.facet_of.get(concept.id, concept.id),
                *concept.narrower,
                *concept.broader,
                *concept.related,
                *concept.confused_with,
                *concept.replaced_by,
                *index.replaces.get(concept.id, ()),
            )
        )
        instead = {
            (label.language, text): index.concept_of(text, label.language)
            for words in concept.words.values()
            for label in words.labels
            for text in label.instead
        }
        parts = (
            concept,
            self.judgments(glossary.mappings_by_concept.get(concept.id, ())),
            self.names([*named, *(slug for slug in instead.values() if slug)]),
            list(instead.values()),
            [_defined(glossary.concepts[slug]) for slug in concept.confused_with],
            index.tags,
        )
        # The representation of frozen dataclasses and tuples says all of them, in the same words in every run.
        return digest(repr(parts))

    def _name(self, slug: str) -> str:
        concept = self._index.glossary.concepts[slug]
        names = [(tag, words.preferred.text) for tag, words in concept.words.items() if words.preferred]
        return repr((slug, concept.deprecated, names))

    def _scheme(self, scheme_id: str) -> str:
        mappings = self._index.glossary.mappings_by_scheme.get(scheme_id, ())
        # The representation of a scheme says all of it, its codes included.
        own = repr(self._index.glossary.schemes[scheme_id])
        return digest(own, self.names([mapping.concept for mapping in mappings]), self.judgments(mappings), self._between(scheme_id))

    def _between(self, scheme_id: str) -> str:
        """Return what rows between a scheme and others say, with the codes that they speak of."""
        schemes = self._index.glossary.schemes
        rows = [m for m in self._index.glossary.code_mappings if scheme_id in (m.source_scheme, m.target_scheme)]
        names = [self._index.scheme_name(scheme) for row in rows for scheme in (row.source_scheme, row.target_scheme)]
        codes = [(schemes[m.source_scheme].codes[m.source], schemes[m.target_scheme].codes.get(m.target)) for m in rows]
        return repr((rows, names, codes))

    def names(self, slugs: Iterable[str]) -> str:
        """Return a digest of what some concepts are called in all languages, and whether they are deprecated."""
        return digest(*[self._named[slug] for slug in slugs])

    def meanings(self, slugs: Iterable[str]) -> str:
        """Return a digest of what some concepts are called and how they are defined in all languages."""
        concepts = [self._index.glossary.concepts[slug] for slug in slugs]
        defined = [(tag, words.definition, words.plain_definition) for c in concepts for tag, words in c.words.items()]
        return digest(self.names(concept.id for concept in concepts), repr(defined))

    def schemes(self, schemes: Iterable[Scheme]) -> str:
        """Return a digest of what tables of terms and some schemes are made from."""
        glossary = self._index.glossary
        mappings = [mapping for scheme in schemes for mapping in glossary.mappings_by_scheme.get(scheme.id, ())]
        slugs = dict.fromkeys(mapping.concept for mapping in mappings)
        facets = {slug: glossary.facet_of.get(slug) for slug in slugs}
        named = [*slugs, *(facet for facet in facets.values() if facet)]
        return digest(self.names(named), repr((facets, glossary.top_concepts)), self.judgments(mappings))

    def judgments(self, mappings: Iterable[Mapping]) -> str:
        """Return a digest of what some mappings say, of the codes that they speak of, of the schemes' names and sectors."""
        # Where a row stands is not shown: a row more above it changes nothing.
        return digest(repr([(*_told(m), self._code[m.scheme, m.notation], self._schemes[m.scheme]) for m in mappings]))

    @cached_property
    def _schemes(self) -> dict[str, tuple[str, str]]:
        """The names of the schemes and their sectors."""
        return {scheme.id: (self._index.scheme_name(scheme.id), scheme.sector) for scheme in self._index.glossary.schemes.values()}

    @cached_property
    def words(self) -> str:
        """A digest of what lists of words are made from: all labels and relations, without definitions and notes."""
        concepts = self._index.glossary.concepts.values()
        return digest(repr([(c.id, c.deprecated, c.sectors, c.broader, c.narrower, _labels_by_language(c)) for c in concepts]))

    @cached_property
    def home(self) -> str:
        """A digest of what the home pages are made from: lists of words, and what the topics are."""
        return digest(self.words, repr([self._index.glossary.concepts[slug] for slug in self._index.glossary.top_concepts]))

    @cached_property
    def languages(self) -> str:
        """A digest of what the tables of languages are made from."""
        rows = [(row.tag, row.named, row.defined, row.attested, row.reviewed) for row in self._index.figures.languages]
        return digest(repr((len(self._index.live), rows)))

    @cached_property
    def confused(self) -> str:
        """A digest of what the pages of what is often confused are made from."""
        return digest(*[self.concept[c.id] for c in self._index.glossary.concepts.values() if c.confused_with])

    @cached_property
    def coverage(self) -> str:
        """A digest of what the pages of what is there and what is missing are made from."""
        needed = [todo(self._index.glossary, tag) for tag in self._index.glossary.languages]
        counted = (self._index.topics_by_language, self._index.topics_by_sector, self._index.figures.languages, needed)
        return digest(self.words, repr(counted))

    @cached_property
    def matrix(self) -> str:
        """A digest of what the table of all judgments is made from."""
        glossary = self._index.glossary
        return digest(repr(list(glossary.mappings_by_scheme)), self.schemes(glossary.schemes.values()))

    @cached_property
    def scheme_pairs(self) -> str:
        """A digest of what the pages between schemes are made from."""
        glossary = self._index.glossary
        return digest(glossary.crosswalk_version, repr(glossary.schemes), self.matrix, self.names(glossary.concepts))


def _defined(concept: Concept) -> list[tuple[str, str]]:
    return [(tag, words.definition) for tag, words in concept.words.items()]


def _told(mapping: Mapping) -> tuple[object, ...]:
    return mapping.concept, mapping.predicate, mapping.negated, mapping.scheme, mapping.confidence, mapping.comment


def _labels_by_language(concept: Concept) -> list[tuple[str, tuple[Label, ...]]]:
    return [(tag, words.labels) for tag, words in concept.words.items()]
