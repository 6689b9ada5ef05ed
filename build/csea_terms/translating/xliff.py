"""The worklist for translators' tools (Weblate, OmegaT and others): XLIFF 2.1, names, definitions and plain lines as units.

What the spreadsheet has besides (admitted names, where a name was found, reviewers) has no place in these tools. Read back, a file gives
the same rows as a spreadsheet, and is held to the same rules.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from csea_terms.errors import UsageError
from csea_terms.model import Concept, Glossary
from csea_terms.text.digest import digest_of
from csea_terms.translating.worklist import EDITABLE, cells_of, in_order, normal_cell, status_of

ENDINGS = (".xlf", ".xliff")

_CORE, _METADATA = "urn:oasis:names:tc:xliff:document:2.0", "urn:oasis:names:tc:xliff:metadata:2.0"
_UNITS = ("label", "definition", "plain")
_STATES = {"missing": "initial", "stale": "initial", "no plain line": "translated", "not reviewed": "translated", "reviewed": "final"}
_UNIT = re.compile(r'<unit\b[^>]*\bid="([^"]+)"')
# The digest of the words that stood here: by it the import sees who wrote since.
_OWN = "own-digest"


def xliff(glossary: Glossary, tag: str) -> bytes:
    """Return the worklist of a language as XLIFF 2.1, the concepts with most to do first."""
    root = ET.Element("xliff", {"xmlns": _CORE, "xmlns:mda": _METADATA, "version": "2.1", "srcLang": "en", "trgLang": tag})
    file = ET.SubElement(root, "file", id="terms", original="vocab/terms")
    for concept in in_order(glossary, tag):
        group = ET.SubElement(file, "group", id=concept.id)
        group.extend(_units(concept, tag))
    ET.indent(root, " ")
    return ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _units(concept: Concept, tag: str) -> Iterator[ET.Element]:
    english, own = cells_of(concept, "en"), cells_of(concept, tag)
    for name in _UNITS:
        if not english[name]:
            continue
        unit = ET.Element("unit", id=f"{concept.id}.{name}", name=f"{concept.id} {name}")
        group = ET.SubElement(ET.SubElement(unit, "mda:metadata"), "mda:metaGroup", category="csea-terms")
        ET.SubElement(group, "mda:meta", type=_OWN).text = digest_of(normal_cell(name, own[name]))
        notes = ET.SubElement(unit, "notes")
        for note in _notes(concept, tag, name):
            ET.SubElement(notes, "note").text = note
        if not len(notes):
            unit.remove(notes)
        segment = ET.SubElement(unit, "segment", state=_STATES[status_of(concept, tag)] if own[name] else "initial")
        ET.SubElement(segment, "source").text = english[name]
        if own[name]:
            ET.SubElement(segment, "target").text = own[name]
        yield unit


def _notes(concept: Concept, tag: str, name: str) -> Iterator[str]:
    """Yield what a translator should know of a text, in English as the text is."""
    if concept.is_stale(tag) and name != "label":
        yield "The English text has changed since this was translated."
    if name == "label":
        yield concept.in_language("en").definition
        yield from concept.in_language("en").scope_notes


def read_xliff(path: Path) -> tuple[str, list[tuple[int, dict[str, str]]]]:
    """Return the language of a worklist and its rows, numbered by the line of each concept's first unit.

    Raises :class:`UsageError` when the file is no XLIFF 2 or was not made by :func:`xliff`.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        # No tool writes a document type into XLIFF, and what one declares could fill the memory.
        root = None if "<!DOCTYPE" in text else ET.fromstring(text)
    except (OSError, UnicodeDecodeError, ET.ParseError) as error:
        raise UsageError(f"{path} cannot be read as XLIFF: {error}") from None
    if root is None or root.tag != f"{{{_CORE}}}xliff":
        raise UsageError(f"{path} is no XLIFF 2. Save it as XLIFF 2.0 or 2.1, or make a new one with csea-terms worklist.")
    lines = {found[1]: number for number, line in enumerate(text.split("\n"), 1) for found in _UNIT.finditer(line)}
    tag = root.get("trgLang", "")
    groups: dict[str, dict[str, ET.Element]] = {}
    for unit in root.iter(f"{{{_CORE}}}unit"):
        concept, _, name = unit.get("id", "").rpartition(".")
        if name in _UNITS:
            groups.setdefault(concept, {})[name] = unit
    return tag, [(min(lines.get(unit.get("id"), 0) for unit in units.values()), _row(path, c, tag, units)) for c, units in groups.items()]


def _row(path: Path, concept: str, tag: str, units: dict[str, ET.Element]) -> dict[str, str]:
    english = {name: _joined(unit, "source") for name, unit in units.items()}
    digests = {name: _own_digest(path, unit) for name, unit in units.items()}
    return {
        **{name: normal_cell(name, _joined(units[name], "target") if name in units else "") for name in EDITABLE},
        "concept": concept,
        "language": tag,
        "english_digest": digest_of(f"{english.get('definition', '')} {english.get('plain', '')}"),
        # What has no unit was not there to be written in.
        "own_digests": " ".join(digests.get(name, digest_of("")) for name in EDITABLE),
    }


def _own_digest(path: Path, unit: ET.Element) -> str:
    found = unit.find(f".//{{{_METADATA}}}meta[@type='{_OWN}']")
    if found is None or not found.text:
        message = f"the unit {unit.get('id')} no longer says which words stood there when the file was made (mda:metadata)"
        raise UsageError(f"{path}: {message}. Use a tool that keeps XLIFF's metadata, or the worklist as a spreadsheet.")
    return found.text


def _joined(unit: ET.Element, side: str) -> str:
    """Return the source or target of a unit whole: tools may have split it into segments, with what stands between them."""
    parts = [part for part in unit if part.tag in (f"{{{_CORE}}}segment", f"{{{_CORE}}}ignorable")]
    said = []
    for part in parts:
        text = part.find(f"{{{_CORE}}}{side}")
        if text is None and part.tag.endswith("ignorable"):
            text = part.find(f"{{{_CORE}}}source")
        said.append("".join(text.itertext()) if text is not None else "")
    return "".join(said)
