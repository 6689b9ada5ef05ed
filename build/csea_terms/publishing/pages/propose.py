"""The page "Propose", which checks a proposal on the reader's own device and prepares what they may send."""

from __future__ import annotations

from markupsafe import Markup

from csea_terms import names
from csea_terms.formats.scripts import script_json
from csea_terms.publishing.pages.edition import Edition
from csea_terms.publishing.pages.page import Page
from csea_terms.publishing.pages.scheme_pairs import schemes_by_sector
from csea_terms.textcheck.lexicon import checked_languages

FORMS = {
    "term": "1-term", "wording": "2-wording", "translation": "3-translation", "avoid": "4-word-to-avoid", "mapping": "5-mapping",
    "mistake": "6-mistake",
}  # fmt: skip
"""What can be proposed, and the form for it (``.github/ISSUE_TEMPLATE/``)."""

_SHOWN = ("propose_", "fault_", "search_loading", "check_text_failed", "copied", "colon")
"""Beginnings of the strings that ``site/assets/propose/propose-page.mjs`` shows."""


def propose_page(edition: Edition) -> Page:
    """Return the page; without JavaScript it leads to the issue forms."""
    path = "propose/"
    root = edition.links(f"{edition.tag}/{path}").root
    data = {
        "root": root,
        "tag": edition.tag,
        "repository": names.REPOSITORY,
        "strings": edition.texts(_SHOWN),
        "checked": [one.tag for one in checked_languages(edition.glossary)],
    }
    return edition.page(
        "propose",
        path,
        title=edition.text("propose"),
        description=edition.text("propose_intro"),
        head=f'<script defer src="{root}assets/propose.js"></script>',
        kinds=[(kind, edition.text(f"propose_{kind}"), f"{names.REPOSITORY}/issues/new?template={form}.yml") for kind, form in FORMS.items()],
        sectors=schemes_by_sector(edition, edition.glossary.schemes.values()),
        relations=_relations(edition),
        tell=names.TELL_IN_PRIVATE,
        data=Markup(script_json(data)),
    )


def _relations(edition: Edition) -> list[tuple[str, str]]:
    """Return how a term and a code may relate, as sentences about "Term" and "Code"."""
    both = {"source": edition.text("term"), "target": edition.text("code")}
    said = [(name, edition.text(f"pair_{name}", **both)) for name in ("exact", "close", "broad", "narrow")]
    return said + [(name, edition.text(f"propose_{name}")) for name in ("related", "not", "gap")]
