"""The command that looks for words to avoid in somebody's text."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from csea_terms.cli.common import of_checkout, read_glossary
from csea_terms.errors import UsageError
from csea_terms.model import Glossary
from csea_terms.reading.repository import COMPILED, TEXTS
from csea_terms.textcheck.answers import read_answers, scored
from csea_terms.textcheck.checker import PROFILES, Checker, Located, allowed_words
from csea_terms.textcheck.lexicon import checked_languages
from csea_terms.textcheck.opening import Document, open_document
from csea_terms.textcheck.packed import LARGEST
from csea_terms.textcheck.correcting import corrected
from csea_terms.textcheck.prompts import prompts as prompts_in, written_prompts
from csea_terms.textcheck.replacing import corrections, fixed
from csea_terms.textcheck.reporting import FORMATS, Checked, written
from csea_terms.textcheck.respected import KEPT
from csea_terms.textcheck.scores import FORMATS as SCORE_FORMATS, scores, written_scores

_STANDARD = Path("-")
_MARK = b"\xef\xbb\xbf"


@click.command("check-text")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--language", "-l", default="auto", show_default=True, help="The language of the texts; auto tells it by passage.")
@click.option("--format", "form", type=click.Choice(("text", "json", "csv", *FORMATS[2:])), default="text", help="How to print what is found; csv is for --answers.")
@click.option("--profile", type=click.Choice(sorted(PROFILES)), default=None,
              help="Who writes: the usual words of that field stay. So far the vocabulary states such words for courts alone, and nothing of newsrooms.")  # fmt: skip
@click.option("--also", multiple=True, type=click.Choice(sorted(KEPT)), help="Check this too, which is left alone (may be repeated).")
@click.option("--fix", is_flag=True, help="Write what can be replaced without another change into the files (not PDF); in Word documents as tracked changes.")
@click.option("--answers", type=click.Path(path_type=Path, allow_dash=True), metavar="FILE",
              help="Score these answers of AI tools instead (JSON Lines: answer, and system, language, topic, id, prompt if known).")  # fmt: skip
@click.option("--prompts", metavar="[LANGUAGE]", is_flag=False, flag_value="",
              help="Print neutral questions for AI tools as JSON Lines, in LANGUAGE or in all seven, and check nothing.")  # fmt: skip
@click.option("--self-test", is_flag=True, help="Measure the checker on the labelled sentences of the checkout, and check nothing.")
@click.pass_obj
def check_text(options: dict, files: tuple[Path, ...], language: str, form: str, profile: str | None, also: tuple[str, ...],
               fix: bool, answers: Path | None, prompts: str | None, self_test: bool) -> None:  # fmt: skip
    """Find words to avoid in FILES, or - for standard input (.txt .md .html .docx .odt .pdf .srt).

    Quotations, names of laws in force, lists of sources, code and what people say of themselves are left alone; see --also.
    Exit status 1: a word that the standard says to avoid was found.
    """
    _refuse_mixed(files, form, fix, answers, prompts, self_test)
    if prompts is not None:
        click.echo(written_prompts(prompts_in(prompts)), nl=False)
        return
    if answers:
        click.echo(_scores(options, answers, language, form, KEPT - set(also), profile or ""), nl=False)
        return
    # Everything is read before anything is written, and before the vocabulary is, which takes longest.
    read = _read(files, "quotations" not in also, fix)
    glossary = _glossary_for_texts(options)
    if self_test:
        _self_test(glossary, options["root"])
        return
    checker = Checker(glossary, language, KEPT - set(also), profile or "")
    done = [(path, document, checker.check(document, _allowed(path))) for path, document in read]
    click.echo(written([Checked(d.name, d.unit, tuple(found)) for _, d, found in done], form, glossary), nl=False)
    if fix:
        # All is corrected before any file is written.
        for path, of, (data, count) in [(path, len(found), _fixed(path, document, found)) for path, document, found in done]:
            if count:
                path.write_bytes(data)
            click.echo(f"{path}: {count} of {of} replaced", err=True)
    sys.exit(1 if any(located.finding.word.severity == "avoid" for _, _, found in done for located in found) else 0)


def _refuse_mixed(files: tuple[Path, ...], form: str, fix: bool, answers: Path | None, prompts: str | None, self_test: bool) -> None:
    alone = bool(answers) + (prompts is not None) + self_test
    if alone > 1 or (alone and (files or fix)):
        raise click.UsageError("--answers, --prompts and --self-test stand alone: name no files beside them, and no --fix.")
    if not files and not alone:
        raise click.UsageError("Name a file to check, or - for standard input.")
    if answers and form not in SCORE_FORMATS or form == "csv" and not answers:
        raise click.UsageError(f"--answers can be printed as {', '.join(SCORE_FORMATS)}, what is found in files as {', '.join(FORMATS)}.")


def _scores(options: dict, path: Path, language: str, form: str, respect: frozenset[str], profile: str) -> str:
    """Return the rates of a file of answers in one of the formats of scores."""
    data = _bytes(path)
    if len(data) > LARGEST:
        raise UsageError(f"{path} is larger than 100 MB. Split it into smaller files.")
    glossary = _glossary_for_texts(options)
    answers = read_answers(path, data, glossary)
    return written_scores(scores(list(scored(answers, glossary, language, respect, profile))), form)


def _glossary_for_texts(options: dict) -> Glossary:
    if not of_checkout(options) and (COMPILED / TEXTS).is_file():
        from csea_terms.formats.records import read_record

        return read_record(COMPILED / TEXTS, Glossary)
    return read_glossary(options)


def _read(files: tuple[Path, ...], keep_quotations: bool, fix: bool) -> list[tuple[Path, Document]]:
    """Return the opened files; raise :class:`UsageError` with a sentence for each that cannot be checked, or corrected where that is asked."""
    read, problems = [], []
    for path in files:
        try:
            document = open_document(path if path != _STANDARD else Path("standard input"), _bytes(path), keep_quotations)
        except UsageError as error:
            problems.append(str(error))
            continue
        read.append((path, document))
        if fix and (path == _STANDARD or document.unit == "page"):
            problems.append(f"{document.name} cannot be corrected in place. Correct it by hand, or save it as text.")
    if problems:
        raise UsageError("\n".join(problems))
    return read


def _bytes(path: Path) -> bytes:
    """Return what stands in a file, at most a byte more than is read."""
    try:
        with sys.stdin.buffer if path == _STANDARD else path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise UsageError(f"{path} does not exist. Check the name.") from None
    except IsADirectoryError:
        raise UsageError(f"{path} is a folder. Name the files in it.") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from None


def _allowed(path: Path) -> tuple[str, ...]:
    return allowed_words(Path() if path == _STANDARD else path.parent)


def _fixed(path: Path, document: Document, found: list[Located]) -> tuple[bytes, int]:
    """Return the bytes of a corrected file, and how much was replaced in it."""
    findings = [located.finding for located in found]
    data = path.read_bytes()
    if document.packed:
        return corrected(data, document.packed, corrections(document.text, findings))
    text, count = fixed(document.raw, findings)
    return (_MARK if data.startswith(_MARK) else b"") + text.encode(), count


def _self_test(glossary, root: Path) -> None:
    from csea_terms.textcheck.selftest import alarm_table, alarms, read_cases, table

    checker, folder = Checker(glossary), root / "tests" / "text-cases"
    lexicons = {language.tag: checker.lexicon(language.tag) for language in checked_languages(glossary)}
    click.echo(table(read_cases(folder), lexicons))
    click.echo("\nHeld out: written and labelled before the checker was run on them, and looked at since")
    click.echo(table(read_cases(folder / "held-out"), lexicons))
    click.echo("\nLong innocent documents")
    click.echo(alarm_table(alarms(folder / "long", checker)))
