"""Is a folder or file named after what it holds? A copied one, not yet rewritten inside, is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from csea_terms.errors import Problem
from csea_terms.formats.turtle import subject_line
from csea_terms.names import CROSSWALK, SOURCE, TERM
from csea_terms.reading.loaded import File
from csea_terms.reading.repository import Place

_TABLES = ("mappings", "code-mappings")
_NAMESPACES = {"concept": TERM, "words": TERM, "source": SOURCE, "codes": CROSSWALK, **dict.fromkeys(_TABLES, CROSSWALK)}
"""Kind of file → the namespace of what the path names."""


def misnamed(files: Mapping[str, File]) -> Iterator[tuple[Problem, list[Place]]]:
    """Yield, for each folder or file that speaks only of what another path names, the problem and the files concerned."""
    groups: dict[str, list[File]] = {}
    for file in files.values():
        if file.place.kind in _NAMESPACES:
            groups.setdefault(_NAMESPACES[file.place.kind] + file.place.owner, []).append(file)
    for iri, members in groups.items():
        namespace = _NAMESPACES[members[0].place.kind]
        named = {triple.subject.value for file in members for triple in file.triples}
        # Codes and label resources have a path below their owner's; the owners themselves have none.
        others = sorted(name for name in named if name.startswith(namespace) and "/" not in name[len(namespace) :])
        if others and iri not in named:
            yield _problem(members, others[0], namespace), [file.place for file in members]


def _problem(members: list[File], other: str, namespace: str) -> Problem:
    file = next((file for file in members if file.place.kind not in ("words", *_TABLES)), members[0])
    opening = subject_line(other)
    lines = [number for number, line in enumerate(file.text.split("\n"), 1) if line.split(" ")[0] == opening]
    own, said = file.place.owner, other[len(namespace) :]
    message = f"The path names {own}, but what stands here is about {said}"
    advice = f"Write {own} for {said} throughout, or rename it"
    if namespace != SOURCE:
        advice = f"Write {own} for {said} in every file of the folder, or rename the folder"
    return Problem(file.path, lines[0] if lines else 0, "name-mismatch", "error", message, advice)
