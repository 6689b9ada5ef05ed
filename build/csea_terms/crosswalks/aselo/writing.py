"""A definition for the platform made of our concepts, with the table of what collapses and the identifiers beside it.

``Unspecified/Other`` is not translated: the platform compares with exactly this text in every language, and shows a
contact's choice without its category, which says nothing, where the text is another.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from csea_terms.crosswalks.aselo.choice import Heading, counted_elsewhere, homes
from csea_terms.crosswalks.aselo.labels import UNSPECIFIED, pointer
from csea_terms.crosswalks.aselo.rules import definition_problems
from csea_terms.crosswalks.recoding.recognise import value_key
from csea_terms.errors import Problem
from csea_terms.formats.sssom import write_table
from csea_terms.formats.tables import Sheet, csv_bytes
from csea_terms.model import Glossary
from csea_terms.names import SKOS, TERM, scheme_iri
from csea_terms.text.casing import capital

COLOURS = (
    "#1b5e7a", "#8a3b12", "#3d6b1f", "#6a3d8f", "#9c2f5b", "#245c4f",
    "#5b4a1e", "#34508f", "#7a2e2e", "#46606b", "#7d4a00", "#4c3f91",
)  # fmt: skip
"""Colours of categories, each readable as text on white (WCAG 2.2, 1.4.3)."""

COLLAPSE_COLUMNS = ("concept", "label", "category", "subcategory", "notation", "counted")
_SSSOM_COLUMNS = (
    "subject_label", "subject_type", "subject_category", "predicate_id", "object_id", "object_label", "mapping_justification", "comment",
)  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """What a counsellor can choose, and the concept that it stands for; for "other" the concept is that of its category."""

    category: str
    label: str
    concept: str

    @property
    def other(self) -> bool:
        """Whether this is the category's "other"."""
        return self.label == UNSPECIFIED


@dataclass(frozen=True)
class Draft:
    """A definition to be written: the vocabulary, the categories, and whose and in which language they are."""

    glossary: Glossary
    headings: tuple[Heading, ...]
    helpline: str
    language: str
    most: int | None = None

    def label(self, concept: str) -> str:
        """Return a concept's label as the platform shows labels: with a capital letter."""
        text = self.glossary.concepts[concept].label(self.language)
        return capital(text[:1], self.language) + text[1:]

    def choices(self) -> Iterator[Choice]:
        """Yield what can be chosen, in the order of the definition, each category's "other" last."""
        for heading in self.headings:
            category = self.label(heading.concept)
            for concept in heading.subcategories:
                yield Choice(category, self.label(concept), concept)
            yield Choice(category, UNSPECIFIED, heading.concept)

    @cached_property
    def data(self) -> dict[str, object]:
        """The definition as JSON data, in the platform's shape."""
        categories: dict[str, dict] = {}
        for choice in self.choices():
            colour = COLOURS[len(categories) % len(COLOURS)]
            category = categories.setdefault(choice.category, {"color": colour, "subcategories": []})
            category["subcategories"].append({"label": choice.label})
        return {self.helpline: {**({"maxSelections": self.most} if self.most else {}), "categories": categories}}

    def text(self) -> str:
        """Return the definition as the text of its file."""
        return json.dumps(self.data, ensure_ascii=False, indent=2) + "\n"


def draft_problems(draft: Draft, path: str) -> list[Problem]:
    """Return what keeps a draft from being written."""
    used = list(dict.fromkeys(concept for one in draft.headings for concept in (one.concept, *one.subcategories)))
    missing = [
        Problem(path, 0, "label-missing", "error", f"{concept} has no preferred label in {draft.language}",
                "Add it to the vocabulary, leave the concept out, or choose another language")
        for concept in used
        if not draft.glossary.concepts[concept].in_language(draft.language).preferred
    ]  # fmt: skip
    return missing or [*_shared_headings(draft, path), *definition_problems(draft.data, path)]


def _shared_headings(draft: Draft, path: str) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for heading in draft.headings:
        label = draft.label(heading.concept)
        if value_key(label) in seen:
            message = f'The categories {seen[value_key(label)]} and {heading.concept} have one label: "{label}"'
            yield Problem(path, 0, "aselo-label-twice", "error", message, "Leave one of them out")
        seen.setdefault(value_key(label), heading.concept)


def collapse_csv(draft: Draft) -> bytes:
    """Return the table that says under which label each concept in or below the categories is counted."""
    rows = []
    for home in homes(draft.glossary, list(draft.headings)):
        category = draft.label(home.category)
        subcategory = draft.label(home.subcategory) if home.subcategory else UNSPECIFIED
        own = home.concept in (home.subcategory, home.category)
        how = "own category" if home.concept == home.category else "own label" if own else "collapsed" if home.subcategory else "as other"
        row = (home.concept, draft.glossary.concepts[home.concept].label(draft.language), category, subcategory,
               pointer(category, subcategory), how)  # fmt: skip
        rows.append(row)
    return csv_bytes(Sheet("collapse", COLLAPSE_COLUMNS, sorted(rows, key=lambda row: (row[4], row[5] != "own label", row[0]))))


def sssom_text(draft: Draft) -> str:
    """Return what each label means as SSSOM/TSV, its subjects literals, since the platform has no identifiers (SSSOM 1.0, "Mapping")."""
    lost = counted_elsewhere(draft.glossary, homes(draft.glossary, list(draft.headings)))
    rows = [_sssom_row(draft, draft.label(one.concept), "", one.concept, _under(draft, lost.get(one.concept))) for one in draft.headings]
    for choice in draft.choices():
        why = "What no other label of the category holds." if choice.other else _under(draft, lost.get(choice.concept))
        rows.append(_sssom_row(draft, choice.label, choice.category, choice.concept, why))
    metadata: dict[str, object] = {
        "mapping_set_id": f"{scheme_iri('aselo-written')}/{draft.language}/{draft.glossary.crosswalk_version}",
        "mapping_set_title": f"Labels of {draft.helpline} in Aselo, and the concepts they stand for",
        "mapping_set_version": draft.glossary.crosswalk_version,
        "license": draft.glossary.licence,
        "curie_map": {"term": TERM, "skos": SKOS},
    }
    return write_table(metadata, _SSSOM_COLUMNS, rows)


def _under(draft: Draft, elsewhere: list[str] | None) -> str:
    """Return what is counted under other labels, as a sentence; empty where nothing is."""
    return f"A part is counted under other labels: {', '.join(draft.label(other) for other in elsewhere)}." if elsewhere else ""


def _sssom_row(draft: Draft, label: str, category: str, concept: str, less: str) -> dict[str, str]:
    """Return a row: the same cases as the concept, or less, and why."""
    return {
        "subject_label": label,
        "subject_type": "rdfs literal",
        "subject_category": category,
        "predicate_id": "skos:broadMatch" if less else "skos:exactMatch",
        "object_id": f"term:{concept}",
        "object_label": draft.glossary.concepts[concept].label(draft.language),
        "mapping_justification": "semapv:ManualMappingCuration",
        "comment": less,
    }
