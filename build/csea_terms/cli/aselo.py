"""The commands about Aselo: a helpline's categories read, written and its contacts counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from csea_terms.cli.common import read_glossary, show
from csea_terms.errors import UsageError

_IN = click.Path(path_type=Path, exists=True, dir_okay=False)
_OUT = click.Path(path_type=Path, dir_okay=False)


@click.group()
def aselo() -> None:
    """Read, write and count the issue categories of helplines that use Aselo."""


@aselo.command("read")
@click.argument("file", type=_IN)
@click.option("--helpline", "code", required=True, metavar="CODE", help="The helpline's code, such as zm: the scheme becomes aselo-zm.")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="The new folder (default: aselo-CODE).")
@click.option("--proposals", type=_OUT, help="The file of proposed mappings (default: aselo-CODE.proposals.sssom.tsv).")
@click.option("--set", "name", default="", metavar="NAME", help="Which helpline of the file, where it has several.")
@click.option("--language", "-l", help="The language of the labels (default: guessed by known labels, and told).")
@click.option("--owner", default="", help="Whose categories these are (default: the helpline's name in the file).")
@click.option("--edition", default="", help="The version of the definition (default: as its folder says, else v1).")
@click.option("--year", default="", help="The year of the edition (default: this year).")
@click.option("--withhold", multiple=True, metavar="NOTATION", help="Leave this label out and never print it (may be repeated).")
@click.option("--report", "report_file", type=_OUT, help="Write the report as JSON too, with each label as it stands in the file.")
@click.pass_obj
def read(options: dict, file: Path, code: str, output: Path | None, proposals: Path | None, name: str, language: str | None,
         owner: str, edition: str, year: str, withhold: tuple[str, ...], report_file: Path | None) -> None:  # fmt: skip
    """Make a crosswalk scheme of a helpline's definition FILE (IssueCategorizationTab.json).

    Whatever is wrong with the file is reported by its place there, and the rest is read. Mappings are proposed from what
    was judged about the same labels of other helplines; they go to a file of their own, to be judged.
    """
    from csea_terms.aselo.caution import caution_of
    from csea_terms.aselo.files import refuse_existing, write_together
    from csea_terms.aselo.proposals import FAMILY, Knowledge
    from csea_terms.aselo.reading import edition_of, folder_files, language_of, open_definition, report_text
    from csea_terms.aselo.scheme import About

    scheme = f"{FAMILY}{code}"
    _check_names(scheme, language)
    folder, proposed = output or Path(scheme), proposals or Path(f"{scheme}.proposals.sssom.tsv")
    refuse_existing([folder, proposed, *([report_file] if report_file else [])])
    glossary = read_glossary(options)
    caution, knowledge = caution_of(glossary, withhold), Knowledge(glossary)
    opened = open_definition(file, caution, name)
    tag = language_of(opened, knowledge, language)
    opened.problems.extend(caution.problems(opened.definition, tag, file.name))
    helpline = opened.definition.helpline or code.upper()
    about = About(scheme, f"{helpline} issue categorisation (Aselo)", f"Aselo {code.upper()}", owner or f"{helpline} / Tech Matters",
                  edition or edition_of(file) or "v1", year or str(date.today().year), tag)  # fmt: skip
    files, table, report = folder_files(opened, knowledge, caution, about)
    written = {folder / one: text for one, text in files.items()} | {proposed: table}
    if report_file:
        written[report_file] = report_text(report)
    write_together({path: text.encode() for path, text in written.items()})
    show(opened.problems, options)
    if not options["quiet"]:
        click.echo(f"{folder} written: {report['codes']} categories in {tag}, edition {about.edition}", err=True)
        click.echo(f"{proposed} written: {report['proposals']} proposals, which nobody has judged yet", err=True)


def _check_names(scheme: str, language: str | None) -> None:
    from csea_terms.repository import LANGUAGE_TAG, SLUG

    if not SLUG.fullmatch(scheme):
        raise UsageError(f"{scheme} is no identifier. A code has lower-case letters, digits and hyphens, such as zm.")
    if language and not LANGUAGE_TAG.fullmatch(language):
        raise UsageError(f"{language} is no language tag. Tags are such as es, pt-BR or th.")
