"""Words to avoid against ordinary prose: what may be flagged anywhere must never meet an innocent sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from csea_terms.checking.lint.lexicon import Entries, Lexicon, language_of, lexicon_of

PROSE = [
    line.split("\t", 1)
    for line in (Path(__file__).parent / "innocent-prose.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="module")
def lexicons(loaded) -> dict[str, Lexicon]:
    """What the rules of wording know of each language."""
    entries = Entries(loaded)
    languages: dict[str, list] = {}
    for file in entries.files:
        languages.setdefault(language_of(loaded, file.place.language), []).append(entries[file])
    return {tag: lexicon_of(loaded, tag, words) for tag, words in languages.items()}


@pytest.mark.parametrize(("tag", "sentence"), PROSE, ids=[f"{tag}-{n}" for n, (tag, _) in enumerate(PROSE)])
def test_innocent_sentences_are_not_flagged(lexicons, tag, sentence):
    assert list(lexicons[tag].avoided_in(sentence)) == []


def test_half_of_the_sentences_or_more_speak_of_children(lexicons):
    for tag in dict.fromkeys(language for language, _ in PROSE):
        own = [sentence for language, sentence in PROSE if language == tag]
        assert sum(lexicons[tag].speaks_of_children(sentence) for sentence in own) >= len(own) / 2, tag


def test_every_word_that_may_be_flagged_is_found_in_a_sentence_about_a_child(glossary, lexicons):
    frames = {
        "en": "A child: {}!", "fr": "Un enfant : {} !", "es": "Un niño: {}!", "pt": "Uma criança: {}!",
        "pt-BR": "Uma criança: {}!",
        "ar": "طفل: {}!", "ru": "Дети: {}!", "zh": "儿童：{}！", "uk": "Діти: {}!", "tr": "Bir çocuk: {}!",
    }  # fmt: skip
    for concept in glossary.concepts.values():
        for tag, frame in frames.items():
            for label in concept.in_language(tag).of_kind("avoid"):
                for text in (label.text, *label.variants):
                    assert (label.text in lexicons[tag].avoided_in(frame.format(text))) is (label.flagged != "never"), (tag, text)


def test_words_flagged_near_children_are_let_alone_elsewhere(lexicons):
    assert list(lexicons["en"].avoided_in("The company recruited two lawyers.")) == []
    assert list(lexicons["en"].avoided_in("The company recruited a child.")) == ["recruited"]


def test_a_regional_variant_that_the_site_is_written_in_is_checked_with_its_own_words(glossary, lexicons):
    assert "pt-BR" in glossary.languages and "fr-CA" not in glossary.languages
    assert "pt-BR" in lexicons and "fr-CA" not in lexicons
    assert "salvaguarda das criancas" in lexicons["pt"].named and "salvaguarda das criancas" not in lexicons["pt-BR"].named
    assert "leurre par internet" in lexicons["fr"].named


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
