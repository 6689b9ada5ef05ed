"""A helpline's Aselo definition read: every known fault survived and reported, and proposals that nobody takes for judgments."""

from __future__ import annotations

import json
import shutil

import pytest
from click.testing import CliRunner

from csea_terms.cli import cli
from csea_terms.crosswalks.aselo.caution import caution_of
from csea_terms.crosswalks.aselo.definition import Members, Reader
from csea_terms.crosswalks.aselo.labels import near_key, pointer, tidy
from csea_terms.crosswalks.aselo.rules import definition_problems
from csea_terms.formats.sssom import read_table
from tests.aselo_world import aselo_checkout, definition, write_json

pytestmark = pytest.mark.slow

ONE = {"Alpha": definition({"Violence": ["Images online", "Unspecified/Other"]})}


@pytest.fixture
def checkout(tmp_path):
    return aselo_checkout(tmp_path / "checkout")


@pytest.fixture
def read(checkout, tmp_path, monkeypatch):
    """A function that runs ``aselo read`` on JSON data, or on a text, in an empty folder."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def run(data: object, *arguments: str, language: str = "en"):
        path = tmp_path / "IssueCategorizationTab.json"
        path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
        stated = ("--language", language) if language else ()
        call = ["--root", str(checkout), "aselo", "read", str(path), "--helpline", "new", "--year", "2026", *stated, *arguments]
        try:
            return CliRunner().invoke(cli, call, standalone_mode=False)
        finally:
            path.unlink()

    return run


def faults(data: object, hidden=lambda label: False) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the notations read from the first helpline, and the rules and places of what was wrong."""
    reader = Reader("tab.json", hidden)
    found = reader.helplines(data if isinstance(data, str) else json.dumps(data))
    read = [reader.definition(name, body) for name, body in list(found.items())[:1]]
    notations = [pointer(c.label, *([s.label] if s else [])) for one in read for c, s in one.labels()]
    return notations, [(p.rule, p.message.split(": ")[0]) for p in reader.problems]


SET = definition({"Violence": ["Bullying"]})["categories"]


