"""Run the shapes over the vocabulary and say what they find in terms of files and lines."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from csea_terms.checking.mapping_triples import mapping_triples
from csea_terms.checking.memory import Memory
from csea_terms.checking.shapes.containment import containments
from csea_terms.checking.shapes.facts import Facts
from csea_terms.checking.shapes.inference import entailed
from csea_terms.checking.shapes.places import Finding, Places
from csea_terms.checking.shapes.queries import query_findings
from csea_terms.checking.shapes.rules import SH, Rule, read_rules
from csea_terms.checking.shapes.unread import Unread
from csea_terms.errors import Problem
from csea_terms.reading.loaded import Loaded

if TYPE_CHECKING:
    from rdflib import Graph


def shape_problems(loaded: Loaded, folder: Path, memory: Memory) -> tuple[list[Problem], list[str]]:
    """Return what the shapes in a folder find wrong with a vocabulary, in no particular order, and what is fine.

    A rule of which ``memory`` knows that nothing is wrong with what it looks at is not asked again. What is fine is
    for that memory: digests of the rules, each with what it looks at, that found nothing.
    Raises :class:`~csea_terms.errors.UsageError` when the shapes themselves are not in order.
    """
    unread = Unread(loaded)
    mappings = mapping_triples(loaded)
    triples = [*_named_triples(loaded), *mappings]
    triples += list(unread.stand_ins(triples))
    facts = Facts([*triples, *entailed(triples), *containments(triples)])
    digests = {rule: facts.digest(rule) for rule in read_rules(folder)}
    asked = [rule for rule, digest in digests.items() if not memory.is_fine(digest)]
    findings = list(_findings(facts, asked))
    broken = {found.rule for found in findings}
    places = Places(loaded, mappings)
    problems = [places.problem(found) for found in findings if not unread.covers(found.subject)]
    return problems, [digest for rule, digest in digests.items() if rule not in broken]


def _named_triples(loaded: Loaded) -> Iterator[ox.Triple]:
    """Yield what the files state, but for the schema and for things without a name, which lint reports."""
    for file in loaded.files.values():
        if file.place.kind != "schema":
            for triple in file.triples:
                if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal):
                    yield triple


def _findings(facts: Facts, asked: list[Rule]) -> Iterator[Finding]:
    """Yield what some rules find wrong."""
    queries = [rule for rule in asked if rule.is_query]
    if queries:
        yield from query_findings(facts.seen_by(queries), queries)
    constraints = [rule for rule in asked if not rule.is_query]
    if constraints:
        yield from _constraint_findings(facts.seen_by(constraints), constraints)


def _constraint_findings(triples: list[ox.Triple], rules: list[Rule]) -> Iterator[Finding]:
    """Yield the results of a validation report (SHACL, section 3.6.2) about some triples."""
    # pySHACL and rdflib take a quarter of a second to import, which what needs no constraint asked need not wait for.
    from rdflib import RDF, URIRef

    from csea_terms.checking.shapes.store import shapes_graph, validation_graph

    report = _validate(validation_graph(triples), shapes_graph(rules))
    by_iri = {rule.iri: rule for rule in rules}
    for result in report.subjects(RDF.type, URIRef(SH + "ValidationResult")):
        focus, value, path, shape, message = (
            report.value(result, URIRef(SH + name))
            for name in ("focusNode", "value", "resultPath", "sourceShape", "resultMessage")
        )
        predicate = str(path) if isinstance(path, URIRef) else ""
        yield Finding(by_iri[str(shape)], str(focus), predicate, None if value == focus else value, str(message))


def _validate(vocabulary: Graph, shapes: Graph) -> Graph:
    import pyshacl

    with _silence():
        _conforms, report, text = pyshacl.validate(vocabulary, shacl_graph=shapes, inference="none")
    if isinstance(report, Exception):
        raise RuntimeError(f"pySHACL cannot run the shapes: {text}")
    return report


@contextmanager
def _silence() -> Iterator[None]:
    """Keep pySHACL and rdflib from writing to the terminal: what they have to say is in the report."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
