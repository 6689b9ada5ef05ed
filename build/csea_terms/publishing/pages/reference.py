"""The pages behind the glossary: other organisations' schemes, the works that are cited, the downloads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from markupsafe import Markup, escape

from csea_terms.crosswalks.verdicts import scheme_figures, verdicts_of
from csea_terms.formats.scripts import script_json
from csea_terms.model import Code, Mapping, Scheme, Source
from csea_terms.names import released_book_address
from csea_terms.publishing.columns import AVOIDED, CROSSWALK, PAIR, SCHEMES_COUNTED, WORDS, terms
from csea_terms.publishing.exports import jskos, misp
from csea_terms.publishing.exports.languagetool import rules_path
from csea_terms.publishing.exports.tbx import pair_path
from csea_terms.publishing.exports.vale import package_path
from csea_terms.publishing.exports.word_lists import has_dictionary
from csea_terms.publishing.pages.edition import Edition
from csea_terms.publishing.pages.judgments import code_judgments, comment_in, judgment, title_beside
from csea_terms.publishing.pages.naming import title_language
from csea_terms.publishing.pages.page import Kept, Page
from csea_terms.publishing.pages.scheme_pairs import PAIR_FORMATS
from csea_terms.publishing.pages.term import licence_name
from csea_terms.publishing.triples.catalogue import WHOLE_FILES
from csea_terms.search.places import code_anchor
from csea_terms.text.digest import digest
from csea_terms.textcheck.lexicon import checked_languages

_WHOLE_TITLES = ("vocabulary_alone", "vocabulary_crosswalks", "vocabulary_all")
"""The strings that head the files that hold all."""

VOCABULARY_FILES = (("ttl", "Turtle"), ("rdf", "RDF/XML"), ("nt.gz", "N-Triples (gzip)"), ("jsonld", "JSON-LD"))
TABLE_FILES = (("xlsx", "Excel (XLSX)"), ("csv", "CSV"), ("csv-metadata.json", "CSVW"))
CROSSWALK_FILES = (*TABLE_FILES, ("sssom.tsv", "SSSOM/TSV"), ("sssom.ttl", "SSSOM/RDF (Turtle)"), ("json", "JSON"))
"""The endings and the names of the formats; the names are the same in every language."""


_OFFLINE_KEYS = ("offline_keep", "offline_update", "offline_remove", "offline_progress", "offline_kept", "offline_removed", "offline_failed")
"""The strings that ``site/assets/offline/offline.mjs`` shows."""

_DICTIONARIES = (
    ("table_files", terms(["en"])),
    ("word_lists", AVOIDED),
    ("reconciliation", WORDS),
    ("codes_by_verdict", SCHEMES_COUNTED),
    ("crosswalk_files", CROSSWALK),
    ("tables_from_here", PAIR),
)
"""The tables whose columns the page "Downloads" explains; of the terms those of one language stand for all."""

_TOLD = ("overlaps", "container", "outside", "gap", "none")
"""The verdicts that a scheme's page counts one by one, beside the usable ones."""


@dataclass(frozen=True)
class SchemeCount:
    """A scheme, how many judgments there are about it, and how many of its codes have one."""

    scheme: Scheme
    judgments: int
    codes: int


def crosswalk_pages(edition: Edition) -> Iterator[Page | Kept]:
    """Yield the list of schemes and a page for each."""
    made_from = digest(*[edition.ingredients.scheme[scheme_id] for scheme_id in edition.glossary.schemes])
    yield edition.unless_as_before("crosswalks/", edition.text("crosswalks"), made_from, partial(_crosswalks_page, edition))
    for scheme in edition.glossary.schemes.values():
        made_from = edition.ingredients.scheme[scheme.id]
        heading = edition.text("crosswalk_title", scheme=edition.index.scheme_name(scheme.id))
        yield edition.unless_as_before(f"crosswalks/{scheme.id}/", heading, made_from, partial(_crosswalk_page, edition, scheme))


def _crosswalks_page(edition: Edition) -> Page:
    return edition.page(
        "crosswalks",
        "crosswalks/",
        title=edition.text("crosswalks"),
        description=edition.text("crosswalks_intro"),
        counts=_scheme_counts(edition),
        formats=CROSSWALK_FILES,
    )


def source_pages(edition: Edition) -> Iterator[Page | Kept]:
    """Yield the list of cited works, then a page for each."""
    sources = sorted(edition.glossary.sources.values(), key=lambda source: (source.title.casefold(), source.key))
    yield edition.page(
        "sources",
        "sources/",
        title=edition.text("sources"),
        description=edition.text("sources_intro"),
        kinds=_by_kind(edition, sources),
    )
    for source in edition.glossary.sources.values():
        citing = edition.index.cited_by.get(source.key, ())
        places = repr([edition.index.cited_at.get((source.key, slug)) for slug in citing])
        made_from = digest(edition.ingredients.names(citing), places)
        make = partial(_source_page, edition, source)
        yield edition.unless_as_before(f"sources/{source.key}/", source.title, made_from, make)


def _by_kind(edition: Edition, sources: list[Source]) -> list[tuple[str, Markup, list[tuple[Source, str]]]]:
    """Return works by their kind, each kind with its name, each work with the names of its languages."""
    kinds = sorted({source.kind for source in sources}, key=lambda kind: str(edition.one_of("kind", kind)))
    return [
        (kind, edition.one_of("kind", kind), [(source, _language_names(edition, source)) for source in sources if source.kind == kind])
        for kind in kinds
    ]


def _source_page(edition: Edition, source: Source) -> Page:
    return edition.page(
        "source",
        f"sources/{source.key}/",
        title=source.title,
        tag=title_language(source),
        description=source.title,
        source=source,
        source_kind=edition.one_of("kind", source.kind),
        source_languages=_language_names(edition, source),
        cited_by=[
            (slug, edition.places_in(source.key, edition.index.cited_at.get((source.key, slug), ())))
            for slug in edition.sorted(edition.index.cited_by.get(source.key, ()))
        ],
    )


