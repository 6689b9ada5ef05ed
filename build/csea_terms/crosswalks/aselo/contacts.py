"""The category choices of stored contacts, in both forms in which Aselo has kept them, and nothing else of a contact.

Current: ``rawJson.categories``, a list of chosen labels for each category. Before September 2023:
``rawJson.caseInformation.categories``, true or false for every label, or objects in objects where a label holds a full stop:
the platform took labels for paths of names (flex-plugins, ``transformCategories``). Besides, only ``helpline``,
``definitionVersion`` and the day are read, without which a label has no meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from csea_terms.crosswalks.aselo.labels import tidy
from csea_terms.crosswalks.aselo.stream import JsonStream, MalformedError
from csea_terms.errors import ContentError, Problem, UsageError

_DAYS = ("timeOfContact", "createdAt")
_MOST_STOPS = 20
"""Full stops in a label; the label with the most known has four."""


@dataclass(frozen=True)
class Contact:
    """What is read of a contact: its choices as tidied labels, each once; None where they could not be understood.

    ``day`` is that of ``timeOfContact``, else of ``createdAt`` (ISO 8601; empty where neither tells).
    """

    line: int
    helpline: str
    version: str
    choices: tuple[tuple[str, str], ...] | None
    day: str = ""


class _UnreadableError(Exception):
    """The categories are not in one of the two forms."""


def read_contacts(path: Path) -> Iterator[Contact]:
    """Yield the contacts of a JSON file: one list of them, or JSON Lines.

    Raises :class:`~csea_terms.errors.ContentError` where the file is not JSON, and
    :class:`~csea_terms.errors.UsageError` where it is not UTF-8.
    """
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            stream = JsonStream(file)
            if stream.peek() == "[":
                for _ in stream.items():
                    yield _contact(stream)
            while stream.peek():
                yield _contact(stream)
    except MalformedError as error:
        advice = "Export the contacts again as one JSON list or as JSON Lines"
        message = "This is not valid JSON from here on"
        raise ContentError([Problem(path.name, error.line, "contacts-json", "error", message, advice)]) from None
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not UTF-8. Export the contacts again as UTF-8.") from None


def _contact(stream: JsonStream) -> Contact:
    line, helpline, versions, days = stream.line, "", ["", ""], {}
    current: list[tuple[str, str]] | None = []
    legacy: list[tuple[str, str]] | None = []
    if stream.peek() != "{":
        stream.skip()
        return Contact(line, "", "", None)
    for name in stream.members():
        if name == "helpline":
            helpline = _word(stream)
        elif name == "definitionVersion":
            versions[0] = _word(stream)
        elif name in _DAYS:
            days[name] = _day(_word(stream))
        elif name == "rawJson" and stream.peek() == "{":
            versions[1], current, legacy = _raw(stream)
        else:
            # Contacts whose details are a text, as some databases export them, hold their choices out of sight.
            current = None if name == "rawJson" and stream.peek() == '"' else current
            stream.skip()
    unreadable = current is None or (not current and legacy is None)
    choices = None if unreadable else tuple(dict.fromkeys(current or legacy or ()))
    return Contact(line, helpline, versions[0] or versions[1], choices, next((days[name] for name in _DAYS if days.get(name)), ""))


def _raw(stream: JsonStream) -> tuple[str, list[tuple[str, str]] | None, list[tuple[str, str]] | None]:
    version, current, legacy = "", [], []
    for name in stream.members():
        if name == "definitionVersion":
            version = _word(stream)
        elif name == "categories":
            current = _choices(stream)
        elif name == "caseInformation" and stream.peek() == "{":
            for inner in stream.members():
                if inner == "categories":
                    legacy = _choices(stream)
                else:
                    stream.skip()
        else:
            stream.skip()
    return version, current, legacy


def _choices(stream: JsonStream) -> list[tuple[str, str]] | None:
    """Take the categories in either form; return None where they are in neither."""
    if stream.peek() != "{":
        absent = stream.peek() == "n"
        stream.skip()
        return [] if absent else None
    found: list[tuple[str, str]] = []
    understood = True
    for category in stream.members():
        chosen = _chosen(stream)
        understood = understood and chosen is not None and category is not None
        if understood:
            found += [(tidy(category or ""), tidy(label)) for label in chosen or ()]
    return found if understood else None


def _chosen(stream: JsonStream) -> list[str] | None:
    found: list[str] = []
    understood = True
    if stream.peek() == "[":
        for _ in stream.items():
            if stream.peek() == '"':
                label = stream.text()
                understood = understood and label is not None
                found.append(label or "")
            else:
                stream.skip()
                understood = False
    elif stream.peek() == "{":
        return _flagged(stream)
    else:
        stream.skip()
        return None
    return found if understood else None


def _flagged(stream: JsonStream, depth: int = 0) -> list[str] | None:
    """Take an object of flags; return the names of those that are true, with a full stop between the names on the way to one."""
    found: list[str] = []
    understood = True
    for label in stream.members():
        if stream.peek() == "{" and depth < _MOST_STOPS:
            inner = _flagged(stream, depth + 1)
            chosen = None if inner is None else [f"{label}.{rest}" for rest in inner]
        else:
            flag = stream.flag()
            chosen = None if flag is None else [label or ""] * flag
        understood = understood and chosen is not None and label is not None
        found += chosen or []
    return found if understood else None


def _day(text: str) -> str:
    found = re.match(r"\d{4}-\d{2}-\d{2}", text)
    return found[0] if found else ""


def _word(stream: JsonStream) -> str:
    """Take a short text; anything else counts as none."""
    if stream.peek() == '"':
        return tidy(stream.text(200) or "")
    stream.skip()
    return ""
