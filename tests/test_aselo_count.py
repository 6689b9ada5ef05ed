"""Contacts counted: both stored forms, nothing else of a contact read, each contact once, and small counts kept back."""

from __future__ import annotations

import csv
import io
import itertools
import json
import tracemalloc

import pytest
from click.testing import CliRunner

from csea_terms.cli import cli
from csea_terms.crosswalks.aselo import counting, stream
from csea_terms.crosswalks.aselo.caution import Caution
from csea_terms.crosswalks.aselo.contacts import Contact, read_contacts
from csea_terms.crosswalks.aselo.history import History, Period
from csea_terms.crosswalks.aselo.stream import JsonStream, MalformedError
from csea_terms.crosswalks.aselo.suppression import HIDDEN, suppress
from csea_terms.crosswalks.recoding import Recoder
from csea_terms.errors import ContentError, UsageError
from tests.aselo_world import aselo_checkout, definition, row, write_json

pytestmark = pytest.mark.slow

CHOSEN = {"Harm": ["Known images", "Images online"], "Gone": ["Old label"]}
BROKEN = r'{"note": "SECRET \x \ud800 \"}] {[", "number": ' + "9" * 5_000 + r', "more": [NaN, {"categories": {"SECRET": ["SECRET"]}}]}'
"""Another field, which no JSON reader could decode."""


def contact(choices: object = None, legacy: object = None, **more: object) -> dict:
    raw = {} if choices is None else {"categories": choices}
    if legacy is not None:
        raw["caseInformation"] = {"callSummary": "SECRET", "categories": legacy}
    return {"helpline": "Beta", "definitionVersion": "beta-v1", "rawJson": raw, **more}


def lines(*contacts: dict) -> str:
    return "".join(json.dumps(one) + "\n" for one in contacts)


def read(tmp_path, text: str) -> list[Contact]:
    path = tmp_path / "contacts.json"
    path.write_text(text, encoding="utf-8")
    return list(read_contacts(path))


# --- Reading ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "choices"),
    [
        (contact(CHOSEN), (("Harm", "Known images"), ("Harm", "Images online"), ("Gone", "Old label"))),
        (contact(legacy={"Harm": {"Known images": True, "Images online": False}, "Gone": {"Old label": False}}),
         (("Harm", "Known images"),)),
        (contact({}, {"Harm": {"Known images": True}}), (("Harm", "Known images"),)),
        (contact({"Harm": ["Known images"]}, {"Gone": {"Old label": True}}), (("Harm", "Known images"),)),
        (contact({"Harm": ["Known images\r", "Known images ", "Known  images"]}), (("Harm", "Known images"),)),
        (contact(legacy={"Harm": {"With peers (e": {"g": {"": {" at school)": True, " at home)": False}}}, "With peers (e.g.. at school)": False}}),
         (("Harm", "With peers (e.g.. at school)"),)),
        (contact(legacy={"Harm": {"x": {"y": "yes"}}}), None),
        (contact(legacy=json.loads('{"Harm": ' + '{"x": ' * 30 + "true" + "}" * 31)), None),
        (contact({"Harm": []}), ()),
        (contact(None, {}), ()),
        ({"rawJson": {"categories": None}}, ()),
        ({"rawJson": None}, ()),
        ({}, ()),
        (contact(["Harm"]), None),
        (contact({"Harm": "Known images"}), None),
        (contact({"Harm": [1]}), None),
        (contact({"Harm": {"Known images": "yes"}}), None),
        (contact({"Harm": ["x" * 5_000]}), None),
        ({"rawJson": "{}"}, None),
        (3, None),
    ],
)  # fmt: skip
def test_choices_are_read_in_both_forms(tmp_path, one, choices):
    assert [found.choices for found in read(tmp_path, json.dumps([one]))] == [choices]


