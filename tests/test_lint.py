"""Rules about files, names and characters: what breaks each, where it is reported, and that nothing else is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from csea_terms.checking.check import check
from csea_terms.errors import Problem
from csea_terms.reading.load import load
from csea_terms.reading.published import identifiers, write_names
from csea_terms.reading.repository import Repository
from csea_terms.text.phrases import units
from csea_terms.text.sentences import sentence_lengths
from tests.checkout import FILES, ROOT, write, write_checkout

REPORT = "vocab/terms/report/en.ttl"
CONCEPT = "vocab/terms/report/concept.ttl"
TABLE = "vocab/crosswalks/alpha/mappings.sssom.tsv"
FRENCH = "vocab/languages/fr.toml"
Change = Callable[[Path], object]


def edit(path: str, old: str, new: str) -> Change:
    """A change that replaces one text in one file."""

    def change(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text, f"{path} does not hold {old!r}"
        write(root, path, text.replace(old, new, 1))

    return change


def turtle(path: str, statements: str) -> Change:
    """A change that adds statements to one file, which stays in canonical form."""
    return lambda root: write_checkout(root, {path: FILES[path] + "\n" + statements})


def add(path: str, text: str) -> Change:
    """A change that writes one file."""
    return lambda root: write(root, path, text)


def raw(path: str, old: bytes, new: bytes) -> Change:
    """A change in the bytes of one file."""
    return lambda root: (root / path).write_bytes((root / path).read_bytes().replace(old, new, 1))


DEFINITION = 'skos:definition "statement'
TIP = """term:report cst:avoidLabel "tip"@en .
label:report.en.tip a skosxl:Label ; skosxl:literalForm "tip"@en ; cst:reason "It is casual."@en ; cst:flagged cst:anywhere ;
    cst:keepWhen "In a quotation."@en ; cst:useInstead "{}"@en ; dcterms:source source:guide ."""
_WITHDRAWN = {
    "vocab/terms/known-csam/concept.ttl": FILES["vocab/terms/known-csam/concept.ttl"] + "term:known-csam owl:deprecated true ; dcterms:isReplacedBy term:csam .",
    "vocab/terms/known-csam/en.ttl": FILES["vocab/terms/known-csam/en.ttl"] + 'term:known-csam cst:deprecationReason "It was too narrow."@en .',
}
CASES: dict[str, tuple[Change, str]] = {
    "avoid-instead-nearly": (turtle("vocab/terms/csam/en.ttl", TIP.replace("report", "csam").format("material, or child sexual abuse materials")), "vocab/terms/csam/en.ttl"),
    "avoid-instead-unknown": (turtle(REPORT, TIP.format("message")), REPORT),
    "avoid-instead-withdrawn": (lambda root: write_checkout(root, {REPORT: FILES[REPORT] + TIP.format("known material, or message"), **_WITHDRAWN}), REPORT),
    "avoid-keep-missing": (turtle(REPORT, TIP.format("report").replace('cst:keepWhen "In a quotation."@en ; ', "")), REPORT),
    "avoid-reason-shared": (turtle(REPORT, TIP.format("report").replace("It is casual.", "It likens abuse to entertainment.")), REPORT),
    "definition-avoided-word": (turtle(REPORT, 'term:report cst:plainDefinition "what you tell about child pornography"@en .'), REPORT),
    "definition-circular": (edit(REPORT, DEFINITION, 'skos:definition "report or statement'), REPORT),
    "definition-head": (edit("vocab/terms/known-csam/en.ttl", "recorded content of that kind that", "reports that"), "vocab/terms/known-csam/en.ttl"),
    "definition-mutual": (lambda root: (edit("vocab/terms/csam/en.ttl", 'skos:definition "content', 'skos:definition "content from reports')(root),
        edit(REPORT, "suspected content", "CSAM")(root)), "vocab/terms/csam/en.ttl"),
    "exception-reason": (add("vocab/exceptions.toml", '[label-plural]\n"report/en" = ""\n'), "vocab/exceptions.toml"),
    "exception-unused": (add("vocab/exceptions.toml", '[label-plural]\n"report/en" = "A law says so"\n'), "vocab/exceptions.toml"),
    "exceptions-syntax": (add("vocab/exceptions.toml", '[label-plural]\n"report/en" = "A law\n'), "vocab/exceptions.toml"),
    "label-avoided-inside": (turtle(REPORT, 'term:report skos:altLabel "report of child pornographies"@en .'), REPORT),
    "label-plural": (edit(REPORT, '"report"@en', '"notices to a hotline"@en'), REPORT),
    "definition-long": (edit(REPORT, DEFINITION, 'skos:definition "' + "long " * 46 + "statement"), REPORT),
    "label-article": (edit(REPORT, '"report"@en', '"the report"@en'), REPORT),
    "label-capital": (edit(REPORT, '"report"@en', '"Report"@en'), REPORT),
    "label-end": (edit(REPORT, '"report"@en', '"report."@en'), REPORT),
    "translation-stale": (turtle("vocab/terms/csam/fr.ttl", """term:csam skos:definition "contenu qui montre un abus"@fr ;
        cst:translatedFrom "000000000000" ."""), "vocab/terms/csam/fr.ttl"),
    "block-repeated": (lambda root: write(root, REPORT, (root / REPORT).read_text("utf-8") + '\nterm:report\n    skos:altLabel "notice"@en ;\n.\n'), REPORT),
    "name-mismatch": (lambda root: copytree(root / "vocab/terms/report", root / "vocab/terms/report-copy"), "vocab/terms/report-copy/concept.ttl"),
    "blank-node": (edit(CONCEPT, "cst:sector sector:hotlines ;", "cst:sector [ a skos:Concept ] ;"), CONCEPT),
    "checklist-language": (add("vocab/languages/xx.md", "# Checklist\n"), "vocab/languages/xx.md"),
    "code-name": (edit("vocab/crosswalks/alpha/scheme.ttl", 'skos:notation "01" ;', 'skos:notation "09" ;'), "vocab/crosswalks/alpha/scheme.ttl"),
    "code-scheme": (edit("vocab/crosswalks/beta/scheme.ttl", "skos:inScheme <https://w3id.org/csea-terms/crosswalks/beta> ;",
                         "skos:inScheme <https://w3id.org/csea-terms/crosswalks/alpha> ;"), "vocab/crosswalks/beta/scheme.ttl"),
    "comments-syntax": (add("vocab/languages/comments/fr.toml", '"Same cases." = "Mêmes cas.'), "vocab/languages/comments/fr.toml"),
    "comments-text": (add("vocab/languages/comments/fr.toml", '"Same cases." = 3\n'), "vocab/languages/comments/fr.toml"),
    "comments-unused": (add("vocab/languages/comments/fr.toml", '"Other cases." = "Autres cas."\n'), "vocab/languages/comments/fr.toml"),
    "comment-lost": (edit(REPORT, "term:report", "# a remark\nterm:report"), REPORT),
    "concept-file-missing": (lambda root: (root / "vocab/terms/lonely").mkdir() or write(
        root, "vocab/terms/lonely/en.ttl", (root / REPORT).read_text("utf-8").replace("term:report", "term:lonely").replace('"report"', '"lonely"').replace("suspected", "other")), "vocab/terms/lonely/concept.ttl"),
    "crosswalk-file-missing": (lambda root: write(root, "vocab/crosswalks/gamma/mappings.sssom.tsv", (root / TABLE).read_text("utf-8").replace(
        "alpha", "gamma")), "vocab/crosswalks/gamma/scheme.ttl"),
    "file-bom": (raw(REPORT, b"@prefix", b"\xef\xbb\xbf@prefix"), REPORT),
    "file-conflict": (edit(REPORT, "term:report", '<<<<<<< HEAD\nterm:report skos:altLabel "notice"@en .\n=======\n>>>>>>> patch-1\nterm:report'), REPORT),
    "file-encoding": (raw(REPORT, b"statement", b"stat\xe9ment"), REPORT),
    "file-format": (edit(REPORT, " ;\n    skos:def", ";\n    skos:def"), REPORT),
    "file-line-ends": (raw(REPORT, b"\n", b"\r\n"), REPORT),
    "file-stray": (add("vocab/terms/report/notes.txt", "stray"), "vocab/terms/report/notes.txt"),
    "identifier-duplicate": (turtle("vocab/crosswalks/alpha/scheme.ttl", """<https://example.org/beta/y> a skos:Concept ;
        skos:notation "/Other" ; skos:prefLabel "Other"@en ; skos:inScheme <https://w3id.org/csea-terms/crosswalks/alpha> ."""),
        "vocab/crosswalks/beta/scheme.ttl"),
    "label-name": (turtle(REPORT, TIP.format("report").replace("en.tip", "en.other")), REPORT),
    "sector-name-missing": (edit("vocab/sectors.ttl", '    skos:prefLabel "Société civile"@fr ;\n', ""), "vocab/sectors.ttl"),
    "language-file-english": (edit(FRENCH, "Aller au contenu principal", "Skip to main content"), FRENCH),
    "language-file-fields": (edit(FRENCH, 'direction = "ltr"', 'direction = "up"'), FRENCH),
    "language-file-keys": (edit(FRENCH, "\nhome = ", "\nhoem = "), FRENCH),
    "language-file-placeholders": (edit(FRENCH, ": {n}\"", ": {m}\""), FRENCH),
    "language-file-places": (edit(FRENCH, "\nGB-SCT = ", "\nScotland = "), FRENCH),
    "language-file-search": (edit(FRENCH, "\nsame = [", "\nsmae = ["), FRENCH),
    "language-file-text": (edit(FRENCH, "\ntold = [", "\ntodl = ["), FRENCH),
    "language-file-syntax": (edit(FRENCH, 'direction = "ltr"', 'direction = "ltr'), FRENCH),
    "language-tag": (turtle(REPORT, 'term:report skos:altLabel "signalement"@fr .'), REPORT),
    "link-https": (edit("vocab/sources/guide.ttl", "<https://example.org/guide>", "<http://example.org/guide>"), "vocab/sources/guide.ttl"),
    "mapping-confidence-number": (edit(TABLE, "0.90", "high"), TABLE),
    "mapping-prefix": (edit(TABLE, "term:csam", "concept:csam"), TABLE),
    "mapping-table-columns": (edit(TABLE, "\tconfidence", "\tconfidance"), TABLE),
    "mapping-table-metadata": (edit(TABLE, "#curie_map:", "#curie_map: ["), TABLE),
    "mapping-table-names": (edit(TABLE, "crosswalks/alpha/mappings", "crosswalks/beta/mappings"), TABLE),
    "predicate-derived": (edit(CONCEPT, "skos:broader term:materials ;", "skos:broader term:materials ;\n    skos:narrower term:csam ;"), CONCEPT),
    "predicate-misplaced": (turtle(REPORT, "term:report skos:broader term:materials ."), REPORT),
    "predicate-unknown": (edit(REPORT, "    skos:definition", '    skos:defniition "x"@en ;\n    skos:definition'), REPORT),
    "published-form": (add("vocab/published.tsv", "concept csam\n"), "vocab/published.tsv"),
    "published-missing": (add("vocab/published.tsv", "code\talpha 011\nconcept\tcsam\nconcept\tgone\n"), "vocab/published.tsv"),
    "retired-name": (add("vocab/retired.tsv", "source\tgone\n"), "vocab/retired.tsv"),
    "subject-misplaced": (turtle(REPORT, 'term:csam skos:scopeNote "A note."@en .'), REPORT),
    "text-characters": (edit(REPORT, DEFINITION, 'skos:definition "state\\u200Bment'), REPORT),
    "text-direction": (edit(REPORT, '"@en ;\n.', '"@en--rtl ;\n.'), REPORT),
    "text-length": (turtle(REPORT, 'term:report skos:scopeNote "' + "long " * 900 + 'note"@en .'), REPORT),
    "text-nfc": (edit(REPORT, DEFINITION, 'skos:definition "stat\u0065\u0301ment'), REPORT),
    "text-spaces": (edit(REPORT, DEFINITION, 'skos:definition "  statement'), REPORT),
    "turtle-prefix": (edit(REPORT, "skos:definition", "sksos:definition"), REPORT),
    "turtle-syntax": (edit(REPORT, '"@en ;\n.', "@en ;\n."), REPORT),
    "type-missing": (edit(CONCEPT, "    a skos:Concept ;\n", ""), CONCEPT),
    "usage-name": (turtle("vocab/terms/csam/en.ttl", """usage:csam.en.child-pornography.health.US a cst:Usage ;
        cst:usageOf label:csam.en.child-pornography ; cst:sector sector:hotlines ; cst:jurisdiction "US" ;
        cst:acceptability cst:avoid ; dcterms:source source:guide ."""), "vocab/terms/csam/en.ttl"),
    "text-empty": (edit(REPORT, "statement to a hotline about suspected content", ""), REPORT),
    "text-letters": (edit(REPORT, DEFINITION, 'skos:definition "st\u0430tement'), REPORT),
    "label-letters": (turtle(REPORT, 'term:report skos:altLabel "\u0441\u043e\u0440 notice"@en .'), REPORT),
    "label-several": (turtle(REPORT, 'term:report skos:altLabel "notice; notification"@en .'), REPORT),
    "label-spaces": (turtle(REPORT, 'term:report skos:altLabel "hotline\u00a0notice"@en .'), REPORT),
    "text-language": (turtle("vocab/terms/csam/fr.ttl", 'term:csam skos:scopeNote "It is the content that is shown to the child."@fr .'), "vocab/terms/csam/fr.ttl"),
    "text-markup": (turtle(REPORT, 'term:report skos:scopeNote "See <b>this</b>."@en .'), REPORT),
    "definition-article": (edit(REPORT, DEFINITION, 'skos:definition "a statement'), REPORT),
    "definition-capital": (edit(REPORT, DEFINITION, 'skos:definition "Statement'), REPORT),
    "definition-end": (edit(REPORT, "suspected content", "suspected content."), REPORT),
    "definition-shared": (edit("vocab/terms/report/en.ttl", "statement to a hotline about suspected content", "recorded content of that kind that has been confirmed before"), REPORT),
    "plain-line-long": (turtle(REPORT, 'term:report cst:plainDefinition "' + "word " * 36 + 'said"@en .'), REPORT),
    "attestation-missing": (lambda root: write_checkout(root, {"vocab/terms/report/de.ttl": 'term:report skos:prefLabel "Hinweis"@de .'}), "vocab/terms/report/de.ttl"),
    "identifier-avoided-word": (turtle("vocab/terms/known-csam/en.ttl", TIP.format("known material").replace("report", "known-csam").replace('"tip"', '"known csam"').replace("en.tip", "en.known-csam")),
        "vocab/terms/known-csam/en.ttl"),
    "withheld-wording": (add("vocab/withheld.tsv", "report\ten\n"), "vocab/withheld.tsv"),
    "value-kind": (turtle(CONCEPT, 'term:report owl:deprecated "true" .'), CONCEPT),
}  # fmt: skip


