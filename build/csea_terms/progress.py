"""Tell a person at a terminal what is being done; be quiet for everyone else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console


@contextmanager
def progress(quiet: bool = False) -> Iterator[Callable[[str], None]]:
    """Show a moving sign with the step at hand, on standard error and only where that is a terminal.

    Yields a function that takes the name of a step. ``NO_COLOR`` is respected (by rich).
    """
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda step: None
        return
    with console.status("Starting") as status:
        yield status.update
