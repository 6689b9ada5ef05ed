"""The commands that write what a contributor proposes, once it passes the check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from csea_terms.cli.common import show
from csea_terms.cli.mapping import map_
from csea_terms.cli.progress import progress
from csea_terms.errors import ContentError, Problem, UsageError
from csea_terms.reading.repository import Repository

if TYPE_CHECKING:
    from csea_terms.model import Glossary


@click.command()
@click.argument("term")
@click.option("--reason", required=True, help="Why, in a sentence in English that readers will see.")
@click.option("--use", multiple=True, metavar="TERM", help="What takes its place (may be repeated; default: the broader terms).")
@click.pass_obj
def withdraw(options: dict, term: str, reason: str, use: tuple[str, ...]) -> None:
    """Withdraw TERM: its page stays and points on, and nothing counts it any more.

    To merge two terms, withdraw one and --use the other; to split one, --use each of the new ones.
    """
    from csea_terms.proposing.withdraw import withdrawal
    from csea_terms.reading.load import load

    repository, glossary, known = read_checkout(options)
    texts = withdrawal(load(repository), glossary, term, reason, use)
    write_checked(options, repository, texts, known)
    if any(path.endswith(".tsv") for path in texts):
        click.echo(f"Rows that speak of {term} as withdrawn were carried over: judge them anew with csea-terms map.")
    click.echo("What else follows: csea-terms changes")


def write_checked(options: dict, repository: Repository, texts: dict[str, str], known: tuple[Problem, ...]) -> None:
    """Write some files if the vocabulary stays right with them, and say which; ``known`` is what was wrong before.

    Files outside ``vocab/`` are written with them. Raises :class:`~csea_terms.errors.ContentError` with what would be wrong.
    """
    from csea_terms.checking.check import check
    from csea_terms.crosswalks.judging import write

    with progress(options["quiet"]) as step:
        step("Checking what is proposed")
        vocabulary = {path: text for path, text in texts.items() if path.startswith("vocab/")}
        problems = set(check(repository, vocabulary).problems) - set(known)
    errors = sorted(problem for problem in problems if problem.severity == "error")
    if errors:
        raise ContentError(errors)
    write(repository, texts)
    for path in sorted(texts):
        click.echo(f"{path}: written")
    show(sorted(problems), options)


@click.group()
def new() -> None:
    """Write a new term, words in a language, a source, a scheme, a language or a mapping: whole files, checked before they stand.

    Whatever is not given as an option is asked for.
    """


# Under this name a contributor looks for it; it is the command map.
new.add_command(map_, "mapping")


_KINDS = click.Choice(("article", "book", "dataset", "guideline", "judgment", "memorandum", "press", "proposal", "report",
                       "standard", "statute", "treaty", "website"))  # fmt: skip
_GUIDANCE = click.Choice(("recommended", "use-with-care", "legal-term", "emerging", "contested", "avoid-expression"))


@new.command("term")
@click.argument("name")
@click.option("--label", prompt="Preferred label in English", help="The preferred label in English.")
@click.option("--definition", prompt="Definition (a phrase, lower case, no full stop)", help="One phrase in English.")
@click.option("--plain", default="", help="The same for a child or a parent, in up to 35 words.")
@click.option("--admitted", multiple=True, metavar="WORD", help="A further good word in English (may be repeated).")
@click.option("--broader", multiple=True, required=True, metavar="TERM", help="What every case is a case of (may be repeated).")
@click.option("--source", multiple=True, required=True, metavar="KEY", help="A file of vocab/sources (may be repeated).")
@click.option("--sector", multiple=True, help="Who uses the term (may be repeated).")
@click.option("--guidance", type=_GUIDANCE, default="recommended", show_default=True, help="How it is to be used.")
@click.option("--yes", is_flag=True, help="Do not ask whether one of the similar terms is meant.")
@click.pass_obj
def new_term(options: dict, name: str, label: str, definition: str, plain: str, admitted: tuple, broader: tuple, source: tuple,
             sector: tuple, guidance: str, yes: bool) -> None:  # fmt: skip
    """Write a new term called NAME, which is for ever: its relations and its English words."""
    from csea_terms.proposing.new import NewWords
    from csea_terms.proposing.new import new_term as make

    repository, glossary, known = read_checkout(options)
    if name in glossary.concepts:
        raise UsageError(f"There is already a term called {name}: vocab/terms/{name}.")
    _show_similar(glossary, label, yes)
    texts = make(name, NewWords(label, definition, plain, admitted), broader, source, sector, guidance)
    write_checked(options, repository, texts, known)


@new.command("words")
@click.argument("term")
@click.argument("language")
@click.option("--label", prompt="Preferred label", help="What professionals call it.")
@click.option("--definition", default="", help="The definition, translated.")
@click.option("--plain", default="", help="The plain line, translated.")
@click.option("--admitted", multiple=True, metavar="WORD", help="A further good word (may be repeated).")
@click.option("--attested-at", default="", metavar="URL", help="A published text that has the label.")
@click.option("--attested-by", default="", metavar="PUBLISHER", help="Who published it.")
@click.pass_obj
def new_words(options: dict, term: str, language: str, label: str, definition: str, plain: str, admitted: tuple, attested_at: str,
              attested_by: str) -> None:  # fmt: skip
    """Write the words of TERM in a LANGUAGE that it has none in yet."""
    from csea_terms.crosswalks.judging.questions import find_concept
    from csea_terms.proposing.new import NewWords
    from csea_terms.proposing.new import new_words as make

    repository, glossary, known = read_checkout(options)
    concept = find_concept(glossary, term)
    if language in concept.words:
        raise UsageError(f"{term} has words in {language} already. Change them in vocab/terms/{term}/{language}.ttl.")
    english = NewWords("", concept.words["en"].definition, concept.words["en"].plain_definition)
    words = NewWords(label, definition, plain, admitted, attested_at, attested_by)
    write_checked(options, repository, make(term, language, words, english), known)


@new.command("source")
@click.argument("key")
@click.option("--citation", prompt="Full citation with its year", help="Author, title, publisher, year.")
@click.option("--publisher", prompt="Publisher", help="Who published it.")
@click.option("--kind", type=_KINDS, prompt="Kind", help="What it is.")
@click.option("--language", default="en", show_default=True, help="The language of the text that was read.")
@click.option("--year", default="", help="Such as 2016, or 2016-2024.")
@click.option("--url", default="", help="The address of the work itself.")
@click.option("--jurisdiction", default="", help="Whose law, treaty or judgment it is: ISO 3166, EU, CoE or INT.")
@click.pass_obj
def new_source(options: dict, key: str, **said: str) -> None:
    """Write a source, cited by KEY: lower-case words and a year, such as crc-1989."""
    from csea_terms.proposing.new import new_source as make

    repository, glossary, known = read_checkout(options)
    if key in glossary.sources:
        raise UsageError(f"There is already a source called {key}: vocab/sources/{key}.ttl.")
    write_checked(options, repository, make(key, said), known)


@new.command("scheme")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("key")
@click.option("--title", prompt="Full title", help="The full title.")
@click.option("--short-title", prompt="Short title", help="What people call it.")
@click.option("--owner", prompt="Owner", help="Whose it is.")
@click.option("--edition", prompt="Edition", help="The version or date of the codes.")
@click.option("--rights", prompt="Terms of use", help="What its owner says about use, in English.")
@click.option("--url", prompt="Address", help="Where its owner publishes it.")
@click.option("--sector", prompt="Sector", help="Who uses it: a name of vocab/sectors.ttl.")
@click.option("--year", default="", help="The year of the edition.")
@click.option("--about", default="", help="What its codes are about, in English.")
@click.pass_obj
def new_scheme(options: dict, file: Path, key: str, **said: str) -> None:
    """Write another organisation's scheme from a table FILE (.csv or .xlsx) with the columns notation, title, parent and language."""
    from csea_terms.proposing.new import new_scheme as make
    from csea_terms.proposing.scheme_table import read_scheme_table

    repository, glossary, known = read_checkout(options)
    if key in glossary.schemes:
        raise UsageError(f"There is already a scheme called {key}: vocab/crosswalks/{key}.")
    write_checked(options, repository, make(key, said, read_scheme_table(file)), known)


