"""Print the table of speeds: our generator at several sizes, beside the same pages through MkDocs alone.

Usage: ``python -m benchmarks [sizes …]`` (default 250 1000 5000). Wall and CPU (user + system) seconds of child
processes, from ``resource``; every row is one fresh process, and ratios are within one run on one machine.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.mkdocs_alone import write_project
from benchmarks.synthetic import write_vocabulary

_ROOT = Path(__file__).resolve().parents[1]
_MKDOCS_PAGES = (250, 500)
"""MkDocs is measured on fewer pages: with all of them it would take hours."""


@dataclass(frozen=True)
class Run:
    """What one process needed: seconds of wall time and of CPU, peak memory in MB."""

    wall: float
    cpu: float
    memory: float


def run(*command: str, cwd: Path = _ROOT) -> Run:
    """Run a command to its end and measure it; raises CalledProcessError when it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=errors.decode())
    return Run(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def ours(root: Path, *arguments: str) -> Run:
    """Measure one of our commands on a checkout."""
    return run(sys.executable, "-m", "csea_terms", "--quiet", "--root", str(root), *arguments)


def main(sizes: list[int]) -> None:
    """Measure and print."""
    console = Console(width=130)
    with tempfile.TemporaryDirectory(prefix="csea-terms-benchmark-") as folder:
        console.print(_real(Path(folder)))
        console.print(_synthetic(Path(folder), sizes))
        console.print(_beside_mkdocs(Path(folder)))


def _copy_of_real(folder: Path) -> Path:
    root = folder / "real"
    subprocess.run(["git", "clone", "--quiet", str(_ROOT), str(root)], check=True)
    return root


def _real(folder: Path) -> Table:
    root = _copy_of_real(folder)
    table = Table("This vocabulary", "wall s", "CPU s", "memory MB", "target", title="The real vocabulary")
    _row(table, "check, cold", ours(root, "check"), "CPU < 3 s")
    _row(table, "build, cold", ours(root, "build"), "CPU < 15 s")
    concept = root / "vocab/terms/csam/en.ttl"
    concept.write_text(concept.read_text("utf-8").replace("skos:definition \"", "skos:definition \"edited ", 1), "utf-8")
    _row(table, "build after editing one concept", ours(root, "build"), "wall < 2 s")
    _row(table, "build, nothing changed", ours(root, "build"), "")
    return table


def _synthetic(folder: Path, sizes: list[int]) -> Table:
    columns = ("concepts", "pages", "check CPU", "build CPU", "build wall", "again CPU", "again / first", "ms CPU a page")
    table = Table(*columns, "memory MB", "output MB", "CPU / smaller", title="Synthetic vocabularies, seven languages")
    before: Run | None = None
    for size in sizes:
        root = folder / f"synthetic-{size}"
        write_vocabulary(root, size)
        check, first, again = ours(root, "check"), ours(root, "build"), ours(root, "build")
        pages = sum(1 for _ in (root / "public").rglob("index.html"))
        output = sum(path.stat().st_size for path in (root / "public").rglob("*") if path.is_file()) / 1e6
        ratio = f"{first.cpu / before.cpu:.1f}" if before else ""
        table.add_row(
            str(size), str(pages), f"{check.cpu:.1f}", f"{first.cpu:.1f}", f"{first.wall:.1f}", f"{again.cpu:.1f}",
            f"{again.cpu / first.cpu:.2f}", f"{1000 * first.cpu / pages:.2f}", f"{first.memory:.0f}", f"{output:.0f}", ratio,
        )  # fmt: skip
        before = first
    return table


def _beside_mkdocs(folder: Path) -> Table:
    """Compare the CPU of one more page: MkDocs on concept pages in Markdown, with and without the menu, and ours."""
    table = Table("the same concept pages through", "pages", "CPU s", "ms CPU a page", "ratio", title="Beside MkDocs alone")
    root = folder / "synthetic-for-mkdocs"
    write_vocabulary(root, _MKDOCS_PAGES[-1])
    first = ours(root, "build")
    pages = sum(1 for _ in (root / "public").rglob("index.html"))
    per_page = first.cpu / pages
    table.add_row("csea-terms build (checks and downloads included)", str(pages), f"{first.cpu:.1f}", f"{1000 * per_page:.2f}", "1")
    for in_menu in (False, True):
        for count in _MKDOCS_PAGES:
            project = folder / f"mkdocs-{count}-{in_menu}"
            write_project(root, project, count, in_menu)
            taken = run(sys.executable, "-m", "mkdocs", "build", "--quiet", cwd=project)
            name = f"MkDocs + Material, pages {'in' if in_menu else 'not in'} the menu"
            cost = taken.cpu / count
            table.add_row(name, str(count), f"{taken.cpu:.1f}", f"{1000 * cost:.1f}", f"{cost / per_page:.0f}")
    return table


def _row(table: Table, name: str, taken: Run, target: str) -> None:
    table.add_row(name, f"{taken.wall:.2f}", f"{taken.cpu:.2f}", f"{taken.memory:.0f}", target)


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [250, 1000, 5000])
