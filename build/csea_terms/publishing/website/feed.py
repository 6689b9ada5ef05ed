"""What each release brought, as a feed that readers subscribe to (RFC 4287, The Atom Syndication Format)."""

from __future__ import annotations

from html import escape

from csea_terms.model import Glossary
from csea_terms.names import RELEASES
from csea_terms.releases import Release
from csea_terms.search.entries import FALLBACK

PATH = "releases/feed.atom"

_FEED = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>{id}</id>
<title>{title}</title>
<author><name>{title}</name></author>
<link rel="self" href="{id}"/>
<updated>{updated}</updated>
{entries}
</feed>
"""

_ENTRY = """<entry>
<id>{id}</id>
<title>{title}</title>
<link href="{id}"/>
<updated>{updated}</updated>
<content type="html">{content}</content>
</entry>"""


def feed(glossary: Glossary) -> str:
    """Return the feed, the newest release first; nothing where there has been no release."""
    latest = glossary.releases.latest
    if not latest:
        return ""
    title = escape(glossary.title[FALLBACK])
    entries = "\n".join(_entry(release, title) for release in glossary.releases.published)
    return _FEED.format(id=f"{RELEASES}feed.atom", title=title, updated=_time(latest), entries=entries)


def _entry(release: Release, title: str) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in release.lines)
    return _ENTRY.format(
        id=f"{RELEASES}{release.version}/",
        title=f"{title} {release.version}",
        updated=_time(release),
        # HTML within XML: escaped once for each.
        content=escape(f"<ul>{items}</ul>"),
    )


def _time(release: Release) -> str:
    return f"{release.day}T00:00:00Z"
