"""What a definition looks like: no circle, no word to avoid, not too long, not older than its English."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from csea_terms.checking.lint.labels import begins_with_article, begins_with_capital, warn
from csea_terms.checking.lint.lexicon import Entry, Lexicon
from csea_terms.errors import Problem
from csea_terms.formats.turtle import curie
from csea_terms.names import CST, SKOS
from csea_terms.reading.loaded import File, line_of
from csea_terms.text.digest import digest_of
from csea_terms.text.fold import fold
from csea_terms.text.phrases import Phrases, base_language, units
from csea_terms.text.sentences import is_unspaced, longest_allowed, sentence_lengths

MOST_SENTENCES = 3
MOST_PLAIN_WORDS = 35
_STOPS = (".", "。", "।", "۔", "؟", ";", ":", "；", "：")
# What an English noun phrase goes on with behind its head.
_BEHIND_HEAD = frozenset(
    ", about against as at before between by for from in into of on that through to under where which who whose with".split()
)

_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|„[^“]*“")
_BASES = {
    CST + "translatedFrom": (SKOS + "definition", "definition"),
    CST + "plainTranslatedFrom": (CST + "plainDefinition", "plain line"),
}


def definition_problems(entry: Entry, lexicon: Lexicon, rules: dict) -> Iterator[Problem]:
    """Yield what is wrong with a file's definition and plain line, each seen by itself.

    ``rules`` is the part ``[labels]`` of the language's file.
    """
    if entry.guidance not in ("legal-term", "avoid-expression"):
        for triple in (*entry.of(SKOS + "definition"), *entry.of(CST + "plainDefinition")):
            yield from _avoided_problems(entry, triple, lexicon)
    for triple in entry.of(SKOS + "definition"):
        yield from _own_circle(entry, triple)
        yield from _length_problems(entry, triple)
        yield from _phrase_problems(entry, triple, rules)
    for triple in entry.of(CST + "plainDefinition"):
        yield from _plain_problems(entry, triple)


def _avoided_problems(entry: Entry, triple: ox.Triple, lexicon: Lexicon) -> Iterator[Problem]:
    text = _QUOTED.sub(" ", triple.object.value)
    for word in lexicon.avoided_in(text):
        # Whether a word is meant in its bad sense beside words about children is for people to say.
        severity = "error" if word in lexicon.anywhere.find(text) else "warning"
        message = f'The definition holds a word that the vocabulary says to avoid: "{word}"'
        advice = "Use the recommended word, or put the word in quotation marks where it is quoted"
        yield Problem(entry.file.path, line_of(entry.file, triple), "definition-avoided-word", severity, message, advice)


def _own_circle(entry: Entry, triple: ox.Triple) -> Iterator[Problem]:
    own = Phrases(entry.tag)
    for label in entry.labels("preferred", "admitted"):
        if len(label.object.value) > 2 or not is_unspaced(entry.tag):
            own.add(label.object.value, label.object.value)
    label = next(own.find(triple.object.value), None)
    if label is not None:
        message = f'The definition uses the word that it defines: "{label}"'
        advice = "Name the nearest wider concept and what sets this one apart, in other words"
        yield Problem(entry.file.path, line_of(entry.file, triple), "definition-circular", "error", message, advice)


def _length_problems(entry: Entry, triple: ox.Triple) -> Iterator[Problem]:
    lengths, most = sentence_lengths(triple.object.value, entry.tag), longest_allowed(entry.tag)
    counted = "letters" if is_unspaced(entry.tag) else "words"
    if max(lengths, default=0) > most:
        message = f"A sentence of the definition has {max(lengths)} {counted} (up to {most} read well)"
        yield warn(entry, triple, "definition-long", message, "Shorten it, or move a part to a skos:scopeNote")
    if len(lengths) > MOST_SENTENCES:
        message = f"The definition has {len(lengths)} sentences (up to {MOST_SENTENCES} are usual)"
        yield warn(entry, triple, "definition-long", message, "Move what does not delimit the concept to a skos:scopeNote")


def _phrase_problems(entry: Entry, triple: ox.Triple, rules: dict) -> Iterator[Problem]:
    """Yield what keeps a definition from standing in place of its term (ISO 704:2022, section 6.4)."""
    text = triple.object.value
    if begins_with_article(text, entry.tag):
        yield warn(entry, triple, "definition-article", "The definition begins with an article", "Leave the article out")
    if begins_with_capital(text, rules):
        advice = f"Begin it in lower case, or add the name to proper_names in vocab/languages/{entry.tag}.toml"
        yield warn(entry, triple, "definition-capital", "The definition begins with a capital letter", advice)
    if text.endswith(_STOPS) and len(sentence_lengths(text, entry.tag)) == 1:
        yield warn(entry, triple, "definition-end", "The definition ends with a stop", "Delete it: a definition is a phrase")


def _plain_problems(entry: Entry, triple: ox.Triple) -> Iterator[Problem]:
    words = len(triple.object.value.split())
    if base_language(entry.tag) == "en" and words > MOST_PLAIN_WORDS:
        message = f"The plain line has {words} words (up to {MOST_PLAIN_WORDS} read well)"
        yield warn(entry, triple, "plain-line-long", message, "Shorten it: one or two sentences for a child or a parent")


def shared_definitions(words: list[Entry]) -> Iterator[Problem]:
    """Yield definitions that another concept has too, word for word, in one language."""
    first: dict[tuple[str, str], str] = {}
    for entry in words:
        for triple in entry.of(SKOS + "definition"):
            owner = first.setdefault((entry.tag, fold(triple.object.value)), entry.file.place.owner)
            if owner != entry.file.place.owner:
                message = f"The definition is word for word that of {owner}"
                advice = "Say what sets this concept apart; if nothing does, it is a further word of the other"
                yield Problem(entry.file.path, line_of(entry.file, triple), "definition-shared", "error", message, advice)


def mutual_circles(words: list[Entry], lexicon: Lexicon) -> Iterator[Problem]:
    """Yield pairs of definitions in one language each of which uses the word that the other defines."""
    uses = {(entry.tag, entry.file.place.owner): _used(entry, lexicon) for entry in words}
    for entry in words:
        own = entry.file.place.owner
        for other in sorted(uses[entry.tag, own]):
            if own < other and own in uses.get((entry.tag, other), ()):
                triple = entry.of(SKOS + "definition")[0]
                message = f"This definition uses the word that {other} defines, and that one uses the word that this one defines"
                advice = "Define one of the two by the nearest wider concept, without the other"
                yield warn(entry, triple, "definition-mutual", message, advice)


def _used(entry: Entry, lexicon: Lexicon) -> set[str]:
    """Return the other concepts whose labels stand in a file's definition."""
    found = {slug for triple in entry.of(SKOS + "definition") for slug in lexicon.labels.find(triple.object.value)}
    return found - {entry.file.place.owner}


