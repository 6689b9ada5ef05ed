"""The canonical Turtle of this repository: one statement a line, in an order that people expect.

Canonical means that the same triples always give the same text, so that a change in meaning is the only
thing a diff shows. Grammar: W3C Turtle 1.1, section 6.5.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from csea_terms.names import CST, DCTERMS, FOAF, LABEL, OWL, PREFIXES, RDF, RDFS, SCHEME, SKOS, SKOSXL, USAGE, XSD

_ORDER = (
    RDF + "type",
    DCTERMS + "title", CST + "shortTitle", SKOS + "prefLabel", SKOSXL + "literalForm", RDFS + "label",
    SKOS + "altLabel", SKOS + "hiddenLabel", CST + "avoidLabel",
    SKOS + "definition", CST + "plainDefinition", SKOS + "scopeNote", CST + "positions",
    SKOS + "example", SKOS + "note", SKOS + "editorialNote", RDFS + "comment", DCTERMS + "description",
    SKOS + "inScheme", SKOS + "hasTopConcept", SKOS + "topConceptOf", CST + "position", SKOS + "notation",
    SKOS + "broader", SKOS + "narrower", SKOS + "related", CST + "confusedWith",
    CST + "diagnosis", CST + "guidance", CST + "sector",
    CST + "usageOf", CST + "jurisdiction", CST + "acceptability", CST + "since", CST + "until", CST + "comparedOn",
    CST + "reason", CST + "useInstead", CST + "keepWhen", CST + "flagged", CST + "variant",
    CST + "attestedAt", CST + "attestedBy",
    CST + "translatedFrom", CST + "plainTranslatedFrom", CST + "reviewedBy",
    OWL + "deprecated", DCTERMS + "isReplacedBy", CST + "deprecationReason", CST + "titleIsOurs", CST + "titleTranslation", CST + "verified",
    CST + "judgedWhole", CST + "verdict", CST + "verdictReason",
    DCTERMS + "source", CST + "locator", DCTERMS + "bibliographicCitation", DCTERMS + "publisher", CST + "reports",
    OWL + "versionInfo",
    DCTERMS + "issued", DCTERMS + "language", DCTERMS + "type", DCTERMS + "license", DCTERMS + "rights",
    FOAF + "page",
)  # fmt: skip
_RANK = {predicate: place for place, predicate in enumerate(_ORDER)}

_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd"
)
_CHARS = _BASE + "_0-9\u00b7\u0300-\u036f\u203f-\u2040-"
_LOCAL_NAME = re.compile(f"[{_BASE}_0-9](?:[{_CHARS}.]*[{_CHARS}])?")
_NOT_IN_NAME = re.compile(f"[^{_CHARS}]+")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# Controls, line separators and every character that changes the direction of text: visible in a diff or not at all.
_ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]')
_INTEGER = re.compile(r"[+-]?[0-9]+")
# Turtle 1.1, section 6.4: what may hold a "#" that opens no comment, or a comment.
_TOKEN_OR_COMMENT = re.compile(
    r"""
    <[^<>\s]*>                                # an IRI
    | \"{3} (?:\\.|[^\\])*? \"{3}              # a long string
    | '{3} (?:\\.|[^\\])*? '{3}
    | "(?:\\.|[^"\\\n])*"                     # a string
    | '(?:\\.|[^'\\\n])*'
    | \\\#                                    # an escaped character of a name
    | \#.*                                    # a comment
    """,
    re.VERBOSE,
)
_UNSAFE_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")


class BlankNodeError(ValueError):
    """The triples hold a blank node, which has no stable name and so no canonical text."""


def local_name(text: str) -> str:
    """Return a text as a readable part of a name, in any script.

    >>> local_name("Child Pornography (legal)")
    'child-pornography-legal'
    """
    return _NOT_IN_NAME.sub("-", text.lower()).strip("-")


@lru_cache(maxsize=1_000)
def language_tag(tag: str) -> str:
    """Return a language tag with the usual capitals, which parsers drop (BCP 47, section 2.1.1).

    >>> language_tag("zh-hant-tw")
    'zh-Hant-TW'
    """
    first, *rest = tag.lower().split("-")
    return "-".join([first, *(part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part for part in rest)])


def comment_line(text: str) -> int:
    """Return the line of the first ``#`` comment in a Turtle text, which parsing would lose; 0 if there is none.

    >>> comment_line('@prefix a: <http://example.org/#> .' + chr(10) + 'a:b a:c "#1" . # why')
    2
    """
    if "#" not in text:
        return 0
    place = next((found.start() for found in _TOKEN_OR_COMMENT.finditer(text) if found[0][0] == "#"), -1)
    return text.count("\n", 0, place) + 1 if place >= 0 else 0


def write_turtle(triples: Iterable[Triple], prefixes: dict[str, str] | None = None) -> str:
    """Return the canonical Turtle of some triples.

    ``prefixes`` maps prefix to namespace (default: :data:`csea_terms.names.PREFIXES`); only those used are
    declared. Raises :class:`BlankNodeError` when there is a blank node.
    """
    namer = _Namer(PREFIXES if prefixes is None else prefixes)
    subjects: dict[str, dict[str, set[str]]] = {}
    for triple in triples:
        statements = subjects.setdefault(_iri(triple.subject), {})
        statements.setdefault(triple.predicate.value, set()).add(namer.term(triple.object))
    blocks = [_block(namer, subject, subjects[subject]) for subject in sorted(subjects, key=_subject_key)]
    header = "".join(f"@prefix {prefix}: <{namer.prefixes[prefix]}> .\n" for prefix in sorted(namer.used))
    return "\n".join([header, *blocks]) if blocks else ""


def statement_line(predicate: str, value: object, prefixes: dict[str, str] | None = None) -> str:
    """Return the line that the canonical text has for one statement, without its indentation."""
    namer = _Namer(PREFIXES if prefixes is None else prefixes)
    return f"{namer.predicate(predicate)} {namer.term(value)} ;"


def subject_line(subject: str, prefixes: dict[str, str] | None = None) -> str:
    """Return the line that opens a subject's block in the canonical text."""
    return _Namer(PREFIXES if prefixes is None else prefixes).iri(subject)


