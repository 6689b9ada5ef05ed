"""What several commands do alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from csea_terms.cli.progress import progress
from csea_terms.errors import Problem
from csea_terms.model import Glossary
from csea_terms.reading.repository import is_checkout

if TYPE_CHECKING:
    from csea_terms.vocabulary import Vocabulary


def of_checkout(options: dict) -> bool:
    """Return whether a checkout is read: one that is named, or that is here."""
    return options["named"] or is_checkout(options["root"])


def read_vocabulary(options: dict) -> Vocabulary:
    """Read the vocabulary of the checkout that the options name, of the one that is here, or that which came with the program."""
    from csea_terms.vocabulary import Vocabulary

    if not of_checkout(options):
        return Vocabulary.load()
    with progress(options["quiet"]) as step:
        step("Reading the vocabulary")
        return Vocabulary.load(options["root"])


def read_glossary(options: dict) -> Glossary:
    """Read the same as a model."""
    return read_vocabulary(options).glossary


def show(problems: list[Problem] | tuple[Problem, ...], options: dict) -> None:
    """Print problems on standard error."""
    if problems:
        from csea_terms.cli.report import report

        click.echo(report(problems, "text", quiet=options["quiet"]), nl=False, err=True)
