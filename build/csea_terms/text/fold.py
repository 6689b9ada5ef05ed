"""Fold a text to the letters that people agree on, so that a search finds a word however it was typed.

``site/assets/search/fold.mjs`` does the same in the browser; ``tests/search-cases.json`` holds both to one table.
The steps use only what both languages offer alike: NFKD (Unicode Standard Annex 15), lower case, then one
table from letter to letters. Marks are named by their blocks: stripping every combining mark would destroy
Devanagari vowels, Thai tones and the Japanese voicing mark, which are letters to their readers.
"""

import re
import unicodedata

_STRIPPED = (
    (0x0300, 0x036F),  # accents of Latin, Greek and Cyrillic
    (0x0591, 0x05C7),  # Hebrew points
    (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06ED), (0x08CA, 0x08FF),  # Arabic harakat
    (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F),  # more accents
    (0xFE00, 0xFE0F), (0xE0100, 0xE01EF),  # variation selectors
    (0x0621, 0x0621), (0x0640, 0x0640),  # Arabic: the bare hamza is often left out; tatweel only stretches a word
    (0x093C, 0x093C),  # the Devanagari nukta is often left out
)  # fmt: skip
"""First and last code point of what is dropped. Hamza on its carrier is a mark here, after NFKD."""

_VARIANTS = {
    # Latin letters that NFKD leaves whole
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i", "ŋ": "n",
    "ς": "σ",
    # Arabic letters, and their Persian, Urdu and Kurdish shapes
    "ٱ": "ا", "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك",
    "ँ": "ं",  # two ways to write a Hindi nasal
}  # fmt: skip

_HINDI_NASAL = re.compile("ङ्(?=[क-ङ])|ञ्(?=[च-ञ])|ण्(?=[ट-ण])|न्(?=[त-न])|म्(?=[प-म])")
"""A nasal before a consonant of its own place, which is written as a letter or as a dot: हिन्दी or हिंदी."""

_ZEROS = "٠۰०০੦૦୦௦౦೦൦๐໐၀០"
"""The digit nought of each script; the other nine follow it."""

_APOSTROPHES = range(0x02B9, 0x02C0)
"""Modifier letters that serve as apostrophes; Unicode counts them as letters."""


def fold(text: str) -> str:
    """Return a text in lower case, without diacritics, with single spaces instead of punctuation.

    Arabic, Cyrillic and full-width variants of a letter become one letter; vowel signs and tones of scripts
    that cannot be read without them stay. Folding twice changes nothing.

    >>> fold("Child-sexual  ABUSE (images)")
    'child sexual abuse images'
    >>> fold("l’exploitation d’élèves"), fold("ещё"), fold("ＣＳＡＭ")
    ('l exploitation d eleves', 'еще', 'csam')
    >>> fold("إِسَاءَة") == fold("اساءه")
    True
    """
    folded = " ".join(unicodedata.normalize("NFKD", text).lower().translate(_LETTERS).split())
    return _HINDI_NASAL.sub("ं", folded) if "्" in folded else folded


def is_accent(letter: str) -> bool:
    """Return whether a character is a mark that readers may leave out, and no vowel sign or tone that they need.

    >>> is_accent("\u0301"), is_accent("ि"), is_accent("é")
    (True, False, False)
    """
    return unicodedata.category(letter)[0] == "M" and _is_stripped(ord(letter))


def _folded_letter(letter: str) -> str:
    code = ord(letter)
    if letter in _VARIANTS:
        return _VARIANTS[letter]
    if _is_stripped(code):
        return ""
    for zero in _ZEROS:
        if 0 <= code - ord(zero) <= 9:
            return str(code - ord(zero))
    category = unicodedata.category(letter)
    if category == "Cf":  # soft hyphens, joiners and direction marks cannot be seen
        return ""
    return letter if category[0] in "LMN" and code not in _APOSTROPHES else " "


def _is_stripped(code: int) -> bool:
    return any(first <= code <= last for first, last in _STRIPPED)


class _Letters(dict[int, str]):
    """What each letter folds to, worked out when it is first met: ``str.translate`` then runs at full speed."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded_letter(chr(code))
        return folded


_LETTERS = _Letters()
