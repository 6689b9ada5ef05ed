"""The figures of the vocabulary: what there is, in which language, and what is left to do.

The command ``csea-terms stats`` and the page "About the data" show what these functions return, so that they
can never differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from statistics import median

from csea_terms.model import Concept, Glossary, Mapping, Source, Words
from csea_terms.reading.hosts import KINDS, kind_of_host
from csea_terms.text.sentences import sentence_lengths


@dataclass(frozen=True)
class LanguageFigures:
    """How many live concepts have what in one language; ``avoid`` counts labels, ``reasons`` the distinct reasons that they give.

    ``plain`` and ``noted`` count where English has a plain line or notes, and the language the same or as many, ``commented`` the
    judgments whose comment the language has. ``english`` says how many of a hundred words that English has on the terms' pages
    (definitions, plain lines, notes, comments) are read in English for want of a translation.
    ``sentence`` is the usual (median) length of a definition's longest sentence and ``longest`` the greatest, in words
    or, in scripts without spaces, in letters.
    """

    tag: str
    named: int
    defined: int
    plain: int
    noted: int
    commented: int
    attested: int
    reviewed: int
    stale: int
    avoid: int
    reasons: int
    sentence: int
    longest: int
    english: float


@dataclass(frozen=True)
class Figures:
    """The figures of a vocabulary. Deprecated concepts are not counted.

    ``noted`` counts those that have notes in English, as ``plain`` those with a plain line, ``commented`` the mappings with a comment.
    ``law`` counts the usages that say what a law says, ``dated_law`` those of them that say since when or until when,
    ``compared_law`` those that somebody compared with the text of the law. The labels that are ``attested`` are counted
    again by the kind of host where they are (:mod:`csea_terms.reading.hosts`). Of the sources those that are ``dated`` say their
    year; ``living`` pages of the web have none, because they change; of those that are ``undated`` nobody has found it.
    """

    concepts: int
    topics: int
    definitions: int
    plain: int
    noted: int
    labels: int
    avoid: int
    usages: int
    used_concepts: int
    law: int
    dated_law: int
    compared_law: int
    attested: int
    attested_authority: int
    attested_organisation: int
    attested_research: int
    attested_press: int
    attested_code: int
    attested_copy: int
    attested_other: int
    reviewed: int
    sources: int
    sources_dated: int
    sources_living: int
    sources_undated: int
    schemes: int
    codes: int
    mappings: int
    commented: int
    languages: tuple[LanguageFigures, ...]

    def as_dict(self) -> dict[str, object]:
        """Return the figures as plain data, for JSON."""
        return asdict(self)


def figures(glossary: Glossary) -> Figures:
    """Count everything that the project promises to say of itself."""
    live = live_concepts(glossary)
    words = [words for concept in live for words in concept.words.values()]
    labels = [label for own in words for label in own.labels]
    with_usages = {concept.id for concept in live if any(label.usages for own in concept.words.values() for label in own.labels)}
    hosts = Counter(kind_of_host(label.attested_at) for label in labels if label.attested)
    law = [usage for label in labels for usage in label.usages if usage.is_law]
    return Figures(
        concepts=len(live),
        topics=len(glossary.top_concepts),
        definitions=_count(own.definition for own in words),
        plain=_count(concept.in_language("en").plain_definition for concept in live),
        noted=_count(concept.in_language("en").scope_notes for concept in live),
        labels=_count(label.kind in ("preferred", "admitted") for label in labels),
        avoid=_count(label.kind == "avoid" for label in labels),
        usages=sum(len(label.usages) for label in labels),
        used_concepts=len(with_usages),
        law=len(law),
        dated_law=_count(usage.is_dated for usage in law),
        compared_law=_count(usage.compared_on for usage in law),
        attested=_count(label.attested for label in labels),
        **{f"attested_{kind}": hosts[kind] for kind in KINDS},
        reviewed=_count(own.reviewed_by for own in words),
        sources=len(glossary.sources),
        sources_dated=_count(source.year for source in glossary.sources.values()),
        sources_living=_count(_is_living(source) for source in glossary.sources.values()),
        sources_undated=_count(not source.year and not _is_living(source) for source in glossary.sources.values()),
        schemes=len(glossary.schemes),
        codes=sum(len(scheme.codes) for scheme in glossary.schemes.values()),
        mappings=len(glossary.mappings),
        commented=_count(row.comment for row in glossary.mappings),
        languages=tuple(language_figures(glossary, tag) for tag in language_tags(glossary)),
    )


def _is_living(source: Source) -> bool:
    return not source.year and source.kind == "website"


def language_figures(glossary: Glossary, tag: str) -> LanguageFigures:
    """Count what one language has."""
    live = live_concepts(glossary)
    words = [own for own in (concept.words.get(tag) for concept in live) if own]
    lengths = [max(sentence_lengths(own.definition, tag), default=0) for own in words if own.definition] or [0]
    return LanguageFigures(
        tag=tag,
        named=_count(own.name for own in words),
        defined=_count(own.definition for own in words),
        plain=_count(concept.in_language("en").plain_definition and not lacks_plain(concept, tag) for concept in live),
        noted=_count(_is_noted(concept, tag) for concept in live),
        commented=_count(_has_comment(glossary, row, tag) for row in glossary.mappings),
        attested=_count(own.name and own.name.attested for own in words),
        reviewed=_count(own.reviewed_by for own in words),
        stale=_count(concept.is_stale(tag) for concept in live),
        avoid=sum(len(own.of_kind("avoid")) for own in words),
        reasons=len({label.reason for own in words for label in own.of_kind("avoid") if label.reason}),
        sentence=round(median(lengths)),
        longest=max(lengths),
        english=_in_english(glossary, live, tag),
    )


def _in_english(glossary: Glossary, live: Iterable[Concept], tag: str) -> float:
    """Return how many of a hundred words that English has on the terms' pages a language leaves in English, to one decimal.

    They are counted in English on both sides, so that scripts with and without spaces are measured alike.
    """
    texts = [pair for concept in live for pair in _texts(concept, tag)]
    texts += [(row.comment, _has_comment(glossary, row, tag)) for row in glossary.mappings]
    lengths = [(len(english.split()), has) for english, has in texts]
    return round(100 * sum(words for words, has in lengths if not has) / max(sum(words for words, _ in lengths), 1), 1)


def _texts(concept: Concept, tag: str) -> Iterator[tuple[str, bool]]:
    """Yield each English text of a concept, with whether the language has its own in that place."""
    english, own = concept.in_language("en"), concept.in_language(tag)
    yield english.definition, bool(own.definition)
    yield english.plain_definition, bool(own.plain_definition)
    yield english.positions, bool(own.positions)
    for field in ("scope_notes", "examples"):
        yield " ".join(getattr(english, field)), bool(getattr(own, field))


def _has_comment(glossary: Glossary, row: Mapping, tag: str) -> bool:
    """Return whether a mapping has a comment and a language has it too; the mapping's own is English."""
    language = glossary.languages.get(tag)
    return bool(row.comment) and (tag == "en" or bool(language and row.comment in language.comments))


