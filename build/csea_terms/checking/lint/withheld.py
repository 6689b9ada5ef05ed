"""Does each line of ``vocab/withheld.tsv`` withhold a former wording? One that withholds none leaves shown what does harm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from csea_terms.errors import Problem
from csea_terms.reading.loaded import Loaded
from csea_terms.reading.repository import LANGUAGE_TAG
from csea_terms.reading.withheld import PATH, PROPERTIES, Withheld, read_withheld
from csea_terms.reading.wordings import FIELDS


def withheld_problems(loaded: Loaded) -> Iterator[Problem]:
    """Yield what is wrong with the lines of the list."""
    for row in read_withheld(loaded.files[PATH].text) if PATH in loaded.files else ():
        message, advice = _wrong(row, loaded)
        if message:
            yield Problem(PATH, row.line, "withheld-wording", "error", message, advice)


def _wrong(row: Withheld, loaded: Loaded) -> tuple[str, str]:
    if not row.concept:
        return "This is not a concept, language, property, first day, last day and reason", "Write these six, with one tab between them"
    if f"vocab/terms/{row.concept}/concept.ttl" not in {*loaded.files, *loaded.unread}:
        return f"There is no concept {row.concept}", "Write the name of its folder in vocab/terms"
    if not LANGUAGE_TAG.fullmatch(row.language):
        return f'"{row.language}" is no language tag', "Write one such as fr or pt-BR"
    if row.property not in PROPERTIES:
        return f'Of "{row.property}" no former values are shown', f"Write one of {', '.join(PROPERTIES)}"
    if not (_is_day(row.first) and _is_day(row.last) and row.first <= row.last):
        return f'"{row.first}" and "{row.last}" are not a first and a last day', "Write both as 2026-11-30, the earlier one first"
    if len(row.reason.split()) < 3:
        return "No reason is given", "Write why in a sentence, without the words that are withheld, and not who asked"
    return _unknown(row, loaded)


def _unknown(row: Withheld, loaded: Loaded) -> tuple[str, str]:
    """Return that git knows no such wording; nothing where it knows of none at all, as no history is shown then either."""
    field = f"{row.language} {FIELDS[PROPERTIES[row.property]]}"
    days = [wording.day for wording in loaded.wordings.get(row.concept, {}).get(field, ())]
    if not loaded.wordings or any(map(row.covers, days)):
        return "", ""
    known = f"it was worded on {', '.join(days)}" if days else "it was never worded"
    return f"Nothing is withheld: in {row.language}, {row.property} has no wording from these days ({known})", "Write the days that the page of its history shows"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