def problems_after(root: Path, change: Change, languages: tuple[str, ...] = ("en", "fr")) -> list[Problem]:
    write_checkout(root, languages=languages)
    change(root)
    return list(check(Repository(root)).problems)


@pytest.mark.parametrize("rule", CASES)
def test_each_rule_is_broken_alone_and_found_where_it_is(tmp_path, rule):
    change, path = CASES[rule]
    problems = problems_after(tmp_path, change)
    assert rule in {problem.rule for problem in problems}, [str(problem) for problem in problems]
    found = next(problem for problem in problems if problem.rule == rule)
    assert found.path == path and found.message and found.advice
    # A file that is not in canonical form besides is one problem more, and says how to mend itself.
    assert {problem.rule for problem in problems} <= {rule, "file-format"}, [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (lambda root: rmtree(root / "vocab/terms/known-csam"), "concept known-csam"),
        (lambda root: rmtree(root / "vocab/crosswalks/beta"), "scheme beta"),
        (edit("vocab/crosswalks/alpha/scheme.ttl", '"011"', '"012"'), "code alpha 011"),
        (lambda root: (root / "vocab/languages/fr.toml").unlink(), "language fr"),
        (lambda root: (root / "vocab/sources/act.ttl").unlink(), "source act"),
    ],
)  # fmt: skip
def test_what_was_published_and_is_gone_is_named(tmp_path, change, name):
    def publish_and_change(root: Path) -> None:
        write(root, "vocab/published.tsv", write_names(identifiers(load(Repository(root)))))
        change(root)

    found = [p for p in problems_after(tmp_path, publish_and_change) if p.rule == "published-missing"]
    assert f"The {name} was published and is gone" in [problem.message for problem in found] and all(p.line for p in found)


