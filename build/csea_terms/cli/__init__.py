"""The command ``csea-terms``. Exit status: 0 fine, 1 problems in the content, 2 wrong use, 3 our bug."""

from __future__ import annotations

import json
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import click

from csea_terms import __version__
from csea_terms.cli.aselo import aselo
from csea_terms.cli.changes import changes
from csea_terms.cli.checktext import check_text
from csea_terms.cli.common import read_glossary, read_vocabulary, show
from csea_terms.cli.mapping import import_mappings, map_
from csea_terms.cli.mcp import mcp
from csea_terms.cli.partners import crosswalk, recode
from csea_terms.cli.progress import progress
from csea_terms.cli.propose import propose, scheme_table
from csea_terms.cli.proposing import new, withdraw
from csea_terms.cli.releasing import release
from csea_terms.cli.report import FORMATS, report, report_by_rule
from csea_terms.cli.takeaway import book, zip_
from csea_terms.cli.tbx import tbx
from csea_terms.cli.wordlists import word_lists
from csea_terms.errors import ContentError, UsageError, has_errors
from csea_terms.model import Glossary
from csea_terms.reading.repository import Repository
from csea_terms.search.entries import KINDS

if TYPE_CHECKING:
    from csea_terms.search.lookup import Hit

_ONE_KIND = 50
"""How many results are printed where one kind is asked for."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--root", type=click.Path(path_type=Path), help="The checkout to work on (default: here; to read, else what came with the program).")
@click.option("--quiet", "-q", is_flag=True, help="Show no progress and no summary.")
@click.version_option(__version__)
@click.pass_context
def cli(context: click.Context, root: Path | None, quiet: bool) -> None:
    """CSEA Terms: check the vocabulary, build the site, look words up."""
    context.obj = {"root": root or Path(), "named": root is not None, "quiet": quiet}


@cli.command()
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to print the problems.")
@click.option("--changed", metavar="[BASE]", is_flag=False, flag_value="main",
              help="Check as for a proposal: what BASE (default: main) has is left alone, and layout is only noticed.")  # fmt: skip
@click.option("--skos", multiple=True, type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE",
              help="Check this SKOS file of anybody against the SKOS Reference instead (may be repeated).")  # fmt: skip
@click.option("--select", multiple=True, metavar="RULE", help="With --skos: ask only this rule, or those that begin so (may be repeated).")
@click.option("--ignore", multiple=True, metavar="RULE", help="With --skos: leave out this rule, or those that begin so (may be repeated).")
@click.option("--all", "every", is_flag=True, help="With --skos: show every place, not only the first three of each rule.")
@click.pass_obj
def check(options: dict, form: str, changed: str | None, skos: tuple[Path, ...], select: tuple[str, ...], ignore: tuple[str, ...],
          every: bool) -> None:  # fmt: skip
    """List every problem in the vocabulary."""
    if skos:
        from csea_terms.checking.skos import skos_problems

        found = [problem for path in skos for problem in skos_problems(path, select, ignore)]
        text = report_by_rule(found, every, options["quiet"]) if form == "text" else report(found, form)
        click.echo(text, nl=False)
        sys.exit(1 if has_errors(found) else 0)
    if select or ignore or every:
        raise click.UsageError("--select, --ignore and --all belong to --skos.")
    from csea_terms.checking.check import check as run
    from csea_terms.checking.proposal import as_proposal
    from csea_terms.reading.history import changed_since

    repository = Repository(options["root"])
    paths = changed_since(repository.root, changed) if changed else None
    with progress(options["quiet"]) as step:
        step("Checking the vocabulary")
        problems = run(repository).problems
    if paths is not None:
        problems = as_proposal(problems, paths)
    click.echo(report(problems, form, quiet=options["quiet"]), nl=False)
    sys.exit(1 if has_errors(problems) else 0)


@cli.command("format")
@click.option("--check", "only_check", is_flag=True, help="Change nothing; say which files would change.")
@click.pass_obj
def format_(options: dict, only_check: bool) -> None:
    """Rewrite the vocabulary's Turtle files in their canonical form."""
    from csea_terms.reading.canonical import formatted
    from csea_terms.reading.load import load

    repository = Repository(options["root"])
    found = formatted(load(repository))
    changed = [path for path, text in found.texts.items() if repository.read_bytes(path) != text.encode()]
    for path in changed:
        if not only_check:
            (repository.root / path).write_bytes(found.texts[path].encode())
        click.echo(f"{path}: {'would be rewritten' if only_check else 'rewritten'}")
    show(found.problems, options)
    sys.exit(1 if found.problems or (only_check and changed) else 0)


