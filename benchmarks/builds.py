"""How long checking and building take: the real vocabulary, generated ones, and the same pages through MkDocs alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from rich.table import Table

from benchmarks.measure import ROOT, Report, Run, ours, row, run
from benchmarks.mkdocs_alone import write_project
from benchmarks.synthetic import write_vocabulary

_MKDOCS_PAGES = (250, 1000)
"""MkDocs is measured on fewer pages: with all of them it would take hours."""


def _copy_of_real(folder: Path) -> Path:
    root = folder / "real"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(root)], check=True)
    return root


def real(report: Report, folder: Path) -> None:
    """Measure the real vocabulary; its site is left in ``folder/real/public``."""
    root = _copy_of_real(folder)
    table = Table("This vocabulary", "wall s", "CPU s", "memory MB", "target", title="The real vocabulary")
    check, build = ours(root, "check"), ours(root, "build")
    row(table, "check, cold", check, "CPU " + report.figure("check this vocabulary: CPU s", check.cpu, 2.5))
    row(table, "build, cold", build, "CPU " + report.figure("build this vocabulary: CPU s", build.cpu, 9))
    report.figure("output of this vocabulary: MB", _megabytes(root / "public"), 110)
    concept = root / "vocab/terms/csam/en.ttl"
    concept.write_text(concept.read_text("utf-8").replace("skos:definition \"", "skos:definition \"edited ", 1), "utf-8")
    edited = ours(root, "build")
    row(table, "build after editing one concept", edited, "wall " + report.figure("build after one edit: wall s", edited.wall, 1.5))
    row(table, "build, nothing changed", ours(root, "build"))
    report.show(table)


_LIMITS = {1000: {"CPU": 8}, 5000: {"CPU": 40, "memory": 500}, 20_000: {"wall": 240, "memory": 2000}}
"""What a build of so many concepts in seven languages may take: seconds, MB."""


def synthetic(report: Report, folder: Path, sizes: list[int]) -> None:
    """Measure generated vocabularies of several sizes."""
    columns = ("concepts", "pages", "check CPU", "build CPU", "build wall", "again CPU", "again / first", "ms CPU a page")
    table = Table(*columns, "memory MB", "output MB", "CPU / smaller", title="Synthetic vocabularies, seven languages")
    before: Run | None = None
    for size in sizes:
        root = folder / f"synthetic-{size}"
        write_vocabulary(root, size)
        check, first, again = ours(root, "check"), ours(root, "build"), ours(root, "build")
        pages = sum(1 for _ in (root / "public").rglob("index.html"))
        ratio = f"{first.cpu / before.cpu:.1f}" if before else ""
        table.add_row(
            str(size), str(pages), f"{check.cpu:.1f}", f"{first.cpu:.1f}", f"{first.wall:.1f}", f"{again.cpu:.1f}",
            f"{again.cpu / first.cpu:.2f}", f"{1000 * first.cpu / pages:.2f}", f"{first.memory:.0f}",
            f"{_megabytes(root / 'public'):.0f}", ratio,
        )  # fmt: skip
        taken = {"CPU": first.cpu, "wall": first.wall, "memory": first.memory}
        for what, limit in _LIMITS.get(size, {}).items():
            report.figure(f"build {size:,} concepts: {what} {'MB' if what == 'memory' else 's'}", taken[what], limit)
        before = first
        shutil.rmtree(root)
    report.show(table)


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def beside_mkdocs(report: Report, folder: Path) -> None:
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
    report.show(table)
