"""What the whole glossary knows about a part of it: who cites it, who uses it, what stands above it.

These tables are the same in every language, so they are made once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from csea_terms.crosswalks.composition import Crosswalks
from csea_terms.formats.locators import Locator, read_locators
from csea_terms.model import Concept, Glossary, Label
from csea_terms.publishing.pages.cache import Cache
from csea_terms.publishing.pages.escaping import escaped
from csea_terms.publishing.withdrawn import replaces
from csea_terms.text.localnames import direction
from csea_terms.reading.figures import Cell, Figures, figures, language_tags, topics_by_language, topics_by_sector
from csea_terms.usages import Usage, state_of


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
    def tags(self) -> tuple[str, ...]:
        """The tags of every language that has words: the site's languages first, then the others by tag."""
        return language_tags(self.glossary)

    @cached_property
    def targets(self) -> dict[str, list[str]]:
        """The schemes that something follows for from each scheme, if only a stated gap; our own terms are one too."""
        crosswalks = Crosswalks(self.glossary)
        found = {source: crosswalks.targets(source) for source in crosswalks.schemes}
        return {source: targets for source, targets in found.items() if targets}

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
    def replaces(self) -> dict[str, tuple[str, ...]]:
        """The deprecated concepts that each concept replaces."""
        return replaces(self.glossary)

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
                for usage in label.legal_in if label.kind == "avoid" else ():
                    found.setdefault(usage.jurisdiction, []).append((concept, label))
        return found

    @cached_property
    def parts_of(self) -> dict[str, list[str]]:
        """Every jurisdiction of which something is said, and every state of a part, with its parts of which something is said."""
        parts: dict[str, list[str]] = {code: [] for code in self.usages_by_jurisdiction}
        for code in self.usages_by_jurisdiction:
            if state_of(code):
                parts.setdefault(state_of(code), []).append(code)
        return parts

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
            for slug in self.live:
                for label in labels_of(concept := self.glossary.concepts[slug]):
                    if label.kind == kind:
                        found.setdefault((label.language, label.text.casefold()), concept.id)
        return found


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
