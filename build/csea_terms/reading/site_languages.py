"""The languages of the site, from their files in ``vocab/languages/``."""

from __future__ import annotations

from types import MappingProxyType as frozen

from csea_terms.model import Language
from csea_terms.reading.loaded import Loaded
from csea_terms.text.check_words import CheckWords
from csea_terms.text.search_words import SearchWords


def site_languages(loaded: Loaded) -> dict[str, Language]:
    """Return the site's languages by tag: English first, then in the order of their tags."""
    tags = sorted(loaded.languages, key=lambda tag: (tag != "en", tag))
    return {
        tag: Language(
            tag=tag,
            name=data["name"],
            english_name=data["english_name"],
            direction=data["direction"],
            strings=frozen(data["strings"]),
            places=frozen(data.get("places", {})),
            comments=frozen(loaded.comments.get(tag, {})),
            search=_search_words(data.get("search", {})),
            check=_check_words(data),
            proper_names=_proper_names(data.get("labels", {})),
        )
        for tag, data in ((tag, loaded.languages[tag]) for tag in tags)
    }


def _search_words(data: dict) -> SearchWords:
    """Return the part ``[search]`` of a language file, which a language may lack."""
    same = tuple(tuple(row.split()) for row in data.get("same", ()))
    return SearchWords(tuple(data.get("skipped", "").split()), same, tuple(data.get("help", ())))


def _proper_names(rules: dict) -> tuple[str, ...] | None:
    """Return the names that may begin with a capital, or None where the part ``[labels]`` of a language file asks for no small letters."""
    return tuple(rules.get("proper_names", ())) if rules.get("lower_case") else None


def _check_words(data: dict) -> CheckWords | None:
    """Return the part ``[text]`` of a language file with its words for children, or None where a language lacks that part."""
    if "text" not in data:
        return None
    children = data.get("labels", {}).get("child_words", ())
    return CheckWords(**{key: tuple(words) for key, words in data["text"].items()}, children=tuple(children))
