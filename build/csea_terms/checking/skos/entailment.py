"""What follows from what a SKOS file states (SKOS Reference, sections 4, 8, 9, 10 and appendix B)."""

from __future__ import annotations

from collections import defaultdict

from csea_terms.checking.skos.graph import LABELS, Graph, Pairs

_INVERSE = {
    "broader": "narrower", "narrower": "broader", "broadMatch": "narrowMatch", "narrowMatch": "broadMatch",
    "broaderTransitive": "narrowerTransitive", "narrowerTransitive": "broaderTransitive",
    "hasTopConcept": "topConceptOf", "topConceptOf": "hasTopConcept",
    "related": "related", "relatedMatch": "relatedMatch", "closeMatch": "closeMatch", "exactMatch": "exactMatch",
}  # fmt: skip
"""S8, S23, S25, S26, S43 and S44."""
_ABOVE = {
    "broadMatch": "broader", "narrowMatch": "narrower", "relatedMatch": "related", "topConceptOf": "inScheme",
    "broader": "broaderTransitive", "narrower": "narrowerTransitive",
}  # fmt: skip
"""Subproperty → property (S7, S22, S41)."""
RELATIONS = (
    "broader", "narrower", "related", "broaderTransitive", "narrowerTransitive", "broadMatch", "narrowMatch", "relatedMatch",
    "closeMatch", "exactMatch", "mappingRelation", "semanticRelation",
)  # fmt: skip
"""Both ends are concepts (S19, S20, S21, S39, S40)."""


def entailed(graph: Graph) -> Pairs:
    """Return the pairs that each SKOS property and class relates, stated or entailed; a class relates a thing to itself.

    Transitive properties are not closed: who needs that walks along them.
    """
    found: Pairs = defaultdict(set, {name: set(pairs) for name, pairs in graph.stated.items()})
    for name, inverse in _INVERSE.items():
        if name in found:
            found[inverse] |= {(value, subject) for subject, value in found[name] if isinstance(value, str)}
    # The inverse of a subproperty is a subproperty of the inverse, so that nothing new has an inverse that is not there.
    for name, above in _ABOVE.items():
        if name in found:
            found[above] |= found[name]
    _add_classes(graph, found)
    return found


def _add_classes(graph: Graph, found: Pairs) -> None:
    """Add what domains and ranges say (S4 to S6, S19, S20, S29, S31, S33, S50, S54, S60, S61)."""
    concepts = {end for name in RELATIONS for pair in found.get(name, ()) for end in pair if isinstance(end, str)}
    concepts |= {value for _, value in found.get("hasTopConcept", ())}
    schemes = {value for _, value in found.get("inScheme", ())} | {subject for subject, _ in found.get("hasTopConcept", ())}
    collections = {subject for name in ("member", "memberList", "OrderedCollection") for subject, _ in found.get(name, ())}
    labels = set(graph.forms) | {end for pair in found.get("xl:labelRelation", ()) for end in pair}
    labels |= {value for name in LABELS for _, value in found.get("xl:" + name, ())}
    for name, things in (("Concept", concepts), ("ConceptScheme", schemes), ("Collection", collections), ("xl:Label", labels)):
        found[name] |= {(thing, thing) for thing in things}
