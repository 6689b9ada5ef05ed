"""The terms as a table: one row a concept, the words of each language side by side."""

from __future__ import annotations

from collections.abc import Iterator

from csea_terms.formats.tables import Sheet, csv_bytes, xlsx_bytes
from csea_terms.model import Concept, Glossary
from csea_terms.names import TERM
from csea_terms.usages import Usage

_PER_LANGUAGE = ("preferred", "admitted", "avoid", "definition")
_SEPARATOR = " | "


def files(glossary: Glossary) -> Iterator[tuple[str, bytes]]:
    """Yield ``terms.csv`` and ``terms.xlsx`` (which has a second sheet with one row a label)."""
    languages = list(glossary.languages)
    columns = ["id", "iri", "status", "facet", "broader", "guidance", "sources"]
    columns += [f"{kind}_{tag}" for tag in languages for kind in _PER_LANGUAGE]
    rows = [_row(glossary, concept, languages) for concept in glossary.concepts.values()]
    terms = Sheet("terms", columns, rows)
    yield "terms.csv", csv_bytes(terms)
    yield "terms.xlsx", xlsx_bytes([terms, _labels(glossary)])


def made_from(glossary: Glossary) -> str:
    """Return what these files hold: the concepts, and which are top concepts."""
    return repr((glossary.top_concepts, list(glossary.concepts.values())))


def _row(glossary: Glossary, concept: Concept, languages: list[str]) -> list[str]:
    row = [
        concept.id,
        TERM + concept.id,
        "deprecated" if concept.deprecated else "current",
        glossary.facet_of.get(concept.id, ""),
        _SEPARATOR.join(concept.broader),
        concept.guidance,
        _SEPARATOR.join(concept.sources),
    ]
    for tag in languages:
        words = concept.in_language(tag)
        row += [_SEPARATOR.join(label.text for label in words.of_kind(kind)) for kind in _PER_LANGUAGE[:3]]
        row.append(words.definition)
    return row


def _labels(glossary: Glossary) -> Sheet:
    columns = ["id", "language", "label", "kind", "say_instead", "reason"]
    columns += ["in_the_law_of", "formerly_in_the_law_of", "attested_by", "reviewed_by"]
    rows = [
        [
            concept.id,
            label.language,
            label.text,
            label.kind,
            _SEPARATOR.join(label.instead),
            label.reason,
            _SEPARATOR.join(map(_law, label.legal_in)),
            _SEPARATOR.join(map(_law, label.formerly_legal_in)),
            label.attested_by,
            _SEPARATOR.join(words.reviewed_by),
        ]
        for concept in glossary.concepts.values()
        for words in concept.words.values()
        for label in words.labels
        if label.kind != "hidden"
    ]
    return Sheet("labels", columns, rows)


def _law(usage: Usage) -> str:
    """Return whose law has or had a word, with its dates: ``GB-EAW since 2015-05-03``."""
    dates = [f"{word} {date}" for word, date in (("since", usage.since), ("until", usage.until)) if date]
    return " ".join([usage.jurisdiction, *dates])
