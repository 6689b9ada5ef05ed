"""What was read: every file with what it states, and in which file and line each statement stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

import pyoxigraph as ox

from csea_terms.days import Days
from csea_terms.errors import Problem
from csea_terms.formats.sssom import Table
from csea_terms.formats.turtle import statement_line, subject_line
from csea_terms.names import CROSSWALK, OWL, RDF, SOURCE, TERM, XSD
from csea_terms.reading.repository import Place
from csea_terms.reading.wordings import Past
from csea_terms.releases import Releases

_HOMES = {TERM: "vocab/terms/{}/concept.ttl", SOURCE: "vocab/sources/{}.ttl", CROSSWALK: "vocab/crosswalks/{}/scheme.ttl"}

_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U(000[0-9A-Fa-f]{5}|0010[0-9A-Fa-f]{4})")
_TRUE = ox.Literal("true", datatype=ox.NamedNode(XSD + "boolean"))


@dataclass(frozen=True)
class File:
    """One file as it was read: its place, its text, and what it states (empty where it is not Turtle)."""

    place: Place
    text: str
    triples: tuple[ox.Triple, ...] = ()

    @property
    def path(self) -> str:
        """The path below the root."""
        return self.place.path


@dataclass
class Loaded:
    """Everything that was read, with the problems met while reading.

    ``tables`` are those of our concepts and a scheme's codes, ``code_tables`` those between two schemes, by their identifiers.
    ``unread`` are the paths of files whose meaning is not known, because they could not be read or parsed:
    nobody should be told off for what they would have said. ``partly_read`` are those of them of which some statements
    could be read, by path. ``days`` are those of each file, by path. ``releases`` is what the changelog
    says of releases. ``wordings`` are those of concepts of which a former one is withheld, by identifier.
    """

    files: dict[str, File] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    code_tables: dict[tuple[str, str], Table] = field(default_factory=dict)
    languages: dict[str, dict] = field(default_factory=dict)
    comments: dict[str, dict] = field(default_factory=dict)
    exceptions: dict[str, object] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    partly_read: dict[str, File] = field(default_factory=dict)
    days: dict[str, Days] = field(default_factory=dict)
    releases: Releases = Releases()
    wordings: dict[str, Past] = field(default_factory=dict)

    @cached_property
    def paths_by_subject(self) -> dict[str, tuple[str, ...]]:
        """The files that state something of each subject (IRI → paths)."""
        paths: dict[str, dict[str, None]] = {}
        for file in self.files.values():
            for triple in file.triples:
                if isinstance(triple.subject, ox.NamedNode):
                    paths.setdefault(triple.subject.value, {})[file.path] = None
        return {subject: tuple(found) for subject, found in paths.items()}

    @cached_property
    def withdrawn(self) -> frozenset[str]:
        """The concepts that are withdrawn; the rows about them are history."""
        triples = (triple for file in self.files.values() if file.place.kind == "concept" for triple in file.triples)
        said = (triple for triple in triples if triple.predicate.value == OWL + "deprecated" and triple.object == _TRUE)
        return frozenset(triple.subject.value.removeprefix(TERM) for triple in said if isinstance(triple.subject, ox.NamedNode))

    def triples(self) -> list[ox.Triple]:
        """Return every triple of every file."""
        return [triple for file in self.files.values() for triple in file.triples]

    def statements(self, subject: str, predicate: str = "") -> list[tuple[File, ox.Triple]]:
        """Return what is stated of a subject, with the file that states it; of one predicate where it is given."""
        files = (self.files[path] for path in self.paths_by_subject.get(subject, ()))
        return [
            (file, triple)
            for file in files
            for triple in file.triples
            if isinstance(triple.subject, ox.NamedNode)
            and triple.subject.value == subject
            and predicate in ("", triple.predicate.value)
        ]

    def locate(self, subject: str, predicate: str = "", value: object = None) -> tuple[str, int]:
        """Return the path and line of a statement, as near as it can be found.

        Without ``value`` the first statement with the predicate is meant, without ``predicate`` the subject's
        block in the file that says what kind of thing it is. Line 0 means that no file speaks of the subject.
        """
        stated = self.statements(subject, predicate) if predicate else []
        found = next((pair for pair in stated if value in (None, pair[1].object)), None)
        if found:
            return found[0].path, line_of(*found)
        home = self._home(subject)
        spoken = [pair for pair in self.statements(subject) if home in ("", pair[0].path)]
        stated = self.statements(subject, RDF + "type") or spoken
        return (stated[0][0].path, line_of(*stated[0], with_statement=False)) if stated else (home or "vocab", int(bool(home)))

    def _home(self, subject: str) -> str:
        """Return the file that should say what a subject is, as far as its name tells and there is one."""
        paths = (form.format(subject.removeprefix(start)) for start, form in _HOMES.items() if subject.startswith(start))
        return next((path for path in paths if path in self.files), "")


def line_of(file: File, triple: ox.Triple, with_statement: bool = True) -> int:
    """Return the line of a statement in the file that states it, or of its subject's block.

    The text need not be canonical; then the line is as near as the statement's words can be found.
    """
    # The canonical text has a character where somebody may have written its number.
    lines = [_ESCAPED.sub(lambda found: chr(int(found[1] or found[2], 16)), line) for line in file.text.split("\n")]
    opening = subject_line(triple.subject.value)
    start = next((n for n, line in enumerate(lines) if line.split(" ")[0] == opening), 0)
    value = triple.object
    if not with_statement or triple.predicate.value == RDF + "type" or not isinstance(value, ox.Literal | ox.NamedNode):
        return start + 1
    wanted = statement_line(triple.predicate.value, value)
    needle = value.value if isinstance(value, ox.Literal) else re.split("[/#]", value.value)[-1]
    exact = (n for n in range(start, len(lines)) if lines[n].strip() == wanted)
    similar = (n for n in range(start, len(lines)) if needle and needle in lines[n])
    return next(exact, next(similar, start)) + 1
