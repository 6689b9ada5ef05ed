"""The command as its user meets it: exit status, path:line, JSON, and a last good site that stays."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from unittest.mock import patch
from urllib.request import urlopen

import pytest

from csea_terms import cli
from csea_terms.checking import check
from tests.checkout import FILES, ROOT, write, write_checkout

pytestmark = pytest.mark.slow

GOOD, CONTENT, USAGE = 0, 1, 2


@dataclass(frozen=True)
class Done:
    """What a run of the command left behind."""

    returncode: int
    stdout: str
    stderr: str


def run(*arguments: str, root) -> Done:
    """Run the command as its user does, but in this process: a process for each run would import everything anew."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err), patch.object(sys, "argv", ["csea-terms", "--root", str(root), *arguments]):
        try:
            cli.main()
            status = GOOD
        except SystemExit as stopped:
            status = stopped.code
    return Done(status or GOOD, *(_text(stream) for stream in (out, err)))


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    return stream.buffer.getvalue().decode()


def start(*arguments: str, root, **environment: str) -> subprocess.CompletedProcess:
    """Run the command in a process of its own."""
    command = [sys.executable, "-m", "csea_terms", "--root", str(root), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "build"), **environment}
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120)


@pytest.fixture
def checkout(tmp_path):
    return write_checkout(tmp_path)


def break_english(root) -> None:
    """Leave out the definition of a concept."""
    path = "vocab/terms/known-csam/en.ttl"
    text = (root / path).read_text(encoding="utf-8")
    write(root, path, "".join(line for line in text.splitlines(keepends=True) if "skos:definition" not in line))


def test_a_good_vocabulary_passes(checkout):
    done = start("check", root=checkout)
    assert (done.returncode, done.stdout) == (GOOD, "No problems found.\n")


def test_data_are_recoded_and_what_is_unknown_is_decided_once(checkout, tmp_path):
    (tmp_path / "data.csv").write_text("what;n\nImages;1\nImagez;2\n", encoding="utf-8")
    table = tmp_path / "decisions.csv"
    recode = ("-q", "recode", str(tmp_path / "data.csv"), "-c", "what", "--from", "alpha", "--to", "csea", "-o", "-")
    first = start(*recode, "--decisions", str(table), root=checkout)
    assert first.stdout.splitlines()[2] == "Imagez;2;;;;;not a category of alpha"
    again = run(*recode, "--decisions", str(table), root=checkout)
    assert again.returncode == USAGE and "Name it with --accept too" in again.stderr
    table.write_text(table.read_text(encoding="utf-8-sig").replace("Imagez,011,", "Imagez,011,11"), encoding="utf-8")
    next_month = run(*recode, "--accept", str(table), "--decisions", str(table), root=checkout)
    assert next_month.stdout.splitlines()[2] == "Imagez;2;csam;child sexual abuse material;exactMatch;0.90;decided by hand: 011"


def test_a_problem_names_path_and_line(checkout):
    break_english(checkout)
    done = run("check", root=checkout)
    assert done.returncode == CONTENT
    assert done.stdout.startswith("vocab/terms/known-csam/")
    assert "1 error (definition-missing 1)" in done.stdout


def test_problems_of_every_kind_come_in_one_run(checkout):
    break_english(checkout)
    write(checkout, "vocab/terms/report/notes.txt", "stray")
    write(checkout, "vocab/terms/csam/fr.ttl", "term:csam skos:prefLabel \"x\"@fr .\n")
    problems = json.loads(run("check", "--format", "json", root=checkout).stdout)
    assert {p["rule"] for p in problems["problems"]} >= {"definition-missing", "file-stray", "turtle-prefix"}
    assert problems["counts"]["error"] == sum(p["severity"] == "error" for p in problems["problems"])
    assert list(problems["problems"][0]) == ["path", "line", "rule", "severity", "message", "advice"]


def test_github_gets_annotations(checkout):
    break_english(checkout)
    line = run("check", "--format", "github", root=checkout).stdout.splitlines()[0]
    assert line.startswith("::error file=vocab/terms/known-csam/") and ",title=definition-missing::" in line


def test_no_vocabulary_is_wrong_use(tmp_path):
    done = run("check", root=tmp_path)
    assert (done.returncode, done.stdout) == (USAGE, "")
    assert "There is no vocab/ folder" in done.stderr


