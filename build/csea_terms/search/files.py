"""Write the lists of words for the browser, which ``site/assets/search/lists.mjs`` reads.

They are classic scripts, since neither ``fetch`` nor modules work on a page that is opened from a folder. A page needs
``concepts``, the labels of its language and what its pages call things (``page-<tag>``) first; then ``names`` (codes, schemes,
laws, sources) and English; those of the other lists that are in the script of what is typed where no label of these answers,
and its notes (``notes-<tag>``) where no definition does either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from csea_terms.formats.scripts import data_script, script_json
from csea_terms.model import KINDS, Glossary, Scheme, Source, Words
from csea_terms.search.definitions import note_words, text_words
from csea_terms.search.entries import FALLBACK, Entry, label_entries, list_of, title_language
from csea_terms.search.forms import Forms
from csea_terms.search.index import BESIDE, Index
from csea_terms.search.places import PAGES
from csea_terms.text.digest import digest
from csea_terms.usages import KINDS_OF_LAW

VARIABLE = "cseaTermsLists"
_LONGEST_STEM = 35
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class ListFile:
    """A file that the browser loads: its path from the site's ``assets/``, and what writes it.

    ``made_from`` is a digest of all that stands in it, or follows from it, but what all pages share (strings, sources): while it
    is the same, the file need not be written again.
    """

    path: str
    made_from: str
    content: Callable[[], bytes]


def search_files(glossary: Glossary) -> Iterator[ListFile]:
    """Yield the lists that the browser loads; none is made before its content is asked for."""
    index = Index(glossary)
    said = cache(partial(_said, glossary))
    yield _file("concepts", digest(repr(concepts_list(index))), partial(concepts_list, index))
    for name in index.list_names:
        yield _file(f"labels-{name}", said(name), partial(labels_list, index, name))
    yield _file("names", digest(said(FALLBACK), repr(_named(index))), partial(names_list, index))
    for tag in glossary.languages:
        said_here = said(list_of(tag, glossary))
        made_from = digest(said_here, repr((_titles(glossary, tag), _topics(glossary, tag), index.jurisdictions)))
        yield _file(f"page-{tag}", made_from, partial(page_list, index, tag))
        notes = [concept.in_language(tag).scope_notes for concept in glossary.concepts.values()]
        yield _file(f"notes-{tag}", digest(said_here, repr(notes)), partial(notes_list, index, tag))


def _said(glossary: Glossary, name: str) -> str:
    """Return a digest of what one list of labels is made from: the labels, definitions and plain explanations in its languages."""
    known = {tag for concept in glossary.concepts.values() for tag in concept.words}
    tags = {tag for tag in known if list_of(tag, glossary) == name}
    return digest(repr([(c.id, c.deprecated, [_words(c.words[tag]) for tag in c.words if tag in tags]) for c in glossary.concepts.values()]))


def _words(words: Words) -> tuple[object, ...]:
    labels = [(label.kind, label.text, label.variants) for label in words.labels]
    return words.language, labels, words.definition, words.plain_definition


def concepts_list(index: Index) -> dict[str, object]:
    """Return the identifiers of all concepts, and which places among them are deprecated or are those who offend."""
    ids = list(index.glossary.concepts)
    deprecated = [place for place, slug in enumerate(ids) if index.glossary.concepts[slug].deprecated]
    offending = [place for place, slug in enumerate(ids) if slug in index.offending]
    return {"ids": ids, "deprecated": deprecated, "offending": offending, "lists": list(index.list_names)}


def labels_list(index: Index, name: str) -> dict[str, object]:
    """Return one list of labels: for each concept language → kinds → texts, spellings of one word as a list of their own."""
    labels: dict[str, dict[str, list[list]]] = {slug: {} for slug in index.glossary.concepts}
    for entry in label_entries(index.glossary, name):
        kinds = labels[entry.id].setdefault(entry.language, [])
        kinds += [[] for _ in range(KINDS.index(entry.word_kind) + 1 - len(kinds))]
        _add(kinds[-1], entry)
    found: dict[str, object] = {"forms": _forms(index.forms(name), label_entries(index.glossary, name)), "labels": list(labels.values())}
    if name == "zh":
        found["syllables"] = "".join(letter + syllable for letter, syllable in index.syllables.items())
    return found


def names_list(index: Index) -> dict[str, object]:
    """Return the names of schemes and their codes, and of laws with their articles and of other sources."""
    return {"forms": _forms(index.name_forms, index.name_entries), **_named(index)}


def _named(index: Index) -> dict[str, object]:
    return {
        "schemes": [_scheme(scheme) for scheme in index.glossary.schemes.values()],
        "sources": [_source(index, source) for source in index.glossary.sources.values()],
    }


def page_list(index: Index, tag: str) -> dict[str, object]:
    """Return what the pages of one language call things, the words of its definitions, and what somebody in need may type."""
    glossary, local = index.glossary, tuple(index.local_entries(tag))
    forms = index.forms(list_of(tag, glossary))
    strings = glossary.languages[tag].strings
    return {
        "language": tag,
        "stems": _stems(index.local_forms(tag, local), local),
        "texts": [text_words(concept.in_language(tag), forms) for concept in glossary.concepts.values()],
        "titles": _titles(glossary, tag),
        "beside": {name: [strings.get(key, "") for key in keys] for name, keys in BESIDE.items()},
        "places": [_place(index, code, tag) for code in index.jurisdictions],
        "sectors": [[entry.id, entry.text] for entry in local if entry.kind == "sector"],
        "pages": [[path, strings[key]] for path, key in PAGES if key in strings],
        "topics": _topics(glossary, tag),
        "help": list(index.helps(tag)),
        "strings": {key: text for key, text in strings.items() if key in STRINGS or key.startswith("locator_")},
    }


def notes_list(index: Index, tag: str) -> dict[str, object]:
    """Return the words of the notes of each concept in one language, beyond those of its definition."""
    forms = index.forms(list_of(tag, index.glossary))
    return {"texts": [note_words(concept.in_language(tag), forms) for concept in index.glossary.concepts.values()]}


STRINGS = (
    "avoid_prefix", "deprecated", "did_you_mean", "found_codes", "found_concepts", "found_in_text", "found_laws", "found_pages",
    "found_schemes", "jurisdictions", "nearest_words", "no_results_try", "results_n", "sectors", "sources", "suggest_term", "topics",
)  # fmt: skip
"""The strings that ``site/assets/search/search.mjs`` shows of what was found."""


def _file(name: str, made_from: str, content: Callable[[], dict[str, object]]) -> ListFile:
    return ListFile(f"search/{name}.js", made_from, lambda: data_script(VARIABLE, name, script_json(content())))


def _topics(glossary: Glossary, tag: str) -> list[list[str]]:
    return [[slug, glossary.concepts[slug].label(tag)] for slug in glossary.top_concepts]


def _add(texts: list, entry: Entry) -> None:
    if not entry.written_as:
        texts.append(entry.text)
    elif isinstance(texts[-1], list):
        texts[-1].append(entry.text)
    else:
        texts[-1] = [texts[-1], entry.text]


def _forms(forms: Forms, entries: Iterable[Entry]) -> dict[str, object]:
    return {"skipped": forms.skipped, "same": forms.same, "endings": sorted(forms.endings), "stems": _stems(forms, entries)}


def _stems(forms: Forms, entries: Iterable[Entry]) -> str:
    """Return how long the stem of each word is, as one digit a word (base 36) in the order in which they first appear."""
    return "".join(map(_digit, forms_lengths(forms, entries)))


def forms_lengths(forms: Forms, entries: Iterable[Entry]) -> list[int]:
    """Return the length of the stem of each word of some entries, 0 where the whole word is one."""
    seen = dict.fromkeys(word for entry in entries for word in entry.key.split())
    lengths = [len(forms.stem(word)) for word in seen]
    return [0 if length == len(word) else length for length, word in zip(lengths, seen, strict=True)]


def _digit(length: int) -> str:
    return _DIGITS[length] if length <= _LONGEST_STEM else "0"


def _scheme(scheme: Scheme) -> list[object]:
    codes = []
    for code in scheme.codes.values():
        language = title_language(code.titles, code.title)
        # A title that the notation says already is not written twice.
        title = 0 if code.title == last_part(code.notation) else code.title
        row = [code.notation, title, int(code.deprecated), language]
        codes.append(row if language != FALLBACK else row[: 3 if code.deprecated else 2])
    return [scheme.id, scheme.name, scheme.title, scheme.owner, codes]


def last_part(notation: str) -> str:
    """Return the last part of a path of titles (RFC 6901, "JSON Pointer"), as Aselo has them; any other notation as it is.

    >>> last_part("/Abuse/Emotional~1Verbal"), last_part("GROOMING")
    ('Emotional/Verbal', 'GROOMING')
    """
    return notation.rpartition("/")[2].replace("~1", "/").replace("~0", "~") if notation.startswith("/") else notation


def _source(index: Index, source: Source) -> list[object]:
    places = [[place.unit, place.number] for place in index.cited_places.get(source.key, ()) if place.number]
    row = [source.key, source.title, places if source.kind in KINDS_OF_LAW else 0, int(source.key in index.central)]
    return row if row[3] else row[: 3 if row[2] != 0 else 2]


def _titles(glossary: Glossary, tag: str) -> dict[str, list[list[object]]]:
    found: dict[str, list[list[object]]] = {}
    for scheme in glossary.schemes.values() if tag != FALLBACK else ():
        for code in scheme.codes.values():
            if code.titles.get(tag):
                found.setdefault(scheme.id, []).append([code.notation, code.titles[tag], *([1] if code.deprecated else [])])
    return found


def _place(index: Index, code: str, tag: str) -> list[str]:
    return [code, index.place_name(code, tag), *index.other_place_names(code, tag)]
