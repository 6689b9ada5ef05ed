"""How well a typed query matches a label: the ranking rules, on folded strings alone.

``site/assets/search/ranking.mjs`` does the same in the browser. A query meets a label in one of six tiers, best
first (the first that applies counts):

=======  ================================================================================================
EXACT    the same letters, wherever the spaces are ("deepfake" is "deep-fake")
PREFIX   the label begins with the query
WORD     a word of the label begins with the query; in scripts that put no spaces between words (Chinese,
         Japanese, Thai …) the query stands anywhere in the label
WORDS    every word of the query begins some word of the label, in any order
INSIDE   every word of the query of three letters or more stands somewhere in the label, shorter ones begin
         a word; or the label begins with the query when spaces are left out
NEAR     as WORDS, but with small differences, which are weighed (see :func:`near_matcher`)
=======  ================================================================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from csea_terms.text.fold import fold

EXACT, PREFIX, WORD, WORDS, INSIDE, NEAR = range(6)

LONGEST_QUERY = 200
"""Characters of a query that are looked at; a whole pasted page must not stop the program."""

_FAR = 99
_MISTAKE = 4
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
_HAS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_SCRIPT_CHANGE = re.compile(f"(?<=[a-z0-9])(?=[{_UNSPACED}])|(?<=[{_UNSPACED}])(?=[a-z0-9])")
_ARABIC_ARTICLE = re.compile("(^| )ال")


@dataclass(frozen=True)
class Query:
    """What somebody typed, ready to be compared: its key, the words of it, and the key without spaces."""

    key: str
    words: tuple[str, ...]
    solid: str


def match_key(text: str) -> str:
    """Return the folded form of a label or query in which two are compared.

    The Arabic article is left out, since "abuse" and "the abuse" are one entry to whoever looks it up, and
    Latin letters inside a Chinese word become a word of their own.

    >>> match_key("AI生成的材料")
    'ai 生成的材料'
    >>> match_key("الاعتداء") == match_key("اعتداء")
    True
    """
    return _ARABIC_ARTICLE.sub(r"\1", _SCRIPT_CHANGE.sub(" ", fold(text))).strip()


def read_query(text: str) -> Query:
    """Return what somebody typed as a :class:`Query`; its key is empty where nothing can be looked up."""
    key = match_key(text[:LONGEST_QUERY])
    return Query(key, tuple(key.split()), key.replace(" ", ""))


def match_tier(query: Query, key: str) -> int | None:
    """Return the tier from EXACT to INSIDE in which a query meets a label's key, or None.

    >>> match_tier(read_query("abuse child"), "child sexual abuse") == WORDS
    True
    """
    if key.startswith(query.key):
        return EXACT if key == query.key else PREFIX
    if _begins_word(query.key, key):
        return WORD
    if len(query.words) > 1 and all(_begins_word(word, key) for word in query.words):
        return WORDS
    if key[:1] == query.key[:1]:
        solid = key.replace(" ", "")
        if solid.startswith(query.solid):
            return EXACT if solid == query.solid else INSIDE
    if all(word in key if len(word) > 2 else _begins_word(word, key) for word in query.words):
        return INSIDE
    return None


def near_matcher(query: Query) -> Callable[[str], int | None]:
    """Return a function from a label's key to how far it is from the query, or to None where that is too far.

    Allowed are: one wrong, missing, added or swapped letter in a word of 4 to 7 letters and two in a longer
    one (Damerau-Levenshtein, on the word or its beginning); an ending of up to three letters too many after
    a word of at least four ("children", "child"); and, beside a longer word, a missing word of up to three
    letters ("of", "de", "по"). Each weighs as much as four words that the label has beyond those of the query.
    """
    has_long_word = any(len(word) > 3 for word in query.words)
    known: dict[tuple[str, str], int] = {}

    def cost(typed: str, word: str) -> int:
        pair = (typed, word)
        if pair not in known:
            known[pair] = _word_difference(typed, word)
        return known[pair]

    def near(key: str) -> int | None:
        words = key.split()
        total = 0
        for typed in query.words:
            least = min((cost(typed, word) for word in words), default=_FAR)
            if least == _FAR and (len(typed) > 3 or not has_long_word):
                return None
            total += 1 if least == _FAR else least
        return _MISTAKE * total + min(max(len(words) - len(query.words), 0), _MISTAKE - 1)

    return near


def prefix_distance(typed: str, word: str, limit: int) -> int:
    """Return the fewest edits that turn what was typed into a beginning of a word, ``limit + 1`` where more.

    An edit adds, drops or changes one letter or swaps two neighbours (optimal string alignment).

    >>> prefix_distance("vitcim", "victims", 2), prefix_distance("groming", "grooming", 1)
    (1, 1)
    """
    word = word[: len(typed) + limit]
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
            return limit + 1
        before, above = above, row
    return min(above)


def _begins_word(word: str, key: str) -> bool:
    if word not in key:
        return False
    return key.startswith(word) or " " + word in key or _HAS_UNSPACED.search(word) is not None


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
    distance = prefix_distance(typed, word, limit)
    return distance if distance <= limit else _FAR


def _letters(word: str) -> int:
    found = 0
    for letter in word:
        found |= 1 << (ord(letter) & 31)
    return found
