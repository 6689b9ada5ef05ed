"""Known quality issues of hierarchies and relations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from csea_terms.checking.skos.entailment import RELATIONS
from csea_terms.checking.skos.graph import reached
from csea_terms.checking.skos.rule import Found, SkosRule, named
from csea_terms.checking.skos.vocabulary import Vocabulary

_MOST_NAMED = 5
_PAIRS = (
    ("broader", "narrower"), ("broaderTransitive", "narrowerTransitive"), ("topConceptOf", "hasTopConcept"), ("narrowMatch", "broadMatch"),
    ("related", "related"), ("relatedMatch", "relatedMatch"), ("exactMatch", "exactMatch"), ("closeMatch", "closeMatch"),
)  # fmt: skip


def orphans(vocabulary: Vocabulary) -> Iterator[Found]:
    """Concepts that no relation and no mapping leads to or from."""
    connected = {end for pair in vocabulary.graph.all_of(*RELATIONS) for end in pair}
    for concept in vocabulary.concepts - connected:
        yield Found(concept, f"{named(concept)} is related to no other concept")


def clusters(vocabulary: Vocabulary) -> Iterator[Found]:
    """Groups of concepts that no relation connects with the largest group."""
    beside: dict[str, set[str]] = defaultdict(set)
    for one, other in vocabulary.graph.all_of(*RELATIONS):
        if isinstance(other, str):
            beside[one].add(other)
            beside[other].add(one)
    groups, seen = [], set()
    for concept in sorted(beside):
        if concept not in seen:
            groups.append(sorted({concept, *reached(concept, beside)}))
            seen.update(groups[-1])
    for group in sorted(groups, key=len, reverse=True)[1:]:
        yield Found(group[0], f"Nothing leads from these to the others ({len(group)}): {_listed(group)}")


def cycles(vocabulary: Vocabulary) -> Iterator[Found]:
    """Concepts that are above themselves, by group."""
    circling = {concept for concept in vocabulary.broader if concept in reached(concept, vocabulary.broader)}
    while circling:
        first = min(circling)
        above = reached(first, vocabulary.broader)
        group = sorted(other for other in circling & above if first in reached(other, vocabulary.broader))
        circling -= set(group)
        yield Found(first, f"Broader relations lead in a circle: {_listed(group)}")


def related_siblings(vocabulary: Vocabulary) -> Iterator[Found]:
    """Related concepts that the hierarchy puts side by side anyway."""
    above = vocabulary.broader
    below: dict[str, set[str]] = defaultdict(set)
    for concept, parents in above.items():
        for parent in parents:
            below[parent].add(concept)
    for one, other in _unordered(vocabulary.graph.all_of("related", "relatedMatch")):
        shared = above.get(one, set()) & above.get(other, set()) or below.get(one, set()) & below.get(other, set())
        if shared:
            yield Found(one, f"{named(one)} and {named(other)} are related, and {named(min(shared))} is directly next to both")


def transitive_only(vocabulary: Vocabulary) -> Iterator[Found]:
    """Concepts above each other by what only follows, with no stated way between them."""
    direct: dict[str, set[str]] = defaultdict(set)
    for names, turned in ((("broader", "broadMatch"), False), (("narrower", "narrowMatch"), True)):
        for subject, value in vocabulary.graph.all_of(*names):
            if isinstance(value, str):
                direct[value if turned else subject].add(subject if turned else value)
    stated = {(s, o) for s, o in vocabulary.graph.all_of("broaderTransitive")}
    stated |= {(o, s) for s, o in vocabulary.graph.all_of("narrowerTransitive") if isinstance(o, str)}
    for subject, value in stated:
        if value not in reached(subject, direct):
            yield Found(subject, f"{named(subject)} is below {named(value)} only by a transitive relation")


def redundant(vocabulary: Vocabulary) -> Iterator[Found]:
    """Broader relations over several levels that lead there step by step as well."""
    for concept, parents in vocabulary.broader.items():
        # Not by way of the concept itself: in a circle everything leads everywhere.
        above = {parent: _reached_without(parent, concept, vocabulary.broader) for parent in parents if len(parents) > 1}
        for parent in above:
            if any(parent in above[other] for other in parents - {parent, concept}):
                yield Found(concept, f"{named(concept)} is directly below {named(parent)}, and again by way of another")


def _reached_without(start: str, barred: str, steps: dict[str, set[str]]) -> set[str]:
    found = {barred}
    waiting = [start]
    while waiting:
        new = steps.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found - {barred}


def reflexive(vocabulary: Vocabulary) -> Iterator[Found]:
    """Concepts that are related to themselves."""
    for name in RELATIONS:
        for subject, value in vocabulary.graph.stated.get(name, ()):
            if subject == value and subject in vocabulary.own:
                yield Found(subject, f"{named(subject)} has itself as {name}")


def one_way(vocabulary: Vocabulary) -> Iterator[Found]:
    """Relations within the vocabulary of which only one direction is stated."""
    stated, is_own = vocabulary.graph.stated, vocabulary.is_own
    for one, other in _PAIRS:
        for name, inverse in {(one, other), (other, one)}:
            back = stated.get(inverse, set())
            for subject, value in stated.get(name, ()):
                if isinstance(value, str) and (value, subject) not in back and is_own(subject) and is_own(value):
                    yield Found(subject, f"{named(subject)} has {name} {named(value)}, which does not have {inverse} {named(subject)}")


def _unordered(pairs: set) -> set[tuple[str, str]]:
    return {(min(pair), max(pair)) for pair in pairs if isinstance(pair[1], str) and pair[0] != pair[1]}


def _listed(names: list[str]) -> str:
    shown = ", ".join(named(name) for name in names[:_MOST_NAMED])
    return shown if len(names) <= _MOST_NAMED else f"{shown} and {len(names) - _MOST_NAMED} more"


RULES = (
    SkosRule(
        "skos-orphan", "info", "qSKOS, oc",
        "A concept is related to another",
        "Who looks around in the hierarchy never meets it.",
        "Add skos:broader, skos:related or a mapping",
        ":a a skos:Concept . :b skos:broader :c .", ":a skos:broader :b .", orphans,
    ),
    SkosRule(
        "skos-cluster", "info", "qSKOS, dcc",
        "Relations connect all concepts with each other",
        "A group by itself is often the leftover of a deleted or renamed concept.",
        "Relate the group to the others, or see that it is meant to stand alone",
        ":a skos:broader :b . :c skos:broader :b . :d skos:broader :e .", ":a skos:broader :b . :c skos:broader :b .", clusters,
    ),
    SkosRule(
        "skos-cycle", "warning", "qSKOS, chr",
        "No concept is above itself",
        "Programs that follow broader relations run for ever, and no two of the circle can be told apart by width.",
        "Find the one relation that is the wrong way round",
        ":a skos:broader :b . :b skos:broader :a .", ":a skos:broader :b . :b skos:broader :c .", cycles,
    ),
    SkosRule(
        "skos-related-siblings", "info", "qSKOS, var",
        "Concepts directly next to the same concept are not related besides",
        "The hierarchy shows them side by side already, and the relation tells nothing more.",
        "Delete skos:related, or say in a note what connects them",
        ":a skos:broader :c ; skos:related :b . :b skos:broader :c .", ":a skos:broader :c . :b skos:broader :c .", related_siblings,
    ),
    SkosRule(
        "skos-transitive-only", "warning", "qSKOS, strc",
        "Transitive relations are there to draw conclusions; the steps are stated with skos:broader and skos:narrower",
        "Programs that show the hierarchy read the steps, and see nothing here.",
        "Write skos:broader or skos:narrower",
        ":a skos:broaderTransitive :b .", ":a skos:broader :b .", transitive_only,
    ),
    SkosRule(
        "skos-broader-redundant", "info", "qSKOS, hr",
        "A broader relation leads one step up",
        "A concept that stands at two heights of one branch is counted and shown twice.",
        "Delete the relation that skips a level",
        ":a skos:broader :b , :c . :b skos:broader :c .", ":a skos:broader :b . :b skos:broader :c .", redundant,
    ),
    SkosRule(
        "skos-reflexive", "warning", "qSKOS, rrc",
        "No concept is related to itself",
        "It tells nothing, and programs that follow relations go in a circle.",
        "Delete the relation, or name the concept that was meant",
        ":a skos:related :a .", ":a skos:related :b .", reflexive,
    ),
    SkosRule(
        "skos-one-way", "info", "qSKOS, urc",
        "Both directions of a relation are stated",
        "Programs that draw no conclusions see the relation from one side only.",
        "Add the other direction, or let the program that publishes the file do it",
        ":a skos:broader :b .", ":a skos:broader :b . :b skos:narrower :a .", one_way,
    ),
)  # fmt: skip
