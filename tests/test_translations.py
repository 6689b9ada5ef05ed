"""The translators' spreadsheet: out, changed with another program, and back."""

from __future__ import annotations

import io

import openpyxl
import pytest
from click.testing import CliRunner

from csea_terms.checking.check import check
from csea_terms.cli import cli
from csea_terms.errors import UsageError
from csea_terms.reading.repository import Repository
from csea_terms.translating.worklist import COLUMNS, EDITABLE, status_of, worklist
from csea_terms.vocabulary import Vocabulary
from tests.checkout import FILES, write_checkout

pytestmark = pytest.mark.slow

FRENCH = "vocab/terms/csam/fr.ttl"


@pytest.fixture
def checkout(tmp_path):
    return write_checkout(tmp_path / "checkout")


@pytest.fixture
def sheet(checkout, tmp_path):
    """A function that makes a worklist, changes cells (concept, column, text) and returns its path."""

    def make(*changes: tuple[str, str, str], tag: str = "fr"):
        book = openpyxl.load_workbook(io.BytesIO(worklist(Vocabulary.load(checkout).glossary, tag)))
        rows = {row[0].value: row for row in book[tag].iter_rows(min_row=2)}
        for concept, column, text in changes:
            rows[concept][COLUMNS.index(column)].value = text
        path = tmp_path / f"{tag}.xlsx"
        book.save(path)
        return path

    return make


def run(checkout, *arguments: str):
    return CliRunner().invoke(cli, ["--quiet", "--root", str(checkout), *arguments])


def french(checkout) -> str:
    return (checkout / FRENCH).read_text(encoding="utf-8")


def test_the_sheet_shows_english_locks_keys_and_says_what_is_open(sheet):
    opened = openpyxl.load_workbook(sheet())["fr"]
    hidden = {name for group in opened.column_dimensions.values() if group.hidden for name in COLUMNS[group.min - 1 : group.max]}
    assert hidden == {"language", "english_digest", "own_digests"}
    assert [cell.value for cell in opened[1]] == list(COLUMNS)
    row = next(row for row in opened.iter_rows(min_row=2) if row[0].value == "csam")
    cells = dict(zip(COLUMNS, row, strict=True))
    assert cells["english_label"].value == "child sexual abuse material" and cells["status"].value == "missing"
    assert cells["label"].value == "matériel d’abus sexuels d’enfants"
    assert opened.protection.sheet
    assert {name for name, cell in cells.items() if not cell.protection.locked} == set(EDITABLE)


def test_an_untouched_sheet_changes_nothing(checkout, sheet):
    before = french(checkout)
    assert run(checkout, "import-translations", str(sheet())).exit_code == 0
    assert french(checkout) == before


def test_only_changed_cells_are_taken_and_a_second_time_nothing(checkout, sheet):
    path = sheet(("csam", "definition", "contenu qui montre un abus sexuel"), ("report", "label", "signalement"), ("csam", "admitted", "MASE | CSAM"))
    done = run(checkout, "import-translations", str(path))
    assert done.exit_code == 0, done.output
    assert sorted(done.output.splitlines()) == [f"{FRENCH}: changed", "vocab/terms/report/fr.ttl: changed"]
    words = Vocabulary.load(checkout).concept("csam").words["fr"]
    assert words.definition == "contenu qui montre un abus sexuel" and words.translated_from
    assert {label.text for label in words.of_kind("admitted")} == {"MASE", "CSAM"}
    assert run(checkout, "import-translations", str(path)).output == ""
    assert run(checkout, "check").exit_code == 0


@pytest.mark.parametrize("title", ["Sheet1", "es", "en", "-._etc_passwd"])
def test_the_name_of_the_sheet_says_nothing(checkout, sheet, title):
    path = sheet(("report", "label", "signalement"))
    book = openpyxl.load_workbook(path)
    book.worksheets[0].title = title
    book.save(path)
    assert run(checkout, "import-translations", str(path)).output == "vocab/terms/report/fr.ttl: changed\n"


@pytest.mark.parametrize("tag", ["en", "", "../../../pwn", "français", "FR"])
def test_a_language_that_cannot_be_translated_into_is_wrong_use(checkout, sheet, tag):
    changes = [(concept, "language", tag) for concept in ("csam", "known-csam", "materials", "report")]
    done = run(checkout, "import-translations", str(sheet(*changes, ("report", "label", "signalement"))))
    assert isinstance(done.exception, UsageError) and "must name one language to translate into" in str(done.exception)
    assert not list(checkout.glob("vocab/terms/*/*pwn*")) and not (checkout / "vocab/terms/report/fr.ttl").exists()


def test_rows_of_two_languages_are_wrong_use(checkout, sheet):
    done = run(checkout, "import-translations", str(sheet(("report", "language", "es"))))
    assert isinstance(done.exception, UsageError) and "names 'es', 'fr'" in str(done.exception)


