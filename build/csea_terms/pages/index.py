"""What the whole glossary knows about a part of it: who cites it, who uses it, what stands above it.

These tables are the same in every language, so they are made once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from markupsafe import Markup

from csea_terms.crosswalk import Crosswalks
from csea_terms.digests import digest
from csea_terms.locators import Locator, read_locators
from csea_terms.lookup import index_languages
from csea_terms.model import Concept, Glossary, Label, Usage
from csea_terms.pages.cache import Cache
from csea_terms.pages.escaping import escaped
from csea_terms.pages.localnames import direction
from csea_terms.pages.made_from import judgments_of, made_from, names_of
from csea_terms.stats import Cell, Figures, figures, language_tags, todo, topics_by_language, topics_by_sector


@dataclass(slots=True)
class LanguageCells:
    """What one language calls a concept, as cells of a table. Every text is marked with its language."""

    preferred: Markup
    admitted: Markup
    avoid: Markup


class Index:
    """Look-up tables over a glossary, each made when it is first asked for."""

    def __init__(self, glossary: Glossary):
        self.glossary = glossary
        self.attributes = Cache(self._attributes)
        """The attributes that say a language and its direction, by tag."""
        self.language_cells = Cache(self._language_cells)
        """What a language calls a concept, by the concept and the tag."""
        self.made_from = Cache(lambda slug: made_from(self, glossary.concepts[slug]))
        """A digest of what the pages of a concept are made from, by the concept."""
        self.scheme_made_from = Cache(self._scheme_made_from)
        """A digest of what the pages of a scheme are made from, by the scheme."""
        self.named = Cache(self._named)
        """What a concept is called in all languages and whether it is deprecated, as one text, by the concept."""

    def _named(self, slug: str) -> str:
        concept = self.glossary.concepts[slug]
        names = [(tag, words.preferred.text) for tag, words in concept.words.items() if words.preferred]
        return repr((slug, concept.deprecated, names))

    def _scheme_made_from(self, scheme_id: str) -> str:
        mappings = self.glossary.mappings_by_scheme.get(scheme_id, ())
        # The representation of a scheme says all of it, its codes included.
        own = repr(self.glossary.schemes[scheme_id])
        return digest(own, names_of(self, [mapping.concept for mapping in mappings]), judgments_of(self, mappings))

    def _attributes(self, tag: str) -> Markup:
        known = self.glossary.languages.get(tag)
        return Markup(f' lang="{escaped(tag)}" dir="{escaped(known.direction if known else direction(tag))}"')

    def _language_cells(self, key: tuple[str, str]) -> LanguageCells:
        slug, tag = key
        words = self.glossary.concepts[slug].words[tag]
        return LanguageCells(*(self._lines(words.of_kind(kind), tag) for kind in ("preferred", "admitted", "avoid")))

    def _lines(self, labels: tuple[Label, ...], tag: str) -> Markup:
        # One a line, because a comma may be part of a label.
        lines = "<br>".join([escaped(label.text) for label in labels])
        return Markup(f"<span{self.attributes[tag]}>{lines}</span>" if lines else "–")

    def scheme_name(self, scheme_id: str) -> str:
        """Return the name by which pages call a scheme."""
        return self.glossary.schemes[scheme_id].name

    @cached_property
    def words_made_from(self) -> str:
        """A digest of what lists of words are made from: all labels and relations, without definitions and notes."""
        concepts = self.glossary.concepts.values()
        return digest(repr([(c.id, c.deprecated, c.sectors, c.broader, c.narrower, _labels_by_language(c)) for c in concepts]))

    @cached_property
    def home_made_from(self) -> str:
        """A digest of what the home pages are made from: lists of words, and what the topics are."""
        return digest(self.words_made_from, repr([self.glossary.concepts[slug] for slug in self.glossary.top_concepts]))

    @cached_property
    def languages_made_from(self) -> str:
        """A digest of what the tables of languages are made from."""
        rows = [(row.tag, row.named, row.defined, row.attested, row.reviewed) for row in self.figures.languages]
        return digest(repr((len(self.live), rows)))

    @cached_property
    def confused_made_from(self) -> str:
        """A digest of what the pages of what is often confused are made from."""
        return digest(*[self.made_from[c.id] for c in self.glossary.concepts.values() if c.confused_with])

    @cached_property
    def coverage_made_from(self) -> str:
        """A digest of what the pages of what is there and what is missing are made from."""
        needed = [todo(self.glossary, tag) for tag in self.glossary.languages]
        counted = (self.topics_by_language, self.topics_by_sector, self.figures.languages, needed)
        return digest(self.words_made_from, repr(counted))

    @cached_property
    def matrix_made_from(self) -> str:
        """A digest of what the table of all judgments is made from."""
        judged, facet_of = self.glossary.mappings_by_concept, self.glossary.facet_of
        facets = {slug: facet_of.get(slug) for slug in judged}
        named = [*judged, *(facet for facet in facets.values() if facet)]
        shown = repr((facets, self.glossary.top_concepts, list(self.glossary.mappings_by_scheme)))
        return digest(shown, names_of(self, named), judgments_of(self, self.glossary.mappings))

    @cached_property
    def between_made_from(self) -> str:
        """A digest of what the pages between schemes are made from."""
        facts = [replace(scheme, codes={}) for scheme in self.glossary.schemes.values()]
        return digest(self.glossary.crosswalk_version, repr(facts), self.matrix_made_from, names_of(self, self.glossary.concepts))

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """The tags of every language that has words: the site's languages first, then the others by tag."""
        return language_tags(self.glossary)

    @cached_property
    def listed_languages(self) -> str:
        """The languages that the search has a label list of, as its box names them."""
        return " ".join(index_languages(self.glossary))

    @cached_property
    def targets(self) -> dict[str, list[str]]:
        """The schemes that something follows for from each scheme, if only a stated gap; our own terms are one too."""
        crosswalks = Crosswalks(self.glossary)
        found = {}
        for source in crosswalks.schemes:
            tables = crosswalks.from_scheme(source)
            others = [s for s in crosswalks.schemes if s != source and (s in tables or crosswalks.gaps(source, s))]
            if others:
                found[source] = others
        return found

    @cached_property
    def figures(self) -> Figures:
        """The figures of the whole vocabulary."""
        return figures(self.glossary)

    @cached_property
    def topics_by_language(self) -> dict[str, dict[str, Cell]]:
        """How much of each topic is defined in each language."""
        return topics_by_language(self.glossary)

    @cached_property
    def topics_by_sector(self) -> dict[str, dict[str, Cell]]:
        """How much of each topic each sector uses."""
        return topics_by_sector(self.glossary)

    @cached_property
    def live(self) -> tuple[str, ...]:
        """The concepts that are not deprecated."""
        return tuple(slug for slug, concept in self.glossary.concepts.items() if not concept.deprecated)

    @cached_property
    def cited_by(self) -> dict[str, tuple[str, ...]]:
        """The concepts that cite each source, for themselves or for one of their words."""
        cited: dict[str, dict[str, None]] = {}
        for concept in self.glossary.concepts.values():
            for key in (key for part in _citing(concept) for key in part.sources):
                cited.setdefault(key, {})[concept.id] = None
        return {key: tuple(slugs) for key, slugs in cited.items()}

    @cached_property
    def cited_at(self) -> dict[tuple[str, str], tuple[Locator, ...]]:
        """Where in a source a concept or its words cite it, by the source and the concept, where anything says so."""
        found: dict[tuple[str, str], set[str]] = {}
        for concept in self.glossary.concepts.values():
            for part in _citing(concept):
                for place in part.locators:
                    found.setdefault((place.source, concept.id), set()).add(str(place))
        return {key: read_locators(texts) for key, texts in found.items()}

    @cached_property
    def usages_by_sector(self) -> dict[str, list[tuple[Concept, Label, Usage]]]:
        """Who says what: every usage of every word, by the sector whose usage it is."""
        found: dict[str, list[tuple[Concept, Label, Usage]]] = {}
        for concept in self.glossary.concepts.values():
            for label in labels_of(concept):
                for usage in label.usages:
                    found.setdefault(usage.sector, []).append((concept, label, usage))
        return found

    @cached_property
    def usages_by_jurisdiction(self) -> dict[str, list[tuple[Concept, Label, Usage]]]:
        """Every usage of every word, by the jurisdiction whose usage it is."""
        found: dict[str, list[tuple[Concept, Label, Usage]]] = {}
        for usages in self.usages_by_sector.values():
            for row in usages:
                found.setdefault(row[2].jurisdiction, []).append(row)
        return found

    @cached_property
    def avoided_by_jurisdiction(self) -> dict[str, list[tuple[Concept, Label]]]:
        """The words to avoid that are still the law's, by jurisdiction."""
        found: dict[str, list[tuple[Concept, Label]]] = {}
        for concept in self.glossary.concepts.values():
            for label in labels_of(concept):
                for code in label.legal_in:
                    found.setdefault(code, []).append((concept, label))
        return found

    @cached_property
    def concepts_by_sector(self) -> dict[str, tuple[str, ...]]:
        """The concepts that matter to each sector."""
        found: dict[str, list[str]] = {}
        for slug in self.live:
            for sector in self.glossary.concepts[slug].sectors:
                found.setdefault(sector, []).append(slug)
        return {sector: tuple(slugs) for sector, slugs in found.items()}

    @cached_property
    def size_of_facet(self) -> dict[str, int]:
        """How many concepts stand below each top concept."""
        sizes = dict.fromkeys(self.glossary.top_concepts, 0)
        for slug in self.live:
            facet = self.glossary.facet_of.get(slug)
            if facet not in (None, slug):
                sizes[facet] += 1
        return sizes

    def trail(self, slug: str) -> tuple[str, ...]:
        """Return the concepts from a top concept down to the parent of this one."""
        facet, path, seen = self.glossary.facet_of.get(slug), [], {slug}
        current = slug
        while current != facet:
            above = [b for b in self.glossary.concepts[current].broader if b not in seen]
            current = next((b for b in above if self.glossary.facet_of.get(b) == facet), None)
            if current is None:
                break
            seen.add(current)
            path.append(current)
        return tuple(reversed(path))

    def concept_of(self, text: str, tag: str) -> str | None:
        """Return the concept that a word stands for in a language, or None: a preferred label wins."""
        return self._concepts_by_label.get((tag, text.casefold()))

    @cached_property
    def _concepts_by_label(self) -> dict[tuple[str, str], str]:
        found: dict[tuple[str, str], str] = {}
        for kind in ("preferred", "admitted"):
            for concept in self.glossary.concepts.values():
                for label in labels_of(concept):
                    if label.kind == kind:
                        found.setdefault((label.language, label.text.casefold()), concept.id)
        return found


def _labels_by_language(concept: Concept) -> list[tuple[str, tuple[Label, ...]]]:
    return [(tag, words.labels) for tag, words in concept.words.items()]


def labels_of(concept: Concept) -> Iterator[Label]:
    """Yield the labels of a concept in every language."""
    for words in concept.words.values():
        yield from words.labels


def _citing(concept: Concept) -> Iterator[Concept | Label | Usage]:
    """Yield everything of a concept that can cite sources: itself, its words, and who uses them how."""
    yield concept
    for label in labels_of(concept):
        yield label
        yield from label.usages
