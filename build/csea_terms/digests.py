"""Tell whether something is as it was without keeping it."""

from __future__ import annotations

import hashlib


def digest(*texts: str) -> str:
    """Return a digest of some texts.

    >>> digest("a", "b") == digest("ab")
    False
    """
    return hashlib.sha256("\0".join(texts).encode(errors="surrogatepass")).hexdigest()[:32]
