"""Read of a faulty Turtle file what can be read, so that one run shows all that is wrong with it.

The files have one statement a line, so a fault is nearly always one line: it is mended for the reading, or passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pyoxigraph as ox

Parse = Callable[[str], tuple[ox.Triple, ...]]
_MOST_FAULTS = 20


def recovered(text: str, parse: Parse) -> tuple[tuple[ox.Triple, ...], list[SyntaxError]]:
    """Return the triples that can be read of a text, and its faults in their order, at most twenty.

    ``parse`` raises SyntaxError with ``lineno``.
    """
    faults: list[SyntaxError] = []
    while len(faults) < _MOST_FAULTS:
        fault = _fault(text, parse)
        if fault is None:
            return parse(text), faults
        faults.append(fault)
        mended = max(_mended(text, fault.lineno or 1), key=lambda other: _reach(other, parse))
        if _reach(mended, parse) <= (fault.lineno or 1):
            break
        text = mended
    return (), faults


def _fault(text: str, parse: Parse) -> SyntaxError | None:
    try:
        parse(text)
    except SyntaxError as error:
        return error
    return None


def _reach(text: str, parse: Parse) -> int:
    """Return the line to which a text can be read: that of its first fault, or one behind its end."""
    fault = _fault(text, parse)
    return text.count("\n") + 2 if fault is None else fault.lineno or 1


def _mended(text: str, line: int) -> Iterator[str]:
    """Yield a text with the fault at a line mended in each of the usual ways; the number of lines stays."""
    lines = text.split("\n")
    here = min(line, len(lines)) - 1
    before = next((n for n in range(here - 1, -1, -1) if lines[n].strip()), here)
    for end in (" ;", " ."):
        yield "\n".join([*lines[:before], lines[before] + end, *lines[before + 1 :]])
    for number in (here, before):
        yield "\n".join([*lines[:number], "", *lines[number + 1 :]])
