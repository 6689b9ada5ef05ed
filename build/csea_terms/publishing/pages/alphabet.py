"""Alphabetical order and initial letters, language by language, without a library of collation tables; Chinese by its Pinyin."""

from __future__ import annotations

import re
import unicodedata

from pypinyin import Style, lazy_pinyin

from csea_terms.text.casing import capital, small
from csea_terms.text.fold import is_accent

OTHER = "#"
"""The initial of what no alphabet places."""

# Letters that a language counts as its own, not as others with an accent, each filed behind the letter that it follows:
# the last sign comes after every letter that may stand there.
_OWN_LETTERS = {
    "es": str.maketrans({"ñ": "nӿ"}),
    "tr": str.maketrans({"ç": "cӿ", "ğ": "gӿ", "ı": "hӿ", "ö": "oӿ", "ş": "sӿ", "ü": "uӿ"}),
    "uk": str.maketrans({"ґ": "гӿ", "є": "еӿ", "і": "иӿ", "ї": "иӿӿ"}),
}

_ARABIC_ARTICLE = re.compile(r"^ال(?=\w{2})|(?<=\s)ال(?=\w{2})")
_ARABIC_LETTERS = str.maketrans("أإآٱىة", "اااايه")


def sort_key(text: str, language: str) -> tuple:
    """Return what to sort a label by: letters first, then the label itself so that the order is total.

    >>> sorted(["zone", "Émoi", "abus"], key=lambda text: sort_key(text, "fr"))
    ['abus', 'Émoi', 'zone']
    >>> sorted(["性剥削", "儿童", "A", "新闻", "重复"], key=lambda text: sort_key(text, "zh"))
    ['A', '重复', '儿童', '新闻', '性剥削']
    >>> sorted(["їжа", "зона", "ім’я", "явка", "йод"], key=lambda text: sort_key(text, "uk"))
    ['зона', 'ім’я', 'їжа', 'йод', 'явка']
    >>> sorted(["बाल", "बंधक", "ज़बरदस्ती", "बलात्"], key=lambda text: sort_key(text, "hi"))
    ['ज़बरदस्ती', 'बंधक', 'बलात्', 'बाल']
    """
    letters = folded(text, language)
    if _is_chinese(language):
        return (initial(text, language), _spelled(letters), letters, text)
    return (letters, text)


def initial(text: str, language: str) -> str:
    """Return the letter under which a label stands in an A–Z list, or :data:`OTHER`.

    >>> [initial(*pair) for pair in (("éducation", "fr"), ("الطفل", "ar"), ("儿童", "zh"), ("3D", "en"))]
    ['E', 'ط', 'E', '#']
    >>> initial("istismar", "tr"), initial("ısrar", "tr"), initial("çocuk", "tr")
    ('İ', 'I', 'Ç')
    """
    own = _small(text, language)[:1]
    is_own = own and ord(own) in _OWN_LETTERS.get(language.split("-")[0], {})
    letters = folded(text, language)
    if _is_chinese(language):
        letters = "".join(_spelled(letters)[:1])
    first = capital(own if is_own else letters[:1], language)
    return first if first.isalpha() and (first.isascii() or not _is_chinese(language)) else OTHER


def folded(text: str, language: str) -> str:
    """Return a label without what its language's dictionaries pass over: case, accents, the Arabic article."""
    base = language.split("-")[0]
    lowered = _small(text, language).translate(_OWN_LETTERS.get(base, {}))
    if base == "ar":
        lowered = _ARABIC_ARTICLE.sub("", lowered.translate(_ARABIC_LETTERS))
    return lowered.translate(_LETTERS).strip()


def _small(text: str, language: str) -> str:
    return small(unicodedata.normalize("NFC", text), language).strip()


class _Letters(dict[int, str]):
    """What each character counts as, worked out when it is first met: ``str.translate`` then runs at full speed."""

    def __missing__(self, code: int) -> str:
        self[code] = base = _base_letter(chr(code))
        return base


_LETTERS = _Letters()


def _base_letter(letter: str) -> str:
    # й is a letter of its own, not an и with an accent; ё is filed under е.
    if letter == "й":
        return letter
    # Vowel signs and tones of other scripts are letters to their readers; what is no letter at all is passed over.
    parts = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in parts if not is_accent(part) and (part.isspace() or unicodedata.category(part)[0] in "LMN"))


def _is_chinese(language: str) -> bool:
    return language.split("-")[0] == "zh"


def _spelled(letters: str) -> list[str]:
    """Return the syllables of a Chinese text in Pinyin (ISO 7098), tones behind them as figures; what is not Chinese stays as it is."""
    return lazy_pinyin(letters, style=Style.TONE3, neutral_tone_with_five=True)
