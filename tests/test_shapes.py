"""Each shape has a good and a bad example in ``shapes/examples/``, and the bad one breaks only that rule.

An example changes the small checkout of ``checkout.py``: ``++ path`` adds Turtle to a file, ``-- path`` replaces it,
``alpha`` and ``beta`` followed by concept, relation and code are the rows of the two mapping tables, ``between`` followed by
code, relation and code those of the table from alpha to beta.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyshacl  # noqa: F401 - here once, or each check would import it in a process of its own
import pytest
from rdflib import Graph

from csea_terms.checking import shapes
from csea_terms.checking.check import Checking, check
from csea_terms.checking.memory import Memory, read_memory
from csea_terms.checking.shapes import store
from csea_terms.checking.shapes.rules import SH, Rule, read_rules
from csea_terms.checking.shapes.store import shapes_graph
from csea_terms.reading.repository import Repository
from tests.checkout import CODE_ROWS, FILES, ROOT, canonical, code_table, mapping_table, write_checkout

EXAMPLES = ROOT / "shapes" / "examples"
_read_rules_once = cache(read_rules)
_graphs_once: dict[tuple[str, ...], Graph] = {}
_DEFAULTS = {"modifier": "", "justification": "ManualMappingCuration", "confidence": "0.80"}


@pytest.fixture(autouse=True)
def rules_read_once(monkeypatch) -> None:
    """Read the shapes, and turn those that are asked together into a graph, once for all examples."""

    def graph(rules: list[Rule]) -> Graph:
        names = tuple(rule.iri for rule in rules)
        if names not in _graphs_once:
            _graphs_once[names] = shapes_graph(rules)
        return _graphs_once[names]

    monkeypatch.setattr(shapes, "read_rules", _read_rules_once)
    monkeypatch.setattr(store, "shapes_graph", graph)


@dataclass(frozen=True)
class Example:
    """The good and the bad example of a shape, and the file in which the bad one must be found."""

    shape: str
    good: tuple[str, ...]
    bad: tuple[str, ...]
    path: str


@cache
def examples() -> dict[str, Example]:
    """Return every example by the name of its shape."""
    found = {}
    for file in sorted(EXAMPLES.glob("*.txt")):
        for section in re.split(r"^# ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            shape, good, path, bad = re.fullmatch(r"(\S+)\ngood\n(.*)^bad (\S+)\n(.*)", section, re.DOTALL | re.MULTILINE).groups()
            found[shape] = Example(shape, tuple(good.splitlines()), tuple(bad.splitlines()), path)
    return found


def changed(lines: tuple[str, ...]) -> dict[str, str]:
    """Return the files of the small checkout that an example changes, by path, with their texts."""
    changes: dict[str, str] = {}
    tables: dict[str, list[str]] = {}
    target = ""
    for line in lines:
        word, _, rest = line.partition(" ")
        if word in ("++", "--"):
            target = rest
            changes[target] = FILES.get(target, "") if word == "++" else ""
        elif word in ("alpha", "beta"):
            tables.setdefault(word, []).extend([_row(word, rest)] if rest else [])
        elif line and word != "between":
            changes[target] += "\n" + line
    texts = {path: canonical(turtle) for path, turtle in changes.items()}
    texts |= dict(mapping_table(scheme, "".join(rows)) for scheme, rows in tables.items())
    between = [line.removeprefix("between ") for line in lines if line.startswith("between ")]
    return texts | ({CODE_ROWS: code_table(*between)} if between else {})


def _row(scheme: str, text: str) -> str:
    concept, relation, code, *more = text.split()
    cells = _DEFAULTS | dict(item.split("=") for item in more)
    target = code if ":" in code else f"{scheme}:{code}"
    return "\t".join((
        f"term:{concept}", f"skos:{relation}", cells["modifier"], target, f"semapv:{cells['justification']}",
        cells["confidence"], "",
    )) + "\n"  # fmt: skip


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> tuple[Repository, Memory]:
    """The small checkout, which all examples change, and the memory of a check that found nothing wrong with it."""
    folder = tmp_path_factory.mktemp("small")
    repository = Repository(write_checkout(folder / "checkout"))
    problems, memory = _remembered(repository, {}, Memory(), folder / "memory")
    assert [str(problem) for problem in problems] == []
    return repository, memory


def _remembered(repository: Repository, changes: dict[str, str], memory: Memory, cache: Path) -> tuple[list, Memory]:
    """Return the problems of a changed checkout by a check with a memory, and the memory that is kept of it."""
    problems = Checking(repository, changes, memory).finish().problems
    memory.write(cache, "rules")
    return list(problems), read_memory(cache, "rules")


@pytest.mark.parametrize("shape", examples())
def test_the_good_example_breaks_nothing_and_the_bad_one_only_this_rule(tmp_path, small, shape):
    example = examples()[shape]
    good, bad = changed(example.good), changed(example.bad)
    repository, memory = small
    fine, memory = _remembered(repository, good, memory, tmp_path)
    assert [str(problem) for problem in fine] == []
    problems = list(check(repository, bad).problems)
    assert {problem.rule for problem in problems} == {shape.split(".")[0]}, [str(problem) for problem in problems]
    assert {problem.path for problem in problems} == {example.path}
    assert all(problem.line > 0 and problem.message and problem.advice for problem in problems)
    # What an edit breaks or mends is found although what was as it is now is remembered.
    found, memory = _remembered(repository, bad, memory, tmp_path)
    assert found == problems
    assert _remembered(repository, bad, memory, tmp_path)[0] == problems
    assert _remembered(repository, good, memory, tmp_path)[0] == []


def test_a_query_lists_the_predicates_that_a_variable_stands_for():
    # A rule is asked again when something has changed about a predicate or a class that it names.
    for rule in read_rules(ROOT / "shapes"):
        for query in (triple.object.value for triple in rule.triples if triple.predicate.value == SH + "select"):
            statements = re.sub(r"SELECT[^{]*|BIND \([^)]*\)|FILTER \([^)]*\)|#.*", "", query)
            variables = set(re.findall(r"(?:\?\w+|;)\s+(\?\w+)\s+\S", statements))
            listed = set(re.findall(r"FILTER \((\?\w+) IN \(", query))
            assert variables - listed == set(), rule.iri
            assert not re.search(r"\ba \?", query), rule.iri


def test_every_shape_has_an_example():
    texts = (path.read_text(encoding="utf-8") for path in sorted((ROOT / "shapes").glob("*.ttl")))
    names = [name for text in texts for name in re.findall(r"^rule:(\S+) a sh:", text, re.MULTILINE)]
    assert sorted(names) == sorted(examples()), "Write a good and a bad example into shapes/examples/, or delete what has no shape"
