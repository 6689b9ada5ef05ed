"""The two vocabularies that are compared: that of the working tree, and an earlier one from a folder or from git."""

from __future__ import annotations

import io
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from csea_terms.checking.check import check
from csea_terms.days import Days
from csea_terms.errors import ContentError, UsageError, has_errors
from csea_terms.model import Glossary
from csea_terms.reading.assemble import assemble
from csea_terms.reading.load import load
from csea_terms.reading.repository import Repository
from csea_terms.reading.usable import usable
from csea_terms.reading.withheld import newly_withheld
from csea_terms.reading.wordings import withheld_of
from csea_terms.releases import Releases


def current(repository: Repository) -> Glossary:
    """Return the vocabulary of a working tree, also where it breaks rules: a reviewer wants to see what it would do.

    Raises :class:`~csea_terms.errors.ContentError` where something could not be read, for what it says would seem to be gone.
    """
    loaded = load(repository)
    if has_errors(loaded.problems):
        raise ContentError(loaded.problems)
    # A statement about what is not there would stop the comparison somewhere; the check names it.
    found = usable(loaded)
    try:
        if found:
            return _comparable(assemble(found.loaded))
        raise ContentError(check(repository).problems)
    except Exception:
        # What breaks the rules may break the model too; then they say better what is wrong.
        problems = check(repository).problems
        if has_errors(problems):
            raise ContentError(problems) from None
        raise


def earlier(base: str, root: Path) -> Glossary:
    """Return the vocabulary of a folder that holds ``vocab/``, or of a revision of the checkout at ``root``.

    Raises :class:`~csea_terms.errors.UsageError` where there is neither, or where this program does not understand what is there.
    """
    with _folder(base, root) as folder:
        loaded = load(Repository(folder))
        try:
            return _comparable(assemble(loaded, loaded.problems))
        except Exception as error:
            raise UsageError(f"The vocabulary of {base} cannot be read by this program ({type(error).__name__}). Name a later one.") from error


def withheld_since(base: str, root: Path) -> set[tuple[str, str]]:
    """Return of which concepts, and in which languages, a checkout withholds former wordings that it did not withhold at ``base``.

    Raises :class:`~csea_terms.errors.UsageError` where there is no such folder or revision.
    """
    rows = withheld_of(root)
    if not rows:
        return set()
    with _folder(base, root) as folder:
        return newly_withheld(withheld_of(folder), rows)


def _comparable(glossary: Glossary) -> Glossary:
    # The day of a commit is known of a checkout only, and a release changes no word.
    concepts = {slug: replace(concept, days=Days()) for slug, concept in glossary.concepts.items()}
    return replace(glossary, concepts=concepts, changes={}, days=Days(), releases=Releases())


@contextmanager
def _folder(base: str, root: Path) -> Iterator[Path]:
    if base and (Path(base) / "vocab").is_dir():
        yield Path(base)
        return
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}").decode().strip()
    if not commit:
        raise UsageError(f"{base} is neither a folder that holds vocab/ nor a revision that git knows in {root}.")
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(io.BytesIO(_git(root, "archive", "--format=zip", commit))) as archive:
            archive.extractall(folder)
        yield Path(folder)


def _git(root: Path, *arguments: str) -> bytes:
    """Return what git answers, nothing where it fails or is not there."""
    try:
        return subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return b""