def test_an_unknown_option_is_wrong_use(checkout):
    assert run("check", "--nonsense", root=checkout).returncode == USAGE


def test_format_rewrites_and_then_is_content(checkout):
    path = checkout / "vocab/terms/report/en.ttl"
    canonical = path.read_text(encoding="utf-8")
    path.write_bytes(b"\xef\xbb\xbf" + canonical.replace(" ;\n    skos:def", ";skos:def").replace("\n", "\r\n").encode())
    assert start("format", "--check", root=checkout).returncode == CONTENT
    done = run("format", root=checkout)
    assert (done.returncode, done.stdout) == (GOOD, "vocab/terms/report/en.ttl: rewritten\n")
    assert path.read_bytes() == canonical.encode()
    assert run("format", "--check", root=checkout).returncode == GOOD


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("term:report\n", "# a remark\nterm:report\n", "comment-lost"),
        ('"@en ;\n.', '"@en ; # why\n.', "comment-lost"),
        ("term:report\n", 'term:report\n    skos:note [ skos:note "x" ] ;\n', "blank-node"),
        ('"@en ;\n.\n', '"@en ;\n.\n\nterm:report\n    skos:altLabel "notice"@en ;\n.\n', "block-repeated"),
        ("skos:definition", "sksos:definition", "turtle-prefix"),
    ],
)
def test_format_leaves_what_it_cannot_keep_and_says_so(checkout, old, new, rule):
    path = checkout / "vocab/terms/report/en.ttl"
    text = path.read_text(encoding="utf-8").replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    for arguments in (("format",), ("format", "--check")):
        done = run(*arguments, root=checkout)
        assert (done.returncode, done.stdout) == (CONTENT, "")
        assert done.stderr.startswith("vocab/terms/report/en.ttl:") and f"1 error ({rule} 1)" in done.stderr
    assert path.read_text(encoding="utf-8") == text
    assert f"{rule} 1" in run("check", root=checkout).stdout


def test_build_keeps_the_last_good_site_when_there_is_an_error(checkout):
    assert run("build", root=checkout).returncode == GOOD
    before = {p: p.stat().st_mtime_ns for p in (checkout / "public").rglob("*")}
    break_english(checkout)
    done = run("build", root=checkout)
    assert done.returncode == CONTENT and "Nothing was written." in done.stderr
    assert {p: p.stat().st_mtime_ns for p in (checkout / "public").rglob("*")} == before


def test_build_repairs_what_was_touched_and_removes_what_is_stale(checkout):
    run("build", root=checkout)
    page = checkout / "public/en/terms/report/index.html"
    good = page.read_bytes()
    page.write_text("half", encoding="utf-8")
    (checkout / "public/en/terms/gone").mkdir()
    (checkout / "public/en/terms/gone/index.html").write_text("old", encoding="utf-8")
    done = run("build", root=checkout)
    assert "built: 1 files changed, 1 removed" in done.stderr
    assert page.read_bytes() == good and not (checkout / "public/en/terms/gone").exists()
    assert "is up to date" in run("build", root=checkout).stderr


def test_lookup_prints_json_best_first(checkout):
    hits = json.loads(start("lookup", "child pornography", "--json", root=checkout).stdout)
    assert hits[0] == {
        "kind": "concept", "id": "csam", "label": "child sexual abuse material", "detail": "", "language": "en",
        "matched": "child pornography", "word_kind": "avoid", "deprecated": False, "near": False,
    }  # fmt: skip


def test_lookup_says_of_each_result_what_it_is(checkout):
    assert run("lookup", "child pornography", root=checkout).stdout.splitlines()[0] == (
        "child sexual abuse material  (avoid: child pornography [en])  csam"
    )
    assert run("lookup", "alpha 01", "--kind", "code", root=checkout).stdout.splitlines()[0].endswith("code alpha:01")


def test_lookup_in_an_unknown_language_is_wrong_use(checkout):
    assert run("lookup", "report", "--language", "xx", root=checkout).returncode == USAGE


