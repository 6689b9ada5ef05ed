"""Partners' data recoded: what each value becomes, that nothing else changes, and what the report says."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from csea_terms.crosswalks.composition import Crosswalks
from csea_terms.crosswalks.recoding import Recoder, compile_crosswalk, recode_file
from csea_terms.crosswalks.recoding.coverage import coverage_lines
from csea_terms.crosswalks.recoding.decisions_table import Decisions, check_writable, read_decisions, write_decisions
from csea_terms.crosswalks.recoding.recognise import Categories
from csea_terms.crosswalks.recoding.job import ADDED, Job
from csea_terms.errors import UsageError
from csea_terms.reading.assemble import assemble
from csea_terms.reading.load import load
from csea_terms.reading.repository import Repository
from tests.checkout import BETA, FILES, ROOT, write_checkout

CASES = json.loads((ROOT / "tests/recode-cases.json").read_text(encoding="utf-8"))
COMPILED = CASES["compiled"]


def job(**options) -> Job:
    policy = options.pop("policy", "list")
    return Job(Recoder(COMPILED, "statistics", policy), "category", **options)


def recoded(tmp_path, name: str, content: bytes, **options) -> bytes:
    """Return what becomes of a file."""
    (tmp_path / name).write_bytes(content)
    out = tmp_path / f"out-{name}"
    recode_file(tmp_path / name, out, job(**options))
    return out.read_bytes()


@pytest.mark.parametrize("case", CASES["decisions"], ids=lambda case: f"{case['value']!a}-{case['policy']}")
def test_what_a_value_becomes(case):
    decided = Recoder(COMPILED, "statistics", case["policy"]).decide(case["value"])
    told = {"status": decided.status, **dict(zip(ADDED, decided.cells, strict=True)), "read_as": decided.read_as}
    assert told == case["decision"]


@pytest.mark.parametrize("case", CASES["nearest"], ids=lambda case: repr(case["value"]))
def test_unknown_values_come_with_the_nearest_categories(case):
    assert Recoder(COMPILED, "statistics").categories.nearest(case["value"]) == case["nearest"]


def test_a_compiled_crosswalk_says_what_follows_and_what_is_missing(tmp_path):
    crosswalks = Crosswalks(assemble(load(Repository(write_checkout(tmp_path)))))
    compiled = compile_crosswalk(crosswalks, "alpha", ["beta"])
    prefixes = {"alpha": "https://w3id.org/csea-terms/crosswalks/alpha/"}
    assert compiled["from"] == {"id": "alpha", "title": "Alpha", "edition": "1", "prefixes": prefixes, "curies": {}}
    assert compiled["codes"] == [
        {"notation": "01", "title": "Offences", "titles": ["Offences"]},
        {"notation": "011", "title": "Images", "titles": ["Images"]},
    ]
    assert compiled["to"]["beta"] == {
        "title": "Beta",
        "edition": "2",
        "prefixes": {"beta": "https://example.org/beta/"},
        "curies": {"/Images/Known": "beta:x"},
        "codes": {"/Images/Known": "Known images"},
        "rows": [[1, "/Images/Known", "narrowMatch", 0.8, "1:1", ["csam", "known-csam"]]],
        "judged": {},
        "best": {"1": ["ambiguous", [0]]},
        "gaps": {},
    }


def test_our_own_concepts_can_be_recoded_and_stated_gaps_are_told(tmp_path):
    crosswalks = Crosswalks(assemble(load(Repository(write_checkout(tmp_path)))))
    recoder = Recoder(compile_crosswalk(crosswalks, "csea", ["beta"]), "beta")
    assert recoder.decide("known-csam").notation == recoder.decide("Known material").notation == "/Images/Known"
    assert recoder.decide("report").status == "gap"
    assert recoder.decide("report").note == "no code in beta: No code for reports."


def test_titles_in_other_languages_and_what_a_code_only_holds_are_compiled(tmp_path):
    wider = "term:known-csam\tskos:broadMatch\t\talpha:01\tsemapv:ManualMappingCuration\t0.90\tAll offences.\n"
    crosswalks = Crosswalks(assemble(load(Repository(write_checkout(tmp_path, alpha=wider)))))
    assert compile_crosswalk(crosswalks, "alpha", ["beta"])["codes"][0]["holds"] == ["known material"]
    codes = {code["notation"]: code for code in compile_crosswalk(crosswalks, "csea", ["beta"])["codes"]}
    assert codes["csam"]["titles"] == ["child sexual abuse material", "CSAM"]
    assert codes["csam"]["foreign"] == ["matériel d’abus sexuels d’enfants"]


def _withdrawn(*successors: str) -> dict[str, str]:
    names = " , ".join(f"<https://w3id.org/csea-terms/crosswalks/alpha/{name}>" for name in successors)
    return {"vocab/crosswalks/alpha/scheme.ttl": FILES["vocab/crosswalks/alpha/scheme.ttl"] + f"""
