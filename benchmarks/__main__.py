"""Print the tables of speeds, each beside its target or beside what a user would take instead.

Usage: ``python -m benchmarks [sizes …]`` (default 250 1000 5000 concepts). Wall and CPU (user + system) seconds of
child processes, from ``resource``; every row is one fresh process, and ratios are within one run on one machine.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from rich.console import Console

from benchmarks.builds import beside_mkdocs, real, synthetic
from benchmarks.pages import pages
from benchmarks.partners import partners


def main(sizes: list[int]) -> None:
    """Measure and print."""
    console = Console(width=130)
    with tempfile.TemporaryDirectory(prefix="csea-terms-benchmark-") as name:
        folder = Path(name)
        console.print(real(folder))
        console.print(pages(folder / "real" / "public"))
        console.print(partners(folder))
        console.print(synthetic(folder, sizes))
        console.print(beside_mkdocs(folder))


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [250, 1000, 5000])
