"""Where pages stand, and how they link to one another.

A page's permanent address is a folder (``fr/terms/csam/``). Links between pages are relative and name
``index.html``, so that the site also works from a folder on a disk, without a server.
"""

from __future__ import annotations

from posixpath import relpath

PROSE = ("about", "beyond-one-machine", "editorial-policy", "help", "json-api", "python")
"""The pages that are written by hand, ``site/<language>/<name>.md``."""


def href(page: str, target: str) -> str:
    """Return the relative link from a page to another page or to a file, each named from the site's root.

    >>> href("fr/terms/csam/", "fr/sources/")
    '../../sources/index.html'
    >>> href("fr/", "data/csea-terms.ttl")
    '../data/csea-terms.ttl'
    """
    relative = relpath("/" + target, "/" + page)
    return f"{relative}/index.html" if target.endswith("/") or not target else relative


def depth(page: str) -> int:
    """Return how many folders deep a page stands.

    >>> depth("fr/terms/csam/")
    3
    """
    return page.count("/")


def https_only(url: str) -> str:
    """Return an address that may be linked, or an empty string: nothing but ``https`` is.

    >>> https_only("javascript:alert(1)")
    ''
    """
    return url if url.startswith("https://") else ""
