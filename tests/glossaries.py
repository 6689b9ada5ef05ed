"""Small glossaries for tests, from nothing but a list of labels."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterable
from pathlib import Path

from csea_terms.model import Concept, Glossary, Label, Language, Words
from csea_terms.search.entries import Entry
from csea_terms.text.search_words import SearchWords

LANGUAGES = {"en": "ltr", "fr": "ltr", "es": "ltr", "pt": "ltr", "ar": "rtl", "ru": "ltr", "zh": "ltr"}

_SYLLABLES = {
    "ru": "де ти на си ли е экс плу а та ци я сек су аль на я за щи та жерт ва по тер пев ший".split(),
    "ar": "اع تدا است غلال جن سي طف ال حم ايه ضحي مو اد تح رش".split(),
    "zh": list("儿童性虐待材料剥削网络诱骗受害者保护法律数据共享举报热线图像视频儿少女男"),
    "en": "chi ld se xu al a bu se ma te ri ex ploi ta tion vic tim pro tec groo ming on line re por ting da ta".split(),
}


def glossary_of(labels: Iterable[Entry]) -> Glossary:
    """Return a glossary that has these labels and nothing else, in the site's seven languages."""
    concepts: dict[str, dict[str, list[Label]]] = {}
    deprecated = set()
    for entry in labels:
        words = concepts.setdefault(entry.id, {})
        words.setdefault(entry.language, []).append(Label(entry.text, entry.language, entry.word_kind))
        if entry.deprecated:
            deprecated.add(entry.id)
    return Glossary(
        title={"en": "A glossary"},
        description={"en": "For tests"},
        licence="https://creativecommons.org/licenses/by/4.0/",
        concepts={
            concept_id: Concept(
                concept_id,
                {tag: Words(tag, tuple(found)) for tag, found in words.items()},
                deprecated=concept_id in deprecated,
            )
            for concept_id, words in concepts.items()
        },
        top_concepts=(),
        sectors={},
        sources={},
        schemes={},
        mappings=(),
        languages={tag: _language(tag) for tag in LANGUAGES},
    )


def _language(tag: str) -> Language:
    """Return a language of the site with its real strings and what a search must know of it."""
    file = Path(__file__).resolve().parents[1] / "vocab/languages" / f"{tag}.toml"
    said = tomllib.loads(file.read_text(encoding="utf-8"))
    same = tuple(tuple(row.split()) for row in said["search"]["same"])
    search = SearchWords(tuple(said["search"]["skipped"].split()), same, tuple(said["search"]["help"]))
    return Language(tag, said["name"], said["english_name"], LANGUAGES[tag], said["strings"], search=search)


def many_entries(number: int) -> tuple[Entry, ...]:
    """Return about so many made-up labels, the same each time: four a concept and language, in seven languages."""
    chance = random.Random(7)
    return tuple(
        Entry(f"concept-{place // 28}", _label(chance, tag), tag, kind)
        for place in range(0, number, 28)
        for tag in LANGUAGES
        for kind in ("preferred", "admitted", "avoid", "hidden")
    )


def _label(chance: random.Random, tag: str) -> str:
    syllables = _SYLLABLES.get(tag, _SYLLABLES["en"])
    space = "" if tag == "zh" else " "
    return space.join("".join(chance.choices(syllables, k=3)) for _ in range(chance.randint(1, 4)))
