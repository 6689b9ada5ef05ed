"""A preview of a proposal that has errors: built, marked on every page, with the list of what is wrong."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from csea_terms.checking.check import check
from csea_terms.cli import cli
from csea_terms.errors import ContentError
from csea_terms.publishing.website import build, build_draft
from csea_terms.reading.repository import Repository
from csea_terms.reading.usable import usable
from tests.checkout import ALPHA, FILES, ROOT, write, write_checkout
from tests.small_glossary import HOSTILE
from tests.test_lint import CASES

pytestmark = pytest.mark.slow

REPORT = "vocab/terms/report"
RULES = {
    "a row of a term that is not there": ({}, ALPHA + ALPHA.replace("csam", "nothing")),
    "a row of a code that is not there": ({}, ALPHA.replace("011", "99")),
    "a confidence that is no number": ({}, ALPHA.replace("0.90", "high")),
    "a term below itself": ({f"{REPORT}/concept.ttl": FILES[f"{REPORT}/concept.ttl"].replace("materials", "report")}, ALPHA),
    "a term below none": ({"vocab/terms/csam/concept.ttl": FILES["vocab/terms/csam/concept.ttl"].replace("skos:broader term:materials", "skos:broader term:no")}, ALPHA),
    "a source and a sector that are not there": (
        {f"{REPORT}/concept.ttl": FILES[f"{REPORT}/concept.ttl"].replace("source:guide", "source:no").replace("sector:hotlines", "sector:no")}, ALPHA),
    "a term without its words": ({f"{REPORT}/en.ttl": 'term:report skos:scopeNote "A note."@en .'}, ALPHA),
    "a scheme without codes": ({"vocab/crosswalks/alpha/scheme.ttl": "<https://w3id.org/csea-terms/crosswalks/alpha> a skos:ConceptScheme ."}, ALPHA),
}  # fmt: skip


@pytest.fixture(scope="module")
def cache(tmp_path_factory) -> Path:
    """A cache that all previews of this module share, for the frames of the pages take longest."""
    return tmp_path_factory.mktemp("draft") / "cache"


def drafted(root: Path, cache: Path) -> dict[str, str]:
    """Build a preview and return its pages."""
    build_draft(Repository(root, cache=cache))
    folder = root / "draft"
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}


def spoilt(root: Path) -> Path:
    """A checkout with a wording that breaks a rule, a file of which a line cannot be read, and one that is no text."""
    write_checkout(root, {f"{REPORT}/en.ttl": FILES[f"{REPORT}/en.ttl"].replace("statement to", "Report, or statement to")})
    words = root / "vocab/terms/csam/fr.ttl"
    words.write_text(words.read_text(encoding="utf-8").replace('"@fr ;', "@fr ;"), encoding="utf-8")
    (root / "vocab/terms/known-csam/en.ttl").write_bytes(b"\xff\xfe")
    write(root, f"vocab/terms/{HOSTILE.replace('/', '')[:40]}.ttl", "stray")
    return root


def test_every_page_of_a_preview_is_marked_and_says_what_is_wrong(tmp_path, cache):
    root = spoilt(tmp_path / "checkout")
    pages = drafted(root, cache)
    strings = {tag: tomllib.loads((ROOT / f"vocab/languages/{tag}.toml").read_text(encoding="utf-8"))["strings"] for tag in ("en", "fr")}
    for path, text in pages.items():
        assert '<meta name="robots" content="noindex">' in text, path
        assert strings["fr" if path.startswith("fr/") else "en"]["draft_says"].replace("'", "&#x27;") in text, path
        link = re.search(r'<a href="([^"]*draft/index.html)"', text)[1]
        assert path == "404.html" or (root / "draft" / path).parent.joinpath(link).is_file(), path
    assert "Report, or statement to" in pages["en/terms/report/index.html"]
    listed = pages["draft/index.html"]
    assert "<h2>Files that this preview does not show: 1</h2>" in listed and "vocab/terms/known-csam/en.ttl</code></li>" in listed
    for place in ("vocab/terms/report/en.ttl:", "vocab/terms/csam/fr.ttl:", "vocab/terms/known-csam/en.ttl:1"):
        assert f'<code dir="ltr">{place}' in listed
    assert "definition-circular" in listed and "&lt;script&gt;" in listed and "<script>alert" not in listed


def test_a_preview_is_no_release_and_leaves_the_site_alone(tmp_path, cache):
    root = write_checkout(tmp_path / "checkout")
    write(root, "CHANGELOG.md", "## Unreleased\n\n## 2026.12 (2026-12-01)\n- All.\n")
    build(Repository(root))
    before = {path: path.stat().st_mtime_ns for path in (root / "public").rglob("*")}
    drafted(root, cache)
    assert {path: path.stat().st_mtime_ns for path in (root / "public").rglob("*")} == before
    assert 'owl:versionInfo "2026.12"' in (root / "public/data/csea-terms.ttl").read_text(encoding="utf-8")
    assert "owl:versionInfo" not in (root / "draft/data/terms/csam.ttl").read_text(encoding="utf-8")
    assert build(Repository(root)).current


@pytest.mark.parametrize(("files", "alpha"), RULES.values(), ids=RULES)
def test_what_is_wrong_with_the_content_does_not_stop_a_preview(tmp_path, cache, files, alpha):
    pages = drafted(write_checkout(tmp_path / "checkout", files, alpha=alpha), cache)
    assert "en/terms/csam/index.html" in pages and "<h2>Errors" in pages["draft/index.html"]


def test_a_file_that_no_page_can_show_is_left_out_whole(tmp_path, cache):
    root = write_checkout(tmp_path / "checkout")
    CASES["language-file-text"][0](root)
    pages = drafted(root, cache)
    assert not any(path.startswith("fr/") for path in pages) and "vocab/languages/fr.toml</code></li>" in pages["draft/index.html"]


@pytest.mark.parametrize("path", ["vocab/scheme.ttl", "vocab/languages/en.toml"])
def test_without_the_vocabulary_itself_there_is_nothing_to_show(tmp_path, cache, path):
    root = write_checkout(tmp_path / "checkout")
    (root / path).write_text("[[", encoding="utf-8")
    with pytest.raises(ContentError):
        drafted(root, cache)
    assert not (root / "draft").exists()


def test_what_only_building_finds_is_listed_too(tmp_path, cache):
    root = write_checkout(tmp_path / "checkout")
    write(root, "vocab/published.tsv", "address\tdata/words.csv\n")
    write(root, "vocab/retired.tsv", "address\tdata/words.csv\tdata/nothing.csv\n")
    assert "data/words.csv points on to data/nothing.csv, and there is nothing" in drafted(root, cache)["draft/index.html"]


def test_a_valid_vocabulary_is_left_as_it_is(tmp_path):
    loaded = check(Repository(write_checkout(tmp_path / "checkout"))).loaded
    found = usable(loaded)
    assert found.left_out == () and found.loaded.files == loaded.files
    assert (found.loaded.tables, found.loaded.code_tables) == (loaded.tables, loaded.code_tables)


def test_the_command_builds_a_preview_and_tells_the_problems(tmp_path):
    root = spoilt(tmp_path / "checkout")
    shown = CliRunner().invoke(cli, ["--root", str(root), "build", "--draft"], catch_exceptions=False)
    assert shown.exit_code == 0 and "(definition-circular)" in shown.output and "vocab/terms/report/en.ttl:" in shown.output
    assert f"{root / 'draft'} built: " in shown.output
