"""A term as an entry of a book: what a reader without the web wants to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

from markupsafe import Markup

from csea_terms.crosswalks.verdicts import MOST_USED
from csea_terms.model import Concept
from csea_terms.publishing.book.links import BookLinks
from csea_terms.publishing.pages.edition import Edition
from csea_terms.publishing.pages.judgments import Judgment, judgment
from csea_terms.publishing.pages.term import Advice, advice, confused
from csea_terms.publishing.pages.word_rows import AvoidRow, UsageRow, avoid_row, usage_order, usage_row

_TEXTS = ("definition", "plain_definition", "scope_notes", "examples", "positions")


@dataclass(frozen=True)
class Entry:
    """All that a book says of a term. ``texts`` have their language beside them, ``names`` are those in other languages.

    ``laws`` are the words of laws in the book's language and in English.
    """

    concept: Concept
    name: str
    tag: str
    address: str
    advice: Advice
    texts: SimpleNamespace
    confused: list[tuple[str, str, str]]
    admitted: list[Markup]
    avoid: list[AvoidRow]
    names: list[tuple[str, Markup]]
    laws: list[UsageRow]
    judgments: list[Judgment]
    sources: Markup


def entry(edition: Edition, links: BookLinks, concept: Concept) -> Entry:
    """Return the entry of a term."""
    words = concept.in_language(edition.tag)
    avoid = [avoid_row(edition, links, concept, label) for label in words.of_kind("avoid")]
    name, tag = edition.name_of(concept.id)
    mappings = edition.glossary.mappings_by_concept.get(concept.id, ())
    return Entry(
        concept=concept,
        name=name,
        tag=tag,
        address=f"{links.here}terms/{concept.id}/",
        advice=advice(edition, links, concept, list(dict.fromkeys(row.instead for row in avoid if row.instead))),
        texts=SimpleNamespace(**{field: edition.best(concept, field) for field in _TEXTS}),
        confused=confused(edition, concept),
        admitted=[edition.word(label) for label in words.of_kind("admitted")],
        avoid=avoid,
        names=_names(edition, concept),
        laws=_laws(edition, links, concept),
        judgments=[judgment(edition, links, mapping) for mapping in mappings if mapping.scheme in MOST_USED],
        sources=links.cited[concept.sources, concept.locators],
    )


def _names(edition: Edition, concept: Concept) -> list[tuple[str, Markup]]:
    """Return what other languages call a concept: the name of the language, and the word."""
    tags = [tag for tag in edition.index.tags if tag in concept.words and tag != edition.tag]
    named = [(tag, concept.words[tag].name) for tag in tags]
    return [(edition.names.language(tag), edition.foreign(label.text, tag)) for tag, label in named if label]


def _laws(edition: Edition, links: BookLinks, concept: Concept) -> list[UsageRow]:
    found = [
        (label, usage)
        for tag in dict.fromkeys((edition.tag, "en"))
        for label in concept.in_language(tag).labels
        for usage in label.usages
        if usage.is_law
    ]
    found.sort(key=lambda pair: usage_order(edition, *pair))
    return [usage_row(edition, links, concept, label, usage) for label, usage in found]
