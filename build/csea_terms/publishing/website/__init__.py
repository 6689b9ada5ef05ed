"""Build the website: check, render everything, then put in place what changed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path

from csea_terms.checking.check import Checked, Checking, new_garbage_only, no_garbage
from csea_terms.checking.memory import read_memory
from csea_terms.checking.rules import rule_texts
from csea_terms.errors import ContentError, Problem, has_errors
from csea_terms.formats.scripts import classic_script
from csea_terms.model import Glossary, Language
from csea_terms.proposing import known
from csea_terms.publishing.pages import Kept, Page, pages
from csea_terms.publishing.pages.scheme_pairs import comment_files
from csea_terms.publishing.retired import moved_addresses
from csea_terms.publishing.triples.schema import schema_file, schema_terms
from csea_terms.publishing.website import feed
from csea_terms.publishing.website.downloads import Downloads
from csea_terms.publishing.website.draft import Draft, draft_folder, draft_glossary, draft_notice, draft_page, drafts
from csea_terms.publishing.website.frame import Frame
from csea_terms.publishing.website.hosting import HEADERS, NO_INDEX, header_files, opensearch
from csea_terms.publishing.website.missing import ROOT, missing_page
from csea_terms.publishing.website.moved import add_moved
from csea_terms.publishing.website.offline import offline_files
from csea_terms.publishing.website.output import Output, Record, Rendered
from csea_terms.publishing.website.printed import printed_edition
from csea_terms.publishing.website.root import root_page
from csea_terms.publishing.website.sitemap import sitemap_files
from csea_terms.publishing.website.skin import Prose, Skin, skins_of
from csea_terms.reading.assemble import assemble
from csea_terms.reading.inputs import input_digests
from csea_terms.reading.repository import Repository
from csea_terms.reading.wordings import wordings_of
from csea_terms.search.entries import FALLBACK
from csea_terms.search.files import search_files
from csea_terms.textcheck.lists import word_files


@dataclass(frozen=True)
class Built:
    """What a build did: how many files it changed and removed, and the warnings met on the way."""

    changed: int
    removed: int
    problems: tuple[Problem, ...] = ()
    current: bool = False


# What is built stays until the end; looking through it for garbage takes a sixth of the time.
@no_garbage()
def build(repository: Repository, report: Callable[[str], None] = lambda step: None) -> Built:
    """Build the site of a checkout into its output folder.

    ``report`` is told in a few words what is being done. Raises :class:`~csea_terms.errors.ContentError` when
    the vocabulary has errors; the last good site then stays as it was.
    """
    record = Record(repository.cache / "built.json", repository.output)
    shared, content = input_digests(repository)
    if record.is_current(shared, content):
        return Built(0, 0, current=True)

    report("Checking the vocabulary")
    memory = read_memory(repository.cache, shared)
    checking = Checking(repository, memory=memory)
    if has_errors(checking.problems):
        raise ContentError(checking.finish().problems)
    with Output(repository.output, repository.cache / "waiting", record.there) as output:
        try:
            site = _Site(repository, assemble(checking.loaded), record, shared)
            checking.let_go()
            rendered = _render(output, site, report)
        except Exception:
            # What breaks the shapes may break the rendering too; then the shapes say better what is wrong.
            _without_errors(checking.finish())
            raise
        problems = _without_errors(checking.finish())
        changed, removed = output.publish()
    memory.write(repository.cache, shared, content)
    record.write(shared, content, rendered)
    return Built(changed, removed, problems)


@no_garbage()
def build_draft(repository: Repository, report: Callable[[str], None] = lambda step: None) -> Built:
    """Build a preview of a checkout into its folder ``draft/`` although its content has errors, each page marked as a draft.

    Raises :class:`~csea_terms.errors.ContentError` where so much is wrong that there is nothing to show.
    """
    repository = Repository(repository.root, draft_folder(repository), repository.cache)
    record = Record(repository.cache / "draft.json", repository.output)
    shared, content = input_digests(repository)
    report("Checking the vocabulary")
    checked = Checking(repository, memory=read_memory(repository.cache, shared)).finish()
    for usable in drafts(checked):
        with Output(repository.output, repository.cache / "waiting", record.there) as output:
            try:
                site = _Site(repository, draft_glossary(usable), record, shared, Draft(checked.problems, usable.left_out))
                rendered = _render(output, site, report)
            except Exception:
                # What is wrong may be more than pages can show; then less is tried.
                if not has_errors(checked.problems):
                    raise
                continue
            changed, removed = output.publish()
        record.write(shared, content, rendered)
        return Built(changed, removed, checked.problems)
    raise ContentError(checked.problems)


@dataclass(frozen=True)
class _Site:
    """What a site is made from, what the last build noted of it, and, for a preview, what every page says of that."""

    repository: Repository
    glossary: Glossary
    record: Record
    shared: str
    draft: Draft | None = None

    def frames(self, skins: dict[str, Skin]) -> dict[str, Frame]:
        """Return the frame of each language."""
        languages = self.glossary.languages
        return {tag: Frame(skin.frame, languages, draft_notice(languages[tag]) if self.draft else "") for tag, skin in skins.items()}


def _without_errors(checked: Checked) -> tuple[Problem, ...]:
    """Return the warnings; raises :class:`~csea_terms.errors.ContentError` when there are errors."""
    if has_errors(checked.problems):
        raise ContentError(checked.problems)
    return checked.problems


def _render(output: Output, site: _Site, report: Callable[[str], None]) -> Rendered:
    """Render everything into ``output``; return what may be kept next time."""
    repository, glossary, record, shared = site.repository, site.glossary, site.record, site.shared
    report("Preparing the frame of each language")
    skins = skins_of(repository, glossary.languages)
    report("Rendering the pages and writing the downloads")
    downloads = Downloads(output, glossary, partial(record.kept_export, shared))
    compiled = _only_folder(repository.cache / "templates", shared)
    wordings = wordings_of(repository.root, repository.cache / "wordings.json")
    as_before = partial(record.is_as_before, shared)
    schema = schema_terms(repository.read_bytes("vocab/schema.ttl"))
    rendered = pages(glossary, repository.site / "templates", as_before, compiled, rule_texts(repository.shapes), wordings, schema)
    lists = _Lists(output, partial(record.is_list_as_before, shared))
    made_from = _add_pages(output, rendered, site, skins, lists)
    exports = downloads.finish()
    frames = site.frames(skins)
    problems = add_moved(output, moved_addresses(glossary), frames, glossary)
    if site.draft:
        page = draft_page(site.draft.with_more(problems), glossary.title[FALLBACK])
        output.add(f"{page.path}index.html", frames[FALLBACK].pour(page).encode())
    elif problems:
        raise ContentError(problems)
    return Rendered(made_from, lists.made_from, exports)


class _Lists:
    """The lists for search: those that can be kept are left as they are."""

    def __init__(self, output: Output, is_as_before: Callable[[str, str], bool]):
        self._output = output
        self._is_as_before = is_as_before
        self.made_from: dict[str, str] = {}

    def add(self, glossary: Glossary) -> dict[str, int]:
        """Add all of them; return the size of each by its path."""
        sizes = {}
        for file in search_files(glossary):
            path = f"assets/{file.path}"
            self.made_from[path] = file.made_from
            as_before = self._is_as_before(path, file.made_from)
            sizes[path] = self._output.keep(path) if as_before else self._output.add(path, file.content())
        return sizes


def _only_folder(folder: Path, name: str) -> Path:
    """Return the folder of that name in another, from which all others are removed."""
    for other in folder.glob("*"):
        if other.name != name:
            shutil.rmtree(other)
    return folder / name


@new_garbage_only()
def _add_pages(output: Output, rendered: Iterable[Page | Kept], site: _Site, skins: dict[str, Skin], lists: _Lists) -> dict[str, str]:
    """Add what makes the website, but pages that can be kept; return what the pages that may be kept next time are made from."""
    repository, glossary, frames = site.repository, site.glossary, site.frames(skins)
    made_from: dict[str, str] = {}
    sizes: dict[str, int] = {}
    for page in rendered:
        if page.made_from:
            made_from[page.path] = page.made_from
        if isinstance(page, Kept):
            size = output.keep(f"{page.path}index.html")
        else:
            size = output.add(f"{page.path}index.html", frames[page.language].pour(page).encode())
        # What stands below no language is for no list of pages.
        if page.path.partition("/")[0] in frames:
            sizes[page.path] = size
    for tag, frame in frames.items():
        for page in _prose(tag, glossary, skins):
            sizes[page.path] = output.add(f"{page.path}index.html", frame.pour(page).encode())
    for path, content in _at_the_root(glossary, frames[FALLBACK], sizes, site.draft):
        output.add(path, content)
    day = glossary.days.modified
    assets = {f"assets/{path}": output.add(f"assets/{path}", content) for path, content in _assets(repository, glossary, day)}
    assets |= lists.add(glossary)
    for path, content in offline_files(sizes, assets, day):
        output.add(path, content)
    output.add("offline-worker.js", classic_script(repository.site / "assets" / f"{WORKER}.mjs").encode())
    if glossary.releases.latest:
        output.add(feed.PATH, feed.feed(glossary).encode())
    output.add("data/schema.ttl", schema_file(glossary, repository.read_bytes("vocab/schema.ttl")))
    return made_from


def _at_the_root(glossary: Glossary, frame: Frame, paths: Iterable[str], draft: Draft | None) -> Iterator[tuple[str, bytes]]:
    """Yield what stands at the root address: for readers, hosts, browsers and search engines."""
    name = glossary.title[FALLBACK]
    yield "index.html", root_page(glossary, "".join(map(draft_notice, glossary.languages.values())) if draft else "").encode()
    yield "404.html", frame.pour(missing_page(glossary.languages, name), ROOT).encode()
    yield from header_files(HEADERS + NO_INDEX if draft else HEADERS)
    for tag, language in glossary.languages.items():
        yield f"opensearch-{tag}.xml", opensearch(language, name)
    yield from sitemap_files(paths)


def _prose(tag: str, glossary: Glossary, skins: dict[str, Skin]) -> Iterator[Page]:
    """Yield the pages that people wrote, in a language; one that it does not have yet is shown in English and says so."""
    for english in skins[FALLBACK].prose:
        own = {other: prose for other, skin in skins.items() for prose in skin.prose if prose.name == english.name}
        prose = own.get(tag, english)
        yield Page(
            path=f"{tag}/{prose.name}/",
            language=tag,
            title=f"{prose.title} – {glossary.title.get(tag) or glossary.title[FALLBACK]}",
            description=prose.description,
            body=prose.body if tag in own else _in_english(prose, glossary.languages[tag]),
            head="",
            alternates=tuple(glossary.languages),
            kind="prose",
        )


def _in_english(prose: Prose, language: Language) -> str:
    said = f'<p class="minor">{escape(language.strings["shown_in_english"])}</p>'
    return f'{said}\n<div lang="{FALLBACK}" dir="ltr">{prose.body}</div>'


SCRIPTS = {
    "site": "site",
    "compare": "compare/compare-page",
    "recode": "recode/recode-page",
    "recode-worker": "recode/recode-worker",
    "check-text": "text/text-page",
    "check-text-worker": "text/text-worker",
    "propose": "propose/propose-page",
    "embed": "embed/embed",
}
"""The scripts that pages load, and the module that each begins with: one for all pages, the others for one page each, ``embed`` for pages of others."""

WORKER = "offline/offline-worker"
"""What answers without a connection; it stands at the root, since a worker answers only for its folder and those below."""

_CSS_COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)
_STYLES = ("shared/base", "shared/frame", "shared/site", "search/search", "recode/recode", "shared/print")
"""What the stylesheet is joined from; what holds on paper comes last."""


def _assets(repository: Repository, glossary: Glossary, day: str) -> Iterator[tuple[str, bytes]]:
    """Yield the scripts and one stylesheet (a request each instead of many), pictures, and the words to avoid for checking texts.

    ``day`` is that of the content, for what is printed.
    """
    folder = repository.site / "assets"
    own = [folder / f"{name}.css" for name in _STYLES]
    style = "\n".join([*(path.read_text(encoding="utf-8") for path in own), printed_edition(day)])
    yield "style.css", _CSS_COMMENT.sub("", style).encode()
    for name, entry in SCRIPTS.items():
        yield f"{name}.js", classic_script(folder / f"{entry}.mjs").encode()
    for path in sorted([*folder.glob("*.svg"), *folder.glob("*.png")]):
        yield path.name, path.read_bytes()
    yield from word_files(glossary)
    yield from comment_files(glossary)
    yield known.PATH, known.known_file(glossary)
