"""What the code host is told: forms, workflows, and the scripts that these run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from csea_terms.names import ANSWERS_OF_AI_TOOLS, TEXTS_IN_GIT
from csea_terms.releases import Release
from csea_terms.releasing.bundle import write_bundle
from tests.checkout import ROOT, write_checkout
from tests.test_history import git

GITHUB = ROOT / ".github"
FORMS = [path for path in sorted((GITHUB / "ISSUE_TEMPLATE").glob("*.yml")) if path.name != "config.yml"]
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
ACTION = ROOT / "action.yml"
"""What others run in their workflows."""
PRIVATE = "https://github.com/csea-terms/csea-terms/security/advisories/new"


@pytest.mark.parametrize("address", [TEXTS_IN_GIT, ANSWERS_OF_AI_TOOLS])
def test_the_part_of_the_readme_that_a_page_points_to_is_there(address):
    headings = re.findall(r"^#+ (.+)$", (ROOT / "README.md").read_text(encoding="utf-8"), re.M)
    assert address.partition("#")[2] in [heading.lower().replace(" ", "-") for heading in headings]


def test_zizmor_finds_nothing_unsafe_in_the_workflows():
    zizmor = Path(sys.executable).with_name("zizmor")
    found = subprocess.run([zizmor, "--offline", "--quiet", "--no-progress", "--format", "plain", GITHUB, ACTION], capture_output=True, text=True)
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize("path", [*WORKFLOWS, ACTION], ids=lambda path: path.name)
def test_actions_are_pinned_by_hash_and_say_their_version(path):
    used = re.findall(r"uses: *(.*)", path.read_text(encoding="utf-8"))
    assert used and [line for line in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v[\d.]+", line)] == []


def test_what_a_fork_starts_may_only_read():
    check = yaml.safe_load((GITHUB / "workflows" / "check.yml").read_text(encoding="utf-8"))
    # YAML 1.1 reads "on" as true.
    assert "pull_request" in check[True] and check["permissions"] == {"contents": "read"}
    assert "secrets." not in (GITHUB / "workflows" / "check.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_script_holds_a_value_from_outside(path):
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values()
    assert [step["run"] for job in jobs for step in job["steps"] if "${{" in step.get("run", "")] == []


def test_the_action_for_others_gives_no_value_from_outside_to_a_shell():
    steps = yaml.safe_load(ACTION.read_text(encoding="utf-8"))["runs"]["steps"]
    assert [step["run"] for step in steps if "${{" in step.get("run", "")] == []
    assert {step["shell"] for step in steps if "run" in step} == {"bash"}


@pytest.fixture(scope="module")
def examples() -> list[str]:
    """What README.md tells others to write into their repositories: settings of pre-commit, then a workflow."""
    return re.findall(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)


def test_the_settings_of_the_readme_are_those_that_pre_commit_and_we_know(examples, tmp_path):
    (tmp_path / "settings.yaml").write_text(examples[0], encoding="utf-8")
    manifest = ROOT / ".pre-commit-hooks.yaml"
    for command, path in (("validate-manifest", manifest), ("validate-config", tmp_path / "settings.yaml")):
        subprocess.run([sys.executable, "-m", "pre_commit", command, path], check=True)
    [repository] = yaml.safe_load(examples[0])["repos"]
    known = {hook["id"] for hook in yaml.safe_load(manifest.read_text(encoding="utf-8"))}
    assert {hook["id"] for hook in repository["hooks"]} <= known


def test_the_workflow_of_the_readme_is_safe_and_asks_what_the_action_takes(examples, tmp_path):
    (tmp_path / ".github" / "workflows").mkdir(parents=True)
    (tmp_path / ".github" / "workflows" / "words.yml").write_text(examples[1], encoding="utf-8")
    zizmor = Path(sys.executable).with_name("zizmor")
    found = subprocess.run([zizmor, "--offline", "--quiet", "--no-progress", "--format", "plain", tmp_path], capture_output=True, text=True)
    assert found.returncode == 0, found.stdout + found.stderr
    step = yaml.safe_load(examples[1])["jobs"]["check"]["steps"][-1]
    assert step["with"].keys() <= yaml.safe_load(ACTION.read_text(encoding="utf-8"))["inputs"].keys()


def _checked_by_the_action(folder: Path, **inputs: str) -> subprocess.CompletedProcess:
    """Run what the action runs, in a repository of somebody."""
    command = Path(sys.executable).with_name("csea-terms")
    outside = {**os.environ, "LANGUAGE": "auto", "PROFILE": "", **inputs}
    return subprocess.run([ROOT / ".ci" / "check-text", command], cwd=folder, env=outside, capture_output=True, text=True)


def test_the_action_shows_words_to_avoid_at_their_lines_whatever_files_are_called(tmp_path):
    git(tmp_path, "init", "--quiet")
    for name in ("plain.md", "with space.md", "$(touch made).md", "-l.md", "a,b:c\nd.md", "left out.txt"):
        (tmp_path / name).write_text("# Report\n\nA report on child pornography.\n", encoding="utf-8")
    git(tmp_path, "add", "--all")
    (tmp_path / "not in git.md").write_text("A report on child pornography.\n", encoding="utf-8")
    done = _checked_by_the_action(tmp_path, FILES="*.md\n\n$(touch made)\n`touch made`\n")
    places = re.findall(r"^::error file=(.*?),line=3,col=13::", done.stdout, re.MULTILINE)
    assert (done.returncode, done.stderr) == (1, "") and len(done.stdout.splitlines()) == 5
    assert sorted(places) == sorted(["plain.md", "with space.md", "$(touch made).md", "-l.md", "a%2Cb%3Ac%0Ad.md"])
    assert not (tmp_path / "made").exists()


def test_the_action_says_where_no_file_fits(tmp_path):
    git(tmp_path, "init", "--quiet")
    done = _checked_by_the_action(tmp_path, FILES="*.md\n")
    assert (done.returncode, done.stdout) == (0, "::warning::No file of this repository fits the patterns.\n")


@pytest.mark.parametrize(("inputs", "said"), [({"LANGUAGE": "--fix"}, "Texts in --fix cannot be checked."), ({"PROFILE": "$(id)"}, "'$(id)' is not one of")])
def test_the_action_names_an_input_that_cannot_be(tmp_path, inputs, said):
    git(tmp_path, "init", "--quiet")
    (tmp_path / "a.md").write_text("A report.\n", encoding="utf-8")
    git(tmp_path, "add", "--all")
    done = _checked_by_the_action(tmp_path, FILES="*.md", **inputs)
    assert done.returncode == 2 and said in done.stderr


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_a_form_is_one_that_the_code_host_takes(path):
    # GitHub Docs, "Syntax for issue forms" and "Syntax for GitHub's form schema".
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert {"name", "description", "title", "labels", "body"} == form.keys()
    asked = [element for element in form["body"] if element["type"] != "markdown"]
    assert {element["type"] for element in form["body"]} <= {"markdown", "input", "textarea", "dropdown", "checkboxes"}
    ids, labels = [element["id"] for element in asked], [element["attributes"]["label"] for element in asked]
    assert len({*ids}) == len(ids) and len({*labels}) == len(labels)
    assert all(re.fullmatch(r"[\w-]+", one) for one in ids)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_a_form_warns_before_anything_is_written_and_names_the_private_way(path):
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert PRIVATE in form["body"][0]["attributes"]["value"]
    assert form["body"][-1]["attributes"]["options"][0]["required"] is True


def test_forms_offer_every_language_of_the_site():
    names = {tomllib.loads(path.read_text(encoding="utf-8"))["english_name"] for path in (ROOT / "vocab/languages").glob("*.toml")}
    for path in FORMS:
        for element in yaml.safe_load(path.read_text(encoding="utf-8"))["body"]:
            if element.get("id") == "language":
                assert {*element["attributes"]["options"]} == {*names, "Another one"}, f"Correct the languages of {path.name}"


def test_who_cannot_write_in_public_is_shown_the_private_way():
    config = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE" / "config.yml").read_text(encoding="utf-8"))
    assert config["blank_issues_enabled"] is False
    assert config["contact_links"][0]["url"] == PRIVATE
    assert PRIVATE in (ROOT / "SECURITY.md").read_text(encoding="utf-8")


# The scripts, with a code host that only notes what it is asked


@pytest.fixture
def host(tmp_path, monkeypatch):
    """Return a function that says what the command gh answers from then on; what it was asked stands in ``asked``."""
    folder = tmp_path / "bin"
    folder.mkdir()
    answers = tmp_path / "answer"
    (folder / "gh").write_text(f'#!/bin/sh\nprintf "%s\\n" "$*" >> {tmp_path}/asked\ncat {answers}\n', encoding="utf-8")
    (folder / "gh").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    monkeypatch.setenv("GITHUB_REPOSITORY", "owner/name")
    answers.write_text("", encoding="utf-8")
    return lambda text: answers.write_text(text, encoding="utf-8")


def _report(folder: Path, text: str) -> None:
    folder.mkdir()
    (folder / "number").write_text("7\n", encoding="utf-8")
    (folder / "changes.md").write_text(text, encoding="utf-8")


def test_the_first_report_is_a_new_comment_and_the_next_one_takes_its_place(host, tmp_path):
    _report(tmp_path / "report", "- one\n")
    run = [ROOT / ".ci" / "comment", tmp_path / "report"]
    subprocess.run(run, check=True)
    host("99\n")
    subprocess.run(run, check=True)
    calls = [line for line in (tmp_path / "asked").read_text(encoding="utf-8").splitlines() if "--method" in line]
    body = f"-F body=@{tmp_path}/report/comment.md --silent"
    assert calls == [
        f"api --method POST repos/owner/name/issues/7/comments {body}",
        f"api --method PATCH repos/owner/name/issues/comments/99 {body}",
    ]
    assert (tmp_path / "report" / "comment.md").read_text(encoding="utf-8") == "<!-- csea-terms changes -->\n- one\n"


def test_a_report_that_is_too_long_ends_with_a_whole_line(host, tmp_path):
    _report(tmp_path / "report", "- a line of a report\n" * 5000)
    subprocess.run([ROOT / ".ci" / "comment", tmp_path / "report"], check=True)
    lines = (tmp_path / "report" / "comment.md").read_text(encoding="utf-8").splitlines()
    assert 50_000 < sum(map(len, lines)) < 65_000
    assert {*lines[1:-2]} == {"- a line of a report"} and lines[-1] == "The rest stands in the summary of the check."


def test_nothing_is_written_where_there_is_no_open_pull_request(host, tmp_path):
    (tmp_path / "report").mkdir()
    subprocess.run([ROOT / ".ci" / "comment", tmp_path / "report"], check=True)
    assert not (tmp_path / "asked").exists()


@pytest.fixture
def trusted(tmp_path) -> Path:
    """Return a clone of a small checkout, of which the pull request 7 changes a word, links to a file outside and brings a program."""
    origin = write_checkout(tmp_path / "origin")
    git(origin, "init", "-q", "-b", "main")
    git(origin, "add", "-A")
    git(origin, "commit", "-qm", "All")
    git(origin, "checkout", "-q", "-b", "change")
    words = origin / "vocab/terms/csam/fr.ttl"
    words.write_text(words.read_text(encoding="utf-8").replace("matériel", "contenu"), encoding="utf-8")
    (origin / "vocab/terms/csam/es.ttl").symlink_to("/etc/passwd")
    (origin / "build").mkdir()
    (origin / "build/sitecustomize.py").write_text("raise SystemExit('run')\n", encoding="utf-8")
    git(origin, "add", "-A")
    git(origin, "commit", "-qm", "Change")
    git(origin, "update-ref", "refs/pull/7/head", "HEAD")
    git(origin, "checkout", "-q", "main")
    git(tmp_path, "clone", "-q", str(origin), str(tmp_path / "trusted"))
    (tmp_path / "trusted" / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "report", tmp_path / "trusted" / ".ci" / "report")
    (tmp_path / "trusted" / ".venv").symlink_to(sys.prefix)
    return tmp_path / "trusted"


def _said(repository: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=repository, capture_output=True, text=True, check=True).stdout.strip()


def _sha(repository: Path, name: str) -> str:
    return _said(repository, "rev-parse", name)


def test_the_report_on_a_pull_request_takes_its_vocabulary_and_runs_nothing_of_it(host, trusted, tmp_path, monkeypatch):
    origin = tmp_path / "origin"
    head = _sha(origin, "refs/pull/7/head")
    host(f"7 {_sha(origin, 'main')}\n")
    for name, value in (("HEAD_OWNER", "someone"), ("HEAD_BRANCH", "$(touch run)"), ("HEAD_SHA", head)):
        monkeypatch.setenv(name, value)
    subprocess.run([".ci/report", "report"], cwd=trusted, check=True)
    assert (trusted / "report/number").read_text(encoding="utf-8") == "7\n"
    report = (trusted / "report/changes.md").read_text(encoding="utf-8")
    assert "Renames it in French: “<del>matériel</del><ins>contenu</ins> d’abus sexuels d’enfants”" in report
    assert "root:" not in report and not (trusted / "run").exists()
    assert "-f head=someone:$(touch run)" in (tmp_path / "asked").read_text(encoding="utf-8")


def test_a_pull_request_is_stopped_by_no_layout():
    steps = yaml.safe_load((GITHUB / "workflows" / "check.yml").read_text(encoding="utf-8"))["jobs"]["check"]["steps"]
    run = [step.get("run", "") for step in steps]
    first = next(place for place, text in enumerate(run) if "csea-terms check" in text)
    assert "--changed" in run[first] and next(n for n, text in enumerate(run) if "csea-terms format" in text) < run.index("make site") < run.index("make test")


def test_layout_is_mended_on_the_main_branch_in_one_commit_and_left_alone_where_it_is_right(host, tmp_path):
    origin, work = write_checkout(tmp_path / "origin"), tmp_path / "work"
    words = origin / "vocab/terms/csam/fr.ttl"
    wanted = words.read_bytes()
    words.write_bytes(b"\xef\xbb\xbf" + wanted.replace(b"    skos", b"  skos").replace(b"\n", b"\r\n") + b"\n")
    git(origin, "init", "-q", "-b", "main")
    git(origin, "add", "-A")
    git(origin, "commit", "-qm", "All")
    git(origin, "checkout", "-q", "--detach")
    git(tmp_path, "clone", "-q", "-b", "main", str(origin), str(work))
    (work / ".venv").symlink_to(sys.prefix)
    for _ in range(2):
        subprocess.run([ROOT / ".ci" / "layout"], cwd=work, check=True)
    assert _said(origin, "show", "main:vocab/terms/csam/fr.ttl") + "\n" == wanted.decode()
    assert _said(origin, "log", "--format=%s", "main").splitlines() == ["Files in the form that all share", "All"]


def test_earlier_releases_stand_below_the_site_and_a_spoilt_one_stops_publishing(tmp_path, monkeypatch):
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("as it was", encoding="utf-8")
    write_bundle(site, Release("2026.11", "2026-11-02", ("The first.",)), None, tmp_path / "files", {})
    (tmp_path / "bin").mkdir()
    gh = tmp_path / "bin" / "gh"
    # "release list" names the releases; "release download" puts the files into the folder that is named last.
    listed = "printf '2026.11\\n../../x\\nnightly\\n'"
    gh.write_text(f'#!/bin/bash\nif [ "$2" = list ]; then {listed}; else cp {tmp_path}/files/* "${{@: -1}}"; fi\n', encoding="utf-8")
    gh.chmod(0o755)
    monkeypatch.setenv("PATH", f"{gh.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("GITHUB_REPOSITORY", "owner/name")
    run = [ROOT / ".ci" / "releases", tmp_path / "public" / "releases"]
    subprocess.run(run, check=True)
    assert [path.name for path in (tmp_path / "public/releases").iterdir()] == ["2026.11"]
    assert (tmp_path / "public/releases/2026.11/index.html").read_text(encoding="utf-8") == "as it was"
    archive = tmp_path / "files" / "csea-terms-2026.11.tar.gz"
    archive.write_bytes(archive.read_bytes() + b"x")
    assert subprocess.run(run, capture_output=True).returncode != 0
