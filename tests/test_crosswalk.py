"""Scheme → scheme tables: what follows from our mappings, what is only suggested, and what is never claimed."""

import pytest

from csea_terms.crosswalks.composition import Correspondence, Crosswalks, compose
from csea_terms.errors import UsageError
from csea_terms.reading.assemble import assemble
from csea_terms.reading.load import load
from csea_terms.reading.repository import Repository
from tests.checkout import write_checkout


def glossary(tmp_path, alpha: list[str], beta: list[str]):
    """Return the small vocabulary with rows written as ``concept predicate code [Not] [confidence]``."""

    def table(scheme: str, rows: list[str]) -> str:
        lines = []
        for row in rows:
            concept, predicate, code, *more = row.split()
            target = code if ":" in code else f"{scheme}:{code}"
            cells = (f"term:{concept}", f"skos:{predicate}", "Not" if "Not" in more else "", target)
            confidence = next((cell for cell in more if cell != "Not"), "0.80")
            lines.append("\t".join((*cells, "semapv:ManualMappingCuration", confidence, "")) + "\n")
        return "".join(lines)

    root = write_checkout(tmp_path, alpha=table("alpha", alpha), beta=table("beta", beta))
    return assemble(load(Repository(root)))


def found(tmp_path, alpha, beta) -> list[tuple[str, str, str]]:
    composed = compose(glossary(tmp_path, alpha, beta), "alpha", "beta")
    return [(c.source, c.predicate, c.target) for c in composed]


@pytest.mark.parametrize(
    ("to_alpha", "to_beta", "expected"),
    [
        ("exactMatch", "exactMatch", "exactMatch"),
        ("exactMatch", "broadMatch", "broadMatch"),
        ("exactMatch", "narrowMatch", "narrowMatch"),
        ("exactMatch", "closeMatch", "closeMatch"),
        ("closeMatch", "exactMatch", "closeMatch"),
        ("closeMatch", "closeMatch", "suggestion"),
        # The alpha code is narrower than the concept, so read from alpha the concept is broader.
        ("narrowMatch", "broadMatch", "broadMatch"),
        ("narrowMatch", "exactMatch", "broadMatch"),
        ("broadMatch", "narrowMatch", "narrowMatch"),
        ("broadMatch", "exactMatch", "narrowMatch"),
    ],
)
def test_what_follows_is_claimed(tmp_path, to_alpha, to_beta, expected):
    assert found(tmp_path, [f"csam {to_alpha} 011"], [f"csam {to_beta} Other"]) == [("011", expected, "/Other")]


@pytest.mark.parametrize(
    ("to_alpha", "to_beta"),
    [
        ("broadMatch", "broadMatch"),
        ("narrowMatch", "narrowMatch"),
        ("closeMatch", "broadMatch"),
        ("relatedMatch", "exactMatch"),
        ("exactMatch", "relatedMatch"),
    ],
)
def test_what_does_not_follow_is_never_claimed(tmp_path, to_alpha, to_beta):
    assert found(tmp_path, [f"csam {to_alpha} 011"], [f"csam {to_beta} Other"]) == []


def test_our_hierarchy_links_codes_of_broader_and_narrower_concepts(tmp_path):
    composed = compose(glossary(tmp_path, ["csam exactMatch 011"], ["known-csam exactMatch Images/Known"]), "alpha", "beta")
    assert composed == (Correspondence("011", "/Images/Known", "narrowMatch", ("csam", "known-csam"), 0.8, "1:1"),)
    assert composed[0].entailed


def test_a_chain_is_as_sure_as_its_weakest_link(tmp_path):
    sure = glossary(tmp_path, ["csam exactMatch 011 0.90"], ["csam exactMatch Other 0.60"])
    assert [one.confidence for pair in (("alpha", "beta"), ("beta", "alpha")) for one in compose(sure, *pair)] == [0.6, 0.6]


def test_of_two_ways_to_the_same_the_shorter_counts_before_the_surer(tmp_path):
    ways = glossary(tmp_path, ["csam exactMatch 011 0.90"], ["csam narrowMatch Other 0.50", "known-csam exactMatch Other 0.90"])
    assert [(one.path, one.confidence) for one in compose(ways, "alpha", "beta")] == [(("csam",), 0.5)]


def test_a_stated_gap_is_one_for_codes_that_mean_no_more_than_the_concept(tmp_path):
    beta = ["report exactMatch sssom:NoTermFound"]
    assert Crosswalks(glossary(tmp_path / "same", ["report exactMatch 011"], beta)).gaps("alpha", "beta") == {"011": ""}
    assert Crosswalks(glossary(tmp_path / "wider", ["report broadMatch 01"], beta)).gaps("alpha", "beta") == {}


def test_siblings_claim_nothing(tmp_path):
    assert found(tmp_path, ["report exactMatch 011"], ["known-csam exactMatch Images/Known"]) == []


def test_a_not_row_blocks(tmp_path):
    alpha = ["csam exactMatch 011", "known-csam exactMatch 011 Not"]
    assert found(tmp_path, alpha, ["known-csam exactMatch Images/Known"]) == []


def test_a_not_row_blocks_from_the_other_end_too(tmp_path):
    beta = ["csam exactMatch Images/Known Not", "known-csam exactMatch Images/Known"]
    assert found(tmp_path, ["csam exactMatch 011"], beta) == []


def test_a_not_row_beside_a_row_that_says_how_they_relate_blocks_nothing(tmp_path):
    alpha = ["csam broadMatch 01", "csam exactMatch 01 Not"]
    assert found(tmp_path, alpha, ["csam exactMatch Other"]) == [("01", "narrowMatch", "/Other")]


def test_a_stated_gap_claims_nothing(tmp_path):
    gap = "report\tskos:exactMatch\t\tsssom:NoTermFound\tsemapv:ManualMappingCuration\t0.80\t\n"
    root = write_checkout(tmp_path, beta="term:" + gap)
    assert compose(assemble(load(Repository(root))), "alpha", "beta") == ()


def test_the_strongest_relation_of_a_pair_is_kept(tmp_path):
    beta = ["csam closeMatch Other", "materials exactMatch Other"]
    assert found(tmp_path, ["csam exactMatch 011"], beta) == [("011", "broadMatch", "/Other")]


def test_an_unknown_scheme_is_named(tmp_path):
    with pytest.raises(UsageError, match="There is no scheme called gamma. The schemes are: csea, alpha, beta"):
        compose(glossary(tmp_path, [], []), "alpha", "gamma")