def test_a_list_and_json_lines_are_the_same(tmp_path):
    contacts = [contact(CHOSEN), contact(legacy={"Harm": {"Images online": True}}), contact()]
    listed = read(tmp_path, json.dumps(contacts))
    rows = read(tmp_path, "\ufeff" + lines(*contacts))
    pretty = read(tmp_path, json.dumps(contacts, indent=2))
    assert [(c.helpline, c.version, c.choices) for c in listed] == [(c.helpline, c.version, c.choices) for c in rows]
    assert [c.choices for c in pretty] == [c.choices for c in rows]
    assert [c.line for c in rows] == [1, 2, 3]


def test_pieces_may_end_anywhere(tmp_path, monkeypatch):
    text = lines(contact({'H"\\/\u00e9': ["a\\", "b\n"]}, note='x"\\'), contact(legacy={"H": {"b": True}}, other=[1, [True], "]"]))
    whole = read(tmp_path, text)
    for size in (1, 2, 3, 7):
        monkeypatch.setattr(stream, "_CHUNK", size)
        assert read(tmp_path, text) == whole


def test_no_other_field_of_a_contact_is_ever_decoded(tmp_path, monkeypatch):
    """Only these texts reach the JSON decoder, and no other field could pass through it."""
    decoded: list[str] = []
    loads = json.loads

    def watched(text: str) -> object:
        decoded.append(loads(text))
        return decoded[-1]

    raw = f'{{"childInformation": {BROKEN}, "categories": {{"Harm": ["Known images"]}}, "caseInformation": {BROKEN}, "x": "SECRET"}}'
    text = f'{{"number": {BROKEN}, "helpline": "Beta", "rawJson": {raw}, "csamReports": [{BROKEN}], "definitionVersion": "beta-v1"}}'
    (tmp_path / "contacts.json").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError):
        loads(text)
    monkeypatch.setattr(stream.json, "loads", watched)
    found = list(read_contacts(tmp_path / "contacts.json"))
    monkeypatch.undo()
    assert found == [Contact(1, "Beta", "beta-v1", (("Harm", "Known images"),))]
    names = ["number", "rawJson", "childInformation", "csamReports", "x", "note", "more"]
    values = ["helpline", "Beta", "definitionVersion", "beta-v1", "categories", "Harm", "Known images", "caseInformation"]
    assert set(decoded) <= {*names, *values} and "SECRET" not in "".join(decoded)


def test_a_field_of_any_size_takes_no_memory(tmp_path):
    path = tmp_path / "contacts.json"
    path.write_text(json.dumps([contact(CHOSEN, summary="x" * 20_000_000)]), encoding="utf-8")
    tracemalloc.start()
    assert len(list(read_contacts(path))) == 1
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000


@pytest.mark.parametrize(
    ("text", "line"),
    [('[{"a": 1},\n {"a" 2}]', 2), ("[{}\n,\n", 3), ('{"a": "x', 1), ("[{}] nonsense", 1), ('{"rawJson": {"categories": {"H": [}}}', 1),
     ('{"a": tru', 1), ("[1 2]", 1), ("{}\n{]", 2)],
)  # fmt: skip
def test_what_is_not_json_is_told_with_its_line(tmp_path, text, line):
    with pytest.raises(ContentError) as refused:
        read(tmp_path, text)
    assert [(problem.line, problem.rule) for problem in refused.value.problems] == [(line, "contacts-json")]


def test_deep_nesting_is_passed_over(tmp_path):
    text = '{"deep": ' + "[" * 200_000 + "]" * 200_000 + ', "rawJson": {"categories": {"H": ["a"]}}}'
    assert [one.choices for one in read(tmp_path, text)] == [(("H", "a"),)]


def test_bytes_that_are_no_text_are_told(tmp_path):
    (tmp_path / "contacts.json").write_bytes(b'{"a": "\xff"}')
    with pytest.raises(UsageError, match="is not UTF-8"):
        list(read_contacts(tmp_path / "contacts.json"))


def test_a_text_is_asked_for_only_where_there_is_one():
    with pytest.raises(MalformedError):
        JsonStream(io.StringIO("3")).text()


