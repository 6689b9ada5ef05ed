"""A page before it has a frame."""

from __future__ import annotations

from dataclasses import dataclass

_LONGEST_DESCRIPTION = 160


@dataclass(frozen=True)
class Page:
    """A page of the site, ready to be put into a frame.

    ``path`` is its folder below the site's root, with a slash at its end. ``title`` and ``description`` are
    plain text, to be escaped by whoever writes them. ``body`` is the HTML of the article and starts with the
    only ``<h1>``; ``head`` is HTML for the document's head. ``alternates`` are the languages in which the page
    exists, its own included; there it has the same path but for the first folder.
    """

    path: str
    language: str
    title: str
    description: str
    body: str
    head: str
    alternates: tuple[str, ...]
    kind: str
    made_from: str = ""
    """A digest of what this page is made from, besides what all pages share; empty where nobody keeps account of it."""


@dataclass(frozen=True)
class Kept:
    """A page that need not be made, because it would be what it was when it was made last."""

    path: str
    made_from: str


def shortened(text: str, longest: int = _LONGEST_DESCRIPTION) -> str:
    """Return a text cut at a word's end, with an ellipsis, where it is too long.

    >>> shortened("to protect every child", 12)
    'to protect…'
    """
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    head, space, _ = text[:longest].rpartition(" ")
    return (head if space else text[: longest - 1]).rstrip(",;:. ") + "…"
