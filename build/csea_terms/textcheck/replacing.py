"""What may stand in a word's place without another change of the sentence, and the text with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from csea_terms.model import Label
from csea_terms.text.casing import capital
from csea_terms.text.phrases import base_language, is_plural, units
from csea_terms.textcheck.finding import Finding

_ADVICE = re.compile(r"[,;，；]| or |或| where | if |, with ")
_ARTICLE = re.compile(r"\b([Aa])n?(\s+)$")
_ARTICLE_LENGTH = 20
_VOWEL = re.compile("[aeiouAEIO]")
_AGREEING = ("en", "zh")
"""Languages in which no article, adjective or verb about a noun changes with its gender or case."""


def replacement(finding: Finding) -> str | None:
    """Return what to write in a finding's place, or None where the sentence would have to change with it.

    A replacement is dropped in where the vocabulary has one only, in a language without agreement, for a form of the same number.
    """
    label = finding.word.label
    tag = base_language(label.language)
    new = drop_in(label)
    if new is None or not _same_number(finding, label.text, tag):
        return None
    return capital(new[0], tag) + new[1:] if finding.text[0].isupper() and not finding.text.isupper() else new


def drop_in(label: Label) -> str | None:
    """Return the one thing that may stand in a word's place, in a language in which nothing else must agree with it."""
    is_one = base_language(label.language) in _AGREEING and len(label.instead) == 1 and not _is_advice(label.instead[0])
    return label.instead[0] if is_one else None


def drop_ins(label: Label) -> tuple[str, ...]:
    """Return what a label says to say instead; nothing where any of it tells how, and is no word to put in the place of another."""
    return () if any(map(_is_advice, label.instead)) else label.instead


def _is_advice(instead: str) -> bool:
    """Return whether what to say instead tells how, and is no word to put in the place of another."""
    return bool(_ADVICE.search(instead))


def _same_number(finding: Finding, label: str, tag: str) -> bool:
    """Return whether the form that was found and the label are of one number, and the form is one of that very label."""
    if tag != "en":
        return units(finding.text, tag) == units(label, tag)
    last, own = finding.text.split()[-1], label.split()[-1]
    return units(finding.text, tag) == units(label, tag) and is_plural(last) == is_plural(own)


@dataclass(frozen=True)
class Correction:
    """What a piece of a text is to become; ``counts`` is 1 for a finding and 0 for an article that follows it."""

    start: int
    end: int
    new: str
    counts: int = 1


def corrections(text: str, findings: Iterable[Finding]) -> Iterator[Correction]:
    """Yield what can be replaced in a text, with the English indefinite articles before it; markup within a word keeps it as it is."""
    for finding in findings:
        new = replacement(finding)
        if new is not None and text[finding.start : finding.end] == finding.text:
            yield from _article(text, finding.start, new)
            yield Correction(finding.start, finding.end, new)


def _article(text: str, start: int, new: str) -> Iterator[Correction]:
    article = _ARTICLE.search(text, max(start - _ARTICLE_LENGTH, 0), start)
    agreeing = article and article[1] + ("n" if _VOWEL.match(new) else "")
    if article and agreeing != article[0].rstrip():
        yield Correction(article.start(), article.start() + len(article[0].rstrip()), agreeing, 0)


def fixed(text: str, findings: Iterable[Finding]) -> tuple[str, int]:
    """Return a text with everything replaced that can be, and how many words were."""
    parts, done, count = [], 0, 0
    for one in corrections(text, findings):
        parts += [text[done : one.start], one.new]
        done, count = one.end, count + one.counts
    return "".join((*parts, text[done:])), count
