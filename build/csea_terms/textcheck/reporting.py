"""Print what was found in texts: for people, for programs, for GitHub, for code scanning (SARIF) and as a page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from csea_terms import __version__
from csea_terms.model import Glossary
from csea_terms.names import TERM
from csea_terms.textcheck.checker import Located
from csea_terms.textcheck.lexicon import SEVERITIES

FORMATS = ("text", "json", "github", "sarif", "html")

_GITHUB = {"avoid": "error", "contested": "warning", "consider": "notice"}
_SARIF = {"avoid": "error", "contested": "warning", "consider": "note"}


@dataclass(frozen=True)
class Checked:
    """What was found in one document, and what its places count: ``line``, ``paragraph`` or ``page``."""

    name: str
    unit: str
    found: tuple[Located, ...]


def written(checked: list[Checked], form: str, glossary: Glossary) -> str:
    """Return what was found in one of :data:`FORMATS`, ending with a line end."""
    rows = [_row(one, located, glossary) for one in checked for located in one.found]
    return {"text": _text, "json": _json, "github": _github, "sarif": _sarif, "html": _html}[form](rows)


def _row(one: Checked, located: Located, glossary: Glossary) -> dict[str, object]:
    word = located.finding.word
    sources = [glossary.sources[key].title for key in word.label.sources if key in glossary.sources]
    return {
        "file": one.name, "unit": one.unit, "place": located.place, "column": located.column, "language": located.language,
        "text": located.finding.text, "severity": word.severity, "word": word.label.text, "concept": word.concept,
        "instead": list(word.label.instead), "reason": word.label.reason, "keep": word.label.context, "sources": sources,
        "link": TERM + word.concept,
    }  # fmt: skip


def shown(text: object) -> str:
    """Return a text on one line, that cannot move the cursor or reverse the reading direction."""
    joined = " ".join(str(text).split())
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in joined)


def _message(row: Mapping[str, object]) -> str:
    instead = ", ".join(row["instead"])
    advice = f" Say: {instead}." if instead else ""
    return shown(f"“{row['text']}” ({row['severity']}).{advice} {row['reason']}")


def _text(rows: list[dict[str, object]]) -> str:
    lines = [f"{shown(row['file'])}:{_counted(row)}:{row['column']}: {_message(row)} {row['link']}" for row in rows]
    counts = ", ".join(f"{sum(row['severity'] == severity for row in rows)} {severity}" for severity in SEVERITIES)
    return "".join(f"{line}\n" for line in [*lines, f"{counts}." if rows else "No words to avoid found."])


def _counted(row: Mapping[str, object]) -> str:
    return str(row["place"]) if row["unit"] == "line" else f"{row['unit']} {row['place']}"


def _json(rows: list[dict[str, object]]) -> str:
    return json.dumps({"findings": rows}, ensure_ascii=False, indent=1) + "\n"


def _github(rows: list[dict[str, object]]) -> str:
    """Return workflow commands (GitHub Actions, "Workflow commands", setting an error message)."""
    return "".join(f"::{_GITHUB[row['severity']]} {_github_place(row)}::{_github_escaped(_message(row))}\n" for row in rows)


def _github_place(row: Mapping[str, object]) -> str:
    name = _github_escaped(str(row["file"])).replace(":", "%3A").replace(",", "%2C")
    return f"file={name},line={row['place']},col={row['column']}" if row["unit"] == "line" else f"file={name}"


def _github_escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _sarif(rows: list[dict[str, object]]) -> str:
    """Return a log of the Static Analysis Results Interchange Format (SARIF 2.1.0, OASIS)."""
    driver = {"name": "csea-terms check-text", "version": __version__, "rules": _sarif_rules(rows)}
    run = {"tool": {"driver": driver}, "results": [_sarif_result(row) for row in rows], "columnKind": "unicodeCodePoints"}
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _sarif_rules(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    concepts = sorted({str(row["concept"]) for row in rows})
    return [{"id": concept, "helpUri": TERM + concept, "shortDescription": {"text": f"Words to avoid for {concept}"}} for concept in concepts]


def _sarif_result(row: Mapping[str, object]) -> dict[str, object]:
    location: dict[str, object] = {"artifactLocation": {"uri": row["file"]}}
    if row["unit"] == "line":
        end = int(str(row["column"])) + len(str(row["text"]))
        location["region"] = {"startLine": row["place"], "startColumn": row["column"], **({} if "\n" in str(row["text"]) else {"endColumn": end})}
    return {
        "ruleId": row["concept"], "level": _SARIF[row["severity"]], "message": {"text": _message(row)},
        "locations": [{"physicalLocation": location}],
    }  # fmt: skip


_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Words to avoid</title></head><body>
<h1>Words to avoid</h1>
<table><thead><tr><th>Where</th><th>Found</th><th>Severity</th><th>Say instead</th><th>Why</th></tr></thead><tbody>
{rows}</tbody></table></body></html>
"""


def _html(rows: list[dict[str, object]]) -> str:
    return _PAGE.replace("{rows}", "".join(map(_html_row, rows)))


def _html_row(row: Mapping[str, object]) -> str:
    where = f"{row['file']}, {row['unit']} {row['place']}"
    cells = (where, row["text"], row["severity"], ", ".join(row["instead"]), row["reason"])
    inner = "".join(f'<td dir="auto">{escape(shown(cell))}</td>' for cell in cells)
    return f'<tr lang="{escape(str(row["language"]))}">{inner}</tr>\n'
