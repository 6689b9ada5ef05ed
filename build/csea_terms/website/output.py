"""Write a folder so that a reader never sees half of it: render all, then put what changed in place.

Files are compared with what is there, because comparing costs far less than writing; changed ones wait in a
folder beside until everything has been rendered, and only then move. What no longer belongs is removed last.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Output:
    """The folder to publish and a folder on the same disk where changed files wait."""

    folder: Path
    waiting: Path
    _kept: set[str] = field(default_factory=set)
    _changed: list[str] = field(default_factory=list)

    def __enter__(self) -> Output:
        shutil.rmtree(self.waiting, ignore_errors=True)
        self.waiting.mkdir(parents=True)
        return self

    def __exit__(self, *failure: object) -> None:
        shutil.rmtree(self.waiting, ignore_errors=True)

    def add(self, path: str, content: bytes) -> None:
        """Take a file to publish; ``path`` is relative, with forward slashes. Raises ValueError if it was added."""
        if path in self._kept:
            raise ValueError(f"two pages or downloads have the address {path}")
        self._kept.add(path)
        if _differs(self.folder / path, content):
            target = self.waiting / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            self._changed.append(path)

    def publish(self) -> tuple[int, int]:
        """Put everything in place; return how many files were changed and how many removed."""
        for path in self._changed:
            target = self.folder / path
            if target.is_dir():
                shutil.rmtree(target)
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(self.waiting / path, target)
        return len(self._changed), self._remove_stale()

    def _remove_stale(self) -> int:
        removed = 0
        for folder, subfolders, names in os.walk(self.folder, topdown=False):
            for name in names:
                path = Path(folder, name)
                if path.relative_to(self.folder).as_posix() not in self._kept:
                    path.unlink()
                    removed += 1
            if not any(True for _ in os.scandir(folder)) and Path(folder) != self.folder:
                os.rmdir(folder)
        return removed


def is_current(record: Path, digest: str, folder: Path) -> bool:
    """Return whether a record says that the same input already made exactly what is in the folder."""
    try:
        data = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return data.get("input") == digest and data.get("output") == _fingerprint(folder)


def write_record(record: Path, digest: str, folder: Path) -> None:
    """Note which input made what is now in the folder."""
    record.parent.mkdir(parents=True, exist_ok=True)
    record.write_text(json.dumps({"input": digest, "output": _fingerprint(folder)}), encoding="utf-8")


def _differs(path: Path, content: bytes) -> bool:
    try:
        # The size differs far more often than not when the content does, and costs no reading.
        return path.stat().st_size != len(content) or path.read_bytes() != content
    except OSError:
        return True


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for parent, subfolders, names in os.walk(folder):
        subfolders.sort()
        for name in sorted(names):
            status = os.stat(os.path.join(parent, name))
            digest.update(f"{parent}/{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
