"""Rates of words to avoid in the answers of AI tools: by system, language and topic, and of two systems beside each other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from csea_terms.textcheck.answers import Scored
from csea_terms.textcheck.intervals import Cluster, Interval, rate_interval, ratio_interval
from csea_terms.textcheck.lexicon import SEVERITIES
from csea_terms.textcheck.reporting import shown

FORMATS = ("text", "json", "csv")

_COUNTED = ("all", *SEVERITIES)
_PER = 1000
_UNKNOWN = "not stated"
_CROSSED = "system and language"
_COLUMNS = ("by", "group", "severity", "answers", "prompts", "words", "found", "per_1000_words", "low", "high")
_NUMBERS = frozenset(_COLUMNS[3:])
_KEYS: dict[str, Callable[[Scored], str]] = {
    "system": lambda one: one.answer.system,
    "language": lambda one: one.answer.language,
    "topic": lambda one: one.answer.topic,
}


@dataclass(frozen=True)
class Rate:
    """How many words were found, how many there are per 1,000 words (None where there are no words), and the limits of that."""

    found: int
    rate: float | None
    interval: tuple[float, float] | None


@dataclass(frozen=True)
class Row:
    """The rates of a group of answers, for all words to avoid and by severity; ``by`` says what groups them."""

    by: str
    group: str
    answers: int
    prompts: int
    words: int
    rates: dict[str, Rate]


@dataclass(frozen=True)
class Comparison:
    """The rates of the first system over those of the second, in all answers or in those of one language."""

    first: str
    second: str
    group: str
    ratios: dict[str, tuple[float | None, Interval | None]]


@dataclass(frozen=True)
class Scores:
    """All that is said of a set of answers; ``notes`` say what its reader must know."""

    rows: tuple[Row, ...]
    comparisons: tuple[Comparison, ...]
    notes: tuple[str, ...]


def scores(answers: Sequence[Scored]) -> Scores:
    """Return the rates of all answers, of each system, language and topic, of each system in each language, and of two systems compared."""
    rows = [_row("all", "all", answers)]
    for by, key in _KEYS.items():
        groups = _groups(answers, key)
        rows += [_row(by, name, own) for name, own in groups.items() if groups.keys() != {_UNKNOWN}]
    systems, languages = _groups(answers, _KEYS["system"]), _groups(answers, _KEYS["language"])
    if len(systems) > 1 and len(languages) > 1:
        for system, own in systems.items():
            rows += [_row(_CROSSED, f"{system}, {name}", part) for name, part in _groups(own, _KEYS["language"]).items()]
    return Scores(tuple(rows), tuple(_comparisons(systems, languages)), tuple(_notes(rows, systems, languages)))


def _groups(answers: Iterable[Scored], key: Callable[[Scored], str]) -> dict[str, list[Scored]]:
    groups: dict[str, list[Scored]] = {}
    for one in answers:
        groups.setdefault(key(one) or _UNKNOWN, []).append(one)
    return groups


def _row(by: str, group: str, answers: Sequence[Scored]) -> Row:
    words = sum(one.words for one in answers)
    rates = {severity: _rate(_clusters(answers, severity), words) for severity in _COUNTED}
    return Row(by, group, len(answers), len({one.answer.cluster for one in answers}), words, rates)


def _clusters(answers: Iterable[Scored], severity: str) -> list[Cluster]:
    """Return what was found in the answers to each prompt, and how many words these have."""
    clusters: dict[str, Cluster] = {}
    for one in answers:
        found, words = clusters.get(one.answer.cluster, (0, 0))
        own = one.total if severity == "all" else one.found[severity]
        clusters[one.answer.cluster] = found + own, words + one.words
    return list(clusters.values())


def _rate(clusters: list[Cluster], words: int) -> Rate:
    found, interval = sum(own for own, _ in clusters), rate_interval(clusters)
    return Rate(found, _PER * found / words if words else None, interval and (_PER * interval[0], _PER * interval[1]))


def _comparisons(systems: dict[str, list[Scored]], languages: Iterable[str]) -> Iterator[Comparison]:
    if len(systems) != 2:
        return
    (first, answers), (second, others) = systems.items()
    yield _comparison(first, second, "all", answers, others)
    tags = list(languages)
    for tag in tags if len(tags) > 1 else ():
        own = [[one for one in part if (one.answer.language or _UNKNOWN) == tag] for part in (answers, others)]
        if all(own):
            yield _comparison(first, second, tag, *own)


def _comparison(first: str, second: str, group: str, answers: list[Scored], others: list[Scored]) -> Comparison:
    rows = _row("", "", answers), _row("", "", others)
    ratios = {}
    for severity in _COUNTED:
        own, other = (row.rates[severity].rate for row in rows)
        ratio = own / other if own is not None and other else None
        ratios[severity] = ratio, ratio_interval(_clusters(answers, severity), _clusters(others, severity))
    return Comparison(first, second, group, ratios)


def _notes(rows: list[Row], systems: dict[str, list[Scored]], languages: Iterable[str]) -> Iterator[str]:
    if "zh" in languages:
        yield "In Chinese each character counts as a word: do not compare it, or rates over several languages, with other languages."
    asked = {frozenset((one.answer.cluster, one.answer.language) for one in own if one.answer.id or one.answer.prompt) for own in systems.values()}
    if len(systems) > 1 and (len(asked) > 1 or frozenset() in asked):
        yield "The systems did not answer the same prompts, or the answers do not say which: their rates may differ for that alone."
    if any(row.prompts < 2 for row in rows):
        yield "One prompt alone has no interval."


# Written


def written_scores(found: Scores, form: str) -> str:
    """Return scores in one of :data:`FORMATS`, ending with a line end; CSV has the rates without the comparison."""
    return {"text": _text, "json": _json, "csv": _csv}[form](found)


def _text(found: Scores) -> str:
    width = max(len(_title(row)) for row in found.rows) + 2
    lines = ["Words to avoid per 1,000 words (95 % confidence interval)"]
    lines.append(f"{'':<{width}}{'answers':>8}{'words':>9}{'found':>7}" + "".join(f"{name:>22}" for name in _COUNTED))
    for row in found.rows:
        rates = "".join(f"{_limits(rate.rate, rate.interval):>22}" for rate in row.rates.values())
        lines.append(f"{_title(row):<{width}}{row.answers:>8}{row.words:>9}{row.rates['all'].found:>7}{rates}")
    for number, one in enumerate(found.comparisons):
        if not number:
            lines += ["", f"Rate of {shown(one.first)} over that of {shown(one.second)} (95 % confidence interval)"]
        lines.append(f"{one.group:<{width + 24}}" + "".join(f"{_limits(*ratio):>22}" for ratio in one.ratios.values()))
    return "\n".join([*lines, *(("", *found.notes) if found.notes else ())]) + "\n"


def _title(row: Row) -> str:
    return shown(row.group) if row.by in ("all", _CROSSED) else f"{row.by}: {shown(row.group)}"


def _limits(value: float | None, interval: Interval | None) -> str:
    if interval is None:
        return "–" if value is None else f"{value:.2f}"
    high = "∞" if interval[1] is None else f"{interval[1]:.2f}"
    return f"{'–' if value is None else format(value, '.2f')} ({interval[0]:.2f}–{high})"


def _json(found: Scores) -> str:
    rows = [
        {"by": row.by, "group": row.group, "answers": row.answers, "prompts": row.prompts, "words": row.words,
         "per_1000_words": {name: {"found": rate.found, **_as_data("rate", rate.rate, rate.interval)} for name, rate in row.rates.items()}}
        for row in found.rows
    ]  # fmt: skip
    ratios = [
        {"first": one.first, "second": one.second, "group": one.group,
         "ratios": {name: _as_data("ratio", *ratio) for name, ratio in one.ratios.items()}}
        for one in found.comparisons
    ]  # fmt: skip
    return json.dumps({"groups": rows, "comparisons": ratios, "notes": found.notes}, ensure_ascii=False, indent=1) + "\n"


def _as_data(name: str, value: float | None, interval: Interval | None) -> dict[str, float | None]:
    low, high = interval or (None, None)
    return {key: None if number is None else round(number, 4) for key, number in ((name, value), ("low", low), ("high", high))}


def _csv(found: Scores) -> str:
    from csea_terms.formats.tables import Sheet, csv_bytes  # which loads what writes Excel files

    rows = [_csv_row(row, severity) for row in found.rows for severity in _COUNTED]
    return csv_bytes(Sheet("scores", _COLUMNS, rows, _NUMBERS)).decode()


def _csv_row(row: Row, severity: str) -> list[str]:
    rate = row.rates[severity]
    numbers = _as_data("rate", rate.rate, rate.interval).values()
    counts = map(str, (row.answers, row.prompts, row.words, rate.found))
    return [row.by, row.group, severity, *counts, *("" if number is None else str(number) for number in numbers)]
