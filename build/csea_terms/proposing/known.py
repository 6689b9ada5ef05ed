"""What the page "Propose" must know to check and write on the reader's device, for ``site/assets/propose/``.

A classic script, since neither ``fetch`` nor modules work on a page that is opened from a folder.
"""

from __future__ import annotations

from csea_terms.checking.lint.labels import ARTICLES
from csea_terms.formats.scripts import data_script, script_json
from csea_terms.model import Glossary, Language
from csea_terms.text.digest import digest_of
from csea_terms.text.languages import LETTERS, SCRIPT_OF, SMALL_WORDS
from csea_terms.text.phrases import base_language

PATH = "propose/known.js"
VARIABLE = "cseaTermsPropose"


def known_file(glossary: Glossary) -> bytes:
    """Return the script that puts what :func:`known` returns where the page finds it; its path below ``assets/`` is :data:`PATH`."""
    return data_script(VARIABLE, "known", script_json(known(glossary)))


def known(glossary: Glossary) -> dict[str, object]:
    """Return what the rules know of languages, and of each concept in use what a translation of it refers to.

    ``concepts`` has by identifier the digest of the English definition, that of the English plain line (empty where there is none)
    and the tags of the languages that have words of it.
    """
    live = [concept for concept in glossary.concepts.values() if not concept.deprecated]
    return {
        "languages": {tag: _language(language) for tag, language in glossary.languages.items()},
        "letters": LETTERS,
        "small": SMALL_WORDS,
        "concepts": {
            concept.id: [_digest(words.definition), _digest(words.plain_definition), " ".join(concept.words)]
            for concept in live
            for words in [concept.in_language("en")]
        },
    }


def _digest(text: str) -> str:
    return digest_of(text) if text else ""


def _language(language: Language) -> dict[str, object]:
    base = base_language(language.tag)
    return {
        "name": language.english_name,
        "articles": ARTICLES.get(base, ()),
        "properNames": language.proper_names,
        "script": SCRIPT_OF.get(base, ""),
    }