def language_tags(glossary: Glossary) -> tuple[str, ...]:
    """Return every language with words: the site's languages first, then the others by tag."""
    used = {tag for concept in glossary.concepts.values() for tag in concept.words}
    return (*(tag for tag in glossary.languages if tag in used), *sorted(used - set(glossary.languages)))


def live_concepts(glossary: Glossary) -> list[Concept]:
    """Return the concepts that are not deprecated."""
    return [concept for concept in glossary.concepts.values() if not concept.deprecated]


@dataclass(frozen=True)
class Cell:
    """A place of a heat map: ``done`` of ``total``."""

    done: int
    total: int

    @property
    def share(self) -> float:
        """The part that is done, from 0 to 1."""
        return self.done / self.total if self.total else 0.0

    @property
    def whole_percent(self) -> int:
        """The part that is done in percent, rounded down: 100 only where nothing is left to do."""
        return 100 * self.done // self.total if self.total else 0


def completeness(whole: Figures, row: LanguageFigures) -> tuple[Cell, ...]:
    """Return how much a language has of the names, definitions, plain lines, notes and comments on judgments that English has."""
    totals = (whole.concepts, whole.concepts, whole.plain, whole.noted, whole.commented)
    return tuple(map(Cell, (row.named, row.defined, row.plain, row.noted, row.commented), totals))


def topics_by_language(glossary: Glossary) -> dict[str, dict[str, Cell]]:
    """Return, for each topic and site language, how many of the topic's concepts have a definition there."""
    return {
        topic: {
            tag: Cell(_count(concept.in_language(tag).definition for concept in concepts), len(concepts))
            for tag in glossary.languages
        }
        for topic, concepts in _by_topic(glossary).items()
    }


def topics_by_sector(glossary: Glossary) -> dict[str, dict[str, Cell]]:
    """Return, for each topic and sector, how many of the topic's concepts that sector uses."""
    return {
        topic: {
            sector: Cell(_count(sector in concept.sectors for concept in concepts), len(concepts))
            for sector in glossary.sectors
        }
        for topic, concepts in _by_topic(glossary).items()
    }


def todo(glossary: Glossary, tag: str) -> dict[str, list[str]]:
    """Return what a language still needs, as lists of concepts.

    They are those without a name or a definition (``missing``), those without the ``plain`` line that English has,
    the ``stale`` ones, and those of which nobody has reviewed the words (``open``).
    """
    live = live_concepts(glossary)
    return {
        "missing": [c.id for c in live if is_missing(c, tag)],
        "plain": [c.id for c in live if lacks_plain(c, tag)],
        "stale": [c.id for c in live if c.is_stale(tag)],
        "open": [c.id for c in live if is_open(c.in_language(tag))],
    }


def is_missing(concept: Concept, tag: str) -> bool:
    """Return whether a language has no name or no definition of a concept."""
    words = concept.in_language(tag)
    return not words.definition or not words.preferred


def lacks_plain(concept: Concept, tag: str) -> bool:
    """Return whether English has a plain-language line of a concept and a language has none."""
    return bool(concept.in_language("en").plain_definition) and not concept.in_language(tag).plain_definition


def _is_noted(concept: Concept, tag: str) -> bool:
    """Return whether English has notes on a concept and a language has as many."""
    notes = len(concept.in_language("en").scope_notes)
    return 0 < notes <= len(concept.in_language(tag).scope_notes)


def is_open(words: Words) -> bool:
    """Return whether a language says something of a concept, be it only its name, that nobody has reviewed."""
    return bool(words.name or words.definition or words.plain_definition) and not words.reviewed_by


def _by_topic(glossary: Glossary) -> dict[str, list[Concept]]:
    topics: dict[str, list[Concept]] = {topic: [] for topic in glossary.top_concepts}
    for concept in live_concepts(glossary):
        # Of a vocabulary with errors a preview is shown too, and there a term may stand below no topic.
        if not concept.top and concept.id in glossary.facet_of:
            topics[glossary.facet_of[concept.id]].append(concept)
    return topics


def _count(values: Iterable[object]) -> int:
    return sum(1 for value in values if value)
