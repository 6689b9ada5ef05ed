"""A preview of a proposal: what is shown although the content has errors, and what every page says of that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from csea_terms.checking.check import Checked
from csea_terms.errors import SEVERITIES, Problem, count_problems
from csea_terms.model import Glossary, Language
from csea_terms.publishing.pages import Page
from csea_terms.reading.assemble import assemble
from csea_terms.reading.repository import Repository
from csea_terms.reading.usable import Usable, usable
from csea_terms.search.entries import FALLBACK

DRAFT_PAGE = "draft/"
"""Where a preview says what is wrong with it, for all languages in English, as a check does."""

_MOST = 400
"""How many problems of a severity are listed before only their number is said."""

_HEADINGS = {"error": "Errors: the site is not published with them", "warning": "Warnings", "info": "Notices"}


@dataclass(frozen=True)
class Draft:
    """What is wrong with the content of a preview, and the paths of the files that it could not show."""

    problems: tuple[Problem, ...]
    left_out: tuple[str, ...]

    def with_more(self, problems: Iterable[Problem]) -> Draft:
        """Return the same with problems that were met while the site was made."""
        return replace(self, problems=tuple(sorted({*self.problems, *problems})))


def draft_folder(repository: Repository) -> Path:
    """Return where previews of a checkout are built: never where the site is published from."""
    return repository.root / "draft"


def drafts(checked: Checked) -> Iterator[Usable]:
    """Yield what a preview can be made of: as much as can be read, then only files without errors."""
    faulty = {problem.path for problem in checked.problems if problem.severity == "error"}
    for without in (set(), faulty):
        found = usable(checked.loaded, without)
        if found:
            yield found


def draft_glossary(found: Usable) -> Glossary:
    """Return the model of a preview, which is no release whatever the changelog says."""
    glossary = assemble(found.loaded)
    return replace(glossary, releases=replace(glossary.releases, unreleased=("A draft.", *glossary.releases.unreleased)))


def draft_notice(language: Language) -> str:
    """Return what stands at the top of every page of a preview, in a language; ``@@root@@`` is the way to the site's root."""
    says = language.strings
    link = f'<a href="@@root@@{DRAFT_PAGE}index.html" hreflang="{FALLBACK}">{escape(says["draft_problems"])}</a>'
    attributes = f'lang="{language.tag}" dir="{language.direction}"'
    return f'<div class="notice" role="note" {attributes}><p><strong>{escape(says["draft"])}</strong> {escape(says["draft_says"])} {link}</p></div>'


def draft_page(draft: Draft, name: str) -> Page:
    """Return the page that lists what is wrong with a preview and what it does not show; ``name`` is what the site is called."""
    heading = "What is wrong with this preview"
    sections = [_left_out(draft), *(_listed(draft, severity) for severity in SEVERITIES)]
    return Page(
        path=DRAFT_PAGE,
        language=FALLBACK,
        title=f"{heading} – {name}",
        description=heading,
        body=f"<h1>{escape(heading)}</h1>\n" + ("".join(sections) or "<p>No problems found.</p>\n"),
        head="",
        alternates=(),
        kind="draft",
    )


def _left_out(draft: Draft) -> str:
    items = "".join(f'<li><code dir="ltr">{escape(path)}</code></li>\n' for path in draft.left_out)
    said = "They cannot be read, or what they belong to cannot."
    return f"<h2>Files that this preview does not show: {len(draft.left_out)}</h2>\n<p>{said}</p>\n<ul>\n{items}</ul>\n" if items else ""


def _listed(draft: Draft, severity: str) -> str:
    found = [problem for problem in draft.problems if problem.severity == severity]
    if not found:
        return ""
    items = "".join(map(_item, found[:_MOST]))
    more = f"<p>And {len(found) - _MOST} more: csea-terms check lists all.</p>\n" if len(found) > _MOST else ""
    return f"<h2>{_HEADINGS[severity]}: {count_problems(found)[severity]}</h2>\n<ul>\n{items}</ul>\n{more}"


def _item(problem: Problem) -> str:
    said = f"{problem.message.rstrip('.')}. {problem.advice}"
    return f'<li><code dir="ltr">{escape(problem.place)}</code><br><bdi>{escape(said)}</bdi> <small><code>{escape(problem.rule)}</code></small></li>\n'
