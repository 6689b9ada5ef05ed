"""Known quality issues of schemes, notations, names and links to other vocabularies.

Whether addresses answer, and who links to the vocabulary, would have to be asked of others; nothing here uses a network.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from csea_terms.checking.skos.graph import Text
from csea_terms.checking.skos.rule import Found, SkosRule, named
from csea_terms.checking.skos.vocabulary import Vocabulary
from csea_terms.names import RDF, SKOS

_MAPPINGS = ("mappingRelation", "closeMatch", "exactMatch", "broadMatch", "narrowMatch", "relatedMatch")
_DEFINED = frozenset(
    "Concept ConceptScheme inScheme hasTopConcept topConceptOf altLabel hiddenLabel prefLabel notation changeNote definition editorialNote "
    "example historyNote note scopeNote broader broaderTransitive narrower narrowerTransitive related semanticRelation Collection "
    "OrderedCollection member memberList broadMatch closeMatch exactMatch mappingRelation narrowMatch relatedMatch".split()
)
"""SKOS Reference, section 2."""


def top_missing(vocabulary: Vocabulary) -> Iterator[Found]:
    """Schemes without a top concept."""
    for scheme in vocabulary.kind("ConceptScheme") - {scheme for scheme, _ in vocabulary.entailed.get("hasTopConcept", ())}:
        yield Found(scheme, f"The scheme {named(scheme)} has no top concept")


def top_broader(vocabulary: Vocabulary) -> Iterator[Found]:
    """Top concepts that are below others."""
    for concept in {concept for _, concept in vocabulary.entailed.get("hasTopConcept", ())}:
        above = vocabulary.inner_broader.get(concept)
        if above:
            yield Found(concept, f"{named(concept)} is a top concept and is below {', '.join(sorted(map(named, above)))}")


def mapping_within(vocabulary: Vocabulary) -> Iterator[Found]:
    """Mappings between concepts of one scheme."""
    for name in _MAPPINGS:
        for one, other in vocabulary.graph.stated.get(name, ()):
            if one in vocabulary.own and other in vocabulary.own and vocabulary.in_one_scheme(one, other):
                yield Found(one, f"{named(one)} is mapped to {named(other)} by {name}, and both are in one scheme or in none")


def ambiguous_notations(vocabulary: Vocabulary) -> Iterator[Found]:
    """Notations of several concepts in one scheme, and concepts with several."""
    having: dict[Text, set[str]] = defaultdict(set)
    of: dict[str, set[Text]] = defaultdict(set)
    for concept, notation in vocabulary.graph.stated.get("notation", ()):
        if isinstance(notation, Text) and concept in vocabulary.own:
            having[notation].add(concept)
            of[concept].add(notation)
    for notation, concepts in having.items():
        names = sorted(concepts)
        if any(vocabulary.in_one_scheme(one, other) for place, one in enumerate(names) for other in names[place + 1 :]):
            yield Found(names[0], f"{notation.value} is the notation of {', '.join(map(named, names))}")
    for concept, notations in of.items():
        if len(notations) > 1:
            yield Found(concept, f"{named(concept)} has {len(notations)} notations: {', '.join(sorted(n.value for n in notations))}")


def no_link_out(vocabulary: Vocabulary) -> Iterator[Found]:
    """Concepts that no statement connects with anything elsewhere."""
    linked = set()
    for subject, predicate, value in vocabulary.graph.triples:
        if isinstance(value, str) and predicate != RDF + "type":
            linked |= {one for one, other in ((subject, value), (value, subject)) if _is_elsewhere(vocabulary, other)}
    for concept in vocabulary.own - linked:
        yield Found(concept, f"{named(concept)} is linked to nothing outside the vocabulary")


def _is_elsewhere(vocabulary: Vocabulary, name: str) -> bool:
    return not name.startswith((SKOS, "_:")) and not vocabulary.is_own(name)


def undefined(vocabulary: Vocabulary) -> Iterator[Found]:
    """Names in the namespace of SKOS that it does not define, or no longer."""
    first: dict[str, str] = {}
    for subject, predicate, value in vocabulary.graph.triples:
        for name in (subject, predicate, value):
            if isinstance(name, str) and name.startswith(SKOS) and name != SKOS and name[len(SKOS) :] not in _DEFINED:
                first[name] = min(subject, first.get(name, subject))
    for name, subject in first.items():
        yield Found(subject, f"SKOS does not define {named(name)}")


def not_http(vocabulary: Vocabulary) -> Iterator[Found]:
    """Things whose name is no web address."""
    for subject in {subject for subject, _, _ in vocabulary.graph.triples}:
        if not subject.startswith("_:") and not subject.lower().startswith(("http://", "https://")):
            yield Found(subject, f"{subject} is not a web address")


RULES = (
    SkosRule(
        "skos-top-missing", "info", "qSKOS, otc",
        "A scheme names its top concepts",
        "They are where programs begin to show it.",
        "Add skos:hasTopConcept",
        ":s a skos:ConceptScheme . :a skos:inScheme :s .", ":s a skos:ConceptScheme ; skos:hasTopConcept :a .", top_missing,
    ),
    SkosRule(
        "skos-top-broader", "warning", "qSKOS, tchbc",
        "A top concept is below no other",
        "It then stands at the top and inside at once.",
        "Delete skos:hasTopConcept or skos:broader",
        ":s skos:hasTopConcept :a . :a skos:broader :b .", ":s skos:hasTopConcept :b . :a skos:broader :b .", top_broader,
    ),
    SkosRule(
        "skos-mapping-within", "warning", "qSKOS, mri",
        "Mappings lead from one scheme to another",
        "Within a scheme skos:broader and skos:related say the same; two ways to say it are seldom both kept up.",
        "Write skos:broader, skos:narrower or skos:related; or say which scheme each is in",
        ":a skos:broadMatch :b ; skos:inScheme :s . :b skos:inScheme :s .",
        ":a skos:broadMatch :b ; skos:inScheme :s . :b skos:inScheme :t .", mapping_within,
    ),
    SkosRule(
        "skos-notation-ambiguous", "warning", "qSKOS, anr",
        "A notation stands for one concept of its scheme, and a concept has one",
        "Data hold the notation alone, and cannot be recoded when it means two things.",
        "Correct the notation, or say which scheme each concept is in",
        ':a a skos:Concept ; skos:inScheme :s ; skos:notation "1" . :b a skos:Concept ; skos:inScheme :s ; skos:notation "1" .',
        ':a a skos:Concept ; skos:inScheme :s ; skos:notation "1" . :b a skos:Concept ; skos:inScheme :s ; skos:notation "2" .',
        ambiguous_notations,
    ),
    SkosRule(
        "skos-link-none", "info", "qSKOS, mol",
        "A concept is linked to something outside the vocabulary",
        "Links tell people and programs what others call the same thing.",
        "Add a mapping to another vocabulary, or its source",
        ":a a skos:Concept .", ":a a skos:Concept ; skos:exactMatch <https://other.example/a> .", no_link_out,
    ),
    SkosRule(
        "skos-undefined", "error", "qSKOS, usr",
        "Only names that SKOS defines stand in its namespace",
        "Programs pass over what they do not know, and what was meant is lost.",
        "Correct the name; what SKOS does not have belongs in a namespace of your own",
        ':a a skos:Concept ; skos:prefLable "love"@en .', ':a a skos:Concept ; skos:prefLabel "love"@en .', undefined,
    ),
    SkosRule(
        "skos-not-http", "warning", "qSKOS, husv",
        "Things are named by web addresses",
        "Others can only look up, link to and cite what has an address.",
        "Name it with https://; a relative address needs a base in the file",
        "<urn:example:a> a skos:Concept .", ":a a skos:Concept .", not_http,
    ),
)  # fmt: skip