def test_what_the_check_would_say_is_said_before_anything_is_written(checkout, sheet):
    path = sheet(
        ("csam", "definition", "matériel d’abus sexuels d’enfants, montré ou décrit"), ("report", "label", "Le signalement."),
    )  # fmt: skip
    before = french(checkout)
    done = run(checkout, "import-translations", str(path))
    rows = {row[0].value: row[0].row for row in openpyxl.load_workbook(path)["fr"].iter_rows(min_row=2)}
    found = {(p.path, p.line, p.rule, p.severity) for p in done.exception.problems}
    assert found == {
        ("fr.xlsx", rows["csam"], "definition-circular", "error"),
        ("fr.xlsx", rows["report"], "label-end", "warning"),
        ("fr.xlsx", rows["report"], "label-article", "warning"),
        ("fr.xlsx", rows["report"], "label-capital", "warning"),
    }
    assert done.exit_code == 1 and french(checkout) == before and not (checkout / "vocab/terms/report/fr.ttl").exists()


def test_an_emptied_cell_is_said_to_take_nothing_away(checkout, sheet):
    before = french(checkout)
    done = run(checkout, "import-translations", str(sheet(("csam", "label", None), ("report", "definition", "annonce"))))
    assert done.exit_code == 0 and french(checkout) == before
    assert "label: the cell was emptied, which takes nothing away. To remove the words, delete their line in" in done.stderr
    assert done.stdout == "vocab/terms/report/fr.ttl: changed\n"


def test_words_changed_by_someone_else_meanwhile_are_kept_or_a_conflict(checkout, sheet):
    untouched, touched = sheet(), sheet(("csam", "label", "contenu d’abus"), tag="fr").rename(checkout.parent / "touched.xlsx")
    other = checkout / FRENCH
    other.write_text(french(checkout).replace("matériel d’abus sexuels d’enfants", "matériel d’abus"), "utf-8")
    before = french(checkout)
    assert run(checkout, "import-translations", str(sheet())).output == ""
    done = run(checkout, "import-translations", str(touched))
    assert [problem.rule for problem in done.exception.problems] == ["cell-changed"]
    assert french(checkout) == before and untouched.name == "fr.xlsx"


def test_a_plain_line_remembers_its_english_and_is_stale_when_that_changes(checkout, sheet):
    english = checkout / "vocab/terms/report/en.ttl"
    plain = 'term:report cst:plainDefinition "what you tell"@en .'
    write_checkout(checkout, {"vocab/terms/report/en.ttl": FILES["vocab/terms/report/en.ttl"] + plain})
    assert status(checkout, "csam") == status(checkout, "report") == "missing"
    run(checkout, "import-translations", str(sheet(("report", "label", "signalement"), ("report", "definition", "avis"))))
    assert status(checkout, "report") == "no plain line"
    run(checkout, "import-translations", str(sheet(("report", "plain", "ce que tu dis"))))
    assert status(checkout, "report") == "not reviewed"
    english.write_text(english.read_text("utf-8").replace("what you tell", "what somebody tells"), "utf-8")
    assert status(checkout, "report") == "stale"
    found = check(Repository(checkout)).problems
    assert [(p.path, p.rule, p.message) for p in found] == [
        ("vocab/terms/report/fr.ttl", "translation-stale", "The English plain line has changed since this was translated")
    ]


def status(checkout, concept: str) -> str:
    return status_of(Vocabulary.load(checkout).concept(concept), "fr")


