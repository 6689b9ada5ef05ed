"""Our concepts beside other organisations' codes: per scheme and all together, as CSV, Excel, SSSOM/TSV, SSSOM/RDF and JSON.

A CSV file has its description beside it (``<file>-metadata.json``, CSVW), where version and licence stand too.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Sequence

from csea_terms import __version__
from csea_terms.code_mappings import CodeMapping
from csea_terms.crosswalks.code_names import curie_of, namespaces_of
from csea_terms.crosswalks.composition import SENTENCES
from csea_terms.crosswalks.verdicts import VERDICTS, verdicts_of
from csea_terms.formats.dictionaries import SEPARATOR, Column, cell_value, csvw
from csea_terms.formats.sssom import CELL_SEPARATOR, NO_TERM_FOUND, write_table
from csea_terms.formats.sssom_rdf import write_rdf
from csea_terms.formats.tables import Sheet, csv_bytes, xlsx_bytes
from csea_terms.model import Code, Glossary, Mapping, Scheme
from csea_terms.names import BASE, REPOSITORY, SCHEME_CURIE, TERM, scheme_iri
from csea_terms.publishing.columns import CROSSWALK, SCHEMES, dictionary, sheet_of

_SSSOM_COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label",
    "mapping_justification", "author_label", "mapping_date", "subject_source", "object_source", "object_source_version", "confidence",
    "see_also", "comment",
)  # fmt: skip

_HOW_TO_READ = (
    ("exactMatch", "The concept and the code mean the same cases."),
    ("closeMatch", "Nearly the same cases; read the comment before you add figures up."),
    ("broadMatch", "The code is broader: every case of the concept is counted there, not the reverse."),
    ("narrowMatch", "The code is narrower: every case counted there is a case of the concept, not the reverse."),
    ("relatedMatch", "The two are connected, but neither contains the other: do not recode one as the other."),
    ("not …", "A careless reader would claim this relation. It does not hold."),
    ("no equivalent", "We looked, and the scheme has no code for the concept."),
    ("none", "No concept stands beside the code; the column verdict says whether anybody has looked, the comment why."),
)
_VERDICTS = tuple((f"verdict: {name}", meaning) for name, meaning in VERDICTS.items())


_SENTENCES = {
    **SENTENCES,
    "relatedMatch": "“{source}” and “{target}” are connected, but neither contains the other: do not recode one as the other.",
}


def files(glossary: Glossary) -> Iterator[tuple[str, bytes]]:
    """Yield ``crosswalks/<scheme>.{csv,csv-metadata.json,xlsx,sssom.tsv,sssom.ttl,json}`` and ``crosswalks/all.*``."""
    for scheme in glossary.schemes.values():
        yield from _table(glossary, scheme.id, [scheme])
    yield from _table(glossary, "all", list(glossary.schemes.values()))


def made_from(glossary: Glossary) -> str:
    """Return what these files hold: the schemes, the mappings and what we call the concepts."""
    names = [(c.id, c.label("en")) for c in glossary.concepts.values()]
    return repr((glossary.crosswalk_version, glossary.changes, glossary.schemes, [m.justification for m in glossary.mappings], names))


def _table(glossary: Glossary, name: str, schemes: Sequence[Scheme]) -> Iterator[tuple[str, bytes]]:
    rows = [row for scheme in schemes for row in _rows(glossary, scheme)]
    sheet = sheet_of("crosswalk", CROSSWALK, rows)
    facts = facts_of(glossary, sheet)
    yield f"crosswalks/{name}.csv", csv_bytes(sheet)
    yield f"crosswalks/{name}.csv-metadata.json", csvw(f"{name}.csv", _title(schemes), CROSSWALK, facts)
    sheets = [sheet, how_to_read((*_HOW_TO_READ, *_VERDICTS), facts), dictionary(CROSSWALK), about(schemes)]
    yield f"crosswalks/{name}.xlsx", xlsx_bytes(sheets)
    mapping_set = _mapping_set(glossary, name, schemes, facts)
    yield f"crosswalks/{name}.sssom.tsv", write_table(*mapping_set).encode()
    yield f"crosswalks/{name}.sssom.ttl", write_rdf(*mapping_set).encode()
    yield f"crosswalks/{name}.json", json_bytes(CROSSWALK, rows, facts)


def _title(schemes: Sequence[Scheme]) -> str:
    return f"CSEA Terms to {schemes[0].title if len(schemes) == 1 else 'all schemes'}"


def _rows(glossary: Glossary, scheme: Scheme) -> Iterator[list[str]]:
    """Yield a row for each mapping to a scheme, then one for each code of which no row speaks."""
    mappings, verdicts = glossary.mappings_by_scheme.get(scheme.id, ()), verdicts_of(glossary, scheme)
    for mapping in mappings:
        yield _row(glossary, mapping, verdicts.get(mapping.notation or "", ""))
    spoken_of = {mapping.notation for mapping in mappings}
    for notation, code in scheme.codes.items():
        if notation not in spoken_of:
            yield _row_of_code(glossary, code, verdicts[notation])


def _row_of_code(glossary: Glossary, code: Code, verdict: str) -> list[str]:
    sentence = f"“{code.title}”: {VERDICTS[verdict]}"
    scheme = glossary.schemes[code.scheme]
    said = [verdict, *_standing(code), sentence, "", code.verdict_reason, "", "", code.iri]
    return ["code", "", "", "none", scheme.id, scheme.edition, *_named(code), *said]


def _row(glossary: Glossary, mapping: Mapping, verdict: str) -> list[str]:
    code, scheme = glossary.code(mapping), glossary.schemes[mapping.scheme]
    kind = "gap" if code is None else "denial" if mapping.negated else "claim"
    relation = {"gap": "no equivalent", "denial": f"not {mapping.predicate}", "claim": mapping.predicate}[kind]
    return [
        kind,
        mapping.concept,
        glossary.concepts[mapping.concept].label("en"),
        relation,
        scheme.id,
        scheme.edition,
        *(_named(code) if code else ("",) * 5),
        verdict,
        *(_standing(code) if code else ("",) * 3),
        _sentence(glossary, mapping, code),
        f"{mapping.confidence:.2f}",
        mapping.comment,
        mapping.justification,
        TERM + mapping.concept,
        code.iri if code else "",
    ]


def _named(code: Code) -> tuple[str, ...]:
    """Return what a code is called, whose words that are, and the codes above it."""
    words = "us" if code.title_is_ours else "owner"
    return code.notation, code.title, words, code.title_translation, SEPARATOR.join(code.broader)


def _standing(code: Code) -> tuple[str, str, str]:
    """Return whether a code was verified, whether it is withdrawn, and what replaced it."""
    return "yes" if code.verified else "no", "yes" if code.deprecated else "no", SEPARATOR.join(code.replaced_by)


def _sentence(glossary: Glossary, mapping: Mapping, code: Code | None) -> str:
    name = glossary.concepts[mapping.concept].label("en")
    if code is None:
        return f"{glossary.schemes[mapping.scheme].name} has no code for “{name}”."
    sentence = _SENTENCES[mapping.predicate].format(source=name, target=code.title)
    return f"Not so: {sentence}" if mapping.negated else sentence


def facts_of(glossary: Glossary, sheet: Sheet) -> dict[str, str]:
    """Return what a table says of itself: version, licence, how many rows it has and their checksum.

    The checksum is the SHA-256 of the rows as CSV (RFC 4180, with LF at the ends of lines) in UTF-8, without header.
    """
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(sheet.rows)
    return {
        "vocabulary": glossary.title.get("en", "CSEA Terms"),
        "version": glossary.crosswalk_version,
        "licence": glossary.licence,
        "rows": str(len(sheet.rows)),
        "rows_sha256": hashlib.sha256(out.getvalue().encode()).hexdigest(),
    }


def how_to_read(meanings: Sequence[tuple[str, str]], facts: dict[str, str]) -> Sheet:
    """Return the sheet that says what the words in the column "relation" mean and which edition this is."""
    return Sheet("how to read this", ("relation", "meaning"), [*meanings, *facts.items()])


def edition(facts: dict[str, str]) -> Sheet:
    """Return the sheet that says which edition a table is of."""
    return Sheet("about", ("what", "value"), list(facts.items()))


def about(schemes: Sequence[Scheme]) -> Sheet:
    """Return the sheet that says whose schemes these are."""
    rows = [(s.id, s.title, s.owner, s.edition, s.terms_of_use, s.homepage, s.scope_note) for s in schemes]
    return sheet_of("schemes", SCHEMES, rows)


def json_bytes(columns: Sequence[Column], rows: Iterable[Sequence[str]], facts: dict[str, str]) -> bytes:
    """Return a table as JSON: what it says of itself, then a list of objects, one a line.

    Numbers are numbers, yes and no are true and false, several values are a list, and an empty cell is null.
    """
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    table = ",\n".join([encode({column.name: cell_value(column, cell) for column, cell in zip(columns, row, strict=True)}) for row in rows])
    return f'{encode({**facts, "rows": int(facts["rows"])})[:-1]}, "table": [\n{table}\n]}}\n'.encode()


def set_metadata(name: str, title: str, facts: dict[str, str], namespaces: dict[str, str]) -> dict[str, object]:
    """Return the metadata of a mapping set (SSSOM 1.1, "MappingSet").

    Its creator is the project: a mapping says the name of a person only where that person gave it.
    """
    return {
        "sssom_version": "1.1",
        "mapping_set_id": f"{scheme_iri(name)}/mappings",
        "mapping_set_title": title,
        "mapping_set_version": facts["version"],
        "license": facts["licence"],
        "creator_label": [facts["vocabulary"]],
        "mapping_tool": REPOSITORY,
        "mapping_tool_version": __version__,
        "comment": f"{facts['rows']} rows; SHA-256 of the rows of the CSV table: {facts['rows_sha256']}",
        "curie_map": {"csea-terms": BASE, "term": TERM, "crosswalk": scheme_iri(""), **namespaces},
    }


def _mapping_set(
    glossary: Glossary, name: str, schemes: Sequence[Scheme], facts: dict[str, str]
) -> tuple[dict[str, object], tuple[str, ...], list[dict[str, str]]]:
    """Return the metadata, slots and rows of a mapping set (SSSOM 1.0, "MappingSet"), for any of its forms.

    It holds the judgments of our concepts and the schemes' codes, then those of their codes and the codes of others.
    """
    named = dict.fromkeys(scheme.id for scheme in schemes)
    between = [m for m in glossary.code_mappings if named.keys() & {m.source_scheme, m.target_scheme}]
    others = dict.fromkeys(scheme for m in between for scheme in (m.source_scheme, m.target_scheme))
    namespaces = namespaces_of(glossary.schemes[scheme] for scheme in {**named, **others})
    mappings = (mapping for scheme in named for mapping in glossary.mappings_by_scheme.get(scheme, ()))
    rows = [_sssom_row(glossary, mapping, namespaces) for mapping in mappings]
    rows += [_sssom_code_row(glossary, mapping, namespaces) for mapping in between]
    return set_metadata(name, _title(schemes), facts, namespaces), _SSSOM_COLUMNS, rows


def _sssom_row(glossary: Glossary, mapping: Mapping, namespaces: dict[str, str]) -> dict[str, str]:
    subject = f"term:{mapping.concept}", glossary.concepts[mapping.concept].label("en"), SCHEME_CURIE
    return _judged(glossary, mapping, subject, glossary.schemes[mapping.scheme], glossary.code(mapping), namespaces)


def _sssom_code_row(glossary: Glossary, mapping: CodeMapping, namespaces: dict[str, str]) -> dict[str, str]:
    source, target = glossary.schemes[mapping.source_scheme], glossary.schemes[mapping.target_scheme]
    own, code = source.codes[mapping.source], target.codes[mapping.target] if mapping.target is not None else None
    subject = curie_of(own, namespaces), own.title, f"crosswalk:{source.id}"
    row = _judged(glossary, mapping, subject, target, code, namespaces)
    return {**row, "see_also": CELL_SEPARATOR.join(mapping.see_also)}


def _judged(
    glossary: Glossary, mapping: Mapping | CodeMapping, subject: tuple[str, str, str], target: Scheme, code: Code | None, namespaces: dict[str, str]
) -> dict[str, str]:  # fmt: skip
    """Return a judgment as a row (SSSOM 1.0, "Mapping"); ``subject`` is its identifier, its label and its source."""
    return {
        "subject_id": subject[0],
        "subject_label": subject[1],
        "predicate_id": f"skos:{mapping.predicate}",
        "predicate_modifier": "Not" if mapping.negated else "",
        "object_id": curie_of(code, namespaces) if code else NO_TERM_FOUND,
        "object_label": code.title if code else "",
        "mapping_justification": mapping.justification,
        "author_label": glossary.title.get("en", "CSEA Terms"),
        "mapping_date": glossary.changes.get(mapping.path, ""),
        "subject_source": subject[2],
        "object_source": f"crosswalk:{target.id}",
        "object_source_version": target.edition,
        "confidence": f"{mapping.confidence:.2f}",
        "see_also": "",
        "comment": mapping.comment,
    }
