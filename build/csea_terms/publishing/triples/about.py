"""Collects the triples about one subject; every other module here says what it says with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from csea_terms.names import AGENT, DCTERMS, FOAF, RDF, XSD

_DATE_TYPES = ((re.compile(r"[0-9]{4}"), "gYear"), (re.compile(r"[0-9]{4}-[0-9]{2}"), "gYearMonth"), (re.compile(r"[0-9-]{10}"), "date"))


class About:
    """Collects triples about one subject; empty values say nothing."""

    def __init__(self, subject: str, *classes: str):
        """Begin to speak of ``subject``, an IRI, which is of these classes."""
        self.subject = NamedNode(subject)
        self.triples: list[Triple] = []
        self.iris(RDF + "type", "", classes)

    def say(self, predicate: str, value: NamedNode | Literal) -> None:
        """Say one thing."""
        self.triples.append(Triple(self.subject, NamedNode(predicate), value))

    def text(self, predicate: str, text: str, tag: str = "") -> None:
        """Say a text, in a language if it has one."""
        if text:
            self.say(predicate, Literal(text, language=tag) if tag else Literal(text))

    def texts(self, predicate: str, texts: Iterable[str], tag: str) -> None:
        """Say several texts of one language."""
        for text in texts:
            self.text(predicate, text, tag)

    def by_language(self, predicate: str, texts: dict[str, str]) -> None:
        """Say a text in each language that has it."""
        for tag, text in texts.items():
            self.text(predicate, text, tag)

    def typed(self, predicate: str, text: str, datatype: str) -> None:
        """Say a value of one of XML Schema's datatypes, named without its namespace."""
        if text:
            self.say(predicate, Literal(text, datatype=NamedNode(XSD + datatype)))

    def date(self, predicate: str, text: str) -> None:
        """Say a year, a month or a day with its datatype, and anything else, such as two years, as a text."""
        self.typed(predicate, text, next((name for form, name in _DATE_TYPES if form.fullmatch(text)), "string"))

    def true(self, predicate: str, holds: bool) -> None:
        """Say that something holds; nothing where it does not."""
        self.typed(predicate, "true" if holds else "", "boolean")

    def iri(self, predicate: str, iri: str) -> None:
        """Say one resource."""
        if iri:
            self.say(predicate, NamedNode(iri))

    def iris(self, predicate: str, namespace: str, names: Iterable[str]) -> None:
        """Say several resources of one namespace."""
        for name in names:
            self.iri(predicate, namespace + name)


def agent_iri(name: str) -> str:
    """Return our IRI of an organisation that publishes something.

    >>> agent_iri("World Health Organization (WHO)")
    'https://w3id.org/csea-terms/agents/world-health-organization-who'
    """
    return AGENT + quote(re.sub(r"\W+", "-", name.casefold()).strip("-"), safe="")


def agent(name: str) -> list[Triple]:
    """Return what is said of an organisation that publishes something: only what it is called."""
    about = About(agent_iri(name), FOAF + "Agent")
    about.text(FOAF + "name", name)
    return about.triples


def published_by(about: About, name: str) -> None:
    """Say who publishes the subject; nothing where nobody is named."""
    if name:
        about.iri(DCTERMS + "publisher", agent_iri(name))
        about.triples += agent(name)
