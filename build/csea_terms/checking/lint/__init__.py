"""The rules about files, names and characters, which SHACL cannot see.

What a file *means* is the shapes' business; here it is how it is written and where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from csea_terms.checking.lint.comments import comment_problems
from csea_terms.checking.lint.identifiers import folder_problems, name_problems
from csea_terms.checking.lint.languages import language_problems
from csea_terms.checking.lint.statements import statement_problems
from csea_terms.checking.lint.tables import table_problems
from csea_terms.checking.lint.typography import typography_problems
from csea_terms.checking.lint.wording import wording_problems
from csea_terms.checking.memory import Memory
from csea_terms.errors import Problem
from csea_terms.formats.turtle import BlankNodeError, write_turtle
from csea_terms.reading.canonical import obstacle
from csea_terms.reading.loaded import File, Loaded
from csea_terms.text.digest import digest


def lint(loaded: Loaded, memory: Memory) -> list[Problem]:
    """Return the problems in how the files are written, in no particular order."""
    problems = [*folder_problems(loaded), *table_problems(loaded), *language_problems(loaded), *comment_problems(loaded)]
    problems += [*wording_problems(loaded, memory), *typography_problems(loaded, memory)]
    for file in loaded.files.values():
        if file.place.is_turtle and file.path not in loaded.unread:
            problems += memory.recall(digest("file", file.path, file.text), partial(_file_problems, file))
    return problems


def _file_problems(file: File) -> Iterator[Problem]:
    yield from statement_problems(file)
    yield from name_problems(file)
    yield from form_problems(file)


def form_problems(file: File) -> Iterator[Problem]:
    """Yield what keeps a Turtle file from being in its canonical form; the first reason only."""
    try:
        canonical = write_turtle(file.triples)
    except BlankNodeError:
        canonical = ""
    if canonical == file.text:
        return
    found = obstacle(file)
    if found:
        yield found
        return
    pairs = zip(file.text.split("\n"), canonical.split("\n"), strict=False)
    line = next((number for number, (own, wanted) in enumerate(pairs, 1) if own != wanted), 0)
    message = "The file is not in the form that all files share (one statement a line, in a fixed order)"
    yield Problem(file.path, line, "file-format", "error", message, "Run csea-terms format")
