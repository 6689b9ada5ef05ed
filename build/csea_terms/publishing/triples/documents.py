"""What a file of ours says of itself, and of what it names but another file describes, so that it can be read alone."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Triple

from csea_terms.model import Concept, Glossary
from csea_terms.names import BASE, CST, DATASET, DCTERMS, FOAF, OWL, RDF, SCHEME, SECTOR, SKOS, TERM
from csea_terms.publishing.triples.about import About
from csea_terms.publishing.triples.crosswalks import named_code, named_scheme
from csea_terms.publishing.triples.vocabulary import source_triples


_OF_A_WORK = {RDF + "type", DCTERMS + "title", DCTERMS + "publisher", DCTERMS + "issued", FOAF + "name", FOAF + "page"}


def concept_document(glossary: Glossary, concept: Concept, replaced: Iterable[str] = ()) -> list[Triple]:
    """Return what the file of a concept says of itself: dataset, licence, version; and names what the concept refers to, or ``replaced``."""
    about = About(f"{BASE}data/terms/{concept.id}.ttl", FOAF + "Document")
    about.iri(FOAF + "primaryTopic", TERM + concept.id)
    about.iri(DCTERMS + "isPartOf", f"{DATASET}#csea-terms")
    about.iri(DCTERMS + "license", glossary.licence)
    about.text(OWL + "versionInfo", glossary.releases.current.version if glossary.releases.current else "")
    about.date(DCTERMS + "modified", concept.days.modified)
    scheme = About(SCHEME, SKOS + "ConceptScheme")
    scheme.text(DCTERMS + "title", glossary.title.get("en", ""), "en")
    return [*about.triples, *scheme.triples, *_referred_to(glossary, concept, replaced)]


def _referred_to(glossary: Glossary, concept: Concept, replaced: Iterable[str]) -> Iterable[Triple]:
    for other in sorted({*concept.broader, *concept.narrower, *concept.related, *concept.confused_with, *concept.replaced_by, *replaced}):
        yield from _named(About(TERM + other, SKOS + "Concept"), glossary.concepts[other].label("en"))
    for sector in sorted({*concept.sectors, *(usage.sector for usage in _usages(concept))} & glossary.sectors.keys()):
        yield from _named(About(SECTOR + sector, CST + "Sector"), glossary.sectors[sector].names.get("en", sector))
    for key in sorted(_cited(concept) & glossary.sources.keys()):
        yield from (triple for triple in source_triples(glossary.sources[key]) if triple.predicate.value in _OF_A_WORK)
    codes = [glossary.code(mapping) for mapping in glossary.mappings_by_concept.get(concept.id, ()) if not mapping.negated]
    for code in {code.iri: code for code in codes if code}.values():
        yield from named_code(code)
    for scheme in sorted({code.scheme for code in codes if code}):
        yield from named_scheme(glossary.schemes[scheme])


def _named(about: About, name: str) -> list[Triple]:
    about.text(SKOS + "prefLabel", name, "en")
    return about.triples


def _labels(concept: Concept) -> Iterable:
    return (label for words in concept.words.values() for label in words.labels)


def _usages(concept: Concept) -> Iterable:
    return (usage for label in _labels(concept) for usage in label.usages)


def _cited(concept: Concept) -> set[str]:
    parts = (concept, *_labels(concept), *_usages(concept))
    return {key for part in parts for key in part.sources}