def curie(iri: str) -> str:
    """Return an IRI as people see it in the files: ``skos:broader``, or in full where no prefix fits.

    >>> curie("http://www.w3.org/2004/02/skos/core#broader")
    'skos:broader'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _block(namer: _Namer, subject: str, statements: dict[str, set[str]]) -> str:
    lines = [namer.iri(subject)]
    for predicate in sorted(statements, key=lambda p: (_RANK.get(p, len(_RANK)), p)):
        name = namer.predicate(predicate)
        values = statements[predicate]
        lines += [f"    {name} {value} ;" for value in (sorted(values, key=_value_key) if len(values) > 1 else values)]
    return "\n".join([*lines, ".\n"])


def _subject_key(subject: str) -> tuple[int, str]:
    """Schemes first, then what they hold, then label resources, then statements about those."""
    if subject == SCHEME or subject.startswith(CST):
        return (0, subject)
    return (3 if subject.startswith(USAGE) else 2 if subject.startswith(LABEL) else 1, subject)


def _value_key(value: str) -> tuple[int, int, str]:
    return (0, int(value), "") if _INTEGER.fullmatch(value) else (1, 0, value)


def _iri(node: NamedNode | BlankNode) -> str:
    if isinstance(node, NamedNode):
        return node.value
    raise BlankNodeError("a blank node has no stable name")


class _Namer:
    """Writes terms, remembering which prefixes it used."""

    def __init__(self, prefixes: dict[str, str]):
        self.prefixes = prefixes
        self.used: set[str] = set()
        self._shortened = _shortener(tuple(prefixes.items()))

    def term(self, term: object) -> str:
        if isinstance(term, Literal):
            return self._literal(term)
        return self.iri(_iri(term))

    def predicate(self, iri: str) -> str:
        return "a" if iri == RDF + "type" else self.iri(iri)

    def iri(self, iri: str) -> str:
        prefix, text = self._shortened(iri)
        if prefix:
            self.used.add(prefix)
        return text

    def _literal(self, literal: Literal) -> str:
        text = literal.value
        if literal.language:
            direction = f"--{literal.direction}" if literal.direction else ""
            return f"{quoted(text)}@{language_tag(literal.language)}{direction}"
        datatype = literal.datatype.value
        if datatype == XSD + "string":
            return quoted(text)
        if (datatype == XSD + "boolean" and text in ("true", "false")) or (
            datatype == XSD + "integer" and _INTEGER.fullmatch(text)
        ):
            return text
        return f"{quoted(text)}^^{self.iri(datatype)}"


@lru_cache(maxsize=10)
def _shortener(prefixes: tuple[tuple[str, str], ...]) -> Callable[[str], tuple[str, str]]:
    """Return a function that gives the prefix of an IRI, empty if none fits, and the IRI as it is written."""
    # The longest namespace wins, so that terms/ is not written as a path below the base.
    namespaces = sorted(((namespace, prefix) for prefix, namespace in prefixes), key=lambda pair: -len(pair[0]))

    # The same few hundred names come again in every file.
    @lru_cache(maxsize=10_000)
    def shortened(iri: str) -> tuple[str, str]:
        for namespace, prefix in namespaces:
            if iri.startswith(namespace) and _LOCAL_NAME.fullmatch(iri, len(namespace)):
                return prefix, f"{prefix}:{iri[len(namespace) :]}"
        return "", f"<{_UNSAFE_IRI.sub(_unicode_escape, iri)}>"

    return shortened


def quoted(text: str) -> str:
    """Return a text as a quoted Turtle string on one line, with every invisible character escaped.

    >>> print(quoted('a "word"'))
    "a \\"word\\""
    """
    return '"' + _ESCAPED.sub(lambda found: _ESCAPES.get(found[0]) or _unicode_escape(found), text) + '"'


def _unicode_escape(found: re.Match) -> str:
    return f"\\u{ord(found[0]):04X}"
