"""The commands that take judgments into the mapping tables: asked for in the terminal, or from a partner's file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from csea_terms.cli.common import read_glossary
from csea_terms.cli.progress import progress
from csea_terms.cli.report import report
from csea_terms.errors import ContentError
from csea_terms.model import Code, Glossary
from csea_terms.reading.repository import Repository

if TYPE_CHECKING:
    from csea_terms.cli.judging import Conversation
    from csea_terms.crosswalks.judging.partner_table import PartnerTable

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command("map")
@click.argument("concept")
@click.argument("scheme")
@click.argument("notation", required=False)
@click.pass_obj
def map_(options: dict, concept: str, scheme: str, notation: str | None) -> None:
    """Judge how CONCEPT relates to a code of SCHEME, by plain questions, and write the row.

    Without NOTATION the code is looked for by its title; "none" states that the scheme has no code. Answers can be
    piped in, one a line; whatever ends the questions early (Ctrl-C, the end of the input, "no" at the end) writes
    nothing.
    """
    from csea_terms.cli.judging import NONE, Conversation
    from csea_terms.crosswalks.judging import table_path, write
    from csea_terms.crosswalks.judging.questions import find_code, find_concept, find_scheme

    repository = Repository(options["root"])
    glossary = read_glossary(options)
    scheme_ = find_scheme(glossary, scheme)
    conversation = Conversation(glossary, find_concept(glossary, concept), scheme_)
    stated_gap = notation is not None and notation.casefold() == NONE
    code = find_code(scheme_, notation) if notation and not stated_gap else None
    try:
        conversation.introduce()
        if not notation:
            code = conversation.choose_code()
        texts = _judged_texts(conversation, code, repository, glossary, options)
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nNothing was written.", err=True)
        raise click.Abort from None
    if not texts:
        click.echo("Nothing was written.")
        return
    write(repository, texts)
    click.echo(f"{table_path(scheme)}: row written")


def _judged_texts(
    conversation: Conversation, code: Code | None, repository: Repository, glossary: Glossary, options: dict
) -> dict[str, str]:
    """Ask until the answers make a row that can stand; return the table with it, or nothing where none is wanted.

    Raises :class:`ContentError` when somebody leaves it at a row that cannot.
    """
    from csea_terms.cli.judging import yes
    from csea_terms.crosswalks.judging import adopt, row_cells

    while True:
        judged = conversation.judge(code)
        if judged is None or not conversation.confirm(judged, row_cells(judged.mapping)):
            return {}
        with progress(options["quiet"]) as step:
            step("Checking the row")
            adoption = adopt(repository, glossary, [judged.mapping], judged.replaced)
        if not adoption.problems:
            return adoption.texts
        click.echo(f"The row cannot stand as it is:\n{report(adoption.problems, quiet=True)}", nl=False)
        if not yes("Answer again?"):
            raise ContentError(adoption.problems)


@click.command("import-mappings")
@click.argument("file", type=_FILE)
@click.option("--skip", multiple=True, type=int, metavar="ROW", help="Leave out the row on this line (may be repeated).")
@click.option("--confidence", type=click.FloatRange(0, 1), help="How sure you are of rows that do not say it, from 0 to 1.")
@click.pass_obj
def import_mappings(options: dict, file: Path, skip: tuple[int, ...], confidence: float | None) -> None:
    """Take the rows of a partner's mapping table FILE (SSSOM/TSV) into ours.

    Nothing is written while any row has a problem, unless --skip leaves that row out.
    """
    from csea_terms.crosswalks.judging import adopt, table_path, write
    from csea_terms.crosswalks.judging.partner_table import read_partner_table

    repository = Repository(options["root"])
    glossary = read_glossary(options)
    table = read_partner_table(file, glossary, skip, confidence)
    with progress(options["quiet"]) as step:
        step("Checking the new rows")
        adoption = adopt(repository, glossary, table.added)
    if table.problems or adoption.problems:
        raise ContentError([*table.problems, *adoption.problems])
    write(repository, adoption.texts)
    for row in table.known:
        click.echo(f"{table.name}:{row.line}: already there ({row.ours.path}:{row.ours.line})")
    for mapping in table.added:
        click.echo(f"{table.name}:{mapping.line}: added to {table_path(mapping.scheme)}")
    if not options["quiet"]:
        for line in _remarks(table, glossary.licence):
            click.echo(line, err=True)


def _remarks(table: PartnerTable, licence: str) -> Iterator[str]:
    from csea_terms.checking.shapes.wording import printable

    yield f"{len(table.added)} rows added, {len(table.known)} already there."
    if table.unused_columns:
        yield printable(f"Not taken: the columns {', '.join(table.unused_columns)}.")
    if table.added and table.licence != licence:
        named = printable(table.licence) or "no licence"
        yield f"The file names {named}; ours is {licence}. Make sure that its authors agree before you publish the rows."