<https://w3id.org/csea-terms/crosswalks/alpha/9> a skos:Concept ; skos:notation "9" ; skos:prefLabel "Former"@en ;
    owl:deprecated true ; dcterms:isReplacedBy {names} ; skos:inScheme <https://w3id.org/csea-terms/crosswalks/alpha> ."""}


@pytest.mark.parametrize(
    ("successors", "status", "notation", "note"),
    [
        (("011",), "exact", "csam", "withdrawn, replaced by 011"),
        (("01",), "none", "", "withdrawn, replaced by 01; no correspondence to csea is known"),
        (("01", "011"), "ambiguous", "csam", "withdrawn, replaced by 01 | 011"),
    ],
)
def test_a_withdrawn_code_becomes_what_its_successor_becomes(tmp_path, successors, status, notation, note):
    crosswalks = Crosswalks(assemble(load(Repository(write_checkout(tmp_path, _withdrawn(*successors))))))
    decision = Recoder(compile_crosswalk(crosswalks, "alpha", ["csea"]), "csea").decide("former")
    assert (decision.status, decision.notation, decision.note) == (status, notation, note)


def test_a_withdrawn_term_of_ours_becomes_what_its_successor_becomes_and_codes_judged_for_it_suggest_that(tmp_path):
    changes = {path: FILES[path] + said for path, said in {
        "vocab/terms/known-csam/concept.ttl": "term:known-csam owl:deprecated true ; dcterms:isReplacedBy term:report .",
        "vocab/terms/known-csam/en.ttl": 'term:known-csam cst:deprecationReason "Too narrow."@en .'}.items()}  # fmt: skip
    beta = BETA.replace("term:report\tskos:exactMatch\t\tsssom:NoTermFound", "term:report\tskos:closeMatch\t\tbeta:Other")
    crosswalks = Crosswalks(assemble(load(Repository(write_checkout(tmp_path, changes, beta=beta)))))
    outward = Recoder(compile_crosswalk(crosswalks, "csea", ["beta"]), "beta").decide("known material")
    # What the term itself was judged to be, and what it once stood below, no longer counts.
    assert (outward.status, outward.notation) == ("loss", "/Other")
    assert outward.note == "withdrawn, replaced by report; counted as: nearly the same cases"
    inward = Recoder(compile_crosswalk(crosswalks, "beta", ["csea"]), "csea").decide("/Images/Known")
    assert (inward.status, inward.notation, inward.title) == ("suggested", "report", "report")
    assert inward.note == "judged for known-csam: withdrawn, replaced by report; nobody has judged it anew"
    assert compile_crosswalk(crosswalks, "alpha", ["beta"])["to"]["beta"]["rows"] == []


def test_a_value_that_two_categories_may_be_meant_by_is_guessed_for_neither():
    codes = [{"notation": str(place), "title": title, "titles": [title]} for place, title in enumerate(("Abuse, online", "Abuse (online)"))]
    assert Categories(codes).find("abuse online") == ([], False)


