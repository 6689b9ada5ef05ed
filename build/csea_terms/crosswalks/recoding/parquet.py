"""Parquet: batch by batch, so that memory is bounded; other columns, their types, the metadata and the compression stay.

pyarrow reads and writes it, which is large and therefore an extra (``parquet``).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from csea_terms.crosswalks.recoding.data_file import DataFile
from csea_terms.crosswalks.recoding.job import ADDED, Counted, Job, place_of_column
from csea_terms.errors import UsageError

_BATCH = 262_144
"""Rows that are held at once. A row group of more rows becomes several."""


def recode_parquet(source: DataFile, waiting: Path | None, job: Job) -> Counter:
    """Recode a Parquet file into ``waiting``, or only count; return how often each value was met.

    A number or a date is read as it is written. A list holds several values, and what is added to it are lists of the
    same length. Nothing is null. Raises :class:`~csea_terms.errors.UsageError` when pyarrow is missing or the file is broken.
    """
    pyarrow = load_pyarrow(source)
    try:
        with pyarrow.parquet.ParquetFile(source.path) as file:
            names = file.schema_arrow.names
            column = names[place_of_column(names, source, job)]
            # In a list each member is a value already.
            counted = Counted(replace(job, separator="") if _is_list(pyarrow, file.schema_arrow.field(column).type) else job)
            with _writer(pyarrow, file, column, waiting, job) as write:
                for batch in _batches(file, None if waiting else [column]):
                    write(_with_added(pyarrow, batch, column, counted))
    except pyarrow.ArrowException as error:
        raise UsageError(f"{source} cannot be read as Parquet: {error}. Save it again, or as CSV.") from None
    return counted.values()


def load_pyarrow(path: Path | DataFile):
    """Return the module ``pyarrow``. Raises :class:`~csea_terms.errors.UsageError` where the extra is missing."""
    try:
        import pyarrow
        import pyarrow.compute
        import pyarrow.parquet
    except ImportError:
        raise UsageError(f"{path}: Parquet needs the extra called parquet. Install it with: pip install '.[parquet]'") from None
    return pyarrow


def _batches(file, columns: list[str] | None) -> Iterator:
    """Yield the rows of a file; none holds rows of two row groups, so that these stay as they are."""
    for group in range(file.num_row_groups):
        yield from file.iter_batches(_BATCH, row_groups=[group], columns=columns)


@contextmanager
def _writer(pyarrow, file, column: str, waiting: Path | None, job: Job) -> Iterator[Callable[[Sequence], None]]:
    """Yield a function that writes a batch as a row group, or does nothing where there is nothing to write to."""
    if waiting is None:
        yield lambda batch: None
        return
    schema = file.schema_arrow
    kind = pyarrow.list_(pyarrow.string()) if _is_list(pyarrow, schema.field(column).type) else pyarrow.string()
    for name in job.added:
        schema = schema.append(pyarrow.field(name, kind))
    with pyarrow.parquet.ParquetWriter(waiting, schema, compression=_compression(file)) as writer:
        yield lambda columns: writer.write_batch(pyarrow.record_batch(columns, schema=schema))


def _compression(file) -> str:
    """Return how a file is compressed, by the name that pyarrow takes; an empty file says nothing of it."""
    if not file.num_row_groups:
        return "snappy"
    name = file.metadata.row_group(0).column(0).compression.lower()
    return "none" if name == "uncompressed" else name


def _with_added(pyarrow, batch, column: str, counted: Counted) -> list:
    """Return the columns of a batch and those that are added; what they are made of is worked out once a distinct value."""
    compute, cells = pyarrow.compute, batch.column(column)
    listed = _is_list(pyarrow, cells.type)
    encoded = compute.dictionary_encode(cells.flatten() if listed else cells)
    texts = [*map(_text, encoded.dictionary.to_pylist()), ""]
    # What is null gets the place of the last text, the empty one.
    places = encoded.indices.cast("int64").fill_null(len(texts) - 1)
    for told in compute.value_counts(places).to_pylist():
        counted.counts[texts[told["values"]]] += told["counts"]
    made = [counted[text] for text in texts]
    added = [pyarrow.array([one[place] or None for one in made], "string").take(places) for place in range(len(ADDED))]
    return [*batch.columns, *(_in_lists(pyarrow, cells, one) if listed else one for one in added)]


def _is_list(pyarrow, kind) -> bool:
    types = pyarrow.types
    return types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind)


def _in_lists(pyarrow, lists, values):
    """Return values in lists as long as others; where those are null, so are these."""
    compute = pyarrow.compute
    lengths = compute.fill_null(compute.list_value_length(lists), 0)
    ends = compute.cumulative_sum(lengths.cast("int32"))
    offsets = pyarrow.concat_arrays([pyarrow.array([0], "int32"), ends])
    return pyarrow.ListArray.from_arrays(offsets, values, mask=lists.is_null())


def _text(value: object) -> str:
    """Return a value as JSON Lines would have it."""
    if value is None:
        return ""
    return json.dumps(value) if isinstance(value, (bool, int, float)) else str(value)
