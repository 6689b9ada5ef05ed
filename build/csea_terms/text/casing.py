"""Small and capital letters, where a language pairs them otherwise than others do (Unicode, SpecialCasing.txt)."""

from __future__ import annotations

_SMALL = {"tr": str.maketrans({"I": "ı", "İ": "i"})}
_CAPITAL = {"tr": str.maketrans({"i": "İ", "ı": "I"})}


def small(text: str, language: str) -> str:
    """Return a text without capitals.

    >>> small("Israr", "tr"), small("Istanbul", "en")
    ('ısrar', 'istanbul')
    """
    return text.translate(_SMALL.get(language.partition("-")[0], {})).casefold()


def capital(letter: str, language: str) -> str:
    """Return a letter as a capital.

    >>> capital("i", "tr"), capital("i", "en")
    ('İ', 'I')
    """
    return letter.translate(_CAPITAL.get(language.partition("-")[0], {})).upper()
