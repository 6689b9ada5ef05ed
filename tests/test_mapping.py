"""The questions of ``csea-terms map``, answered through a pipe as a script would, and the row that they make."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest
from click.testing import CliRunner

from csea_terms.checking.check import check
from csea_terms.cli import cli
from csea_terms.formats.sssom import COLUMNS, with_rows
from csea_terms.reading.repository import Repository
from tests.checkout import ALPHA, ROOT, write_checkout

pytestmark = pytest.mark.slow

_TABLE = "vocab/crosswalks/alpha/mappings.sssom.tsv"
_REPORT = "term:report\tskos:relatedMatch\t\talpha:01\tsemapv:ManualMappingCuration\t0.50\tA report is no offence.\n"


@pytest.fixture
def checkout(tmp_path):
    return write_checkout(tmp_path)


def answer(root, arguments: str, *answers: str):
    typed = "".join(f"{line}\n" for line in answers)
    return CliRunner().invoke(cli, ["--quiet", "--root", str(root), "map", *arguments.split()], input=typed)


def table(root, scheme: str = "alpha") -> str:
    return (root / f"vocab/crosswalks/{scheme}/mappings.sssom.tsv").read_text(encoding="utf-8")


def added(before: str, after: str) -> list[str]:
    """Return the lines that are new; all others must be there still, in their order."""
    new = [line for line in after.splitlines() if line not in before.splitlines()]
    assert [line for line in after.splitlines() if line not in new] == before.splitlines()
    return new


@pytest.mark.parametrize(
    ("answers", "row"),
    [
        (("yes", "yes", "0.9", "", "yes"), "skos:exactMatch\t\talpha:01\tsemapv:ManualMappingCuration\t0.90\t"),
        (("yes", "no", "0,8", "Wider.", "yes"), "skos:broadMatch\t\talpha:01\tsemapv:ManualMappingCuration\t0.80\tWider."),
        (("no", "yes", ".7", "Not all.", "y"), "skos:narrowMatch\t\talpha:01\tsemapv:ManualMappingCuration\t0.70\tNot all."),
        (("yes", "not sure", "1", "Wider.", "yes"), "skos:broadMatch\t\talpha:01\tsemapv:ManualMappingCuration\t1.00\tWider."),
        (("no", "?", "1", "0.6", "Ages.", "yes"), "skos:closeMatch\t\talpha:01\tsemapv:ManualMappingCuration\t0.60\tAges."),
        (("no", "no", "2", "0.6", "Acts.", "yes"), "skos:relatedMatch\t\talpha:01\tsemapv:ManualMappingCuration\t0.60\tActs."),
        (("no", "no", "3", "0.6", "Acts.", "yes"), "skos:exactMatch\tNot\talpha:01\tsemapv:ManualMappingCuration\t0.60\tActs."),
    ],
)
def test_answers_make_a_row(checkout, answers, row):
    write_checkout(checkout, alpha=ALPHA.replace("exact", "close"))
    before = table(checkout)
    done = answer(checkout, "report alpha 01", *answers)
    assert done.exit_code == 0, done.output
    assert done.output.endswith(f"{_TABLE}: row written\n")
    assert added(before, table(checkout)) == [f"term:report\t{row}"]


def test_everything_that_helps_to_judge_is_shown(checkout):
    write_checkout(checkout, alpha=ALPHA + _REPORT)
    done = answer(checkout, "csam alpha 011", "yes", "no", "0.8", "Wider.", "no", "no")
    assert done.output == """\
child sexual abuse material (csam)
  content that records or depicts the sexual abuse of a person under 18

Alpha codes (alpha), Alpha office, 1
  Crimes

Our rows on this term in Alpha:
  Same as “Images” in Alpha (011): whatever is filed under one belongs under the other. [0.90]
    Same cases.

Offences (01) › Images (011)
We already say of the two:
  Same as “Images” in Alpha (011): whatever is filed under one belongs under the other. [0.90]
    Same cases.
