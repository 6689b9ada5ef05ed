"""Run the shapes over the vocabulary and say what they find in terms of files and lines."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from csea_terms.load import Loaded
from csea_terms.mapping_graph import mapping_triples
from csea_terms.problem import Problem
from csea_terms.shapes.containment import containments
from csea_terms.shapes.inference import entailed
from csea_terms.shapes.places import Finding, Places
from csea_terms.shapes.unread import Unread

if TYPE_CHECKING:
    from rdflib import Graph

    from csea_terms.shapes.rules import Rule

_SH = "http://www.w3.org/ns/shacl#"


def shape_problems(loaded: Loaded, folder: Path) -> list[Problem]:
    """Return what the shapes in a folder find wrong with a vocabulary, in no particular order.

    Raises :class:`~csea_terms.errors.UsageError` when the shapes themselves are not in order.
    """
    # pySHACL and rdflib take half a second to import, which a command that checks nothing need not wait for.
    from csea_terms.shapes.rules import read_shapes
    from csea_terms.shapes.store import validation_graph

    unread = Unread(loaded)
    mappings = mapping_triples(loaded)
    triples = [*_named_triples(loaded), *mappings]
    triples += list(unread.stand_ins(triples))
    triples += [*entailed(triples), *containments(triples)]
    shapes = read_shapes(folder)
    report = _validate(validation_graph(triples, shapes.queried), shapes.graph)
    places = Places(loaded, mappings)
    return [places.problem(found) for found in _findings(report, shapes.rules) if not unread.covers(found.subject)]


def _named_triples(loaded: Loaded) -> Iterator[ox.Triple]:
    """Yield what the files state, but for the schema and for things without a name, which lint reports."""
    for file in loaded.files.values():
        if file.place.kind != "schema":
            for triple in file.triples:
                if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal):
                    yield triple


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


def _findings(report: Graph, rules: dict[str, Rule]) -> Iterator[Finding]:
    """Yield the results of a validation report (SHACL, section 3.6.2)."""
    from rdflib import RDF, URIRef

    for result in report.subjects(RDF.type, URIRef(_SH + "ValidationResult")):
        focus, value, path, shape, message = (
            report.value(result, URIRef(_SH + name))
            for name in ("focusNode", "value", "resultPath", "sourceShape", "resultMessage")
        )
        rule = rules[str(shape)]
        predicate = str(path) if isinstance(path, URIRef) else ""
        if rule.is_query:
            # Its only focus node is the scheme; ?value is the thing in question.
            yield Finding(rule, str(value), predicate, None, str(message))
        else:
            yield Finding(rule, str(focus), predicate, None if value == focus else value, str(message))
