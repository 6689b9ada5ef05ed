"""The platform's own rules about a definition, and the stricter ones that keep its labels usable as identifiers.

The platform asks for at least one category and for subcategories in each. Nothing there checks labels or colours, though
labels are all by which contacts, displays and exports know a category.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from csea_terms.crosswalks.aselo.labels import FULL_STOP, LONGEST_LABEL, SHARED, has_words, may_be_shared, pointer, tidy
from csea_terms.crosswalks.recoding.recognise import value_key
from csea_terms.errors import Problem

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def definition_problems(whole: Any, path: str) -> list[Problem]:
    """Return everything that keeps a definition, as JSON data, from being given to the platform; empty when nothing does."""
    return [
        Problem(path, 0, rule, "error", f"{place}: {message}" if place else message, advice)
        for place, rule, message, advice in _file(whole)
    ]


def _file(whole: Any) -> Iterator[tuple[str, str, str, str]]:
    if not isinstance(whole, dict) or not whole:
        yield "", "aselo-type", "The file holds no helpline", 'Write {"name of the helpline": {"categories": …}}'
        return
    for name, body in whole.items():
        place = pointer(name)
        categories = body.get("categories") if isinstance(body, dict) else None
        if not isinstance(categories, dict):
            yield place, "aselo-wrapper-missing", 'The helpline has no member "categories"', "Put the categories into one"
            continue
        for stray in sorted(set(body) - {"categories", "maxSelections"}):
            yield f"{place}{pointer(stray)}", "aselo-stray", "This stands beside the categories", "Put it among them"
        most = body.get("maxSelections", 1)
        if not isinstance(most, int) or isinstance(most, bool) or most < 1:
            yield f"{place}/maxSelections", "aselo-type", "The number of choices is not a whole number from 1", "Correct it"
        yield from _categories(categories, f"{place}/categories")


def _categories(categories: dict[str, Any], place: str) -> Iterator[tuple[str, str, str, str]]:
    if not categories:
        yield place, "aselo-empty", "There is no category", "Add one: the platform asks for at least one"
    yield from _label_problems([(label, place + pointer(label)) for label in categories])
    shared: dict[str, str] = {}
    for label, body in categories.items():
        own = place + pointer(label)
        if not isinstance(body, dict):
            yield own, "aselo-type", "The category is not an object", "Write its colour and its subcategories"
            continue
        if not isinstance(body.get("color"), str) or not _COLOUR.fullmatch(body["color"]):
            yield f"{own}/color", "aselo-colour", "The colour is not written as #RRGGBB", "Correct it"
        listed = body.get("subcategories")
        if not isinstance(listed, list) or not listed:
            yield f"{own}/subcategories", "aselo-empty", "The category has no subcategories", "Add one: each needs at least one"
            continue
        yield from _subcategories(listed, f"{own}/subcategories", shared)


def _subcategories(listed: list[Any], place: str, shared: dict[str, str]) -> Iterator[tuple[str, str, str, str]]:
    labels = []
    for number, body in enumerate(listed):
        own = f"{place}/{number}"
        if not isinstance(body, dict) or not isinstance(body.get("label"), str):
            yield own, "aselo-type", "The subcategory has no label that is a text", "Add it"
            continue
        if set(body) - {"label", "toolkitUrl"}:
            yield own, "aselo-levels", "The subcategory holds more than a label and a link", "There are two levels only"
        labels.append((body["label"], f"{own}/label"))
    yield from _label_problems(labels)
    for key, label_place in {value_key(label): label_place for label, label_place in labels if not may_be_shared(label)}.items():
        if key in shared:
            yield label_place, "aselo-label-shared", SHARED.format(place=shared[key]), "Leave one of them out, or give it a label of its own"
        shared.setdefault(key, label_place)


def _label_problems(labels: list[tuple[str, str]]) -> Iterator[tuple[str, str, str, str]]:
    seen: dict[str, str] = {}
    for label, place in labels:
        if label != tidy(label) or not has_words(label) or len(label) > LONGEST_LABEL:
            message = "The label is empty, too long, or holds superfluous spaces or characters that cannot be seen"
            yield place, "aselo-label-untidy", message, "Type it again"
        if "." in label:
            yield place, "aselo-label-stop", FULL_STOP, "Give it a label without one"
        if value_key(label) in seen:
            yield place, "aselo-label-twice", f"The label is that of {seen[value_key(label)]}", "Give each a label of its own"
        seen.setdefault(value_key(label), place)