Is every case of “child sexual abuse material” a case of “Images” in Alpha? yes / no / not sure: yes
Is every case of “Images” a case of “child sexual abuse material”? yes / no / not sure: no
How sure are you, from 0 to 1? (0.9 very, 0.7 fairly, 0.5 barely) 0.8
What differs (ages, conduct, elements), or why is it so? One or two sentences: Wider.
There is a row already:
  Same as “Images” in Alpha (011): whatever is filed under one belongs under the other. [0.90]
    Same cases.
Replace it? yes / no: no

The row:
  term:csam\tskos:broadMatch\t\talpha:011\tsemapv:ManualMappingCuration\t0.80\tWider.
It says of “child sexual abuse material”:
  Narrower than “Images” in Alpha (011): everything filed here is also counted there, not the reverse.
Write it? yes / no: no
Nothing was written.
"""


def test_a_code_is_found_by_its_title_with_a_mistake_and_chosen_by_number(checkout):
    done = answer(checkout, "csam beta", "nothing like it", "imges", "1", "no", "yes", "0.8", "A part.", "yes")
    assert done.exit_code == 0, done.output
    assert "  Nothing found. Try other words.\n" in done.output and "  1  Known images (/Images/Known)\n" in done.output
    assert "term:csam\tskos:narrowMatch\t\tbeta:Images/Known\tsemapv:ManualMappingCuration\t0.80\tA part.\n" in table(checkout, "beta")


@pytest.mark.parametrize("arguments", ["known-csam alpha none", "known-csam alpha"])
def test_a_gap_is_stated_with_its_reason(checkout, arguments):
    answers = ["0.9", "", "No such code.", "yes"]
    done = answer(checkout, arguments, *(answers if "none" in arguments else ["none", *answers]))
    assert done.exit_code == 0, done.output
    row = "term:known-csam\tskos:exactMatch\t\tsssom:NoTermFound\tsemapv:ManualMappingCuration\t0.90\tNo such code.\n"
    assert table(checkout).endswith(ALPHA + row)


def test_an_old_row_is_replaced_when_wanted(checkout):
    done = answer(checkout, "csam alpha 011", "yes", "no", "0.8", "Wider.", "yes", "yes")
    assert done.exit_code == 0, done.output
    row = "term:csam\tskos:broadMatch\t\talpha:011\tsemapv:ManualMappingCuration\t0.80\tWider.\n"
    assert table(checkout).endswith(f"comment\n{row}")


def test_a_row_that_breaks_a_rule_is_shown_and_can_be_mended(checkout):
    done = answer(checkout, "known-csam alpha 011", "yes", "yes", "0.8", "", "yes", "yes", "yes", "no", "0.8", "Wider.", "yes")
    assert done.exit_code == 0, done.output
    assert "the new row: known-csam: Two concepts cannot both be exactly the same as one code" in done.output
    assert "term:known-csam\tskos:broadMatch\t\talpha:011\t" in table(checkout)


def test_a_row_that_breaks_a_rule_is_not_written(checkout):
    before = table(checkout)
    done = answer(checkout, "known-csam alpha 011", "yes", "yes", "0.8", "", "yes", "no")
    assert done.exit_code == 1
    assert {problem.rule for problem in done.exception.problems} == {"mapping-exact-shared", "mapping-hierarchy"}
    assert table(checkout) == before


@pytest.mark.parametrize("known", (0, 1, 4, 6))
def test_the_end_of_the_input_writes_nothing(checkout, known):
    before = table(checkout)
    done = answer(checkout, "report alpha", *["offences", "1", "yes", "no", "0.8", "Wider."][:known])
    assert done.exit_code == 1 and done.stderr == "\nNothing was written.\nAborted!\n"
    assert table(checkout) == before


def test_ctrl_c_writes_nothing(checkout):
    before = table(checkout)
    command = [sys.executable, "-m", "csea_terms", "--root", str(checkout), "map", "report", "alpha", "01"]
    running = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=ROOT / "build"
    )
    running.stdin.write(b"yes\nno\n")
    running.stdin.flush()
    shown = b""
    while not shown.endswith(b"0.5 barely) "):
        letter = running.stdout.read(1)
        assert letter, shown
        shown += letter
    running.send_signal(signal.SIGINT)
    output = running.communicate(timeout=30)[0].decode()
    assert running.returncode == 130 and output.endswith("Nothing was written.\n"), output
    assert table(checkout) == before


def test_a_row_goes_behind_those_of_its_pair_and_no_other_line_moves(checkout):
    related = ALPHA.replace("exact", "related")
    rows = [related, ALPHA.replace("exactMatch\t", "exactMatch\tNot"), _REPORT]
    text = table(write_checkout(checkout, alpha="".join(rows)))
    cells = dict(zip(COLUMNS, ALPHA.replace("exact", "close").rstrip("\n").split("\t"), strict=True))
    new, origins = with_rows(text, [cells], dropped=[9])
    assert new == text.replace(_REPORT, ALPHA.replace("exact", "close")) and origins == [7, 8, -1]


def test_nothing_to_say_of_the_two_writes_nothing(checkout):
    before = table(checkout)
    done = answer(checkout, "report alpha 01", "no", "no", "4")
    assert (done.exit_code, table(checkout)) == (0, before) and done.output.endswith("Nothing was written.\n")


def test_what_is_not_understood_is_asked_again(checkout):
    answers = ("maybe", "yes", "no", "2", "0.8x", "-1", "80%", "0.8", "", "a\u202eb", "<b>=1+1</b>  \"x\"", "perhaps", "yes")
    done = answer(checkout, "report alpha 01", *answers)
    assert done.exit_code == 0, done.output
    assert done.output.count("Write a number such as 0.8.") == 4
    assert "The text holds a character that cannot be seen (U+202E)" in done.output
    assert table(checkout).endswith('\t0.80\t"<b>=1+1</b> ""x"""\n')
    assert check(Repository(checkout)).problems == ()


