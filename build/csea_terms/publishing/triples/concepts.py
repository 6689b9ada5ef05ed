"""What is published about each concept, its labels and who uses them how (SKOS Reference, sections 5, 7, 8 and appendix B).

A word to avoid is a hidden label too where it may be flagged anywhere. Others are ordinary words, such as "girlfriend", that mean the
concept beside words about children only: a program that tags texts by our labels must not take them for names of abuse.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Triple

from csea_terms.formats.turtle import local_name
from csea_terms.model import Concept, Label, Words
from csea_terms.names import (
    ADMS,
    CST,
    DCTERMS,
    LABEL,
    OWL,
    RDFS,
    SCHEME,
    SECTOR,
    SKOS,
    SKOSXL,
    SOURCE,
    STATUS,
    TERM,
    USAGE,
)
from csea_terms.publishing.triples.about import About
from csea_terms.usages import Usage

_LITERAL_PROPERTY = {"preferred": "prefLabel", "admitted": "altLabel", "hidden": "hiddenLabel"}


def concept_triples(concept: Concept, replaced: Sequence[str] = ()) -> list[Triple]:
    """Return what is published about one concept, its labels included, but not how it relates to codes of others.

    ``replaced`` are the withdrawn concepts whose place it takes.
    """
    about = About(TERM + concept.id, SKOS + "Concept")
    about.iri(SKOS + "inScheme", SCHEME)
    about.iri(RDFS + "isDefinedBy", SCHEME)
    about.text(DCTERMS + "identifier", concept.id)
    if concept.top:
        about.iri(SKOS + "topConceptOf", SCHEME)
    for predicate, others in _relations(concept):
        about.iris(predicate, TERM, others)
    about.iris(DCTERMS + "replaces", TERM, replaced)
    about.iri(CST + "guidance", CST + concept.guidance)
    about.iris(CST + "sector", SECTOR, concept.sectors)
    _cites(about, concept)
    about.date(DCTERMS + "created", concept.days.created)
    about.date(DCTERMS + "modified", concept.days.modified)
    about.iri(ADMS + "status", STATUS + _status(concept))
    about.true(OWL + "deprecated", concept.deprecated)
    for tag, words in concept.words.items():
        _add_words(about, concept.id, words)
        about.typed(CST + "staleIn", tag if concept.is_stale(tag) else "", "language")
    return about.triples


def _status(concept: Concept) -> str:
    """Return how far a concept is (ADMS, section 5.3): complete once a named reader has read its English words."""
    if concept.deprecated:
        return "Deprecated"
    return "Completed" if concept.in_language("en").reviewed_by else "UnderDevelopment"


def _relations(concept: Concept) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield SKOS + "broader", concept.broader
    yield SKOS + "narrower", concept.narrower
    yield SKOS + "related", concept.related
    yield CST + "confusedWith", concept.confused_with
    yield DCTERMS + "isReplacedBy", concept.replaced_by


def _add_words(about: About, slug: str, words: Words) -> None:
    tag = words.language
    about.text(SKOS + "definition", words.definition, tag)
    about.text(CST + "plainDefinition", words.plain_definition, tag)
    about.text(CST + "positions", words.positions, tag)
    about.text(CST + "deprecationReason", words.deprecation_reason, tag)
    about.texts(SKOS + "scopeNote", words.scope_notes, tag)
    about.texts(SKOS + "example", words.examples, tag)
    about.texts(CST + "reviewedBy", words.reviewed_by, tag)
    taken = {label.text for label in words.labels if label.kind in ("preferred", "admitted")}
    for label in words.labels:
        kind = _literal_property(label)
        about.texts(SKOS + kind, (label.text, *sorted(set(label.variants) - taken)) if kind else (), tag)
        if label.kind == "avoid":
            about.text(CST + "avoidLabel", label.text, tag)
        if label.has_details:
            name = f"{slug}.{tag}.{local_name(label.text)}"
            about.iri(SKOSXL + kind, LABEL + name if kind else "")
            about.triples += _label(name, label, TERM + slug)


def _literal_property(label: Label) -> str:
    """Return the SKOS property of a label's text; none for a word to avoid that has other meanings elsewhere."""
    if label.kind == "avoid":
        return "hiddenLabel" if label.flagged == "anywhere" else ""
    return _LITERAL_PROPERTY[label.kind]


def _label(name: str, label: Label, concept: str) -> list[Triple]:
    about = About(LABEL + name, SKOSXL + "Label")
    # SKOS-XL's own links would make the word a label again (SKOS Reference, appendix B.3.4).
    about.iri(CST + "labelOf", concept if not _literal_property(label) else "")
    about.text(SKOSXL + "literalForm", label.text, label.language)
    about.text(CST + "reason", label.reason, label.language)
    about.text(CST + "keepWhen", label.context, label.language)
    about.texts(CST + "variant", label.variants, label.language)
    about.texts(CST + "useInstead", label.instead, label.language)
    about.iri(CST + "flagged", CST + label.flagged if label.flagged else "")
    _cites(about, label)
    about.iri(CST + "attestedAt", label.attested_at)
    about.text(CST + "attestedBy", label.attested_by)
    for usage in label.usages:
        about.triples += _usage(name, usage, label.language)
    return about.triples


def _usage(name: str, usage: Usage, tag: str) -> list[Triple]:
    about = About(f"{USAGE}{name}.{usage.sector}.{usage.jurisdiction}", CST + "Usage")
    about.iri(CST + "usageOf", LABEL + name)
    about.iri(CST + "sector", SECTOR + usage.sector)
    about.text(CST + "jurisdiction", usage.jurisdiction)
    about.iri(CST + "acceptability", CST + usage.acceptability)
    about.date(CST + "since", usage.since)
    about.date(CST + "until", usage.until)
    about.date(CST + "comparedOn", usage.compared_on)
    about.text(SKOS + "note", usage.note, tag)
    _cites(about, usage)
    return about.triples


def _cites(about: About, part: Concept | Label | Usage) -> None:
    about.iris(DCTERMS + "source", SOURCE, part.sources)
    for locator in part.locators:
        about.text(CST + "locator", str(locator))