@pytest.mark.parametrize(
    ("data", "notations", "problems"),
    [
        ({"A": {"categories": SET}}, ["/Violence", "/Violence/Bullying"], []),
        ({"A": SET}, ["/Violence", "/Violence/Bullying"], [("aselo-wrapper-missing", "/A")]),
        ({"A": {**SET, "maxSelections": 5}}, ["/Violence", "/Violence/Bullying"], [("aselo-wrapper-missing", "/A")]),
        ({"categories": SET}, ["/Violence", "/Violence/Bullying"],
         [("aselo-helpline-missing", "The categories stand outside any helpline")]),
        ({"A": {"categories": SET, "maxSelections": 5, "Free State": {"x": 1}}}, ["/Violence", "/Violence/Bullying"],
         [("aselo-stray", "/A/Free State")]),
        ({"A": definition({"Violence": ["Cutting (FGM)\r", " Run  away "]})},
         ["/Violence", "/Violence/Cutting (FGM)", "/Violence/Run away"],
         [("aselo-label-untidy", "/A/categories/Violence/subcategories/0/label"),
          ("aselo-label-untidy", "/A/categories/Violence/subcategories/1/label")]),
        ({"A": definition({"Harm": ["Online", "online ", "Online"]})}, ["/Harm", "/Harm/Online"],
         [("aselo-label-untidy", "/A/categories/Harm/subcategories/1/label"), ("aselo-label-twice", "/A/categories/Harm/subcategories/1"),
          ("aselo-label-twice", "/A/categories/Harm/subcategories/2")]),
        ({"A": definition({"Harm": ["One"], "Harm ": ["Two", "one"]})}, ["/Harm", "/Harm/One", "/Harm/Two"],
         [("aselo-label-untidy", "/A/categories/Harm "), ("aselo-label-twice", "/A/categories/Harm ")]),
        ({"A": definition({"A/B ~ C": ['x "y" – z; : / - w']})}, ["/A~1B ~0 C", '/A~1B ~0 C/x "y" – z; : ~1 - w'], []),
        ({"Violence": {"color": "#14919b", "subcategories": ["Bullying", "Unspecified/Other"]},
          "Harm": {"color": "#14919b", "subcategories": ["Online\r", 3, "Unspecified/Other"]}},
         ["/Violence", "/Violence/Bullying", "/Violence/Unspecified~1Other", "/Harm", "/Harm/Online", "/Harm/Unspecified~1Other"],
         [("aselo-helpline-missing", "The categories stand outside any helpline"), ("aselo-wrapper-missing", 'The categories are not inside a member "categories"'),
          ("aselo-earlier-form", "/Violence/subcategories"), ("aselo-label-untidy", "/Harm/subcategories/0"),
          ("aselo-type", "/Harm/subcategories/1")]),
        ({"A": definition({"Harm": ["With family (e.g. parents)"], "St. Something": ["Online"]})},
         ["/Harm", "/Harm/With family (e.g. parents)", "/St. Something", "/St. Something/Online"],
         [("aselo-label-stop", "/A/categories/Harm/subcategories/0"), ("aselo-label-stop", "/A/categories/St. Something")]),
        ({"A": definition({"Harm": ["Bullying", "Unspecified/Other"], "School": ["bullying", "Unspecified/Other"]})},
         ["/Harm", "/Harm/Bullying", "/Harm/Unspecified~1Other", "/School", "/School/bullying", "/School/Unspecified~1Other"],
         [("aselo-label-shared", "/A/categories/School/subcategories/0")]),
        ({"A": definition({"Harm": [{"label": 3}, {}, 5, None, ["x"], "Good"]})}, ["/Harm", "/Harm/Good"],
         [("aselo-type", f"/A/categories/Harm/subcategories/{n}") for n in range(5)]),
        ({"A": {"categories": {
            "Harm": 3, "Two": {"color": "red", "subcategories": {}}, "Three": {"color": "#000000", "subcategories": []}}}},
         ["/Two", "/Three"],
         [("aselo-type", "/A/categories/Harm"), ("aselo-colour", "/A/categories/Two/color"),
          ("aselo-type", "/A/categories/Two/subcategories"), ("aselo-empty", "/A/categories/Three/subcategories")]),
        ({"A": definition({"Harm": ["x" * 301, "..", "\u200b", "\ud800", "<script>=1+1"]})}, ["/Harm", "/Harm/<script>=1+1"],
         [(f"aselo-label-{fault}", f"/A/categories/Harm/subcategories/{n}/label")
          for n, fault in enumerate(("long", "empty", "empty", "broken"))]),
        ('{"A": {"categories": {"H": {"color": "#000000", "subcategories": [{"label": "a"}]}, "H": {"color": "#000000", "subcategories":'
         ' [{"label": "b"}]}}}}', ["/H", "/H/b"], [("aselo-member-twice", "/A/categories/H")]),
        ("[1, 2]", [], [("aselo-json", "The file holds no JSON object")]),
        ('{"A":', [], [("aselo-json", "This is not valid JSON")]),
        ("[" * 100_000, [], [("aselo-json", "This is not valid JSON")]),
        ('{"A": ' + "9" * 5_000 + "}", [], [("aselo-json", "This is not valid JSON")]),
        ({"A": 3}, [], [("aselo-type", "/A")]),
    ],
)  # fmt: skip
def test_each_fault_is_survived_and_named_by_its_place(data, notations, problems):
    assert faults(data) == (notations, problems)


def test_a_huge_name_does_not_flood_the_report():
    _, problems = faults({"A": definition({"x" * 100_000: ["y"]})})
    assert problems == [("aselo-label-long", "/A/categories/" + "x" * 60 + "…")]