@cli.command()
@click.option("--draft", is_flag=True, help="Build a preview into draft/ although the content has errors, each page marked as a draft.")
@click.pass_obj
def build(options: dict, draft: bool) -> None:
    """Check the vocabulary and build the site and the downloads into public/."""
    from csea_terms.publishing.website import build as run, build_draft, draft_folder

    repository = Repository(options["root"])
    with progress(options["quiet"]) as step:
        built = (build_draft if draft else run)(repository, step)
    show(built.problems, options)
    if not options["quiet"]:
        done = "is up to date" if built.current else f"built: {built.changed} files changed, {built.removed} removed"
        click.echo(f"{draft_folder(repository) if draft else repository.output} {done}", err=True)


@cli.command()
@click.option("--port", default=8000, show_default=True, help="The port on 127.0.0.1; 0 takes a free one.")
@click.option("--api", is_flag=True, help="Answer OpenRefine too, at /reconcile/ and a language (Reconciliation API 0.2).")
@click.pass_obj
def serve(options: dict, port: int, api: bool) -> None:
    """Build, serve on this machine only, and rebuild when a file changes."""
    from csea_terms.publishing.reconciliation import Reconciliation
    from csea_terms.publishing.serve import serve as run
    from csea_terms.vocabulary import Vocabulary

    vocabulary = Vocabulary.load(options["root"]) if api else None
    tags = vocabulary.glossary.languages if vocabulary else ()
    services = {tag: Reconciliation(vocabulary.glossary, vocabulary.finder, tag) for tag in tags}
    run(Repository(options["root"]), port, lambda text: click.echo(text, err=True), services)


@cli.command()
@click.option("--write", is_flag=True, help="Add what is new to vocab/published.tsv; nothing ever leaves it.")
@click.pass_obj
def names(options: dict, write: bool) -> None:
    """List every name that the built site publishes and the list of published names lacks, or the other way round."""
    from csea_terms.publishing.published_names import published_names
    from csea_terms.reading.assemble import assemble
    from csea_terms.reading.load import load
    from csea_terms.reading.published import PATH

    repository = Repository(options["root"])
    loaded = load(repository)
    found = published_names(loaded, assemble(loaded, loaded.problems), repository.output)
    if write:
        (repository.root / PATH).write_text(found.text(), encoding="utf-8", newline="\n")
    for sign, names in (("+", found.new), ("-", found.gone)):
        for kind, name in names:
            click.echo(f"{sign} {kind} {name}")
    sys.exit(1 if found.gone else 0)


@cli.command()
@click.argument("word")
@click.option("--language", "-l", help="A language tag: its labels come first and name the results.")
@click.option("--kind", "-k", type=click.Choice(KINDS), help="Find only this.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list instead of lines.")
@click.pass_obj
def lookup(options: dict, word: str, language: str | None, kind: str | None, as_json: bool) -> None:
    """Find what WORD may mean, best first: a concept, a code, a law, a source or a page."""
    vocabulary = read_vocabulary(options)
    tag = _known_tag(vocabulary.glossary, language) if language else None
    hits = vocabulary.lookup(word, tag, kind=kind, limit=_ONE_KIND if kind else None)
    if as_json:
        click.echo(json.dumps([hit.as_dict() for hit in hits], ensure_ascii=False, indent=1))
        return
    for hit in hits:
        click.echo(_hit_line(hit))
    if not hits:
        click.echo("No results", err=True)


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@click.option("--crosswalks", is_flag=True, help="Count the codes of other schemes by what is said of them.")
@click.pass_obj
def stats(options: dict, as_json: bool, crosswalks: bool) -> None:
    """Print the figures of the vocabulary, the same that the site shows."""
    from csea_terms.cli.report import crosswalks_table, figures_table
    from csea_terms.crosswalks.verdicts import crosswalk_figures
    from csea_terms.reading.figures import figures

    glossary = read_glossary(options)
    counted = crosswalk_figures(glossary) if crosswalks else figures(glossary)
    table = crosswalks_table if crosswalks else figures_table
    click.echo(json.dumps(counted.as_dict(), indent=1) if as_json else table(counted), nl=as_json)


