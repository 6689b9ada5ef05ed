"""Former wordings that are shown nowhere because they do harm, ``vocab/withheld.tsv``: named by their place and days, never by their words.

A line has, with tabs between, a concept, a language, a property as the files write it, the first and the last of the days on which such a
wording came in, as the page of the term's history shows them, and the reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from csea_terms.names import CST, SKOS

PATH = "vocab/withheld.tsv"

PROPERTIES = {
    "cst:avoidLabel": CST + "avoidLabel", "cst:plainDefinition": CST + "plainDefinition", "skos:altLabel": SKOS + "altLabel",
    "skos:definition": SKOS + "definition", "skos:prefLabel": SKOS + "prefLabel", "skos:scopeNote": SKOS + "scopeNote",
}  # fmt: skip
"""The properties whose former values pages show, as files write them and whole."""


@dataclass(frozen=True)
class Withheld:
    """The wordings of a property in one language that came in from the day ``first`` to the day ``last``; ``line`` is where the list says so."""

    concept: str
    language: str
    property: str
    first: str
    last: str
    reason: str
    line: int

    def covers(self, day: str) -> bool:
        """Return whether what came in on a day is withheld."""
        return self.first <= day <= self.last


def read_withheld(text: str) -> list[Withheld]:
    """Return the rows of a list of what is withheld; what is none has an empty concept.

    >>> read_withheld("csam\\tfr\\tskos:definition\\t2026-01-02\\t2026-01-02\\tIt blamed a child.\\n")[0].property
    'skos:definition'
    >>> read_withheld("csam\\n")
    [Withheld(concept='', language='', property='', first='', last='', reason='', line=1)]
    """
    rows = ((line, row.split("\t")) for line, row in enumerate(text.removesuffix("\n").split("\n"), 1) if text)
    return [Withheld(*cells, line) if len(cells) == 6 else Withheld("", "", "", "", "", "", line) for line, cells in rows]


def newly_withheld(before: Iterable[Withheld], after: Iterable[Withheld]) -> set[tuple[str, str]]:
    """Return of which concepts, and in which languages, a list withholds what an earlier one did not."""
    known = {(row.concept, row.language, row.property, row.first, row.last) for row in before}
    return {(row.concept, row.language) for row in after if (row.concept, row.language, row.property, row.first, row.last) not in known}
