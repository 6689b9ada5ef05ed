"""Read another organisation's scheme, and our judgments about it, into the model."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType as frozen
from urllib.parse import unquote

from csea_terms.code_mappings import CodeMapping
from csea_terms.formats.sssom import CELL_SEPARATOR, NO_TERM_FOUND, Row, Table
from csea_terms.model import Code, Mapping, Scheme
from csea_terms.names import CST, DCTERMS, FOAF, OWL, SECTOR, SKOS, SOURCE, code_path, scheme_iri
from csea_terms.reading.statements import NOTHING, Statements


def read_scheme(scheme_id: str, said: dict[str, Statements]) -> Scheme:
    """Return a scheme from what its ``scheme.ttl`` says, its codes in the order of their notations."""
    own = said.get(scheme_iri(scheme_id), NOTHING)
    notations = {iri: node.text(SKOS + "notation") for iri, node in said.items() if node.texts(SKOS + "notation")}
    codes = [_code(scheme_id, iri, said[iri], notations) for iri in notations]
    return Scheme(
        id=scheme_id,
        title=own.text(DCTERMS + "title"),
        short_title=own.text(CST + "shortTitle"),
        owner=own.text(DCTERMS + "publisher"),
        sector=own.name(CST + "sector", SECTOR),
        edition=own.text(OWL + "versionInfo"),
        year=own.text(DCTERMS + "issued"),
        homepage=own.iri(FOAF + "page"),
        terms_of_use=own.text(DCTERMS + "rights"),
        scope_note=own.text(SKOS + "scopeNote"),
        judged_whole=own.is_true(CST + "judgedWhole"),
        codes=frozen({code.notation: code for code in sorted(codes, key=lambda code: code.notation)}),
    )


def _code(scheme_id: str, iri: str, said: Statements, notations: dict[str, str]) -> Code:
    titles = said.by_language(SKOS + "prefLabel")
    return Code(
        scheme=scheme_id,
        notation=notations[iri],
        iri=iri,
        title=titles.get("en") or next(iter(titles.values()), ""),
        titles=frozen(titles),
        broader=tuple(sorted(notations[parent] for parent in said.iris(SKOS + "broader") if parent in notations)),
        verified=not said.is_false(CST + "verified"),
        deprecated=said.is_true(OWL + "deprecated"),
        replaced_by=tuple(sorted(notations[other] for other in said.iris(DCTERMS + "isReplacedBy") if other in notations)),
        title_is_ours=said.is_true(CST + "titleIsOurs"),
        title_translation=said.text(CST + "titleTranslation"),
        verdict=said.name(CST + "verdict", CST),
        verdict_reason=said.text(CST + "verdictReason"),
    )


def read_mappings(table: Table | None, scheme: Scheme) -> Iterator[Mapping]:
    """Yield the judgments of a table about a scheme, in the order of their rows."""
    if table is None:
        return
    notations = _notations(scheme)
    for row in table.rows:
        yield _mapping(table.path, row, scheme.id, notations)


def read_code_mappings(table: Table, source: Scheme, target: Scheme) -> Iterator[CodeMapping]:
    """Yield the judgments of a table between two schemes, in the order of their rows."""
    own, notations = _notations(source), _notations(target)
    for row in table.rows:
        yield CodeMapping(
            source_scheme=source.id,
            source=_notation(row["subject_id"], source.id, own),
            predicate=row["predicate_id"].removeprefix("skos:"),
            target_scheme=target.id,
            target=None if row["object_id"] == NO_TERM_FOUND else _notation(row["object_id"], target.id, notations),
            justification=row["mapping_justification"],
            confidence=float(row["confidence"]),
            sources=tuple(cited.removeprefix(SOURCE) for cited in row["see_also"].split(CELL_SEPARATOR)),
            comment=row["comment"],
            negated=row["predicate_modifier"] == "Not",
            path=table.path,
        )


def _notations(scheme: Scheme) -> dict[str, str]:
    return {code_path(notation): notation for notation in scheme.codes}


def _notation(curie: str, scheme_id: str, notations: dict[str, str]) -> str:
    found = curie.removeprefix(scheme_id + ":")
    return notations.get(found) or unquote(found)


def _mapping(path: str, row: Row, scheme_id: str, notations: dict[str, str]) -> Mapping:
    gap = row["object_id"] == NO_TERM_FOUND
    return Mapping(
        concept=row["subject_id"].removeprefix("term:"),
        predicate=row["predicate_id"].removeprefix("skos:"),
        scheme=scheme_id,
        notation=None if gap else _notation(row["object_id"], scheme_id, notations),
        justification=row["mapping_justification"],
        confidence=float(row["confidence"]),
        comment=row["comment"],
        negated=row["predicate_modifier"] == "Not",
        path=path,
        line=row.line,
    )
