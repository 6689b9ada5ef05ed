"""The worklist as XLIFF 2.1, written and saved again by the library that Weblate opens it with."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner
from translate.storage.xliff2 import Xliff2File

from csea_terms.cli import cli
from csea_terms.errors import UsageError
from csea_terms.vocabulary import Vocabulary
from tests.checkout import write_checkout

CORE = "{urn:oasis:names:tc:xliff:document:2.0}"
FRENCH = "vocab/terms/csam/fr.ttl"


@pytest.fixture
def checkout(tmp_path) -> Path:
    """A small vocabulary."""
    return write_checkout(tmp_path / "checkout")


@pytest.fixture
def made(checkout, tmp_path) -> Path:
    """Its French worklist."""
    path = tmp_path / "fr.xlf"
    assert run(checkout, "worklist", "fr", "-o", str(path)).exit_code == 0
    return path


def run(checkout: Path, *arguments: str):
    return CliRunner().invoke(cli, ["--quiet", "--root", str(checkout), *arguments])


def translated(path: Path, **texts: str) -> Path:
    """Write into units with Weblate's library: ``csam_definition="…"``."""
    file = Xliff2File.parsefile(str(path))
    for unit in file.units:
        name = unit.getid().replace(".", "_").replace("-", "_")
        if name in texts:
            unit.target = texts[name]
    file.savefile(str(path))
    return path


def test_names_definitions_and_plain_lines_are_units_in_their_state(made):
    root = ET.parse(made).getroot()
    assert (root.get("version"), root.get("srcLang"), root.get("trgLang")) == ("2.1", "en", "fr")
    units = {unit.get("id"): unit for unit in root.iter(f"{CORE}unit")}
    label = units["csam.label"]
    assert label.findtext(f"{CORE}segment/{CORE}source") == "child sexual abuse material"
    assert label.findtext(f"{CORE}segment/{CORE}target") == "matériel d’abus sexuels d’enfants"
    assert units["report.label"].find(f"{CORE}segment").get("state") == "initial"
    # XLIFF 2.1, 4.2.2.4: parts of other modules, then notes, then segments.
    assert [part.tag.rpartition("}")[2] for part in label] == ["metadata", "notes", "segment"]


def test_an_untouched_file_changes_nothing(checkout, made):
    assert run(checkout, "import-translations", str(made)).output == ""


def test_what_weblate_saved_is_taken_once(checkout, made):
    translated(made, csam_definition="contenu qui montre un abus sexuel", report_label="signalement")
    done = run(checkout, "import-translations", str(made))
    assert sorted(done.output.splitlines()) == [f"{FRENCH}: changed", "vocab/terms/report/fr.ttl: changed"]
    words = Vocabulary.load(checkout).concept("csam").words["fr"]
    assert words.definition == "contenu qui montre un abus sexuel" and words.translated_from
    assert run(checkout, "import-translations", str(made)).output == ""


def test_words_changed_by_someone_else_meanwhile_are_a_conflict(checkout, made):
    file = checkout / FRENCH
    file.write_text(file.read_text(encoding="utf-8").replace("matériel d’abus sexuels d’enfants", "matériel d’abus"), encoding="utf-8")
    done = run(checkout, "import-translations", str(translated(made, csam_label="contenus d’abus sexuels d’enfants")))
    (problem,) = [problem for problem in done.exception.problems if problem.rule == "cell-changed"]
    assert problem.path == "fr.xlf"
    assert 'id="csam.label"' in made.read_text(encoding="utf-8").split("\n")[problem.line - 1]


def test_a_text_split_into_segments_is_read_whole(checkout, made):
    text = made.read_text(encoding="utf-8")
    root = ET.fromstring(text)
    unit = next(unit for unit in root.iter(f"{CORE}unit") if unit.get("id") == "report.definition")
    unit.remove(unit.find(f"{CORE}segment"))
    for kind, target in (("segment", "déclaration à une ligne"), ("ignorable", None), ("segment", "de signalement")):
        part = ET.SubElement(unit, CORE + kind)
        ET.SubElement(part, f"{CORE}source").text = "statement to a hotline about suspected content" if kind == "segment" and not target else " "
        if target:
            ET.SubElement(part, f"{CORE}target").text = target
    # The English is what it was: split as well.
    unit[-3].find(f"{CORE}source").text, unit[-1].find(f"{CORE}source").text = "statement to a hotline", "about suspected content"
    made.write_bytes(ET.tostring(root, encoding="utf-8"))
    assert run(checkout, "import-translations", str(made)).exit_code == 0
    assert Vocabulary.load(checkout).concept("report").words["fr"].definition == "déclaration à une ligne de signalement"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text[:-30], "cannot be read as XLIFF"),
        (lambda text: text.replace("document:2.0", "document:1.2"), "is no XLIFF 2"),
        (lambda text: text.replace("<xliff", '<!DOCTYPE x [<!ENTITY a "aaaa">]><xliff', 1), "is no XLIFF 2"),
        (lambda text: text.replace("own-digest", "gone"), "no longer says which words stood there"),
        (lambda text: text.replace('trgLang="fr"', 'trgLang="../x"'), "must name one language to translate into"),
    ],
)
def test_a_file_that_is_no_worklist_is_wrong_use(checkout, made, change, said):
    made.write_text(change(made.read_text(encoding="utf-8")), encoding="utf-8")
    done = run(checkout, "import-translations", str(made))
    assert isinstance(done.exception, UsageError) and said in str(done.exception)