@new.command("language")
@click.argument("tag")
@click.option("--name", prompt="What the language calls itself", help="What the language calls itself.")
@click.option("--english-name", prompt="Its name in English", help="Its name in English.")
@click.option("--direction", type=click.Choice(("ltr", "rtl")), help="How it is written (default: as Unicode’s CLDR says).")
@click.pass_obj
def new_language(options: dict, tag: str, name: str, english_name: str, direction: str | None) -> None:
    """Write a new language of the site, TAG: every string of the interface, in English until somebody translates it."""
    from csea_terms.proposing.language import new_language as make

    repository, glossary, known = read_checkout(options)
    if tag in glossary.languages:
        raise UsageError(f"The site has the language {tag} already: vocab/languages/{tag}.toml.")
    write_checked(options, repository, make(repository, tag, name, english_name, direction), known)


def read_checkout(options: dict) -> tuple[Repository, Glossary, tuple[Problem, ...]]:
    """Return the checkout, its vocabulary, and what is wrong with it so far; raise ContentError where that forbids to go on."""
    from csea_terms.checking.check import check
    from csea_terms.reading.assemble import assemble

    repository = Repository(options["root"])
    with progress(options["quiet"]) as step:
        step("Checking the vocabulary")
        checked = check(repository)
    return repository, assemble(checked.loaded, checked.problems), checked.problems


def _show_similar(glossary: Glossary, label: str, sure: bool) -> None:
    """Show what a search for a label finds, and ask whether it is another thing."""
    from csea_terms.vocabulary import Vocabulary

    found = Vocabulary(glossary).lookup(label, "en", limit=5, kind="concept")
    for hit in found:
        click.echo(f"There is already: {hit.label}  ({hit.id})")
    if found and not sure:
        click.confirm("Is it none of these?", abort=True)
