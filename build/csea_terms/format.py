"""Rewrite Turtle files in their canonical form: the same triples, one statement a line."""

from __future__ import annotations

import re

from csea_terms.load import Loaded
from csea_terms.turtle import BlankNodeError, write_turtle

_COMMENT = re.compile(r"^\s*#", re.MULTILINE)


def canonical_texts(loaded: Loaded) -> dict[str, str]:
    """Return the canonical text of every Turtle file that was read without a syntax error (path → text).

    Files with blank nodes, which have no canonical form, and files with comments, which would be lost, are left
    out: ``check`` says so.
    """
    broken = {problem.path for problem in loaded.problems if problem.rule.startswith("turtle-")}
    texts = {}
    for file in loaded.files.values():
        if file.place.is_turtle and file.path not in broken and not _COMMENT.search(file.text):
            try:
                texts[file.path] = write_turtle(file.triples)
            except BlankNodeError:
                continue
    return texts
