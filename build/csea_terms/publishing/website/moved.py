"""What answers at an address that is retired: a page that sends its readers on, the file that took the place of another.

So it is also with hosts that know no redirects; for those that do, ``_redirects`` says the same (Netlify, Cloudflare Pages).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from posixpath import dirname, relpath

from csea_terms.errors import Problem
from csea_terms.model import Glossary, Language
from csea_terms.publishing.pages import Page
from csea_terms.publishing.retired import Moved
from csea_terms.publishing.website.frame import Frame
from csea_terms.publishing.website.output import Output
from csea_terms.reading.published import RETIRED_PATH
from csea_terms.search.entries import FALLBACK

_INDEX = "index.html"


def add_moved(output: Output, moved: Iterable[Moved], frames: Mapping[str, Frame], glossary: Glossary) -> list[Problem]:
    """Add what answers at retired addresses to a site of which all else was added.

    Return an error for each that points on to nothing, or is not retired at all; nothing answers there.
    """
    problems = {one: list(_problems(output, one)) for one in moved}
    moved = [one for one, found in problems.items() if not found]
    for one in moved:
        if one.old.endswith(_INDEX):
            tag = one.old.partition("/")[0]
            page = _page(one, glossary.languages[tag if tag in glossary.languages else FALLBACK], glossary.title[FALLBACK])
            output.add(one.old, frames[page.language].pour(page).encode())
        else:
            output.add(one.old, output.content(one.new))
    if moved:
        output.add("_redirects", "".join(map(_redirect, moved)).encode())
    return [problem for found in problems.values() for problem in found]


def _problems(output: Output, one: Moved) -> Iterable[Problem]:
    if not output.has(one.new):
        message, advice = f"{one.old} points on to {one.new}, and there is nothing", "Name an address that the site has"
        yield Problem(RETIRED_PATH, one.line, "retired-name", "error", message, advice)
    if output.has(one.old):
        yield Problem(RETIRED_PATH, one.line, "retired-name", "error", f"{one.old} is still there", "Take the line out, or what it retires")


def _page(one: Moved, language: Language, name: str) -> Page:
    link = escape(relpath(dirname(one.new), dirname(one.old))) + f"/{_INDEX}"
    says = language.strings
    return Page(
        path=one.old.removesuffix(_INDEX),
        language=language.tag,
        title=f"{says['moved']} – {name}",
        description=says["moved"],
        body=f'<h1>{escape(says["moved"])}</h1>\n<p><a href="{link}">{escape(says["moved_to"])}</a></p>',
        # At once: a reader who goes back is not sent here again (WCAG technique H76).
        head=f'<meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url={link}">',
        alternates=(),
        kind="missing",
    )


def _redirect(one: Moved) -> str:
    old, new = (f"/{address.removesuffix(_INDEX)}" for address in (one.old, one.new))
    return f"{old} {new} 301\n"