def test_a_title_of_two_categories_that_become_the_same_is_no_question():
    codes = [{"notation": notation, "title": "Rape", "titles": ["Rape"]} for notation in ("A", "B")]
    table = {"codes": {"03": "Rape"}, "rows": [[0, "03", "exactMatch", 0.9, "n:1", []], [1, "03", "exactMatch", 0.9, "n:1", []]],
             "best": {"0": ["exact", [0]], "1": ["exact", [1]]}, "gaps": {}}  # fmt: skip
    decision = Recoder({"from": {"id": "helpline"}, "codes": codes, "to": {"crimes": table}}, "crimes").decide("rape")
    assert (decision.status, decision.notation, decision.note) == ("exact", "03", "")


# --- CSV and TSV -----------------------------------------------------------------------------------------------


def test_csv_gets_five_columns_and_keeps_everything_else(tmp_path):
    before = 'id,category,note\r\n1, grooming ,"a, ""b""\nc"\r\n2,Homework,=1+1\r\n3,Whatever,\r\n'
    after = recoded(tmp_path, "data.csv", before.encode()).decode()
    rows = list(csv.DictReader(io.StringIO(after, newline="")))
    assert [(row["id"], row["category"], row["note"]) for row in rows] == [
        ("1", " grooming ", 'a, "b"\nc'), ("2", "Homework", "=1+1"), ("3", "Whatever", "")]  # fmt: skip
    assert [row["statistics_notation"] for row in rows] == ["030223", "", ""]
    assert [row["statistics_note"] for row in rows] == [
        "counted as: nearly the same cases", "no correspondence to statistics is known", "not a category of helpline"]  # fmt: skip
    assert after.count("\r\n") == 4 and not after.startswith("\ufeff")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bom.csv", "\ufeffcategory;n\r\nGrooming;1\r\n".encode()),
        ("lines.tsv", b"category\tn\nGrooming\t1\n"),
        ("short.csv", b"category,n,m\nGrooming\n\nGrooming,2\n"),
    ],
)
def test_mark_delimiter_and_line_ends_are_those_of_the_file(tmp_path, name, content):
    after = recoded(tmp_path, name, content)
    assert after.startswith(b"\xef\xbb\xbf") == content.startswith(b"\xef\xbb\xbf")
    assert after.count(b"\n") == content.count(b"\n") and after.count(b"\r") == content.count(b"\r")
    assert after.count(b"030223") == content.count(b"Grooming")


def test_a_lone_carriage_return_in_a_cell_stays_in_its_cell(tmp_path):
    after = recoded(tmp_path, "data.csv", b'category,n\nGrooming,"a\rb"\n').decode()
    assert [row[1] for row in csv.reader(io.StringIO(after, newline=""))] == ["n", "a\rb"]


def test_several_values_in_a_cell_keep_their_order(tmp_path):
    after = recoded(tmp_path, "data.csv", b"category\nImages;Homework;Grooming\n", separator=";").decode()
    assert after.splitlines()[1].split(",")[1] == "03022;;030223"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"other\nx\n", "has no column category. Its columns are: other"),
        (b"category,category\nx,y\n", "has 2 columns called category"),
        (b"category,statistics_note\nx,y\n", "already has a column statistics_note"),
        (b"category\nx,y\n", ":2: the row has 2 cells, the header 1"),
        (b'category\n"x\n', ":2: the line cannot be read as CSV"),
        (b"category\nx\n\x81\n", ":3: this is not utf-8. Save the file as CSV UTF-8, or name its encoding with --encoding"),
        ("category\nНасилие над ребёнком\n".encode("windows-1251"), ":2: this is not utf-8"),
        (b"", "has no column category"),
    ],
)
def test_a_file_that_cannot_be_recoded_is_refused_and_nothing_is_written(tmp_path, content, message):
    with pytest.raises(UsageError) as refused:
        recoded(tmp_path, "data.csv", content)
    assert message in str(refused.value)
    assert [path.name for path in tmp_path.iterdir()] == ["data.csv"]


