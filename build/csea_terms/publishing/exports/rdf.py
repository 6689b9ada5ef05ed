"""The vocabulary as Turtle, RDF/XML, N-Triples and JSON-LD: alone, the crosswalks alone, both, and concept by concept.

Tools that open a file of many schemes take any of them for the vocabulary, so ours stands alone under the plain name.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from csea_terms.model import Glossary
from csea_terms.names import AGENT
from csea_terms.publishing.triples.catalogue import WHOLE_FILES
from csea_terms.publishing.triples.concepts import concept_triples
from csea_terms.publishing.triples.crosswalks import mapping_triples, scheme_triples
from csea_terms.publishing.triples.documents import concept_document
from csea_terms.publishing.triples.vocabulary import vocabulary_triples
from csea_terms.publishing.triples.written import HEADER, block, json_ld, n_triples, node_lines, rdf_xml
from csea_terms.publishing.withdrawn import replaces


@dataclass
class _Whole:
    """A whole file under way, in each form."""

    name: str
    triples: list[ox.Triple] = field(default_factory=list)
    blocks: list[bytes] = field(default_factory=list)
    nodes: list[bytes] = field(default_factory=list)
    agents: dict[ox.Triple, None] = field(default_factory=dict)

    def add(self, triples: list[ox.Triple], turtle: bytes, nodes: list[bytes]) -> None:
        """Add triples, with what they are as Turtle and as JSON-LD."""
        self.triples += triples
        self.blocks.append(turtle)
        self.nodes += nodes

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the file in each form; who publishes several things is described once, at the end."""
        agents = list(self.agents)
        self.add(agents, *_written(agents))
        yield f"{self.name}.ttl", b"\n".join([HEADER, *self.blocks])
        yield f"{self.name}.jsonld", json_ld(self.nodes)
        # Every line says whole addresses: packed, the largest form becomes the smallest. Tools read it so (such as Jena's riot).
        yield f"{self.name}.nt.gz", gzip.compress(n_triples(self.triples), compresslevel=6, mtime=0)
        yield f"{self.name}.rdf", rdf_xml(self.triples)


def files(glossary: Glossary) -> Iterator[tuple[str, bytes]]:
    """Yield the vocabulary alone, the crosswalks alone and both, in each form, and ``terms/<slug>.{ttl,jsonld}``."""
    alone, crosswalks, everything = (_Whole(name) for name in WHOLE_FILES)
    _add((alone, everything), vocabulary_triples(glossary))
    for scheme in glossary.schemes.values():
        _add((crosswalks, everything), scheme_triples(glossary, scheme))
    replaced = replaces(glossary)
    for concept in glossary.concepts.values():
        own = _add((alone, everything), concept_triples(concept, replaced.get(concept.id, ())))
        matches = _add((crosswalks, everything), mapping_triples(glossary, concept))
        document = _written(concept_document(glossary, concept, replaced.get(concept.id, ())))
        parts = [part for part in (own, matches, document) if part[0]]
        yield f"terms/{concept.id}.ttl", b"\n".join([HEADER, *(turtle for turtle, _ in parts)])
        yield f"terms/{concept.id}.jsonld", json_ld([node for _, nodes in parts for node in nodes])
    for whole in (alone, crosswalks, everything):
        yield from whole.files()


def _add(wholes: Iterable[_Whole], triples: list[ox.Triple]) -> tuple[bytes, list[bytes]]:
    """Add triples to whole files; return what they are as Turtle and as JSON-LD."""
    agents = dict.fromkeys(triple for triple in triples if triple.subject.value.startswith(AGENT))
    own = [triple for triple in triples if triple not in agents]
    written = _written(own)
    for whole in wholes:
        whole.add(own, *written)
        whole.agents |= agents
    return written


def _written(triples: list[ox.Triple]) -> tuple[bytes, list[bytes]]:
    return (block(triples), node_lines(triples)) if triples else (b"", [])
