"""Aselo's labels: tidied, as a notation, and in the forms in which two helplines may mean the same one."""

from __future__ import annotations

import re
import unicodedata

from csea_terms.crosswalks.recoding.recognise import value_key

UNSPECIFIED = "Unspecified/Other"
"""The platform compares with exactly this text when it shows a contact's choice beside its category."""

FULL_STOP = "The label holds a full stop, at which the platform cut labels until September 2023"
SHARED = "The label is that of {place} too, and reports that leave the category out cannot tell the two apart"
"""What has broken on the platform (flex-plugins: ``transformCategories``, ``InsightsService``)."""

LONGEST_LABEL = 300
"""Characters; the longest label that a helpline uses has about 120."""

_JOINERS = "\u200c\u200d"
"""Persian, Urdu and the scripts of India spell words with them, so they are not superfluous."""

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_SECTION = re.compile(r"^\([A-Z]{2,3}\)\s+|\s+-\s+[A-Z]{1,3}$")
_ABBREVIATION = re.compile(r"\s+\([A-Z][A-Z/&-]{1,7}\)$")
_SLASH = re.compile(r"\s*/\s*")
_SAME = {
    "accessibility": "access to services",
    "mental/emotional violence": "psychological/emotional violence",
}
_CATCH_ALL = {"unspecified/other", "other", "otro", "otros", "no especificado/otro", "inespecífico/outros", "outros", "egyéb", "อื่นๆ"}


def tidy(raw: str) -> str:
    """Return a label in Unicode form NFC, without control and other unseen characters and without superfluous spaces.

    >>> tidy(" Runaway\\r\\n"), tidy("Child\\u200b labour")
    ('Runaway', 'Child labour')
    """
    letters = "".join(_seen(letter) for letter in unicodedata.normalize("NFC", raw))
    return unicodedata.normalize("NFC", " ".join(letters.split()))


def _seen(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Cc" or category[0] == "Z":
        return " "
    return "" if category[0] == "C" and letter not in _JOINERS else letter


def may_be_shared(label: str) -> bool:
    """Return whether several categories may have a subcategory of this label: only the one that each has, and no other."""
    return value_key(label) == value_key(UNSPECIFIED)


def has_words(label: str) -> bool:
    """Return whether a tidied label holds a letter or digit, without which nobody could choose it."""
    return any(letter.isalnum() for letter in label)


def pointer(*parts: str) -> str:
    """Return labels as a JSON pointer (RFC 6901, section 3).

    >>> pointer("Violence", "Child/Early marriage")
    '/Violence/Child~1Early marriage'
    """
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts)


def labels_of(notation: str) -> tuple[str, ...]:
    """Return the labels that a JSON pointer names (RFC 6901, section 4).

    >>> labels_of("/Violence/Child~1Early marriage")
    ('Violence', 'Child/Early marriage')
    """
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in notation.split("/")[1:])


def near_key(label: str) -> str:
    """Return what two labels share that differ only as helplines are known to write the same thing differently.

    >>> near_key("Psychological / Emotional violence - V") == near_key("Mental/Emotional violence")
    True
    >>> near_key("(SA) Online sexual abuse (OSA)")
    'online sexual abuse'
    """
    text = _SECTION.sub("", _SECTION.sub("", _DASHES.sub("-", tidy(label))))
    key = value_key(_SLASH.sub("/", _ABBREVIATION.sub("", text)))
    return _SAME.get(key, key)


def is_catch_all(label: str) -> bool:
    """Return whether a label only says "other", so that it means nothing without its category."""
    return near_key(label) in _CATCH_ALL
