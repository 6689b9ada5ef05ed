"""What is published about the schemes of other organisations, and how their codes relate to our concepts and to each other."""

from __future__ import annotations

from pyoxigraph import Triple

from csea_terms.model import Code, Concept, Glossary, Scheme
from csea_terms.names import CST, DCTERMS, FOAF, OWL, SECTOR, SKOS, TERM, scheme_iri
from csea_terms.publishing.triples.about import About, published_by


def scheme_triples(glossary: Glossary, scheme: Scheme) -> list[Triple]:
    """Return another organisation's scheme and its codes, titles unchanged, and how they relate to the codes of others."""
    about = About(scheme_iri(scheme.id), SKOS + "ConceptScheme")
    about.text(DCTERMS + "title", scheme.title, "en")
    about.text(CST + "shortTitle", scheme.short_title)
    about.text(SKOS + "scopeNote", scheme.scope_note, "en")
    published_by(about, scheme.owner)
    about.iri(CST + "sector", SECTOR + scheme.sector)
    about.text(OWL + "versionInfo", scheme.edition)
    about.date(DCTERMS + "issued", scheme.year)
    about.text(DCTERMS + "rights", scheme.terms_of_use, "en")
    about.iri(FOAF + "page", scheme.homepage)
    about.true(CST + "judgedWhole", scheme.judged_whole)
    tops = [code.iri for code in scheme.codes.values() if not code.broader]
    about.iris(SKOS + "hasTopConcept", "", tops)
    triples = about.triples
    for code in scheme.codes.values():
        triples += _code(scheme, code)
    for mapping in glossary.code_mappings:
        if mapping.source_scheme == scheme.id and mapping.target is not None and not mapping.negated:
            about = About(scheme.codes[mapping.source].iri)
            about.iri(SKOS + mapping.predicate, glossary.schemes[mapping.target_scheme].codes[mapping.target].iri)
            triples += about.triples
    return triples


def mapping_triples(glossary: Glossary, concept: Concept) -> list[Triple]:
    """Return how a concept relates to the codes of others (SKOS Reference, section 10)."""
    about = About(TERM + concept.id)
    for mapping in glossary.mappings_by_concept.get(concept.id, ()):
        code = glossary.code(mapping)
        if code and not mapping.negated:
            about.iri(SKOS + mapping.predicate, code.iri)
    return about.triples


def named_code(code: Code) -> list[Triple]:
    """Return what a reader needs to know of a code that another file describes: notation, title, scheme."""
    about = About(code.iri, SKOS + "Concept")
    about.iri(SKOS + "inScheme", scheme_iri(code.scheme))
    about.text(SKOS + "notation", code.notation)
    tag = "en" if "en" in code.titles else next(iter(code.titles), "")
    about.text(SKOS + "prefLabel", code.title, tag)
    return about.triples


def named_scheme(scheme: Scheme) -> list[Triple]:
    """Return what a reader needs to know of a scheme that another file describes."""
    about = About(scheme_iri(scheme.id), SKOS + "ConceptScheme")
    about.text(DCTERMS + "title", scheme.title, "en")
    about.text(DCTERMS + "rights", scheme.terms_of_use, "en")
    return about.triples


def _code(scheme: Scheme, code: Code) -> list[Triple]:
    about = About(code.iri, SKOS + "Concept")
    about.iri(SKOS + "inScheme", scheme_iri(scheme.id))
    about.text(SKOS + "notation", code.notation)
    about.by_language(SKOS + "prefLabel", code.titles)
    about.text(CST + "titleTranslation", code.title_translation, "en")
    about.true(CST + "titleIsOurs", code.title_is_ours)
    about.typed(CST + "verified", "" if code.verified else "false", "boolean")
    about.iris(SKOS + "broader", "", [scheme.codes[parent].iri for parent in code.broader])
    narrower = [other.iri for other in scheme.codes.values() if code.notation in other.broader]
    about.iris(SKOS + "narrower", "", narrower)
    if not code.broader:
        about.iri(SKOS + "topConceptOf", scheme_iri(scheme.id))
    about.true(OWL + "deprecated", code.deprecated)
    about.iris(DCTERMS + "isReplacedBy", "", [scheme.codes[other].iri for other in code.replaced_by])
    about.iri(CST + "verdict", CST + code.verdict if code.verdict else "")
    about.text(CST + "verdictReason", code.verdict_reason, "en")
    return about.triples


