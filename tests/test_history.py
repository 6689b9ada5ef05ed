"""When files, terms and the vocabulary were begun and last changed, as git knows it."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from csea_terms.changes.base import withheld_since
from csea_terms.days import Days, days_together
from csea_terms.reading.assemble import assemble
from csea_terms.checking.check import check
from csea_terms.publishing.pages import Kept, Page, pages
from csea_terms.reading.history import days_of
from csea_terms.reading.load import load
from csea_terms.reading.repository import Repository
from csea_terms.reading.wordings import Wording, wordings_of
from csea_terms.releases import Release, Releases
from tests.checkout import ROOT, write, write_checkout

ALPHA, BETA = (f"vocab/crosswalks/{scheme}/mappings.sssom.tsv" for scheme in ("alpha", "beta"))


def git(root: Path, *arguments: str, day: str = "2026-01-02") -> None:
    settings = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z", "HOME": str(root), "PATH": "/usr/bin:/bin"}
    name = ("-c", "user.name=Name", "-c", "user.email=name@example.org")
    subprocess.run(["git", *name, *arguments], cwd=root, env=settings, check=True, capture_output=True)


@pytest.fixture
def root(tmp_path) -> Path:
    root = write_checkout(tmp_path / "checkout")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "All tables")
    with (root / BETA).open("a", encoding="utf-8") as table:
        table.write("\n")
    git(root, "commit", "-qam", "One table", day="2026-03-04")
    return root


def test_each_file_has_the_days_of_its_first_and_last_commit(root):
    days = days_of(root)
    assert days[ALPHA] == Days("2026-01-02", "2026-01-02") and days[BETA] == Days("2026-01-02", "2026-03-04")
    glossary = assemble(load(Repository(root)))
    assert glossary.changes == {ALPHA: "2026-01-02", BETA: "2026-03-04"}
    assert (glossary.days.created, glossary.days.modified) == ("2026-01-02", "2026-03-04")


def test_a_term_changes_with_any_of_its_files(root):
    words = root / "vocab/terms/csam/fr.ttl"
    words.write_text(words.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    git(root, "commit", "-qam", "A word", day="2026-05-06")
    concepts = assemble(load(Repository(root))).concepts
    assert {(c.id, c.days.created, c.days.modified) for c in concepts.values()} >= {("csam", "2026-01-02", "2026-05-06"), ("materials", "2026-01-02", "2026-01-02")}


def test_what_is_not_the_vocabulary_changes_no_day(root):
    before = days_of(root)
    (root / "README.md").write_text("not the vocabulary", encoding="utf-8")
    assert days_of(root) == before


def test_of_what_nobody_has_committed_yet_nothing_is_said(root):
    (root / ALPHA).write_text("changed", encoding="utf-8")
    (root / "vocab/sources/new.ttl").write_text("new", encoding="utf-8")
    days = days_of(root)
    assert days[ALPHA] == Days("2026-01-02") and days["vocab/sources/new.ttl"] == Days()
    assert days_together(days.values()) == Days("2026-01-02")


def test_without_git_or_its_whole_history_nothing_is_said(root, tmp_path):
    assert days_of(write_checkout(tmp_path / "no-git")) == {}
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{root}", "shallow")
    assert days_of(tmp_path / "shallow") == {}
    assert assemble(load(Repository(tmp_path / "shallow"))).days == Days()


REPORT, REPORTED = "vocab/terms/report/en.ttl", "statement to a hotline about suspected content"


def reworded(root: Path, path: str, old: str, new: str, day: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    write(root, path, text.replace(old, new))
    git(root, "commit", "-qam", "Words", day=day)


def history_of(root: Path, slug: str, **changes: object) -> Page:
    """Return the page of a concept's history."""
    glossary = replace(assemble(load(Repository(root))), **changes)
    made = pages(glossary, ROOT / "site/templates", wordings=wordings_of(root, root / ".cache/wordings.json"))
    return next(page for page in made if page.path == f"history/{slug}/")


