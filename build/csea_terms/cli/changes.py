"""The command for reviewers: what a change does."""

from __future__ import annotations

import click

from csea_terms.changes.written import FORMATS, written
from csea_terms.cli.progress import progress
from csea_terms.reading.repository import Repository


@click.command()
@click.argument("base", default="HEAD")
@click.option("--format", "form", type=click.Choice(tuple(FORMATS)), default="text", show_default=True, help="How to print the report.")
@click.pass_obj
def changes(options: dict, base: str, form: str) -> None:
    """Say what changed since BASE: a revision such as origin/main (default: HEAD), or a folder that holds vocab/."""
    from csea_terms.changes.comparison import compare
    from csea_terms.changes.base import current, earlier, withheld_since

    repository = Repository(options["root"])
    with progress(options["quiet"]) as step:
        step("Reading the vocabulary")
        after = current(repository)
        step(f"Reading the vocabulary of {base}")
        before = earlier(base, repository.root)
        step("Comparing them")
        report = compare(before, after, repository.site / "templates", withheld_since(base, repository.root))
    click.echo(written(report, form), nl=False)
