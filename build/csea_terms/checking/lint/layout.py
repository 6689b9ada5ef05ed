"""Which statements each kind of subject may make, where it stands, and what a statement's value is.

``vocab/schema.ttl`` documents the same properties for readers; a test keeps the two together.
"""

from __future__ import annotations

from csea_terms.names import (
    BASE,
    CST,
    DCTERMS,
    FOAF,
    LABEL,
    OWL,
    RDF,
    SCHEME,
    SECTOR,
    SKOS,
    SKOSXL,
    SOURCE,
    TERM,
    USAGE,
    scheme_iri,
)
from csea_terms.reading.repository import Place

TEXT, STRING, NUMBER, TRUTH, NAME, LINK = "text", "string", "number", "truth", "name", "link"
"""Kinds of value: words of a language, a plain string, a whole number, true or false, a name, a web address."""

_EDITORIAL = {SKOS + "editorialNote": TEXT}

_ALLOWED: dict[str, dict[str, str]] = {
    "scheme": {
        DCTERMS + "title": TEXT, DCTERMS + "description": TEXT, DCTERMS + "license": LINK, DCTERMS + "rights": TEXT,
        DCTERMS + "publisher": STRING, SKOS + "hasTopConcept": NAME, FOAF + "page": LINK,
    },
    "position": {CST + "position": NUMBER},
    "sectors": {DCTERMS + "title": TEXT, DCTERMS + "description": TEXT},
    "sector": {
        SKOS + "inScheme": NAME, SKOS + "prefLabel": TEXT, SKOS + "altLabel": TEXT, SKOS + "definition": TEXT,
        SKOS + "scopeNote": TEXT,
    },
    "concept": {
        SKOS + "inScheme": NAME, SKOS + "broader": NAME, SKOS + "related": NAME, CST + "confusedWith": NAME,
        CST + "guidance": NAME, CST + "sector": NAME, DCTERMS + "source": NAME, CST + "locator": STRING,
        OWL + "deprecated": TRUTH, DCTERMS + "isReplacedBy": NAME, CST + "diagnosis": TRUTH,
    },
    "words": {
        SKOS + "prefLabel": TEXT, SKOS + "altLabel": TEXT, SKOS + "hiddenLabel": TEXT, CST + "avoidLabel": TEXT,
        SKOS + "definition": TEXT, CST + "plainDefinition": TEXT, SKOS + "scopeNote": TEXT, CST + "positions": TEXT,
        SKOS + "example": TEXT, CST + "deprecationReason": TEXT, CST + "reviewedBy": TEXT, CST + "translatedFrom": STRING,
        CST + "plainTranslatedFrom": STRING,
    },
    "label": {
        SKOSXL + "literalForm": TEXT, CST + "reason": TEXT, CST + "useInstead": TEXT, CST + "keepWhen": TEXT,
        CST + "variant": TEXT, CST + "flagged": NAME, CST + "attestedAt": LINK,
        CST + "attestedBy": STRING, DCTERMS + "source": NAME, CST + "locator": STRING,
    },
    "usage": {
        CST + "usageOf": NAME, CST + "sector": NAME, CST + "jurisdiction": STRING, CST + "acceptability": NAME,
        CST + "since": STRING, CST + "until": STRING, CST + "comparedOn": STRING, SKOS + "note": TEXT, DCTERMS + "source": NAME,
        CST + "locator": STRING,
    },
    "source": {
        DCTERMS + "bibliographicCitation": STRING, DCTERMS + "publisher": STRING, CST + "reports": STRING, DCTERMS + "issued": STRING,
        DCTERMS + "language": STRING, DCTERMS + "type": STRING, DCTERMS + "title": STRING, FOAF + "page": LINK,
        CST + "jurisdiction": STRING,
    },
    "codes": {
        DCTERMS + "title": TEXT, CST + "shortTitle": STRING, DCTERMS + "publisher": STRING, OWL + "versionInfo": STRING,
        DCTERMS + "issued": STRING, DCTERMS + "rights": TEXT, DCTERMS + "license": LINK, FOAF + "page": LINK,
        CST + "sector": NAME, SKOS + "scopeNote": TEXT, CST + "judgedWhole": TRUTH, CST + "jurisdiction": STRING,
    },
    "code": {
        SKOS + "inScheme": NAME, SKOS + "notation": STRING, SKOS + "prefLabel": TEXT, SKOS + "broader": NAME,
        CST + "verified": TRUTH, CST + "diagnosis": TRUTH, OWL + "deprecated": TRUTH, DCTERMS + "isReplacedBy": NAME,
        CST + "titleIsOurs": TRUTH, CST + "titleTranslation": TEXT, CST + "verdict": NAME, CST + "verdictReason": TEXT,
    },
}  # fmt: skip

