"""How two wordings of a text differ, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

# A letter of a script that is written without spaces is a word of its own.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\s+|[^\s\u3040-\u30ff\u3400-\u9fff]+")


def words_of(text: str) -> list[str]:
    """Return the words of a text and what stands between them."""
    return _WORD.findall(text)


def differing(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield what both texts have, and what only one has, as (``same``, ``removed`` or ``added``; text), in reading order.

    >>> list(differing("a child", "one child"))
    [('removed', 'a'), ('added', 'one'), ('same', ' child')]
    """
    old, new = words_of(before), words_of(after)
    removed = added = ""
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[i:j]), "".join(new[k:m])
        # A space that alone stayed between two changes would only tear them apart.
        if kind == "equal" and not (gone.isspace() and (removed or added)):
            yield from _changed(removed, added)
            yield "same", gone
            removed = added = ""
        else:
            removed, added = removed + gone, added + come
    yield from _changed(removed, added)


def _changed(removed: str, added: str) -> Iterator[tuple[str, str]]:
    if removed:
        yield "removed", removed
    if added:
        yield "added", added
