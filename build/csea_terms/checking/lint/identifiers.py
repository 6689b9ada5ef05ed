"""Do folders, files and names agree: one concept, one folder; one name, one thing?"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from csea_terms.checking.lint.layout import TYPE_OF, kind_of_subject, subject_kinds
from csea_terms.errors import Problem
from csea_terms.formats.turtle import curie, local_name
from csea_terms.names import BASE, CST, LABEL, RDF, SECTOR, SKOS, SKOSXL, USAGE, code_iri, scheme_iri
from csea_terms.reading.loaded import File, Loaded, line_of
from csea_terms.reading.statements import Statements

_NAMING = {
    RDF + "type",
    SKOSXL + "literalForm",
    CST + "usageOf",
    CST + "sector",
    CST + "jurisdiction",
    SKOS + "notation",
    SKOS + "inScheme",
}
"""What a name says of a thing, or must go with it."""


def folder_problems(loaded: Loaded) -> Iterator[Problem]:
    """Yield folders that lack the file which says what they are about."""
    for needing, needed, name, rule in (
        ("words", "concept", "vocab/terms/{}/concept.ttl", "concept-file-missing"),
        ("mappings", "codes", "vocab/crosswalks/{}/scheme.ttl", "crosswalk-file-missing"),
        ("code-mappings", "codes", "vocab/crosswalks/{}/scheme.ttl", "crosswalk-file-missing"),
    ):
        for owner in sorted(owners(loaded, needing)):
            path = name.format(owner)
            if path not in loaded.files and path not in loaded.unread:
                folder, _, file = path.rpartition("/")
                message = f"The folder {folder} has no {file}"
                advice = f"Copy {file} from a similar folder and change what it says, or remove the folder"
                yield Problem(path, 0, rule, "error", message, advice)
    yield from _twice_listed(loaded)


def owners(loaded: Loaded, kind: str) -> set[str]:
    """Return the identifiers that the paths of files of a kind name."""
    places = [file.place for file in loaded.files.values() if file.place.kind == kind]
    return {name for place in places for name in (place.owner, place.target) if name}


def _twice_listed(loaded: Loaded) -> Iterator[Problem]:
    """Yield codes that stand in two crosswalks' files; everything else is tied to its path."""
    for subject, paths in loaded.paths_by_subject.items():
        if len(paths) > 1 and loaded.files[paths[0]].place.kind == "codes":
            stated = [file for file, triple in loaded.statements(subject, RDF + "type")]
            if len(stated) > 1:
                message = f"The code {subject} is also listed in {stated[0].path}"
                path, line = stated[1].path, _line(stated[1], subject)
                yield Problem(path, line, "identifier-duplicate", "error", message, "Keep it in one of the two files")


def name_problems(file: File) -> Iterator[Problem]:
    """Yield subjects of a Turtle file that lack their type, or whose name does not say what they are."""
    allowed = subject_kinds(file.place)
    said: dict[str, Statements] = {}
    for triple in file.triples:
        subject = triple.subject
        if isinstance(subject, ox.NamedNode):
            about = said.setdefault(subject.value, Statements())
            predicate = triple.predicate.value
            if predicate in _NAMING:
                about.add(predicate, triple.object)
    for subject, statements in said.items():
        kind = kind_of_subject(file.place, allowed, subject)
        expected = TYPE_OF.get(kind)
        if expected and expected not in statements.iris(RDF + "type"):
            message = f"The block of {curie(subject)} does not say what it is"
            yield Problem(
                file.path, _line(file, subject), "type-missing", "error", message, f"Add the line: a {curie(expected)} ;"
            )
        elif kind in _CHECKS:
            yield from _CHECKS[kind](file, subject, statements)


def _label(file: File, subject: str, said: Statements) -> Iterator[Problem]:
    forms = said.texts(SKOSXL + "literalForm")
    names = [f"{LABEL}{file.place.owner}.{file.place.language}.{local_name(form)}" for form in forms]
    if names and subject not in names:
        yield _misnamed(file, subject, "label-name", names[0])


def _usage(file: File, subject: str, said: Statements) -> Iterator[Problem]:
    label, sector = said.name(CST + "usageOf", LABEL), said.name(CST + "sector", SECTOR)
    jurisdiction = said.text(CST + "jurisdiction")
    name = f"{USAGE}{label}.{sector}.{jurisdiction}"
    if label and sector and jurisdiction and subject != name:
        yield _misnamed(file, subject, "usage-name", name)


def _code(file: File, subject: str, said: Statements) -> Iterator[Problem]:
    notation = said.text(SKOS + "notation")
    name = code_iri(file.place.owner, notation)
    if notation and subject.startswith(BASE) and subject != name:
        yield _misnamed(file, subject, "code-name", name)
    own = scheme_iri(file.place.owner)
    if said.iris(SKOS + "inScheme") != (own,):
        message = f"The code {notation or subject} does not say that it belongs to this scheme, or names another"
        advice = f"Write one line: skos:inScheme <{own}> ;"
        yield Problem(file.path, _line(file, subject), "code-scheme", "error", message, advice)


_CHECKS = {"label": _label, "usage": _usage, "code": _code}


def _misnamed(file: File, subject: str, rule: str, name: str) -> Problem:
    message = f"The name {curie(subject)} does not say what the block is about"
    return Problem(file.path, _line(file, subject), rule, "error", message, f"Call it {curie(name)}")


def _line(file: File, subject: str) -> int:
    triple = next(t for t in file.triples if isinstance(t.subject, ox.NamedNode) and t.subject.value == subject)
    return line_of(file, triple, with_statement=False)
