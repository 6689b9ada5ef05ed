"""The page of our own classes, properties and values: what people see at the address of the schema."""

from __future__ import annotations

from itertools import groupby

from csea_terms.publishing.pages.edition import Edition
from csea_terms.publishing.pages.page import Page
from csea_terms.publishing.triples.schema import SchemaTerm


def schema_page(edition: Edition, terms: tuple[SchemaTerm, ...]) -> Page:
    """Return the page. Labels are the language's own where there are any; what a term says is told in English, as the file tells it."""
    groups = [(kind, [(term, *_label(edition, term)) for term in found]) for kind, found in groupby(terms, key=lambda term: term.kind)]
    return edition.page("schema", "schema/", title=edition.text("schema"), description=edition.text("schema_intro"), groups=groups)


def _label(edition: Edition, term: SchemaTerm) -> tuple[str, str]:
    tag = edition.tag if edition.tag in term.labels else "en"
    return term.labels[tag], tag
