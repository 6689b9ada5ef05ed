"""Read every file of the vocabulary and remember which file says what.

Nothing here raises on bad content: what cannot be read becomes a :class:`~csea_terms.errors.Problem`.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping as ReadOnlyDict
from dataclasses import replace
from types import MappingProxyType

import pyoxigraph as ox

from csea_terms.errors import Problem
from csea_terms.formats.sssom import CODE_COLUMNS, read_table
from csea_terms.names import BASE
from csea_terms.reading.folder_names import misnamed
from csea_terms.reading.history import days_of, releases_of
from csea_terms.reading.loaded import File, Loaded
from csea_terms.reading.recover import recovered
from csea_terms.reading.repository import SLUG, Place, Repository, place_of
from csea_terms.reading.withheld import PATH as WITHHELD, read_withheld
from csea_terms.reading.wordings import wordings_in

_BOM = b"\xef\xbb\xbf"
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)
_INSIDE = "Write quotation marks inside a text as the language has them, such as “ ”, or with a backslash before each"
_NOTHING: ReadOnlyDict[str, str] = MappingProxyType({})


def load(repository: Repository, changed: ReadOnlyDict[str, str] = _NOTHING) -> Loaded:
    """Read a checkout's vocabulary.

    ``changed`` has the texts, by path, of files that are looked at as if they had been written already.
    """
    loaded = Loaded(days=days_of(repository.root), releases=releases_of(repository.root))
    new = changed.keys() - {place.path for place in repository.places}
    for place in [*repository.places, *map(place_of, sorted(new))]:
        text = changed[place.path] if place.path in changed else _read(repository, place, loaded)
        if text is not None:
            loaded.files[place.path] = File(place, text, _understand(text, place, loaded))
    for problem, places in misnamed(loaded.files):
        _set_aside(places, loaded)
        loaded.problems.append(problem)
    withheld = read_withheld(loaded.files[WITHHELD].text) if WITHHELD in loaded.files else []
    loaded.wordings = {slug: wordings_in(repository.root, slug) for slug in {row.concept for row in withheld} if SLUG.fullmatch(slug)}
    return loaded


def _set_aside(places: list[Place], loaded: Loaded) -> None:
    """Take files as unread that speak of something else than their paths name: nobody knows which is right."""
    paths = {place.path for place in places}
    loaded.unread |= paths
    loaded.files.update({path: replace(loaded.files[path], triples=()) for path in paths})
    for place in places:
        if place.kind == "mappings":
            loaded.tables.pop(place.owner, None)
        elif place.kind == "code-mappings":
            loaded.code_tables.pop((place.owner, place.target), None)


def _read(repository: Repository, place: Place, loaded: Loaded) -> str | None:
    """Return a file's text; None, with the reason noted, when there is none to go on with."""
    # Thousands of files: plain paths and calls cost a third of pathlib's.
    path = f"{repository.root}/{place.path}"
    if place.kind == "stray" or os.path.islink(path):
        loaded.problems.append(_stray(place))
        return None
    try:
        with open(path, "rb") as file:
            text = _text(file.read(), place, loaded.problems)
    except OSError as error:
        message = f"The file cannot be opened: {error.strerror}"
        advice = "Look at the file's permissions, or restore it from git"
        loaded.problems.append(Problem(place.path, 0, "file-unreadable", "error", message, advice))
        text = None
    if text is None:
        loaded.unread.add(place.path)
    return text


def _understand(text: str, place: Place, loaded: Loaded) -> tuple[ox.Triple, ...]:
    """Parse a text and return its triples; tables and languages are put where they belong."""
    if place.kind == "mappings":
        loaded.tables[place.owner], problems = read_table(text, place.path)
        loaded.problems += problems
        return ()
    if place.kind == "code-mappings":
        loaded.code_tables[place.owner, place.target], problems = read_table(text, place.path, CODE_COLUMNS)
        loaded.problems += problems
        return ()
    try:
        if place.is_turtle:
            return parse_turtle(text)
        if place.kind == "exceptions":
            loaded.exceptions = tomllib.loads(text)
        elif place.kind == "language":
            loaded.languages[place.language] = tomllib.loads(text)
        elif place.kind == "comments":
            loaded.comments[place.language] = tomllib.loads(text)
        return ()
    except tomllib.TOMLDecodeError as error:
        loaded.problems.append(_toml_problem(str(error), place, text))
    except RecursionError:
        loaded.problems.append(_toml_problem("Brackets are nested too deeply", place, text))
    except SyntaxError:
        triples, faults = recovered(text, parse_turtle)
        loaded.problems += [_syntax_problem(fault, place, text) for fault in faults]
        loaded.partly_read[place.path] = File(place, text, triples)
    loaded.unread.add(place.path)
    return ()


