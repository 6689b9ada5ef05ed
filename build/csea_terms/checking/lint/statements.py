"""Is each statement one that its file may make, with a value of the right kind?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

import pyoxigraph as ox

from csea_terms.checking.lint.layout import (
    ALLOWED,
    DERIVED,
    HOME_OF,
    LINK,
    NAME,
    NUMBER,
    STRING,
    TEXT,
    TRUTH,
    kind_of_subject,
    subject_kinds,
)
from csea_terms.errors import Problem
from csea_terms.formats.turtle import curie, language_tag
from csea_terms.names import BASE, CST, SKOS, SKOSXL, XSD
from csea_terms.reading.loaded import File, line_of
from csea_terms.text.faults import letter_faults, text_faults

_LINK = re.compile(r"https://[^\s/?#@:]+\.[^\s/?#@:]{2,}(?::[0-9]+)?(?:[/?#]\S*)?")
_INTEGER = re.compile(r"-?[0-9]+")
_KNOWN = sorted({predicate for allowed in ALLOWED.values() for predicate in allowed})

_LABELS = {SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel", CST + "avoidLabel"}
# What people cannot type, a no-break space above all, keeps a word from being found.
_ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")

_EXAMPLES = {
    TEXT: 'words in quotation marks with a language tag, such as "hotline"@en',
    STRING: 'words in quotation marks without a language tag, such as "GB"',
    NUMBER: "a whole number, such as 3",
    TRUTH: "true or false, without quotation marks",
    NAME: "a name, such as term:hotline, without quotation marks",
    LINK: "a web address in angle brackets, such as <https://example.org/>",
}


def statement_problems(file: File) -> Iterator[Problem]:
    """Yield the problems of a Turtle file's statements, each seen by itself."""
    subjects = subject_kinds(file.place)
    kinds: dict[str, str] = {}
    for triple in file.triples:
        subject, predicate, value = triple
        if not isinstance(subject, ox.NamedNode) or not isinstance(value, ox.NamedNode | ox.Literal):
            continue
        name = subject.value
        if name not in kinds:
            kinds[name] = kind_of_subject(file.place, subjects, name)
            if not kinds[name]:
                yield _subject_misplaced(file, triple)
        kind = kinds[name]
        if kind and isinstance(value, ox.Literal):
            yield from _literal_problems(file, triple, predicate.value, value)
        if kind and kind != "schema":
            yield from _predicate_problems(file, triple, kind, predicate.value, value)


def _predicate_problems(
    file: File, triple: ox.Triple, kind: str, predicate: str, value: ox.NamedNode | ox.Literal
) -> Iterator[Problem]:
    expected = ALLOWED[kind].get(predicate)
    if expected is None:
        yield _predicate_misplaced(file, triple, kind)
    elif expected is TEXT and isinstance(value, ox.Literal) and not value.language:
        tag = file.place.language or "en"
        advice = f"Write @{tag} behind the closing quotation mark"
        yield _problem(file, triple, "language-tag", "The words have no language tag", advice)
    elif not _is_of_kind(value, expected):
        message = f"The value of {curie(predicate)} is of the wrong kind"
        yield _problem(file, triple, "value-kind", message, f"Write {_EXAMPLES[expected]}")
    elif expected is LINK and (not _LINK.fullmatch(value.value) or value.value.startswith(BASE)):
        # An address without a beginning is read as one below our own.
        advice = "Use the whole address, which begins with https://, or leave the link out"
        yield _problem(file, triple, "link-https", "The web address is not a complete https address", advice)


def _is_of_kind(value: ox.NamedNode | ox.Literal, expected: str) -> bool:
    if isinstance(value, ox.NamedNode):
        return expected in (NAME, LINK)
    if value.language:
        return expected is TEXT
    datatype = value.datatype.value
    return (
        (expected is STRING and datatype == XSD + "string")
        or (expected is NUMBER and datatype == XSD + "integer" and bool(_INTEGER.fullmatch(value.value)))
        or (expected is TRUTH and datatype == XSD + "boolean" and value.value in ("true", "false"))
    )


def _literal_problems(file: File, triple: ox.Triple, predicate: str, value: ox.Literal) -> Iterator[Problem]:
    tag = file.place.language
    language = value.language
    if language and tag and language != tag.lower():
        message = f"The words are marked as {language_tag(language)}, but this is the file for {tag}"
        advice = f"Mark them as @{tag}, or move them to {language_tag(language)}.ttl"
        yield _problem(file, triple, "language-tag", message, advice)
    if value.direction:
        advice = "Delete the -- and what follows it: the language says the direction"
        yield _problem(file, triple, "text-direction", "The words are marked with a writing direction", advice)
    # A literal form is one of the labels again.
    if predicate != SKOSXL + "literalForm":
        for rule, message, advice in _faults(predicate, value):
            yield _problem(file, triple, rule, message, advice)


def _faults(predicate: str, value: ox.Literal) -> Iterator[tuple[str, str, str]]:
    text = value.value
    yield from text_faults(text)
    if not text.strip():
        yield "text-empty", "There are no words between the quotation marks", "Write them, or delete the line"
    if value.language:
        yield from letter_faults(text)
    if predicate in _LABELS and _ODD_SPACE.search(text):
        yield "label-spaces", "The word holds a space that nobody types", "Retype the word; use plain spaces only"


def _subject_misplaced(file: File, triple: ox.Triple) -> Problem:
    name = curie(triple.subject.value)
    advice = "Move the block to the file that is named after it, or correct the name (the @prefix lines count too)"
    message = f"This file may not speak of {name}"
    return _problem(file, triple, "subject-misplaced", message, advice, with_statement=False)


def _predicate_misplaced(file: File, triple: ox.Triple, kind: str) -> Problem:
    predicate = triple.predicate.value
    name = curie(predicate)
    if predicate in DERIVED:
        return _problem(file, triple, "predicate-derived", f"{name} is not written in the files", DERIVED[predicate])
    homes = [HOME_OF[other] for other, allowed in ALLOWED.items() if predicate in allowed]
    if homes:
        message = f"{name} does not belong here"
        return _problem(file, triple, "predicate-misplaced", message, f"Move it to {' or '.join(homes)}")
    own = [curie(known) for known in ALLOWED[kind]]
    similar = get_close_matches(name, own, 1, 0.75) or get_close_matches(name, map(curie, _KNOWN), 1, 0.75)
    advice = f"Did you mean {similar[0]}?" if similar else "vocab/schema.ttl and CONTRIBUTING.md show what can be said"
    return _problem(file, triple, "predicate-unknown", f"Nothing is called {name}", advice)


def _problem(
    file: File, triple: ox.Triple, rule: str, message: str, advice: str, with_statement: bool = True
) -> Problem:
    return Problem(file.path, line_of(file, triple, with_statement), rule, "error", message, advice)