def test_what_must_not_be_shown_is_named_by_its_number():
    data = {"A": definition({"Good": ["x"], "Bad\r": [3]})}
    reader = Reader("tab.json", lambda label: label == "Bad")
    reader.definition("A", reader.helplines(json.dumps(data))["A"])
    assert [problem.message.split(": ")[0] for problem in reader.problems] == [
        "/A/categories/(number 2)", "/A/categories/(number 2)/subcategories/0"]  # fmt: skip
    assert "Bad" not in "".join(problem.text() for problem in reader.problems)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Access to Services", "Accessibility", True),
        ("Mental/Emotional violence", "Psychological / Emotional violence", True),
        ("Unspecified/Other - V", "Unspecified/Other", True),
        ("(SA) Bullying", "bullying", True),
        ("Female Genital Mutilation (FGM)\r", "Female genital mutilation (FGM/C)", True),
        ("Sexual exploitation (offline)", "Sexual exploitation (online)", False),
        ("Grooming - online", "Grooming", False),
    ],
)
def test_labels_are_nearly_the_same_only_as_helplines_vary_them(one, other, same):
    assert (near_key(one) == near_key(other)) is same


def test_tidying_twice_changes_nothing():
    for raw in ("e\u0301 \u00a0x\u202e", "a\u00adb", "\ufeffa\u2028b", "ab\u200cc", "e\u200b\u0301"):
        assert tidy(tidy(raw)) == tidy(raw)


def test_a_definition_becomes_a_folder_that_the_checks_accept(read, checkout, tmp_path):
    labels = ["Images online ", 'Say "no"\u202e; <b>', "Unspecified/Other"]
    done = read({"Alpha": definition({"Violence": labels, "Access to Services": ["=1+1 x"]})})
    assert done.exit_code == 0, done.exception
    folder = tmp_path / "here/aselo-new"
    assert sorted(path.name for path in folder.iterdir()) == ["mappings.sssom.tsv", "scheme.ttl"]
    shutil.copytree(folder, checkout / "vocab/crosswalks/aselo-new")
    checked = CliRunner().invoke(cli, ["--root", str(checkout), "check"])
    assert checked.exit_code == 0, checked.output
    assert CliRunner().invoke(cli, ["--root", str(checkout), "format", "--check"]).exit_code == 0


def test_the_folder_has_the_form_of_those_in_the_vocabulary(read, tmp_path):
    read(ONE, "--owner", "Alpha helpline", "--edition", "v2")
    assert (tmp_path / "here/aselo-new/scheme.ttl").read_text("utf-8") == """\
@prefix cst: <https://w3id.org/csea-terms/schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix sector: <https://w3id.org/csea-terms/sectors/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<https://w3id.org/csea-terms/crosswalks/aselo-new>
    a skos:ConceptScheme ;
    dcterms:title "Alpha issue categorisation (Aselo)"@en ;
    cst:shortTitle "Aselo NEW" ;
    skos:scopeNote "The categories that Alpha uses in Aselo. Why somebody contacted the helpline, not an established fact."@en ;
    cst:sector sector:helplines ;
    dcterms:publisher "Alpha helpline" ;
    owl:versionInfo "v2" ;
    dcterms:issued "2026" ;
    dcterms:rights "Labels are used as facts; ask their owner before you publish them."@en ;
    foaf:page <https://github.com/techmatters/flex-plugins> ;
.

<https://w3id.org/csea-terms/crosswalks/aselo-new/Violence>
    a skos:Concept ;
    skos:prefLabel "Violence"@en ;
    skos:inScheme <https://w3id.org/csea-terms/crosswalks/aselo-new> ;
    skos:notation "/Violence" ;
.

<https://w3id.org/csea-terms/crosswalks/aselo-new/Violence/Images%20online>
    a skos:Concept ;
    skos:prefLabel "Images online"@en ;
    skos:inScheme <https://w3id.org/csea-terms/crosswalks/aselo-new> ;
    skos:notation "/Violence/Images online" ;
    skos:broader <https://w3id.org/csea-terms/crosswalks/aselo-new/Violence> ;
.

<https://w3id.org/csea-terms/crosswalks/aselo-new/Violence/Unspecified~1Other>
    a skos:Concept ;
    skos:prefLabel "Unspecified/Other"@en ;
    skos:inScheme <https://w3id.org/csea-terms/crosswalks/aselo-new> ;
    skos:notation "/Violence/Unspecified~1Other" ;
    skos:broader <https://w3id.org/csea-terms/crosswalks/aselo-new/Violence> ;
.
"""