def _text(content: bytes, place: Place, problems: list[Problem]) -> str | None:
    """Return the text, with the problems of its bytes noted; None when it is not UTF-8, or two versions that git could not join."""
    if content.startswith(_BOM):
        advice = "Save the file as UTF-8 without byte order mark"
        problems.append(Problem(place.path, 1, "file-bom", "error", "The file starts with a byte order mark", advice))
        content = content[len(_BOM) :]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = "The file is not UTF-8 from here on"
        problems.append(Problem(place.path, line, "file-encoding", "error", message, "Save the file as UTF-8"))
        return None
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        advice = "Save the file with Unix line ends (LF), or run csea-terms format"
        problems.append(Problem(place.path, line, "file-line-ends", "error", "The file has Windows line ends", advice))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    conflict = _CONFLICT.search(text)
    if conflict:
        line = text.count("\n", 0, conflict.start()) + 1
        message = "Two versions stand here one below the other: somebody else changed the same lines"
        advice = "Keep what is right of both, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
        problems.append(Problem(place.path, line, "file-conflict", "error", message, advice))
        return None
    return text


def parse_turtle(text: str) -> tuple[ox.Triple, ...]:
    """Return the triples of a Turtle text; raise SyntaxError with ``lineno`` when it is not Turtle."""
    return tuple(quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri=BASE))


def _syntax_problem(error: SyntaxError, place: Place, text: str) -> Problem:
    detail = re.sub(r"^Parser error at line \d+ (?:between columns \d+ and \d+|column \d+): ", "", error.msg or "")
    detail = re.sub(r" \(line \d+\)$", "", detail)
    if re.search("[Tt]he prefix https?:? has not been declared", detail):
        return Problem(
            place.path, error.lineno or 1, "turtle-syntax", "error",
            "A web address stands here without angle brackets",
            "Write <https://…>; a work that is cited is named by its file in vocab/sources, such as source:crc-1989",
        )  # fmt: skip
    undeclared = re.search(r"[Tt]he prefix (\S*?):? has not been declared", detail)
    if undeclared:
        return Problem(
            place.path, error.lineno or 1, "turtle-prefix", "error",
            f"The prefix {undeclared[1]}: is used but not declared",
            f"Add an @prefix line for {undeclared[1]}: at the top, as other files have it, or correct its spelling",
        )  # fmt: skip
    return Problem(
        place.path, error.lineno or 1, "turtle-syntax", "error",
        f"This is not valid Turtle: {detail}",
        _syntax_advice(text.split("\n")[(error.lineno or 1) - 1]),
    )  # fmt: skip


def _syntax_advice(line: str) -> str:
    """Return what to do about a line that is no Turtle.

    >>> _syntax_advice('    skos:prefLabel “report”@en ;')
    'Put straight quotation marks round the text: "…"'
    """
    if re.match(r"\s*\S+ +[“”„‟«»‘’＂']", line):
        return 'Put straight quotation marks round the text: "…"'
    if re.search(r'"@[A-Za-z0-9-]+ +"', line):
        return "Write each text on a line of its own, with its property in front and a semicolon behind"
    if '"""' not in line and len(re.findall(r'(?<!\\)"', line)) > 2:
        return _INSIDE
    return "Look for a missing quotation mark, semicolon or full stop here or on the line before"


def _toml_problem(detail: str, place: Place, text: str) -> Problem:
    found = re.search(r"line (\d+)", detail)
    line = text.split("\n")[int(found[1]) - 1] if found else ""
    rule, other = "language-file-syntax", "vocab/languages/en.toml"
    if place.kind in ("exceptions", "comments"):
        rule, other = f"{place.kind}-syntax", "the other lines"
    return Problem(
        place.path, int(found[1]) if found else 1, rule, "error",
        f"This is not valid TOML: {detail.split(' (at')[0]}",
        _toml_advice(line) or f"Compare the line with {other}",
    )  # fmt: skip


def _toml_advice(line: str) -> str:
    """Return what to do about the quotation marks of a line that is no TOML, if it may be these.

    >>> _toml_advice('home = "Home')
    'Put a quotation mark at both ends of each text, in one line'
    """
    marks = len(re.findall(r'(?<!\\)"', line))
    if marks % 2:
        return "Put a quotation mark at both ends of each text, in one line"
    return _INSIDE if marks > 2 else ""


def _stray(place: Place) -> Problem:
    # A name may hold line ends, or bytes that are no text at all; a report must survive them.
    path = "".join(c if c.isprintable() else f"\\u{ord(c):04X}" for c in place.path)
    return Problem(
        path, 0, "file-stray", "error",
        "No file of the vocabulary is called that" if place.kind == "stray" else "This is only a link to another file",
        "Move, rename or replace it: CONTRIBUTING.md shows which files there are and what they are called",
    )  # fmt: skip
