"""The command ``tbx``: the terms of some languages for translators' tools."""

from __future__ import annotations

from pathlib import Path

import click

from csea_terms.cli.common import read_glossary
from csea_terms.errors import UsageError


@click.command()
@click.argument("languages", nargs=-1)
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="The file (default: named after the languages).")
@click.pass_obj
def tbx(options: dict, languages: tuple[str, ...], output: Path | None) -> None:
    """Write the concepts that have a name in each of LANGUAGES (such as fr es; default: all concepts, all languages) as TBX-Basic."""
    from csea_terms.publishing.exports.tbx import TbxWriter, pair_path

    glossary = read_glossary(options)
    known = {tag for concept in glossary.concepts.values() for tag in concept.words}
    if unknown := [tag for tag in languages if tag not in known]:
        raise UsageError(f"There are no terms in {', '.join(unknown)}. Languages: {', '.join(sorted(known))}.")
    target = output or Path(Path(pair_path(*languages)).name if languages else "csea-terms.tbx")
    target.write_bytes(TbxWriter(glossary).file(languages))
    click.echo(f"{target} written", err=True)
