"""The ways through the glossary: home, A–Z, sectors, words to avoid, languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from markupsafe import Markup

from csea_terms.model import Concept, Label
from csea_terms.publishing.pages.alphabet import OTHER, initial, sort_key
from csea_terms.publishing.pages.edition import Edition
from csea_terms.publishing.pages.escaping import escaped
from csea_terms.publishing.pages.links import Links
from csea_terms.publishing.pages.page import Kept, Page, shortened
from csea_terms.publishing.pages.word_rows import AvoidRow, avoid_row, usage_order, usage_row
from csea_terms.text.digest import digest

_TEASERS = 5
_HOME_HEAD = '<link rel="search" type="application/opensearchdescription+xml" title="{site}" href="{root}opensearch-{tag}.xml">\n'
"""What tells browsers of our search. They offer what they have met on any page; Chrome looks on the page at a site's root only."""
_ASKED = 8
"""How many terms a sector's page opens with."""
_CODED = ("exactMatch", "closeMatch", "narrowMatch")
"""The relations of a concept that a code is about."""


@dataclass(frozen=True)
class Entry:
    """A line of the A–Z list: a word, and what it points to. ``kind`` is that of the label."""

    word: str
    tag: str
    kind: str
    concept: Concept
    instead: Markup


def home_page(edition: Edition) -> Page:
    """Return the page that a visitor of this language starts from."""
    links = edition.links(f"{edition.tag}/")
    return edition.page(
        "home",
        "",
        title=edition.site,
        description=edition.text("home_intro"),
        head=_HOME_HEAD.format(site=escaped(edition.site), root=links.root, tag=edition.tag),
        facets=[_facet(edition, slug) for slug in edition.glossary.top_concepts],
        teasers=_teasers(edition, links),
    )


def az_page(edition: Edition) -> Page:
    """Return the list of all words, the admitted and the avoided ones included."""
    groups = words_by_letter(edition, edition.links(f"{edition.tag}/az/"))
    return edition.page("az", "az/", title=edition.text("az"), description=edition.text("az_intro"), groups=groups)


def words_by_letter(edition: Edition, links: Links) -> list[tuple[str, list[Entry]]]:
    """Return all words of a language in its order, letter by letter; what stands under no letter comes last."""
    entries = sorted(_entries(edition, links), key=lambda entry: (sort_key(entry.word, edition.tag), entry.concept.id))
    by_letter = groupby(entries, key=lambda entry: initial(entry.word, edition.tag))
    # What stands under no letter sorts before and after the letters, and is one group at the end.
    groups: dict[str, list[Entry]] = {}
    for letter, members in by_letter:
        groups.setdefault(letter, []).extend(members)
    others = groups.pop(OTHER, [])
    return [*groups.items(), *([(OTHER, others)] if others else [])]


def sector_pages(edition: Edition) -> Iterator[Page | Kept]:
    """Yield the list of sectors, then a page for each."""
    yield edition.list_of_words("sectors/", edition.text("sectors"), partial(_sectors_page, edition))
    for sector in edition.glossary.sectors.values():
        heading = edition.pick(sector.names)[0] or sector.id
        asked = _most_asked(edition, sector.id)
        made_from = digest(edition.ingredients.words, edition.ingredients.meanings(asked))
        make = partial(_sector_page, edition, sector.id, asked)
        yield edition.unless_as_before(f"sectors/{sector.id}/", heading, made_from, make)


def _sectors_page(edition: Edition) -> Page:
    listed = [
        (sector, edition.pick(sector.descriptions), len(edition.index.concepts_by_sector.get(sector.id, ())))
        for sector in edition.glossary.sectors.values()
    ]
    return edition.page(
        "sectors",
        "sectors/",
        title=edition.text("sectors"),
        description=edition.text("sectors_intro"),
        sectors=listed,
    )


def avoid_pages(edition: Edition) -> Iterator[Page | Kept]:
    """Yield the list of words to avoid, and for each topic a page with reasons, whose law has them and who says so."""
    yield edition.list_of_words("avoid/", edition.text("terms_to_avoid"), partial(_avoid_index, edition))
    for topic in edition.glossary.top_concepts:
        if _avoided_in(edition, topic, edition.tag):
            heading = f"{edition.text('terms_to_avoid')} · {edition.name_of(topic)[0]}"
            yield edition.list_of_words(f"avoid/{topic}/", heading, partial(_avoid_page, edition, topic, heading))


def _avoid_index(edition: Edition) -> Page:
    """Return the words to avoid and what to say instead: those of this language, then the English ones."""
    links = edition.links(f"{edition.tag}/avoid/")
    lists = [(tag, _avoid_rows(edition, links, tag)) for tag in dict.fromkeys((edition.tag, "en"))]
    topics = [(topic, len(_avoided_in(edition, topic, edition.tag))) for topic in edition.glossary.top_concepts]
    return edition.page(
        "avoid",
        "avoid/",
        title=edition.text("terms_to_avoid"),
        description=edition.text("avoid_intro"),
        topics=[(topic, edition.foreign(*edition.name_of(topic)), n) for topic, n in topics if n],
        lists=[(tag, edition.names.language(tag), rows) for tag, rows in lists if rows],
    )


