"""Our own classes and properties as published: ``vocab/schema.ttl``, with what the whole says of itself."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from csea_terms.model import Glossary
from csea_terms.names import CST, DCTERMS, OWL, RDF, RDFS, VANN
from csea_terms.publishing.triples.about import About
from csea_terms.publishing.triples.vocabulary import add_makers, add_version
from csea_terms.publishing.triples.written import turtle

SCHEMA = CST.removesuffix("#")


@dataclass(frozen=True)
class SchemaTerm:
    """A class, property or value of ours: its name behind the prefix, what it is an instance of, its labels by language, what it says."""

    name: str
    kind: str
    labels: dict[str, str]
    comment: str


def schema_terms(said: bytes) -> tuple[SchemaTerm, ...]:
    """Return what ``vocab/schema.ttl`` (``said``) defines: classes, then properties, then values, each by name."""
    found: dict[str, dict[str, list]] = {}
    for quad in ox.parse(said, format=ox.RdfFormat.TURTLE):
        if quad.subject.value.startswith(CST):
            found.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object)
    terms = [_schema_term(iri.removeprefix(CST), facts) for iri, facts in found.items()]
    return tuple(sorted(terms, key=lambda term: (_KINDS.index(term.kind) if term.kind in _KINDS else len(_KINDS), term.name)))


_KINDS = ("Class", "Property")


def _schema_term(name: str, facts: dict[str, list]) -> SchemaTerm:
    kind = next(one.value for one in facts[RDF + "type"]).rpartition("#")[2]
    labels = {label.language: label.value for label in facts.get(RDFS + "label", ())}
    return SchemaTerm(name, kind, labels, " ".join(comment.value for comment in facts.get(RDFS + "comment", ())))


def schema_file(glossary: Glossary, said: bytes) -> bytes:
    """Return the schema as Turtle: what its file says, who made it, when, and that each term is defined there (OWL 2, section 3).

    ``said`` is the file ``vocab/schema.ttl``.
    """
    stated = list(ox.parse(said, format=ox.RdfFormat.TURTLE))
    about = About(SCHEMA, OWL + "Ontology")
    about.text(DCTERMS + "title", "Classes and properties of CSEA Terms", "en")
    about.iri(DCTERMS + "license", glossary.licence)
    about.text(VANN + "preferredNamespacePrefix", "cst")
    about.text(VANN + "preferredNamespaceUri", CST)
    add_makers(about)
    add_version(about, glossary.releases, glossary.days.modified)
    triples = about.triples + [quad.triple for quad in stated]
    for name in sorted({quad.subject.value for quad in stated if quad.subject.value.startswith(CST)}):
        term = About(name)
        term.iri(RDFS + "isDefinedBy", SCHEMA)
        triples += term.triples
    return turtle(triples)
