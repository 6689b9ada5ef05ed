"""New things as whole files in their canonical form: a term, words in a language, a source, another organisation's scheme.

Rows of mapping tables are written by ``csea-terms map``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping as ReadOnlyDict, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from csea_terms.errors import UsageError
from csea_terms.formats.turtle import local_name, write_turtle
from csea_terms.names import CST, DCTERMS, FOAF, LABEL, OWL, RDF, SCHEME, SECTOR, SKOS, SKOSXL, SOURCE, TERM, code_iri, scheme_iri
from csea_terms.proposing.scheme_table import TableRow
from csea_terms.reading.repository import LANGUAGE_TAG, SLUG
from csea_terms.text.digest import digest_of

Value = ox.NamedNode | ox.Literal


@dataclass(frozen=True)
class NewWords:
    """What a concept is called in a language and what that means; ``attested_at`` and ``attested_by`` say where the label was found."""

    label: str
    definition: str = ""
    plain: str = ""
    admitted: Sequence[str] = ()
    attested_at: str = ""
    attested_by: str = ""


def slug_of(name: str) -> str:
    """Return the name that a new term has for ever: the words of its English name joined by hyphens, empty where none can be made.

    >>> slug_of("Helpline counsellor"), slug_of("child’s friend"), slug_of("家")
    ('helpline-counsellor', 'childs-friend', '')
    """
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", name) if unicodedata.category(letter)[0] != "M")
    slug = re.sub("[^a-z0-9]+", "-", re.sub("['’]", "", bare.lower())).strip("-")
    return slug if SLUG.fullmatch(slug) else ""


def new_term(
    slug: str, words: NewWords, broader: Iterable[str], sources: Iterable[str], sectors: Iterable[str], guidance: str
) -> dict[str, str]:
    """Return the two files of a new concept, by path. Raises :class:`UsageError` when its name cannot be that of a folder."""
    _named(slug)
    subject = TERM + slug
    concept = [
        _say(subject, RDF + "type", _iri(SKOS + "Concept")),
        _say(subject, SKOS + "inScheme", _iri(SCHEME)),
        _say(subject, CST + "guidance", _iri(CST + guidance)),
        *(_say(subject, SKOS + "broader", _iri(TERM + other)) for other in broader),
        *(_say(subject, DCTERMS + "source", _iri(SOURCE + key)) for key in sources),
        *(_say(subject, CST + "sector", _iri(SECTOR + sector)) for sector in sectors),
    ]
    return {f"vocab/terms/{slug}/concept.ttl": write_turtle(concept), **new_words(slug, "en", words)}


def new_words(slug: str, tag: str, words: NewWords, english: NewWords | None = None) -> dict[str, str]:
    """Return the file of a concept's words in a language, by path.

    ``english`` is what was translated, so that readers learn when the English has changed since.
    """
    if not LANGUAGE_TAG.fullmatch(tag):
        raise UsageError(f"{tag} is no language tag. Write one such as fr, sw or pt-BR.")
    subject = TERM + slug
    texts = [(SKOS + "prefLabel", words.label), *((SKOS + "altLabel", word) for word in words.admitted)]
    texts += [(SKOS + "definition", words.definition), (CST + "plainDefinition", words.plain)]
    triples = [_say(subject, predicate, ox.Literal(text, language=tag)) for predicate, text in texts if text]
    if english and words.definition:
        triples.append(_say(subject, CST + "translatedFrom", ox.Literal(digest_of(english.definition))))
    if english and words.plain and english.plain:
        triples.append(_say(subject, CST + "plainTranslatedFrom", ox.Literal(digest_of(english.plain))))
    if words.attested_at:
        triples += _attested(f"{LABEL}{slug}.{tag}.{local_name(words.label)}", tag, words)
    return {f"vocab/terms/{slug}/{tag}.ttl": write_turtle(triples)}


def _attested(label: str, tag: str, words: NewWords) -> list[ox.Triple]:
    return [
        _say(label, RDF + "type", _iri(SKOSXL + "Label")),
        _say(label, SKOSXL + "literalForm", ox.Literal(words.label, language=tag)),
        _say(label, CST + "attestedAt", _iri(words.attested_at)),
        *([_say(label, CST + "attestedBy", ox.Literal(words.attested_by))] if words.attested_by else []),
    ]


_SOURCE = {
    "citation": DCTERMS + "bibliographicCitation", "publisher": DCTERMS + "publisher", "year": DCTERMS + "issued",
    "language": DCTERMS + "language", "kind": DCTERMS + "type", "jurisdiction": CST + "jurisdiction",
}  # fmt: skip
_CODES = {
    "title": DCTERMS + "title", "short_title": CST + "shortTitle", "owner": DCTERMS + "publisher", "edition": OWL + "versionInfo",
    "year": DCTERMS + "issued", "rights": DCTERMS + "rights", "about": SKOS + "scopeNote",
}  # fmt: skip
_IN_ENGLISH = ("title", "rights", "about")


def new_source(key: str, said: ReadOnlyDict[str, str]) -> dict[str, str]:
    """Return the file of a new source, by path; ``said`` has the texts of its fields and its ``url``."""
    _named(key)
    triples = [_say(SOURCE + key, _SOURCE[name], ox.Literal(text)) for name, text in said.items() if text and name in _SOURCE]
    triples += [_say(SOURCE + key, RDF + "type", _iri(DCTERMS + "BibliographicResource")), *_page(SOURCE + key, said)]
    return {f"vocab/sources/{key}.ttl": write_turtle(triples)}


def new_scheme(key: str, said: ReadOnlyDict[str, str], rows: Iterable[TableRow]) -> dict[str, str]:
    """Return the file of another organisation's scheme with its codes, by path; ``said`` as in :func:`new_source`."""
    _named(key)
    own = scheme_iri(key)
    texts = {name: ox.Literal(text, language="en" if name in _IN_ENGLISH else None) for name, text in said.items() if text}
    triples = [_say(own, _CODES[name], text) for name, text in texts.items() if name in _CODES]
    triples += [_say(own, RDF + "type", _iri(SKOS + "ConceptScheme")), _say(own, CST + "sector", _iri(SECTOR + said["sector"]))]
    triples += _page(own, said)
    for row in rows:
        triples += _code(key, row)
    return {f"vocab/crosswalks/{key}/scheme.ttl": write_turtle(triples)}


def _code(scheme: str, row: TableRow) -> list[ox.Triple]:
    code = code_iri(scheme, row.notation)
    return [
        _say(code, RDF + "type", _iri(SKOS + "Concept")),
        _say(code, SKOS + "inScheme", _iri(scheme_iri(scheme))),
        _say(code, SKOS + "notation", ox.Literal(row.notation)),
        _say(code, SKOS + "prefLabel", ox.Literal(row.title, language=row.language)),
        *([_say(code, SKOS + "broader", _iri(code_iri(scheme, row.parent)))] if row.parent else []),
    ]


def _page(subject: str, said: ReadOnlyDict[str, str]) -> list[ox.Triple]:
    return [_say(subject, FOAF + "page", _iri(said["url"]))] if said.get("url") else []


def _named(slug: str) -> None:
    if not SLUG.fullmatch(slug):
        raise UsageError(f"{slug} cannot be a name for ever. Write lower-case words joined by hyphens, such as online-grooming.")


def _say(subject: str, predicate: str, value: Value) -> ox.Triple:
    return ox.Triple(_iri(subject), ox.NamedNode(predicate), value)


def _iri(text: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(text)
    except ValueError:
        raise UsageError(f"{text} is no address. Write it whole, without spaces, such as https://example.org/page.") from None
