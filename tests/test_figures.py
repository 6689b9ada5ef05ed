"""The figures: how complete a language is, whether each reason is its own, and what kind of host has our words."""

from __future__ import annotations

import pytest

from csea_terms.checking.check import check
from csea_terms.cli.report import figures_table
from csea_terms.reading.assemble import assemble
from csea_terms.reading.figures import Cell, completeness, figures
from csea_terms.reading.hosts import KINDS, kind_of_host
from csea_terms.reading.repository import Repository
from tests.checkout import FILES, ROOT, write, write_checkout

ENGLISH, FRENCH = "vocab/terms/report/en.ttl", "vocab/terms/report/fr.ttl"


@pytest.fixture
def counted(tmp_path):
    """Return a function that gives the figures of the small checkout with some more English and French words."""

    def count(english: str, french: str, comments: str = ""):
        changes = {ENGLISH: f"{FILES[ENGLISH]}\nterm:report {english} .", FRENCH: f"term:report {french} ."}
        root = write_checkout(tmp_path, changes, languages=("en", "fr"))
        write(root, "vocab/languages/comments/fr.toml", comments)
        result = check(Repository(root))
        return figures(assemble(result.loaded, result.problems))

    return count


NOTES = 'skos:scopeNote "One."@en ; skos:scopeNote "Two."@en ; cst:plainDefinition "What you tell."@en'


@pytest.mark.parametrize(
    ("french", "cells"),
    [
        ('skos:prefLabel "signalement"@fr', (2, 0, 0, 0, 0)),
        ('skos:prefLabel "signalement"@fr ; skos:definition "message"@fr ; skos:scopeNote "Une."@fr', (2, 1, 0, 0, 0)),
        ('skos:altLabel "signalement"@fr ; skos:scopeNote "Une."@fr ; skos:scopeNote "Deux."@fr', (2, 0, 0, 1, 0)),
        ('skos:prefLabel "signalement"@fr ; cst:plainDefinition "Ce que tu dis."@fr', (2, 0, 1, 0, 0)),
    ],
)
def test_a_language_is_as_complete_as_it_has_what_english_has(counted, french, cells):
    whole = counted(NOTES, french)
    row = next(row for row in whole.languages if row.tag == "fr")
    assert completeness(whole, row) == tuple(map(Cell, cells, (4, 4, 1, 1, 4)))


def test_what_is_left_in_english_is_told_in_words_of_the_english_texts(counted):
    said = 'skos:prefLabel "signalement"@fr'
    own = "statement to a hotline about suspected content What you tell. One. Two."
    others = ("concepts for recorded content", "content that records or depicts the sexual abuse of a person under 18")
    others += ("recorded content of that kind that has been confirmed before", "A catch-all.", "No code for reports.")
    words, twice = len(f"{own} {' '.join(others)} Same cases. Same cases.".split()), len("Same cases.".split()) * 2
    left = {
        (said, ""): words,
        (f'{said} ; skos:scopeNote "Une."@fr ; skos:scopeNote "Deux."@fr', ""): words - len(("One.", "Two.")),
        (said, '"Same cases." = "Mêmes cas."\n'): words - twice,
    }
    for (french, comments), english in left.items():
        whole = counted(NOTES, french, comments)
        assert _row(whole).english == round(100 * english / words, 1)
        assert (_row(whole).commented, whole.commented, whole.languages[0].english) == (2 if comments else 0, 4, 0.0)
        assert f"{_row(whole).english}%" in figures_table(whole)


def _row(whole):
    return next(row for row in whole.languages if row.tag == "fr")


def test_only_what_is_complete_is_called_so():
    assert [Cell(done, 300).whole_percent for done in (0, 299, 300)] == [0, 99, 100] and Cell(0, 0).whole_percent == 0


WORD = """cst:avoidLabel "tip"@fr , "scoop"@fr . label:report.fr.{0} a skosxl:Label ; skosxl:literalForm "{0}"@fr ;
    cst:reason "{1}"@fr ; cst:flagged cst:never ; cst:keepWhen "Citation."@fr ; cst:useInstead "signalement"@fr ;
    dcterms:source source:guide"""


@pytest.mark.parametrize(("reasons", "distinct"), [(("Il banalise.", "Il amuse."), 2), (("Il banalise.", "Il banalise."), 1)])
def test_reasons_are_counted_once_each(counted, reasons, distinct):
    blocks = [WORD.format(word, reason) for word, reason in zip(("tip", "scoop"), reasons, strict=True)]
    rest = " . ".join(block.split(" . ", 1)[1] for block in blocks)
    whole = counted(NOTES, f'skos:prefLabel "signalement"@fr ; cst:avoidLabel "tip"@fr , "scoop"@fr . {rest}')
    row = next(row for row in whole.languages if row.tag == "fr")
    assert (row.avoid, row.reasons) == (2, distinct)
    assert f"{distinct}/2" in figures_table(whole)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://www.coe.int/fr/web/children", "authority"),
        ("https://www.ohchr.org/", "authority"),
        ("https://commission.europa.eu/x", "authority"),
        ("https://www.gov.uk/x", "authority"),
        ("https://laws.e-gov.go.jp/", "authority"),
        ("https://vocabularios.educacion.gob.ar/", "authority"),
        ("https://fun.org/", "other"),
        ("https://gov.example.com/", "other"),
        ("https://www.rp.pl/", "press"),
        ("https://github.com/bundestag/gesetze", "code"),
        ("https://github.com/primeroIMS/primero/blob/x/config/locales/am-ET.yml", "authority"),
        ("https://github.com/primeroims-copies/x", "code"),
        ("https://www.inhope.org/EN", "organisation"),
        ("https://cpps.ugm.ac.id/x", "research"),
        ("https://hrlibrary.umn.edu/crc/x", "copy"),
        ("https://fr.scribd.com/document/1", "copy"),
        ("https://www.ibm.com/", "other"),
        ("", "other"),
    ],
)
def test_a_host_is_of_a_kind_by_how_it_ends(address, kind):
    assert kind_of_host(address) == kind


def test_the_attested_words_are_those_of_all_kinds_of_host(counted):
    whole = counted(NOTES, """skos:prefLabel "signalement"@fr . label:report.fr.signalement a skosxl:Label ;
        skosxl:literalForm "signalement"@fr ; cst:attestedAt <https://www.un.org/fr/> ; cst:attestedBy "ONU" """)  # fmt: skip
    assert whole.attested == 1 == whole.attested_authority
    assert sum(getattr(whole, f"attested_{kind}") for kind in KINDS) == whole.attested


def test_sources_are_counted_by_whether_their_year_is_known(tmp_path):
    source = 'source:{0} a dcterms:BibliographicResource ; dcterms:bibliographicCitation "{0}" ; dcterms:publisher "A" ; dcterms:language "en" ; dcterms:type "{1}" .'
    files = {f"vocab/sources/{key}.ttl": source.format(key, kind) for key, kind in (("page", "website"), ("advice", "guideline"))}
    result = check(Repository(write_checkout(tmp_path, files)))
    whole = figures(assemble(result.loaded, result.problems))
    assert (whole.sources_living, whole.sources_undated) == (1, 1)
    assert whole.sources == whole.sources_dated + 2


def test_every_language_of_the_site_has_words_for_the_figures():
    languages = sorted((ROOT / "vocab/languages").glob("*.toml"))
    missing = {f"{path.stem} {kind}" for path in languages for kind in KINDS if f"figure_attested_{kind} = " not in path.read_text("utf-8")}
    assert missing == set()
