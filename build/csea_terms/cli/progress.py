"""Tell a person at a terminal what is being done; be quiet for everyone else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(quiet: bool = False) -> Iterator[Callable[[str], None]]:
    """Show a moving sign with the step at hand, on standard error and only where that is a terminal.

    Yields a function that takes the name of a step. ``NO_COLOR`` is respected (by rich).
    """
    if quiet or not sys.stderr.isatty():
        yield _nothing
        return
    # This takes a moment to import, which programs and who asks for quiet need not wait for.
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield _nothing
        return
    with console.status("Starting") as status:
        yield status.update


def _nothing(step: str) -> None:
    """Say nothing of a step."""
