"""A release: what makes it one, what is published of it, what is handed out."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
import zipfile
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from csea_terms.changes.change import Change, Quote, Report
from csea_terms.cli import cli
from csea_terms.errors import ContentError, UsageError
from csea_terms.formats.turtle import write_turtle
from csea_terms.publishing.triples.vocabulary import vocabulary_triples
from csea_terms.publishing.published_names import published_names
from csea_terms.publishing.website import build
from csea_terms.publishing.website.feed import feed
from csea_terms.reading.assemble import assemble
from csea_terms.reading.history import releases_of
from csea_terms.reading.load import load
from csea_terms.reading.repository import Repository
from csea_terms.releases import Release, Releases, read_releases
from csea_terms.releasing.bundle import write_bundle
from csea_terms.releasing.declare import declared, declared_before
from csea_terms.releasing.zenodo import data_archive, deposition
from tests.checkout import ROOT, write, write_checkout
from tests.small_glossary import HOSTILE, small_glossary
from tests.test_history import git

CITATION = 'cff-version: 1.2.0\ntitle: "Small"\nversion: 0.1.0\nlicense: CC-BY-4.0\nauthors:\n  - name: "A group"\n'
CHANGELOG = "# Changelog\n\n## Unreleased\n- A new\n  word.\n- Another.\n\n## 2026.11 (2026-11-02)\n- The first.\n"
FIRST, SECOND = Release("2026.11", "2026-11-02", ("The first.",)), Release("2026.12", "2026-12-01", (f"A {HOSTILE} word.",))


@pytest.fixture
def root(tmp_path) -> Path:
    root = write_checkout(tmp_path / "checkout")
    (root / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    (root / "CITATION.cff").write_text(CITATION, encoding="utf-8")
    return root


def test_the_changelog_of_this_checkout_can_be_released():
    releases = read_releases((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert releases.unreleased or releases.published


def test_declaring_gives_the_changelog_a_heading_and_the_citation_a_version(root):
    texts = declared(root, "2026.12", date(2026, 12, 1))
    assert texts["CHANGELOG.md"] == CHANGELOG.replace("## Unreleased\n", "## Unreleased\n\n## 2026.12 (2026-12-01)\n")
    cited = yaml.safe_load(texts["CITATION.cff"])
    assert cited == {"cff-version": "1.2.0", "title": "Small", "license": "CC-BY-4.0", "authors": [{"name": "A group"}], "version": "2026.12", "date-released": date(2026, 12, 1)}
    releases = read_releases(texts["CHANGELOG.md"])
    assert releases.current == Release("2026.12", "2026-12-01", ("A new word.", "Another.")) and releases.published[1] == FIRST
    assert (root / "CHANGELOG.md").read_text(encoding="utf-8") == CHANGELOG


@pytest.mark.parametrize(("version", "said"), [("1.0", "no version"), ("2026.13", "no version"), ("2026.11", "does not come after"), ("../x", "no version")])
def test_a_version_that_cannot_be_is_refused(root, version, said):
    with pytest.raises(UsageError, match=said):
        declared(root, version, date(2026, 12, 1))


def test_without_a_change_there_is_nothing_to_release(root):
    (root / "CHANGELOG.md").write_text("## Unreleased\n\n## 2026.11 (2026-11-02)\n- The first.\n", encoding="utf-8")
    with pytest.raises(UsageError, match="nothing to release"):
        declared(root, "2026.12", date(2026, 12, 1))


def _said(releases: Releases) -> list[str]:
    turtle = write_turtle([t for t in vocabulary_triples(replace(small_glossary(), releases=releases)) if t.subject.value.endswith("/scheme")])
    wanted = ("owl:", "dcterms:issued", "dcterms:modified")
    return sorted(line.strip(" ;") for line in turtle.splitlines() if line.strip().startswith(wanted))


def test_the_published_scheme_says_which_release_it_is():
    assert _said(Releases((SECOND, FIRST))) == [
        'dcterms:issued "2026-11-02"^^xsd:date',
        'dcterms:modified "2026-12-01"^^xsd:date',
        "owl:priorVersion <https://w3id.org/csea-terms/releases/2026.11/>",
        "owl:versionIRI <https://w3id.org/csea-terms/releases/2026.12/>",
        'owl:versionInfo "2026.12"',
    ]


def test_what_came_after_a_release_does_not_say_that_it_is_that_release():
    assert _said(Releases((SECOND, FIRST), ("Something.",))) == [
        'dcterms:issued "2026-11-02"^^xsd:date',
        "owl:priorVersion <https://w3id.org/csea-terms/releases/2026.12/>",
    ]
    assert _said(Releases((), ("Something.",))) == []


def test_the_feed_is_atom_and_holds_texts_as_texts():
    assert feed(small_glossary()) == ""
    found = ElementTree.fromstring(feed(replace(small_glossary(), releases=Releases((SECOND, FIRST)))))
    atom = "{http://www.w3.org/2005/Atom}"
    assert found.tag == f"{atom}feed" and found.findtext(f"{atom}updated") == "2026-12-01T00:00:00Z"
    assert [entry.findtext(f"{atom}id") for entry in found.iter(f"{atom}entry")] == [
        "https://w3id.org/csea-terms/releases/2026.12/",
        "https://w3id.org/csea-terms/releases/2026.11/",
    ]
    content = found.find(f"{atom}entry/{atom}content")
    assert content.get("type") == "html" and "<script" not in content.text and "&lt;script" in content.text


def test_what_is_handed_out_is_the_same_for_the_same_site_and_its_checksums_hold(tmp_path):
    site = tmp_path / "site"
    for path, text in {"index.html": "a", "en/terms/csam/index.html": "b", "releases/2026.11/index.html": "old"}.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    report = Report((Change("guidance", "concept", "csam", ("Says ", Quote("*")), "en"),))
    books = {"csea-terms-2026.11-en.pdf": b"book"}
    first = write_bundle(site, FIRST, report, tmp_path / "one", books)
    (site / "index.html").touch()
    second = write_bundle(site, FIRST, report, tmp_path / "two", books)
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    with tarfile.open(first[0]) as archive:
        assert [member.name for member in archive if member.isfile()] == ["2026.11/en/terms/csam/index.html", "2026.11/index.html"]
    assert first[2].name in books and first[2].read_bytes() == b"book"
    lines = first[3].read_text(encoding="utf-8").splitlines()
    assert len(lines) == 3
    for line in lines:
        checksum, name = line.split("  ")
        assert hashlib.sha256((tmp_path / "one" / name).read_bytes()).hexdigest() == checksum
    notes = first[1].read_text(encoding="utf-8")
    assert notes.startswith("# 2026.11\n\n- The first.\n\n## What this change does\n") and "Says “&#42;”" in notes


PERSON = "  - family-names: Name\n    given-names: Given\n    orcid: https://orcid.org/0000-0002-1825-0097\n    affiliation: An institute\n"


def test_zenodo_is_told_what_the_citation_and_the_scheme_say():
    glossary = replace(small_glossary(), releases=Releases((SECOND, FIRST)), description={"en": f"A {HOSTILE} vocabulary"})
    told = json.loads(deposition(f"{CITATION}{PERSON}keywords: [SKOS]\n", glossary, SECOND))
    assert told.keys() == {"metadata"}
    description = told["metadata"].pop("description")
    assert told["metadata"] == {
        "upload_type": "dataset",
        "title": "Small",
        "creators": [{"name": "A group"}, {"name": "Name, Given", "affiliation": "An institute", "orcid": "0000-0002-1825-0097"}],
        "publication_date": "2026-12-01",
        "version": "2026.12",
        "access_right": "open",
        "license": "CC-BY-4.0",
        "keywords": ["SKOS"],
        "related_identifiers": [
            {"identifier": "https://w3id.org/csea-terms/releases/2026.12/", "relation": "isIdenticalTo"},
            {"identifier": "https://github.com/csea-terms/csea-terms/tree/2026.12", "relation": "isDerivedFrom"},
            {"identifier": "https://w3id.org/csea-terms/releases/2026.11/", "relation": "isNewVersionOf"},
        ],
    }
    assert f"<p>{len(glossary.concepts)} concepts in {len(glossary.languages)} languages" in description
    assert "<script" not in description and "&lt;script" in description


def test_zenodo_is_told_nothing_without_authors():
    with pytest.raises(UsageError, match="CITATION.cff has no authors"):
        deposition(CITATION.partition("authors")[0], small_glossary(), FIRST)


def test_the_citation_of_this_checkout_is_enough_for_zenodo():
    told = json.loads(deposition((ROOT / "CITATION.cff").read_text(encoding="utf-8"), small_glossary(), FIRST))["metadata"]
    assert told["creators"] == [{"name": "CSEA Terms contributors"}] and told["keywords"]


def test_the_archive_for_zenodo_holds_the_downloads_with_citation_and_licence(tmp_path):
    for path in ("site/index.html", "site/data/terms.csv", "site/data/crosswalks/all.xlsx", "CITATION.cff", "README.md"):
        write(tmp_path, path, path)
    first = data_archive(tmp_path / "site", tmp_path, "2026.11")
    (tmp_path / "site/data/terms.csv").touch()
    assert data_archive(tmp_path / "site", tmp_path, "2026.11") == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.namelist() == [f"csea-terms-2026.11/{path}" for path in ("CITATION.cff", "data/crosswalks/all.xlsx", "data/terms.csv")]


def _committed(root: Path) -> None:
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "All")
    git(root, "tag", "2026.11")


@pytest.mark.slow
def test_the_command_makes_a_release_of_a_checkout(root, tmp_path):
    _committed(root)
    words = root / "vocab/terms/csam/en.ttl"
    words.write_text(words.read_text(encoding="utf-8").replace("sexual abuse of a person", "sexual abuse of anybody"), encoding="utf-8")
    shown = CliRunner().invoke(cli, ["--quiet", "--root", str(root), "release", "2026.12", "-o", str(tmp_path / "dist")], catch_exceptions=False)
    assert shown.exit_code == 0, shown.output
    published = (root / "vocab/published.tsv").read_text(encoding="utf-8")
    assert {"address\treleases/feed.atom", "concept\tcsam", "code\talpha 011", "column\tdata/terms.csv admitted_en"} <= {*published.splitlines()}
    assert releases_of(root).current.version == "2026.12"
    assert "<del>a person</del><ins>anybody</ins>" in (tmp_path / "dist/csea-terms-2026.12.md").read_text(encoding="utf-8")
    assert 'owl:versionInfo "2026.12"' in (root / "public/data/csea-terms.ttl").read_text(encoding="utf-8")
    assert (root / "public/releases/feed.atom").is_file()
    assert "2026.12" in (root / "public/en/downloads/index.html").read_text(encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "dist/csea-terms-2026.12-fr.epub") as book:
        assert '<meta property="schema:version">2026.12</meta>' in book.read("EPUB/package.opf").decode()
    assert (tmp_path / "dist/csea-terms-2026.12-en.pdf").read_bytes().startswith(b"%PDF-")
    told = json.loads((tmp_path / "dist/csea-terms-2026.12-zenodo.json").read_text(encoding="utf-8"))["metadata"]
    assert (told["version"], told["title"]) == ("2026.12", "Small")
    with zipfile.ZipFile(tmp_path / "dist/csea-terms-2026.12-data.zip") as archive:
        assert b'version: "2026.12"' in archive.read("csea-terms-2026.12/CITATION.cff") and "csea-terms-2026.12/data/csea-terms.ttl" in archive.namelist()
    with tarfile.open(tmp_path / "dist/csea-terms-2026.12.tar.gz") as archive:
        assert {"2026.12/index.html", "2026.12/en/terms/csam/index.html", "2026.12/data/csea-terms.ttl"} <= {*archive.getnames()}


def test_only_the_checkout_of_a_release_makes_it_again(root):
    with pytest.raises(UsageError, match="This checkout is not 2026.11. Go to its commit first"):
        declared_before(root, "2026.11")
    texts = declared(root, "2026.12", date(2026, 12, 1))
    for path, text in texts.items():
        write(root, path, text)
    assert declared_before(root, "2026.12") == texts
    with pytest.raises(UsageError, match="is not 2026.11"):
        declared_before(root, "2026.11")


@pytest.mark.slow
def test_a_release_is_made_again_without_a_harmful_passage(root, tmp_path):
    _committed(root)
    command = ["--quiet", "--root", str(root), "release", "2026.12", "-o", str(tmp_path / "dist")]
    assert CliRunner().invoke(cli, command, catch_exceptions=False).exit_code == 0
    git(root, "add", "-A")
    git(root, "commit", "-qm", "2026.12", day="2026-12-01")
    words = root / "vocab/terms/csam/en.ttl"
    words.write_text(words.read_text(encoding="utf-8").replace("sexual abuse of a person", "sexual abuse of anybody"), encoding="utf-8")
    write(root, "vocab/withheld.tsv", "csam\ten\tskos:definition\t2026-01-02\t2026-01-02\tIt hurt those it spoke of.\n")
    git(root, "commit", "-qam", "Mended", day="2026-12-09")
    done = CliRunner().invoke(cli, [*command, "--again"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    notes = (tmp_path / "dist/csea-terms-2026.12.md").read_text(encoding="utf-8")
    assert "anybody" in notes and "of a person" not in notes
    with tarfile.open(tmp_path / "dist/csea-terms-2026.12.tar.gz") as archive:
        page, history = (archive.extractfile(f"2026.12/{path}/index.html").read().decode() for path in ("en/terms/csam", "history/csam"))
    assert "sexual abuse of anybody" in page and "sexual abuse of anybody" in history and "of a person" not in history
    assert releases_of(root).current.version == "2026.12"


@pytest.mark.slow
def test_a_release_from_which_something_published_is_gone_is_refused_whole(root, tmp_path):
    _committed(root)
    write(root, "vocab/published.tsv", "address\tdata/words.csv\ncolumn\tdata/terms.csv meaning\nconcept\tcsam\n")
    before = {path: path.read_bytes() for path in (root / "CHANGELOG.md", root / "CITATION.cff", root / "vocab/published.tsv")}
    with pytest.raises(ContentError) as refused:
        CliRunner().invoke(cli, ["--quiet", "--root", str(root), "release", "2026.12", "-o", str(tmp_path / "dist")], catch_exceptions=False, standalone_mode=False)
    assert [(problem.line, problem.rule, problem.message) for problem in refused.value.problems] == [
        (1, "published-missing", "The address data/words.csv was published and is gone"),
        (2, "published-missing", "The column data/terms.csv meaning was published and is gone"),
    ]
    assert {path: path.read_bytes() for path in before} == before and not (tmp_path / "dist").exists()


RETIRED = """\
address\t<language>/old/<concept>/index.html\t<language>/terms/<concept>/index.html
address\tdata/words.csv\tdata/terms.csv
source\told-guide\tguide
"""


@pytest.mark.slow
def test_what_is_retired_answers_and_points_on(root):
    published = "address\t<language>/old/<concept>/index.html\naddress\t<language>/sources/<source>/index.html\naddress\tdata/words.csv\nsource\told-guide\n"
    write(root, "vocab/published.tsv", published)
    write(root, "vocab/retired.tsv", RETIRED)
    build(Repository(root))
    for old, new in {"fr/old/csam": "../../terms/csam", "en/sources/old-guide": "../guide"}.items():
        page = (root / f"public/{old}/index.html").read_text(encoding="utf-8")
        assert f'<meta http-equiv="refresh" content="0; url={new}/index.html">' in page and f'<a href="{new}/index.html">' in page
        assert '<meta name="robots" content="noindex">' in page and (root / f"public/{old}/{new}/index.html").is_file()
    assert "Cette page a été déplacée" in (root / "public/fr/old/csam/index.html").read_text(encoding="utf-8")
    assert (root / "public/data/words.csv").read_bytes() == (root / "public/data/terms.csv").read_bytes()
    redirects = (root / "public/_redirects").read_text(encoding="utf-8").splitlines()
    assert {"/fr/old/csam/ /fr/terms/csam/ 301", "/en/sources/old-guide/ /en/sources/guide/ 301", "/data/words.csv /data/terms.csv 301"} <= {*redirects}
    turtle = (root / "public/data/csea-terms.ttl").read_text(encoding="utf-8")
    said = turtle.partition("\nsource:old-guide\n")[2].partition("\n.\n")[0]
    assert "dcterms:isReplacedBy source:guide ;" in said and "owl:deprecated true ;" in said
    loaded = load(Repository(root))
    names = published_names(loaded, assemble(loaded), root / "public")
    assert names.gone == [] and not [name for _, name in names.new if "old-" in name or "/old/" in name or "words.csv" in name]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("row", "said"),
    [("data/words.csv\tdata/nothing.csv", "data/words.csv points on to data/nothing.csv, and there is nothing"), ("data/terms.csv\tdata/schemes.csv", "data/terms.csv is still there")],
)
def test_an_address_that_points_on_to_nothing_or_is_still_there_stops_the_build(root, row, said):
    write(root, "vocab/published.tsv", "address\tdata/terms.csv\naddress\tdata/words.csv\n")
    write(root, "vocab/retired.tsv", f"address\t{row}\n")
    with pytest.raises(ContentError) as refused:
        build(Repository(root))
    assert [problem.text().partition(". ")[0] for problem in refused.value.problems] == [f"vocab/retired.tsv:1: {said}"]
    assert not (root / "public").exists()
