"""A whole glossary that fits on a page: every field of the model is used at least once.

``small_glossary()`` is well-behaved; ``hostile()`` puts a text into every field of any glossary that holds
free text. The strings of the interface are the real ones, from ``vocab/languages/``.
"""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Collection, Iterator, Mapping as ReadOnlyDict
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path

from csea_terms.code_mappings import CodeMapping
from csea_terms.formats.locators import Locator
from csea_terms.model import (
    Code,
    Concept,
    Glossary,
    Label,
    Language,
    Mapping,
    Scheme,
    Sector,
    Source,
    Words,
)
from csea_terms.names import code_iri
from csea_terms.publishing.pages import Page, pages
from csea_terms.usages import Usage

LANGUAGE_FILES = Path(__file__).resolve().parents[1] / "vocab" / "languages"
TEMPLATES = Path(__file__).resolve().parents[1] / "site" / "templates"

HOSTILE = """<script>alert(1)</script><img src=x onerror=alert(1)>"'`&amp;{{7*7}}{term.__class__}</title>]]>-->"""

IDENTIFYING = {
    "id", "key", "concept", "scheme", "language", "kind", "guidance", "acceptability", "predicate", "justification",
    "notation", "broader", "narrower", "related", "confused_with", "replaced_by", "sectors", "sector", "sources",
    "top_concepts", "tag", "direction", "path", "english_name", "jurisdiction", "languages", "iri",
    "flagged", "source", "unit", "since", "until", "compared_on", "created", "modified", "verdict", "source_scheme", "target_scheme", "target",
}  # fmt: skip
"""Fields whose values are identifiers or words of a fixed list, which the checks before the model see to."""


def pages_of(glossary: Glossary) -> Iterator[Page]:
    """Yield every page of a glossary; the templates are compiled once for all tests of a process."""
    return pages(glossary, TEMPLATES, compiled=Path(_compiled().name))


@cache
def _compiled() -> tempfile.TemporaryDirectory:
    return tempfile.TemporaryDirectory()  # removed when the process ends


def languages() -> dict[str, Language]:
    """Return the languages of the site, English first."""
    tags = sorted((path.stem for path in LANGUAGE_FILES.glob("*.toml")), key=lambda tag: (tag != "en", tag))
    return {tag: _language(tag) for tag in tags}


@cache
def _language(tag: str) -> Language:
    read = tomllib.loads((LANGUAGE_FILES / f"{tag}.toml").read_text(encoding="utf-8"))
    known = {field.name for field in fields(Language)}
    return Language(tag=tag, **{key: value for key, value in read.items() if key in known})


ADDRESSES = {"attested_at", "url", "homepage", "licence"}
"""Fields that hold a web address; the checks let only a complete one through."""


