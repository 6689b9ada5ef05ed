"""What can be found: the labels of concepts, and the names of codes, schemes, laws, sources, places, sectors and pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from csea_terms.formats.locators import Locator
from csea_terms.model import KINDS as LABEL_KINDS, Concept, Glossary, Scheme, Source, Words
from csea_terms.search.words import match_key
from csea_terms.usages import KINDS_OF_LAW

KINDS = ("concept", "code", "scheme", "law", "source", "jurisdiction", "sector", "page")
"""The kinds of what can be found, in the order in which their groups stand where both are found equally well."""

NOTATION, TEXT = "notation", "text"
"""Kinds of what matched beside those of labels: the notation of a code or article, the words of a definition."""

WORD_KINDS = (*LABEL_KINDS, NOTATION, TEXT)

FALLBACK = "en"
"""The language in which every concept has a preferred label."""

OTHERS = "mul"
"""The label list of every language that the site is not in (ISO 639-2's code for several languages)."""

_MANY = 25

OFFENDING = (
    "person-who-sexually-offends",
    "person-with-sexual-interest-in-children",
    "person-at-risk-of-offending",
    "person-suspected",
    "person-convicted-of-a-sexual-offence",
    "facilitator-of-exploitation",
    "offender-community",
)
"""Concepts of those who offend: no guess may put them, or a narrower one, in the place of a child."""


@dataclass(frozen=True)
class Entry:
    """One text by which something is found.

    ``id`` and ``kind`` (of :data:`KINDS`) say what it finds, ``word_kind`` (of :data:`WORD_KINDS`) what the text is.
    ``context`` are words that may stand beside it, such as those of a code's scheme. ``written_as`` is the label on the page
    that the text belongs to, where it is another spelling of it. Words beyond those asked for do not count against what is
    ``central``.
    """

    id: str
    text: str
    language: str
    word_kind: str = "preferred"
    deprecated: bool = False
    kind: str = "concept"
    context: tuple[str, ...] = ()
    written_as: str = ""
    central: bool = False

    @cached_property
    def key(self) -> str:
        """The words in which it is compared."""
        return match_key(self.text)


def list_of(tag: str, glossary: Glossary) -> str:
    """Return the name of the list that has the labels of a language: that of its base language, or :data:`OTHERS`.

    Portuguese and Brazilian labels are mostly the same, so they stand in one list.
    """
    base = base_language(tag)
    return base if base in _bases(glossary) else OTHERS


def _bases(glossary: Glossary) -> set[str]:
    return set(map(base_language, glossary.languages))


def base_language(tag: str) -> str:
    """Return the language of a tag without its script and region."""
    return tag.partition("-")[0]


def list_names(glossary: Glossary) -> tuple[str, ...]:
    """Return the names of the label lists, :data:`OTHERS` last."""
    tags = {tag for concept in glossary.concepts.values() for tag, words in concept.words.items() if words.labels}
    bases = _bases(glossary)
    return (*sorted(bases), *([OTHERS] if any(base_language(tag) not in bases for tag in tags) else []))


def label_entries(glossary: Glossary, name: str) -> Iterator[Entry]:
    """Yield the labels of one list, by concept, language, kind and text; other spellings of a word to avoid behind it."""
    bases = _bases(glossary)
    for concept in glossary.concepts.values():
        listed = (tag for tag in concept.words if name == (base_language(tag) if base_language(tag) in bases else OTHERS))
        for tag in sorted(listed):
            yield from concept_entries(concept, concept.words[tag])


def concept_entries(concept: Concept, words: Words) -> Iterator[Entry]:
    """Yield what one language calls a concept."""
    labels = {label.text for label in words.labels}
    for label in sorted(words.labels, key=lambda label: (LABEL_KINDS.index(label.kind), label.text)):
        yield Entry(concept.id, label.text, words.language, label.kind, concept.deprecated)
        for variant in label.variants:
            if variant not in labels:
                yield Entry(concept.id, variant, words.language, "avoid", concept.deprecated, written_as=label.text)


def code_entries(scheme: Scheme, language: str = FALLBACK) -> Iterator[Entry]:
    """Yield the notations of a scheme's codes and their titles in English or the only language, or the titles in ``language``."""
    context = context_of(scheme.short_title or scheme.title, scheme.title, scheme.id)
    for code in scheme.codes.values():
        own = f"{scheme.id}:{code.notation}"
        title = code.title if language == FALLBACK else code.titles.get(language, "")
        if title:
            tag = title_language(code.titles, title) if language == FALLBACK else language
            yield Entry(own, title, tag, "preferred", code.deprecated, "code", context)
        if language == FALLBACK and has_own_notation(code.notation, title):
            yield Entry(own, code.notation, FALLBACK, NOTATION, code.deprecated, "code", context)


def every_title(scheme: Scheme) -> Iterator[Entry]:
    """Yield the titles of a scheme's codes in all languages and their notations; the ``id`` of each is the notation."""
    for code in scheme.codes.values():
        for language, title in (code.titles or {FALLBACK: code.title}).items():
            yield Entry(code.notation, title, language, "preferred", code.deprecated, "code")
        yield Entry(code.notation, code.notation, FALLBACK, NOTATION, code.deprecated, "code")


def title_language(titles, title: str) -> str:
    """Return the language in which a code has this title."""
    return next((tag for tag, text in titles.items() if text == title), FALLBACK)


def has_own_notation(notation: str, title: str) -> bool:
    """Return whether a notation is more than the title again, or a path of titles as Aselo has them."""
    return not notation.startswith("/") and match_key(notation) != match_key(title)


def scheme_entries(scheme: Scheme) -> Iterator[Entry]:
    """Yield the names of a scheme, and its identifier, by which many know it."""
    for text, word_kind in ((scheme.name, "preferred"), (scheme.title, "admitted"), (scheme.id, "hidden")):
        yield Entry(scheme.id, text, FALLBACK, word_kind, kind="scheme", context=context_of(scheme.owner))


def source_entries(source: Source, places: tuple[Locator, ...], central: bool) -> Iterator[Entry]:
    """Yield the title of a source and its key; of a law also the articles that anything here cites."""
    kind = "law" if source.kind in KINDS_OF_LAW else "source"
    yield Entry(source.key, source.title, FALLBACK, "preferred", kind=kind, central=central)
    yield Entry(source.key, source.key, FALLBACK, "hidden", kind=kind)
    context = context_of(source.title, source.key)
    for place in places if kind == "law" else ():
        if place.number:
            yield Entry(f"{source.key} {place.unit} {place.number}", place.number, FALLBACK, NOTATION, kind="law", context=context)


def context_of(*names: str) -> tuple[str, ...]:
    """Return the words of some names, each once."""
    return tuple(dict.fromkeys(word for name in names for word in match_key(name).split()))


def cited_places(glossary: Glossary) -> dict[str, tuple[Locator, ...]]:
    """Return the places of each source that a concept, one of its words or a statement of who uses them cites."""
    found: dict[str, dict[Locator, None]] = {}
    for concept in glossary.concepts.values():
        labels = [label for words in concept.words.values() for label in words.labels]
        for part in (concept, *labels, *(usage for label in labels for usage in label.usages)):
            for place in part.locators:
                found.setdefault(place.source, {})[place] = None
    return {key: tuple(sorted(places, key=str)) for key, places in found.items()}


def central_sources(glossary: Glossary) -> frozenset[str]:
    """Return the sources that many concepts rest on."""
    counted = Counter(key for concept in glossary.concepts.values() for key in concept.sources)
    return frozenset(key for key, count in counted.items() if count >= _MANY)


def offending(glossary: Glossary) -> frozenset[str]:
    """Return the concepts of those who offend."""
    concepts = glossary.concepts
    return frozenset(slug for slug in concepts if slug in OFFENDING or not set(OFFENDING).isdisjoint(glossary.ancestors(slug)))
