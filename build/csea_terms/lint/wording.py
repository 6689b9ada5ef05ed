"""How labels and definitions are worded: no circle, no word to avoid inside, not too long, in the form of a label.

These are rules about text, which SHACL could only see letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from csea_terms.digests import digest_of
from csea_terms.fold import fold
from csea_terms.load import File, Loaded, line_of
from csea_terms.names import CST, LABEL, SKOS, SKOSXL, TERM
from csea_terms.problem import Problem

LONGEST_SENTENCE = 45
"""Words in a sentence of a definition that a reader still takes in at once."""

MOST_SENTENCES = 3

_ARTICLES = {
    "en": ("a", "an", "the"),
    "fr": ("le", "la", "les", "l’", "l'", "un", "une", "des"),
    "es": ("el", "la", "los", "las", "un", "una"),
    "pt": ("o", "a", "os", "as", "um", "uma"),
    "de": ("der", "die", "das", "ein", "eine"),
    "it": ("il", "lo", "la", "i", "gli", "le", "un", "una", "l’", "l'"),
    "nl": ("de", "het", "een"),
}
_LABELS = {SKOS + "prefLabel": "preferred", SKOS + "altLabel": "admitted", CST + "avoidLabel": "avoid"}
_SENTENCE_END = re.compile(r"[.!?…。！？]\s+|[。！？]")
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|„[^“]*“")
_ADVICE = re.compile(r"\b(?:or|ou|o|или|أو)\b|,|;|，|，或|或")


@dataclass
class _Concept:
    """What the rules need of one concept."""

    guidance: str = ""
    labels: dict[str, list[tuple[str, str]]] = field(default_factory=dict)


def wording_problems(loaded: Loaded) -> Iterator[Problem]:
    """Yield what is wrong with the wording of labels and definitions."""
    concepts = _concepts(loaded)
    avoided = _avoided(loaded)
    for file in loaded.files.values():
        if file.place.kind == "words" and file.path not in loaded.unread:
            concept = concepts.get(file.place.owner, _Concept())
            yield from _label_problems(file, loaded)
            yield from _definition_problems(file, concept, avoided.get(file.place.language))
            yield from _stale_problems(file, loaded)
            yield from _instead_problems(file, concept, concepts)


def _concepts(loaded: Loaded) -> dict[str, _Concept]:
    concepts: dict[str, _Concept] = {}
    for file in loaded.files.values():
        if file.place.kind in ("concept", "words"):
            concept = concepts.setdefault(file.place.owner, _Concept())
            for triple in file.triples:
                predicate, value = triple.predicate.value, triple.object
                if predicate == CST + "guidance" and isinstance(value, ox.NamedNode):
                    concept.guidance = value.value.removeprefix(CST)
                elif predicate in _LABELS and isinstance(value, ox.Literal):
                    concept.labels.setdefault(file.place.language, []).append((_LABELS[predicate], value.value))
    return concepts


def _avoided(loaded: Loaded) -> dict[str, re.Pattern[str]]:
    """Return, by language, a pattern that finds any word to avoid which a text checker may point out."""
    words: dict[str, set[str]] = {}
    for file in loaded.files.values():
        if file.place.kind == "words":
            forms, quiet = {}, set()
            for triple in file.triples:
                name, value = triple.subject, triple.object
                if isinstance(name, ox.NamedNode) and name.value.startswith(LABEL):
                    if triple.predicate.value == SKOSXL + "literalForm":
                        forms[name.value] = value.value
                    elif triple.predicate.value == CST + "flagged" and value.value != CST + "anywhere":
                        quiet.add(name.value)
                    elif triple.predicate.value == CST + "reason":
                        words.setdefault(file.place.language, set())
            said = {t.object.value for t in file.triples if t.predicate.value == CST + "avoidLabel"}
            words.setdefault(file.place.language, set()).update(
                form for name, form in forms.items() if form in said and name not in quiet
            )
    return {tag: _any_of(found, tag) for tag, found in words.items() if found}


def _any_of(words: set[str], tag: str) -> re.Pattern[str]:
    folded = sorted({fold(word) for word in words}, key=len, reverse=True)
    joined = "|".join(map(re.escape, folded))
    return re.compile(joined if tag.startswith(("zh", "ja", "th")) else rf"(?<!\w)(?:{joined})(?!\w)")


def _own(file: File, predicate: str) -> Iterator[ox.Triple]:
    subject = TERM + file.place.owner
    for triple in file.triples:
        if triple.predicate.value == predicate and isinstance(triple.object, ox.Literal):
            if isinstance(triple.subject, ox.NamedNode) and triple.subject.value == subject:
                yield triple


def _label_problems(file: File, loaded: Loaded) -> Iterator[Problem]:
    tag = file.place.language.partition("-")[0]
    rules = loaded.languages.get(file.place.language, {}).get("labels", {})
    proper = tuple(rules.get("proper_names", ())) if isinstance(rules, dict) else ()
    for triple in _own(file, SKOS + "prefLabel"):
        label = triple.object.value
        first = label.split(" ")[0]
        if label.endswith((".", "。", ";", ":")):
            yield _warn(file, triple, "label-end", "The label ends with a stop", "Delete it: a label is no sentence")
        if any(label.casefold().startswith(a if a.endswith(("’", "'")) else f"{a} ") for a in _ARTICLES.get(tag, ())):
            yield _warn(file, triple, "label-article", "The label begins with an article", "Leave the article out")
        if isinstance(rules, dict) and rules.get("lower_case") and first[:1].isupper() and not first[1:2].isupper():
            if not label.startswith(proper or ("\0",)):
                advice = f"Begin it in lower case, or add it to proper_names in vocab/languages/{file.place.language}.toml"
                yield _warn(file, triple, "label-capital", "The label begins with a capital letter", advice)


def _definition_problems(file: File, concept: _Concept, avoided: re.Pattern[str] | None) -> Iterator[Problem]:
    exempt = concept.guidance in ("legal-term", "avoid-expression")
    for predicate in (SKOS + "definition", CST + "plainDefinition"):
        for triple in _own(file, predicate):
            text = triple.object.value
            folded = fold(_QUOTED.sub(" ", text))
            found = avoided.search(folded) if avoided and not exempt else None
            if found:
                message = f'The definition holds a word that the vocabulary says to avoid: "{found[0]}"'
                advice = "Use the recommended word, or put the word in quotation marks where it is quoted"
                yield Problem(file.path, line_of(file, triple), "definition-avoided-word", "error", message, advice)
            if predicate == SKOS + "definition":
                yield from _circle_problems(file, triple, concept, folded)
                yield from _length_problems(file, triple, text)


def _circle_problems(file: File, triple: ox.Triple, concept: _Concept, folded: str) -> Iterator[Problem]:
    spaced = not file.place.language.startswith(("zh", "ja", "th"))
    for kind, label in concept.labels.get(file.place.language, ()):
        own = fold(label)
        if kind != "avoid" and own and (f" {own} " in f" {folded} " if spaced else len(own) > 2 and own in folded):
            message = f'The definition uses the word that it defines: "{label}"'
            advice = "Name the nearest wider concept and what sets this one apart, in other words"
            yield Problem(file.path, line_of(file, triple), "definition-circular", "error", message, advice)
            return


def _length_problems(file: File, triple: ox.Triple, text: str) -> Iterator[Problem]:
    sentences = [part for part in _SENTENCE_END.split(text) if part.strip()]
    longest = max((len(part.split()) for part in sentences), default=0)
    if longest > LONGEST_SENTENCE:
        message = f"A sentence of the definition has {longest} words (up to {LONGEST_SENTENCE} read well)"
        yield _warn(file, triple, "definition-long", message, "Shorten it, or move a part to a skos:scopeNote")
    if len(sentences) > MOST_SENTENCES:
        message = f"The definition has {len(sentences)} sentences (up to {MOST_SENTENCES} are usual)"
        yield _warn(file, triple, "definition-long", message, "Move what does not delimit the concept to a skos:scopeNote")


def _stale_problems(file: File, loaded: Loaded) -> Iterator[Problem]:
    for name, predicate, what in (
        ("translatedFrom", SKOS + "definition", "definition"),
        ("plainTranslatedFrom", CST + "plainDefinition", "plain line"),
    ):
        for triple in _own(file, CST + name):
            english = loaded.files.get(f"vocab/terms/{file.place.owner}/en.ttl")
            digests = [digest_of(said.object.value) for said in _own(english, predicate)] if english else []
            if digests and triple.object.value not in digests:
                message = f"The English {what} has changed since this was translated"
                advice = f'Compare it with en.ttl, then write cst:{name} "{digests[0]}"'
                yield _warn(file, triple, "translation-stale", message, advice)


def _instead_problems(file: File, concept: _Concept, concepts: dict[str, _Concept]) -> Iterator[Problem]:
    """What to say instead is a label of the same language, unless it is plainly advice of several words."""
    if concept.guidance == "avoid-expression":
        return
    for triple in file.triples:
        if triple.predicate.value == CST + "useInstead" and isinstance(triple.object, ox.Literal):
            text = triple.object.value
            # That a word to avoid is not said instead is for the shapes.
            if not _is_advice(text, file.place.language) and not _named(concepts, file, text):
                message = f'What to say instead is no label of the vocabulary: "{text}"'
                advice = "Use a preferred or admitted label of this language, or describe what to say in more words"
                yield _warn(file, triple, "avoid-instead-unknown", message, advice)


def _is_advice(text: str, tag: str) -> bool:
    return bool(_ADVICE.search(text)) or (len(text) > 8 if tag.startswith(("zh", "ja", "th")) else len(text.split()) > 3)


def _named(concepts: dict[str, _Concept], file: File, text: str) -> bool:
    folded = fold(text)
    return any(
        fold(label) == folded for concept in concepts.values() for _kind, label in concept.labels.get(file.place.language, ())
    )


def _warn(file: File, triple: ox.Triple, rule: str, message: str, advice: str) -> Problem:
    return Problem(file.path, line_of(file, triple), rule, "warning", message, advice)
