"""The vocabulary as published: SKOS that a plain SKOS tool understands without knowing our classes.

The files of ``vocab/`` state each fact once; here stand also the inverses, the top concepts, the links to SKOS-XL
labels and the mappings as ``skos:*Match`` (SKOS Reference, sections 8 and 10 and appendix B). A word to avoid is a hidden
label too where it may be flagged anywhere. Others are ordinary words, such as "girlfriend", that mean the concept beside words
about children only: a program that tags texts by our labels must not take them for names of abuse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from csea_terms.formats.turtle import local_name
from csea_terms.model import Code, Concept, Glossary, Label, Scheme, Source, Words
from csea_terms.names import (
    BASE,
    CST,
    DCTERMS,
    FOAF,
    LABEL,
    OWL,
    RDF,
    RELEASES,
    SCHEME,
    SECTOR,
    SKOS,
    SKOSXL,
    SOURCE,
    TERM,
    USAGE,
    XSD,
    scheme_iri,
)
from csea_terms.releases import Releases
from csea_terms.usages import Usage

_LITERAL_PROPERTY = {"preferred": "prefLabel", "admitted": "altLabel", "hidden": "hiddenLabel"}


def concept_triples(glossary: Glossary, concept: Concept) -> list[Triple]:
    """Return everything published about one concept, its labels included."""
    about = _About(TERM + concept.id)
    about.is_a(SKOS + "Concept")
    about.iri(SKOS + "inScheme", SCHEME)
    about.text(DCTERMS + "identifier", concept.id)
    if concept.top:
        about.iri(SKOS + "topConceptOf", SCHEME)
    for predicate, others in _relations(concept):
        about.iris(predicate, TERM, others)
    about.iri(CST + "guidance", CST + concept.guidance)
    about.iris(CST + "sector", SECTOR, concept.sectors)
    about.cites(concept)
    if concept.deprecated:
        about.say(OWL + "deprecated", Literal(True))
    for words in concept.words.values():
        _add_words(about, concept.id, words)
    for mapping in glossary.mappings_by_concept.get(concept.id, ()):
        code = glossary.code(mapping)
        if code and not mapping.negated:
            about.iri(SKOS + mapping.predicate, code.iri)
    return about.triples


def scheme_triples(glossary: Glossary) -> list[Triple]:
    """Return what is published about the scheme itself, its sectors and its sources."""
    about = _About(SCHEME)
    about.is_a(SKOS + "ConceptScheme")
    for tag, title in glossary.title.items():
        about.text(DCTERMS + "title", title, tag)
    for tag, description in glossary.description.items():
        about.text(DCTERMS + "description", description, tag)
    about.iri(DCTERMS + "license", glossary.licence)
    _add_version(about, glossary.releases)
    about.iris(SKOS + "hasTopConcept", TERM, glossary.top_concepts)
    triples = about.triples
    for sector in glossary.sectors.values():
        about = _About(SECTOR + sector.id)
        about.is_a(SKOS + "Concept")
        about.iri(SKOS + "inScheme", BASE + "sectors")
        for tag, name in sector.names.items():
            about.text(SKOS + "prefLabel", name, tag)
        triples += about.triples
    for source in glossary.sources.values():
        triples += _source_triples(source)
    return triples


def _add_version(about: _About, releases: Releases) -> None:
    """Say which release this is, or after which it came (OWL 2 Structural Specification, section 3.1)."""
    current, earlier = releases.current, releases.published[1:2] if releases.current else releases.published[:1]
    if current:
        about.text(OWL + "versionInfo", current.version)
        about.iri(OWL + "versionIRI", f"{RELEASES}{current.version}/")
    about.iris(OWL + "priorVersion", RELEASES, [f"{release.version}/" for release in earlier])
    for name, release in (("issued", next(iter(releases.published[-1:]), None)), ("modified", current)):
        if release:
            about.say(DCTERMS + name, Literal(release.day, datatype=NamedNode(XSD + "date")))


def code_triples(glossary: Glossary, scheme: Scheme) -> list[Triple]:
    """Return another organisation's scheme and its codes, titles unchanged, and how they relate to the codes of others."""
    about = _About(scheme_iri(scheme.id))
    about.is_a(SKOS + "ConceptScheme")
    about.text(DCTERMS + "title", scheme.title, "en")
    about.text(DCTERMS + "publisher", scheme.owner)
    about.text(OWL + "versionInfo", scheme.edition)
    about.iri(FOAF + "page", scheme.homepage)
    tops = [code.iri for code in scheme.codes.values() if not code.broader]
    about.iris(SKOS + "hasTopConcept", "", tops)
    triples = about.triples
    for code in scheme.codes.values():
        triples += _code(scheme, code)
    for mapping in glossary.code_mappings:
        if mapping.source_scheme == scheme.id and mapping.target is not None and not mapping.negated:
            about = _About(scheme.codes[mapping.source].iri)
            about.iri(SKOS + mapping.predicate, glossary.schemes[mapping.target_scheme].codes[mapping.target].iri)
            triples += about.triples
    return triples


