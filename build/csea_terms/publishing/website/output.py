"""Write a folder so that a reader never sees half of it: render all, then put what changed in place.

Files are compared with what is there, because comparing costs far less than writing; changed ones wait in a
folder beside until everything has been rendered, and only then move. What no longer belongs is removed last.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

Status = tuple[int, int]
"""The size of a file and the time of its last change."""


@dataclass
class Output:
    """The folder to publish and a folder on the same disk where changed files wait, numbered.

    ``there`` has every file of the folder as it was found, by path; :meth:`publish` brings it up to date.
    """

    folder: Path
    waiting: Path
    there: dict[str, Status]
    _kept: set[str] = field(default_factory=set)
    _changed: list[tuple[str, str]] = field(default_factory=list)

    def __enter__(self) -> Output:
        shutil.rmtree(self.waiting, ignore_errors=True)
        self.waiting.mkdir(parents=True)
        return self

    def __exit__(self, *failure: object) -> None:
        shutil.rmtree(self.waiting, ignore_errors=True)

    def add(self, path: str, content: bytes) -> int:
        """Take a file to publish and return its size; ``path`` is relative, with forward slashes.

        Raises ValueError if it was added.
        """
        if path in self._kept:
            raise ValueError(f"two pages or downloads have the address {path}")
        self._kept.add(path)
        if _differs(f"{self.folder}/{path}", content):
            # Thousands of files: no folders are made for them until they are published.
            waiting = f"{self.waiting}/{len(self._changed)}.new"
            with open(waiting, "wb") as file:
                file.write(content)
            self._changed.append((path, waiting))
        return len(content)

    def keep(self, path: str) -> int:
        """Leave a published file as it is and return its size."""
        self._kept.add(path)
        return self.there[path][0]

    def has(self, path: str) -> bool:
        """Return whether the site will have a file."""
        return path in self._kept

    def content(self, path: str) -> bytes:
        """Return what a file that was added or kept will hold."""
        waiting = dict(self._changed).get(path)
        return Path(waiting or f"{self.folder}/{path}").read_bytes()

    def part(self, name: str) -> Output:
        """Return a part of this output for another process to fill; it comes back with :meth:`take`."""
        waiting = self.waiting / name
        waiting.mkdir()
        return Output(self.folder, waiting, self.there)

    def take(self, part: Output) -> None:
        """Take what was added to a part. Raises ValueError if a file was added to both."""
        both = self._kept & part._kept
        if both:
            raise ValueError(f"two pages or downloads have the address {min(both)}")
        self._kept |= part._kept
        self._changed += part._changed

    def publish(self) -> tuple[int, int]:
        """Put everything in place; return how many files were changed and how many removed."""
        made: set[str] = set()
        for path, waiting in self._changed:
            target = f"{self.folder}/{path}"
            parent = os.path.dirname(target)
            if parent not in made:
                os.makedirs(parent, exist_ok=True)
                made.add(parent)
            try:
                os.replace(waiting, target)
            except IsADirectoryError:
                shutil.rmtree(target)
                os.replace(waiting, target)
            self.there[path] = _status(os.stat, target)
        return len(self._changed), self._remove_stale()

    def _remove_stale(self) -> int:
        stale = self.there.keys() - self._kept
        for path in stale:
            del self.there[path]
            # What became a folder, or was removed by others meanwhile, is gone already.
            with suppress(FileNotFoundError, NotADirectoryError):
                os.unlink(f"{self.folder}/{path}")
            # A folder that held only stale files, or only such folders, goes with them.
            with suppress(OSError):
                os.removedirs(os.path.dirname(f"{self.folder}/{path}"))
        return len(stale)


@dataclass(frozen=True)
class Export:
    """What an export wrote: a digest of what it was made from, and size and SHA-256 of each file below ``data/``."""

    made_from: str
    files: dict[str, tuple[int, str]]


@dataclass(frozen=True)
class Rendered:
    """What may be kept next time: digests of what pages (by their folders) and lists of words are made from, and exports."""

    pages: dict[str, str]
    lists: dict[str, str]
    exports: dict[str, Export]


class Record:
    """What the last build noted: which input made what, so that the next one need not do it again."""

    def __init__(self, file: Path, folder: Path):
        """Read the record of a published folder; a missing or spoilt record says nothing."""
        self._file = file
        # Looked at once: what others change after this will not be as it is noted, and so be made again.
        self.there = dict(_statuses(str(folder), ""))
        """Every file of the folder as it is, by path."""
        try:
            data = json.loads(file.read_text(encoding="utf-8"))
            self._data = data if data["version"] == _RECORD_VERSION else {}
        except (OSError, ValueError, KeyError, TypeError):
            self._data = {}

    def is_current(self, shared: str, content: str) -> bool:
        """Return whether the same input already made exactly what is in the folder."""
        if self._data.get("shared") != shared or self._data["content"] != content:
            return False
        return self._data["output"] == self._fingerprint()

    def is_as_before(self, shared: str, path: str, made_from: str) -> bool:
        """Return whether a page is there, untouched, and was made from the same."""
        if self._data.get("shared") != shared:
            return False
        return self._data["pages"].get(path) == [made_from, *self._status(f"{path}index.html")]

    def is_list_as_before(self, shared: str, path: str, made_from: str) -> bool:
        """Return whether a list of words is there, untouched, and was made from the same."""
        return self._data.get("shared") == shared and self._data["lists"].get(path) == [made_from, *self._status(path)]

    def kept_export(self, shared: str, name: str, made_from: str) -> Export | None:
        """Return what an export wrote from the same, if all its files are there untouched."""
        before = self._data["exports"].get(name) if self._data.get("shared") == shared else None
        if before is None or before["made_from"] != made_from:
            return None
        if any([size, changed] != [*self._status(f"data/{path}")] for path, (size, changed, _) in before["files"].items()):
            return None
        return Export(made_from, {path: (size, checksum) for path, (size, _, checksum) in before["files"].items()})

    def write(self, shared: str, content: str, rendered: Rendered) -> None:
        """Note which input made what is now in the folder."""
        data = {
            "version": _RECORD_VERSION,
            "shared": shared,
            "content": content,
            "output": self._fingerprint(),
            "pages": {path: [digest, *self._status(f"{path}index.html")] for path, digest in rendered.pages.items()},
            "lists": {path: [digest, *self._status(path)] for path, digest in rendered.lists.items()},
            "exports": {name: {"made_from": e.made_from, "files": self._noted(e)} for name, e in rendered.exports.items()},
        }
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(json.dumps(data), encoding="utf-8")

    def _noted(self, export: Export) -> dict[str, tuple[int, int, str]]:
        return {path: (*self._status(f"data/{path}"), checksum) for path, (_, checksum) in export.files.items()}

    def _status(self, path: str) -> Status:
        return self.there.get(path, _MISSING)

    def _fingerprint(self) -> str:
        lines = sorted(f"{path} {size} {changed}" for path, (size, changed) in self.there.items())
        return hashlib.sha256("\n".join(lines).encode(errors="surrogateescape")).hexdigest()


_RECORD_VERSION = 6
_MISSING: Status = (-1, -1)


def _status(stat: Callable[..., os.stat_result], *path: str) -> Status:
    try:
        status = stat(*path)
    except OSError:
        return _MISSING  # a link to nothing
    return (status.st_size, status.st_mtime_ns)


def _differs(path: str, content: bytes) -> bool:
    try:
        # The size differs far more often than not when the content does, and costs no reading.
        if os.stat(path).st_size != len(content):
            return True
        with open(path, "rb") as file:
            return file.read() != content
    except OSError:
        return True


def _statuses(folder: str, below: str) -> Iterator[tuple[str, Status]]:
    """Yield the path and status of every file in a folder; ``below`` is what the paths begin with."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _statuses(entry.path, f"{below}{entry.name}/")
        else:
            yield below + entry.name, _status(entry.stat)