LISTED = "address\t<language>/old/<concept>/index.html\naddress\tdata/old.csv\nsource\tact\nsource\told-act\nsource\tolder-act\n"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("source old-act act", ""),
        ("address <language>/old/<concept>/index.html <language>/terms/<concept>/index.html", ""),
        ("address data/old.csv data/terms.csv", ""),
        ("source old-act older-act\nsource older-act act", "older-act is retired itself"),
        ("source old-act gone", "There is no source gone"),
        ("source act guide", "The source act is still there"),
        ("source never act", "The source never was never published"),
        ("concept csam report", "This is no kind of name"),
        ("address ../../old.csv data/terms.csv", "This is no kind of name"),
        ("source /old-act act", "This is no kind of name"),
        ("address data/old.csv data/terms.xlsx", "is no answer to who asks for"),
        ("address data/old.csv data/<concept>.csv", "does not say what to put into"),
    ],
)
def test_what_is_retired_points_on_to_what_is_there(tmp_path, row, said):
    def retire(root: Path) -> None:
        write(root, "vocab/published.tsv", LISTED)
        write(root, "vocab/retired.tsv", row.replace(" ", "\t") + "\n")

    found = [p for p in problems_after(tmp_path, retire) if p.path == "vocab/retired.tsv"]
    assert [said in problem.message for problem in found] == [True] * bool(said)
    assert all(problem.rule == "retired-name" and problem.advice for problem in found)


