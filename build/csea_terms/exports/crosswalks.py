"""The crosswalks as tables: per scheme and all together, as CSV, Excel and SSSOM/TSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from csea_terms.model import Code, Glossary, Mapping, Scheme
from csea_terms.names import TERM, scheme_iri
from csea_terms.sssom import NO_TERM_FOUND, write_table
from csea_terms.tables import Sheet, csv_bytes, xlsx_bytes

_COLUMNS = (
    "concept_id", "concept", "relation", "scheme", "notation", "title", "confidence", "comment",
    "justification", "concept_iri", "code_iri",
)  # fmt: skip

_SSSOM_COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label",
    "mapping_justification", "subject_source", "object_source", "object_source_version", "confidence", "comment",
)  # fmt: skip

_HOW_TO_READ = (
    ("exactMatch", "The concept and the code mean the same cases."),
    ("closeMatch", "Nearly the same cases; read the comment before you add figures up."),
    ("broadMatch", "The code is broader: every case of the concept is counted there, not the reverse."),
    ("narrowMatch", "The code is narrower: every case counted there is a case of the concept, not the reverse."),
    ("relatedMatch", "The two are connected, but a case of one is not a case of the other."),
    ("not …", "A careless reader would claim this relation. It does not hold."),
    ("no equivalent", "We looked, and the scheme has no code for the concept."),
)


def files(glossary: Glossary) -> Iterator[tuple[str, bytes]]:
    """Yield ``crosswalks/<scheme>.{csv,xlsx,sssom.tsv}`` and ``crosswalks/all.*``."""
    for scheme in glossary.schemes.values():
        yield from _table(glossary, scheme.id, [scheme])
    yield from _table(glossary, "all", list(glossary.schemes.values()))


def _table(glossary: Glossary, name: str, schemes: Sequence[Scheme]) -> Iterator[tuple[str, bytes]]:
    mappings = [m for scheme in schemes for m in glossary.mappings_by_scheme.get(scheme.id, ())]
    sheet = Sheet("crosswalk", _COLUMNS, [_row(glossary, mapping) for mapping in mappings])
    yield f"crosswalks/{name}.csv", csv_bytes(sheet)
    sheets = [sheet, Sheet("how to read this", ("relation", "meaning"), _HOW_TO_READ)]
    yield f"crosswalks/{name}.xlsx", xlsx_bytes([*sheets, _about(glossary, schemes)])
    yield f"crosswalks/{name}.sssom.tsv", _sssom(glossary, name, schemes, mappings).encode()


def _row(glossary: Glossary, mapping: Mapping) -> list[str]:
    code = glossary.code(mapping)
    relation = f"not {mapping.predicate}" if mapping.negated else mapping.predicate if code else "no equivalent"
    return [
        mapping.concept,
        glossary.concepts[mapping.concept].label("en"),
        relation,
        mapping.scheme,
        code.notation if code else "",
        code.title if code else "",
        f"{mapping.confidence:.2f}",
        mapping.comment,
        mapping.justification,
        TERM + mapping.concept,
        code.iri if code else "",
    ]


def _about(glossary: Glossary, schemes: Sequence[Scheme]) -> Sheet:
    columns = ("scheme", "title", "owner", "edition", "terms_of_use", "homepage", "what_it_covers")
    rows = [(s.id, s.title, s.owner, s.edition, s.terms_of_use, s.homepage, s.scope_note) for s in schemes]
    return Sheet("schemes", columns, [*rows, ("csea-terms", "CSEA Terms", "", "", glossary.licence, "", "")])


def _sssom(glossary: Glossary, name: str, schemes: Sequence[Scheme], mappings: Sequence[Mapping]) -> str:
    """Return a mapping set as SSSOM/TSV (SSSOM 1.0, "MappingSet"), with the slots shared by all rows on top."""
    namespaces = {scheme.id: _namespace(scheme) for scheme in schemes}
    metadata: dict[str, object] = {
        "mapping_set_id": f"{scheme_iri(name)}/mappings",
        "mapping_set_title": f"CSEA Terms to {schemes[0].title if len(schemes) == 1 else 'all schemes'}",
        "license": glossary.licence,
        "curie_map": {"term": TERM, "crosswalk": scheme_iri(""), **namespaces},
    }
    rows = [_sssom_row(glossary, mapping, namespaces) for mapping in mappings]
    return write_table(metadata, _SSSOM_COLUMNS, rows)


def _sssom_row(glossary: Glossary, mapping: Mapping, namespaces: dict[str, str]) -> dict[str, str]:
    code = glossary.code(mapping)
    return {
        "subject_id": f"term:{mapping.concept}",
        "subject_label": glossary.concepts[mapping.concept].label("en"),
        "predicate_id": f"skos:{mapping.predicate}",
        "predicate_modifier": "Not" if mapping.negated else "",
        "object_id": _curie(code, namespaces[mapping.scheme]) if code else NO_TERM_FOUND,
        "object_label": code.title if code else "",
        "mapping_justification": mapping.justification,
        "subject_source": "crosswalk:csea-terms",
        "object_source": f"crosswalk:{mapping.scheme}",
        "object_source_version": glossary.schemes[mapping.scheme].edition,
        "confidence": f"{mapping.confidence:.2f}",
        "comment": mapping.comment,
    }


def _namespace(scheme: Scheme) -> str:
    """Return what the IRIs of a scheme's codes start with: ours, or the part that the official ones share."""
    if all(code.iri.startswith(scheme_iri(scheme.id)) for code in scheme.codes.values()):
        return scheme_iri(scheme.id) + "/"
    iris = [code.iri for code in scheme.codes.values()]
    shared = next((i for i, letters in enumerate(zip(*iris, strict=False)) if len(set(letters)) > 1), len(iris[0]))
    return iris[0][: max(iris[0].rfind("/", 0, shared), iris[0].rfind("#", 0, shared)) + 1]


def _curie(code: Code, namespace: str) -> str:
    return f"{code.scheme}:{code.iri.removeprefix(namespace)}"