def hostile(value: object, text: str = HOSTILE, spared: Collection[str] = ()) -> object:
    """Return a glossary, or a part of one, with ``text`` behind every free text in it but the ``spared`` fields."""
    if is_dataclass(value):
        fixed = IDENTIFYING | set(spared)
        free = [f.name for f in fields(value) if f.name not in fixed or isinstance(getattr(value, f.name), dict)]
        changed = {name: hostile(getattr(value, name), text, spared) for name in free}
        kept = {name: getattr(value, name) for name in ("languages",) if isinstance(value, Source)}
        return replace(value, **{**changed, **kept})
    if isinstance(value, ReadOnlyDict):
        return {key: hostile(item, text, spared) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(hostile(item, text, spared) for item in value)
    return value + text if isinstance(value, str) else value


def small_glossary() -> Glossary:
    """Return a glossary of six concepts in up to seven languages, with two schemes."""
    return Glossary(
        title={"en": "CSEA Terms"},
        description={"en": "A shared language for protecting children from sexual exploitation and abuse"},
        licence="https://creativecommons.org/licenses/by/4.0/",
        concepts={concept.id: concept for concept in _concepts()},
        top_concepts=("materials-and-content", "response-and-services"),
        sectors=_sectors(),
        sources=_sources(),
        schemes=_schemes(),
        mappings=_mappings(),
        languages=languages(),
        code_mappings=(
            CodeMapping(
                "aselo-default", "/Violence/Sexual abuse", "broadMatch", "iccs-2015", "03", "semapv:ManualMappingCuration", 0.55,
                ("interpol-terms",), "Read from both texts.",
            ),
        ),
    )  # fmt: skip


def _sectors() -> dict[str, Sector]:
    return {
        "hotlines": Sector(
            "hotlines",
            {"en": "Hotlines", "fr": "Services de signalement", "ar": "الخطوط الساخنة", "zh": "举报热线"},
            {"en": "Services that receive and assess reports of suspected illegal content"},
        ),
        "law-enforcement": Sector(
            "law-enforcement",
            {"en": "Law enforcement", "fr": "Forces de l’ordre", "ar": "إنفاذ القانون", "zh": "执法"},
            {"en": "Police and other investigators", "fr": "Police et autres enquêteurs"},
        ),
    }


def _sources() -> dict[str, Source]:
    return {
        "interpol-terms": Source(
            "interpol-terms",
            "Appropriate terminology",
            "INTERPOL",
            "2024",
            ("en", "fr", "es", "ar"),
            "website",
            "https://www.interpol.int/Crimes/Crimes-against-children/Appropriate-terminology",
        ),
        "opsc-2000": Source(
            "opsc-2000",
            "Optional Protocol to the Convention on the Rights of the Child on the sale of children, child "
            "prostitution and child pornography",
            "United Nations",
            "2000",
            ("en",),
            "treaty",
            "http://example.org/not-https",
        ),
    }


def _schemes() -> dict[str, Scheme]:
    def code(scheme: str, notation: str, title: str, **more) -> Code:
        return Code(scheme, notation, code_iri(scheme, notation), title, {"en": title}, **more)

    iccs = [
        code("iccs-2015", "03", "Injurious acts of a sexual nature", verdict="container"),
        code("iccs-2015", "0302", "Sexual exploitation", broader=("03",), verdict="outside", verdict_reason="A reason."),
        code("iccs-2015", "03022", "Sexual exploitation of children", broader=("0302",), verified=False),
        code("iccs-2015", "03011", "Rape", deprecated=True),
    ]
    aselo = [
        code("aselo-default", "/Violence/Sexual abuse", "Sexual abuse", title_is_ours=True),
        replace(code("aselo-default", "/Violencia", "Violencia", title_translation="Violence"), titles={"es": "Violencia"}),
    ]
    return {
        "aselo-default": Scheme(
            "aselo-default", "Aselo default issue categorisation template", "Aselo default", "Tech Matters",
            "hotlines", "template", "2026", "https://github.com/techmatters/flex-plugins", "AGPL-3.0-or-later",
            {c.notation: c for c in aselo},
        ),
        "iccs-2015": Scheme(
            "iccs-2015", "International Classification of Crime for Statistical Purposes", "ICCS", "UNODC",
            "law-enforcement", "Version 1.0", "2015", "https://www.unodc.org/", "Codes are cited as short facts.",
            {c.notation: c for c in iccs}, scope_note="It classifies acts, not material.", judged_whole=True,
        ),
    }  # fmt: skip


def _mappings() -> tuple[Mapping, ...]:
    justification = "semapv:ManualMappingCuration"
    return (
        Mapping("csam", "relatedMatch", "aselo-default", "/Violence/Sexual abuse", justification, 0.6),
        Mapping("csam", "broadMatch", "iccs-2015", "03022", justification, 0.8, "ICCS counts the act, not the file."),
        Mapping("csam", "exactMatch", "iccs-2015", "03011", justification, 0.95, "A different act.", negated=True),
        Mapping("hotline", "exactMatch", "iccs-2015", None, justification, 0.9, "ICCS has no services."),
    )


def _concepts() -> list[Concept]:
    return [
        Concept(
            "csam",
            {tag: words for tag, words in _csam_words().items()},
            broader=("materials-and-content",),
            narrower=("known-csam",),
            related=("hotline",),
            confused_with=("known-csam",),
            sectors=("hotlines", "law-enforcement"),
            sources=("interpol-terms", "opsc-2000"),
            locators=(Locator("opsc-2000", "Article", "2(c)"), Locator("opsc-2000", "Article", "3(1)(c)")),
        ),
        Concept(
            "hotline",
            {
                "en": Words("en", (Label("hotline", "en", "preferred"),), "A service that receives reports."),
                "fr": Words("fr", (Label("service de signalement", "fr", "preferred"),)),
            },
            broader=("response-and-services",),
            related=("csam",),
            guidance="use-with-care",
            sectors=("hotlines",),
            sources=("interpol-terms",),
        ),
        Concept(
            "known-csam",
            {"en": Words("en", (Label("known child sexual abuse material", "en", "preferred"),), "CSAM seen before.")},
            broader=("csam",),
            confused_with=("csam",),
            guidance="contested",
        ),
        Concept(
            "materials-and-content",
            {
                "en": Words("en", (Label("Materials and content", "en", "preferred"),), "What is made and shared."),
                "fr": Words("fr", (Label("Matériels et contenus", "fr", "preferred"),)),
                "ar": Words("ar", (Label("المواد والمحتوى", "ar", "preferred"),)),
                "zh": Words("zh", (Label("材料和内容", "zh", "preferred"),)),
            },
            narrower=("csam",),
            top=True,
        ),
        Concept(
            "obscene-material",
            {"en": Words("en", (Label("obscene material", "en", "preferred"),), deprecation_reason="Not our field.")},
            deprecated=True,
            replaced_by=("csam",),
        ),
        Concept(
            "response-and-services",
            {"en": Words("en", (Label("Response and services", "en", "preferred"),), "Who helps, and how.")},
            narrower=("hotline",),
            top=True,
        ),
    ]


def _law(jurisdiction: str, since: str = "", until: str = "") -> Usage:
    standing, part = "superseded" if until else "legal-only", Locator("opsc-2000", "Article", "2(c)")
    return Usage("justice-legal", jurisdiction, standing, since, ("opsc-2000",), "", (part,), until, is_law=True)


def _csam_words() -> dict[str, Words]:
    usages = (
        Usage("hotlines", "INT", "preferred", "2016", ("interpol-terms",)),
        Usage(
            "law-enforcement", "US", "admitted", sources=("opsc-2000",), note="beside the words of the statute",
            locators=(Locator("opsc-2000", "section", "15A"),),
        ),
    )
    avoid = Label(
        "child pornography",
        "en",
        "avoid",
        reason="Pornography suggests consent, whereas these images record the abuse of a child.",
        instead=("child sexual abuse material",),
        context="Keep when citing a statute.",
        variants=("child-pornography", "childpornography", "child_pornography"),
        flagged="anywhere",
        sources=("interpol-terms", "opsc-2000"),
        locators=(Locator("opsc-2000", "recital", "12"),),
        usages=(
            _law("CA", since="1993", until="2025-10-10"), _law("GB-EAW", until="2015-05"), _law("INT", since="2000-05-25"), _law("US"),
            _law("US-CA", since="2001"), _law("US-WY"),
        ),
    )  # fmt: skip
    english = (
        Label("child sexual abuse material", "en", "preferred", attested_at="https://www.interpol.int/",
              attested_by="INTERPOL", usages=usages),
        Label("CSAM", "en", "admitted"),
        avoid,
        Label("chlid sexual abuse material", "en", "hidden"),
    )  # fmt: skip
    french_avoid = Label("pornographie infantile", "fr", "avoid", "Le mot suggère un consentement.", ("MASE",))
    named = {
        "es": "material de abuso sexual infantil",
        "pt": "material de abuso sexual de crianças",
        "ar": "مواد الاعتداء الجنسي على الأطفال",
        "ru": "материалы с изображением сексуального насилия над детьми",
        "zh": "儿童性虐待材料",
    }
    return {
        "en": Words(
            "en", english, "Material that records or depicts the sexual abuse of a child.",
            "Pictures or films of a child being sexually abused.",
            ("Includes drawn and generated images where the law says so.",), "Some reserve the word for photographs.",
            reviewed_by=("Name, role",),
        ),
        "fr": Words(
            "fr", (Label("matériel d’abus sexuels sur enfant", "fr", "preferred"), Label("MASE", "fr", "admitted"),
                   french_avoid),
            "Matériel qui enregistre ou représente l’abus sexuel d’un enfant.",
        ),
        **{tag: Words(tag, (Label(text, tag, "preferred"),)) for tag, text in named.items()},
        "sw": Words("sw", (Label("nyenzo za unyanyasaji wa kingono kwa watoto", "sw", "preferred"),)),
    }  # fmt: skip
