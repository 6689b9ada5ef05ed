"""A partner's mapping table: whatever its form, each row is taken, known or refused with a reason, all or nothing."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from csea_terms.checking.check import check
from csea_terms.cli import cli
from csea_terms.publishing.exports.crosswalks import files
from csea_terms.reading.repository import Repository
from csea_terms.vocabulary import Vocabulary
from tests.checkout import ALPHA, BETA, write_checkout

pytestmark = pytest.mark.slow

_HEADER = """#mapping_set_id: https://example.org/partner/mappings
#license: https://creativecommons.org/licenses/by/4.0/
#curie_map:
#  ours: https://w3id.org/csea-terms/terms/
#  al: https://w3id.org/csea-terms/crosswalks/alpha/
#  be: https://example.org/beta/
"""
_COLUMNS = "subject_id predicate_id object_id mapping_justification confidence comment"
_DOMAIN = "vocab/crosswalks/{}/mappings.sssom.tsv"


@pytest.fixture
def checkout(tmp_path):
    return write_checkout(tmp_path / "checkout")


@pytest.fixture
def bring(checkout, tmp_path):
    """A function that writes a partner's rows (cells between bars), imports them and returns the result."""

    def run(*rows: str, columns: str = _COLUMNS, header: str = _HEADER, skip: tuple[int, ...] = (), confidence: str = "", **encoding: str):
        lines = ["\t".join(columns.split()), *("\t".join(cell.strip() for cell in row.split("|")) for row in rows)]
        path = tmp_path / "partner.sssom.tsv"
        path.write_text(header + "".join(f"{line}\n" for line in lines), newline="", **({"encoding": "utf-8"} | encoding))
        return take(checkout, path, skip, sure=("--confidence", confidence) if confidence else ())

    return run


def take(root, path, skip: tuple[int, ...] = (), *options: str, sure: tuple[str, ...] = ()):
    left_out = [word for line in skip for word in ("--skip", str(line))]
    return CliRunner().invoke(cli, [*options, "--root", str(root), "import-mappings", str(path), *left_out, *sure])


def tables(root) -> tuple[str, str]:
    """Return the rows of the two tables."""
    alpha, beta = ((root / _DOMAIN.format(name)).read_text(encoding="utf-8") for name in ("alpha", "beta"))
    return alpha.partition("comment\n")[2], beta.partition("comment\n")[2]


def refused(done) -> list[tuple[int, str]]:
    """Return line and rule of every problem, all of them in the partner's file."""
    assert done.exit_code == 1, done.output
    assert {problem.path for problem in done.exception.problems} == {"partner.sssom.tsv"}, done.exception
    return sorted((problem.line, problem.rule) for problem in done.exception.problems)


def test_rows_of_several_schemes_in_any_form_go_to_their_places(checkout, bring):
    done = bring(
        "ann | 0.8 | https://w3id.org/csea-terms/terms/report | report | skos:relatedMatch | al:01 | semapv:ManualMappingCuration"
        " | Acts. | 2024-01-01",
        "ann | .65 | <http://example.org/beta/x> | Known | skos:broadMatch | ours:csam | https://w3id.org/semapv/vocab/LexicalMatching"
        " | A part. | ",
        "bea | 1 | ours:materials | | http://www.w3.org/2004/02/skos/core#narrowMatch | alpha:01 | semapv:ManualMappingCuration | More. | ",
        columns="author_id confidence subject_id subject_label predicate_id object_id mapping_justification comment mapping_date",
    )
    assert done.exit_code == 0, done.output
    alpha, beta = tables(checkout)
    assert alpha == ALPHA + (
        "term:materials\tskos:narrowMatch\t\talpha:01\tsemapv:ManualMappingCuration\t1.00\tMore.\n"
        "term:report\tskos:relatedMatch\t\talpha:01\tsemapv:ManualMappingCuration\t0.80\tActs.\n"
    )
    first, *others = BETA.splitlines(keepends=True)
    added = "term:csam\tskos:narrowMatch\t\tbeta:Images/Known\tsemapv:LexicalMatching\t0.65\tA part.\n"
    assert beta == "".join([added, first, *others])
    assert done.stdout == (
        "partner.sssom.tsv:8: added to vocab/crosswalks/alpha/mappings.sssom.tsv\n"
        "partner.sssom.tsv:9: added to vocab/crosswalks/beta/mappings.sssom.tsv\n"
        "partner.sssom.tsv:10: added to vocab/crosswalks/alpha/mappings.sssom.tsv\n"
    )
    assert done.stderr == "3 rows added, 0 already there.\nNot taken: the columns author_id, mapping_date.\n"
    assert check(Repository(checkout)).problems == ()


