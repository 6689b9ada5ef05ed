"""A term is withdrawn whole: it points on, others no longer name it, and its rows are history."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from csea_terms.cli import cli
from csea_terms.crosswalks.verdicts import verdict_of
from csea_terms.vocabulary import Vocabulary
from tests.checkout import FILES, write_checkout

PATH = "vocab/terms/{}/{}.ttl"


@pytest.fixture
def root(tmp_path):
    below = FILES[PATH.format("known-csam", "concept")].replace("broader term:csam", "broader term:report")
    return write_checkout(tmp_path, {PATH.format("known-csam", "concept"): below})


def run(root, *arguments: str):
    return CliRunner().invoke(cli, ["--quiet", "--root", str(root), "withdraw", *arguments])


def read(root, concept: str, name: str = "concept") -> str:
    return (root / PATH.format(concept, name)).read_text(encoding="utf-8")


def test_a_withdrawn_term_points_on_and_others_no_longer_name_it(root):
    done = run(root, "report", "--reason", "It was too wide.", "--use", "materials")
    assert done.exit_code == 0, done.output + str(done.exception and done.exception.args)
    assert "owl:deprecated true ;\n    dcterms:isReplacedBy term:materials ;" in read(root, "report")
    assert 'cst:deprecationReason "It was too wide."@en ;' in read(root, "report", "en")
    assert "skos:related" not in read(root, "csam")
    assert "skos:broader term:materials ;" in read(root, "known-csam")
    assert CliRunner().invoke(cli, ["-q", "--root", str(root), "check"]).output == ""


def test_rows_about_it_stay_in_the_table_and_are_not_counted(root):
    table = root / "vocab/crosswalks/beta/mappings.sssom.tsv"
    before = table.read_text(encoding="utf-8")
    assert run(root, "known-csam", "--reason", "It was too narrow.", "--use", "csam").exit_code == 0
    glossary = Vocabulary.load(root).glossary
    assert {row.concept for row in glossary.mappings} == {"csam", "report"}
    code = glossary.schemes["beta"].codes["/Images/Known"]
    # What only the withdrawn term was judged for is said to be connected with its successor, to be judged anew.
    assert verdict_of(code, glossary.mappings_by_scheme["beta"]) == "overlaps"
    after = table.read_text(encoding="utf-8")
    assert set(before.splitlines()) < set(after.splitlines())
    assert "term:csam\tskos:relatedMatch\t\tbeta:Images/Known\tsemapv:MappingChaining\t0.50\tCarried over from known-csam" in after


def test_a_term_is_split_into_several_and_a_chain_leads_to_its_end(root):
    assert run(root, "known-csam", "--reason", "It was too narrow.", "--use", "report").exit_code == 0
    assert run(root, "report", "--reason", "It was two things.", "--use", "csam", "--use", "materials").exit_code == 0
    for concept in ("known-csam", "report"):
        assert "isReplacedBy term:csam ;\n    dcterms:isReplacedBy term:materials ;" in read(root, concept)


def test_without_a_successor_the_broader_terms_take_its_place(root):
    assert run(root, "known-csam", "--reason", "Nobody says it.").exit_code == 0
    assert "dcterms:isReplacedBy term:report ;" in read(root, "known-csam")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("materials", "--reason", "x"), "is a topic"),
        (("report", "--reason", " "), "Say why"),
        (("report", "--reason", "x", "--use", "report"), "cannot take its own place"),
        (("repord", "--reason", "x"), "repord"),
    ],
)
def test_what_cannot_be_withdrawn_is_said_and_nothing_is_written(root, arguments, message):
    before = read(root, "report")
    done = run(root, *arguments)
    assert message in str(done.exception) and read(root, "report") == before
