"""The triples of the vocabulary and the shapes as pySHACL wants to see them.

pySHACL reads an rdflib graph, whose own store spends more time on being filled than all the shapes on being
checked, so :class:`ValidationStore` keeps the triples as they came and turns a term into rdflib's form when it is
asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.plugins.stores.memory import SimpleMemory

from csea_terms.checking.shapes.rules import Rule

Pattern = tuple[object, object, object]
_NO_CONTEXTS: tuple = ()


def validation_graph(triples: Iterable[ox.Triple]) -> Graph:
    """Return an rdflib graph of some triples, which may be read but neither queried nor changed."""
    return Graph(ValidationStore(triples), identifier=URIRef("urn:csea-terms:vocabulary"), bind_namespaces="none")


def shapes_graph(rules: Iterable[Rule]) -> Graph:
    """Return an rdflib graph of some rules' shapes."""
    graph = Graph(bind_namespaces="none")
    for rule in rules:
        for triple in rule.triples:
            graph.add(tuple(_node(term) for term in (triple.subject, triple.predicate, triple.object)))
    return graph


def _node(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> URIRef | BNode | Literal:
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if term.language:
        return Literal(term.value, lang=term.language)
    return Literal(term.value, datatype=URIRef(term.datatype.value))


class ValidationStore(SimpleMemory):
    """A read-only rdflib store over pyoxigraph's triples (its parent only keeps the prefixes)."""

    # pySHACL wraps every graph in a dataset, which insists on these although it asks for nothing of the kind.
    context_aware = True
    graph_aware = True

    def __init__(self, triples: Iterable[ox.Triple]):
        super().__init__()
        # Subject → predicate → objects: a list as they came, a tuple once they have rdflib's form.
        self._statements: dict[str, dict[str, list | tuple]] = {}
        self._subjects: dict[str, dict[object, dict[URIRef, None]]] = {}
        self._iris: dict[str, URIRef] = {}
        self._size = 0
        self._fill(triples)

    def _fill(self, triples: Iterable[ox.Triple]) -> None:
        for subject, predicate, value in triples:
            about = self._statements.setdefault(subject.value, {})
            values = about.setdefault(predicate.value, [])
            if value not in values:
                values.append(value)
                self._size += 1

    def __len__(self, context: object = None) -> int:
        return self._size

    def triples(self, triple_pattern: Pattern, context: object = None) -> Iterator[tuple]:
        """Yield what matches a pattern (rdflib's ``Store.triples``)."""
        subject, predicate, value = triple_pattern
        if subject is not None and predicate is not None and value is None:
            # Nine of ten calls ask for the values of one property.
            values = self._values(self._statements.get(str(subject), {}), str(predicate))
            return iter([((subject, predicate, found), _NO_CONTEXTS) for found in values])
        if subject is not None:
            triples = self._of_subject(subject, predicate, value)
        elif predicate is not None:
            triples = self._of_predicate(predicate, value)
        else:
            iris = [self._iri(iri) for iri in self._statements]
            triples = (triple for iri in iris for triple in self._of_subject(iri, None, value))
        return ((triple, _NO_CONTEXTS) for triple in triples)

    def _of_subject(self, subject: object, predicate: object, value: object) -> Iterator[tuple]:
        about = self._statements.get(str(subject), {})
        for name in list(about) if predicate is None else (str(predicate),):
            for found in self._values(about, name):
                if value is None or found == value:
                    yield subject, predicate or self._iri(name), found

    def _of_predicate(self, predicate: object, value: object) -> Iterator[tuple]:
        by_value = self._subjects.get(str(predicate))
        if by_value is None:
            by_value = self._subjects[str(predicate)] = self._index(str(predicate))
        for found in by_value if value is None else (value,):
            for subject in by_value.get(found, ()):
                yield subject, predicate, found

    def _index(self, predicate: str) -> dict[object, dict[URIRef, None]]:
        """Return the subjects of a predicate by its values, which few predicates are asked for."""
        index: dict[object, dict[URIRef, None]] = {}
        for subject, about in self._statements.items():
            for value in self._values(about, predicate):
                index.setdefault(value, {})[self._iri(subject)] = None
        return index

    def _values(self, about: dict[str, list | tuple], predicate: str) -> tuple:
        values = about.get(predicate, ())
        if type(values) is list:
            values = about[predicate] = tuple(map(self._term, values))
        return values

    def _term(self, term: object) -> URIRef | Literal:
        if isinstance(term, ox.NamedNode):
            return self._iri(term.value)
        if term.language:
            return Literal(term.value, lang=term.language)
        # What a literal means is as good in the form it is written in; bringing 14,000 into one form takes its time.
        return Literal(term.value, datatype=self._iri(term.datatype.value), normalize=False)

    def _iri(self, iri: str) -> URIRef:
        node = self._iris.get(iri)
        if node is None:
            node = self._iris[iri] = URIRef(iri)
        return node
