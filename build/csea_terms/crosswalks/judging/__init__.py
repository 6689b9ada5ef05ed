"""Take new judgments into the mapping tables: in their place, and only where the whole vocabulary stays right.

Nothing is written before everything was checked. A judgment is a :class:`~csea_terms.model.Mapping` whose ``path``
and ``line`` say where it comes from, so that what is wrong with it is reported there.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from csea_terms.checking.check import check
from csea_terms.errors import Problem
from csea_terms.formats.sssom import COLUMNS, NO_TERM_FOUND, with_rows, write_table
from csea_terms.model import Glossary, Mapping
from csea_terms.names import TERM, code_path, scheme_iri
from csea_terms.reading.repository import Repository


@dataclass(frozen=True)
class Adoption:
    """The new text of every table that changes, by path, and what keeps it from being written."""

    texts: dict[str, str]
    problems: tuple[Problem, ...]


def adopt(repository: Repository, glossary: Glossary, added: Iterable[Mapping], dropped: Collection[Mapping] = ()) -> Adoption:
    """Return the tables with some judgments added and others of their rows dropped, checked with the whole vocabulary.

    The tables are read anew, so that nothing is lost that was written since the glossary was assembled.
    """
    texts, origins = {}, {}
    by_scheme: dict[str, list[Mapping]] = {}
    for mapping in added:
        by_scheme.setdefault(mapping.scheme, []).append(mapping)
    for scheme, mappings in by_scheme.items():
        path = table_path(scheme)
        old = _text(repository, path) or write_table(_metadata(glossary, scheme), COLUMNS, [])
        lines = {mapping.line for mapping in dropped if mapping.path == path}
        texts[path], rows = with_rows(old, [row_cells(mapping) for mapping in mappings], lines)
        first = texts[path].count("\n") - len(rows) + 1
        for line, origin in enumerate(rows, first):
            origins[path, line] = (path, origin) if origin > 0 else (mappings[-origin - 1].path, mappings[-origin - 1].line)
    if not texts:
        return Adoption({}, ())
    problems = [problem for problem in check(repository, texts).problems if problem.severity == "error"]
    placed = (_placed(problem, origins.get((problem.path, problem.line))) for problem in problems)
    return Adoption(texts, tuple(sorted(placed)))


def write(repository: Repository, texts: dict[str, str]) -> None:
    """Write files, each whole or not at all; a new one may need its folder."""
    for path, text in texts.items():
        target = repository.root / path
        target.parent.mkdir(exist_ok=True)
        waiting = target.with_name(f".{target.name}.new")
        waiting.write_text(text, encoding="utf-8", newline="\n")
        os.replace(waiting, target)


def table_path(scheme: str) -> str:
    """Return where the mappings to a scheme stand."""
    return f"vocab/crosswalks/{scheme}/mappings.sssom.tsv"


def row_cells(mapping: Mapping) -> dict[str, str]:
    """Return a judgment as the cells of a row in the table of its scheme."""
    return {
        "subject_id": f"term:{mapping.concept}",
        "predicate_id": f"skos:{mapping.predicate}",
        "predicate_modifier": "Not" if mapping.negated else "",
        "object_id": NO_TERM_FOUND if mapping.notation is None else f"{mapping.scheme}:{code_path(mapping.notation)}",
        "mapping_justification": mapping.justification,
        "confidence": f"{mapping.confidence:.2f}",
        "comment": mapping.comment,
    }


def _text(repository: Repository, path: str) -> str:
    return repository.read_bytes(path).decode("utf-8") if (repository.root / path).is_file() else ""


def _metadata(glossary: Glossary, scheme: str) -> dict[str, object]:
    own = scheme_iri(scheme)
    return {
        "mapping_set_id": f"{own}/mappings",
        "license": glossary.licence,
        "curie_map": {"term": TERM, scheme: f"{own}/"},
    }


def _placed(problem: Problem, origin: tuple[str, int] | None) -> Problem:
    return replace(problem, path=origin[0], line=origin[1]) if origin else problem
