"""What countries, languages, dates and percentages are called in a language: the Unicode CLDR, through Babel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_percent

# The interface is written in European Portuguese and British English, while CLDR's "pt" is that of Brazil and its "en" American.
_VARIANTS = {"pt": "pt-PT", "en": "en-GB"}
_BRACKETS = {"zh": "（）"}
# Within a sentence, where CLDR has the year and the month only as they stand alone: "до 2025 г.", "с мая 2025 г.".
_IN_A_SENTENCE = {"ru": {4: "y 'г'.", 7: "MMMM y 'г'."}, "uk": {4: "y 'р'.", 7: "MMMM y 'р'."}}
_FIRST_OF_MONTH = {"fr": ("1 ", "1er ")}


class LocalNames:
    """The names that one language has for places and languages; English where CLDR does not know it."""

    def __init__(self, tag: str, own: Mapping[str, str]):
        """Take a language tag and ``own``, the names of places that are not states (``INT``, ``CoE``, ``GB-SCT``)."""
        self._locale = _locale(tag)
        self._own = own
        self._open, self._close = _BRACKETS.get(tag, (" (", ")"))
        self._percents: dict[float, str] = {}

    def place(self, code: str) -> str:
        """Return the name of a jurisdiction: ISO 3166 code, subdivision code or one of our own.

        A part of a state is named with its state behind it, one that has no name here with its code behind the state's.
        """
        country, _, part = code.partition("-")
        state, own = self._locale.territories.get(country), self._own.get(code)
        if not part or state is None:
            return own or state or code
        name, behind = (own, state) if own else (state, code)
        return name + self.bracketed(behind)

    def bracketed(self, text: str) -> str:
        """Return a text as it stands in brackets behind another, with the space that this language puts before them."""
        return f"{self._open}{text}{self._close}"

    def language(self, tag: str) -> str:
        """Return the name of a language, or its tag where nobody knows a name."""
        return self._locale.languages.get(tag.replace("-", "_")) or _base_language(self._locale, tag)

    def date(self, text: str) -> str:
        """Return a year, a month or a day (ISO 8601) as this language writes it within a sentence."""
        day = date.fromisoformat(text + "0000-01-01"[len(text) :])
        if len(text) == len("2025-10-10"):
            written = format_date(day, "long", self._locale)
            digit, first = _FIRST_OF_MONTH.get(self._locale.language, ("", ""))
            return first + written.removeprefix(digit) if digit and written.startswith(digit) else written
        form = _IN_A_SENTENCE.get(self._locale.language, {}).get(len(text))
        skeleton = "yMMMM" if "-" in text else "y"
        return format_date(day, form, self._locale) if form else format_skeleton(skeleton, day, locale=self._locale)

    def percent(self, share: float) -> str:
        """Return a share as a percentage."""
        if share not in self._percents:
            self._percents[share] = format_percent(share, locale=self._locale)
        return self._percents[share]


def _base_language(locale: Locale, tag: str) -> str:
    language, _, rest = tag.partition("-")
    name = locale.languages.get(language)
    if name is None:
        return tag
    return f"{name} ({rest})" if rest else name


def autonym(tag: str) -> str:
    """Return what a language calls itself, or its tag where CLDR does not know.

    >>> autonym("sw"), autonym("qqq")
    ('Kiswahili', 'qqq')
    """
    locale = _known_locale(tag)
    return (locale.languages.get(tag.replace("-", "_")) or _base_language(locale, tag)) if locale else tag


def direction(tag: str) -> str:
    """Return the direction of a language's script, for HTML's ``dir``.

    >>> direction("fa"), direction("sw"), direction("qqq")
    ('rtl', 'ltr', 'auto')
    """
    locale = _known_locale(tag)
    return locale.text_direction if locale else "auto"


@lru_cache(maxsize=None)
def _known_locale(tag: str) -> Locale | None:
    try:
        return Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None


def _locale(tag: str) -> Locale:
    return _known_locale(_VARIANTS.get(tag, tag)) or Locale.parse("en")
