"""What contacts are counted by: a scheme of the vocabulary, or a helpline's own folder with its judged rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from csea_terms.checking.lint.tables import row_problems
from csea_terms.crosswalks.aselo.caution import Caution
from csea_terms.crosswalks.aselo.files import read_text
from csea_terms.crosswalks.aselo.labels import pointer
from csea_terms.crosswalks.aselo.reading import open_definition
from csea_terms.crosswalks.recoding.recognise import value_key
from csea_terms.errors import ContentError, Problem, UsageError
from csea_terms.formats.sssom import NO_TERM_FOUND, Table, read_table
from csea_terms.model import Code, Glossary, Scheme
from csea_terms.names import CROSSWALK, RDF, SKOS, code_iri, code_path, scheme_iri
from csea_terms.reading.load import parse_turtle
from csea_terms.reading.schemes import read_mappings, read_scheme
from csea_terms.reading.statements import by_subject

_LARGEST = 20_000_000


def with_folder(glossary: Glossary, folder: Path) -> tuple[Glossary, str]:
    """Return a vocabulary with the scheme and the judged rows of a folder that ``aselo read`` made, and the scheme's identifier.

    Raises :class:`~csea_terms.errors.ContentError` with every problem of the table and
    :class:`~csea_terms.errors.UsageError` when the folder is none.
    """
    paths = [folder / "scheme.ttl", folder / "mappings.sssom.tsv"]
    if not all(path.is_file() for path in paths):
        raise UsageError(f"{folder} holds no scheme.ttl and mappings.sssom.tsv. Make them with csea-terms aselo read.")
    scheme = _scheme(paths[0])
    table, problems = read_table(read_text(paths[1], _LARGEST), str(paths[1]))
    problems += _table_problems(glossary, scheme, table)
    if problems:
        raise ContentError(problems)
    schemes = {**glossary.schemes, scheme.id: scheme}
    others = tuple(mapping for mapping in glossary.mappings if mapping.scheme != scheme.id)
    return replace(glossary, schemes=schemes, mappings=(*others, *read_mappings(table, scheme))), scheme.id


def with_labels(glossary: Glossary, scheme_id: str, path: Path, caution: Caution, helpline: str) -> Glossary:
    """Return a vocabulary whose scheme also has the labels of a definition of which nothing was judged.

    The vocabulary holds of a helpline only what has to do with its subject; the rest is not unknown for that.
    """
    definition = open_definition(path, caution, helpline, lenient=True).definition
    scheme = glossary.schemes[scheme_id]
    known = {value_key(notation) for notation in scheme.codes}
    codes = dict(scheme.codes)
    for category, subcategory in definition.labels():
        notation = pointer(category.label, *([subcategory.label] if subcategory else []))
        if value_key(notation) not in known:
            label = (subcategory or category).label
            codes[notation] = Code(scheme_id, notation, code_iri(scheme_id, notation), label, {"und": label})
    return replace(glossary, schemes={**glossary.schemes, scheme_id: replace(scheme, codes=codes)})


def _scheme(path: Path) -> Scheme:
    try:
        triples = parse_turtle(read_text(path, _LARGEST))
    except SyntaxError as error:
        message = "This is not valid Turtle"
        raise ContentError([Problem(str(path), error.lineno or 1, "turtle-syntax", "error", message, "Make it again")]) from None
    schemes = [t.subject.value for t in triples if t.predicate.value == RDF + "type" and t.object.value == SKOS + "ConceptScheme"]
    if len(schemes) != 1 or not schemes[0].startswith(CROSSWALK):
        raise UsageError(f"{path} does not hold one scheme. Make it again with csea-terms aselo read.")
    return read_scheme(schemes[0].removeprefix(CROSSWALK), by_subject(triples))


def _table_problems(glossary: Glossary, scheme: Scheme, table: Table) -> list[Problem]:
    def problem(line: int, rule: str, message: str, advice: str) -> Problem:
        return Problem(table.path, line, rule, "error", message, advice)

    found = []
    if table.metadata and table.metadata.get("mapping_set_id") != f"{scheme_iri(scheme.id)}/mappings":
        advice = "Judge proposals first; judged rows stand in mappings.sssom.tsv, whose mapping_set_id ends in /mappings"
        found.append(problem(1, "mapping-table-names", "These are not the judged mappings of the scheme", advice))
    codes = {code_path(notation) for notation in scheme.codes}
    for row in table.rows:
        wrong = list(row_problems(scheme.id, table.path, row))
        found += wrong
        if not wrong and row["subject_id"].removeprefix("term:") not in glossary.concepts:
            found.append(problem(row.line, "mapping-subject-unknown", "The row is about a concept that does not exist", "Correct it"))
        if not wrong and row["object_id"] != NO_TERM_FOUND and row["object_id"].partition(":")[2] not in codes:
            found.append(problem(row.line, "mapping-code-unknown", "The scheme has no such code", "Correct the notation"))
    return found
