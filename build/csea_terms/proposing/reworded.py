"""Changes of a language file that is there: other words in place of what it says, and one more word to avoid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from csea_terms.errors import UsageError
from csea_terms.formats.turtle import local_name, write_turtle
from csea_terms.names import CST, DCTERMS, LABEL, RDF, SKOS, SKOSXL, SOURCE, TERM
from csea_terms.reading.loaded import File
from csea_terms.text.plain import tidy

_TEXTS = {SKOS + name for name in ("prefLabel", "altLabel", "definition", "scopeNote", "example")} | {
    CST + name for name in ("plainDefinition", "positions")
}


@dataclass(frozen=True)
class WordToAvoid:
    """A word to avoid: why, what to say instead, where it may stay, and the keys of the sources that say so."""

    word: str
    reason: str
    instead: Sequence[str]
    keep: str
    sources: Sequence[str]


def reworded(file: File, now: str, better: str) -> str:
    """Return a language file with other words in place of a text of its concept.

    ``now`` is the whole text as the file has it, whatever its spaces. Raises :class:`~csea_terms.errors.UsageError` when the file
    does not have it, or has more to say of it than the text.
    """
    subject = ox.NamedNode(TERM + file.place.owner)
    found = [t for t in file.triples if t.subject == subject and t.predicate.value in _TEXTS and tidy(t.object.value) == now]
    if len(found) != 1:
        raise UsageError(f"{file.path} says this {len(found)} times, not once as a whole text: {now[:60]}")
    old = found[0]
    if any(t.predicate.value == SKOSXL + "literalForm" and t.object == old.object for t in file.triples):
        raise UsageError(f"{file.path} has a block of its own about this name. Change both by hand.")
    new = ox.Triple(subject, old.predicate, ox.Literal(better, language=file.place.language))
    return write_turtle([*(t for t in file.triples if t != old), new])


def with_word_to_avoid(file: File, avoided: WordToAvoid) -> str:
    """Return a language file with one more word to avoid, which a text checker looks for only beside words about children."""
    tag, owner = file.place.language, file.place.owner
    label = ox.NamedNode(f"{LABEL}{owner}.{tag}.{local_name(avoided.word)}")
    word = ox.Literal(avoided.word, language=tag)

    def said(name: str, text: str) -> ox.Triple:
        return ox.Triple(label, ox.NamedNode(CST + name), ox.Literal(text, language=tag))

    return write_turtle(
        [
            *file.triples,
            ox.Triple(ox.NamedNode(TERM + owner), ox.NamedNode(CST + "avoidLabel"), word),
            ox.Triple(label, ox.NamedNode(RDF + "type"), ox.NamedNode(SKOSXL + "Label")),
            ox.Triple(label, ox.NamedNode(SKOSXL + "literalForm"), word),
            said("reason", avoided.reason),
            *(said("useInstead", text) for text in avoided.instead),
            *([said("keepWhen", avoided.keep)] if avoided.keep else []),
            ox.Triple(label, ox.NamedNode(CST + "flagged"), ox.NamedNode(CST + "near-children")),
            *(ox.Triple(label, ox.NamedNode(DCTERMS + "source"), ox.NamedNode(SOURCE + key)) for key in avoided.sources),
        ]
    )