def test_lookup_takes_every_language_that_has_words(checkout):
    found = 'a skosxl:Label ; skosxl:literalForm "{0}"@{1} ; cst:attestedAt <https://example.org/text> ; cst:attestedBy "A publisher" .'
    swahili, canadian = (found.format(*word) for word in (("picha za unyanyasaji", "sw"), ("contenu pédosexuel", "fr-CA")))
    write_checkout(checkout, {
        "vocab/terms/csam/sw.ttl": f'term:csam skos:prefLabel "picha za unyanyasaji"@sw .\nlabel:csam.sw.picha-za-unyanyasaji {swahili}',
        "vocab/terms/csam/fr-CA.ttl": f'term:csam skos:altLabel "contenu pédosexuel"@fr-CA .\nlabel:csam.fr-CA.contenu-pédosexuel {canadian}',
    })  # fmt: skip
    hits = json.loads(run("lookup", "child pornography", "-l", "sw", "--json", root=checkout).stdout)
    assert hits[0]["label"] == "picha za unyanyasaji"
    assert run("lookup", "contenu", "-l", "fr-ca", root=checkout).returncode == GOOD
    done = run("lookup", "contenu", "-l", "de", root=checkout)
    assert done.returncode == USAGE and done.stderr.endswith("Languages: en, fr, fr-CA, sw.\n")


def test_a_fault_of_ours_is_told_apart(checkout, monkeypatch):
    monkeypatch.setattr(check, "check", lambda repository: 1 / 0)
    done = run("check", root=checkout)
    assert done.returncode == 3 and "ZeroDivisionError" in done.stderr


def test_output_is_plain_when_nobody_watches(checkout):
    done = start("build", root=checkout, FORCE_COLOR="")
    assert "\x1b" not in done.stdout + done.stderr


def test_quiet_says_nothing(checkout):
    done = run("--quiet", "build", root=checkout)
    assert (done.returncode, done.stdout, done.stderr) == (GOOD, "", "")


def test_control_characters_in_a_problem_cannot_reach_the_terminal(checkout):
    write(checkout, "vocab/terms/report/\x1b[31mred.txt", "stray")
    assert "\x1b" not in run("check", root=checkout).stdout


def test_serve_shows_an_edit_and_keeps_the_last_good_site(checkout):
    command = [sys.executable, "-m", "csea_terms", "--root", str(checkout), "serve", "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "build")}
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    try:
        line = next(line for line in server.stderr if "http://127.0.0.1" in line)
        address = line.split()[1] + "en/terms/report/index.html"
        path = checkout / "vocab/terms/report/en.ttl"
        text = path.read_text(encoding="utf-8")

        write(checkout, "vocab/terms/report/en.ttl", text.replace("suspected content", "freshly edited content"))
        assert _wait_for(address, "freshly edited content")

        break_english(checkout)
        assert any("known-csam" in line for line in server.stderr)
        assert "freshly edited content" in urlopen(address).read().decode()
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=20)


def _wait_for(address: str, text: str) -> bool:
    for _ in range(200):
        if text in urlopen(address).read().decode():
            return True
        time.sleep(0.05)
    return False


def test_the_small_checkout_holds_every_file_it_names(checkout):
    assert all((checkout / path).is_file() for path in FILES)


def test_crosswalk_writes_a_table_and_queries_for_query_engines(checkout):
    done = start("crosswalk", "alpha", "beta", "--lookup", str(checkout / "lookup.csv"), "--column", "kind", root=checkout)
    assert done.returncode == GOOD
    told = done.stderr.splitlines()
    assert [line.removeprefix(f"{checkout}/") for line in told] == ["lookup.csv written", "lookup.duckdb.sql written", "lookup.spark.sql written"]
    rows = (checkout / "lookup.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0] == "id,kind,key,code,status,notation,title,predicate,confidence,note"
    assert rows[1:3] == ["0,unknown,,,unknown,,,,,not a category of alpha", "1,empty,,,empty,,,,,"]
    assert 'd."kind"' in (checkout / "lookup.duckdb.sql").read_text(encoding="utf-8")
    assert "d.`kind`" in (checkout / "lookup.spark.sql").read_text(encoding="utf-8")


def test_crosswalk_asks_what_to_write(checkout):
    done = run("crosswalk", "alpha", "beta", root=checkout)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (USAGE, "Error: Name the table to write with -o, or that for a query engine with --lookup.")
