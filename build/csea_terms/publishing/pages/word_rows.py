"""Words and who uses them, as the rows of a table."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from csea_terms.model import Concept, Label, Words
from csea_terms.names import word_anchor
from csea_terms.publishing.pages.edition import Edition
from csea_terms.publishing.pages.escaping import escaped
from csea_terms.publishing.pages.index import LanguageCells
from csea_terms.publishing.pages.links import Links
from csea_terms.usages import ACCEPTABILITY, Usage


@dataclass(slots=True)
class AvoidRow:
    """A word to avoid: what to say instead, why, whose law has it and whose had it, who says so."""

    concept: Concept
    label: Label
    word: Markup
    instead: Markup
    law: Markup
    former_law: Markup
    sources: Markup
    variants: Markup
    anchor: str


@dataclass(slots=True)
class UsageRow:
    """One sector's use of a word in one jurisdiction."""

    concept: Concept
    label: Label
    usage: Usage
    word: Markup
    place: Markup
    acceptability: Markup
    when: Markup
    compared: Markup
    sources: Markup
    laws: Markup


@dataclass(slots=True)
class LanguageRow:
    """The names of a concept in one language, with what is known of them."""

    name: Markup
    cells: LanguageCells
    attested: Markup
    review: Markup
    has_admitted: bool
    has_avoid: bool


def avoid_row(edition: Edition, links: Links, concept: Concept, label: Label) -> AvoidRow:
    """Return a word to avoid as a row."""
    return AvoidRow(
        concept=concept,
        label=label,
        word=edition.word(label),
        instead=edition.joined([_instead(edition, links, concept, text, label.language) for text in label.instead]),
        law=_law(edition, links, label.legal_in),
        former_law=_law(edition, links, label.formerly_legal_in),
        sources=links.cited[label.sources, label.locators],
        variants=edition.joined([edition.foreign(text, label.language) for text in label.variants]),
        anchor=word_anchor(label.text),
    )


def usage_row(edition: Edition, links: Links, concept: Concept, label: Label, usage: Usage) -> UsageRow:
    """Return a usage as a row."""
    return UsageRow(
        concept=concept,
        label=label,
        usage=usage,
        word=edition.word(label),
        place=links.place[usage.jurisdiction],
        acceptability=edition.one_of("acceptability", usage.acceptability),
        when=edition.dates[usage.since, usage.until],
        compared=_compared(edition, usage),
        sources=links.cited[usage.sources, usage.locators],
        laws=links.laws[usage.sources, usage.locators],
    )


def language_row(edition: Edition, concept: Concept, words: Words) -> LanguageRow:
    """Return what one language calls a concept as a row."""
    cells = edition.index.language_cells[concept.id, words.language]
    # Beside each other names and translations of them are told alike, so that a table can say once what holds of all.
    review = review_status(edition, words) if words.reviewed_by else edition.not_reviewed["en"]
    return LanguageRow(
        edition.language_names[words.language],
        cells,
        attestation(edition, words),
        review,
        has_admitted=bool(words.of_kind("admitted")),
        has_avoid=bool(words.of_kind("avoid")),
    )


def attestation(edition: Edition, words: Words) -> Markup:
    """Return where the name of a concept is attested in print; empty where that is not known."""
    label = words.name
    if label is None or not label.attested:
        return Markup("")
    where = edition.outside[label.attested_at, label.attested_by or label.attested_at]
    return Markup(f"{edition.strings.attested}{edition.colon}{where}")


def review_status(edition: Edition, words: Words) -> Markup:
    """Return who reviewed the words of a language, or that nobody has."""
    if words.reviewed_by:
        return edition.say("reviewed_by", names=edition.joined(map(escaped, words.reviewed_by)))
    return edition.not_reviewed[words.language]


def usage_order(edition: Edition, label: Label, usage: Usage) -> tuple:
    """Return what to sort usages by: this language first, then English; then sector, place and acceptability."""
    language = (label.language != edition.tag, label.language != "en", label.language)
    known = usage.acceptability in ACCEPTABILITY
    rank = ACCEPTABILITY.index(usage.acceptability) if known else len(ACCEPTABILITY)
    return (*language, usage.sector, rank, usage.jurisdiction, label.text)


def _law(edition: Edition, links: Links, usages: tuple[Usage, ...]) -> Markup:
    """Return whose law has a word and since when, or whose had it and until when: one jurisdiction a line."""
    return Markup("<br>").join([_in_law(edition, links.place[usage.jurisdiction], usage) for usage in usages])


def _in_law(edition: Edition, place: Markup, usage: Usage) -> Markup:
    return edition.say("place_dates", place=place, dates=edition.dates[usage.since, usage.until]) if usage.is_dated else place


def _compared(edition: Edition, usage: Usage) -> Markup:
    """Return when a statement of law was compared with the law's text, or that nobody has; empty for other statements."""
    if not usage.is_law:
        return Markup("")
    if not usage.compared_on:
        return edition.strings.law_not_compared
    return edition.say("law_compared", date=escaped(edition.names.date(usage.compared_on)))


def _instead(edition: Edition, links: Links, concept: Concept, text: str, tag: str) -> Markup:
    """Return a replacement, linked to its concept where it is one of our names."""
    own = any(label.text == text for label in concept.in_language(tag).labels if label.kind != "avoid")
    slug = concept.id if own else edition.index.concept_of(text, tag)
    return links.named(slug, text, tag) if slug else edition.foreign(text, tag)
