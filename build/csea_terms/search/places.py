"""Where what is found stands on the site: paths below the language's folder, with the place on the page."""

from __future__ import annotations


PAGES = (
    ("az/", "az"),
    ("topics/", "topics"),
    ("map/", "map"),
    ("sectors/", "sectors"),
    ("avoid/", "terms_to_avoid"),
    ("check-text/", "check_text"),
    ("propose/", "propose"),
    ("crosswalks/", "crosswalks"),
    ("codes/", "codes_list"),
    ("crosswalks/recode/", "recode"),
    ("crosswalks/compare/", "compare"),
    ("crosswalks/matrix/", "matrix"),
    ("crosswalks/false-friends/", "false_friends"),
    ("often-confused/", "often_confused_pairs"),
    ("jurisdictions/", "jurisdictions"),
    ("sources/", "sources"),
    ("languages/", "languages"),
    ("coverage/", "coverage"),
    ("about-the-data/", "about_the_data"),
    ("downloads/", "downloads"),
    ("json-api/", "json_api"),
    ("schema/", "schema"),
    ("about/", "about"),
    ("editorial-policy/", "editorial_policy"),
    ("help/", "get_help_now"),
)
"""The pages of the site that are found by their names: path and key of the string that names it."""

HELP_PAGE = "help/"


def code_anchor(notation: str) -> str:
    """Return the identifier that a code has on the page of its scheme.

    >>> code_anchor("s. 163.1")
    'code-s.-163.1'
    """
    return "code-" + "-".join(notation.split())
