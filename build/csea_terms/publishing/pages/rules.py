"""The page of all rules that contributions are checked by."""

from __future__ import annotations

from itertools import groupby

from csea_terms.checking.rules import RuleText
from csea_terms.publishing.pages.edition import Edition
from csea_terms.publishing.pages.page import Page


def rules_page(edition: Edition, rules: tuple[RuleText, ...]) -> Page:
    """Return the page. The rules are told in English, as the command tells them; headings are the language's own."""
    groups = [(group, list(found)) for group, found in groupby(rules, key=lambda rule: rule.group)]
    return edition.page("rules", "rules/", title=edition.text("rules"), description=edition.text("rules_intro"), groups=groups)
