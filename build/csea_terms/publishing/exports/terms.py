"""The terms as a table: one row a concept, the words of each language side by side."""

from __future__ import annotations

from collections.abc import Iterator

from csea_terms import __version__
from csea_terms.formats.dictionaries import SEPARATOR, csvw
from csea_terms.formats.tables import Sheet, csv_bytes, xlsx_bytes
from csea_terms.model import Concept, Glossary
from csea_terms.names import TERM
from csea_terms.publishing.columns import LABELS, dictionary, sheet_of, terms
from csea_terms.publishing.exports.crosswalks import edition, facts_of
from csea_terms.usages import Usage

_PER_LANGUAGE = ("preferred", "admitted", "avoid", "definition")


def files(glossary: Glossary) -> Iterator[tuple[str, bytes]]:
    """Yield ``terms.csv``, its description beside it (CSVW), and ``terms.xlsx`` (which has a second sheet with one row a label)."""
    languages = list(glossary.languages)
    columns = terms(languages)
    sheet = sheet_of("terms", columns, [_row(glossary, concept, languages) for concept in glossary.concepts.values()])
    facts = {**facts_of(glossary, sheet), "version": __version__}
    yield "terms.csv", csv_bytes(sheet)
    yield "terms.csv-metadata.json", csvw("terms.csv", glossary.title.get("en", "CSEA Terms"), columns, facts)
    yield "terms.xlsx", xlsx_bytes([sheet, _labels(glossary), dictionary((*columns, *LABELS)), edition(facts)])


def made_from(glossary: Glossary) -> str:
    """Return what these files hold: the concepts, and which are top concepts."""
    return repr((glossary.top_concepts, list(glossary.concepts.values())))


def _row(glossary: Glossary, concept: Concept, languages: list[str]) -> list[str]:
    row = [
        concept.id,
        TERM + concept.id,
        "deprecated" if concept.deprecated else "current",
        glossary.facet_of.get(concept.id, ""),
        SEPARATOR.join(concept.broader),
        concept.guidance,
        SEPARATOR.join(concept.sources),
        SEPARATOR.join(concept.replaced_by),
    ]
    for tag in languages:
        words = concept.in_language(tag)
        row += [SEPARATOR.join(label.text for label in words.of_kind(kind)) for kind in _PER_LANGUAGE[:3]]
        row.append(words.definition)
    return row


def _labels(glossary: Glossary) -> Sheet:
    rows = [
        [
            concept.id,
            label.language,
            label.text,
            label.kind,
            SEPARATOR.join(label.instead),
            label.reason,
            SEPARATOR.join(map(_law, label.legal_in)),
            SEPARATOR.join(map(_law, label.formerly_legal_in)),
            label.attested_by,
            SEPARATOR.join(words.reviewed_by),
        ]
        for concept in glossary.concepts.values()
        for words in concept.words.values()
        for label in words.labels
        if label.kind != "hidden"
    ]
    return sheet_of("labels", LABELS, rows)


def _law(usage: Usage) -> str:
    """Return whose law has or had a word, with its dates: ``GB-EAW since 2015-05-03``."""
    dates = [f"{word} {date}" for word, date in (("since", usage.since), ("until", usage.until)) if date]
    return " ".join([usage.jurisdiction, *dates])
