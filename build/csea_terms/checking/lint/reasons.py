"""Is each reason to avoid a word about that very word, and is it said where the word may stay?"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from csea_terms.checking.lint.labels import warn
from csea_terms.checking.lint.lexicon import Entry, Said
from csea_terms.errors import Problem
from csea_terms.names import CST, SKOSXL
from csea_terms.text.fold import fold


def keep_problems(entry: Entry) -> Iterator[Problem]:
    """Yield words to avoid of which nobody learns where they may stay."""
    for form, said in _avoided(entry):
        if not said.get(CST + "keepWhen"):
            message = f'Nothing says where the word may stay: "{form.object.value}"'
            advice = "Add a cst:keepWhen line: a law's name, a quotation, a survivor's own word, an ordinary sense, or that it has no place"
            yield warn(entry, form, "avoid-keep-missing", message, advice)


def shared_reason_problems(words: list[Entry]) -> Iterator[Problem]:
    """Yield reasons that stand at two words of one language; the same word in another concept may have the same."""
    first: dict[tuple[str, str], str] = {}
    for entry in words:
        for form, said in _avoided(entry):
            word = form.object.value
            for reason in said.get(CST + "reason", ()):
                other = first.setdefault((entry.tag, fold(reason.object.value)), word)
                if fold(other) != fold(word):
                    message = f'The reason to avoid "{word}" is that of "{other}", word for word'
                    advice = "Each reason is about its own word: say what is wrong with this one, or make it a cst:variant of the other"
                    yield warn(entry, reason, "avoid-reason-shared", message, advice)


def _avoided(entry: Entry) -> Iterator[tuple[ox.Triple, Said]]:
    """Yield each word to avoid that has a block of its own: the statement of its form, and all statements."""
    avoided = {triple.object.value for triple in entry.labels("avoid")}
    for said in entry.details.values():
        for form in said.get(SKOSXL + "literalForm", ()):
            if form.object.value in avoided:
                yield form, said
