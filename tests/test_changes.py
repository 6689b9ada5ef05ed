"""What a change does, told in words: every kind of change, every format, and texts that would break out of it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from csea_terms.changes.base import current, earlier
from csea_terms.changes.change import Change, Difference, Quote, Report
from csea_terms.changes.comparison import compare, differences
from csea_terms.changes.effects import Tables
from csea_terms.changes.written import FORMATS, plain, written
from csea_terms.cli import cli
from csea_terms.code_mappings import CodeMapping
from csea_terms.errors import ContentError, UsageError
from csea_terms.model import Concept, Glossary, Label, Mapping, Words
from csea_terms.reading.repository import Repository
from csea_terms.text.digest import digest_of
from tests.checkout import ROOT, write_checkout
from tests.small_glossary import HOSTILE, small_glossary
from tests.test_history import git

TEMPLATES = ROOT / "site" / "templates"


def with_concept(glossary: Glossary, slug: str, **fields) -> Glossary:
    concepts = dict(glossary.concepts)
    concepts[slug] = replace(concepts[slug], **fields)
    return replace(glossary, concepts=concepts)


def with_words(glossary: Glossary, slug: str, tag: str, **fields) -> Glossary:
    concept = glossary.concepts[slug]
    return with_concept(glossary, slug, words={**concept.words, tag: replace(concept.in_language(tag), **fields)})


def without(glossary: Glossary, slug: str) -> Glossary:
    return replace(glossary, concepts={key: concept for key, concept in glossary.concepts.items() if key != slug})


def told(after: Glossary, before: Glossary | None = None) -> list[str]:
    """Return the sentences about a change, those to be read twice marked with ``!``."""
    before = before or small_glossary()
    found = differences(before, after, Tables(before, after))
    return [f"{'!' * change.read_twice}{change.about}: {plain(change.said)}" for change in found]


def test_nothing_changed_says_so():
    report = compare(small_glossary(), small_glossary(), TEMPLATES)
    assert report == Report((), titles=report.titles)
    assert written(report, "text") == "What this change does\n  - The vocabulary says what it said before\n"


def test_a_word_in_another_language_is_told_with_whether_it_was_reviewed():
    label = Label("línea de denuncia", "es", "preferred")
    glossary = with_words(small_glossary(), "hotline", "es", labels=(label,))
    assert told(glossary) == ["hotline: Adds “línea de denuncia” in Spanish (not yet reviewed)"]
    reviewed = with_words(small_glossary(), "hotline", "es", labels=(label,), reviewed_by=("A. Name, judge",))
    assert told(reviewed) == [
        "hotline: Adds “línea de denuncia” in Spanish",
        "hotline: Reviewed in Spanish by “A. Name, judge”",
    ]


def test_a_renamed_word_says_what_became_of_the_old_one():
    labels = (Label("reporting line", "en", "preferred"), Label("hotline", "en", "admitted"))
    assert told(with_words(small_glossary(), "hotline", "en", labels=labels)) == [
        "hotline: Renames it in English: “[-hotline-]{+reporting line+}”",
        "hotline: Makes “hotline” in English a further name; it was the name",
    ]


def test_former_words_that_are_withheld_are_not_quoted():
    old = with_words(small_glossary(), "hotline", "en", definition="A hurtful line.", scope_notes=("A hurtful note.",))
    new = with_words(small_glossary(), "hotline", "en", definition="A service that assesses public reports.", scope_notes=())
    said = {plain(change.said) for change in compare(old, new, TEMPLATES, {("hotline", "en")}).changes}
    assert said == {
        "Redefines it in English, 5 words: “A service that assesses public reports.”",
        "Takes away the note on its use in English: (a wording that is withheld)",
    }
    assert "hurtful" in repr(compare(old, new, TEMPLATES, {("hotline", "fr")}).changes)


def test_a_definition_shows_which_words_are_other_ones_and_wants_a_second_reader():
    assert told(with_words(small_glossary(), "hotline", "en", definition="A service that assesses public reports.")) == [
        "!hotline: Redefines it in English, 2 words: “A service that [-receives-]{+assesses public+} reports.”"
    ]


def test_scripts_without_spaces_are_compared_letter_by_letter():
    assert Difference("举报热线", "举报专线").words == 1
    assert plain((Difference("举报热线", "举报专线"),)) == "“举报[-热-]{+专+}线”"


def test_a_translation_of_a_definition_that_changed_became_older():
    before = with_words(small_glossary(), "hotline", "fr", translated_from=digest_of("A service that receives reports."))
    before = with_words(before, "hotline", "ar", translated_from=digest_of("A service that receives reports."))
    sentences = told(with_words(before, "hotline", "en", definition="Another."), before)
    assert sentences[-1] == "hotline: Translated from an English definition that has changed since, so wants another look: French, Arabic"
    assert len(sentences) == 2


def test_a_word_to_avoid_says_why_and_what_to_say():
    word = Label("old word", "fr", "avoid", "Une raison.", ("service de signalement",), flagged="anywhere")
    labels = (*small_glossary().concepts["hotline"].in_language("fr").labels, word)
    after = with_words(small_glossary(), "hotline", "fr", labels=labels)
    assert told(after) == ["!hotline: Adds to the words to avoid “old word” in French: “Une raison.” Instead: “service de signalement”"]
    assert told(small_glossary(), after) == ["!hotline: No longer says to avoid “old word” in French"]
    changed = with_words(after, "hotline", "fr", labels=(*labels[:-1], replace(word, reason="Une autre raison.", flagged="near-children")))
    assert told(changed, after) == [
        "!hotline: Changes the reason to avoid “old word” in French, 1 word: “Une {+autre+} raison.”",
        "!hotline: Has “old word” in French flagged near-children; it was anywhere",
    ]


def test_a_move_says_under_what_it_is_counted_now():
    assert told(with_concept(small_glossary(), "hotline", broader=("materials-and-content",))) == [
        "hotline: Moves it from “Response and services” to “Materials and content”: it is now counted under “Materials and content”"
    ]


def test_a_retirement_names_the_successor():
    assert told(with_concept(small_glossary(), "hotline", deprecated=True, replaced_by=("csam",))) == [
        "!hotline: Retires “hotline”; use “child sexual abuse material”"
    ]


def test_a_retirement_tells_in_one_line_each_what_goes_with_it():
    before = small_glossary()
    after = with_concept(before, "csam", deprecated=True, replaced_by=("hotline",), related=(), confused_with=())
    for slug in before.concepts["csam"].related + before.concepts["csam"].confused_with:
        others = {field: tuple(one for one in getattr(before.concepts[slug], field) if one != "csam") for field in ("related", "confused_with")}
        after = with_concept(after, slug, **others)
    after = replace(after, mappings=tuple(m for m in before.mappings if m.concept != "csam"), history=before.mappings_by_concept["csam"])
    assert told(after, before) == [
        "!csam: Retires “child sexual abuse material”; use “hotline”",
        "csam: Keeps its 3 judgments on codes as history, which nothing counts",
    ]


def test_a_term_that_is_gone_breaks_links_also_when_only_its_identifier_changed():
    gone = without(small_glossary(), "known-csam")
    gone = with_concept(with_concept(gone, "csam", narrower=(), confused_with=()), "csam")
    assert "!known-csam: Takes the term “known child sexual abuse material” away. Every link to it breaks: withdraw it instead" in told(gone)
    renamed = replace(gone, concepts={**gone.concepts, "known-material": replace(small_glossary().concepts["known-csam"], id="known-material")})
    sentences = told(renamed)
    assert "!known-csam: Renames the identifier known-csam to known-material. Every link to it breaks: keep the identifier, change the words" in sentences
    report = compare(small_glossary(), renamed, TEMPLATES)
    assert "en/terms/known-csam/" in report.pages.removed and "en/terms/known-material/" in report.pages.added


def test_a_new_term_says_where_it_stands_and_wants_a_second_reader():
    concept = Concept("tip", {"en": Words("en", (Label("tip", "en", "preferred"),), "A report.")}, broader=("response-and-services",))
    glossary = small_glossary()
    assert told(replace(glossary, concepts={**glossary.concepts, "tip": concept})) == [
        "!tip: Adds the term “tip” below “Response and services”",
        "tip: Adds “tip” in English (not yet reviewed)",
        "!tip: Adds the definition in English: “A report.”",
    ]


def test_guidance_relations_sources_and_sectors_are_told():
    after = with_concept(small_glossary(), "hotline", guidance="recommended", related=(), sources=(), sectors=("hotlines", "law-enforcement"))
    assert told(after) == [
        "!hotline: Changes the guidance from use-with-care to recommended",
        "hotline: No longer calls it related to “child sexual abuse material”",
        "hotline: Adds the sector “law-enforcement”",
        "hotline: Takes away the source “interpol-terms”",
    ]


def _mapped(glossary: Glossary, row: Mapping) -> Glossary:
    rows = [row if (m.concept, m.scheme, m.notation) == (row.concept, row.scheme, row.notation) else m for m in glossary.mappings]
    return replace(glossary, mappings=tuple(rows))


def test_a_weaker_relation_says_which_partner_tables_change_and_what_recoding_gives():
    glossary = replace(small_glossary(), code_mappings=())
    near = _mapped(glossary, Mapping("csam", "exactMatch", "aselo-default", "/Violence/Sexual abuse", "semapv:ManualMappingCuration", 0.9))
    weaker = Mapping("csam", "relatedMatch", "iccs-2015", "03022", "semapv:ManualMappingCuration", 0.5, "They meet only in part.")
    report = compare(near, _mapped(near, weaker), TEMPLATES)
    assert [plain(change.said) for change in report.changes] == [
        "Weakens the relation to “ICCS 03022” “Sexual exploitation of children”: was within 0.80, now related 0.50. "
        "“They meet only in part.”; 1 partner table changes"
    ]
    assert report.changes[0].scheme == "iccs-2015"
    assert {("aselo-default", "iccs-2015"), ("csea", "iccs-2015")} <= report.tables
    wanted = ("aselo-default", "/Violence/Sexual abuse", "iccs-2015", "03022 (loss)", "none")
    assert wanted in [(one.source, one.notation, one.target, one.before, one.after) for one in report.recodings]
    assert "crosswalks/*" in report.downloads and "pairs/*" in report.downloads


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("broadMatch", 0.9), "Strengthens the relation to “ICCS 03022” “Sexual exploitation of children”: was within 0.80, now within 0.90"),
        (("narrowMatch", 0.8), "Changes the relation to “ICCS 03022” “Sexual exploitation of children”: was within 0.80, now holds 0.80"),
        (("exactMatch", 0.7), "Strengthens the relation to “ICCS 03022” “Sexual exploitation of children”: was within 0.80, now same 0.70"),
    ],
)
def test_stronger_and_other_relations(row, sentence):
    mapping = Mapping("csam", row[0], "iccs-2015", "03022", "semapv:ManualMappingCuration", row[1])
    assert told(_mapped(small_glossary(), mapping))[0].removeprefix("csam: ").startswith(sentence)


def test_schemes_codes_and_rows_between_two_schemes_are_told():
    glossary = small_glossary()
    iccs = glossary.schemes["iccs-2015"]
    codes = {**iccs.codes, "0302": replace(iccs.codes["0302"], title="Another title", verdict=""), "09": replace(iccs.codes["03"], notation="09")}
    row = CodeMapping("aselo-default", "/Violencia", "broadMatch", "iccs-2015", "03", "semapv:ManualMappingCuration", 0.5, ("interpol-terms",))
    after = replace(
        glossary,
        schemes={**glossary.schemes, "iccs-2015": replace(iccs, codes=codes, edition="Version 2.0")},
        code_mappings=(replace(glossary.code_mappings[0], predicate="relatedMatch"), row),
    )
    assert told(after) == [
        "aselo-default: “/Violence/Sexual abuse”. Weakens the relation to “iccs-2015 03”: was within 0.55, now related 0.55. “Read from both texts.”",
        "aselo-default: “/Violencia”. Relates it to “iccs-2015 03”: within 0.50",
        "iccs-2015: Changes the edition: “Version [-1.0-]{+2.0+}”",
        "iccs-2015: Changes of “0302” the title: “[-Sexual exploitation-]{+Another title+}”",
        "iccs-2015: Changes of “0302” the verdict: “[-outside-]”",
        "iccs-2015: Adds the code “09” “Injurious acts of a sexual nature”",
    ]


def test_sources_and_words_of_the_site_are_told_and_make_every_page_anew():
    glossary = small_glossary()
    french = replace(glossary.languages["fr"], strings={**glossary.languages["fr"].strings, "az": "De A à Z !"})
    source = replace(glossary.sources["interpol-terms"], year="2025")
    after = replace(glossary, languages={**glossary.languages, "fr": french}, sources={**glossary.sources, "interpol-terms": source})
    sentences = told(after)
    assert sentences[0] == "interpol-terms: Changes the year: “[-2024-]{+2025+}”"
    assert len(sentences) == 2 and sentences[1].startswith("fr: strings, “az”: “")
    assert compare(glossary, after, TEMPLATES).pages.all_anew


def test_only_pages_and_downloads_that_show_it_change():
    report = compare(small_glossary(), with_words(small_glossary(), "hotline", "en", definition="Another."), TEMPLATES)
    assert "en/terms/hotline/" in report.pages.changed and "en/terms/known-csam/" not in report.pages.changed
    assert not (report.pages.added or report.pages.removed or report.pages.all_anew or report.tables)
    assert {"terms/*", "terms/hotline.ttl"} <= {*report.downloads} and "terms/known-csam.ttl" not in report.downloads


# The formats

HARM = HOSTILE + "\x1b[31m\u202e\n# x @someone #12 [a](javascript:x) **b** `c` www.example.org | ~~d~~"


def hostile_report() -> Report:
    said = ("Says ", Quote(HARM, "fr"), " and ", Difference(f"one {HARM}", f"two {HARM} {HARM}", "fr"))
    return Report((Change("definition", "concept", HARM, said, "fr"),), titles={("concept", HARM): HARM}, downloads=(HARM,))


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_moves_a_cursor_or_turns_the_reading_direction(form):
    report = written(hostile_report(), form)
    readable = json.loads(report)["changes"][0]["sentence"] if form == "json" else report.replace("\n", "")
    assert readable.isprintable()


def test_markdown_holds_no_mark_that_is_not_ours():
    ours = re.sub(r"&#\d+;|</?(?:del|ins)>", "", written(hostile_report(), "markdown"))
    assert set(re.findall(r"[^\w\s]", ours)) <= set("#-*:;“”…()")
    # A heading, a bold mark or a list begins only where we begin one.
    assert [line for line in ours.splitlines() if line and not re.match(r"#{2,4} \S|- \S", line)] == []
    assert "&#64;&#8203;someone" in written(hostile_report(), "markdown")
    # A mark that ends behind a space is no mark (CommonMark, section 6.2).
    assert "\n- **second reader:** Says “" in written(hostile_report(), "markdown")


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag, attrs):
        self.seen |= {tag, *(f"{tag}.{name}" for name, _ in attrs)}


def test_html_holds_no_element_that_is_not_ours():
    tags = Tags()
    tags.feed(written(hostile_report(), "html"))
    allowed = "html html.lang head meta meta.charset meta.http-equiv meta.content title style body h1 h2 h3 ul li strong bdi bdi.lang del ins"
    assert tags.seen <= set(allowed.split())


def test_json_has_the_whole_texts_and_their_differences():
    changed = with_words(small_glossary(), "hotline", "en", definition="A service that assesses reports.")
    data = json.loads(written(compare(small_glossary(), changed, TEMPLATES), "json"))
    assert data["changes"] == [
        {
            "kind": "definition",
            "area": "concept",
            "about": "hotline",
            "language": "en",
            "scheme": "",
            "second_reader": True,
            "sentence": "Redefines it in English, 1 word: “A service that [-receives-]{+assesses+} reports.”",
            "differences": [
                {
                    "before": "A service that receives reports.",
                    "after": "A service that assesses reports.",
                    "parts": [["same", "A service that "], ["removed", "receives"], ["added", "assesses"], ["same", " reports."]],
                }
            ],
        }
    ]


# The two vocabularies


@pytest.fixture
def root(tmp_path) -> Path:
    root = write_checkout(tmp_path / "checkout")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "All")
    return root


def _edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


def test_the_command_compares_with_a_revision_and_with_a_folder(root, tmp_path):
    _edit(root, "vocab/terms/csam/fr.ttl", "matériel", "contenu")
    wanted = "What this change does\n\nTerms\n\n“child sexual abuse material” (“csam”)\n  - Renames it in French: “[-matériel-]{+contenu+} d’abus sexuels d’enfants”\n"
    other = write_checkout(tmp_path / "other")
    for base in ("HEAD", str(other)):
        shown = CliRunner().invoke(cli, ["--quiet", "--root", str(root), "changes", base], catch_exceptions=False)
        assert shown.output.split("\nWhat follows")[0] == wanted


def test_the_days_of_commits_make_nothing_anew(root):
    # The days of the working tree are known, those of a former state are not.
    report = compare(earlier("HEAD", root), current(Repository(root)), TEMPLATES)
    assert report == Report((), titles=report.titles)


@pytest.mark.parametrize("base", ["no-such-revision", "--output=x", "HEAD --all", ""])
def test_what_is_no_revision_is_said_to_be_none(root, base):
    with pytest.raises(UsageError, match="neither a folder that holds vocab/ nor a revision"):
        earlier(base, root)


def test_a_vocabulary_that_breaks_rules_is_told_too_but_not_one_that_cannot_be_read(root):
    _edit(root, "vocab/terms/csam/en.ttl", "content that records", "A content that records")
    assert current(Repository(root)).concepts["csam"].in_language("en").definition.startswith("A content")
    _edit(root, "vocab/terms/csam/concept.ttl", "skos:broader term:", "skos:broader term:no-such-")
    assert current(Repository(root)).concepts["csam"].broader == ()
    _edit(root, "vocab/terms/csam/fr.ttl", '"@fr', "")
    with pytest.raises(ContentError, match="vocab/terms/csam/fr.ttl"):
        current(Repository(root))
