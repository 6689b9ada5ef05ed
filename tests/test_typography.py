"""How each language writes its marks: every habit with what keeps to it and what does not, and where it is reported."""

from __future__ import annotations

import pytest

from csea_terms.checking.check import check
from csea_terms.reading.repository import Repository
from csea_terms.text.typography import HABITS, typography_faults
from tests.checkout import ROOT, write, write_checkout

NB = "\u00a0"

EXAMPLES = {
    ("ar", "typography-marks"): (["طفل، وطفلة؛ من؟", "المادة 2(هـ)، 1,000", "هاش (hash, value)"], ["طفل, وطفلة", "من ?", "طفل;"]),
    ("ar", "typography-spelling"): (["لـ«طفل»", "2(هـ)"], ["طفـــل"]),
    ("ar", "typography-quotes"): (["قول «طفل “صغير” هنا»"], ["قول “طفل”", 'قول "طفل"']),
    ("es", "typography-pairs"): (["¿Quién? ¡Basta! ¿Y ahora?", "https://example.org/?a=1"],
                                 ["Quién?", "¿Quién", "¿Quién? Cuándo?", "Basta!", "¡Basta"]),
    ("es", "typography-quotes"): (["la palabra «niño “pequeño”»"], ["la palabra “niño”"]),
    ("fr", "typography-apostrophe"): (["l’enfant", "5' 10", "`l'enfant`"], ["l'enfant"]),
    ("fr", "typography-spaces"): ([f"Écrire{NB}: «{NB}oui{NB}»{NB}; qui{NB}?", "https://example.org", "| :--- |", "à 12:30"],
                                  ["Écrire: oui", "Écrire : oui", f"«{NB}oui »", f"« oui{NB}»", "«oui»", "qui\u202f?", "qui?"]),
    ("fr", "typography-quotes"): ([f"«{NB}le mot “enfant”{NB}»"], ["“enfant”", 'le mot "enfant"', f"«{NB}a{NB}» et “b”"]),
    ("fr-CA", "typography-spaces"): ([f"Écrire{NB}: qui?", "Attention!"], ["Écrire: oui", "Écrire : oui", "«oui»"]),
    ("fr-CA", "typography-quotes"): ([f"«{NB}oui{NB}»"], ["“oui”"]),
    ("pt", "typography-quotes"): (["«criança»"], ["“criança”"]),
    ("pt", "typography-spaces"): (["Dizer: «sim»; quem?", "| :--- |"], ["Dizer : sim", f"quem{NB}?"]),
    ("pt-BR", "typography-spaces"): (["Dizer: “sim”"], ["Dizer : sim"]),
    ("ru", "typography-spelling"): (["Интернет есть. Интернет и интернет.", "ребёнок, её хеш", "более"],
                                    ["в Интернете", "хэш", "ребенка", "о ее праве", "еще"]),
    ("ru", "typography-quotes"): (["слово «дитя „малое“»"], ["слово “дитя”", "слово „дитя“", 'слово "дитя"']),
    ("uk", "typography-quotes"): (["слово «дитя»"], ["слово “дитя”"]),
    ("zh", "typography-marks"): (["儿童（十岁）：“是”，AI、2256(1)条。", "mineur (法 is 法".replace("法", "a"), "见file.txt"],
                                 ["儿童,成人", "儿童:", "儿童 ?", "儿童(十岁)", "儿童."]),
}  # fmt: skip
"""By language and rule: texts that keep to it, and texts of which each breaks it."""


@pytest.mark.parametrize(("tag", "rule"), EXAMPLES)
def test_a_habit_finds_what_breaks_it_and_nothing_else(tag, rule):
    good, bad = EXAMPLES[tag, rule]
    assert [fault for text in good for fault in typography_faults(text, tag)] == []
    assert [(text, [fault[0] for fault in typography_faults(text, tag)]) for text in bad] == [(text, [rule]) for text in bad]


def test_every_habit_has_examples():
    habits = {(tag, habit.rule) for tag, own in HABITS.items() for habit in own} | {("fr", "typography-apostrophe")}
    assert set(EXAMPLES) == habits


@pytest.mark.parametrize(("text", "tag"), [("the child’s", "en"), ("“criança”?", "pt-BR"), ("“Kind”", "de")])
def test_a_language_without_a_table_writes_as_it_likes(text, tag):
    assert list(typography_faults(text, tag)) == []


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("site/fr/help.md", '---\ntitle: "Aide"\n---\n\nUn numéro: le 112.\n', [(5, "typography-spaces")]),
        ("site/fr/help.md", '---\ntitle: "L\'aide"\n---\n', [(2, "typography-apostrophe")]),
        ("site/fr/help.md", '---\ntitle: "L’aide"\n---\n[ici](https://example.org/?a=l\'b)\n', []),
        ("site/en/help.md", "It’s fine: “yes”?\n", []),
    ],
)
def test_a_prose_page_is_looked_at_line_by_line(tmp_path, path, text, found):
    write(write_checkout(tmp_path), path, text)
    assert [(p.path, p.line, p.rule, p.severity) for p in check(Repository(tmp_path)).problems] == [
        (path, line, rule, "warning") for line, rule in found
    ]


def test_an_interface_string_is_found_by_its_key(tmp_path):
    path = "vocab/languages/fr.toml"
    write_checkout(tmp_path)
    text = (ROOT / path).read_text(encoding="utf-8").replace(f"à éviter{NB}:", "à éviter :", 1)
    write(tmp_path, path, text)
    line = next(number for number, line in enumerate(text.split("\n"), 1) if "à éviter :" in line)
    assert [(p.path, p.line, p.rule) for p in check(Repository(tmp_path)).problems] == [(path, line, "typography-spaces")]


def test_words_that_people_type_are_left_as_they_are(tmp_path):
    path = "vocab/terms/report/ru.ttl"
    words = 'term:report skos:prefLabel "сообщение"@ru ; skos:hiddenLabel "хэш"@ru ; skos:scopeNote "Не хэш"@ru .'
    write_checkout(tmp_path, {path: words}, languages=("en", "fr", "ru"))
    assert [(p.line, p.message, p.advice) for p in check(Repository(tmp_path)).problems] == [
        (7, 'The word хеш is written with э: "Не хэш"', "Write хеш")
    ]


def test_a_label_needs_no_space_that_cannot_be_typed(tmp_path):
    write_checkout(tmp_path, {"vocab/terms/report/fr.ttl": 'term:report skos:prefLabel "signalement « direct »"@fr .'})
    assert [p.rule for p in check(Repository(tmp_path)).problems] == []
