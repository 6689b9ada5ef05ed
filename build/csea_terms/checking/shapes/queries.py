"""Ask the rules that are one query about the whole vocabulary (SHACL, section 5).

pyoxigraph answers them a hundred times faster than rdflib, and they need nothing else of SHACL: the scheme is the only
focus node, and each solution is a result.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from csea_terms.checking.shapes.places import Finding
from csea_terms.checking.shapes.rules import Rule
from csea_terms.names import SCHEME

_FOCUS = {ox.Variable("this"): ox.NamedNode(SCHEME)}
_PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")


def query_findings(triples: Iterable[ox.Triple], rules: list[Rule]) -> Iterator[Finding]:
    """Yield what some rules find in triples, of which they see those whose predicate some query names."""
    queried = frozenset[str]().union(*(rule.queried for rule in rules))
    store = ox.Store()
    store.bulk_extend(ox.Quad(*triple) for triple in triples if triple.predicate.value in queried)
    for rule in rules:
        for query in rule.queries:
            for solution in store.query(query, substitutions=_FOCUS):
                # ?value is the thing in question, ?path the predicate of the statement at fault.
                yield Finding(rule, solution["value"].value, solution["path"].value, None, _message(rule, solution))


def _message(rule: Rule, solution: ox.QuerySolution) -> str:
    """Return a rule's message with the values of a solution in their places (SHACL, section 5.3.2)."""
    return _PLACEHOLDER.sub(lambda found: solution[found[1]].value, rule.message)
