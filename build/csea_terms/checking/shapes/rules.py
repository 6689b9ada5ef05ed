"""The rules as they are written in ``shapes/*.ttl``: what each is called, what it says to people, what it looks at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from csea_terms.errors import UsageError
from csea_terms.names import BASE, CST, RDF
from csea_terms.reading.load import parse_turtle

SH = "http://www.w3.org/ns/shacl#"
RULES = BASE + "rules/"
_NAMED = re.compile(r"\b([a-z]+):([A-Za-z][\w-]*)|<([^<>\s]+)>")
_SEVERITIES = {SH + "Violation": "error", SH + "Warning": "warning", SH + "Info": "info"}

Term = ox.NamedNode | ox.BlankNode | ox.Literal
Stated = dict[Term, list[ox.Triple]]


@dataclass(frozen=True, eq=False)
class Rule:
    """A named shape.

    ``name`` is the rule as reported: the shape's local name up to a full stop, behind which one rule's shapes
    differ (``label-qualifier.preferred``); ``why`` is said by one of them. ``triples`` are all that the shape states, down to the shapes, lists and prefixes
    that it refers to.
    """

    iri: str
    name: str
    severity: str
    message: str
    advice: str
    why: str
    triples: tuple[ox.Triple, ...]

    @cached_property
    def is_query(self) -> bool:
        """Whether the shape is one query about everything."""
        return any(t.predicate.value == SH + "sparql" and t.subject == ox.NamedNode(self.iri) for t in self.triples)

    @cached_property
    def queries(self) -> tuple[str, ...]:
        """The shape's queries, with the prefixes that they use declared."""
        prefixes = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in self._declared())
        return tuple(prefixes + t.object.value for t in self.triples if t.predicate.value == SH + "select")

    @cached_property
    def queried(self) -> frozenset[str]:
        """Every IRI that the shape's queries name, and ``rdf:type`` for their ``a``; empty where there is no query."""
        declared = dict(self._declared())
        named = [found for query in self.queries for found in _NAMED.findall(query)]
        iris = {iri or declared[prefix] + local for prefix, local, iri in named if iri or prefix in declared}
        return frozenset({RDF + "type"} | iris) if self.queries else frozenset()

    @cached_property
    def named(self) -> frozenset[str]:
        """Every IRI that stands in the shape or in its queries: it looks at no predicate and no class but these.

        In a query a predicate or class may be a variable only where the query lists what it stands for.
        """
        terms = (term for triple in self.triples for term in (triple.subject, triple.predicate, triple.object))
        return self.queried.union(term.value for term in terms if isinstance(term, ox.NamedNode))

    def _declared(self) -> Iterator[tuple[str, str]]:
        """Yield the prefixes that the queries use, with what they stand for (SHACL, section 5.2.1)."""
        prefixes = {t.subject: t.object.value for t in self.triples if t.predicate.value == SH + "prefix"}
        for triple in self.triples:
            if triple.predicate.value == SH + "namespace":
                yield prefixes[triple.subject], triple.object.value


def read_rules(folder: Path) -> list[Rule]:
    """Return the rules of every Turtle file of a folder, by name.

    Raises :class:`~csea_terms.errors.UsageError` when a file is not valid Turtle or a shape says nothing to people.
    """
    stated: Stated = {}
    for number, path in enumerate(sorted(folder.glob("*.ttl"))):
        try:
            triples = parse_turtle(path.read_text(encoding="utf-8"))
        except SyntaxError as error:
            raise UsageError(f"{path}:{error.lineno}: this is not valid Turtle: {error.msg}") from None
        for triple in triples:
            subject, value = (_of_file(term, number) for term in (triple.subject, triple.object))
            stated.setdefault(subject, []).append(ox.Triple(subject, triple.predicate, value))
    named = {subject.value for subject in stated if isinstance(subject, ox.NamedNode)}
    return [_rule(shape, stated) for shape in sorted(named) if shape.startswith(RULES) and shape != RULES]


def _of_file(term: Term, number: int) -> Term:
    """Return a term with the names of blank nodes kept apart from those of other files."""
    return ox.BlankNode(f"f{number}{term.value}") if isinstance(term, ox.BlankNode) else term


def _rule(shape: str, stated: Stated) -> Rule:
    own = {triple.predicate.value: triple.object.value for triple in stated[ox.NamedNode(shape)]}

    def text(predicate: str) -> str:
        if predicate not in own:
            raise UsageError(f"The shape {shape} has no {predicate}")
        return own[predicate]

    return Rule(
        iri=shape,
        name=shape[len(RULES) :].split(".")[0],
        severity=_SEVERITIES[own.get(SH + "severity", SH + "Violation")],
        message=text(SH + "message"),
        advice=text(CST + "advice"),
        why=own.get(CST + "why", ""),
        triples=tuple(_all_of(ox.NamedNode(shape), stated)),
    )


def _all_of(shape: ox.NamedNode, stated: Stated) -> Iterator[ox.Triple]:
    """Yield what a shape states, and all that it refers to."""
    waiting: list[Term] = [shape]
    seen = {*waiting}
    for subject in waiting:
        for triple in stated.get(subject, ()):
            yield triple
            if triple.object not in seen:
                seen.add(triple.object)
                waiting.append(triple.object)
