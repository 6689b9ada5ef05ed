"""All crosswalks at a glance: how much there is by topic and sector, then a table of terms and schemes for each sector."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby


from csea_terms.model import Mapping, Scheme
from csea_terms.publishing.pages.edition import Edition
from csea_terms.publishing.pages.judgments import SYMBOLS, Judgment, judgment
from csea_terms.publishing.pages.links import Links
from csea_terms.publishing.pages.page import Kept, Page

_STRONGEST = ("exact", "close", "narrow", "broad", "related", "not", "gap")
"""What a cell shows first where a term has several relations to one scheme."""
_LEVELS = {"exact": 5, "close": 4, "narrow": 3, "broad": 3, "related": 1, "not": 0, "gap": 0}
"""How dark a cell is, by its strongest relation."""
_USABLE = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch")
"""The relations by which data can be recoded."""


@dataclass(slots=True)
class Cell:
    """What there is between a term and a scheme: the strongest judgment, how many there are in all, and a shade."""

    scheme: str
    best: Judgment | None
    count: int
    level: int


@dataclass(slots=True)
class Row:
    """A term with a cell for each scheme of a sector, and how many of its relations can be used for recoding."""

    slug: str
    cells: list[Cell]
    usable: int


def matrix_pages(edition: Edition) -> Iterator[Page | Kept]:
    """Yield the table of topics and sectors, and a page for each sector that has schemes."""
    made_from, heading = edition.ingredients.matrix, edition.text("matrix")
    yield edition.unless_as_before("crosswalks/matrix/", heading, made_from, partial(_index_page, edition))
    for sector, schemes in sectors_with_schemes(edition).items():
        made_from, make = edition.ingredients.schemes(schemes), partial(_sector_page, edition, sector)
        yield edition.unless_as_before(f"crosswalks/matrix/{sector}/", _heading(edition, sector), made_from, make)


def sectors_with_schemes(edition: Edition) -> dict[str, list[Scheme]]:
    """Return the sectors whose schemes something is said of, in the order of the vocabulary, with these schemes."""
    judged = edition.glossary.mappings_by_scheme
    found: dict[str, list[Scheme]] = {sector: [] for sector in edition.glossary.sectors}
    for scheme in edition.glossary.schemes.values():
        if scheme.id in judged and scheme.sector in found:
            found[scheme.sector].append(scheme)
    return {sector: schemes for sector, schemes in found.items() if schemes}


def _heading(edition: Edition, sector: str) -> str:
    return f"{edition.text('crosswalks')} · {edition.pick(edition.glossary.sectors[sector].names)[0]}"


def _index_page(edition: Edition) -> Page:
    """Return how many relations data can be recoded by, for each topic and sector."""
    sectors = sectors_with_schemes(edition)
    counts = {sector: _usable_by_topic(edition, schemes) for sector, schemes in sectors.items()}
    most = max((n for by_topic in counts.values() for n in by_topic.values()), default=1)
    body = [
        (topic, [(sector, counts[sector].get(topic, 0), _shade(counts[sector].get(topic, 0), most)) for sector in sectors])
        for topic in edition.glossary.top_concepts
    ]
    return edition.page(
        "matrix",
        "crosswalks/matrix/",
        title=edition.text("matrix"),
        description=edition.text("matrix_intro"),
        sectors=[(sector, edition.foreign(*edition.pick(edition.glossary.sectors[sector].names))) for sector in sectors],
        body=body,
        totals=[sum(counts[sector].values()) for sector in sectors],
    )


def _usable_by_topic(edition: Edition, schemes: list[Scheme]) -> dict[str | None, int]:
    counts: dict[str | None, int] = {}
    for scheme in schemes:
        for mapping in edition.glossary.mappings_by_scheme[scheme.id]:
            if _is_usable(mapping):
                topic = edition.glossary.facet_of.get(mapping.concept)
                counts[topic] = counts.get(topic, 0) + 1
    return counts


def _is_usable(mapping: Mapping) -> bool:
    return mapping.predicate in _USABLE and mapping.notation is not None and not mapping.negated


def _shade(number: int, most: int) -> int:
    """Return how dark a number is, from 0 (none) to 5 (the most there is).

    >>> [_shade(number, 90) for number in (0, 1, 45, 90)]
    [0, 1, 3, 5]
    """
    return 1 + round(4 * number / most) if number else 0


def _sector_page(edition: Edition, sector: str) -> Page:
    path = f"crosswalks/matrix/{sector}/"
    schemes = sectors_with_schemes(edition)[sector]
    rows = _rows(edition, edition.links(f"{edition.tag}/{path}"), schemes)
    facet_of = edition.glossary.facet_of
    return edition.page(
        "matrix-sector",
        path,
        title=_heading(edition, sector),
        description=edition.text("matrix_intro"),
        schemes=schemes,
        groups=[(facet, list(members)) for facet, members in groupby(rows, key=lambda row: facet_of.get(row.slug))],
        totals=[sum(map(_is_usable, edition.glossary.mappings_by_scheme[scheme.id])) for scheme in schemes],
        legend=[(symbol, edition.one_of("relation", kind)) for kind, symbol in SYMBOLS.items()],
    )


def _rows(edition: Edition, links: Links, schemes: list[Scheme]) -> list[Row]:
    """Return a row for each concept that has a judgment, topic by topic and there by name."""
    glossary = edition.glossary
    order = {slug: place for place, slug in enumerate(glossary.top_concepts)}
    found: dict[str, dict[str, list[Mapping]]] = {}
    for scheme in schemes:
        for mapping in glossary.mappings_by_scheme[scheme.id]:
            found.setdefault(mapping.concept, {}).setdefault(scheme.id, []).append(mapping)
    listed = sorted(edition.sorted(found), key=lambda slug: order.get(glossary.facet_of.get(slug), len(order)))
    return [_row(edition, links, slug, found[slug], schemes) for slug in listed]


def _row(edition: Edition, links: Links, slug: str, by_scheme: dict[str, list[Mapping]], schemes: list[Scheme]) -> Row:
    usable = sum(_is_usable(mapping) for mappings in by_scheme.values() for mapping in mappings)
    return Row(slug, [_cell(edition, links, scheme.id, by_scheme.get(scheme.id, [])) for scheme in schemes], usable)


def _cell(edition: Edition, links: Links, scheme: str, mappings: list[Mapping]) -> Cell:
    told = sorted((judgment(edition, links, m) for m in mappings), key=lambda one: _STRONGEST.index(one.verdict.css))
    best = told[0] if told else None
    return Cell(scheme, best, len(told), _LEVELS[best.verdict.css] if best else 0)
