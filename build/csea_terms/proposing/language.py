"""A new language of the site, whole from its first day: all strings are there, in English until somebody translates them."""

from __future__ import annotations

import json
import re

from csea_terms.errors import UsageError
from csea_terms.reading.repository import LANGUAGE_TAG, Repository
from csea_terms.text import localnames

_ENGLISH = "vocab/languages/en.toml"
_FORMS = ".github/ISSUE_TEMPLATE"
_LAST_OPTION = "        - Another one\n"


def new_language(repository: Repository, tag: str, name: str, english_name: str, direction: str | None = None) -> dict[str, str]:
    """Return the file of a language, and the issue forms with the language among their options, by path.

    Its strings are the English ones, which ``csea-terms check`` names until they are translated; help, about and policy are shown
    in English and say so. What belongs to English alone (names, words that a search skips or a text checker looks for) is left out.
    Raises :class:`~csea_terms.errors.UsageError` when ``tag`` is no language tag, or nobody knows the direction.
    """
    if not LANGUAGE_TAG.fullmatch(tag):
        raise UsageError(f"{tag} is no language tag. Write one such as fr, sw or pt-BR.")
    direction = direction or localnames.direction(tag)
    if direction not in ("ltr", "rtl"):
        raise UsageError(f"Say how {tag} is written: --direction ltr (from left to right) or rtl (from right to left).")
    head = {"name": name, "english_name": english_name, "direction": direction}
    lines = "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in head.items())
    return {f"vocab/languages/{tag}.toml": f"{lines}\n{_strings(repository)}", **_forms(repository, english_name)}


def _strings(repository: Repository) -> str:
    """Return the part ``[strings]`` of the English file, with its comments."""
    english = repository.read_bytes(_ENGLISH).decode("utf-8")
    return re.search(r"^\[strings\]\n.*?(?=\n\[|\Z)", english, re.MULTILINE | re.DOTALL)[0].rstrip("\n") + "\n"


def _forms(repository: Repository, english_name: str) -> dict[str, str]:
    found = {}
    for path in sorted((repository.root / _FORMS).glob("*.yml")):
        text = path.read_text(encoding="utf-8")
        if _LAST_OPTION in text:
            found[f"{_FORMS}/{path.name}"] = text.replace(_LAST_OPTION, f"        - {json.dumps(english_name)}\n{_LAST_OPTION}")
    return found
