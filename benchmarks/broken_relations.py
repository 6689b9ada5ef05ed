"""Ways to break concepts, sources, schemes, mappings and language files."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.breaking import Change, Place, add_row, done, edit, written

_CONCEPT, _SOURCE, _SCHEME, _TABLE = "terms/*/concept.ttl", "sources/*.ttl", "crosswalks/*/scheme.ttl", "crosswalks/*/mappings.sssom.tsv"
_FR, _ES = "languages/fr.toml", "languages/comments/es.toml"
_BROADER = r"^    skos:broader term:(\S+) ;$"
_CODE = r"^(<\S+>\n    a skos:Concept ;\n)"
_ROW = r"^term:(\S+)\t(skos:\w+)\t(\w*)\t(\S+)\t(\S+)\t([\d.]+)\t"
_OWL = '@prefix owl: <http://www.w3.org/2002/07/owl#> .\n'



def _withdraw(concept: Path) -> None:
    text = concept.read_text("utf-8").replace("    cst:guidance", "    owl:deprecated true ;\n    cst:guidance", 1)
    concept.write_text(_OWL + text, encoding="utf-8")


def _named_instead(root: Path) -> Place:
    """Withdraw the first concept whose name is said instead of one of its own words to avoid."""
    for path in sorted((root / "vocab/terms").glob("*/en.ttl")):
        text = path.read_text("utf-8")
        label = re.search(r'^    skos:prefLabel ("[^"]+")@en', text, re.MULTILINE)
        lines = [n for n, line in enumerate(text.split("\n"), 1) if label and f"cst:useInstead {label[1]}@en" in line]
        if lines:
            _withdraw(path.with_name("concept.ttl"))
            return Place(str(path.relative_to(root)), tuple(lines))
    raise LookupError("No concept is said instead of its own words")


def _below_withdrawn(root: Path) -> Place:
    """Withdraw the concept that the first one stands below."""
    path = next(path for path in sorted((root / "vocab/terms").glob("*/concept.ttl")) if re.search(_BROADER, path.read_text("utf-8"), re.MULTILINE))
    text = path.read_text("utf-8")
    broader = re.search(_BROADER, text, re.MULTILINE)
    assert broader
    _withdraw(root / f"vocab/terms/{broader[1]}/concept.ttl")
    return Place(str(path.relative_to(root)), (text.count("\n", 0, broader.start()) + 1,))


def _circle(root: Path) -> Place:
    """Put the first concept above a concept that is below it."""
    for path in sorted((root / "vocab/terms").glob("*/concept.ttl")):
        above = re.search(_BROADER, path.read_text("utf-8"), re.MULTILINE)
        upper = root / f"vocab/terms/{above[1]}/concept.ttl" if above else path
        text = upper.read_text("utf-8")
        if above and re.search(_BROADER, text, re.MULTILINE):
            changed = re.sub(_BROADER, f"    skos:broader term:{path.parent.name} ;", text, count=1, flags=re.MULTILINE)
            upper.write_text(changed, encoding="utf-8")
            # Any relation of the circle may be the wrong one, so it is told once, at its first concept.
            return Place(str(min(path, upper).relative_to(root)))
    raise LookupError("No two levels of concepts")


CONCEPTS: tuple[Change, ...] = (
    edit("a broader concept that there is not", "broader-unknown", _CONCEPT, _BROADER, "    skos:broader term:nowhere ;"),
    edit("a related concept that there is not", "related-unknown", _CONCEPT, r"skos:related term:\S+", "skos:related term:nowhere"),
    edit("a confusion with what there is not", "confused-with-unknown", _CONCEPT, r"cst:confusedWith term:\S+", "cst:confusedWith term:nowhere"),
    done("a circle", "hierarchy-cycle", _circle),
    done("a word to avoid with a withdrawn name instead", "avoid-instead-withdrawn", _named_instead),
    done("a concept below a withdrawn one", "deprecated-in-use", _below_withdrawn),
    edit("no broader concept", "hierarchy-top", _CONCEPT, r"^(    skos:inScheme .*\n)(?:    skos:broader .*\n)+", r"\1", at="^term:"),
    edit("a concept related to itself", "relation-to-itself", _CONCEPT, r"^term:(\S+)$((?:\n.*)*?)\n    skos:related term:\S+", r"term:\1\2\n    skos:related term:\1", at="skos:related"),
    edit("a concept below itself", "relation-to-itself hierarchy-cycle", _CONCEPT, r"^term:(\S+)$((?:\n.*)*?)\n    skos:broader term:\S+", r"term:\1\2\n    skos:broader term:\1", at="skos:broader"),
    edit("a relation to what is above", "skos-s27", _CONCEPT, _BROADER + r"\n(?=    (?:cst|skos:related))", r"    skos:broader term:\1 ;\n    skos:related term:\1 ;\n", at="skos:(broader|related)"),
    edit("no guidance", "guidance", _CONCEPT, r"^    cst:guidance .*\n", "", at="^term:"),
    edit("a guidance that there is not", "guidance", _CONCEPT, r"cst:guidance cst:\S+", "cst:guidance cst:fine"),
    edit("no scheme", "scheme-membership", _CONCEPT, r"^    skos:inScheme .*\n", "", at="^term:"),
    edit("no source", "source-missing", _CONCEPT, r"^(?:    dcterms:source .*\n)+", "", where=r"dcterms:source", at="^term:"),
    edit("a source that there is not", "source-unknown", _CONCEPT, r"dcterms:source source:\S+", "dcterms:source source:nowhere"),
    edit("a sector that there is not", "sector-unknown", _CONCEPT, r"cst:sector sector:\S+", "cst:sector sector:nowhere"),
    edit("an article written otherwise", "locator-form", _CONCEPT, r'cst:locator "(\S+) [^"]*"', r'cst:locator "\1 Art. 3"'),
    edit("an article of a source that is not cited", "locator-source", _CONCEPT, r'cst:locator "\S+ ', 'cst:locator "crc-1888 '),
    edit("a topic that there is not", "top-concept-unknown", "scheme.ttl", r"skos:hasTopConcept term:\S+", "skos:hasTopConcept term:nowhere"),
    edit("a topic without its place", "top-concept-position", "scheme.ttl", r"^term:\S+\n    cst:position \d+ ;\n\.\n", "", at="skos:hasTopConcept"),
    edit("a place of no topic", "position-of-no-topic", "scheme.ttl", r"^term:\S+\n    cst:position", "term:csam\n    cst:position", at="^term:csam|cst:position"),
    edit("a topic below another", "top-concept-broader", _CONCEPT, r"^(    skos:inScheme .*)$", r"\1\n    skos:broader term:core-concepts ;", where=r"^term:forms-of-abuse$"),
    edit("a withdrawn concept without a reason", "deprecation-reason", _CONCEPT, r"\A((?:.*\n)*?)(term:\S+\n(?:    .*\n)*)", _OWL.join((r"\1", r"\2    owl:deprecated true ;\n")),
         beside="en.ttl"),
    edit("a successor that there is not", "successor-unknown", _CONCEPT, r"^    dcterms:source ", "    dcterms:isReplacedBy term:nowhere ;\n    dcterms:source "),
)  # fmt: skip

SOURCES: tuple[Change, ...] = (
    edit("a source without its citation", "source-citation", _SOURCE, r"^    dcterms:bibliographicCitation .*\n", ""),
    edit("a source without its publisher", "source-publisher", _SOURCE, r"^    dcterms:publisher .*\n", ""),
    edit("a source without its language", "source-language-missing", _SOURCE, r"^(?:    dcterms:language .*\n)+", "", at="^source:"),
    edit("a language that there is not", "source-language", _SOURCE, r'dcterms:language "\w+"', 'dcterms:language "English"'),
    edit("a kind that there is not", "source-kind", _SOURCE, r'dcterms:type "\w+"', 'dcterms:type "thing"'),
    edit("an act of no country", "source-jurisdiction-missing", _SOURCE, r"^    cst:jurisdiction .*\n", "", at="dcterms:type|^source:"),
    edit("an act of a country that there is not", "source-jurisdiction", _SOURCE, r'cst:jurisdiction "[^"]*"', 'cst:jurisdiction "Canada"'),
    edit("a year that is none", "source-year", _SOURCE, r'dcterms:issued "\d+[^"]*"', 'dcterms:issued "lately"'),
    edit("another year than the citation's", "source-year-cited", _SOURCE, r'dcterms:issued "\d+[^"]*"', 'dcterms:issued "1066"', at="bibliographicCitation|issued"),
    edit("an address that is none", "source-link value-kind link-https", _SOURCE, r"foaf:page <[^>]*>", 'foaf:page "www"'),
    written("a source that nothing cites", "source-unused", "sources/nobody-2020.ttl", """@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix source: <https://w3id.org/csea-terms/sources/> .

