"""What several commands do alike."""

from __future__ import annotations

import click

from csea_terms.cli.progress import progress
from csea_terms.cli.report import report
from csea_terms.errors import Problem
from csea_terms.model import Glossary


def read_glossary(options: dict) -> Glossary:
    """Read and check the vocabulary of the checkout that the options name."""
    # Not by way of the Python API: that can search too, and how Chinese is spelled in Latin letters alone takes 60 MB.
    from csea_terms.checking.check import load_valid
    from csea_terms.reading.assemble import assemble
    from csea_terms.reading.repository import Repository

    with progress(options["quiet"]) as step:
        step("Reading the vocabulary")
        return assemble(load_valid(Repository(options["root"])))


def show(problems: list[Problem] | tuple[Problem, ...], options: dict) -> None:
    """Print problems on standard error."""
    if problems:
        click.echo(report(problems, "text", quiet=options["quiet"]), nl=False, err=True)
