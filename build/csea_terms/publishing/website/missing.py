"""The page that hosts show where there is none (``404.html``): in all languages at once, with search."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from csea_terms.model import Language
from csea_terms.publishing.pages import Page
from csea_terms.search.entries import FALLBACK

ROOT = "/"
"""Nobody knows at which address a page is missing, so that its links begin at the host's root."""


def missing_page(languages: Mapping[str, Language], name: str) -> Page:
    """Return the page; ``name`` is what the site is called. It is to be poured with the root :data:`ROOT`."""
    english = languages[FALLBACK]
    others = [language for tag, language in languages.items() if tag != FALLBACK]
    return Page(
        path=f"{FALLBACK}/",
        language=FALLBACK,
        title=f"{english.strings['not_found']} – {name}",
        description=english.strings["not_found_says"],
        body=f"<h1>{escape(english.strings['not_found'])}</h1>\n{_ways(english)}\n" + "\n".join(map(_section, others)),
        head='<meta name="robots" content="noindex">',
        alternates=(),
        kind="missing",
    )


def _section(language: Language) -> str:
    heading = f"<h2>{escape(language.strings['not_found'])}</h2>"
    return f'<section lang="{language.tag}" dir="{language.direction}">\n{heading}\n{_ways(language)}\n</section>'


def _ways(language: Language) -> str:
    pages = (("index.html", "home"), ("az/index.html", "browse_az"), ("site-index/index.html", "site_index"))
    links = "\n".join(f'<li><a href="{ROOT}{language.tag}/{path}">{escape(language.strings[key])}</a></li>' for path, key in pages)
    return f'<p>{escape(language.strings["not_found_says"])}</p>\n<ul class="ways">\n{links}\n</ul>'
