"""Any SKOS file against the SKOS Reference and the known quality issues of SKOS vocabularies.

The conditions S9, S13, S14, S27, S37 and S46 of the SKOS Reference, and S48, S52 and S58 of its extension for labels, are about
what follows from a file, not only about what it states. The quality issues are those of qSKOS (Mader, Haslhofer, Isaac: Finding Quality
Issues in SKOS Vocabularies, TPDL 2012) but for two that need a network: whether links are broken, and who links to the vocabulary.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pyoxigraph as ox

from csea_terms.checking.skos import conditions, linking, relations, words
from csea_terms.checking.skos.graph import graph_of
from csea_terms.checking.skos.places import Places
from csea_terms.checking.skos.rule import SkosRule
from csea_terms.checking.skos.vocabulary import Vocabulary
from csea_terms.errors import Problem, UsageError

RULES: tuple[SkosRule, ...] = (*conditions.RULES, *words.RULES, *relations.RULES, *linking.RULES)


def skos_problems(path: Path, select: Collection[str] = (), ignore: Collection[str] = ()) -> list[Problem]:
    """Return what is wrong with a SKOS file; Turtle, N-Triples, TriG, N-Quads, RDF/XML or JSON-LD by its ending.

    ``select`` and ``ignore`` name rules, or begin the names of several (``skos-label``): only those that are selected are asked (all
    where none is), and none of the ignored. Raises :class:`~csea_terms.errors.UsageError` when a name fits no rule or the
    ending no format; what is not well-formed is a problem.
    """
    rules = chosen(select, ignore)
    form = ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
    if form is None:
        raise UsageError(f"{path} has no ending that tells its format. Call it .ttl, .nt, .trig, .nq, .rdf or .jsonld.")
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return [Problem(str(path), 0, "file-encoding", "error", "The file is not UTF-8", "Save the file as UTF-8")]
    triples, problems = _read(path, text, form)
    vocabulary = Vocabulary(graph_of(triples))
    places = Places(text)
    problems += [
        Problem(str(path), places.line_of(found.about) if found.about else 0, rule.name, rule.severity, found.message, rule.advice)
        for rule in rules
        for found in set(rule.find(vocabulary))
    ]
    return sorted(problems)


def _read(path: Path, text: str, form: ox.RdfFormat) -> tuple[list[ox.Triple], list[Problem]]:
    """Return a file's triples, and what keeps it from being well-formed: a broken name hides nothing else, other faults all."""
    base = path.resolve().as_uri()
    try:
        return [quad.triple for quad in ox.parse(text, format=form, base_iri=base)], []
    except SyntaxError as error:
        broken = Problem(str(path), error.lineno or 1, "skos-syntax", "error", f"The file cannot be read: {error.msg}", "Mend it here")
    try:
        return [quad.triple for quad in ox.parse(text, format=form, base_iri=base, lenient=True)], [broken]
    except SyntaxError:
        return [], [broken]


def chosen(select: Collection[str], ignore: Collection[str]) -> list[SkosRule]:
    """Return the rules that are asked for. Raises :class:`~csea_terms.errors.UsageError` when a name fits none."""
    for name in (*select, *ignore):
        if not any(rule.name.startswith(name) for rule in RULES):
            raise UsageError(f"No rule about SKOS files is called {name}. There are: {', '.join(rule.name for rule in RULES)}.")
    wanted = tuple(select) or ("",)
    return [rule for rule in RULES if rule.name.startswith(wanted) and not (ignore and rule.name.startswith(tuple(ignore)))]
