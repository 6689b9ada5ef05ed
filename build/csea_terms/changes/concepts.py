"""What changed of our concepts: which there are, where they stand, what is said of them, and how they relate to codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from csea_terms.changes.change import Change, Quote, Said
from csea_terms.changes.effects import Tables
from csea_terms.changes.mappings import mapping_changes, retires
from csea_terms.changes.words import word_changes
from csea_terms.model import Concept, Glossary


def concept_changes(before: Glossary, after: Glossary, tables: Tables) -> Iterator[Change]:
    """Yield what changed of each concept, by its identifier."""
    renamed = dict(_renamed(before, after))
    for slug in sorted({*before.concepts, *after.concepts}):
        yield from _of_concept(slug, before, after, renamed)
        yield from mapping_changes(slug, before, after, tables)


def _of_concept(slug: str, before: Glossary, after: Glossary, renamed: dict[str, str]) -> Iterator[Change]:
    old, new = before.concepts.get(slug), after.concepts.get(slug)
    if new is None:
        yield _gone(slug, before, renamed.get(slug, ""))
        return
    if old is None:
        yield Change("concept-added", "concept", slug, ("Adds the term ", *_named(after, [slug]), *_placed(after, new)))
    else:
        yield from _standing(old, new, before, after)
        yield from _attributes(old, new, before, after)
    for tag in dict.fromkeys((*(old.words if old else ()), *new.words)):
        yield from word_changes(slug, old.in_language(tag) if old else None, new.in_language(tag), after)
    older = [after.languages[tag].english_name for tag in new.words if new.is_stale(tag) and not (old and old.is_stale(tag))]
    if older:
        yield Change("older", "concept", slug, (f"Translated from an English definition that has changed since, so wants another look: {', '.join(older)}",))


def _renamed(before: Glossary, after: Glossary) -> Iterator[tuple[str, str]]:
    """Yield identifiers that are gone with those that are new and have the same English name or definition."""
    new = [concept for slug, concept in after.concepts.items() if slug not in before.concepts]
    for slug in before.concepts.keys() - after.concepts.keys():
        for other in new:
            if _same_meaning(before.concepts[slug], other):
                yield slug, other.id
                break


def _same_meaning(one: Concept, other: Concept) -> bool:
    mine, theirs = one.in_language("en"), other.in_language("en")
    return one.label("en") == other.label("en") or bool(mine.definition) and mine.definition == theirs.definition


def _gone(slug: str, before: Glossary, now: str) -> Change:
    if now:
        said: Said = (f"Renames the identifier {slug} to {now}. Every link to it breaks: keep the identifier, change the words",)
        return Change("concept-renamed", "concept", slug, said)
    said = ("Takes the term ", *_named(before, [slug]), " away. Every link to it breaks: withdraw it instead")
    return Change("concept-removed", "concept", slug, said)


def _placed(glossary: Glossary, concept: Concept) -> Said:
    return (" below ", *_named(glossary, concept.broader)) if concept.broader else ()


def _standing(old: Concept, new: Concept, before: Glossary, after: Glossary) -> Iterator[Change]:
    """Yield where the concept stands now: withdrawn or not, a topic or not, below which others."""
    if new.deprecated and not old.deprecated:
        instead = ("; use ", *_named(after, new.replaced_by)) if new.replaced_by else ()
        yield Change("retired", "concept", new.id, ("Retires ", *_named(after, [new.id]), *instead))
    elif old.deprecated and not new.deprecated:
        yield Change("restored", "concept", new.id, ("Takes ", *_named(after, [new.id]), " back into use"))
    elif old.replaced_by != new.replaced_by:
        yield Change("replaced-by", "concept", new.id, ("Says to use ", *_named(after, new.replaced_by), " instead"))
    if old.top != new.top:
        yield Change("topic", "concept", new.id, ("Makes it a topic" if new.top else "No longer makes it a topic",))
    left, entered = _without(old.broader, new.broader), _without(new.broader, old.broader)
    if left and entered:
        to = _named(after, entered)
        yield Change("moved", "concept", new.id, ("Moves it from ", *_named(before, left), " to ", *to, ": it is now counted under ", *to))
    elif entered:
        yield Change("moved", "concept", new.id, ("Counts it under ", *_named(after, entered), " too"))
    elif left:
        yield Change("moved", "concept", new.id, ("No longer counts it under ", *_named(before, left)))


_LISTS = {"related": "related to", "confused_with": "often confused with"}


def _attributes(old: Concept, new: Concept, before: Glossary, after: Glossary) -> Iterator[Change]:
    """Yield what else is said of the concept in no language. That nothing lies beside a term that goes is told by its retirement."""
    if old.guidance != new.guidance:
        yield Change("guidance", "concept", new.id, (f"Changes the guidance from {old.guidance} to {new.guidance}",))
    for field, name in _LISTS.items():
        mine, theirs = getattr(old, field), getattr(new, field)
        for other in _without(theirs, mine):
            yield Change(field.replace("_", "-"), "concept", new.id, (f"Calls it {name} ", *_named(after, [other])))
        for other in () if retires(new.id, before, after) else _without(mine, theirs):
            if retires(other, before, after):
                continue
            yield Change(field.replace("_", "-"), "concept", new.id, (f"No longer calls it {name} ", *_named(after, [other])))
    for field, kind in (("sectors", "sector"), ("sources", "source"), ("locators", "place in a source")):
        mine, theirs = [*map(str, getattr(old, field))], [*map(str, getattr(new, field))]
        yield from listed_changes(field, new.id, kind, mine, theirs)


def listed_changes(kind: str, slug: str, name: str, before: Iterable[str], after: Iterable[str], language: str = "") -> Iterator[Change]:
    """Yield which identifiers a list has more, and which it has no more."""
    for verb, values in (("Adds", _without(after, before)), ("Takes away", _without(before, after))):
        if values:
            yield Change(kind, "concept", slug, (f"{verb} the {name} ", *_joined([Quote(value) for value in values])), language)


def _without(values: Iterable[str], others: Iterable[str]) -> list[str]:
    known = set(others)
    return [value for value in values if value not in known]


def _named(glossary: Glossary, slugs: Iterable[str]) -> Said:
    """Return the English names of concepts, as a part of a sentence; of one that is not there the identifier."""
    known = glossary.concepts
    return _joined([Quote(known[slug].label("en") if slug in known else slug, "en") for slug in slugs])


def _joined(quotes: list[Quote]) -> Said:
    parts: list[str | Quote] = []
    for place, quote in enumerate(quotes):
        parts += [" and " if place == len(quotes) - 1 else ", ", quote] if place else [quote]
    return tuple(parts)
