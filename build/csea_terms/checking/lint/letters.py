"""Are words in the letters and in the language of their file, and is nothing in them that does not belong to words?"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from csea_terms.errors import Problem
from csea_terms.formats.turtle import language_tag
from csea_terms.names import CST, SKOS, SKOSXL
from csea_terms.reading.loaded import File, line_of
from csea_terms.text.languages import foreign_letter, is_in_other_script, mixed_words, other_language

_LABELS = {SKOS + "prefLabel", SKOS + "altLabel", CST + "avoidLabel"}
# These stand as people type them, or were looked at where they stand first.
_AS_TYPED = {SKOS + "hiddenLabel", CST + "variant", SKOSXL + "literalForm", CST + "useInstead", CST + "reviewedBy"}
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|https?://|www\.|\]\(|&(?:[A-Za-z]+|#[0-9A-Fa-fx]+);|\b(?:TODO|FIXME|XXX)\b")
_SEVERAL = re.compile("[;；؛]|TODO|FIXME")


def letter_problems(file: File) -> Iterator[Problem]:
    """Yield words of a language file that are not in the letters or the language of the file, or hold what is no word."""
    if file.place.kind != "words":
        return
    for triple in file.triples:
        value = triple.object
        if isinstance(value, ox.Literal) and value.language == file.place.language.lower():
            look = _label_faults if triple.predicate.value in _LABELS else _text_faults
            for rule, severity, message, advice in look(triple.predicate.value, value.value, language_tag(value.language)):
                yield Problem(file.path, line_of(file, triple), rule, severity, message, advice)


def _label_faults(_predicate: str, label: str, tag: str) -> Iterator[tuple[str, str, str, str]]:
    letter = foreign_letter(label, tag)
    if letter and not any(mixed_words(label)):
        advice = "Type the word again with the keyboard of its language"
        yield "label-letters", "error", f"The label holds a letter of another script: {letter} (U+{ord(letter):04X})", advice
    if _SEVERAL.search(label):
        yield "label-several", "error", "The label looks like several, or like a draft", "Write one label a line, without ;"


def _text_faults(predicate: str, text: str, tag: str) -> Iterator[tuple[str, str, str, str]]:
    if predicate in _AS_TYPED:
        return
    if is_in_other_script(text, tag):
        yield "text-language", "error", f"The words are not in the letters of this file’s language ({tag})", _TRANSLATE
    elif other := other_language(text, tag):
        yield "text-language", "warning", f"The words seem to be in another language ({other}) than this file ({tag})", _TRANSLATE
    if found := _MARKUP.search(text):
        message = f"The text holds an address, markup or a draft’s mark: {found[0]}"
        yield "text-markup", "error", message, "Write plain words; a work that is cited is a dcterms:source"


_TRANSLATE = "Translate them, leave the line out, or put foreign words in quotation marks"
