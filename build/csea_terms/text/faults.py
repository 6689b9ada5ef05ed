"""What may be wrong with any text, whatever it says: characters that nobody sees, spaces, length."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from csea_terms.text.languages import mixed_words

MAX_LENGTH = 4_000
"""Characters; a definition has about 200."""

# Controls, characters that turn the direction of writing round or have no width, fillers, variation selectors, tags, and
# those that are no characters at all (Unicode, section 23.7). The joiners U+200C and U+200D are not among them: Persian,
# Urdu and the scripts of India spell words with them.
_NO_CHARACTERS = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    rf"\u3164\ufe00-\ufe0f\ufeff\uffa0\ufdd0-\ufdef\ufff0-\ufffb\U000e0000-\U000e0fff{_NO_CHARACTERS}]"
)
_TURNING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def text_faults(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with a text as (rule, message, advice).

    >>> [rule for rule, message, advice in text_faults("two  spaces")]
    ['text-spaces']
    """
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        advice = "Delete the letter and type it again; most keyboards write it as one character (Unicode form NFC)"
        yield "text-nfc", "A letter and its accent are stored as two characters", advice
    unseen = _UNSEEN.search(text)
    if unseen:
        yield "text-characters", *_unseen_fault(unseen)
    if text.strip(" ") != text or "  " in text:
        yield "text-spaces", "The text begins or ends with a space, or holds two in a row", "Delete the extra spaces"
    if len(text) > MAX_LENGTH:
        message = f"The text is very long ({len(text):,} characters; {MAX_LENGTH:,} are allowed)"
        yield "text-length", message, "Shorten it, or split it into several notes"


def letter_faults(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield words of a text that mix letters of scripts which look alike, as (rule, message, advice)."""
    for word in mixed_words(text):
        message = f'The word "{word}" mixes letters of two scripts that look alike'
        yield "text-letters", message, "Type the word again with the keyboard of its language"


def turning_fault(text: str) -> tuple[str, str] | None:
    """Return what is wrong, as (message, advice), with a text that turns the direction of writing round (UAX #9, section 2)."""
    found = _TURNING.search(text)
    return _unseen_fault(found) if found else None


def _unseen_fault(found: re.Match[str]) -> tuple[str, str]:
    return f"The text holds a character that cannot be seen (U+{ord(found[0]):04X})", "Delete it or retype the text"
