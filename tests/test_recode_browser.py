"""Recoding and comparing in a real browser: the same as Python does, on the reader's device alone."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from pathlib import Path

import openpyxl
import pytest
import yaml
from playwright.sync_api import expect

from csea_terms.crosswalks.composition import Crosswalks
from csea_terms.crosswalks.recoding import Recoder, compile_crosswalk, recode_file
from csea_terms.crosswalks.recoding.coverage import TOTAL_COLUMNS
from csea_terms.crosswalks.recoding.decisions_table import read_decisions, write_decisions
from csea_terms.crosswalks.recoding.job import Job
from csea_terms.formats.tables import Sheet, csv_bytes
from csea_terms.publishing.exports.pairs import pair_file
from tests.checkout import ROOT

CASES = json.loads((ROOT / "tests/recode-cases.json").read_text(encoding="utf-8"))
COMPILED = CASES["compiled"]


def run(page, body: str, argument):
    return page.evaluate(
        f"""async (argument) => {{
            const {{ makeRecoder }} = await import("/recode/recode.mjs");
            const {{ openTable, recodeTable }} = await import("/recode/recode-file.mjs");
            {body}
        }}""",
        argument,
    )


def test_decisions_are_those_of_the_table(modules):
    body = """return argument.decisions.map(({ value, policy }) =>
        makeRecoder(argument.compiled, "statistics", policy).recode(value)).map(({ candidates, by_hand, ...told }) => told);"""
    assert run(modules, body, CASES) == [case["decision"] for case in CASES["decisions"]]


def test_nearest_categories_are_those_of_the_table(modules):
    body = 'return argument.nearest.map(({ value }) => makeRecoder(argument.compiled, "statistics").categories.nearest(value));'
    assert run(modules, body, CASES) == [case["nearest"] for case in CASES["nearest"]]


# --- Files: what the browser writes is what the command writes ---------------------------------------------------

FILES = {
    "plain.csv": b"id,category,note\n1,Grooming,x\n2,Two ways,\n3,Nothing like it,\"a, \"\"b\"\"\nc\"\n",
    "windows.csv": "\ufeffcategory;n\r\nImágenes;1\r\n\r\nRape;=1+1\r\n".encode(),
    "no end.csv": b"category,n\nGrooming,",
    "returns.csv": b'category,n\nGrooming,"a\rb"\n"Two\nways",\n',
    "one.csv": b"category\nGrooming\n\"\"\nReport\n",
    "short.csv": b"category,n,m\nGrooming\nGrooming,2,3\n",
    "tabs.tsv": "category\tn\nภัยออนไลน์\t\"a\tb\"\n".encode(),
    "french.csv": '"Motif (abus, violence, autre)";category;n\nx;Imágenes;1\n'.encode(),
    "both marks.csv": b"category;a,b;n\nGrooming;1;2\n",
    "several.csv": b"category,n\nImages; Homework;Grooming,1\n;,2\n",
    "several.jsonl": b'{"category": "Images; Two ways"}\n{"category": ""}\n{"category": [], "n": 1}\n{"category": "Child sexual abuse;"}\n',
    "lines.jsonl": b'{"category": "Grooming", "n": 1.0}\n\n{"category":["Images","Homework","Two ways"], "deep": {"a": "}"}}\n{"n": null}\n{"category": true}',
}
SEPARATORS = {"several.csv": ";", "several.jsonl": ";"}
ENCODE = "const file = new File([Uint8Array.from(argument.content)], argument.name);"


@pytest.mark.parametrize("name", FILES)
def test_a_recoded_file_and_its_totals_are_those_of_the_command(modules, tmp_path, name):
    (tmp_path / name).write_bytes(FILES[name])
    separator = SEPARATORS.get(name, "")
    job = Job(Recoder(COMPILED, "statistics"), "category", separator)
    coverage = recode_file(tmp_path / name, tmp_path / f"out {name}", job)
    body = ENCODE + """
        const table = await openTable(file);
        const done = await recodeTable(table, { ...argument.job, column: "category" });
        return { ...done, blob: [...new Uint8Array(await done.blob.arrayBuffer())] };"""
    given = {"compiled": COMPILED, "target": "statistics", "policy": "list", "separator": separator}
    done = run(modules, body, {"content": list(FILES[name]), "name": name, "job": given})
    assert bytes(done["blob"]).decode() == (tmp_path / f"out {name}").read_bytes().decode()
    report = coverage.as_dict(job.recoder)
    assert {key: done["report"][key] for key in report} == report
    rows = [[str(row[column]) for column in TOTAL_COLUMNS] for row in coverage.totals(job.recoder)]
    assert done["totals"].encode() == csv_bytes(Sheet("totals", TOTAL_COLUMNS, rows))


@pytest.mark.parametrize(
    ("encoding", "mark", "told"),
    [
        ("utf-8", b"", "utf-8"), ("utf-8", b"\xef\xbb\xbf", "utf-8"), ("utf-16-le", b"\xff\xfe", "utf-16le"),
        ("utf-16-be", b"\xfe\xff", "utf-16be"), ("utf-16-le", b"", "utf-16le"), ("windows-1252", b"", "windows-1252"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["data.csv", "data.csv.gz"])
def test_encoding_and_packing_are_recognised_as_by_the_command(modules, tmp_path, name, encoding, mark, told):
    pack, unpack = (gzip.compress, gzip.decompress) if name.endswith("gz") else (bytes, bytes)
    content = pack(mark + "category;été\r\nImágenes;“x”\r\n".encode(encoding))
    (tmp_path / name).write_bytes(content)
    recode_file(tmp_path / name, tmp_path / f"out-{name}", Job(Recoder(COMPILED, "statistics"), "category"))
    body = ENCODE + """
        const table = await openTable(file);
        const done = await recodeTable(table, { ...argument.job, column: "category" });
        return { encoding: table.encoding, blob: [...new Uint8Array(await done.blob.arrayBuffer())] };"""
    given = {"compiled": COMPILED, "target": "statistics", "policy": "list", "separator": ""}
    done = run(modules, body, {"content": list(content), "name": name, "job": given})
    # A browser writes UTF-8 only.
    ours, theirs = unpack(bytes(done["blob"])).decode("utf-8-sig"), unpack((tmp_path / f"out-{name}").read_bytes())
    assert ours == theirs.decode(encoding).removeprefix("\ufeff") and done["encoding"] == told


DECISIONS = "value;nearest;decision\r\n'=1+1;;-\r\nGROMING;/Online/Grooming;30113\r\nété;;\r\n"


def decisions_file(name: str) -> bytes:
    """Return the decisions as a French Excel saves them."""
    if name.endswith(".csv"):
        return DECISIONS.encode("windows-1252")
    return excel([line.split(";") for line in DECISIONS.splitlines()])


@pytest.mark.parametrize("name", ["decisions.csv", "decisions.xlsx"])
def test_what_a_person_decided_is_read_and_written_as_by_the_command(modules, tmp_path, name):
    (tmp_path / name).write_bytes(decisions_file(name))
    (tmp_path / "data.csv").write_bytes("category\nGroming\nHomwork\n=1+1\nÉté\n".encode())
    recoder = Recoder(COMPILED, "statistics")
    before = read_decisions(tmp_path / name, recoder)
    recoder = recoder.accepting(before.by_key)
    report = recode_file(tmp_path / "data.csv", tmp_path / "out.csv", Job(recoder, "category")).as_dict(recoder)
    write_decisions(tmp_path / "written.csv", before, report)
    body = ENCODE + """
        const accept = new File([Uint8Array.from(argument.accept)], argument.job.accept);
        const done = await recodeTable(await openTable(file), { ...argument.job, column: "category", accept });
        return { ...done, blob: [...new Uint8Array(await done.blob.arrayBuffer())] };"""
    given = {"compiled": COMPILED, "target": "statistics", "policy": "list", "separator": "", "accept": name}
    content = {"content": list((tmp_path / "data.csv").read_bytes()), "name": "data.csv", "accept": list(decisions_file(name))}
    done = run(modules, body, {**content, "job": given})
    assert bytes(done["blob"]) == (tmp_path / "out.csv").read_bytes()
    assert {key: done["report"][key] for key in report} == report and report["by_hand"] == {"rows": 2, "distinct": 2}
    assert done["decisions"].encode() == (tmp_path / "written.csv").read_bytes()
    assert done["decisions"].endswith("été,,\r\nHomwork,/School/Homework,\r\n")


def test_every_decision_that_cannot_be_is_said_with_its_line(modules):
    rows = ["Nearest,Value,Decision", ",a,Groming", ",b,Rape", ",c,Grooming", ",c,Images", ",Grooming,Images", ",e,"]
    body = ENCODE + """
        const accept = new File([argument.accept], "decisions.csv");
        try {
            await recodeTable(await openTable(file), { ...argument.job, column: "category", accept });
        } catch (error) { return [error, ...error.more].map(({ key, values }) => [key, values.n, values.value, values.decision]); }"""
    given = {"compiled": COMPILED, "target": "statistics", "policy": "list", "separator": ""}
    wrong = run(modules, body, {"content": list(b"category\nx\n"), "name": "x.csv", "job": given, "accept": "\n".join(rows)})
    assert wrong == [
        ["error_decision_unknown", 2, "a", "Groming"],
        ["error_decision_several", 3, "b", "Rape"],
        ["error_decision_twice", 5, "c", "Images"],
        ["error_decision_category", 6, "Grooming", "Images"],
    ]


def excel(rows: list[list]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.active.column_dimensions["B"].width = 41
    book.create_sheet("Other")["B2"] = "stays"
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def test_a_workbook_gets_its_columns_and_keeps_all_else(modules, tmp_path):
    content = excel([["id", "category"], [1, "Grooming", "=A2+1"], [None], [3, "Two ways", 7, "x"], [4, "<b>&\"'"], [True, None]])
    (tmp_path / "data.xlsx").write_bytes(content)
    job = Job(Recoder(COMPILED, "statistics"), "category")
    coverage = recode_file(tmp_path / "data.xlsx", tmp_path / "out.xlsx", job)
    body = ENCODE + """
        const done = await recodeTable(await openTable(file), { ...argument.job, column: "category" });
        return { ...done, blob: [...new Uint8Array(await done.blob.arrayBuffer())] };"""
    given = {"compiled": COMPILED, "target": "statistics", "policy": "list", "separator": ""}
    done = run(modules, body, {"content": list(content), "name": "data.xlsx", "job": given})
    files = bytes(done["blob"]), (tmp_path / "out.xlsx").read_bytes()
    ours, theirs = (openpyxl.load_workbook(io.BytesIO(file)) for file in files)
    cells = [[[cell.value or None for cell in row] for row in book.worksheets[0].iter_rows()] for book in (ours, theirs)]
    assert cells[0] == cells[1]
    assert ours["Other"]["B2"].value == "stays" and ours.worksheets[0].column_dimensions["B"].width == 41
    report = coverage.as_dict(job.recoder)
    assert {key: done["report"][key] for key in report} == report


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("x.doc", b"category\n", "error_format"),
        ("x.csv", b"", "error_no_table"),
        ("x.csv", b"category\n\x81\n", "error_encoding"),
        ("x.csv", "category\nНасилие над ребёнком\n".encode("windows-1251"), "error_encoding"),
        ("x.csv.gz", gzip.compress(b"category\nx\n", mtime=0)[:-9], "error_packed"),
        ("x.csv", b"category\nx,y\n", "error_long_row {'n': 2}"),
        ("x.csv", b'category\n"x\n', "error_quotes {'n': 2}"),
        ("x.csv", b"category,category\nx,y\n", "error_twice {'column': 'category'}"),
        ("x.csv", b"category,statistics_note\nx,y\n", "error_taken {'column': 'statistics_note'}"),
        ("x.jsonl", b'{"category": "x"}\n{"category"\n', "error_json {'n': 2}"),
        ("x.jsonl", b"[]\n", "error_json {'n': 1}"),
        ("x.xlsx", b"PK\x03\x04 this is none", "error_excel"),
    ],
)
def test_what_cannot_be_recoded_is_said(modules, name, content, told):
    body = ENCODE + """
        try {
            await recodeTable(await openTable(file), { ...argument.job, column: "category" });
        } catch (error) { return [error.key, error.values]; }"""
    given = {"compiled": COMPILED, "target": "statistics", "policy": "list", "separator": ""}
    key, values = run(modules, body, {"content": list(content), "name": name, "job": given})
    assert (f"{key} {values}" if values else key) == told


# --- The pages of the real site ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def origin(serve_folder, site) -> str:
    return serve_folder(site)


def choose_file(page, name: str, content: bytes) -> None:
    page.locator("[name=file]").set_input_files({"name": name, "mimeType": "", "buffer": content})
    expect(page.get_by_role("button", name="Map the data")).to_be_visible()


def download(page, act) -> bytes:
    with page.expect_download() as waiting:
        act()
    return Path(waiting.value.path()).read_bytes()


def test_a_file_is_recoded_on_the_device_and_nothing_is_asked_of_anybody(browser, origin, glossary, tmp_path):
    content = b"n,category\n1,Online sexual abuse\n2,Bullyng\n3,Bullying\n"
    context = browser.new_context()
    page = context.new_page()
    complaints, asked = [], []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(origin + "en/crosswalks/recode/index.html")
    context.on("request", lambda request: asked.append((request.method, request.url, request.post_data)))
    choose_file(page, "my data.csv", content)
    page.get_by_label("From", exact=True).select_option("aselo-default")
    page.get_by_label("To", exact=True).select_option("iccs-2015")
    assert page.get_by_label("Column with the categories").input_value() == "category"
    page.get_by_role("button", name="Map the data").click()
    expect(page.locator("[data-part=status]")).to_have_text("Done. Rows: 3. Different values: 3.")
    after = download(page, page.get_by_role("button", name="Download the recoded file").click)
    # Files of the site itself: the program of the worker, the categories, the crosswalk; nothing of the file is in what is asked.
    own = sorted(url.removeprefix(origin) for _, url, _ in asked if not url.startswith("blob:") and not url.endswith("favicon.svg"))
    assert own == ["assets/recode-worker.js", "data/crosswalks/categories.js", "data/crosswalks/from/aselo-default.js"]
    assert {(method, body) for method, _, body in asked} == {("GET", None)}
    # Without a connection the page goes on working, and what it asks for would fail.
    context.set_offline(True)
    choose_file(page, "second.csv", content)
    page.get_by_role("button", name="Map the data").click()
    expect(page.locator("[data-part=status]")).to_have_text("Done. Rows: 3. Different values: 3.")
    assert complaints == [] and context.cookies() == []
    assert page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0
    context.close()

    (tmp_path / "data.csv").write_bytes(content)
    compiled = compile_crosswalk(Crosswalks(glossary), "aselo-default", ["iccs-2015"])
    recode_file(tmp_path / "data.csv", tmp_path / "out.csv", Job(Recoder(compiled, "iccs-2015"), "category"))
    assert after == (tmp_path / "out.csv").read_bytes()


def test_the_page_tells_what_is_wrong_and_what_to_look_at(browser, origin):
    page = browser.new_page()
    page.goto(origin + "fr/crosswalks/recode/index.html")
    page.locator("[name=file]").set_input_files({"name": "x.doc", "mimeType": "", "buffer": b"x"})
    strings = json.loads(page.locator("#recode-data").text_content())["strings"]
    expect(page.locator("[data-part=status]")).to_have_text(strings["error_format"])
    expect(page.get_by_role("button", name=strings["recode_start"])).to_be_hidden()
    content = b"category\nBullyng\n<img src=x onerror=alert(1)>\n"
    page.locator("[name=file]").set_input_files({"name": "x.csv", "mimeType": "", "buffer": content})
    page.locator("[name=from]").select_option("aselo-default")
    page.get_by_role("button", name=strings["recode_start"]).click()
    expect(page.locator("[data-part=look-at] tr").first).to_contain_text("<img src=x onerror=alert(1)>")
    expect(page.locator("[data-part=look-at] tr").last).to_contain_text("/Violence/Bullying")
    page.close()


def test_the_scheme_is_found_by_the_values_and_the_reader_is_told(browser, origin):
    page = browser.new_page()
    page.goto(origin + "en/crosswalks/recode/index.html")
    choose_file(page, "crimes.csv", b"code,where\n03022,x\n030221,y\n0301,z\n9999999,z\n")
    source, told = page.get_by_label("From", exact=True), page.locator("[data-part=found]")
    assert source.input_value() == "iccs-2015"
    name = "International Classification of Crime for Statistical Purposes"
    expect(told).to_contain_text(re.compile(f"Recognised by the values: [^.]*{name}.*It has 3 of 4 different values"))
    page.get_by_label("Column with the categories").select_option("where")
    expect(told).to_have_text("No scheme has half of the different values. Choose the one that the file uses.")
    assert source.input_value() == "iccs-2015"
    choose_file(page, "calls.jsonl", '{"category": ["Bullying", "Online sexual abuse"]}\n'.encode())
    assert source.input_value() == "aselo-default"
    expect(told).to_contain_text("Just as many are in:")
    groups = page.locator("[name=to] optgroup").evaluate_all("groups => groups.map((group) => [group.label, group.children.length])")
    assert len(groups) > 3 and all(label and count for label, count in groups)
    page.close()


def test_by_keyboard_the_work_goes_on_at_the_result(browser, origin):
    page = browser.new_page()
    page.goto(origin + "ar/crosswalks/recode/index.html")
    page.locator("[name=file]").set_input_files({"name": "x.csv", "mimeType": "", "buffer": b"category\nBullying\n"})
    button = page.locator("[name=start]")
    expect(button).to_be_visible()
    button.press("Enter")
    expect(page.locator("#recode-result")).to_be_focused()
    turned = page.locator("[data-part=result] :is(th, td)[dir]")
    assert turned.count() == 0
    page.close()


def test_unknown_values_are_decided_on_the_page_and_the_next_file_needs_no_second_look(browser, origin):
    page = browser.new_page()
    page.goto(origin + "en/crosswalks/recode/index.html")
    choose_file(page, "may.csv", "catégorie\nBullyng\n".encode("windows-1252"))
    expect(page.locator("[data-part=status]")).to_have_text("may.csv (windows-1252)")
    page.get_by_label("From", exact=True).select_option("aselo-default")
    page.get_by_role("button", name="Map the data").click()
    table = download(page, page.get_by_role("button", name="Download the table of decisions (CSV)").click)
    assert table.decode("utf-8-sig") == "value,nearest,decision\r\nBullyng,/Violence/Bullying,\r\n"
    accept = page.get_by_label("Your earlier decisions")
    wrong = "value,decision\nBullyng,Bulling\nx,y\n".encode()
    accept.set_input_files({"name": "decisions.csv", "mimeType": "", "buffer": wrong})
    page.get_by_role("button", name="Map the data").click()
    told = "Decisions, line 2: “Bulling” is not a category of the scheme.\nDecisions, line 3: “y” is not a category of the scheme."
    expect(page.locator("[data-part=status]")).to_have_text(told)
    filled = table.replace(b"Bullying,\r\n", b"Bullying,bullying\r\n")
    accept.set_input_files({"name": "decisions.csv", "mimeType": "", "buffer": filled})
    page.get_by_role("button", name="Map the data").click()
    expect(page.locator("[data-part=status]")).to_have_text("Done. Rows: 1. Different values: 1.")
    expect(page.locator("[data-part=preview] td").last).to_contain_text("decided by hand: /Violence/Bullying")
    page.close()


def test_it_works_from_a_folder(browser, site):
    page = browser.new_page()
    page.goto(f"file://{site}/en/crosswalks/recode/index.html")
    choose_file(page, "data.csv", b"category\nOnline sexual abuse\n")
    page.get_by_label("From", exact=True).select_option("aselo-default")
    page.get_by_role("button", name="Map the data").click()
    expect(page.locator("[data-part=status]")).to_have_text("Done. Rows: 1. Different values: 1.")
    page.goto(f"file://{site}/en/crosswalks/compare/index.html#aselo-default/iccs-2015")
    expect(page.locator("[data-part=rows] tr").first).to_be_visible()
    page.close()


def test_a_hundred_thousand_rows_are_recoded_beside_the_page_which_goes_on_telling_how_far_it_is(browser, origin):
    page = browser.new_page()
    page.goto(origin + "en/crosswalks/recode/index.html")
    content = "category,n\n" + "".join(f"{('Bullying', 'Online sexual abuse', 'x')[n % 3]},{n}\n" for n in range(100_000))
    choose_file(page, "large.csv", content.encode())
    page.get_by_label("From", exact=True).select_option("aselo-default")
    assert [worker.url.removeprefix(origin) for worker in page.workers] == ["assets/recode-worker.js"]
    page.evaluate("""() => {
        self.told = [];
        const status = document.querySelector("[data-part=status]");
        new MutationObserver(() => self.told.push(status.textContent)).observe(status, { childList: true });
    }""")
    page.get_by_role("button", name="Map the data").click()
    expect(page.locator("[data-part=status]")).to_have_text(re.compile("Done. Rows: 100000"), timeout=60_000)
    assert {f"Rows done: {n}" for n in (5000, 50_000, 95_000)} <= set(page.evaluate("self.told"))
    page.close()


def test_two_schemes_side_by_side_and_their_files(browser, origin, glossary):
    page = browser.new_page()
    page.goto(origin + "en/crosswalks/compare/index.html#icvac-2023/iccs-2015")
    rows = page.locator("[data-part=rows] tr")
    expect(rows.first).to_be_visible()
    crosswalks = Crosswalks(glossary)
    found = crosswalks.from_scheme("icvac-2023")["iccs-2015"]
    assert rows.count() == len(found)
    expect(rows.first.locator("td", has_text="judged directly")).to_be_visible()

    def made(format_name: str) -> bytes:
        return download(page, page.get_by_role("button", name=format_name, exact=True).click)

    assert made("CSV") == pair_file(crosswalks, "icvac-2023", "iccs-2015", "x.csv")
    described = pair_file(crosswalks, "icvac-2023", "iccs-2015", "icvac-2023.iccs-2015.csv-metadata.json")
    assert json.loads(made("CSVW")) == json.loads(described)
    assert made("JSON") == pair_file(crosswalks, "icvac-2023", "iccs-2015", "x.json")
    book = openpyxl.load_workbook(io.BytesIO(made("Excel (XLSX)")))
    expected = openpyxl.load_workbook(io.BytesIO(pair_file(crosswalks, "icvac-2023", "iccs-2015", "x.xlsx")))
    assert sheets(book) == sheets(expected)
    assert book["crosswalk"].freeze_panes == "A2" and book["crosswalk"]["A1"].font.bold
    written = pair_file(crosswalks, "icvac-2023", "iccs-2015", "x.sssom.tsv")
    assert sssom(made("SSSOM/TSV").decode()) == sssom(written.decode())

    page.locator("[name=filter]").fill("rape")
    assert 0 < page.locator("[data-part=rows] tr:visible").count() < len(found)
    page.locator("[name=filter]").fill("")
    page.get_by_label("From", exact=True).select_option("csea")
    expect(rows.first).to_be_visible()
    page.close()


def test_two_schemes_are_compared_in_the_words_of_the_page(browser, origin, glossary):
    page = browser.new_page()
    page.goto(origin + "ar/crosswalks/compare/index.html#csea/icd-11")
    rows = page.locator("[data-part=rows] tr")
    expect(rows.first).to_be_visible()
    names = {concept.label("ar") for concept in glossary.concepts.values()}
    assert set(page.locator("[data-part=rows] th span").all_text_contents()) <= names
    assert set(page.locator("[data-part=rows] td a").all_text_contents()) <= names
    arabic = glossary.languages["ar"].comments
    gaps = compile_crosswalk(Crosswalks(glossary), "csea", ["icd-11"])["to"]["icd-11"]["gaps"].values()
    translated = {arabic[comment] for comment in gaps if comment in arabic}
    assert translated and translated <= set(page.locator("[data-part=gaps] li p:not([lang])").all_text_contents())
    page.close()


def test_what_nobody_has_judged_has_no_confidence_and_a_code_that_is_its_title_stands_once(browser, origin, glossary):
    page = browser.new_page()
    page.goto(origin + "en/crosswalks/compare/index.html#csea/icd-11")
    rows = page.locator("[data-part=rows] tr")
    expect(rows.first).to_be_visible()
    suggested = rows.filter(has_text="only suggested")
    for cell in suggested.locator("td:last-child").all_text_contents():
        assert cell == "–"
    assert "%" in rows.filter(has_not_text="only suggested").first.locator("td:last-child").text_content()
    same = next(
        (scheme.id, code.notation)
        for scheme in glossary.schemes.values()
        for code in scheme.codes.values()
        if code.title.lower() == code.notation.lower() and any(m.notation == code.notation and not m.negated for m in glossary.mappings)
    )
    page.goto("about:blank")
    page.goto(f"{origin}en/crosswalks/compare/index.html#{same[0]}/csea")
    expect(rows.first).to_be_visible()
    head = page.locator("[data-part=rows] th").filter(has=page.locator("bdi", has_text=same[1])).first
    assert head.text_content() == same[1]
    page.close()


def sheets(book) -> dict[str, list[list]]:
    return {sheet.title: [[cell.value or None for cell in row] for row in sheet.iter_rows()] for sheet in book}


def sssom(text: str) -> tuple[dict, list[list[str]]]:
    lines = text.splitlines(keepends=True)
    metadata = yaml.safe_load("".join(line[1:] for line in lines if line.startswith("#")))
    return metadata, list(csv.reader(io.StringIO("".join(line for line in lines if not line.startswith("#")), newline=""), delimiter="\t"))
