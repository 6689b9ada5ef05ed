"""How well a file could be recoded: counted by rows and by distinct values, with every unknown value named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from csea_terms.crosswalks.recoding.decide import STATUSES, Decision, Recoder
from csea_terms.errors import UsageError

_WORDS = {
    "exact": "mapped exactly",
    "loss": "mapped with loss",
    "suggested": "only suggested",
    "ambiguous": "ambiguous",
    "gap": "stated gap",
    "none": "no correspondence",
    "unknown": "unknown value",
    "empty": "empty",
}


_LOOK_AT = ("unknown", "ambiguous", "suggested", "gap", "none")
"""What somebody should look at, what can be mended first."""

_READ = ("loss", "exact")


@dataclass
class Coverage:
    """What was counted. A cell with several values counts each of them."""

    values: Counter = field(default_factory=Counter)
    """How often each value, as it is written, was met."""
    encoding: str = "utf-8"
    """How the file was read, where it is a text file."""

    def as_dict(self, recoder: Recoder) -> dict[str, object]:
        """Return the report: counts by status, then the values that need a look, by :data:`_LOOK_AT`, then by frequency.

        A value that is mapped but was read otherwise than it is written comes last. ``by_hand`` counts what a person decided;
        such a value needs a look only where its category has several candidates.
        """
        decided = {value: recoder.decide(value) for value in self.values}
        rows, distinct = Counter(), Counter()
        for value, count in self.values.items():
            rows[decided[value].status] += count
            distinct[decided[value].status] += 1
        by_hand = [count for value, count in self.values.items() if decided[value].by_hand]
        return {
            "from": recoder.source,
            "to": recoder.target,
            "rows": {status: rows[status] for status in STATUSES},
            "distinct": {status: distinct[status] for status in STATUSES},
            "by_hand": {"rows": sum(by_hand), "distinct": len(by_hand)},
            "look_at": [
                {"value": value, "rows": count, "status": decided[value].status, **_help(value, decided[value], recoder)}
                for status in (*_LOOK_AT, *_READ)
                for value, count in self._by_frequency()
                if decided[value].status == status and _needs_a_look(decided[value])
            ],
        }

    def _by_frequency(self) -> list[tuple[str, int]]:
        return sorted(self.values.items(), key=lambda item: (-item[1], item[0]))

    def totals(self, recoder: Recoder) -> list[dict[str, object]]:
        """Return the counts rolled up to the target's codes, then what cannot be counted there, and why.

        A value that is mapped counts for its code. An ambiguous or only suggested one counts for none: its cases may
        belong to any of the candidates, so the totals of these are too low by an unknown part of it.
        """
        codes: dict[str, dict[str, object]] = {}
        left = []
        for value, count in self._by_frequency():
            decision = recoder.decide(value)
            if decision.status in ("exact", "loss"):
                row = codes.setdefault(decision.notation, _total(decision.notation, decision.title))
                row[decision.status] += count
            elif decision.status != "empty":
                left.append({**_total(decision.notation, decision.title), "value": value, "not_counted": count, "note": decision.note})
        uncertain = {notation for row in left for notation in str(row["notation"]).split(" | ") if notation}
        for notation, row in codes.items():
            row["comparable"] = "no" if notation in uncertain else "with care" if row["loss"] else "yes"
        return [*(codes[notation] for notation in sorted(codes)), *left]


TOTAL_COLUMNS = ("notation", "title", "exact", "loss", "comparable", "value", "not_counted", "note")


def _total(notation: str, title: str) -> dict[str, object]:
    return {"notation": notation, "title": title, "exact": 0, "loss": 0, "comparable": "no", "value": "", "not_counted": 0, "note": ""}


def _needs_a_look(decision: Decision) -> bool:
    if decision.status in _READ:
        return bool(decision.read_as)
    return not (decision.by_hand and decision.status == "none")


def _help(value: str, decision: Decision, recoder: Recoder) -> dict[str, object]:
    if decision.status == "unknown":
        return {"nearest": recoder.nearest(value)}
    return {"candidates": decision.notation, "note": decision.note}


def check_unambiguous(values: Iterable[str], recoder: Recoder) -> None:
    """Raise :class:`UsageError` with every ambiguous value, if there is one."""
    found = [value for value in values if recoder.decide(value).status == "ambiguous"]
    if found:
        lines = [f"  {value}: {recoder.decide(value).notation or recoder.decide(value).note}" for value in sorted(found)]
        raise UsageError("\n".join([f"{len(found)} ambiguous values. Judge them, or choose --ambiguous list or first:", *lines]))


def coverage_lines(report: dict) -> list[str]:
    """Return a report as lines to read."""
    total = sum(report["rows"].values()) or 1
    lines = [f"From {report['from']} to {report['to']}", f"{'':20}{'rows':>10}{'':8}{'distinct':>10}"]
    for status in STATUSES:
        count = report["rows"][status]
        lines.append(f"{_WORDS[status]:20}{count:>10}{count / total:>8.1%}{report['distinct'][status]:>10}")
    if report["by_hand"]["rows"]:
        lines.append(f"{'decided by hand':20}{report['by_hand']['rows']:>10}{'':8}{report['by_hand']['distinct']:>10}")
    for one in report["look_at"]:
        about = f"nearest: {', '.join(one['nearest']) or 'nothing like it'}" if "nearest" in one else one["note"]
        lines.append(f"  {_WORDS[one['status']]}: {_shown(one['value'])} ({one['rows']}) – {about}")
    return lines


def _shown(value: str) -> str:
    """Return a value as it can be printed: control characters would move the cursor."""
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in value)
