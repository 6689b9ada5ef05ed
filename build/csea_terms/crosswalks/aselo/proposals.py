"""Mappings proposed for a helpline's labels from what was judged about the same labels of other helplines.

A proposal is no judgment: it stands in a table of its own, says where it comes from, and is less sure than its source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from csea_terms.crosswalks.aselo.labels import is_catch_all, labels_of, near_key
from csea_terms.crosswalks.recoding.recognise import value_key
from csea_terms.model import Glossary, Mapping
from csea_terms.names import code_path
from csea_terms.text.faults import MAX_LENGTH

FAMILY = "aselo-"
"""How the identifiers of the schemes begin whose labels are known."""

ABOUT = "Proposed by comparing labels. Nobody has judged these rows: judge each before you put it into mappings.sssom.tsv."

_ALMOST = ("exactMatch", "closeMatch")

_SAME, _NEAR, _ELSEWHERE, _NEAR_ELSEWHERE = range(4)
_FACTOR = {_SAME: 0.8, _NEAR: 0.7, _ELSEWHERE: 0.6, _NEAR_ELSEWHERE: 0.5}
_HOW = {
    _SAME: "the same label in the same category",
    _NEAR: "nearly the same label in the same category",
    _ELSEWHERE: "the same label in another category",
    _NEAR_ELSEWHERE: "nearly the same label in another category",
}
_IMPLIED = {"exactMatch": {"exactMatch", "closeMatch"}}
"""What may not be denied beside a relation, when it is more than the relation itself (SKOS Reference, S42)."""


@dataclass(frozen=True)
class Known:
    """A label of a judged scheme: the keys of its category and of itself, its language, and what was judged of it."""

    scheme: str
    notation: str
    category: str
    label: str
    languages: frozenset[str]
    mappings: tuple[Mapping, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The label's category and, where it is no category, itself."""
        return labels_of(self.notation)


class Knowledge:
    """All labels of the judged schemes, ready to be asked."""

    def __init__(self, glossary: Glossary):
        self._by_label: dict[str, list[Known]] = {}
        for scheme in glossary.schemes.values():
            if scheme.id.startswith(FAMILY):
                for known in _known(glossary, scheme.id):
                    self._by_label.setdefault(known.label, []).append(known)

    def languages(self, labels: Iterable[str]) -> Counter[str]:
        """Return how many of some labels are known in each language."""
        counted: Counter[str] = Counter()
        for key in {near_key(label) for label in labels}:
            counted.update(set().union(*(known.languages for known in self._by_label.get(key, ()))))
        return counted

    def proposals(self, notations: Iterable[str], language: str, scheme: str) -> list[dict[str, str]]:
        """Return the rows proposed for a scheme, in the columns of our tables, by concept and notation."""
        rows = [
            {**row, "object_id": f"{scheme}:{code_path(notation)}"}
            for notation in notations
            for row in _rows(self._alike(labels_of(notation), language.partition("-")[0]))
        ]
        return sorted(rows, key=lambda row: (row["subject_id"], row["object_id"], row["predicate_modifier"]))

    def meanings(self, category: str, label: str) -> list[str]:
        """Return the concepts that a label of any language was judged to be, exactly or closely, the surest first."""
        found = [
            mapping
            for known in self._by_label.get(near_key(label), ())
            if known.category == near_key(category) and len(known.labels) > 1
            for mapping in known.mappings
            if not mapping.negated and mapping.predicate in _ALMOST
        ]
        surest = sorted(found, key=lambda mapping: (_ALMOST.index(mapping.predicate), -mapping.confidence, mapping.concept))
        return list(dict.fromkeys(mapping.concept for mapping in surest))

    def _alike(self, labels: tuple[str, ...], language: str) -> list[tuple[int, Known]]:
        """Return the known labels that are most like one, with how alike they are."""
        own, category = near_key(labels[-1]), near_key(labels[0])
        found = []
        for known in self._by_label.get(own, ()):
            if language not in known.languages or len(known.labels) != len(labels):
                continue
            near = value_key(known.labels[-1]) != value_key(labels[-1])
            if known.category == category:
                found.append((_NEAR if near or value_key(known.labels[0]) != value_key(labels[0]) else _SAME, known))
            elif not is_catch_all(labels[-1]):
                found.append((_NEAR_ELSEWHERE if near else _ELSEWHERE, known))
        # Where the category is the same too, what the label means elsewhere says nothing more.
        inside = [(grade, known) for grade, known in found if grade <= _NEAR]
        return inside or found


def _known(glossary: Glossary, scheme: str) -> Iterator[Known]:
    judged: dict[str, list[Mapping]] = {}
    for mapping in glossary.mappings_by_scheme.get(scheme, ()):
        if mapping.notation is not None:
            judged.setdefault(mapping.notation, []).append(mapping)
    for code in glossary.schemes[scheme].codes.values():
        labels = labels_of(code.notation)
        languages = frozenset(tag.partition("-")[0] for tag in code.titles)
        if labels:
            yield Known(scheme, code.notation, near_key(labels[0]), near_key(labels[-1]), languages, tuple(judged.get(code.notation, ())))


def _rows(alike: list[tuple[int, Known]]) -> Iterator[dict[str, str]]:
    """Yield at most one relation and one denial for each concept."""
    by_concept: dict[str, list[tuple[int, Known, Mapping]]] = {}
    for grade, known in alike:
        for mapping in known.mappings:
            by_concept.setdefault(mapping.concept, []).append((grade, known, mapping))
    for found in by_concept.values():
        stated = [one for one in found if not one[2].negated]
        # Why a relation does not hold has to do with the category, so that a denial is proposed in the same one only.
        denied = [one for one in found if one[2].negated and one[0] <= _NEAR]
        chosen = _chosen(stated)
        if chosen:
            yield _row(chosen, stated)
        held = _IMPLIED.get(chosen[2].predicate, {chosen[2].predicate}) if chosen else set()
        denial = _chosen([one for one in denied if one[2].predicate not in held])
        if denial:
            yield _row(denial, denied)


def _chosen(found: list[tuple[int, Known, Mapping]]) -> tuple[int, Known, Mapping] | None:
    """Return what is most alike; then what most helplines' labels were judged to be; then the surest."""
    votes = Counter(mapping.predicate for _, _, mapping in found)
    return min(found, key=lambda one: (one[0], -votes[one[2].predicate], -one[2].confidence, one[1].scheme), default=None)


def _row(chosen: tuple[int, Known, Mapping], all_found: list[tuple[int, Known, Mapping]]) -> dict[str, str]:
    grade, known, mapping = chosen
    others = sorted({f"{m.predicate} ({k.scheme})" for _, k, m in all_found if m.predicate != mapping.predicate})
    comment = f"To be judged. From {known.scheme} {known.notation}: {_HOW[grade]}."
    if others:
        comment += f" Judged otherwise: {', '.join(others)}."
    if mapping.comment:
        comment += f" There: {mapping.comment}"
    return {
        "subject_id": f"term:{mapping.concept}",
        "predicate_id": f"skos:{mapping.predicate}",
        "predicate_modifier": "Not" if mapping.negated else "",
        "mapping_justification": "semapv:LexicalMatching",
        "confidence": f"{mapping.confidence * _FACTOR[grade]:.2f}",
        "comment": comment[:MAX_LENGTH],
    }
