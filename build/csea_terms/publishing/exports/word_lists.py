"""The words to avoid as plain lists: one table of all languages, and for each a text file and a dictionary for Hunspell."""

from __future__ import annotations

from collections.abc import Iterator

from csea_terms import __version__
from csea_terms.formats.dictionaries import SEPARATOR, csvw
from csea_terms.formats.tables import csv_bytes
from csea_terms.model import Glossary
from csea_terms.names import TERM
from csea_terms.publishing.columns import AVOIDED, sheet_of
from csea_terms.publishing.exports.crosswalks import facts_of
from csea_terms.text.sentences import is_unspaced
from csea_terms.textcheck.lexicon import Avoided, TextLexicon, checked_languages, words_made_from

TABLE = "words-to-avoid.csv"


made_from = words_made_from


def files(glossary: Glossary) -> Iterator[tuple[str, bytes]]:
    """Yield the table of all words to avoid with its description (CSVW), then the lists of each language whose texts can be checked."""
    lexicons = [TextLexicon(glossary, language.tag) for language in checked_languages(glossary)]
    sheet = sheet_of("words to avoid", AVOIDED, [_row(lexicon.tag, word) for lexicon in lexicons for word in _words(lexicon)])
    yield TABLE, csv_bytes(sheet)
    yield f"{TABLE}-metadata.json", csvw(TABLE, "Words to avoid", AVOIDED, {**facts_of(glossary, sheet), "version": __version__})
    for lexicon in lexicons:
        yield from files_in(glossary, lexicon.tag)


def files_in(glossary: Glossary, tag: str) -> Iterator[tuple[str, bytes]]:
    """Yield the lists of a language below ``data/``, with the words that are meant wherever they stand.

    ``.txt`` has a word or phrase a line. ``.dic`` is a personal dictionary of Hunspell, in which a star forbids a word (hunspell(1),
    "Personal dictionaries"); it has single words only, since a spelling checker sees no phrases.
    """
    yield f"word-lists/{tag}.txt", "".join(f"{form}\n" for form in _forms(glossary, tag)).encode()
    if has_dictionary(glossary, tag):
        yield f"word-lists/{tag}.dic", "".join(f"*{form}\n" for form in _single(glossary, tag)).encode()


def has_dictionary(glossary: Glossary, tag: str) -> bool:
    """Return whether a language has single words for a spelling checker to forbid; a script without spaces has none."""
    return not is_unspaced(tag) and bool(_single(glossary, tag))


def _forms(glossary: Glossary, tag: str) -> list[str]:
    labels = (label for concept in glossary.concepts.values() for label in concept.in_language(tag).of_kind("avoid"))
    return sorted({form for label in labels if label.flagged == "anywhere" for form in (label.text, *label.variants)})


def _single(glossary: Glossary, tag: str) -> list[str]:
    return [form for form in _forms(glossary, tag) if len(form.split()) == 1]


def _words(lexicon: TextLexicon) -> list[Avoided]:
    found = dict.fromkeys(word for rows in lexicon.phrases.values() for word in rows.values() if word)
    return sorted(found, key=lambda word: (word.concept, word.label.text))


def _row(tag: str, word: Avoided) -> list[str]:
    label = word.label
    return [
        tag, label.text, SEPARATOR.join(label.variants), word.concept, word.severity, "anywhere" if word.tier == "anywhere" else "near-children",
        SEPARATOR.join(label.instead), label.reason, label.context, SEPARATOR.join(label.sources), TERM + word.concept,
    ]  # fmt: skip
