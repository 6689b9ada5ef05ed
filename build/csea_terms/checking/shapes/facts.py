"""What is said, by what it is about, so that a rule can be told whether anything that it looks at has changed."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from csea_terms.checking.shapes.rules import Rule
from csea_terms.names import RDF, RDFS
from csea_terms.text.digest import digest

_IS = RDF + "type"
_SUBCLASS = RDFS + "subClassOf"


class Facts:
    """Triples by their predicate, or by their class where they say what kind of thing something is."""

    def __init__(self, triples: Iterable[ox.Triple]):
        self._facts: dict[str, list[ox.Triple]] = {}
        for triple in triples:
            predicate = triple.predicate.value
            self._facts.setdefault(triple.object.value if predicate == _IS else predicate, []).append(triple)
        self._digests: dict[str, str] = {}

    def digest(self, rule: Rule) -> str:
        """Return a digest of a rule and of everything that it looks at."""
        return digest(rule.iri, *(f"{name} {self._digest(name)}" for name in sorted(self._names(rule))))

    def seen_by(self, rules: Iterable[Rule]) -> list[ox.Triple]:
        """Return everything that some rules look at."""
        names = set[str]().union(*map(self._names, rules))
        return [triple for name, triples in self._facts.items() if name in names for triple in triples]

    def _names(self, rule: Rule) -> Iterable[str]:
        # Where one class is part of another, what is of the one kind is of the other too (SHACL, section 1.1).
        return self._facts.keys() if _SUBCLASS in self._facts else self._facts.keys() & rule.named

    def _digest(self, name: str) -> str:
        if name not in self._digests:
            self._digests[name] = digest(ox.serialize(self._facts[name], format=ox.RdfFormat.N_TRIPLES).decode())
        return self._digests[name]