@cli.command()
@click.argument("language")
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="The file: .xlsx or .xlf (default: LANGUAGE.xlsx).")
@click.pass_obj
def worklist(options: dict, language: str, output: Path | None) -> None:
    """Write a worklist for the translators of LANGUAGE: an Excel file, or XLIFF 2.1 for translators' tools where OUTPUT ends in .xlf."""
    from csea_terms.reading.repository import LANGUAGE_TAG
    from csea_terms.translating.worklist import direction_of, worklist as make
    from csea_terms.translating.xliff import ENDINGS, xliff

    glossary = read_glossary(options)
    if not LANGUAGE_TAG.fullmatch(language) or language == "en" or not direction_of(glossary, language):
        raise UsageError(f"{language} is no language to translate into. Name a tag such as fr, sw or pt-BR.")
    path = output or Path(f"{language}.xlsx")
    path.write_bytes((xliff if path.suffix.lower() in ENDINGS else make)(glossary, language))
    click.echo(f"{path} written", err=True)


@cli.command("import-translations")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--skip", multiple=True, metavar="CONCEPT", help="Leave this concept's row alone (may be repeated).")
@click.pass_obj
def import_translations(options: dict, file: Path, skip: tuple[str, ...]) -> None:
    """Take the changed cells of a worklist FILE into the language files."""
    from csea_terms.checking.check import check as run
    from csea_terms.reading.assemble import assemble
    from csea_terms.translating.worklist_import import apply, new_problems, read_worklist

    repository = Repository(options["root"])
    with progress(options["quiet"]) as step:
        step("Checking the vocabulary")
        checked = run(repository)
        glossary = assemble(checked.loaded, checked.problems)
        found = read_worklist(file, glossary, skip)
        texts = apply(found, checked.loaded, glossary)
        step("Checking the words of the worklist")
        problems = sorted({*found.problems, *new_problems(found, texts, checked, repository)})
    if has_errors(problems):
        raise ContentError(problems)
    for path, text in texts.items():
        (repository.root / path).write_text(text, encoding="utf-8", newline="\n")
        click.echo(f"{path}: changed")
    show(problems, options)
    if not options["quiet"]:
        click.echo(f"{len(texts)} files changed", err=True)


def _known_tag(glossary: Glossary, language: str) -> str:
    """Return a language tag as the vocabulary writes it."""
    from csea_terms.formats.turtle import language_tag
    from csea_terms.reading.figures import language_tags

    tag, tags = language_tag(language), language_tags(glossary)
    if tag not in tags:
        raise UsageError(f"There is no language {language}. Languages: {', '.join(tags)}.")
    return tag


def _hit_line(hit: Hit) -> str:
    """Return a result as a line that says what it is and why it was found."""
    if hit.kind != "concept":
        return "  ".join(part for part in (hit.label, hit.detail, f"{hit.kind} {hit.id}") if part)
    if hit.word_kind == "text":
        why = "  (in the definition)"
    elif hit.word_kind == "preferred" and hit.matched == hit.label:
        why = ""
    else:
        why = f"  ({'avoid: ' if hit.word_kind == 'avoid' else ''}{hit.matched} [{hit.language}])"
    return f"{hit.label}{' [withdrawn]' * hit.deprecated}{why}  {hit.id}"


for command in (
    aselo, book, changes, check_text, crosswalk, import_mappings, map_, mcp, new, propose, recode, release, scheme_table, tbx, withdraw, word_lists,
    zip_,
):  # fmt: skip
    cli.add_command(command)


def main() -> None:
    """Run the command and turn what went wrong into a sentence and an exit status."""
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except UsageError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except ContentError as error:
        click.echo(report(error.problems, "text"), nl=False, err=True)
        click.echo("Nothing was written.", err=True)
        sys.exit(1)
    except Exception:
        click.echo("This is a fault of the program, not of your files. Please report it with these lines:", err=True)
        traceback.print_exc()
        sys.exit(3)
