"""What may stand in a word's place without another change of the sentence, and the text with it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from csea_terms.model import Label
from csea_terms.text.casing import capital
from csea_terms.text.phrases import is_plural, units
from csea_terms.textcheck.finding import Finding

_ADVICE = re.compile(r"[,;，；]| or |或| where | if |, with ")
_ARTICLE = re.compile(r"\b([Aa])n?(\s+)$")
_VOWEL = re.compile("[aeiouAEIO]")
_AGREEING = ("en", "zh")
"""Languages in which no article, adjective or verb about a noun changes with its gender or case."""


def replacement(finding: Finding) -> str | None:
    """Return what to write in a finding's place, or None where the sentence would have to change with it.

    A replacement is dropped in where the vocabulary has one only, in a language without agreement, for a form of the same number.
    """
    label = finding.word.label
    tag = label.language.partition("-")[0]
    if tag not in _AGREEING or len(label.instead) != 1 or _is_advice(label.instead[0]):
        return None
    if not _same_number(finding, label.text, tag):
        return None
    new = label.instead[0]
    return capital(new[0], tag) + new[1:] if finding.text[0].isupper() and not finding.text.isupper() else new


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


def fixed(text: str, findings: Iterable[Finding]) -> tuple[str, int]:
    """Return a text with everything replaced that can be, and how many words were; markup within a word keeps it as it is."""
    count = 0
    for finding in sorted(findings, key=lambda f: -f.start):
        new = replacement(finding)
        if new is not None and text[finding.start : finding.end] == finding.text:
            text = _with_article(text[: finding.start], new) + new + text[finding.end :]
            count += 1
    return text, count


def _with_article(before: str, new: str) -> str:
    """Return the text before a replacement, with the English indefinite article that agrees with it."""
    return _ARTICLE.sub(lambda match: f"{match[1]}{'n' if _VOWEL.match(new) else ''}{match[2]}", before)
