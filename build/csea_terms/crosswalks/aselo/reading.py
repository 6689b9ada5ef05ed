"""From a definition file to a scheme folder, the proposals for it and a report: everything ready before anything is written."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from csea_terms.crosswalks.aselo.caution import Caution
from csea_terms.crosswalks.aselo.definition import LARGEST_FILE, Definition, Reader
from csea_terms.crosswalks.aselo.files import read_text
from csea_terms.crosswalks.aselo.labels import pointer
from csea_terms.crosswalks.aselo.proposals import ABOUT, Knowledge
from csea_terms.crosswalks.aselo.scheme import About, notations, scheme_text, table_text
from csea_terms.errors import ContentError, Problem, UsageError

_ENOUGH = 5
"""Known labels from which on a language is guessed: a few may be loan words, or the same in two languages."""


@dataclass(frozen=True)
class Opened:
    """One helpline's definition as it was read, and what was wrong with the file."""

    path: Path
    definition: Definition
    problems: list[Problem] = field(default_factory=list)


def open_definition(path: Path, caution: Caution, name: str = "", lenient: bool = False) -> Opened:
    """Read the set of one helpline from a file. With ``lenient`` the only helpline is read whatever its name.

    Raises :class:`~csea_terms.errors.UsageError` when the file has several helplines and ``name`` is none of them, and
    :class:`~csea_terms.errors.ContentError` when nothing in it can be used.
    """
    reader = Reader(path.name, caution.is_hidden)
    found = reader.helplines(read_text(path, LARGEST_FILE))
    if not found:
        reader.problems.append(_nothing(path, "The file holds no categories of a helpline"))
        raise ContentError(reader.problems)
    if name not in found and lenient and len(found) == 1:
        name = ""
    if name and name not in found:
        raise UsageError(f"{path} has no helpline called {name}. It has: {_listed(found)}.")
    if not name and len(found) > 1:
        raise UsageError(f"{path} has {len(found)} helplines: {_listed(found)}. Choose one with --set NAME.")
    chosen = name or next(iter(found))
    for other in found:
        if other != chosen:
            message = f"{pointer(other)}: This helpline's categories are not read"
            reader.problems.append(Problem(path.name, 0, "aselo-helpline-other", "info", message, "Read them with --set"))
    definition = reader.definition(chosen, found[chosen])
    if not definition.categories:
        reader.problems.append(_nothing(path, f"{pointer(chosen)}: There is no category that can be read"))
        raise ContentError(reader.problems)
    return Opened(path, definition, reader.problems)


def language_of(opened: Opened, knowledge: Knowledge, stated: str | None) -> str:
    """Return the language of a definition's labels: the stated one, else that of most labels that are known.

    A guess is added to the problems. Raises :class:`~csea_terms.errors.UsageError` when there is nothing to guess by.
    """
    if stated:
        return stated
    labels = [(subcategory or category).label for category, subcategory in opened.definition.labels()]
    counted = [*knowledge.languages(labels).most_common(2), ("", 0), ("", 0)]
    if counted[0][1] < max(_ENOUGH, 2 * counted[1][1]):
        raise UsageError(f"{opened.path} does not say its language, and its labels do not tell. Name it with --language, such as es.")
    language, known = counted[0]
    message = f"The language was guessed: {known} of {len(labels)} labels are known in {language}"
    advice = f"Say --language {language} if that is right, or the right one"
    opened.problems.append(Problem(opened.path.name, 0, "aselo-language-guessed", "warning", message, advice))
    return language


def edition_of(path: Path) -> str:
    """Return the version that the platform's folders name: ``<code>/<version>/tabbedForms/<file>``; empty elsewhere."""
    return version_of(path).rpartition("-")[2]


def version_of(path: Path) -> str:
    """Return the identifier that contacts have as ``definitionVersion``, ``<code>-<version>``; empty outside the platform's folders."""
    folders = path.resolve().parts[-4:]
    return f"{folders[0]}-{folders[1]}" if len(folders) == 4 and folders[2] == "tabbedForms" else ""


def folder_files(opened: Opened, knowledge: Knowledge, caution: Caution, about: About) -> tuple[dict[str, str], str, dict]:
    """Return the files of the scheme folder by name, the table of proposals, and the report as JSON data."""
    files = {
        "scheme.ttl": scheme_text(opened.definition, caution, about),
        "mappings.sssom.tsv": table_text(about.id, []),
    }
    codes = notations(opened.definition, caution)
    rows = knowledge.proposals(codes, about.language, about.id)
    return files, table_text(about.id, rows, "proposals", ABOUT), _report(opened, caution, about, len(codes), len(rows))


def _report(opened: Opened, caution: Caution, about: About, codes: int, proposed: int) -> dict:
    changed = []
    for category, subcategory in opened.definition.labels():
        one = subcategory or category
        labels = (category.label, subcategory.label) if subcategory else (category.label,)
        if one.raw != one.label and not caution.hides(*labels):
            changed.append({"place": one.place, "notation": pointer(*labels), "raw": one.raw})
    return {
        "scheme": about.id,
        "helpline": opened.definition.helpline,
        "edition": about.edition,
        "language": about.language,
        "codes": codes,
        "proposals": proposed,
        "labels_as_written": changed,
        "problems": [problem.as_dict() for problem in sorted(opened.problems)],
    }


def report_text(report: dict) -> str:
    """Return a report as the text of a JSON file, its characters that cannot be seen escaped."""
    text = json.dumps(report, ensure_ascii=False, indent=1)
    return "".join(letter if letter.isprintable() or letter == "\n" else json.dumps(letter)[1:-1] for letter in text) + "\n"


def _nothing(path: Path, message: str) -> Problem:
    return Problem(path.name, 0, "aselo-empty", "error", message, "Choose the IssueCategorizationTab.json of the helpline")


def _listed(found: dict) -> str:
    return ", ".join(found) or "none"
