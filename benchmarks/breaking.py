"""Break a copy of the real vocabulary in one place, check it, and say whether the right rule found it there.

A change picks its file by what stands in it, never by name or line, so that it stays true while the vocabulary grows.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from csea_terms.checking.check import Checking
from csea_terms.checking.memory import Memory, read_memory
from csea_terms.errors import Problem
from csea_terms.reading.repository import Repository

ROOT = Path(__file__).resolve().parents[1]
VERDICTS = ("right", "other line", "other file", "other rule", "not found")


@dataclass(frozen=True)
class Place:
    """Where a change should be found: a file, and the lines that would do (none: any)."""

    path: str
    lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class Change:
    """One way to break the vocabulary: in words, the rules that may say so, and how it is done."""

    name: str
    rules: tuple[str, ...]
    make: Callable[[Path], Place]


def edit(name: str, rule: str, files: str, pattern: str, new: str, where: str = "", at: str = "", beside: str = "") -> Change:
    r"""Return a change of the first place that a pattern fits in the first file that has one, or of the byte that begins it.

    ``files`` is a glob below ``vocab/``, ``where`` must fit somewhere in the file, ``new`` may use ``\1``. ``at`` is a pattern for the
    line where it should be found in the changed file; else it is any line that was changed. ``beside`` names the file of the same folder
    where it should be found instead.
    """

    def make(root: Path) -> Place:
        path, text = _first(root, files, lambda text: re.search(pattern, text, re.MULTILINE) and re.search(where, text, re.MULTILINE))
        changed = re.sub(pattern, new, text, count=1, flags=re.MULTILINE)
        (root / path).write_bytes(changed.encode())
        if beside:
            return Place(str(Path(path).with_name(beside)))
        return Place(path, _lines(changed, at) if at else _changed_lines(text, changed))

    return Change(name, tuple(rule.split()), make)


def add_row(name: str, rule: str, row: Callable[[list[str]], list[str]], fits: Callable[[list[str], list[list[str]]], bool]) -> Change:
    """Return a change that puts one more row behind the first row of a mapping table that fits, given with all rows of its table."""

    def make(root: Path) -> Place:
        for path in sorted((root / "vocab/crosswalks").glob("*/mappings.sssom.tsv")):
            lines = path.read_text(encoding="utf-8").split("\n")
            rows = [line.split("\t") for line in lines if line.startswith("term:")]
            for cells in rows:
                if fits(cells, rows):
                    place = lines.index("\t".join(cells)) + 1
                    lines.insert(place, "\t".join(row(list(cells))))
                    path.write_text("\n".join(lines), encoding="utf-8")
                    return Place(str(path.relative_to(root)), (place, place + 1))
        raise LookupError("No row fits")

    return Change(name, tuple(rule.split()), make)


def written(name: str, rule: str, path: str, text: str | bytes) -> Change:
    """Return a change that writes a file of its own below ``vocab/``."""

    def make(root: Path) -> Place:
        target = root / "vocab" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode() if isinstance(text, str) else text)
        return Place(f"vocab/{path}")

    return Change(name, tuple(rule.split()), make)


def done(name: str, rule: str, make: Callable[[Path], Place]) -> Change:
    """Return a change that a function makes."""
    return Change(name, tuple(rule.split()), make)


def _first(root: Path, files: str, fits: Callable[[str], object]) -> tuple[str, str]:
    for path in sorted((root / "vocab").glob(files)):
        text = path.read_text(encoding="utf-8")
        if fits(text):
            return str(path.relative_to(root)), text
    raise LookupError(f"No file of {files} fits")


def _lines(text: str, pattern: str) -> tuple[int, ...]:
    return tuple(n for n, line in enumerate(text.split("\n"), 1) if re.search(pattern, line))


def _changed_lines(old: str, new: str) -> tuple[int, ...]:
    """Return the lines that were changed, or where lines are gone the opening of their block and their neighbours."""
    before, after = old.split("\n"), new.split("\n")
    start = next((n for n, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), min(len(before), len(after)) - 1)
    grown = len(after) - len(before)
    found = {start + 1 + n for n in range(max(grown, 0) + 1)}
    if grown < 0:
        block = next((n for n in range(min(start, len(after) - 1), -1, -1) if after[n] and not after[n][0].isspace() and after[n] != "."), 0)
        found |= {start, block + 1}
    return tuple(sorted(found))


class Breaker:
    """A copy of the vocabulary that is broken and mended again; what is as before is not looked at anew."""

    def __init__(self, folder: Path):
        """Copy and check it once."""
        self.root, self._cache = folder / "broken", folder / "cache"
        for name in ("vocab", "shapes"):
            shutil.copytree(ROOT / name, self.root / name)
        self._kept = _sizes_and_times(self.root)
        memory = Memory()
        self._known = set(self._check(memory))
        memory.write(self._cache, "")

    def _check(self, memory: Memory) -> tuple[Problem, ...]:
        return Checking(Repository(self.root), memory=memory).finish().problems

    def judge(self, change: Change) -> tuple[str, list[Problem]]:
        """Make a change, check, and undo it; return one of :data:`VERDICTS`, and what was found."""
        try:
            place = change.make(self.root)
            found = [problem for problem in self._check(read_memory(self._cache, "")) if problem not in self._known]
        finally:
            self.restore()
        return _verdict(change, place, found), found

    def restore(self) -> None:
        """Bring back every file that differs, and take away what is new."""
        now = _sizes_and_times(self.root)
        for path in now.keys() - self._kept.keys():
            os.unlink(self.root / path)
        for path, kept in self._kept.items():
            if now.get(path) != kept:
                (self.root / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / path, self.root / path)


def _sizes_and_times(root: Path) -> dict[str, tuple[int, int]]:
    """Return size and time of every file of a folder, by its path in there; plain calls, as there are thousands."""
    found, waiting = {}, [""]
    while waiting:
        below = waiting.pop()
        for entry in os.scandir(root / below):
            path = f"{below}/{entry.name}" if below else entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            else:
                about = entry.stat(follow_symlinks=False)
                found[path] = (about.st_size, about.st_mtime_ns)
    return found


def _verdict(change: Change, place: Place, found: Iterable[Problem]) -> str:
    found = list(found)
    ours = [problem for problem in found if problem.rule in change.rules]
    there = [problem for problem in ours if problem.path == place.path]
    if any(not place.lines or problem.line in place.lines for problem in there):
        return "right"
    if there:
        return "other line"
    return "other file" if ours else "other rule" if found else "not found"


def judged(changes: Iterable[Change], folder: Path) -> Iterator[tuple[Change, str, list[Problem]]]:
    """Yield each change with its verdict and what was found."""
    breaker = Breaker(folder)
    for change in changes:
        yield (change, *breaker.judge(change))
