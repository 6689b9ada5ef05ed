"""What people type as plain text, as it is stored."""

from __future__ import annotations

import re
import unicodedata

_SURROGATE = re.compile("[\ud800-\udfff]")


def tidy(text: str) -> str:
    """Return a text as it is stored: on one line, with single spaces, in Unicode form NFC.

    >>> tidy("  cafe\\u0301\\n au  lait ")
    'café au lait'
    """
    return unicodedata.normalize("NFC", " ".join(_SURROGATE.sub("\ufffd", text).split()))
