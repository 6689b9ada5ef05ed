"""Pages of what is said where: the words of the law of each jurisdiction, with act, article and dates, then those of others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from csea_terms.model import Concept, Label
from csea_terms.publishing.pages.edition import Edition
from csea_terms.publishing.pages.links import Links
from csea_terms.publishing.pages.page import Kept, Page
from csea_terms.publishing.pages.word_rows import UsageRow, avoid_row, usage_order, usage_row
from csea_terms.usages import Usage, state_of


def jurisdiction_pages(edition: Edition) -> Iterator[Page | Kept]:
    """Yield the list of jurisdictions, then a page for each with the words of its law."""
    codes = _by_name(edition, edition.index.parts_of)
    yield edition.list_of_words("jurisdictions/", edition.text("jurisdictions"), partial(_jurisdictions_page, edition, codes))
    for code in codes:
        heading = edition.text("jurisdiction_words", place=edition.names.place(code))
        yield edition.list_of_words(f"jurisdictions/{code.lower()}/", heading, partial(_jurisdiction_page, edition, code))


def _by_name(edition: Edition, codes) -> list[str]:
    return sorted(codes, key=lambda code: (edition.names.place(code).casefold(), code))


def _jurisdictions_page(edition: Edition, codes: list[str]) -> Page:
    said = edition.index.usages_by_jurisdiction
    return edition.page(
        "jurisdictions",
        "jurisdictions/",
        title=edition.text("jurisdictions"),
        description=edition.text("jurisdictions_intro"),
        rows=[(code, edition.names.place(code), len(said.get(code, ()))) for code in codes],
    )


def _jurisdiction_page(edition: Edition, code: str) -> Page:
    path = f"jurisdictions/{code.lower()}/"
    links = edition.links(f"{edition.tag}/{path}")
    usages = sorted(edition.index.usages_by_jurisdiction.get(code, ()), key=partial(_order, edition))
    avoided = edition.index.avoided_by_jurisdiction.get(code, ())
    state = state_of(code)
    return edition.page(
        "jurisdiction",
        path,
        title=edition.text("jurisdiction_words", place=edition.names.place(code)),
        description=edition.text("jurisdictions_intro"),
        law=[usage_row(edition, links, *said) for said in usages if said[2].is_law],
        others=[_with_sector(edition, links, *said) for said in usages if not said[2].is_law],
        avoid=[avoid_row(edition, links, concept, label) for concept, label in avoided],
        state=links.place[state] if state else "",
        parts=[links.place[part] for part in _by_name(edition, edition.index.parts_of[code])],
    )


def _order(edition: Edition, said: tuple[Concept, Label, Usage]) -> tuple:
    """Return what to sort the words of a jurisdiction by: what holds now comes before what held once."""
    concept, label, usage = said
    return usage.is_former, edition.order[concept.id], usage_order(edition, label, usage)


def _with_sector(
    edition: Edition, links: Links, concept: Concept, label: Label, usage: Usage
) -> tuple[UsageRow, Markup]:
    return usage_row(edition, links, concept, label, usage), links.sector[usage.sector]
