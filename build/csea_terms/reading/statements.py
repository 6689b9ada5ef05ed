"""What the files say of each subject, as plain texts and names in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from csea_terms.formats.turtle import language_tag


class Statements:
    """Everything said of one subject: predicate → objects."""

    def __init__(self) -> None:
        self._objects: dict[str, list] = {}

    def add(self, predicate: str, value: object) -> None:
        """Note one statement."""
        self._objects.setdefault(predicate, []).append(value)

    def texts(self, predicate: str, language: str | None = None) -> tuple[str, ...]:
        """Return the literals of a predicate, in one language where it is given, alphabetically."""
        found = self._objects.get(predicate)
        if not found:
            return ()  # as most of what could be said of a thing is not
        wanted = None if language is None else language.lower()  # as the parser gives tags (BCP 47, section 2.1.1)
        literals = (value for value in found if isinstance(value, ox.Literal))
        return tuple(sorted({v.value for v in literals if wanted is None or v.language == wanted}))

    def text(self, predicate: str, language: str | None = None) -> str:
        """Return the first literal of a predicate, or an empty string."""
        return next(iter(self.texts(predicate, language)), "")

    def by_language(self, predicate: str) -> dict[str, str]:
        """Return the literals of a predicate by language tag."""
        literals = (value for value in self._objects.get(predicate, ()) if isinstance(value, ox.Literal))
        return dict(sorted((language_tag(value.language or ""), value.value) for value in literals))

    def iris(self, predicate: str) -> tuple[str, ...]:
        """Return the IRIs of a predicate, alphabetically."""
        found = self._objects.get(predicate)
        return tuple(sorted({value.value for value in found if isinstance(value, ox.NamedNode)})) if found else ()

    def iri(self, predicate: str) -> str:
        """Return the first IRI, or an empty string."""
        return next(iter(self.iris(predicate)), "")

    def names(self, predicate: str, namespace: str) -> tuple[str, ...]:
        """Return the local names of the objects that are in a namespace, alphabetically."""
        return tuple(iri[len(namespace) :] for iri in self.iris(predicate) if iri.startswith(namespace))

    def name(self, predicate: str, namespace: str) -> str:
        """Return the first local name, or an empty string."""
        return next(iter(self.names(predicate, namespace)), "")

    def is_true(self, predicate: str) -> bool:
        """Return whether a boolean statement says true."""
        return "true" in self.texts(predicate)

    def is_false(self, predicate: str) -> bool:
        """Return whether a boolean statement says false."""
        return "false" in self.texts(predicate)


NOTHING = Statements()
"""What is said of a subject that nobody speaks of."""


def by_subject(triples: Iterable[ox.Triple]) -> dict[str, Statements]:
    """Return what some triples say, by the subject's IRI."""
    subjects: dict[str, Statements] = {}
    for triple in triples:
        subject = triple.subject.value
        if subject not in subjects:
            subjects[subject] = Statements()
        subjects[subject].add(triple.predicate.value, triple.object)
    return subjects
