"""How a concept was worded before: one page for all languages, in which each language speaks for itself.

A term's page links to its section there. Earlier wordings are for who wants to know how a word came about: search engines are asked to
leave them alone, and they are not kept for offline use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape

from markupsafe import Markup

from csea_terms.model import Concept, Language
from csea_terms.publishing.pages.edition import Edition, Memory
from csea_terms.publishing.pages.escaping import escaped
from csea_terms.publishing.pages.page import Kept, Page
from csea_terms.reading.wordings import Past, Wording
from csea_terms.releases import Releases
from csea_terms.search.entries import FALLBACK
from csea_terms.text.difference import differing
from csea_terms.text.digest import digest
from csea_terms.text.localnames import autonym, direction

_HEADINGS = {
    "preferred": "term", "definition": "propose_definition", "plain_definition": "in_plain_words", "admitted": "also_called",
    "avoid": "terms_to_avoid", "scope_notes": "scope_note", "guidance": "advice_on_use", "broader": "broader_terms", "deprecated": "deprecated",
}  # fmt: skip
"""The fields in the order of the page, and the string that heads each."""

_LISTS = ("admitted", "avoid", "scope_notes", "broader")
"""Fields of which each text stands for itself: of two states those are shown that came or went."""

_MARKS = {"same": "{}", "removed": "<del>{}</del>", "added": "<ins>{}</ins>"}


@dataclass(frozen=True)
class Row:
    """What was said from a day on: the day in words, the release in which it first was, if any, and the wording as HTML."""

    day: str
    release: str
    html: Markup


@dataclass(frozen=True)
class Section:
    """A language's part of a page, in the words of that language (``s_tag``, ``s``) where the site has it (``is_ours``), else in English."""

    language: Language
    s_tag: str
    s: object
    is_ours: bool
    term: str
    fields: list[tuple[Markup, list[Row]]]


def history_pages(editions: Mapping[str, Edition], wordings: Mapping[str, Past], is_as_before: Memory) -> Iterator[Page | Kept]:
    """Yield a page for each concept. ``editions`` are those of all languages; where ``wordings`` lack a concept its page says so."""
    english = editions[FALLBACK]
    for concept in english.glossary.concepts.values():
        past = wordings.get(concept.id, {})
        made_from = _made_from(english, concept, past)
        path = f"history/{concept.id}/"
        yield Kept(path, made_from) if is_as_before(path, made_from) else replace(_page(path, editions, concept, past), made_from=made_from)


def _made_from(english: Edition, concept: Concept, past: Past) -> str:
    parents = sorted({slug for wording in past.get("broader", ()) for slug in wording.texts} & english.glossary.concepts.keys())
    days = [(release.version, release.day) for release in english.glossary.releases.published]
    return digest(english.ingredients.names([concept.id, *parents]), repr((past, days)))


def _page(path: str, editions: Mapping[str, Edition], concept: Concept, past: Past) -> Page:
    english = editions[FALLBACK]
    name = english.name_of(concept.id)[0]
    title = f"{english.text('history')}: {name}"
    others = sorted({key.partition(" ")[0] for key in past if " " in key} - editions.keys())
    sections = [_section(edition, edition.language, concept, past) for edition in editions.values()]
    sections += [_section(english, _unknown(tag), concept, past) for tag in others]
    return Page(
        path=path,
        language=FALLBACK,
        title=f"{title} – {english.site}",
        description=title,
        body=english.render("history", english.links(path), kind="history", heading=title, concept=concept, sections=sections),
        head='<meta name="robots" content="noindex">',
        alternates=(),
        kind="history",
    )


def _unknown(tag: str) -> Language:
    return Language(tag, autonym(tag), tag, direction(tag), {})


def _section(edition: Edition, language: Language, concept: Concept, past: Past) -> Section:
    """Return what one language says of itself, in the words of an edition: what it has of its own, then what holds in all."""
    fields = [(heading, past.get(f"{language.tag} {field}") or (past.get(field) if edition.language is language else None), field)
              for field, heading in _HEADINGS.items()]  # fmt: skip
    rows = [(getattr(edition.strings, heading), _rows(edition, language, field, wordings)) for heading, wordings, field in fields if wordings]
    return Section(language, edition.tag, edition.strings, edition.language is language, edition.name_of(concept.id)[0], rows)


def _rows(edition: Edition, language: Language, field: str, wordings: list[Wording]) -> list[Row]:
    """Return the states of a field, the newest first, each as it differs from the one before."""
    show = _shown(edition, field)
    attributes = Markup("") if edition.language is language else edition.index.attributes[language.tag]
    found = []
    before: tuple[str, ...] = ()
    for wording in wordings:
        old, new = ([show(text) for text in texts] for texts in (before, wording.texts))
        lines = _items(old, new) if field in _LISTS else [_difference(" ".join(old), " ".join(new))]
        html = Markup(f"<span{attributes}>{Markup('<br>').join(lines)}</span>")
        if wording.withheld:
            html = escaped(edition.text("history_withheld"))
        found.append(Row(edition.names.date(wording.day), _release(edition.glossary.releases, wording.day), html))
        before = wording.texts
    return found[::-1]


def _shown(edition: Edition, field: str) -> Callable[[str], str]:
    """Return what turns a text of a field into words to show."""
    if field == "guidance":
        return lambda text: str(edition.one_of("advice", text).unescape())
    if field == "broader":
        return lambda slug: edition.name_of(slug)[0] if slug in edition.glossary.concepts else slug
    if field == "deprecated":
        return lambda text: edition.text("deprecated")
    return str


def _items(old: list[str], new: list[str]) -> list[Markup]:
    """Return what went and what came; of a first state, which took nothing away, only what it has."""
    if not old:
        return [escaped(text) for text in new]
    gone = [Markup(f"<del>{escaped(text)}</del>") for text in old if text not in new]
    return gone + [Markup(f"<ins>{escaped(text)}</ins>") for text in new if text not in old]


def _difference(old: str, new: str) -> Markup:
    if not old:
        return Markup(escape(new))
    return Markup("".join(_MARKS[kind].format(escape(text)) for kind, text in differing(old, new)))


def _release(releases: Releases, day: str) -> str:
    """Return the first release that was not before a day; nothing where there was none."""
    return next((release.version for release in reversed(releases.published) if release.day >= day), "")
