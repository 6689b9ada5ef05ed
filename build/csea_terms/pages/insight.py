"""Pages about the glossary itself: what people confuse, what the law says where, what is there and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import partial

from markupsafe import Markup

from csea_terms.pages.edition import Edition
from csea_terms.pages.page import Kept, Page
from csea_terms.pages.words import avoid_row, usage_order, usage_row
from csea_terms.stats import Cell, Figures, todo

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
        pairs=[tuple(_side(edition, slug) for slug in pair) for pair in listed],
    )


def _side(edition: Edition, slug: str) -> Side:
    concept = edition.glossary.concepts[slug]
    definition, tag = edition.best(concept, "definition")
    notes, notes_tag = edition.best(concept, "scope_notes")
    return Side(slug, edition.foreign(definition, tag), tuple(edition.foreign(note, notes_tag) for note in notes))


def jurisdiction_pages(edition: Edition) -> Iterator[Page | Kept]:
    """Yield the list of jurisdictions, then a page for each with the words of its law."""
    said, avoided = edition.index.usages_by_jurisdiction, edition.index.avoided_by_jurisdiction
    codes = sorted({*said, *avoided}, key=lambda code: (edition.names.place(code).casefold(), code))
    yield edition.list_of_words("jurisdictions/", edition.text("jurisdictions"), partial(_jurisdictions_page, edition, codes))
    for code in codes:
        heading = edition.text("jurisdiction_words", place=edition.names.place(code))
        yield edition.list_of_words(f"jurisdictions/{code.lower()}/", heading, partial(_jurisdiction_page, edition, code))


def _jurisdictions_page(edition: Edition, codes: list[str]) -> Page:
    said, avoided = edition.index.usages_by_jurisdiction, edition.index.avoided_by_jurisdiction
    return edition.page(
        "jurisdictions",
        "jurisdictions/",
        title=edition.text("jurisdictions"),
        description=edition.text("jurisdictions_intro"),
        rows=[(code, edition.names.place(code), len(said.get(code, ())) + len(avoided.get(code, ()))) for code in codes],
    )


def _jurisdiction_page(edition: Edition, code: str) -> Page:
    path = f"jurisdictions/{code.lower()}/"
    links = edition.links(f"{edition.tag}/{path}")
    usages = sorted(
        edition.index.usages_by_jurisdiction.get(code, ()),
        key=lambda row: (edition.order[row[0].id], usage_order(edition, *row[1:])),
    )
    return edition.page(
        "jurisdiction",
        path,
        title=edition.text("jurisdiction_words", place=edition.names.place(code)),
        description=edition.text("jurisdictions_intro"),
        usages=[
            (usage_row(edition, links, *found), edition.pick(edition.glossary.sectors[found[2].sector].names)) for found in usages
        ],
        avoid=[
            avoid_row(edition, links, concept, label)
            for concept, label in edition.index.avoided_by_jurisdiction.get(code, ())
        ],
    )


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
    )
