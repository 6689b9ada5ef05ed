"""One change in words, with other people's texts kept apart from our own, so that each format can make them harmless."""

from __future__ import annotations

from collections.abc import Iterator, Mapping as ReadOnlyDict
from dataclasses import dataclass, field

from csea_terms.text.difference import differing, words_of

READ_TWICE = frozenset(
    "concept-added concept-removed concept-renamed retired guidance definition plain-definition positions avoid-added avoid-removed avoid-changed".split()
)
"""The kinds of change that a second person reads before they are published: meaning, guidance, and what is said to be harmful."""

AREAS = ("concept", "scheme", "source", "language")
"""What a change may be about, in the order of the report."""


@dataclass(frozen=True)
class Quote:
    """A text of the vocabulary, which may say anything; ``language`` is its tag, empty where it has none."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class Difference:
    """A text as it was and as it is."""

    before: str
    after: str
    language: str = ""

    def parts(self) -> Iterator[tuple[str, str]]:
        """Yield what both have, and what only one has, as (``same``, ``removed`` or ``added``; text), in reading order."""
        return differing(self.before, self.after)

    @property
    def words(self) -> int:
        """How many words are other ones: those taken away or those put in, whichever are more.

        >>> Difference("abuse of a child", "sexual abuse of one child").words
        2
        """
        counts = {"same": 0, "removed": 0, "added": 0}
        for kind, text in self.parts():
            counts[kind] += sum(not word.isspace() for word in words_of(text))
        return max(counts["removed"], counts["added"])


Said = tuple[str | Quote | Difference, ...]
"""A sentence: our own words, and between them texts of the vocabulary."""


@dataclass(frozen=True)
class Change:
    """One thing that is not as it was.

    ``kind`` is a stable name such as ``definition``; ``area`` is one of :data:`AREAS` and ``about`` the identifier of the concept, scheme,
    source or interface language; ``language`` is that of the words, ``scheme`` the other side of a mapping. Both may be empty.
    """

    kind: str
    area: str
    about: str
    said: Said
    language: str = ""
    scheme: str = ""

    @property
    def read_twice(self) -> bool:
        """Whether a second person reads it before it is published."""
        return self.kind in READ_TWICE


@dataclass(frozen=True)
class Recoding:
    """A code that data are recoded from, and what became of it before and becomes of it now."""

    source: str
    notation: str
    target: str
    before: str
    after: str


@dataclass(frozen=True)
class PageEffects:
    """Which addresses are new, changed or gone; ``all_anew`` says that something changed which every page shows."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    all_anew: bool = False


@dataclass(frozen=True)
class Report:
    """Everything that was changed, and what follows: tables between schemes, recoded codes, pages and downloads.

    ``titles`` says what to call that which changes are about, by area and identifier.
    """

    changes: tuple[Change, ...]
    tables: frozenset[tuple[str, str]] = frozenset()
    recodings: tuple[Recoding, ...] = ()
    pages: PageEffects = PageEffects()
    downloads: tuple[str, ...] = ()
    titles: ReadOnlyDict[tuple[str, str], str] = field(default_factory=dict)
