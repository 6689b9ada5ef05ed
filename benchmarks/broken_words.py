"""Ways to break words, reasons and what laws say."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.breaking import Change, Place, done, edit, written

_EN, _FR = "terms/*/en.ttl", "terms/*/fr.ttl"
_DEFINITION = r'skos:definition "[^"]*"'
_LABEL = r'^(    skos:prefLabel "([^"]+)"@en ;)$'
_AVOIDED = r"^    cst:reason "
_LAW = r"^    cst:acceptability cst:legal-only ;"


def _shared(predicate: str):
    """Return a change that gives the second concept the text of the first."""

    def make(root: Path) -> Place:
        pattern = re.compile(rf'^    {predicate} "(.+)"@en ;$', re.MULTILINE)
        one, other = [path for path in sorted((root / "vocab/terms").glob("c*/en.ttl")) if pattern.search(path.read_text("utf-8"))][:2]
        text = pattern.search(one.read_text("utf-8"))[0]
        changed = pattern.sub(lambda _: text, other.read_text("utf-8"), count=1)
        other.write_text(changed, encoding="utf-8")
        line = changed.split("\n").index(text) + 1
        # Of two that are the same, the later file is told off, or both.
        return Place(str(other.relative_to(root)), (line,))

    return make


WORDS: tuple[Change, ...] = (
    edit("a second preferred label", "skos-s14", _EN, _LABEL, r'\1\n    skos:prefLabel "another name"@en ;', at="skos:prefLabel"),
    edit("a preferred label that is admitted too", "skos-s13", _EN, _LABEL, r'\1\n    skos:altLabel "\2"@en ;', at="skos:(pref|alt)Label"),
    edit("a preferred label that is hidden too", "skos-s13", _EN, _LABEL, r'\1\n    skos:hiddenLabel "\2"@en ;', at="skos:(pref|hidden)Label"),
    edit("no preferred label", "label-missing", _EN, _LABEL + "\n", "", at="^term:"),
    edit("no definition", "definition-missing", _EN, "^    " + _DEFINITION + "@en ;\n", "", at="^term:"),
    edit("two definitions", "definition-twice", _EN, "^(    " + _DEFINITION + "@en ;)$", r'\1\n    skos:definition "something else"@en ;', at="skos:definition"),
    edit("a definition that uses its own word", "definition-circular", _EN, r'^    skos:prefLabel "([^"]+)"@en ;\n((?:.*\n)*?)    skos:definition "',
         r'    skos:prefLabel "\1"@en ;\n\2    skos:definition "\1 or ', at="skos:definition"),
    edit("an article before a definition", "definition-article", _EN, r'skos:definition "', 'skos:definition "the '),
    edit("an article before a French definition", "definition-article", _FR, r'skos:definition "(?=[^aeiouhyéèêàâîôûœAEIOUHYÉ])', 'skos:definition "le '),
    edit("a capital before a definition", "definition-capital", _EN, r'skos:definition "act ', 'skos:definition "Act '),
    edit("a full stop behind a definition", "definition-end", _EN, r'(skos:definition "[^".]+)"@en', r'\1."@en'),
    done("a definition that is another's", "definition-shared", _shared("skos:definition")),
    edit("a word to avoid in a definition", "definition-avoided-word", _EN, r'(skos:definition "[^"]+)"@en', r'\1, once child pornography"@en'),
    edit("a word to avoid in a plain line", "definition-avoided-word", _EN, r'(cst:plainDefinition "[^"]+)"@en', r'\1 It was child pornography."@en'),
    edit("a definition of sixty words", "definition-long", _EN, r'(skos:definition "[^"]+)"@en', r"\1" + " and more" * 30 + '"@en'),
    edit("a plain line of forty words", "plain-line-long", _EN, r'(cst:plainDefinition "[^"]+)"@en', r"\1" + " and more" * 20 + '"@en'),
    edit("a head that is no broader concept", "definition-head", _EN, r'skos:definition "act ', 'skos:definition "hotline that is an act '),
    edit("an article before a label", "label-article", _EN, _LABEL, r'    skos:prefLabel "the \2"@en ;'),
    edit("a capital before a label", "label-capital", _EN, r'skos:prefLabel "c(\w\w)', r'skos:prefLabel "C\1'),
    edit("a full stop behind a label", "label-end", _EN, _LABEL, r'    skos:prefLabel "\2."@en ;'),
    edit("several labels in one", "label-several", _EN, _LABEL, r'\1\n    skos:altLabel "one word; another word"@en ;'),
    edit("a hard space in a label", "label-spaces", _EN, _LABEL, '\\1\n    skos:altLabel "one\u00a0word"@en ;'),
    edit("a label that names several", "label-plural", _EN, r'skos:prefLabel "child helpline"', 'skos:prefLabel "child helplines"'),
    done("a label that is another's", "label-shared", _shared("skos:prefLabel")),
    edit("a word to avoid inside a label", "label-avoided-inside", _EN, _LABEL, r'\1\n    skos:altLabel "report of child pornography"@en ;'),
    edit("a word that another term says to avoid", "label-avoided-elsewhere", _EN, _LABEL, r'\1\n    skos:altLabel "child pornography"@en ;'),
    edit("a translation of an older definition", "translation-stale", _FR, r'cst:translatedFrom "[0-9a-f]+"', 'cst:translatedFrom "000000000000"'),
    written("German without a published text", "attestation-missing", "terms/csam/de.ttl",
            "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix term: <https://w3id.org/csea-terms/terms/> .\n\n"
            'term:csam\n    skos:prefLabel "Darstellung sexuellen Missbrauchs"@de ;\n.\n'),
    edit("a reviewer without a role", "reviewer", _FR, r"^(term:\S+\n(?:    .*\n)+)\.$", '\\1    cst:reviewedBy ""@fr ;\n.'),
    edit("a word to avoid that nothing is said of", "avoid-label-undescribed", _EN, r"^(    cst:avoidLabel .*)$", r'\1\n    cst:avoidLabel "bad word"@en ;'),
    edit("a word to avoid without a reason", "avoid-reason-missing", _EN, r"^    cst:reason .*\n", ""),
    edit("two words with one reason", "avoid-reason-shared", _EN, r'^    cst:reason (".*"@en) ;\n((?:.*\n)*?)    cst:reason ".*"@en ;$',
         r"    cst:reason \1 ;\n\2    cst:reason \1 ;", at="cst:reason"),
    edit("a word to avoid without its replacement", "avoid-instead-missing", _EN, r"^    cst:useInstead .*\n", ""),
    edit("a replacement that is no term", "avoid-instead-unknown", _EN, r'cst:useInstead "[^"]*"', 'cst:useInstead "blue teapot"'),
    edit("a replacement that is to be avoided itself", "avoid-instead-avoided", _EN, r'cst:useInstead "[^"]*"', 'cst:useInstead "child pornography"'),
    edit("a word to avoid that may stay nowhere", "avoid-keep-missing", _EN, r"^    cst:keepWhen .*\n", "", at="literalForm"),
    edit("a word to avoid without where to look", "avoid-flagged-missing", _EN, r"^    cst:flagged .*\n", ""),
    edit("a place to look that there is not", "avoid-flagged", _EN, r"cst:flagged cst:anywhere", "cst:flagged cst:somewhere"),
    edit("a word to avoid without a source", "avoid-source-missing", _EN, r"^(    cst:flagged .*\n(?:    cst:variant .*\n)*)(?:    dcterms:source .*\n)+\.", r"\1."),
    edit("a spelling of a bad word that is a good one", "avoid-variant-good", _EN,
         r'^(    skos:prefLabel )("[^"]+")@en ;\n((?:.*\n)*?)    cst:variant "[^"]*"', r'\1\2@en ;\n\3    cst:variant \2', at="cst:variant"),
    edit("a label resource without its word", "label-form", _EN, r"^    skosxl:literalForm .*\n", ""),
    edit("a label resource of a word that is not there", "label-form-unknown label-name", _EN, r'skosxl:literalForm "[^"]*"', 'skosxl:literalForm "nowhere"'),
    edit("a label resource with another name", "label-name", _EN, r"^label:(\S+)$", r"label:\1-x"),
    edit("a published text without its publisher", "attested-by-missing", _EN, r"^    cst:attestedBy .*\n", ""),
    edit("a published text with two publishers", "attested-twice", _EN, r'^(    cst:attestedBy .*\n)', r'\1    cst:attestedBy "Zzz" ;\n'),
)  # fmt: skip

LAW: tuple[Change, ...] = (
    edit("a usage in a sector that there is not", "usage-sector", _EN, r"^(usage:\S+\n    a cst:Usage ;\n    cst:sector sector:)\S+", r"\1nowhere", at="cst:sector"),
    edit("a usage in a country that there is not", "usage-jurisdiction", _EN, r'cst:jurisdiction "[A-Z-]+"', 'cst:jurisdiction "Canada"'),
    edit("a usage that is judged otherwise", "usage-acceptability", _EN, r"cst:acceptability cst:\S+", "cst:acceptability cst:fine"),
    edit("a beginning that is no date", "usage-since", _EN, r'cst:since "\d+', 'cst:since "in 1993'),
    edit("an end that is no date", "usage-until", _EN, r'cst:until "\d+', 'cst:until "lately'),
    edit("a usage without a source", "usage-source", _EN, r"^(    cst:acceptability .*\n(?:    cst:(?:since|until) .*\n)*)(?:    dcterms:source .*\n)+", r"\1"),
    edit("a usage of no label", "usage-label", _EN, r"^    cst:usageOf .*\n", ""),
    edit("a usage with another name", "usage-name", _EN, r"^usage:(\S+)\.([A-Z]{2})$", r"usage:\1.ZZ"),
    edit("a law that ends before it begins", "usage-order", _EN, r'cst:until "\d{4}[^"]*"', 'cst:until "1066"', where=r'cst:since "'),
    edit("a law that ended without a day", "law-end", _EN, r"^    cst:until .*\n", "", where=r"cst:superseded", at="cst:superseded|^usage:"),
    edit("a law's word without its article", "law-locator", _EN, r'^(    dcterms:source source:\S+ ;\n)    cst:locator "[^"]*" ;\n\.', r"\1.", where=_LAW),
    edit("a law's word with a guide as its source", "law-source", _EN, r"^(    cst:acceptability cst:legal-only ;\n(?:    cst:since .*\n)?)(?:    dcterms:source .*\n)+",
         r"\1    dcterms:source source:luxguide-2025 ;\n", at="source:luxguide-2025|cst:sector|^usage:"),
)  # fmt: skip
