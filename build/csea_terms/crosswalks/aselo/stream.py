"""JSON walked through piece by piece: what nobody asks for is passed over without being decoded or kept.

A file of contacts holds what children told a counsellor. Only the values that are named by :meth:`JsonStream.text` and
:meth:`JsonStream.flag` ever become Python objects; :meth:`JsonStream.skip` only looks for where a value ends.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TextIO

_CHUNK = 1 << 16
_SPACE = re.compile(r"[ \t\r\n]*")
_BRACKET = re.compile(r'["{}\[\]]')
_STRING_PART = re.compile(r'["\\]')
_SCALAR_END = re.compile(r"[,\]}\s]")
_LONGEST_NUMBER = 100_000
_SCALAR = re.compile(r"-?[0-9][0-9.eE+-]*|true|false|null|-?Infinity|NaN")


class MalformedError(ValueError):
    """The text is not JSON at ``line``."""

    def __init__(self, line: int):
        super().__init__(f"line {line}")
        self.line = line


class JsonStream:
    """A place in a JSON text. After a member's name or before an item, exactly one value must be taken or skipped."""

    def __init__(self, file: TextIO):
        """Take an open text file; it is read in pieces."""
        self._file = file
        self._buffer, self._at, self._lines = "", 0, 1

    @property
    def line(self) -> int:
        """The line of the place, from 1."""
        return self._lines + self._buffer.count("\n", 0, self._at)

    def peek(self) -> str:
        """Return the next character that is no space; empty at the end."""
        while True:
            self._at = _SPACE.match(self._buffer, self._at).end()
            if self._at < len(self._buffer):
                return self._buffer[self._at]
            if not self._more():
                return ""

    def members(self) -> Iterator[str | None]:
        """Walk through an object: yield each member's name (None: too long to be one that matters)."""
        self._take("{")
        if self.peek() == "}":
            self._at += 1
            return
        while True:
            name = self.text()
            self._take(":")
            yield name
            if self._next_or("}"):
                return

    def items(self) -> Iterator[None]:
        """Walk through a list: yield before each item."""
        self._take("[")
        if self.peek() == "]":
            self._at += 1
            return
        while True:
            yield
            if self._next_or("]"):
                return

    def text(self, longest: int = 1_000) -> str | None:
        """Take a string; return None for one that is longer or holds a broken escape. Anything else is malformed."""
        if self.peek() != '"':
            raise MalformedError(self.line)
        parts = self._string(longest + 1)
        try:
            return json.loads("".join(parts)) if parts is not None else None
        except ValueError:
            return None

    def flag(self) -> bool | None:
        """Take true or false; skip anything else and return None."""
        if self.peek() not in ("t", "f"):
            self.skip()
            return None
        return self._scalar() == "true"

    def skip(self) -> None:
        """Pass over one value, however large, without decoding it."""
        first = self.peek()
        if first == '"':
            self._string(0)
        elif first in ("{", "["):
            self._skip_nested()
        else:
            self._scalar()

    def _skip_nested(self) -> None:
        depth = 0
        while True:
            found = _BRACKET.search(self._buffer, self._at)
            if found is None:
                self._at = len(self._buffer)
                self._need()
                continue
            self._at = found.start()
            if found[0] == '"':
                self._string(0)
                continue
            self._at += 1
            depth += 1 if found[0] in "{[" else -1
            if depth == 0:
                return

    def _string(self, longest: int) -> list[str] | None:
        """Pass over a string; return its source text in parts, or None where it is longer than asked for."""
        parts: list[str] | None = ['"'] if longest else None
        size, self._at = 0, self._at + 1
        while True:
            found = _STRING_PART.search(self._buffer, self._at)
            end = found.start() if found else len(self._buffer)
            if found and found[0] == "\\":
                while end + 2 > len(self._buffer):
                    end -= self._at
                    self._need()
                    end += self._at
                end += 2
            size += end - self._at
            if parts is not None:
                parts.append(self._buffer[self._at : end])
                parts = parts if size <= longest else None
            self._at = end
            if found is None:
                self._need()
            elif found[0] == '"':
                self._at += 1
                return [*parts, '"'] if parts is not None else None

    def _scalar(self) -> str:
        """Take a number, true, false or null as it is written."""
        while True:
            found = _SCALAR_END.search(self._buffer, self._at)
            if found or not self._more():
                break
            if len(self._buffer) - self._at > _LONGEST_NUMBER:
                raise MalformedError(self.line)
        text = self._buffer[self._at : found.start() if found else len(self._buffer)]
        if not _SCALAR.fullmatch(text):
            raise MalformedError(self.line)
        self._at += len(text)
        return text

    def _next_or(self, end: str) -> bool:
        """Pass over a comma, or over the end; return whether it was the end."""
        found = self.peek()
        if found not in (",", end):
            raise MalformedError(self.line)
        self._at += 1
        return found == end

    def _take(self, character: str) -> None:
        if self.peek() != character:
            raise MalformedError(self.line)
        self._at += 1

    def _need(self) -> None:
        if not self._more():
            raise MalformedError(self.line)

    def _more(self) -> bool:
        """Read on and forget what lies behind; return whether there was anything."""
        chunk = self._file.read(_CHUNK)
        self._lines += self._buffer.count("\n", 0, self._at)
        self._buffer, self._at = self._buffer[self._at :] + chunk, 0
        return bool(chunk)
