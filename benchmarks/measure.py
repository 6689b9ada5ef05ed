"""Run a command in a fresh process and measure what it needs."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

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


def row(table: Table, name: str, taken: Run, target: str) -> None:
    """Add a measured command to a table with the columns name, wall, CPU, memory and target."""
    table.add_row(name, f"{taken.wall:.2f}", f"{taken.cpu:.2f}", f"{taken.memory:.0f}", target)
