"""The pages between schemes: two side by side, data recoded from one to another, and what must not be taken for the same."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from markupsafe import Markup

from csea_terms.crosswalks.composition import OWN
from csea_terms.formats.dictionaries import csvw_schema
from csea_terms.formats.scripts import script_json
from csea_terms.model import Mapping, Scheme
from csea_terms.publishing.columns import PAIR, dictionary
from csea_terms.publishing.pages.edition import Edition
from csea_terms.publishing.pages.judgments import Judgment, judgment
from csea_terms.publishing.pages.matrix import sectors_with_schemes
from csea_terms.publishing.pages.page import Kept, Page

PAIR_FORMATS = (
    ("xlsx", "Excel (XLSX)"), ("csv", "CSV"), ("csv-metadata.json", "CSVW"), ("sssom.tsv", "SSSOM/TSV"), ("json", "JSON"),
)  # fmt: skip
"""The formats of the table from one scheme to another, or to all; CSVW describes the CSV file."""

_COMPARE_KEYS = (
    "search_loading", "rows_shown", "relation", "compare_to", "meaning", "through", "judged_directly", "confidence", "compare_none",
    "compare_failed", "only_suggested", "relation_exact", "relation_close", "relation_broad", "relation_narrow",
    "pair_exact", "pair_close", "pair_broad", "pair_narrow", "pair_suggestion",
)  # fmt: skip
"""The strings that ``site/assets/compare/compare-page.mjs`` shows; the page "Map your data" takes its own by their beginnings."""

_RECODE_PREFIXES = ("recode_", "status_", "error_", "compare_failed", "colon")


def between_pages(edition: Edition) -> Iterator[Page | Kept]:
    """Yield the pages "Compare two schemes", "Map your data" and "False friends", the last with a page for each sector."""
    made_from = edition.ingredients.scheme_pairs
    for name, make in (("compare", _compare_page), ("recode", _recode_page), ("false-friends", _false_friends_page)):
        heading = edition.text(name.replace("-", "_"))
        yield edition.unless_as_before(f"crosswalks/{name}/", heading, made_from, partial(make, edition))
    for sector, schemes in sectors_with_schemes(edition).items():
        made_from, make = edition.ingredients.schemes(schemes), partial(_false_friends_of, edition, sector)
        yield edition.unless_as_before(f"crosswalks/false-friends/{sector}/", _false_friends_heading(edition, sector), made_from, make)


def _compare_page(edition: Edition) -> Page:
    glossary, path = edition.glossary, "crosswalks/compare/"
    data = {
        "root": edition.links(f"{edition.tag}/{path}").root,
        "strings": {key: edition.text(key) for key in _COMPARE_KEYS},
        "targets": edition.index.targets,
        "names": {slug: edition.name_of(slug)[0] for slug in glossary.concepts},
        "described": {"schema": csvw_schema(PAIR), "columns": dictionary(PAIR).columns, "rows": dictionary(PAIR).rows},
        "schemes": {scheme.id: _facts(scheme) for scheme in glossary.schemes.values()},
    }
    return edition.page(
        "compare",
        path,
        title=edition.text("compare"),
        description=edition.text("compare_intro"),
        head=_script(data["root"], "compare"),
        schemes=_choices(edition),
        formats=PAIR_FORMATS,
        data=Markup(script_json(data)),
    )


def _recode_page(edition: Edition) -> Page:
    path = "crosswalks/recode/"
    root = edition.links(f"{edition.tag}/{path}").root
    strings = edition.texts(_RECODE_PREFIXES)
    return edition.page(
        "recode",
        path,
        title=edition.text("recode"),
        description=edition.text("recode_intro"),
        head=_script(root, "recode"),
        schemes=_choices(edition),
        data=Markup(script_json({"root": root, "strings": strings, "targets": edition.index.targets})),
    )


def _false_friends_page(edition: Edition) -> Page:
    """Return the sectors, each with how many false friends and how many gaps its schemes have."""
    rows = []
    for sector, schemes in sectors_with_schemes(edition).items():
        mappings = [mapping for scheme in schemes for mapping in edition.glossary.mappings_by_scheme[scheme.id]]
        name = edition.foreign(*edition.pick(edition.glossary.sectors[sector].names))
        rows.append((sector, name, sum(m.negated for m in mappings), sum(m.notation is None for m in mappings)))
    return edition.page(
        "false-friends",
        "crosswalks/false-friends/",
        title=edition.text("false_friends"),
        description=edition.text("false_friends_intro"),
        rows=rows,
    )


def _false_friends_heading(edition: Edition, sector: str) -> str:
    return f"{edition.text('false_friends')} · {edition.pick(edition.glossary.sectors[sector].names)[0]}"


def _false_friends_of(edition: Edition, sector: str) -> Page:
    """Return what must not be taken for the same, and what is missing, in the schemes of a sector."""
    path = f"crosswalks/false-friends/{sector}/"
    links = edition.links(f"{edition.tag}/{path}")
    schemes = sectors_with_schemes(edition)[sector]
    mappings = [mapping for scheme in schemes for mapping in edition.glossary.mappings_by_scheme[scheme.id]]
    mappings.sort(key=lambda m: (edition.order[m.concept], m.scheme, m.notation or ""))

    def grouped(chosen: list[Mapping]) -> list[tuple[str, list[Judgment]]]:
        told = (judgment(edition, links, mapping) for mapping in chosen)
        return [(slug, list(rows)) for slug, rows in groupby(told, key=lambda one: one.mapping.concept)]

    return edition.page(
        "false-friends-sector",
        path,
        title=_false_friends_heading(edition, sector),
        description=edition.text("false_friends_intro"),
        denied=grouped([mapping for mapping in mappings if mapping.negated]),
        gaps=grouped([mapping for mapping in mappings if mapping.notation is None]),
    )


def _choices(edition: Edition) -> list[tuple[str, str]]:
    """Return the schemes that something follows from, by name, our own terms first."""
    schemes = edition.glossary.schemes
    names = [(id_, schemes[id_].name) for id_ in edition.index.targets if id_ != OWN]
    return [(OWN, edition.text("own_terms")), *sorted(names, key=lambda choice: (choice[1].casefold(), choice[0]))]


def _facts(scheme: Scheme) -> dict[str, str]:
    return {
        "scheme": scheme.id,
        "title": scheme.title,
        "owner": scheme.owner,
        "edition": scheme.edition,
        "terms_of_use": scheme.terms_of_use,
        "homepage": scheme.homepage,
        "what_it_covers": scheme.scope_note,
    }


def _script(root: str, name: str) -> str:
    return f'<script defer src="{root}assets/{name}.js"></script>'