def test_a_changed_english_definition_is_a_conflict_and_nothing_is_written(checkout, sheet):
    path = sheet(("csam", "definition", "contenu"), ("report", "label", "signalement"))
    english = checkout / "vocab/terms/csam/en.ttl"
    english.write_text(english.read_text("utf-8").replace("content that records", "content which records"), "utf-8")
    before = french(checkout)
    done = run(checkout, "import-translations", str(path))
    assert done.exit_code == 1 and "has changed since this worklist was made" in str(done.exception)
    assert french(checkout) == before and not (checkout / "vocab/terms/report/fr.ttl").exists()
    assert run(checkout, "import-translations", str(path), "--skip", "csam").exit_code == 0
    assert french(checkout) == before and (checkout / "vocab/terms/report/fr.ttl").exists()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (("report", "concept", "csam"), "row-duplicate"),
        (("csam", "label", "pornographie \u202eenfantine"), "text-characters"),
        (("csam", "label", "=1+1"), "cell-formula"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named(checkout, sheet, change, rule):
    done = run(checkout, "import-translations", str(sheet(change, ("report", "definition", "x"))))
    assert done.exit_code == 1
    assert rule in {problem.rule for problem in done.exception.problems}
    assert all(problem.path == "fr.xlsx" and problem.line > 1 for problem in done.exception.problems)


def test_a_word_to_avoid_cannot_become_a_label(tmp_path):
    root = write_checkout(tmp_path / "checkout", {FRENCH: """
term:csam skos:prefLabel "matériel d’abus sexuels d’enfants"@fr ; cst:avoidLabel "pédopornographie"@fr .
label:csam.fr.pédopornographie a skosxl:Label ; skosxl:literalForm "pédopornographie"@fr ; cst:reason "Le mot trompe."@fr ;
    cst:useInstead "matériel d’abus sexuels d’enfants"@fr ; cst:flagged cst:anywhere ; dcterms:source source:guide ."""})
    book = openpyxl.load_workbook(io.BytesIO(worklist(Vocabulary.load(root).glossary, "fr")))
    row = next(row for row in book["fr"].iter_rows(min_row=2) if row[0].value == "report")
    row[COLUMNS.index("label")].value = "Pedopornographie"
    book.save(tmp_path / "fr.xlsx")
    done = run(root, "import-translations", str(tmp_path / "fr.xlsx"))
    assert [problem.rule for problem in done.exception.problems] == ["label-avoided"]


def test_a_file_that_is_no_worklist_is_wrong_use(checkout, tmp_path):
    other = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(other)
    assert "is no worklist" in str(run(checkout, "import-translations", str(other)).exception)
    other.write_text("not a workbook", encoding="utf-8")
    assert "cannot be read" in str(run(checkout, "import-translations", str(other)).exception)


def test_hostile_cells_stay_words(checkout, sheet):
    run(checkout, "import-translations", str(sheet(("report", "label", "<b>+1</b>"), ("report", "definition", '"@fr . term:x'))))
    words = Vocabulary.load(checkout).concept("report").words["fr"]
    assert (words.preferred.text, words.definition) == ("<b>+1</b>", '"@fr . term:x')


def test_stats_print_what_the_site_shows(checkout):
    import json

    shown = json.loads(run(checkout, "stats", "--json").output)
    assert (shown["concepts"], shown["avoid"], shown["mappings"]) == (4, 1, 4)
    assert "concepts" in run(checkout, "stats").output


def test_attestation_reviewer_and_several_names_come_back(checkout, sheet):
    changes = (
        ("csam", "admitted", "contenu d’abus\nimages d’abus"), ("csam", "attested_at", "https://example.org/a"),
        ("csam", "attested_by", "A house"), ("csam", "reviewed_by", "A name, a role\nOther name, other role"),
    )  # fmt: skip
    assert run(checkout, "import-translations", str(sheet(*changes))).exit_code == 0
    words = Vocabulary.load(checkout).concept("csam").words["fr"]
    assert [label.text for label in words.of_kind("admitted")] == ["contenu d’abus", "images d’abus"]
    assert (words.preferred.attested_at, words.preferred.attested_by) == ("https://example.org/a", "A house")
    assert words.reviewed_by == ("A name, a role", "Other name, other role")
    before = french(checkout)
    assert run(checkout, "import-translations", str(sheet())).exit_code == 0 and french(checkout) == before


def test_two_names_on_one_line_are_refused(checkout, sheet):
    done = run(checkout, "import-translations", str(sheet(("csam", "admitted", "contenu; images"))))
    assert [problem.rule for problem in done.exception.problems] == ["label-several"]


def test_an_address_that_is_none_is_said(checkout, sheet):
    assert "is no address" in str(run(checkout, "import-translations", str(sheet(("csam", "attested_at", "not an address")))).exception)


@pytest.mark.parametrize(("tag", "right_to_left"), [("ur", True), ("ar", True), ("sw", False)])
def test_a_sheet_reads_as_its_language_does(checkout, tag, right_to_left):
    book = openpyxl.load_workbook(io.BytesIO(worklist(Vocabulary.load(checkout).glossary, tag)))
    assert bool(book[tag].sheet_view.rightToLeft) is right_to_left


@pytest.mark.parametrize("tag", ["qqq", "xx", "french"])
def test_a_tag_of_no_known_language_is_wrong_use(checkout, sheet, tmp_path, tag):
    assert "no language to translate into" in str(run(checkout, "worklist", tag, "-o", str(tmp_path / "x.xlsx")).exception)
    book = openpyxl.load_workbook(sheet())
    for row in book["fr"].iter_rows(min_row=2):
        row[COLUMNS.index("language")].value = tag
    book.save(tmp_path / "other.xlsx")
    assert isinstance(run(checkout, "import-translations", str(tmp_path / "other.xlsx")).exception, UsageError)


def test_a_row_of_a_concept_that_is_gone_stops_only_who_wrote_in_it(checkout, sheet, tmp_path):
    book = openpyxl.load_workbook(sheet(("csam", "admitted", "contenu d’abus")))
    row = next(row for row in book["fr"].iter_rows(min_row=2) if row[0].value == "report")
    row[0].value = "gone"
    book.save(tmp_path / "gone.xlsx")
    assert run(checkout, "import-translations", str(tmp_path / "gone.xlsx")).exit_code == 0 and "contenu d’abus" in french(checkout)
    row[COLUMNS.index("label")].value = "signalement"
    book.save(tmp_path / "gone.xlsx")
    assert [p.rule for p in run(checkout, "import-translations", str(tmp_path / "gone.xlsx")).exception.problems] == ["concept-unknown"]


def test_a_worklist_of_english_is_wrong_use(checkout):
    assert "no language to translate into" in str(run(checkout, "worklist", "en").exception)
