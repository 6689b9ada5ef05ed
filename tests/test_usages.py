"""What a law says of a word is one statement, from which it follows whose law has the word and whose had it."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from csea_terms.checking.check import check
from csea_terms.formats.locators import Locator
from csea_terms.model import Glossary
from csea_terms.names import CST, USAGE
from csea_terms.publishing.exports.terms import files
from csea_terms.text.localnames import LocalNames
from csea_terms.publishing.triples.concepts import concept_triples
from csea_terms.reading.assemble import assemble
from csea_terms.reading.figures import figures
from csea_terms.reading.repository import Repository
from csea_terms.usages import Usage, says_law
from tests.checkout import FILES, write_checkout

WORDS = "vocab/terms/csam/en.ttl"
LAW = Usage("justice-legal", "CA", "legal-only", "1993", ("act",), "", (Locator("act", "section", "163.1"),), is_law=True)


@pytest.fixture
def glossary_with(tmp_path):
    """Return a function that gives the small checkout's glossary with a part of its English words replaced."""

    def made(old: str = "", new: str = "") -> Glossary:
        result = check(Repository(write_checkout(tmp_path, {WORDS: FILES[WORDS].replace(old, new)})))
        return assemble(result.loaded, result.problems)

    return made


def _label(glossary: Glossary):
    return glossary.concepts["csam"].words["en"].of_kind("avoid")[0]


def test_a_word_is_in_the_law_of_whoever_has_it_in_an_act(glossary_with):
    label = _label(glossary_with())
    assert label.legal_in == (LAW,) and label.formerly_legal_in == ()


@pytest.mark.parametrize("end", ['cst:legal-only ; cst:until "2025-10-10"', 'cst:superseded ; cst:until "2025-10-10"'])
def test_a_word_with_an_end_was_formerly_the_laws(glossary_with, end):
    label = _label(glossary_with("cst:legal-only", end))
    assert label.legal_in == () and [usage.until for usage in label.formerly_legal_in] == ["2025-10-10"]


@pytest.mark.parametrize(("old", "new"), [
    ("cst:legal-only", "cst:avoid"),
    ('cst:legal-only ; cst:since "1993" ;\n    dcterms:source source:act ; cst:locator "act section 163.1"', "cst:admitted ; dcterms:source source:guide"),
])
def test_what_a_law_tells_to_avoid_and_what_guidance_says_is_not_law(glossary_with, old, new):
    label = _label(glossary_with(old, new))
    assert len(label.usages) == 1 and label.legal_in == label.formerly_legal_in == ()


def test_a_word_that_another_took_the_place_of_is_past_also_without_a_date():
    assert Usage("justice-legal", "CA", "superseded").is_former and not Usage("justice-legal", "CA", "legal-only").is_former


def test_what_another_sector_says_of_an_act_is_not_law():
    assert says_law("justice-legal", "legal-only", ["statute"]) and not says_law("hotlines", "legal-only", ["statute"])


def test_statements_of_law_and_those_with_a_date_are_counted(glossary_with):
    counted = figures(glossary_with())
    assert (counted.usages, counted.law, counted.dated_law) == (1, 1, 1)
    counted = figures(glossary_with(' ; cst:since "1993"', ""))
    assert (counted.law, counted.dated_law) == (1, 0)


def test_statements_that_somebody_compared_with_the_law_are_counted(glossary_with):
    assert figures(glossary_with()).compared_law == 0
    glossary = glossary_with('cst:since "1993"', 'cst:since "1993" ; cst:comparedOn "2026-11-29"')
    assert figures(glossary).compared_law == 1
    subject = f"{USAGE}csam.en.child-pornography.justice-legal.CA"
    said = [t for t in concept_triples(glossary.concepts["csam"]) if t.subject.value == subject]
    assert [t.object.value for t in said if t.predicate.value == CST + "comparedOn"] == ["2026-11-29"]


def test_the_downloads_say_whose_law_has_the_word_and_until_when(glossary_with):
    glossary = glossary_with("cst:legal-only", 'cst:superseded ; cst:until "2025-10-10"')
    header, *rows = openpyxl.load_workbook(BytesIO(dict(files(glossary))["terms.xlsx"]))["labels"].values
    row = next(dict(zip(header, row, strict=True)) for row in rows if row[2] == "child pornography")
    assert (row["in_the_law_of"] or "", row["formerly_in_the_law_of"]) == ("", "CA since 1993 until 2025-10-10")
    subject = f"{USAGE}csam.en.child-pornography.justice-legal.CA"
    said = {t.predicate.value: t.object.value for t in concept_triples(glossary.concepts["csam"]) if t.subject.value == subject}
    assert (said[CST + "since"], said[CST + "until"]) == ("1993", "2025-10-10")


@pytest.mark.parametrize(("tag", "year", "month", "day"), [
    ("en", "2025", "May 2025", "1 May 2025"),
    ("fr", "2025", "mai 2025", "1er mai 2025"),
    ("ru", "2025 г.", "мая 2025 г.", "1 мая 2025 г."),
    ("uk", "2025 р.", "травня 2025 р.", "1 травня 2025 р."),
    ("zh", "2025年", "2025年5月", "2025年5月1日"),
])
def test_dates_are_written_as_each_language_has_them_in_a_sentence(tag, year, month, day):
    names = LocalNames(tag, {})
    assert [names.date(text).replace("\u202f", " ") for text in ("2025", "2025-05", "2025-05-01")] == [year, month, day]


def test_a_part_of_a_state_is_called_by_its_name_or_its_code():
    names = LocalNames("en", {"GB-SCT": "Scotland"})
    assert [names.place(code) for code in ("GB-SCT", "US-WY")] == ["Scotland (United Kingdom)", "United States (US-WY)"]
