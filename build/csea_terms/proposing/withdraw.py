"""Withdraw a term whole: its notice, the relations of others to it, and the rows about it.

Its words and rows stay where they are, as history: the page and the address answer for ever, and the rows are no longer
counted (``reading/assemble.py``, ``checking/mapping_triples.py``). To merge two terms is to withdraw one for the other, to
split one is to withdraw it for several: what is said instead of a word to avoid is then their names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping as ReadOnlyDict, Sequence

import pyoxigraph as ox

from csea_terms.crosswalks.judging import row_cells, table_path
from csea_terms.crosswalks.judging.questions import find_concept
from csea_terms.crosswalks.verdicts import verdict_of
from csea_terms.errors import UsageError
from csea_terms.formats.sssom import with_rows
from csea_terms.formats.turtle import write_turtle
from csea_terms.model import Code, Glossary, Label, Mapping
from csea_terms.names import CST, DCTERMS, OWL, SKOS, TERM, XSD
from csea_terms.reading.loaded import Loaded

_CARRIED = 0.5
"""How sure we are that a code is connected with what takes the place of the concept that it was judged for."""
_BESIDE = {SKOS + "related", CST + "confusedWith"}
_REPLACED = DCTERMS + "isReplacedBy"
_WITHIN = {"exactMatch", "narrowMatch"}
"""The relations of a concept to a code that say that every case of the code is a case of the concept."""

_AROUND = {"exactMatch", "broadMatch"}
"""Those that say the reverse."""

Triples = list[ox.Triple]


def withdrawal(loaded: Loaded, glossary: Glossary, term: str, reason: str, successors: Sequence[str] = ()) -> dict[str, str]:
    """Return the new text of every file that changes when a term is withdrawn, by path.

    Without ``successors`` its broader terms take its place. A code that nobody else has judged lies within the first of them where
    that follows, else is called connected with it, to be judged anew. Raises :class:`~csea_terms.errors.UsageError` when the term
    cannot be withdrawn so.
    """
    concept = find_concept(glossary, term)
    heirs = [find_concept(glossary, other).id for other in successors] or list(concept.broader)
    _refuse(glossary, concept.id, heirs)
    if not reason.strip():
        raise UsageError("Say why the term is withdrawn: its page says so to everybody who comes by an old link.")
    changed = dict(_others(loaded, glossary, concept.id, heirs))
    changed |= _said_instead(loaded, glossary, concept.id, heirs) if successors else {}
    changed |= _notice(loaded, changed, concept.id, reason.strip(), heirs)
    return {path: write_turtle(triples) for path, triples in changed.items()} | dict(_carried_rows(loaded, glossary, concept.id, heirs[0]))


def _refuse(glossary: Glossary, term: str, heirs: list[str]) -> None:
    if term in glossary.top_concepts:
        raise UsageError(f"{term} is a topic. Move what stands in it to other topics first, in their concept.ttl.")
    if term in heirs:
        raise UsageError(f"{term} cannot take its own place.")


def _notice(loaded: Loaded, changed: dict[str, Triples], term: str, reason: str, heirs: list[str]) -> dict[str, Triples]:
    own, words = (f"vocab/terms/{term}/{name}.ttl" for name in ("concept", "en"))
    subject = _term(term)
    # What lies beside it is no help to anybody any more; what lies above says where it stood.
    kept = [triple for triple in loaded.files[own].triples if triple.predicate.value not in _BESIDE]
    kept.append(ox.Triple(subject, ox.NamedNode(OWL + "deprecated"), ox.Literal("true", datatype=ox.NamedNode(XSD + "boolean"))))
    kept += [ox.Triple(subject, ox.NamedNode(_REPLACED), _term(heir)) for heir in heirs]
    said = ox.Triple(subject, ox.NamedNode(CST + "deprecationReason"), ox.Literal(reason, language="en"))
    return {own: kept, words: [*changed.get(words, loaded.files[words].triples), said]}


def _others(loaded: Loaded, glossary: Glossary, term: str, heirs: list[str]) -> Iterator[tuple[str, Triples]]:
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
            yield file.path, [*(triple for triple in file.triples if triple.object != gone), *changed]


def _said_instead(loaded: Loaded, glossary: Glossary, term: str, heirs: list[str]) -> dict[str, Triples]:
    """Return the files that say a name of the term instead of a word to avoid, with the names of what takes its place."""
    found = {}
    for file in loaded.files.values():
        names = _names(glossary, term, file.place.language) if file.place.kind == "words" else set()
        now = [glossary.concepts[heir].in_language(file.place.language).preferred for heir in heirs] if names else []
        if names and all(now) and any(_says(triple, names) for triple in file.triples):
            found[file.path] = [one for triple in file.triples for one in (_saying(triple, now) if _says(triple, names) else [triple])]
    return found


def _names(glossary: Glossary, term: str, tag: str) -> set[str]:
    words = glossary.concepts[term].in_language(tag)
    return {label.text for label in words.labels if label.kind in ("preferred", "admitted")}


def _says(triple: ox.Triple, names: set[str]) -> bool:
    return triple.predicate.value == CST + "useInstead" and triple.object.value in names


def _saying(triple: ox.Triple, labels: list[Label]) -> Triples:
    return [ox.Triple(triple.subject, triple.predicate, ox.Literal(label.text, language=label.language)) for label in labels]


def _instead(glossary: Glossary, concept: str, predicate: str, term: str, heirs: list[str]) -> list[str]:
    """Return what a concept names in place of a term that goes: nothing where the two only lay beside each other."""
    if predicate in _BESIDE:
        return []
    if predicate == _REPLACED:
        return heirs
    # What a split term held, nobody has divided yet: it stays below what the term was below. So does what it was split into.
    wanted = heirs if len(heirs) == 1 and concept not in heirs else glossary.concepts[term].broader
    beside = _beside(glossary, concept)
    above = [heir for heir in wanted if heir not in beside and concept not in glossary.ancestors(heir)]
    return above or list(glossary.concepts[term].broader)


def _beside(glossary: Glossary, concept: str) -> set[str]:
    """Return what lies beside a concept or one below it, and so is not above it (SKOS Reference, S27)."""
    known = glossary.concepts[concept]
    return {*known.related}.union(*(_beside(glossary, other) for other in known.narrower))


def _carried_rows(loaded: Loaded, glossary: Glossary, term: str, heir: str) -> Iterator[tuple[str, str]]:
    """Yield the tables of schemes that have a code which only the term was judged for, with a row that says so."""
    for scheme, mappings in sorted(glossary.mappings_by_scheme.items()):
        own = [m for m in mappings if m.concept == term and m.notation and not m.negated]
        others = [m for m in mappings if m.concept != term]
        codes = glossary.schemes[scheme].codes
        alone = [notation for notation in dict.fromkeys(m.notation for m in own) if verdict_of(codes[notation], others) == "none"]
        said = [m for m in others if m.concept == heir and not m.negated]
        gap = any(m.notation is None for m in said)  # who says that there is no code for it has to judge that anew first
        follows = _followed(own if heir in glossary.ancestors(term) else (), said, codes) if not gap else {}
        rows = [_carried(term, heir, scheme, notation, follows.get(notation)) for notation in alone]
        if rows:
            path = table_path(scheme)
            yield path, with_rows(loaded.files[path].text, map(row_cells, rows))[0]


def _followed(own: Iterable[Mapping], said: Iterable[Mapping], codes: ReadOnlyDict[str, Code]) -> dict[str, tuple[str, float]]:
    """Return how an heir relates to codes, and how surely: by what was said of a term below it, and of codes above and below those."""
    follows = {}
    for row in said:
        if row.notation and row.predicate in _AROUND:
            follows |= {above: ("broadMatch", _CARRIED) for above in _above(codes, row.notation)}
    held = {row.notation for row in said if row.predicate in _WITHIN}
    follows |= {notation: ("narrowMatch", _CARRIED) for notation in codes if held.intersection(_above(codes, notation))}
    return follows | {row.notation: ("narrowMatch", row.confidence) for row in own if row.notation and row.predicate in _WITHIN}


def _carried(term: str, heir: str, scheme: str, notation: str, follows: tuple[str, float] | None) -> Mapping:
    """Return the row for a code: what follows for the heir, where anything does, else that the two are connected."""
    predicate, confidence = follows or ("relatedMatch", _CARRIED)
    comment = f"Carried over from {term}, which was withdrawn" + (": it follows from what was said." if follows else "; to be judged anew.")
    return Mapping(heir, predicate, scheme, notation, "semapv:MappingChaining", confidence, comment)


def _above(codes: ReadOnlyDict[str, Code], notation: str) -> set[str]:
    above = codes[notation].broader
    return {*above}.union(*(_above(codes, other) for other in above))


def _term(concept: str) -> ox.NamedNode:
    return ox.NamedNode(TERM + concept)
