"""Triples as bytes: Turtle, JSON-LD, N-Triples and RDF/XML.

Bytes all along: as text of all scripts the vocabulary takes two to four times as much memory.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache

import pyoxigraph as ox

from csea_terms.formats.turtle import language_tag, write_turtle
from csea_terms.names import PREFIXES, RDF, XSD

# pyoxigraph writes tags in lower case. In no text does a quotation mark stand unescaped, so only tags are met. Patterns
# that begin with fixed letters are found six times faster.
_TAG_OF_LINE = re.compile(rb'"@([a-z]+-[a-z0-9-]+)(?= \.$)', re.MULTILINE)
_TAG_OF_ELEMENT = re.compile(rb' xml:lang="([a-z]+-[a-z0-9-]+)(?=")')

HEADER = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(PREFIXES.items())).encode()
"""All prefixes, which stand once at the top of a file."""


def turtle(triples: list[ox.Triple]) -> bytes:
    """Return a whole Turtle file."""
    return HEADER + b"\n" + block(triples)


def block(triples: list[ox.Triple]) -> bytes:
    """Return canonical Turtle without its prefixes, which one header declares for all blocks."""
    return write_turtle(triples).split("\n\n", 1)[1].encode()


def n_triples(triples: list[ox.Triple]) -> bytes:
    """Return N-Triples, each line once, in order."""
    lines = _TAG_OF_LINE.sub(_tag_again, ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)).splitlines(keepends=True)
    return b"".join(sorted(set(lines)))


def rdf_xml(triples: list[ox.Triple]) -> bytes:
    """Return RDF/XML."""
    said = ox.serialize(_by_subject(triples), format=ox.RdfFormat.RDF_XML, prefixes=PREFIXES)
    return _TAG_OF_ELEMENT.sub(_tag_again, said)


def _tag_again(found: re.Match[bytes]) -> bytes:
    """Return what was found with the language tag written as we write it."""
    return found[0].replace(found[1], language_tag(found[1].decode()).encode())


def _by_subject(triples: list[ox.Triple]) -> list[ox.Triple]:
    # The values of a property stay in the order in which they were said, which is the same in every build.
    return sorted(triples, key=lambda triple: (triple.subject.value, triple.predicate.value))


def json_ld(lines: list[bytes]) -> bytes:
    """Return what :func:`node_lines` wrote as a JSON-LD 1.1 document whose context is our prefixes, one node a line."""
    context = json.dumps(PREFIXES, ensure_ascii=False).encode()
    return b'{"@context": %b,\n"@graph": [\n%b\n]}\n' % (context, b",\n".join(lines))


def node_lines(triples: list[ox.Triple]) -> list[bytes]:
    """Return each subject with what is said of it, as JSON on one line."""
    nodes: dict[str, dict[str, list]] = {}
    for triple in triples:
        subject = _compact(triple.subject.value)
        node = nodes.setdefault(subject, {"@id": subject})
        if triple.predicate.value == RDF + "type":
            node.setdefault("@type", []).append(_compact(triple.object.value))
        else:
            node.setdefault(_compact(triple.predicate.value), []).append(_value(triple.object))
    # Python's encoder is many times slower when it is asked to indent.
    return [_encode(nodes[subject]).encode() for subject in sorted(nodes)]


def _value(term: ox.NamedNode | ox.Literal) -> dict[str, object]:
    if isinstance(term, ox.NamedNode):
        return {"@id": _compact(term.value)}
    if term.language:
        return {"@value": term.value, "@language": language_tag(term.language)}
    if term.datatype.value == XSD + "boolean":
        return {"@value": term.value == "true"}
    if term.datatype.value != XSD + "string":
        return {"@value": term.value, "@type": _compact(term.datatype.value)}
    return {"@value": term.value}


_encode = json.JSONEncoder(ensure_ascii=False).encode
_NAMESPACES = sorted(((namespace, prefix) for prefix, namespace in PREFIXES.items()), key=lambda pair: -len(pair[0]))


# The same names come again in every concept, each some twenty times.
@lru_cache(maxsize=100_000)
def _compact(iri: str) -> str:
    for namespace, prefix in _NAMESPACES:
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace):]}"
    return iri
