"""Cut a text into passages (paragraphs, headings, items of lists), and tell the language of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from csea_terms.text.fold import fold
from csea_terms.text.languages import OWN_LETTERS, SCRIPT_OF, main_script
from csea_terms.textcheck.opening import Document

_BORDER = re.compile(r"\f|\n[ \t\u200b]*\n\s*|\n(?=[ \t]*(?:[-*+•]|\d+[.)]|#{1,6}|\|)[ \t])")
_SWITCH = re.compile(r"<!--\s*csea-terms:\s*(on|off|allow)\s*-->")
_HEADING = re.compile(r"\s*#{1,6}\s")
_OWN = {tag: re.compile(own) for tag, own in OWN_LETTERS.items()}


@dataclass(frozen=True)
class Passage:
    """A piece of a document that is looked at by itself: where it begins in the text, what it says."""

    start: int
    text: str


def passages(document: Document, references: frozenset[str]) -> Iterator[Passage]:
    """Yield the passages that are to be checked.

    ``references`` are folded headings of lists of sources, which are passed over up to the next heading; none where such are checked
    too. The comments ``<!-- csea-terms: off -->`` and ``on`` switch the check, ``allow`` leaves out the passage that it stands in.
    """
    switched = _switched(document)
    listing = False
    for passage in _all_passages(document.text):
        bare = fold(passage.text)
        if bare in references:
            listing = True
        elif _HEADING.match(passage.text):
            listing = False
        if not listing and bare and not any(start <= passage.start < end for start, end in switched):
            yield passage


def _switched(document: Document) -> list[tuple[int, int]]:
    """Return where the check is switched off, by the file's own text: the comments are blanked out in the prose."""
    found, off = [], None
    text = document.raw or document.text
    for match in _SWITCH.finditer(text):
        if match[1] == "allow":
            begin, end = text.rfind("\n\n", 0, match.start()), text.find("\n\n", match.end())
            found.append((begin + 1, end if end >= 0 else len(text)))
        elif match[1] == "off" and off is None:
            off = match.end()
        elif match[1] == "on" and off is not None:
            found.append((off, match.start()))
            off = None
    return found if off is None else [*found, (off, len(text))]


def _all_passages(text: str) -> Iterator[Passage]:
    start = 0
    for border in _BORDER.finditer(text):
        yield from _without_heading(start, text[start : border.start()])
        start = border.end()
    yield from _without_heading(start, text[start:])


def _without_heading(start: int, text: str) -> Iterator[Passage]:
    """Yield a passage, and the heading of Markdown that stands right above it by itself."""
    heading, line_end, below = text.partition("\n")
    if line_end and _HEADING.match(text):
        yield Passage(start, heading)
        start, text = start + len(heading) + 1, below
    yield Passage(start, text)


class Languages:
    """Tells the language of a passage by its script and its most frequent words; ``stops`` are those of each language."""

    def __init__(self, stops: Mapping[str, tuple[str, ...]]):
        self._tags = tuple(stops)
        self._of: dict[str, list[str]] = {}
        for tag, words in stops.items():
            for word in dict.fromkeys(map(fold, words)):
                self._of.setdefault(word, []).append(tag)

    def of(self, text: str) -> str:
        """Return the language of a passage, or an empty string where too little tells it.

        >>> Languages({"en": ("the", "of"), "fr": ("le", "de")}).of("The house of the rising sun")
        'en'
        """
        script = main_script(text)
        if script not in ("Latin", ""):
            return self._in_script(script, text)
        counts = Counter(tag for word in fold(text).split() for tag in self._of.get(word, ()))
        counts.update(tag for tag, own in _OWN.items() if tag in self._tags and own.search(text))
        best = counts.most_common(2)
        return best[0][0] if best and (len(best) < 2 or best[0][1] > best[1][1]) else ""

    def _in_script(self, script: str, text: str) -> str:
        """Return the language that a script tells; empty where none in it is checked, or the letters are those of another."""
        tags = [tag for tag in self._tags if SCRIPT_OF.get(tag) == script]
        others = [tag for tag in _OWN if SCRIPT_OF.get(tag) == script and tag not in tags]
        return tags[0] if tags and not any(_OWN[tag].search(text) for tag in others) else ""
