"""What things are called in one language: the strings of the interface, the names of concepts, places and languages.

Texts of the vocabulary and of the language files are hostile until they are escaped. They are escaped in
two places only: by the templates (autoescape) and by :func:`~csea_terms.publishing.pages.escaping.escaped` where a piece of
HTML is made once and used on many pages.
"""

from __future__ import annotations

import re
from types import SimpleNamespace

from markupsafe import Markup, escape

from csea_terms.formats.locators import Locator
from csea_terms.model import Concept, Glossary, Label, Language, Source
from csea_terms.publishing.pages.alphabet import sort_key
from csea_terms.publishing.pages.cache import Cache
from csea_terms.publishing.pages.escaping import escaped
from csea_terms.publishing.pages.index import Index
from csea_terms.text.languages import has_latin_letter
from csea_terms.text.localnames import LocalNames, autonym, direction

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


class Naming:
    """The words of one language, as pieces of HTML or as plain text."""

    def __init__(self, index: Index, language: Language):
        self.index = index
        self.glossary: Glossary = index.glossary
        self.language = language
        self.tag = language.tag
        self._fallback = tuple(dict.fromkeys((self.tag, "en")))
        english = self.glossary.languages.get("en", language)
        self._strings = {**english.strings, **language.strings}
        self.strings = SimpleNamespace(**{key: escape(text) for key, text in self._strings.items()})
        own_places = {"INT": self._strings["place_int"], "CoE": self._strings["place_coe"]}
        self.names = LocalNames(self.tag, {**language.places, **own_places})
        self.attributes = Cache(self._attributes)
        """The attributes that say a language, and its direction where that is not the page's, by tag; nothing for the page's own."""
        self.mark = Cache(self._mark)
        """A visible mark on a text in another language than the page, by tag."""
        self.language_names = Cache(self._language_name)
        """What a language calls itself, and what this one calls it, by tag."""
        self.not_reviewed = Cache(self._not_reviewed)
        """That nobody has reviewed the words of a language, by tag."""
        self.dates = Cache(self._dates)
        """From when until when something held, as part of a sentence, by the two dates; a dash where neither is known."""
        self.order = Cache(lambda slug: sort_key(self.name_of(slug)[0], self.tag))
        """What to sort each concept by: its name in this language."""
        self.site = self.glossary.title.get(self.tag) or self.glossary.title.get("en", "CSEA Terms")
        comma = str(self.strings.list_separator)
        # A full-width comma has its space within.
        self.separator = comma if comma.endswith(("、", "，")) else f"{comma} "
        """What stands between the parts of an enumeration."""
        colon = self.strings.colon
        self.colon = colon if colon.endswith("：") else colon + " "
        """What stands between a heading within a line and what it heads."""

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

    def bracketed(self, text: object) -> Markup:
        """Return a number or a word as it stands in brackets behind another; plain values are escaped."""
        return Markup(self.names.bracketed(str(escape(text))))

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

    def _dates(self, dates: tuple[str, str]) -> Markup:
        since, until = (self.names.date(date) if date else "" for date in dates)
        if since and until:
            return Markup(f"<bdi>{escaped(since)}</bdi> – <bdi>{escaped(until)}</bdi>")
        for word, date, written in (("since", dates[0], since), ("until", dates[1], until)):
            if date:
                return self.say(f"{word}_{'day' if len(date) == len('2025-10-10') else 'date'}", date=written)
        return Markup("–")

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

    def mark_of(self, slug: str) -> str:
        """Return what is said behind the name of a concept in plain text: that it is deprecated, where it is."""
        return self.names.bracketed(self._strings["deprecated"]) if self.glossary.concepts[slug].deprecated else ""

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

    def title_attributes(self, source: Source) -> Markup:
        """Return the attributes that say the language of a work's title."""
        return self.attributes[title_language(source)]

    def publisher_attributes(self, source: Source) -> Markup:
        """Return the attribute that says the language of a publisher's name, as far as its letters tell: in Latin ones it may be
        of any language, and names need say none (WCAG 2.2, 3.1.2)."""
        if len(source.languages) != 1 or not source.publisher or has_latin_letter(source.publisher):
            return Markup("")
        [tag] = source.languages
        return Markup(f' lang="{escaped(tag)}"') if tag != self.tag else Markup("")

    def word(self, label: Label) -> Markup:
        """Return a label as a word that is spoken of."""
        return Markup(f'<span class="word"{self.attributes[label.language]}>{escaped(label.text)}</span>')

    def _attributes(self, tag: str) -> Markup:
        if tag == self.tag:
            return Markup("")
        # A page has hundreds of words in other languages, most of them written in its own direction.
        is_alike = direction(tag) == self.language.direction
        return Markup(f' lang="{escaped(tag)}"') if is_alike else self.index.attributes[tag]

    def _mark(self, tag: str) -> Markup:
        if tag == self.tag:
            return Markup("")
        return Markup(f'<span class="tag">{escaped(self.names.language(tag))}</span> ')

    def _language_name(self, tag: str) -> Markup:
        known = self.glossary.languages.get(tag)
        own = known.name if known else autonym(tag)
        name = self.foreign(own, tag)
        return name + Markup(f"<br><small>{escaped(self.names.language(tag))}</small>") if tag != self.tag else name

    def _not_reviewed(self, tag: str) -> Markup:
        said = self.strings.not_reviewed if tag == "en" else self.strings.translation_not_reviewed
        return Markup(f'<span class="tag tag-open">{said}</span>')

    def sorted(self, slugs) -> list[str]:
        """Return concepts in the order of their names."""
        return sorted(slugs, key=self.order.__getitem__)


def title_language(source: Source) -> str:
    """Return the language that a citation is most likely written in: English where the work exists in it, else its first."""
    return "en" if "en" in source.languages or not source.languages else source.languages[0]