def test_how_sure_rows_are_that_do_not_say_it_is_said_once(checkout, bring, tmp_path):
    row = "ours:report | skos:relatedMatch | al:01 | semapv:ManualMappingCuration | Acts."
    columns = _COLUMNS.replace(" confidence", "")
    assert "The table has no column confidence" in str(bring(row, columns=columns).exception)
    refused = bring(row.replace("| Acts", "| | Acts"))
    assert "or say it once for all such rows with --confidence" in str(refused.exception)
    assert bring(row, columns=columns, confidence="0.6").exit_code == 0
    assert "alpha:01\tsemapv:ManualMappingCuration\t0.60\tActs." in tables(checkout)[0]


def test_a_second_time_nothing_changes(checkout, bring):
    row = "ours:report | skos:relatedMatch | al:01 | semapv:ManualMappingCuration | 0.8 | Acts."
    assert bring(row).exit_code == 0
    before = tables(checkout)
    done = bring(row)
    assert (done.exit_code, tables(checkout)) == (0, before)
    assert done.stdout == "partner.sssom.tsv:8: already there (vocab/crosswalks/alpha/mappings.sssom.tsv:8)\n"


def test_what_we_publish_and_what_we_keep_comes_back_as_known(checkout, tmp_path):
    before = tables(checkout)
    published = dict(files(Vocabulary.load(checkout).glossary))["crosswalks/all.sssom.tsv"]
    (tmp_path / "partner.sssom.tsv").write_bytes(published)
    for path, known in ((tmp_path / "partner.sssom.tsv", 4), (checkout / _DOMAIN.format("beta"), 3)):
        done = take(checkout, path)
        assert done.exit_code == 0, done.exception
        assert [line.split(": ")[1][:13] for line in done.stdout.splitlines()] == ["already there"] * known
    assert tables(checkout) == before


def test_every_problem_of_every_row_is_named_and_nothing_is_written(checkout, bring):
    before = tables(checkout)
    cells = "semapv:ManualMappingCuration | 0.8 | A comment."
    done = bring(
        f"ours:csma | skos:closeMatch | al:01 | {cells}",
        f"ours:csam | skos:closeMatch | al:111 | {cells}",
        f"ours:csam | owl:equivalentClass | al:01 | {cells}",
        f"ours:csam | skos:closeMatch | nobody:01 | {cells}",
        f"ours:csam | skos:closeMatch | ours:report | {cells}",
        f"al:01 | skos:closeMatch | be:x | {cells}",
        "ours:csam | skos:closeMatch | al:01 | guess | 80% | A comment.",
        "ours:csam | skos:closeMatch | al:01 | semapv:Guess | 0.8 | A comment.",
        "ours:csam | skos:closeMatch | al:01 | semapv:ManualMappingCuration | nan | two\u202e",
        "ours:csam | skos:closeMatch | al:01 | semapv:ManualMappingCuration | 1.1",
        f"ours:csam | skos:broadMatch | al:011 | {cells}",
        f"ours:report | skos:exactMatch | sssom:NoTermFound | {cells}",
        f"ours:report | skos:closeMatch | al:01 | {cells}",
        f"ours:report | skos:closeMatch | al:01 | {cells}",
        f"al:01 | skos:narrowMatch | ours:report | {cells}",
        f"ours:known-csam | skos:closeMatch | al:011 | {cells}",
        f"ours:csam | skos:exactMatch | https://example.org/nowhere/1 | {cells}",
        f' "ours:csam | skos:closeMatch | al:01 | {cells}',
    )
    assert refused(done) == [
        (8, "mapping-subject-unknown"), (9, "mapping-code-unknown"), (10, "mapping-predicate"), (11, "mapping-prefix"),
        (12, "mapping-subject-unknown"), (13, "mapping-subject-unknown"), (14, "mapping-confidence"),
        (14, "mapping-justification"), (15, "mapping-justification"), (16, "mapping-confidence"),
        (16, "text-characters"), (17, "mapping-table-columns"), (18, "mapping-contradiction"), (19, "mapping-gap-scheme"),
        (21, "mapping-duplicate"), (22, "mapping-contradiction"), (24, "mapping-code-unknown"),
        (25, "mapping-table-columns"),
    ]  # fmt: skip
    texts = {problem.line: problem.text() for problem in done.exception.problems}
    assert texts[8] == 'partner.sssom.tsv:8: We have no term called "ours:csma". Did you mean csam?'
    assert texts[9] == 'partner.sssom.tsv:9: No scheme here has the code "al:111". Did you mean alpha 011, “Images”?'
    assert texts[18] == (
        "partner.sssom.tsv:18: The row says broadMatch, but vocab/crosswalks/alpha/mappings.sssom.tsv:7 says exactMatch"
        " of the same two. Agree on one of the two, or leave the row out with --skip 18"
    )
    assert tables(checkout) == before


