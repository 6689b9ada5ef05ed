"""The frozen model in the middle: everything after ``assemble`` sees these classes and no RDF. Names are those of SKOS and SSSOM."""

from __future__ import annotations

from collections.abc import Iterator, Mapping as ReadOnlyDict
from dataclasses import dataclass, field, replace
from functools import cached_property

from csea_terms import __version__
from csea_terms.code_mappings import CodeMapping
from csea_terms.days import Days
from csea_terms.formats.locators import Locator
from csea_terms.releases import Releases, Retired
from csea_terms.text.check_words import CheckWords
from csea_terms.text.digest import digest, digest_of
from csea_terms.text.search_words import SearchWords
from csea_terms.usages import Usage

KINDS = ("preferred", "admitted", "avoid", "hidden")
"""What a label may be, best first."""

GUIDANCE = ("recommended", "use-with-care", "legal-term", "emerging", "contested", "avoid-expression")
"""What the editors say of a concept's use."""

FLAGGED = ("anywhere", "near-children", "never")
"""Where a text checker may flag a word to avoid: in any text, only beside words about children, or not at all."""


@dataclass(frozen=True)
class Source:
    """A cited work: ``title`` is its full citation, ``jurisdiction`` whose law it is, ``reports`` whose words it prints where it is press."""

    key: str
    title: str
    publisher: str
    year: str
    languages: tuple[str, ...]
    kind: str
    url: str = ""
    jurisdiction: str = ""
    reports: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sector:
    """A field of work whose people share a vocabulary (``vocab/sectors.ttl``)."""

    id: str
    names: ReadOnlyDict[str, str]
    descriptions: ReadOnlyDict[str, str]


@dataclass(frozen=True)
class Label:
    """One word for one concept in one language (a SKOS-XL label where more is known than the word).

    ``reason``, ``instead``, ``context`` (when the word may stay), ``variants`` (further spellings to avoid alike) and ``flagged``
    (``anywhere``, ``near-children``, ``never``) belong to avoid labels; ``attested_at`` is a text that has the word, ``attested_by`` its publisher.
    """

    text: str
    language: str
    kind: str
    reason: str = ""
    instead: tuple[str, ...] = ()
    context: str = ""
    variants: tuple[str, ...] = ()
    flagged: str = ""
    sources: tuple[str, ...] = ()
    attested_at: str = ""
    attested_by: str = ""
    usages: tuple[Usage, ...] = ()
    locators: tuple[Locator, ...] = ()

    @property
    def has_details(self) -> bool:
        """Whether more is known of the label than its text."""
        return self != Label(self.text, self.language, self.kind)

    @property
    def legal_in(self) -> tuple[Usage, ...]:
        """The statements that the word is in the law of a jurisdiction, by jurisdiction."""
        return tuple(usage for usage in self.usages if usage.is_law and not usage.is_former)

    @property
    def formerly_legal_in(self) -> tuple[Usage, ...]:
        """The statements that the word was in the law of a jurisdiction and is no more."""
        return tuple(usage for usage in self.usages if usage.is_law and usage.is_former)

    @property
    def attested(self) -> bool:
        """Whether a published text is known that has this word."""
        return bool(self.attested_at or self.attested_by)


@dataclass(frozen=True)
class Words:
    """What one language says of a concept; the last two are digests of the English definition and line translated."""

    language: str
    labels: tuple[Label, ...] = ()
    definition: str = ""
    plain_definition: str = ""
    scope_notes: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    positions: str = ""
    deprecation_reason: str = ""
    reviewed_by: tuple[str, ...] = ()
    translated_from: str = ""
    plain_translated_from: str = ""

    @cached_property
    def preferred(self) -> Label | None:
        """The preferred label, or None where the language has none yet."""
        return next((label for label in self.labels if label.kind == "preferred"), None)

    @cached_property
    def name(self) -> Label | None:
        """The label that names the concept here: the preferred one, else, as in most regional variants, the first admitted."""
        return self.preferred or next(iter(self.of_kind("admitted")), None)

    def of_kind(self, kind: str) -> tuple[Label, ...]:
        """Return the labels of one kind (``preferred``, ``admitted``, ``avoid``, ``hidden``), alphabetically."""
        return tuple(label for label in self.labels if label.kind == kind)


@dataclass(frozen=True)
class Concept:
    """A unit of meaning; ``id`` is its folder, its identifier and its page address, ``days`` those of its files."""

    id: str
    words: ReadOnlyDict[str, Words]
    broader: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    confused_with: tuple[str, ...] = ()
    guidance: str = "recommended"
    sectors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    top: bool = False
    deprecated: bool = False
    replaced_by: tuple[str, ...] = ()
    locators: tuple[Locator, ...] = ()
    days: Days = Days()

    def label(self, language: str) -> str:
        """Return the preferred label in a language, in English where it is missing, else the identifier."""
        return next((name.text for tag in (language, "en") if (name := self.in_language(tag).preferred)), self.id)

    def is_stale(self, language: str) -> bool:
        """Return whether the English definition or plain line has changed since this language translated it."""
        words, english = self.in_language(language), self.in_language("en")
        plain = (words.plain_translated_from, english.plain_definition)
        return any(basis and basis != digest_of(text) for basis, text in ((words.translated_from, english.definition), plain))

    def in_language(self, language: str) -> Words:
        """Return the words in a language, empty where there are none."""
        return self.words.get(language) or Words(language)