def test_the_input_is_never_written_over(tmp_path):
    (tmp_path / "data.csv").write_bytes(b"category\nGrooming\n")
    with pytest.raises(UsageError, match="is the input"):
        recode_file(tmp_path / "data.csv", tmp_path / "data.csv", job())


def test_ambiguous_values_can_stop_the_work(tmp_path):
    with pytest.raises(UsageError, match="Rape: 03011 | 0301"):
        recoded(tmp_path, "data.csv", b"category\nRape\n", policy="fail")
    assert not (tmp_path / "out-data.csv").exists()


def test_no_encoding_of_that_name(tmp_path):
    with pytest.raises(UsageError, match="There is no encoding called utf-99"):
        recoded(tmp_path, "data.csv", b"category\nRape\n", encoding="utf-99")


@pytest.mark.parametrize(
    ("content", "delimiter"),
    [
        ('"Motif (abus, violence, autre)";category;n\nx;Grooming;1\n', ";"),
        ("a;b;c;d,category\n1,Grooming\n", ","),
        ('"two\nlines, of\na header"\tcategory\nx\tGrooming\n', "\t"),
        ("id|category\n1|Grooming\n", "|"),
    ],
)
def test_the_delimiter_is_looked_for_outside_quotation_marks_and_gives_the_column(tmp_path, content, delimiter):
    rows = list(csv.reader(io.StringIO(recoded(tmp_path, "data.csv", content.encode()).decode(), newline=""), delimiter=delimiter))
    assert rows[1][rows[0].index("category") :][0] == "Grooming"
    assert rows[1][rows[0].index("statistics_notation")] == "030223"


@pytest.mark.parametrize(
    ("encoding", "mark", "told"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8"),
        ("utf-16-le", b"\xff\xfe", "utf-16-le"),
        ("utf-16-be", b"\xfe\xff", "utf-16-be"),
        ("utf-16-le", b"", "utf-16-le"),
        ("windows-1252", b"", "windows-1252"),
    ],
)
@pytest.mark.parametrize("name", ["data.csv", "data.csv.gz"])
def test_the_encoding_is_recognised_and_kept(tmp_path, name, encoding, mark, told):
    pack = gzip.compress if name.endswith("gz") else bytes
    unpack = gzip.decompress if name.endswith("gz") else bytes
    (tmp_path / name).write_bytes(pack(mark + "category;été\r\nImágenes;“x”\r\n".encode(encoding)))
    coverage = recode_file(tmp_path / name, tmp_path / f"out-{name}", job())
    after = unpack((tmp_path / f"out-{name}").read_bytes())
    assert after.startswith(mark) and coverage.encoding == told
    lines = after.removeprefix(mark).decode(encoding).split("\r\n")
    assert lines[0].startswith("category;été;statistics_notation;")
    assert lines[1].startswith("Imágenes;“x”;03022;Sexual exploitation of children;broadMatch;0.80;")


def test_a_title_that_the_file_s_encoding_lacks_is_named(tmp_path):
    compiled = json.loads(json.dumps(COMPILED))
    compiled["to"]["statistics"]["codes"]["030223"] = "груминг"
    (tmp_path / "data.csv").write_bytes("category,été\nGrooming,\n".encode("windows-1252"))
    with pytest.raises(UsageError, match="“груминг” of the target's titles cannot be written in windows-1252"):
        recode_file(tmp_path / "data.csv", tmp_path / "out.csv", Job(Recoder(compiled, "statistics"), "category"))


def test_a_packed_file_that_is_cut_off_is_refused(tmp_path):
    with pytest.raises(UsageError, match="the packed file is broken or cut off"):
        recoded(tmp_path, "data.csv.gz", gzip.compress(b"category\nGrooming\n")[:-9])


