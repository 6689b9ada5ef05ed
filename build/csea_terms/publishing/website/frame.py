"""Pour a page into the frame of its language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from csea_terms.model import Language
from csea_terms.names import BASE
from csea_terms.publishing.pages import Page

NOINDEX = '<meta name="robots" content="noindex">'
"""What asks search engines to leave a page alone."""

_PLACE = re.compile(r"@@([a-z]+)@@")


class Frame:
    """The frame of one language, cut at its ``@@…@@`` places once."""

    def __init__(self, html: str, languages: Mapping[str, Language], notice: str = ""):
        """Take the HTML of the skin page and the site's languages, in the order of the switcher.

        ``notice`` is HTML for the top of every page of a site that is none to be found; ``@@root@@`` in it is where links begin.
        """
        self._parts = _PLACE.split(html.replace("@@notice@@", notice).replace("@@head@@", f"@@head@@{NOINDEX * bool(notice)}"))
        self._languages = languages

    def pour(self, page: Page, root: str = "") -> str:
        """Return the whole HTML of a page. Only ``page.head`` and ``page.body`` are taken as HTML.

        ``root`` is where links to the rest of the site begin, where that is not told by the page's own path.
        """
        depth = page.path.count("/")
        within = not root and page.path.startswith(f"{page.language}/")
        root = root or "../" * depth
        home = "../" * (depth - 1) if within else f"{root}{page.language}/"
        address = escape(BASE + page.path)
        values = {
            "title": escape(page.title),
            "description": escape(page.description),
            "address": address,
            "root": root,
            "home": home,
            # Which languages a page exists in, the sitemap tells search engines and the switcher everybody else.
            "head": page.head + (f'<link rel="canonical" href="{address}">' if page.alternates else ""),
            "languages": self._switcher(page, root),
            "body": page.body,
            "kind": escape(page.kind),
        }
        # The odd parts are names of places: what a page says can never be taken for one.
        parts = [values[part] if number % 2 else part for number, part in enumerate(self._parts)]
        return "".join(parts)

    def _switcher(self, page: Page, root: str) -> str:
        rest = page.path.partition("/")[2]
        return "\n".join(
            f'<li><a href="{root}{tag}/{rest if tag in page.alternates else ""}index.html" lang="{tag}" '
            f'hreflang="{tag}"{_CURRENT if tag == page.language else ""}>'
            f"{escape(language.name)}</a></li>"
            for tag, language in self._languages.items()
        )


_CURRENT = ' aria-current="true"'