def test_git_tells_each_wording_and_its_day_the_last_of_a_day_only(root):
    reworded(root, REPORT, REPORTED, "message about suspected content", "2026-05-06")
    reworded(root, REPORT, "message about", "statement about", "2026-05-06")
    reworded(root, "vocab/terms/csam/fr.ttl", "d’abus sexuels", "d’abus", "2026-05-07")
    found = wordings_of(root, root / ".cache/wordings.json")
    assert found["report"]["en definition"] == [Wording("2026-01-02", (REPORTED,)), Wording("2026-05-06", ("statement about suspected content",))]
    assert [wording.day for wording in found["csam"]["fr preferred"]] == ["2026-01-02", "2026-05-07"]
    assert found["csam"]["broader"] == [Wording("2026-01-02", ("materials",))] and found["csam"]["guidance"] == [Wording("2026-01-02", ("recommended",))]


def test_what_came_by_a_branch_came_when_it_was_merged(root):
    git(root, "switch", "-qc", "branch")
    reworded(root, REPORT, REPORTED, "message about suspected content", "2026-05-06")
    git(root, "switch", "-q", "-")
    git(root, "commit", "-qm", "Other work", "--allow-empty", day="2026-05-08")
    git(root, "merge", "-q", "--no-edit", "branch", day="2026-05-09")
    assert [wording.day for wording in wordings_of(root, root / ".cache/wordings.json")["report"]["en definition"]] == ["2026-01-02", "2026-05-09"]


def test_what_git_said_of_a_commit_is_remembered_until_the_next(root, monkeypatch):
    cache = root / ".cache/wordings.json"
    first = wordings_of(root, cache)
    monkeypatch.setattr("csea_terms.reading.wordings._from_git", lambda root: pytest.fail("asked again"))
    assert wordings_of(root, cache) == first
    monkeypatch.undo()
    reworded(root, REPORT, REPORTED, "message about suspected content", "2026-05-06")
    assert wordings_of(root, cache) != first
    cache.write_text("spoilt", encoding="utf-8")
    assert wordings_of(root, cache)["report"]["en definition"][1].day == "2026-05-06"


def test_a_history_shows_what_was_taken_away_and_added_with_day_and_release(root):
    reworded(root, REPORT, REPORTED, "<b>message</b> to a hotline about suspected content", "2026-05-06")
    git(root, "mv", "vocab/terms/csam/fr.ttl", "vocab/terms/csam/es.ttl")
    git(root, "commit", "-qm", "No French any more", day="2026-06-07")
    git(root, "mv", "vocab/terms/csam/es.ttl", "vocab/terms/csam/fr.ttl")
    releases = Releases((Release("2026.06", "2026-06-01"), Release("2026.01", "2026-01-02")))
    page = history_of(root, "report", releases=releases)
    rows = page.body.partition("<h3>Definition</h3>")[2].partition("</dl>")[0]
    assert "<del>statement</del><ins>&lt;b&gt;message&lt;/b&gt;</ins> to a hotline about suspected content" in rows
    assert rows.index('6 May 2026 <span class="tag">2026.06</span>') < rows.index('2 January 2026 <span class="tag">2026.01</span>')
    assert page.language == "en" and page.alternates == () and "noindex" in page.head
    french = history_of(root, "csam").body.partition('id="fr"')[2]
    assert "7 juin 2026</dt><dd><span><del>matériel d’abus sexuels d’enfants</del>" in french and "Termes génériques" in french
    assert '<a href="../../fr/terms/csam/index.html">' in french


def test_a_history_is_kept_while_it_is_as_before(root):
    glossary = assemble(load(Repository(root)))

    def made(before: dict[str, str]) -> dict[str, Page | Kept]:
        found = pages(glossary, ROOT / "site/templates", lambda path, digest: before.get(path) == digest, wordings=wordings_of(root, root / ".cache/w"))
        return {page.path: page for page in found if page.path.startswith("history/")}

    before = {path: page.made_from for path, page in made({}).items()}
    reworded(root, REPORT, REPORTED, "message about suspected content", "2026-05-06")
    assert [path for path, page in made(before).items() if not isinstance(page, Kept)] == ["history/report/"]