def test_a_row_left_out_by_its_line_does_not_stop_the_others(checkout, bring):
    rows = (
        "ours:csma | skos:closeMatch | al:01 | semapv:ManualMappingCuration | 0.8 | A comment.",
        "ours:csam | skos:closeMatch | al:01 | semapv:ManualMappingCuration",
        "ours:report | skos:relatedMatch | al:01 | semapv:ManualMappingCuration | 0.8 | Acts.",
    )
    assert [line for line, _ in refused(bring(*rows, skip=(8,)))] == [9]
    assert bring(*rows, skip=(8, 9)).exit_code == 0
    assert "term:report\tskos:relatedMatch\t\talpha:01" in tables(checkout)[0]
    assert str(bring(*rows, skip=(8, 9, 99)).exception) == "partner.sssom.tsv has no row on line 99, so it cannot be left out."


@pytest.mark.parametrize("source", ["https://w3id.org/csea-terms/crosswalks/alpha", "alpha", "crosswalk:alpha"])
@pytest.mark.parametrize("turned", [False, True])
def test_a_gap_needs_its_scheme(checkout, bring, source, turned):
    ends = ("ours:known-csam", "sssom:NoTermFound")
    done = bring(
        f"{ends[turned]} | skos:exactMatch | {ends[not turned]} | semapv:ManualMappingCuration | 0.8 | None. | {source}",
        columns=f"{_COLUMNS} {'subject' if turned else 'object'}_source",
    )
    assert done.exit_code == 0, done.exception
    row = "term:known-csam\tskos:exactMatch\t\tsssom:NoTermFound\tsemapv:ManualMappingCuration\t0.80\tNone.\n"
    assert tables(checkout)[0] == ALPHA + row


def test_a_table_may_name_its_scheme_once_at_the_top(checkout, bring):
    row = "ours:known-csam | skos:exactMatch | sssom:NoTermFound | semapv:ManualMappingCuration | 0.8 | None."
    assert bring(row, header=f"{_HEADER}#object_source: alpha\n").exit_code == 0
    assert tables(checkout)[0].startswith(f"{ALPHA}term:known-csam\tskos:exactMatch\t\tsssom:NoTermFound\t")


def test_a_denied_relation_is_turned_round_too(checkout, bring):
    row = "al:01 | skos:broadMatch | ours:report | Not | semapv:ManualMappingCuration | 0.8 | Looks so."
    columns = "subject_id predicate_id object_id predicate_modifier mapping_justification confidence comment"
    assert bring(row, columns=columns).exit_code == 0
    assert "term:report\tskos:narrowMatch\tNot\talpha:01\tsemapv:ManualMappingCuration\t0.80\tLooks so.\n" in tables(checkout)[0]
    assert refused(bring(row.replace("Not", "not"), columns=columns)) == [(8, "mapping-modifier")]