@pytest.mark.parametrize(
    ("change", "rule", "advice"),
    [
        (edit("vocab/sources/guide.ttl", "<https://example.org/guide>", "<example.org/guide>"), "link-https", "Use the whole address"),
        (edit("vocab/sources/guide.ttl", "<https://example.org/guide>", "https://example.org/guide"), "turtle-syntax", "Write <https://…>"),
        (edit(REPORT, DEFINITION, 'skos:definition "words &amp; statement'), "text-markup", "Write plain words"),
        (edit(FRENCH, '"ltr"', '"ltr'), "language-file-syntax", "Put a quotation mark at both ends"),
        (edit(FRENCH, '"ltr"', '"l"t"r"'), "language-file-syntax", "Write quotation marks inside a text as the language has them"),
    ],
)
def test_what_people_often_write_instead_is_told_how_to_mend(tmp_path, change, rule, advice):
    found = [problem for problem in problems_after(tmp_path, change) if problem.rule == rule]
    assert [problem.advice.startswith(advice) for problem in found] == [True]


def test_a_property_that_belongs_to_one_thing_only_is_not_written(tmp_path):
    found = problems_after(tmp_path, edit("vocab/crosswalks/alpha/scheme.ttl", "foaf:page", "foaf:homepage"))
    assert [problem.advice.split(":")[0] for problem in found if problem.rule == "predicate-derived"] == ["Write foaf"]


