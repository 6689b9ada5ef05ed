"""Rows between two schemes: read, checked, and put before whatever would follow for their codes."""

import json
from pathlib import Path

import pytest

from csea_terms.checking.check import check
from csea_terms.code_mappings import CodeMapping
from csea_terms.crosswalks.composition import Crosswalks
from csea_terms.crosswalks.recoding import Recoder, compile_crosswalk
from csea_terms.model import Glossary
from csea_terms.publishing.exports.crosswalks import files
from csea_terms.publishing.exports.pairs import files as all_pairs, pair_file
from csea_terms.publishing.triples.crosswalks import scheme_triples
from csea_terms.reading.assemble import assemble
from csea_terms.reading.load import load
from csea_terms.reading.repository import Repository
from tests.checkout import CODE_ROWS, write_checkout, write_code_rows

SOURCE = "https://w3id.org/csea-terms/sources/guide"


def glossary(root: Path, *rows: str, **tables: str) -> Glossary:
    """Return the small vocabulary with rows from alpha to beta."""
    write_code_rows(write_checkout(root, **tables), *rows)
    return assemble(load(Repository(root)))


def found(glossary: Glossary, source: str, target: str) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(c.source, c.predicate, c.target, c.path) for c in Crosswalks(glossary).from_scheme(source).get(target, ())]


def problems(root: Path) -> list[str]:
    return [problem.text() for problem in check(Repository(root)).problems]


def test_a_row_is_read_with_its_source_and_comment(tmp_path):
    assert glossary(tmp_path, "011 closeMatch Other Not A reason.").code_mappings == (
        CodeMapping(
            "alpha", "011", "closeMatch", "beta", "/Other", "semapv:ManualMappingCuration", 0.7, ("guide",), "A reason.", negated=True,
            path=CODE_ROWS,
        ),  # fmt: skip
    )


# --- What follows ----------------------------------------------------------------------------------------------


def test_a_row_is_read_from_both_sides(tmp_path):
    read = glossary(tmp_path, "01 broadMatch Other", alpha="", beta="")
    assert found(read, "alpha", "beta") == [("01", "broadMatch", "/Other", ())]
    assert found(read, "beta", "alpha") == [("/Other", "narrowMatch", "01", ())]


def test_a_row_goes_before_what_would_follow_for_its_codes(tmp_path):
    assert found(glossary(tmp_path / "without"), "alpha", "beta") == [("011", "narrowMatch", "/Images/Known", ("csam", "known-csam"))]
    read = glossary(tmp_path / "with", "011 closeMatch Images/Known Counted alike.")
    assert found(read, "alpha", "beta") == [("011", "closeMatch", "/Images/Known", ())]


@pytest.mark.parametrize("row", ["011 narrowMatch Images/Known Not", "011 relatedMatch Images/Known"])
def test_a_row_that_claims_nothing_leaves_nothing_to_follow(tmp_path, row):
    assert found(glossary(tmp_path, row), "alpha", "beta") == []


def test_a_chain_may_end_with_a_row_and_its_path_names_the_code(tmp_path):
    read = glossary(tmp_path, "011 broadMatch Other", beta="")
    assert ("csam", "broadMatch", "/Other", ("csam", "alpha:011")) in found(read, "csea", "beta")
    assert ("/Other", "narrowMatch", "known-csam", ("alpha:011", "csam", "known-csam")) in found(read, "beta", "csea")


def test_a_chain_with_a_row_is_no_surer_than_the_row(tmp_path):
    crosswalks = Crosswalks(glossary(tmp_path, "011 broadMatch Other", beta=""))
    assert [one.confidence for one in crosswalks.from_scheme("csea")["beta"] if one.source == "csam"] == [0.7]


def test_a_gap_is_told_of_codes_that_were_judged_for_the_concept_not_of_those_that_only_a_row_leads_to(tmp_path):
    row = "term:csam\tskos:exactMatch\t\t{}\tsemapv:ManualMappingCuration\t0.70\t\n"
    beta = row.format("beta:Other") + row.format("sssom:NoTermFound")
    assert Crosswalks(glossary(tmp_path, "011 exactMatch Other", alpha="", beta=beta)).gaps("alpha", "beta") == {}


def test_a_value_becomes_what_was_judged_rather_than_what_follows(tmp_path):
    read = glossary(tmp_path, "011 broadMatch Other Counted there.")
    compiled = compile_crosswalk(Crosswalks(read), "alpha", ["beta"])
    decision = Recoder(compiled, "beta").decide("011")
    assert (decision.status, *decision.cells[:3]) == ("loss", "/Other", "Other", "broadMatch")
    assert compiled["to"]["beta"]["judged"] == {"1": ["semapv:ManualMappingCuration", "Counted there.", ["guide"]]}


def test_a_stated_gap_is_told(tmp_path):
    read = glossary(tmp_path, "01 exactMatch sssom:NoTermFound Nothing like it.")
    decision = Recoder(compile_crosswalk(Crosswalks(read), "alpha", ["beta"]), "beta").decide("01")
    assert (decision.status, decision.note) == ("gap", "no code in beta: Nothing like it.")


