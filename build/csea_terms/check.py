"""Everything that is wrong with a vocabulary, in one run."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from csea_terms.lint import lint
from csea_terms.load import Loaded, load
from csea_terms.problem import Problem
from csea_terms.repository import Repository
from csea_terms.shapes import shape_problems


@dataclass(frozen=True)
class Checked:
    """What was read, and every problem in it: by path, line and rule, each once."""

    loaded: Loaded
    problems: tuple[Problem, ...]


def check(repository: Repository) -> Checked:
    """Read a checkout's vocabulary and check it.

    Never raises on bad content. Raises :class:`~csea_terms.errors.UsageError` when the shapes are not in order.
    """
    with _no_garbage():
        loaded = load(repository)
        problems = [*loaded.problems, *lint(loaded), *shape_problems(loaded, repository.shapes)]
        return Checked(loaded, tuple(sorted(set(problems))))


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Pause the search for garbage: the triples are many and stay, and looking through them takes a sixth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
