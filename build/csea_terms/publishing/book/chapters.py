"""What a book holds: chapters of XHTML, the same for every form of the book.

The words are escaped by the templates, as on the site; so a text of the vocabulary is text in every form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown import markdown
from markupsafe import Markup

from csea_terms import __version__
from csea_terms.names import BASE, CONTRIBUTORS_NAME
from csea_terms.publishing.book.entry import entry
from csea_terms.publishing.book.links import INDEX, SOURCES, BookLinks, file_of
from csea_terms.publishing.pages.browse import words_by_letter
from csea_terms.publishing.pages.edition import Edition
from csea_terms.publishing.pages.term import licence_name
from csea_terms.publishing.pages.topics import chapter

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not allow (section 2.2)."""

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_ABOUT_THE_SITE = re.compile(r"^## [^\n]*\{#leaving\}.*", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Heading:
    """A line of the contents below a chapter: its anchor, its words and their language."""

    anchor: str
    text: str
    language: str


@dataclass(frozen=True)
class Chapter:
    """A chapter: the name of its file, its heading and the language of that, its XHTML (a ``<section>``), the headings below it.

    ``kind`` is title, help, topic, sources or index.
    """

    file: str
    kind: str
    title: str
    language: str
    body: Markup
    headings: tuple[Heading, ...] = ()


@dataclass(frozen=True)
class Book:
    """A book; ``version`` and ``day`` (``2026-11-29``, empty where it is not known) say of what, ``contents`` heads the contents.

    ``identifier`` is the same for all editions of the book in one language, ``licence`` an address.
    """

    identifier: str
    language: str
    direction: str
    title: str
    author: str
    description: str
    version: str
    day: str
    licence: str
    contents: str
    chapters: tuple[Chapter, ...]


def read_help(site: Path, tag: str) -> str:
    """Return the page of help in a language, in English where it has none, as XHTML without what is about the site."""
    own = site / tag / "help.md"
    text = (own if own.is_file() else site / "en" / "help.md").read_text(encoding="utf-8")
    return markdown(_ABOUT_THE_SITE.sub("", _FRONT_MATTER.sub("", text)), output_format="xhtml")


def write_chapters(edition: Edition, help_: str, day: str) -> Book:
    """Return the book of an edition; ``help_`` is the page of help as XHTML, ``day`` that of the vocabulary's last change."""
    release = edition.glossary.releases.current
    version, day = (release.version, release.day) if release else (__version__, day)
    places = {slug: topic for topic in edition.glossary.top_concepts for slug in _terms_of(edition, topic)}
    links = BookLinks(edition, places)
    title, about = _title(edition, links, version, day), edition.text("home_intro")
    return Book(
        identifier=f"{BASE}{edition.tag}/",
        language=edition.tag,
        direction=edition.language.direction,
        title=edition.site,
        author=CONTRIBUTORS_NAME,
        description=about,
        version=version,
        day=day,
        licence=edition.glossary.licence,
        contents=edition.text("book_contents"),
        chapters=(title, _help(edition, help_), *_topics(edition, links), _sources(edition, links), _index(edition, links)),
    )


def _terms_of(edition: Edition, topic: str) -> list[str]:
    """Return a topic and its terms in reading order, without those that are withdrawn."""
    concepts = edition.glossary.concepts
    return [section.slug for section in chapter(edition, topic) if not concepts[section.slug].deprecated]


def _title(edition: Edition, links: BookLinks, version: str, day: str) -> Chapter:
    reviewed = all(edition.glossary.concepts[slug].in_language(edition.tag).reviewed_by for slug in links.topic_of)
    body = edition.render(
        "book/title",
        links,
        address=links.here,
        version=version,
        day=edition.names.date(day) if day else "",
        language=edition.names.language(edition.tag),
        licence=licence_name(edition),
        review=Markup("") if reviewed else edition.not_reviewed[edition.tag],
    )
    return Chapter("title.xhtml", "title", edition.site, edition.tag, _xml(body))


def _help(edition: Edition, help_: str) -> Chapter:
    return Chapter("help.xhtml", "help", edition.text("get_help_now"), edition.tag, _xml(f'<section class="help">\n{help_}\n</section>'))


def _topics(edition: Edition, links: BookLinks) -> Iterator[Chapter]:
    for topic in edition.glossary.top_concepts:
        terms = _terms_of(edition, topic)
        entries = [entry(edition, links, edition.glossary.concepts[slug]) for slug in terms]
        name, tag = edition.name_of(topic)
        headings = tuple(Heading(f"term-{slug}", *edition.name_of(slug)) for slug in terms[1:])
        body = edition.render("book/topic", links, entries=entries)
        yield Chapter(file_of(topic), "topic", name, tag, _xml(body), headings)


def _sources(edition: Edition, links: BookLinks) -> Chapter:
    cited = [source for source in edition.glossary.sources.values() if source.key in edition.index.cited_by]
    body = edition.render("book/sources", links, sources=sorted(cited, key=lambda source: source.title.casefold()))
    return Chapter(SOURCES, "sources", edition.text("sources"), edition.tag, _xml(body))


def _index(edition: Edition, links: BookLinks) -> Chapter:
    live = [(letter, [e for e in found if not e.concept.deprecated]) for letter, found in words_by_letter(edition, links)]
    groups = [(letter, entries) for letter, entries in live if entries]
    headings = tuple(Heading(f"letter-{number}", letter, edition.tag) for number, (letter, _) in enumerate(groups, 1))
    return Chapter(INDEX, "index", edition.text("book_index"), edition.tag, _xml(edition.render("book/index", links, groups=groups)), headings)


def _xml(html: str) -> Markup:
    """Return a page's HTML as XML. Texts are escaped, so that every ``<br>`` is one of ours."""
    return Markup(html.replace("<br>", "<br/>"))


def without_forbidden(xml: str) -> str:
    """Return an XML document without the characters that XML does not allow, wherever they come from.

    >>> without_forbidden("<p>a\\x01b</p>")
    '<p>ab</p>'
    """
    return _FORBIDDEN.sub("", xml)
