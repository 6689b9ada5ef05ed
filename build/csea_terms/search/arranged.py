"""A list of words as a search looks in it: arranged once, plain data that can be kept (:mod:`csea_terms.search.kept`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from csea_terms.search.entries import Entry
from csea_terms.search.forms import Forms
from csea_terms.search.words import forms_of, is_unspaced


@dataclass(frozen=True)
class Arranged:
    """Entries by their words. Numbers are places among the entries.

    ``keys`` are the words of each entry, ``bare`` the same without words of questions; ``places`` and ``solid`` say where a word
    stands and where a whole key without spaces; ``by_beginning`` has the words by their first two letters, ``by_root`` those that
    are the same as others, ``unspaced`` those without spaces between them. ``contexts`` are all that entries have.
    """

    forms: Forms
    entries: tuple[Entry, ...]
    keys: tuple[str, ...]
    bare: tuple[tuple[str, ...], ...]
    places: dict[str, list[int]]
    solid: dict[str, list[int]]
    by_beginning: dict[str, list[str]]
    by_root: dict[str, list[str]]
    unspaced: list[str]
    contexts: list[tuple[str, ...]]


def arranged(entries: Iterable[Entry], forms: Forms) -> Arranged:
    """Return entries by their words; ``forms`` says which of these are forms of one."""
    listed = tuple(entries)
    keys = tuple(entry.key for entry in listed)
    words = [dict.fromkeys(key.split()) for key in keys]
    places = _numbered((word, number) for number, own in enumerate(words) for word in own)
    roots = {*forms.same, *forms.same.values()}
    return Arranged(
        forms,
        listed,
        keys,
        bare=tuple(tuple(forms.bare(key).split()) for key in keys),
        places=places,
        solid=_numbered((solid(key), number) for number, key in enumerate(keys)),
        by_beginning=_numbered((form[:2], word) for word in places for form in forms_of(word)),
        by_root=_numbered((forms.root(word), word) for word in places if word in roots),
        unspaced=[word for word in places if is_unspaced(word)],
        contexts=list(dict.fromkeys(entry.context for entry in listed if entry.context)),
    )


def solid(key: str) -> str:
    """Return a key without its spaces."""
    return key.replace(" ", "")


def _numbered(pairs: Iterable[tuple[str, object]]) -> dict[str, list]:
    found: dict[str, list] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
