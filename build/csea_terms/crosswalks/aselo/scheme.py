"""A definition as a folder of ``vocab/crosswalks/``: the scheme's Turtle and a table with no judgment in it yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from csea_terms.crosswalks.aselo.caution import Caution
from csea_terms.crosswalks.aselo.definition import Definition
from csea_terms.crosswalks.aselo.labels import pointer
from csea_terms.formats.sssom import COLUMNS, write_table
from csea_terms.formats.turtle import write_turtle
from csea_terms.names import CST, DCTERMS, FOAF, OWL, RDF, SECTOR, SKOS, TERM, code_iri, scheme_iri

FORMAT_HOME = "https://github.com/techmatters/flex-plugins"
"""Where the platform publishes its definitions."""

_ABOUT = "Why somebody contacted the helpline, not an established fact."
_WITHHELD = "Some labels are withheld."
_RIGHTS = "Labels are used as facts; ask their owner before you publish them."
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class About:
    """What a scheme says of itself: identifier, title, owner, edition and year, and the language of its labels."""

    id: str
    title: str
    short_title: str
    owner: str
    edition: str
    year: str
    language: str


def notations(definition: Definition, caution: Caution) -> dict[str, str]:
    """Return the labels of a definition that may be published, by notation."""
    found = {}
    for category, subcategory in definition.labels():
        labels = (category.label, subcategory.label) if subcategory else (category.label,)
        if not caution.hides(*labels):
            found[pointer(*labels)] = labels[-1]
    return found


def scheme_text(definition: Definition, caution: Caution, about: About) -> str:
    """Return the ``scheme.ttl`` of a definition."""
    codes = notations(definition, caution)
    withheld = len(codes) < sum(1 for _ in definition.labels())
    triples = [*_scheme(definition.helpline, about, withheld)]
    for notation, label in codes.items():
        triples += _code(notation, label, about)
    return write_turtle(triples)


def table_text(about_id: str, rows: list[dict[str, str]], name: str = "mappings", comment: str = "") -> str:
    """Return a table of mappings to a scheme as SSSOM/TSV; ``name`` ends its identifier."""
    metadata: dict[str, object] = {"mapping_set_id": f"{scheme_iri(about_id)}/{name}", "license": _LICENCE}
    if comment:
        metadata["comment"] = comment
    metadata["curie_map"] = {"term": TERM, about_id: f"{scheme_iri(about_id)}/"}
    return write_table(metadata, COLUMNS, rows)


def _scheme(helpline: str, about: About, withheld: bool) -> Iterator[ox.Triple]:
    own = ox.NamedNode(scheme_iri(about.id))
    note = f"The categories that {helpline or about.owner} uses in Aselo. {_ABOUT}"
    english = {
        DCTERMS + "title": about.title,
        SKOS + "scopeNote": f"{note} {_WITHHELD}" if withheld else note,
        DCTERMS + "rights": _RIGHTS,
    }
    plain = {
        CST + "shortTitle": about.short_title,
        DCTERMS + "publisher": about.owner,
        OWL + "versionInfo": about.edition,
        DCTERMS + "issued": about.year,
    }
    yield ox.Triple(own, ox.NamedNode(RDF + "type"), ox.NamedNode(SKOS + "ConceptScheme"))
    for predicate, text in english.items():
        yield ox.Triple(own, ox.NamedNode(predicate), ox.Literal(text, language="en"))
    for predicate, text in plain.items():
        yield ox.Triple(own, ox.NamedNode(predicate), ox.Literal(text))
    yield ox.Triple(own, ox.NamedNode(CST + "sector"), ox.NamedNode(SECTOR + "helplines"))
    yield ox.Triple(own, ox.NamedNode(FOAF + "page"), ox.NamedNode(FORMAT_HOME))


def _code(notation: str, label: str, about: About) -> Iterator[ox.Triple]:
    own = ox.NamedNode(code_iri(about.id, notation))
    yield ox.Triple(own, ox.NamedNode(RDF + "type"), ox.NamedNode(SKOS + "Concept"))
    yield ox.Triple(own, ox.NamedNode(SKOS + "prefLabel"), ox.Literal(label, language=about.language))
    yield ox.Triple(own, ox.NamedNode(SKOS + "inScheme"), ox.NamedNode(scheme_iri(about.id)))
    yield ox.Triple(own, ox.NamedNode(SKOS + "notation"), ox.Literal(notation))
    above = notation.rpartition("/")[0]
    if above:
        yield ox.Triple(own, ox.NamedNode(SKOS + "broader"), ox.NamedNode(code_iri(about.id, above)))
