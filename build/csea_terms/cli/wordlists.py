"""The command ``word-lists``: the words to avoid, as other programs for writing read them."""

from __future__ import annotations

from pathlib import Path

import click

from csea_terms.cli.common import read_glossary
from csea_terms.errors import UsageError

_PROGRAMS = ("vale", "languagetool", "plain")


@click.command("word-lists")
@click.argument("languages", nargs=-1)
@click.option("--for", "program", type=click.Choice(_PROGRAMS), help="Only for this (default: for all); plain is for Hunspell too.")
@click.option("--output", "-o", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="The folder (default: here).")
@click.pass_obj
def word_lists(options: dict, languages: tuple[str, ...], program: str | None, output: Path) -> None:
    """Write the words to avoid in LANGUAGES (default: all) as a style for Vale, as rules for LanguageTool and as plain lists."""
    from csea_terms.publishing.exports import languagetool, vale, word_lists
    from csea_terms.textcheck.lexicon import checked_languages

    writers = {"vale": vale, "languagetool": languagetool, "plain": word_lists}
    glossary = read_glossary(options)
    known = [language.tag for language in checked_languages(glossary)]
    if unknown := [tag for tag in languages if tag not in known]:
        raise UsageError(f"There are no lists in {', '.join(unknown)}. Languages: {', '.join(known)}.")
    for writer in [writers[program]] if program else writers.values():
        for tag in languages or known:
            for path, content in writer.files_in(glossary, tag):
                (output / path).parent.mkdir(parents=True, exist_ok=True)
                (output / path).write_bytes(content)
                click.echo(f"{output / path} written", err=True)
