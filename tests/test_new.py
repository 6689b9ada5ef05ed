"""``csea-terms new``: what there is already is shown first, files are whole and canonical, and what would be wrong is not written."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from click.testing import CliRunner

from csea_terms.cli import cli
from csea_terms.errors import ContentError
from csea_terms.proposing.new import new_scheme
from csea_terms.proposing.scheme_table import TableRow, read_scheme_table, write_scheme_table
from csea_terms.reading.load import parse_turtle
from csea_terms.names import BASE, SKOS
from tests.checkout import ROOT, write_checkout

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


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_scheme_goes_out_as_a_table_and_comes_back(root, tmp_path, ending):
    codes = tmp_path / "codes.csv"
    codes.write_text("notation,title,parent,language\n1,Reports,,en\n1,Signalements,,fr\n01.1,=1+1,1,en\n", encoding="utf-8")
    assert run(root, "new", "scheme", str(codes), "gamma", *SCHEME).exit_code == 0
    table = tmp_path / f"gamma.{ending}"
    assert run(root, "scheme-table", "gamma", "-o", str(table)).exit_code == 0
    said = dict(zip(("title", "short_title", "owner", "edition", "rights", "url", "sector"), SCHEME[1::2], strict=True))
    own = (root / "vocab/crosswalks/gamma/scheme.ttl").read_text(encoding="utf-8")
    assert new_scheme("gamma", said, read_scheme_table(table)) == {"vocab/crosswalks/gamma/scheme.ttl": own}
    assert "no scheme called delta" in str(run(root, "scheme-table", "delta").exception)
    assert "should end in" in str(run(root, "scheme-table", "gamma", "-o", str(tmp_path / "gamma.txt")).exception)


def test_every_scheme_of_the_vocabulary_comes_back_from_its_table(glossary, tmp_path):
    path = tmp_path / "table.csv"
    kept = {SKOS + name for name in ("notation", "prefLabel")}
    for scheme in glossary.schemes.values():
        path.write_bytes(write_scheme_table(scheme, "csv"))
        text = new_scheme(scheme.id, {"sector": scheme.sector}, read_scheme_table(path))[f"vocab/crosswalks/{scheme.id}/scheme.ttl"]
        stated = parse_turtle((ROOT / f"vocab/crosswalks/{scheme.id}/scheme.ttl").read_text(encoding="utf-8"))
        said, again = ({str(t.object) for t in triples if t.predicate.value in kept} for triples in (stated, parse_turtle(text)))
        assert said == again, scheme.id
        parents = {code.notation: code.broader for code in scheme.codes.values() if code.broader}
        assert {row.notation: (row.parent,) for row in read_scheme_table(path) if row.parent} == parents


def test_a_mapping_is_asked_for_as_the_command_map_does(root):
    done = run(root, "new", "mapping", "report", "alpha", "none", answers="0.8\nNo code for statements.\nyes\n")
    assert done.exit_code == 0, done.output
    assert "term:report\tskos:exactMatch\t\tsssom:NoTermFound" in (root / "vocab/crosswalks/alpha/mappings.sssom.tsv").read_text(encoding="utf-8")


def test_propose_asks_what_it_is_to_be_and_then_the_same(root):
    answers = ["term", "alert", "What every case is", "guide", "alert", "urgent statement to a platform"]
    answers[2] = "report, csam"
    done = run(root, "propose", answers="\n".join([*answers, "y"]) + "\n")
    assert done.exit_code == 0, done.output
    text = (root / "vocab/terms/alert/concept.ttl").read_text(encoding="utf-8")
    assert "skos:broader term:csam ;" in text and "skos:broader term:report ;" in text
    done = run(root, "propose", answers="words\nalert\nfr\nalerte\n")
    assert done.exit_code == 0 and (root / "vocab/terms/alert/fr.ttl").exists(), done.output


def test_a_new_language_has_every_string_and_the_check_names_those_in_english(root):
    (root / ".github/ISSUE_TEMPLATE").mkdir(parents=True)
    form = root / ".github/ISSUE_TEMPLATE/2-wording.yml"
    form.write_text("options:\n        - English\n        - Another one\n", encoding="utf-8")
    names = ("--name", "Invented", "--english-name", "Invented")
    assert "Say how qaa is written" in str(run(root, "new", "language", "qaa", *names).exception)
    assert run(root, "new", "language", "qaa", *names, "--direction", "rtl").exit_code == 0
    assert form.read_text(encoding="utf-8") == 'options:\n        - English\n        - "Invented"\n        - Another one\n'
    shown = run(root, "check").output
    assert "strings are still the English ones: skip_to_content" in shown and "error" not in shown
    assert "has the language qaa already" in str(run(root, "new", "language", "qaa", *names).exception)
    assert "is no language tag" in str(run(root, "new", "language", "Invented", *names).exception)


@pytest.mark.slow
def test_a_new_language_is_whole_from_its_first_day(root, tmp_path):
    from csea_terms.publishing.website import build
    from csea_terms.reading.repository import Repository

    assert run(root, "new", "language", "qaa", "--name", "Inv<b>ented", "--english-name", "Invented", "--direction", "rtl").exit_code == 0
    repository = Repository(root, output=tmp_path / "public", cache=tmp_path / "cache")
    build(repository)
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(repository.output.glob("qaa/**/*.html"))}
    assert len(pages) > 40
    missing = [
        (str(path), link)
        for path, text in pages.items()
        for link in re.findall(r'(?:href|src)="([^"#?]+)', text)
        if not link.startswith(("https:", "mailto:", BASE)) and not (path.parent / link).exists()
    ]
    assert missing == []
    for name in ("help", "about", "editorial-policy"):
        assert '<p class="minor">Shown in English.</p>\n<div lang="en" dir="ltr">' in pages[repository.output / f"qaa/{name}/index.html"]
    attributes = [value for text in pages.values() for value in re.findall(r'[a-z-]+="([^"]*)"', text)]
    assert [value for value in attributes if "<span" in value or "<bdi" in value or "<b>" in value] == []
    assert all('<html lang="qaa" dir="rtl">' in text for text in pages.values())


def workbook(text: str) -> bytes:
    book = openpyxl.Workbook()
    for line in text.splitlines():
        book.active.append(line.split(","))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
