"""``pip install .`` gives the command, with the vocabulary, the site's sources and the shapes inside."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from benchmarks.installed import install, make_wheel
from csea_terms import Vocabulary
from tests.checkout import write_checkout

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
    expected = {path.relative_to(package).as_posix() for path in (package / "csea_terms").rglob("*.py")}
    expected |= {f"csea_terms/_checkout/site/{p.relative_to(ROOT / 'site').as_posix()}" for p in (ROOT / "site").rglob("*") if p.is_file()}
    expected |= {f"csea_terms/_checkout/shapes/{path.name}" for path in (ROOT / "shapes").glob("*.ttl")}
    expected |= {f"csea_terms/_checkout/{name}" for name in ("mkdocs.yml", "compiled/glossary.json", "compiled/search/names.json")}
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
        assert json.loads(done.stdout) == Vocabulary(glossary).lookup(word, language) != []


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


@pytest.mark.parametrize("command", [("check",), ("build",), ("format",), ("names",), ("propose",), ("zip", "fr"), ("changes",), ("map", "csam", "icd-11")])
def test_what_needs_a_checkout_says_so(outside, command, tmp_path):
    done = outside(*command)
    said = f"There is no vocab/ folder in {tmp_path}. This needs a checkout: go to one, or name it with --root DIR.\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


def test_a_look_up_waits_for_no_library_that_it_does_not_need(installed, tmp_path):
    program = "import sys; sys.argv[1:] = ['lookup', 'child pornography']; from csea_terms.cli import main; main(); print(*sys.modules, sep='\\n')"
    done = subprocess.run([installed / "bin" / "python", "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60)
    assert {"pyoxigraph", "rdflib", "pyshacl", "babel", "pypinyin", "rich", "jinja2", "yaml"} & set(done.stdout.splitlines()) == set()


def test_a_broken_file_of_the_package_is_told_in_a_sentence(installed, outside):
    path = next(installed.glob("lib/python*/site-packages/csea_terms/_checkout/compiled/search/names.json"))
    kept = path.with_suffix(".kept")
    shutil.copy(path, kept)
    path.write_bytes(path.read_bytes()[:1000])
    done = outside("lookup", "child pornography")
    kept.replace(path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{path} cannot be read (") and done.stderr.endswith("Install csea-terms again.\n")


def test_git_does_not_ignore_the_generator():
    done = subprocess.run(["git", "check-ignore", "build/csea_terms/cli.py"], cwd=ROOT, capture_output=True)
    assert done.returncode == 1, "a build/ line in .gitignore makes the wheel ship without its package"
