"""Write the words to avoid of each language for the browser, which ``site/assets/text/lexicon.mjs`` reads."""

from __future__ import annotations

from collections.abc import Iterator

from csea_terms.formats.scripts import data_script, script_json
from csea_terms.model import Glossary
from csea_terms.textcheck.lexicon import LISTS, Avoided, TextLexicon, checked_languages
from csea_terms.textcheck.replacing import drop_in

VARIABLE = "cseaTermsText"


def word_files(glossary: Glossary) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of the lists that the page "Check your text" loads, paths from the site's ``assets/``."""
    for language in checked_languages(glossary):
        content = words_list(TextLexicon(glossary, language.tag))
        yield f"text/words-{language.tag}.js", data_script(VARIABLE, language.tag, script_json(content))


def words_list(lexicon: TextLexicon) -> dict[str, object]:
    """Return what the browser must know of a language: its words to avoid, their phrases with their places, and the lists beside them."""
    words: dict[Avoided, int] = {}
    phrases = []
    for rows in lexicon.phrases.values():
        for own, word in rows.items():
            phrases.append([" ".join(own), -1 if word is None else words.setdefault(word, len(words))])
    return {
        "tag": lexicon.tag,
        "words": [_word(word) for word in words],
        "phrases": phrases,
        "lists": {name: getattr(lexicon, name).as_data() for name in LISTS},
    }


def _word(word: Avoided) -> dict[str, object]:
    return {
        "concept": word.concept, "severity": word.severity, "tier": word.tier, "joined": word.joined, "law": word.law,
        "instead": word.instead, "reason": word.label.reason, **_drop_in(word),
    }  # fmt: skip


def _drop_in(word: Avoided) -> dict[str, str]:
    """Return what may stand in a word's place without another change, and the word."""
    new = drop_in(word.label)
    return {} if new is None else {"dropIn": new, "word": word.label.text}
