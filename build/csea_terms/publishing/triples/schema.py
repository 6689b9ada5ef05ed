"""Our own classes and properties as published: ``vocab/schema.ttl``, with what the whole says of itself."""

from __future__ import annotations

import pyoxigraph as ox

from csea_terms.model import Glossary
from csea_terms.names import CST, DCTERMS, OWL, RDFS, VANN
from csea_terms.publishing.triples.about import About
from csea_terms.publishing.triples.vocabulary import add_makers, add_version
from csea_terms.publishing.triples.written import turtle

SCHEMA = CST.removesuffix("#")


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
