"""JSON Lines: the text of each object stays, and the new members are put before its last brace."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import nullcontext
from pathlib import Path

from csea_terms.crosswalks.recoding.data_file import DataFile, writing_text
from csea_terms.crosswalks.recoding.decide import Decision
from csea_terms.crosswalks.recoding.job import ADDED, Job
from csea_terms.errors import UsageError


def recode_json_lines(source: DataFile, waiting: Path | None, job: Job) -> Counter:
    """Recode JSON Lines into ``waiting``, or only count; return how often each value was met."""
    found: Counter = Counter()
    with source.open_text(job.encoding) as file, writing_text(waiting, job.encoding) if waiting else nullcontext() as out:
        for number, line in enumerate(file, 1):
            added = _json_line(line, number, source, job, found)
            if out:
                out.write(added)
    without = found.pop(None, 0)
    if not found:
        raise UsageError(f"{source}: no object has a member {job.column}.")
    found[""] += without
    return +found


def _json_line(line: str, number: int, source: DataFile, job: Job, found: Counter) -> str:
    text = line.strip().removeprefix("\ufeff")
    if not text:
        return line
    try:
        row = json.loads(text)
    except ValueError as error:
        raise UsageError(f"{source}:{number}: the line is not JSON: {error}.") from None
    if not isinstance(row, dict):
        raise UsageError(f"{source}:{number}: the line is not a JSON object.")
    taken = [name for name in job.added if name in row]
    if taken:
        raise UsageError(f"{source}:{number}: the object already has a member {taken[0]}. Rename it first.")
    told = row.get(job.column)
    values = [_told(value) for value in told] if isinstance(told, list) else job.values(_told(told))
    found.update(values or {"": 0} if job.column in row else [None])
    decided = [_members(job.recoder.decide(value)) for value in values]
    columns = [list(parts) for parts in zip(*decided, strict=True)] or [[] for _ in ADDED]
    if isinstance(told, list) or job.separator:
        nothing = not isinstance(told, list) and not _told(told).strip()
        members = {name: [] if nothing else parts for name, parts in zip(job.added, columns, strict=True)}
    else:
        members = {name: parts[0] for name, parts in zip(job.added, columns, strict=True)}
    head, _, tail = line.rpartition("}")
    return f"{head}{', ' if row else ''}{json.dumps(members, ensure_ascii=False)[1:-1]}}}{tail}"


def _members(decision: Decision) -> tuple[object, ...]:
    """Return what JSON holds of a decision: numbers as numbers, nothing as null, several candidates as a list."""
    columns = list(zip(*decision.candidates, strict=True)) or [()] * 4
    notations, titles, predicates, confidences = (list(column) for column in columns)
    return *map(_one, (notations, titles, predicates, [_number(one) for one in confidences])), decision.note or None


def _one(found: list) -> object:
    return found if len(found) > 1 else found[0] if found else None


def _number(value: float) -> float:
    # JSON has one kind of number; 1.0 is written as JavaScript writes it.
    return int(value) if value == int(value) else value


def _told(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
