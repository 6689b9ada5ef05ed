"""The one function that makes HTML of text."""

from __future__ import annotations

from html import escape as escape_html

from markupsafe import Markup, escape


def escaped(value: object) -> str:
    """Return a value as HTML: Markup as it is, anything else escaped.

    Jinja's own function makes a new Markup object each time, which took half of the time of a page.

    >>> escaped("a < b"), escaped(Markup("<b>"))
    ('a &lt; b', Markup('<b>'))
    """
    kind = type(value)
    if kind is Markup:
        return value
    return escape_html(value) if kind is str else escape(value)
