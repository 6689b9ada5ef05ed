"""The commands about Aselo: a helpline's categories read, written and its contacts counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from csea_terms.cli.common import read_glossary, show
from csea_terms.crosswalks.composition import OWN, Crosswalks
from csea_terms.errors import ContentError, UsageError, has_errors
from csea_terms.model import Glossary, Scheme

if TYPE_CHECKING:
    from csea_terms.crosswalks.aselo.caution import Caution
    from csea_terms.crosswalks.aselo.history import Entry, History

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
    from csea_terms.crosswalks.aselo.caution import caution_of
    from csea_terms.crosswalks.aselo.files import refuse_existing, write_together
    from csea_terms.crosswalks.aselo.proposals import FAMILY, Knowledge
    from csea_terms.crosswalks.aselo.reading import edition_of, folder_files, language_of, open_definition, report_text
    from csea_terms.crosswalks.aselo.scheme import About

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


@aselo.command("write")
@click.option("--from", "source", type=click.Choice((OWN,)), default=OWN, show_default=True, help="Whose concepts: csea stands for ours.")
@click.option("--helpline", required=True, metavar="NAME", help="The helpline's name, as it stands in the platform's list of helplines.")
@click.option("--language", "-l", required=True, help="The language of the labels.")
@click.option("--topic", "topics", multiple=True, metavar="CONCEPT",
              help="Make a topic, or any wider concept, a category of what is directly below it (may be repeated).")  # fmt: skip
@click.option("--concept", "concepts", multiple=True, metavar="CONCEPT", help="Make this concept a subcategory (may be repeated).")
@click.option("--list", "list_file", type=_IN, help="A text file with a concept a line; a line CONCEPT: opens a category.")
@click.option("--output", "-o", type=_OUT, required=True, help="The definition, such as IssueCategorizationTab.json.")
@click.option("--max-selections", "most", type=click.IntRange(1), help="How many a counsellor may choose (the platform's default: 3).")
@click.option("--against", type=_IN, help="The definition in use: list what is renamed, moved, added and removed.")
@click.option("--against-version", default="", metavar="VERSION", help="Its version, such as zm-v1 (default: as its folders say).")
@click.option("--replace", is_flag=True, help="Write over an earlier proposal of that name; never over the definition in use.")
@click.pass_obj
def write(options: dict, source: str, helpline: str, language: str, topics: tuple[str, ...], concepts: tuple[str, ...],
          list_file: Path | None, output: Path, most: int | None, against: Path | None, against_version: str,
          replace: bool) -> None:  # fmt: skip
    """Propose a definition of two levels, made of our concepts, in one of our languages.

    Beside it stand a table of what is counted under which label (.collapse.csv), the concept of each label
    (.sssom.tsv) and, with --against, the changes (.changes.csv).
    """
    from csea_terms.crosswalks.aselo.caution import caution_of
    from csea_terms.crosswalks.aselo.changes import changes, changes_csv, counted, old_labels, stated_concepts
    from csea_terms.crosswalks.aselo.choice import Wish, choose, read_wishes
    from csea_terms.crosswalks.aselo.files import read_text, refuse_existing, write_together
    from csea_terms.crosswalks.aselo.reading import open_definition, version_of
    from csea_terms.crosswalks.aselo.writing import Draft, collapse_csv, draft_problems, sssom_text

    if not (topics or concepts or list_file):
        raise UsageError("Say what the definition is made of: with --topic, --concept or --list.")
    beside = {kind: output.with_name(f"{output.stem}.{kind}") for kind in ("collapse.csv", "sssom.tsv", "changes.csv")}
    _refuse_the_one_in_use(against, [output, *beside.values()])
    refuse_existing([] if replace else [output, *beside.values()], "Name another, or replace your earlier proposal with --replace.")
    glossary = read_glossary(options)
    wishes = [Wish(topic, "", "--topic") for topic in topics] + [Wish("", concept, "--concept") for concept in concepts]
    wishes += read_wishes(read_text(list_file), list_file.name) if list_file else []
    headings, problems = choose(glossary, wishes, language)
    draft = Draft(glossary, tuple(headings), helpline, language, most)
    problems += [] if problems else draft_problems(draft, output.name)
    if has_errors(problems):
        raise ContentError(problems)
    written = {output: draft.text().encode(), beside["collapse.csv"]: collapse_csv(draft), beside["sssom.tsv"]: sssom_text(draft).encode()}
    told = f"{output} written: {len(headings)} categories, {sum(1 for _ in draft.choices())} subcategories in {language}"
    if against:
        caution = caution_of(glossary)
        opened = open_definition(against, caution, helpline, lenient=True)
        found = changes(old_labels(opened.definition, caution), list(draft.choices()), glossary, stated_concepts(against))
        written[beside["changes.csv"]] = changes_csv(found, against_version or version_of(against))
        told += f"\nAgainst {against.name} ({opened.definition.helpline}): {counted(found)}"
    write_together(written)
    show(problems, options)
    if not options["quiet"]:
        click.echo(f"{told}\nThis is a proposal: give it to whoever looks after the helpline's definitions.", err=True)


@aselo.command("count")
@click.argument("file", type=_IN)
@click.option("--from", "source", default="", metavar="SCHEME", help="The helpline's scheme in the vocabulary, such as aselo-zm.")
@click.option("--definition", type=click.Path(path_type=Path, exists=True),
              help="The folder of aselo read with its judged rows, instead of --from; or, beside it, the definition file.")  # fmt: skip
@click.option("--history", "history_file", type=_IN,
              help="Instead of these two a CSV table of the definitions in force one after the other: since, from, definition.")  # fmt: skip
@click.option("--to", "target", required=True, metavar="SCHEME", help="The scheme to count by; csea for our own terms.")
@click.option("--output", "-o", type=_OUT, help="The file; .csv or .json is its format (default: CSV on the screen).")
@click.option("--suppress-below", "below", type=click.IntRange(0), default=5, show_default=True,
              help="Keep back counts below this and what would betray them; 0 shows all, for your own eyes only.")  # fmt: skip
@click.option("--only-version", default="", metavar="VERSION", help="Count only contacts of this definition, such as zm-v1.")
@click.option("--only-helpline", default="", metavar="NAME", help="Count only contacts of this helpline.")
@click.pass_obj
def count(options: dict, file: Path, source: str, definition: Path | None, history_file: Path | None, target: str,
          output: Path | None, below: int, only_version: str, only_helpline: str) -> None:  # fmt: skip
    """Count the contacts of FILE (a JSON list, or JSON Lines) by the categories of another scheme.

    Of a contact only the choices of categories, the helpline, the version of the definition and the day are read. A contact
    counts once for each category. Labels that are not known are named, never dropped.
    """
    from csea_terms.crosswalks.aselo.caution import caution_of
    from csea_terms.crosswalks.aselo.contacts import read_contacts
    from csea_terms.crosswalks.aselo.counting import count as run, coverage, table, table_csv, table_json
    from csea_terms.crosswalks.aselo.files import write_together
    from csea_terms.crosswalks.aselo.history import Entry, read_history
    from csea_terms.crosswalks.aselo.notes import coverage_notes, set_problems

    if output and output.suffix not in (".csv", ".json"):
        raise UsageError(f"{output}: the ending is neither .csv nor .json.")
    if output and output.exists() and output.samefile(file):
        raise UsageError(f"{output} is the input. Name another file, so that your data stay as they are.")
    if history_file and (source or definition):
        raise UsageError("The history says which definitions there were. Leave --from and --definition out.")
    glossary = read_glossary(options)
    caution = caution_of(glossary)
    entries = read_history(history_file, glossary.schemes) if history_file else [Entry("", source, definition, 0)]
    history, schemes = _in_force(glossary, entries, target, caution, only_helpline)
    contacts = (
        contact for contact in read_contacts(file)
        if only_version in ("", contact.version) and only_helpline in ("", contact.helpline)
    )  # fmt: skip
    counted = run(contacts, history)
    if not counted.total:
        raise UsageError(f"{file} holds no contacts{' of that definition and helpline' if only_version or only_helpline else ''}.")
    published, report = table(counted, history, caution, below), coverage(counted, history, caution, below)
    facts = {"from": history.source, "to": target, "crosswalk": glossary.crosswalk_version, "licence": glossary.licence, "suppressed_below": below}
    if history_file:
        facts["history"] = [{"since": period.since, "from": period.recoder.source} for period in history.periods]
    written = table_json(published, facts | {"coverage": report}) if output and output.suffix == ".json" else table_csv(published)
    if output:
        write_together({output: written})
    else:
        click.echo(written.decode("utf-8-sig").replace("\r\n", "\n"), nl=False)
    show(set_problems(counted, schemes, file.name), options)
    if not options["quiet"]:
        click.echo("\n".join(coverage_notes(report)), err=True)
        click.echo(f"{published['contacts']} contacts{f', {output} written' if output else ''}", err=True)


def _in_force(glossary: Glossary, entries: list[Entry], target: str, caution: Caution, helpline: str) -> tuple[History, list[Scheme]]:
    """Return what decides about labels at each time, and the schemes that it knows them from."""
    from csea_terms.crosswalks.aselo.history import History, Period
    from csea_terms.crosswalks.recoding import Recoder, compile_crosswalk

    periods, schemes = [], []
    for entry in entries:
        known, scheme = _counted_by(glossary, entry.source, entry.definition, caution, helpline)
        compiled = compile_crosswalk(Crosswalks(known), scheme, [target])
        periods.append(Period(entry.since, Recoder(compiled, target)))
        schemes.append(known.schemes[scheme])
    return History(periods), schemes


def _counted_by(glossary: Glossary, source: str, definition: Path | None, caution: Caution, helpline: str) -> tuple[Glossary, str]:
    from csea_terms.crosswalks.aselo.proposals import FAMILY
    from csea_terms.crosswalks.aselo.sources import with_folder, with_labels

    if definition and definition.is_dir():
        if source:
            raise UsageError("The folder says which scheme it is. Leave --from out, or name a definition file.")
        return with_folder(glossary, definition)
    if not source:
        raise UsageError("Say what the contacts' labels are: --from with a scheme, or --definition with a folder of aselo read.")
    if source not in glossary.schemes:
        known = ", ".join(scheme for scheme in glossary.schemes if scheme.startswith(FAMILY))
        raise UsageError(f"There is no scheme called {source}. Those of Aselo are: {known}.")
    return (with_labels(glossary, source, definition, caution, helpline) if definition else glossary), source


def _refuse_the_one_in_use(against: Path | None, outputs: list[Path]) -> None:
    for path in outputs if against else ():
        if path.exists() and path.samefile(against):
            raise UsageError(f"{path} is the definition in use. Name another file, so that it stays as it is.")


def _check_names(scheme: str, language: str | None) -> None:
    from csea_terms.reading.repository import LANGUAGE_TAG, SLUG

    if not SLUG.fullmatch(scheme):
        raise UsageError(f"{scheme} is no identifier. A code has lower-case letters, digits and hyphens, such as zm.")
    if language and not LANGUAGE_TAG.fullmatch(language):
        raise UsageError(f"{language} is no language tag. Tags are such as es, pt-BR or th.")
