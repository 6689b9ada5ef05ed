"""The shapes as they are written in ``shapes/*.ttl``: what each is called and what it says to people."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef

from csea_terms.errors import UsageError
from csea_terms.load import parse_turtle
from csea_terms.names import BASE, CST, RDF

SH = "http://www.w3.org/ns/shacl#"
RULES = BASE + "rules/"
_PREFIXED = re.compile(r"\b([a-z]+):([A-Za-z][\w-]*)")
_SEVERITIES = {SH + "Violation": "error", SH + "Warning": "warning", SH + "Info": "info"}


@dataclass(frozen=True)
class Rule:
    """A named shape.

    ``name`` is the rule as reported: the shape's local name up to a full stop, behind which one rule's shapes
    differ (``label-spaces.preferred``). ``is_query`` says that the shape is one query about everything.
    """

    name: str
    severity: str
    message: str
    advice: str
    is_query: bool


@dataclass(frozen=True)
class Shapes:
    """The shapes of a folder: as a graph, by IRI, and the IRIs that their queries name."""

    graph: Graph
    rules: dict[str, Rule]
    queried: frozenset[str]


def read_shapes(folder: Path) -> Shapes:
    """Read every Turtle file of a folder.

    Raises :class:`~csea_terms.errors.UsageError` when a file is not valid Turtle or a shape says nothing to people.
    """
    graph = Graph(bind_namespaces="none")
    for number, path in enumerate(sorted(folder.glob("*.ttl"))):
        try:
            triples = parse_turtle(path.read_text(encoding="utf-8"))
        except SyntaxError as error:
            raise UsageError(f"{path}:{error.lineno}: this is not valid Turtle: {error.msg}") from None
        for triple in triples:
            graph.add(tuple(_node(term, f"f{number}") for term in (triple.subject, triple.predicate, triple.object)))
    return Shapes(graph, dict(_rule(graph, shape) for shape in _named_shapes(graph)), _queried(graph))


def _queried(graph: Graph) -> frozenset[str]:
    """Return every IRI that a query names with a prefix, and ``rdf:type`` for its ``a``."""
    declared = {
        str(graph.value(node, URIRef(SH + "prefix"))): str(graph.value(node, URIRef(SH + "namespace")))
        for node in graph.objects(URIRef(RULES), URIRef(SH + "declare"))
    }
    texts = graph.objects(None, URIRef(SH + "select"))
    names = {name for text in texts for name in _PREFIXED.findall(text) if name[0] in declared}
    return frozenset({RDF + "type"} | {declared[prefix] + local for prefix, local in names})


def _named_shapes(graph: Graph) -> Iterable[URIRef]:
    return sorted({shape for shape in graph.subjects() if shape.startswith(RULES) and shape != URIRef(RULES)})


def _rule(graph: Graph, shape: URIRef) -> tuple[str, Rule]:
    def text(predicate: str) -> str:
        found = graph.value(shape, URIRef(predicate))
        if found is None:
            raise UsageError(f"The shape {shape} has no {predicate}")
        return str(found)

    severity = graph.value(shape, URIRef(SH + "severity"))
    return str(shape), Rule(
        name=shape[len(RULES) :].split(".")[0],
        severity=_SEVERITIES[str(severity)] if severity else "error",
        message=text(SH + "message"),
        advice=text(CST + "advice"),
        is_query=(shape, URIRef(SH + "sparql"), None) in graph,
    )


def _node(term: ox.NamedNode | ox.BlankNode | ox.Literal, scope: str) -> URIRef | BNode | Literal:
    if isinstance(term, ox.BlankNode):
        return BNode(scope + term.value)
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if term.language:
        return Literal(term.value, lang=term.language)
    return Literal(term.value, datatype=URIRef(term.datatype.value))
