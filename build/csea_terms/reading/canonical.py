"""Rewrite Turtle files in their canonical form: the same triples, one statement a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from csea_terms.errors import Problem
from csea_terms.formats.turtle import comment_line, curie, subject_line, write_turtle
from csea_terms.reading.loaded import File, Loaded


@dataclass(frozen=True)
class Formatted:
    """The canonical text of each file that has one (path → text), and why the others have none."""

    texts: dict[str, str]
    problems: tuple[Problem, ...]


def formatted(loaded: Loaded) -> Formatted:
    """Return the canonical text of every Turtle file.

    A file is left as it is, and that is a problem, when it could not be read or when rewriting it would lose something.
    """
    texts: dict[str, str] = {}
    problems = [problem for problem in loaded.problems if problem.path in loaded.unread and problem.path.endswith(".ttl")]
    for file in loaded.files.values():
        if file.place.is_turtle and file.path not in loaded.unread:
            found = obstacle(file)
            if found:
                problems.append(found)
            else:
                texts[file.path] = write_turtle(file.triples)
    return Formatted(texts, tuple(problems))


def obstacle(file: File) -> Problem | None:
    """Return the first thing in a Turtle file that rewriting would lose, or None."""
    if not all(map(_is_named, file.triples)):
        message = "A block here has no name of its own (square brackets, _: or a statement about a statement)"
        advice = "Give it a name such as label:hotline.fr.ligne, so that everyone can refer to it"
        return Problem(file.path, _nameless_line(file.text), "blank-node", "error", message, advice)
    comment = comment_line(file.text)
    if comment:
        advice = "Move it into a statement: skos:editorialNote in the block it is about"
        return Problem(file.path, comment, "comment-lost", "error", "A comment behind # would be lost", advice)
    return next(_repeated(file), None)


def _repeated(file: File) -> Iterator[Problem]:
    """Yield blocks about a subject that an earlier block is about: joining them may join what contradicts itself."""
    subjects = {triple.subject.value for triple in file.triples}
    names = {name: iri for iri in subjects for name in (subject_line(iri), f"<{iri}>")}
    first: dict[str, int] = {}
    before = "."
    for number, line in enumerate(file.text.split("\n"), 1):
        subject = names.get(line.split(" ")[0]) if before.endswith(".") else None
        if subject in first:
            message = f"The block of {curie(subject)} stands here again (first in line {first[subject]})"
            advice = "Join the two blocks by hand: keep one line where they say different things"
            yield Problem(file.path, number, "block-repeated", "error", message, advice)
        elif subject:
            first[subject] = number
        before = line.strip() or before


def _is_named(triple: ox.Triple) -> bool:
    return isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal)


def _nameless_line(text: str) -> int:
    lines = text.split("\n")
    return next((n for n, line in enumerate(lines, 1) if any(mark in line for mark in ("[", "_:", "<<", "( "))), 1)
