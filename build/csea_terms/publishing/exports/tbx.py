"""The terms for translators' tools: TBX-Basic, in the style that names data categories by elements (ISO 30042:2019, "DCT").

One file of all languages, and one of English with each language of the site; ``csea-terms tbx`` writes any other pair.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Collection, Iterator
from functools import cache

from csea_terms.model import Concept, Glossary, Label, Words
from csea_terms.names import TERM

_DIALECT = "https://raw.githubusercontent.com/LTAC-Global/TBX-Basic_dialect/master/DCT/"
_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<?xml-model href="{_DIALECT}TBX-Basic.nvdl" type="application/xml" schematypens="http://purl.oclc.org/dsdl/nvdl/ns/structure/1.0"?>
<?xml-model href="{_DIALECT}TBX-Basic_DCT.sch" type="application/xml" schematypens="http://purl.oclc.org/dsdl/schematron"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">"""
_OPEN, _CLOSE = (" <text>", "  <body>"), ("  </body>", " </text>", "</tbx>")
_STATUS = {"preferred": "preferredTerm", "admitted": "admittedTerm", "avoid": "deprecatedTerm"}
# What a preferred name is where the guidance does not recommend it: a translator is not to take it for the word to use.
_GUIDED = {"avoid-expression": "deprecatedTerm", "legal-term": "admittedTerm", "use-with-care": "admittedTerm"}


def files(glossary: Glossary) -> Iterator[tuple[str, bytes]]:
    """Yield ``tbx/csea-terms.tbx`` with all languages, and ``tbx/en-<language>.tbx``."""
    writer = TbxWriter(glossary)
    yield "tbx/csea-terms.tbx", writer.file()
    for tag in glossary.languages:
        if tag != "en":
            yield pair_path("en", tag), writer.file(("en", tag))


def pair_path(*tags: str) -> str:
    """Return where the file of some languages stands below ``data/``."""
    return f"tbx/{'-'.join(tags)}.tbx"


def made_from(glossary: Glossary) -> str:
    """Return what these files hold: the concepts, their topics, how the interface says what to write instead."""
    strings = [language.strings["use_instead"] for language in glossary.languages.values()]
    return repr((glossary.title, glossary.facet_of, strings, list(glossary.concepts.values())))


class TbxWriter:
    """Writes files of all or some languages; what a language says of a concept is the same in each, and made once."""

    def __init__(self, glossary: Glossary):
        self._glossary = glossary
        self._section = cache(lambda slug, tag: _text(_section(glossary, glossary.concepts[slug], tag), 4))

    def file(self, languages: Collection[str] = ()) -> bytes:
        """Return a TBX-Basic file of the concepts that have a name in each of some languages, or of all concepts in all languages."""
        entries = [c for c in self._glossary.concepts.values() if all(_shown(c.in_language(tag)) for tag in languages)]
        there = {concept.id for concept in entries}
        body = [line for concept in entries for line in self._entry(concept, languages, there)]
        return "\n".join([_HEAD, _text(_header(self._glossary), 1), *_OPEN, *body, *_CLOSE, ""]).encode()

    def _entry(self, concept: Concept, languages: Collection[str], there: Collection[str]) -> Iterator[str]:
        yield f'   <conceptEntry id="{concept.id}">'
        yield from (_text(element, 4) for element in _about(self._glossary, concept, there))
        for tag, words in concept.words.items():
            if (tag in languages or not languages) and _shown(words):
                yield self._section(concept.id, tag)
        yield "   </conceptEntry>"


def _text(element: ET.Element, level: int) -> str:
    """Return an element as text, each line indented as deep as it stands."""
    ET.indent(element, " ", level)
    return " " * level + ET.tostring(element, encoding="unicode")


def _header(glossary: Glossary) -> ET.Element:
    header = ET.Element("tbxHeader")
    file = ET.SubElement(header, "fileDesc")
    ET.SubElement(file, "titleStmt").append(_said("title", glossary.title["en"]))
    edition = " ".join(part for part in (glossary.title["en"], glossary.days.modified) if part)
    ET.SubElement(file, "sourceDesc").extend([_said("p", edition), _said("p", f"Licence: {glossary.licence}")])
    return header


def _about(glossary: Glossary, concept: Concept, there: Collection[str]) -> Iterator[ET.Element]:
    """Yield what holds in all languages: topic, days, address, and the concepts of the file that it is near to."""
    if facet := glossary.facet_of.get(concept.id):
        yield _said("min:subjectField", glossary.concepts[facet].label("en"))
    for kind, day in (("origination", concept.days.created), ("modification", concept.days.modified)):
        if day:
            change = ET.Element("transacGrp")
            change.extend([_said("basic:transactionType", kind), _said("date", day)])
            yield change
    yield _said("min:externalCrossReference", concept.label("en"), target=TERM + concept.id)
    for other in dict.fromkeys((*concept.broader, *concept.related, *concept.replaced_by)):
        if other in there:
            yield _said("basic:crossReference", glossary.concepts[other].label("en"), target=other)


def _section(glossary: Glossary, concept: Concept, tag: str) -> ET.Element:
    words = concept.in_language(tag)
    section = ET.Element("langSec", {"xml:lang": tag})
    if words.definition:
        ET.SubElement(section, "descripGrp").append(_said("basic:definition", words.definition))
    section.extend(_said("note", note) for note in words.scope_notes)
    section.extend(_term(glossary, concept, label) for label in _shown(words))
    return section


def _shown(words: Words) -> list[Label]:
    """Return the labels of a language that a translator is to see, the preferred first: hidden ones only help a search."""
    return [label for kind in _STATUS for label in words.of_kind(kind)]


def _term(glossary: Glossary, concept: Concept, label: Label) -> ET.Element:
    term = ET.Element("termSec")
    term.extend([_said("term", label.text), _said("min:administrativeStatus", f"{_status(concept, label)}-admn-sts")])
    if label.instead:
        language = glossary.languages.get(label.language) or glossary.languages["en"]
        term.append(_said("note", f"{language.strings['use_instead']}: {'; '.join(label.instead)}"))
    term.extend(_said("note", note) for note in (label.reason, label.context) if note)
    return term


def _status(concept: Concept, label: Label) -> str:
    if concept.deprecated:
        return "supersededTerm"
    guided = _GUIDED.get(concept.guidance) if label.kind != "avoid" else None
    return guided or _STATUS[label.kind]


def _said(name: str, text: str, **attributes: str) -> ET.Element:
    element = ET.Element(name, attributes)
    element.text = text
    return element
