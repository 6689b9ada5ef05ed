"""The commands ``zip`` and ``book``: languages of the site to take away, as a site or as a book."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from csea_terms.cli.common import of_checkout, read_glossary, show
from csea_terms.cli.progress import progress
from csea_terms.errors import UsageError
from csea_terms.model import Glossary, Language
from csea_terms.reading.repository import PACKAGED, Repository

_folder = click.option("--output", "-o", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="The folder (default: here).")


@click.command("zip")
@click.argument("languages", nargs=-1)
@_folder
@click.pass_obj
def zip_(options: dict, languages: tuple[str, ...], output: Path) -> None:
    """Build, and write each of LANGUAGES (default: all) as an archive that opens from a folder."""
    from csea_terms.publishing.takeaway import language_zip
    from csea_terms.publishing.website import build

    repository = Repository(options["root"])
    glossary = read_glossary(options)
    asked = _named(glossary, languages)
    with progress(options["quiet"]) as step:
        show(build(repository, step).problems, options)
    for language in asked:
        others = [other for other in glossary.languages if other != language.tag]
        content = language_zip(repository.output, language, others, glossary.title.get(language.tag) or glossary.title["en"])
        _write(output / f"csea-terms-{language.tag}.zip", content)


@click.command()
@click.argument("languages", nargs=-1)
@click.option("--format", "form", type=click.Choice(["pdf", "epub"]), help="Only this (default: both).")
@_folder
@click.pass_obj
def book(options: dict, languages: tuple[str, ...], form: str | None, output: Path) -> None:
    """Write the whole glossary in each of LANGUAGES (default: all) as a book, to print (PDF) and to read on a device (EPUB)."""
    from csea_terms.publishing.book import FORMATS, Bookshop

    glossary = read_glossary(options)
    asked = _named(glossary, languages)
    site = Repository(options["root"]).site if of_checkout(options) else PACKAGED / "site"
    shop = Bookshop(site, glossary)
    for language in asked:
        with progress(options["quiet"]) as step:
            step(f"Making the book in {language.english_name}")
            made = shop.book(language)
            files = {ending: shop.write(made, ending) for ending in ([form] if form else FORMATS)}
        for ending, content in files.items():
            _write(output / f"csea-terms-{language.tag}.{ending}", content)


def _named(glossary: Glossary, tags: Iterable[str]) -> list[Language]:
    """Return the languages of the site with some tags, all where none is named."""
    unknown = [tag for tag in tags if tag not in glossary.languages]
    if unknown:
        raise UsageError(f"The site has no language {', '.join(unknown)}. Languages: {', '.join(glossary.languages)}.")
    return [glossary.languages[tag] for tag in tags or glossary.languages]


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    click.echo(f"{path} written ({len(content) / 1_000_000:.1f} MB)", err=True)
