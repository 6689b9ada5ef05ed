"""Match a column of words to concepts or codes: the W3C Community Group's Reconciliation API 0.2, as OpenRefine and others speak it.

``csea-terms serve --api`` answers at ``/reconcile/<language>``. Entities are named by what follows the base of their address: ``terms/csam``,
``crosswalks/iccs-2015/030221``. Types are ``concept`` and each scheme; without a type, concepts are looked for.
"""

from __future__ import annotations

from collections.abc import Callable
from difflib import SequenceMatcher
from html import escape

from csea_terms.model import Code, Concept, Glossary, Mapping
from csea_terms.names import BASE, SKOS, code_iri
from csea_terms.search.lookup import Hit, Lookup
from csea_terms.text.fold import fold

CONCEPT = "concept"
MOST_QUERIES = 500
"""How many queries one request may ask: OpenRefine asks ten."""

_LIMIT = 10
_PREVIEW = {"width": 420, "height": 220}


class Reconciliation:
    """The answers in one language, whose names come first; words of all languages are found."""

    def __init__(self, glossary: Glossary, lookup: Lookup, tag: str):
        self._glossary = glossary
        self._lookup = lookup
        self._tag = tag
        self._properties = _properties(glossary)

    def manifest(self, address: str) -> dict:
        """Return what the service can do ("Service manifest"); ``address`` is where it stands."""
        return {
            "versions": ["0.2"],
            "name": f"{self._glossary.title['en']} ({self._tag})",
            "identifierSpace": BASE,
            "schemaSpace": SKOS,
            "documentation": BASE,
            "view": {"url": f"{BASE}{{{{id}}}}"},
            "defaultTypes": self._types(),
            "preview": {"url": f"{address}/preview?id={{{{id}}}}", **_PREVIEW},
            "suggest": {kind: {"service_url": address, "service_path": f"/suggest/{kind}"} for kind in ("entity", "property", "type")},
            "extend": {"propose_properties": {"service_url": address, "service_path": "/properties"}},
        }

    def answer(self, queries: dict) -> dict:
        """Return the candidates of each query of a batch ("Reconciliation queries"). Raises ValueError where a query is none."""
        if not isinstance(queries, dict) or not all(isinstance(query, dict) for query in queries.values()):
            raise ValueError("queries must be an object of queries by name")
        if len(queries) > MOST_QUERIES:
            raise ValueError(f"one request may ask {MOST_QUERIES} queries, not {len(queries)}")
        return {name: {"result": self._candidates(query)} for name, query in queries.items()}

    def _candidates(self, query: dict) -> list[dict]:
        text, types, limit = str(query.get("query") or ""), query.get("type") or CONCEPT, query.get("limit")
        wanted = types if isinstance(types, list) else [types]
        most = limit if isinstance(limit, int) and limit > 0 else _LIMIT
        found = [candidate for kind in wanted for candidate in self._of_type(text, str(kind))]
        best = sorted(found, key=lambda candidate: -candidate["score"])[:most]
        # Several that are met wholly are a question for a person.
        sure = [candidate for candidate in best if candidate["match"]]
        return best if len(sure) < 2 else [{**candidate, "match": False} for candidate in best]

    def _of_type(self, text: str, kind: str) -> list[dict]:
        groups = self._lookup.search(text, self._tag, CONCEPT if kind == CONCEPT else "code", 1000)
        hits = [hit for group in groups for hit in group.hits]
        return [self._candidate(text, hit) for hit in hits if kind == CONCEPT or hit.id.partition(":")[0] == kind]

    def _candidate(self, text: str, hit: Hit) -> dict:
        whole = fold(hit.matched) == fold(text)
        score = 100 if whole else round((40 if hit.near else 80) * SequenceMatcher(None, fold(text), fold(hit.matched)).ratio())
        # A word to avoid may mean more than one thing: it is offered, and somebody decides.
        sure = whole and hit.word_kind != "avoid" and not hit.deprecated
        return {**self._named(hit.kind, hit.id, hit.label), "score": score - (10 if whole and not sure else 0), "match": sure}

    def _named(self, kind: str, key: str, name: str) -> dict:
        if kind == CONCEPT:
            definition = self._glossary.concepts[key].in_language(self._tag).definition
            return {"id": f"terms/{key}", "name": name, "description": definition, "type": [{"id": CONCEPT, "name": "Concept"}]}
        scheme, _, notation = key.partition(":")
        identifier = code_iri(scheme, notation).removeprefix(BASE)
        return {"id": identifier, "name": name, "description": notation, "type": [{"id": scheme, "name": self._glossary.schemes[scheme].name}]}

    def _types(self) -> list[dict]:
        return [{"id": CONCEPT, "name": "Concept"}, *({"id": s.id, "name": s.name} for s in self._glossary.schemes.values())]

    def suggest(self, kind: str, prefix: str) -> dict:
        """Return entities, types or properties whose name begins like this ("Suggest services")."""
        if kind == "entity":
            return {"result": [_without_score(c) for c in self._candidates({"query": prefix})]}
        known = self._types() if kind == "type" else [{"id": key, "name": name} for key, (name, _) in self._properties.items()]
        return {"result": [one for one in known if fold(prefix) in fold(f"{one['id']} {one['name']}")]}

    def properties(self, kind: str) -> dict:
        """Return the properties that a column may be extended by ("Property proposals"); codes have those of codes only."""
        shown = {key: name for key, (name, _) in self._properties.items() if kind == CONCEPT or key in ("title", "concepts")}
        return {"type": kind, "properties": [{"id": key, "name": name} for key, name in shown.items()]}

    def extend(self, query: dict) -> dict:
        """Return values of properties of some entities ("Data extension queries"). Raises ValueError where a property is none."""
        wanted = [str(one.get("id")) for one in query.get("properties", ())]
        if unknown := [key for key in wanted if key not in self._properties]:
            raise ValueError(f"there is no property {', '.join(unknown)}")
        entities = {str(key): self.entity(str(key)) for key in query.get("ids", ())}
        rows = {key: {name: self._properties[name][1](thing) if thing else [] for name in wanted} for key, thing in entities.items()}
        return {"meta": [{"id": key, "name": self._properties[key][0]} for key in wanted], "rows": rows}

    def entity(self, identifier: str) -> Concept | Code | None:
        """Return the concept or code of an identifier, None where there is none."""
        kind, _, rest = identifier.partition("/")
        if kind == "terms":
            return self._glossary.concepts.get(rest)
        scheme = self._glossary.schemes.get(rest.partition("/")[0]) if kind == "crosswalks" else None
        codes = scheme.codes.values() if scheme else ()
        return next((code for code in codes if code_iri(code.scheme, code.notation) == BASE + identifier), None)

    def preview(self, identifier: str) -> str | None:
        """Return a short page about an entity, None where there is none ("Preview service")."""
        thing = self.entity(identifier)
        if thing is None:
            return None
        words = thing.in_language(self._tag) if isinstance(thing, Concept) else None
        name = thing.label(self._tag) if isinstance(thing, Concept) else f"{thing.notation} {thing.title}"
        said = words.definition if words else self._glossary.schemes[thing.scheme].title
        return (
            f'<!doctype html><html lang="{escape(self._tag)}"><meta charset="utf-8"><title>{escape(name)}</title>'
            f'<body dir="auto"><strong>{escape(name)}</strong><p>{escape(said)}</p></body></html>'
        )


