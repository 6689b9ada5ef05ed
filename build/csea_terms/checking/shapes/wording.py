"""How problems name things: identifiers and words in quotation marks, never an IRI."""

from __future__ import annotations

import re

import pyoxigraph as ox

from csea_terms.formats.turtle import quoted
from csea_terms.names import BASE, CROSSWALK, CST, LABEL, OWL, SCHEME, SECTOR, SKOS, SOURCE, TERM, USAGE
from csea_terms.reading.loaded import Loaded

_LONGEST = 60
_LONGEST_MESSAGE = 400
_IRI = re.compile(r"https?://[^\s\"<>]+")


class Names:
    """Names the things of one vocabulary for people."""

    def __init__(self, loaded: Loaded, mappings: list[ox.Triple]):
        self._loaded = loaded
        source = OWL + "annotatedSource"
        self._concept_of_row = {t.subject.value: t.object.value for t in mappings if t.predicate.value == source}

    def of(self, iri: str) -> str:
        """Return what people call a thing.

        A concept is called by its identifier, a label or its usage by concept and language, a code by scheme and
        notation, a row of a mapping table by its concept.
        """
        if iri in self._concept_of_row:
            return self.of(self._concept_of_row[iri])
        if iri == SCHEME:
            return "the scheme"
        for namespace in (LABEL, USAGE):
            if iri.startswith(namespace):
                concept, _, rest = iri[len(namespace) :].partition(".")
                return f"{concept} ({rest.partition('.')[0]})"
        for namespace in (TERM, SECTOR, SOURCE, CST):
            if iri.startswith(namespace):
                return iri[len(namespace) :]
        return self._code(iri)

    def shortened(self, message: str) -> str:
        """Return a message with every IRI replaced by what people call the thing."""
        return _IRI.sub(lambda found: self.of(found[0]), message)

    def _code(self, iri: str) -> str:
        notations = self._loaded.statements(iri, SKOS + "notation")
        if notations:
            file, triple = notations[0]
            return f"{file.place.owner} {triple.object.value}"
        if iri.startswith(CROSSWALK):
            return iri[len(CROSSWALK) :].replace("/", " ", 1)
        return iri.removeprefix(BASE) if iri.startswith(BASE) else re.split("[/#]", iri)[-1]


def shown(text: str) -> str:
    """Return a text in quotation marks on one line, shortened, with invisible characters visible.

    >>> print(shown("two" + chr(10) + "lines"))
    "two\\nlines"
    """
    return quoted(text if len(text) <= _LONGEST else text[:_LONGEST] + "…")


def printable(message: str) -> str:
    """Return a message that fits on a line, whatever the words that it quotes hold."""
    safe = "".join(c if c.isprintable() else f"\\u{ord(c):04X}" for c in message[:_LONGEST_MESSAGE])
    return safe if len(message) <= _LONGEST_MESSAGE else safe + "…"
