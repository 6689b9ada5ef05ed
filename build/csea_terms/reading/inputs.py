"""Hashes of everything that the vocabulary is checked and the site is made from: where they are equal, so is what comes of it."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from csea_terms.reading.history import days_of, releases_of
from csea_terms.reading.repository import Repository

_PROGRAM = Path(__file__).resolve().parents[1]


def input_digests(repository: Repository) -> tuple[str, str]:
    """Return hashes of everything that is read: of what all pages and rules share, and of the terms, schemes and mappings.

    Shared is all of the vocabulary but ``vocab/terms`` and ``vocab/crosswalks``, the shapes, the sources of the site,
    its settings, our program, the libraries that it works with and Python itself. With the others go the days on which
    files were begun and last changed, and what was released.
    """
    shared, content = hashlib.sha256(f"{sys.version}\n{_libraries()}\n".encode()), hashlib.sha256()
    for top in (repository.root / "vocab", repository.shapes, repository.site, _PROGRAM):
        for path, found in _files(str(top), f"{top.name}/"):
            digest = content if path.startswith(("vocab/terms/", "vocab/crosswalks/")) else shared
            digest.update(f"{path}\n{len(found)}\n".encode(errors="surrogateescape") + found)
    days = sorted(days_of(repository.root).items())
    content.update(repr((days, _published(repository.root))).encode())
    shared.update(repository.mkdocs_config.read_bytes())
    return shared.hexdigest(), content.hexdigest()


def _published(root: Path) -> tuple[object, ...]:
    # What was changed since the last release is shown nowhere, only that something was.
    releases = releases_of(root)
    return releases.published, bool(releases.unreleased)


def _libraries() -> str:
    """Return the names and versions of all installed libraries, which stand in the names of their folders.

    These are "<name>-<version>.dist-info" (Recording installed projects, "The .dist-info directory"); asking each for its
    metadata would take longer than reading the vocabulary.
    """
    folders = [folder for folder in dict.fromkeys(sys.path) if os.path.isdir(folder)]
    return "\n".join(sorted(name for folder in folders for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info"))))


def _files(folder: str, below: str) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of everything in a folder but compiled modules; ``below`` is what the paths begin with."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path, f"{below}{entry.name}/")
        elif not entry.name.endswith(".pyc"):
            yield below + entry.name, _content(entry)


def _content(entry: os.DirEntry) -> bytes:
    """Return a file's content; of a link also that it is one, and of what cannot be opened only that."""
    try:
        with open(entry.path, "rb") as file:
            content = file.read()
    except OSError:
        content = b"cannot be opened"
    return b"link to " + content if entry.is_symlink() else content