# --- Keeping small counts back -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "hidden", "total_hidden"),
    [
        ([], [], False),
        ([0, 5, 9], [], False),
        ([3, 9, 7], [0, 2], False),  # alone it could be worked out from the total, so the smallest other goes too
        ([4, 4, 9], [0, 1], False),  # sum 8: either could be 1 to 7
        ([1, 1, 9], [0, 1, 2], False),  # sum 2 would mean one each
        ([1, 1, 1, 1, 1, 30], [0, 1, 2, 3, 4, 5], False),  # five share five: one each
        ([2, 1], [0, 1], True),  # nothing left to hide behind
        ([4], [0], True),
    ],
)
def test_small_counts_cannot_be_worked_out(counts, hidden, total_hidden):
    found = suppress(counts, 5)
    assert (sorted(found.hidden), found.total_hidden) == (hidden, total_hidden)


def test_whatever_the_counts_a_reader_cannot_tell_that_a_hidden_one_is_small():
    """For each hidden count there is a way to share out their known sum in which it is not below the threshold."""
    for counts in itertools.product(range(8), repeat=4):
        found = suppress(counts, 4)
        secret = [counts[place] for place in found.hidden]
        assert all(counts[place] >= 4 or counts[place] == 0 for place in range(4) if place not in found.hidden)
        if secret and not found.total_hidden:
            assert sum(secret) - (len(secret) - 1) >= 4


# --- The command -----------------------------------------------------------------------------------------------------


@pytest.fixture
def count(tmp_path, monkeypatch):
    """A function that writes contacts and runs ``aselo count`` on them in their folder."""
    checkout = aselo_checkout(tmp_path / "checkout")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def run(contacts: list[dict], *arguments: str, source: tuple[str, ...] = ("--from", "aselo-beta"), target: str = "csea"):
        write_json(tmp_path / "here/contacts.json", contacts)
        call = ["--root", str(checkout), "aselo", "count", "contacts.json", *source, "--to", target, *arguments]
        return CliRunner().invoke(cli, call, standalone_mode=False)

    return run


def rows(done) -> list[list[str]]:
    assert done.exit_code == 0, done.exception
    return list(csv.reader(io.StringIO(done.stdout)))


def test_a_contact_counts_once_for_each_category_and_nothing_is_dropped(count):
    contacts = [contact({"Harm": ["Known images", "Images online"]})] * 2 + [contact({"Harm": ["Images online"], "Gone": ["Old"]})]
    assert rows(count([*contacts, contact({}), contact(["x"])], "--suppress-below", "0", target="alpha")) == [
        ["notation", "title", "contacts", "exact", "loss", "comparable", "value", "note"],
        ["011", "Images", "3", "0", "3", "with care", "", ""],
        ["", "", "1", "", "", "no", "/Gone/Old", "not a category of aselo-beta"],
        ["", "", "1", "", "", "no", "", "no category was chosen"],
        ["", "", "1", "", "", "no", "", "the choices could not be read"],
    ]


def test_of_two_choices_for_one_category_the_surer_counts(count):
    contacts = [contact({"Harm": ["Known images"]})] * 3 + [contact({"Harm": ["Images online"]})]
    found = rows(count(contacts, "--suppress-below", "1"))
    assert found[1:] == [
        ["csam", "child sexual abuse material", "1", "0", "1", "with care", "", ""],
        ["known-csam", "known material", "3", "3", "0", "yes", "", ""],
    ]


def test_small_counts_and_what_betrays_them_are_kept_back_everywhere(count, tmp_path):
    contacts = [contact({"Harm": ["Known images"]})] * 3 + [contact({"Harm": ["Images online"]})] * 7 + [contact({"Gone": ["Old"]})] * 11
    done = count(contacts, "-o", "out.json")
    assert done.exit_code == 0, done.exception
    told = json.loads((tmp_path / "here/out.json").read_text("utf-8"))
    assert [(one["notation"], one["value"], one["contacts"], one["exact"], one["loss"]) for one in told["rows"]] == [
        ("csam", "", HIDDEN, HIDDEN, HIDDEN), ("known-csam", "", HIDDEN, HIDDEN, HIDDEN), ("", "/Gone/Old", 11, "", "")]  # fmt: skip
    assert told["contacts"] == 21 and told["definitions"] == [{"definition": "beta-v1", "helpline": "Beta", "contacts": 21}]
    assert "rows" not in told["coverage"] and all("rows" not in one for one in told["coverage"]["look_at"])
    assert told["suppressed_below"] == 5


