"""Does every language file of the site have what the English one has?"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from pyoxigraph import Literal, Triple

from csea_terms.errors import Problem
from csea_terms.names import SECTOR, SKOS
from csea_terms.reading.loaded import File, Loaded, line_of
from csea_terms.text.check_words import KEYS
from csea_terms.text.faults import letter_faults, text_faults, turning_fault

_PART_OF_STATE = re.compile("[A-Z]{2}-[A-Z0-9]{1,3}")  # ISO 3166-2
_PLACEHOLDER = re.compile(r"\{\w*\}")
_SEVERAL_WORDS = re.compile(r"[^\W\d_]\W*\s\W*[^\W\d_]")
_SHOWN = 8


def language_problems(loaded: Loaded) -> Iterator[Problem]:
    """Yield the problems of the files in ``vocab/languages/``."""
    english = loaded.languages.get("en", {})
    for file in loaded.files.values():
        if file.place.kind == "language" and file.path not in loaded.unread:
            language = loaded.languages[file.place.language]
            yield from _field_problems(file, language)
            strings = language.get("strings")
            if isinstance(strings, dict):
                yield from _string_problems(file, strings, english.get("strings"))
            yield from _place_problems(file, language.get("places", {}))
            yield from _search_problems(file, language.get("search", {}))
            yield from _text_problems(file, language.get("text", {}))
        elif file.place.kind == "checklist":
            yield from _checklist_problems(loaded, file)
        elif file.place.kind == "sectors":
            yield from _sector_problems(loaded, file)


def _sector_problems(loaded: Loaded, file: File) -> Iterator[Problem]:
    """Yield the languages of the site in which sectors have no name."""
    names: dict[str, set[str]] = {}
    first: dict[str, Triple] = {}
    for triple in file.triples:
        subject, predicate, value = triple
        if predicate.value == SKOS + "prefLabel" and isinstance(value, Literal):
            slug = subject.value.removeprefix(SECTOR)
            first.setdefault(slug, triple)
            names.setdefault(slug, set()).add((value.language or "").lower())
    for tag in loaded.languages:
        missing = [slug for slug, tags in names.items() if tag.lower() not in tags]
        if missing:
            message = f"Sectors have no name in {tag}, a language of the site: {_listed(missing)}"
            yield Problem(file.path, line_of(file, first[missing[0]]), "sector-name-missing", "warning", message, "Write name and description in that language")


def _checklist_problems(loaded: Loaded, file: File) -> Iterator[Problem]:
    """Yield what keeps a translators' checklist from being one: people alone read it."""
    tag = file.place.language
    interface = f"vocab/languages/{tag}.toml"
    if interface not in loaded.files and interface not in loaded.unread:
        message = f"This is the checklist of a language that the site does not have: there is no {interface}"
        yield Problem(file.path, 0, "checklist-language", "error", message, "Name it after the language, or add that file")
    for number, line in enumerate(file.text.split("\n"), 1):
        if fault := turning_fault(line):
            yield Problem(file.path, number, "text-characters", "error", *fault)


def _field_problems(file: File, language: dict) -> Iterator[Problem]:
    advice = "Compare the beginning of the file with vocab/languages/en.toml"
    for key in ("name", "english_name"):
        if not isinstance(language.get(key), str) or not language[key]:
            yield _problem(file, key, "language-file-fields", f"The file does not give {key} in quotation marks", advice)
    if language.get("direction") not in ("ltr", "rtl"):
        message = "The direction is neither ltr (from left to right) nor rtl (from right to left)"
        yield _problem(file, "direction", "language-file-fields", message, advice)
    if not isinstance(language.get("strings"), dict):
        yield _problem(file, "strings", "language-file-fields", "The file has no part [strings]", advice)


def _string_problems(file: File, strings: dict, english: object) -> Iterator[Problem]:
    for key, text in strings.items():
        if not isinstance(text, str):
            advice = "Put the words in quotation marks"
            yield _problem(file, key, "language-file-fields", f"The value of {key} is not text", advice)
            continue
        for rule, message, advice in (*text_faults(text), *letter_faults(text)):
            yield _problem(file, key, rule, message, advice)
    if isinstance(english, dict):
        yield from _key_problems(file, strings, english)
        yield from _english_problems(file, strings, english)
        yield from _placeholder_problems(file, strings, english)


