"""What follows from the answers to "is every case of A a case of B?", and how a judgment reads as a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from csea_terms.errors import UsageError
from csea_terms.model import Code, Concept, Glossary, Mapping, Scheme

BY_HAND = "semapv:ManualMappingCuration"
"""A person judged it (Semantic Mapping Vocabulary)."""


def relation_of(inside: str, around: str) -> str | None:
    """Return the relation when every case of the concept is one of the code (``inside``), and the reverse (``around``).

    Both are "yes", "no" or "not sure"; only a yes makes a relation. None means that neither holds the other for sure.

    >>> relation_of("yes", "not sure"), relation_of("no", "no")
    ('broadMatch', None)
    """
    relations = {(True, True): "exactMatch", (True, False): "broadMatch", (False, True): "narrowMatch"}
    return relations.get((inside == "yes", around == "yes"))


def find_concept(glossary: Glossary, concept_id: str) -> Concept:
    """Return a concept that is in use; raise :class:`UsageError`, with the nearest, when there is none so called."""
    if concept_id not in glossary.concepts:
        raise UsageError(f"There is no concept called {concept_id}.{_perhaps(concept_id, glossary.concepts)}")
    concept = glossary.concepts[concept_id]
    if concept.deprecated:
        successors = f" Use {' or '.join(concept.replaced_by)}." if concept.replaced_by else ""
        raise UsageError(f"The concept {concept_id} is withdrawn.{successors}")
    return concept


def find_scheme(glossary: Glossary, scheme_id: str) -> Scheme:
    """Return a scheme; raise :class:`UsageError`, with the nearest, when there is none so called."""
    if scheme_id not in glossary.schemes:
        raise UsageError(f"There is no scheme called {scheme_id}.{_perhaps(scheme_id, glossary.schemes)}")
    return glossary.schemes[scheme_id]


def find_code(scheme: Scheme, notation: str) -> Code:
    """Return a code; raise :class:`UsageError`, with the nearest, when the scheme has none of that notation."""
    code = scheme.codes.get(notation) or scheme.codes.get("/" + notation)
    if code is None:
        raise UsageError(f"{scheme.name} has no code {notation}.{_perhaps(notation, scheme.codes)}")
    return code


def place_of_code(scheme: Scheme, code: Code) -> str:
    """Return a code with what is above it, the widest first."""
    way, above = [], code
    while above and above not in way:
        way.insert(0, above)
        above = scheme.codes[above.broader[0]] if above.broader else None
    return " › ".join(f"{one.title} ({one.notation})" for one in way)


def sentence(glossary: Glossary, mapping: Mapping) -> str:
    """Return what a judgment says, in the English words of the site."""
    strings = glossary.languages["en"].strings
    scheme = glossary.schemes[mapping.scheme].name
    if mapping.notation is None:
        return strings["says_gap"].format(scheme=scheme)
    title = glossary.schemes[mapping.scheme].codes[mapping.notation].title
    key = f"says_{'not_' if mapping.negated else ''}{mapping.predicate.removesuffix('Match')}"
    return strings[key].format(title=title, notation=mapping.notation, scheme=scheme)


def rows_between(glossary: Glossary, concept: str, scheme: str) -> Iterator[Mapping]:
    """Yield our judgments on a concept in a scheme."""
    return (mapping for mapping in glossary.mappings_by_concept.get(concept, ()) if mapping.scheme == scheme)


def _perhaps(text: str, known) -> str:
    similar = get_close_matches(text, known, 3, 0.6)
    return f" Did you mean {' or '.join(similar)}?" if similar else ""
