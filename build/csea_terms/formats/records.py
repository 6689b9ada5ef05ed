"""Frozen dataclasses as JSON, written and read back as they were; nothing in such a file can run."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec

from csea_terms.errors import UsageError

Record = TypeVar("Record")


def write_record(value: object) -> bytes:
    """Return a dataclass, with all that it holds, as JSON.

    >>> from csea_terms.days import Days
    >>> write_record(Days("2026-11-30"))
    b'{"created":"2026-11-30","modified":""}'
    """
    return msgspec.json.encode(value, enc_hook=_plain)


def read_record(path: Path, kind: type[Record]) -> Record:
    """Return what :func:`write_record` wrote of a class; raise :class:`UsageError` where that is missing or broken."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError) as error:
        raise UsageError(f"{path} cannot be read ({error}). Install csea-terms again.") from None


def _plain(value: Any) -> dict[Any, Any]:
    """Return what JSON can hold of a mapping that may not be changed."""
    if isinstance(value, MappingProxyType):
        return dict(value)
    raise NotImplementedError(f"{type(value)} has no written form")
