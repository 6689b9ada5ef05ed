"""What the rules of wording know of each language: its labels, its words to avoid, its words for children."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from csea_terms.names import CST, LABEL, SKOS, SKOSXL, TERM
from csea_terms.reading.loaded import File, Loaded
from csea_terms.text.fold import fold
from csea_terms.text.phrases import Phrases, base_language, units

LABELS = {SKOS + "prefLabel": "preferred", SKOS + "altLabel": "admitted", CST + "avoidLabel": "avoid"}

Said = dict[str, list[ox.Triple]]
"""Statements about one subject by their predicate."""


@dataclass(frozen=True)
class Entry:
    """A language file: what it says of the concept, and of each label resource; ``topic``: is it a topic of the scheme, ``withdrawn``: is it withdrawn?"""

    file: File
    said: Said
    details: dict[str, Said]
    guidance: str = ""
    topic: bool = False
    withdrawn: bool = False

    @property
    def tag(self) -> str:
        """The language of the file."""
        return self.file.place.language

    def of(self, predicate: str) -> list[ox.Triple]:
        """Return the statements about the concept with a predicate."""
        return self.said.get(predicate, [])

    def labels(self, *kinds: str) -> Iterator[ox.Triple]:
        """Yield the statements that give the concept's labels of some kinds."""
        return (triple for predicate, kind in LABELS.items() if kind in kinds for triple in self.of(predicate))


class Entries:
    """The language files that were read, each looked into when it is asked for; the English ones are kept."""

    def __init__(self, loaded: Loaded):
        files = loaded.files.values()
        self.files = [file for file in files if file.place.kind == "words" and file.path not in loaded.unread]
        self.english = {file.place.owner: file for file in self.files if file.place.language == "en"}
        """The English files, by concept."""
        self._guidance = {
            file.place.owner: triple.object.value.removeprefix(CST)
            for file in files
            if file.place.kind == "concept"
            for triple in file.triples
            if triple.predicate.value == CST + "guidance"
        }
        self._broader = {
            file.place.owner: sorted(
                triple.object.value.removeprefix(TERM) for triple in file.triples if triple.predicate.value == SKOS + "broader"
            )
            for file in files
            if file.place.kind == "concept"
        }
        self._tops = {triple.object.value for file in files if file.place.kind == "scheme" for triple in file.triples}
        self._withdrawn = loaded.withdrawn
        self._english: dict[str, Entry] = {}

    @property
    def context(self) -> str:
        """What the entries show besides their own files, as one text."""
        return repr((sorted(self._guidance.items()), sorted(self._broader.items()), sorted(self._tops), sorted(self._withdrawn)))

    def wider(self, concept: str) -> set[str]:
        """Return the concepts that can be reached from one by its broader concepts."""
        found: set[str] = set()
        todo = [concept]
        while todo:
            new = set(self._broader.get(todo.pop(), ())) - found
            found |= new
            todo += new
        return found

    def __getitem__(self, file: File) -> Entry:
        owner = file.place.owner
        if file.place.language != "en":
            return self._entry(file)
        if owner not in self._english:
            self._english[owner] = self._entry(file)
        return self._english[owner]

    def _entry(self, file: File) -> Entry:
        owner = file.place.owner
        return _entry(file, self._guidance.get(owner, ""), TERM + owner in self._tops, owner in self._withdrawn)


def _entry(file: File, guidance: str, topic: bool, withdrawn: bool) -> Entry:
    subjects: dict[str, Said] = {}
    for triple in file.triples:
        subject, predicate, value = triple
        if isinstance(subject, ox.NamedNode) and isinstance(value, ox.Literal | ox.NamedNode):
            subjects.setdefault(subject.value, {}).setdefault(predicate.value, []).append(triple)
    said = subjects.get(TERM + file.place.owner, {})
    return Entry(file, said, {iri: found for iri, found in subjects.items() if iri.startswith(LABEL)}, guidance, topic, withdrawn)


