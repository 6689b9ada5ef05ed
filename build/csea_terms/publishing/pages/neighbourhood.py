"""What stands around a concept, chosen for the picture on its page: terms, words to avoid, codes."""

from __future__ import annotations

from markupsafe import Markup

from csea_terms.crosswalks.verdicts import MOST_USED
from csea_terms.model import Concept, Mapping
from csea_terms.names import word_anchor
from csea_terms.publishing.pages.edition import Edition
from csea_terms.publishing.pages.links import Links
from csea_terms.publishing.pages.picture import Branch, Item, picture

_ROOM = {"broader": 3, "narrower": 6, "related": 4, "avoid": 3, "code": 3}
"""How many of each kind the picture shows."""
_STRENGTH = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch")
"""The relations by which a code is shown, the strongest first."""


def neighbourhood(edition: Edition, links: Links, concept: Concept) -> Markup:
    """Return the picture of what stands around a concept; empty where nothing does."""
    terms = {
        kind: _branch(edition, kind, key, [_term(edition, links, slug) for slug in edition.sorted(getattr(concept, kind))])
        for kind, key in (("broader", "broader_terms"), ("narrower", "narrower_terms"), ("related", "related_terms"))
    }
    avoided = [Item(label.text, Markup(""), f"#{word_anchor(label.text)}") for label in concept.in_language(edition.tag).of_kind("avoid")]
    below = [
        terms["narrower"],
        terms["related"],
        _branch(edition, "avoid", "terms_to_avoid", avoided),
        _branch(edition, "code", "equivalent_codes", [_code(edition, links, m) for m in _strongest(edition, concept)]),
    ]
    if not any(branch.items for branch in (terms["broader"], *below)):
        return Markup("")
    name, tag = edition.name_of(concept.id)
    rightwards = edition.language.direction == "ltr"
    return picture(edition.strings.relations, Item(name, edition.attributes[tag], mark=edition.mark_of(concept.id)), terms["broader"], below, rightwards)


def _branch(edition: Edition, kind: str, caption: str, items: list[Item]) -> Branch:
    room = _ROOM[kind]
    more = edition.say("and_more", n=len(items) - room) if len(items) > room else Markup("")
    return Branch(kind, getattr(edition.strings, caption), tuple(items[:room]), more)


def _term(edition: Edition, links: Links, slug: str) -> Item:
    text, tag = edition.name_of(slug)
    return Item(text, edition.attributes[tag], f"{links.here}terms/{slug}/index.html", edition.mark_of(slug))


def _strongest(edition: Edition, concept: Concept) -> list[Mapping]:
    """Return the mappings of a concept that say that a code holds, is held or is the same, the strongest first."""
    found = edition.glossary.mappings_by_concept.get(concept.id, ())
    claims = [m for m in found if m.predicate in _STRENGTH and m.notation is not None and not m.negated]
    return sorted(claims, key=_strength)


def _strength(mapping: Mapping) -> tuple[object, ...]:
    return mapping.scheme not in MOST_USED, _STRENGTH.index(mapping.predicate), -mapping.confidence, mapping.scheme, mapping.notation


def _code(edition: Edition, links: Links, mapping: Mapping) -> Item:
    text = f"{edition.index.scheme_name(mapping.scheme)} {mapping.notation}"
    return Item(text, Markup(' lang="en"'), f"{links.here}crosswalks/{mapping.scheme}/index.html")
