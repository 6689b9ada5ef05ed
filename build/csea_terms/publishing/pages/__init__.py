"""Every generated page of the site, as pieces of HTML that want only a frame.

The prose pages (:data:`~csea_terms.publishing.pages.addresses.PROSE`) are Markdown and not made here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from csea_terms.checking.rules import RuleText
from csea_terms.model import Glossary
from csea_terms.publishing.pages.addresses import PROSE, href
from csea_terms.publishing.pages.browse import (
    avoid_pages,
    az_page,
    home_page,
    languages_page,
    sector_pages,
)
from csea_terms.publishing.pages.check_text import check_text_page
from csea_terms.publishing.pages.edition import Edition, Memory, no_memory
from csea_terms.publishing.pages.history import history_pages
from csea_terms.publishing.pages.index import Index
from csea_terms.publishing.pages.ingredients import Ingredients
from csea_terms.publishing.pages.jurisdictions import jurisdiction_pages
from csea_terms.publishing.pages.map import map_page
from csea_terms.publishing.pages.matrix import matrix_pages
from csea_terms.publishing.pages.overviews import coverage_page, data_page, often_confused_pages
from csea_terms.publishing.pages.page import Kept, Page
from csea_terms.publishing.pages.plain_lists import plain_list_pages
from csea_terms.publishing.pages.propose import propose_page
from csea_terms.publishing.pages.reference import crosswalk_pages, downloads_page, source_pages
from csea_terms.publishing.pages.rules import rules_page
from csea_terms.publishing.pages.schema import schema_page
from csea_terms.publishing.pages.scheme_pairs import between_pages
from csea_terms.publishing.pages.templates import Templates
from csea_terms.publishing.pages.term import term_pages
from csea_terms.publishing.pages.topics import topic_pages
from csea_terms.publishing.triples.schema import SchemaTerm
from csea_terms.reading.wordings import Past

__all__ = ["PROSE", "Kept", "Page", "href", "pages"]


def pages(
    glossary: Glossary, templates: Path, is_as_before: Memory = no_memory, compiled: Path | None = None, rules: tuple[RuleText, ...] = (),
    wordings: Mapping[str, Past] | None = None, schema: tuple[SchemaTerm, ...] = (),
) -> Iterator[Page | Kept]:
    """Yield every page in every language of the site, one at a time and always in the same order.

    ``templates`` is the folder of the Jinja templates, ``site/templates``. ``is_as_before`` is asked, with the path
    of a page and the digest of what it is made from, whether the page can be kept; what all pages share (strings,
    templates, sources) is not in that digest, and if that has changed the answer must be no. ``compiled`` is a folder for
    compiled templates, used again only where what all pages share is the same. ``rules`` are those that contributions are checked by;
    ``wordings`` are those of each concept day by day, for pages that tell them, which there are only where this is given;
    ``schema`` are our own classes, properties and values.
    """
    environment = Templates(templates, compiled)
    index = Index(glossary)
    ingredients = Ingredients(index)
    editions = {tag: Edition(index, ingredients, language, environment, is_as_before) for tag, language in glossary.languages.items()}
    for edition in editions.values():
        yield schema_page(edition, schema)
        yield from _pages_of(edition, rules)
    if wordings is not None:
        yield from history_pages(editions, wordings, is_as_before)


def _pages_of(edition: Edition, rules: tuple[RuleText, ...]) -> Iterator[Page | Kept]:
    """Yield the pages of one language; those with fixed headings first, which thereby keep the plain titles."""
    made_from = edition.ingredients
    yield edition.unless_as_before("", edition.site, made_from.home, partial(home_page, edition))
    yield edition.list_of_words("az/", edition.text("az"), partial(az_page, edition))
    yield from topic_pages(edition)
    yield edition.list_of_words("map/", edition.text("map"), partial(map_page, edition))
    yield from sector_pages(edition)
    yield from avoid_pages(edition)
    yield check_text_page(edition)
    yield propose_page(edition)
    yield edition.unless_as_before("languages/", edition.text("languages"), made_from.languages, partial(languages_page, edition))
    yield from crosswalk_pages(edition)
    yield from matrix_pages(edition)
    yield from between_pages(edition)
    yield from source_pages(edition)
    yield downloads_page(edition)
    yield from plain_list_pages(edition)
    yield from often_confused_pages(edition)
    yield from jurisdiction_pages(edition)
    yield edition.unless_as_before("coverage/", edition.text("coverage"), made_from.coverage, partial(coverage_page, edition))
    yield data_page(edition)
    yield rules_page(edition, rules)
    yield from term_pages(edition)
