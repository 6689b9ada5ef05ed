"""How each concept was worded, day by day: git knows, so no file says it.

A day is that on which a commit came into the main line (``--first-parent``), so that each state is one that there really was; of
several on one day the last counts. Where git cannot know (no checkout, a shallow one), and of what nobody has committed yet,
nothing is said. What ``vocab/withheld.tsv`` names does harm: that there was a wording is told, and not its words.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from csea_terms.names import BASE, CST, OWL, SKOS, TERM
from csea_terms.reading.history import git, has_history
from csea_terms.reading.repository import place_of
from csea_terms.reading.withheld import PATH, PROPERTIES, Withheld, read_withheld

FIELDS = {
    SKOS + "prefLabel": "preferred", SKOS + "altLabel": "admitted", SKOS + "definition": "definition",
    CST + "plainDefinition": "plain_definition", SKOS + "scopeNote": "scope_notes", CST + "avoidLabel": "avoid",
    CST + "guidance": "guidance", SKOS + "broader": "broader", OWL + "deprecated": "deprecated",
}  # fmt: skip
"""What is told of a concept's past, as the model calls it, by its property."""

_VERSION = 1
_GONE = "0" * 40


@dataclass(frozen=True)
class Wording:
    """What stood somewhere from a day on: texts, in alphabetical order, or identifiers; none where it was taken away, or is withheld."""

    day: str
    texts: tuple[str, ...]
    withheld: bool = False


Past = dict[str, list[Wording]]
"""The wordings of one concept, the oldest first, by language and field (``fr definition``); fields without words have no language."""


def wordings_of(root: Path, cache: Path) -> dict[str, Past]:
    """Return the wordings of each concept that git knows of; ``cache`` is a file that remembers them for a commit."""
    found = _all(root, cache) if has_history(root) else {}
    for row in withheld_of(root):
        _withhold(found.get(row.concept, {}), row)
    return found


def wordings_in(root: Path, slug: str) -> Past:
    """Return all wordings of one concept that git knows of, also those that are withheld."""
    return _from_git(root, f"vocab/terms/{slug}").get(slug, {}) if has_history(root) else {}


def withheld_of(root: Path) -> list[Withheld]:
    """Return the list of a checkout of what is withheld, without lines that are none."""
    try:
        return [row for row in read_withheld((root / PATH).read_text(encoding="utf-8")) if row.property in PROPERTIES]
    except (OSError, UnicodeDecodeError):
        return []


def _withhold(past: Past, row: Withheld) -> None:
    field = f"{row.language} {FIELDS[PROPERTIES[row.property]]}"
    if field in past:
        past[field] = [replace(one, texts=(), withheld=True) if row.covers(one.day) else one for one in past[field]]


def _all(root: Path, cache: Path) -> dict[str, Past]:
    key = [_VERSION, git(root, "rev-parse", "HEAD")]
    try:
        known = json.loads(cache.read_text(encoding="utf-8"))
        if known["key"] == key:
            return {slug: _past(states) for slug, states in known["wordings"].items()}
    except (OSError, ValueError, KeyError, TypeError):
        pass
    found = _from_git(root, "vocab/terms")
    states = {slug: {name: [(w.day, w.texts) for w in wordings] for name, wordings in past.items()} for slug, past in found.items()}
    cache.parent.mkdir(parents=True, exist_ok=True)
    cache.write_text(json.dumps({"key": key, "wordings": states}, ensure_ascii=False), encoding="utf-8")
    return found


def _past(states: dict[str, list]) -> Past:
    return {name: [Wording(day, tuple(texts)) for day, texts in wordings] for name, wordings in states.items()}


def _from_git(root: Path, folder: str) -> dict[str, Past]:
    contents_by_day = _contents_by_day(root, folder)
    blobs = _blobs(root, {blob for days in contents_by_day.values() for blob in days.values()} - {_GONE})
    found: dict[str, Past] = {}
    for path, days in contents_by_day.items():
        place = place_of(path)
        if place.kind in ("concept", "words"):
            _add(found.setdefault(place.owner, {}), TERM + place.owner, place.language, [(day, blobs.get(blob, b"")) for day, blob in days.items()])
    return found


def _contents_by_day(root: Path, folder: str) -> dict[str, dict[str, str]]:
    """Return the names of what each file held at the end of each day on which it changed (path → day → object name)."""
    found: dict[str, dict[str, str]] = {}
    day = ""
    form = ("--first-parent", "-m", "--reverse", "--format=%x00%as", "--raw", "--no-abbrev", "--no-renames", "--relative")
    for line in git(root, "log", *form, "--", folder).splitlines():
        if line.startswith("\0"):
            # A commit that was made before another came into the main line after it.
            day = max(day, line[1:])
        elif line.startswith(":"):
            facts, _, path = line.partition("\t")
            found.setdefault(path, {})[day] = facts.split(" ")[3]
    return found


def _blobs(root: Path, names: set[str]) -> dict[str, bytes]:
    """Return what objects hold, by their names (git-cat-file, "Batch output")."""
    asked = "".join(f"{name}\n" for name in sorted(names)).encode()
    answer = subprocess.run(["git", "cat-file", "--batch"], cwd=root, input=asked, capture_output=True, check=False).stdout
    return dict(_objects(answer))


def _objects(answer: bytes) -> Iterator[tuple[str, bytes]]:
    start = 0
    while start < len(answer):
        end = answer.index(b"\n", start)
        name, *facts = answer[start:end].decode().split(" ")
        size = int(facts[1]) if len(facts) == 2 else 0  # "<name> missing" has neither
        yield name, answer[end + 1 : end + 1 + size]
        start = end + 2 + size if len(facts) == 2 else end + 1


def _add(past: Past, subject: str, language: str, days: list[tuple[str, bytes]]) -> None:
    """Add to a concept's wordings what one of its files held on some days."""
    before: dict[str, tuple[str, ...]] = {}
    for day, content in days:
        said = _said(subject, content)
        for field in dict.fromkeys((*before, *said)):
            if said.get(field, ()) != before.get(field, ()):
                past.setdefault(f"{language} {field}".strip(), []).append(Wording(day, said.get(field, ())))
        before = said


def _said(subject: str, content: bytes) -> dict[str, tuple[str, ...]]:
    """Return what a file says of its concept, by field; nothing where it could not be read in its day either."""
    found: dict[str, list[str]] = {}
    try:
        for quad in ox.parse(content, format=ox.RdfFormat.TURTLE, base_iri=BASE):
            field = FIELDS.get(quad.predicate.value)
            if field and isinstance(quad.subject, ox.NamedNode) and quad.subject.value == subject:
                found.setdefault(field, []).append(_text(quad.object))
    except SyntaxError:
        return {}
    return {field: tuple(sorted(texts)) for field, texts in found.items()}


def _text(value: ox.NamedNode | ox.Literal | ox.BlankNode) -> str:
    return value.value.removeprefix(TERM).removeprefix(CST)
