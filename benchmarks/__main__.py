"""Print the tables of speeds, each beside its target or beside what a user would take instead; at the end all targets at once.

Usage: ``python -m benchmarks [sizes …]`` (default 250 1000 5000 20000 concepts). Wall and CPU (user + system) seconds of
child processes, from ``resource``; every row is one fresh process, and ratios are within one run on one machine.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from rich.console import Console

from benchmarks.builds import beside_mkdocs, real, synthetic
from benchmarks.installed import installed
from benchmarks.lighthouse import lighthouse
from benchmarks.measure import Report
from benchmarks.pages import pages
from benchmarks.partners import partners
from benchmarks.skos_files import skos_files
from benchmarks.text_check import text_check


def main(sizes: list[int]) -> None:
    """Measure and print."""
    report = Report(Console(width=130))
    with tempfile.TemporaryDirectory(prefix="csea-terms-benchmark-") as name:
        folder = Path(name)
        real(report, folder)
        pages(report, folder / "real" / "public")
        lighthouse(report, folder / "real" / "public")
        installed(report, folder)
        partners(report, folder)
        skos_files(report, folder)
        text_check(report, folder, folder / "real" / "public")
        synthetic(report, folder, sizes)
        beside_mkdocs(report, folder)
    report.show(report.verdicts())


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [250, 1000, 5000, 20_000])
