"""Withdraw a term whole: its notice, the relations of others to it, and the rows about it.

Its words and rows stay where they are, as history: the page and the address answer for ever, and the rows are no longer
counted (``reading/assemble.py``, ``checking/mapping_triples.py``). To merge two terms is to withdraw one for the other, to
split one is to withdraw it for several.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from csea_terms.crosswalks.judging import row_cells, table_path
from csea_terms.crosswalks.judging.questions import find_concept
from csea_terms.crosswalks.verdicts import verdict_of
from csea_terms.errors import UsageError
from csea_terms.formats.sssom import with_rows
from csea_terms.formats.turtle import write_turtle
from csea_terms.model import Glossary, Mapping
from csea_terms.names import CST, DCTERMS, OWL, SKOS, TERM, XSD
from csea_terms.reading.loaded import Loaded

_CARRIED = 0.5
"""How sure we are that a code is connected with what takes the place of the concept that it was judged for."""
_BESIDE = {SKOS + "related", CST + "confusedWith"}
_REPLACED = DCTERMS + "isReplacedBy"


def withdrawal(loaded: Loaded, glossary: Glossary, term: str, reason: str, successors: Sequence[str] = ()) -> dict[str, str]:
    """Return the new text of every file that changes when a term is withdrawn, by path.

    Without ``successors`` its broader terms take its place. A code that nobody else has judged is called connected with the
    first of them, to be judged anew. Raises :class:`~csea_terms.errors.UsageError` when the term cannot be withdrawn so.
    """
    concept = find_concept(glossary, term)
    heirs = [find_concept(glossary, other).id for other in successors] or list(concept.broader)
    _refuse(glossary, concept.id, heirs)
    if not reason.strip():
        raise UsageError("Say why the term is withdrawn: its page says so to everybody who comes by an old link.")
    return {
        **_notice(loaded, concept.id, reason.strip(), heirs),
        **dict(_others(loaded, glossary, concept.id, heirs)),
        **dict(_carried_rows(loaded, glossary, concept.id, heirs[0])),
    }


def _refuse(glossary: Glossary, term: str, heirs: list[str]) -> None:
    if term in glossary.top_concepts:
        raise UsageError(f"{term} is a topic. Move what stands in it to other topics first, in their concept.ttl.")
    if term in heirs:
        raise UsageError(f"{term} cannot take its own place.")


def _notice(loaded: Loaded, term: str, reason: str, heirs: list[str]) -> dict[str, str]:
    own, words = (f"vocab/terms/{term}/{name}.ttl" for name in ("concept", "en"))
    subject = _term(term)
    # What lies beside it is no help to anybody any more; what lies above says where it stood.
    kept = [triple for triple in loaded.files[own].triples if triple.predicate.value not in _BESIDE]
    kept.append(ox.Triple(subject, ox.NamedNode(OWL + "deprecated"), ox.Literal("true", datatype=ox.NamedNode(XSD + "boolean"))))
    kept += [ox.Triple(subject, ox.NamedNode(_REPLACED), _term(heir)) for heir in heirs]
    said = ox.Triple(subject, ox.NamedNode(CST + "deprecationReason"), ox.Literal(reason, language="en"))
    return {own: write_turtle(kept), words: write_turtle([*loaded.files[words].triples, said])}


def _others(loaded: Loaded, glossary: Glossary, term: str, heirs: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the files of concepts that name the term, with what they name instead."""
    gone = _term(term)
    for file in loaded.files.values():
        if file.place.kind == "concept" and file.place.owner != term and any(triple.object == gone for triple in file.triples):
            changed = [
                ox.Triple(triple.subject, triple.predicate, _term(other))
                for triple in file.triples
                if triple.object == gone
                for other in _instead(glossary, file.place.owner, triple.predicate.value, term, heirs)
            ]
            kept = [triple for triple in file.triples if triple.object != gone]
            yield file.path, write_turtle([*kept, *changed])


def _instead(glossary: Glossary, concept: str, predicate: str, term: str, heirs: list[str]) -> list[str]:
    """Return what a concept names in place of a term that goes: nothing where the two only lay beside each other."""
    if predicate in _BESIDE:
        return []
    if predicate == _REPLACED:
        return heirs
    above = [heir for heir in heirs if concept not in {heir, *_wider(glossary, heir)}]
    return above[:1] or list(glossary.concepts[term].broader)


def _wider(glossary: Glossary, concept: str) -> set[str]:
    above = set(glossary.concepts[concept].broader)
    return above.union(*(_wider(glossary, other) for other in above))


def _carried_rows(loaded: Loaded, glossary: Glossary, term: str, heir: str) -> Iterator[tuple[str, str]]:
    """Yield the tables of schemes that have a code which only the term was judged for, with a row that says so."""
    for scheme, mappings in sorted(glossary.mappings_by_scheme.items()):
        others = [mapping for mapping in mappings if mapping.concept != term]
        own = dict.fromkeys(m.notation for m in mappings if m.concept == term and m.notation and not m.negated)
        codes = glossary.schemes[scheme].codes
        alone = [notation for notation in own if verdict_of(codes[notation], others) == "none"]
        comment = f"Carried over from {term}, which was withdrawn; to be judged anew."
        rows = [Mapping(heir, "relatedMatch", scheme, code, "semapv:MappingChaining", _CARRIED, comment) for code in alone]
        if rows:
            path = table_path(scheme)
            yield path, with_rows(loaded.files[path].text, map(row_cells, rows))[0]


def _term(concept: str) -> ox.NamedNode:
    return ox.NamedNode(TERM + concept)
