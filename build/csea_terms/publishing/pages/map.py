"""The map of the whole vocabulary: each topic a card with its tree, as one SVG whose words are links, and a list beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from csea_terms.publishing.pages.edition import Edition
from csea_terms.publishing.pages.escaping import escaped
from csea_terms.publishing.pages.links import Links
from csea_terms.publishing.pages.page import Page
from csea_terms.publishing.pages.picture import WIDTH, shortened
from csea_terms.publishing.pages.topics import Section, chapter

_COLUMNS, _GAP, _ROW, _TITLE, _STEP, _LONGEST = 7, 24, 22, 34, 14, 42
"""How many cards stand side by side, the space between them, the heights of a row and of a title, how far a deeper term stands in."""


@dataclass(frozen=True)
class Card:
    """A topic on the map: where its card stands and how large it is, in units of the drawing."""

    topic: str
    x: int
    y: int
    height: int

    @property
    def box(self) -> str:
        """The card as the value of a ``viewBox`` attribute (SVG 2, section 8.6)."""
        return f"{self.x - _GAP} {self.y - _GAP} {WIDTH + 2 * _GAP} {self.height + 2 * _GAP}"


def map_page(edition: Edition) -> Page:
    """Return the page of the map."""
    links = edition.links(f"{edition.tag}/map/")
    chapters = {topic: chapter(edition, topic) for topic in edition.glossary.top_concepts}
    cards = _placed({topic: _TITLE + _ROW * (len(sections) - 1) + 8 for topic, sections in chapters.items()})
    width = _COLUMNS * (WIDTH + _GAP) + _GAP
    height = max((card.y + card.height for card in cards), default=0) + _GAP
    rightwards = edition.language.direction == "ltr"
    drawn = [_drawn(edition, links, card if rightwards else _mirrored(card, width), chapters[card.topic], rightwards) for card in cards]
    return edition.page(
        "map",
        "map/",
        title=edition.text("map"),
        description=edition.text("map_intro"),
        box=f"0 0 {width} {height}",
        drawing=Markup("\n").join(drawn),
        cards=[(card.topic, (card if rightwards else _mirrored(card, width)).box, len(chapters[card.topic]) - 1) for card in cards],
    )


def _placed(heights: dict[str, int]) -> list[Card]:
    """Return a card for each topic, each put into the column that is shortest so far."""
    columns = [_GAP] * _COLUMNS
    cards = []
    for topic, height in heights.items():
        column = columns.index(min(columns))
        cards.append(Card(topic, _GAP + column * (WIDTH + _GAP), columns[column], height))
        columns[column] += height + _GAP
    return cards


def _mirrored(card: Card, width: int) -> Card:
    return Card(card.topic, width - card.x - WIDTH, card.y, card.height)


def _drawn(edition: Edition, links: Links, card: Card, sections: Sequence[Section], rightwards: bool) -> Markup:
    """Return a card: its frame, its title, and its terms, each deeper one further in, with lines that join them."""

    def x(offset: int) -> int:
        return card.x + (offset if rightwards else WIDTH - offset)

    parts = [f'<rect x="{card.x}" y="{card.y}" width="{WIDTH}" height="{card.height}" rx="6"/>']
    title = _word(edition, sections[0].slug, f"{links.here}topics/{card.topic}/index.html", x(12), card.y + 22, "title", _LONGEST - 6)
    parts.append(title)
    last: dict[int, int] = {}
    for number, section in enumerate(sections[1:]):
        middle, inset = card.y + _TITLE + _ROW * number + 6, 12 + _STEP * section.depth
        # A line down from the term above (or the card's edge), then to the word.
        top = last.get(section.depth - 1, card.y + _TITLE - 8)
        parts.append(f'<path d="M{x(inset - _STEP + 4)} {top + 6}V{middle}H{x(inset - 3)}"/>')
        address = f"{links.here}terms/{section.slug}/index.html"
        parts.append(_word(edition, section.slug, address, x(inset), middle + 4, "", _LONGEST - 2 * section.depth))
        last[section.depth] = middle
    return Markup(f'<g id="card-{escaped(card.topic)}">{"".join(parts)}</g>')


def _word(edition: Edition, slug: str, address: str, x: int, y: int, css: str, longest: int) -> str:
    name, tag = edition.name_of(slug)
    style = f' class="{css}"' if css else ""
    text = f'<text{style} x="{x}" y="{y}"{edition.attributes[tag]}>{escaped(shortened(name, longest, edition.mark_of(slug)))}</text>'
    return f'<a href="{escaped(address)}">{text}</a>'
