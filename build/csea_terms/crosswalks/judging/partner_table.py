"""Read a partner's mapping table (SSSOM/TSV) as judgments of ours, row by row, with all that is wrong with each.

Others write columns in other orders and more of them, full IRIs or CURIEs of their own, several schemes in one
file, and mappings from their codes to our terms, which are turned round.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from csea_terms.checking.shapes.wording import shown
from csea_terms.crosswalks.judging.partner_names import Identifiers, Unknown
from csea_terms.errors import Problem, UsageError
from csea_terms.formats.sssom import SEMAPV, SSSOM, Row, Table, read_any_table
from csea_terms.model import Code, Glossary, Mapping
from csea_terms.names import SKOS
from csea_terms.text.faults import text_faults

NEEDED = ("subject_id", "predicate_id", "object_id", "mapping_justification", "confidence")
"""The columns without which a row says too little for our tables."""

USED = (*NEEDED, "predicate_modifier", "comment", "subject_source", "object_source", "subject_label", "object_label")
"""The columns that are looked at; the last four only to find the scheme or to suggest what was meant."""

INVERSE = {
    "exactMatch": "exactMatch",
    "closeMatch": "closeMatch",
    "broadMatch": "narrowMatch",
    "narrowMatch": "broadMatch",
    "relatedMatch": "relatedMatch",
}
"""The five relations and what each is when read from the other side (SKOS Reference, S43 and S44)."""

_GAP = SSSOM + "NoTermFound"
_Complain = Callable[[str, str, str], None]
"""Takes rule, message and advice of what is wrong with the row at hand."""

_NUMBER = re.compile(r"[0-9]*\.?[0-9]+")


@dataclass(frozen=True)
class Known:
    """A row that says what a row of ours says already."""

    line: int
    ours: Mapping


@dataclass(frozen=True)
class PartnerTable:
    """What a partner's file says: new judgments, those we have, what is wrong, and what is not taken.

    ``licence`` is the one that the file names.
    """

    name: str
    added: tuple[Mapping, ...]
    known: tuple[Known, ...]
    problems: tuple[Problem, ...]
    unused_columns: tuple[str, ...]
    licence: str


def read_partner_table(path: Path, glossary: Glossary, skip: Collection[int] = (), confidence: float | None = None) -> PartnerTable:
    """Read a partner's file; ``skip`` has the lines of rows that are left out.

    ``confidence`` is how sure we are of rows that do not say it: SSSOM leaves it open (SSSOM 1.0, slot "confidence"), our tables do not.
    Raises :class:`UsageError` when the file is no text or a line to skip is no row.
    """
    table, problems = read_any_table(_text(path), path.name)
    header = tuple(table.rows[0].cells) if table.rows else ()
    missing = [column for column in NEEDED if column not in header and (column != "confidence" or confidence is None)]
    if missing and not problems:
        message = f"The table has no column {', '.join(missing)}" if header else "The file holds no table of mappings"
        advice = "Add it to the row of column names; names and cells have one tab between them"
        problems.append(_problem(path.name, 1, "mapping-table-columns", message, advice))
    if problems and (missing or not header):
        return PartnerTable(path.name, (), (), tuple(problems), (), "")
    refused = {problem.line for problem in problems}
    stray = sorted(set(skip) - {row.line for row in table.rows} - refused)
    if stray:
        raise UsageError(f"{path.name} has no row on line {', '.join(map(str, stray))}, so it cannot be left out.")
    problems = [problem for problem in problems if problem.line not in skip]
    reading = _Reading(table, glossary, "" if confidence is None else str(confidence))
    for row in table.rows:
        if row.line not in skip and any(cell.strip() for cell in row.cells.values()):
            reading.take(row)
    unused = tuple(column for column in header if column not in USED)
    licence = str(table.metadata.get("license", ""))
    return PartnerTable(
        path.name, tuple(reading.added), tuple(reading.known), (*problems, *reading.problems), unused, licence
    )


class _Reading:
    """The rows taken so far, against which the next one is held."""

    def __init__(self, table: Table, glossary: Glossary, confidence: str):
        self._name, self._sure = table.path, confidence
        self._identifiers = Identifiers(glossary)
        declared = table.metadata.get("curie_map")
        pairs = declared.items() if isinstance(declared, dict) else ()
        self._declared = {str(prefix): namespace for prefix, namespace in pairs if isinstance(namespace, str)}
        self._metadata = table.metadata
        self.added: list[Mapping] = []
        self.known: list[Known] = []
        self.problems: list[Problem] = []
        self._about: dict[tuple, list[Mapping]] = {}
        for mapping in glossary.mappings:
            self._about.setdefault(_pair(mapping), []).append(mapping)

    def take(self, row: Row) -> None:
        """Put a row where it belongs: among the new, the known or the problems."""
        cells = {column: _clean(row.cells.get(column, "")) for column in USED}
        found: list[Problem] = []

        def complain(rule: str, message: str, advice: str) -> None:
            found.append(_problem(self._name, row.line, rule, message, advice))

        sides = self._sides(cells, complain)
        predicate = self._predicate(cells["predicate_id"], complain)
        for column in ("predicate_modifier", "comment"):
            for rule, message, advice in text_faults(cells[column]):
                complain(rule, f"{column}: {message}", advice)
        if cells["predicate_modifier"] not in ("", "Not"):
            message = f"The predicate_modifier is {shown(cells['predicate_modifier'])}"
            complain("mapping-modifier", message, "Write Not where the relation does not hold, else leave the cell empty")
        justification = self._justification(cells["mapping_justification"], complain)
        confidence = _confidence(cells["confidence"] or self._sure, complain)
        if found or sides is None:
            self.problems += found
            return
        concept, scheme, notation, turned = sides
        self._judge(
            Mapping(
                concept=concept,
                predicate=INVERSE[predicate] if turned else predicate,
                scheme=scheme,
                notation=notation,
                justification=justification,
                confidence=confidence,
                comment=cells["comment"],
                negated=bool(cells["predicate_modifier"]),
                path=self._name,
                line=row.line,
            )
        )

    def _judge(self, mapping: Mapping) -> None:
        """Compare a judgment with ours and with those above it."""
        others = self._about.setdefault(_pair(mapping), [])
        same = next((m for m in others if (m.predicate, m.negated) == (mapping.predicate, mapping.negated)), None)
        if same and same.path != self._name:
            self.known.append(Known(mapping.line, same))
            return
        contrary = next((m for m in others if _contrary(m, mapping)), None)
        if same:
            message, advice = f"The same row stands on line {same.line} already", "Keep one of the two"
            self.problems.append(_problem(self._name, mapping.line, "mapping-duplicate", message, advice))
        elif contrary:
            place = f"line {contrary.line}" if contrary.path == self._name else f"{contrary.path}:{contrary.line}"
            relation = f"{'Not ' if contrary.negated else ''}{contrary.predicate}"
            message = f"The row says {'Not ' if mapping.negated else ''}{mapping.predicate}, but {place} says {relation} of the same two"
            advice = f"Agree on one of the two, or leave the row out with --skip {mapping.line}"
            self.problems.append(_problem(self._name, mapping.line, "mapping-contradiction", message, advice))
        else:
            self.added.append(mapping)
            others.append(mapping)

    def _sides(self, cells: dict[str, str], complain: _Complain) -> tuple[str, str, str | None, bool] | None:
        """Return concept, scheme and notation (None for a gap), and whether the row goes from code to concept."""
        meant = {side: self._side(side, cells, complain) for side in ("subject", "object")}
        subject, other = meant["subject"], meant["object"]
        if subject is None or other is None:
            return None
        for concept, code, turned in ((subject, other, False), (other, subject, True)):
            if isinstance(concept, str) and concept != _GAP:
                if isinstance(code, Code):
                    return concept, code.scheme, code.notation, turned
                if code == _GAP:
                    return self._gap(concept, "subject" if turned else "object", cells, complain)
        if isinstance(subject, str) and isinstance(other, str):
            complain("mapping-subject-unknown", "Both sides are terms of ours", "One side has to be a code of another scheme")
        else:
            complain("mapping-subject-unknown", "Neither side is a term of ours", f"Write one as {shown('term:online-grooming')}")
        return None

    def _side(self, side: str, cells: dict[str, str], complain: _Complain) -> str | Code | None:
        text = cells[f"{side}_id"]
        iri = self._identifiers.iri(text, self._declared)
        if iri is None:
            message = f"{side}_id is not understood: {shown(text)}"
            complain("mapping-prefix", message, "Write a full web address, or declare the prefix in the curie_map at the top")
            return None
        if iri == _GAP:
            return _GAP
        scheme = self._identifiers.scheme(self._source(side, cells), self._declared) or self._own_scheme
        meant = self._identifiers.meant(iri, scheme, cells[f"{side}_label"])
        if not isinstance(meant, Unknown):
            return meant
        perhaps = f"Did you mean {meant.perhaps}?" if meant.perhaps else ""
        if meant.is_term:
            advice = perhaps or "Look it up with csea-terms lookup"
            complain("mapping-subject-unknown", f"We have no term called {shown(text)}", advice)
        else:
            advice = perhaps or "Compare it with the codes in vocab/crosswalks, or ask for the scheme to be added"
            complain("mapping-code-unknown", f"No scheme here has the code {shown(text)}", advice)
        return None

    @property
    def _own_scheme(self) -> str:
        return self._identifiers.scheme_of_set(str(self._metadata.get("mapping_set_id", "")))

    def _source(self, side: str, cells: dict[str, str]) -> str:
        """Return the scheme that the row names, or else the whole table (SSSOM 1.0, "Propagatable slots")."""
        return cells[f"{side}_source"] or str(self._metadata.get(f"{side}_source", ""))

    def _gap(self, concept: str, side: str, cells: dict[str, str], complain: _Complain) -> tuple[str, str, None, bool] | None:
        source = self._source(side, cells)
        scheme = self._identifiers.scheme(source, self._declared) or self._own_scheme
        if scheme:
            return concept, scheme, None, side == "subject"
        message = "The row states a gap, but not in which scheme" if not source else f"No scheme here is called {shown(source)}"
        complain("mapping-gap-scheme", message, f"Write the scheme in the column {side}_source, such as iccs-2015")
        return None

    def _predicate(self, text: str, complain: _Complain) -> str:
        iri = self._identifiers.iri(text, self._declared) or ""
        name = iri.removeprefix(SKOS)
        if not iri.startswith(SKOS) or name not in INVERSE:
            advice = f"Judge the two anew: {', '.join(f'skos:{one}' for one in INVERSE)}"
            complain("mapping-predicate", f"The relation {shown(text)} is not one of the five", advice)
        return name

    def _justification(self, text: str, complain: _Complain) -> str:
        iri = self._identifiers.iri(text, self._declared) or ""
        if not iri.startswith(SEMAPV):
            message = f"The mapping_justification is not understood: {shown(text)}"
            complain("mapping-justification", message, "Write semapv:ManualMappingCuration when a person judged the row")
        return f"semapv:{iri.removeprefix(SEMAPV)}"


def _text(path: Path) -> str:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path} cannot be opened: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path} is no text in UTF-8. Save it as SSSOM/TSV in UTF-8.") from None
    return text.replace("\r\n", "\n")


def _clean(cell: str) -> str:
    return unicodedata.normalize("NFC", " ".join(cell.split()))


def _confidence(text: str, complain: _Complain) -> float:
    if _NUMBER.fullmatch(text) and text.isascii() and float(text) <= 1:
        return float(text)
    message = f"The confidence is {shown(text)}" if text else "The row does not say how sure its author is"
    instead = "" if text else ", or say it once for all such rows with --confidence"
    complain("mapping-confidence", message, f"Write a number from 0 to 1 with a decimal point, such as 0.8{instead}")
    return 0.0


def _pair(mapping: Mapping) -> tuple[str, str, str | None]:
    return mapping.concept, mapping.scheme, mapping.notation


def _contrary(one: Mapping, other: Mapping) -> bool:
    """Return whether two judgments on one pair cannot both be ours: it holds and does not, or it is two things."""
    if one.negated != other.negated:
        return one.predicate == other.predicate
    return not one.negated and one.predicate != other.predicate


def _problem(name: str, line: int, rule: str, message: str, advice: str) -> Problem:
    return Problem(name, line, rule, "error", message, advice)