@dataclass(frozen=True)
class Code:
    """A category of another organisation's scheme; its title is its owner's or ``title_is_ours``, ``verdict`` what no row says of it."""

    scheme: str
    notation: str
    iri: str
    title: str
    titles: ReadOnlyDict[str, str] = field(default_factory=dict)
    broader: tuple[str, ...] = ()
    verified: bool = True
    deprecated: bool = False
    replaced_by: tuple[str, ...] = ()
    title_is_ours: bool = False
    title_translation: str = ""
    verdict: str = ""
    verdict_reason: str = ""


@dataclass(frozen=True)
class Scheme:
    """Another organisation's scheme (``scheme.ttl``), its codes by notation; ``judged_whole`` where each has a verdict."""

    id: str
    title: str
    short_title: str
    owner: str
    sector: str
    edition: str
    year: str
    homepage: str
    terms_of_use: str
    codes: ReadOnlyDict[str, Code]
    scope_note: str = ""
    judged_whole: bool = False

    @property
    def name(self) -> str:
        """What the scheme is called in a sentence or a list."""
        return self.short_title or self.title


@dataclass(frozen=True)
class Mapping:
    """One judgment: how a concept of ours relates to a code of a scheme (SSSOM 1.0, "Mapping").

    ``predicate`` is the name of a SKOS mapping property; where ``negated`` it does *not* hold. ``notation`` is None for a stated gap.
    """

    concept: str
    predicate: str
    scheme: str
    notation: str | None
    justification: str
    confidence: float
    comment: str = ""
    negated: bool = False
    path: str = ""
    line: int = 0


@dataclass(frozen=True)
class Language:
    """A language of the site; ``places``: parts of states (ISO 3166-2), ``comments``: by their English, ``check``: None if no texts are."""

    tag: str
    name: str
    english_name: str
    direction: str
    strings: ReadOnlyDict[str, str]
    places: ReadOnlyDict[str, str] = field(default_factory=dict)
    comments: ReadOnlyDict[str, str] = field(default_factory=dict)
    search: SearchWords = SearchWords()
    check: CheckWords | None = None
    proper_names: tuple[str, ...] | None = None  # what may begin with a capital, None where words begin as they like


@dataclass(frozen=True)
class Glossary:
    """The whole vocabulary, assembled and checked, in reading order; ``changes``: when each mapping table last changed, by its path."""

    title: ReadOnlyDict[str, str]
    description: ReadOnlyDict[str, str]
    licence: str
    concepts: ReadOnlyDict[str, Concept]
    top_concepts: tuple[str, ...]
    sectors: ReadOnlyDict[str, Sector]
    sources: ReadOnlyDict[str, Source]
    schemes: ReadOnlyDict[str, Scheme]
    mappings: tuple[Mapping, ...]
    languages: ReadOnlyDict[str, Language]
    code_mappings: tuple[CodeMapping, ...] = ()
    history: tuple[Mapping, ...] = ()  # about concepts that are withdrawn
    changes: ReadOnlyDict[str, str] = field(default_factory=dict)
    days: Days = Days()
    releases: Releases = Releases()
    retired: tuple[Retired, ...] = ()

    @cached_property
    def crosswalk_version(self) -> str:
        """The version of the crosswalks: that of the program and a digest of all that they are made from."""
        hierarchy = [(c.id, c.broader, c.deprecated, c.replaced_by) for c in self.concepts.values()]
        schemes = [(s.id, s.edition, [replace(c, titles={}) for c in s.codes.values()]) for s in self.schemes.values()]
        rows = [(m.concept, m.predicate, m.scheme, m.notation, m.negated, m.confidence, m.comment) for m in (*self.mappings, *self.history)]
        return f"{__version__}+{digest(repr((hierarchy, schemes, rows, self.code_mappings)))[:12]}"

    @cached_property
    def mappings_by_concept(self) -> dict[str, tuple[Mapping, ...]]:
        """The mappings of each concept that has any, in scheme order."""
        return _grouped((mapping.concept, mapping) for mapping in self.mappings)

    @cached_property
    def mappings_by_scheme(self) -> dict[str, tuple[Mapping, ...]]:
        """The mappings to each scheme that has any, in concept order."""
        return _grouped((mapping.scheme, mapping) for mapping in self.mappings)

    def code(self, mapping: Mapping) -> Code | None:
        """Return the code that a mapping speaks of, or None for a stated gap."""
        return None if mapping.notation is None else self.schemes[mapping.scheme].codes[mapping.notation]

    def ancestors(self, concept_id: str) -> Iterator[str]:
        """Yield every broader concept up to the top, nearest first, each once."""
        seen, queue = {concept_id: None}, [concept_id]
        for current in queue:
            queue += (found := [above for above in self.concepts[current].broader if above not in seen])
            seen.update(dict.fromkeys(found))
            yield from found

    @cached_property
    def facet_of(self) -> dict[str, str]:
        """The nearest top concept above each concept (a top concept is its own facet)."""
        found = ((c, next((above for above in (c, *self.ancestors(c)) if above in self.top_concepts), None)) for c in self.concepts)
        return {concept_id: facet for concept_id, facet in found if facet}


def _grouped(pairs) -> dict:
    groups: dict = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
