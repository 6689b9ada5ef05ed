"""``pip install .`` gives the command, with the vocabulary, the site's sources and the shapes inside."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path
from subprocess import CompletedProcess

import pytest

import csea_terms
from benchmarks.installed import install, make_wheel
from csea_terms import Vocabulary
from tests.checkout import write_checkout
from tests.test_history import git

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    return make_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """A fresh environment in which pip has installed the wheel."""
    folder = tmp_path_factory.mktemp("installed")
    install(wheel, folder)
    return folder


@pytest.fixture
def outside(installed, tmp_path):
    """A function that runs the installed command in a folder that is no checkout."""

    def run(*arguments: str) -> CompletedProcess:
        command = [installed / "bin" / "csea-terms", *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)

    return run


def test_the_wheel_holds_every_module_and_what_they_read(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "build"
    expected = {path.relative_to(package).as_posix() for path in (package / "csea_terms").rglob("*") if path.suffix in (".py", ".toml")}
    expected |= {f"csea_terms/_checkout/site/{p.relative_to(ROOT / 'site').as_posix()}" for p in (ROOT / "site").rglob("*") if p.is_file()}
    expected |= {f"csea_terms/_checkout/shapes/{path.name}" for path in (ROOT / "shapes").glob("*.ttl")}
    expected |= {f"csea_terms/_checkout/{name}" for name in ("mkdocs.yml", "compiled/glossary.json", "compiled/search/names.json")}
    expected.add("csea_terms/py.typed")
    assert expected - names == set()
    assert [name for name in names if name.endswith(".pyc")] == []


def test_what_is_installed_builds_a_vocabulary_that_has_no_shapes_or_site_of_its_own(wheel, tmp_path):
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    root = write_checkout(tmp_path / "checkout")
    program = (
        f"import sys; sys.path.insert(0, {str(installed)!r}); import csea_terms.cli as cli;"
        f" assert cli.__file__.startswith({str(installed)!r}); sys.argv[0] = 'csea-terms'; cli.main()"
    )
    command = [sys.executable, "-P", "-c", program, "--quiet", "--root", str(root), "build"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    assert (root / "public/en/terms/csam/index.html").is_file()


def test_words_are_looked_up_outside_a_checkout_as_in_one(outside, glossary):
    for word, language in (("child pornography", "en"), ("pédopornographie", "fr"), ("ertong", "zh"), ("تحرش", "ar"), ("T74.22XA", "en"), ("groming", "en")):
        done = outside("lookup", word, "--language", language, "--json")
        assert json.loads(done.stdout) == [hit.as_dict() for hit in Vocabulary(glossary).lookup(word, language)] != []


def test_what_only_reads_works_outside_a_checkout(outside, tmp_path):
    (tmp_path / "text.md").write_text("A report on child pornography.\n", encoding="utf-8")
    (tmp_path / "data.csv").write_text("category\n030221\n", encoding="utf-8")
    # Folders that anybody may have.
    (tmp_path / "vocab").mkdir()
    (tmp_path / "site").mkdir()
    done = outside("check-text", "text.md")
    assert (done.returncode, done.stdout.split(" ")[0]) == (1, "text.md:1:13:")
    recoding = ("recode", "data.csv", "-c", "category", "--from", "iccs-2015", "--to", "ncmec-cybertipline", "-o", "recoded.csv")
    for command in (recoding, ("crosswalk", "iccs-2015", "csea", "-o", "pair.csv"), ("stats",), ("word-lists", "fr"), ("worklist", "fr"),
                    ("scheme-table", "iccs-2015"), ("book", "fr", "--format", "epub")):  # fmt: skip
        assert (command[0], outside(*command).returncode) == (command[0], 0)
    assert (tmp_path / "csea-terms-fr.epub").is_file()
    assert len((tmp_path / "recoded.csv").read_text(encoding="utf-8-sig").splitlines()) == 2


CLIENT = ROOT / "tests" / "typed_client.py"


def test_a_client_that_uses_all_that_is_public_runs(installed, tmp_path):
    done = subprocess.run([installed / "bin" / "python", CLIENT], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "There is no concept called no-such-concept."
    imported = {name.name for node in ast.walk(ast.parse(CLIENT.read_text(encoding="utf-8"))) if isinstance(node, ast.ImportFrom)
                and node.module == "csea_terms" for name in node.names}  # fmt: skip
    assert imported == {*csea_terms.__all__}, "Use what is new in tests/typed_client.py"


def test_mypy_accepts_such_a_client_and_sees_a_mistake(installed, tmp_path):
    wrong = tmp_path / "wrong.py"
    wrong.write_text("from csea_terms import Vocabulary\n\nprint(Vocabulary.load().lookup(1)[0].name)\n", encoding="utf-8")
    mypy = [sys.executable, "-m", "mypy", "--strict", "--python-executable", str(installed / "bin" / "python"), "--cache-dir", str(tmp_path)]
    accepted = subprocess.run([*mypy, CLIENT], cwd=tmp_path, capture_output=True, text=True)
    assert accepted.stdout == "Success: no issues found in 1 source file\n"
    refused = subprocess.run([*mypy, wrong], cwd=tmp_path, capture_output=True, text=True)
    assert re.findall(r"\[([a-z-]+)\]$", refused.stdout, re.MULTILINE) == ["attr-defined", "arg-type"]


@pytest.mark.parametrize(("shell", "begins"), [("bash", "_csea_terms_completion() {"), ("zsh", "#compdef csea-terms"), ("fish", "function _csea_terms_completion;")])
def test_each_shell_is_given_what_completes_commands_and_options(installed, tmp_path, shell, begins):
    command = installed / "bin" / "csea-terms"
    source = subprocess.run([command], cwd=tmp_path, env={**os.environ, "_CSEA_TERMS_COMPLETE": f"{shell}_source"}, capture_output=True, text=True)
    assert source.returncode == 0 and source.stdout.lstrip().startswith(begins)
    asked = {"_CSEA_TERMS_COMPLETE": f"{shell}_complete", "COMP_WORDS": "csea-terms check-text --pro", "COMP_CWORD": "2" if shell != "fish" else "--pro"}
    found = subprocess.run([command], cwd=tmp_path, env={**os.environ, **asked}, capture_output=True, text=True)
    assert (found.returncode, "--profile" in found.stdout) == (0, True)


@pytest.mark.parametrize("command", [("check",), ("build",), ("format",), ("names",), ("propose",), ("zip", "fr"), ("changes",), ("map", "csam", "icd-11")])
def test_what_needs_a_checkout_says_so(outside, command, tmp_path):
    done = outside(*command)
    said = f"There is no vocab/ folder in {tmp_path}. This needs a checkout: go to one, or name it with --root DIR.\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


def test_a_look_up_waits_for_no_library_that_it_does_not_need(installed, tmp_path):
    program = "import sys; sys.argv[1:] = ['lookup', 'child pornography']; from csea_terms.cli import main; main(); print(*sys.modules, sep='\\n')"
    done = subprocess.run([installed / "bin" / "python", "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60)
    assert {"pyoxigraph", "rdflib", "pyshacl", "babel", "pypinyin", "rich", "jinja2", "yaml", "csea_terms.crosswalks.recoding"} & set(done.stdout.splitlines()) == set()


def test_a_broken_file_of_the_package_is_told_in_a_sentence(installed, outside):
    path = next(installed.glob("lib/python*/site-packages/csea_terms/_checkout/compiled/search/names.json"))
    kept = path.with_suffix(".kept")
    shutil.copy(path, kept)
    path.write_bytes(path.read_bytes()[:1000])
    done = outside("lookup", "child pornography")
    kept.replace(path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{path} cannot be read (") and done.stderr.endswith("Install csea-terms again.\n")


def _answer(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def published(tmp_path) -> Path:
    """This work as a repository that others name in their settings."""
    folder = tmp_path / "published"
    for name in _answer(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")[:-1]:
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "All")
    return folder


@pytest.fixture
def without_network(tmp_path, monkeypatch) -> None:
    """Let pip take no library from anywhere: pre-commit's environments have those that these tests run with."""
    settings = {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0", "PYTHONPATH": sysconfig.get_path("purelib")}
    for name, value in {**settings, "PRE_COMMIT_HOME": str(tmp_path / "pre-commit")}.items():
        monkeypatch.setenv(name, value)


def test_a_commit_with_a_word_to_avoid_is_stopped_by_pre_commit(published, without_network, tmp_path):
    work = tmp_path / "work"
    work.mkdir()
    git(work, "init", "--quiet")
    repo = {"repo": published.as_uri(), "rev": _answer(published, "rev-parse", "HEAD").strip(), "hooks": [{"id": "check-text"}]}
    (work / ".pre-commit-config.yaml").write_text(json.dumps({"repos": [repo]}), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "pre_commit", "install"], cwd=work, check=True, capture_output=True)
    (work / "report of May.md").write_text("A report on child pornography.\n", encoding="utf-8")
    (work / "data.csv").write_text("child pornography\n", encoding="utf-8")
    git(work, "add", "--all")
    commit = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "A report")
    stopped = subprocess.run(commit, cwd=work, capture_output=True, text=True)
    assert stopped.returncode == 1
    assert "report of May.md:1:13: “child pornography” (avoid). Say: child sexual abuse material." in stopped.stderr
    assert "data.csv" not in stopped.stderr
    (work / "report of May.md").write_text("A report on child sexual abuse material.\n", encoding="utf-8")
    git(work, "add", "--all")
    assert subprocess.run(commit, cwd=work, capture_output=True).returncode == 0


def test_git_does_not_ignore_the_generator():
    done = subprocess.run(["git", "check-ignore", "build/csea_terms/cli.py"], cwd=ROOT, capture_output=True)
    assert done.returncode == 1, "a build/ line in .gitignore makes the wheel ship without its package"