source:nobody-2020
    a dcterms:BibliographicResource ;
    dcterms:bibliographicCitation "Nobody, 2020" ;
    dcterms:publisher "Nobody" ;
    dcterms:issued "2020" ;
    dcterms:language "en" ;
    dcterms:type "report" ;
    foaf:page <https://example.org/nobody> ;
.
"""),
)  # fmt: skip


def _as(number: int, value: str):
    return lambda cells: [*cells[:number], value, *cells[number + 1 :]]


def _plain(cells: list[str], rows: list[list[str]]) -> bool:
    return not cells[2] and cells[3] != "sssom:NoTermFound"


def _only(relation: str):
    return lambda cells, rows: _plain(cells, rows) and cells[1] == relation and sum(row[0] == cells[0] for row in rows) == 1


def _gap(cells: list[str], rows: list[list[str]]) -> bool:
    return cells[3] == "sssom:NoTermFound"


MAPPINGS: tuple[Change, ...] = (
    edit("a scheme without its title", "crosswalk-incomplete", _SCHEME, r"^    dcterms:title .*\n", ""),
    edit("a scheme without its edition", "crosswalk-incomplete", _SCHEME, r"^    owl:versionInfo .*\n", ""),
    edit("a scheme without its terms of use", "crosswalk-incomplete", _SCHEME, r"^    dcterms:rights .*\n", ""),
    edit("a scheme in a sector that there is not", "sector-unknown", _SCHEME, r"cst:sector sector:\S+", "cst:sector sector:nowhere"),
    edit("a code without its notation", "code-notation", _SCHEME, r"^    skos:notation .*\n", ""),
    edit("a code without its title", "code-title", _SCHEME, _CODE + r"    skos:prefLabel .*\n", r"\1"),
    edit("a code below one that there is not", "code-broader-unknown", _SCHEME, r"skos:broader <[^>]+>", "skos:broader <https://w3id.org/csea-terms/crosswalks/nowhere/1>"),
    edit("a code that is named otherwise", "code-name", _SCHEME, r"^<(https://w3id.org/csea-terms/crosswalks/[^>/]+/\w+)>$", r"<\1x>"),
    edit("a code of another scheme", "code-scheme", _SCHEME, _CODE + r"((?:    .*\n)*?)    skos:inScheme <[^>]+>",
         r"\1\2    skos:inScheme <https://w3id.org/csea-terms/crosswalks/icd-11>", at="."),
    edit("a verdict that there is not", "code-verdict-value", _SCHEME, r"cst:verdict cst:\w+", "cst:verdict cst:maybe"),
    edit("a verdict without a reason", "code-verdict-reason", _SCHEME, r"^(    cst:verdict cst:outside ;\n)    cst:verdictReason .*\n", r"\1"),
    edit("a reason without a verdict", "code-verdict-nothing", _SCHEME, r"^    cst:verdict cst:\w+ ;\n(    cst:verdictReason)", r"\1"),
    edit("a code that nobody judged", "code-verdict", _SCHEME, r"^    cst:verdict cst:\w+ ;\n    cst:verdictReason .*\n", "", where="cst:judgedWhole true", at="."),
    edit("a row about a concept that there is not", "mapping-subject-unknown", _TABLE, _ROW, r"term:nowhere\t\2\t\3\t\4\t\5\t\6\t"),
    edit("a row to a code that there is not", "mapping-code-unknown", _TABLE, _ROW, r"term:\1\t\2\t\3\t\4nowhere\t\5\t\6\t"),
    edit("a relation that there is not", "mapping-predicate", _TABLE, _ROW, r"term:\1\tskos:sameMatch\t\3\t\4\t\5\t\6\t"),
    edit("a modifier that there is not", "mapping-modifier", _TABLE, r"^(term:\S+\tskos:\w+\t)\t", r"\1Maybe\t"),
    edit("a justification that there is not", "mapping-justification", _TABLE, "semapv:ManualMappingCuration", "semapv:Guess"),
    edit("a confidence above one", "mapping-confidence", _TABLE, r"\t0\.(\d\d)\t", r"\t1.\1\t"),
    edit("a confidence in words", "mapping-confidence-number", _TABLE, r"\t0\.\d\d\t", r"\thigh\t"),
    edit("a prefix that is not declared", "mapping-prefix", _TABLE, r"^term:", "concept:"),
    edit("a mistyped column", "mapping-table-columns", _TABLE, r"\tconfidence", "\tconfidance"),
    edit("a broken description of a table", "mapping-table-metadata", _TABLE, r"^#curie_map:", "#curie_map: [", at="^#"),
    edit("a table of another scheme", "mapping-table-names", _TABLE, r"(#mapping_set_id: \S+/crosswalks/)[^/]+", r"\1other"),
    add_row("a row that stands twice", "mapping-duplicate", lambda cells: cells, _plain),
    add_row("two relations of one pair", "mapping-contradiction mapping-broad-and-narrow mapping-duplicate mapping-close-twice", _as(1, "skos:closeMatch"), _only("skos:broadMatch")),
    add_row("broader and narrower at once", "mapping-broad-and-narrow mapping-contradiction", _as(1, "skos:narrowMatch"), _only("skos:broadMatch")),
    add_row("a relation and its denial", "mapping-denial mapping-contradiction", _as(2, "Not"), _only("skos:broadMatch")),
    add_row("a code for what is called a gap", "mapping-gap", lambda cells: [cells[0], "skos:exactMatch", "", "sssom:NoTermFound", *cells[4:]], _only("skos:closeMatch")),
    add_row("a gap that is denied", "mapping-gap-negated mapping-duplicate", _as(2, "Not"), _gap),
    add_row("two exact codes for one concept", "mapping-exact-twice mapping-hierarchy mapping-exact-shared", lambda cells: [cells[0], "skos:exactMatch", "", cells[3], *cells[4:]],
            lambda cells, rows: _plain(cells, rows) and cells[1] == "skos:closeMatch" and any(row[0] == cells[0] and row[1] == "skos:exactMatch" and _plain(row, rows) for row in rows)),
)  # fmt: skip

LANGUAGES: tuple[Change, ...] = (
    edit("a sector without its name in a language", "sector-name-missing", "sectors.ttl", r'^    skos:prefLabel ".*"@fr ;\n', "", at="skos:prefLabel"),
    edit("a lost placeholder", "language-file-placeholders", _FR, r'^(\w+ = ".*)\{n\}', r"\1"),
    edit("a mistyped key", "language-file-keys", _FR, r"^home = ", "hoem = "),
    edit("a direction that there is not", "language-file-fields", _FR, r'direction = "ltr"', 'direction = "up"'),
    edit("a broken language file", "language-file-syntax", _FR, r'direction = "ltr"', 'direction = "ltr'),
    edit("a place that there is not", "language-file-places", _FR, r"^GB-SCT = ", "Scotland = "),
    edit("a mistyped list of the search", "language-file-search", _FR, r"^same = \[", "smae = ["),
    edit("a mistyped list of the text checker", "language-file-text", _FR, r"^told = \[", "todl = ["),
    edit("a broken list of comments", "comments-syntax", _ES, r'^("[^"]+" = "[^"]+)"$', r"\1"),
    edit("a comment that nobody makes", "comments-unused", _ES, r'\Z', '"Nobody says this." = "Nadie lo dice."\n'),
    edit("a comment without a translation", "comments-text", _ES, r'^("[^"]+") = "[^"]+"$', r'\1 = ""'),
    edit("a Spanish question without its first mark", "typography-pairs", "languages/es.toml", r"¿([^?\"]*\?)", r"\1"),
)  # fmt: skip
