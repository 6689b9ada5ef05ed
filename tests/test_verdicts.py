"""What is said of each code as a whole: derived from rows, else stated by the code."""

from __future__ import annotations

import csv
import json

import pytest
from click.testing import CliRunner

from csea_terms.cli import cli
from csea_terms.crosswalks.composition import Crosswalks
from csea_terms.crosswalks.verdicts import USABLE, VERDICTS, crosswalk_figures, pair_figures, scheme_figures, verdict_of, verdicts_of
from csea_terms.model import Code, Mapping
from tests.checkout import ROOT, write_checkout
from tests.small_glossary import small_glossary

SECOND_READING = ROOT / "tests" / "verdict-second-reading.tsv"
"""Codes of which a blind second reading, from their text alone, said something else than the first."""


def _verdict(rows: str, stated: str = "") -> str:
    """Return the verdict of a code with some rows, told as "exact; not broad; related!" (``!`` is a comment)."""
    made = []
    for row in filter(None, rows.split("; ")):
        relation = row.removeprefix("not ").removesuffix("!") + "Match"
        made.append(Mapping("csam", relation, "x", "1", "", 0.5, "!" * row.endswith("!"), negated=row.startswith("not ")))
    other = Mapping("csam", "exactMatch", "x", "2", "", 0.5)
    return verdict_of(Code("x", "1", "", "", verdict=stated), [*made, other])


@pytest.mark.parametrize(
    ("rows", "stated", "verdict"),
    [
        ("", "", "none"),
        ("not exact", "", "none"),
        ("related", "", "none"),
        ("related!", "", "overlaps"),
        ("related!", "outside", "outside"),
        ("broad; related!", "", "holds"),
        ("broad", "container", "holds"),
        ("broad; narrow", "", "within"),
        ("narrow; close", "", "near"),
        ("close; exact", "", "same"),
        ("", "gap", "gap"),
        ("not exact", "container", "container"),
    ],
)
def test_the_strongest_row_decides_then_the_code_itself_then_what_is_connected(rows, stated, verdict):
    assert _verdict(rows, stated) == verdict


def test_every_code_is_counted_once(glossary):
    for scheme in glossary.schemes.values():
        counted = scheme_figures(glossary, scheme)
        assert sum(counted.verdicts.values()) == counted.codes == len(scheme.codes)
        assert counted.usable == sum(counted.verdicts[verdict] for verdict in USABLE)


def test_a_scheme_that_was_gone_through_has_a_verdict_for_every_code(glossary):
    judged = [scheme for scheme in glossary.schemes.values() if scheme.judged_whole]
    assert len(judged) >= 12
    assert [scheme.id for scheme in judged if "none" in verdicts_of(glossary, scheme).values()] == []


def test_what_two_readings_saw_differently_stays_as_it_was_settled(glossary):
    with SECOND_READING.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    found = {scheme: verdicts_of(glossary, glossary.schemes[scheme]) for scheme in {row["scheme"] for row in rows}}
    assert {row["first"] for row in rows} | {row["second"] for row in rows} <= VERDICTS.keys()
    assert [row for row in rows if found[row["scheme"]][row["notation"]] != row["settled"]] == [], "Mend the rows, or settle it anew in tests/verdict-second-reading.tsv"


def test_a_pair_counts_codes_and_not_correspondences():
    pair = pair_figures(Crosswalks(small_glossary()), "iccs-2015", "csea")
    assert (pair.codes, pair.entailed, pair.suggested) == (4, 1, 0)


def test_the_command_prints_every_scheme_what_is_open_and_the_pairs(tmp_path):
    root = ["--root", str(write_checkout(tmp_path))]
    table = CliRunner().invoke(cli, [*root, "stats", "--crosswalks"])
    assert table.exit_code == 0 and "Not yet gone through code by code: alpha, beta" in table.output
    data = json.loads(CliRunner().invoke(cli, [*root, "stats", "--crosswalks", "--json"]).output)
    assert [row["scheme"] for row in data["schemes"]] == ["alpha", "beta"] and data["pairs"] == []


def test_the_figures_of_the_vocabulary_name_the_pairs_that_partners_use(glossary):
    pairs = {(pair.source, pair.target): pair for pair in crosswalk_figures(glossary).pairs}
    assert len(pairs) == 6 and pairs["icd-10-cm", "icd-11"].entailed >= 30