def head_problems(entry: Entry, lexicon: Lexicon, wider: set[str]) -> Iterator[Problem]:
    """Yield English definitions that begin with the label of a concept which is not among the ``wider`` ones."""
    if base_language(entry.tag) != "en" or entry.topic:
        return
    for triple in entry.of(SKOS + "definition"):
        found = units(triple.object.value, entry.tag)
        length = next((n for n in range(len(found), 0, -1) if found[:n] in lexicon.owners), 0)
        heads = lexicon.owners.get(found[:length], set())
        if not heads or heads & {*wider, entry.file.place.owner} or not _BEHIND_HEAD.issuperset(found[length : length + 1]):
            continue
        head, wanted = lexicon.by_units[found[:length]], min(heads)
        message = f'The definition says that this is a case of "{head}", but no broader concept leads to {wanted}'
        advice = f"Add skos:broader term:{wanted} if every case is one, else begin otherwise or say why in vocab/exceptions.toml"
        yield warn(entry, triple, "definition-head", message, advice)


def stale_problems(file: File, english: File) -> Iterator[Problem]:
    """Yield translations of a file that are older than what their English file says now."""
    for triple in file.triples:
        predicate = triple.predicate.value
        if predicate in _BASES:
            base, what = _BASES[predicate]
            digests = [digest_of(said.object.value) for said in english.triples if said.predicate.value == base]
            if digests and triple.object.value not in digests:
                message = f"The English {what} has changed since this was translated"
                advice = f'Compare it with en.ttl, then write {curie(predicate)} "{digests[0]}"'
                yield Problem(file.path, line_of(file, triple), "translation-stale", "warning", message, advice)
