"""What was found to be without errors is not checked again, and everything else is."""

from __future__ import annotations

import pytest

from csea_terms import Vocabulary
from csea_terms.checking import check
from csea_terms.checking.shapes.facts import Facts
from csea_terms.checking.shapes.rules import Rule
from csea_terms.errors import ContentError
from csea_terms.names import BASE, RDFS
from csea_terms.publishing.website import build
from csea_terms.reading.load import parse_turtle
from csea_terms.reading.repository import Repository
from tests.checkout import write, write_checkout

_FRENCH = "vocab/terms/csam/fr.ttl"
_GUIDE = "vocab/sources/guide.ttl"


@pytest.fixture
def checkout(tmp_path):
    """A small checkout that was loaded once."""
    write_checkout(tmp_path)
    Vocabulary.load(tmp_path)
    return tmp_path


@pytest.fixture
def checks(monkeypatch) -> list[Repository]:
    """The repositories that are checked from now on."""
    checked = []

    class Counted(check.Checking):
        def __init__(self, repository, *rest, **more):
            checked.append(repository)
            super().__init__(repository, *rest, **more)

    monkeypatch.setattr(check, "Checking", Counted)
    return checked


def _edit(checkout, path: str, old: str, new: str) -> None:
    text = (checkout / path).read_text(encoding="utf-8")
    assert old in text
    write(checkout, path, text.replace(old, new))


def test_an_unchanged_vocabulary_is_loaded_without_being_checked_again(checkout, checks):
    assert Vocabulary.load(checkout).concept("csam").label("fr") == "matériel d’abus sexuels d’enfants"
    assert checks == []


def test_a_vocabulary_that_was_built_is_not_checked_again(tmp_path, checks):
    build(Repository(write_checkout(tmp_path)))
    Vocabulary.load(tmp_path)
    assert checks == []


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [(_FRENCH, "matériel", "contenus"), (_GUIDE, "A publisher", "Another"), ("vocab/languages/en.toml", "Search is not", "Search not")],
)
def test_when_a_file_has_changed_it_is_checked_once_more(checkout, checks, path, old, new):
    _edit(checkout, path, old, new)
    Vocabulary.load(checkout)
    Vocabulary.load(checkout)
    assert len(checks) == 1


def test_an_error_is_found_in_what_was_valid_before_and_is_gone_when_mended(checkout, checks):
    _edit(checkout, _FRENCH, "matériel", " matériel")
    for _ in range(2):
        with pytest.raises(ContentError) as refused:
            Vocabulary.load(checkout)
        assert tuple(refused.value.problems) == check.check(Repository(checkout)).problems
    _edit(checkout, _FRENCH, " matériel", "matériel")
    Vocabulary.load(checkout)
    assert len(checks) == 4


def test_a_link_in_place_of_a_file_is_an_error_although_it_leads_to_the_same(checkout):
    (checkout / _FRENCH).rename(checkout / "elsewhere.ttl")
    (checkout / _FRENCH).symlink_to(checkout / "elsewhere.ttl")
    with pytest.raises(ContentError, match="link"):
        Vocabulary.load(checkout)


def test_a_link_to_nothing_is_an_error_of_the_content(checkout):
    (checkout / "vocab/terms/csam/es.ttl").symlink_to("nowhere.ttl")
    for read in (Vocabulary.load, lambda root: build(Repository(root))):
        with pytest.raises(ContentError, match="link"):
            read(checkout)


def test_a_rule_sees_what_it_names_and_all_of_it_where_one_class_is_part_of_another():
    said = parse_turtle("<a> a <Known> ; <says> 1 ; <also> 2 . <b> a <Other> .")
    rule = Rule("x", "x", "error", "", "", "", parse_turtle("<shape> a <Shape> ; <class> <Known> ; <path> <says> ."))
    assert Facts(said).seen_by([rule]) == [t for t in said if t.object.value in (BASE + "Known", "1")]
    parts = parse_turtle(f"<Other> <{RDFS}subClassOf> <Known> .")
    assert len(Facts([*said, *parts]).seen_by([rule])) == 5
    other = [triple for triple in said if triple.object.value != "2"]
    assert Facts(said).digest(rule) == Facts(other).digest(rule) != Facts(other[1:]).digest(rule)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"rules": 1}', "\udc80"])
def test_a_spoilt_memory_is_no_memory(checkout, checks, content):
    (checkout / ".cache/checked.json").write_text(content, encoding="utf-8", errors="surrogateescape")
    Vocabulary.load(checkout)
    assert len(checks) == 1


def test_where_nothing_can_be_remembered_the_vocabulary_is_loaded_all_the_same(tmp_path):
    write_checkout(tmp_path)
    (tmp_path / ".cache").write_text("not a folder", encoding="utf-8")
    assert Vocabulary.load(tmp_path).concept("csam").label("en") == "child sexual abuse material"
