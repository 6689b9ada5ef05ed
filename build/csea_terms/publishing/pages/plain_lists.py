"""Plain lists of what the search finds, for readers without JavaScript and for a look at everything: codes, and all else."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from csea_terms.model import Scheme
from csea_terms.publishing.pages.edition import Edition
from csea_terms.publishing.pages.escaping import escaped
from csea_terms.publishing.pages.judgments import code_title
from csea_terms.publishing.pages.page import Kept, Page
from csea_terms.search.places import PAGES
from csea_terms.text.digest import digest


def plain_list_pages(edition: Edition) -> Iterator[Page | Kept]:
    """Yield the lists of codes, one a sector, what leads to them, and the index of the site."""
    made_from = edition.ingredients.scheme
    named = repr([(scheme.id, scheme.name, scheme.sector) for scheme in edition.glossary.schemes.values()])
    sectors = {sector: [s for s in edition.glossary.schemes.values() if s.sector == sector] for sector in edition.glossary.sectors}
    yield edition.unless_as_before("codes/", edition.text("codes_list"), digest(named), partial(_codes_page, edition, sectors))
    for sector, schemes in sectors.items():
        heading = edition.text("codes_of_sector", sector=edition.pick(edition.glossary.sectors[sector].names)[0])
        made = digest(*[made_from[scheme.id] for scheme in schemes])
        yield edition.unless_as_before(f"codes/{sector}/", heading, made, partial(_sector_page, edition, sector, heading, schemes))
    made = digest(named, repr(list(edition.index.parts_of)))
    yield edition.unless_as_before("site-index/", edition.text("site_index"), made, partial(_site_index_page, edition))


def _codes_page(edition: Edition, sectors: dict[str, list[Scheme]]) -> Page:
    links = edition.links(f"{edition.tag}/codes/")
    return edition.page(
        "codes",
        "codes/",
        title=edition.text("codes_list"),
        description=edition.text("codes_list_intro"),
        sectors=[
            (sector, edition.foreign(*edition.pick(edition.glossary.sectors[sector].names)), [links.scheme[s.id] for s in schemes])
            for sector, schemes in sectors.items()
            if schemes
        ],
    )


def _sector_page(edition: Edition, sector: str, heading: str, schemes: list[Scheme]) -> Page:
    listed = [(s, [(_shown(c.notation), code_title(edition, c)) for c in s.codes.values()]) for s in schemes]
    return edition.page(
        "codes-of-sector",
        f"codes/{sector}/",
        title=heading,
        description=edition.text("codes_list_intro"),
        schemes=listed,
    )


def _shown(notation: str) -> str:
    """Return a notation, nothing where it is but a path of titles."""
    return "" if notation.startswith("/") else notation


def _site_index_page(edition: Edition) -> Page:
    """Return the index of the site: pages, sectors, jurisdictions and schemes; terms, codes and sources have their own lists."""
    links = edition.links(f"{edition.tag}/site-index/")
    pages = [Markup(f'<a href="../{path}index.html">{escaped(edition.text(key))}</a>') for path, key in PAGES]
    places = sorted(edition.index.parts_of, key=lambda code: (edition.names.place(code).casefold(), code))
    groups = [
        ("found_pages", pages),
        ("sectors", [links.sector[sector] for sector in edition.glossary.sectors]),
        ("jurisdictions", [links.place[code] for code in places]),
        ("found_schemes", [links.scheme[scheme] for scheme in edition.glossary.schemes]),
    ]
    return edition.page(
        "site-index",
        "site-index/",
        title=edition.text("site_index"),
        description=edition.text("site_index_intro"),
        groups=[(getattr(edition.strings, key), found) for key, found in groups],
    )