def test_a_total_that_would_betray_the_only_row_is_kept_back(count, tmp_path):
    done = count([contact({"Harm": ["Known images"]})] * 3, "-o", "out.json")
    told = json.loads((tmp_path / "here/out.json").read_text("utf-8"))
    assert told["contacts"] == HIDDEN and [one["contacts"] for one in told["rows"]] == [HIDDEN]
    assert told["definitions"][0]["contacts"] == HIDDEN and "3" not in done.output.replace("-v1", "")


def test_what_hides_the_total_in_one_breakdown_hides_it_in_the_other(count, tmp_path):
    versions = [contact({"Harm": ["Known images"]}, definitionVersion=f"beta-v{number}") for number in range(5)]
    count(versions, "-o", "out.json")
    told = json.loads((tmp_path / "here/out.json").read_text("utf-8"))
    assert {told["contacts"], told["rows"][0]["contacts"], *(one["contacts"] for one in told["definitions"])} == {HIDDEN}


def test_the_split_of_a_row_is_kept_back_where_one_part_is_small():
    compiled = {
        "from": {"id": "one"},
        "codes": [{"notation": f"/H/{name}", "titles": []} for name in "ab"],
        "to": {"two": {"codes": {"1": "One"}, "rows": [[0, "1", "exactMatch", 1, "", []], [1, "1", "closeMatch", 1, "", []]],
                       "best": {"0": ["exact", [0]], "1": ["loss", [1]]}, "gaps": {}}},
    }  # fmt: skip
    history = History([Period("", Recoder(compiled, "two"))])
    contacts = [Contact(1, "", "", (("H", "a"),))] * 2 + [Contact(1, "", "", (("H", "b"),))] * 9
    for below, split in ((5, [11, HIDDEN, HIDDEN]), (2, [11, 2, 9])):
        found = counting.table(counting.count(contacts, history), history, Caution(frozenset(), {}), below)["rows"][0]
        assert [found[name] for name in ("contacts", "exact", "loss")] == split


def test_unknown_labels_are_named_with_what_is_like_them(count):
    done = count([contact({"Harm": ["Known imges"]})] * 6)
    assert "unknown: /Harm/Known imges – nearest: /Harm/Known images" in done.stderr
    assert rows(done)[1][6:] == ["/Harm/Known imges", "not a category of aselo-beta"]


def test_nothing_else_of_a_contact_is_in_any_output(count, tmp_path):
    contacts = [contact(CHOSEN, {"x": {"y": True}}, number="SECRET", csamReports=[{"SECRET": "SECRET"}])] * 6
    done = count(contacts, "-o", "out.json", "--suppress-below", "0")
    assert done.exit_code == 0
    assert "SECRET" not in done.output + (tmp_path / "here/out.json").read_text("utf-8")


def test_contacts_of_other_definitions_and_helplines_are_told_and_can_be_left_out(count):
    chosen = {"Harm": ["Known images"]}
    contacts = [contact(chosen)] * 6 + [contact(chosen, definitionVersion="beta-v0", helpline="Other")] * 9
    done = count(contacts)
    assert "There are contacts of other definitions than beta-v1: beta-v0" in done.stderr
    assert "There are contacts of several helplines: Beta, Other" in done.stderr
    assert rows(done)[1][2] == "15"
    assert rows(count(contacts, "--only-version", "beta-v0"))[1][2] == "9"
    assert rows(count(contacts, "--only-helpline", "Beta"))[1][2] == "6"
    assert "holds no contacts of that definition and helpline" in str(count(contacts, "--only-helpline", "Nobody").exception)


