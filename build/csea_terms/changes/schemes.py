"""What changed of other organisations' schemes: their facts, their codes, and rows between two of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from csea_terms.changes.change import Change, Difference, Quote
from csea_terms.changes.mappings import compared
from csea_terms.code_mappings import CodeMapping
from csea_terms.model import Code, Glossary, Scheme

_FACTS = {field.name for field in fields(Scheme)} - {"id", "codes"}
_CODE_FACTS = {
    "title": "title",
    "title_translation": "translated title",
    "broader": "place",
    "verdict": "verdict",
    "verdict_reason": "reason of the verdict",
    "replaced_by": "successor",
}


def scheme_changes(before: Glossary, after: Glossary) -> Iterator[Change]:
    """Yield what changed of each scheme, by its identifier."""
    between = dict(_between(before)), dict(_between(after))
    for scheme in sorted({*before.schemes, *after.schemes}):
        yield from _of_scheme(scheme, before.schemes.get(scheme), after.schemes.get(scheme))
        for key in sorted({*between[0], *between[1]}, key=str):
            if key[0] == scheme:
                yield from _row(key, *(rows.get(key) for rows in between))


def _of_scheme(scheme: str, old: Scheme | None, new: Scheme | None) -> Iterator[Change]:
    if new is None:
        yield Change("scheme-removed", "scheme", scheme, ("Takes the scheme away. Every link to it breaks",))
        return
    if old is None:
        count = len(new.codes)
        yield Change("scheme-added", "scheme", scheme, ("Adds the scheme ", Quote(new.title), f" with {count} code{'s' * (count != 1)}"))
        return
    for field in sorted(_FACTS):
        mine, theirs = (_text(getattr(one, field)) for one in (old, new))
        if mine != theirs:
            yield Change("scheme-facts", "scheme", scheme, (f"Changes the {field.replace('_', ' ')}: ", Difference(mine, theirs)))
    for notation in dict.fromkeys((*old.codes, *new.codes)):
        yield from _of_code(scheme, notation, old.codes.get(notation), new.codes.get(notation))


def _of_code(scheme: str, notation: str, old: Code | None, new: Code | None) -> Iterator[Change]:
    if old is None or new is None:
        verb, kind = ("Takes away", "code-removed") if old else ("Adds", "code-added")
        code = old or new
        assert code is not None  # A notation comes from one of the two.
        yield Change(kind, "scheme", scheme, (f"{verb} the code ", Quote(notation), " ", Quote(code.title)))
        return
    if old.deprecated != new.deprecated:
        verb = "Withdraws" if new.deprecated else "Takes back into use"
        yield Change("code-retired", "scheme", scheme, (f"{verb} the code ", Quote(notation), " ", Quote(new.title)))
    for field, name in _CODE_FACTS.items():
        mine, theirs = (_text(getattr(code, field)) for code in (old, new))
        if mine != theirs:
            yield Change("code", "scheme", scheme, ("Changes of ", Quote(notation), f" the {name}: ", Difference(mine, theirs)))


def _text(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _between(glossary: Glossary) -> Iterator[tuple[tuple[str, str, str, str | None], CodeMapping]]:
    for row in glossary.code_mappings:
        yield (row.source_scheme, row.source, row.target_scheme, row.target), row


def _row(key: tuple[str, str, str, str | None], old: CodeMapping | None, new: CodeMapping | None) -> Iterator[Change]:
    scheme, source, target_scheme, target = key
    said = compared(old, new, (Quote(f"{target_scheme} {target or ''}".rstrip()),))
    if said:
        yield Change("code-mapping", "scheme", scheme, (Quote(source), ". ", *said), scheme=target_scheme)