@dataclass
class Lexicon:
    """One language with its regional variants.

    ``labels`` stand for their concepts. Words to avoid stand for themselves: those that may be flagged ``anywhere``
    and those only ``near`` words about children (``child``, as units).
    """

    tag: str
    labels: Phrases
    anywhere: Phrases
    near: Phrases
    child: set[tuple[str, ...]]
    avoided: set[str] = field(default_factory=set)
    """The words to avoid, folded."""
    named: set[str] = field(default_factory=set)
    """The preferred and admitted labels, folded."""
    former: set[str] = field(default_factory=set)
    """Those of concepts that are withdrawn, folded."""
    by_units: dict[tuple[str, ...], str] = field(default_factory=dict)
    """A preferred or admitted label for what it is compared by."""
    owners: dict[tuple[str, ...], set[str]] = field(default_factory=dict)
    """The concepts that have a preferred or admitted label, by what it is compared by."""
    by_concept: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    """The preferred and admitted labels of each concept, with what they are compared by."""

    def avoided_in(self, text: str) -> Iterator[str]:
        """Yield the words to avoid that a text checker may point out in a text, each once."""
        found = dict.fromkeys(self.anywhere.find(text))
        near = [word for word in self.near.find(text) if word not in found]
        yield from found
        if near and self.speaks_of_children(text):
            yield from dict.fromkeys(near)

    def speaks_of_children(self, text: str) -> bool:
        """Return whether a word about children stands in a text."""
        found = units(text, self.tag)
        return any(found[n : n + len(word)] == word for word in self.child for n in range(len(found)))


def language_of(loaded: Loaded, tag: str) -> str:
    """Return the language whose words those of a tag are checked with.

    A variant such as fr-CA belongs to French, unless the site has it as a language of its own, such as pt-BR.
    """
    return tag if tag in loaded.languages else base_language(tag)


def lexicon_of(loaded: Loaded, tag: str, words: list[Entry]) -> Lexicon:
    """Return what is known of a language, from its entries; ``tag`` has a region only where the site has that language."""
    lexicon = Lexicon(tag, Phrases(tag), Phrases(tag), Phrases(tag), _child_words(loaded, tag))
    for entry in words:
        _add(lexicon, entry)
    return lexicon


def _child_words(loaded: Loaded, tag: str) -> set[tuple[str, ...]]:
    rules = label_rules(loaded, tag)
    return {units(word, tag) for word in rules.get("child_words", ()) if isinstance(word, str)}


def label_rules(loaded: Loaded, tag: str) -> dict:
    """Return the part ``[labels]`` of a language's file, empty where there is none."""
    rules = loaded.languages.get(tag, {}).get("labels", {})
    return rules if isinstance(rules, dict) else {}


def _add(lexicon: Lexicon, entry: Entry) -> None:
    for triple in entry.labels("preferred", "admitted"):
        text = triple.object.value
        own = units(text, lexicon.tag)
        (lexicon.former if entry.withdrawn else lexicon.named).add(fold(text))
        lexicon.by_units.setdefault(own, text)
        lexicon.owners.setdefault(own, set()).add(entry.file.place.owner)
        lexicon.by_concept.setdefault(entry.file.place.owner, {})[text] = own
        lexicon.labels.add(text, entry.file.place.owner)
    avoided = {triple.object.value for triple in entry.labels("avoid")}
    lexicon.avoided.update(map(fold, avoided))
    for said in entry.details.values():
        forms = [triple.object.value for triple in said.get(SKOSXL + "literalForm", ())]
        flagged = [triple.object.value for triple in said.get(CST + "flagged", ())]
        where = {CST + "anywhere": lexicon.anywhere, CST + "near-children": lexicon.near}.get((flagged or [CST + "anywhere"])[0])
        if where is not None and avoided.intersection(forms):
            for text in (*forms, *(triple.object.value for triple in said.get(CST + "variant", ()))):
                where.add(text, forms[0])
