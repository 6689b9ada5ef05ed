"""Scheme → scheme tables, composed through our concepts by the chain rules of SSSOM.

A code of the source scheme is turned round to a concept (broader ↔ narrower), our own hierarchy may lie between,
and a concept leads to a code of the target scheme. What follows from that is *entailed*; close after close is only
a *suggestion*, because SKOS leaves ``closeMatch`` intransitive on purpose (SKOS Reference, section 10.6.3).
Broader after narrower, and anything through related, claims nothing, and a ``Not`` row blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from csea_terms.errors import UsageError
from csea_terms.model import Glossary, Mapping

_INVERSE = {
    "exactMatch": "exactMatch",
    "closeMatch": "closeMatch",
    "broadMatch": "narrowMatch",
    "narrowMatch": "broadMatch",
}

_COMPOSED = {
    ("broadMatch", "broadMatch"): "broadMatch",
    ("narrowMatch", "narrowMatch"): "narrowMatch",
    ("closeMatch", "closeMatch"): "suggestion",
}

_STRENGTH = ("exactMatch", "broadMatch", "narrowMatch", "closeMatch", "suggestion")


@dataclass(frozen=True)
class Correspondence:
    """How a code of one scheme relates to a code of another.

    ``predicate`` is read from source to target (``broadMatch``: the target is broader) and is ``suggestion`` where
    nothing is entailed. ``path`` lists the concepts in between; ``confidence`` is that of the weakest link (0–1).
    """

    source: str
    target: str
    predicate: str
    path: tuple[str, ...]
    confidence: float

    @property
    def entailed(self) -> bool:
        """Whether the relation follows from the mappings, rather than being suggested by them."""
        return self.predicate != "suggestion"


def compose(glossary: Glossary, source: str, target: str) -> tuple[Correspondence, ...]:
    """Return every correspondence from one scheme to another, by source and target notation.

    For each pair of codes only the strongest is kept, by the shortest path. Raises
    :class:`~csea_terms.errors.UsageError` when a scheme is unknown.
    """
    for scheme in (source, target):
        if scheme not in glossary.schemes:
            known = ", ".join(glossary.schemes)
            raise UsageError(f"There is no scheme called {scheme}. The schemes are: {known}.")
    best: dict[tuple[str, str], Correspondence] = {}
    for found in _chains(glossary, source, target):
        pair = (found.source, found.target)
        if pair not in best or _rank(found) < _rank(best[pair]):
            best[pair] = found
    return tuple(best[pair] for pair in sorted(best))


def _rank(found: Correspondence) -> tuple:
    return (_STRENGTH.index(found.predicate), len(found.path), -found.confidence, found.path)


def _chains(glossary: Glossary, source: str, target: str) -> Iterator[Correspondence]:
    rejected = _rejected(glossary)
    arrivals: dict[str, list[Mapping]] = {}
    for mapping in _positive(glossary, target):
        arrivals.setdefault(mapping.concept, []).append(mapping)
    for start in _positive(glossary, source):
        for step, path in _along_hierarchy(glossary, start.concept):
            first = join(_INVERSE[start.predicate], step)
            for end in arrivals.get(path[-1], ()) if first else ():
                predicate = join(first, end.predicate)
                if predicate and not _blocked(rejected, path, start, end):
                    confidence = min(start.confidence, end.confidence)
                    yield Correspondence(start.notation, end.notation, predicate, path, confidence)


def join(first: str, second: str) -> str | None:
    """Return what follows from two relations in a row, or None where nothing does.

    >>> join("exactMatch", "broadMatch"), join("broadMatch", "narrowMatch")
    ('broadMatch', None)
    """
    if first == "exactMatch":
        return second
    if second == "exactMatch":
        return first
    return _COMPOSED.get((first, second))


def _positive(glossary: Glossary, scheme: str) -> Iterator[Mapping]:
    for mapping in glossary.mappings_by_scheme.get(scheme, ()):
        if mapping.notation is not None and not mapping.negated and mapping.predicate in _INVERSE:
            yield mapping


def _along_hierarchy(glossary: Glossary, concept: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the concept itself, everything above it (broader) and everything below it (narrower), with the way."""
    yield "exactMatch", (concept,)
    for relation, predicate in (("broader", "broadMatch"), ("narrower", "narrowMatch")):
        seen, ways = {concept}, [(concept,)]
        while ways:
            way = ways.pop(0)
            for following in getattr(glossary.concepts[way[-1]], relation):
                if following not in seen:
                    seen.add(following)
                    ways.append((*way, following))
                    yield predicate, (*way, following)


def _blocked(rejected: set[tuple[str, str, str]], path: tuple[str, ...], start: Mapping, end: Mapping) -> bool:
    """Return whether somebody has said that a concept on the way and one of the two codes are not the same thing."""
    codes = ((start.scheme, start.notation), (end.scheme, end.notation))
    return any((concept, *code) in rejected for concept in path for code in codes)


def _rejected(glossary: Glossary) -> set[tuple[str, str, str]]:
    """Return the pairs with a ``Not`` row and no row that says how they do relate."""
    pairs = {negated: set() for negated in (True, False)}
    for concept, mappings in glossary.mappings_by_concept.items():
        for mapping in mappings:
            if mapping.notation is not None:
                pairs[mapping.negated].add((concept, mapping.scheme, mapping.notation))
    return pairs[True] - pairs[False]
