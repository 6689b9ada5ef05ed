"""What is published about the vocabulary itself: who made it, when, under which licence, and the sectors and works that it speaks of."""

from __future__ import annotations

from pyoxigraph import Triple

from csea_terms.model import Glossary, Sector, Source
from csea_terms.names import (
    BASE,
    CONTRIBUTORS,
    CONTRIBUTORS_NAME,
    CST,
    DCAT,
    DCTERMS,
    FOAF,
    OWL,
    RELEASES,
    REPOSITORY,
    SCHEME,
    SDO,
    SECTOR,
    SKOS,
    SOURCE,
    TELL_IN_PRIVATE,
    TERM,
    VANN,
    VCARD,
)
from csea_terms.publishing.triples.about import About, published_by
from csea_terms.releases import Releases, Retired


def vocabulary_triples(glossary: Glossary) -> list[Triple]:
    """Return what is published about the vocabulary itself, its sectors and its sources."""
    about = About(SCHEME, SKOS + "ConceptScheme", OWL + "Ontology")
    about.by_language(DCTERMS + "title", glossary.title)
    about.by_language(SKOS + "prefLabel", glossary.title)
    about.by_language(DCTERMS + "description", glossary.description)
    about.by_language(SKOS + "definition", glossary.description)
    about.iri(DCTERMS + "license", glossary.licence)
    add_makers(about)
    about.text(VANN + "preferredNamespacePrefix", "csea")
    about.text(VANN + "preferredNamespaceUri", TERM)
    about.text(SKOS + "historyNote", f"Every version and every change: {REPOSITORY}", "en")
    about.iri(DCTERMS + "provenance", f"{REPOSITORY}/commits/main")
    about.date(DCTERMS + "created", glossary.days.created)
    add_version(about, glossary.releases, glossary.days.modified)
    about.iris(SKOS + "hasTopConcept", TERM, glossary.top_concepts)
    triples = about.triples
    for sector in glossary.sectors.values():
        triples += sector_triples(sector)
    for source in glossary.sources.values():
        triples += source_triples(source)
    for row in glossary.retired:
        triples += retired_triples(row)
    return triples


def retired_triples(row: Retired) -> list[Triple]:
    """Return what is said of a retired source or sector: that it is, and which one took its place."""
    namespace = {"source": SOURCE, "sector": SECTOR}.get(row.kind)
    if not namespace:
        return []
    about = About(namespace + row.name)
    about.true(OWL + "deprecated", True)
    about.iri(DCTERMS + "isReplacedBy", namespace + row.successor)
    return about.triples


def add_makers(about: About) -> None:
    """Say who makes and publishes the subject, and how to reach them."""
    about.iri(DCTERMS + "creator", CONTRIBUTORS)
    about.iri(DCTERMS + "publisher", CONTRIBUTORS)
    about.iri(DCAT + "contactPoint", f"{BASE}contact")
    # Some tools know agents as FOAF has them (a DCTERMS range), some (VocPub) as schema.org has them.
    makers = About(CONTRIBUTORS, FOAF + "Agent", SDO + "Organization")
    makers.text(FOAF + "name", CONTRIBUTORS_NAME)
    makers.text(SDO + "name", CONTRIBUTORS_NAME)
    makers.iri(FOAF + "page", REPOSITORY)
    makers.typed(SDO + "url", REPOSITORY, "anyURI")
    contact = About(f"{BASE}contact", VCARD + "Kind")
    contact.text(VCARD + "fn", CONTRIBUTORS_NAME)
    contact.iri(VCARD + "hasURL", TELL_IN_PRIVATE)
    about.triples += makers.triples + contact.triples


def add_version(about: About, releases: Releases, day: str) -> None:
    """Say which release this is, or after which it came (OWL 2 Structural Specification, section 3.1), and when it last changed.

    ``day`` is that of the last change, for what is no release.
    """
    current, earlier = releases.current, releases.published[1:2] if releases.current else releases.published[:1]
    if current:
        about.text(OWL + "versionInfo", current.version)
        about.iri(OWL + "versionIRI", f"{RELEASES}{current.version}/")
    about.iris(OWL + "priorVersion", RELEASES, [f"{release.version}/" for release in earlier])
    about.date(DCTERMS + "issued", next((release.day for release in releases.published[-1:]), ""))
    about.date(DCTERMS + "modified", current.day if current else day)


def sector_triples(sector: Sector) -> list[Triple]:
    """Return what is said of a sector. It is no ``skos:Concept``: tools would take it for a term of the vocabulary."""
    about = About(SECTOR + sector.id, CST + "Sector")
    about.by_language(SKOS + "prefLabel", sector.names)
    about.by_language(SKOS + "definition", sector.descriptions)
    return about.triples


def source_triples(source: Source) -> list[Triple]:
    """Return what is said of a cited work, and of who published it."""
    about = About(SOURCE + source.key, DCTERMS + "BibliographicResource")
    about.text(DCTERMS + "title", source.title)
    about.text(DCTERMS + "bibliographicCitation", source.title)
    published_by(about, source.publisher)
    for authority in source.reports:
        about.text(CST + "reports", authority)
    about.date(DCTERMS + "issued", source.year)
    for tag in source.languages:
        about.typed(DCTERMS + "language", tag, "language")
    about.text(DCTERMS + "type", source.kind)
    about.text(CST + "jurisdiction", source.jurisdiction)
    about.iri(FOAF + "page", source.url)
    return about.triples
