"""The page at the root address: it offers the languages and remembers nothing."""

from __future__ import annotations

from html import escape

from csea_terms.model import Glossary
from csea_terms.publishing.website.frame import NOINDEX

_PAGE = """<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<meta name="description" content="{description}">
<link rel="icon" type="image/svg+xml" href="assets/favicon.svg">
<link rel="stylesheet" href="assets/style.css">
{alternates}{robots}
</head>
<body>
<main class="csea-grid csea-prose csea-root">
{notice}
<h1>{title}</h1>
<ul>
{items}
</ul>
</main>
</body>
</html>
"""


def root_page(glossary: Glossary, notice: str = "") -> str:
    """Return the HTML of ``public/index.html``: a link to each language, in that language.

    ``notice`` is HTML for the top of a site that is none to be found, as in :class:`Frame`.
    """
    items = "\n".join(
        f'<li lang="{tag}" dir="{language.direction}"><a href="{tag}/index.html" hreflang="{tag}">'
        f"{escape(language.name)}</a><p>{escape(glossary.description.get(tag, ''))}</p></li>"
        for tag, language in glossary.languages.items()
    )
    return _PAGE.format(
        title=escape(glossary.title["en"]),
        description=escape(glossary.description["en"]),
        alternates="\n".join(
            f'<link rel="alternate" hreflang="{tag}" href="{tag}/index.html">' for tag in glossary.languages
        ),
        items=items,
        notice=notice.replace("@@root@@", ""),
        robots=NOINDEX * bool(notice),
    )
