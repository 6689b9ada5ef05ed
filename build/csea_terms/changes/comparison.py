"""Two vocabularies compared: what was changed from one to the other, and what follows from it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from csea_terms.changes.change import Change, Report
from csea_terms.changes.concepts import concept_changes
from csea_terms.changes.effects import Tables, downloads, page_effects, recodings
from csea_terms.changes.others import other_changes
from csea_terms.changes.schemes import scheme_changes
from csea_terms.changes.withheld import without_withheld
from csea_terms.model import Glossary


def compare(before: Glossary, after: Glossary, templates: Path, withheld: Collection[tuple[str, str]] = ()) -> Report:
    """Return what was changed from one vocabulary to the other, and what follows from it.

    ``templates`` is the folder of the site's page templates. On which day a table was committed is no change of its own: compare
    glossaries whose ``changes`` are alike. ``withheld`` are concepts, each with a language, of which former words are not quoted.
    """
    tables = Tables(before, after)
    return Report(
        changes=tuple(without_withheld(differences(before, after, tables), withheld, after)),
        tables=tables.changed,
        recodings=tuple(recodings(tables)),
        pages=page_effects(before, after, templates),
        downloads=tuple(downloads(before, after)),
        titles=_titles(before) | _titles(after),
    )


def differences(before: Glossary, after: Glossary, tables: Tables) -> tuple[Change, ...]:
    """Return what was changed, without what follows from it: of concepts, of schemes, of all else."""
    return (*concept_changes(before, after, tables), *scheme_changes(before, after), *other_changes(before, after))


def _titles(glossary: Glossary) -> dict[tuple[str, str], str]:
    """Return what to call concepts, schemes, sources and languages, by area and identifier."""
    found = {("concept", slug): concept.label("en") for slug, concept in glossary.concepts.items()}
    found |= {("scheme", scheme.id): scheme.name for scheme in glossary.schemes.values()}
    found |= {("source", source.key): source.title for source in glossary.sources.values()}
    return found | {("language", tag): language.english_name for tag, language in glossary.languages.items()}
