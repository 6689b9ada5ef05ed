"""The command that looks for words to avoid in somebody's text."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from csea_terms.cli.common import read_glossary
from csea_terms.errors import UsageError
from csea_terms.textcheck.checker import PROFILES, Checker, allowed_words
from csea_terms.textcheck.lexicon import checked_languages
from csea_terms.textcheck.opening import Document, open_document
from csea_terms.textcheck.replacing import fixed
from csea_terms.textcheck.reporting import FORMATS, Checked, written
from csea_terms.textcheck.respected import KEPT

_STANDARD = Path("-")


@click.command("check-text")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True))
@click.option("--language", "-l", default="auto", show_default=True, help="The language of the texts; auto tells it by passage.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to print what is found.")
@click.option("--profile", type=click.Choice(sorted(PROFILES)), default=None, help="Who writes: the usual words of that field stay.")
@click.option("--also", multiple=True, type=click.Choice(sorted(KEPT)), help="Check this too, which is left alone (may be repeated).")
@click.option("--fix", is_flag=True, help="Write what can be replaced without another change into the files (text, Markdown, HTML, subtitles).")
@click.option("--self-test", is_flag=True, help="Measure the checker on the labelled sentences of the checkout, and check nothing.")
@click.pass_obj
def check_text(options: dict, files: tuple[Path, ...], language: str, form: str, profile: str | None, also: tuple[str, ...],
               fix: bool, self_test: bool) -> None:  # fmt: skip
    """Find words to avoid in FILES, or - for standard input (.txt .md .html .docx .odt .pdf .srt).

    Quotations, names of laws in force, lists of sources, code and what people say of themselves are left alone; see --also.
    Exit status 1: a word that the standard says to avoid was found.
    """
    if not files and not self_test:
        raise click.UsageError("Name a file to check, or - for standard input.")
    glossary = read_glossary(options)
    if self_test:
        _self_test(glossary, options["root"])
        return
    checker = Checker(glossary, language, KEPT - set(also), profile or "")
    # Everything is read before anything is written.
    read = [(path, _opened(path, "quotations" not in also)) for path in files]
    done = [(path, document, checker.check(document, _allowed(path))) for path, document in read]
    click.echo(written([Checked(d.name, d.unit, tuple(found)) for _, d, found in done], form, glossary), nl=False)
    if fix:
        for path, document, found in done:
            _fix(path, document, found)
    sys.exit(1 if any(located.finding.word.severity == "avoid" for _, _, found in done for located in found) else 0)


def _opened(path: Path, keep_quotations: bool) -> Document:
    if path == _STANDARD:
        return open_document(Path("standard input"), sys.stdin.buffer.read(), keep_quotations)
    return open_document(path, path.read_bytes(), keep_quotations)


def _allowed(path: Path) -> tuple[str, ...]:
    return allowed_words(Path() if path == _STANDARD else path.parent)


def _fix(path: Path, document: Document, found: list) -> None:
    """Write a corrected text into its file, and say how much was replaced."""
    if path == _STANDARD or not document.raw:
        raise UsageError(f"{document.name} cannot be corrected in place. Correct it by hand, or save it as text.")
    text, count = fixed(document.raw, [located.finding for located in found])
    if count:
        mark = b"\xef\xbb\xbf" if path.read_bytes().startswith(b"\xef\xbb\xbf") else b""
        path.write_bytes(mark + text.encode())
    click.echo(f"{path}: {count} of {len(found)} replaced", err=True)


def _self_test(glossary, root: Path) -> None:
    from csea_terms.textcheck.selftest import alarm_table, alarms, read_cases, table

    checker, folder = Checker(glossary), root / "tests" / "text-cases"
    lexicons = {language.tag: checker.lexicon(language.tag) for language in checked_languages(glossary)}
    click.echo(table(read_cases(folder), lexicons))
    click.echo("\nHeld out: written and labelled before the checker was run on them, and looked at since")
    click.echo(table(read_cases(folder / "held-out"), lexicons))
    click.echo("\nLong innocent documents")
    click.echo(alarm_table(alarms(folder / "long", checker)))
