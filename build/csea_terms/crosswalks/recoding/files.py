"""Read somebody's table, add what its values become, write it: row by row, every other column as it was.

What is written waits in a file beside the output and takes its name only when all went well.
"""

from __future__ import annotations

import codecs
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from csea_terms.crosswalks.recoding.coverage import Coverage, check_unambiguous
from csea_terms.crosswalks.recoding.data_file import STANDARD, DataFile, ending_of, reading, writing
from csea_terms.crosswalks.recoding.delimited import recode_delimited
from csea_terms.crosswalks.recoding.job import Job
from csea_terms.crosswalks.recoding.jsonlines import recode_json_lines
from csea_terms.crosswalks.recoding.parquet import recode_parquet
from csea_terms.crosswalks.recoding.workbook import recode_workbook
from csea_terms.errors import UsageError

_Kind = Callable[[DataFile, Path | None, Job], Counter]


def recode_file(source: Path, target: Path | None, job: Job, ending: str = "") -> Coverage:
    """Recode a file; return what was met. Without ``target`` it is only counted.

    Either may be :data:`~csea_terms.crosswalks.recoding.data_file.STANDARD`; ``ending`` is then the format of standard
    input (default: that of the target, or else CSV).

    Raises :class:`~csea_terms.errors.UsageError` when the file cannot be read, has no such column or, with the policy
    ``fail``, holds ambiguous values; then nothing is written.
    """
    if source == STANDARD:
        ending = ending or (ending_of(target) if target else "") or ".csv"
    else:
        ending = ending_of(source)
    kind = _KINDS.get(ending)
    if kind is None:
        raise UsageError(f"{source}: the ending is not one of {', '.join(_KINDS)}. Save the table in one of these formats.")
    if target and target != STANDARD and ending_of(target) not in _SAME[kind]:
        raise UsageError(f"{target}: the output has the format of the input. Let its name end in {' or '.join(_SAME[kind])}.")
    if target and target.exists() and source != STANDARD and target.samefile(source):
        raise UsageError(f"{target} is the input. Name another file, so that your data stay as they are.")
    _check_encoding(job.encoding)
    try:
        with reading(source, ending) as file, writing(target, ending) as waiting:
            coverage = _recode(kind, file, waiting, job)
            if job.recoder.policy == "fail":
                check_unambiguous(coverage.values, job.recoder)
    except (EOFError, zlib.error):
        raise UsageError(f"{source}: the packed file is broken or cut off. Pack it again.") from None
    except OSError as error:
        raise UsageError(f"{error.filename or source}: {error.strerror or error}") from None
    return coverage


def _recode(kind: _Kind, file: DataFile, waiting: Path | None, job: Job) -> Coverage:
    def read(encoding: str) -> Counter:
        try:
            return kind(file, waiting, replace(job, encoding=encoding))
        except UnicodeEncodeError as error:
            letters = error.object[error.start : error.end]
            raise UsageError(f"{file}: “{letters}” of the target's titles cannot be written in {encoding}. Save the file as CSV UTF-8.") from None

    return Coverage(*file.in_its_encoding(job.encoding, read))


def _check_encoding(name: str) -> None:
    try:
        codecs.lookup(name or "utf-8")
    except LookupError:
        raise UsageError(f"There is no encoding called {name}. Names are such as utf-8, utf-16 and windows-1252.") from None


_SAME: dict[_Kind, tuple[str, ...]] = {
    recode_delimited: (".csv", ".tsv", ".txt"),
    recode_json_lines: (".jsonl", ".ndjson"),
    recode_workbook: (".xlsx",),
    recode_parquet: (".parquet",),
}
_KINDS = {ending: kind for kind, endings in _SAME.items() for ending in endings}
