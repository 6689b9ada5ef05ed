"""``csea-terms zip``: languages of the site to take away."""

from __future__ import annotations

from pathlib import Path

import click

from csea_terms.cli.common import read_glossary, show
from csea_terms.cli.progress import progress
from csea_terms.errors import UsageError
from csea_terms.reading.repository import Repository


@click.command("zip")
@click.argument("languages", nargs=-1)
@click.option("--output", "-o", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="The folder (default: here).")
@click.pass_obj
def zip_(options: dict, languages: tuple[str, ...], output: Path) -> None:
    """Build, and write each of LANGUAGES (default: all) as an archive that opens from a folder."""
    from csea_terms.publishing.takeaway import language_zip
    from csea_terms.publishing.website import build

    repository = Repository(options["root"])
    glossary = read_glossary(options)
    unknown = [tag for tag in languages if tag not in glossary.languages]
    if unknown:
        raise UsageError(f"The site has no language {', '.join(unknown)}. Languages: {', '.join(glossary.languages)}.")
    with progress(options["quiet"]) as step:
        show(build(repository, step).problems, options)
    output.mkdir(parents=True, exist_ok=True)
    for tag in languages or glossary.languages:
        others = [other for other in glossary.languages if other != tag]
        content = language_zip(repository.output, glossary.languages[tag], others, glossary.title.get(tag) or glossary.title["en"])
        path = output / f"csea-terms-{tag}.zip"
        path.write_bytes(content)
        click.echo(f"{path} written ({len(content) / 1_000_000:.1f} MB)", err=True)
