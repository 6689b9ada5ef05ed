"""Look a word up among all labels in all languages, and write the label lists in which the browser does so.

Ranking: the tier of :mod:`csea_terms.search.ranking`; within NEAR the difference; current before deprecated concepts;
the wanted language, then its regional variants, then others; preferred before admitted, avoid and hidden
labels; the shorter label; the label's text. NEAR is tried only where no better tier than INSIDE answers, so
typing mistakes never crowd out what was meant. ``site/assets/search/lookup.mjs`` does the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from csea_terms.formats.scripts import data_script, script_json
from csea_terms.model import KINDS, Glossary, Scheme, Words
from csea_terms.search.ranking import INSIDE, NEAR, Query, match_key, match_tier, near_matcher, read_query

FALLBACK = "en"
"""The language in which every concept has a preferred label."""

OTHERS = "mul"
"""The label list of every language that the site is not in (ISO 639-2's code for several languages)."""


@dataclass(frozen=True)
class Entry:
    """One label that can be found; ``id`` is its concept, ``kind`` one of :data:`csea_terms.model.KINDS`."""

    id: str
    text: str
    language: str
    kind: str
    deprecated: bool = False

    @cached_property
    def key(self) -> str:
        """The folded text in which it is searched."""
        return match_key(self.text)


@dataclass(frozen=True)
class Hit:
    """A concept that was found: its label in the wanted language, and the label that matched and why.

    ``language`` and ``kind`` are those of ``matched``; ``near`` says that it matched with a typing mistake.
    """

    id: str
    label: str
    language: str
    matched: str
    kind: str
    deprecated: bool = False
    near: bool = False

    def as_dict(self) -> dict[str, str]:
        """Return what ``csea-terms lookup --json`` prints of it."""
        return {name: getattr(self, name) for name in ("id", "label", "language", "matched", "kind")}


def entries(glossary: Glossary) -> tuple[Entry, ...]:
    """Return every label of every concept in every language, those of deprecated concepts and spellings to avoid included."""
    return tuple(
        Entry(concept.id, text, words.language, kind, concept.deprecated)
        for concept in glossary.concepts.values()
        for words in concept.words.values()
        for text, kind in _findable(words)
    )


def code_entries(scheme: Scheme) -> tuple[Entry, ...]:
    """Return the titles of a scheme's codes in all languages, and their notations, as what can be searched for.

    The ``id`` of each is the notation.
    """
    titles = [
        Entry(code.notation, title, language, "preferred", code.deprecated)
        for code in scheme.codes.values()
        for language, title in (code.titles or {FALLBACK: code.title}).items()
    ]
    return (*titles, *(Entry(code.notation, code.notation, FALLBACK, "hidden", code.deprecated) for code in scheme.codes.values()))


def search(entries: Iterable[Entry], word: str, language: str | None = None, limit: int = 20) -> list[Hit]:
    """Return the concepts that a word finds, best first, each once with its best matching label.

    ``language`` (English where None) is preferred, not demanded: a word of any language is found.

    >>> csam = [Entry("csam", "child sexual abuse material", "en", "preferred"),
    ...         Entry("csam", "child pornography", "en", "avoid")]
    >>> search(csam, "pornography")[0].as_dict()["label"]
    'child sexual abuse material'
    """
    query, wanted = read_query(word), language or FALLBACK
    if not query.key:
        return []
    all_entries = tuple(entries)
    best: dict[str, tuple[tuple, Entry]] = {}
    for tier, difference, entry in _matches(all_entries, query):
        rank = (tier, difference, entry.deprecated, *_order(entry, wanted))
        if entry.id not in best or rank < best[entry.id][0]:
            best[entry.id] = (rank, entry)
    found = sorted(best.values(), key=lambda pair: pair[0])[:limit]
    names = _names(all_entries, {entry.id for _, entry in found}, wanted)
    return [_hit(entry, names, near=rank[0] == NEAR) for rank, entry in found]


def index_languages(glossary: Glossary) -> tuple[str, ...]:
    """Return the names of the label lists: the languages of the site, then :data:`OTHERS` where there are any."""
    found = {
        _list_of(tag, glossary)
        for concept in glossary.concepts.values()
        for tag, words in concept.words.items()
        if words.labels
    }
    return (*glossary.languages, *sorted(found.difference(glossary.languages)))


def index_json(glossary: Glossary, language: str) -> str:
    """Return the labels of one language and its regional variants, as JSON for the browser.

    ``labels`` has tag → concept → kind → the labels, and ``deprecated`` the concepts of the list that are so.
    """
    labels: dict[str, dict[str, dict[str, list[str]]]] = {}
    deprecated = set()
    for concept_id, concept in sorted(glossary.concepts.items()):
        for tag in sorted(tag for tag in concept.words if _list_of(tag, glossary) == language):
            by_kind = _by_kind(concept.words[tag])
            if by_kind:
                labels.setdefault(tag, {})[concept_id] = by_kind
                deprecated |= {concept_id} if concept.deprecated else set()
    return script_json({"language": language, "deprecated": sorted(deprecated), "labels": labels})


def _by_kind(words: Words) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for text, kind in sorted(_findable(words), key=lambda pair: (KINDS.index(pair[1]), pair[0])):
        found.setdefault(kind, []).append(text)
    return found


def _findable(words: Words) -> Iterator[tuple[str, str]]:
    """Yield each text by which a concept is found with its kind; a further spelling to avoid is one to avoid."""
    labels = {label.text for label in words.labels}
    yield from ((label.text, label.kind) for label in words.labels)
    yield from ((variant, "avoid") for label in words.labels for variant in label.variants if variant not in labels)


def index_files(glossary: Glossary) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of the lists that the browser loads, paths from the site's ``assets/``.

    They are classic scripts, as search.mjs explains: neither ``fetch`` nor modules work from a folder.
    """
    for language in index_languages(glossary):
        yield f"labels/{language}.js", data_script("cseaTermsLists", language, index_json(glossary, language))


def _matches(all_entries: tuple[Entry, ...], query: Query) -> Iterator[tuple[int, int, Entry]]:
    found = [(tier, 0, entry) for entry in all_entries if (tier := match_tier(query, entry.key)) is not None]
    yield from found
    if any(tier < INSIDE for tier, _, _ in found):
        return
    near = near_matcher(query)
    for entry in all_entries:
        if (difference := near(entry.key)) is not None:
            yield NEAR, difference, entry


def _order(entry: Entry, wanted: str) -> tuple:
    # UTF-16 is how JavaScript measures and compares text; the order must be the same in both.
    text = entry.text.encode("utf-16-be")
    return (_distance(entry.language, wanted), KINDS.index(entry.kind), len(text), text, entry.language, entry.id)


def _distance(language: str, wanted: str) -> int:
    if language == wanted:
        return 0
    return 1 if _base(language) == _base(wanted) else 2


def _base(language: str) -> str:
    return language.split("-")[0]


def _names(all_entries: tuple[Entry, ...], ids: set[str], wanted: str) -> dict[str, str]:
    names: dict[str, str] = {}
    for tag in (FALLBACK, _base(wanted), wanted):  # the last one that has a name wins
        for entry in all_entries:
            if entry.language == tag and entry.kind == "preferred" and entry.id in ids:
                names[entry.id] = entry.text
    return names


def _hit(entry: Entry, names: dict[str, str], near: bool) -> Hit:
    label = names.get(entry.id, entry.id)
    return Hit(entry.id, label, entry.language, entry.text, entry.kind, entry.deprecated, near)


def _list_of(tag: str, glossary: Glossary) -> str:
    """A variant such as fr-CA belongs to French, unless the site has it as a language of its own."""
    return next((own for own in (tag, _base(tag)) if own in glossary.languages), OTHERS)
