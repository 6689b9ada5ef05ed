"""The spreadsheet that a translator works in: English beside their own language, keys locked, what is open marked.

:mod:`csea_terms.translating.worklist_import` reads it back.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime

import xlsxwriter

from csea_terms.model import Concept, Glossary
from csea_terms.reading.figures import is_missing, lacks_plain
from csea_terms.text.digest import digest_of
from csea_terms.text.localnames import direction
from csea_terms.text.plain import tidy

SEPARATOR = " | "
"""Between several words of one cell once it is read; in the sheet each stands on a line of its own."""

COLUMNS = (
    "concept", "status", "english_label", "english_definition", "english_plain", "english_notes",
    "label", "admitted", "definition", "plain", "attested_at", "attested_by", "reviewed_by", "language", "english_digest", "own_digests",
)  # fmt: skip
"""The columns by name. The names are what :mod:`csea_terms.translating.worklist_import` goes by, whatever their order."""

EDITABLE = ("label", "admitted", "definition", "plain", "attested_at", "attested_by", "reviewed_by")
"""The columns that a translator writes in."""

SEVERAL = ("admitted", "reviewed_by")
"""The columns in which several stand, one a line."""

KEYS = ("concept", "language", "english_digest", "own_digests")
"""The columns that say what a row is about and what it was made from. All but the first are hidden."""

STATUSES = ("missing", "stale", "no plain line", "not reviewed", "reviewed")

_ABOUT = {
    "status": "missing: no name or no definition yet. stale: the English text has changed since. no plain line: English has one. "
    "not reviewed: please check.",
    "admitted": "Further words that professionals use, one a line (Alt and Enter begin a new line).",
    "definition": "One phrase that can stand in place of the term. Your own words; no word to avoid.",
    "plain": "One sentence for a young person, where English has one.",
    "attested_at": "The address (https://…) of a published text that has the label. In a language that the site does not have only such labels are taken.",
    "attested_by": "Who published that text.",
    "reviewed_by": "Your own name and role, if you are a native-speaking professional and checked all words of the row. Never another person’s.",
    "language": "Says whose words these are. Please leave it as it is.",
    "english_digest": "Says which English text this row was made from. Please leave it as it is.",
    "own_digests": "Says which words stood here when this row was made. Please leave it as it is.",
}
_WIDTHS = {"concept": 24, "status": 13}
_BETWEEN = re.compile(r"\s*[|\r\n]\s*")
_CREATED = datetime(2000, 1, 1)  # a date of its own would make two builds differ


def worklist(glossary: Glossary, tag: str) -> bytes:
    """Return the worklist of a language as an Excel workbook, the rows with most to do first."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": _CREATED})
        sheet = book.add_worksheet(tag)
        if direction_of(glossary, tag) == "rtl":
            sheet.right_to_left()
        bold = book.add_format({"bold": True, "bg_color": "#E3EEF2", "bottom": 1, "locked": True})
        fixed = book.add_format({"valign": "top", "text_wrap": True, "locked": True, "font_color": "#444444"})
        own = book.add_format({"valign": "top", "text_wrap": True, "locked": False})
        for column, name in enumerate(COLUMNS):
            sheet.write_string(0, column, name, bold)
            sheet.set_column(column, column, _WIDTHS.get(name, 36), None, {"hidden": name in KEYS[1:]})
            if name in _ABOUT:
                sheet.write_comment(0, column, _ABOUT[name])
        last = 0
        for last, row in enumerate(_rows(glossary, tag), 1):
            for column, name in enumerate(COLUMNS):
                style = own if name in EDITABLE else fixed
                sheet.write_string(last, column, row[name], style) if row[name] else sheet.write_blank(last, column, None, style)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
        # Without a password: it guards against slips, not against people.
        sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})
    return out.getvalue()


def status_of(concept: Concept, tag: str) -> str:
    """Return what a concept needs in a language, one of :data:`STATUSES`."""
    if is_missing(concept, tag):
        return "missing"
    if concept.is_stale(tag):
        return "stale"
    if lacks_plain(concept, tag):
        return "no plain line"
    return "reviewed" if concept.in_language(tag).reviewed_by else "not reviewed"


def cells_of(concept: Concept, tag: str) -> dict[str, str]:
    """Return what stands in the editable columns of a concept's row."""
    words = concept.in_language(tag)
    return {
        "label": words.preferred.text if words.preferred else "",
        "admitted": "\n".join(label.text for label in words.of_kind("admitted")),
        "definition": words.definition,
        "plain": words.plain_definition,
        "attested_at": words.preferred.attested_at if words.preferred else "",
        "attested_by": words.preferred.attested_by if words.preferred else "",
        "reviewed_by": "\n".join(words.reviewed_by),
    }


def direction_of(glossary: Glossary, tag: str) -> str:
    """Return how a language is written, ltr or rtl; empty for one that neither the site, the vocabulary nor Unicode's CLDR knows."""
    if tag in glossary.languages:
        return glossary.languages[tag].direction
    found = direction(tag)
    is_used = any(tag in concept.words for concept in glossary.concepts.values())
    return found if found != "auto" else "ltr" if is_used else ""


def normal_cell(column: str, text: object) -> str:
    """Return what a cell says whatever its spaces and, of several words, their order; of an empty cell nothing."""
    said = str("" if text is None else text)
    if column in SEVERAL:
        return SEPARATOR.join(sorted({tidy(part) for part in _BETWEEN.split(said)} - {""}))
    return tidy(said)


def english_digest(concept: Concept) -> str:
    """Return what stands for the English texts that a row translates."""
    english = concept.in_language("en")
    return digest_of(f"{english.definition} {english.plain_definition}")


def own_digests(cells: dict[str, str]) -> str:
    """Return what stands for the texts of a row's editable columns, in their order."""
    return " ".join(digest_of(normal_cell(name, cells[name])) for name in EDITABLE)


def in_order(glossary: Glossary, tag: str) -> list[Concept]:
    """Return the concepts that can be translated, those with most to do first."""
    live = [concept for concept in glossary.concepts.values() if not concept.deprecated]
    return sorted(live, key=lambda c: (STATUSES.index(status_of(c, tag)), glossary.facet_of.get(c.id, ""), c.id))


def _rows(glossary: Glossary, tag: str) -> Iterator[dict[str, str]]:
    for concept in in_order(glossary, tag):
        english, cells = concept.in_language("en"), cells_of(concept, tag)
        yield {
            "concept": concept.id,
            "status": status_of(concept, tag),
            "english_label": concept.label("en"),
            "english_definition": english.definition,
            "english_plain": english.plain_definition,
            "english_notes": "\n".join(english.scope_notes),
            **cells,
            "language": tag,
            "english_digest": english_digest(concept),
            "own_digests": own_digests(cells),
        }
