"""Read somebody's table, add what its values become, write it: row by row, every other column as it was.

What is written waits in a file beside the output and takes its name only when all went well.
"""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from csea_terms.crosswalks.recoding.coverage import Coverage
from csea_terms.crosswalks.recoding.decide import Recoder
from csea_terms.crosswalks.recoding.delimited import recode_delimited
from csea_terms.crosswalks.recoding.job import Job
from csea_terms.crosswalks.recoding.jsonlines import recode_json_lines
from csea_terms.crosswalks.recoding.parquet import recode_parquet
from csea_terms.crosswalks.recoding.workbook import recode_workbook
from csea_terms.errors import UsageError


def recode_file(source: Path, target: Path | None, job: Job) -> Coverage:
    """Recode a file; return what was met. Without ``target`` it is only counted.

    Raises :class:`~csea_terms.errors.UsageError` when the file cannot be read, has no such column or, with the policy
    ``fail``, holds ambiguous values; then nothing is written.
    """
    kind = _KINDS.get(source.suffix.lower())
    if kind is None:
        raise UsageError(f"{source}: the ending is not one of {', '.join(_KINDS)}. Save the table in one of these formats.")
    if target and target.suffix.lower() not in _SAME[kind]:
        raise UsageError(f"{target}: the output has the format of the input. Let its name end in {' or '.join(_SAME[kind])}.")
    if target and target.exists() and target.samefile(source):
        raise UsageError(f"{target} is the input. Name another file, so that your data stay as they are.")
    _check_encoding(job.encoding)
    try:
        with _waiting(target) as waiting:
            coverage = Coverage(kind(source, waiting, job))
            if job.recoder.policy == "fail":
                _fail_if_ambiguous(coverage, job.recoder)
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{source}: byte {error.start} is not {job.encoding}. Save the file as CSV UTF-8, or name its encoding with --encoding."
        ) from None
    except OSError as error:
        raise UsageError(f"{error.filename or source}: {error.strerror}") from None
    return coverage


def _check_encoding(name: str) -> None:
    try:
        codecs.lookup(name)
    except LookupError:
        raise UsageError(f"There is no encoding called {name}. Names are such as utf-8, utf-16 and windows-1252.") from None


@contextmanager
def _waiting(target: Path | None) -> Iterator[Path | None]:
    """Yield a file to write to, which takes the target's name when all went well and goes away otherwise."""
    if target is None:
        yield None
        return
    waiting = target.with_name(f".{target.name}.{os.getpid()}{target.suffix}")
    try:
        yield waiting
        os.replace(waiting, target)
    finally:
        waiting.unlink(missing_ok=True)


def _fail_if_ambiguous(coverage: Coverage, recoder: Recoder) -> None:
    found = [value for value in coverage.values if recoder.decide(value).status == "ambiguous"]
    if found:
        lines = [f"  {value}: {recoder.decide(value).notation or recoder.decide(value).note}" for value in sorted(found)]
        raise UsageError("\n".join([f"{len(found)} ambiguous values. Judge them, or choose --ambiguous list or first:", *lines]))


_SAME = {
    recode_delimited: (".csv", ".tsv", ".txt"),
    recode_json_lines: (".jsonl", ".ndjson"),
    recode_workbook: (".xlsx",),
    recode_parquet: (".parquet",),
}
_KINDS = {ending: kind for kind, endings in _SAME.items() for ending in endings}
