"""How long the installed package takes outside a checkout."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

from rich.table import Table

from benchmarks.measure import ROOT, Report, row, run

_TEXT = "A report on child sexual abuse material, and on what was done for the children.\n"


def make_wheel(folder: Path) -> Path:
    """Build the wheel of this checkout into a folder."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, timeout=300)
    return next(folder.glob("*.whl"))


def install(wheel: Path, folder: Path) -> Path:
    """Let pip install a wheel into a fresh environment, which has the libraries of this one; return the folder of its programs."""
    venv.create(folder, with_pip=True)
    programs = folder / "bin"
    subprocess.run([programs / "python", "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", str(wheel)], check=True, timeout=120)
    libraries = next(folder.glob("lib/python*/site-packages")) / "libraries.pth"
    libraries.write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return programs


def installed(report: Report, folder: Path) -> None:
    """Measure looking a word up and checking a text, best of three."""
    command = str(install(make_wheel(folder), folder / "installed") / "csea-terms")
    (folder / "text.md").write_text(_TEXT, encoding="utf-8")
    table = Table("outside a checkout", "wall s", "CPU s", "memory MB", "target", title="The installed package")
    for arguments in (("lookup", "child pornography"), ("lookup", "--language", "fr", "pédopornographie"), ("check-text", "text.md")):
        best = min((run(command, *arguments, cwd=folder) for _ in range(3)), key=lambda taken: taken.cpu)
        name = " ".join(arguments)
        row(table, name, best, "CPU " + report.figure(f"{name}: CPU s", best.cpu, 0.4))
    report.show(table)