def test_hostile_cells_stay_words(checkout, bring):
    comment = '=cmd() <script>alert(1)</script> "@en . term:x'
    quoted = '"' + comment.replace('"', '""') + '"'
    done = bring(f"ours:report | skos:relatedMatch | al:01 | semapv:ManualMappingCuration | 0.8 | {quoted}")
    assert done.exit_code == 0, done.exception
    glossary = Vocabulary.load(checkout).glossary
    assert next(m.comment for m in glossary.mappings if m.concept == "report" and m.notation == "01") == comment


@pytest.mark.parametrize(
    ("header", "rules"),
    [
        ("#a: &a [1]\n#b: *a\n", ["mapping-table-metadata"]),
        ("#a: !!python/object/apply:os.system [ls]\n", ["mapping-table-metadata"]),
        ("#" + "[" * 5000 + "\n", ["mapping-table-metadata"]),
        ("#- a list\n", ["mapping-table-metadata"]),
        ("#curie_map: [1, 2]\n", ["mapping-prefix", "mapping-prefix"]),
        ("#curie_map:\n#  ours: 7\n#  al: {}\n", ["mapping-prefix", "mapping-prefix"]),
        ("#curie_map:\n#  ours: javascript:alert/\n#  al: https://example.org/\n", ["mapping-code-unknown"]),
        ("", ["mapping-prefix", "mapping-prefix"]),
    ],
)
def test_a_hostile_head_is_a_problem_and_no_more(checkout, bring, header, rules):
    before = tables(checkout)
    done = bring("ours:report | skos:relatedMatch | al:01 | semapv:ManualMappingCuration | 0.8 | Acts.", header=header)
    assert done.exit_code == 1 and set(rules) <= {problem.rule for problem in done.exception.problems}, done.exception
    assert tables(checkout) == before


def test_windows_files_and_empty_rows_are_read(checkout, tmp_path):
    row = "term:report\tskos:relatedMatch\talpha:01\tsemapv:ManualMappingCuration\t0.8\tActs.\r\n"
    text = "\t".join(_COLUMNS.split()) + "\r\n" + row + "\t\t\t\t\t\r\n\r\n"
    (tmp_path / "partner.sssom.tsv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    done = take(checkout, tmp_path / "partner.sssom.tsv")
    assert done.exit_code == 0, done.exception
    assert done.stderr.splitlines()[1] == (
        "The file names no licence; ours is https://creativecommons.org/licenses/by/4.0/."
        " Make sure that its authors agree before you publish the rows."
    )


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (
            "subject_id,predicate_id,object_id",
            "The table has no column subject_id, predicate_id, object_id, mapping_justification, confidence",
        ),
        ("subject_id predicate_id object_id confidence comment x", "The table has no column mapping_justification"),
        ("subject_id subject_id object_id mapping_justification confidence comment", "Two columns have the same name"),
    ],
)
def test_a_table_without_what_is_needed_is_refused(bring, columns, message):
    done = bring("1 | 2 | 3 | 4 | 5 | 6" if "," not in columns else "1,2,3", columns=columns)
    assert done.exit_code == 1 and [problem.message for problem in done.exception.problems] == [message]


def test_what_is_no_table_is_refused(checkout, bring, tmp_path):
    assert [problem.message for problem in bring(header="", columns="").exception.problems] == ["The file holds no table of mappings"]
    other = tmp_path / "other.tsv"
    other.write_bytes(b"PK\x03\x04\xff\xfe")
    assert "is no text in UTF-8" in str(take(checkout, other).exception)


def test_a_contradiction_that_only_the_hierarchy_shows_is_reported_at_the_row(checkout, bring):
    done = bring("ours:report | skos:exactMatch | al:01 | semapv:ManualMappingCuration | 0.8 | Acts.")
    assert done.exit_code == 1
    assert [(problem.path, problem.line, problem.rule) for problem in done.exception.problems] == [
        ("partner.sssom.tsv", 8, "mapping-related-concepts"),
        ("vocab/crosswalks/alpha/mappings.sssom.tsv", 7, "mapping-related-concepts"),
    ]
