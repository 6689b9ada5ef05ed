"""Pages about the glossary itself: what people confuse, what is there and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import partial
from math import ceil

from markupsafe import Markup

from csea_terms.publishing.pages.edition import Edition
from csea_terms.publishing.pages.page import Kept, Page
from csea_terms.reading.figures import Cell, Figures, LanguageFigures, completeness, todo

_LEVELS = 5


@dataclass(frozen=True)
class Confused:
    """A concept that is confused with others: its definition, and of each other what notes tell the two apart."""

    slug: str
    definition: Markup
    others: tuple[tuple[str, tuple[Markup, ...]], ...]


def often_confused_pages(edition: Edition) -> Iterator[Page | Kept]:
    """Yield the list of topics that have concepts which people confuse, and a page for each."""
    made_from, heading = edition.ingredients.confused, edition.text("often_confused_pairs")
    by_topic = _confused_by_topic(edition)
    make = partial(_confused_index, edition, by_topic)
    yield edition.unless_as_before("often-confused/", heading, made_from, make)
    for topic, slugs in by_topic.items():
        make = partial(_confused_page, edition, topic, slugs)
        yield edition.unless_as_before(f"often-confused/{topic}/", _confused_heading(edition, topic), made_from, make)


def _confused_by_topic(edition: Edition) -> dict[str, list[str]]:
    """Return the concepts that are confused with another by their topic, each time by name."""
    facet_of = edition.glossary.facet_of
    live = [slug for slug in edition.index.live if _confused_with(edition, slug)]
    found = {topic: [slug for slug in live if facet_of.get(slug) == topic] for topic in edition.glossary.top_concepts}
    return {topic: edition.sorted(slugs) for topic, slugs in found.items() if slugs}


def _confused_with(edition: Edition, slug: str) -> list[str]:
    concepts = edition.glossary.concepts
    return edition.sorted(other for other in concepts[slug].confused_with if not concepts[other].deprecated)


def _confused_heading(edition: Edition, topic: str) -> str:
    return f"{edition.text('often_confused_pairs')} · {edition.name_of(topic)[0]}"


def _confused_index(edition: Edition, by_topic: dict[str, list[str]]) -> Page:
    return edition.page(
        "often-confused",
        "often-confused/",
        title=edition.text("often_confused_pairs"),
        description=edition.text("often_confused_intro"),
        topics=[(topic, edition.foreign(*edition.name_of(topic)), len(slugs)) for topic, slugs in by_topic.items()],
    )


def _confused_page(edition: Edition, topic: str, slugs: list[str]) -> Page:
    return edition.page(
        "often-confused-topic",
        f"often-confused/{topic}/",
        title=_confused_heading(edition, topic),
        description=edition.text("often_confused_intro"),
        concepts=[_confused(edition, slug) for slug in slugs],
    )


def _confused(edition: Edition, slug: str) -> Confused:
    definition = edition.foreign(*edition.best(edition.glossary.concepts[slug], "definition"))
    return Confused(slug, definition, tuple((other, _apart(edition, slug, other)) for other in _confused_with(edition, slug)))


def _apart(edition: Edition, slug: str, other: str) -> tuple[Markup, ...]:
    """Return the notes of two concepts in which either names the other; the other's definition where no note does."""
    notes = (*_naming(edition, slug, other), *_naming(edition, other, slug))
    return notes or (edition.foreign(*edition.best(edition.glossary.concepts[other], "definition")),)


def _naming(edition: Edition, slug: str, other: str) -> tuple[Markup, ...]:
    """Return the notes of a concept in which the other has one of its names."""
    notes, tag = edition.best(edition.glossary.concepts[slug], "scope_notes")
    names = [label.text.casefold() for label in edition.glossary.concepts[other].in_language(tag).labels if label.kind != "avoid"]
    return tuple(edition.foreign(note, tag) for note in notes if any(name in note.casefold() for name in names))


def coverage_page(edition: Edition) -> Page:
    """Return the heat maps of what there is, and the list of what this language still needs."""
    needed = todo(edition.glossary, edition.tag)
    return edition.page(
        "coverage",
        "coverage/",
        title=edition.text("coverage"),
        description=edition.text("coverage_intro"),
        languages=[(tag, edition.language_names[tag]) for tag in edition.glossary.languages],
        by_language=[(topic, _cells(row)) for topic, row in edition.index.topics_by_language.items()],
        sectors=[(slug, edition.pick(sector.names)) for slug, sector in edition.glossary.sectors.items()],
        by_sector=[(topic, _cells(row)) for topic, row in edition.index.topics_by_sector.items()],
        rows=[(edition.language_names[row.tag], row) for row in edition.index.figures.languages],
        needed=[(key, edition.sorted(slugs)) for key, slugs in needed.items()],
    )


def _cells(row: dict[str, Cell]) -> list[tuple[Cell, int]]:
    """Return cells with the level of their shade, from 0 (nothing) to 5 (all)."""
    return [(cell, round(cell.share * _LEVELS)) for cell in row.values()]


def _shares(edition: Edition, counted: Figures, row: LanguageFigures) -> list[str]:
    """Return how much a language has of each field, and last how much of the terms' pages it leaves in English."""
    whole = [cell.whole_percent for cell in completeness(counted, row)]
    return [edition.names.percent(percent / 100) for percent in (*whole, ceil(row.english))]


def data_page(edition: Edition) -> Page:
    """Return the figures that ``csea-terms stats`` prints."""
    counted = edition.index.figures
    return edition.page(
        "about-the-data",
        "about-the-data/",
        title=edition.text("about_the_data"),
        description=edition.text("about_the_data_intro"),
        rows=[
            (getattr(edition.strings, f"figure_{field.name}"), getattr(counted, field.name))
            for field in fields(Figures)
            if field.name != "languages"
        ],
        languages=[(edition.language_names[row.tag], row) for row in counted.languages],
        complete=[(edition.language_names[row.tag], _shares(edition, counted, row)) for row in counted.languages],
    )
