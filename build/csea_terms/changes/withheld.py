"""What a report leaves out: the former words of what ``vocab/withheld.tsv`` names, since release notes are for everybody."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import astuple, replace

from csea_terms.changes.change import Change, Difference, Quote
from csea_terms.model import Glossary

_LEFT_OUT = "(a wording that is withheld)"


def without_withheld(changes: Collection[Change], withheld: Collection[tuple[str, str]], after: Glossary) -> Iterator[Change]:
    """Yield changes of which those of some concepts in some languages quote only what stands there now.

    ``withheld`` has the identifier of each such concept with the language, ``after`` is the vocabulary as it is now.
    """
    for change in changes:
        yield _unquoted(change, after) if (change.about, change.language) in withheld else change


def _unquoted(change: Change, after: Glossary) -> Change:
    concept = after.concepts.get(change.about)
    now = {*_texts(astuple(concept.in_language(change.language)))} if concept else set()
    return replace(change, said=tuple(_part(part, now) for part in change.said))


def _part(part: str | Quote | Difference, now: Collection[str]) -> str | Quote | Difference:
    if isinstance(part, Difference):
        part = Quote(part.after, part.language)
    return _LEFT_OUT if isinstance(part, Quote) and part.text not in now else part


def _texts(value: object) -> Iterator[str]:
    """Yield the texts in nested tuples."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _texts(part)
