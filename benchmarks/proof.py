"""Open what is published with the programs that people have, and print which open it, warn or fail: the table of ``benchmarks/opened-by.md``.

Usage: ``python -m benchmarks.proof FOLDER > benchmarks/opened-by.md`` after ``csea-terms build``. Programs that stand beside ours in no environment are
installed below FOLDER, each alone; ``FOLDER/schemas`` holds schemas of others, as that page says. What is not there is said in the table.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import ROOT
from benchmarks.proof_tools import HOW_TO_READ, TOOLS, Tool

_TIMEOUT = 600
_VERSION = "import importlib.metadata as m, sys; print(m.version(sys.argv[1]))"


@dataclass(frozen=True)
class Row:
    """What came of one program and one file."""

    tool: str
    version: str
    file: str
    outcome: str
    said: str

    def markdown(self) -> str:
        """Return the row of a Markdown table."""
        said = self.said.replace("|", "\\|").replace("<", "&lt;")
        return f"| {self.tool} | {self.version} | `{self.file}` | {self.outcome} | {said} |"


class Programs:
    """The programs that are installed in a folder, one environment each; what is missing is installed once."""

    def __init__(self, folder: Path):
        self.folder = folder

    def command(self, tool: Tool) -> list[str]:
        """Return how a program's script is run; raises CalledProcessError where it cannot be installed."""
        if tool.kind == "node":
            return ["node", "-e", tool.script] if self._npm(tool.package) else []
        if tool.kind == "command":
            return ["bash", "-euc", tool.script, "bash"]
        return [str(self.python(tool)), "-c", tool.script]

    def python(self, tool: Tool) -> Path:
        """Return the Python that has a program: ours, or that of its own environment."""
        if tool.kind == "ours":
            return Path(sys.executable)
        python = self.folder / tool.package / "bin" / "python"
        if not python.exists():
            _run([sys.executable, "-m", "venv", self.folder / tool.package])
            _run([python, "-m", "pip", "install", "--quiet", tool.package, *tool.also])
        return python

    def _npm(self, package: str) -> Path:
        home = self.folder / "npm"
        home.mkdir(exist_ok=True)
        if not (home / "node_modules" / package).is_dir():
            _run(["npm", "install", "--silent", package], home)
        return home

    def version(self, tool: Tool) -> str:
        """Return a program's version."""
        if tool.kind == "node":
            script = f"console.log(require('./node_modules/{tool.package}/package.json').version)"
            return _run(["node", "-e", script], self.folder / "npm")
        if tool.kind == "command":
            return _run(["dpkg-query", "--showformat=${Version}", "--show", tool.package])
        return _run([self.python(tool), "-c", _VERSION, tool.package])


def _run(command: list, cwd: Path | None = None) -> str:
    done = subprocess.run([*map(str, command)], cwd=cwd, capture_output=True, text=True, timeout=_TIMEOUT, check=True)
    return done.stdout.strip()


def opened(programs: Programs, tool: Tool, data: Path) -> Row:
    """Run one program on one file; its script prints a line for each warning and at last what it read."""
    try:
        command, version = programs.command(tool), programs.version(tool)
    except (subprocess.SubprocessError, OSError):
        return Row(tool.name, "", tool.file, "not installed", "could not be installed where this was run")
    needed = programs.folder / "schemas" / tool.schema
    if not needed.exists():
        return Row(tool.name, version, tool.file, "not run", f"needs {tool.schema}, which was not there")
    cwd = programs.folder / "npm" if tool.kind == "node" else programs.folder
    try:
        done = subprocess.run([*command, data / tool.file, needed], cwd=cwd, capture_output=True, text=True, timeout=_TIMEOUT)
    except subprocess.TimeoutExpired:
        return Row(tool.name, version, tool.file, "fails", f"not done after {_TIMEOUT} s")
    lines = (done.stdout.strip() or done.stderr.strip()).splitlines() or ["says nothing"]
    if done.returncode:
        return Row(tool.name, version, tool.file, "fails", (done.stderr.strip() or done.stdout).splitlines()[-1][:200])
    return Row(tool.name, version, tool.file, "warns" if len(lines) > 1 else "opens", "; ".join(lines)[:300])


def main(folder: Path) -> Iterator[str]:
    """Yield the page, line by line."""
    data, programs = ROOT / "public" / "data", Programs(folder.resolve())
    yield from HOW_TO_READ.splitlines()
    with ThreadPoolExecutor(2) as pool:
        for row in pool.map(lambda tool: opened(programs, tool, data), TOOLS):
            yield row.markdown()


if __name__ == "__main__":
    for line in main(Path(sys.argv[1])):
        print(line, flush=True)
