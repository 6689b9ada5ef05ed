"""Links within a book, and from it to the web for what it does not hold."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from csea_terms.names import BASE
from csea_terms.publishing.pages.escaping import escaped
from csea_terms.publishing.pages.links import Links
from csea_terms.publishing.pages.naming import Naming

SOURCES, INDEX = "sources.xhtml", "index.xhtml"
"""The files of two chapters."""


class BookLinks(Links):
    """Links from anywhere in a book. ``topic_of`` has the topic in whose chapter each term of the book stands."""

    def __init__(self, naming: Naming, topic_of: Mapping[str, str]):
        super().__init__(naming, 1)
        self.topic_of = topic_of
        self.root = BASE
        self.here = f"{BASE}{naming.tag}/"

    def address(self, path: str) -> str:
        """Return where a page of the site is found: in the book, or else on the web at its permanent address."""
        kind, _, name = path.partition("/")
        if kind == "terms" and name in self.topic_of:
            return f"{file_of(self.topic_of[name])}#term-{name}"
        if kind == "sources" and name in self._naming.index.cited_by:
            return f"{SOURCES}#source-{name}"
        return f"{self.here}{path}/"

    def _link(self, path: str, text: str, attributes: str) -> Markup:
        return Markup(f'<a href="{escaped(self.address(path))}"{attributes}>{escaped(text)}</a>')


def file_of(topic: str) -> str:
    """Return the file of a topic's chapter."""
    return f"topic-{topic}.xhtml"
