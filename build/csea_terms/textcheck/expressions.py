"""Regular expressions for the words to avoid, for programs of others that look for them (Vale, LanguageTool).

They keep to what RE2 reads (no looking around, no back-references), so that Go, .NET and Java read them too. What they find is less than
what :mod:`csea_terms.textcheck.finding` finds: no look-alike letters, no words cut at the end of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations

from csea_terms.text.fold import fold
from csea_terms.text.phrases import RUSSIAN_ENDINGS, base_language, units
from csea_terms.text.sentences import is_unspaced
from csea_terms.textcheck.lexicon import Avoided, TextLexicon
from csea_terms.textcheck.wordlist import ARABIC_PARTICLES

_BETWEEN = "[\\s\u00a0\\-\u2010\u2011'’]+"
_SENTENCE = "[^.!?;…。！？；؟]*?"
"""What may stand between two words of a sentence."""

_LETTERS = {
    "a": "aáàâãäå", "c": "cç", "e": "eéèêë", "i": "iíìîï", "n": "nñ", "o": "oóòôõö", "u": "uúùûü", "y": "yýÿ",
    "е": "её", "и": "ий", "ا": "اأإآٱ", "ه": "هة", "ي": "يىئ", "و": "وؤ",
}  # fmt: skip
"""The letters that a folded letter may be in a text (:mod:`csea_terms.text.fold`)."""

_OE = f"[{_LETTERS['o']}][{_LETTERS['e']}]"
_ARABIC_UNSEEN = "[ءـ\u064b-\u065f\u0670]*"
_ARABIC_ARTICLE = "(?:[وف]?[بك]?ال|[وف]?لل"
_ENGLISH_PLURALS = {"child": "child(?:ren)?", "man": "m[ae]n", "woman": "wom[ae]n", "person": "(?:person|people)"}


def expression(own: Iterable[str], tag: str) -> str:
    """Return an expression for a phrase, given as the units that it is compared by, in all its forms.

    >>> expression(units("sex tours", "en"), "en").replace(_BETWEEN, " ")
    's[eéèêë]x(?:es)? t[oóòôõö][uúùûü]r(?:s)?'
    """
    words = [_unit(unit, base_language(tag), first=not number) for number, unit in enumerate(own)]
    # A comma is a unit of its own.
    return ("" if is_unspaced(tag) else _BETWEEN).join(words).replace(f"{_BETWEEN},{_BETWEEN}", r"\s*[,،]\s*")


def _unit(unit: str, language: str, first: bool) -> str:
    letters = [_letter(letter) for letter in unit]
    spelled = "".join(letters)
    if language == "ar":
        particles = "|[" + "".join(ARABIC_PARTICLES) + "]" if first else ""
        return f"{_ARABIC_ARTICLE}{particles})?" + "".join(letter + _ARABIC_UNSEEN for letter in letters)
    if language == "en":
        return _ENGLISH_PLURALS.get(unit) or _english(unit, spelled)
    if language in ("fr", "es", "pt"):
        return _romance(unit, spelled)
    return spelled + _RUSSIAN_ENDING if language == "ru" and len(unit) > 2 else spelled


def _letter(letter: str) -> str:
    return f"[{_LETTERS[letter]}]" if letter in _LETTERS else re.escape(letter)


_RUSSIAN_ENDING = "(?:" + "|".join("".join(map(_letter, ending)) for ending in RUSSIAN_ENDINGS) + ")?"


def _english(unit: str, spelled: str) -> str:
    if len(unit) < 3 or unit.endswith("s") and not unit.endswith("ss"):
        return spelled
    if unit.endswith("y"):
        return spelled.removesuffix(_letter("y")) + "(?:y|ies|ys)"
    return spelled + ("(?:es)?" if unit.endswith(("ss", "x", "ch", "sh")) else "(?:s)?")


def _romance(unit: str, spelled: str) -> str:
    if len(unit) < 3:
        return spelled
    regular = spelled.replace(_OE, f"(?:{_OE}|œ)") + f"[{_LETTERS['e']}]{{0,2}}[sx]?"
    if unit.endswith("al"):
        return f"(?:{regular}|{spelled.removesuffix('l')}ux)"
    if unit.endswith("ao"):
        return f"(?:{regular}|{spelled.removesuffix(_letter('a') + _letter('o'))}[oõ]es)"
    return regular


def _any_of(words: Iterable[str], tag: str) -> str:
    """Return an expression for a list of words as language files have it: ``*`` for any ending, ``#`` for a number."""
    found = []
    for word in words:
        own = units(word, tag)
        if word.endswith("*"):
            found.append(re.escape(fold(word)) + "\\pL*")
        elif own:
            found.append(expression(own, tag) + (f"{_BETWEEN}[0-9]+" if word.endswith("#") else ""))
    return "(?:" + "|".join(dict.fromkeys(found)) + ")"


