"""The vocabulary for MISP, by which teams share what they know of threats: a taxonomy for tags, and a galaxy with its cluster.

The forms are those of the repositories misp-taxonomies (``machinetag.json``) and misp-galaxy (``galaxies/``, ``clusters/``) with their
JSON schemas. Words to avoid and retired concepts are no tags.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5

from csea_terms.model import Concept, Glossary
from csea_terms.names import BASE, CONTRIBUTORS_NAME, SCHEME, TERM

_NAME = "csea-terms"
PATHS = (f"misp/taxonomies/{_NAME}/machinetag.json", f"misp/galaxies/{_NAME}.json", f"misp/clusters/{_NAME}.json")
"""Where the taxonomy, the galaxy and its cluster stand below ``data/``."""


def files(glossary: Glossary) -> Iterator[tuple[str, bytes]]:
    """Yield the taxonomy, the galaxy and its cluster."""
    for path, record in zip(PATHS, (_taxonomy(glossary), _galaxy(glossary), _cluster(glossary)), strict=True):
        yield path, _json(record)


def _json(record: dict) -> bytes:
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()


def _for_tags(glossary: Glossary) -> list[Concept]:
    return [c for c in glossary.concepts.values() if not c.deprecated and c.guidance != "avoid-expression" and c.id in glossary.facet_of]


def _taxonomy(glossary: Glossary) -> dict:
    topics: dict[str, list[Concept]] = {slug: [] for slug in glossary.top_concepts}
    for concept in _for_tags(glossary):
        if not concept.top:
            topics[glossary.facet_of[concept.id]].append(concept)
    return {
        "namespace": _NAME,
        "expanded": glossary.title["en"],
        "uuid": _uuid(f"{SCHEME}#taxonomy"),
        "description": glossary.description["en"],
        "version": _version(glossary),
        "refs": [BASE],
        "predicates": [_tag(glossary.concepts[slug]) for slug in topics],
        "values": [{"predicate": slug, "entry": [_tag(concept) for concept in below]} for slug, below in topics.items() if below],
    }


def _tag(concept: Concept) -> dict:
    return {"value": concept.id, "expanded": concept.label("en"), **_described(concept), "uuid": _uuid(TERM + concept.id)}


def _described(concept: Concept) -> dict[str, str]:
    # An empty description breaks the schema of taxonomies ("non-empty-string").
    definition = concept.in_language("en").definition
    return {"description": definition} if definition else {}


def _galaxy(glossary: Glossary) -> dict:
    return {
        "description": glossary.description["en"],
        "icon": "shield-alt",
        "name": glossary.title["en"],
        "namespace": _NAME,
        "type": _NAME,
        "uuid": _uuid(SCHEME),
        "version": _version(glossary),
    }


def _cluster(glossary: Glossary) -> dict:
    there = {concept.id for concept in _for_tags(glossary)}
    return {
        "authors": [CONTRIBUTORS_NAME],
        "category": "child protection",
        "description": glossary.description["en"],
        "name": glossary.title["en"],
        "source": BASE,
        "type": _NAME,
        "uuid": _uuid(f"{SCHEME}#cluster"),
        "values": [_value(glossary.concepts[slug], there) for slug in sorted(there)],
        "version": _version(glossary),
    }


def _value(concept: Concept, there: set[str]) -> dict:
    synonyms = [label.text for label in concept.in_language("en").of_kind("admitted")]
    return {
        **_described(concept),
        "meta": {"refs": [TERM + concept.id], **({"synonyms": synonyms} if synonyms else {})},
        "related": [{"dest-uuid": _uuid(TERM + slug), "type": kind} for kind, slug in _relations(concept) if slug in there],
        "uuid": _uuid(TERM + concept.id),
        "value": concept.label("en"),
    }


def _relations(concept: Concept) -> Iterator[tuple[str, str]]:
    """Yield relations by the names that misp-galaxy's relationship types have for them."""
    yield from (("child-of", slug) for slug in concept.broader)
    yield from (("parent-of", slug) for slug in concept.narrower)
    yield from (("related-to", slug) for slug in concept.related)


def _version(glossary: Glossary) -> int:
    """Return the day of the content as a number, 20261201: MISP updates what has a greater version."""
    return int(glossary.days.modified.replace("-", "") or 0)


def _uuid(iri: str) -> str:
    """Return a UUID that follows from the permanent address (RFC 9562, version 5)."""
    return str(uuid5(NAMESPACE_URL, iri))
