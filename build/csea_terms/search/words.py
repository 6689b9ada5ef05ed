"""The words in which texts are compared: folded, with spelling variants as one, without what only points at a number.

``site/assets/search/words.mjs`` does the same in the browser; ``tests/search-cases.json`` holds both to one table.
"""

from __future__ import annotations

import re
from functools import lru_cache

from csea_terms.text.fold import fold

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
_HAS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_LATIN_THEN_UNSPACED = re.compile(f"([a-z0-9])(?=[{_UNSPACED}])")
_UNSPACED_THEN_LATIN = re.compile(f"([{_UNSPACED}])(?=[a-z0-9])")
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}")
_ARABIC_BEGINNING = re.compile(r"(^| )(?:[وف]?[بك]?ال|[وف]?لل)(?=[^ ]{2})")
_ARABIC_JOINED = ("و", "ف", "ب", "ك", "ل")
_DIGIT = re.compile("[0-9]")
_LATIN_WORD = re.compile("[a-z]+")

_BEFORE_NUMBER = frozenset(
    "article articles art arts articulo articulos artigo artigos artikel section sections sec s ss seccion secao"
    " статья статьи статье статьеи ст стаття статті статтеи ماده فصل 第 pasal madde अनुच्छेद धारा".split()
)
_AFTER_NUMBER = frozenset("条 條 條第 madde maddesi md".split())

# Spellings of one word, British and American above all. Each rule also holds for the beginning of a word that is
# still being typed. What else they join ("hour" and "hor") nobody looks up.
_SPELLINGS = (
    (re.compile("z"), "s"),  # organization
    (re.compile("[ao]e"), "e"),  # paedophile
    (re.compile("ll"), "l"),  # counsellor
    (re.compile("(nc|tic)(?=e|$)"), lambda found: found[0][:-1] + "s"),  # defence, practice
    (re.compile("ou(?=r?$|r(?:s|al|ed|ing)$)"), "o"),  # behaviour
    (re.compile("mme$"), "m"),  # programme
    (re.compile("ogue$"), "og"),  # catalogue
    (re.compile("tre$"), "ter"),  # centre
)


@lru_cache(maxsize=100_000)
def match_key(text: str) -> str:
    """Return the words in which a label or a query is compared, with single spaces.

    The Arabic article and what is written together with it are left out, since "abuse" and "the abuse" are one entry to
    whoever looks it up; Latin letters inside a Chinese word become a word of their own; a word such as "Article" or "§"
    is left out beside its number, and the stops of an abbreviation everywhere.

    >>> match_key("AI生成的材料"), match_key("18 U.S.C. § 2252A"), match_key("Article 34")
    ('ai 生成的材料', '18 usc 2252a', '34')
    >>> match_key("الاعتداء") == match_key("والاعتداء") == match_key("اعتداء")
    True
    >>> match_key("paedophile organisation") == match_key("pedophile organization")
    True
    """
    folded = fold(_DOTTED.sub(lambda found: found[0].replace(".", "") + " ", text))
    split = _UNSPACED_THEN_LATIN.sub(r"\1 ", _LATIN_THEN_UNSPACED.sub(r"\1 ", folded))
    return " ".join(map(spelling, _without_units(_ARABIC_BEGINNING.sub(r"\1", split).split())))


def is_unspaced(word: str) -> bool:
    """Return whether a word is of a script that puts no spaces between words."""
    return _HAS_UNSPACED.search(word) is not None


def has_digit(word: str) -> bool:
    """Return whether a word holds a digit, as notations do."""
    return _DIGIT.search(word) is not None


def is_latin(word: str) -> bool:
    """Return whether a word is of Latin letters and nothing else."""
    return _LATIN_WORD.fullmatch(word) is not None


def forms_of(word: str) -> tuple[str, ...]:
    """Return a word, and it without the one Arabic letter that may be joined to its beginning ("and", "with", "for").

    >>> forms_of("abuse"), len(forms_of(match_key("واستغلال")))
    (('abuse',), 2)
    """
    return (word, word[1:]) if len(word) > 3 and word.startswith(_ARABIC_JOINED) else (word,)


def _without_units(words: list[str]) -> list[str]:
    if not any(map(has_digit, words)):
        return words
    around = ["", *words, ""]
    return [
        word
        for before, word, after in zip(around, words, around[2:], strict=False)
        if not (word in _BEFORE_NUMBER and has_digit(after)) and not (word in _AFTER_NUMBER and has_digit(before))
    ]


@lru_cache(maxsize=50_000)
def spelling(word: str) -> str:
    """Return a Latin word in the spelling that stands for all its spellings."""
    if not is_latin(word) or len(word) < 4:
        return word
    for pattern, spelling in _SPELLINGS:
        word = pattern.sub(spelling, word)
    return word


_SCRIPTS = (
    ("Latin", re.compile("[a-z0-9]")),
    ("Cyrillic", re.compile("[а-џѐ-ӿ]")),
    ("Arabic", re.compile("[\u0600-\u06ff]")),
    ("Devanagari", re.compile("[\u0900-\u097f]")),
    ("Han", re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")),
)
_SCRIPT_OF_LIST = {"ru": "Cyrillic", "uk": "Cyrillic", "ar": "Arabic", "hi": "Devanagari", "zh": "Han"}


def script_of(key: str) -> tuple[str, ...]:
    """Return the scripts in which a key is written.

    >>> script_of(match_key("AI生成"))
    ('Latin', 'Han')
    """
    return tuple(name for name, letters in _SCRIPTS if letters.search(key))


def script_of_list(language: str) -> str:
    """Return the script in which a language of the site is written."""
    return _SCRIPT_OF_LIST.get(language, "Latin")
