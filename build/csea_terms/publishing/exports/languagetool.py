"""The words to avoid as rules for LanguageTool, which checks prose in browsers and office programs: a file of rules a language.

The form is that of its ``rules.xsd``; expressions are Java's. Words that are ordinary elsewhere are looked for in a sentence with a child
and have the tag ``picky``, so that they show only where somebody asks for that.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from csea_terms.model import Glossary
from csea_terms.names import TERM
from csea_terms.publishing.exports.vale import rule_name
from csea_terms.text.sentences import is_unspaced
from csea_terms.textcheck.expressions import Expressions, expressions
from csea_terms.textcheck.lexicon import TextLexicon, checked_languages, words_made_from
from csea_terms.textcheck.replacing import drop_ins

_BEFORE, _BEHIND = r"(?<![\p{L}\p{N}_])", r"(?![\p{L}\p{N}_])"
_MOST_SUGGESTIONS = 5


made_from = words_made_from


def files(glossary: Glossary) -> Iterator[tuple[str, bytes]]:
    """Yield the rules of each language whose texts can be checked."""
    for language in checked_languages(glossary):
        yield from files_in(glossary, language.tag)


def files_in(glossary: Glossary, tag: str) -> Iterator[tuple[str, bytes]]:
    """Yield the rules of a language, as a file below ``data/``."""
    rules = ET.Element("rules", lang=tag)
    category = ET.SubElement(rules, "category", id="CSEA_TERMS", name="CSEA Terms", type="terminology")
    for found in expressions(TextLexicon(glossary, tag)):
        if found.plain:
            category.append(_rule(found, found.plain, tag))
        if found.beside:
            category.append(_rule(found, found.beside, tag))
    ET.indent(rules, " ")
    yield rules_path(tag), ET.tostring(rules, encoding="utf-8", xml_declaration=True) + b"\n"


def rules_path(tag: str) -> str:
    """Return where the rules of a language stand below ``data/``."""
    return f"languagetool/{tag}.xml"


def _rule(found: Expressions, tokens: tuple[str, ...], tag: str) -> ET.Element:
    word, beside = found.word, tokens is found.beside
    name = rule_name(word) + ("-beside" if beside else "")
    rule = ET.Element("rule", id=name, name=f"{word.concept}: {word.label.text}", **({"tags": "picky"} if beside else {}))
    ET.SubElement(rule, "regexp", type="exact", case_sensitive="no").text = _bounded(found.covered, tokens, tag)
    ET.SubElement(rule, "message").text = f"“{word.label.text}”: {word.label.reason}"
    suggested = () if beside else drop_ins(word.label)[:_MOST_SUGGESTIONS]
    for instead in suggested:
        ET.SubElement(rule, "suggestion").text = instead
    ET.SubElement(rule, "url").text = TERM + word.concept
    ET.SubElement(rule, "short").text = word.instead
    example = ET.SubElement(rule, "example", **({"type": "correct"} if beside else {"correction": "|".join(suggested)}))
    if beside:
        example.text = word.label.text
    else:
        ET.SubElement(example, "marker").text = found.example
    return rule


def _bounded(covered: tuple[str, ...], tokens: tuple[str, ...], tag: str) -> str:
    """Return one expression of whole words; a longer phrase that begins with the word is passed over."""
    before, behind = ("", "") if is_unspaced(tag) else (_BEFORE, _BEHIND)
    longer = f"(?!(?:{'|'.join(covered)}){behind})" if covered else ""
    return f"{before}{longer}(?:{'|'.join(tokens)}){behind}"
