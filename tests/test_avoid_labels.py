"""Words to avoid against ordinary prose: what may be flagged anywhere must never meet an innocent sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from csea_terms.fold import fold

PROSE = [
    line.split("\t", 1)
    for line in (Path(__file__).parent / "innocent-prose.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
UNSPACED = ("zh", "ja", "th")


@pytest.fixture(scope="module")
def flagged(glossary) -> dict[str, list[str]]:
    """Every phrase that a text checker may point out anywhere, by language, with its further spellings."""
    words: dict[str, list[str]] = {}
    for concept in glossary.concepts.values():
        for tag, own in concept.words.items():
            for label in own.of_kind("avoid"):
                if label.flagged == "anywhere":
                    words.setdefault(tag, []).extend([label.text, *label.variants])
    return words


@pytest.mark.parametrize(("tag", "sentence"), PROSE, ids=[f"{tag}-{n}" for n, (tag, _) in enumerate(PROSE)])
def test_innocent_sentences_are_not_flagged(flagged, tag, sentence):
    text = fold(sentence)
    found = [word for word in flagged[tag] if (fold(word) in text if tag in UNSPACED else f" {fold(word)} " in f" {text} ")]
    assert found == []


def test_the_same_sentences_with_such_a_word_are_flagged(flagged):
    assert f" {fold('child pornography')} " in f" {fold('The report speaks of child pornography.')} "
    assert "child pornography" in flagged["en"]


def test_there_are_enough_in_every_full_language(glossary):
    counts = {tag: 0 for tag in glossary.languages}
    for concept in glossary.concepts.values():
        for tag in counts:
            counts[tag] += len(concept.in_language(tag).of_kind("avoid"))
    assert counts["en"] >= 120 and all(count >= 22 for count in counts.values()), counts


def test_reasons_are_in_the_language_of_the_word(glossary):
    scripts = {"ar": "[\u0600-\u06ff]", "ru": "[\u0400-\u04ff]", "zh": "[\u4e00-\u9fff]"}
    for concept in glossary.concepts.values():
        for tag, script in scripts.items():
            for label in concept.in_language(tag).of_kind("avoid"):
                assert re.search(script, label.reason), (concept.id, label.text)


def test_when_a_word_may_stay_is_said_to_readers_not_to_programs(glossary):
    contexts = [label.context for c in glossary.concepts.values() for label in c.words["en"].of_kind("avoid")]
    assert [text for text in contexts if re.search(r"\b[Ff]lag|\bmatched\b", text)] == []
