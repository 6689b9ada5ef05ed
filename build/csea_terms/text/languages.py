"""Is a text in the letters and in the language that it is said to be in?

The letters tell languages of different scripts apart (Unicode Standard Annex #24); the small words of grammar, those of
the same script. Both only ever speak up where there is no doubt: a name, a title or a quotation in another language is no fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from csea_terms.text.phrases import base_language

LETTERS = {
    "Latin": "A-Za-zªº\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff",
    "Greek": "\u0370-\u0373\u0376-\u037d\u037f-\u03ff\u1f00-\u1fff",
    "Cyrillic": "\u0400-\u0481\u048a-\u052f",
    "Arabic": "\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff",
    "Devanagari": "\u0904-\u0939\u0958-\u0961\u0972-\u097f",
    "Chinese": "\u3400-\u4dbf\u4e00-\u9fff",
}
_OF_SCRIPT = {name: re.compile(f"[{letters}]+") for name, letters in LETTERS.items()}
SCRIPT_OF = {
    **dict.fromkeys("de en es fil fr id it nl pl pt ro sw tr vi".split(), "Latin"),
    **dict.fromkeys(("ru", "uk"), "Cyrillic"),
    **dict.fromkeys(("ar", "ur"), "Arabic"),
    "hi": "Devanagari",
    "zh": "Chinese",
}
OWN_LETTERS = {"es": "[ñÑ¿¡]|ción", "fr": "[èùûîœ]|[ld]’", "pt": "[ãõÃÕ]", "uk": "[іїєґІЇЄҐ]"}
"""What of the languages here with the same script only one writes, as an expression."""

# Letters of these three look alike, and no word is written in two of them.
_WORD = re.compile(r"[^\W\d_]+")
_ALIKE = tuple(_OF_SCRIPT[name] for name in ("Latin", "Greek", "Cyrillic"))

# The names of foreign acts leave a note some words in its own letters.
_LEAST_SHARE, _LEAST_LETTERS = 0.1, 20

SMALL_WORDS = {
    "en": "the of and to that is are with for this by which not from or when where it who their",
    "es": "el los las la del de que en para y es una con por se su lo como son pero está",
    "fr": "le la les de du et est en que qui dans pour pas sur aux ou sont par avec une cette",
    "id": "yang dan di untuk dengan atau dari pada tidak oleh ini adalah dalam",
    "it": "il la gli della delle che di per non con una sono dei nel alla",
    "pt": "o os da de do das dos que para uma em não com ou são é pelo ao um",
    "tr": "ve bir bu için ile veya olarak olan gibi değil çocuğun daha",
}
# A word of two languages speaks for its own and against none.
_SMALL = {tag: frozenset(words.split()) for tag, words in SMALL_WORDS.items()}
_ONLY = {tag: words.difference(*(other for name, other in _SMALL.items() if name != tag)) for tag, words in _SMALL.items()}
_ENOUGH = 3
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|„[^“]*“|「[^」]*」|\([^)]*\)")


def main_script(text: str) -> str:
    """Return the script of more than half of the letters of a text; empty where there is none such.

    >>> main_script("Дело о CSAM"), main_script("1998")
    ('Cyrillic', '')
    """
    if text.isascii():
        return "Latin" if _WORD.search(text) else ""
    letters = sum(map(len, _WORD.findall(text)))
    return next((name for name, own in _OF_SCRIPT.items() if letters < 2 * sum(map(len, own.findall(text)))), "")


def mixed_words(text: str) -> Iterator[str]:
    """Yield words that are spelled with letters of two scripts that look alike (Unicode Technical Standard #39, section 5.1).

    >>> list(mixed_words("child pr\u043etection and ДНК"))
    ['prоtection']
    """
    # Nearly every text is in letters of one script, which is seen at once.
    if not text.isascii() and _is_mixed(text):
        yield from (found[0] for found in _WORD.finditer(text) if _is_mixed(found[0]))


def _is_mixed(text: str) -> bool:
    return sum(letters.search(text) is not None for letters in _ALIKE) > 1


def has_latin_letter(text: str) -> bool:
    """Return whether any letter of a text is Latin."""
    return _OF_SCRIPT["Latin"].search(text) is not None


def foreign_letter(label: str, tag: str) -> str:
    """Return the first letter of a label in a language of Latin letters that is not Latin; empty where there is none.

    >>> foreign_letter("\u0441\u043e\u0440 training", "en"), foreign_letter("ДНК", "ru")
    ('с', '')
    """
    if label.isascii() or SCRIPT_OF.get(base_language(tag)) != "Latin":
        return ""
    others = (letters for name, letters in _OF_SCRIPT.items() if name != "Latin")
    return next((found[0][0] for letters in others if (found := letters.search(label))), "")


def is_in_other_script(text: str, tag: str) -> bool:
    """Return whether nearly all of a longer text is in letters that its language does not use.

    >>> is_in_other_script("service that receives reports", "ru"), is_in_other_script("CSAM", "ru")
    (True, False)
    """
    script = _OF_SCRIPT.get(SCRIPT_OF.get(base_language(tag), ""))
    own = len("".join(script.findall(text))) if script else len(text)
    if own >= len(text) * _LEAST_SHARE:  # a text has no more letters than characters
        return False
    letters = sum(map(str.isalpha, text))
    return letters >= _LEAST_LETTERS and own < letters * _LEAST_SHARE


def other_language(text: str, tag: str) -> str:
    """Return the language that a text is in instead of its own, as far as small words tell; empty where they do not.

    Quotations and brackets are not looked at.

    >>> other_language("the content that is shown to the child", "fr"), other_language("le contenu qui est montré", "fr")
    ('en', '')
    """
    own = base_language(tag)
    if own not in _SMALL:
        return ""
    words = _WORD.findall(_QUOTED.sub(" ", text).lower())
    if not _SMALL[own].isdisjoint(words):
        return ""
    counted = {other: sum(word in only for word in words) for other, only in _ONLY.items() if other != own}
    best = max(counted, key=lambda other: counted[other])
    return best if counted[best] >= _ENOUGH else ""
