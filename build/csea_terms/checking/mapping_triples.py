"""The rows of the mapping tables as triples, so that the shapes can judge them.

A row is a ``sssom:Mapping`` in the form that SSSOM gives it in RDF (SSSOM 1.0, "OWL/RDF serialisation"): an
annotated source, property and target. Its IRI leads back to the table and the line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from csea_terms.checking.lint.tables import code_row_problems, row_problems
from csea_terms.errors import Problem
from csea_terms.formats.sssom import CELL_SEPARATOR, NO_TERM_FOUND, SEMAPV, SSSOM, Row
from csea_terms.names import CROSSWALK, OWL, RDF, RDFS, SCHEME, SKOS, TERM, XSD, code_path, scheme_iri
from csea_terms.reading.loaded import Loaded

_IS = ox.NamedNode(RDF + "type")
_SOURCE = ox.NamedNode(OWL + "annotatedSource")
_PROPERTY = ox.NamedNode(OWL + "annotatedProperty")
_TARGET = ox.NamedNode(OWL + "annotatedTarget")
_EXACT = ox.NamedNode(SKOS + "exactMatch")
_MAPPING = ox.NamedNode(SSSOM + "Mapping")
_GAP = ox.NamedNode(SSSOM + "NoTermFound")
_ROW = "#line-"
_FOLDER, _ENDING = "vocab/crosswalks/", ".sssom.tsv"


def mapping_triples(loaded: Loaded) -> list[ox.Triple]:
    """Return the rows that can be understood as ``sssom:Mapping`` resources, and the matches that they state.

    ``skos:exactMatch`` is completed as SKOS demands it, symmetric and transitive (SKOS Reference, S44 and S45);
    a row with ``Not`` states no match. Rows about concepts that are withdrawn are history and left out.
    """
    triples: list[ox.Triple] = []
    for owner, table in sorted(loaded.tables.items()):
        codes = _codes(loaded, owner)
        for row in table.rows:
            concept = row["subject_id"].removeprefix("term:")
            if concept not in loaded.withdrawn and _is_understood(row_problems(owner, table.path, row)):
                triples += _row_triples(table.path, row, ox.NamedNode(TERM + concept), SCHEME, owner, codes)
    for (source, target), table in sorted(loaded.code_tables.items()):
        own, codes = _codes(loaded, source), _codes(loaded, target)
        for row in table.rows:
            if _is_understood(code_row_problems(source, target, table.path, row)):
                code = _code(source, row["subject_id"], own)
                triples += _row_triples(table.path, row, code, scheme_iri(source), target, codes)
    matches = list(_stated_matches(triples))
    return triples + matches + list(_exact_closure(matches))


def row_place(iri: str) -> tuple[str, int] | None:
    """Return the path and line of the row that an IRI names, or None when it names something else.

    >>> row_place(CROSSWALK + "iccs-2015/mappings#line-7")
    ('vocab/crosswalks/iccs-2015/mappings.sssom.tsv', 7)
    """
    if not iri.startswith(CROSSWALK) or _ROW not in iri:
        return None
    table, _, line = iri[len(CROSSWALK) :].partition(_ROW)
    return f"{_FOLDER}{table}{_ENDING}", int(line)


def _codes(loaded: Loaded, owner: str) -> dict[str, ox.NamedNode]:
    """Return a scheme's codes by the last part of the CURIE that a row would call them."""
    file = loaded.files.get(f"vocab/crosswalks/{owner}/scheme.ttl")
    notations = (t for t in file.triples if t.predicate.value == SKOS + "notation") if file else ()
    return {code_path(t.object.value): t.subject for t in notations if isinstance(t.object, ox.Literal)}


def _is_understood(problems: Iterable[Problem]) -> bool:
    return not any(problem.rule.startswith("mapping-") for problem in problems)


def _code(scheme: str, curie: str, codes: dict[str, ox.NamedNode]) -> ox.NamedNode:
    notation = curie.removeprefix(scheme + ":")
    # A notation that the scheme does not have gets the name it would have there.
    return codes.get(notation) or ox.NamedNode(f"{scheme_iri(scheme)}/{notation}")


def _row_triples(
    path: str, row: Row, subject: ox.NamedNode, subject_source: str, target: str, codes: dict[str, ox.NamedNode]
) -> Iterator[ox.Triple]:
    table = path.removeprefix(_FOLDER).removesuffix(_ENDING)
    own = ox.NamedNode(f"{CROSSWALK}{table}{_ROW}{row.line}")

    def say(predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal) -> ox.Triple:
        return ox.Triple(own, predicate, value)

    gap = row["object_id"] == NO_TERM_FOUND
    yield say(_IS, _MAPPING)
    yield say(_SOURCE, subject)
    yield say(_PROPERTY, ox.NamedNode(SKOS + row["predicate_id"].removeprefix("skos:")))
    yield say(_TARGET, _GAP if gap else _code(target, row["object_id"], codes))
    yield say(ox.NamedNode(SSSOM + "subject_source"), ox.NamedNode(subject_source))
    yield say(ox.NamedNode(SSSOM + "object_source"), ox.NamedNode(scheme_iri(target)))
    justification = row["mapping_justification"].removeprefix("semapv:")
    yield say(ox.NamedNode(SSSOM + "mapping_justification"), ox.NamedNode(SEMAPV + justification))
    confidence = ox.Literal(row["confidence"], datatype=ox.NamedNode(XSD + "decimal"))
    yield say(ox.NamedNode(SSSOM + "confidence"), confidence)
    if row["predicate_modifier"]:
        yield say(ox.NamedNode(SSSOM + "predicate_modifier"), ox.Literal(row["predicate_modifier"]))
    for cited in row.cells.get("see_also", "").split(CELL_SEPARATOR):
        if cited:
            yield say(ox.NamedNode(RDFS + "seeAlso"), ox.NamedNode(cited))
    if row["comment"]:
        yield say(ox.NamedNode(RDFS + "comment"), ox.Literal(row["comment"]))


def _stated_matches(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    rows: dict[str, dict[str, ox.NamedNode | ox.Literal]] = {}
    for triple in triples:
        rows.setdefault(triple.subject.value, {})[triple.predicate.value] = triple.object
    for row in rows.values():
        target = row[_TARGET.value]
        if target != _GAP and SSSOM + "predicate_modifier" not in row:
            yield ox.Triple(row[_SOURCE.value], row[_PROPERTY.value], target)


def _exact_closure(matches: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Yield every pair that exact matches connect, in both directions."""
    group_of: dict[ox.NamedNode, set[ox.NamedNode]] = {}
    for match in matches:
        if match.predicate == _EXACT:
            group = group_of.get(match.subject, {match.subject}) | group_of.get(match.object, {match.object})
            group_of.update(dict.fromkeys(group, group))
    for node, group in group_of.items():
        for other in group:
            if other != node:
                yield ox.Triple(node, _EXACT, other)