def downloads_page(edition: Edition) -> Page:
    """Return the list of everything that can be taken away."""
    return edition.page(
        "downloads",
        "downloads/",
        title=edition.text("downloads"),
        description=edition.text("downloads_intro"),
        whole_files=[(name, edition.text(key)) for name, key in zip(WHOLE_FILES, _WHOLE_TITLES, strict=True)],
        vocabulary_files=VOCABULARY_FILES,
        table_files=TABLE_FILES,
        crosswalk_files=CROSSWALK_FILES,
        dictionaries=[(edition.text(key), columns) for key, columns in _DICTIONARIES],
        word_lists=[(one, _word_lists(edition, one.tag)) for one in checked_languages(edition.glossary)],
        tbx_command=Markup('<code dir="ltr">csea-terms tbx fr es</code>'),
        tbx_pairs=[(language, pair_path("en", tag)) for tag, language in edition.glossary.languages.items() if tag != "en"],
        reconcile_command=Markup('<code dir="ltr">csea-terms serve --api</code>'),
        reconcile_address=Markup('<code dir="ltr">http://127.0.0.1:8000/reconcile/' + escape(edition.tag) + "</code>"),
        program_files=(*jskos.PATHS, *misp.PATHS),
        books=_released_books(edition),
        book_command=Markup(f'<code dir="ltr">csea-terms book {escape(edition.tag)}</code>'),
        licence=licence_name(edition),
        offline_strings=Markup(script_json({key: edition.text(key) for key in _OFFLINE_KEYS})),
    )


def _word_lists(edition: Edition, tag: str) -> list[tuple[str, str]]:
    """Return the lists of a language's words to avoid that other programs read: path below ``data/``, and the program's name."""
    dictionary = [(f"word-lists/{tag}.dic", "Hunspell")] if has_dictionary(edition.glossary, tag) else []
    return [(package_path(tag), "Vale"), (rules_path(tag), "LanguageTool"), *dictionary, (f"word-lists/{tag}.txt", "TXT")]


def _released_books(edition: Edition) -> tuple[str, list[tuple[str, str]]] | None:
    """Return the newest release and its books in this language, by their form; None before the first release."""
    release = edition.glossary.releases.latest
    if release is None:
        return None
    return release.version, [(ending.upper(), released_book_address(release.version, edition.tag, ending)) for ending in ("pdf", "epub")]


def _crosswalk_page(edition: Edition, scheme: Scheme) -> Page:
    path = f"crosswalks/{scheme.id}/"
    links = edition.links(f"{edition.tag}/{path}")
    mappings = edition.glossary.mappings_by_scheme.get(scheme.id, ())
    ordered = sorted(mappings, key=lambda mapping: edition.order[mapping.concept])
    groups = groupby((judgment(edition, links, m) for m in ordered), key=lambda told: told.mapping.concept)
    short = edition.index.scheme_name(scheme.id)
    first = {mapping.notation: mapping for mapping in reversed(ordered) if mapping.notation is not None}
    return edition.page(
        "crosswalk",
        path,
        title=edition.text("crosswalk_title", scheme=short),
        description=edition.text("crosswalk_intro", scheme=short, title=scheme.title),
        scheme=scheme,
        scope_note=comment_in(edition, scheme.scope_note),
        groups=[(slug, list(rows)) for slug, rows in groups],
        first=first,
        anchor=code_anchor,
        figures=_verdict_figures(edition, scheme),
        set_aside=_codes_with(edition, scheme, ("container", "outside", "gap")),
        unjudged=_codes_with(edition, scheme, ("none",)),
        formats=CROSSWALK_FILES,
        between=code_judgments(edition, links, scheme),
        compared=scheme.id in edition.index.targets,
        pair_formats=PAIR_FORMATS,
    )


def _verdict_figures(edition: Edition, scheme: Scheme) -> str:
    """Return how many of a scheme's codes have which verdict, told as "usable: 15", the usable ones together."""
    counted = scheme_figures(edition.glossary, scheme)
    shown = {"usable": counted.usable, **{name: counted.verdicts[name] for name in _TOLD}}
    told = [edition.say("verdict_count", verdict=edition.one_of("verdict", name), n=n) for name, n in shown.items() if n]
    return edition.joined([edition.say("verdict_count", verdict=edition.text("codes_in_all"), n=counted.codes), *told])


def _codes_with(edition: Edition, scheme: Scheme, verdicts: tuple[str, ...]) -> list[tuple[Code, Markup, str, Markup]]:
    """Return the codes that have one of some verdicts: each with its title, what the verdict is called, and why."""
    found = verdicts_of(edition.glossary, scheme)
    codes = [code for code in scheme.codes.values() if found[code.notation] in verdicts]
    return [
        (code, title_beside(edition, code), edition.one_of("verdict", found[code.notation]), comment_in(edition, code.verdict_reason))
        for code in codes
    ]


def _scheme_counts(edition: Edition) -> list[SchemeCount]:
    by_scheme = edition.glossary.mappings_by_scheme
    return [_scheme_count(scheme, by_scheme.get(scheme.id, ())) for scheme in edition.glossary.schemes.values()]


def _scheme_count(scheme: Scheme, mappings: tuple[Mapping, ...]) -> SchemeCount:
    codes = {mapping.notation for mapping in mappings if mapping.notation is not None}
    return SchemeCount(scheme, len(mappings), len(codes))


def _language_names(edition: Edition, source: Source) -> str:
    return edition.separator.join(edition.names.language(tag) for tag in source.languages)
