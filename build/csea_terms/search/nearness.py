"""How far one name is from another: which category a value of somebody's data, known to nobody, is most like.

Other than a search, which must not guess wildly, this looks for what is nearest however far it is.
``site/assets/search/nearness.mjs`` does the same in the browser; ``tests/recode-cases.json`` holds both to one table.
"""

from __future__ import annotations

from collections.abc import Callable

from csea_terms.search.spelling import edits
from csea_terms.search.words import is_unspaced

_FAR = 99
_MISTAKE = 4


def near_matcher(wanted: str) -> Callable[[str], int | None]:
    """Return a function from a key to how far it is from the wanted one, or to None where that is too far.

    Allowed are: one wrong, missing, added or swapped letter in a word of 4 to 7 letters and two in a longer
    one (Damerau-Levenshtein, on the word or its beginning); an ending of up to three letters too many after
    a word of at least four ("children", "child"); and, beside a longer word, a missing word of up to three
    letters ("of", "de", "по"). Each weighs as much as four words that the other has beyond the wanted ones.

    >>> near_matcher("child abduktion")("child abduction"), near_matcher("fraud")("child abduction")
    (4, None)
    """
    typed_words = wanted.split()
    has_long_word = any(len(word) > 3 for word in typed_words)
    known: dict[tuple[str, str], int] = {}

    def cost(typed: str, word: str) -> int:
        pair = (typed, word)
        if pair not in known:
            known[pair] = _word_difference(typed, word)
        return known[pair]

    def near(key: str) -> int | None:
        words = key.split()
        total = 0
        for typed in typed_words:
            least = min((cost(typed, word) for word in words), default=_FAR)
            if least == _FAR and (len(typed) > 3 or not has_long_word):
                return None
            total += 1 if least == _FAR else least
        return _MISTAKE * total + min(max(len(words) - len(typed_words), 0), _MISTAKE - 1)

    return near


def _begins_word(word: str, key: str) -> bool:
    if word not in key:
        return False
    return key.startswith(word) or " " + word in key or is_unspaced(word)


def _word_difference(typed: str, word: str) -> int:
    if _begins_word(typed, word):
        return 0
    if len(typed) < 4:
        return _FAR
    if len(word) > 3 and typed.startswith(word) and len(typed) - len(word) <= 3:
        return 1
    limit = 1 if len(typed) < 8 else 2
    if len(typed) - len(word) > limit:
        return _FAR
    if (_letters(typed) & ~_letters(word)).bit_count() > limit:
        return _FAR  # each letter that the word lacks is an edit: most words go here, without the long count
    distance = min(edits(typed, word[: len(typed) + limit], limit))
    return distance if distance <= limit else _FAR


def _letters(word: str) -> int:
    found = 0
    for letter in word:
        found |= 1 << (ord(letter) & 31)
    return found
