"""One language's edition of the glossary: its names for things, its links and its pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from jinja2 import Environment

from csea_terms.model import Language
from csea_terms.names import PROPOSE_TERM
from csea_terms.publishing.pages.addresses import depth
from csea_terms.publishing.pages.cache import Cache
from csea_terms.publishing.pages.index import Index
from csea_terms.publishing.pages.ingredients import Ingredients
from csea_terms.publishing.pages.links import Links, outside
from csea_terms.publishing.pages.naming import Naming
from csea_terms.publishing.pages.page import Kept, Page, shortened
from csea_terms.text.digest import digest

Memory = Callable[[str, str], bool]
"""Says whether the page at a path can be kept, which was made from what a digest stands for."""


def no_memory(path: str, made_from: str) -> bool:
    """Say of every page that it must be made."""
    return False


class Edition(Naming):
    """Everything that the pages of one language share."""

    def __init__(
        self, index: Index, ingredients: Ingredients, language: Language, templates: Environment, is_as_before: Memory = no_memory
    ):
        super().__init__(index, language)
        self.ingredients = ingredients
        self._templates = templates
        self._is_as_before = is_as_before
        self.outside = Cache(lambda link: outside(*link))
        """Links to other sites, by address and text."""
        self.suggestions = PROPOSE_TERM
        self._links = Cache(partial(Links, self))
        self._titles: dict[str, str] = {}
        self._taken: set[str] = set()

    def links(self, path: str) -> Links:
        """Return the links that a page uses; pages of the same depth share them."""
        return self._links[depth(path)]

    def page(
        self, kind: str, path: str, title: str, description: str, head: str = "", tag: str = "", alternates: tuple[str, ...] = (),
        **content: object,
    ) -> Page:  # fmt: skip
        """Return a page made with the template of its kind.

        ``path`` is the path below the language's folder; ``title`` is the heading as plain text and ``tag`` its
        language where it is another than the page's. ``alternates`` are the languages that have this page, where not all do.
        """
        path = f"{self.tag}/{path}"
        body = self.render(kind, self.links(path), kind=kind, heading=title, heading_tag=tag or self.tag, **content)
        return Page(
            path=path,
            language=self.tag,
            title=self._unique(title, path),
            description=shortened(description),
            body=body,
            head=head,
            alternates=alternates or tuple(self.glossary.languages),
            kind=kind,
        )

    def render(self, template: str, links: Links, **content: object) -> str:
        """Return the HTML that a template (its name without the ending) makes of some content."""
        return self._templates.get_template(f"{template}.html").render(
            s=self.strings, say=self.say, edition=self, links=links, here=links.here, root=links.root,
            lang=self.attributes, mark=self.mark, **content,
        )  # fmt: skip

    def unless_as_before(self, path: str, heading: str, made_from: str, make: Callable[[], Page]) -> Page | Kept:
        """Return a page, or that it can be kept: ``made_from`` stands for what it shows besides what all share."""
        path = f"{self.tag}/{path}"
        # A title depends on all others in its language, because no two pages may have the same.
        made_from = digest(made_from, self._unique(heading, path))
        return Kept(path, made_from) if self._is_as_before(path, made_from) else replace(make(), made_from=made_from)

    def list_of_words(self, path: str, heading: str, make: Callable[[], Page]) -> Page | Kept:
        """Return a page that shows labels and relations of any concepts, but neither definitions nor notes."""
        return self.unless_as_before(path, heading, self.ingredients.words, make)

    def _unique(self, heading: str, path: str) -> str:
        """Return the title of a page: a second page with the same heading is told apart by its folder."""
        if path in self._titles:
            return self._titles[path]
        title = f"{heading} – {self.site}" if heading != self.site else heading
        if title in self._taken:
            title = f"{heading}{self.names.bracketed(path.rstrip('/').rpartition('/')[2])} – {self.site}"
        self._titles[path] = title
        self._taken.add(title)
        return title
