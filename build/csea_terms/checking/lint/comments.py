"""Do the translated comments on mappings, codes and schemes translate what the tables and schemes say?"""

from __future__ import annotations

from collections.abc import Iterator

from csea_terms.checking.lint.languages import line_of_key
from csea_terms.errors import Problem
from csea_terms.names import CST, SKOS
from csea_terms.reading.loaded import File, Loaded
from csea_terms.text.faults import text_faults

_OF_SCHEMES = {CST + "verdictReason", SKOS + "scopeNote"}
"""What schemes say in our words: why a code has a verdict, and what the scheme covers."""


def comment_problems(loaded: Loaded) -> Iterator[Problem]:
    """Yield the problems of the files in ``vocab/languages/comments/``: "English" = "translation", one a line."""
    tables = (*loaded.tables.values(), *loaded.code_tables.values())
    said = {row["comment"] for table in tables for row in table.rows}
    schemes = (file for file in loaded.files.values() if file.place.kind == "codes")
    said |= {triple.object.value for file in schemes for triple in file.triples if triple.predicate.value in _OF_SCHEMES}
    for file in loaded.files.values():
        if file.place.kind == "comments" and file.path not in loaded.unread:
            for english, own in loaded.comments[file.place.language].items():
                yield from _pair_problems(file, english, own, said)


def _pair_problems(file: File, english: str, own: object, said: set[str]) -> Iterator[Problem]:
    if not isinstance(own, str) or not own:
        advice = "Write the English comment and its translation in quotation marks, with = between them"
        yield Problem(file.path, line_of_key(file, english), "comments-text", "error", f"There is no translation of: {english}", advice)
        return
    for rule, message, advice in text_faults(own):
        yield Problem(file.path, line_of_key(file, english), rule, "error", message, advice)
    if english not in said:
        message = f"No mapping, code or scheme says this (any more): {english}"
        advice = "Translate today's English comment, or delete the line"
        yield Problem(file.path, line_of_key(file, english), "comments-unused", "warning", message, advice)
