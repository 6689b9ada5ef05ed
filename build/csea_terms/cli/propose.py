"""The command ``csea-terms propose``: what is proposed is asked for, or read from an issue form; and a scheme as a table."""

from __future__ import annotations

import json
from pathlib import Path

import click

from csea_terms.cli.common import read_glossary
from csea_terms.cli.proposing import new, read_checkout, write_checked
from csea_terms.errors import UsageError
from csea_terms.reading.repository import Repository

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.option("--form", type=_FILE, help="An issue that was made with a form, as JSON of the code host.")
@click.option("--report", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="With --form: where to write what branch, commit and pull request are called.")  # fmt: skip
@click.pass_context
def propose(context: click.Context, form: Path | None, report: Path | None) -> None:
    """Ask what you propose and for all that it needs, show what there is already, and write the files that csea-terms new writes.

    With --form nothing is asked: the files are those that a filled issue form proposes.
    """
    if form:
        _from_form(context.obj, form, report)
        return
    Repository(context.obj["root"])  # which says, before anything is asked, that there is no checkout
    kind = click.prompt("What do you propose?", type=click.Choice(sorted(new.commands)))
    command = new.commands[kind]
    with command.make_context(kind, _arguments(command), parent=context) as asked:
        command.invoke(asked)


def _arguments(command: click.Command) -> list[str]:
    """Ask for what a command does not ask for itself: its arguments, and options that must be there and may be repeated."""
    positional: list[str] = []
    options: list[str] = []
    for parameter in command.params:
        if isinstance(parameter, click.Argument) and parameter.required:
            positional.append(click.prompt(parameter.human_readable_name.lower().replace("_", " ").capitalize()))
        elif isinstance(parameter, click.Option) and parameter.required and parameter.multiple:
            answer = click.prompt(f"{parameter.opts[0].removeprefix('--').capitalize()}: {parameter.help} Several behind commas")
            options += [f"{parameter.opts[0]}={part.strip()}" for part in answer.split(",") if part.strip()]
    return [*options, "--", *positional]


def _from_form(options: dict, path: Path, report: Path | None) -> None:
    from csea_terms.proposing.form import read_form
    from csea_terms.proposing.from_form import proposal
    from csea_terms.reading.load import load

    try:
        issue = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        raise UsageError(f"{path} is no JSON.") from None
    repository, glossary, known = read_checkout(options)
    form = read_form(issue, repository.root / ".github" / "ISSUE_TEMPLATE")
    made = proposal(form, repository, load(repository), glossary)
    write_checked(options, repository, made.texts, known)
    if report:
        report.mkdir(parents=True, exist_ok=True)
        for name in ("branch", "title", "author", "body"):
            (report / name).write_text(getattr(made, name) + "\n", encoding="utf-8")


@click.command("scheme-table")
@click.argument("scheme")
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="The file, .csv or .xlsx (default: SCHEME.xlsx).")
@click.pass_obj
def scheme_table(options: dict, scheme: str, output: Path | None) -> None:
    """Write the codes of SCHEME as a table with the columns that csea-terms new scheme reads."""
    from csea_terms.crosswalks.judging.questions import find_scheme
    from csea_terms.proposing.scheme_table import write_scheme_table

    path = output or Path(f"{scheme}.xlsx")
    ending = path.suffix.lower().removeprefix(".")
    if ending not in ("csv", "xlsx"):
        raise UsageError(f"{path} should end in .csv or .xlsx.")
    path.write_bytes(write_scheme_table(find_scheme(read_glossary(options), scheme), ending))
    click.echo(f"{path} written", err=True)
