"""A term is withdrawn whole: it points on, others no longer name it, and its rows are history."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from csea_terms.cli import cli
from csea_terms.crosswalks.verdicts import verdict_of
from csea_terms.publishing.exports import api, rdf, terms
from csea_terms.textcheck.lexicon import TextLexicon
from csea_terms.vocabulary import Vocabulary
from tests.checkout import FILES, write_checkout
from tests.small_glossary import pages_of

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


def test_what_a_term_was_split_into_and_what_it_held_stand_where_it_stood(tmp_path):
    folder = {name: FILES[PATH.format("known-csam", name)].replace("known-csam", "new-csam").replace("known", "new").replace("before", "now") for name in ("concept", "en")}
    root = write_checkout(tmp_path, {PATH.format("new-csam", name): text for name, text in folder.items()})
    assert run(root, "csam", "--reason", "It was two things.", "--use", "known-csam", "--use", "new-csam").exit_code == 0
    assert "skos:broader term:materials ;" in read(root, "known-csam") and "skos:broader term:materials ;" in read(root, "new-csam")
    assert 'cst:useInstead "known material"@en ;\n    cst:useInstead "new material"@en' in read(root, "csam", "en")


def test_where_it_is_sure_a_row_says_what_follows_for_the_wider_term(tmp_path):
    root = write_checkout(tmp_path)
    assert run(root, "known-csam", "--reason", "Nobody says it.").exit_code == 0
    row = "term:csam\tskos:narrowMatch\t\tbeta:Images/Known\tsemapv:MappingChaining\t0.80\tCarried over from known-csam"
    assert row in (root / "vocab/crosswalks/beta/mappings.sssom.tsv").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def merged(tmp_path_factory):
    """A vocabulary in which csam was merged into report, read again from its files."""
    root = write_checkout(tmp_path_factory.mktemp("merged"))
    done = run(root, "csam", "--reason", "It is the same.", "--use", "report")
    assert done.exit_code == 0 and "judge them anew" in done.output, done.output
    return Vocabulary.load(root).glossary


def test_every_page_and_list_says_that_it_is_withdrawn_and_what_took_its_place(merged):
    bodies = {page.path: page.body for page in pages_of(merged)}
    own = bodies["en/terms/csam/"]
    assert "<strong>Deprecated.</strong>" in own and "It is the same." in own and "Recommended" not in own
    assert 'Replaced by: <a href="../../terms/report/index.html">report</a>' in own
    assert 'Replaces: <a href="../../terms/csam/index.html"' in bodies["en/terms/report/"]
    named = [path for path, body in bodies.items() if path.startswith("en/") and 'terms/csam/index.html">' in body]
    unmarked = [path for path in named if 'terms/csam/index.html">child sexual abuse material</a> <span class="tag">Deprecated' not in bodies[path] and "(Deprecated)</text>" not in bodies[path]]
    assert named and unmarked == []


def test_downloads_say_that_it_is_withdrawn_and_what_took_its_place(merged):
    files = dict(rdf.files(merged))
    assert b"owl:deprecated true" in files["terms/csam.ttl"] and b"dcterms:isReplacedBy term:report" in files["terms/csam.ttl"]
    assert b"dcterms:replaces term:csam" in files["terms/report.ttl"] and b'"child sexual abuse material"@en' in files["terms/report.ttl"]
    records = [json.loads(dict(api.files(merged))[f"api/v1/concepts/{slug}.json"]) for slug in ("csam", "report")]
    assert (records[0]["status"], records[0]["replaced_by"], records[1]["replaces"]) == ("deprecated", ["report"], ["csam"])
    assert records[0]["languages"]["en"]["why_withdrawn"] == "It is the same." and records[0]["codes"] == []
    rows = dict(terms.files(merged))["terms.csv"].decode().splitlines()
    assert next(row for row in rows if row.startswith("csam,")).split(",")[2:8] == ["deprecated", "materials", "materials", "recommended", "guide", "report"]


def test_a_text_is_told_to_say_what_took_its_place(merged):
    (word,) = {word for rows in TextLexicon(merged, "en").phrases.values() for word in rows.values() if word}
    assert (word.label.text, word.instead) == ("child pornography", "report")


def test_a_search_says_that_it_is_withdrawn(merged):
    assert [(hit.id, hit.deprecated) for hit in Vocabulary(merged).lookup("CSAM", kind="concept")][:1] == [("csam", True)]


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
