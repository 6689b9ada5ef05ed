"""Which combinations of mapping rows and hierarchies contradict each other, and which only seem to."""

from __future__ import annotations

import pytest

from csea_terms.checking.check import check
from csea_terms.reading.repository import Repository
from tests.checkout import write_checkout

_MAPPINGS = "vocab/crosswalks/alpha/mappings.sssom.tsv"


def rows(text: str) -> str:
    """Return rows told as "concept relation code" with "not" before a relation that is denied."""
    made = []
    for line in text.split(";"):
        concept, *denied, relation, code = line.split()
        made.append(f"term:{concept}\tskos:{relation}Match\t{'Not' if denied else ''}\t{code}\tsemapv:ManualMappingCuration\t0.80\t\n")
    return "".join(made)


def found(root, alpha: str, beta: str = "") -> list[tuple[str, int]]:
    """Return rule and line (7 is the first row's) of each problem in the table of alpha, whose 011 lies below 01."""
    write_checkout(root, alpha=rows(alpha), beta=rows(beta) if beta else "")
    problems = check(Repository(root)).problems
    assert {problem.path for problem in problems} <= {_MAPPINGS}, problems
    return sorted((problem.rule, problem.line) for problem in problems)


@pytest.mark.parametrize(
    "alpha",
    [
        "csam exact 011; materials exact 01; csam not exact 01",
        "csam close 01; materials close 011; report not broad 011",
        "csam narrow 011; materials narrow 01; known-csam close 01",
        "materials narrow 011; csam not broad 01; known-csam broad 01; report broad 01",
    ],
)
def test_what_may_all_be_true_is_left_alone(tmp_path, alpha):
    assert found(tmp_path, alpha.replace(" 01", " alpha:01")) == []


@pytest.mark.parametrize(
    ("alpha", "lines"),
    [
        ("known-csam exact 01; csam exact 011", [7, 8]),
        ("known-csam narrow 01; csam broad 011", [7, 8]),
        ("known-csam related 01; csam broad 011", [7]),
        ("csam related 011; known-csam narrow 01", [7]),
    ],
)
def test_a_circle_through_both_hierarchies_is_found_at_each_row_on_it(tmp_path, alpha, lines):
    expected = [("mapping-hierarchy", line) for line in lines]
    assert found(tmp_path, alpha.replace(" 01", " alpha:01")) == expected


def test_a_circle_through_two_schemes_is_found(tmp_path):
    alpha = rows("csam narrow alpha:01; known-csam broad alpha:01")
    write_checkout(tmp_path, alpha=alpha, beta=rows("csam broad beta:Other; known-csam narrow beta:Other"))
    problems = check(Repository(tmp_path)).problems
    assert {(p.rule, p.path.split("/")[2], p.line) for p in problems} == {
        ("mapping-hierarchy", scheme, line) for scheme in ("alpha", "beta") for line in (7, 8)
    }
    assert (
        "vocab/crosswalks/beta/mappings.sssom.tsv:7: csam: The relation to beta /Other contradicts what follows from broader"
        " terms and the row about known-csam and beta /Other. Of these two rows, or others on the way between them, one is"
        " wrong: ask of each whether every case of the one is a case of the other"
    ) in {problem.text() for problem in problems}


@pytest.mark.parametrize("alpha", ["known-csam not broad 01; csam broad 011", "csam not narrow 011; known-csam narrow 01"])
def test_a_denial_of_what_follows_is_found(tmp_path, alpha):
    assert found(tmp_path, alpha.replace(" 01", " alpha:01")) == [("mapping-denial", 7)]


def test_a_gap_joins_nothing(tmp_path):
    assert found(tmp_path, "materials exact sssom:NoTermFound; known-csam exact sssom:NoTermFound") == []


def test_two_words_on_one_pair_are_the_other_rules_business(tmp_path):
    assert {rule for rule, _ in found(tmp_path, "csam exact alpha:01; csam broad alpha:01")} == {"skos-s46"}


def test_hierarchies_that_run_in_circles_end(tmp_path):
    circle = """
term:materials a skos:Concept ; skos:inScheme <https://w3id.org/csea-terms/scheme> ; skos:broader term:known-csam ;
    cst:guidance cst:recommended ; dcterms:source source:guide ."""
    alpha = rows("csam exact alpha:01; materials exact alpha:011")
    write_checkout(tmp_path, {"vocab/terms/materials/concept.ttl": circle}, alpha=alpha)
    assert "mapping-hierarchy" in {problem.rule for problem in check(Repository(tmp_path)).problems}
