"""Do words, interface and pages keep to the typography of their language? The tables stand in ``text/typography.py``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

import pyoxigraph as ox

from csea_terms.checking.lint.languages import line_of_key
from csea_terms.checking.memory import Memory
from csea_terms.errors import Problem
from csea_terms.formats.turtle import language_tag
from csea_terms.names import CST, SKOS, SKOSXL
from csea_terms.reading.loaded import File, Loaded, line_of
from csea_terms.text.digest import digest
from csea_terms.text.typography import typography_faults

# These are written as people type them, or were looked at where they stand first.
_AS_TYPED = {SKOS + "hiddenLabel", CST + "variant", SKOSXL + "literalForm"}
_LABELS = {SKOS + "prefLabel", SKOS + "altLabel", CST + "avoidLabel"}
_FRONT_MATTER = re.compile(r'^(?:\w+): "(.*)"$')


def typography_problems(loaded: Loaded, memory: Memory) -> Iterator[Problem]:
    """Yield what is not written as the language writes it, in concepts' words, the interface and the prose pages."""
    looks = {
        "words": _word_problems, "language": _interface_problems, "prose": _prose_problems, "comments": _comment_problems,
    }  # fmt: skip
    for file in loaded.files.values():
        look = looks.get(file.place.kind)
        if look and file.path not in loaded.unread:
            key = digest("typography", file.path, file.text)
            yield from memory.recall(key, partial(look, loaded, file))


def _word_problems(loaded: Loaded, file: File) -> Iterator[Problem]:
    for triple in file.triples:
        value, predicate = triple.object, triple.predicate.value
        if isinstance(value, ox.Literal) and value.language and predicate not in _AS_TYPED:
            for rule, message, advice in typography_faults(value.value, language_tag(value.language)):
                # A label holds no no-break space, so that it can be typed and found.
                if predicate not in _LABELS or rule != "typography-spaces":
                    yield Problem(file.path, line_of(file, triple), rule, "warning", message, advice)


def _interface_problems(loaded: Loaded, file: File) -> Iterator[Problem]:
    language = loaded.languages[file.place.language]
    for part in ("strings", "places"):
        texts = language.get(part)
        for key, text in texts.items() if isinstance(texts, dict) else ():
            for rule, message, advice in typography_faults(text, file.place.language) if isinstance(text, str) else ():
                yield Problem(file.path, line_of_key(file, key), rule, "warning", message, advice)


def _comment_problems(loaded: Loaded, file: File) -> Iterator[Problem]:
    for english, own in loaded.comments[file.place.language].items():
        for rule, message, advice in typography_faults(own, file.place.language) if isinstance(own, str) else ():
            yield Problem(file.path, line_of_key(file, english), rule, "warning", message, advice)


def _prose_problems(loaded: Loaded, file: File) -> Iterator[Problem]:
    for number, line in enumerate(file.text.split("\n"), 1):
        for rule, message, advice in typography_faults(_FRONT_MATTER.sub(r"\1", line), file.place.language):
            yield Problem(file.path, number, rule, "warning", message, advice)
