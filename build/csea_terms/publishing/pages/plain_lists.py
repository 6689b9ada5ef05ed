"""Plain lists of what the search finds, for readers without JavaScript and for a look at everything: codes, and all else."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from csea_terms.publishing.pages.edition import Edition
from csea_terms.publishing.pages.escaping import escaped
from csea_terms.publishing.pages.judgments import code_title
from csea_terms.publishing.pages.page import Kept, Page
from csea_terms.search.places import PAGES
from csea_terms.text.digest import digest


def plain_list_pages(edition: Edition) -> Iterator[Page | Kept]:
    """Yield the list of codes and the index of the site."""
    made_from = digest(*[edition.ingredients.scheme[scheme_id] for scheme_id in edition.glossary.schemes])
    yield edition.unless_as_before("codes/", edition.text("codes_list"), made_from, partial(_codes_page, edition))
    yield edition.list_of_words("site-index/", edition.text("site_index"), partial(_site_index_page, edition))


def _codes_page(edition: Edition) -> Page:
    schemes = [
        (scheme, [(_shown(code.notation), code_title(edition, code)) for code in scheme.codes.values()])
        for scheme in edition.glossary.schemes.values()
    ]
    return edition.page(
        "codes", "codes/", title=edition.text("codes_list"), description=edition.text("codes_list_intro"), schemes=schemes
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