def test_a_history_says_plainly_that_nothing_is_known_without_git_or_its_whole_past(root, tmp_path):
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{root}", "shallow")
    for folder in (write_checkout(tmp_path / "no-git"), tmp_path / "shallow"):
        assert wordings_of(folder, folder / ".cache/wordings.json") == {}
        assert history_of(folder, "csam").body.count("No earlier wording is known here") == 1
        assert "Aucune formulation antérieure n’est connue ici" in history_of(folder, "csam").body


HARMFUL, ROW = "statement of a person who is at fault", "report\ten\tskos:definition\t2026-05-06\t2026-05-06\tIt put the blame on a child."


@pytest.fixture
def mended(root) -> Path:
    """Return the checkout, in which a harmful definition stood from one day to another."""
    reworded(root, REPORT, REPORTED, HARMFUL, "2026-05-06")
    reworded(root, REPORT, HARMFUL, "message to a hotline", "2026-05-09")
    return root


def test_a_former_wording_that_does_harm_is_shown_no_more_neither_whole_nor_as_a_difference(mended):
    assert "at fault" in history_of(mended, "report").body
    write(mended, "vocab/withheld.tsv", f"{ROW}\n")
    body = history_of(mended, "report").body
    rows = body.partition("<h3>Definition</h3>")[2].partition("</dl>")[0]
    assert "6 May 2026</dt><dd>What stood here is withheld because it could do harm.</dd>" in rows
    assert f"9 May 2026</dt><dd><span>message to a hotline</span>" in rows and f"<span>{REPORTED}</span>" in rows
    assert "at fault" not in body and "<del>" not in rows


def test_what_is_withheld_of_a_list_is_all_that_it_held_from_that_day(root):
    reworded(root, "vocab/terms/csam/en.ttl", '"CSAM"@en', '"hurtful name"@en', "2026-05-06")
    reworded(root, "vocab/terms/csam/en.ttl", '"hurtful name"@en', '"CSAM"@en', "2026-05-09")
    write(root, "vocab/withheld.tsv", ROW.replace("report", "csam").replace("skos:definition", "skos:altLabel") + "\n")
    body = history_of(root, "csam").body
    assert "hurtful name" not in body and "9 May 2026</dt><dd><span>CSAM</span>" in body


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("", "", ""),
        ("report", "reports", "There is no concept reports"),
        ("en", "English", '"English" is no language tag'),
        ("skos:definition", "definition", 'Of "definition" no former values are shown'),
        ("2026-05-06\t2026-05-06", "6 May 2026\t2026-05-06", "are not a first and a last day"),
        ("2026-05-06\t2026-05-06", "2026-05-09\t2026-05-06", "are not a first and a last day"),
        ("2026-05-06\t2026-05-06", "2026-05-07\t2026-05-08", "Nothing is withheld: in en, skos:definition has no wording from these days (it was worded on 2026-01-02, 2026-05-06, 2026-05-09)"),
        ("skos:definition", "skos:scopeNote", "it was never worded"),
        ("It put the blame on a child.", "harmful", "No reason is given"),
        ("\t2026-05-06\t2026-05-06", "", "This is not a concept, language"),
    ],
)
def test_a_line_that_withholds_nothing_is_an_error(mended, old, new, said):
    write(mended, "vocab/withheld.tsv", ROW.replace(old, new, 1) + "\n")
    found = [problem for problem in check(Repository(mended)).problems if problem.path == "vocab/withheld.tsv"]
    assert [said in problem.message for problem in found] == [True] * bool(said)
    assert all((problem.rule, problem.line) == ("withheld-wording", 1) and problem.advice for problem in found)


def test_reports_leave_out_the_words_that_a_change_withholds(mended):
    write(mended, "vocab/withheld.tsv", f"{ROW}\n")
    assert withheld_since("HEAD", mended) == {("report", "en")}
    git(mended, "add", "-A")
    git(mended, "commit", "-qm", "Withheld")
    assert withheld_since("HEAD", mended) == set() and withheld_since("HEAD~1", mended) == {("report", "en")}
