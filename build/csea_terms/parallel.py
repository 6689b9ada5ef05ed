"""Let a second process do independent work meanwhile: checking and rendering are computing, which threads cannot share."""

from __future__ import annotations

import os
import pickle
import threading
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


def beside(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begin a piece of work in a copy of this process; return a function that waits and gives its result.

    The work sees everything as it is now, and changes nothing here but what it writes to disk. Its result must
    be picklable. An exception in it is raised where the result is asked for. Where a process cannot be copied
    safely (no ``fork``, or other threads run) or there is one processor only, the work is done when asked for.

    >>> answer = beside(lambda: 6 * 7)
    >>> answer()
    42
    """
    if not _may_copy():
        return work
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _answer(work, writing)
    os.close(writing)

    def result() -> Result:
        with os.fdopen(reading, "rb") as pipe:
            answer = pipe.read()
        os.waitpid(child, 0)
        if not answer:
            raise RuntimeError("A process that worked beside this one ended without an answer (was memory short?)")
        done, value = pickle.loads(answer)  # noqa: S301 - written by our own copy a moment ago
        if not done:
            raise value
        return value

    return result


def _may_copy() -> bool:
    return hasattr(os, "fork") and threading.active_count() == 1 and (os.cpu_count() or 1) > 1


def _answer(work: Callable[[], object], writing: int) -> None:
    """Do the work, write its result and end this copy without touching what it shares with the first process."""
    try:
        try:
            answer = pickle.dumps((True, work()))
        except Exception as error:
            answer = pickle.dumps((False, error))
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(answer)
    finally:
        os._exit(0)
