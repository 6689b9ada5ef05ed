"""Scheme → scheme tables: what somebody judged of two codes, else what follows through our concepts by the chain rules of SSSOM.

A row between two schemes (``to-<scheme>.sssom.tsv``) always goes before what would follow for its pair, whatever it says.
A chain may also begin or end with one such row, and its path names the code in between.

A code of the source scheme is turned round to a concept (broader ↔ narrower), our own hierarchy may lie between,
and a concept leads to a code of the target scheme. What follows from that is *entailed*: one close hop beside exact ones
means that the one can be counted as the other with some loss. Close after close is only a *suggestion*, because SKOS
leaves ``closeMatch`` intransitive on purpose (SKOS Reference, section 10.6.3). Close beside broader claims nothing, for
the narrower thing may lie wholly among the cases that the near one leaves out; nor does broader after narrower, or anything
through related, and a ``Not`` row blocks. Nothing leads through a concept that is withdrawn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from csea_terms.code_mappings import CodeMapping
from csea_terms.errors import UsageError
from csea_terms.model import Glossary, Mapping

OWN = "csea"
"""What stands for our own concepts where a scheme is named: their notations are their identifiers."""

_INVERSE = {
    "exactMatch": "exactMatch",
    "closeMatch": "closeMatch",
    "broadMatch": "narrowMatch",
    "narrowMatch": "broadMatch",
}

_COMPOSED = {
    ("broadMatch", "broadMatch"): "broadMatch",
    ("narrowMatch", "narrowMatch"): "narrowMatch",
    ("closeMatch", "closeMatch"): "suggestion",
}

_STRENGTH = ("exactMatch", "broadMatch", "narrowMatch", "closeMatch", "suggestion")

SENTENCES = {
    "exactMatch": "“{source}” and “{target}” mean the same cases.",
    "closeMatch": "“{source}” and “{target}” mean nearly the same cases: the one can be counted as the other, with some loss.",
    "broadMatch": "Every case of “{source}” is a case of “{target}”, not the reverse.",
    "narrowMatch": "Every case of “{target}” is a case of “{source}”, not the reverse.",
    "suggestion": "“{source}” and “{target}” may mean nearly the same cases; nobody has judged it.",
}
"""What a predicate says of a code and another, in a sentence."""


@dataclass(frozen=True)
class Correspondence:
    """How a code of one scheme relates to a code of another.

    ``predicate`` is read from source to target (``broadMatch``: the target is broader) and is ``suggestion`` where
    nothing is entailed. ``path`` lists the concepts in between, and codes of other schemes as ``scheme:notation``;
    ``confidence`` is that of the weakest link (0–1). ``cardinality`` is that of SSSOM's slot ``mapping_cardinality``: how many
    codes of one scheme each of the other has in this table. ``judgment`` is the row that says so of the two codes themselves,
    be it in this direction or the other; then the path is empty.
    """

    source: str
    target: str
    predicate: str
    path: tuple[str, ...]
    confidence: float
    cardinality: str = ""
    judgment: CodeMapping | None = None

    @property
    def entailed(self) -> bool:
        """Whether the relation follows from the mappings, rather than being suggested by them."""
        return self.predicate != "suggestion"


@dataclass(frozen=True)
class _Link:
    """How a concept relates to a code: by a row, or by a row to a code and one from there to this (``via``)."""

    concept: str
    predicate: str
    scheme: str
    notation: str
    confidence: float
    via: tuple[tuple[str, str], ...] = ()

    @property
    def codes(self) -> tuple[tuple[str, str], ...]:
        """The code and that on the way to it, each with its scheme."""
        return (*self.via, (self.scheme, self.notation))

    @property
    def path(self) -> tuple[str, ...]:
        """The code on the way, as a path names it."""
        return tuple(f"{scheme}:{notation}" for scheme, notation in self.via)


def compose(glossary: Glossary, source: str, target: str) -> tuple[Correspondence, ...]:
    """Return every correspondence from one scheme to another, by source and target notation.

    For each pair of codes only the strongest is kept, by the shortest path. Raises
    :class:`~csea_terms.errors.UsageError` when a scheme is unknown.
    """
    crosswalks = Crosswalks(glossary)
    crosswalks.known(target)
    return crosswalks.from_scheme(source).get(target, ())


class Crosswalks:
    """What follows from all mappings together; the indexes are made once for all pairs of schemes."""

    def __init__(self, glossary: Glossary):
        self.glossary = glossary
        self.schemes = (OWN, *glossary.schemes)
        """The identifiers of all schemes, our own first."""
        self._ways: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}
        self._cached: tuple[str, dict[str, tuple[Correspondence, ...]]] = ("", {})

    def known(self, scheme: str) -> None:
        """Raise :class:`~csea_terms.errors.UsageError` when there is no scheme of that identifier."""
        if scheme not in self.schemes:
            raise UsageError(f"There is no scheme called {scheme}. The schemes are: {', '.join(self.schemes)}.")

    def from_scheme(self, source: str) -> dict[str, tuple[Correspondence, ...]]:
        """Return the correspondences of a scheme to every other that it has some to, by target and notation."""
        self.known(source)
        if self._cached[0] == source:
            return self._cached[1]
        best: dict[str, dict[tuple[str, str], Correspondence]] = {}
        for target, found in chain(self._judged_of(source), self._chains(source)):
            pair, pairs = (found.source, found.target), best.setdefault(target, {})
            if pair not in pairs or _rank(found) < _rank(pairs[pair]):
                pairs[pair] = found
        order = {scheme: place for place, scheme in enumerate(self.schemes)}
        tables = {target: _counted([best[target][pair] for pair in sorted(best[target])]) for target in best}
        tables = dict(sorted(tables.items(), key=lambda item: order[item[0]]))
        self._cached = (source, tables)
        return tables

    def targets(self, source: str) -> list[str]:
        """Return the schemes that something follows for from a scheme, if only a stated gap; our own terms are one too."""
        tables = self.from_scheme(source)
        return [scheme for scheme in self.schemes if scheme != source and (scheme in tables or self.gaps(source, scheme))]

    def gaps(self, source: str, target: str) -> dict[str, str]:
        """Return the codes of a scheme for whose concept somebody stated that the target has none: with the comment.

        A code that is broader than such a concept is not among them: the statement says nothing of it.
        """
        stated = self._stated_gaps.get(target, {})
        of_codes = (m for m in self.glossary.code_mappings if (m.source_scheme, m.target_scheme) == (source, target))
        found = {mapping.source: mapping.comment for mapping in of_codes if mapping.target is None}
        for link in self._departures.get(source, ()):
            if link.concept in stated and link.predicate != "broadMatch" and not link.via:
                found.setdefault(link.notation, stated[link.concept])
        return found

    def _judged_of(self, source: str) -> Iterator[tuple[str, Correspondence]]:
        """Yield what somebody has judged of a scheme's codes and those of another."""
        for (scheme, notation), rows in self._code_rows.items():
            for predicate, target, row in rows if scheme == source else ():
                yield target[0], Correspondence(notation, target[1], predicate, (), row.confidence, judgment=row)

    @cached_property
    def _code_rows(self) -> dict[tuple[str, str], list[tuple[str, tuple[str, str], CodeMapping]]]:
        """What rows between two schemes claim, from both sides: by code, the predicate, the other code and the row."""
        found: dict[tuple[str, str], list[tuple[str, tuple[str, str], CodeMapping]]] = {}
        for row in self.glossary.code_mappings:
            if row.target is not None and not row.negated and row.predicate in _INVERSE:
                source, target = (row.source_scheme, row.source), (row.target_scheme, row.target)
                found.setdefault(source, []).append((row.predicate, target, row))
                found.setdefault(target, []).append((_INVERSE[row.predicate], source, row))
        return found

    @cached_property
    def _judged(self) -> set[frozenset[tuple[str, str]]]:
        """The pairs of codes of which a row between their schemes says anything."""
        rows = (row for row in self.glossary.code_mappings if row.target is not None)
        return {frozenset(((row.source_scheme, row.source), (row.target_scheme, row.target))) for row in rows}

    def _chains(self, source: str) -> Iterator[tuple[str, Correspondence]]:
        for start in self._departures.get(source, ()):
            inverse = _INVERSE[start.predicate]
            for step, path in self._along_hierarchy(start.concept):
                first = join(inverse, step)
                for end in self._arrivals.get(path[-1], ()) if first else ():
                    predicate = join(first, end.predicate)
                    if predicate and end.scheme != source and not self._blocked(path, start, end):
                        confidence = min(start.confidence, end.confidence)
                        way = (*start.path, *path, *end.path)
                        yield end.scheme, Correspondence(start.notation, end.notation, predicate, way, confidence)

    @cached_property
    def _departures(self) -> dict[str, list[_Link]]:
        """The links that a chain can start or end with, by scheme."""
        found: dict[str, list[_Link]] = {OWN: [_Link(c.id, "exactMatch", OWN, c.id, 1.0) for c in self.glossary.concepts.values() if not c.deprecated]}
        for mapping in self.glossary.mappings:
            if mapping.notation is not None and not mapping.negated and mapping.predicate in _INVERSE:
                for link in self._links(mapping):
                    found.setdefault(link.scheme, []).append(link)
        return found

    def _links(self, mapping: Mapping) -> Iterator[_Link]:
        """Yield the link that a mapping is, and those to the codes that rows between schemes relate its code to."""
        code = (mapping.scheme, mapping.notation)
        yield _Link(mapping.concept, mapping.predicate, *code, mapping.confidence)
        for following, target, row in self._code_rows.get(code, ()):
            predicate = join(mapping.predicate, following)
            if predicate in _INVERSE:
                yield _Link(mapping.concept, predicate, *target, min(mapping.confidence, row.confidence), (code,))

    @cached_property
    def _arrivals(self) -> dict[str, list[_Link]]:
        found: dict[str, list[_Link]] = {}
        for links in self._departures.values():
            for link in links:
                found.setdefault(link.concept, []).append(link)
        return found

    @cached_property
    def _stated_gaps(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for mapping in self.glossary.mappings:
            if mapping.notation is None:
                found.setdefault(mapping.scheme, {})[mapping.concept] = mapping.comment
        return found

    @cached_property
    def _rejected(self) -> set[tuple[str, str, str]]:
        """The pairs with a ``Not`` row and no row that says how they do relate."""
        pairs = {negated: set() for negated in (True, False)}
        for mapping in self.glossary.mappings:
            if mapping.notation is not None:
                pairs[mapping.negated].add((mapping.concept, mapping.scheme, mapping.notation))
        return pairs[True] - pairs[False]

    def _along_hierarchy(self, concept: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the concept itself, everything above it (broader) and below it (narrower), with the way there."""
        if concept not in self._ways:
            self._ways[concept] = tuple(_ways(self.glossary, concept))
        return self._ways[concept]

    def _blocked(self, path: tuple[str, ...], start: _Link, end: _Link) -> bool:
        """Return whether somebody has judged the two codes, or said that a concept on the way and a code are not the same thing."""
        if frozenset((start.codes[-1], end.codes[-1])) in self._judged:
            return True
        rejected = self._rejected
        return any((concept, *code) in rejected for concept in path for code in (*start.codes, *end.codes))


def join(first: str, second: str) -> str | None:
    """Return what follows from two relations in a row, or None where nothing does.

    >>> join("exactMatch", "broadMatch"), join("broadMatch", "narrowMatch")
    ('broadMatch', None)
    """
    if first == "exactMatch":
        return second
    if second == "exactMatch":
        return first
    return _COMPOSED.get((first, second))


def _rank(found: Correspondence) -> tuple:
    return (_STRENGTH.index(found.predicate), len(found.path), -found.confidence, found.path)


def _counted(found: list[Correspondence]) -> tuple[Correspondence, ...]:
    """Return a table's correspondences with their cardinality."""
    targets, sources = Counter(one.source for one in found), Counter(one.target for one in found)

    def side(count: int) -> str:
        return "1" if count == 1 else "n"

    return tuple(replace(one, cardinality=f"{side(sources[one.target])}:{side(targets[one.source])}") for one in found)


def _ways(glossary: Glossary, concept: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "exactMatch", (concept,)
    for relation, predicate in (("broader", "broadMatch"), ("narrower", "narrowMatch")):
        seen, ways = {concept}, [(concept,)]
        while ways:
            way = ways.pop(0)
            for following in getattr(glossary.concepts[way[-1]], relation):
                if following not in seen and not glossary.concepts[following].deprecated:
                    seen.add(following)
                    ways.append((*way, following))
                    yield predicate, (*way, following)
