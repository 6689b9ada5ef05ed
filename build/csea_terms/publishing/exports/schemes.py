"""The other organisations' schemes as a table: whose each is, and how many of its codes have which verdict."""

from __future__ import annotations

from collections.abc import Iterator

from csea_terms.crosswalks.verdicts import scheme_figures
from csea_terms.formats.dictionaries import csvw
from csea_terms.formats.tables import csv_bytes, xlsx_bytes
from csea_terms.model import Glossary, Scheme
from csea_terms.publishing.columns import SCHEMES_COUNTED, dictionary, sheet_of
from csea_terms.publishing.exports.crosswalks import edition, facts_of


def files(glossary: Glossary) -> Iterator[tuple[str, bytes]]:
    """Yield ``schemes.csv``, its description beside it (CSVW), and ``schemes.xlsx``."""
    sheet = sheet_of("schemes", SCHEMES_COUNTED, [_row(glossary, scheme) for scheme in glossary.schemes.values()])
    facts = facts_of(glossary, sheet)
    yield "schemes.csv", csv_bytes(sheet)
    yield "schemes.csv-metadata.json", csvw("schemes.csv", "Schemes of other organisations", SCHEMES_COUNTED, facts)
    yield "schemes.xlsx", xlsx_bytes([sheet, dictionary(SCHEMES_COUNTED), edition(facts)])


def _row(glossary: Glossary, scheme: Scheme) -> list[str]:
    figures = scheme_figures(glossary, scheme)
    table = f"vocab/crosswalks/{scheme.id}/mappings.sssom.tsv"
    return [
        scheme.id, scheme.title, scheme.owner, scheme.edition, scheme.terms_of_use, scheme.homepage, scheme.scope_note,
        scheme.year, scheme.sector, glossary.changes.get(table, ""), "yes" if scheme.judged_whole else "no",
        *map(str, (figures.codes, figures.usable, *figures.verdicts.values())),
    ]  # fmt: skip
