"""What changed of the judgments on concepts and codes: stronger, weaker, new, taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from csea_terms.changes.change import Change, Quote, Said
from csea_terms.changes.effects import Tables
from csea_terms.code_mappings import CodeMapping
from csea_terms.model import Glossary, Mapping

_RELATIONS = {
    "exactMatch": "same",
    "closeMatch": "near",
    "broadMatch": "within",
    "narrowMatch": "holds",
    "relatedMatch": "related",
}
"""What a predicate says, read from left to right, in one word."""

_STRENGTH = {"relatedMatch": 1, "closeMatch": 2, "broadMatch": 2, "narrowMatch": 2, "exactMatch": 3}


def mapping_changes(slug: str, before: Glossary, after: Glossary, tables: Tables) -> Iterator[Change]:
    """Yield what changed of how a concept relates to the codes of other schemes."""
    old, new = (dict(_keyed(glossary.mappings_by_concept.get(slug, ()))) for glossary in (before, after))
    if old and not new and retires(slug, before, after):
        judgments = f"{len(old)} judgments" if len(old) > 1 else "one judgment"
        yield Change("history", "concept", slug, (f"Keeps its {judgments} on codes as history, which nothing counts",))
        return
    for key in dict.fromkeys((*old, *new)):
        scheme, notation, _ = key
        said = compared(old.get(key), new.get(key), _code(after if key in new else before, scheme, notation))
        if said:
            count = tables.through(slug, scheme)
            effect = f"; {count} partner table{'s' * (count != 1)} change{'s' * (count == 1)}" if count else ""
            yield Change("mapping", "concept", slug, (*said, effect), scheme=scheme)


def retires(slug: str, before: Glossary, after: Glossary) -> bool:
    """Return whether a concept is withdrawn now and was not before."""
    old, new = before.concepts.get(slug), after.concepts.get(slug)
    return old is not None and new is not None and new.deprecated and not old.deprecated


def _keyed(rows: tuple[Mapping, ...]) -> Iterator[tuple[tuple[str, str | None, int], Mapping]]:
    # Two rows may speak of the same code; the first is then compared with the first.
    seen: Counter[tuple[str, str | None]] = Counter()
    for row in rows:
        yield (row.scheme, row.notation, seen[row.scheme, row.notation]), row
        seen[row.scheme, row.notation] += 1


def compared(old: Mapping | CodeMapping | None, new: Mapping | CodeMapping | None, code: Said) -> Said:
    """Return what became of a row in a sentence, or nothing where it says the same; ``code`` names what it relates to."""
    if old is None and new is not None:
        return ("Relates it to ", *code, f": {_told(new)}", *_comment(new.comment))
    if new is None and old is not None:
        return ("No longer relates it to ", *code, f": was {_told(old)}")
    assert old is not None and new is not None  # A key comes from one of the two.
    if _told(old) != _told(new):
        return (f"{_verb(old, new)} the relation to ", *code, f": was {_told(old)}, now {_told(new)}", *_comment(new.comment))
    if old.comment != new.comment:
        return ("Explains the relation to ", *code, " otherwise", *_comment(new.comment))
    return ()


def _comment(comment: str) -> Said:
    return (". ", Quote(comment, "en")) if comment else ()


def _verb(old: Mapping | CodeMapping, new: Mapping | CodeMapping) -> str:
    if old.negated or new.negated:
        return "Changes"
    mine, theirs = ((_STRENGTH[row.predicate], row.confidence) for row in (old, new))
    if mine[0] == theirs[0] and old.predicate != new.predicate:
        return "Changes"
    return "Weakens" if theirs < mine else "Strengthens"


def _told(row: Mapping | CodeMapping) -> str:
    """Return a judgment in a word or two and its confidence."""
    without_code = (row.target if isinstance(row, CodeMapping) else row.notation) is None
    relation = "no code" if without_code else f"{'not ' * row.negated}{_RELATIONS[row.predicate]}"
    return f"{relation} {row.confidence:.2f}"


def _code(glossary: Glossary, scheme: str, notation: str | None) -> Said:
    """Return a code's scheme, notation and title, as a part of a sentence."""
    found = glossary.schemes[scheme]
    if notation is None:
        return (Quote(found.name, "en"),)
    return (Quote(f"{found.name} {notation}"), " ", Quote(found.codes[notation].title))
