"""RDF read by rdflib, which did not write it."""

from __future__ import annotations

from rdflib import Graph


def read_graph(content: bytes, form: str) -> Graph:
    """Return what a file states; ``form`` is what rdflib calls its format."""
    return Graph().parse(data=content, format=form)