def test_labels_of_the_definition_that_nobody_judged_are_not_unknown(count, tmp_path):
    tab = write_json(tmp_path / "tab.json", {"Beta": definition({"Harm": ["Known images"], "Gone": ["Old label"]})})
    contacts = [contact({"Gone": ["Old label"]})] * 6
    assert rows(count(contacts))[1][7] == "not a category of aselo-beta"
    assert rows(count(contacts, "--definition", str(tab)))[1][6:] == ["/Gone/Old label", "no correspondence to csea is known"]


# --- Several definitions one after the other ----------------------------------------------------------------------


@pytest.fixture
def history(tmp_path):
    """A history of two definitions: the first knows "Old label" beside what was judged, the second does not."""
    write_json(tmp_path / "here/2021.json", {"Beta": {"Gone": {"color": "#000000", "subcategories": ["Old label"]}}})
    path = tmp_path / "here/history.csv"
    path.write_text("since,from,definition\n,aselo-beta,2021.json\n2023-02-01,aselo-alpha,\n", encoding="utf-8")
    return ("--history", "history.csv")


def test_each_label_is_read_by_the_definition_of_its_day(count, history):
    old, new = {"timeOfContact": "2023-01-31T23:59:59.000Z"}, {"createdAt": "2023-02-01 00:00:00+00"}
    contacts = [
        contact({"Harm": ["Known images"]}, **old), contact({"Violence": ["Images online"]}, **new),
        contact({"Gone": ["Old label"]}, **old), contact({"Gone": ["Old label"]}, **new), contact({"Never": ["Known"]}, **new),
        contact({"Harm": ["Known images"]}), contact({}),
    ]  # fmt: skip
    found = rows(count(contacts, "--suppress-below", "0", source=history))
    assert [(row[0], row[2], row[6], row[7]) for row in found[1:]] == [
        ("known-csam", "1", "", ""),
        ("", "1", "before 2023-02-01 /Gone/Old label", "no correspondence to csea is known"),
        ("", "1", "from 2023-02-01 /Gone/Old label", "not a category of aselo-alpha"),
        ("", "1", "from 2023-02-01 /Never/Known", "not a category of aselo-alpha"),
        ("csam", "1", "from 2023-02-01 /Violence/Images online", "covers more than the target: only some of the cases belong there"),
        ("", "1", "", "no category was chosen"),
        ("", "1", "", "the day does not tell which definition was in force"),
    ]


def test_a_label_about_which_all_definitions_agree_is_one_row(count, history, tmp_path):
    (tmp_path / "here/history.csv").write_text("since,from,definition\n2020-01-01,aselo-beta,\n2023-02-01,aselo-beta,\n", encoding="utf-8")
    contacts = [contact({"Gone": ["x"]}, timeOfContact=f"{year}-06-01") for year in (2019, 2022, 2023, 2024)]
    found = rows(count(contacts, "--suppress-below", "0", source=history))
    assert [(row[2], row[6], row[7]) for row in found[1:]] == [
        ("3", "/Gone/x", "not a category of aselo-beta"), ("1", "", "the day does not tell which definition was in force")]  # fmt: skip


def test_the_json_says_which_definitions_were_in_force(count, history, tmp_path):
    count([contact({"Harm": ["Known images"]}, timeOfContact="2022-01-01")] * 6, "-o", "out.json", source=history)
    told = json.loads((tmp_path / "here/out.json").read_text("utf-8"))
    assert told["from"] == "aselo-beta, aselo-alpha"
    assert told["history"] == [{"since": "", "from": "aselo-beta"}, {"since": "2023-02-01", "from": "aselo-alpha"}]


def test_every_mistake_of_a_history_is_told_with_its_line(count, history, tmp_path):
    text = "since,from,definition\n,aselo-beta,\n,aselo-x,\n2023-2-1,aselo-beta,gone.json\n2023-02-30,,\n2020-01-01,aselo-beta,.\n2019-01-01,aselo-beta,\n"
    (tmp_path / "here/history.csv").write_text(text, encoding="utf-8")
    refused = count([contact({})], source=history).exception
    assert [(problem.line, problem.message) for problem in refused.problems] == [
        (3, "The day is missing"), (3, 'There is no scheme called "aselo-x"'),
        (4, '"2023-2-1" is no day'), (4, "There is no gone.json"),
        (5, '"2023-02-30" is no day'), (5, "The scheme is missing"),
        (6, "2020-01-01 is not after 2023-02-30"), (6, "The folder says which scheme it is"),
        (7, "2019-01-01 is not after 2020-01-01"),
    ]  # fmt: skip
    assert "Leave --from and --definition out" in str(count([], *history).exception)


