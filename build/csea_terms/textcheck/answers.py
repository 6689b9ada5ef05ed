"""Read the answers of AI tools and count the words to avoid in them.

A file of answers is JSON Lines (jsonlines.org): an object a line with ``answer`` and, if known, ``system``, ``language``, ``topic``, ``id``
and ``prompt``; anything else in it is passed over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from csea_terms.errors import UsageError
from csea_terms.model import Glossary
from csea_terms.textcheck.checker import Checker
from csea_terms.textcheck.lexicon import SEVERITIES, checked_languages
from csea_terms.textcheck.opening import Document, open_document
from csea_terms.textcheck.respected import KEPT

_FIELDS = ("system", "language", "topic", "id", "prompt")
_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_BORDER = re.compile(r"[\s—–，。、；：！？（）《》]+")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Answer:
    """An answer of an AI tool with the number of its line; what is not known of it is empty."""

    line: int
    text: str
    system: str = ""
    language: str = ""
    topic: str = ""
    id: str = ""
    prompt: str = ""

    @property
    def cluster(self) -> str:
        """What its words belong together by: several answers to one prompt are no independent answers."""
        return self.id or self.prompt or f"line {self.line}"


@dataclass(frozen=True)
class Scored:
    """An answer in the language that it was checked in, its words, and the words to avoid in it by severity."""

    answer: Answer
    words: int
    found: dict[str, int]

    @property
    def total(self) -> int:
        """How many words to avoid were found."""
        return sum(self.found.values())


def count_words(text: str) -> int:
    """Return how many words a text has: what stands between spaces or dashes and has a letter or a digit in it.

    Chinese has no spaces: each Chinese character is a word, and so is a name in other letters among them. Rates in Chinese are so
    per 1,000 characters, of which a word has one to three, and are not to be set beside those of other languages.

    >>> count_words("Don’t say it – peer-on-peer, 9 %."), count_words("儿童 CSAM 材料")
    (5, 5)
    """
    pieces = _BORDER.split(_CHINESE.sub(" ", text))
    return len(_CHINESE.findall(text)) + sum(any(map(str.isalnum, piece)) for piece in pieces)


# Reading


def read_answers(path: Path, data: bytes, glossary: Glossary) -> list[Answer]:
    """Return the answers of a file.

    Raises :class:`UsageError` that names every bad line with what to do about it, or says that there is none.
    """
    languages = [language.tag for language in checked_languages(glossary)]
    answers, problems = [], []
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            answers.append(_answer(number, line, languages))
        except UsageError as error:
            problems.append(f"{path}:{number}: {error}")
    if not answers and not problems:
        problems.append(f'{path} holds no answers. Write one a line: {{"system": "…", "answer": "…"}}.')
    if problems:
        raise UsageError("\n".join(problems))
    return answers


def _answer(number: int, line: bytes, languages: list[str]) -> Answer:
    row = _row(line)
    if row.get("answer") is None:
        raise UsageError("There is no answer. Write it as the text of “answer”.")
    row = {name: row[name] for name in ("answer", *_FIELDS) if row.get(name) is not None}
    if type(row.get("id")) is int:
        row["id"] = str(row["id"])
    bad = [f"“{name}” is no text. Write it in quotation marks." for name, value in row.items() if not isinstance(value, str)]
    if bad:
        raise UsageError(" ".join(bad))
    broken = [f"“{name}” holds half a character. Write the file as UTF-8." for name, value in row.items() if _SURROGATE.search(value)]
    if broken:
        raise UsageError(" ".join(broken))
    if row.get("language") and row["language"] not in languages:
        raise UsageError(f"Texts in this language cannot be checked. Languages: {', '.join(languages)}; or leave “language” out.")
    return Answer(number, row.pop("answer"), **row)


def _row(line: bytes) -> dict:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise UsageError("This is not UTF-8 text. Save the file as UTF-8.") from None
    except (ValueError, RecursionError):
        raise UsageError("This is no JSON. Write one whole object a line.") from None
    if not isinstance(row, dict):
        raise UsageError('This is no JSON object. Write one, such as {"answer": "…"}.')
    return row


# Scoring


def scored(answers: list[Answer], glossary: Glossary, language: str = "auto", respect: frozenset[str] = KEPT, profile: str = "") -> Iterator[Scored]:
    """Yield answers with what is found in them, each in its own language, or in ``language`` where it names none.

    Answers are read as Markdown. The other arguments are those of :class:`~csea_terms.textcheck.checker.Checker`. What switches the
    check off in a document does not in an answer, and no project's own words are let through: the measure is the same for all.
    """
    checkers: dict[str, Checker] = {}
    for answer in answers:
        tag = answer.language or language
        if tag not in checkers:
            checkers[tag] = Checker(glossary, tag, respect, profile)
        yield _scored(answer, checkers[tag], "quotations" in respect)


def _scored(answer: Answer, checker: Checker, keep_quotations: bool) -> Scored:
    opened = open_document(Path("answer.md"), answer.text.encode(), keep_quotations)
    document = Document(opened.name, opened.text)
    found = [one.finding.word.severity for one in checker.check(document)]
    counts = {severity: found.count(severity) for severity in SEVERITIES}
    return Scored(replace(answer, language=checker.language_of(document)), count_words(document.text), counts)
