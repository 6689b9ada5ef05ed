"""The vocabulary and its mappings as JSKOS, which Cocoda and other tools of libraries read (JSKOS 0.7.1, one record a line).

Language tags are in lower case there ("Data types", "language tag"). A judgment that a relation does not hold and a stated gap have no form there and are left out; SSSOM has them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from csea_terms.model import Concept, Glossary
from csea_terms.names import CONTRIBUTORS, CONTRIBUTORS_NAME, CROSSWALK, SCHEME, SKOS, TERM, scheme_iri

_CONTEXT = "https://gbv.github.io/jskos/context.json"
_CORRESPONDENCE = "http://rdf-vocabulary.ddialliance.org/xkos#Correspondence"
RELATIONS = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
"""What a mapping may say there."""
_OURS = "csea-terms"
PATHS = tuple(f"jskos/{name}.ndjson" for name in ("schemes", "concepts", "concordances", "mappings"))
"""Where the files stand below ``data/``."""


def files(glossary: Glossary) -> Iterator[tuple[str, bytes]]:
    """Yield the schemes, our concepts, the concordances and their mappings."""
    concordances, mappings = _concordances(glossary)
    concepts = (_concept(concept) for concept in glossary.concepts.values())
    for path, records in zip(PATHS, (_schemes(glossary), concepts, concordances, mappings), strict=True):
        yield path, _lines(records)


def made_from(glossary: Glossary) -> str:
    """Return what these files hold."""
    own = (glossary.title, glossary.description, glossary.days, glossary.top_concepts, list(glossary.concepts.values()))
    return repr((own, glossary.schemes, glossary.mappings, glossary.code_mappings))


def _lines(records: Iterable[dict]) -> bytes:
    return "".join(json.dumps({"@context": _CONTEXT, **record}, ensure_ascii=False) + "\n" for record in records).encode()


def _said(**fields: object) -> dict:
    """Return a record without the fields that say nothing."""
    return {name.replace("from_", "from"): value for name, value in fields.items() if value}


def _schemes(glossary: Glossary) -> Iterator[dict]:
    yield _said(
        uri=SCHEME,
        type=[SKOS + "ConceptScheme"],
        prefLabel=_by_language(glossary.title),
        definition=_by_language({tag: [text] for tag, text in glossary.description.items()}),
        notation=[_OURS],
        namespace=TERM,
        languages=[tag.lower() for tag in glossary.languages],
        license=[{"uri": glossary.licence}],
        publisher=[_contributors()],
        created=glossary.days.created,
        modified=glossary.days.modified,
        topConcepts=[{"uri": TERM + slug} for slug in glossary.top_concepts],
    )
    for scheme in glossary.schemes.values():
        yield _said(
            uri=scheme_iri(scheme.id),
            type=[SKOS + "ConceptScheme"],
            prefLabel={"en": scheme.title},
            altLabel={"en": [scheme.short_title]} if scheme.short_title else {},
            notation=[scheme.id],
            url=scheme.homepage,
            version=scheme.edition,
            publisher=[{"prefLabel": {"en": scheme.owner}}],
        )


def _contributors() -> dict:
    return {"uri": CONTRIBUTORS, "prefLabel": {"en": CONTRIBUTORS_NAME}}


def _concept(concept: Concept) -> dict:
    scheme = [{"uri": SCHEME}]
    return _said(
        uri=TERM + concept.id,
        type=[SKOS + "Concept"],
        notation=[concept.id],
        prefLabel=_by_language({tag: words.preferred.text for tag, words in concept.words.items() if words.preferred}),
        altLabel=_labels(concept, "admitted"),
        hiddenLabel=_labels(concept, "hidden"),
        definition=_by_language({tag: [words.definition] for tag, words in concept.words.items() if words.definition}),
        scopeNote=_by_language({tag: list(words.scope_notes) for tag, words in concept.words.items()}),
        broader=_terms(concept.broader),
        narrower=_terms(concept.narrower),
        related=_terms(concept.related),
        replacedBy=_terms(concept.replaced_by),
        inScheme=scheme,
        topConceptOf=scheme if concept.top else [],
        deprecated=concept.deprecated,
        created=concept.days.created,
        modified=concept.days.modified,
    )


def _labels(concept: Concept, kind: str) -> dict[str, list[str]]:
    return _by_language({tag: [label.text for label in words.of_kind(kind)] for tag, words in concept.words.items()})


def _by_language(said: Mapping[str, object]) -> dict[str, object]:
    """Return what is said in each language that says anything, by its tag as JSKOS writes it."""
    return {tag.lower(): texts for tag, texts in said.items() if texts}


def _terms(slugs: Iterable[str]) -> list[dict]:
    return [{"uri": TERM + slug} for slug in slugs]


def _concordances(glossary: Glossary) -> tuple[list[dict], list[dict]]:
    """Return the concordances that have mappings, and the mappings."""
    concordances: dict[str, dict] = {}
    mappings = []
    for sides, judged in _judged(glossary):
        if judged.negated or judged.predicate not in RELATIONS:
            continue
        (source_scheme, source), (target_scheme, target) = sides
        name = f"{source_scheme}-{target_scheme}"
        concordances.setdefault(name, _concordance(glossary, name, source_scheme, target_scheme))
        mappings.append(
            _said(
                from_={"memberSet": [source]},
                to={"memberSet": [target]},
                fromScheme={"uri": _scheme_uri(source_scheme)},
                toScheme={"uri": _scheme_uri(target_scheme)},
                type=[SKOS + judged.predicate],
                mappingRelevance=judged.confidence,
                justification=judged.justification.replace("semapv:", "https://w3id.org/semapv/vocab/"),
                note={"en": [judged.comment]} if judged.comment else {},
                partOf=[{"uri": concordances[name]["uri"]}],
            )
        )
    return list(concordances.values()), mappings


def _judged(glossary: Glossary) -> Iterator[tuple[tuple, object]]:
    """Yield each judgment with its two sides, a scheme and what is in it: concepts with codes, then codes with codes."""
    for row in glossary.mappings:
        if row.notation is not None:
            ours = {"uri": TERM + row.concept, "notation": [row.concept]}
            yield ((_OURS, ours), (row.scheme, _code(glossary, row.scheme, row.notation))), row
    for row in glossary.code_mappings:
        if row.target is not None:
            source = _code(glossary, row.source_scheme, row.source)
            yield ((row.source_scheme, source), (row.target_scheme, _code(glossary, row.target_scheme, row.target))), row


def _code(glossary: Glossary, scheme: str, notation: str) -> dict:
    code = glossary.schemes[scheme].codes[notation]
    return _said(uri=code.iri, notation=[notation], prefLabel=_by_language(code.titles) or {"en": code.title})


def _concordance(glossary: Glossary, name: str, source: str, target: str) -> dict:
    title = f"{_scheme_name(glossary, source)} – {_scheme_name(glossary, target)}"
    return _said(
        uri=f"{CROSSWALK}{name}",
        type=[_CORRESPONDENCE],
        notation=[name],
        prefLabel={"en": title},
        fromScheme={"uri": _scheme_uri(source)},
        toScheme={"uri": _scheme_uri(target)},
        creator=[_contributors()],
        license=[{"uri": glossary.licence}],
    )


def _scheme_uri(scheme: str) -> str:
    return SCHEME if scheme == _OURS else scheme_iri(scheme)


def _scheme_name(glossary: Glossary, scheme: str) -> str:
    return glossary.title["en"] if scheme == _OURS else glossary.schemes[scheme].name
