"""The commands that write what a contributor proposes, once it passes the check."""

from __future__ import annotations

import click

from csea_terms.cli.common import show
from csea_terms.cli.progress import progress
from csea_terms.errors import ContentError, Problem
from csea_terms.reading.repository import Repository


@click.command()
@click.argument("term")
@click.option("--reason", required=True, help="Why, in a sentence in English that readers will see.")
@click.option("--use", multiple=True, metavar="TERM", help="What takes its place (may be repeated; default: the broader terms).")
@click.pass_obj
def withdraw(options: dict, term: str, reason: str, use: tuple[str, ...]) -> None:
    """Withdraw TERM: its page stays and points on, and nothing counts it any more.

    To merge two terms, withdraw one and --use the other; to split one, --use each of the new ones.
    """
    from csea_terms.checking.check import check
    from csea_terms.proposing.withdraw import withdrawal
    from csea_terms.reading.assemble import assemble

    repository = Repository(options["root"])
    with progress(options["quiet"]) as step:
        step("Checking the vocabulary")
        checked = check(repository)
        texts = withdrawal(checked.loaded, assemble(checked.loaded, checked.problems), term, reason, use)
    propose(options, repository, texts, checked.problems)


def propose(options: dict, repository: Repository, texts: dict[str, str], known: tuple[Problem, ...]) -> None:
    """Write some files if the vocabulary stays right with them, and say which; ``known`` is what was wrong before.

    Raises :class:`~csea_terms.errors.ContentError` with what would be wrong.
    """
    from csea_terms.checking.check import check
    from csea_terms.crosswalks.judging import write

    with progress(options["quiet"]) as step:
        step("Checking what is proposed")
        problems = set(check(repository, texts).problems) - set(known)
    errors = sorted(problem for problem in problems if problem.severity == "error")
    if errors:
        raise ContentError(errors)
    write(repository, texts)
    for path in sorted(texts):
        click.echo(f"{path}: written")
    show(sorted(problems), options)
