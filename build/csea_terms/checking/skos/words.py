"""Known quality issues of labels, languages and documentation."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from babel import Locale

from csea_terms.checking.skos.graph import LABELS, Text
from csea_terms.checking.skos.rule import Found, SkosRule, named
from csea_terms.checking.skos.vocabulary import Vocabulary
from csea_terms.names import DCTERMS, RDFS

_DC_TITLE = "http://purl.org/dc/elements/1.1/title"
_TITLES = frozenset({RDFS + "label", DCTERMS + "title", _DC_TITLE})
_NOTES = ("note", "changeNote", "definition", "editorialNote", "example", "historyNote", "scopeNote")
# Persian, Urdu and the scripts of India spell words with these two.
_JOINERS = "\u200c\u200d"


def empty_labels(vocabulary: Vocabulary) -> Iterator[Found]:
    """Labels and titles without a letter."""
    titles = {(s, o) for s, p, o in vocabulary.graph.triples if p in _TITLES}
    for subject, label in titles | vocabulary.graph.all_of(*LABELS):
        if isinstance(label, Text) and not label.value.strip():
            yield Found(subject, f"{named(subject)} has an empty label")


def language_tags(vocabulary: Vocabulary) -> Iterator[Found]:
    """Labels and notes whose language is not said, or is none."""
    texts = {(s, o) for s, p, o in vocabulary.graph.triples if p == RDFS + "label"}
    for subject, text in texts | vocabulary.graph.all_of(*LABELS, *_NOTES):
        if isinstance(text, Text) and not text.language:
            yield Found(subject, f"The language of {named(text)} at {named(subject)} is not said")
        elif isinstance(text, Text) and not is_language(text.language):
            yield Found(subject, f"The tag of {named(text)} at {named(subject)} names no language")


@cache
def is_language(tag: str) -> bool:
    """Return whether a tag begins with a language (BCP 47, section 2.2.1): one that CLDR knows, or any of three letters.

    >>> is_language("pt-br"), is_language("xy"), is_language("x-other")
    (True, False, False)
    """
    primary = tag.split("-")[0]
    return primary in Locale("en").languages or (len(primary) == 3 and primary.isalpha())


def _languages(vocabulary: Vocabulary) -> dict[str, set[str]]:
    """Return the languages in which anything is said of each concept."""
    found: dict[str, set[str]] = defaultdict(set)
    for subject, _, value in vocabulary.graph.triples:
        if isinstance(value, Text) and value.language:
            found[subject].add(value.language)
    for subject, labels in vocabulary.labels.items():  # those of SKOS-XL stand at resources of their own
        found[subject].update(label.language for _, label in labels if label.language)
    return {concept: found[concept] for concept in vocabulary.concepts if found.get(concept)}


def language_coverage(vocabulary: Vocabulary) -> Iterator[Found]:
    """Concepts that say nothing in a language of others."""
    spoken = _languages(vocabulary)
    everywhere = set().union(*spoken.values())
    for concept, languages in spoken.items():
        if languages != everywhere:
            yield Found(concept, f"{named(concept)} says nothing in {', '.join(sorted(everywhere - languages))}")


def no_common_language(vocabulary: Vocabulary) -> Iterator[Found]:
    """A vocabulary that no one language names whole."""
    spoken = list(_languages(vocabulary).values())
    if spoken and not set.intersection(*spoken):
        yield Found("", "There is no language in which something is said of every concept")


def undocumented(vocabulary: Vocabulary) -> Iterator[Found]:
    """Concepts without a definition or any note."""
    for concept in vocabulary.own - {subject for subject, _ in vocabulary.graph.all_of(*_NOTES)}:
        yield Found(concept, f"{named(concept)} has no definition and no note")


def missing_labels(vocabulary: Vocabulary) -> Iterator[Found]:
    """Concepts without a preferred label, schemes without a title."""
    for concept in vocabulary.own - {subject for subject, _ in vocabulary.graph.all_of("prefLabel")}:
        yield Found(concept, f"{named(concept)} has no preferred label")
    titled = {s for s, p, _ in vocabulary.graph.triples if p in _TITLES} | {s for s, _ in vocabulary.graph.all_of(*LABELS)}
    for scheme in vocabulary.kind("ConceptScheme") - titled:
        yield Found(scheme, f"The scheme {named(scheme)} has no title")


def shared_labels(vocabulary: Vocabulary) -> Iterator[Found]:
    """Texts that label several concepts in one language, whatever their case."""
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    shown: dict[tuple[str, str], Text] = {}
    for concept in vocabulary.concepts:
        for _, label in vocabulary.labels.get(concept, ()):
            key = label.value.upper(), label.language
            owners[key].add(concept)
            shown[key] = min(label, shown.get(key, label))
    for key, concepts in owners.items():
        if len(concepts) > 1:
            first, *others = sorted(concepts)
            yield Found(first, f"{named(shown[key])} labels {named(first)} and {', '.join(map(named, others))}")


def unprintable(vocabulary: Vocabulary) -> Iterator[Found]:
    """Labels with characters that nobody sees."""
    for concept in vocabulary.own:
        for _, label in vocabulary.labels.get(concept, ()):
            unseen = next((c for c in label.value if unicodedata.category(c).startswith("C") and c not in _JOINERS), "")
            if unseen:
                yield Found(concept, f"A label of {named(concept)} holds the invisible character U+{ord(unseen):04X}: {named(label)}")


RULES = (
    SkosRule(
        "skos-label-empty", "error", "qSKOS, el",
        "No label or title is empty",
        "Lists, search and screen readers show a gap where the name should be.",
        "Write the label, or delete it",
        ':a a skos:Concept ; skos:prefLabel " "@en .', ':a a skos:Concept ; skos:prefLabel "love"@en .', empty_labels,
    ),
    SkosRule(
        "skos-label-missing", "warning", "qSKOS, ml",
        "A concept has a preferred label, a scheme a title",
        "Without one, people are shown an address.",
        "Add skos:prefLabel to a concept, dcterms:title or rdfs:label to a scheme",
        ':a a skos:Concept ; skos:altLabel "love"@en .', ':a a skos:Concept ; skos:prefLabel "love"@en .', missing_labels,
    ),
    SkosRule(
        "skos-label-shared", "warning", "qSKOS, ol",
        "A text labels one concept in a language",
        "Who searches for the word, or tags with it, cannot tell which of the two is meant.",
        "Add to each what sets it apart, or merge the concepts",
        ':a a skos:Concept ; skos:prefLabel "bank"@en . :b a skos:Concept ; skos:prefLabel "Bank"@en .',
        ':a a skos:Concept ; skos:prefLabel "river bank"@en . :b a skos:Concept ; skos:prefLabel "bank"@en .', shared_labels,
    ),
    SkosRule(
        "skos-label-unprintable", "error", "qSKOS, ucil",
        "Labels hold no characters that nobody sees",
        "Two labels that look the same are then not the same, and search misses one of them.",
        "Delete the character, and write a label on one line",
        ':a a skos:Concept ; skos:prefLabel "lo\\nve"@en .', ':a a skos:Concept ; skos:prefLabel "love"@en .', unprintable,
    ),
    SkosRule(
        "skos-language-tag", "warning", "qSKOS, oilt",
        "Labels and notes say their language, with a tag of BCP 47",
        "Programs choose words by language, and screen readers their voice.",
        'Write the tag behind the text, such as "love"@en',
        ':a a skos:Concept ; skos:prefLabel "love" .', ':a a skos:Concept ; skos:prefLabel "love"@en .', language_tags,
    ),
    SkosRule(
        "skos-language-coverage", "info", "qSKOS, ilc",
        "Each concept says something in every language that others have",
        "Readers of that language meet gaps.",
        "Translate it, or say which languages are meant to be complete",
        ':a a skos:Concept ; skos:prefLabel "love"@en , "amour"@fr . :b a skos:Concept ; skos:prefLabel "fear"@en .',
        ':a a skos:Concept ; skos:prefLabel "love"@en , "amour"@fr . :b a skos:Concept ; skos:prefLabel "fear"@en , "peur"@fr .',
        language_coverage,
    ),
    SkosRule(
        "skos-language-none-common", "warning", "qSKOS, ncl",
        "There is a language in which something is said of every concept",
        "Otherwise nobody can read the vocabulary whole.",
        "Complete one language first",
        ':a a skos:Concept ; skos:prefLabel "love"@en . :b a skos:Concept ; skos:prefLabel "peur"@fr .',
        ':a a skos:Concept ; skos:prefLabel "love"@en . :b a skos:Concept ; skos:prefLabel "fear"@en .', no_common_language,
    ),
    SkosRule(
        "skos-undocumented", "info", "qSKOS, uc",
        "A concept has a definition or a note",
        "A word alone does not say what is meant, and what is not.",
        "Add skos:definition or skos:scopeNote",
        ':a a skos:Concept ; skos:prefLabel "love"@en .',
        ':a a skos:Concept ; skos:prefLabel "love"@en ; skos:definition "strong affection"@en .', undocumented,
    ),
)  # fmt: skip
