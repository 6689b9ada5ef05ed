"""What a page is made from, so that a page whose parts are all as before need not be made again."""

from __future__ import annotations

from collections.abc import Iterable

from typing import TYPE_CHECKING

from csea_terms.digests import digest
from csea_terms.model import Concept, Mapping

if TYPE_CHECKING:
    from csea_terms.pages.index import Index


def made_from(index: Index, concept: Concept) -> str:
    """Return a digest of everything of ``vocab/terms`` and ``vocab/crosswalks`` that any page of a concept shows.

    That is: the concept; how it maps to other schemes; of each concept that its pages name, the names and
    whether it is deprecated; and which concepts the words to say instead lead to. What all pages share (strings,
    templates, sources) is not in it.
    """
    glossary = index.glossary
    named = dict.fromkeys(
        (
            *index.trail(concept.id),
            glossary.facet_of.get(concept.id, concept.id),
            *concept.narrower,
            *concept.broader,
            *concept.related,
            *concept.confused_with,
            *concept.replaced_by,
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
        judgments_of(index, glossary.mappings_by_concept.get(concept.id, ())),
        names_of(index, [*named, *(slug for slug in instead.values() if slug)]),
        list(instead.values()),
        index.tags,
    )
    # The representation of frozen dataclasses and tuples says all of them, in the same words in every run.
    return digest(repr(parts))


def names_of(index: Index, slugs: Iterable[str]) -> str:
    """Return a digest of what some concepts are called in all languages, and whether they are deprecated."""
    return digest(*[index.named[slug] for slug in slugs])


def judgments_of(index: Index, mappings: Iterable[Mapping]) -> str:
    """Return a digest of what some mappings say, of the codes that they speak of, of the schemes' names and sectors."""
    # Where a row stands is not shown: a row more above it changes nothing.
    glossary = index.glossary
    schemes = {scheme.id: (index.scheme_name(scheme.id), scheme.sector) for scheme in glossary.schemes.values()}
    return digest(repr([(*_told(m), glossary.code(m), schemes[m.scheme]) for m in mappings]))


def _told(mapping: Mapping) -> tuple[object, ...]:
    return mapping.concept, mapping.predicate, mapping.negated, mapping.scheme, mapping.confidence, mapping.comment
