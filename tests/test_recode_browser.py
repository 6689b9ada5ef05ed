"""Recoding and comparing in a real browser: the same as Python does, on the reader's device alone."""

from __future__ import annotations

import csv
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
        makeRecoder(argument.compiled, "statistics", policy).recode(value));"""
    assert run(modules, body, CASES) == [case["decision"] for case in CASES["decisions"]]


def test_nearest_categories_are_those_of_the_table(modules):
    body = 'return argument.nearest.map(({ value }) => makeRecoder(argument.compiled, "statistics").nearest(value));'
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
    "several.csv": b"category,n\nImages; Homework;Grooming,1\n;,2\n",
    "lines.jsonl": b'{"category": "Grooming", "n": 1.0}\n\n{"category":["Images","Homework"], "deep": {"a": "}"}}\n{"n": null}\n{"category": true}',
}
SEPARATORS = {"several.csv": ";"}
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
        ("x.csv", b"category\n\xff\n", "error_encoding"),
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
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": content})
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
    expect(page.get_by_role("status")).to_have_text("Done. Rows: 3. Different values: 3.")
    after = download(page, page.get_by_role("button", name="Download the recoded file").click)
    # Two files of the site itself: the program of the worker and the crosswalk; nothing of the file is in what is asked.
    own = sorted(url.removeprefix(origin) for _, url, _ in asked if not url.startswith("blob:") and not url.endswith("favicon.svg"))
    assert own == ["assets/recode-worker.js", "data/crosswalks/from/aselo-default.js"]
    assert {(method, body) for method, _, body in asked} == {("GET", None)}
    # Without a connection the page goes on working, and what it asks for would fail.
    context.set_offline(True)
    choose_file(page, "second.csv", content)
    page.get_by_role("button", name="Map the data").click()
    expect(page.get_by_role("status")).to_have_text("Done. Rows: 3. Different values: 3.")
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
    page.locator("input[type=file]").set_input_files({"name": "x.doc", "mimeType": "", "buffer": b"x"})
    strings = json.loads(page.locator("#recode-data").text_content())["strings"]
    expect(page.get_by_role("status")).to_have_text(strings["error_format"])
    expect(page.get_by_role("button", name=strings["recode_start"])).to_be_hidden()
    content = b"category\nBullyng\n<img src=x onerror=alert(1)>\n"
    page.locator("input[type=file]").set_input_files({"name": "x.csv", "mimeType": "", "buffer": content})
    page.locator("[name=from]").select_option("aselo-default")
    page.get_by_role("button", name=strings["recode_start"]).click()
    expect(page.locator("[data-part=look-at] tr").first).to_contain_text("<img src=x onerror=alert(1)>")
    expect(page.locator("[data-part=look-at] tr").last).to_contain_text("/Violence/Bullying")
    page.close()


def test_it_works_from_a_folder(browser, site):
    page = browser.new_page()
    page.goto(f"file://{site}/en/crosswalks/recode/index.html")
    choose_file(page, "data.csv", b"category\nOnline sexual abuse\n")
    page.get_by_label("From", exact=True).select_option("aselo-default")
    page.get_by_role("button", name="Map the data").click()
    expect(page.get_by_role("status")).to_have_text("Done. Rows: 1. Different values: 1.")
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
    expect(page.get_by_role("status")).to_have_text(re.compile("Done. Rows: 100000"), timeout=60_000)
    assert {f"Rows done: {n}" for n in (5000, 50_000, 95_000)} <= set(page.evaluate("self.told"))
    page.close()


def test_two_schemes_side_by_side_and_their_files(browser, origin, glossary):
    page = browser.new_page()
    page.goto(origin + "en/crosswalks/compare/index.html#aselo-default/iccs-2015")
    rows = page.locator("[data-part=rows] tr")
    expect(rows.first).to_be_visible()
    crosswalks = Crosswalks(glossary)
    found = crosswalks.from_scheme("aselo-default")["iccs-2015"]
    assert rows.count() == len(found)

    def made(format_name: str) -> bytes:
        return download(page, page.get_by_role("button", name=format_name, exact=True).click)

    assert made("CSV") == pair_file(crosswalks, "aselo-default", "iccs-2015", "x.csv")
    described = pair_file(crosswalks, "aselo-default", "iccs-2015", "aselo-default.iccs-2015.csv-metadata.json")
    assert json.loads(made("CSVW")) == json.loads(described)
    assert made("JSON") == pair_file(crosswalks, "aselo-default", "iccs-2015", "x.json")
    book = openpyxl.load_workbook(io.BytesIO(made("Excel (XLSX)")))
    expected = openpyxl.load_workbook(io.BytesIO(pair_file(crosswalks, "aselo-default", "iccs-2015", "x.xlsx")))
    assert sheets(book) == sheets(expected)
    assert book["crosswalk"].freeze_panes == "A2" and book["crosswalk"]["A1"].font.bold
    written = pair_file(crosswalks, "aselo-default", "iccs-2015", "x.sssom.tsv")
    assert sssom(made("SSSOM/TSV").decode()) == sssom(written.decode())

    page.locator("[name=filter]").fill("online")
    assert 0 < page.locator("[data-part=rows] tr:visible").count() < len(found)
    page.get_by_label("From", exact=True).select_option("csea")
    expect(rows.first).to_be_visible()
    page.close()


def sheets(book) -> dict[str, list[list]]:
    return {sheet.title: [[cell.value or None for cell in row] for row in sheet.iter_rows()] for sheet in book}


def sssom(text: str) -> tuple[dict, list[list[str]]]:
    lines = text.splitlines(keepends=True)
    metadata = yaml.safe_load("".join(line[1:] for line in lines if line.startswith("#")))
    return metadata, list(csv.reader(io.StringIO("".join(line for line in lines if not line.startswith("#")), newline=""), delimiter="\t"))
