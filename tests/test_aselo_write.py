"""A definition for Aselo made of our concepts: the platform's rules, what collapses, the identifiers beside it, and the changes."""

from __future__ import annotations

import csv
import io
import json

import pytest
from click.testing import CliRunner

from csea_terms.cli import cli
from csea_terms.crosswalks.aselo.choice import Heading, Wish, choose, counted_elsewhere, homes, read_wishes
from csea_terms.crosswalks.aselo.rules import definition_problems
from csea_terms.crosswalks.aselo.writing import COLOURS, Draft, draft_problems, sssom_text
from csea_terms.vocabulary import Vocabulary
from tests.aselo_world import aselo_checkout, definition, write_json
from tests.checkout import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture
def checkout(tmp_path):
    return aselo_checkout(tmp_path / "checkout")


@pytest.fixture
def write(checkout, tmp_path, monkeypatch):
    """A function that runs ``aselo write`` in an empty folder."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def run(*arguments: str, language: str = "en", name: str = "Alpha"):
        call = ["--root", str(checkout), "aselo", "write", "--from", "csea", "--helpline", name, "-l", language, "-o", "tab.json"]
        return CliRunner().invoke(cli, [*call, *arguments], standalone_mode=False)

    return run


def table(path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def problems_of(done) -> list[str]:
    return [problem.text() for problem in done.exception.problems]


def test_a_topic_becomes_a_category_of_what_is_directly_below_it(write, tmp_path):
    done = write("--topic", "materials")
    assert done.exit_code == 0, done.exception
    assert (tmp_path / "here/tab.json").read_text("utf-8") == """\
{
  "Alpha": {
    "categories": {
      "Materials": {
        "color": "#1b5e7a",
        "subcategories": [
          {
            "label": "Child sexual abuse material"
          },
          {
            "label": "Report"
          },
          {
            "label": "Unspecified/Other"
          }
        ]
      }
    }
  }
}
"""
    material = ["Materials", "Child sexual abuse material", "/Materials/Child sexual abuse material"]
    assert table(tmp_path / "here/tab.collapse.csv") == [
        ["concept", "label", "category", "subcategory", "notation", "counted"],
        ["csam", "child sexual abuse material", *material, "own label"],
        ["known-csam", "known material", *material, "collapsed"],
        ["report", "report", "Materials", "Report", "/Materials/Report", "own label"],
        ["materials", "materials", "Materials", "Unspecified/Other", "/Materials/Unspecified~1Other", "own category"],
    ]  # fmt: skip


def test_the_side_file_gives_each_label_its_concept_and_passes_the_standards_validator(write, tmp_path):
    from sssom.parsers import parse_sssom_table
    from sssom.validators import validate

    write("--topic", "materials", "--concept", "known-csam")
    path = tmp_path / "here/tab.sssom.tsv"
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    rest = "What no other label of the category holds."
    less = "A part is counted under other labels: Known material."
    assert [[row[n] for n in (0, 1, 2, 3, 4, 7)] for row in rows[1:]] == [
        ["Materials", "rdfs literal", "", "skos:exactMatch", "term:materials", ""],
        ["Child sexual abuse material", "rdfs literal", "Materials", "skos:broadMatch", "term:csam", less],
        ["Report", "rdfs literal", "Materials", "skos:exactMatch", "term:report", ""],
        ["Known material", "rdfs literal", "Materials", "skos:exactMatch", "term:known-csam", ""],
        ["Unspecified/Other", "rdfs literal", "Materials", "skos:broadMatch", "term:materials", rest],
    ]
    validated = validate(parse_sssom_table(str(path)), fail_on_error=False)
    assert validated and all(not found.results for found in validated.values())


def test_a_list_file_says_order_and_places(write, tmp_path):
    (tmp_path / "list.txt").write_text("# ours\nmaterials:\n  report\n\n  known-csam  # deeper\ncsam:\n", encoding="utf-8")
    done = write("--list", str(tmp_path / "list.txt"), "--max-selections", "5")
    assert done.exit_code == 0, done.exception
    written = json.loads((tmp_path / "here/tab.json").read_text("utf-8"))["Alpha"]
    assert written["maxSelections"] == 5
    assert {name: [one["label"] for one in body["subcategories"]] for name, body in written["categories"].items()} == {
        "Materials": ["Report", "Known material", "Unspecified/Other"],
        "Child sexual abuse material": ["Unspecified/Other"],
    }


def test_a_label_that_would_stand_in_two_categories_is_never_written(tmp_path):
    glossary = Vocabulary.load(aselo_checkout(tmp_path)).glossary
    draft = Draft(glossary, (Heading("materials", ("known-csam",)), Heading("csam", ("known-csam",))), "Alpha", "en")
    assert [problem.text() for problem in draft_problems(draft, "tab.json")] == [
        "tab.json: /Alpha/categories/Child sexual abuse material/subcategories/0/label: The label is that of "
        "/Alpha/categories/Materials/subcategories/0/label too, and reports that leave the category out cannot tell the two apart. "
        "Leave one of them out, or give it a label of its own"
    ]


def test_every_mistake_of_a_list_is_told_with_its_line_and_nothing_is_written(write, tmp_path):
    (tmp_path / "list.txt").write_text("nothing\nmaterials\nreport:\n  csam\nknown-csam:\n", encoding="utf-8")
    done = write("--list", str(tmp_path / "list.txt"), "--concept", "wrong")
    assert problems_of(done) == [
        '--concept: The vocabulary has no concept "wrong". csea-terms lookup WORD finds the names of concepts',
        'list.txt:1: The vocabulary has no concept "nothing". csea-terms lookup WORD finds the names of concepts',
        "list.txt:2: materials is a topic, which can only be a category. Name it with --topic, or in a list with a colon behind it",
        "list.txt:4: Nothing stands below report, so that it can't be a category. Name it as a concept",
        "list.txt:4: csam does not stand below report in the vocabulary. List it without a category, or in one that it stands below",
        "list.txt:5: Nothing stands below known-csam, so that it can't be a category. Name it as a concept",
    ]
    assert list((tmp_path / "here").iterdir()) == []


def test_a_label_that_the_language_lacks_is_never_written_in_english(write, tmp_path):
    done = write("--topic", "csam", "--concept", "known-csam", language="fr")
    advice = "Add it to the vocabulary, leave the concept out, or choose another language"
    assert problems_of(done) == [f"tab.json: known-csam has no preferred label in fr. {advice}"]
    assert list((tmp_path / "here").iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [((), "Say what the definition is made of"), (("--list", __file__), "has no concept")],
)
def test_wrong_use_is_told(write, arguments, message):
    assert message in str(write(*arguments).exception)


def test_what_stands_below_two_categories_is_listed_once(glossary):
    wishes = [Wish("technology-facilitated-forms", "", "x"), Wish("child-sexual-exploitation-and-abuse", "", "x")]
    headings, problems = choose(glossary, wishes, "en")
    listed = [concept for heading in headings for concept in heading.subcategories]
    assert not problems and len(listed) == len(set(listed)) and "grooming" in headings[0].subcategories
    assert all(heading.concept not in listed for heading in headings)


def test_everything_below_a_category_is_counted_under_exactly_one_label(glossary):
    headings, _ = choose(glossary, [Wish(top, "", "x") for top in glossary.top_concepts], "en")
    found = homes(glossary, headings)
    assert len({home.concept for home in found}) == len(found)
    shown = {c.id for c in glossary.concepts.values() if not c.deprecated and c.guidance != "avoid-expression"}
    assert {home.concept for home in found} == shown
    listed = {(heading.concept, concept) for heading in headings for concept in (*heading.subcategories, "")}
    assert {(home.category, home.subcategory) for home in found} <= listed


def test_a_label_whose_parts_are_counted_elsewhere_is_narrower_than_its_concept(glossary):
    """Image-based abuse of a child is child sexual abuse too, but stands nearer to image-based abuse."""
    headings = [Heading("core-concepts", ("child-sexual-abuse",)), Heading("technology-facilitated-forms", ("image-based-sexual-abuse",))]
    found = homes(glossary, headings)
    lost = counted_elsewhere(glossary, found)
    for home in found:
        whole = {home.concept, *glossary.ancestors(home.concept)}
        for concept in whole & {"child-sexual-abuse", "image-based-sexual-abuse"}:
            assert home.subcategory == concept or (home.subcategory or home.category) in lost[concept]


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt", "ar", "ru", "zh", "tr"])
def test_every_topic_can_be_written_in_every_language(glossary, language):
    wishes = [Wish(top, "", "x") for top in glossary.top_concepts if top != "language-practice"]
    headings, problems = choose(glossary, wishes, language)
    draft = Draft(glossary, tuple(headings), "Alpha", language)
    assert not problems and [problem.text() for problem in draft_problems(draft, "x") if problem.severity == "error"] == []
    data = json.loads(draft.text())
    assert definition_problems(data, "x") == []
    assert all(body["subcategories"][-1] == {"label": "Unspecified/Other"} for body in data["Alpha"]["categories"].values())
    assert sssom_text(draft).count("rdfs literal") == len(list(draft.choices())) + len(headings)


def test_turkish_labels_begin_with_a_dotted_capital(glossary):
    assert Draft(glossary, (), "Alpha", "tr").label("forms-of-abuse").startswith("İ")


def test_a_concept_without_a_name_in_the_language_is_counted_under_the_category(glossary):
    topic = next(top for top in glossary.top_concepts if any(not c.in_language("de").preferred for c in _directly_below(glossary, top)))
    headings, problems = choose(glossary, [Wish(topic, "", "x")], "de")
    assert not problems and all(glossary.concepts[name].in_language("de").preferred for name in headings[0].subcategories)
    unnamed = {c.id for c in _directly_below(glossary, topic) if not c.in_language("de").preferred and not c.deprecated}
    assert unnamed <= {home.concept for home in homes(glossary, headings) if home.category == topic and not home.subcategory}


def _directly_below(glossary, topic):
    return [glossary.concepts[name] for name in glossary.concepts[topic].narrower]


def test_colours_can_be_read_on_white():
    def light(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    assert all(1.05 / (light(colour) + 0.05) >= 4.5 for colour in COLOURS) and len(set(COLOURS)) == len(COLOURS)


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("a:\nb:\n  c\nd\ne:", [("a", "", 1), ("b", "c", 3), ("", "d", 4), ("e", "", 5)]),
        ("b:\nc\nd\n", [("b", "c", 2), ("b", "d", 3)]),
        ("b:\n\n\tc # why\n\n\td\n# e\nf\n  g\n", [("b", "c", 3), ("b", "d", 5), ("", "f", 7), ("", "g", 8)]),
    ],
)
def test_a_list_is_read_as_it_looks(text, wishes):
    assert [(wish.category, wish.concept, wish.line) for wish in read_wishes(text, "x")] == wishes


# --- Against the definition in use ---------------------------------------------------------------------------------


def test_every_label_that_is_not_the_same_to_the_letter_orphans_contacts(write, tmp_path):
    folder = tmp_path / "alpha/v1/tabbedForms"
    folder.mkdir(parents=True)
    old = {"Materials": ["child pornography\r", "Gone", "Unspecified/Other"], "Other things": ["Report"]}
    path = write_json(folder / "IssueCategorizationTab.json", {"Alpha": definition(old)})
    done = write("--topic", "materials", "--against", str(path))
    assert "1 renamed, 1 moved, 1 removed, 0 added, 1 kept" in done.output
    assert table(tmp_path / "here/tab.changes.csv")[1:] == [
        ["renamed", "Materials", "child pornography\r", "Materials", "Child sexual abuse material", "csam", "alpha-v1",
         "orphaned: stored contacts keep the old label"],
        ["moved", "Other things", "Report", "Materials", "Report", "report", "alpha-v1", "orphaned: stored contacts keep the old category"],
        ["removed", "Materials", "Gone", "", "", "", "alpha-v1", "orphaned: nobody can choose the label any more"],
        ["kept", "Materials", "Unspecified/Other", "Materials", "Unspecified/Other", "materials", "alpha-v1", "stay"],
    ]  # fmt: skip


def test_a_trailing_space_taken_away_is_a_renaming(write, tmp_path):
    path = write_json(tmp_path / "old.json", {"Alpha": definition({"Materials": ["Report ", "Child sexual abuse material"]})})
    write("--topic", "materials", "--against", str(path), "--against-version", "xx-v1")
    assert [row[:5] for row in table(tmp_path / "here/tab.changes.csv")[1:]] == [
        ["renamed", "Materials", "Report ", "Materials", "Report"],
        ["added", "", "", "Materials", "Unspecified/Other"],
        ["kept", "Materials", "Child sexual abuse material", "Materials", "Child sexual abuse material"],
    ]


def test_an_earlier_proposals_side_file_tells_what_its_labels_meant(write, tmp_path):
    path = write_json(tmp_path / "old.json", {"Alpha": definition({"Things": ["Whatever we called it"]})})
    lines = ["#x: 1", "subject_label\tsubject_category\tobject_id", "Whatever we called it\tThings\tterm:csam"]
    (tmp_path / "old.sssom.tsv").write_text("\n".join(lines), encoding="utf-8")
    write("--topic", "materials", "--against", str(path))
    assert table(tmp_path / "here/tab.changes.csv")[1][:6] == [
        "renamed", "Things", "Whatever we called it", "Materials", "Child sexual abuse material", "csam"]  # fmt: skip


def test_a_judged_label_of_a_helpline_tells_what_it_was_renamed_to(write, tmp_path):
    path = write_json(tmp_path / "old.json", {"Alpha": definition({"Harm": ["Images online"], "Elsewhere": ["Images online "]})})
    write("--topic", "materials", "--against", str(path))
    assert [row[:5] for row in table(tmp_path / "here/tab.changes.csv")[1:3]] == [
        ["renamed", "Harm", "Images online", "Materials", "Child sexual abuse material"],
        ["removed", "Elsewhere", "Images online ", "", ""],
    ]


def test_a_formula_in_an_old_label_stays_a_text_and_an_explicit_one_stays_out(write, tmp_path):
    path = write_json(tmp_path / "old.json", {"Alpha": definition({"Things": ["=1+1", "Por" + "no films"]})})
    write("--topic", "materials", "--against", str(path))
    rows = table(tmp_path / "here/tab.changes.csv")
    assert rows[1][:3] == ["removed", "Things", "'=1+1"]
    assert rows[2][:3] == ["removed", "/Alpha/categories/Things/subcategories/1", "(withheld)"]


def test_nothing_is_written_over_unasked_and_the_definition_in_use_never(write, tmp_path):
    here = tmp_path / "here"
    old = write_json(here / "tab.json", {"Alpha": definition({"Materials": ["Report"]})})
    before = old.read_bytes()
    assert "exists already. Name another, or replace your earlier proposal with --replace." in str(write("--topic", "materials").exception)
    refused = write("--topic", "materials", "--replace", "--against", "tab.json")
    assert "is the definition in use" in str(refused.exception)
    assert old.read_bytes() == before and [path.name for path in here.iterdir()] == ["tab.json"]
    assert write("--topic", "materials", "--replace").exit_code == 0 and old.read_bytes() != before


def test_of_an_old_file_with_several_helplines_the_one_of_that_name_is_compared(write, tmp_path):
    two = {"Beta": definition({"Materials": ["Gone"]}), "Alpha": definition({"Materials": ["Report"]})}
    path = write_json(tmp_path / "old.json", two)
    done = write("--topic", "materials", "--against", str(path))
    assert "Against old.json (Alpha): 0 renamed, 0 moved, 0 removed, 2 added, 1 kept" in done.output
    refused = write("--topic", "materials", "--against", str(path), "--replace", name="Gamma")
    assert "has no helpline called Gamma" in str(refused.exception)


def test_the_real_vocabulary_writes_a_definition(tmp_path):
    out = tmp_path / "tab.json"
    call = ["--root", str(ROOT), "--quiet", "aselo", "write", "--helpline", "Alpha", "-l", "ar", "-o", str(out)]
    done = CliRunner().invoke(cli, [*call, "--topic", "forms-of-abuse", "--concept", "csam"], standalone_mode=False)
    assert done.exit_code == 0 and definition_problems(json.loads(out.read_text("utf-8")), "x") == []
