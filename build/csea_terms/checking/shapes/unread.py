"""The benefit of the doubt: what an unread file would have said is not held against anyone.

One missing quotation mark must be one problem. So a thing whose file could not be read is taken to exist, and
nothing is said about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from csea_terms.checking.lint.layout import TYPE_OF
from csea_terms.names import BASE, CROSSWALK, DCTERMS, LABEL, RDF, SCHEME, SECTOR, SKOS, SOURCE, TERM, USAGE
from csea_terms.reading.loaded import Loaded
from csea_terms.reading.repository import place_of

_IS = ox.NamedNode(RDF + "type")
_HOMES = ((TERM, "concept"), (LABEL, "concept"), (USAGE, "concept"), (SOURCE, "source"), (CROSSWALK, "codes"))


class Unread:
    """Knows which things the unread and missing files of a vocabulary would have described."""

    def __init__(self, loaded: Loaded):
        self._loaded = loaded
        unread = [place_of(path) for path in loaded.unread]
        described = {file.place.owner for file in loaded.files.values() if file.place.kind == "concept"}
        homeless = {file.place.owner for file in loaded.files.values() if file.place.kind == "words"} - described
        schemes = {file.place.owner for file in loaded.files.values() if file.place.kind == "codes"}
        tabled = {*loaded.tables, *(scheme for pair in loaded.code_tables for scheme in pair)}
        self._owners = {
            "concept": {place.owner for place in unread if place.kind in ("concept", "words")} | homeless,
            "source": {place.owner for place in unread if place.kind == "source"},
            "codes": {place.owner for place in unread if place.kind == "codes"} | (tabled - schemes),
        }
        self._kinds = {place.kind for place in unread}

    def covers(self, iri: str) -> bool:
        """Return whether a thing may be described in a file that was not read."""
        if iri == SCHEME:
            return "scheme" in self._kinds
        if iri.startswith((SECTOR, BASE + "sectors")):
            return "sectors" in self._kinds
        for namespace, home in _HOMES:
            if iri.startswith(namespace):
                return iri[len(namespace) :].replace("/", ".").split(".")[0] in self._owners[home]
        return False

    def stand_ins(self, triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
        """Yield the least that the files must have said for the others' statements to hold.

        ``triples`` is what the readable files state.
        """
        yield from self._named_by_path()
        if not self._loaded.unread and not any(self._owners.values()):
            return
        with_broader = set()
        for triple in triples:
            value = triple.object
            if triple.predicate.value == SKOS + "broader":
                with_broader.add(triple.subject.value)
            if isinstance(value, ox.NamedNode) and self.covers(value.value):
                yield from _existing(value)
        yield from self._concepts(with_broader)

    def _named_by_path(self) -> Iterator[ox.Triple]:
        """A concept that does not say it is one is a problem of its own, and only that."""
        for file in self._loaded.files.values():
            if file.place.kind in ("concept", "source"):
                subject = (TERM if file.place.kind == "concept" else SOURCE) + file.place.owner
                yield ox.Triple(ox.NamedNode(subject), _IS, ox.NamedNode(TYPE_OF[file.place.kind]))

    def _concepts(self, with_broader: set[str]) -> Iterator[ox.Triple]:
        """Concepts that were not read reach the top and cite everything; with no scheme, every root is a top."""
        roots = set(self._owners["concept"])
        if "scheme" in self._kinds:
            roots |= {file.place.owner for file in self._loaded.files.values() if file.place.kind == "concept"}
        for slug in sorted(roots):
            concept = ox.NamedNode(TERM + slug)
            yield from _existing(concept)
            if concept.value not in with_broader:
                yield ox.Triple(ox.NamedNode(SCHEME), ox.NamedNode(SKOS + "hasTopConcept"), concept)
        for slug in sorted(self._owners["concept"])[:1]:
            for file in self._loaded.files.values():
                if file.place.kind == "source":
                    source = ox.NamedNode(SOURCE + file.place.owner)
                    yield ox.Triple(ox.NamedNode(TERM + slug), ox.NamedNode(DCTERMS + "source"), source)


def _existing(thing: ox.NamedNode) -> Iterator[ox.Triple]:
    iri = thing.value
    kind = "source" if iri.startswith(SOURCE) else "label" if iri.startswith(LABEL) else "concept"
    yield ox.Triple(thing, _IS, ox.NamedNode(TYPE_OF[kind]))