def _without_score(candidate: dict) -> dict:
    return {"id": candidate["id"], "name": candidate["name"], "description": candidate["description"], "notable": candidate["type"]}


_Values = Callable[[Concept | Code], list[dict]]


def _properties(glossary: Glossary) -> dict[str, tuple[str, _Values]]:
    """Return what a column may be extended by: the name of each property, and its values of an entity."""
    found: dict[str, tuple[str, _Values]] = {
        "guidance": ("Guidance", lambda thing: _texts(thing.guidance if isinstance(thing, Concept) else "")),
        "broader": ("Broader", lambda thing: [_entity(glossary, slug) for slug in thing.broader] if isinstance(thing, Concept) else []),
        "title": ("Title", lambda thing: _texts(thing.title if isinstance(thing, Code) else thing.label("en"))),
        "concepts": ("Concepts that are the same", lambda thing: _same(glossary, thing)),
    }
    for tag, language in glossary.languages.items():
        found[f"name-{tag}"] = (f"Name ({language.english_name})", lambda thing, tag=tag: _words(thing, tag)[0])
        found[f"definition-{tag}"] = (f"Definition ({language.english_name})", lambda thing, tag=tag: _words(thing, tag)[1])
    for scheme in glossary.schemes.values():
        found[f"codes-{scheme.id}"] = (f"{scheme.name}: the same code", lambda thing, key=scheme.id: _codes(glossary, thing, key))
    return found


def _texts(*texts: str) -> list[dict]:
    return [{"str": text} for text in texts if text]


def _words(thing: Concept | Code, tag: str) -> tuple[list[dict], list[dict]]:
    if not isinstance(thing, Concept):
        return [], []
    words = thing.in_language(tag)
    return _texts(words.preferred.text if words.preferred else ""), _texts(words.definition)


def _entity(glossary: Glossary, slug: str) -> dict:
    return {"id": f"terms/{slug}", "name": glossary.concepts[slug].label("en")}


def _same(glossary: Glossary, thing: Concept | Code) -> list[dict]:
    """Return the concepts that mean the same cases as a code: others hold more or less and are no values for a column."""
    rows = glossary.mappings_by_scheme.get(thing.scheme, ()) if isinstance(thing, Code) else ()
    return [_entity(glossary, row.concept) for row in rows if _is_same(row) and row.notation == thing.notation]


def _codes(glossary: Glossary, thing: Concept | Code, scheme: str) -> list[dict]:
    rows = glossary.mappings_by_concept.get(thing.id, ()) if isinstance(thing, Concept) else ()
    codes = [glossary.code(row) for row in rows if row.scheme == scheme and _is_same(row)]
    return [{"id": code_iri(scheme, code.notation).removeprefix(BASE), "name": f"{code.notation} {code.title}"} for code in codes if code]


def _is_same(row: Mapping) -> bool:
    return row.predicate == "exactMatch" and not row.negated
