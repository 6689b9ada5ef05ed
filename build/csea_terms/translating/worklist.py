"""The spreadsheet that a translator works in: English beside their own language, keys locked, what is open marked.

:mod:`csea_terms.translating.worklist_import` reads it back.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime

import xlsxwriter

from csea_terms.model import Concept, Glossary
from csea_terms.reading.figures import is_missing, lacks_plain
from csea_terms.text.digest import digest_of

SEPARATOR = " | "
"""Between several labels in one cell."""

COLUMNS = (
    "concept", "status", "english_label", "english_definition", "english_plain", "english_notes",
    "label", "admitted", "definition", "plain", "language", "english_digest", "own_digests",
)  # fmt: skip
"""The columns by name. The names are what :mod:`csea_terms.translating.worklist_import` goes by, whatever their order."""

EDITABLE = ("label", "admitted", "definition", "plain")
"""The columns that a translator writes in."""

KEYS = ("concept", "language", "english_digest", "own_digests")
"""The columns that say what a row is about and what it was made from. All but the first are hidden."""

STATUSES = ("missing", "stale", "no plain line", "not reviewed", "reviewed")

_ABOUT = {
    "status": "missing: no name or no definition yet. stale: the English text has changed since. no plain line: English has one. "
    "not reviewed: please check.",
    "admitted": "Further words that professionals use; several are separated by a vertical bar.",
    "definition": "One phrase that can stand in place of the term. Your own words; no word to avoid.",
    "plain": "One sentence for a young person, where English has one.",
    "language": "Says whose words these are. Please leave it as it is.",
    "english_digest": "Says which English text this row was made from. Please leave it as it is.",
    "own_digests": "Says which words stood here when this row was made. Please leave it as it is.",
}
_WIDTHS = {"concept": 24, "status": 13}
_BAR = re.compile(r"\s*\|\s*")
_CREATED = datetime(2000, 1, 1)  # a date of its own would make two builds differ


def worklist(glossary: Glossary, tag: str) -> bytes:
    """Return the worklist of a language as an Excel workbook, the rows with most to do first."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": _CREATED})
        sheet = book.add_worksheet(tag)
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
        "admitted": SEPARATOR.join(label.text for label in words.of_kind("admitted")),
        "definition": words.definition,
        "plain": words.plain_definition,
    }


def normal_cell(column: str, text: object) -> str:
    """Return what a cell says whatever its spaces and, of several labels, their order; of an empty cell nothing."""
    words = unicodedata.normalize("NFC", " ".join(str("" if text is None else text).split()))
    return SEPARATOR.join(sorted(part for part in _BAR.split(words) if part)) if column == "admitted" else words


def english_digest(concept: Concept) -> str:
    """Return what stands for the English texts that a row translates."""
    english = concept.in_language("en")
    return digest_of(f"{english.definition} {english.plain_definition}")


def own_digests(cells: dict[str, str]) -> str:
    """Return what stands for the texts of a row's editable columns, in their order."""
    return " ".join(digest_of(normal_cell(name, cells[name])) for name in EDITABLE)


def _rows(glossary: Glossary, tag: str) -> Iterator[dict[str, str]]:
    live = [concept for concept in glossary.concepts.values() if not concept.deprecated]
    for concept in sorted(live, key=lambda c: (STATUSES.index(status_of(c, tag)), glossary.facet_of.get(c.id, ""), c.id)):
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