def test_the_codes_of_every_judged_helpline_come_back_from_a_definition(glossary):
    """What the vocabulary holds of each helpline, written as a definition and read, gives the same notations and titles."""
    for scheme in (one for one in glossary.schemes.values() if one.id.startswith("aselo-")):
        categories: dict[str, list] = {}
        for notation in scheme.codes:
            parts = [part.replace("~1", "/").replace("~0", "~") for part in notation[1:].split("/")]
            categories.setdefault(parts[0], []).extend({"label": label} for label in parts[1:])
        notations, problems = faults({"x": definition(categories)})
        without = [("aselo-empty", f"/x/categories{pointer(name)}/subcategories") for name, labels in categories.items() if not labels]
        others = [problem for problem in problems if problem[0] not in ("aselo-label-shared", "aselo-label-stop")]
        assert (sorted(notations), others) == (sorted(scheme.codes), without), scheme.id


# --- Proposals -------------------------------------------------------------------------------------------------


def proposed(tmp_path) -> list[tuple[str, ...]]:
    text = (tmp_path / "here/aselo-new.proposals.sssom.tsv").read_text("utf-8")
    table, problems = read_table(text, "x")
    assert not problems and {row["mapping_justification"] for row in table.rows} <= {"semapv:LexicalMatching"}
    names = ("subject_id", "predicate_id", "predicate_modifier", "object_id", "confidence", "comment")
    return [tuple(row[name] for name in names) for row in table.rows]


def test_known_labels_bring_proposals_that_say_where_they_come_from(read, tmp_path):
    read({"Alpha": definition({"Violence": ["images  ONLINE", "Bullying", "Unspecified/Other - V"], "Accessibility": ["Whatever"]})})
    assert proposed(tmp_path) == [
        ("term:csam", "skos:broadMatch", "", "aselo-new:Violence/images%20ONLINE", "0.72",
         "To be judged. From aselo-alpha /Violence/Images online: the same label in the same category. There: Bundled."),
        ("term:materials", "skos:broadMatch", "", "aselo-new:Violence/Unspecified~1Other%20-%20V", "0.35",
         "To be judged. From aselo-alpha /Violence/Unspecified~1Other: nearly the same label in the same category. There: A catch-all."),
        ("term:report", "skos:relatedMatch", "", "aselo-new:Accessibility", "0.35",
         "To be judged. From aselo-alpha /Access to Services: nearly the same label in the same category. There: A service."),
        ("term:report", "skos:exactMatch", "Not", "aselo-new:Violence/Bullying", "0.56",
         "To be judged. From aselo-alpha /Violence/Bullying: the same label in the same category. There: Another thing."),
    ]  # fmt: skip


def test_in_another_category_a_label_is_less_sure_denials_and_catch_alls_are_not_taken_over(read, tmp_path):
    read({"Alpha": definition({"Elsewhere": ["Images online", "Bullying", "Unspecified/Other"]})})
    assert proposed(tmp_path) == [
        ("term:csam", "skos:broadMatch", "", "aselo-new:Elsewhere/Images%20online", "0.54",
         "To be judged. From aselo-alpha /Violence/Images online: the same label in another category."
         " Judged otherwise: closeMatch (aselo-beta). There: Bundled."),
    ]  # fmt: skip


def test_labels_in_another_language_are_not_compared(read, tmp_path):
    read(ONE, language="es")
    assert proposed(tmp_path) == []
    assert (tmp_path / "here/aselo-new/scheme.ttl").read_text("utf-8").count('"@es') == 3


