"""``csea-terms new``: what there is already is shown first, files are whole and canonical, and what would be wrong is not written."""

from __future__ import annotations

import io

import openpyxl
import pytest
from click.testing import CliRunner

from csea_terms.cli import cli
from csea_terms.errors import ContentError
from csea_terms.proposing.scheme_table import TableRow, read_scheme_table
from tests.checkout import write_checkout

TERM = ("--label", "alert", "--definition", "urgent statement to a platform", "--broader", "report", "--source", "guide", "--sector", "hotlines")
SOURCE = ("--citation", "A study, 2020", "--publisher", "A house", "--kind", "report", "--year", "2020", "--url", "https://example.org/study")
SCHEME = (
    "--title", "Gamma codes", "--short-title", "Gamma", "--owner", "A ministry", "--edition", "1", "--rights", "Free",
    "--url", "https://example.org/gamma", "--sector", "hotlines",
)  # fmt: skip
CODES = "notation,title,parent\n1,Reports,\n1.1,Urgent reports,1\n"


@pytest.fixture
def root(tmp_path):
    return write_checkout(tmp_path / "checkout")


def run(root, *arguments: str, answers: str = ""):
    return CliRunner().invoke(cli, ["--quiet", "--root", str(root), *arguments], input=answers)


def test_a_term_its_words_and_a_source_are_written_and_pass(root):
    assert run(root, "new", "term", "alert", *TERM, "--yes").exit_code == 0
    assert run(root, "new", "words", "alert", "fr", "--label", "alerte", "--definition", "message urgent à une plateforme").exit_code == 0
    french = (root / "vocab/terms/alert/fr.ttl").read_text(encoding="utf-8")
    assert 'skos:prefLabel "alerte"@fr ;' in french and "cst:translatedFrom" in french
    done = run(root, "new", "source", "study-2020", *SOURCE)
    assert done.exit_code == 0 and "vocab/sources/study-2020.ttl: written" in done.output
    assert run(root, "check").output.startswith("warning: vocab/sources/study-2020.ttl:5: study-2020: Nothing cites this source")


def test_what_there_is_already_is_shown_and_no_ends_it(root):
    done = run(root, "new", "term", "notice", "--label", "report", *TERM[2:], answers="n\n")
    assert "There is already: report  (report)" in done.output
    assert not (root / "vocab/terms/notice").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("new", "term", "report", *TERM), "There is already a term called report"),
        (("new", "term", "The Alert", *TERM, "--yes"), "cannot be a name for ever"),
        (("new", "term", "alert", *TERM, "--yes", "--broader", "nothing"), "nothing"),
        (("new", "words", "csam", "fr", "--label", "x"), "has words in fr already"),
        (("new", "words", "report", "de", "--label", "Hinweis"), "No published text is named"),
        (("new", "source", "guide", *SOURCE), "There is already a source"),
    ],
)
def test_what_would_be_wrong_is_said_and_not_written(root, arguments, message):
    before = sorted(root.rglob("*"))
    done = run(root, *arguments)
    assert message in str(done.exception), done.output
    assert sorted(root.rglob("*")) == before


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_scheme_comes_from_a_table(root, tmp_path, ending):
    path = tmp_path / f"codes.{ending}"
    if ending == "csv":
        path.write_text(CODES.replace(",", ";"), encoding="utf-8-sig")
    else:
        path.write_bytes(workbook(CODES))
    assert run(root, "new", "scheme", str(path), "gamma", *SCHEME).exit_code == 0
    text = (root / "vocab/crosswalks/gamma/scheme.ttl").read_text(encoding="utf-8")
    assert text.count('skos:notation "') == 2 and "skos:broader <https://w3id.org/csea-terms/crosswalks/gamma/1> ;" in text
    assert run(root, "check").output == ""


def test_every_row_that_is_no_code_is_named(tmp_path):
    path = tmp_path / "codes.csv"
    path.write_text("Title,Notation,Parent,Language\nOne,1,,\nAgain,1,9,\n,2,,english\n", encoding="utf-8")
    with pytest.raises(ContentError) as raised:
        read_scheme_table(path)
    assert [(p.line, p.message) for p in raised.value.problems] == [
        (2, "The notation 1 stands twice"), (3, "The notation 1 stands twice"), (3, "The table has no code 9"),
        (4, "The code has no title"), (4, "english is no language tag"),
    ]  # fmt: skip
    path.write_text("code,name\n1,One\n", encoding="utf-8")
    with pytest.raises(ContentError, match="no column notation"):
        read_scheme_table(path)


def test_cells_are_read_as_they_are_written(tmp_path):
    path = tmp_path / "codes.csv"
    path.write_text('notation,title,language\n030,"Two, three",pt-BR\n', encoding="utf-8")
    assert read_scheme_table(path) == [TableRow(2, "030", "Two, three", "", "pt-BR")]


def workbook(text: str) -> bytes:
    book = openpyxl.Workbook()
    for line in text.splitlines():
        book.active.append(line.split(","))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
