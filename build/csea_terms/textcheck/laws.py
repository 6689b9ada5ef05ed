"""Which words to avoid are a law's own, in force or former, and what laws are called: both from the dated statements of law."""

from __future__ import annotations

import re
from collections.abc import Iterator

from csea_terms.model import Concept, Glossary, Label, Words
from csea_terms.text.phrases import base_language
from csea_terms.usages import KINDS_OF_LAW

_INTERNATIONAL = ("INT", "CoE", "EU")
_PARTS = re.compile(r"[(),:;（），、]|\s(?=No\.? )")
_YEAR = re.compile(r"(?: of)? \d{4}$")
_SHORTEST = 2


def is_word_of_law(concept: Concept, label: Label) -> bool:
    """Return whether a law says or said a word.

    A treaty is translated wherever it is in force: where its words are stated in other languages only, any word of this one may be its.
    """
    if any(usage.is_law for usage in label.usages):
        return True
    return not _is_in_treaty(concept.in_language(label.language)) and any(map(_is_in_treaty, concept.words.values()))


def _is_in_treaty(words: Words) -> bool:
    avoided = words.of_kind("avoid")
    return any(usage.is_law and usage.jurisdiction in _INTERNATIONAL for label in avoided for usage in label.usages)


def law_names(glossary: Glossary, tag: str) -> Iterator[str]:
    """Yield what the statutes and treaties in a language are called, with and without their year.

    >>> list(names_in("Philippines, Republic Act No. 9775, Anti-Child Pornography Act of 2009, repealed"))
    ['Republic Act', 'Anti-Child Pornography Act of 2009', 'Anti-Child Pornography Act']
    """
    for source in glossary.sources.values():
        if source.kind in KINDS_OF_LAW and base_language(tag) in source.languages:
            yield from names_in(source.title)


def names_in(citation: str) -> Iterator[str]:
    """Yield the parts of a citation that may be a name, each with and without its year."""
    for part in map(str.strip, _PARTS.split(citation)):
        if len(part.split()) >= _SHORTEST and not part.startswith("No"):
            yield from dict.fromkeys((part, _YEAR.sub("", part)))
