"""The integrity conditions of the SKOS Reference and of its extension for labels: what breaks one is not SKOS."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from csea_terms.checking.skos.graph import LABELS, Node, Text, reached
from csea_terms.checking.skos.rule import Found, SkosRule, named
from csea_terms.checking.skos.vocabulary import Vocabulary

_KINDS = {"Concept": "concept", "ConceptScheme": "concept scheme", "Collection": "collection", "xl:Label": "label resource"}


def _both(vocabulary: Vocabulary, one: str, *others: str) -> Iterator[Found]:
    for other in others:
        for thing in vocabulary.kind(one) & vocabulary.kind(other):
            yield Found(thing, f"{named(thing)} is a {_KINDS[one]} and a {_KINDS[other]}")


def scheme_and_concept(vocabulary: Vocabulary) -> Iterator[Found]:
    """S9: nothing is a concept and a concept scheme."""
    yield from _both(vocabulary, "Concept", "ConceptScheme")


def collection_and_concept(vocabulary: Vocabulary) -> Iterator[Found]:
    """S37: no collection is a concept or a scheme."""
    yield from _both(vocabulary, "Collection", "Concept", "ConceptScheme")


def label_and_concept(vocabulary: Vocabulary) -> Iterator[Found]:
    """S48: no label resource is a concept, a scheme or a collection."""
    yield from _both(vocabulary, "xl:Label", "Concept", "ConceptScheme", "Collection")


def label_of_two_kinds(vocabulary: Vocabulary) -> Iterator[Found]:
    """S13: a text is one kind of label of a thing."""
    yield from _of_two_kinds(vocabulary.graph.stated, LABELS)


def resource_of_two_kinds(vocabulary: Vocabulary) -> Iterator[Found]:
    """S58: a label resource is one kind of label of a thing."""
    yield from _of_two_kinds(vocabulary.graph.stated, tuple(f"xl:{kind}" for kind in LABELS))


def _of_two_kinds(stated: dict[str, set[tuple[str, Node]]], kinds: tuple[str, ...]) -> Iterator[Found]:
    for place, one in enumerate(kinds):
        for other in kinds[place + 1 :]:
            for subject, label in stated.get(one, set()) & stated.get(other, set()):
                said = f"as {one.removeprefix('xl:')} and as {other.removeprefix('xl:')}"
                yield Found(subject, f"{named(subject)} has {named(label)} {said}")


def two_preferred(vocabulary: Vocabulary) -> Iterator[Found]:
    """S14: one preferred label a language tag."""
    preferred: dict[tuple[str, str], set[str]] = defaultdict(set)
    for subject, label in vocabulary.graph.stated.get("prefLabel", ()):
        if isinstance(label, Text):
            preferred[subject, label.language].add(label.value)
    for (subject, language), labels in preferred.items():
        if len(labels) > 1:
            where = f"in {language}" if language else "without a language"
            yield Found(subject, f"{named(subject)} has {len(labels)} preferred labels {where}: {', '.join(sorted(labels))}")


def two_forms(vocabulary: Vocabulary) -> Iterator[Found]:
    """S52: one literal form a label resource."""
    for resource, forms in vocabulary.graph.forms.items():
        if len(forms) > 1:
            yield Found(resource, f"{named(resource)} has {len(forms)} literal forms: {', '.join(sorted(map(named, forms)))}")


def related_and_broader(vocabulary: Vocabulary) -> Iterator[Found]:
    """S27: what is related is not above or below."""
    above = _steps(vocabulary.entailed.get("broaderTransitive", set()))
    wider: dict[str, set[str]] = {}
    for subject, value in vocabulary.entailed.get("related", ()):
        if value in wider.setdefault(subject, reached(subject, above)):
            yield Found(subject, f"{named(subject)} is related to {named(value)}, which is above it")


def exact_and_other(vocabulary: Vocabulary) -> Iterator[Found]:
    """S46: what matches exactly is neither broader nor only related."""
    exact = _steps(vocabulary.entailed.get("exactMatch", set()))
    same: dict[str, set[str]] = {}
    for name in ("broadMatch", "relatedMatch"):
        for subject, value in vocabulary.entailed.get(name, ()):
            # relatedMatch is symmetric: one of the two is enough.
            told = name == "relatedMatch" and str(value) < subject
            if not told and subject in exact and value in same.setdefault(subject, reached(subject, exact)):
                yield Found(subject, f"{named(subject)} matches {named(value)} exactly (as stated, or by way of others) and by {name}")


def _steps(pairs: set[tuple[str, Node]]) -> dict[str, set[str]]:
    steps: dict[str, set[str]] = defaultdict(set)
    for subject, value in pairs:
        if isinstance(value, str):
            steps[subject].add(value)
    return steps


RULES = (
    SkosRule(
        "skos-s9", "error", "SKOS Reference, S9",
        "Nothing is both a concept and a concept scheme",
        "A scheme gathers concepts. A program that finds one thing in both places lists the scheme among its own terms.",
        "Look at the properties that make it each: relations and mappings are between concepts, inScheme leads to a scheme",
        ":a a skos:Concept ; skos:inScheme :b . :b skos:broader :c .",
        ":a a skos:Concept ; skos:inScheme :s ; skos:broader :c .",
        scheme_and_concept,
    ),
    SkosRule(
        "skos-s13", "error", "SKOS Reference, S13",
        "A text is one kind of label of a thing: preferred, alternative or hidden",
        "A word cannot be shown and hidden at once, nor be the name and another name.",
        "Keep it as one of the two",
        ':a skos:prefLabel "love"@en ; skos:altLabel "love"@en .',
        ':a skos:prefLabel "love"@en ; skos:altLabel "affection"@en .',
        label_of_two_kinds,
    ),
    SkosRule(
        "skos-s14", "error", "SKOS Reference, S14",
        "A thing has one preferred label in each language",
        "Programs show the preferred label. With two they take one by chance, today this and tomorrow that.",
        "Keep one as skos:prefLabel; the others are skos:altLabel",
        ':a skos:prefLabel "love"@en , "adoration"@en .',
        ':a skos:prefLabel "love"@en ; skos:altLabel "adoration"@en .',
        two_preferred,
    ),
    SkosRule(
        "skos-s27", "error", "SKOS Reference, S27",
        "What is related to a concept is not above or below it",
        "A relation beside a hierarchy says that neither holds the other; both at once cannot be.",
        "Keep skos:related, or the broader relations that lead there",
        ":a skos:broader :b ; skos:related :c . :b skos:broader :c .",
        ":a skos:broader :b ; skos:related :d . :b skos:broader :c .",
        related_and_broader,
    ),
    SkosRule(
        "skos-s37", "error", "SKOS Reference, S37",
        "A collection is neither a concept nor a concept scheme",
        "A collection only groups concepts for display. Relations to it lead search and counting astray.",
        "Relate its members instead, or make it a concept with narrower concepts",
        ":a skos:narrower :b . :b a skos:Collection .",
        ":a skos:narrower :b . :g a skos:Collection ; skos:member :b .",
        collection_and_concept,
    ),
    SkosRule(
        "skos-s46", "error", "SKOS Reference, S46",
        "What matches a concept exactly is not broader, narrower or only related",
        "Exact matches lead on from one to the next, so a single wrong one spreads to every vocabulary behind it.",
        "Keep one of the two; exact matches lead on from one to the next",
        ":a skos:exactMatch :b ; skos:broadMatch :b .",
        ":a skos:exactMatch :b ; skos:broadMatch :c .",
        exact_and_other,
    ),
    SkosRule(
        "skos-s48", "error", "SKOS Reference, S48",
        "A label resource of SKOS-XL is not a concept, a scheme or a collection",
        "It is a word, and what is said of the word must not be said of what it means.",
        "Give the label a name of its own",
        ':a skos:broader :b . :b xl:literalForm "love"@en .',
        ':a skos:broader :b . :b xl:prefLabel :l . :l xl:literalForm "love"@en .',
        label_and_concept,
    ),
    SkosRule(
        "skos-s52", "error", "SKOS Reference, S52",
        "A label resource of SKOS-XL has one literal form",
        "It stands for one written word in one language.",
        "Make a label resource for each",
        ':l xl:literalForm "love"@en , "love"@fr .',
        ':l xl:literalForm "love"@en . :m xl:literalForm "amour"@fr .',
        two_forms,
    ),
    SkosRule(
        "skos-s58", "error", "SKOS Reference, S58",
        "A label resource of SKOS-XL is one kind of label of a thing",
        "A word cannot be shown and hidden at once.",
        "Keep it as one of the two",
        ':a xl:prefLabel :l ; xl:hiddenLabel :l . :l xl:literalForm "love"@en .',
        ':a xl:prefLabel :l ; xl:hiddenLabel :m . :l xl:literalForm "love"@en . :m xl:literalForm "luv"@en .',
        resource_of_two_kinds,
    ),
)  # fmt: skip
