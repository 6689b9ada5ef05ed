"""The command for maintainers: publish a release."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from csea_terms.cli.common import show
from csea_terms.cli.progress import progress
from csea_terms.errors import ContentError, has_errors
from csea_terms.reading.repository import Repository


@click.command()
@click.argument("version")
@click.option("--since", default="", metavar="BASE", help="What the notes compare with (default: the tag of the release before).")
@click.option("--output", "-o", type=click.Path(path_type=Path, file_okay=False), help="The folder of what is handed out (default: dist/).")
@click.option("--again", is_flag=True, help="Make VERSION, which is published, anew from its commit, such as without a harmful passage.")
@click.pass_obj
def release(options: dict, version: str, since: str, output: Path | None, again: bool) -> None:
    """Make VERSION (year.month) of a checkout: declare it, build site and books, write notes, archive and checksums."""
    from csea_terms.changes.comparison import compare
    from csea_terms.changes.base import current, earlier, withheld_since
    from csea_terms.checking.check import check
    from csea_terms.publishing.book import released_books
    from csea_terms.publishing.published_names import published_names
    from csea_terms.publishing.website import build
    from csea_terms.reading.assemble import assemble
    from csea_terms.reading.history import releases_of
    from csea_terms.reading.published import PATH
    from csea_terms.releases import read_releases
    from csea_terms.releasing.bundle import write_bundle
    from csea_terms.releasing.declare import declared, declared_before
    from csea_terms.releasing.zenodo import data_archive, deposition

    repository = Repository(options["root"])
    texts = declared_before(repository.root, version) if again else declared(repository.root, version, datetime.now(UTC).date())
    before = since or next((one.version for one in releases_of(repository.root).published if one.version != version), "")
    with progress(options["quiet"]) as step:
        step("Checking the vocabulary")
        checked = check(repository)
        problems = checked.problems
        if has_errors(problems):
            raise ContentError(problems)
        step("Comparing it with the release before")
        report = None
        if before:
            withheld = withheld_since(before, repository.root)
            report = compare(earlier(before, repository.root), current(repository), repository.site / "templates", withheld)
        released = replace(assemble(checked.loaded, problems), releases=read_releases(texts["CHANGELOG.md"]))
        build(repository, step)
        gone = published_names(checked.loaded, released, repository.output).problems()
        if gone:
            raise ContentError(gone)
        described = {f"csea-terms-{version}-zenodo.json": deposition(texts["CITATION.cff"], released, released.releases.published[0])}
        step("Making the books")
        # They show what the machine lacks for them before anything is written.
        books = released_books(repository, released, version)
        _write(repository.root, texts)
        build(repository, step)
        # A release has addresses of its own, such as that of the feed.
        texts[PATH] = published_names(checked.loaded, released, repository.output).text()
        _write(repository.root, {PATH: texts[PATH]})
        step("Packing the site")
        made = releases_of(repository.root).current
        assert made is not None  # It has just been declared.
        more = {**books, f"csea-terms-{version}-data.zip": data_archive(repository.output, repository.root, version), **described}
        written = write_bundle(repository.output, made, report, output or repository.root / "dist", more)
    show(problems, options)
    for path in (*texts, *written):
        click.echo(path)
    if not options["quiet"]:
        click.echo(f"Commit the changed files, tag the commit {version}, and publish the files of {written[0].parent} with the tag.", err=True)


def _write(root: Path, texts: dict[str, str]) -> None:
    for path, text in texts.items():
        (root / path).write_text(text, encoding="utf-8", newline="\n")
