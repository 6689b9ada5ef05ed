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
_UNSTATED = ox.NamedNode(CST + "UnstatedBroader")
_LOWER = ox.NamedNode(CST + "lower")
_UPPER = ox.NamedNode(CST + "upper")
_FROM = ox.NamedNode(CST + "firstRow")
_TO = ox.NamedNode(CST + "lastRow")

_SOURCE, _TARGET, _PROPERTY = OWL + "annotatedSource", OWL + "annotatedTarget", OWL + "annotatedProperty"
_SOURCE_SCHEME, _TARGET_SCHEME = SSSOM + "subject_source", SSSOM + "object_source"
_MODIFIER = SSSOM + "predicate_modifier"
_BROAD, _NARROW, _EXACT = SKOS + "broadMatch", SKOS + "narrowMatch", SKOS + "exactMatch"


@dataclass(frozen=True)
class _Step:
    """From a thing to one that holds all its cases; ``strict`` where that one holds more, ``row`` where a row says so."""

    whole: str
    strict: bool
    row: str = ""


def containments(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Return what follows from hierarchies and rows together.

    ``cst:Containment`` resources are about the pairs that a row or ``skos:related`` speaks of: ``cst:part`` lies inside
    ``cst:whole``, which holds more. It follows from hierarchies and from rows about *other* pairs, ``cst:firstRow`` and
    ``cst:lastRow`` on the way; what a row says itself is no news about its own pair.

    ``cst:UnstatedBroader`` resources are about two concepts, or two codes of one scheme: by way of something else, from the
    first to the last row, ``cst:lower`` lies inside ``cst:upper``, which no hierarchy says.
    """
    steps: dict[str, list[_Step]] = {}
    rows: dict[str, dict[str, str]] = {}
    pairs: set[tuple[str, str]] = set()
    scheme_of: dict[str, str] = {}
    for subject, predicate, value in triples:
        if predicate.value == SKOS + "broader":
            steps.setdefault(subject.value, []).append(_Step(value.value, strict=True))
        elif predicate.value == SKOS + "related":
            pairs |= {(subject.value, value.value), (value.value, subject.value)}
        elif predicate.value in (_SOURCE, _TARGET, _PROPERTY, _MODIFIER, _SOURCE_SCHEME, _TARGET_SCHEME):
            rows.setdefault(subject.value, {})[predicate.value] = value.value
    for name, row in rows.items():
        concept, code = row[_SOURCE], row[_TARGET]
        if code == SSSOM + "NoTermFound":
            continue
        pairs |= {(concept, code), (code, concept)}
        scheme_of |= {concept: row[_SOURCE_SCHEME], code: row[_TARGET_SCHEME]}
        if _MODIFIER not in row:
            for part, whole, strict in _claims(row[_PROPERTY], concept, code):
                steps.setdefault(part, []).append(_Step(whole, strict, name))
    found = [(part, whole, *rows) for part, whole in sorted(pairs) for rows in sorted(_ways(steps, part, whole))]
    made = [triple for number, names in enumerate(found) for triple in _containment(number, *names)]
    unstated = enumerate(sorted(_unstated(steps, scheme_of)))
    return made + [triple for number, names in unstated for triple in _unstated_broader(number, *names)]


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


def _unstated(steps: dict[str, list[_Step]], scheme_of: dict[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """Yield what lies inside something of its own scheme by way of others, but not by the hierarchy, with first and last row.

    What is above another such thing is left out, and so are circles, which contradict a hierarchy.
    """
    above = {thing: _above(steps, thing) for thing in steps}
    for thing in steps.keys() & scheme_of.keys():
        found = _wholes_through_others(steps, scheme_of, thing)
        news = {whole for whole in found if whole not in above[thing] and thing not in above.get(whole, ())}
        for whole in news:
            if not any(whole in above.get(other, ()) for other in news):
                yield from ((thing, whole, *rows) for rows in found[whole])


def _above(steps: dict[str, list[_Step]], thing: str) -> set[str]:
    """Return everything above a thing in its hierarchy."""
    seen: set[str] = set()
    waiting = [thing]
    for current in waiting:
        for step in steps.get(current, ()):
            if not step.row and step.whole not in seen:
                seen.add(step.whole)
                waiting.append(step.whole)
    return seen


def _wholes_through_others(
    steps: dict[str, list[_Step]], scheme_of: dict[str, str], start: str
) -> dict[str, set[tuple[str, str]]]:
    """Return what of its own scheme a thing lies inside by ways that leave the scheme and come back, with each first and last row."""
    own, found = scheme_of[start], {}
    waiting = [(step.whole, step.strict, step.row, step.row) for step in steps[start] if step.row]
    seen = set(waiting)
    for thing, strict, first, last in waiting:
        if scheme_of.get(thing) == own:
            if strict and thing != start:
                found.setdefault(thing, set()).add((first, last))
            continue
        for step in steps.get(thing, ()):
            reached = (step.whole, strict or step.strict, first, step.row or last)
            if reached not in seen:
                seen.add(reached)
                waiting.append(reached)
    return found


def _unstated_broader(number: int, lower: str, upper: str, first: str, last: str) -> Iterator[ox.Triple]:
    own = ox.NamedNode(f"{BASE}unstated/{number}")
    yield ox.Triple(own, _IS, _UNSTATED)
    yield ox.Triple(own, _LOWER, ox.NamedNode(lower))
    yield ox.Triple(own, _UPPER, ox.NamedNode(upper))
    yield ox.Triple(own, _FROM, ox.NamedNode(first))
    yield ox.Triple(own, _TO, ox.NamedNode(last))