def test_the_same_data_packed_are_the_same_bytes_and_the_name_is_not_in_them(tmp_path):
    first, second = (recoded(tmp_path, "data.csv.gz", gzip.compress(b"category\nGrooming\n")) for _ in range(2))
    assert first == second and b"data" not in first


@pytest.mark.parametrize(("target", "ending"), [("-", ""), ("-", ".jsonl"), ("out.jsonl", ""), ("out.csv.gz", "")])
def test_standard_input_and_output(tmp_path, monkeypatch, target, ending):
    lines = "jsonl" in ending + target
    content = b'{"category": "Grooming"}\n' if lines else b"category\nGrooming\n"
    out = io.BytesIO()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(out))
    place = Path("-") if target == "-" else tmp_path / target
    recode_file(Path("-"), place, job(), ending)
    after = out.getvalue() if target == "-" else place.read_bytes()
    after = gzip.decompress(after) if target.endswith("gz") else after
    assert after == recoded(tmp_path, "data.jsonl" if lines else "data.csv", content)


def test_what_is_wrong_with_standard_input_is_said_of_it_and_nothing_is_written(monkeypatch):
    out = io.BytesIO()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"category\nx,y\n")))
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(out))
    with pytest.raises(UsageError, match="^standard input:2: the row has 2 cells"):
        recode_file(Path("-"), Path("-"), job())
    assert out.getvalue() == b""


# --- JSON Lines and Excel --------------------------------------------------------------------------------------


def test_json_lines_keep_their_text(tmp_path):
    before = '{"n": 1.0, "category": "Grooming"}\n\n{"category":["Images","Homework","Two ways"], "deep": {"a": "}"}}\n'
    after = recoded(tmp_path, "data.jsonl", before.encode()).decode()
    lines = after.split("\n")
    assert lines[0].startswith('{"n": 1.0, "category": "Grooming", "statistics_notation": "030223"')
    assert lines[1] == "" and lines[3] == ""
    told = json.loads(lines[2])
    assert told["statistics_notation"] == ["03022", None, ["0301", "02"]]
    assert told["statistics_confidence"] == [0.8, None, [0.6, 0.55]]


@pytest.mark.parametrize(
    ("value", "separator", "told"),
    [
        ("Child sexual abuse", "", ["0301", "Sexual violence", "exactMatch", 0.95, None]),
        ("Homework", "", [None, None, None, None, "no correspondence to statistics is known"]),
        ("", "", [None] * 5),
        (None, "", [None] * 5),
        ([], "", [[]] * 5),
        ("", ";", [[]] * 5),
        ("Images;", ";", [["03022", None], ["Sexual exploitation of children", None], ["broadMatch", None], [0.8, None], ["the target is broader", None]]),
    ],
)
def test_json_has_numbers_as_numbers_and_nothing_as_null_or_an_empty_list(tmp_path, value, separator, told):
    line = json.dumps({"category": value}).encode() + b"\n"
    row = json.loads(recoded(tmp_path, "data.jsonl", line, separator=separator))
    assert [row[f"statistics_{name}"] for name in ADDED] == told


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"category": "x"}\n{"category"\n', ":2: the line is not JSON"),
        (b"[]\n", ":1: the line is not a JSON object"),
        (b'{"other": 1}\n', "no object has a member category"),
        (b'{"category": 1, "statistics_note": 2}\n', "already has a member statistics_note"),
    ],
)
def test_json_lines_that_cannot_be_recoded_are_refused(tmp_path, content, message):
    with pytest.raises(UsageError, match=message):
        recoded(tmp_path, "data.jsonl", content)
    assert not (tmp_path / "out-data.jsonl").exists()