def test_proposals_never_stand_where_judgments_do(read, checkout, tmp_path):
    read(ONE)
    folder, table = tmp_path / "here/aselo-new", tmp_path / "here/aselo-new.proposals.sssom.tsv"
    assert not read_table((folder / "mappings.sssom.tsv").read_text("utf-8"), "x")[0].rows
    shutil.copytree(folder, checkout / "vocab/crosswalks/aselo-new")
    shutil.copy(table, checkout / "vocab/crosswalks/aselo-new/mappings.sssom.tsv")
    checked = CliRunner().invoke(cli, ["--root", str(checkout), "check"])
    assert checked.exit_code == 1 and "mapping_set_id does not fit the folder" in checked.output


def test_the_standards_own_validator_accepts_the_proposals(read, tmp_path):
    from sssom.parsers import parse_sssom_table
    from sssom.validators import validate

    read(ONE)
    table = parse_sssom_table(str(tmp_path / "here/aselo-new.proposals.sssom.tsv"))
    assert len(table.df) == 2
    assert {str(kind): found.results for kind, found in validate(table, fail_on_error=False).items()} == {
        str(kind): [] for kind in validate(table, fail_on_error=False)
    }


# --- Languages, words to be careful with, several helplines --------------------------------------------------------


def test_a_guessed_language_is_told_and_a_doubtful_one_is_asked_for(read):
    known = {"Alpha": definition({"Violence": ["Images online", "Bullying"], "Harm": ["Known images"]})}
    guessed = read(known, language="")
    assert guessed.exit_code == 0 and "The language was guessed: 5 of 5 labels are known in en" in guessed.output
    doubtful = read(ONE, "-o", "other", "--proposals", "other.tsv", language="")
    assert "Name it with --language" in str(doubtful.exception)


def test_words_to_avoid_are_noted_and_kept(read, tmp_path):
    done = read({"Alpha": definition({"Violence": ["Child pornography online"]})})
    place = "/Alpha/categories/Violence/subcategories/0"
    assert f'{place}: The label holds a word that the vocabulary says to avoid: "child pornography"' in done.output
    assert '"/Violence/Child pornography online"' in (tmp_path / "here/aselo-new/scheme.ttl").read_text("utf-8")


def test_withheld_labels_reach_no_file_and_no_line(read, tmp_path):
    data = {"Alpha": definition({"Violence": ["Secret label\r", "Por" + "no films", "Bullying"]})}
    done = read(data, "--withhold", "/Violence/Secret label", "--report", "report.json")
    everything = done.output + "".join(path.read_text("utf-8") for path in (tmp_path / "here").rglob("*") if path.is_file())
    assert done.exit_code == 0 and "Secret" not in everything and "films" not in everything
    for number in (0, 1):
        assert f"/Alpha/categories/Violence/subcategories/{number}: The label is withheld" in done.output
    assert "Some labels are withheld." in everything and "/Violence/Bullying" in everything


def test_what_the_vocabulary_shows_is_not_withheld(glossary):
    caution = caution_of(glossary)
    titles = [title for one in glossary.schemes.values() for code in one.codes.values() for title in code.titles.values()]
    assert [title for title in titles if caution.is_hidden(title)] == []


def test_a_word_to_avoid_is_a_whole_word_in_scripts_with_vowel_signs_too(glossary):
    caution = caution_of(glossary)
    assert caution.avoided_word("बाल वेश्यावृत्ति, ऑनलाइन", "hi") == "बाल वेश्यावृत्ति"
    assert caution.avoided_word("बाल वेश्यावृत्तियों", "hi") == ""


def test_of_several_helplines_one_must_be_chosen_and_the_others_are_told(read):
    two = {**ONE, "Beta": definition({"Harm": ["Bullying"]})}
    refused = read(two)
    assert "has 2 helplines: Alpha, Beta. Choose one with --set NAME." in str(refused.exception)
    assert "no helpline called Gamma. It has: Alpha, Beta." in str(read(two, "--set", "Gamma").exception)
    done = read(two, "--set", "Beta")
    assert done.exit_code == 0 and "/Alpha: This helpline's categories are not read" in done.output


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("{}", "The file holds no categories of a helpline"),
        ({"A": {"categories": {}}}, "/A: There is no category that can be read"),
        ("nonsense", "This is not valid JSON"),
    ],
)
def test_without_a_usable_category_nothing_is_written(read, tmp_path, data, message):
    assert message in str(read(data).exception)
    assert list((tmp_path / "here").iterdir()) == []


