"""Pages about the glossary itself: what people confuse, what is there and what is missing."""

from __future__ import annotations

from dataclasses import dataclass, fields

from markupsafe import Markup

from csea_terms.publishing.pages.edition import Edition
from csea_terms.publishing.pages.page import Page
from csea_terms.reading.figures import Cell, Figures, completeness, todo

_LEVELS = 5


@dataclass(frozen=True)
class Side:
    """One of two concepts that are confused: its definition and notes, each with its language."""

    slug: str
    definition: Markup
    notes: tuple[Markup, ...]


def often_confused_page(edition: Edition) -> Page:
    """Return the pairs of concepts that people confuse, side by side."""
    pairs = {
        tuple(sorted((concept.id, other), key=edition.order.__getitem__))
        for concept in edition.glossary.concepts.values()
        if not concept.deprecated
        for other in concept.confused_with
        if not edition.glossary.concepts[other].deprecated
    }
    listed = sorted(pairs, key=lambda pair: [edition.order[slug] for slug in pair])
    return edition.page(
        "often-confused",
        "often-confused/",
        title=edition.text("often_confused_pairs"),
        description=edition.text("often_confused_intro"),
        pairs=[_sides(edition, *pair) for pair in listed],
    )


def _sides(edition: Edition, one: str, other: str) -> tuple[Side, Side]:
    """Return two concepts side by side with the notes that name the other, or with all notes where none does."""
    notes = _naming(edition, one, other), _naming(edition, other, one)
    if not any(notes):
        notes = tuple(edition.best(edition.glossary.concepts[slug], "scope_notes")[0] for slug in (one, other))
    return _side(edition, one, notes[0]), _side(edition, other, notes[1])


def _naming(edition: Edition, slug: str, other: str) -> tuple[str, ...]:
    """Return the notes of a concept in which the other has one of its names."""
    notes, tag = edition.best(edition.glossary.concepts[slug], "scope_notes")
    names = [label.text.casefold() for label in edition.glossary.concepts[other].in_language(tag).labels if label.kind != "avoid"]
    return tuple(note for note in notes if any(name in note.casefold() for name in names))


def _side(edition: Edition, slug: str, notes: tuple[str, ...]) -> Side:
    concept = edition.glossary.concepts[slug]
    definition, tag = edition.best(concept, "definition")
    notes_tag = edition.best(concept, "scope_notes")[1]
    return Side(slug, edition.foreign(definition, tag), tuple(edition.foreign(note, notes_tag) for note in notes))


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
        complete=[
            (edition.language_names[row.tag], [edition.names.percent(cell.whole_percent / 100) for cell in completeness(counted, row)])
            for row in counted.languages
        ],
    )
