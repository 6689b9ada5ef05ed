"""Which concepts become categories and which subcategories, and where everything below them is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from csea_terms.errors import Problem
from csea_terms.model import Concept, Glossary
from csea_terms.text.fold import fold

_ADVICE_NAME = "csea-terms lookup WORD finds the names of concepts"
_WORDING = "avoid-expression"


@dataclass(frozen=True)
class Wish:
    """One thing asked for: a wider concept as category, a concept as subcategory, or one inside the other.

    With a category alone, the concepts directly below it are its subcategories. ``path`` and ``line`` say who asks.
    """

    category: str
    concept: str
    path: str
    line: int = 0


@dataclass(frozen=True)
class Heading:
    """A concept that becomes a category, and those that become its subcategories."""

    concept: str
    subcategories: tuple[str, ...]


@dataclass(frozen=True)
class Home:
    """Where the cases of a concept are counted: the category's concept, and the subcategory's, empty for "other"."""

    concept: str
    category: str
    subcategory: str


def read_wishes(text: str, path: str) -> list[Wish]:
    r"""Return what a list file asks for: a concept a line; a line ``concept:`` opens a category for the lines after it.

    Where these are indented, the next line that is not ends the category. Empty lines and what follows ``#`` are skipped.

    >>> [(wish.category, wish.concept) for wish in read_wishes("csam:\n  known-csam\nreport\n", "list.txt")]
    [('csam', 'known-csam'), ('', 'report')]
    """
    wishes: list[Wish] = []
    nothing = Wish("", "", path)
    opened, filled, indented = nothing, True, False
    for number, line in enumerate(text.split("\n"), 1):
        name = re.sub(r"(?:^|\s)#.*", "", line).strip()
        if name.endswith(":"):
            wishes += [] if filled else [opened]
            opened, filled = Wish(name[:-1].strip(), "", path, number), False
        elif name:
            inside = line[:1].isspace()
            indented = indented if filled else inside
            if indented and not inside:
                opened, indented = nothing, False
            wishes.append(Wish(opened.category, name, path, number))
            filled = True
    return wishes if filled else [*wishes, opened]


def choose(glossary: Glossary, wishes: list[Wish], language: str) -> tuple[list[Heading], list[Problem]]:
    """Return the categories in the order asked for, and every problem of the wishes."""
    problems = [problem for wish in wishes for problem in _wish_problems(glossary, wish)]
    if problems:
        return [], problems
    named = list(dict.fromkeys(wish.category for wish in wishes if wish.category))
    filled: dict[str, list[str]] = {category: [] for category in named}
    for wish in wishes:
        category = wish.category or _category_for(glossary, wish.concept, named)
        found = filled.setdefault(category, [])
        found += [wish.concept] if wish.concept else _below(glossary, category, language)
    headings, seen = [], set(filled)
    for category, concepts in filled.items():
        # What stands below two categories is listed once, and what is a category itself is no subcategory.
        own = [concept for concept in dict.fromkeys(concepts) if concept not in seen]
        seen.update(own)
        headings.append(Heading(category, tuple(own)))
    return headings, []


def homes(glossary: Glossary, headings: list[Heading]) -> list[Home]:
    """Return, for each concept in or below a category, the nearest included concept at or above it."""
    category_of = {concept: heading.concept for heading in headings for concept in heading.subcategories}
    categories = {heading.concept for heading in headings}
    found = []
    for concept in glossary.concepts.values():
        for above in (concept.id, *glossary.ancestors(concept.id)):
            if above in category_of or above in categories:
                if _may_be_shown(concept):
                    inside = above in category_of
                    found.append(Home(concept.id, category_of.get(above, above), above if inside else ""))
                break
    return found


def counted_elsewhere(glossary: Glossary, found: list[Home]) -> dict[str, list[str]]:
    """Return, for each category and subcategory, the concepts of other labels under which a part of it is counted.

    A subcategory loses what has a label of its own, or is nearer to another; a category what stands in another.
    """
    categories, subcategories = {home.category for home in found}, {home.subcategory for home in found}
    lost: dict[str, dict[str, None]] = {}
    for home in found:
        for above in (home.concept, *glossary.ancestors(home.concept)):
            outside = above in categories and above != home.category
            if outside or (above in subcategories and above != home.subcategory):
                lost.setdefault(above, {})[home.subcategory or home.category] = None
    return {concept: list(others) for concept, others in lost.items()}


def _wish_problems(glossary: Glossary, wish: Wish) -> Iterator[Problem]:
    def problem(rule: str, message: str, advice: str) -> Problem:
        return Problem(wish.path, wish.line, rule, "error", message, advice)

    for name in filter(None, (wish.category, wish.concept)):
        concept = glossary.concepts.get(name)
        if concept is None:
            yield problem("concept-unknown", f'The vocabulary has no concept "{name}"', _ADVICE_NAME)
            return
        if concept.deprecated:
            yield problem("concept-withdrawn", f"{name} is withdrawn", f"Use {', '.join(concept.replaced_by) or 'another'} instead")
        if concept.guidance == _WORDING:
            yield problem("concept-wording", f"{name} is about wording to avoid, not about cases", "Leave it out")
    if wish.concept and glossary.concepts[wish.concept].top:
        advice = "Name it with --topic, or in a list with a colon behind it"
        yield problem("concept-topic", f"{wish.concept} is a topic, which can only be a category", advice)
    if wish.category and not glossary.concepts[wish.category].narrower:
        yield problem("concept-narrow", f"Nothing stands below {wish.category}, so that it can't be a category", "Name it as a concept")
    if wish.category and wish.concept and wish.category not in glossary.ancestors(wish.concept):
        message = f"{wish.concept} does not stand below {wish.category} in the vocabulary"
        yield problem("concept-elsewhere", message, "List it without a category, or in one that it stands below")


def _category_for(glossary: Glossary, concept: str, categories: list[str]) -> str:
    """Return the nearest of some categories above a concept, else its topic."""
    return next((above for above in glossary.ancestors(concept) if above in categories), glossary.facet_of[concept])


def _below(glossary: Glossary, category: str, language: str) -> list[str]:
    # What the language has no name for yet is counted under the category, as the table of what is counted where says.
    concepts = [glossary.concepts[name] for name in glossary.concepts[category].narrower]
    named = [concept for concept in concepts if _may_be_shown(concept) and concept.in_language(language).preferred]
    return [concept.id for concept in sorted(named, key=lambda one: fold(one.label(language)))]


def _may_be_shown(concept: Concept) -> bool:
    return not concept.deprecated and concept.guidance != _WORDING
