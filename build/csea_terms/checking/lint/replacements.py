"""What to say instead of a word to avoid: a label of the same language, or advice in several words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from csea_terms.checking.lint.labels import warn
from csea_terms.checking.lint.lexicon import Entry, Lexicon
from csea_terms.errors import Problem
from csea_terms.names import CST
from csea_terms.text.fold import fold
from csea_terms.text.phrases import units
from csea_terms.text.sentences import is_unspaced

_ADVICE = re.compile(r"\b(?:or|ou|o|или|أو)\b|,|;|，|،|；|或")
_TELLING = 6
"""Of so many words, one that differs is more likely a slip than another thing."""


def replacement_problems(entry: Entry, lexicon: Lexicon) -> Iterator[Problem]:
    """Yield what is said to be said instead and is no label, unless it is plainly advice."""
    if entry.guidance == "avoid-expression":
        return
    for said in entry.details.values():
        for triple in said.get(CST + "useInstead", ()):
            text = triple.object.value
            # That a word to avoid is not said instead is for the shapes.
            if fold(text) in lexicon.named or fold(text) in lexicon.avoided:
                continue
            parts = dict.fromkeys((text, *_parts(text)))
            former = next((part for part in parts if fold(part) in lexicon.former - lexicon.named), "")
            if former:
                message = f'What to say instead is a name of a term that is withdrawn: "{former}"'
                yield warn(entry, triple, "avoid-instead-withdrawn", message, "Name what took its place")
                continue
            near = next(filter(None, (_nearly(part, entry, lexicon) for part in parts)), "")
            if near:
                message = f'What to say instead is nearly a label, but not quite: "{text}" beside "{near}"'
                advice = "Write the label as it stands, or say it in other words where something else is meant"
                yield warn(entry, triple, "avoid-instead-nearly", message, advice)
            elif not _is_advice(text, entry.tag):
                message = f'What to say instead is no label of the vocabulary: "{text}"'
                advice = "Use a preferred or admitted label of this language, or describe what to say in more words"
                yield warn(entry, triple, "avoid-instead-unknown", message, advice)


def _is_advice(text: str, tag: str) -> bool:
    return bool(_ADVICE.search(text)) or (len(text) > 8 if is_unspaced(tag) else len(text.split()) > 3)


def _parts(text: str) -> list[str]:
    """Return the several things that may be said instead."""
    return [part.strip() for part in _ADVICE.split(text) if part.strip()]


def _nearly(text: str, entry: Entry, lexicon: Lexicon) -> str:
    """Return the label that a replacement differs from by number only, or, of the same concept, by one word of many."""
    if fold(text) in lexicon.named:
        return ""
    wanted = units(text, entry.tag)
    same = lexicon.by_units.get(wanted, "") if len(wanted) > 1 else ""
    own = lexicon.by_concept.get(entry.file.place.owner, {})
    return same or next((label for label, found in own.items() if _differ_by_one(found, wanted)), "")


def _differ_by_one(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    most = max(len(one), len(other))
    if most < _TELLING or abs(len(one) - len(other)) > 1:
        return False
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= most - 1