def test_excel_keeps_its_other_cells_and_sheets(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["id", "category", None], [1, "Grooming", "=A2+1"], [None, None, None], [3, "Two ways", 7, "x"]):
        sheet.append(row)
    book.create_sheet("Other")["B2"] = "stays"
    held = io.BytesIO()
    book.save(held)
    after = openpyxl.load_workbook(io.BytesIO(recoded(tmp_path, "data.xlsx", held.getvalue())))
    rows = [[cell.value for cell in row] for row in after.worksheets[0].iter_rows()]
    # What stands right of the header is nobody's column, and stays all the same.
    assert rows[0][:5] == ["id", "category", None, None, "statistics_notation"]
    assert rows[1][:5] == [1, "Grooming", "=A2+1", None, "030223"]
    assert rows[3][:5] == [3, "Two ways", 7, "x", "0301 | 02"]
    assert after["Other"]["B2"].value == "stays"


def excel_with_formulas(rows: list[list[object]]) -> bytes:
    """Return a workbook in which every text that starts with "=" is a formula with its result behind a bar."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, str) and value.startswith("="):
                    formula, _, result = value.partition("|")
                    sheet.write_formula(number, column, formula, None, result)
                else:
                    sheet.write(number, column, value)
    return out.getvalue()


def test_of_a_formula_the_result_is_recoded_and_the_formula_stays(tmp_path):
    content = excel_with_formulas([["id", "=A9|category"], [1, '=IF(A2=1,"Grooming","")|Grooming'], [2, "=30113|30113"], [3, "=A8|"]])
    (tmp_path / "data.xlsx").write_bytes(content)
    coverage = recode_file(tmp_path / "data.xlsx", tmp_path / "out.xlsx", job())
    assert coverage.values == {"Grooming": 1, "30113": 1, "": 1}
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0].iter_rows(max_col=3)]
    assert rows[1:] == [[1, '=IF(A2=1,"Grooming","")', "030223"], [2, "=30113", "03022"], [3, "=A8", None]]


# --- The report ------------------------------------------------------------------------------------------------


@pytest.fixture
def counted(tmp_path):
    values = ["Grooming"] * 5 + ["Child sexual abuse"] * 2 + ["Rape", "Report", "Homework", "Homwork", "", "ภัยออนไลน์"]
    (tmp_path / "data.csv").write_text("category,n\n" + "".join(f"{value},1\n" for value in values), encoding="utf-8")
    return recode_file(tmp_path / "data.csv", None, job())


def test_the_report_counts_rows_and_distinct_values(counted):
    report = counted.as_dict(job().recoder)
    expected = {"exact": 2, "loss": 5, "suggested": 1, "ambiguous": 1, "gap": 1, "none": 1, "unknown": 1, "empty": 1}
    assert report["rows"] == expected
    assert report["distinct"] == dict.fromkeys(expected, 1)
    assert [one["value"] for one in report["look_at"]] == ["Homwork", "Rape", "ภัยออนไลน์", "Report", "Homework"]
    assert report["look_at"][0]["nearest"] == ["/School/Homework"]
    assert "  unknown value: Homwork (1) – nearest: /School/Homework" in coverage_lines(report)


def test_control_characters_in_values_do_not_reach_the_terminal(tmp_path):
    (tmp_path / "data.csv").write_bytes(b"category\n\x1b[31mred\n")
    report = recode_file(tmp_path / "data.csv", None, job()).as_dict(job().recoder)
    assert "\x1b" not in "".join(coverage_lines(report))


def test_totals_say_where_they_cannot_be_compared(counted):
    totals = counted.totals(job().recoder)
    told = [(row["notation"], row["exact"], row["loss"], row["comparable"], row["value"], row["not_counted"]) for row in totals]
    assert told == [
        # Some of the ambiguous "Rape" may belong to 0301 too, so its total is too low by an unknown part of them.
        ("0301", 2, 0, "no", "", 0), ("030223", 0, 5, "with care", "", 0),
        ("", 0, 0, "no", "Homework", 1), ("", 0, 0, "no", "Homwork", 1), ("03011 | 0301", 0, 0, "no", "Rape", 1),
        ("", 0, 0, "no", "Report", 1), ("02", 0, 0, "no", "ภัยออนไลน์", 1)]  # fmt: skip


# --- What a person decided -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["decisions.csv", "decisions.xlsx"])
def test_unknown_values_are_decided_once(tmp_path, name):
    recoder, table = job().recoder, tmp_path / name
    (tmp_path / "data.csv").write_bytes("category\nHomwork\nGroming\nGROMING\n=1+1\nRape\n".encode())
    report = recode_file(tmp_path / "data.csv", None, job()).as_dict(recoder)
    write_decisions(table, Decisions(), report)
    assert read_decisions(table, recoder).rows == (("=1+1", "/Violence/Unspecified~1Other", ""), ("GROMING", "/Online/Grooming", ""), ("Homwork", "/School/Homework", ""))
    # A person fills it in and sends it as a French Excel saves it.
    filled = 'value;nearest;decision\r\n\'=1+1;;-\r\nGROMING;/Online/Grooming;30113\r\nHomwork;/School/Homework;\r\n'
    (tmp_path / "filled.csv").write_bytes(filled.encode("windows-1252"))
    before = read_decisions(tmp_path / "filled.csv", recoder)
    assert before.by_key == {"=1+1": "-", "groming": "030113"}
    accepting = recoder.accepting(before.by_key)
    decision = accepting.decide(" Groming")
    assert (decision.status, decision.notation, decision.note) == ("loss", "03022", "decided by hand: 030113; the target is broader")
    assert accepting.decide("=1+1").note == "decided by hand: not a category of helpline"
    assert recoder.decide("Groming").status == "unknown"
    coverage = recode_file(tmp_path / "data.csv", None, Job(accepting, "category"))
    report = coverage.as_dict(accepting)
    assert [one["value"] for one in report["look_at"]] == ["Homwork", "Rape"]
    assert report["by_hand"] == {"rows": 3, "distinct": 3} and "decided by hand              3                 3" in coverage_lines(report)
    # Next month's table goes on from this one.
    report["look_at"].append({"value": "New", "status": "unknown", "nearest": []})
    write_decisions(table, before, report)
    assert read_decisions(table, recoder).rows == (*before.rows, ("New", "", ""))


def test_a_decision_that_cannot_be_is_named_with_its_line(tmp_path):
    rows = ["Nearest,Value,Decision", ",a,Groming", ",b,Rape", ",c,Grooming", ",c,Images", ",Grooming,Images", ",d,xyzzy", ",e,"]
    (tmp_path / "decisions.csv").write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        read_decisions(tmp_path / "decisions.csv", job().recoder)
    path = tmp_path / "decisions.csv"
    assert str(refused.value).split("\n") == [
        f"{path}:2: “Groming” is not a category of helpline. Did you mean /Online/Grooming?",
        f"{path}:3: “Rape” is the title of several categories. Write one of /Offline/Rape | /Violence/Rape.",
        f"{path}:5: “c” was decided otherwise in an earlier line. Keep one of the two.",
        f"{path}:6: “Grooming” is itself a category of helpline. Take the line out.",
        f"{path}:7: “xyzzy” is not a category of helpline. Write a notation or a title.",
    ]


def test_a_table_of_decisions_has_its_columns_and_covers_no_other(tmp_path):
    (tmp_path / "decisions.csv").write_text("value,nearest\n", encoding="utf-8")
    with pytest.raises(UsageError, match="decisions.csv:1: the table has no columns value and decision"):
        read_decisions(tmp_path / "decisions.csv", job().recoder)
    with pytest.raises(UsageError, match="is there already. Name it with --accept too"):
        check_writable(tmp_path / "decisions.csv", None)
    check_writable(tmp_path / "decisions.csv", tmp_path / "decisions.csv")
    with pytest.raises(UsageError, match="Let its name end in .csv or .xlsx"):
        check_writable(tmp_path / "decisions.json", None)