@pytest.mark.parametrize("key", ["mapping_set_id", "license", "curie_map"])
def test_a_mapping_table_without_some_of_its_metadata_says_which(tmp_path, key):
    def change(root: Path) -> None:
        lines = (root / TABLE).read_text(encoding="utf-8").split("\n")
        gone = [line for line in lines if not line.startswith((f"#{key}:", "#  ") if key == "curie_map" else f"#{key}:")]
        (root / TABLE).write_text("\n".join(gone), encoding="utf-8")

    found = problems_after(tmp_path, change)
    assert (TABLE, 1, "mapping-table-metadata", f"The metadata has no {key}") in {(p.path, p.line, p.rule, p.message) for p in found}


def test_a_file_that_cannot_be_opened_is_one_problem(tmp_path, monkeypatch):
    def refuse(path, *arguments, **settings):
        if str(path).endswith(REPORT):
            raise PermissionError(13, "Permission denied")
        return open(path, *arguments, **settings)

    monkeypatch.setattr("csea_terms.reading.load.open", refuse, raising=False)
    problems = problems_after(tmp_path, lambda root: None)
    assert [(p.path, p.rule) for p in problems] == [(REPORT, "file-unreadable")]
    assert "Permission denied" in problems[0].message


def test_many_broken_files_are_all_reported_in_one_run(tmp_path):
    def change(root: Path) -> None:
        for name in ("csam", "report", "materials"):
            write(root, f"vocab/terms/{name}/en.ttl", f'term:{name} skos:prefLabel "x"@en .\n')
        write(root, "vocab/terms/known-csam/en.ttl", "")

    problems = problems_after(tmp_path, change)
    assert {p.path for p in problems if p.rule == "turtle-prefix"} == {
        f"vocab/terms/{name}/en.ttl" for name in ("csam", "report", "materials")
    }
    assert {p.rule for p in problems if "known-csam" in p.path} == {"definition-missing", "label-missing"}


