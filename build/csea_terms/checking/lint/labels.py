"""What a label looks like: no article, no stop, lower case, singular; and no word to avoid inside."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from csea_terms.checking.lint.lexicon import Entry, Lexicon
from csea_terms.errors import Problem
from csea_terms.names import CST
from csea_terms.reading.loaded import line_of
from csea_terms.text.phrases import base_language, is_plural

ARTICLES = {
    "en": ("a", "an", "the"),
    "fr": ("le", "la", "les", "l’", "l'", "un", "une", "des"),
    "es": ("el", "la", "los", "las", "un", "una"),
    "pt": ("o", "a", "os", "as", "um", "uma"),
    "de": ("der", "die", "das", "ein", "eine"),
    "it": ("il", "lo", "la", "i", "gli", "le", "un", "una", "l’", "l'"),
    "nl": ("de", "het", "een"),
}
_STOPS = (".", "。", "؟", ";", ":", "；", "：")
# Behind the head of an English noun phrase stand prepositions and relative pronouns.
_BEHIND_HEAD = re.compile(
    r" (?:about|against|among|as|at|below|between|by|for|from|in|into|of|on|that|through|to|under|who|whose|with|without) "
)


def label_problems(entry: Entry, lexicon: Lexicon, rules: dict) -> Iterator[Problem]:
    """Yield what is wrong with the form of a file's labels; ``rules`` is the part ``[labels]`` of the language's file."""
    for triple in entry.labels("preferred", "admitted"):
        yield from _form_problems(entry, triple, rules)
        if entry.guidance not in ("legal-term", "avoid-expression"):
            yield from _avoided_problems(entry, triple, lexicon)
    if base_language(entry.tag) == "en" and not entry.topic:  # a topic is the heading of several
        for triple in entry.labels("preferred"):
            yield from _plural_problems(entry, triple)


def _form_problems(entry: Entry, triple: ox.Triple, rules: dict) -> Iterator[Problem]:
    label = triple.object.value
    if label.endswith(_STOPS):
        yield warn(entry, triple, "label-end", "The label ends with a stop", "Delete it: a label is no sentence")
    if begins_with_article(label, entry.tag):
        yield warn(entry, triple, "label-article", "The label begins with an article", "Leave the article out")
    if begins_with_capital(label, rules):
        advice = f"Begin it in lower case, or add it to proper_names in vocab/languages/{entry.tag}.toml"
        yield warn(entry, triple, "label-capital", "The label begins with a capital letter", advice)


def begins_with_article(text: str, tag: str) -> bool:
    """Return whether a label or definition begins with an article of its language."""
    articles = ARTICLES.get(base_language(tag), ())
    return any(text.casefold().startswith(a if a.endswith(("’", "'")) else f"{a} ") for a in articles)


def begins_with_capital(text: str, rules: dict) -> bool:
    """Return whether a text begins with a capital in a language that writes its words small, and with no name."""
    first = text.split(" ")[0]
    proper = tuple(rules.get("proper_names", ())) or ("\0",)
    return bool(rules.get("lower_case")) and first[:1].isupper() and first[1:].islower() and not text.startswith(proper)


def _plural_problems(entry: Entry, triple: ox.Triple) -> Iterator[Problem]:
    head = _BEHIND_HEAD.split(triple.object.value)[0].split(" ")[-1]
    if is_plural(head):
        advice = "Name one of them, or say in vocab/exceptions.toml why the word has no singular"
        yield warn(entry, triple, "label-plural", f'The preferred label names several: "{head}"', advice)


def _avoided_problems(entry: Entry, triple: ox.Triple, lexicon: Lexicon) -> Iterator[Problem]:
    label = triple.object.value
    variants = {said.object.value for details in entry.details.values() for said in details.get(CST + "variant", ())}
    for word in lexicon.avoided_in(label):
        if word != label and label not in variants:  # the shapes compare whole labels
            advice = "Choose another label, or say in vocab/exceptions.toml why the word may stand there"
            message = f'The label "{label}" holds a word that the vocabulary says to avoid: "{word}"'
            yield warn(entry, triple, "label-avoided-inside", message, advice)


def warn(entry: Entry, triple: ox.Triple, rule: str, message: str, advice: str) -> Problem:
    """Return a warning about a statement of a language file."""
    return Problem(entry.file.path, line_of(entry.file, triple), rule, "warning", message, advice)