def _avoid_page(edition: Edition, topic: str, heading: str) -> Page:
    path = f"avoid/{topic}/"
    links = edition.links(f"{edition.tag}/{path}")
    rows = [avoid_row(edition, links, concept, label) for concept, label in _avoided_in(edition, topic, edition.tag)]
    tags = tuple(tag for tag in edition.glossary.languages if _avoided_in(edition, topic, tag))
    return edition.page("avoid-topic", path, title=heading, description=edition.text("avoid_intro"), alternates=tags, rows=rows)


def _avoided_in(edition: Edition, topic: str, tag: str) -> list[tuple[Concept, Label]]:
    """Return the words to avoid of a language in a topic, alphabetically."""
    found = [
        (concept, label)
        for concept in edition.glossary.concepts.values()
        if edition.glossary.facet_of.get(concept.id) == topic
        for label in concept.in_language(tag).of_kind("avoid")
    ]
    return sorted(found, key=lambda pair: (sort_key(pair[1].text, tag), pair[0].id))


def languages_page(edition: Edition) -> Page:
    """Return the table of languages: how much there is in each, and how much of it was reviewed."""
    return edition.page(
        "languages",
        "languages/",
        title=edition.text("languages"),
        description=edition.text("languages_intro"),
        total=len(edition.index.live),
        rows=[(edition.language_names[row.tag], row) for row in edition.index.figures.languages],
    )


def _facet(edition: Edition, slug: str) -> tuple[str, str, str, int]:
    """Return a top concept, the start of its definition with its language, and how much is below it."""
    definition, tag = edition.best(edition.glossary.concepts[slug], "definition")
    return slug, shortened(str(definition), 140), tag, edition.index.size_of_facet[slug]


def _teasers(edition: Edition, links: Links) -> list[AvoidRow]:
    """Return the best documented words to avoid, one a concept."""
    rows = _avoid_rows(edition, links, edition.tag) or _avoid_rows(edition, links, "en")
    rows.sort(key=lambda row: -len(row.label.sources))
    best = {row.concept.id: row for row in reversed(rows)}
    return [row for row in rows if best[row.concept.id] is row][:_TEASERS]


def _avoid_rows(edition: Edition, links: Links, tag: str) -> list[AvoidRow]:
    rows = [
        avoid_row(edition, links, concept, label)
        for concept in edition.glossary.concepts.values()
        for label in concept.in_language(tag).of_kind("avoid")
    ]
    return sorted(rows, key=lambda row: (sort_key(row.label.text, tag), row.concept.id))


def _entries(edition: Edition, links: Links) -> Iterator[Entry]:
    for concept in edition.glossary.concepts.values():
        name, tag = edition.name_of(concept.id)
        yield Entry(name, tag, "preferred", concept, Markup(""))
        # A concept without a name in this language is listed with its English words.
        words = concept.in_language(tag)
        for label in (*words.of_kind("admitted"), *words.of_kind("avoid")):
            yield Entry(label.text, tag, label.kind, concept, _points_to(edition, links, concept, label))


def _points_to(edition: Edition, links: Links, concept: Concept, label: Label) -> Markup:
    row = avoid_row(edition, links, concept, label)
    return row.instead or links.term[concept.id]


def _sector_page(edition: Edition, sector_id: str, asked: list[str]) -> Page:
    path = f"sectors/{sector_id}/"
    links = edition.links(f"{edition.tag}/{path}")
    sector = edition.glossary.sectors[sector_id]
    name, tag = edition.pick(sector.names)
    description, description_tag = edition.pick(sector.descriptions)
    found = edition.index.usages_by_sector.get(sector_id, ())
    usages = sorted(found, key=lambda one: (edition.order[one[0].id], usage_order(edition, *one[1:])))
    rows = [usage_row(edition, links, *one) for one in usages if one[1].language in (edition.tag, "en")]
    return edition.page(
        "sector",
        path,
        title=name or sector_id,
        tag=tag,
        description=description or name,
        about=description,
        about_tag=description_tag,
        asked=[(slug, edition.foreign(*edition.best(edition.glossary.concepts[slug], "definition"))) for slug in asked],
        concepts=edition.sorted(edition.index.concepts_by_sector.get(sector_id, ())),
        usages=[row for row in rows if row.label.language == edition.tag],
        english=[row for row in rows if row.label.language != edition.tag],
        elsewhere=len(usages) - len(rows),
    )


def _most_asked(edition: Edition, sector_id: str) -> list[str]:
    """Return the concepts that a sector has most to do with: those it says most of, and that most of its schemes have codes for."""
    glossary = edition.glossary
    said = Counter(concept.id for concept, _, _ in edition.index.usages_by_sector.get(sector_id, ()))
    schemes = [scheme.id for scheme in glossary.schemes.values() if scheme.sector == sector_id]
    mappings = (m for scheme in schemes for m in glossary.mappings_by_scheme.get(scheme, ()))
    coded = Counter(concept for concept, _ in {(m.concept, m.scheme) for m in mappings if m.predicate in _CODED and not m.negated})
    live = set(edition.index.live) - set(glossary.top_concepts)
    return [slug for slug, _ in sorted((said + coded).items(), key=lambda item: (-item[1], item[0])) if slug in live][:_ASKED]
