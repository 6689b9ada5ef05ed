"""A static JSON API below ``data/api/v1/``: one record a concept with all that is said of it, an index, the schemes, what changed.

``openapi.json``, beside this module, describes it; the tests hold every record against it. Within v1 fields are added,
never renamed, removed or given another meaning.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from importlib.resources import files as package_files

from csea_terms.model import Concept, Glossary, Label, Mapping, Words
from csea_terms.names import BASE, TERM, scheme_iri
from csea_terms.publishing.withdrawn import replaces
from csea_terms.usages import Usage

FOLDER = "api/v1"
"""Where it stands below ``data/``."""


def files(glossary: Glossary) -> Iterator[tuple[str, bytes]]:
    """Yield ``openapi.json``, ``index.json``, ``schemes.json``, ``changes.json`` and ``concepts/<id>.json``."""
    yield f"{FOLDER}/openapi.json", _json(openapi())
    concepts = list(glossary.concepts.values())
    yield f"{FOLDER}/index.json", _json({**_edition(glossary), "concepts": [_entry(glossary, concept) for concept in concepts]})
    yield f"{FOLDER}/schemes.json", _json({**_edition(glossary), "schemes": list(_schemes(glossary))})
    yield f"{FOLDER}/changes.json", _json({**_edition(glossary), **_changes(glossary)})
    replaced = replaces(glossary)
    for concept in concepts:
        yield f"{FOLDER}/concepts/{concept.id}.json", _json(record(glossary, concept, replaced.get(concept.id, ())))


def made_from(glossary: Glossary) -> str:
    """Return what these files hold."""
    own = (glossary.title, glossary.releases, glossary.days, glossary.facet_of, list(glossary.languages), list(glossary.concepts.values()))
    return repr((own, glossary.sources, glossary.schemes, glossary.mappings))


def openapi() -> dict:
    """Return the description of the API (OpenAPI 3.1)."""
    return json.loads((package_files(__package__) / "openapi.json").read_text(encoding="utf-8"))


def _json(record: dict) -> bytes:
    return (json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _edition(glossary: Glossary) -> dict:
    latest = glossary.releases.latest
    return {"title": glossary.title["en"], "modified": glossary.days.modified, "release": latest.version if latest else "", "licence": glossary.licence}


def _entry(glossary: Glossary, concept: Concept) -> dict:
    """Return what the index says of a concept, which begins its record too."""
    return {
        "id": concept.id,
        "uri": TERM + concept.id,
        "status": "deprecated" if concept.deprecated else "current",
        "replaced_by": list(concept.replaced_by),
        "guidance": concept.guidance,
        "topic": glossary.facet_of.get(concept.id, ""),
        "created": concept.days.created,
        "modified": concept.days.modified,
        "preferred": {tag: words.preferred.text for tag, words in concept.words.items() if words.preferred},
    }


def record(glossary: Glossary, concept: Concept, replaced: Iterable[str] = ()) -> dict:
    """Return all that is said of a concept: in all languages, its relations, who uses its words how, its codes elsewhere.

    ``replaced`` are the withdrawn concepts whose place it takes.
    """
    return {
        **_entry(glossary, concept),
        "licence": glossary.licence,
        "pages": {tag: f"{BASE}{tag}/terms/{concept.id}/" for tag in glossary.languages},
        "broader": list(concept.broader),
        "narrower": list(concept.narrower),
        "related": list(concept.related),
        "confused_with": list(concept.confused_with),
        "replaces": list(replaced),
        "sectors": list(concept.sectors),
        "sources": [_source(glossary, key) for key in concept.sources],
        "languages": {tag: _words(concept, words) for tag, words in concept.words.items()},
        "usages": [_usage(label, usage) for words in concept.words.values() for label in words.labels for usage in label.usages],
        "codes": [_code(glossary, row) for row in glossary.mappings_by_concept.get(concept.id, ())],
    }


def _source(glossary: Glossary, key: str) -> dict:
    source = glossary.sources[key]
    return {"id": key, "citation": source.title, "kind": source.kind, "year": source.year, "url": source.url}


def _words(concept: Concept, words: Words) -> dict:
    return {
        "preferred": words.preferred.text if words.preferred else "",
        "admitted": [label.text for label in words.of_kind("admitted")],
        "hidden": [label.text for label in words.of_kind("hidden")],
        "avoid": [_avoid(label) for label in words.of_kind("avoid")],
        "definition": words.definition,
        "plain_definition": words.plain_definition,
        "scope_notes": list(words.scope_notes),
        "examples": list(words.examples),
        "reviewed_by": list(words.reviewed_by),
        "stale": concept.is_stale(words.language),
        "why_withdrawn": words.deprecation_reason,
    }


def _avoid(label: Label) -> dict:
    return {
        "text": label.text,
        "variants": list(label.variants),
        "instead": list(label.instead),
        "reason": label.reason,
        "keep_when": label.context,
        "anywhere": label.flagged == "anywhere",
        "sources": list(label.sources),
    }


def _usage(label: Label, usage: Usage) -> dict:
    return {
        "language": label.language,
        "label": label.text,
        "sector": usage.sector,
        "jurisdiction": usage.jurisdiction,
        "acceptability": usage.acceptability,
        "law": usage.is_law,
        "since": usage.since,
        "until": usage.until,
        "compared_on": usage.compared_on,
        "note": usage.note,
        "sources": list(usage.sources),
        "locators": [str(locator) for locator in usage.locators],
    }


def _code(glossary: Glossary, row: Mapping) -> dict:
    code = glossary.code(row)
    return {
        "scheme": row.scheme,
        "notation": row.notation or "",
        "uri": code.iri if code else "",
        "title": code.title if code else "",
        "relation": "gap" if code is None else row.predicate,
        "negated": row.negated,
        "confidence": row.confidence,
        "comment": row.comment,
    }


def _schemes(glossary: Glossary) -> Iterable[dict]:
    for scheme in glossary.schemes.values():
        yield {
            "id": scheme.id,
            "uri": scheme_iri(scheme.id),
            "title": scheme.title,
            "short_title": scheme.short_title,
            "owner": scheme.owner,
            "sector": scheme.sector,
            "edition": scheme.edition,
            "homepage": scheme.homepage,
            "codes": len(scheme.codes),
            "judged_whole": scheme.judged_whole,
        }


def _changes(glossary: Glossary) -> dict:
    newest = sorted(glossary.concepts.values(), key=lambda concept: (concept.days.modified, concept.id), reverse=True)
    return {
        "releases": [{"version": one.version, "day": one.day, "changes": list(one.lines)} for one in glossary.releases.published],
        "concepts": [{"id": c.id, "created": c.days.created, "modified": c.days.modified} for c in newest],
    }