def test_what_is_no_text_writes_nothing(checkout):
    before = table(checkout)
    command = [sys.executable, "-m", "csea_terms", "--root", str(checkout), "map", "report", "alpha", "01"]
    done = subprocess.run(command, input=b"yes\nno\n0.8\n\xff\xfe\n", capture_output=True, cwd=ROOT / "build", timeout=60)
    assert done.returncode == 2 and b"no text in UTF-8. Nothing was written." in done.stderr, done
    assert table(checkout) == before


def test_the_first_row_of_a_scheme_makes_its_table(checkout):
    before = table(checkout)
    (checkout / _TABLE).unlink()
    done = answer(checkout, "csam alpha 011", "yes", "yes", "0.9", "Same cases.", "yes")
    assert done.exit_code == 0, done.output
    assert table(checkout) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("csma alpha", "There is no concept called csma. Did you mean csam?"),
        ("csam alhpa", "There is no scheme called alhpa. Did you mean alpha?"),
        ("csam alpha 0111", "Alpha has no code 0111. Did you mean 011 or 01?"),
    ],
)
def test_what_does_not_exist_is_wrong_use(checkout, arguments, message):
    assert str(answer(checkout, arguments).exception) == message


def test_a_withdrawn_concept_gets_no_new_row(tmp_path):
    root = write_checkout(tmp_path, {"vocab/terms/known-csam/concept.ttl": """
term:known-csam a skos:Concept ; skos:inScheme <https://w3id.org/csea-terms/scheme> ; skos:broader term:csam ; owl:deprecated true ;
    dcterms:isReplacedBy term:csam ; cst:guidance cst:recommended ; cst:sector sector:hotlines ; dcterms:source source:guide .""",
        "vocab/terms/known-csam/en.ttl": """
term:known-csam skos:prefLabel "known material"@en ; cst:deprecationReason "It was too narrow."@en ;
    skos:definition "recorded content of that kind that has been confirmed before"@en ."""}, beta="")  # fmt: skip
    message = "The concept known-csam is withdrawn. Use csam."
    assert str(answer(root, "known-csam alpha").exception) == message
