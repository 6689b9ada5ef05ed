"""Turn what a shape finds into a problem: which file and line, in which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from csea_terms.checking.mapping_triples import row_place
from csea_terms.checking.shapes.wording import Names, printable, shown
from csea_terms.errors import Problem
from csea_terms.names import CST, OWL, SCHEME, SKOS, TERM
from csea_terms.reading.loaded import Loaded, line_of

if TYPE_CHECKING:
    from rdflib.term import Node

    from csea_terms.checking.shapes.rules import Rule

_ENGLISH = {SKOS + "prefLabel", SKOS + "definition", CST + "deprecationReason"}
"""What must be said in English: where it is missing, the English file is the place to go to."""


@dataclass(frozen=True)
class Finding:
    """One result of validation: the thing in question, the predicate and the value at fault, where there are any."""

    rule: Rule
    subject: str
    predicate: str
    value: Node | None
    message: str


class Places:
    """Finds where the files say what a finding is about."""

    def __init__(self, loaded: Loaded, mappings: list[ox.Triple]):
        self._loaded = loaded
        self._names = Names(loaded, mappings)
        self._rows = _rows(mappings)

    def problem(self, found: Finding) -> Problem:
        """Return a finding as a problem."""
        path, line = self._place(found)
        message = f"{self._names.of(found.subject)}: {self._message(found)}"
        return Problem(path, line, found.rule.name, found.rule.severity, message, found.rule.advice)

    def _message(self, found: Finding) -> str:
        message = printable(self._names.shortened(found.message))
        if found.value is None:
            return message
        value = _term(found.value)
        return f"{message.rstrip('.')}: {shown(value.value if isinstance(value, ox.Literal) else self._names.of(value.value))}"

    def _place(self, found: Finding) -> tuple[str, int]:
        value = None if found.value is None else _term(found.value)
        row = row_place(found.subject) or (value and self._rows.get((found.subject, value.value)))
        if row:
            return row
        if value is None:
            return self._place_of_words(found)
        stated = [t for _, t in self._loaded.statements(found.subject, found.predicate) if t.object == value]
        if not stated and isinstance(value, ox.NamedNode):
            # Relations that hold in both directions are stated in one.
            other = ox.NamedNode(found.subject)
            if any(t.object == other for _, t in self._loaded.statements(value.value, found.predicate)):
                return self._loaded.locate(value.value, found.predicate, other)
        return self._loaded.locate(found.subject, found.predicate, value if stated else None)

    def _place_of_words(self, found: Finding) -> tuple[str, int]:
        """Return the place of the statement whose value the message names, else of the subject."""
        stated = self._loaded.statements(found.subject, found.predicate) if found.predicate else []
        named = [(file, triple) for file, triple in stated if triple.object.value in found.message]
        if named:
            return named[0][0].path, line_of(*max(named, key=lambda pair: len(pair[1].object.value)))
        if found.predicate in _ENGLISH and found.subject.startswith(TERM):
            return self._place_of_english(found.subject)
        if found.predicate == CST + "position" and not stated:
            # Where the topics stand is where the order is missed.
            return self._loaded.locate(SCHEME, SKOS + "hasTopConcept", ox.NamedNode(found.subject))
        return self._loaded.locate(found.subject, found.predicate)

    def _place_of_english(self, subject: str) -> tuple[str, int]:
        """Return the place of a concept's block in its English file, be it empty or not there yet."""
        path = f"vocab/terms/{subject[len(TERM) :]}/en.ttl"
        own = [(file, triple) for file, triple in self._loaded.statements(subject) if file.path == path]
        if own:
            return path, line_of(*own[0], with_statement=False)
        return path, 1 if path in self._loaded.files else 0


def _rows(mappings: list[ox.Triple]) -> dict[tuple[str, str], tuple[str, int]]:
    """Return the place of the row that relates a concept and a code."""
    sources = {t.subject.value: t.object.value for t in mappings if t.predicate.value == OWL + "annotatedSource"}
    targets = ((t.subject.value, t.object.value) for t in mappings if t.predicate.value == OWL + "annotatedTarget")
    return {(sources[row], target): row_place(row) for row, target in targets}


def _term(node: Node) -> ox.NamedNode | ox.Literal:
    from rdflib import Literal

    if not isinstance(node, Literal):
        return ox.NamedNode(str(node))
    if node.language:
        return ox.Literal(str(node), language=node.language)
    return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype))) if node.datatype else ox.Literal(str(node))
