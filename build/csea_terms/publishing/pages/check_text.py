"""The page "Check your text", which finds words to avoid on the reader's own device."""

from __future__ import annotations

from markupsafe import Markup

from csea_terms.formats.scripts import script_json
from csea_terms.names import ANSWERS_OF_AI_TOOLS, TEXTS_IN_GIT
from csea_terms.publishing.pages.edition import Edition
from csea_terms.publishing.pages.page import Page
from csea_terms.text.fold import fold
from csea_terms.text.languages import LETTERS, OWN_LETTERS, SCRIPT_OF
from csea_terms.textcheck.lexicon import checked_languages

_SHOWN = ("check_text_", "search_loading", "use_instead", "why")
"""Beginnings of the strings that ``site/assets/text/text-page.mjs`` shows."""


def check_text_page(edition: Edition) -> Page:
    """Return the page; its script loads the words of the languages that a text is in."""
    path = "check-text/"
    root = edition.links(f"{edition.tag}/{path}").root
    languages = list(checked_languages(edition.glossary))
    data = {
        "root": root,
        "strings": {**edition.texts(_SHOWN), "more": edition.text("terms_to_avoid")},
        "stops": {one.tag: sorted(set(map(fold, one.check.stop))) for one in languages if "-" not in one.tag},
        "scripts": {one.tag: [SCRIPT_OF[one.tag], LETTERS[SCRIPT_OF[one.tag]]] for one in languages if SCRIPT_OF.get(one.tag, "Latin") != "Latin"},
        "ownLetters": {tag: [SCRIPT_OF[tag], own] for tag, own in OWN_LETTERS.items()},
        "references": [fold(word) for one in languages for word in one.check.references],
    }
    return edition.page(
        "check-text",
        path,
        title=edition.text("check_text"),
        description=edition.text("check_text_intro"),
        head=f'<script defer src="{root}assets/check-text.js"></script>',
        checked=[(one.tag, one.name) for one in languages],
        in_git=TEXTS_IN_GIT,
        answers_scored=ANSWERS_OF_AI_TOOLS,
        data=Markup(script_json(data)),
    )