def test_copied_folders_and_files_are_one_problem_each(tmp_path):
    def change(root: Path) -> None:
        copytree(root / "vocab/terms/csam", root / "vocab/terms/csam-copy")
        copytree(root / "vocab/crosswalks/alpha", root / "vocab/crosswalks/gamma")
        write(root, "vocab/sources/other.ttl", (root / "vocab/sources/guide.ttl").read_text("utf-8"))

    assert [(p.path, p.line, p.rule, p.message, p.advice) for p in problems_after(tmp_path, change)] == [
        ("vocab/crosswalks/gamma/scheme.ttl", 8, "name-mismatch", "The path names gamma, but what stands here is about alpha",
         "Write gamma for alpha in every file of the folder, or rename the folder"),
        ("vocab/sources/other.ttl", 5, "name-mismatch", "The path names other, but what stands here is about guide",
         "Write other for guide throughout, or rename it"),
        ("vocab/terms/csam-copy/concept.ttl", 8, "name-mismatch", "The path names csam-copy, but what stands here is about csam",
         "Write csam-copy for csam in every file of the folder, or rename the folder"),
    ]  # fmt: skip


def test_a_repeated_block_is_named_with_both_lines(tmp_path):
    found = problems_after(tmp_path, CASES["block-repeated"][0])
    assert [(p.line, p.message) for p in found] == [(9, "The block of term:report stands here again (first in line 4)")]


@pytest.mark.parametrize(("name", "rules"), [
    ("en.ttl", {"definition-missing", "label-missing"}),
    ("concept.ttl", {"guidance", "hierarchy-top", "scheme-membership", "source-missing"}),
])  # fmt: skip
def test_an_empty_file_is_where_its_statements_are_missed(tmp_path, name, rules):
    french = add("vocab/terms/report/fr.ttl", '@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n'
        '@prefix term: <https://w3id.org/csea-terms/terms/> .\n\nterm:report\n    skos:prefLabel "signalement"@fr ;\n.\n')  # fmt: skip
    found = problems_after(tmp_path, lambda root: (french(root), write(root, f"vocab/terms/report/{name}", "")))
    assert {(p.path, p.line, p.rule) for p in found} == {(f"vocab/terms/report/{name}", 1, rule) for rule in rules}


def test_words_without_an_english_file_miss_their_english_there(tmp_path):
    found = problems_after(tmp_path, lambda root: (root / REPORT).unlink())
    assert {(p.path, p.line, p.rule) for p in found} == {(REPORT, 0, "definition-missing"), (REPORT, 0, "label-missing")}


def test_a_link_to_another_file_is_stray(tmp_path):
    def change(root: Path) -> None:
        (root / "vocab/terms/report/fr.ttl").symlink_to("en.ttl")

    assert [(p.path, p.rule) for p in problems_after(tmp_path, change)] == [("vocab/terms/report/fr.ttl", "file-stray")]


def test_a_checklist_is_read_by_people_alone(tmp_path):
    write(tmp_path, "vocab/languages/fr.md", "# French\n\n| English | French |\n« oui »  \u2019\n")
    assert problems_after(tmp_path, lambda root: None) == []
    write(tmp_path, "vocab/languages/fr.md", "# French\nenfant\u202e\n")
    found = problems_after(tmp_path, lambda root: None)
    assert [(p.path, p.line, p.rule) for p in found] == [("vocab/languages/fr.md", 2, "text-characters")]
    (tmp_path / "vocab/languages/fr.md").write_bytes("# Français\n".encode("latin-1"))
    assert [(p.rule) for p in problems_after(tmp_path, lambda root: None)] == ["file-encoding"]