def _place_problems(file: File, places: object) -> Iterator[Problem]:
    """Yield names of parts of states that have no code, or are not text; a language may lack any of them."""
    for code, name in places.items() if isinstance(places, dict) else [("places", None)]:
        if not _PART_OF_STATE.fullmatch(code) or not isinstance(name, str) or not name:
            advice = 'Write the code of ISO 3166-2 and the name in quotation marks, such as: GB-SCT = "Scotland"'
            yield _problem(file, code, "language-file-places", f"The place {code} is not a part of a state with its name", advice)
            continue
        for rule, message, advice in text_faults(name):
            yield _problem(file, code, rule, message, advice)


def _search_problems(file: File, search: object) -> Iterator[Problem]:
    """Yield what of the part ``[search]`` no search could read: one text of skipped words, and two lists of texts."""
    advice = "Compare the part [search] of vocab/languages/en.toml"
    for key, value in search.items() if isinstance(search, dict) else [("search", None)]:
        texts = [value] if key == "skipped" else value if key in ("same", "help") and isinstance(value, list) else [None]
        for text in texts:
            if not isinstance(text, str):
                message = f"{key} is not what the search can read: a text for skipped, a list of texts for same and help"
                yield _problem(file, key, "language-file-search", message, advice)
                break
            for rule, message, fault_advice in text_faults(text):
                yield _problem(file, key, rule, message, fault_advice)


def _text_problems(file: File, text: object) -> Iterator[Problem]:
    """Yield what of the part ``[text]`` no text checker could read: each key is a list of words."""
    for key, words in text.items() if isinstance(text, dict) else [("text", None)]:
        if key not in KEYS or not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
            message = f"{key} is not what the text checker can read: a list of words called {', '.join(KEYS)}"
            yield _problem(file, key, "language-file-text", message, "Compare the part [text] of vocab/languages/en.toml")


def _key_problems(file: File, strings: dict, english: dict) -> Iterator[Problem]:
    missing, extra = [key for key in english if key not in strings], [key for key in strings if key not in english]
    if missing:
        message = f"Some words of the interface are missing: {_listed(missing)}"
        advice = "Copy the lines from vocab/languages/en.toml and translate them"
        yield Problem(file.path, 0, "language-file-keys", "error", message, advice)
    if extra:
        message = f"The English file does not have these keys: {_listed(extra)}"
        advice = "Remove them, or correct their spelling"
        yield _problem(file, extra[0], "language-file-keys", message, advice)


def _english_problems(file: File, strings: dict, english: dict) -> Iterator[Problem]:
    """Yield strings that nobody has translated. One word may be the same in two languages, several are not."""
    if file.place.language == "en":
        return
    same = [key for key, text in strings.items() if text == english.get(key) and _SEVERAL_WORDS.search(_PLACEHOLDER.sub("", str(text)))]
    if same:
        message = f"{len(same)} strings are still the English ones: {_listed(same)}"
        yield Problem(file.path, line_of_key(file, same[0]), "language-file-english", "warning", message, "Translate them")


def _placeholder_problems(file: File, strings: dict, english: dict) -> Iterator[Problem]:
    for key, text in strings.items():
        wanted = english.get(key)
        if isinstance(text, str) and isinstance(wanted, str):
            expected, found = sorted(_PLACEHOLDER.findall(wanted)), sorted(_PLACEHOLDER.findall(text))
            if expected != found:
                message = f"The words of {key} should hold {_listed(expected) or 'nothing in braces'}"
                advice = "Keep what stands in braces exactly as in vocab/languages/en.toml: numbers and names go there"
                yield _problem(file, key, "language-file-placeholders", message, advice)


def _listed(keys: list[str]) -> str:
    more = f" and {len(keys) - _SHOWN} more" if len(keys) > _SHOWN else ""
    return ", ".join(keys[:_SHOWN]) + more


def line_of_key(file: File, key: str) -> int:
    """Return the line of a key in a TOML file of a language, 0 where it has none."""
    lines, written = file.text.split("\n"), re.escape(json.dumps(key, ensure_ascii=False)[1:-1])
    return next((number for number, line in enumerate(lines, 1) if re.match(rf"\W*{written}\W", line)), 0)


def _problem(file: File, key: str, rule: str, message: str, advice: str) -> Problem:
    return Problem(file.path, line_of_key(file, key), rule, "error", message, advice)
