"""Contacts counted by target category: each once a category, and what cannot be counted there beside it."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from csea_terms.crosswalks.aselo.caution import Caution
from csea_terms.crosswalks.aselo.contacts import Contact
from csea_terms.crosswalks.aselo.history import History
from csea_terms.crosswalks.aselo.labels import labels_of, pointer
from csea_terms.crosswalks.aselo.suppression import HIDDEN, suppress
from csea_terms.crosswalks.recoding import Coverage
from csea_terms.formats.tables import Sheet, csv_bytes

COLUMNS = ("notation", "title", "contacts", "exact", "loss", "comparable", "value", "note")

_WITHHELD = "(withheld)"
_WITHOUT = "no category was chosen"
_UNREADABLE = "the choices could not be read"
_UNDATED = "the day does not tell which definition was in force"


@dataclass
class Counted:
    """What was met: choices as they are, contacts by decided category, and contacts by definition and helpline."""

    choices: Coverage = field(default_factory=Coverage)
    contacts: Coverage = field(default_factory=Coverage)
    sets: Counter = field(default_factory=Counter)
    without: int = 0
    unreadable: list[int] = field(default_factory=list)
    """The lines of contacts whose choices are in neither form."""
    undated: int = 0
    """Contacts of a day for which no definition is named, or of none, where several follow each other."""

    @property
    def total(self) -> int:
        """How many contacts were counted, those without a choice among them."""
        return sum(self.sets.values())


def count(contacts: Iterable[Contact], history: History) -> Counted:
    """Return what some contacts hold, each contact once for every category of the target."""
    counted = Counted()
    for contact in contacts:
        counted.sets[contact.version, contact.helpline] += 1
        if contact.choices is None:
            counted.unreadable.append(contact.line)
            continue
        if contact.choices and not history.knows(contact.day):
            counted.undated += 1
            continue
        values = [history.value(pointer(*choice), contact.day) for choice in contact.choices]
        counted.without += not values
        counted.choices.values.update(values)
        counted.contacts.values.update(_once(values, history))
    return counted


def _once(values: list[str], history: History) -> list[str]:
    """Return a contact's choices, of those that count for one category only the surest."""
    kept: dict[str, str] = {}
    for value in values:
        decision = history.decide(value)
        counts = decision.status in ("exact", "loss")
        key = decision.notation if counts else value
        if key not in kept or (counts and decision.status == "exact"):
            kept[key] = value
    return list(kept.values())


def table(counted: Counted, history: History, caution: Caution, below: int) -> dict[str, object]:
    """Return the counts to be published as JSON data: ``contacts``, ``rows`` and ``definitions``.

    Counts below ``below`` and what would betray them are :data:`~csea_terms.crosswalks.aselo.suppression.HIDDEN`. The order of rows
    says nothing of their counts.
    """
    rows = [_row(row, caution) for row in counted.contacts.totals(history)]
    rows = sorted(_numbered(rows), key=lambda row: (not row["counted"], row["notation"] if row["counted"] else "", row["value"]))
    for note, number in ((_WITHOUT, counted.without), (_UNREADABLE, len(counted.unreadable)), (_UNDATED, counted.undated)):
        if number:
            rows.append({**dict.fromkeys(COLUMNS, ""), "contacts": number, "comparable": "no", "note": note, "counted": False})
    sets = [{"definition": version, "helpline": helpline, "contacts": n} for (version, helpline), n in sorted(counted.sets.items())]
    found = [suppress([one["contacts"] for one in group], below) for group in (rows, sets)]
    # Rows and definitions share one total: where it must stay hidden in one of them, the other must not add up to it.
    hide_total = 0 < counted.total < below or any(suppression.total_hidden for suppression in found)
    for group, suppression in zip((rows, sets), found, strict=True):
        for place in range(len(group)) if hide_total else suppression.hidden:
            group[place].update({name: HIDDEN for name in ("contacts", "exact", "loss") if group[place].get(name) not in (None, "")})
    for row in rows:
        _hide_split(row, below)
    return {
        "contacts": HIDDEN if hide_total else counted.total,
        "rows": [{name: row[name] for name in COLUMNS} for row in rows],
        "definitions": sets,
    }


def _row(total: dict[str, object], caution: Caution) -> dict[str, object]:
    """Return a row of totals with one count of contacts, its value masked where its label must not be shown."""
    value = str(total["value"])
    known = int(total["exact"]) + int(total["loss"])
    row = {name: total.get(name, "") for name in COLUMNS} | {"contacts": known or total["not_counted"], "counted": bool(known)}
    if not known:
        row |= {"exact": "", "loss": ""}
    return row | {"value": _WITHHELD} if value and caution.hides(*labels_of(value)) else row


def _numbered(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Return the rows, those of withheld labels told apart by a number."""
    numbers = itertools.count(1)
    return [row | {"value": f"(withheld {next(numbers)})"} if row["value"] == _WITHHELD else row for row in rows]


def _hide_split(row: dict[str, object], below: int) -> None:
    """Hide how a row's contacts divide into exact and lossy where one part is small: the other would betray it."""
    if any(isinstance(row[name], int) and 0 < row[name] < below for name in ("exact", "loss")):
        row |= {"exact": HIDDEN, "loss": HIDDEN}


def coverage(counted: Counted, history: History, caution: Caution, below: int) -> dict[str, object]:
    """Return the coverage report of the choices; when small counts are kept back, without any count of contacts."""
    report = counted.choices.as_dict(history)
    look_at = [one for one in report["look_at"] if not caution.hides(*labels_of(one["value"]))]
    if below <= 1:
        return {**report, "look_at": look_at}
    bare = [{name: value for name, value in one.items() if name != "rows"} for one in look_at]
    order = list(dict.fromkeys(one["status"] for one in bare))
    bare.sort(key=lambda one: (order.index(one["status"]), one["value"]))
    return {"from": report["from"], "to": report["to"], "distinct": report["distinct"], "look_at": bare}


def table_csv(published: dict[str, object]) -> bytes:
    """Return the rows to be published as CSV."""
    rows = [[str(row[name]) for name in COLUMNS] for row in published["rows"]]
    return csv_bytes(Sheet("contacts", COLUMNS, rows))


def table_json(published: dict[str, object], facts: dict[str, object]) -> bytes:
    """Return everything to be published as JSON, with what the table says of itself."""
    return (json.dumps({**facts, **published}, ensure_ascii=False, indent=1) + "\n").encode()
