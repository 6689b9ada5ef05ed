"""The neighbourhood of a concept as a picture: a small static SVG of rows and lines, whose words are links.

Wider terms stand above, the concept in the middle, narrower and related terms below, then words to avoid and codes. The
same stands in words on the page, so the picture leaves out what it has no room for and says how much.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from csea_terms.publishing.pages.escaping import escaped

WIDTH = 340
"""The width of the drawing in its own units; on a phone of 360 pixels one unit is about one pixel."""

_ROW, _CAPTION, _LINE, _INDENT, _LONGEST = 26, 22, 12, 26, 38


@dataclass(frozen=True)
class Item:
    """A word in the picture: its text, its language attributes, the address it leads to (none for plain words), and what is said behind it."""

    text: str
    attributes: Markup
    address: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Branch:
    """Words that stand in one relation to the concept: ``kind`` names the style, ``more`` how many are left out."""

    kind: str
    caption: Markup
    items: tuple[Item, ...]
    more: Markup = Markup("")


def picture(title: Markup, name: Item, above: Branch, below: Sequence[Branch], rightwards: bool) -> Markup:
    """Return the picture as an ``svg`` element.

    ``title`` says what it shows (a text alternative: WCAG 2.2, 1.1.1), ``above`` are the wider terms, ``below`` all else.
    ``rightwards`` is False where the page runs from right to left; the drawing is then mirrored.
    """
    drawing = _Drawing(rightwards)
    for branch in (above, *below):
        if branch is not above and not drawing.centre:
            drawing.add_centre(name)
        drawing.add(branch)
    if not drawing.centre:
        drawing.add_centre(name)
    return drawing.svg(title)


class _Drawing:
    """Rows from the top down, with a line beside them that joins each to the concept."""

    def __init__(self, rightwards: bool):
        self._rightwards = rightwards
        self._y = 0
        self._ends: list[int] = []
        self._parts: list[str] = []
        self.centre = 0

    def add(self, branch: Branch) -> None:
        """Add the rows of a branch under its caption."""
        if not branch.items:
            return
        self._parts.append(f'<text class="caption" x="{self._x(_INDENT)}" y="{self._y + 15}">{branch.caption}</text>')
        self._y += _CAPTION
        for item in branch.items:
            self._add_row(branch.kind, item)
        if branch.more:
            self._parts.append(f'<text class="caption" x="{self._x(_INDENT + 8)}" y="{self._y + 13}">{branch.more}</text>')
            self._y += 20

    def add_centre(self, name: Item) -> None:
        """Add the concept itself, across the whole width."""
        self._y += 6
        self.centre = self._y + 15
        self._parts.append(f'<rect class="centre" x="1" y="{self._y}" width="{WIDTH - 2}" height="30" rx="4"/>')
        text = self._isolated(shortened(name.text, _LONGEST - 4, name.mark))
        self._parts.append(f'<text class="centre" x="{self._x(_LINE)}" y="{self._y + 20}"{name.attributes}>{text}</text>')
        self._y += 36

    def _add_row(self, kind: str, item: Item) -> None:
        middle = self._y + _ROW // 2
        self._ends.append(middle)
        elbow = f"M{self._x(_LINE)} {middle}H{self._x(_INDENT - 4)}"
        self._parts.append(f'<path class="{kind}" d="{elbow}"/>')
        word = f'<text class="{kind}" x="{self._x(_INDENT)}" y="{middle + 5}"{item.attributes}>{self._isolated(shortened(item.text, mark=item.mark))}</text>'
        self._parts.append(f'<a href="{escaped(item.address)}">{word}</a>' if item.address else word)
        self._y += _ROW

    def _x(self, x: int) -> int:
        return x if self._rightwards else WIDTH - x

    def _isolated(self, text: str) -> Markup:
        """Return a text for the drawing, on a page from right to left in the direction of its first letter: "18 U.S.C." begins with 18
        (UAX 9: first strong isolate; SVG has no element for it)."""
        return escaped(text if self._rightwards else f"\u2068{text}\u2069")

    def svg(self, title: Markup) -> Markup:
        """Return all as an element; its lines are drawn first, so that the rows lie above them."""
        ends = [*self._ends, self.centre]
        trunk = f'<path class="trunk" d="M{self._x(_LINE)} {min(ends)}V{max(ends)}"/>' if self._ends else ""
        drawn = "\n".join([trunk, *self._parts])
        return Markup(
            f'<svg class="picture" role="group" aria-label="{title}" viewBox="0 0 {WIDTH} {self._y + 4}" '
            f'width="{WIDTH}" height="{self._y + 4}">\n{drawn}\n</svg>'
        )


def shortened(text: str, longest: int = _LONGEST, mark: str = "") -> str:
    """Return a text and a mark, the text cut to a width with an ellipsis; letters of East Asian scripts are two wide (UAX 11).

    >>> shortened("child sexual abuse material", 12)
    'child sexua…'
    >>> shortened("儿童性虐待材料", 8), shortened("abuse material", 18, " (Deprecated)")
    ('儿童性…', 'abus… (Deprecated)')
    """
    if mark:
        return shortened(text, longest - _fitting(mark, longest)) + mark
    return text if _fitting(text, longest) == len(text) else text[: _fitting(text, longest - 1)].rstrip() + "…"


def _fitting(text: str, longest: int) -> int:
    """Return how many letters of a text fit into a width."""
    width = 0
    for number, letter in enumerate(text):
        width += 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if width > longest:
            return number
    return len(text)
