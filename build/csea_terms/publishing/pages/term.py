"""The page of a concept: what to call it and what it means in the first screen, then all that is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count
from types import SimpleNamespace

from markupsafe import Markup

from csea_terms import __version__, names
from csea_terms.crosswalks.verdicts import MOST_USED
from csea_terms.model import Concept
from csea_terms.publishing.pages.edition import Edition
from csea_terms.publishing.pages.escaping import escaped
from csea_terms.publishing.pages.jsonld import head
from csea_terms.publishing.pages.judgments import Judgment, judgment
from csea_terms.publishing.pages.links import Links
from csea_terms.publishing.pages.neighbourhood import neighbourhood
from csea_terms.publishing.pages.page import Kept, Page
from csea_terms.publishing.pages.word_rows import (
    LanguageRow,
    AvoidRow,
    UsageRow,
    attestation,
    avoid_row,
    language_row,
    review_status,
    usage_order,
    usage_row,
)

_RELATIONS = (
    ("broader_terms", "broader"),
    ("narrower_terms", "narrower"),
    ("related_terms", "related"),
    ("often_confused", "confused_with"),
)
_SECTIONS = (
    ("differs", "often_confused", "confused"),
    ("scope", "scope_note", "scoped"),
    ("avoid", "terms_to_avoid", "avoid"),
    ("sectors", "how_sectors_say_it", "used"),
    ("relations", "relations", "relations"),
    ("languages", "in_other_languages", "languages"),
    ("codes", "equivalent_codes", "judgments"),
    ("sources", "sources", "sources"),
    ("cite", "cite_this_term", "address"),
)
"""The sections that a long page offers to jump to: anchor, string, and what must be there."""
_PLACES = 5
"""How many jurisdictions the first line of a legal term names."""
_FALLBACK_FIELDS = ("definition", "plain_definition", "scope_notes", "examples", "positions", "deprecation_reason")


def term_pages(edition: Edition) -> Iterator[Page | Kept]:
    """Yield the page of every concept, deprecated ones included: a published address stays."""
    for concept in edition.glossary.concepts.values():
        heading = edition.name_of(concept.id)[0]
        made_from = edition.ingredients.concept[concept.id]
        yield edition.unless_as_before(f"terms/{concept.id}/", heading, made_from, partial(term_page, edition, concept))


def term_page(edition: Edition, concept: Concept) -> Page:
    """Return the page of a concept."""
    path = f"terms/{concept.id}/"
    links = edition.links(f"{edition.tag}/{path}")
    name, tag = edition.name_of(concept.id)
    texts = SimpleNamespace(**{field: edition.best(concept, field) for field in _FALLBACK_FIELDS})
    words = concept.in_language(edition.tag)
    content = _content(edition, links, concept)
    return edition.page(
        "term",
        path,
        title=name,
        tag=tag,
        description=texts.definition[0] or name,
        head=head(edition, links, concept),
        concept=concept,
        texts=texts,
        attested=attestation(edition, words),
        review=review_status(edition, words) if words.labels else Markup(""),
        advice=advice(edition, links, concept, [instead for instead, _ in content["avoid"] if instead]),
        replaces=edition.index.replaces.get(concept.id, ()),
        trail=edition.index.trail(concept.id),
        facet=edition.glossary.facet_of.get(concept.id),
        jumps=_jumps(edition, {**content, "scoped": texts.scope_notes[0]}),
        citation=_citation(edition, name, content["address"]),
        suggest=_suggest(concept, edition.tag),
        tell=names.TELL_IN_PRIVATE,
        **content,
    )


def _suggest(concept: Concept, tag: str) -> str:
    """Return where the code host opens the file of a concept's words in a language, a new one where there is none."""
    folder = f"main/vocab/terms/{concept.id}"
    if tag in concept.words:
        return f"{names.REPOSITORY}/edit/{folder}/{tag}.ttl"
    return f"{names.REPOSITORY}/new/{folder}?filename={tag}.ttl"


def _content(edition: Edition, links: Links, concept: Concept) -> dict[str, object]:
    """Return what the sections of a page hold."""
    words = concept.in_language(edition.tag)
    here, superseded, elsewhere = _usages(edition, links, concept)
    avoid = [avoid_row(edition, links, concept, label) for label in words.of_kind("avoid")]
    return {
        "confused": confused(edition, concept),
        "admitted": [edition.word(label) for label in words.of_kind("admitted")],
        "avoid": _by_replacement(avoid),
        "avoid_advice": _avoid_advice(edition, avoid),
        "usages": here,
        "superseded": superseded,
        "more_usages": elsewhere,
        "used": here or superseded or elsewhere,
        "languages": _languages(edition, concept),
        "relations": _relations(edition, links, concept),
        "picture": neighbourhood(edition, links, concept),
        "judgments": _judgments(edition, links, concept),
        "sources": [(edition.glossary.sources[key], edition.places_in(key, concept.locators)) for key in concept.sources],
        "address": names.TERM + concept.id,
    }


@dataclass(slots=True)
class Advice:
    """In one line, whether to use a term: a badge, and what to do or to know."""

    badge: Markup
    says: Markup