def test_nothing_of_the_partners_is_written_over(read, tmp_path):
    (tmp_path / "here/aselo-new").mkdir()
    assert "aselo-new exists already" in str(read(ONE).exception)
    assert [path.name for path in (tmp_path / "here").rglob("*")] == ["aselo-new"]


def test_labels_as_they_stand_in_the_file_are_in_the_report(read, tmp_path):
    read({"Alpha": definition({"Violence": ["Bullying\r"]})}, "--report", "report.json")
    report = json.loads((tmp_path / "here/report.json").read_text("utf-8"))
    assert report["labels_as_written"] == [
        {"place": "/Alpha/categories/Violence/subcategories/0", "notation": "/Violence/Bullying", "raw": "Bullying\r"}]  # fmt: skip
    assert {problem["rule"] for problem in report["problems"]} == {"aselo-label-untidy"}


def test_the_edition_is_that_of_the_platforms_folders(checkout, tmp_path):
    folder = tmp_path / "definitions/new/v7/tabbedForms"
    folder.mkdir(parents=True)
    path = write_json(folder / "IssueCategorizationTab.json", ONE)
    out = tmp_path / "out"
    call = ["--root", str(checkout), "aselo", "read", str(path), "--helpline", "new", "-l", "en"]
    CliRunner().invoke(cli, [*call, "-o", str(out), "--proposals", f"{out}.tsv"], standalone_mode=False)
    assert 'owl:versionInfo "v7"' in (out / "scheme.ttl").read_text("utf-8")


# --- The platform's rules ------------------------------------------------------------------------------------------


GOOD = {"color": "#14919b", "subcategories": [{"label": "x", "toolkitUrl": "https://example.org/x"}]}


@pytest.mark.parametrize(
    ("data", "rules"),
    [
        ({"A": {"categories": {"Harm": GOOD}, "maxSelections": 3}}, []),
        ({}, ["aselo-type"]),
        ([], ["aselo-type"]),
        ({"A": {"Harm": GOOD}}, ["aselo-wrapper-missing"]),
        ({"A": {"categories": {}}}, ["aselo-empty"]),
        ({"A": {"categories": {"Harm": GOOD}, "Stray": {}}}, ["aselo-stray"]),
        ({"A": {"categories": {"Harm": GOOD}, "maxSelections": 0}}, ["aselo-type"]),
        ({"A": {"categories": {"Harm": {**GOOD, "subcategories": []}}}}, ["aselo-empty"]),
        ({"A": {"categories": {"Harm": {"color": "#14919b"}}}}, ["aselo-empty"]),
        ({"A": {"categories": {"Harm": {**GOOD, "color": "red"}}}}, ["aselo-colour"]),
        ({"A": {"categories": {"Harm": 3}}}, ["aselo-type"]),
        ({"A": {"categories": {"Harm": {**GOOD, "subcategories": [{"label": 1}, {"label": "y", "subcategories": []}]}}}},
         ["aselo-type", "aselo-levels"]),
        ({"A": {"categories": {"Harm": {**GOOD, "subcategories": [{"label": "x"}, {"label": "X"}, {"label": "y "}, {"label": ""}]}}}},
         ["aselo-label-twice", "aselo-label-untidy", "aselo-label-untidy"]),
        ({"A": {"categories": {"Harm": GOOD, "harm": GOOD}}}, ["aselo-label-twice", "aselo-label-shared"]),
        ({"A": {"categories": {"Harm": {**GOOD, "subcategories": [{"label": "e.g. x"}]}}}}, ["aselo-label-stop"]),
    ],
)  # fmt: skip
def test_a_definition_is_held_to_the_platforms_rules(data, rules):
    assert [problem.rule for problem in definition_problems(data, "tab.json")] == rules


def test_members_with_one_name_are_both_seen():
    assert json.loads('{"a": 1, "a": 2}', object_pairs_hook=Members) == [("a", 1), ("a", 2)]
