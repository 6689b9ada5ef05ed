"""What the things that a search finds are called in a language of the site."""

from __future__ import annotations

from csea_terms.model import Concept
from csea_terms.search.entries import FALLBACK, Entry, base_language
from csea_terms.search.index import Index
from csea_terms.search.words import match_key


def name_of(index: Index, entry: Entry, wanted: str) -> tuple[str, str]:
    """Return what something is called in the wanted language, and what tells it apart: a notation or an article."""
    glossary = index.glossary
    if entry.kind == "concept":
        return _concept_name(glossary.concepts[entry.id], wanted), ""
    if entry.kind == "code":
        scheme_id, _, notation = entry.id.partition(":")
        scheme = glossary.schemes[scheme_id]
        code = scheme.codes[notation]
        title = code.titles.get(wanted) or code.title
        return title, scheme.name if match_key(notation) == match_key(title) else f"{scheme.name} {notation}"
    if entry.kind == "scheme":
        scheme = glossary.schemes[entry.id]
        return scheme.name, scheme.title if scheme.title != scheme.name else ""
    if entry.kind in ("law", "source"):
        key, _, place = entry.id.partition(" ")
        return glossary.sources[key].title, place
    if entry.kind == "jurisdiction":
        return index.place_name(entry.id, wanted), ""
    return entry.text, ""


def _concept_name(concept: Concept, wanted: str) -> str:
    for tag in (wanted, base_language(wanted)):
        words = concept.words.get(tag)
        if words and words.preferred:
            return words.preferred.text
    return concept.label(FALLBACK)
