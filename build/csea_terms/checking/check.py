"""Everything that is wrong with a vocabulary, in one run."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping as ReadOnlyDict
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from csea_terms.checking.lint import lint
from csea_terms.checking.lint.exceptions import without_exceptions
from csea_terms.checking.memory import Memory, read_memory
from csea_terms.checking.shapes import shape_problems
from csea_terms.errors import ContentError, Problem, has_errors
from csea_terms.parallel import beside
from csea_terms.reading.inputs import input_digests
from csea_terms.reading.load import load
from csea_terms.reading.loaded import Loaded
from csea_terms.reading.repository import Repository

_NOTHING: ReadOnlyDict[str, str] = MappingProxyType({})


@contextmanager
def no_garbage() -> Iterator[None]:
    """Pause the search for garbage: the triples are many and stay, and looking through them takes a sixth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def new_garbage_only() -> Iterator[None]:
    """Search for garbage within :func:`no_garbage`, but only among what is made from here on: each page leaves some behind."""
    enabled = gc.isenabled()
    gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        if not enabled:
            gc.disable()
        gc.unfreeze()


@dataclass(frozen=True)
class Checked:
    """What was read, and every problem in it: by path, line and rule, each once."""

    loaded: Loaded
    problems: tuple[Problem, ...]


class Checking:
    """A check under way: the files are read and linted, the shapes are still being checked beside this process.

    ``loaded`` is what was read and ``problems`` what is known to be wrong so far.
    """

    def __init__(self, repository: Repository, changed: ReadOnlyDict[str, str] = _NOTHING, memory: Memory | None = None):
        """Begin: read a checkout's vocabulary. Never raises on bad content.

        ``changed`` has the texts, by path, of files that are checked before they are written; ``memory`` is what an
        earlier run found in the files that are as they were.
        """
        self._memory = memory or Memory()
        with no_garbage():
            self.loaded = load(repository, changed)
            self._shapes = beside(partial(shape_problems, self.loaded, repository.shapes, self._memory))
            self.problems = [*self.loaded.problems, *lint(self.loaded, self._memory)]

    def let_go(self) -> None:
        """Keep of what was read only the exceptions: who has assembled it need not carry all along while pages are rendered."""
        kept = {path: file for path, file in self.loaded.files.items() if file.place.kind == "exceptions"}
        self.loaded = Loaded(kept, exceptions=self.loaded.exceptions)

    def finish(self) -> Checked:
        """Wait for the shapes. Raises :class:`~csea_terms.errors.UsageError` when they are not in order."""
        with no_garbage():
            problems, fine = self._shapes()
            self._memory.keep_fine(fine)
            found = without_exceptions(self.loaded, {*self.problems, *problems})
            return Checked(self.loaded, tuple(sorted(found)))


@no_garbage()
def check(repository: Repository, changed: ReadOnlyDict[str, str] = _NOTHING) -> Checked:
    """Read a checkout's vocabulary and check it, with ``changed`` as in :class:`Checking`.

    Never raises on bad content. Raises :class:`~csea_terms.errors.UsageError` when the shapes are not in order.
    """
    return Checking(repository, changed).finish()


@no_garbage()
def load_valid(repository: Repository) -> Loaded:
    """Read a checkout's vocabulary, and check it unless the very same was found to be without errors before.

    What is found is remembered in the repository's cache, where that can be written. Raises
    :class:`~csea_terms.errors.ContentError` with every problem when there are errors, and
    :class:`~csea_terms.errors.UsageError` when the shapes are not in order.
    """
    rules, content = input_digests(repository)
    memory = read_memory(repository.cache, rules)
    if memory.is_valid(content):
        return load(repository)
    checked = Checking(repository, memory=memory).finish()
    if has_errors(checked.problems):
        raise ContentError(checked.problems)
    with suppress(OSError):
        memory.write(repository.cache, rules, content)
    return checked.loaded