TYPE_OF = {
    "scheme": SKOS + "ConceptScheme",
    "sectors": SKOS + "ConceptScheme",
    "sector": SKOS + "Concept",
    "concept": SKOS + "Concept",
    "label": SKOSXL + "Label",
    "usage": CST + "Usage",
    "source": DCTERMS + "BibliographicResource",
    "codes": SKOS + "ConceptScheme",
    "code": SKOS + "Concept",
}
"""Kind of subject → the class that it says it belongs to; kinds that add to a subject described elsewhere say none."""

ALLOWED = {
    kind: allowed | _EDITORIAL | ({RDF + "type": NAME} if kind in TYPE_OF else {}) for kind, allowed in _ALLOWED.items()
}
"""Kind of subject → predicate → kind of value."""

HOME_OF = {
    "scheme": "scheme.ttl",
    "position": "scheme.ttl",
    "sectors": "sectors.ttl",
    "sector": "sectors.ttl",
    "concept": "the concept's concept.ttl",
    "words": "the concept in a language file such as en.ttl",
    "label": "a label: block of a language file",
    "usage": "a usage: block of a language file",
    "source": "a file of sources/",
    "codes": "the scheme in a crosswalk's scheme.ttl",
    "code": "a code in a crosswalk's scheme.ttl",
}
"""Kind of subject → where it stands, for people."""

DERIVED = {
    SKOS + "narrower": "Write skos:broader in the narrower concept instead; the build adds the other direction",
    SKOS + "topConceptOf": "Write skos:hasTopConcept in scheme.ttl instead; the build adds the other direction",
    SKOS + "broaderTransitive": "Leave it out: the build works it out",
    SKOS + "narrowerTransitive": "Leave it out: the build works it out",
    SKOSXL + "prefLabel": "Write skos:prefLabel; the build links the label to its label: block by its words",
    SKOSXL + "altLabel": "Write skos:altLabel; the build links the label to its label: block by its words",
    SKOSXL + "hiddenLabel": "Write skos:hiddenLabel; the build links the label to its label: block by its words",
    **{
        f"{SKOS}{kind}Match": "Write a row in the crosswalk's mappings.sssom.tsv instead"
        for kind in ("exact", "close", "broad", "narrow", "related")
    },
    DCTERMS + "created": "Leave it out: git knows the date",
    DCTERMS + "modified": "Leave it out: git knows the date",
    DCTERMS + "creator": "Leave it out: git knows the author",
    FOAF + "homepage": "Write foaf:page: no two things may have the same foaf:homepage, and several schemes share an address",
}
"""Predicates that people know from elsewhere and that nobody writes here, with what to do instead."""

_OWNED = {
    "schema": ((BASE + "schema", "schema"), (CST, "schema")),
    "scheme": ((SCHEME, "scheme"), (TERM, "position")),
    "sectors": ((BASE + "sectors", "sectors"), (SECTOR, "sector")),
    "concept": ((TERM + "{owner}", "concept"),),
    "words": (
        (TERM + "{owner}", "words"),
        (LABEL + "{owner}.{language}.", "label"),
        (USAGE + "{owner}.{language}.", "usage"),
    ),
    "source": ((SOURCE + "{owner}", "source"),),
}
# Other organisations' codes have their owners' IRIs, so anything that is not ours may stand there.
_OURS = (TERM, LABEL, USAGE, SECTOR, SOURCE, CST, SCHEME)


def subject_kinds(place: Place) -> list[tuple[str, str]]:
    """Return the subjects that a file may speak of, as (IRI or beginning of IRIs, kind of subject)."""
    return [(iri.format(owner=place.owner, language=place.language), kind) for iri, kind in _OWNED.get(place.kind, ())]


def kind_of_subject(place: Place, allowed: list[tuple[str, str]], iri: str) -> str:
    """Return the kind of a subject in a file, or an empty string when the file may not speak of it.

    ``allowed`` is what :func:`subject_kinds` says of the file.
    """
    if place.kind == "codes":
        return "codes" if iri == scheme_iri(place.owner) else "" if iri.startswith(_OURS) else "code"
    for start, kind in allowed:
        if iri == start or (iri.startswith(start) and start.endswith(("/", ".", "#"))):
            return kind
    return ""