# --- Checks ----------------------------------------------------------------------------------------------------


def test_good_rows_have_no_problem(tmp_path):
    write_code_rows(write_checkout(tmp_path), "01 closeMatch Other", "011 exactMatch Other Not", "01 exactMatch sssom:NoTermFound")
    assert problems(tmp_path) == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("011 broadMatch Missing", "alpha 011: The scheme has no such code: beta Missing"),
        ("012 broadMatch Other", "alpha 012: The scheme has no such code: alpha 012"),
        ("011 equals Other", "alpha 011: The relation is not one of the five"),
        ("011 broadMatch gamma:x", 'The cell object_id is not understood: "gamma:x"'),
        ("011 relatedMatch Images/Known", "alpha 011: The relation to beta /Images/Known contradicts what follows"),
    ],
)
def test_a_bad_row_is_named_with_its_line(tmp_path, row, message):
    write_code_rows(write_checkout(tmp_path), row)
    assert problems(tmp_path)[0].startswith(f"{CODE_ROWS}:7: {message}")


def test_a_source_that_is_no_source_of_ours_is_named(tmp_path):
    table = write_code_rows(write_checkout(tmp_path), "011 closeMatch Other")
    table.write_text(table.read_text("utf-8").replace(SOURCE, "https://example.org/guide"), encoding="utf-8")
    assert problems(tmp_path) == [
        f'{CODE_ROWS}:7: The cell see_also is not understood: "https://example.org/guide". '
        "Write https://w3id.org/csea-terms/sources/ and the name of a file in vocab/sources, and | between several"
    ]


def test_a_table_to_a_scheme_that_is_not_there_is_named(tmp_path):
    table = write_code_rows(write_checkout(tmp_path), "011 closeMatch Other")
    text = table.read_text("utf-8").replace("beta", "gamma")
    table.unlink()
    table.with_name("to-gamma.sssom.tsv").write_text(text, encoding="utf-8")
    assert [problem.split(".")[0] for problem in problems(tmp_path)] == ["vocab/crosswalks/gamma/scheme"]


def test_the_metadata_must_fit_the_path(tmp_path):
    table = write_code_rows(write_checkout(tmp_path), "011 closeMatch Other")
    table.write_text(table.read_text("utf-8").replace("alpha/to-beta", "alpha/mappings"), encoding="utf-8")
    assert problems(tmp_path)[0].startswith(f"{CODE_ROWS}:1: The metadata's mapping_set_id does not fit the folder")


# --- Files -----------------------------------------------------------------------------------------------------


def test_a_row_stands_in_the_mapping_sets_of_both_schemes_and_once_in_that_of_all(tmp_path):
    made = dict(files(glossary(tmp_path, "01 broadMatch Other Counted there.")))
    for name in ("alpha", "beta", "all"):
        rows = [line for line in made[f"crosswalks/{name}.sssom.tsv"].decode().splitlines() if line.startswith("alpha:01\t")]
        assert [row.split("\t")[-2:] for row in rows] == [[SOURCE, "Counted there."]]
        assert f"rdfs:seeAlso <{SOURCE}> ;" in made[f"crosswalks/{name}.sssom.ttl"].decode()


def test_a_scheme_from_which_nothing_follows_has_no_table(tmp_path):
    beta = "term:csam\tskos:exactMatch\t\tbeta:Other\tsemapv:ManualMappingCuration\t0.9\t\n"
    made = [path for path, _ in all_pairs(glossary(tmp_path, alpha="", beta=beta))]
    assert "crosswalks/from/beta.csv" in made and [path for path in made if "alpha" in path] == []


def test_the_table_of_a_pair_says_who_judged_and_why(tmp_path):
    crosswalks = Crosswalks(glossary(tmp_path, "01 broadMatch Other Counted there."))
    row = json.loads(pair_file(crosswalks, "alpha", "beta", "x.json"))["table"][0]
    assert (row["relation"], row["through"], row["comment"], row["sources"]) == ("broadMatch", None, "Counted there.", [SOURCE])
    assert f"semapv:ManualMappingCuration\tcrosswalk:alpha\tcrosswalk:beta\t1:1\t0.70\t{SOURCE}\tCounted there." in (
        pair_file(crosswalks, "alpha", "beta", "x.sssom.tsv").decode()
    )


def test_linked_data_has_the_match_but_no_denied_one(tmp_path):
    read = glossary(tmp_path, "01 broadMatch Other", "011 exactMatch Other Not")
    matches = [str(t) for t in scheme_triples(read, read.schemes["alpha"]) if "Match" in t.predicate.value]
    assert matches == [
        "<https://w3id.org/csea-terms/crosswalks/alpha/01> <http://www.w3.org/2004/02/skos/core#broadMatch> <https://example.org/beta/y>"
    ]
