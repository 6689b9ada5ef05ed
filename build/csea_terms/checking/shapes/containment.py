"""What lies inside what, through hierarchies and mappings together.

A concept lies inside its broader concepts and the codes that are broader than it; a code inside its broader codes
and the concepts that a ``narrowMatch`` puts it in; an ``exactMatch`` joins a concept and a code. So one row can say
the contrary of what others entail (SKOS Reference, S27, S41 to S46), which only a walk through all of them shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from csea_terms.formats.sssom import SSSOM
from csea_terms.names import BASE, CST, OWL, RDF, SKOS

_IS = ox.NamedNode(RDF + "type")
_CONTAINMENT = ox.NamedNode(CST + "Containment")
_PART = ox.NamedNode(CST + "part")
_WHOLE = ox.NamedNode(CST + "whole")
_FROM = ox.NamedNode(CST + "firstRow")
_TO = ox.NamedNode(CST + "lastRow")

_SOURCE, _TARGET, _PROPERTY = OWL + "annotatedSource", OWL + "annotatedTarget", OWL + "annotatedProperty"
_MODIFIER = SSSOM + "predicate_modifier"
_BROAD, _NARROW, _EXACT = SKOS + "broadMatch", SKOS + "narrowMatch", SKOS + "exactMatch"


@dataclass(frozen=True)
class _Step:
    """From a thing to one that holds all its cases; ``strict`` where that one holds more, ``row`` where a row says so."""

    whole: str
    strict: bool
    row: str = ""


def containments(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Return, as ``cst:Containment`` resources, what follows for the pairs that a row or ``skos:related`` speaks of.

    ``cst:part`` lies inside ``cst:whole``, which holds more. It follows from hierarchies and from rows about
    *other* pairs, ``cst:firstRow`` and ``cst:lastRow`` on the way; what a row says itself is no news about its own pair.
    """
    steps: dict[str, list[_Step]] = {}
    rows: dict[str, dict[str, str]] = {}
    pairs: set[tuple[str, str]] = set()
    for subject, predicate, value in triples:
        if predicate.value == SKOS + "broader":
            steps.setdefault(subject.value, []).append(_Step(value.value, strict=True))
        elif predicate.value == SKOS + "related":
            pairs |= {(subject.value, value.value), (value.value, subject.value)}
        elif predicate.value in (_SOURCE, _TARGET, _PROPERTY, _MODIFIER):
            rows.setdefault(subject.value, {})[predicate.value] = value.value
    for name, row in rows.items():
        concept, code = row[_SOURCE], row[_TARGET]
        if code == SSSOM + "NoTermFound":
            continue
        pairs |= {(concept, code), (code, concept)}
        if _MODIFIER not in row:
            for part, whole, strict in _claims(row[_PROPERTY], concept, code):
                steps.setdefault(part, []).append(_Step(whole, strict, name))
    found = [(part, whole, *rows) for part, whole in sorted(pairs) for rows in sorted(_ways(steps, part, whole))]
    return [triple for number, names in enumerate(found) for triple in _containment(number, *names)]


def _claims(relation: str, concept: str, code: str) -> Iterator[tuple[str, str, bool]]:
    if relation == _BROAD:
        yield concept, code, True
    elif relation == _NARROW:
        yield code, concept, True
    elif relation == _EXACT:
        yield concept, code, False
        yield code, concept, False


def _ways(steps: dict[str, list[_Step]], part: str, whole: str) -> set[tuple[str, str]]:
    """Return the first and the last row of every way from a part to a whole that holds more.

    What follows without a row is the hierarchy's own business, and the step between the two themselves is left out.
    """
    found: set[tuple[str, str]] = set()
    seen = {(part, False, "", "")}
    waiting = [(part, False, "", "")]
    for thing, strict, first, last in waiting:
        for step in steps.get(thing, ()):
            if {thing, step.whole} == {part, whole}:
                continue
            reached = (step.whole, strict or step.strict, first or step.row, step.row or last)
            if reached not in seen:
                seen.add(reached)
                waiting.append(reached)
                if reached[0] == whole and reached[1]:
                    found.add(reached[2:])
    return set() if ("", "") in found else found


def _containment(number: int, part: str, whole: str, first: str, last: str) -> Iterator[ox.Triple]:
    own = ox.NamedNode(f"{BASE}containments/{number}")
    yield ox.Triple(own, _IS, _CONTAINMENT)
    yield ox.Triple(own, _PART, ox.NamedNode(part))
    yield ox.Triple(own, _WHOLE, ox.NamedNode(whole))
    yield ox.Triple(own, _FROM, ox.NamedNode(first))
    yield ox.Triple(own, _TO, ox.NamedNode(last))
