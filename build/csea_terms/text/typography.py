"""How each language writes its marks: apostrophes, quotation marks, spaces before marks, and some spellings.

One small table a language, after its checklist in ``vocab/languages/<tag>.md``. A variant of a region that writes otherwise
has a table of its own. All write the typographic apostrophe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from csea_terms.text.phrases import base_language


@dataclass(frozen=True)
class Habit:
    """One habit of a language: the rule's name, what breaks it, what is wrong then, and what to do."""

    rule: str
    pattern: re.Pattern[str]
    message: str
    advice: str


def _habit(rule: str, pattern: str, message: str, advice: str) -> Habit:
    return Habit(rule, re.compile(pattern), message, advice)


_LETTER = r"[^\W\d_]"
_CHINESE = r"\u3400-\u4dbf\u4e00-\u9fff"
_ARABIC = r"\u0620-\u064a\u064b-\u0652"

_APOSTROPHE = _habit(
    "typography-apostrophe",
    f"(?<={_LETTER})'(?={_LETTER})",
    "The apostrophe is the straight one of typewriters",
    "Write the typographic one: ’ (U+2019)",
)


def _quotes(language: str, inside: str) -> Habit:
    advice = f"Write « and », and within a quotation {inside}"
    # What stands within « » may have quotation marks of its own.
    return _habit("typography-quotes", r'(?:^|»)[^«»]*["“”„]', f"{language} quotes between « and »", advice)


def _spaces(pattern: str, message: str) -> Habit:
    advice = "Put a no-break space there (U+00A0), so that the mark is never alone on a line"
    return _habit("typography-spaces", pattern, message, advice)


_NO_SPACE = _habit("typography-spaces", r"(?<=\w)\s[;:?!](?!-)", "A space stands before ; : ? or !", "Delete it")

_PAIRS = _habit(
    "typography-pairs",
    r"^[^¿]*\?|\?[^¿]*\?|¿[^?]*(?:¿|$)|^[^¡]*!|![^¡]*!|¡[^!]*(?:¡|$)",
    "A question or exclamation has only one of its two marks",
    "Open it with ¿ or ¡ and close it with ? or !",
)

HABITS: dict[str, tuple[Habit, ...]] = {
    "ar": (
        _habit("typography-marks", f"(?<=[{_ARABIC}])[,;?]|(?<=[{_ARABIC}]) [,;?]", "A Latin mark stands behind an Arabic word",
               "Write the Arabic one: ، ؛ ؟"),
        _habit("typography-spelling", f"(?<=[{_ARABIC}])\u0640+(?=[{_ARABIC}])", "A word is drawn out with a tatweel (U+0640)",
               "Delete it"),
        _quotes("Arabic", "“ and ”"),
    ),
    "es": (_PAIRS, _quotes("Spanish", "“ and ”")),
    "fr": (
        _spaces(r"(?<!\xa0)[;?!:](?=\s|$)(?<=[\w)»’ ].)|[ \u202f][;:?!](?!-)|(?<!\xa0)»|«(?!\xa0)",
                "No no-break space stands before ; : ? ! or », or behind «"),
        _quotes("French", "“ and ”"),
    ),
    "fr-CA": (
        _spaces(r"(?<!\xa0):(?=\s|$)(?<=[\w)»’ ].)|(?<!\xa0)»|«(?!\xa0)", "No no-break space stands before : or », or behind «"),
        _quotes("French", "“ and ”"),
    ),
    "pt": (_quotes("European Portuguese", "“ and ”"), _NO_SPACE),
    "pt-BR": (_NO_SPACE,),
    "ru": (
        _habit("typography-spelling", r"(?<=[\w,;:»–—] )Интернет", "The word интернет begins with a capital letter within a sentence",
               "Write it in lower case"),
        _habit("typography-spelling", r"\b[Хх]эш", "The word хеш is written with э", "Write хеш"),
        _habit("typography-spelling", r"\b(?:[Рр]ебен(?:ок|к)|(?:[Ее]е|[Нн]ее|[Ее]ще)\b)", "The letter ё is written as е",
               "Write ё: ребёнок, её, неё, ещё"),
        _quotes("Russian", "„ and “"),
    ),
    "uk": (_quotes("Ukrainian", "„ and “"),),
    "zh": (
        _habit("typography-marks", rf"(?<=[{_CHINESE}]) ?[,;:?!]|(?<=[{_CHINESE}])\.(?!\w)|\([^()]*[{_CHINESE}][^()]*\)",
               "A Latin mark stands between Chinese characters", "Write the full-width one: ，。：；？！（）"),
    ),
}  # fmt: skip
"""What a language holds to besides the apostrophe, by its tag; a region without a table holds to its language's."""

# Addresses and what stands as code are no words of any language.
_NO_WORDS = re.compile(r"https?://[^\s)>\]]+|`[^`]*`")
_AROUND = 12


@cache
def habits_of(tag: str) -> tuple[Habit, ...]:
    """Return what a language holds to.

    >>> [habit.rule for habit in habits_of("pt-BR")]
    ['typography-apostrophe', 'typography-spaces']
    """
    return (_APOSTROPHE, *HABITS.get(tag, HABITS.get(base_language(tag), ())))


def typography_faults(text: str, tag: str) -> Iterator[tuple[str, str, str]]:
    """Yield where a text does not keep to the habits of its language, as (rule, message, advice); each habit once.

    >>> [message for rule, message, advice in typography_faults("l'enfant", "fr")]
    ['The apostrophe is the straight one of typewriters: "l\\'enfant"']
    """
    words = _NO_WORDS.sub("0", text)
    for habit in habits_of(tag):
        found = habit.pattern.search(words)
        if found:
            shown = words[max(found.end() - 1 - _AROUND, 0) : found.end() + _AROUND]
            yield habit.rule, f'{habit.message}: "{shown}"', habit.advice
