"""``pip install .`` gives the command, with the site's sources and the shapes inside."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.checkout import write_checkout

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, timeout=120)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_every_module_and_what_they_read(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "build"
    expected = {path.relative_to(package).as_posix() for path in package.rglob("*.py")}
    expected |= {f"csea_terms/_checkout/site/{p.relative_to(ROOT / 'site').as_posix()}" for p in (ROOT / "site").rglob("*") if p.is_file()}
    expected |= {f"csea_terms/_checkout/shapes/{path.name}" for path in (ROOT / "shapes").glob("*.ttl")}
    expected.add("csea_terms/_checkout/mkdocs.yml")
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


def test_git_does_not_ignore_the_generator():
    done = subprocess.run(["git", "check-ignore", "build/csea_terms/cli.py"], cwd=ROOT, capture_output=True)
    assert done.returncode == 1, "a build/ line in .gitignore makes the wheel ship without its package"
