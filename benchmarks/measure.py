"""Run a command in a fresh process and measure what it needs."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Run:
    """What one process needed: seconds of wall time and of CPU, peak memory in MB."""

    wall: float
    cpu: float
    memory: float


def run(*command: str, cwd: Path = ROOT) -> Run:
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


@dataclass
class Report:
    """Prints tables as they are measured, and keeps the figures that have a target for the one table at the end."""

    console: Console
    figures: list[tuple[str, float, float]] = field(default_factory=list)

    def show(self, table: Table) -> None:
        """Print a table."""
        self.console.print(table)

    def figure(self, name: str, measured: float, limit: float) -> str:
        """Keep a figure that should be at most ``limit``; return how a table says the limit."""
        self.figures.append((name, measured, limit))
        return f"≤ {limit:g}"

    def verdicts(self) -> Table:
        """Return the table of every figure with its target and whether it is met."""
        table = Table("figure", "measured", "target", "verdict", title="Figures and their targets")
        for name, measured, limit in self.figures:
            table.add_row(name, f"{measured:.4g}", f"≤ {limit:g}", "met" if measured <= limit else "[bold]missed[/bold]")
        return table


def row(table: Table, name: str, taken: Run, target: str = "") -> None:
    """Add a measured command to a table with the columns name, wall, CPU, memory and target."""
    table.add_row(name, f"{taken.wall:.2f}", f"{taken.cpu:.2f}", f"{taken.memory:.0f}", target)
