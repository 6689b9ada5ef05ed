"""Read an issue form that somebody filled in. Everything in it is hostile; it is only ever taken as text."""

from __future__ import annotations

import re
from collections.abc import Mapping as ReadOnlyDict
from dataclasses import dataclass
from pathlib import Path

import yaml

from csea_terms.errors import UsageError
from csea_terms.text.plain import tidy

_LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}[A-Za-z0-9])?(?:\[bot\])?")
_NOTHING = "_No response_"
"""What GitHub writes for a field that was left empty."""


@dataclass(frozen=True)
class Form:
    """A filled form: its ``kind`` is the label that it gives its issue, ``fields`` what was written, by the fields' identifiers."""

    kind: str
    number: int
    login: str
    user: int
    body: str
    fields: ReadOnlyDict[str, str]

    def line(self, field: str) -> str:
        """Return what was written in a field, on one line."""
        return tidy(self.fields.get(field, ""))

    def lines(self, field: str) -> list[str]:
        """Return the lines of a field that hold anything, each once."""
        return list(dict.fromkeys(filter(None, map(tidy, self.fields.get(field, "").split("\n")))))


def read_form(issue: ReadOnlyDict[str, object], templates: Path) -> Form:
    """Read an issue (GitHub REST API, "Get an issue") that was made with a form of the folder ``templates``.

    Raises :class:`~csea_terms.errors.UsageError` when it was made with none of them, or with several.
    """
    try:
        number, body = int(issue["number"]), str(issue["body"] or "").replace("\r\n", "\n")
        login, user = str(issue["user"]["login"]), int(issue["user"]["id"])
        labels = {str(label["name"]) for label in issue["labels"]}
    except (KeyError, TypeError, ValueError):
        raise UsageError("This is no issue as the code host gives it.") from None
    if not _LOGIN.fullmatch(login):
        raise UsageError("The author of the issue has a name that no account can have.")
    forms = [form for form in _forms(templates) if set(form["labels"]) <= labels]
    if len(forms) != 1:
        raise UsageError("The labels of the issue do not say which form it was made with. Exactly one of theirs must be there.")
    return Form(forms[0]["labels"][0], number, login, user, body, _fields(body, _labels(forms[0])))


def _forms(templates: Path) -> list[dict]:
    paths = (path for path in sorted(templates.glob("*.yml")) if path.name != "config.yml")
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths]


def _labels(form: dict) -> dict[str, str]:
    return {element["attributes"]["label"]: element["id"] for element in form["body"] if element["type"] != "markdown"}


def _fields(body: str, ids: dict[str, str]) -> dict[str, str]:
    """Return what stands below the heading of each field; fields come in their order, so that no text can claim an earlier one."""
    found: dict[str, list[str]] = {}
    waiting, current = list(ids), None
    for line in body.split("\n"):
        label = line.removeprefix("### ").rstrip() if line.startswith("### ") else ""
        if label in waiting:
            waiting = waiting[waiting.index(label) + 1 :]
            current = found.setdefault(ids[label], [])
        elif current is not None:
            current.append(line)
    texts = {name: "\n".join(lines).strip() for name, lines in found.items()}
    return {name: "" if text == _NOTHING else text for name, text in texts.items()}
