"""What a term says of those whose place it takes."""

from __future__ import annotations

from csea_terms.model import Glossary


def replaces(glossary: Glossary) -> dict[str, tuple[str, ...]]:
    """Return the withdrawn concepts that each concept replaces, for those that do."""
    found: dict[str, tuple[str, ...]] = {}
    for concept in glossary.concepts.values():
        for successor in concept.replaced_by:
            found[successor] = (*found.get(successor, ()), concept.id)
    return found
