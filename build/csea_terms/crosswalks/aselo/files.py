"""Read a text file of somebody, and put several new files in place together, never over what is there unasked."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from csea_terms.errors import UsageError


def read_text(path: Path, largest: int = 1_000_000) -> str:
    """Return a file's text; ``largest`` is in bytes.

    Raises :class:`~csea_terms.errors.UsageError` when it is larger, or not UTF-8.
    """
    if path.stat().st_size > largest:
        raise UsageError(f"{path} has more than {largest:,} bytes, which no such file has. Choose the right file.")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: byte {error.start} is not UTF-8. Save or export the file again as UTF-8.") from None


def refuse_existing(paths: list[Path], advice: str = "Name another, so that nothing of yours is covered.") -> None:
    """Raise :class:`~csea_terms.errors.UsageError` when one of some paths is taken or has no folder to stand in."""
    taken = [path for path in paths if path.exists() or path.is_symlink()]
    if taken:
        raise UsageError(f"{', '.join(map(str, taken))} exists already. {advice}")
    for path in paths:
        if not path.parent.is_dir():
            raise UsageError(f"There is no folder {path.parent}. Make it first.")


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Write files, in new folders where these are missing, so that none is there if one cannot be written.

    Raises :class:`~csea_terms.errors.UsageError` with the reason.
    """
    waiting = {path: path.with_name(f".{path.name}.{os.getpid()}") for path in contents}
    made = [folder for folder in dict.fromkeys(path.parent for path in contents) if not folder.exists()]
    try:
        for folder in made:
            folder.mkdir()
        for path, content in contents.items():
            waiting[path].write_bytes(content)
        for path, held in waiting.items():
            os.replace(held, path)
    except OSError as error:
        raise UsageError(f"{error.filename}: {error.strerror}. Nothing was written.") from None
    finally:
        for held in waiting.values():
            held.unlink(missing_ok=True)
        for folder in made:
            if folder.exists() and not any(folder.iterdir()):
                folder.rmdir()
