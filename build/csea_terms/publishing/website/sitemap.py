"""The sitemap: which pages there are, in which languages, for search engines (sitemaps.org protocol 0.9)."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator

from csea_terms.names import BASE

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap_files(paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield an index and a sitemap for each language: together they are larger than one file may be (50,000 addresses).

    ``paths`` are the folders of all pages, as :class:`~csea_terms.publishing.pages.page.Page` has them. Each address
    names its page in all languages that have it; that repeats itself so often that all but the index
    are compressed, which the protocol provides for.
    """
    languages: dict[str, list[str]] = {}
    for path in paths:
        tag, _, rest = path.partition("/")
        languages.setdefault(rest, []).append(tag)
    by_language: dict[str, list[str]] = {}
    for rest, tags in languages.items():
        links = "".join(f'<xhtml:link rel="alternate" hreflang="{tag}" href="{BASE}{tag}/{rest}"/>' for tag in tags)
        for tag in tags:
            by_language.setdefault(tag, []).append(f"<url><loc>{BASE}{tag}/{rest}</loc>{links}</url>\n")
    for tag, urls in by_language.items():
        text = f'{_HEAD}<urlset {_NAMESPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{"".join(urls)}</urlset>\n'
        # No time within, which would make two builds of the same vocabulary differ.
        yield f"sitemap-{tag}.xml.gz", gzip.compress(text.encode(), mtime=0)
    maps = "".join(f"<sitemap><loc>{BASE}sitemap-{tag}.xml.gz</loc></sitemap>\n" for tag in by_language)
    yield "sitemap.xml", f"{_HEAD}<sitemapindex {_NAMESPACE}>\n{maps}</sitemapindex>\n".encode()
