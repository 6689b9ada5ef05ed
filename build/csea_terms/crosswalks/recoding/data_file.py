"""A file of somebody's data as it comes: from disk or standard input, packed or not, in one of several encodings."""

from __future__ import annotations

import gzip
import io
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, TextIO, TypeVar

from csea_terms.errors import UsageError

T = TypeVar("T")

STANDARD = Path("-")
"""What stands for standard input or standard output where a file is named."""

WESTERN = "windows-1252"

_PACKED = b"\x1f\x8b"
"""What a gzip file starts with (RFC 1952, section 2.3.1)."""

_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True)
class DataFile:
    """A file to read; ``called`` is what messages call it."""

    path: Path
    called: str

    def __str__(self) -> str:
        return self.called

    @property
    def ending(self) -> str:
        """The ending of the name that tells the format."""
        return ending_of(self.path)

    def open(self) -> BinaryIO:
        """Return the file for reading, unpacked where it is packed."""
        with open(self.path, "rb") as file:
            packed = file.read(len(_PACKED)) == _PACKED
        return gzip.open(self.path) if packed else open(self.path, "rb")

    def open_text(self, encoding: str) -> TextIO:
        """Return the file for reading as text, with its line ends and its byte order mark as they are."""
        return io.TextIOWrapper(self.open(), encoding, newline="")

    def _encoding(self) -> str:
        """Return the encoding that the first bytes tell of: UTF-16 with or without a mark, or else UTF-8 (RFC 2781, section 3.2)."""
        with self.open() as file:
            start = file.read(2)
        if start == b"\xff\xfe" or (len(start) == 2 and start[0] and not start[1]):
            return "utf-16-le"
        return "utf-16-be" if start == b"\xfe\xff" or (len(start) == 2 and start[1] and not start[0]) else "utf-8"

    def _is_western(self) -> bool:
        """Return whether a file that is not UTF-8 reads as Windows-1252.

        In a language written in Latin letters, few words consist of letters with accents alone. Cyrillic, Greek and Arabic
        words do when they are taken for Windows-1252.
        """
        strange = words = 0
        try:
            with self.open_text(WESTERN) as file:
                for line in file:
                    found = [] if line.isascii() else [word for word in _WORD.findall(line) if not word.isascii()]
                    words += len(found)
                    strange += sum(not any(letter.isascii() for letter in word) for word in found)
        except UnicodeDecodeError:
            return False
        return 2 * strange <= words

    def in_its_encoding(self, told: str, read: Callable[[str], T]) -> tuple[T, str]:
        """Return what a function reads in the encoding that is told, or else in that which the file turns out to have, and which.

        Raises :class:`~csea_terms.errors.UsageError` with the line where the file is of no such encoding.
        """
        encoding = told or self._encoding()
        try:
            return read(encoding), encoding
        except UnicodeDecodeError:
            if not told and encoding == "utf-8" and self._is_western():
                return read(WESTERN), WESTERN
        line = self._undecodable_line(encoding)
        place = f"{self}:{line}" if line else f"{self}"
        raise UsageError(f"{place}: this is not {encoding}. Save the file as CSV UTF-8, or name its encoding with --encoding.")

    def _undecodable_line(self, encoding: str) -> int:
        """Return the first line that is not of an encoding, or 0 where the lines of the file cannot be told without it."""
        with self.open() as file:
            for number, line in enumerate(file, 1):
                try:
                    line.decode(encoding)
                except UnicodeDecodeError:
                    return 0 if encoding.startswith("utf-16") else number
        return 0


def ending_of(path: Path) -> str:
    """Return the ending of a name that tells the format, in lower case: of ``data.CSV.gz`` it is ``.csv``."""
    return (path.with_suffix("") if path.suffix.lower() == ".gz" else path).suffix.lower()


@contextmanager
def reading(source: Path, ending: str) -> Iterator[DataFile]:
    """Yield a file to read. Standard input is put on disk first, because a file may have to be read twice."""
    if source != STANDARD:
        yield DataFile(source, str(source))
        return
    with TemporaryDirectory() as folder:
        path = Path(folder, f"input{ending}")
        with path.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        yield DataFile(path, "standard input")


@contextmanager
def writing(target: Path | None, ending: str) -> Iterator[Path | None]:
    """Yield a file to write to, which takes the target's name when all went well and goes away otherwise."""
    if target is None:
        yield None
    elif target == STANDARD:
        with TemporaryDirectory() as folder:
            waiting = Path(folder, f"output{ending}")
            yield waiting
            with waiting.open("rb") as file:
                shutil.copyfileobj(file, sys.stdout.buffer)
                sys.stdout.buffer.flush()
    else:
        waiting = target.with_name(f".{target.name}.{os.getpid()}{target.suffix}")
        try:
            yield waiting
            os.replace(waiting, target)
        finally:
            waiting.unlink(missing_ok=True)


@contextmanager
def writing_text(waiting: Path, encoding: str) -> Iterator[TextIO]:
    """Yield a file for writing text, packed where its name ends in ``.gz``; nothing is done to line ends."""
    with open(waiting, "wb") as file:
        # Without a name and a time in it, the same data are the same bytes.
        packed = gzip.GzipFile("", "wb", fileobj=file, mtime=0) if waiting.suffix.lower() == ".gz" else None
        with io.TextIOWrapper(packed or file, encoding, newline="") as text:
            yield text
