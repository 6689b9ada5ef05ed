"""A SKOS file as its rules look at it: what is stated, what follows, its concepts and schemes, and which of them are its own."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from urllib.parse import urlsplit

from csea_terms.checking.skos.entailment import entailed
from csea_terms.checking.skos.graph import LABELS, Graph, Pairs, Text

_SHARED_HOSTS = frozenset({"w3id.org", "purl.org", "n2t.net", "identifiers.org"})
"""Hosts of permanent addresses, where the first part of the path tells whose a name is."""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """One file."""

    graph: Graph

    @cached_property
    def entailed(self) -> Pairs:
        """What follows from the file."""
        return entailed(self.graph)

    def kind(self, name: str) -> set[str]:
        """Return what is of a SKOS class, stated or entailed."""
        return {thing for thing, _ in self.entailed.get(name, ())}

    @cached_property
    def concepts(self) -> set[str]:
        """All concepts that the file speaks of."""
        return self.kind("Concept")

    @cached_property
    def publisher(self) -> str:
        """Who publishes the vocabulary, as the most frequent host among its concepts tells."""
        hosts = Counter(publisher_of(concept) for concept in self.concepts)
        # The name decides between equals, so that two runs say the same.
        return min(hosts, key=lambda host: (-hosts[host], host), default="")

    @cached_property
    def own(self) -> set[str]:
        """The concepts of whoever publishes the vocabulary; the others are those that it links to."""
        return {concept for concept in self.concepts if self.is_own(concept)}

    def is_own(self, name: str) -> bool:
        """Return whether a thing, be it a concept or a scheme, has a name of whoever publishes the vocabulary."""
        return publisher_of(name) == self.publisher

    @cached_property
    def labels(self) -> dict[str, list[tuple[str, Text]]]:
        """Each thing's labels with their kind."""
        found: dict[str, list[tuple[str, Text]]] = defaultdict(list)
        for kind in LABELS:
            for subject, label in self.graph.stated.get(kind, ()):
                if isinstance(label, Text):
                    found[subject].append((kind, label))
        return found

    @cached_property
    def schemes(self) -> dict[str, set[str]]:
        """The schemes that each thing is in."""
        found: dict[str, set[str]] = defaultdict(set)
        for subject, scheme in self.entailed.get("inScheme", ()):
            found[subject].add(scheme)
        return found

    def in_one_scheme(self, one: str, other: str) -> bool:
        """Return whether two concepts are in one scheme, or cannot be told apart by their schemes."""
        schemes, others = self.schemes.get(one, set()), self.schemes.get(other, set())
        return not schemes or not others or bool(schemes & others)

    @cached_property
    def broader(self) -> dict[str, set[str]]:
        """What each concept is directly below, as stated in either direction and by whichever hierarchical property."""
        return _steps(self.graph, ("broader", "broaderTransitive", "broadMatch"), ("narrower", "narrowerTransitive", "narrowMatch"))

    @cached_property
    def inner_broader(self) -> dict[str, set[str]]:
        """What each concept is directly below, without mappings, which lead out of the vocabulary."""
        return _steps(self.graph, ("broader", "broaderTransitive"), ("narrower", "narrowerTransitive"))


@cache
def publisher_of(iri: str) -> str:
    """Return the host of an IRI, or its host and the first part of its path where many share the host."""
    try:
        parts = urlsplit(iri)
    except ValueError:
        return ""
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}/{parts.path.split('/')[1]}" if host in _SHARED_HOSTS and "/" in parts.path else host


def _steps(graph: Graph, up: tuple[str, ...], down: tuple[str, ...]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for subject, value in graph.all_of(*up):
        if isinstance(value, str):
            found[subject].add(value)
    for subject, value in graph.all_of(*down):
        if isinstance(value, str):
            found[value].add(subject)
    return found