@dataclass(frozen=True)
class Expressions:
    """A word to avoid as expressions: ``plain`` find its forms that are meant anywhere, ``beside`` whole stretches of a sentence
    from one of the others to the word for a child, and for abuse, that it needs beside it. ``covered`` find longer phrases in
    which the word is fine, or another word's. ``example`` is a form that the plain ones find.
    """

    word: Avoided
    plain: tuple[str, ...]
    beside: tuple[str, ...]
    covered: tuple[str, ...]
    example: str


def expressions(lexicon: TextLexicon) -> Iterator[Expressions]:
    """Yield the expressions of each word to avoid of a language."""
    children, abuse = (_any_of(words, lexicon.tag) for words in (lexicon.check.children, lexicon.check.abuse))
    joins = f"(?:{_BETWEEN}(?:{_any_of(lexicon.check.links, lexicon.tag)}|[0-9]+)){{0,5}}{_BETWEEN}{children}"
    covering = _covering(lexicon)
    for word, phrases in _phrases(lexicon).items():
        by_needs: dict[tuple[str, ...], list[str]] = {}
        needs_of = {own: _needs(word, own, lexicon, children, abuse) for own in sorted(phrases, key=lambda own: (-len(own), own))}
        for own, needs in needs_of.items():
            by_needs.setdefault(needs, []).append(expression(own, lexicon.tag))
        plain = by_needs.pop((), [])
        forms = (word.label.text, *word.label.variants)
        example = next((form for form in forms if needs_of.get(units(form, lexicon.tag)) == ()), "")
        beside = [token for needs, own in by_needs.items() for token in _stretches(f"(?:{'|'.join(own)})", needs)]
        if word.joined:
            beside += [f"(?:{'|'.join(own)}){joins}" for own in by_needs.values()]
        yield Expressions(word, tuple(plain), tuple(beside), tuple(sorted(covering.get(word, ()))), example)


def _needs(word: Avoided, own: tuple[str, ...], lexicon: TextLexicon, children: str, abuse: str) -> tuple[str, ...]:
    """Return what must stand in the same sentence; of a text as a whole, which a topic word asks for, an expression knows nothing."""
    if word.tier == "anywhere":
        return ()
    own_child = lexicon.children.any_within(own, 0, len(own))
    return (*(() if own_child else (children,)), *((abuse,) if word.tier == "ordinary" else ()))


def _stretches(word: str, needs: tuple[str, ...]) -> Iterator[str]:
    for order in permutations((word, *needs)):
        yield _SENTENCE.join(order)


def _phrases(lexicon: TextLexicon) -> dict[Avoided, list[tuple[str, ...]]]:
    """Return the phrases of each word to avoid; those with an Arabic particle in front are left out, an expression has these anyway."""
    found: dict[Avoided, list[tuple[str, ...]]] = {}
    for rows in lexicon.phrases.values():
        for own, word in rows.items():
            if word is not None and not _has_particle(own, word, lexicon):
                found.setdefault(word, []).append(own)
    return found


def _has_particle(own: tuple[str, ...], word: Avoided | None, lexicon: TextLexicon) -> bool:
    if base_language(lexicon.tag) != "ar" or own[0][0] not in ARABIC_PARTICLES:
        return False
    bare = (own[0][1:], *own[1:])
    return bool(bare[0]) and lexicon.phrases.get(bare[0], {}).get(bare, lexicon) is word


def _covering(lexicon: TextLexicon) -> dict[Avoided, set[str]]:
    """Return the expressions of the longer phrases that hold a word to avoid and do not mean it."""
    found: dict[Avoided, set[str]] = {}
    meant = {own: word for word, phrases in _phrases(lexicon).items() for own in phrases}
    longer = (pair for rows in lexicon.phrases.values() for pair in rows.items())
    for own, word in longer:
        if _has_particle(own, word, lexicon):
            continue
        for start in range(len(own)):
            for end in range(start + 1, len(own) + 1):
                inner = meant.get(own[start:end])
                if inner is not None and inner is not word and end - start < len(own):
                    found.setdefault(inner, set()).add(expression(own, lexicon.tag))
    return found
