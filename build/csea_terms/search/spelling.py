"""How far two words are from each other, as a hand on a keyboard goes astray, and which letters sound alike.

``site/assets/search/spelling.mjs`` does the same in the browser.
"""

from __future__ import annotations

import re

from csea_terms.search.words import is_latin, spelling

_SHORTEST = 4
_LONG = 8

_LETTERS = {
    "Cyrillic": dict(zip("абвгґдеєжзиіїйклмнопрстуфхцчшщъыьэюя", "a b v g g d e e zh z i i i i k l m n o p r s t u f h c ch sh sch _ i _ e yu ya".split(), strict=True)),
    "Arabic": dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهويگپچژ", "_ b t t j h k d d r s s s s d t s _ g f k k l m n h _ _ g b c s".split(), strict=True)),
}
# Letters that people choose between when they write Russian or Arabic in Latin ones, long before short.
_CHOICES = {
    "Cyrillic": (
        ("shch", "s"), ("sch", "s"), ("sh", "s"), ("ch", "c"), ("kh", "h"), ("ts", "c"),
        ("j", "i"), ("y", "i"), ("w", "v"), ("x", "h"), ("ii", "i"), ("ia", "a"), ("iu", "u"), ("io", "e"), ("ie", "e"),
    ),
    "Arabic": (("sh", "s"), ("kh", "k"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("ch", "c"), ("q", "k"), ("v", "f"), ("p", "b")),
}  # fmt: skip
_VOWELS = re.compile("[aeiouwy]")
_TWICE = re.compile(r"(.)\1+")


def slips(typed: str, word: str) -> int | None:
    """Return how many slips of a hand turn a word into what was typed, None where that is no likely slip.

    A slip leaves out, adds or changes one letter or swaps two neighbours (optimal string alignment). One is likely in a
    word of four to seven letters and two in a longer one, and the first letter is seldom wrong but for a swap.

    >>> slips("vitcim", "victim"), slips("groming", "grooming"), slips("incest", "investigation")
    (1, 1, None)
    """
    limit = 1 if len(typed) < _LONG else 2
    if len(typed) < _SHORTEST or abs(len(typed) - len(word)) > limit:
        return None
    if typed[0] != word[0] and typed[:2] != word[1::-1]:
        return None
    found = edits(typed, word, limit)[-1]
    return found if 0 < found <= limit else None


def edits(typed: str, word: str, limit: int) -> list[int]:
    """Return how many edits turn what was typed into each beginning of a word, from none of its letters to all.

    An edit adds, drops or changes one letter or swaps two neighbours (optimal string alignment). Where all are more than
    ``limit``, the answer is only that: ``limit + 1`` everywhere.

    >>> edits("vitcim", "victims", 2)[-2:], edits("abuse", "victim", 1)
    ([1, 2], [2, 2, 2, 2, 2, 2, 2])
    """
    before: list[int] = []
    above = list(range(len(word) + 1))
    for i, letter in enumerate(typed, 1):
        row = [i]
        for j, other in enumerate(word, 1):
            least = min(row[-1] + 1, above[j] + 1, above[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == word[j - 2] and typed[i - 2] == other:
                least = min(least, before[j - 2] + 1)
            row.append(least)
        if min(row) > limit:
            return [limit + 1] * (len(word) + 1)
        before, above = above, row
    return above


def sound(word: str, script: str) -> str:
    """Return a word in Latin letters, alike for all ways in which people write a Russian or Arabic word in them.

    ``script`` is ``Cyrillic`` or ``Arabic``: of Arabic words only the consonants count. Empty for a word of neither.

    >>> sound("ekspluataciya", "Cyrillic") == sound("ekspluatatsiia", "Cyrillic") == sound("эксплуатация", "Cyrillic")
    True
    >>> sound("istighlal", "Arabic") == sound("استغلال", "Arabic")
    True
    """
    if is_latin(word):
        return _TWICE.sub(r"\1", _heard(word, script))
    letters = [_LETTERS[script].get(letter, "?") for letter in word]
    if "?" in letters:
        return ""
    written = "".join(letters).replace("_", "")
    return _TWICE.sub(r"\1", written if script == "Arabic" else _heard(spelling(written), script))


def _heard(word: str, script: str) -> str:
    for written, heard in _CHOICES[script]:
        word = word.replace(written, heard)
    return _VOWELS.sub("", word) if script == "Arabic" else word
