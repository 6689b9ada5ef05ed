"""A query with the preferred name in place of a word to avoid: who looks for "possession of child pornography" means
possession of child sexual abuse material, and no label need say the first.

``site/assets/search/rewording.mjs`` does the same in the browser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from csea_terms.search.entries import Entry
from csea_terms.search.matching import Query, WordList
from csea_terms.search.words import is_unspaced, match_key


def reworded(words: WordList, query: Query, preferred: Callable[[str], str]) -> Iterator[Query]:
    """Yield a query in other words, for each concept of which a word to avoid stands in it beside others.

    Of several such words those count that leave the least of the query. ``preferred`` returns the preferred label of a concept.
    """
    rests: dict[str, tuple[str, ...]] = {}
    for entry, mask, missing in words.sharing(query):
        rest = _rest(entry, mask, query) if entry.word_kind == "avoid" and missing == 0 else ()
        if rest and (entry.id not in rests or _letters(rest) < _letters(rests[entry.id])):
            rests[entry.id] = rest
    least = min(map(_letters, rests.values()), default=0)
    for concept, rest in rests.items():
        if _letters(rest) == least:
            yield words.query(" ".join((*rest, match_key(preferred(concept)))))


def _rest(entry: Entry, mask: int, query: Query) -> tuple[str, ...]:
    """Return the words of a query that are none of an entry's; of words without spaces what stands before and behind it."""
    kept = [word.replace(entry.key, " ") if is_unspaced(word) else "" if mask >> place & 1 else word for place, word in enumerate(query.words)]
    return tuple(" ".join(kept).split())


def _letters(words: tuple[str, ...]) -> int:
    return sum(map(len, words))
