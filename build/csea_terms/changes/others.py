"""What changed beside concepts and schemes: cited works and the words of the site itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from csea_terms.changes.change import Change, Difference, Quote
from csea_terms.model import Glossary, Language, Source


def other_changes(before: Glossary, after: Glossary) -> Iterator[Change]:
    """Yield what changed of sources and of the interface in each language."""
    for key in sorted({*before.sources, *after.sources}):
        yield from _source(key, before.sources.get(key), after.sources.get(key))
    for tag in sorted({*before.languages, *after.languages}):
        yield from _language(tag, before.languages.get(tag), after.languages.get(tag))


def _source(key: str, old: Source | None, new: Source | None) -> Iterator[Change]:
    if old is None or new is None:
        source = old or new
        assert source is not None  # A key comes from one of the two.
        yield Change("source", "source", key, ("Takes away " if old else "Adds ", Quote(source.title)))
        return
    for field in fields(Source):
        mine, theirs = (str(getattr(source, field.name)) for source in (old, new))
        if mine != theirs:
            yield Change("source", "source", key, (f"Changes the {field.name}: ", Difference(mine, theirs)))


def _language(tag: str, old: Language | None, new: Language | None) -> Iterator[Change]:
    if old is None or new is None:
        verb = "Takes the site's pages in this language away" if old else "Adds the site in this language"
        yield Change("interface", "language", tag, (verb,), tag)
        return
    for part in ("strings", "places", "comments"):
        mine, theirs = getattr(old, part), getattr(new, part)
        for key in sorted({*mine, *theirs}):
            if mine.get(key) != theirs.get(key):
                difference = Difference(mine.get(key, ""), theirs.get(key, ""), tag)
                yield Change("interface", "language", tag, (f"{part}, ", Quote(key), ": ", difference), tag)
    if old.search != new.search:
        yield Change("interface", "language", tag, ("Changes what the search knows of questions and forms of words",), tag)
