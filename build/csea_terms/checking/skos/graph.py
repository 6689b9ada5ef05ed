"""What a SKOS file states, by SKOS property, whatever its format and whoever's own properties it uses.

Resources are strings (a blank node's begins with ``_:``), literals are :class:`Text`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import pyoxigraph as ox

from csea_terms.names import OWL, RDF, RDFS, SKOS, SKOSXL

LABELS = ("prefLabel", "altLabel", "hiddenLabel")
_SUBPROPERTY, _SUBCLASS, _INVERSE = RDFS + "subPropertyOf", RDFS + "subClassOf", OWL + "inverseOf"


class Text(NamedTuple):
    """A literal; ``language`` is lower case and empty where there is none."""

    value: str
    language: str
    datatype: str


Node = str | Text
Pairs = dict[str, set[tuple[str, Node]]]


@dataclass
class Graph:
    """A file's triples, and what they state in the words of SKOS.

    ``stated`` has the pairs that each SKOS property relates and, by the name of each SKOS class, its members (each beside itself):
    as stated, by a property or class of the file that is declared to be one of SKOS's, or by way of SKOS-XL (S55 to S57).
    """

    triples: list[tuple[str, str, Node]]
    stated: Pairs = field(default_factory=lambda: defaultdict(set))
    forms: dict[str, set[Text]] = field(default_factory=lambda: defaultdict(set))
    """The literal forms of each SKOS-XL label."""

    def all_of(self, *names: str) -> set[tuple[str, Node]]:
        """Return the pairs that any of some SKOS properties relates, as stated."""
        return set().union(*(self.stated.get(name, ()) for name in names))

    def members(self, name: str) -> set[str]:
        """Return what is stated to be of a SKOS class."""
        return {thing for thing, _ in self.stated.get(name, ())}


def graph_of(triples: Iterable[ox.Triple]) -> Graph:
    """Return the graph of a file's triples."""
    graph = Graph([(_resource(s), p.value, _node(o)) for s, p, o in triples])
    _merge_same(graph)
    above = _declared(graph, _SUBPROPERTY)
    classes = _declared(graph, _SUBCLASS)
    inverse = {s: o for s, p, o in graph.triples if p == _INVERSE and isinstance(o, str)}
    inverse |= {other: one for one, other in inverse.items()}
    for subject, predicate, value in graph.triples:
        _state(graph, subject, predicate, value, above, classes)
        if predicate in inverse and isinstance(value, str):
            _state(graph, value, inverse[predicate], subject, above, classes)
    for label in LABELS:  # S55 to S57
        for subject, resource in tuple(graph.stated.get("xl:" + label, ())):
            graph.stated[label] |= {(subject, form) for form in graph.forms.get(resource, ())}
    return graph


def _state(graph: Graph, subject: str, predicate: str, value: Node, above: dict, classes: dict) -> None:
    if predicate == RDF + "type":
        for kind in {value, *classes.get(value, ())}:
            name = _local(kind)
            if name:
                graph.stated[name].add((subject, subject))
        return
    for property_ in {predicate, *above.get(predicate, ())}:
        name = _local(property_)
        if name == "xl:literalForm" and isinstance(value, Text):
            graph.forms[subject].add(value)
        if name:
            graph.stated[name].add((subject, value))


def _local(iri: Node) -> str:
    """Return a SKOS name, that of SKOS-XL behind ``xl:``; empty for what is neither."""
    if isinstance(iri, str) and iri.startswith(SKOS):
        return iri[len(SKOS) :]
    return "xl:" + iri[len(SKOSXL) :] if isinstance(iri, str) and iri.startswith(SKOSXL) else ""


def _declared(graph: Graph, predicate: str) -> dict[str, set[str]]:
    """Return what each property or class of the file is declared to be part of, however far up."""
    direct: dict[str, set[str]] = defaultdict(set)
    for subject, stated, value in graph.triples:
        if stated == predicate and isinstance(value, str):
            direct[subject].add(value)
    return {name: reached(name, direct) for name in tuple(direct)}


def reached(start: str, steps: dict[str, set[str]]) -> set[str]:
    """Return what can be reached from a thing in one step or more."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = steps.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def _merge_same(graph: Graph) -> None:
    """Give things that ``owl:sameAs`` calls one the name of the first of them."""
    same: dict[str, set[str]] = defaultdict(set)
    for subject, predicate, value in graph.triples:
        if predicate == OWL + "sameAs" and isinstance(value, str):
            same[subject].add(value)
            same[value].add(subject)
    if same:
        first = {name: min({name, *reached(name, same)}) for name in tuple(same)}
        graph.triples = [
            (s, p, o) if p == OWL + "sameAs" else (first.get(s, s), p, first.get(o, o) if isinstance(o, str) else o)
            for s, p, o in graph.triples
        ]


def _resource(term: ox.NamedNode | ox.BlankNode) -> str:
    return term.value if isinstance(term, ox.NamedNode) else f"_:{term.value}"


def _node(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> Node:
    if isinstance(term, ox.Literal):
        return Text(term.value, (term.language or "").lower(), term.datatype.value)
    return _resource(term)