def advice(edition: Edition, links: Links, concept: Concept, instead: list[Markup]) -> Advice:
    """Return whether to use a term; of an expression to avoid what to say ``instead``, of a legal term whose law has it."""
    badge = edition.one_of("advice", concept.guidance)
    if concept.guidance == "recommended":
        return Advice(badge, Markup(""))
    if concept.guidance == "avoid-expression" and len(instead) == 1:
        return Advice(badge, Markup(f"{edition.strings.use_instead}{edition.colon}{instead[0]}"))
    if concept.guidance == "legal-term":
        places = dict.fromkeys(u.jurisdiction for w in concept.words.values() for label in w.labels for u in label.legal_in)
        if places:
            return Advice(badge, edition.joined([links.place[code] for code in list(places)[:_PLACES]]))
    return Advice(badge, edition.one_of("guidance_says", concept.guidance))


def confused(edition: Edition, concept: Concept) -> list[tuple[str, str, str]]:
    """Return what a concept is confused with: each concept, its definition, and the definition's language."""
    concepts = edition.glossary.concepts
    return [(slug, *edition.best(concepts[slug], "definition")) for slug in edition.sorted(concept.confused_with)]


def _by_replacement(rows: list[AvoidRow]) -> list[tuple[Markup, list[tuple[int, AvoidRow]]]]:
    """Return words to avoid, those together that one thing should be said instead of; each with its number on the page."""
    groups: dict[Markup, list[AvoidRow]] = {}
    for row in rows:
        groups.setdefault(row.instead, []).append(row)
    numbers = count()
    return [(instead, [(next(numbers), row) for row in group]) for instead, group in groups.items()]


def _avoid_advice(edition: Edition, rows: list[AvoidRow]) -> Markup:
    """Return what to say instead of what, as sentences to be copied into a report."""
    strings = edition.strings
    said = [f"{strings.avoid_prefix} {row.word}. {strings.use_instead}{strings.colon} {row.instead}." for row in rows if row.instead]
    return Markup(" ".join(said))


def _citation(edition: Edition, name: str, address: object) -> str:
    return edition.text("citation", term=name, site=f"{edition.site} {__version__}", address=address, licence=licence_name(edition))


def licence_name(edition: Edition) -> str:
    """Return the short name of a Creative Commons licence, or the address of any other.

    The name is that of the deed's address: ``…/licenses/by/4.0/`` is "CC BY 4.0".
    """
    licence = edition.glossary.licence
    _, found, rest = licence.partition("creativecommons.org/licenses/")
    parts = rest.strip("/").split("/")
    return f"CC {parts[0].upper()} {parts[1]}" if found and len(parts) == 2 else licence


def _usages(edition: Edition, links: Links, concept: Concept) -> tuple[list[UsageRow], list[UsageRow], list[UsageRow]]:
    """Return who says what: in the language of the page, there what another word has replaced, and in all other languages."""
    found = [(label, usage) for words in concept.words.values() for label in words.labels for usage in label.usages]
    found.sort(key=lambda pair: usage_order(edition, *pair))
    rows = [usage_row(edition, links, concept, label, usage) for label, usage in found]
    here = [row for row in rows if row.label.language == edition.tag]
    superseded = [row for row in here if row.usage.acceptability == "superseded"]
    elsewhere = sorted((row for row in rows if row.label.language != edition.tag), key=lambda row: row.usage.sector)
    return [row for row in here if row not in superseded], superseded, elsewhere


def _languages(edition: Edition, concept: Concept) -> list[tuple[Markup, list[LanguageRow]]]:
    """Return the names in the other languages of the site, then those in languages that have no site.

    Each group comes with what the reviews of all its rows say, where they say the same.
    """
    tags = [tag for tag in edition.index.tags if tag in concept.words and tag != edition.tag]
    site = edition.glossary.languages
    groups = ([tag for tag in tags if tag in site], [tag for tag in tags if tag not in site])
    tables = [[language_row(edition, concept, concept.words[tag]) for tag in group] for group in groups if group]
    return [(rows[0].review if len({row.review for row in rows}) == 1 else Markup(""), rows) for rows in tables]


def _jumps(edition: Edition, content: dict[str, object]) -> list[tuple[str, Markup]]:
    """Return the sections of a page that have something in them: anchor and heading."""
    return [(anchor, getattr(edition.strings, key)) for anchor, key, part in _SECTIONS if content[part]]


def _relations(edition: Edition, links: Links, concept: Concept) -> list[tuple[Markup, list[Markup]]]:
    return [
        (getattr(edition.strings, key), [links.term[slug] for slug in edition.sorted(getattr(concept, field))])
        for key, field in _RELATIONS
        if getattr(concept, field)
    ]


def _judgments(edition: Edition, links: Links, concept: Concept) -> list[tuple[Markup, list[Judgment]]]:
    """Return the judgments about a concept: those on the schemes that are used most, then the others by sector.

    The first have no heading, since they stand open; there can be a hundred of the others.
    """
    glossary = edition.glossary
    found: dict[str, list[Judgment]] = {"": [], **{sector: [] for sector in glossary.sectors}}
    for mapping in glossary.mappings_by_concept.get(concept.id, ()):
        group = "" if mapping.scheme in MOST_USED else glossary.schemes[mapping.scheme].sector
        found.setdefault(group, []).append(judgment(edition, links, mapping))
    return [(_sector_name(edition, sector) if sector else Markup(""), rows) for sector, rows in found.items() if rows]


def _sector_name(edition: Edition, sector: str) -> Markup:
    known = edition.glossary.sectors.get(sector)
    return edition.foreign(*edition.pick(known.names)) if known else Markup(escaped(sector))
