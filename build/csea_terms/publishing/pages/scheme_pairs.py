"""The pages between schemes: two side by side, data recoded from one to another, and what must not be taken for the same."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from itertools import groupby

from markupsafe import Markup

from csea_terms.crosswalks.composition import OWN
from csea_terms.crosswalks.verdicts import MOST_USED
from csea_terms.formats.dictionaries import csvw_schema
from csea_terms.formats.scripts import data_script, script_json
from csea_terms.model import Glossary, Mapping, Scheme
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

_RECODE_PREFIXES = ("recode_", "status_", "error_", "compare_failed", "comment")


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
        "targets": _targets(edition),
        "titles": _titles(edition),
        "languages": _foreign_titles(edition),
        "language": edition.tag if comments_of(glossary, edition.tag) else "",
        "described": {"schema": csvw_schema(PAIR), "columns": dictionary(PAIR).columns, "rows": dictionary(PAIR).rows},
        "schemes": {scheme.id: _facts(scheme) for scheme in glossary.schemes.values()},
    }
    return edition.page(
        "compare",
        path,
        title=edition.text("compare"),
        description=edition.text("compare_intro"),
        head=_script(data["root"], "compare"),
        sectors=_choices(edition),
        formats=PAIR_FORMATS,
        data=Markup(script_json(data)),
    )


def _recode_page(edition: Edition) -> Page:
    path = "crosswalks/recode/"
    root = edition.links(f"{edition.tag}/{path}").root
    strings = {**edition.texts(_RECODE_PREFIXES), "colon": edition.colon.unescape()}
    return edition.page(
        "recode",
        path,
        title=edition.text("recode"),
        description=edition.text("recode_intro"),
        head=_script(root, "recode"),
        sectors=_choices(edition),
        data=Markup(script_json({"root": root, "strings": strings, "targets": _targets(edition), "mostUsed": MOST_USED})),
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


def _choices(edition: Edition) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the schemes that something follows from, with their full names, by sector."""
    return schemes_by_sector(edition, [scheme for scheme in edition.glossary.schemes.values() if scheme.id in edition.index.targets])


def schemes_by_sector(edition: Edition, chosen: Collection[Scheme]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return some schemes by the name of their sector: identifier and full name of each."""
    by_name = sorted(chosen, key=lambda scheme: (scheme.name.casefold(), scheme.id))
    sectors = {scheme.sector for scheme in chosen}
    named = sorted((edition.pick(sector.names)[0], sector.id) for sector in edition.glossary.sectors.values() if sector.id in sectors)
    return [(name, [(scheme.id, _full_name(scheme)) for scheme in by_name if scheme.sector == id_]) for name, id_ in named]


def _targets(edition: Edition) -> list[list]:
    """Return the schemes, and of each those that something follows for, by their places in that list: identifiers would fill the page."""
    targets = edition.index.targets
    schemes = list(dict.fromkeys([*targets, *(scheme for found in targets.values() for scheme in found)]))
    places = {scheme: place for place, scheme in enumerate(schemes)}
    return [schemes, [[places[target] for target in targets.get(scheme, ())] for scheme in schemes]]


def _full_name(scheme: Scheme) -> str:
    return scheme.title if scheme.name in scheme.title else f"{scheme.name} – {scheme.title}"


def _titles(edition: Edition) -> dict[str, dict[str, str]]:
    """Return what this language calls the codes of each scheme where that is not their title, by scheme and notation."""
    titles = {OWN: {slug: edition.name_of(slug)[0] + edition.mark_of(slug) for slug in edition.glossary.concepts}}
    for scheme in edition.glossary.schemes.values():
        for code in scheme.codes.values():
            own = code.titles.get(edition.tag, code.title)
            if own != code.title:
                titles.setdefault(scheme.id, {})[code.notation] = own
    return titles


def _foreign_titles(edition: Edition) -> dict[str, dict[str, str]]:
    """Return the languages of the titles that are not in English, by scheme and notation."""
    found: dict[str, dict[str, str]] = {}
    for scheme in edition.glossary.schemes.values():
        for code in scheme.codes.values():
            tag = next((tag for tag, title in code.titles.items() if title == code.title), "en")
            if tag != "en":
                found.setdefault(scheme.id, {})[code.notation] = tag
    return found


def comment_files(glossary: Glossary) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of the reasons that "Compare two schemes" shows in each language, paths from the site's ``assets/``."""
    for tag in glossary.languages:
        if comments := comments_of(glossary, tag):
            yield f"compare/comments-{tag}.js", data_script("cseaTermsComments", tag, script_json(comments))


def comments_of(glossary: Glossary, tag: str) -> dict[str, str]:
    """Return what was said of stated gaps and of rows between schemes, by its English, where a language has it."""
    translated = glossary.languages[tag].comments
    gaps = [mapping.comment for mapping in glossary.mappings if mapping.notation is None]
    return {said: translated[said] for said in (*gaps, *(row.comment for row in glossary.code_mappings)) if said in translated}


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
