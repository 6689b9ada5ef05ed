"""One language's edition of the glossary: its strings, its names for things, its links and its pages.

Texts of the vocabulary and of the language files are hostile until they are escaped. They are escaped in
two places only: by the templates (autoescape) and by :func:`~csea_terms.pages.escaping.escaped` where a piece of
HTML is made once and used on many pages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from types import SimpleNamespace

from jinja2 import Environment
from markupsafe import Markup, escape

from csea_terms.digests import digest
from csea_terms.locators import Locator
from csea_terms.model import Concept, Glossary, Label, Language
from csea_terms.names import REPOSITORY
from csea_terms.pages.addresses import depth
from csea_terms.pages.cache import Cache
from csea_terms.pages.escaping import escaped
from csea_terms.pages.index import Index
from csea_terms.pages.links import Links, outside
from csea_terms.pages.localnames import LocalNames, autonym
from csea_terms.pages.order import sort_key
from csea_terms.pages.page import Kept, Page, shortened

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_SEARCH_KEYS = (
    "search_terms",
    "search_loading",
    "search_failed",
    "results_n",
    "did_you_mean",
    "no_results",
    "avoid_prefix",
    "deprecated",
)
"""The strings that ``site/assets/search.mjs`` shows."""


Memory = Callable[[str, str], bool]
"""Says whether the page at a path can be kept, which was made from what a digest stands for."""


def no_memory(path: str, made_from: str) -> bool:
    """Say of every page that it must be made."""
    return False


class Edition:
    """Everything that the pages of one language share."""

    def __init__(self, index: Index, language: Language, templates: Environment, is_as_before: Memory = no_memory):
        self.index = index
        self.glossary: Glossary = index.glossary
        self.language = language
        self.tag = language.tag
        self._fallback = tuple(dict.fromkeys((self.tag, "en")))
        self._templates = templates
        self._is_as_before = is_as_before
        english = self.glossary.languages.get("en", language)
        self._strings = {**english.strings, **language.strings}
        self.strings = SimpleNamespace(**{key: escape(text) for key, text in self._strings.items()})
        own_places = {"INT": self._strings["place_int"], "CoE": self._strings["place_coe"]}
        self.names = LocalNames(self.tag, own_places)
        self.attributes = Cache(lambda tag: Markup("") if tag == self.tag else index.attributes[tag])
        """The attributes that say a language and its direction, by tag; nothing for the language of the page."""
        self.mark = Cache(self._mark)
        """A visible mark on a text in another language than the page, by tag."""
        self.language_names = Cache(self._language_name)
        """What a language calls itself, and what this one calls it, by tag."""
        self.not_reviewed = Cache(self._not_reviewed)
        """That nobody has reviewed the words of a language, by tag."""
        self.places = Cache(lambda codes: self.joined([escaped(self.names.place(code)) for code in codes]))
        """The names of jurisdictions, by a tuple of their codes."""
        self.guidance = Cache(lambda word: (self.one_of("guidance", word), self.one_of("guidance_says", word)))
        """The badge that says how a term may be used and what the badge means."""
        self.order = Cache(lambda slug: sort_key(self.name_of(slug)[0], self.tag))
        """What to sort each concept by: its name in this language."""
        self.outside = Cache(lambda link: outside(*link))
        """Links to other sites, by address and text."""
        self.site = self.glossary.title.get(self.tag) or self.glossary.title.get("en", "CSEA Terms")
        self.search_strings = json.dumps({key: self._strings[key] for key in _SEARCH_KEYS}, ensure_ascii=False)
        comma = str(self.strings.list_separator)
        # A full-width comma has its space within.
        self.separator = comma if comma.endswith(("、", "，")) else f"{comma} "
        """What stands between the parts of an enumeration."""
        self.suggestions = f"{REPOSITORY}/issues"
        self._links = Cache(partial(Links, self))
        self._titles: dict[str, str] = {}
        self._taken: set[str] = set()

    def say(self, key: str, **values: object) -> Markup:
        """Return a string of the interface with its placeholders filled; plain values are escaped.

        A placeholder without a value stays as it is: the string may come from anyone, and ``str.format`` would
        let it read attributes.
        """
        filled = _PLACEHOLDER.sub(
            lambda found: str(escape(values[found[1]])) if found[1] in values else found[0],
            str(getattr(self.strings, key)),
        )
        return Markup(filled)

    def text(self, key: str, **values: object) -> str:
        """Return a string of the interface as plain text."""
        return _PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), self._strings[key])

    def texts(self, prefixes: tuple[str, ...]) -> dict[str, str]:
        """Return the strings of the interface whose keys begin with one of some words, as plain text, for a script."""
        return {key: text for key, text in self._strings.items() if key.startswith(prefixes)}

    def one_of(self, prefix: str, word: str) -> Markup:
        """Return the string for a word of a fixed list, or the word itself where the list has no such word."""
        return getattr(self.strings, f"{prefix}_{word.replace('-', '_')}", None) or escape(word)

    def joined(self, parts) -> Markup:
        """Return several pieces of HTML as one enumeration, with the comma of this language."""
        return Markup(self.separator.join(parts))

    def places_in(self, source: str, locators: tuple[Locator, ...]) -> Markup:
        """Return where in a source the locators point, behind a dot that sets it off; nothing where none does."""
        places = [self._place_in(place) for place in locators if place.source == source]
        return Markup(" · ") + self.joined(places) if places else Markup("")

    def _place_in(self, place: Locator) -> Markup:
        # Numbers such as 20(1)(e) keep their order where the page runs from right to left.
        number = Markup(f'<bdi dir="ltr">{escaped(place.number)}</bdi>')
        return self.say(f"locator_{place.unit.lower()}", number=number)

    # Words of the vocabulary, which may be in another language than the page

    def best(self, concept: Concept, field: str) -> tuple[object, str]:
        """Return what a concept has in a field (of ``Words``) and in which language: this one or English."""
        for tag in self._fallback:
            words = concept.words.get(tag)
            value = getattr(words, field) if words else None
            if value:
                return value, tag
        return "", self.tag

    def name_of(self, slug: str) -> tuple[str, str]:
        """Return the name of a concept and its language; the identifier where it has no name."""
        label, tag = self.best(self.glossary.concepts[slug], "preferred")
        return (label.text, tag) if label else (slug, "en")

    def pick(self, texts) -> tuple[str, str]:
        """Return the text of this language and its tag, else the English one, else the first of them."""
        for tag in (self.tag, "en", *texts):
            if texts.get(tag):
                return texts[tag], tag
        return "", self.tag

    def foreign(self, text: str, tag: str) -> Markup:
        """Return a text with its language and direction marked where they are not those of the page."""
        attributes = self.attributes[tag]
        return Markup(f"<span{attributes}>{escaped(text)}</span>" if attributes else escaped(text))

    def word(self, label: Label) -> Markup:
        """Return a label as a word that is spoken of."""
        return Markup(f'<span class="word"{self.attributes[label.language]}>{escaped(label.text)}</span>')

    def _mark(self, tag: str) -> Markup:
        if tag == self.tag:
            return Markup("")
        return Markup(f'<span class="tag">{escaped(self.names.language(tag))}</span> ')

    def _language_name(self, tag: str) -> Markup:
        known = self.glossary.languages.get(tag)
        own = known.name if known else autonym(tag)
        name = Markup(f"<span{self.index.attributes[tag]}>{escaped(own)}</span>")
        return name + Markup(f"<br><small>{escaped(self.names.language(tag))}</small>") if tag != self.tag else name

    def _not_reviewed(self, tag: str) -> Markup:
        said = self.strings.not_reviewed if tag == "en" else self.strings.translation_not_reviewed
        return Markup(f'<span class="tag tag-open">{said}</span>')

    def sorted(self, slugs) -> list[str]:
        """Return concepts in the order of their names."""
        return sorted(slugs, key=self.order.__getitem__)

    # Pages

    def links(self, path: str) -> Links:
        """Return the links that a page uses; pages of the same depth share them."""
        return self._links[depth(path)]

    def page(
        self, kind: str, path: str, title: str, description: str, head: str = "", tag: str = "", **content: object
    ) -> Page:
        """Return a page made with the template of its kind.

        ``path`` is the path below the language's folder; ``title`` is the heading as plain text and ``tag`` its
        language where it is another than the page's.
        """
        path = f"{self.tag}/{path}"
        links = self.links(path)
        body = self._templates.get_template(f"{kind}.html").render(
            s=self.strings, say=self.say, edition=self, links=links, here=links.here, root=links.root,
            lang=self.attributes, mark=self.mark, kind=kind, heading=title, heading_tag=tag or self.tag, **content,
        )  # fmt: skip
        return Page(
            path=path,
            language=self.tag,
            title=self._unique(title, path),
            description=shortened(description),
            body=body,
            head=head,
            alternates=tuple(self.glossary.languages),
            kind=kind,
        )

    def unless_as_before(self, path: str, heading: str, made_from: str, make: Callable[[], Page]) -> Page | Kept:
        """Return a page, or that it can be kept: ``made_from`` stands for what it shows besides what all share."""
        path = f"{self.tag}/{path}"
        # A title depends on all others in its language, because no two pages may have the same.
        made_from = digest(made_from, self._unique(heading, path))
        return Kept(path, made_from) if self._is_as_before(path, made_from) else replace(make(), made_from=made_from)

    def list_of_words(self, path: str, heading: str, make: Callable[[], Page]) -> Page | Kept:
        """Return a page that shows labels and relations of any concepts, but neither definitions nor notes."""
        return self.unless_as_before(path, heading, self.index.words_made_from, make)

    def _unique(self, heading: str, path: str) -> str:
        """Return the title of a page: a second page with the same heading is told apart by its folder."""
        if path in self._titles:
            return self._titles[path]
        title = f"{heading} – {self.site}" if heading != self.site else heading
        if title in self._taken:
            title = f"{heading} ({path.rstrip('/').rpartition('/')[2]}) – {self.site}"
        self._titles[path] = title
        self._taken.add(title)
        return title
