"""What several commands do alike."""

from __future__ import annotations

import click

from csea_terms.cli.progress import progress
from csea_terms.cli.report import report
from csea_terms.errors import Problem
from csea_terms.model import Glossary


def read_glossary(options: dict) -> Glossary:
    """Read and check the vocabulary of the checkout that the options name."""
    from csea_terms.vocabulary import Vocabulary

    with progress(options["quiet"]) as step:
        step("Reading the vocabulary")
        return Vocabulary.load(options["root"]).glossary


def show(problems: list[Problem] | tuple[Problem, ...], options: dict) -> None:
    """Print problems on standard error."""
    if problems:
        click.echo(report(problems, "text", quiet=options["quiet"]), nl=False, err=True)