@pytest.mark.parametrize(
    ("definition", "rule", "severity"),
    [
        ("what reports are", "definition-circular", "error"),
        ("statement about child pornographies", "definition-avoided-word", "error"),
        ("statement about kiddie photos", "definition-avoided-word", "error"),
        ("statement about a child and his suitors", "definition-avoided-word", "warning"),
    ],
)
def test_words_are_found_in_other_numbers_and_spellings(tmp_path, definition, rule, severity):
    found = problems_after(tmp_path, defined_as(definition))
    assert [(p.rule, p.severity) for p in found] == [(rule, severity)]


@pytest.mark.parametrize(
    "definition",
    ["statement about adults and their suitors", "statement about a child, pornography aside", "statement on reporting"],
)
def test_words_that_only_look_alike_pass(tmp_path, definition):
    found = problems_after(tmp_path, defined_as(definition))
    assert [str(problem) for problem in found] == []


KNOWN = "vocab/terms/known-csam/en.ttl"
OF_KNOWN = "recorded content of that kind that has been confirmed before"


@pytest.mark.parametrize(
    ("definition", "rules"),
    [
        ("reports, confirmed before", ["definition-head"]),
        ("report", ["definition-head"]),
        ("CSAM that has been confirmed before", []),  # its broader concept
        ("materials of which each has been confirmed", []),  # the broader one of that
        ("report form of a confirmed item", []),  # the head is another word
        ("confirmed item of a report", []),
    ],
)
def test_a_definition_begins_with_a_broader_concept_or_with_a_word_that_is_no_label(tmp_path, definition, rules):
    assert [p.rule for p in problems_after(tmp_path, edit(KNOWN, OF_KNOWN, definition))] == rules


def defined_as(definition: str) -> Change:
    """A change of one definition, in a vocabulary with more words to avoid."""
    return lambda root: (more_to_avoid(root), edit(REPORT, "statement to a hotline about suspected content", definition)(root))


def more_to_avoid(root: Path) -> None:
    """Add a further spelling of a word to avoid, and a word to avoid near words about children."""
    write_checkout(root, {"vocab/terms/csam/en.ttl": FILES["vocab/terms/csam/en.ttl"] + """
label:csam.en.child-pornography cst:variant "kiddie photo"@en . term:csam cst:avoidLabel "suitor"@en .
label:csam.en.suitor a skosxl:Label ; skosxl:literalForm "suitor"@en ; cst:reason "It flatters."@en ; cst:flagged cst:near-children ;
    cst:keepWhen "In a quotation."@en ; cst:useInstead "report"@en ; dcterms:source source:guide ."""})


@pytest.mark.parametrize(
    ("tag", "one", "other", "same"),
    [
        ("en", "child prostitutes", "Child prostitute", True), ("en", "bias", "bia", False), ("en", "bodies", "body", True),
        ("fr", "abus sexuels", "abus sexuel", True), ("es", "menores", "menor", True), ("pt", "violações", "violação", True),
        ("ru", "детской порнографии", "детская порнография", True), ("ar", "الطفل", "طفل", True), ("zh", "儿童卖淫", "儿童 卖淫", True),
        ("zh", "儿童，卖淫", "儿童卖淫", False), ("de", "Kinder", "Kind", False), ("fr-CA", "jeunes", "jeune", True),
    ],
)  # fmt: skip
def test_phrases_are_the_same_in_another_number_or_case(tag, one, other, same):
    assert (units(one, tag) == units(other, tag)) is same


def test_chinese_sentences_are_counted_in_letters(tmp_path):
    path = "vocab/terms/report/zh.ttl"
    long = turtle_file(path, f'term:report skos:prefLabel "举报"@zh ; skos:definition "{"甲乙" * 33}"@zh .')
    assert [(p.path, p.rule, p.message) for p in problems_after(tmp_path, long, ("en", "fr", "zh"))] == [
        (path, "definition-long", "A sentence of the definition has 66 letters (up to 65 read well)")
    ]


def test_a_danda_ends_a_sentence():
    assert sentence_lengths("बच्चा बोला। उसे सुना गया।", "hi") == [2, 3]
    assert units("यौन। शोषण", "hi") != units("यौन शोषण", "hi")


def turtle_file(path: str, statements: str) -> Change:
    """A change that adds one file, in canonical form."""
    return lambda root: write_checkout(root, {path: statements})


