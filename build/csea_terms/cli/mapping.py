"""The command that takes judgments into the mapping tables, asked for in the terminal."""

from __future__ import annotations

import click

from csea_terms.cli.common import read_glossary
from csea_terms.errors import ContentError
from csea_terms.progress import progress
from csea_terms.report import report
from csea_terms.repository import Repository

_BROKEN = "The row cannot stand as it is:"


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
    from csea_terms.adoption import adopt, row_cells, table_path, write
    from csea_terms.adoption.questions import find_code, find_concept, find_scheme
    from csea_terms.cli.judging import NONE, Conversation, yes

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
        while True:
            judged = conversation.judge(code)
            if judged is None or not conversation.confirm(judged, row_cells(judged.mapping)):
                click.echo("Nothing was written.")
                return
            with progress(options["quiet"]) as step:
                step("Checking the row")
                adoption = adopt(repository, glossary, [judged.mapping], judged.replaced)
            if not adoption.problems:
                break
            click.echo(f"{_BROKEN}\n{report(adoption.problems, quiet=True)}", nl=False)
            if not yes("Answer again?"):
                raise ContentError(adoption.problems)
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nNothing was written.", err=True)
        raise click.Abort from None
    write(repository, adoption.texts)
    click.echo(f"{table_path(scheme)}: row written")
