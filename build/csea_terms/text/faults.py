"""What may be wrong with any text, whatever it says: characters that nobody sees, spaces, length."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

MAX_LENGTH = 4_000
"""Characters; a definition has about 200."""

# Controls, and characters that turn the direction of writing round or have no width. The joiners U+200C and
# U+200D are not among them: Persian, Urdu and the scripts of India spell words with them.
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_TURNING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(r"^ | $|  ")


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
    if _SPACES.search(text):
        yield "text-spaces", "The text begins or ends with a space, or holds two in a row", "Delete the extra spaces"
    if len(text) > MAX_LENGTH:
        message = f"The text is very long ({len(text):,} characters; {MAX_LENGTH:,} are allowed)"
        yield "text-length", message, "Shorten it, or split it into several notes"


def turning_fault(text: str) -> tuple[str, str] | None:
    """Return what is wrong, as (message, advice), with a text that turns the direction of writing round (UAX #9, section 2)."""
    found = _TURNING.search(text)
    return _unseen_fault(found) if found else None


def _unseen_fault(found: re.Match[str]) -> tuple[str, str]:
    return f"The text holds a character that cannot be seen (U+{ord(found[0]):04X})", "Delete it or retype the text"
