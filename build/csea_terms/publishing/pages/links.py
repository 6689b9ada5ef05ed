"""Links from pages to the parts of the glossary, each made once and used by all pages that stand equally deep."""

from __future__ import annotations

from markupsafe import Markup

from csea_terms.formats.locators import Locator
from csea_terms.model import Source
from csea_terms.publishing.pages.addresses import https_only
from csea_terms.publishing.pages.cache import Cache
from csea_terms.publishing.pages.escaping import escaped
from csea_terms.publishing.pages.naming import Naming
from csea_terms.usages import KINDS_OF_LAW


class Links:
    """The links of pages that stand equally deep: tables from an identifier to a piece of HTML."""

    def __init__(self, naming: Naming, levels: int):
        self._naming = naming
        self.root = "../" * levels
        """The way to the site's root."""
        self.here = "../" * (levels - 1)
        """The way to the language's home page."""
        self.term = Cache(self._term)
        self.topic = Cache(self._topic)
        self.source = Cache(self._source)
        self.cited = Cache(self._cited)
        """The works that something cites and where in them, by their keys and the locators."""
        self.laws = Cache(self._laws)
        """Those of them that are law, each on a line of its own by its full title."""
        self.place = Cache(self._place)
        """Jurisdictions, by their codes."""
        self.sector = Cache(self._sector)
        self.scheme = Cache(self._scheme)
        self.verdicts: dict[tuple, object] = {}
        """What ``judgments`` says of each code; it holds links, so it belongs to one depth."""

    def named(self, slug: str, text: str, tag: str) -> Markup:
        """Return a link to a term by one of its names, in the language of a tag."""
        return self._link(f"terms/{slug}", text, self._naming.attributes[tag])

    def _term(self, slug: str) -> Markup:
        text, tag = self._naming.name_of(slug)
        link = self._link(f"terms/{slug}", text, self._naming.attributes[tag])
        if self._naming.glossary.concepts[slug].deprecated:
            link += Markup(f' <span class="tag">{self._naming.strings.deprecated}</span>')
        return link

    def _topic(self, slug: str) -> Markup:
        text, tag = self._naming.name_of(slug)
        attributes = self._naming.attributes[tag]
        return self._link(f"topics/{slug}", text, attributes)

    def _source(self, key: str) -> Markup:
        source = self._naming.glossary.sources[key]
        name = source.publisher or source.title
        # Nobody has said which language a publisher's name is in.
        attributes = ' dir="auto"' if source.publisher else self._naming.title_attributes(source)
        return self._link(f"sources/{key}", name + self._naming.names.bracketed(source.year) if source.year else name, attributes)

    def _cited(self, cited: tuple[tuple[str, ...], tuple[Locator, ...]]) -> Markup:
        keys, locators = cited
        return self._naming.joined([self.source[key] + self._naming.places_in(key, locators) for key in keys])

    def _laws(self, cited: tuple[tuple[str, ...], tuple[Locator, ...]]) -> Markup:
        keys, locators = cited
        laws = [source for source in map(self._naming.glossary.sources.__getitem__, keys) if source.kind in KINDS_OF_LAW]
        return Markup("<br>").join([self._title(law) + self._naming.places_in(law.key, locators) for law in laws])

    def _title(self, source: Source) -> Markup:
        return self._link(f"sources/{source.key}", source.title, self._naming.title_attributes(source))

    def _place(self, code: str) -> Markup:
        return self._link(f"jurisdictions/{code.lower()}", self._naming.names.place(code), "")

    def _sector(self, sector_id: str) -> Markup:
        sector = self._naming.glossary.sectors.get(sector_id)
        if sector is None:
            return Markup(escaped(sector_id))
        text, tag = self._naming.pick(sector.names)
        return self._link(f"sectors/{sector_id}", text, self._naming.attributes[tag])

    def _scheme(self, scheme_id: str) -> Markup:
        # Schemes keep the name that their owners gave them, mostly in English.
        return self._link(f"crosswalks/{scheme_id}", self._naming.index.scheme_name(scheme_id), ' lang="en" dir="auto"')

    def _link(self, path: str, text: str, attributes: str) -> Markup:
        return Markup(f'<a href="{self.here}{escaped(path)}/index.html"{attributes}>{escaped(text)}</a>')


def outside(url: str, text: str) -> Markup:
    """Return a link to another site, or only its text where the address may not be linked.

    >>> outside("javascript:alert(1)", "a < b")
    Markup('<span dir="auto">a &lt; b</span>')
    """
    if not https_only(url):
        return Markup(f'<span dir="auto">{escaped(text)}</span>')
    return Markup(f'<a href="{escaped(url)}" rel="noreferrer" dir="auto">{escaped(text)}</a>')
