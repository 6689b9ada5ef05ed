"""Ways to break files, characters and the words of the vocabulary."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.breaking import Change, Place, done, edit, written

_EN, _FR, _ES, _AR, _RU, _ZH = (f"terms/*/{tag}.ttl" for tag in ("en", "fr", "es", "ar", "ru", "zh"))
_CONCEPT = "terms/*/concept.ttl"
_SAID = r'(skos:definition "\w+)'
_TYPED = "^    a skos:Concept ;$"


def _bytes(old: bytes, new: bytes, line: int | None = None):
    def make(root: Path) -> Place:
        path = next(p for p in sorted((root / "vocab/terms").glob("*/en.ttl")) if old in p.read_bytes())
        content = path.read_bytes()
        path.write_bytes(content.replace(old, new, 1))
        return Place(str(path.relative_to(root)), (line or content[: content.index(old)].count(b"\n") + 1,))

    return make


def _copied(root: Path) -> Place:
    folder = sorted((root / "vocab/terms").iterdir())[0]
    shutil.copytree(folder, folder.with_name(folder.name + "-copy"))
    return Place(f"vocab/terms/{folder.name}-copy/concept.ttl")


def _without(name: str):
    def make(root: Path) -> Place:
        path = sorted((root / "vocab/terms").glob(f"*/{name}"))[0]
        path.unlink()
        return Place(str(path.relative_to(root)))

    return make


def _deleted(root: Path) -> Place:
    shutil.rmtree(sorted((root / "vocab/terms").iterdir())[0])
    return Place("vocab/published.tsv")


def _deleted_scheme(root: Path) -> Place:
    shutil.rmtree(sorted((root / "vocab/crosswalks").iterdir())[0])
    return Place("vocab/published.tsv")


def _linked(root: Path) -> Place:
    folder = next(path for path in sorted((root / "vocab/terms").iterdir()) if not (path / "de.ttl").exists())
    (folder / "de.ttl").symlink_to("en.ttl")
    return Place(str((folder / "de.ttl").relative_to(root)))


FILES: tuple[Change, ...] = (
    done("a byte order mark", "file-bom", _bytes(b"@prefix", b"\xef\xbb\xbf@prefix", 1)),
    done("a file that is not UTF-8", "file-encoding", _bytes(b"skos:definition", b"skos:def\xe9nition")),
    done("Windows line ends", "file-line-ends", _bytes(b"\n", b"\r\n")),
    edit("another indent", "file-format", _EN, r"^    skos:prefLabel", "      skos:prefLabel"),
    edit("two statements in another order", "file-format", _EN, r"^(    skos:altLabel .*)\n(    skos:altLabel .*)$", r"\2\n\1"),
    edit("no line end at the end", "file-format", _EN, r"\n\Z", ""),
    written("a file that belongs nowhere", "file-stray", "terms/notes.txt", "remember"),
    done("a link to another file", "file-stray", _linked),
    edit("a missing quotation mark", "turtle-syntax", _EN, r'"@en ;$', "@en ;"),
    # A parser notices what is missing at what comes next.
    edit("a missing semicolon", "turtle-syntax", _EN, r'"@en ;\n    skos:definition', '"@en\n    skos:definition', at="skos:definition"),
    edit("a block without its full stop", "turtle-syntax", _CONCEPT, r"^\.\n\Z", ""),
    edit("a mistyped prefix", "turtle-prefix", _EN, r"^    skos:definition", "    sksos:definition"),
    edit("a comment in a Turtle file", "comment-lost", _EN, r"^term:", "# remember\nterm:"),
    edit("a block that stands twice", "block-repeated", _CONCEPT, r"(^term:\S+\n)((?:    .*\n)+\.\n)", r"\1\2\n\1    a skos:Concept ;\n.\n"),
    edit("a thing without a name", "blank-node", _CONCEPT, r"cst:sector sector:\S+ ;", "cst:sector [ a skos:Concept ] ;"),
    edit("a concept that is not called one", "type-missing", _CONCEPT, _TYPED + "\n", "", at=r"^term:"),
    edit("a note about another concept", "subject-misplaced", _EN, r"\Z", '\nterm:csam\n    skos:scopeNote "A note."@en ;\n.\n', where=r"^term:a"),
    edit("a mistyped property", "predicate-unknown", _EN, r"^    skos:definition", "    skos:defniition"),
    edit("a relation among the words", "predicate-misplaced", _EN, r"^(term:\S+\n)", r"\1    skos:broader term:csam ;\n"),
    edit("an inverse relation", "predicate-derived", _CONCEPT, "^    skos:broader ", "    skos:narrower term:csam ;\n    skos:broader "),
    edit("a link that is a text", "value-kind", _CONCEPT, r"^    skos:related term:(\S+) ;", r'    skos:related "\1" ;'),
    edit("a French label among the English", "language-tag", _EN, r'^(    skos:prefLabel .*)$', r'\1\n    skos:altLabel "mot"@fr ;'),
    edit("a tag that names no language", "language-tag", _EN, r'^(    skos:prefLabel ".*)@en', r"\1@eng"),
    done("a copied folder", "name-mismatch", _copied),
    done("a concept without its file", "concept-file-missing", _without("concept.ttl")),
    done("a term without its English", "label-missing definition-missing", _without("en.ttl")),
    done("a deleted term", "published-missing", _deleted),
    done("a deleted scheme", "published-missing", _deleted_scheme),
    written("a list of names with a broken line", "published-form", "published.tsv", "concept csam\n"),
    written("a retired name that points on to nothing", "retired-name", "retired.tsv", "source\tgone\t\n"),
    written("an exception that nothing needs", "exception-unused", "exceptions.toml", '[label-plural]\n"csam/en" = "A law says so."\n'),
    edit("an exception without its reason", "exception-reason", "exceptions.toml", r'^("[^"]+" = )".*"$', r'\1""'),
    edit("a broken list of exceptions", "exceptions-syntax", "exceptions.toml", r'^("[^"]+" = ".*)"$', r"\1"),
    written("a checklist of no language", "checklist-language", "languages/xx.md", "# Checklist\n"),
    edit("an address without https", "link-https", "sources/*.ttl", r"foaf:page <https:", "foaf:page <http:"),
    edit("an address without its beginning", "link-https", "sources/*.ttl", r"foaf:page <https://", "foaf:page <www."),
    edit("an address without its brackets", "turtle-syntax", "sources/*.ttl", r"foaf:page <([^>]*)>", r"foaf:page \1"),
    edit("two versions that git could not join", "file-conflict", _EN, r'^(    skos:prefLabel .*)$',
         r'<<<<<<< HEAD\n\1\n=======\n    skos:prefLabel "other"@en ;\n>>>>>>> patch-1'),
    written("a withheld wording of no term", "withheld-wording", "withheld.tsv", "gone\ten\tskos:definition\t2026-05-06\t2026-05-06\tIt blamed a child.\n"),
)  # fmt: skip

CHARACTERS: tuple[Change, ...] = (
    *(
        edit(f"{name} in a definition", "text-characters", _EN, _SAID, rf"\1\\{code}")
        for name, code in (
            ("a zero-width space", "u200B"), ("a NUL", "u0000"), ("a filler of Hangul", "u3164"), ("a character that is none", "uFFFE"),
            ("a tag character", "U000E0041"), ("an overriding direction", "u202E"), ("a soft hyphen", "u00AD"), ("a byte order mark", "uFEFF"),
            ("a line break", "n"),
        )
    ),
    edit("a letter and its accent apart", "text-nfc", _FR, r'(skos:prefLabel "[^"]*)é', "\\1e\u0301"),
    edit("two spaces", "text-spaces", _EN, r'(skos:definition "\w+) ', r"\1  "),
    edit("a space behind a label", "text-spaces", _EN, r'(skos:prefLabel "[^"]+)"@en', r'\1 "@en'),
    edit("a Cyrillic letter in an English word", "text-letters", _EN, r'(skos:definition "[^"]*\w)a(\w)', "\\1\u0430\\2"),
    edit("a Cyrillic word in an English label", "label-letters", _EN, r'^(    skos:prefLabel .*)$', '\\1\n    skos:altLabel "\u0441\u043e\u0440 note"@en ;'),
    edit("an empty definition", "text-empty", _EN, r'skos:definition "[^"]+"', 'skos:definition ""'),
    edit("markup in a note", "text-markup", _EN, r'(skos:scopeNote "[^"]*?) ', r"\1 <b>this</b> "),
    edit("a space of HTML in a definition", "text-markup", _EN, _SAID, r"\1&nbsp;"),
    edit("a note of ten pages", "text-length", _EN, r'(skos:scopeNote "[^"]*)', r"\1 " + "and so on " * 500),
    edit("an English note among the French", "text-language", _FR, r'skos:scopeNote "[^"]*"', 'skos:scopeNote "It is the content that is shown to the child."'),
    edit("an English definition among the Russian", "text-language", _RU, r'skos:definition "[^"]*"',
         'skos:definition "act of a person who seeks the trust of a child in order to abuse it"'),
    edit("a text that says it is written from the right", "text-direction", _EN, r'(skos:definition ".*)@en ;', r"\1@en--rtl ;"),
    edit("French without its hard space", "typography-spaces", _FR, "\u00a0([;:?!])", r"\1"),
    edit("a straight apostrophe in French", "typography-apostrophe", _FR, r'(skos:definition "[^"]*)’', r"\1'"),
    edit("a Latin comma in Arabic", "typography-marks", _AR, r'(skos:scopeNote "[^"]*)،', r"\1,"),
    edit("a Latin comma in Chinese", "typography-marks", _ZH, r'(skos:scopeNote "[^"]*)，', r"\1,"),
    edit("straight quotation marks in Russian", "typography-quotes", _RU, r"«([^»\"]*)»", r'\\"\1\\"'),
)  # fmt: skip