def test_an_exception_silences_its_warning_alone(tmp_path):
    change = edit(REPORT, '"report"@en', '"The statements to a hotline"@en')
    excepted = add("vocab/exceptions.toml", '[label-plural]\n"report/en" = "A law says so"\n')
    found = problems_after(tmp_path, lambda root: (change(root), excepted(root)))
    assert {p.rule for p in found} == {"label-article", "label-capital"}


def test_an_error_has_no_exceptions(tmp_path):
    change = edit(REPORT, DEFINITION, 'skos:definition "report or statement')
    excepted = add("vocab/exceptions.toml", '[definition-circular]\n"report/en" = "We like it so"\n')
    found = problems_after(tmp_path, lambda root: (change(root), excepted(root)))
    assert {p.rule for p in found} == {"definition-circular", "exception-unused"}


@pytest.mark.parametrize(
    ("path", "statements"),
    [
        (REPORT, TIP.format("report")),
        (REPORT, TIP.format("say who reported what, and to whom")),
        (REPORT, 'term:report cst:plainDefinition "what the law calls “child pornography”"@en .'),
        (REPORT, 'term:report skos:scopeNote "The report. A word such as child pornography belongs in quotations."@en .'),
    ],
)
def test_near_misses_of_the_wording_rules_pass(tmp_path, path, statements):
    assert [str(problem) for problem in problems_after(tmp_path, turtle(path, statements))] == []


def test_the_same_word_in_two_concepts_may_have_one_reason(tmp_path):
    again = """term:report cst:avoidLabel "Child pornography"@en .
label:report.en.child-pornography a skosxl:Label ; skosxl:literalForm "Child pornography"@en ; cst:flagged cst:anywhere ;
    cst:reason "{}"@en ; cst:keepWhen "In a quotation."@en ; cst:useInstead "CSAM"@en ; dcterms:source source:guide ."""
    own = again.format("It likens abuse to entertainment.")
    assert "avoid-reason-shared" not in {p.rule for p in problems_after(tmp_path, turtle(REPORT, own))}


def test_the_same_reason_in_another_language_is_its_translation(tmp_path):
    french = """term:report cst:avoidLabel "tuyau"@fr ; skos:prefLabel "signalement"@fr .
label:report.fr.tuyau a skosxl:Label ; skosxl:literalForm "tuyau"@fr ; cst:reason "It likens abuse to entertainment."@fr ;
    cst:keepWhen "Citation."@fr ; cst:useInstead "signalement"@fr ; cst:flagged cst:anywhere ; dcterms:source source:guide ."""
    assert problems_after(tmp_path, turtle_file("vocab/terms/report/fr.ttl", french)) == []


def test_every_rule_of_the_code_has_a_case():
    # What a worklist or a partner's file may have wrong has tests of its own, and so has a file that cannot be opened.
    package = ROOT / "build/csea_terms"
    modules = [*package.glob("checking/lint/*.py"), *package.glob("reading/*.py"), package / "formats/sssom.py"]
    texts = [path.read_text(encoding="utf-8") for path in modules]
    named = {name for text in texts for name in re.findall(r'"([a-z]+(?:-[a-z]+)+)", "(?:error|warning)"', text)}
    named |= {name for text in texts for name in re.findall(r'warn\(entry, triple, "([a-z-]+)"', text)}
    named |= {name for text in texts for name in re.findall(r'_(?:problem|misnamed)\(\s*(?:file|loaded), (?:triple|subject|key|\w+), "([a-z-]+)"', text)}
    named |= {name for text in texts for name in re.findall(r'yield "([a-z]+-[a-z]+)", ', text)}
    assert sorted(named - set(CASES) - {"file-unreadable"}) == []


def test_a_translated_comment_of_a_mapping_is_fine(tmp_path):
    root = write_checkout(tmp_path, {})
    write(root, "vocab/languages/comments/fr.toml", '"Same cases." = "Mêmes cas."\n')
    assert check(Repository(root)).problems == ()


def test_a_comment_with_quotation_marks_is_found_by_its_line(tmp_path):
    root = write_checkout(tmp_path, {})
    write(root, "vocab/languages/comments/fr.toml", '"Same cases." = "Mêmes cas."\n"The \\"old\\" name." = "L’ancien nom."\n')
    found = check(Repository(root)).problems
    assert [(problem.line, problem.rule) for problem in found] == [(2, "comments-unused")]
