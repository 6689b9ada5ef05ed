"""The rules about files, names and characters, which SHACL cannot see.

What a file *means* is the shapes' business; here it is how it is written and where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from csea_terms.lint.identifiers import folder_problems, name_problems
from csea_terms.lint.languages import language_problems
from csea_terms.lint.statements import statement_problems
from csea_terms.lint.tables import table_problems
from csea_terms.lint.wording import wording_problems
from csea_terms.load import File, Loaded
from csea_terms.problem import Problem
from csea_terms.turtle import comment_line, write_turtle


def lint(loaded: Loaded) -> list[Problem]:
    """Return the problems in how the files are written, in no particular order."""
    problems = [*folder_problems(loaded), *table_problems(loaded), *language_problems(loaded), *wording_problems(loaded)]
    for file in loaded.files.values():
        if file.place.is_turtle and file.path not in loaded.unread:
            problems += statement_problems(file)
            problems += name_problems(file)
            problems += form_problems(file)
    return problems


def form_problems(file: File) -> Iterator[Problem]:
    """Yield what keeps a Turtle file from being in its canonical form; the first reason only."""
    nameless = next((triple for triple in file.triples if not _is_named(triple)), None)
    if nameless is not None:
        message = "A block here has no name of its own (square brackets, _: or a statement about a statement)"
        advice = "Give it a name such as label:hotline.fr.ligne, so that everyone can refer to it"
        yield Problem(file.path, _nameless_line(file.text), "blank-node", "error", message, advice)
        return
    canonical = write_turtle(file.triples)
    if canonical == file.text:
        return
    comment = comment_line(file.text)
    if comment:
        advice = "Move it into a statement: skos:editorialNote in the block it is about"
        yield Problem(file.path, comment, "comment-lost", "error", "A comment behind # would be lost", advice)
        return
    pairs = zip(file.text.split("\n"), canonical.split("\n"), strict=False)
    line = next((number for number, (own, wanted) in enumerate(pairs, 1) if own != wanted), 0)
    message = "The file is not in the form that all files share (one statement a line, in a fixed order)"
    yield Problem(file.path, line, "file-format", "error", message, "Run csea-terms format")


def _is_named(triple: ox.Triple) -> bool:
    return isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal)


def _nameless_line(text: str) -> int:
    lines = text.split("\n")
    return next((n for n, line in enumerate(lines, 1) if any(mark in line for mark in ("[", "_:", "<<", "( "))), 1)
