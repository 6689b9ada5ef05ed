"""The rules about files, names and characters, which SHACL cannot see.

What a file *means* is the shapes' business; here it is how it is written and where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import partial

from csea_terms.checking.lint.comments import comment_problems
from csea_terms.checking.lint.identifiers import folder_problems, name_problems
from csea_terms.checking.lint.languages import language_problems
from csea_terms.checking.lint.letters import letter_problems
from csea_terms.checking.lint.published import published_problems
from csea_terms.checking.lint.statements import statement_problems
from csea_terms.checking.lint.tables import table_problems
from csea_terms.checking.lint.typography import typography_problems
from csea_terms.checking.lint.withheld import withheld_problems
from csea_terms.checking.lint.wording import wording_problems
from csea_terms.checking.memory import Memory
from csea_terms.errors import Problem
from csea_terms.formats.turtle import BlankNodeError, write_turtle
from csea_terms.reading.canonical import obstacle
from csea_terms.reading.loaded import File, Loaded
from csea_terms.text.digest import digest

_MOST_PLACES, _MOST_LINES = 20, 6


def lint(loaded: Loaded, memory: Memory) -> list[Problem]:
    """Return the problems in how the files are written, in no particular order."""
    problems = [*folder_problems(loaded), *table_problems(loaded), *language_problems(loaded), *comment_problems(loaded)]
    problems += [*published_problems(loaded), *withheld_problems(loaded)]
    problems += [*wording_problems(loaded, memory), *typography_problems(loaded, memory)]
    for file in loaded.files.values():
        if file.place.is_turtle and file.path not in loaded.unread:
            problems += memory.recall(digest("file", file.path, file.text), partial(_file_problems, file))
    for file in loaded.partly_read.values():
        problems += statement_problems(file)
        problems += letter_problems(file)
    return problems


def _file_problems(file: File) -> Iterator[Problem]:
    yield from statement_problems(file)
    yield from letter_problems(file)
    yield from name_problems(file)
    yield from form_problems(file)


def form_problems(file: File) -> Iterator[Problem]:
    """Yield what keeps a Turtle file from being in its canonical form: what rewriting would lose, else each place with its wanted lines."""
    try:
        canonical = write_turtle(file.triples)
    except BlankNodeError:
        canonical = ""
    if canonical == file.text:
        return
    found = obstacle(file)
    if found:
        yield found
    else:
        yield from _layout_problems(file, canonical.split("\n"))


def _layout_problems(file: File, wanted: list[str]) -> Iterator[Problem]:
    own = file.text.split("\n")
    places = [place for place in SequenceMatcher(None, own, wanted, autojunk=False).get_opcodes() if place[0] != "equal"]
    for _, start, end, wanted_start, wanted_end in places[:_MOST_PLACES]:
        lines = wanted[wanted_start:wanted_end]
        message = "The file is not in the form that all files share (one statement a line, in a fixed order)"
        yield Problem(file.path, min(start + 1, len(own)), "file-format", "error", message, _wanted(end - start, lines))


def _wanted(replaced: int, lines: list[str]) -> str:
    """Return what to do at a place: a few lines are shown, and the command does all."""
    if not any(line.strip() for line in lines):
        advice = "Delete what is too much here" if replaced > len(lines) else "Put an empty line here"
    elif len(lines) > _MOST_LINES:
        advice = "Many lines differ"
    else:
        advice = f"{'Wanted here' if replaced else 'Wanted before this line'}: {' | '.join(line.strip() for line in lines)}"
    return f"{advice} (csea-terms format does it)"
