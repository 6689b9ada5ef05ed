"""Tell whether something is as it was without keeping it."""

from __future__ import annotations

import hashlib


def digest(*texts: str) -> str:
    """Return a digest of some texts.

    >>> digest("a", "b") == digest("ab")
    False
    """
    return hashlib.sha256("\0".join(texts).encode(errors="surrogatepass")).hexdigest()[:32]


def digest_of(text: str) -> str:
    """Return a short digest of a definition or plain line, by which a translation remembers what it translates.

    Spaces and the form of an apostrophe do not count: a change of theirs alone makes no translation old.

    >>> digest_of("a  child's friend") == digest_of("a child’s friend")
    True
    """
    return hashlib.sha256(" ".join(text.replace("'", "’").split()).encode()).hexdigest()[:12]