def _code(scheme: Scheme, code: Code) -> list[Triple]:
    about = _About(code.iri)
    about.is_a(SKOS + "Concept")
    about.iri(SKOS + "inScheme", scheme_iri(scheme.id))
    about.text(SKOS + "notation", code.notation)
    for tag, title in code.titles.items():
        about.text(SKOS + "prefLabel", title, tag)
    about.text(CST + "titleTranslation", code.title_translation, "en")
    if code.title_is_ours:
        about.say(CST + "titleIsOurs", Literal(True))
    about.iris(SKOS + "broader", "", [scheme.codes[parent].iri for parent in code.broader])
    narrower = [other.iri for other in scheme.codes.values() if code.notation in other.broader]
    about.iris(SKOS + "narrower", "", narrower)
    if not code.broader:
        about.iri(SKOS + "topConceptOf", scheme_iri(scheme.id))
    if code.deprecated:
        about.say(OWL + "deprecated", Literal(True))
    about.iris(DCTERMS + "isReplacedBy", "", [scheme.codes[other].iri for other in code.replaced_by])
    about.iri(CST + "verdict", CST + code.verdict if code.verdict else "")
    about.text(CST + "verdictReason", code.verdict_reason, "en")
    return about.triples


def _relations(concept: Concept) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield SKOS + "broader", concept.broader
    yield SKOS + "narrower", concept.narrower
    yield SKOS + "related", concept.related
    yield CST + "confusedWith", concept.confused_with
    yield DCTERMS + "isReplacedBy", concept.replaced_by


def _source_triples(source: Source) -> list[Triple]:
    about = _About(SOURCE + source.key)
    about.is_a(DCTERMS + "BibliographicResource")
    about.text(DCTERMS + "bibliographicCitation", source.title)
    about.text(DCTERMS + "publisher", source.publisher)
    for authority in source.reports:
        about.text(CST + "reports", authority)
    about.text(DCTERMS + "issued", source.year)
    about.text(DCTERMS + "type", source.kind)
    about.text(CST + "jurisdiction", source.jurisdiction)
    about.iri(FOAF + "page", source.url)
    return about.triples


def _add_words(about: _About, slug: str, words: Words) -> None:
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
    about = _About(LABEL + name)
    about.is_a(SKOSXL + "Label")
    # SKOS-XL's own links would make the word a label again (SKOS Reference, appendix B.3.4).
    about.iri(CST + "labelOf", concept if not _literal_property(label) else "")
    about.text(SKOSXL + "literalForm", label.text, label.language)
    about.text(CST + "reason", label.reason, label.language)
    about.text(CST + "keepWhen", label.context, label.language)
    about.texts(CST + "variant", label.variants, label.language)
    about.texts(CST + "useInstead", label.instead, label.language)
    about.iri(CST + "flagged", CST + label.flagged if label.flagged else "")
    about.cites(label)
    about.iri(CST + "attestedAt", label.attested_at)
    about.text(CST + "attestedBy", label.attested_by)
    for usage in label.usages:
        about.triples += _usage(name, usage, label.language)
    return about.triples


def _usage(name: str, usage: Usage, tag: str) -> list[Triple]:
    about = _About(f"{USAGE}{name}.{usage.sector}.{usage.jurisdiction}")
    about.is_a(CST + "Usage")
    about.iri(CST + "usageOf", LABEL + name)
    about.iri(CST + "sector", SECTOR + usage.sector)
    about.text(CST + "jurisdiction", usage.jurisdiction)
    about.iri(CST + "acceptability", CST + usage.acceptability)
    about.text(CST + "since", usage.since)
    about.text(CST + "until", usage.until)
    about.text(CST + "comparedOn", usage.compared_on)
    about.text(SKOS + "note", usage.note, tag)
    about.cites(usage)
    return about.triples


class _About:
    """Collects triples about one subject; empty values say nothing."""

    def __init__(self, subject: str):
        self.subject = NamedNode(subject)
        self.triples: list[Triple] = []

    def say(self, predicate: str, value: NamedNode | Literal) -> None:
        self.triples.append(Triple(self.subject, NamedNode(predicate), value))

    def is_a(self, cls: str) -> None:
        self.say(RDF + "type", NamedNode(cls))

    def text(self, predicate: str, text: str, tag: str = "") -> None:
        if text:
            self.say(predicate, Literal(text, language=tag) if tag else Literal(text))

    def texts(self, predicate: str, texts: Iterable[str], tag: str) -> None:
        for text in texts:
            self.text(predicate, text, tag)

    def iri(self, predicate: str, iri: str) -> None:
        if iri:
            self.say(predicate, NamedNode(iri))

    def iris(self, predicate: str, namespace: str, names) -> None:
        for name in names:
            self.iri(predicate, namespace + name)

    def cites(self, part: Concept | Label | Usage) -> None:
        self.iris(DCTERMS + "source", SOURCE, part.sources)
        for locator in part.locators:
            self.text(CST + "locator", str(locator))
