"""A report as text, Markdown, HTML or JSON. Texts of the vocabulary may say anything and are made harmless for each format."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from html import escape
from itertools import groupby

from csea_terms.changes.change import Change, Difference, Quote, Report, Said
from csea_terms.changes.outline import Line, outline

_TWICE = "second reader: "


def written(report: Report, form: str) -> str:
    """Return a report in one of :data:`FORMATS`, ending with a line end."""
    return FORMATS[form](report)


def visible(text: str) -> str:
    """Return a text on one line, in which nothing moves the cursor, changes colours or turns the reading direction.

    >>> visible("a\\u202eb\\n  c")
    'a\\\\u202eb c'
    """
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in " ".join(text.split()))


def _sentence(said: Said, quote: Callable[[Quote], str], difference: Callable[[Difference], str], own: Callable[[str], str]) -> str:
    """Return a sentence in which each kind of part is written by a function of its own."""
    parts = []
    for part in said:
        if isinstance(part, Quote):
            parts.append(quote(part))
        else:
            parts.append(difference(part) if isinstance(part, Difference) else own(part))
    return "".join(parts)


# Text

_WORDS = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}  # as git's --word-diff has it


def _text_difference(difference: Difference) -> str:
    return "“" + "".join(_spaced(_WORDS[kind].format, text, visible) for kind, text in difference.parts()) + "”"


def _spaced(around: Callable[[str], str], text: str, escaped: Callable[[str], str]) -> str:
    """Return a marked text whose spaces at the ends stay outside the marks."""
    inner = text.strip()
    if not inner:
        return " " if text else ""
    return " " * (text != text.lstrip()) + around(escaped(inner)) + " " * (text != text.rstrip())


def plain(said: Said) -> str:
    """Return a sentence as text."""
    return _sentence(said, lambda quote: f"“{visible(quote.text)}”", _text_difference, str)


def _text_line(line: Line) -> str:
    if line.level:
        return "\n" * (line.level > 1) + f"{plain(line.said)}\n"
    return f"  - {_TWICE * line.read_twice}{plain(line.said)}\n"


def text(report: Report) -> str:
    """Return a report for a terminal."""
    return "".join(map(_text_line, outline(report)))


# Markdown

# What begins nothing in Markdown, mentions nobody and links nowhere: letters, digits and spaces of any script (CommonMark, section 2.5).
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def _markdown_escaped(text: str) -> str:
    """Return a text that Markdown shows as it is.

    A code host looks for names and issues in what Markdown has become; a character without width between keeps them apart.

    >>> _markdown_escaped("*@you*")
    '&#42;&#64;&#8203;you&#42;'
    """
    return _PUNCTUATION.sub(lambda found: f"&#{ord(found[0])};" + "&#8203;" * (found[0] in "@#"), visible(text))


_MARKS = {"same": "{}", "removed": "<del>{}</del>", "added": "<ins>{}</ins>"}


def _markdown(said: Said) -> str:
    def difference(part: Difference) -> str:
        return "“" + "".join(_spaced(_MARKS[kind].format, text, _markdown_escaped) for kind, text in part.parts()) + "”"

    return _sentence(said, lambda quote: f"“{_markdown_escaped(quote.text)}”", difference, str)


def _markdown_line(line: Line) -> str:
    if line.level:
        return f"\n{'#' * (line.level + 1)} {_markdown(line.said)}\n"
    return f"- {f'**{_TWICE.strip()}** ' * line.read_twice}{_markdown(line.said)}\n"


def markdown(report: Report) -> str:
    """Return a report for a code host's comment or summary."""
    return "".join(map(_markdown_line, outline(report))).lstrip("\n")


# HTML


def _marked(text: str, language: str) -> str:
    tag = f' lang="{escape(language)}"' if language else ""
    return f"<bdi{tag}>{text}</bdi>"


def _html(said: Said) -> str:
    def quote(part: Quote) -> str:
        return f"“{_marked(escape(visible(part.text)), part.language)}”"

    def difference(part: Difference) -> str:
        parts = "".join(_spaced(_MARKS[kind].format, text, lambda found: escape(visible(found))) for kind, text in part.parts())
        return f"“{_marked(parts, part.language)}”"

    return _sentence(said, quote, difference, escape)


def _html_lines(lines: Iterable[Line]) -> Iterator[str]:
    for level, group in groupby(lines, key=lambda line: line.level):
        if level:
            yield from (f"<h{level}>{_html(line.said)}</h{level}>\n" for line in group)
        else:
            items = "".join(f"<li>{f'<strong>{_TWICE}</strong>' * line.read_twice}{_html(line.said)}</li>\n" for line in group)
            yield f"<ul>\n{items}</ul>\n"


def html(report: Report) -> str:
    """Return a report as a page of its own, which loads and runs nothing."""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    head = f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n<title>What this change does</title>'
    style = "<style>body{max-width:60em;margin:2em auto;font-family:sans-serif;line-height:1.5}</style>"
    lines = "".join(_html_lines(outline(report)))
    return f'<!doctype html>\n<html lang="en">\n<head>\n{head}\n{style}\n</head>\n<body>\n{lines}</body>\n</html>\n'


# JSON


def _json_change(change: Change) -> dict[str, object]:
    differences = [part for part in change.said if isinstance(part, Difference)]
    return {
        "kind": change.kind,
        "area": change.area,
        "about": change.about,
        "language": change.language,
        "scheme": change.scheme,
        "second_reader": change.read_twice,
        "sentence": plain(change.said),
        "differences": [{"before": part.before, "after": part.after, "parts": [*part.parts()]} for part in differences],
    }


def as_json(report: Report) -> str:
    """Return a report for programs: ``changes`` with their sentences, and what follows."""
    data = {
        "changes": [_json_change(change) for change in report.changes],
        "tables": sorted(report.tables),
        "recodings": [asdict(one) for one in report.recodings],
        "pages": asdict(report.pages),
        "downloads": report.downloads,
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


FORMATS = {"text": text, "markdown": markdown, "html": html, "json": as_json}
"""The forms of a report, for a terminal, for a code host, for a browser and for programs."""
