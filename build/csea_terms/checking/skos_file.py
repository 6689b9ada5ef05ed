"""Any SKOS file against the integrity conditions of the SKOS Reference: S9, S13, S14, S27, S37 and S46.

The conditions are about what follows from a file, not only about what it states: the entailments that they need
(domains and ranges, inverses, symmetric and transitive properties, SKOS-XL's short forms) are drawn first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from csea_terms.errors import Problem, UsageError
from csea_terms.names import RDF, SKOS, SKOSXL

_INVERSE = {
    "broader": "narrower", "narrower": "broader", "broadMatch": "narrowMatch", "narrowMatch": "broadMatch",
    "broaderTransitive": "narrowerTransitive", "narrowerTransitive": "broaderTransitive",
    "hasTopConcept": "topConceptOf", "topConceptOf": "hasTopConcept",
    "related": "related", "relatedMatch": "relatedMatch", "closeMatch": "closeMatch", "exactMatch": "exactMatch",
}  # fmt: skip
"""S8, S23, S25, S26, S43 and S44."""
_ABOVE = {"broadMatch": "broader", "narrowMatch": "narrower", "relatedMatch": "related", "topConceptOf": "inScheme"}
"""Subproperty → property (S7, S41)."""
_RELATIONS = ("broader", "related", "broaderTransitive", "closeMatch", "exactMatch", "mappingRelation", "semanticRelation")
"""Both ends are concepts (S19, S20); the inverses are drawn before."""
_LABELS = ("prefLabel", "altLabel", "hiddenLabel")

Term = ox.NamedNode | ox.BlankNode | ox.Literal
Pairs = dict[str, set[tuple[Term, Term]]]


def skos_problems(path: Path) -> list[Problem]:
    """Return where a SKOS file breaks an integrity condition; Turtle, N-Triples, TriG, N-Quads, RDF/XML or JSON-LD by its ending.

    Raises :class:`~csea_terms.errors.UsageError` when the ending is none of these; what is not well-formed is a problem.
    """
    form = ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
    if form is None:
        raise UsageError(f"{path} has no ending that tells its format. Call it .ttl, .nt, .trig, .nq, .rdf or .jsonld.")
    try:
        text = path.read_text(encoding="utf-8")
        triples = [quad.triple for quad in ox.parse(text, format=form, base_iri=path.resolve().as_uri())]
    except UnicodeDecodeError:
        return [Problem(str(path), 0, "file-encoding", "error", "The file is not UTF-8", "Save the file as UTF-8")]
    except SyntaxError as error:
        return [Problem(str(path), error.lineno or 1, "skos-syntax", "error", f"The file cannot be read: {error.msg}", "Mend it here")]
    stated = _entailed(triples)
    found = {*_classes(stated), *_label_conflicts(stated), *_relation_conflicts(stated)}
    lines = text.split("\n")
    return sorted(Problem(str(path), _line(lines, subject), rule, "error", *said) for rule, subject, *said in found)


def _entailed(triples: list[ox.Triple]) -> Pairs:
    """Return the pairs that each SKOS property and class relates, stated or entailed; a class relates a thing to itself."""
    stated: Pairs = defaultdict(set)
    forms = {triple.subject: triple.object for triple in triples if triple.predicate.value == SKOSXL + "literalForm"}
    for subject, predicate, value in triples:
        if predicate.value == RDF + "type" and isinstance(value, ox.NamedNode) and value.value.startswith(SKOS):
            stated[value.value.removeprefix(SKOS)].add((subject, subject))
        elif predicate.value.startswith(SKOS):
            stated[predicate.value.removeprefix(SKOS)].add((subject, value))
        elif predicate.value.startswith(SKOSXL) and value in forms:  # S55 to S57
            stated[predicate.value.removeprefix(SKOSXL)].add((subject, forms[value]))
    for _ in range(2):  # a subproperty's inverse is one of the property's
        for name, inverse in _INVERSE.items():
            stated[inverse] |= {(value, subject) for subject, value in stated[name]}
        for name, above in _ABOVE.items():
            stated[above] |= stated[name]
    stated["broaderTransitive"] |= stated["broader"]  # S22
    _add_classes(stated)
    return stated


def _add_classes(stated: Pairs) -> None:
    """Add what domains and ranges say (S4 to S6, S19, S20, S29, S31, S35)."""
    concepts = {end for name in _RELATIONS for pair in stated[name] for end in pair} | {value for _, value in stated["hasTopConcept"]}
    schemes = {value for _, value in stated["inScheme"]} | {subject for subject, _ in stated["hasTopConcept"]}
    collections = {subject for name in ("member", "memberList", "OrderedCollection") for subject, _ in stated[name]}
    for name, things in (("Concept", concepts), ("ConceptScheme", schemes), ("Collection", collections)):
        stated[name] |= {(thing, thing) for thing in things}


Found = tuple[str, Term, str, str]


def _classes(stated: Pairs) -> Iterator[Found]:
    concepts, schemes, collections = ({thing for thing, _ in stated[name]} for name in ("Concept", "ConceptScheme", "Collection"))
    advice = "Look at the properties that make it each: relations and mappings are between concepts, inScheme leads to a scheme"
    for thing in concepts & schemes:
        yield "skos-s9", thing, f"{_named(thing)} is a concept and a concept scheme", advice
    for thing in collections & (concepts | schemes):
        kind = "concept" if thing in concepts else "concept scheme"
        yield "skos-s37", thing, f"{_named(thing)} is a collection and a {kind}", advice


def _label_conflicts(stated: Pairs) -> Iterator[Found]:
    for place, one in enumerate(_LABELS):
        for other in _LABELS[place + 1 :]:
            for subject, label in stated[one] & stated[other]:
                message = f"{_named(subject)} has {_named(label)} as {one} and as {other}"
                yield "skos-s13", subject, message, "Keep it as one of the two"
    preferred: dict[tuple[Term, str], set[str]] = defaultdict(set)
    for subject, label in stated["prefLabel"]:
        if isinstance(label, ox.Literal):
            preferred[subject, (label.language or "").lower()].add(label.value)
    for (subject, language), labels in preferred.items():
        if len(labels) > 1:
            where = f"in {language}" if language else "without a language"
            message = f"{_named(subject)} has {len(labels)} preferred labels {where}: {', '.join(sorted(labels))}"
            yield "skos-s14", subject, message, "Keep one as skos:prefLabel; the others are skos:altLabel"


def _relation_conflicts(stated: Pairs) -> Iterator[Found]:
    above: dict[Term, set[Term]] = defaultdict(set)
    for subject, value in stated["broaderTransitive"]:
        above[subject].add(value)
    wider: dict[Term, set[Term]] = {}
    for subject, value in stated["related"]:
        if value in wider.setdefault(subject, _reached(subject, above)):
            message = f"{_named(subject)} is related to {_named(value)}, which is above it"
            yield "skos-s27", subject, message, "Keep skos:related, or the broader relations that lead there"
    exact: dict[Term, set[Term]] = defaultdict(set)
    for subject, value in stated["exactMatch"]:
        exact[subject].add(value)
    same: dict[Term, set[Term]] = {}
    for name in ("broadMatch", "relatedMatch"):
        for subject, value in stated[name]:
            if value in same.setdefault(subject, _reached(subject, exact)):
                message = f"{_named(subject)} matches {_named(value)} exactly (as stated, or by way of others) and by {name}"
                yield "skos-s46", subject, message, "Keep one of the two; exact matches lead on from one to the next"


def _reached(start: Term, steps: dict[Term, set[Term]]) -> set[Term]:
    """Return what can be reached from a thing in one step or more."""
    found: set[Term] = set()
    waiting = [start]
    while waiting:
        new = steps.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def _named(term: Term) -> str:
    if isinstance(term, ox.Literal):
        return f'"{term.value}"' + (f"@{term.language}" if term.language else "")
    return re.split("[/#]", term.value.rstrip("/#"))[-1]


def _line(lines: list[str], subject: Term) -> int:
    """Return the line on which a thing is first spoken of, as near as its name can be found; 0 where it cannot."""
    name = re.escape(_named(subject))
    opening, anywhere = re.compile(rf"^\s*(?:<[^>]*|\w*:){name}\b"), re.compile(rf"(?:[:/#\"]){name}\b")
    numbered = list(enumerate(lines, 1))
    return next((n for look in (opening, anywhere) for n, line in numbered if look.search(line)), 0)
