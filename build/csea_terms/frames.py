"""Recode data frames of pandas and Polars, and tables of PyArrow, as ``csea-terms recode`` recodes files.

They are read through Narwhals, which gives each of these libraries one interface and belongs to the extras ``pandas`` and
``polars``. What comes back is of the kind that was given.
"""

from __future__ import annotations

import json

from csea_terms.crosswalks.recoding.coverage import TOTAL_COLUMNS, Coverage, check_unambiguous
from csea_terms.crosswalks.recoding.decide import Recoder
from csea_terms.crosswalks.recoding.job import Counted, Job, place_of_column
from csea_terms.errors import UsageError

try:
    import narwhals.stable.v2 as nw
    from narwhals.stable.v2.typing import IntoDataFrameT
except ImportError:
    raise UsageError("Data frames need an extra of this package: install csea-terms[pandas] or csea-terms[polars].") from None

__all__ = ["count", "recode"]


_NUMBERS = ("exact", "loss", "not_counted")


def recode(frame: IntoDataFrameT, column: str, recoder: Recoder, separator: str = "") -> IntoDataFrameT:
    """Return a frame with five columns more: what each value of a column is in the recoder's target.

    They are called after the target (``iccs-2015_notation``, ``_title``, ``_predicate``, ``_confidence``, ``_note``) and hold texts, or
    nothing. No row is dropped or moved, and no other column changes. ``separator`` stands between several values in one cell.

    Raises :class:`UsageError` where the frame has no such column, has one of the new columns already, or holds lists there, and,
    with a recoder that is told to ``fail``, where a value is ambiguous.
    """
    wrapped, job = _wrapped(frame), Job(recoder, column, separator)
    texts = _texts(wrapped, job)
    counted = _counted(texts, job)
    added = {name: [counted[text][place] or None for text in texts] for place, name in enumerate(job.added)}
    new = nw.from_dict(added, schema=dict.fromkeys(added, nw.String()), backend=wrapped.implementation)
    return wrapped.with_columns(new.iter_columns()).to_native()


def count(frame: IntoDataFrameT, column: str, recoder: Recoder, separator: str = "") -> IntoDataFrameT:
    """Return the totals of the target's codes, as ``csea-terms recode --count-only`` writes them; what cannot be counted comes last.

    Parameters and errors are those of :func:`recode`.
    """
    wrapped, job = _wrapped(frame), Job(recoder, column, separator)
    rows = Coverage(_counted(_texts(wrapped, job), job).values()).totals(recoder)
    schema = {name: nw.Int64() if name in _NUMBERS else nw.String() for name in TOTAL_COLUMNS}
    return nw.from_dict({name: [row[name] for row in rows] for name in schema}, schema=schema, backend=wrapped.implementation).to_native()


def _wrapped(frame: IntoDataFrameT) -> nw.DataFrame[IntoDataFrameT]:
    try:
        return nw.from_native(frame, eager_only=True)
    except TypeError:
        raise UsageError(f"{type(frame).__name__} is no data frame that can be recoded. A lazy one is first to be collected.") from None


def _texts(frame: nw.DataFrame[IntoDataFrameT], job: Job) -> list[str]:
    """Return the cells of the column as texts; a number is written as in JSON, and nothing is empty."""
    column = frame.get_column(frame.columns[place_of_column(frame.columns, "The frame", job)])
    cells = column.to_list()
    if any(isinstance(cell, list) for cell in cells):
        raise UsageError(f"The column {job.column} holds lists. Explode it first, so that each value has a row.")
    return ["" if is_null else _text(cell) for cell, is_null in zip(cells, column.is_null().to_list(), strict=True)]


def _text(cell: object) -> str:
    return json.dumps(cell) if isinstance(cell, (bool, int, float)) else str(cell)


def _counted(texts: list[str], job: Job) -> Counted:
    """Return what is added beside each text, and how often it was met."""
    counted = Counted(job)
    counted.counts.update(texts)
    if job.recoder.policy == "fail":
        check_unambiguous(counted.values(), job.recoder)
    return counted
