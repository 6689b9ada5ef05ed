"""Write the lists of words for the browser, which ``site/assets/search/lists.mjs`` reads.

They are classic scripts, since neither ``fetch`` nor modules work on a page that is opened from a folder. A page needs
``concepts``, the labels of its language and what its pages call things (``page-<tag>``) first; then ``names`` (codes, schemes,
laws, sources) and English; those of the other lists that are in the script of what is typed where no label of these answers,
and its notes (``notes-<tag>``) where no definition does either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from csea_terms.formats.scripts import data_script, script_json
from csea_terms.model import KINDS, Glossary, Scheme, Source
from csea_terms.search.definitions import note_words, text_words
from csea_terms.search.entries import FALLBACK, Entry, label_entries, list_of, title_language
from csea_terms.search.forms import Forms
from csea_terms.search.index import BESIDE, Index
from csea_terms.search.matching import WordList
from csea_terms.search.places import PAGES
from csea_terms.usages import KINDS_OF_LAW

VARIABLE = "cseaTermsLists"
_LONGEST_STEM = 35
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def search_files(glossary: Glossary) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of the lists that the browser loads, paths from the site's ``assets/``."""
    index = Index(glossary)
    yield _file("concepts", concepts_list(index))
    for name in index.list_names:
        yield _file(f"labels-{name}", labels_list(index, name))
    yield _file("names", names_list(index))
    for tag in glossary.languages:
        yield _file(f"page-{tag}", page_list(index, tag))
        yield _file(f"notes-{tag}", notes_list(index, tag))


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
    words = index.labels(name)
    found: dict[str, object] = {"forms": _forms(words.forms, words), "labels": list(labels.values())}
    if name == "zh":
        found["syllables"] = "".join(letter + syllable for letter, syllable in index.syllables.items())
    return found


def names_list(index: Index) -> dict[str, object]:
    """Return the names of schemes and their codes, and of laws with their articles and of other sources."""
    glossary = index.glossary
    return {
        "forms": _forms(index.names.forms, index.names),
        "schemes": [_scheme(scheme) for scheme in glossary.schemes.values()],
        "sources": [_source(index, source) for source in glossary.sources.values()],
    }


def page_list(index: Index, tag: str) -> dict[str, object]:
    """Return what the pages of one language call things, the words of its definitions, and what somebody in need may type."""
    glossary, local = index.glossary, index.local(tag)
    forms = index.forms(list_of(tag, glossary))
    strings = glossary.languages[tag].strings
    return {
        "language": tag,
        "stems": _stems(local.forms, local),
        "texts": [text_words(concept.in_language(tag), forms) for concept in glossary.concepts.values()],
        "titles": _titles(glossary, tag),
        "beside": {name: [strings.get(key, "") for key in keys] for name, keys in BESIDE.items()},
        "places": [_place(index, code, tag) for code in index.jurisdictions],
        "sectors": [[entry.id, entry.text] for entry in local.entries if entry.kind == "sector"],
        "pages": [[path, strings[key]] for path, key in PAGES if key in strings],
        "topics": [[slug, glossary.concepts[slug].label(tag)] for slug in glossary.top_concepts],
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


def _file(name: str, content: dict[str, object]) -> tuple[str, bytes]:
    return f"search/{name}.js", data_script(VARIABLE, name, script_json(content))


def _add(texts: list, entry: Entry) -> None:
    if not entry.written_as:
        texts.append(entry.text)
    elif isinstance(texts[-1], list):
        texts[-1].append(entry.text)
    else:
        texts[-1] = [texts[-1], entry.text]


def _forms(forms: Forms, words: WordList) -> dict[str, object]:
    return {"skipped": forms.skipped, "same": forms.same, "endings": sorted(forms.endings), "stems": _stems(forms, words)}


def _stems(forms: Forms, words: WordList) -> str:
    """Return how long the stem of each word is, as one digit a word (base 36) in the order in which they first appear."""
    return "".join(map(_digit, forms_lengths(forms, words.entries)))


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
