"""How long checking and building take: the real vocabulary, generated ones, and the same pages through MkDocs alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from rich.table import Table

from benchmarks.measure import ROOT, Run, ours, row, run
from benchmarks.mkdocs_alone import write_project
from benchmarks.synthetic import write_vocabulary

_MKDOCS_PAGES = (250, 1000)
"""MkDocs is measured on fewer pages: with all of them it would take hours."""


def _copy_of_real(folder: Path) -> Path:
    root = folder / "real"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(root)], check=True)
    return root


def real(folder: Path) -> Table:
    """Measure the real vocabulary; its site is left in ``folder/real/public``."""
    root = _copy_of_real(folder)
    table = Table("This vocabulary", "wall s", "CPU s", "memory MB", "target", title="The real vocabulary")
    row(table, "check, cold", ours(root, "check"), "CPU < 3 s")
    row(table, "build, cold", ours(root, "build"), "CPU < 15 s")
    concept = root / "vocab/terms/csam/en.ttl"
    concept.write_text(concept.read_text("utf-8").replace("skos:definition \"", "skos:definition \"edited ", 1), "utf-8")
    row(table, "build after editing one concept", ours(root, "build"), "wall < 2 s")
    row(table, "build, nothing changed", ours(root, "build"), "")
    return table


def synthetic(folder: Path, sizes: list[int]) -> Table:
    """Measure generated vocabularies of several sizes."""
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


def beside_mkdocs(folder: Path) -> Table:
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
