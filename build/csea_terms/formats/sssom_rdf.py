"""Mapping sets as RDF, so that programs for linked data see what a plain ``skos:*Match`` cannot say.

SSSOM 1.0, "The SSSOM/RDF serialisation format": a set names its mappings, and a mapping is an ``owl:Axiom`` that says
of a statement how sure it is, why it was made and whether it is denied. The statement itself is not made here: a denied
one does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from csea_terms.formats.sssom import CELL_SEPARATOR, SEMAPV, SSSOM
from csea_terms.formats.turtle import quoted, subject_line
from csea_terms.names import DCTERMS, OWL, RDFS, SKOS, XSD

_PREFIXES = {"dcterms": DCTERMS, "owl": OWL, "rdfs": RDFS, "semapv": SEMAPV, "skos": SKOS, "sssom": SSSOM, "xsd": XSD}

_PROPERTIES = {
    "mapping_set_title": "dcterms:title",
    "mapping_set_version": "owl:versionInfo",
    "license": "dcterms:license",
    "comment": "rdfs:comment",
    "see_also": "rdfs:seeAlso",
    "mapping_date": "dcterms:created",
    "subject_id": "owl:annotatedSource",
    "predicate_id": "owl:annotatedProperty",
    "object_id": "owl:annotatedTarget",
}
"""The properties of slots whose property is not ``sssom:`` and their name (SSSOM 1.0, slot URIs)."""

_REFERENCES = ("subject_id", "predicate_id", "object_id", "mapping_justification", "subject_source", "object_source")
"""The slots whose values are compact IRIs."""

# Turtle 1.1, section 6.5, PN_LOCAL: what stands for itself or behind a backslash. Other names are written in full.
_LOCAL_NAME = re.compile(r"(?:[A-Za-z0-9_:.~!$&'()*+,;=/?#@-]|%[0-9A-Fa-f]{2})*")
_RESERVED = re.compile(r"[~!$&'()*+,;=/?#@]|^[.-]|\.$")


def write_rdf(metadata: dict[str, object], columns: tuple[str, ...], rows: Iterable[dict[str, str]]) -> str:
    """Return a mapping set as Turtle; it takes what :func:`~csea_terms.formats.sssom.write_table` takes and says the same.

    The mappings stand in the order of the rows; they have no record identifiers, so they are blank nodes. Identifiers are
    compact and their prefixes declared, without which a set could not be turned back into a table.
    """
    prefixes = {**metadata["curie_map"], **_PREFIXES}
    reference = _references(prefixes)
    header = "".join(f"@prefix {prefix}: {_iri(namespace)} .\n" for prefix, namespace in sorted(prefixes.items()))
    slots = [slot for slot in metadata if slot not in ("mapping_set_id", "curie_map")]
    about = "".join(f"    {line} ;\n" for line in _statements(metadata, slots, reference))
    mappings = "".join(_mapping(_statements(row, columns, reference)) for row in rows)
    return f"{header}\n{_iri(metadata['mapping_set_id'])}\n    a sssom:MappingSet ;\n{about}{mappings}.\n"


def _mapping(statements: Iterable[str]) -> str:
    lines = "".join(f"        {line} ;\n" for line in ("a owl:Axiom", *statements))
    return f"    sssom:mappings [\n{lines}    ] ;\n"


def _statements(values: dict[str, object], slots: Iterable[str], reference: Callable[[str], str]) -> Iterator[str]:
    """Yield a property and its value for each slot that has one."""
    for slot in slots:
        value = values[slot]
        for value in value if isinstance(value, list) else [value] if value else ():
            yield f"{_PROPERTIES.get(slot) or f'sssom:{slot}'} {_value(slot, value, reference)}"


def _value(slot: str, value: str, reference: Callable[[str], str]) -> str:
    if slot in _REFERENCES:
        return reference(value)
    if slot == "license":
        return _iri(value)
    if slot == "see_also":
        return ", ".join(map(_iri, value.split(CELL_SEPARATOR)))
    if slot == "predicate_modifier":
        # The only value that there is, "Not", is a resource in RDF (SSSOM 1.0, predicate_modifier_enum).
        return "sssom:NegatedPredicate"
    if slot == "sssom_version":
        return f"sssom:version{value}"  # a resource too (sssom_version_enum)
    if slot == "mapping_date":
        return f'"{value}"^^xsd:date'
    # The exponent makes a number an xsd:double.
    return f"{value}e0" if slot == "confidence" else quoted(value)


def _references(prefixes: dict[str, str]) -> Callable[[str], str]:
    """Return a function that writes a compact IRI as Turtle does."""

    @cache
    def reference(curie: str) -> str:
        prefix, _, local = curie.partition(":")
        if _LOCAL_NAME.fullmatch(local):
            return f"{prefix}:{_RESERVED.sub(_behind_backslash, local)}"
        return _iri(prefixes[prefix] + local)

    return reference


def _behind_backslash(found: re.Match) -> str:
    return "\\" + found[0]


def _iri(iri: str) -> str:
    return subject_line(iri, {})
