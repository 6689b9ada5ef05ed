"""The habits of the house, as tests: layers, top level, sizes, documented commands."""

import ast
import re
import subprocess
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from click.testing import CliRunner

from csea_terms import cli

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "build" / "csea_terms"

ROOMS = (
    "errors", "names", "parallel", "text", "formats", "usages", "code_mappings", "days", "releases", "model", "reading", "search", "textcheck", "checking", "crosswalks", "translating",
    "proposing", "publishing", "changes", "releasing", "vocabulary", "api", "frames", "cli", "__init__", "__main__",
)  # fmt: skip
"""Everything at the top of the package; a module imports only from its own room and from those before it."""

TOP_LEVEL = {
    ".ci", ".dockerignore", ".github", ".gitignore", ".pre-commit-hooks.yaml", "ARCHITECTURE.md", "CHANGELOG.md", "CITATION.cff", "CODE_OF_CONDUCT.md", "CONTRIBUTING.md", "GOVERNANCE.md",
    "LICENSE", "LICENSE-vocabulary", "Makefile", "README.md", "SECURITY.md", "action.yml", "benchmarks", "build", "deploy", "mkdocs.yml",
    "pyproject.toml", "requirements.lock", "shapes", "site", "tests", "vocab", "w3id",
}  # fmt: skip


def _name(path: Path) -> str:
    """Return the dotted name of a module below the package, such as ``reading.load``; a folder's is that of its ``__init__``."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)


MODULES = {_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def _imports(path: Path) -> set[str]:
    """Return the modules of ours that a module imports, be it only inside a function or for its types."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("csea_terms."):
            name = node.module.removeprefix("csea_terms.")
            for member in node.names:
                found.add(f"{name}.{member.name}" if f"{name}.{member.name}" in MODULES else name)
        elif isinstance(node, ast.ImportFrom) and node.module == "csea_terms":
            found |= {member.name for member in node.names if member.name in MODULES}
    return found


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_one_way(module):
    place = ROOMS.index(module.split(".")[0])
    assert {name for name in _imports(MODULES[module]) if ROOMS.index(name.split(".")[0]) > place} == set()


def test_no_modules_import_each_other_in_a_circle():
    sorter = TopologicalSorter({module: _imports(path) - {module} for module, path in MODULES.items()})
    try:
        sorter.prepare()
    except CycleError as error:
        pytest.fail("These import each other; move what both need to a module below: " + " → ".join(error.args[1]))


def test_every_room_is_in_its_place():
    assert {name.split(".")[0] for name in MODULES} == set(ROOMS)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_stays_small(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300, "Split it by what it does"


def test_only_the_skin_knows_mkdocs():
    knowing = [p.name for p in PACKAGE.rglob("*.py") if re.search(r"^\s*(from|import) (mkdocs|material)", p.read_text("utf-8"), re.M)]
    assert knowing == ["skin.py"]


def test_the_top_level_holds_what_it_should():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {line.split("/")[0] for line in listed.splitlines()} == TOP_LEVEL, "Move what is new below, or add it to TOP_LEVEL"


def test_the_generator_is_not_ignored_by_git():
    # A build/ line in .gitignore would make hatchling ship a package without the program.
    ignored = subprocess.run(["git", "check-ignore", "build/csea_terms/errors.py"], cwd=ROOT, capture_output=True)
    assert ignored.returncode == 1


@pytest.mark.parametrize("name", sorted(cli.cli.commands))
def test_every_command_is_documented(name):
    texts = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md"))
    assert f"csea-terms {name}" in texts, "Show the command in README.md or CONTRIBUTING.md"
    shown = CliRunner().invoke(cli.cli, [name, "--help"])
    assert shown.exit_code == 0 and re.sub(r"\s+", " ", cli.cli.commands[name].help).strip() in re.sub(r"\s+", " ", shown.output)


def test_the_base_address_stands_in_one_place_of_the_code():
    holding = [p.name for p in PACKAGE.rglob("*.py") if '"https://w3id.org/csea-terms/' in p.read_text(encoding="utf-8")]
    assert holding == ["names.py"]


_MEND = "Correct ARCHITECTURE.md"


def _architecture() -> str:
    return (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


def test_the_architecture_page_draws_every_room():
    drawing = _architecture().split("## The flow")[0]
    rooms = [name for name in ROOMS if not name.startswith("__")]
    assert [name for name in rooms if f"{name}/ " not in drawing and f"{name}.py" not in drawing and f"{name}/\n" not in drawing] == [], _MEND


def test_every_path_of_the_architecture_page_exists():
    named = re.findall(r"`((?:vocab|shapes|build|site|tests|benchmarks)/[^`]*)`", _architecture())
    # A placeholder such as <concept> stands for any folder or file of that kind.
    assert len(named) > 20
    assert [path for path in named if not any(ROOT.glob(re.sub(r"<\w+>", "*", path)))] == [], _MEND
