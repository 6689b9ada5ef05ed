"""What the stated triples entail, as far as the shapes need it.

SHACL knows no inference of its own, so the entailments are made here, once, and the shapes stay simple.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pyoxigraph as ox

from csea_terms.names import CROSSWALK, CST, LABEL, RDF, SECTOR, SKOS, SKOSXL, TERM

_IS = ox.NamedNode(RDF + "type")
_ANCESTOR = ox.NamedNode(SKOS + "broaderTransitive")
_RELATED = ox.NamedNode(SKOS + "related")
_HIDDEN = ox.NamedNode(SKOS + "hiddenLabel")
_TOP_OF = ox.NamedNode(SKOS + "topConceptOf")
_LABEL_OF = ox.NamedNode(CST + "labelOf")
_USED = {
    RDF + "type",
    SKOS + "broader",
    SKOS + "related",
    SKOS + "hasTopConcept",
    CST + "avoidLabel",
    SKOSXL + "literalForm",
}

Stated = dict[str, list[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]]]


def entailed(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Return the triples that follow from some triples and are not among the files' own statements."""
    stated: Stated = {predicate: [] for predicate in _USED}
    for triple in triples:
        predicate = triple.predicate.value
        if predicate in _USED:
            stated[predicate].append((triple.subject, triple.object))
    rules: tuple[Callable[[Stated], Iterator[ox.Triple]], ...] = (
        _classes, _hidden_labels, _ancestors, _related, _top_concepts, _labels, _words_to_avoid,
    )  # fmt: skip
    return [triple for rule in rules for triple in rule(stated)]


def _classes(stated: Stated) -> Iterator[ox.Triple]:
    """A concept of ours, a sector and another organisation's code are all concepts, with different rules."""
    schemes = {subject for subject, cls in stated[RDF + "type"] if cls.value == SKOS + "ConceptScheme"}
    for subject, cls in stated[RDF + "type"]:
        # What is both is wrong for that reason (S9), not for being a bad code as well.
        if cls.value == SKOS + "Concept" and subject not in schemes:
            ours, sector = subject.value.startswith(TERM), subject.value.startswith(SECTOR)
            kind = "Concept" if ours else "Sector" if sector else "Code"
            yield ox.Triple(subject, _IS, ox.NamedNode(CST + kind))
        elif cls.value == SKOS + "ConceptScheme" and subject.value.startswith(CROSSWALK):
            yield ox.Triple(subject, _IS, ox.NamedNode(CST + "Crosswalk"))


def _hidden_labels(stated: Stated) -> Iterator[ox.Triple]:
    """A word to avoid must be no other label of its concept either: it counts as ``skos:hiddenLabel`` (S13)."""
    return (ox.Triple(subject, _HIDDEN, word) for subject, word in stated[CST + "avoidLabel"])


def _ancestors(stated: Stated) -> Iterator[ox.Triple]:
    """``skos:broaderTransitive`` is the transitive closure of ``skos:broader`` (S22, S24)."""
    broader: dict[ox.NamedNode, list[ox.NamedNode]] = {}
    for subject, above in stated[SKOS + "broader"]:
        if isinstance(above, ox.NamedNode):
            broader.setdefault(subject, []).append(above)
    for subject in broader:
        seen: set[ox.NamedNode] = set()
        waiting = list(broader[subject])
        while waiting:
            above = waiting.pop()
            if above not in seen:
                seen.add(above)
                waiting += broader.get(above, ())
                yield ox.Triple(subject, _ANCESTOR, above)


def _related(stated: Stated) -> Iterator[ox.Triple]:
    """``skos:related`` is symmetric (S23)."""
    pairs = stated[SKOS + "related"]
    return (ox.Triple(other, _RELATED, subject) for subject, other in pairs if isinstance(other, ox.NamedNode))


def _top_concepts(stated: Stated) -> Iterator[ox.Triple]:
    """``skos:topConceptOf`` is the inverse of ``skos:hasTopConcept`` (S8)."""
    pairs = stated[SKOS + "hasTopConcept"]
    return (ox.Triple(top, _TOP_OF, scheme) for scheme, top in pairs if isinstance(top, ox.NamedNode))


def _labels(stated: Stated) -> Iterator[ox.Triple]:
    """A label resource belongs to the concept that its name begins with."""
    for label, _form in stated[SKOSXL + "literalForm"]:
        concept = _concept_of(label)
        if concept:
            yield ox.Triple(label, _LABEL_OF, concept)


def _words_to_avoid(stated: Stated) -> Iterator[ox.Triple]:
    """A label resource whose literal form is an avoid label of its concept is a word to avoid."""
    avoided = {(concept.value, word) for concept, word in stated[CST + "avoidLabel"]}
    for label, form in stated[SKOSXL + "literalForm"]:
        concept = _concept_of(label)
        if concept and (concept.value, form) in avoided:
            yield ox.Triple(label, _IS, ox.NamedNode(CST + "WordToAvoid"))


def _concept_of(label: ox.NamedNode) -> ox.NamedNode | None:
    name = label.value.removeprefix(LABEL)
    return ox.NamedNode(TERM + name.split(".")[0]) if name != label.value else None
