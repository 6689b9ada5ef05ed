"""The topics: a tree of all terms, and for each topic a chapter that can be read from beginning to end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from csea_terms.publishing.pages.edition import Edition
from csea_terms.publishing.pages.page import Kept, Page
from csea_terms.text.digest import digest


@dataclass(frozen=True)
class Branch:
    """A concept in the tree. ``below`` is empty where its branches are drawn elsewhere in the tree."""

    slug: str
    below: tuple[Branch, ...]


@dataclass(frozen=True)
class Section:
    """A term in a chapter: how deep it stands, what it means, and what plain words say of it."""

    slug: str
    depth: int
    definition: Markup
    plain: Markup


def topic_pages(edition: Edition) -> Iterator[Page | Kept]:
    """Yield the tree of all concepts, then a chapter for each topic."""
    yield edition.list_of_words("topics/", edition.text("topics"), partial(_topics_page, edition))
    for topic in edition.glossary.top_concepts:
        sections = chapter(edition, topic)
        made_from = digest(edition.ingredients.words, edition.ingredients.meanings(section.slug for section in sections))
        heading = f"{edition.text('topics')} · {edition.name_of(topic)[0]}"
        yield edition.unless_as_before(f"topics/{topic}/", heading, made_from, partial(_chapter, edition, topic, heading, sections))


def chapter(edition: Edition, topic: str) -> list[Section]:
    """Return the topic and its terms in reading order."""
    return list(_sections(edition, topic, 0, set()))


def _topics_page(edition: Edition) -> Page:
    drawn: set[str] = set()
    return edition.page(
        "topics",
        "topics/",
        title=edition.text("topics"),
        description=edition.text("topics_intro"),
        branches=[_tree(edition, slug, drawn) for slug in edition.glossary.top_concepts],
    )


def _chapter(edition: Edition, topic: str, heading: str, sections: list[Section]) -> Page:
    topics = edition.glossary.top_concepts
    place = topics.index(topic)
    return edition.page(
        "topic",
        f"topics/{topic}/",
        title=heading,
        description=str(edition.best(edition.glossary.concepts[topic], "definition")[0]),
        topic=sections[0],
        sections=sections[1:],
        before=topics[place - 1] if place else None,
        after=topics[place + 1] if place + 1 < len(topics) else None,
    )


def _tree(edition: Edition, slug: str, drawn: set[str], above: frozenset[str] = frozenset()) -> Branch:
    """Return a concept with what is below it; a concept with two parents has its branches drawn once."""
    if slug in drawn or slug in above:
        return Branch(slug, ())
    drawn.add(slug)
    below = edition.sorted(edition.glossary.concepts[slug].narrower)
    return Branch(slug, tuple(_tree(edition, child, drawn, above | {slug}) for child in below))


def _sections(edition: Edition, slug: str, depth: int, seen: set[str]) -> Iterator[Section]:
    """Yield a term and those below it in reading order: those whose own topic this is and that were not yet ``seen``."""
    seen.add(slug)
    concept = edition.glossary.concepts[slug]
    definition, plain = (edition.foreign(*edition.best(concept, field)) for field in ("definition", "plain_definition"))
    yield Section(slug, depth, definition, plain)
    facet_of = edition.glossary.facet_of
    for child in edition.sorted(concept.narrower):
        if facet_of.get(child) == facet_of.get(slug) and child not in seen:
            yield from _sections(edition, child, depth + 1, seen)
