"""Neutral questions for AI tools, whose answers :mod:`csea_terms.textcheck.answers` scores; they stand in ``prompts.toml``."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from csea_terms.errors import UsageError

TOPICS = ("policy", "definitions", "support")


@dataclass(frozen=True)
class Prompt:
    """A question in one language; its ``id`` ends in the language, so that answers to it can name it."""

    id: str
    language: str
    topic: str
    prompt: str


def prompts(language: str = "") -> list[Prompt]:
    """Return the questions in one language, or in all.

    Raises :class:`UsageError` where there are none in that language.
    """
    found = [one for one in _prompts() if language in ("", one.language)]
    if not found:
        raise UsageError(f"There are no prompts in {language}. Languages: {', '.join(sorted({one.language for one in _prompts()}))}.")
    return found


def _prompts() -> Iterator[Prompt]:
    for row in tomllib.loads(Path(__file__).with_name("prompts.toml").read_text(encoding="utf-8"))["prompts"]:
        key, topic = row.pop("id"), row.pop("topic")
        yield from (Prompt(f"{key}-{tag}", tag, topic, text) for tag, text in row.items())


def written_prompts(found: list[Prompt]) -> str:
    """Return questions as JSON Lines; with ``answer`` and ``system`` added, these are lines of a file of answers."""
    return "".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in found)
