"""Which words need a published text that has them, and which may not name a folder for ever."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from csea_terms.checking.lint.lexicon import Entry, Lexicon
from csea_terms.errors import Problem
from csea_terms.names import CST, SKOSXL
from csea_terms.reading.loaded import Loaded, line_of
from csea_terms.text.phrases import base_language


def attestation_problems(loaded: Loaded, entry: Entry) -> Iterator[Problem]:
    """Yield words of a language that the site does not have for which no published text is named.

    A regional variant such as ``pt-BR`` is of a language of the site, which may also say what its translators propose.
    """
    interface = f"vocab/languages/{base_language(entry.tag)}.toml"
    if interface in loaded.files or interface in loaded.unread:
        return
    attested = {
        form.object
        for said in entry.details.values()
        if CST + "attestedAt" in said
        for form in said.get(SKOSXL + "literalForm", ())
    }
    for triple in entry.labels("preferred", "admitted"):
        if triple.object not in attested:
            message = "No published text is named that has this word, and the site does not have the language"
            advice = "Add a label: block with cst:attestedAt <https://…> and cst:attestedBy, or leave the word out"
            yield _problem(entry, triple, "attestation-missing", message, advice)


def identifier_problems(entry: Entry, lexicon: Lexicon) -> Iterator[Problem]:
    """Yield concepts whose folder is named by a word to avoid: the name is for ever, and part of an address."""
    if entry.tag != "en":
        return
    name = entry.file.place.owner.replace("-", " ")
    for word in lexicon.avoided_in(name):
        triple = next(entry.labels("preferred", "admitted", "avoid"), None)
        if triple is not None:
            message = f'The name of the folder holds a word that the vocabulary says to avoid: "{word}"'
            yield _problem(entry, triple, "identifier-avoided-word", message, "Name the folder after the preferred label")


def _problem(entry: Entry, triple: ox.Triple, rule: str, message: str, advice: str) -> Problem:
    return Problem(entry.file.path, line_of(entry.file, triple), rule, "error", message, advice)
