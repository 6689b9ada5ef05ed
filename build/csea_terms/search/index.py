"""The lists of words in which a search looks, made from the glossary when they are first asked for.

The same lists are written for the browser by :mod:`csea_terms.search.files`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING

from csea_terms.formats.locators import Locator
from csea_terms.model import Glossary, Language, Words
from csea_terms.search.arranged import arranged
from csea_terms.search.definitions import Definitions, definitions, note_words, text_words
from csea_terms.search.entries import (
    FALLBACK,
    OTHERS,
    Entry,
    base_language,
    central_sources,
    cited_places,
    code_entries,
    context_of,
    label_entries,
    list_names,
    list_of,
    offending,
    scheme_entries,
    source_entries,
)
from csea_terms.search.forms import Forms, forms_for
from csea_terms.search.matching import WordList
from csea_terms.search.pinyin import syllables
from csea_terms.search.places import PAGES
from csea_terms.search.words import match_key
from csea_terms.text.search_words import SearchWords
from csea_terms.usages import state_of

if TYPE_CHECKING:
    from csea_terms.text.localnames import LocalNames

BESIDE = {"places": ("jurisdiction", "jurisdictions", "kind_statute"), "sectors": ("sector", "sectors")}
"""The strings whose words may stand beside the name of a jurisdiction, and of a sector."""


class Index:
    """Every list of words of a glossary, each made once."""

    def __init__(self, glossary: Glossary):
        self.glossary = glossary
        self.forms = cache(self._forms)
        self.labels = cache(self._labels)
        self.local = cache(self._local)
        self.definitions = cache(self._definitions)
        self.notes = cache(self._notes)

    @cached_property
    def list_names(self) -> tuple[str, ...]:
        """The names of the lists of labels."""
        return list_names(self.glossary)

    @cached_property
    def names(self) -> WordList:
        """The names of codes, schemes, laws and sources in English, or as their owners gave them."""
        return WordList(arranged(self.name_entries, self.name_forms))

    @cached_property
    def name_entries(self) -> tuple[Entry, ...]:
        """What :attr:`names` holds."""
        return tuple(self._name_entries())

    @cached_property
    def name_forms(self) -> Forms:
        """The forms that :attr:`names` follows: those of English, with the stems of its own words."""
        return _with_stems_of(self.forms(FALLBACK), FALLBACK, self.name_entries)

    @cached_property
    def central(self) -> frozenset[str]:
        """The sources that many concepts rest on."""
        return central_sources(self.glossary)

    @cached_property
    def offending(self) -> frozenset[str]:
        """The concepts of those who offend."""
        return offending(self.glossary)

    @cached_property
    def syllables(self) -> dict[str, str]:
        """How each Chinese character of the labels is spelled."""
        return syllables(entry.text for entry in label_entries(self.glossary, "zh"))

    @cached_property
    def cited_places(self) -> dict[str, tuple[Locator, ...]]:
        """The places of each source that anything cites."""
        return cited_places(self.glossary)

    @cached_property
    def jurisdictions(self) -> tuple[str, ...]:
        """The jurisdictions that have a page: those whose words are stated, and the states of parts."""
        codes = {
            usage.jurisdiction
            for concept in self.glossary.concepts.values()
            for words in concept.words.values()
            for label in words.labels
            for usage in label.usages
        }
        return tuple(sorted(codes | {state_of(code) for code in codes} - {""}))

    def language_of(self, name: str) -> Language | None:
        """Return the language of the site whose forms a list of labels follows."""
        languages = self.glossary.languages
        return languages.get(name) or next((own for tag, own in languages.items() if base_language(tag) == name), None)

    def helps(self, tag: str) -> tuple[str, ...]:
        """Return, as keys, what somebody in need may type in a language or in English."""
        texts = [text for own in dict.fromkeys((tag, FALLBACK)) for text in self._language(own).search.help]
        return tuple(dict.fromkeys(map(match_key, texts)))

    def place_name(self, code: str, tag: str) -> str:
        """Return what a jurisdiction is called in a language."""
        return self._local_names(tag).place(code)

    def other_place_names(self, code: str, tag: str) -> tuple[str, ...]:
        """Return its code, its English name, and what a part of a state is called without the state."""
        alone = [self._language(own).places.get(code, "") for own in (tag, FALLBACK)]
        names = dict.fromkeys((code, self.place_name(code, FALLBACK), *alone))
        return tuple(name for name in names if name and name != self.place_name(code, tag))

    def _language(self, tag: str) -> Language:
        return self.glossary.languages.get(tag) or Language(tag, tag, tag, "ltr", {})

    def _local_names(self, tag: str) -> LocalNames:
        from csea_terms.text.localnames import LocalNames  # and with it CLDR, which a look-up in lists made beforehand seldom needs

        language = self._language(tag)
        strings = {"INT": "place_int", "CoE": "place_coe"}
        own = {code: language.strings[key] for code, key in strings.items() if key in language.strings}
        return LocalNames(tag, {**language.places, **own})

    def _forms(self, name: str) -> Forms:
        if name == OTHERS:
            return Forms(lengths=self._lengths_of_others(), endings=self._endings_of_others())
        language = self.language_of(name)
        texts = [entry.text for entry in label_entries(self.glossary, name)]
        search = language.search if language else SearchWords()
        return forms_for(name, texts, self._said(name), search)

    def _said(self, name: str) -> list[str]:
        """Return the definitions of a language, for their endings."""
        return [concept.in_language(name).definition for concept in self.glossary.concepts.values()]

    @cached_property
    def _forms_of_others(self) -> tuple[Forms, ...]:
        entries = tuple(label_entries(self.glossary, OTHERS))
        tags = sorted({entry.language for entry in entries})
        return tuple(forms_for(tag, [entry.text for entry in entries if entry.language == tag]) for tag in tags)

    def _lengths_of_others(self) -> dict[str, int]:
        return {word: length for forms in self._forms_of_others for word, length in forms.lengths.items()}

    def _endings_of_others(self) -> frozenset[str]:
        return frozenset({"", *(ending for forms in self._forms_of_others for ending in forms.endings)})

    def _labels(self, name: str) -> WordList:
        return WordList(arranged(label_entries(self.glossary, name), self.forms(name)))

    def _name_entries(self) -> Iterator[Entry]:
        for scheme in self.glossary.schemes.values():
            yield from scheme_entries(scheme)
            yield from code_entries(scheme)
        for source in self.glossary.sources.values():
            yield from source_entries(source, self.cited_places.get(source.key, ()), source.key in self.central)

    def _local(self, tag: str) -> WordList:
        """Return the names that the pages of one language have for codes, jurisdictions, sectors and pages."""
        entries = tuple(self.local_entries(tag))
        return WordList(arranged(entries, self.local_forms(tag, entries)))

    def local_forms(self, tag: str, entries: Iterable[Entry]) -> Forms:
        """Return the forms of a language with the stems of what :meth:`local_entries` yields for it."""
        return _with_stems_of(self.forms(list_of(tag, self.glossary)), tag, entries)

    def local_entries(self, tag: str) -> Iterator[Entry]:
        """Yield the names of :meth:`local`: titles of codes, then jurisdictions, sectors and pages."""
        if tag != FALLBACK:
            for scheme in self.glossary.schemes.values():
                yield from code_entries(scheme, tag)
        strings = self._language(tag).strings
        places, sectors = (context_of(*(strings.get(key, "") for key in keys)) for keys in BESIDE.values())
        for code in self.jurisdictions:
            yield Entry(code, self.place_name(code, tag), tag, kind="jurisdiction", context=places)
            for text in self.other_place_names(code, tag):
                yield Entry(code, text, FALLBACK, "hidden", kind="jurisdiction", context=places)
        for sector in self.glossary.sectors.values():
            name = sector.names.get(tag) or sector.names.get(FALLBACK, sector.id)
            yield Entry(sector.id, name, tag, kind="sector", context=sectors)
        for path, key in PAGES:
            if key in strings:
                yield Entry(path, strings[key], tag, kind="page")

    def _definitions(self, tag: str) -> Definitions:
        return self._said_in(tag, text_words)

    def _notes(self, tag: str) -> Definitions:
        return self._said_in(tag, note_words)

    def _said_in(self, tag: str, words_of: Callable[[Words, Forms], str]) -> Definitions:
        forms = self.forms(list_of(tag, self.glossary))
        return definitions([(slug, words_of(concept.in_language(tag), forms)) for slug, concept in self.glossary.concepts.items()], forms)


def _with_stems_of(forms: Forms, language: str, entries: Iterable[Entry]) -> Forms:
    own = forms_for(language, [entry.text for entry in entries])
    return Forms(forms.skipped, forms.same, forms.endings, own.lengths)
