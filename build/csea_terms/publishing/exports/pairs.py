"""One organisation's codes beside another's, judged or composed through our concepts: per source scheme, to all others.

``csea-terms crosswalk FROM TO`` writes the table of one pair; the site makes the same in the browser from the
compiled crosswalk, so that thousands of pairs need no files of their own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from csea_terms.crosswalks.code_names import curie_of, namespaces_of
from csea_terms.crosswalks.composition import OWN, SENTENCES, Correspondence, Crosswalks
from csea_terms.crosswalks.recoding.compiled import compile_crosswalk
from csea_terms.errors import UsageError
from csea_terms.formats.dictionaries import SEPARATOR, csvw
from csea_terms.formats.scripts import data_script, script_json
from csea_terms.formats.sssom import CELL_SEPARATOR, write_table
from csea_terms.formats.tables import Sheet, csv_bytes, xlsx_bytes
from csea_terms.model import Glossary
from csea_terms.names import SCHEME_CURIE, TERM
from csea_terms.publishing.columns import PAIR, dictionary, sheet_of
from csea_terms.publishing.exports.crosswalks import about, facts_of, how_to_read, json_bytes, set_metadata

_SSSOM_COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "object_id", "object_label", "mapping_justification",
    "subject_source", "object_source", "mapping_cardinality", "confidence", "see_also", "comment",
)  # fmt: skip

_SUGGESTED = "Suggested by two near matches; nobody has judged it."

_HOW_TO_READ = (
    ("exactMatch", "The two codes mean the same cases."),
    ("closeMatch", "Nearly the same cases; read how it was found before you add figures up."),
    ("broadMatch", "The second code is broader: every case of the first is counted there, not the reverse."),
    ("narrowMatch", "The second code is narrower: every case counted there is a case of the first, not the reverse."),
    ("suggestion", _SUGGESTED),
)


def files(glossary: Glossary) -> Iterator[tuple[str, bytes]]:
    """Yield ``crosswalks/from/<scheme>.*``: the tables to all other schemes, and the compiled crosswalk as JSON and script.

    A scheme from which nothing follows has none. Then ``crosswalks/categories.js``: the codes of all others, by which the
    browser finds the scheme of somebody's data.
    """
    crosswalks = Crosswalks(glossary)
    codes = {}
    for source in crosswalks.schemes:
        compiled = compile_crosswalk(crosswalks, source)
        if not compiled["to"]:
            continue
        codes[source] = compiled["codes"]
        for ending, content in _formats(glossary, source, crosswalks.from_scheme(source), f"{source}.csv"):
            yield f"crosswalks/from/{source}.{ending}", content
        yield f"crosswalks/from/{source}.json", (json.dumps(compiled, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
        yield f"crosswalks/from/{source}.js", data_script("cseaTermsCrosswalks", source, script_json(compiled))
    yield "crosswalks/categories.js", data_script("cseaTermsCategories", "all", script_json(codes))


def pair_file(crosswalks: Crosswalks, source: str, target: str, name: str) -> bytes:
    """Return the table from one scheme to another in the format that a file's name ends with.

    Raises :class:`~csea_terms.errors.UsageError` when a scheme or the format is unknown.
    """
    crosswalks.known(target)
    glossary = crosswalks.glossary
    table = {target: crosswalks.from_scheme(source).get(target, ())}
    for ending, content in _formats(glossary, source, table, name.removesuffix("-metadata.json")):
        if name.endswith(f".{ending}"):
            return content
    if name.endswith(".json"):
        sheet = _sheet(glossary, source, table)
        return json_bytes(PAIR, sheet.rows, facts_of(glossary, sheet))
    raise UsageError(f"{name}: the ending is not one of .csv, .csv-metadata.json, .xlsx, .sssom.tsv and .json.")


def made_from(glossary: Glossary) -> str:
    """Return what these files hold: the schemes, the mappings and what the concepts are called."""
    names = [(c.id, [(tag, words.labels) for tag, words in c.words.items()]) for c in glossary.concepts.values()]
    return repr((glossary.crosswalk_version, glossary.schemes, names))


def _formats(
    glossary: Glossary, source: str, tables: dict[str, Sequence[Correspondence]], csv_name: str
) -> Iterator[tuple[str, bytes]]:
    """Yield the endings and contents of a table in the formats for people and for other programs.

    ``csv_name`` is what the CSV file is called that its metadata speak of.
    """
    sheet = _sheet(glossary, source, tables)
    facts = facts_of(glossary, sheet)
    known = [glossary.schemes[scheme] for scheme in (source, *tables) if scheme != OWN]
    yield "csv", csv_bytes(sheet)
    yield "csv-metadata.json", csvw(csv_name, _name_of_set(source, tables), PAIR, facts)
    yield "xlsx", xlsx_bytes([sheet, how_to_read(_HOW_TO_READ, facts), dictionary(PAIR), about(known)])
    yield "sssom.tsv", _sssom(glossary, source, tables, facts).encode()


def _sheet(glossary: Glossary, source: str, tables: dict[str, Sequence[Correspondence]]) -> Sheet:
    rows = [_row(glossary, source, target, one) for target, found in tables.items() for one in found]
    return sheet_of("crosswalk", PAIR, rows)


def _name_of_set(source: str, tables: dict[str, Sequence[Correspondence]]) -> str:
    return f"{source} to {next(iter(tables)) if len(tables) == 1 else 'all'}"


def _curie_of_scheme(scheme: str) -> str:
    return SCHEME_CURIE if scheme == OWN else f"crosswalk:{scheme}"


def _title(glossary: Glossary, scheme: str, notation: str) -> str:
    return glossary.concepts[notation].label("en") if scheme == OWN else glossary.schemes[scheme].codes[notation].title


def _row(glossary: Glossary, source: str, target: str, one: Correspondence) -> list[str]:
    titles = _title(glossary, source, one.source), _title(glossary, target, one.target)
    return [
        source,
        one.source,
        titles[0],
        one.predicate,
        target,
        one.target,
        titles[1],
        f"{one.confidence:.2f}",
        one.cardinality,
        "yes" if one.entailed else "no",
        " > ".join(one.path),
        SENTENCES[one.predicate].format(source=titles[0], target=titles[1]),
        one.judgment.comment if one.judgment else "",
        SEPARATOR.join(one.judgment.see_also) if one.judgment else "",
    ]


def _sssom(glossary: Glossary, source: str, tables: dict[str, Sequence[Correspondence]], facts: dict[str, str]) -> str:
    namespaces = namespaces_of(glossary.schemes[scheme] for scheme in (source, *tables) if scheme != OWN)

    def named(scheme: str, notation: str) -> str:
        if scheme == OWN:
            return f"term:{notation}"
        return curie_of(glossary.schemes[scheme].codes[notation], namespaces)

    rows = [
        {
            "subject_id": named(source, one.source),
            "subject_label": _title(glossary, source, one.source),
            "predicate_id": f"skos:{one.predicate if one.entailed else 'closeMatch'}",
            "object_id": named(target, one.target),
            "object_label": _title(glossary, target, one.target),
            "mapping_justification": one.judgment.justification if one.judgment else "semapv:MappingChaining",
            "subject_source": _curie_of_scheme(source),
            "object_source": _curie_of_scheme(target),
            "mapping_cardinality": one.cardinality,
            "confidence": f"{one.confidence:.2f}",
            "see_also": CELL_SEPARATOR.join(one.judgment.see_also) if one.judgment else "",
            "comment": one.judgment.comment if one.judgment else "" if one.entailed else _SUGGESTED,
        }
        for target, found in tables.items()
        for one in found
    ]
    name = _name_of_set(source, tables)
    return write_table(set_metadata(name.replace(" ", "/"), name, facts, {"term": TERM, **namespaces}), _SSSOM_COLUMNS, rows)
