"""The habits of the house, as tests: layers, top level, sizes, documented commands."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from csea_terms import cli

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "build" / "csea_terms"

LAYERS = (
    ("errors", "names", "fold", "beside", "digests", "sentences", "locators"),
    ("problem", "model", "turtle", "statements", "misnamed", "sssom", "sssom_rdf", "tables", "progress", "matching", "scripts", "stats"),
    ("repository", "report", "curies", "memory"),
    ("load", "schemes"),
    ("format", "lint", "mapping_graph", "shapes"),
    ("check", "assemble", "published", "crosswalk", "lookup"),
    ("worklist", "recode"),
    ("aselo", "exports", "pages", "translations", "adoption"),
    ("vocabulary", "website"),
    ("serve",),
    ("cli",),
    ("__main__", "__init__"),
)
LAYER_OF = {name: place for place, names in enumerate(LAYERS) for name in names}

TOP_LEVEL = {
    ".ci", ".github", ".gitignore", "ARCHITECTURE.md", "CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md", "LICENSE",
    "LICENSE-vocabulary", "Makefile", "README.md", "benchmarks", "build", "mkdocs.yml", "pyproject.toml",
    "requirements.lock", "shapes", "site", "tests", "vocab",
}  # fmt: skip


def _imports(path: Path) -> set[str]:
    """Return the top modules of ours that a module imports when it is loaded (TYPE_CHECKING blocks aside)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and (n.module or "").startswith("csea_terms.")]
    guarded = {id(n) for block in ast.walk(tree) if isinstance(block, ast.If) for n in ast.walk(block)}
    return {node.module.split(".")[1] for node in nodes if id(node) not in guarded}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_one_way(path):
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    upward = {name for name in _imports(path) - {own} if LAYER_OF[name] > LAYER_OF[own]}
    assert upward == set()


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_stays_small(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_only_the_skin_knows_mkdocs():
    knowing = [p.name for p in PACKAGE.rglob("*.py") if re.search(r"^\s*(from|import) (mkdocs|material)", p.read_text("utf-8"), re.M)]
    assert knowing == ["skin.py"]


def test_the_top_level_holds_what_it_should():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {line.split("/")[0] for line in listed.splitlines()} == TOP_LEVEL


def test_the_generator_is_not_ignored_by_git():
    # A build/ line in .gitignore would make hatchling ship a package without the program.
    ignored = subprocess.run(["git", "check-ignore", "build/csea_terms/errors.py"], cwd=ROOT, capture_output=True)
    assert ignored.returncode == 1


@pytest.mark.parametrize("name", sorted(cli.cli.commands))
def test_every_command_is_documented(name):
    texts = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md"))
    assert f"csea-terms {name}" in texts
    shown = CliRunner().invoke(cli.cli, [name, "--help"])
    assert shown.exit_code == 0 and re.sub(r"\s+", " ", cli.cli.commands[name].help).strip() in re.sub(r"\s+", " ", shown.output)


def test_the_base_address_stands_in_one_place_of_the_code():
    holding = [p.name for p in PACKAGE.rglob("*.py") if '"https://w3id.org/csea-terms/' in p.read_text(encoding="utf-8")]
    assert holding == ["names.py"]
