"""Build the website: check, render everything, then put in place what changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from csea_terms import __version__
from csea_terms.assemble import assemble
from csea_terms.check import check
from csea_terms.exports import all_files
from csea_terms.lookup import index_files
from csea_terms.model import Glossary
from csea_terms.pages import Page, pages
from csea_terms.problem import Problem
from csea_terms.repository import Repository
from csea_terms.scripts import classic_script
from csea_terms.website.frame import Frame
from csea_terms.website.output import Output, is_current, write_record
from csea_terms.website.root import root_page
from csea_terms.website.skin import Skin, skin_of, theme_stylesheets


@dataclass(frozen=True)
class Built:
    """What a build did: how many files it changed and removed, and the warnings met on the way."""

    changed: int
    removed: int
    problems: tuple[Problem, ...] = ()
    current: bool = False


def build(repository: Repository, report: Callable[[str], None] = lambda step: None) -> Built:
    """Build the site of a checkout into its output folder.

    ``report`` is told in a few words what is being done. Raises :class:`~csea_terms.errors.ContentError` when
    the vocabulary has errors; the last good site then stays as it was.
    """
    record = repository.cache / "built.json"
    digest = input_digest(repository)
    if is_current(record, digest, repository.output):
        return Built(0, 0, current=True)

    report("Checking the vocabulary")
    checked = check(repository)
    glossary = assemble(checked.loaded, checked.problems)

    with Output(repository.output, repository.cache / "waiting") as output:
        report("Preparing the frame of each language")
        skins = {tag: skin_of(repository, language) for tag, language in glossary.languages.items()}
        report("Rendering the pages")
        for path, content in _pages(repository, glossary, skins):
            output.add(path, content)
        report("Writing the downloads")
        for path, content in all_files(glossary):
            output.add(f"data/{path}", content)
        output.add("data/schema.ttl", repository.read_bytes("vocab/schema.ttl"))
        for path, content in _assets(repository, glossary):
            output.add(f"assets/{path}", content)
        changed, removed = output.publish()
    write_record(record, digest, repository.output)
    return Built(changed, removed, tuple(checked.problems))


def input_digest(repository: Repository) -> str:
    """Return a hash of everything that a build reads: vocabulary, shapes, site sources, settings, program."""
    digest = hashlib.sha256(__version__.encode())
    program = Path(__file__).resolve().parents[1]
    for folder in (repository.root / "vocab", repository.shapes, repository.site, program):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(f"{path.relative_to(folder)}\n".encode() + path.read_bytes())
    digest.update(repository.mkdocs_config.read_bytes())
    return digest.hexdigest()


def _pages(repository: Repository, glossary: Glossary, skins: dict[str, Skin]) -> Iterator[tuple[str, bytes]]:
    frames = {tag: Frame(skin.frame, glossary.languages) for tag, skin in skins.items()}
    for page in pages(glossary, repository.site / "templates"):
        yield f"{page.path}index.html", frames[page.language].pour(page).encode()
    for tag, skin in skins.items():
        for page in _prose(skin, tag, glossary, skins):
            yield f"{page.path}index.html", frames[tag].pour(page).encode()
    yield "index.html", root_page(glossary).encode()


def _prose(skin: Skin, tag: str, glossary: Glossary, skins: dict[str, Skin]) -> Iterator[Page]:
    for prose in skin.prose:
        yield Page(
            path=f"{tag}/{prose.name}/",
            language=tag,
            title=f"{prose.title} – {glossary.title.get(tag) or glossary.title['en']}",
            description=prose.description,
            body=prose.body,
            head="",
            alternates=tuple(other for other in skins if prose.name in {p.name for p in skins[other].prose}),
            kind="prose",
        )


def _assets(repository: Repository, glossary: Glossary) -> Iterator[tuple[str, bytes]]:
    """Yield one script and one stylesheet (a request each instead of many), pictures, and the lists for search."""
    folder = repository.site / "assets"
    own = [folder / f"{name}.css" for name in ("frame", "site", "search")]
    yield "style.css", b"\n".join(path.read_bytes() for path in [*theme_stylesheets(), *own])
    yield "site.js", classic_script(folder / "site.mjs").encode()
    for path in sorted(folder.glob("*.svg")):
        yield path.name, path.read_bytes()
    yield from index_files(glossary)