def test_a_helplines_own_folder_counts_by_its_judged_rows(count, tmp_path):
    tab = write_json(tmp_path / "tab.json", {"New": definition({"Own": ["Pictures", "Rest"]})})
    made = CliRunner().invoke(cli, ["--root", str(tmp_path / "checkout"), "aselo", "read", str(tab), "--helpline", "new", "-l", "en"])
    assert made.exit_code == 0, made.output
    table = tmp_path / "here/aselo-new/mappings.sssom.tsv"
    table.write_text(table.read_text("utf-8") + row("csam", "exactMatch", "aselo-new:Own/Pictures"), encoding="utf-8")
    contacts = [contact({"Own": ["Pictures"]}, definitionVersion="new-v1")] * 6
    found = rows(count(contacts, source=("--definition", "aselo-new"), target="alpha"))
    assert found[1] == ["011", "Images", "6", "6", "0", "yes", "", ""]
    table.write_text(table.read_text("utf-8") + row("nothing", "exactMatch", "aselo-new:Own/Gone") + "x\n", encoding="utf-8")
    refused = count(contacts, source=("--definition", "aselo-new"), target="alpha").exception
    assert [(problem.line, problem.rule) for problem in refused.problems] == [
        (9, "mapping-table-columns"), (8, "mapping-subject-unknown"), (8, "mapping-code-unknown")]  # fmt: skip


def test_proposals_do_not_count_as_judgments(count, tmp_path):
    tab = write_json(tmp_path / "tab.json", {"New": definition({"Harm": ["Images online"]})})
    CliRunner().invoke(cli, ["--root", str(tmp_path / "checkout"), "aselo", "read", str(tab), "--helpline", "new", "-l", "en"])
    (tmp_path / "here/aselo-new.proposals.sssom.tsv").replace(tmp_path / "here/aselo-new/mappings.sssom.tsv")
    refused = count([contact(CHOSEN)], source=("--definition", "aselo-new")).exception
    assert [problem.message for problem in refused.problems] == ["These are not the judged mappings of the scheme"]


def test_explicit_labels_in_contacts_are_not_shown(count, tmp_path):
    done = count([contact({"Gone": ["Por" + "no films"]})] * 6, "-o", "out.json", "--suppress-below", "0")
    assert "films" not in done.output + (tmp_path / "here/out.json").read_text("utf-8")
    assert json.loads((tmp_path / "here/out.json").read_text("utf-8"))["rows"][0]["value"] == "(withheld 1)"


@pytest.mark.parametrize(
    ("arguments", "source", "message"),
    [
        ((), (), "Say what the contacts' labels are"),
        ((), ("--from", "nobody"), "There is no scheme called nobody. Those of Aselo are: aselo-alpha, aselo-beta."),
        (("-o", "out.xlsx"), ("--from", "aselo-beta"), "the ending is neither .csv nor .json"),
        (("-o", "contacts.json"), ("--from", "aselo-beta"), "is the input"),
        (("--definition", "."), ("--from", "aselo-beta"), "The folder says which scheme it is"),
        (("--definition", "."), (), "holds no scheme.ttl and mappings.sssom.tsv"),
    ],
)
def test_wrong_use_is_told_and_nothing_is_written(count, tmp_path, arguments, source, message):
    assert message in str(count([contact(CHOSEN)], *arguments, source=source).exception)
    assert [path.name for path in (tmp_path / "here").iterdir()] == ["contacts.json"]


def test_an_empty_file_holds_no_contacts(count):
    assert "holds no contacts." in str(count([]).exception)
