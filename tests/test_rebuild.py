"""A rebuild keeps what it may and makes the rest: afterwards the site is byte for byte what a first build makes."""

import gc
import json
import shutil

import pytest

from csea_terms.checking.check import check
from csea_terms.errors import ContentError
from csea_terms.formats.turtle import write_turtle
from csea_terms.names import PREFIXES
from csea_terms.publishing.website import build
from csea_terms.reading.load import parse_turtle
from csea_terms.reading.repository import Repository
from tests.checkout import ALPHA, FILES, ROOT, write, write_checkout

pytestmark = pytest.mark.slow

_HEADER = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
_CSAM, _KNOWN, _REPORT = (f"vocab/terms/{slug}" for slug in ("csam", "known-csam", "report"))
_ALPHA_CODES = "vocab/crosswalks/alpha/scheme.ttl"
_OLD = {
    "vocab/terms/old/concept.ttl": FILES[f"{_REPORT}/concept.ttl"].replace("term:report", "term:old"),
    "vocab/terms/old/en.ttl": 'term:old skos:prefLabel "old term"@en ; skos:definition "something that had a name"@en .',
}

EDITS = {
    "a definition": {f"{_KNOWN}/en.ttl": FILES[f"{_KNOWN}/en.ttl"].replace("confirmed", "checked")},
    "a name": {f"{_CSAM}/en.ttl": FILES[f"{_CSAM}/en.ttl"].replace("sexual abuse material", "abuse images")},
    "a name in another language": {f"{_CSAM}/fr.ttl": FILES[f"{_CSAM}/fr.ttl"].replace("matériel", "contenus")},
    "a language without a site": {f"{_REPORT}/de.ttl": """term:report skos:prefLabel "Meldung"@de .
label:report.de.meldung a skosxl:Label ; skosxl:literalForm "Meldung"@de ; cst:attestedAt <https://example.org/text> ; cst:attestedBy "A publisher" ."""},
    "a word to avoid that is no more the law's": {f"{_CSAM}/en.ttl": FILES[f"{_CSAM}/en.ttl"].replace(
        'cst:since "1993"', 'cst:since "1993" ; cst:until "2025-10-10"')},
    "what to say instead": {
        f"{_CSAM}/en.ttl": FILES[f"{_CSAM}/en.ttl"].replace('useInstead "child sexual abuse material"', 'useInstead "report"')
    },
    "a sector": {f"{_REPORT}/concept.ttl": FILES[f"{_REPORT}/concept.ttl"].replace("sector:hotlines", "sector:policy")},
    "a relation": {f"{_REPORT}/concept.ttl": FILES[f"{_REPORT}/concept.ttl"].replace("cst:guidance", "skos:related term:known-csam ; cst:guidance")},
    "the place in the tree": {f"{_KNOWN}/concept.ttl": FILES[f"{_KNOWN}/concept.ttl"].replace("broader term:csam", "broader term:report")},
    "two terms with one name": {
        f"{_REPORT}/en.ttl": FILES[f"{_REPORT}/en.ttl"].replace('"report"@en', '"known material"@en ; skos:scopeNote "Unlike known images."@en'),
        f"{_KNOWN}/en.ttl": FILES[f"{_KNOWN}/en.ttl"].replace("skos:definition", 'skos:scopeNote "Unlike a report."@en ; skos:definition'),
    },
    "a source": {"vocab/sources/guide.ttl": FILES["vocab/sources/guide.ttl"].replace("A publisher", "Another publisher")},
    "an article that is cited": {f"{_REPORT}/concept.ttl": FILES[f"{_REPORT}/concept.ttl"].replace(
        "source:guide", 'source:guide ; cst:locator "guide Article 3"')},
    "a code's title": {_ALPHA_CODES: FILES[_ALPHA_CODES].replace("Images", "Pictures")},
    "a code that is not verified": {_ALPHA_CODES: FILES[_ALPHA_CODES].replace('"011" ;', '"011" ; cst:verified false ;')},
    "a code that nobody has judged": {_ALPHA_CODES: FILES[_ALPHA_CODES].replace("Offences", "Crimes")},
    "the name of a scheme": {_ALPHA_CODES: FILES[_ALPHA_CODES].replace('"Alpha"', '"A"')},
    "the owner of a scheme": {_ALPHA_CODES: FILES[_ALPHA_CODES].replace("Alpha office", "Alpha institute")},
    "the terms of use of a scheme": {_ALPHA_CODES: FILES[_ALPHA_CODES].replace("Free", "Ask first")},
    "a new term": {
        "vocab/terms/new-one/concept.ttl": FILES[f"{_REPORT}/concept.ttl"].replace("term:report", "term:new-one"),
        "vocab/terms/new-one/en.ttl": 'term:new-one skos:prefLabel "child sexual abuse images"@en ; skos:definition "pictures of that kind"@en .',
    },
    "a deprecation": {
        "vocab/terms/old/concept.ttl": _OLD["vocab/terms/old/concept.ttl"].replace("cst:guidance", "owl:deprecated true ; dcterms:isReplacedBy term:csam ; cst:guidance"),
        "vocab/terms/old/en.ttl": _OLD["vocab/terms/old/en.ttl"].replace("skos:definition", 'cst:deprecationReason "Too narrow."@en ; skos:definition'),
    },
}  # fmt: skip


def _files(root) -> dict[str, bytes]:
    public = root / "public"
    return {path.relative_to(public).as_posix(): path.read_bytes() for path in public.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A small checkout whose site stands."""
    root = write_checkout(tmp_path_factory.mktemp("built"), _OLD)
    build(Repository(root))
    return root


def _edit(root, files: dict[str, str]) -> None:
    for path, turtle in files.items():
        write(root, path, write_turtle(parse_turtle(_HEADER + turtle)))


def _rebuilt(tmp_path) -> dict[str, bytes]:
    """Build ``again``, demand that it is what a first build makes, and return it."""
    rebuilt = build(Repository(tmp_path / "again"))
    shutil.copytree(tmp_path / "again", tmp_path / "first", ignore=shutil.ignore_patterns("public", "built.json", "checked.json"))
    assert rebuilt.problems == build(Repository(tmp_path / "first")).problems
    again, first = _files(tmp_path / "again"), _files(tmp_path / "first")
    assert [path for path in sorted({*again, *first}) if again.get(path) != first.get(path)] == []
    return again


@pytest.mark.parametrize("files", EDITS.values(), ids=EDITS)
def test_a_rebuild_is_what_a_first_build_makes(built, tmp_path, files):
    shutil.copytree(built, tmp_path / "again")
    _edit(tmp_path / "again", files)
    assert _rebuilt(tmp_path) != _files(built)


_REPORT_ROW = "term:report\tskos:closeMatch\t\talpha:01\tsemapv:ManualMappingCuration\t0.60\tNearly.\n"
ROWS = {
    "another predicate": ALPHA.replace("exactMatch", "closeMatch"),
    "a denial": ALPHA.replace("exactMatch\t", "exactMatch\tNot"),
    "a comment": ALPHA.replace("Same cases", "The same cases"),
    "a confidence": ALPHA.replace("0.90", "0.80"),
    "a justification": ALPHA.replace("ManualMappingCuration", "LexicalMatching"),
    "another code": ALPHA.replace("alpha:011", "alpha:01"),
    "a gap": ALPHA.replace("alpha:011", "sssom:NoTermFound"),
    "another concept": ALPHA.replace("term:csam", "term:known-csam"),
    "one row more": ALPHA + _REPORT_ROW,
    "no row": "",
}


@pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS)
def test_a_rebuild_after_editing_mappings_is_what_a_first_build_makes(built, tmp_path, rows):
    shutil.copytree(built, tmp_path / "again")
    write_checkout(tmp_path / "again", _OLD, alpha=rows)
    assert _rebuilt(tmp_path) != _files(built)


BETWEEN = {"crosswalks/", "crosswalks/compare/", "crosswalks/recode/", "crosswalks/false-friends/"}
"""The pages that show something of all mappings and schemes."""
ALPHA_TABLES = {
    "crosswalks/alpha/", "crosswalks/matrix/", "codes/statistics-research/",
    "crosswalks/matrix/statistics-research/", "crosswalks/false-friends/statistics-research/",
}  # fmt: skip
"""The pages that show the mappings of one scheme."""


def _made_again(built, again) -> set[str]:
    """Return the pages in English that were made, whether or not they changed: they are not in the record as before."""
    before, after = (json.loads((root / ".cache/built.json").read_text("utf-8"))["pages"] for root in (built, again))
    return {path.removeprefix("en/") for path, made in after.items() if path.startswith("en/") and before.get(path) != made}


def test_a_mapping_remakes_only_the_pages_it_is_about(built, tmp_path):
    shutil.copytree(built, tmp_path / "again")
    write_checkout(tmp_path / "again", _OLD, alpha=ALPHA.replace("exactMatch", "closeMatch"))
    before, after = _files(built), _rebuilt(tmp_path)
    assert _made_again(built, tmp_path / "again") == BETWEEN | ALPHA_TABLES | {"terms/csam/"}
    assert before["en/terms/csam/index.html"] != after["en/terms/csam/index.html"]


def test_a_row_more_does_not_remake_the_pages_of_the_rows_below(built, tmp_path):
    shutil.copytree(built, tmp_path / "again")
    write_checkout(tmp_path / "again", _OLD, alpha=_REPORT_ROW.replace("report", "materials") + ALPHA)
    _rebuilt(tmp_path)
    # Its comment counts among those that a language can have.
    assert _made_again(built, tmp_path / "again") == BETWEEN | ALPHA_TABLES | {"terms/materials/", "coverage/"}


def test_a_scheme_remakes_only_the_pages_that_name_it(built, tmp_path):
    shutil.copytree(built, tmp_path / "again")
    _edit(tmp_path / "again", EDITS["the owner of a scheme"])
    _rebuilt(tmp_path)
    assert _made_again(built, tmp_path / "again") == BETWEEN | {"crosswalks/alpha/", "codes/statistics-research/"}


def test_a_page_that_somebody_changed_is_made_again(built, tmp_path):
    shutil.copytree(built, tmp_path / "again")
    page = tmp_path / "again/public/en/terms/csam/index.html"
    page.write_text("spoilt", encoding="utf-8")
    (tmp_path / "again/public/en/terms/report/index.html").unlink()
    build(Repository(tmp_path / "again"))
    assert _files(tmp_path / "again") == _files(built)


def test_only_what_an_edit_touches_is_made_again(built, tmp_path):
    shutil.copytree(built, tmp_path / "again")
    untouched = tmp_path / "again/public/fr/terms/report/index.html"
    record = untouched.stat()
    _edit(tmp_path / "again", EDITS["a definition"])
    done = build(Repository(tmp_path / "again"))
    assert 0 < done.changed < 60
    assert (untouched.stat().st_ino, untouched.stat().st_mtime_ns) == (record.st_ino, record.st_mtime_ns)


def test_a_definition_does_not_remake_the_lists_of_words(built, tmp_path):
    shutil.copytree(built, tmp_path / "again")
    _edit(tmp_path / "again", EDITS["a definition"])
    _rebuilt(tmp_path)
    before, after = (json.loads((root / ".cache/built.json").read_text("utf-8"))["lists"] for root in (built, tmp_path / "again"))
    # For search it says something of the lists in its own language only, and English endings stand behind the names of codes too.
    remade = {path.removeprefix("assets/search/") for path in after if after[path] != before[path]}
    assert remade == {"labels-en.js", "names.js", "notes-en.js", "page-en.js"}
    assert _made_again(built, tmp_path / "again") == {"terms/known-csam/", "topics/materials/", "sectors/hotlines/"}


def test_an_error_that_only_the_shapes_see_leaves_the_site(built, tmp_path):
    shutil.copytree(built, tmp_path / "again")
    text = FILES[f"{_CSAM}/concept.ttl"].replace("skos:broader term:materials", "skos:broader term:csam")
    _edit(tmp_path / "again", {f"{_CSAM}/concept.ttl": text})
    with pytest.raises(ContentError) as raised:
        build(Repository(tmp_path / "again"))
    assert {problem.rule for problem in raised.value.problems}
    assert _files(tmp_path / "again") == _files(built)


_SECTORS = (ROOT / "vocab/sectors.ttl").read_text(encoding="utf-8").split("\n\n", 1)[1]
BROKEN = {
    "words": {f"{_CSAM}/en.ttl": FILES[f"{_CSAM}/en.ttl"].replace('cst:reason "It likens abuse to entertainment."@en ;', "")},
    "words without a definition": {f"{_REPORT}/en.ttl": 'term:report skos:prefLabel "report"@en .'},
    "words in another language": {f"{_CSAM}/fr.ttl": 'term:csam skos:prefLabel "un"@fr , "deux"@fr .'},
    "a concept": {f"{_KNOWN}/concept.ttl": FILES[f"{_KNOWN}/concept.ttl"].replace("term:csam", "term:nothing")},
    "a source": {"vocab/sources/guide.ttl": FILES["vocab/sources/guide.ttl"].replace('"2016"', '"then"')},
    "codes": {_ALPHA_CODES: FILES[_ALPHA_CODES].replace('"011" ;', '"012" ;')},
    "the scheme": {"vocab/scheme.ttl": FILES["vocab/scheme.ttl"].replace("position 1", "position 0")},
    "sectors": {"vocab/sectors.ttl": _SECTORS.replace("sector:hotlines\n", "sector:others\n")},
    "a class below another": {f"{_REPORT}/concept.ttl": FILES[f"{_REPORT}/concept.ttl"] + "cst:Sector rdfs:subClassOf cst:Code ."},
}  # fmt: skip


@pytest.mark.parametrize("files", BROKEN.values(), ids=BROKEN)
def test_what_the_shapes_see_in_any_kind_of_file_is_seen_in_a_rebuild(built, tmp_path, files):
    shutil.copytree(built, tmp_path / "again")
    _edit(tmp_path / "again", files)
    with pytest.raises(ContentError) as refused:
        build(Repository(tmp_path / "again"))
    assert tuple(refused.value.problems) == check(Repository(tmp_path / "again")).problems
    assert _files(tmp_path / "again") == _files(built)


def test_a_mapping_that_contradicts_others_is_seen_in_a_rebuild(built, tmp_path):
    shutil.copytree(built, tmp_path / "again")
    # Materials would lie inside a code that lies inside one of them: only the shapes walk through hierarchies and mappings.
    inside, around = (ALPHA.replace("csam\tskos:exact", f"{row}") for row in ("materials\tskos:broad", "known-csam\tskos:narrow"))
    write_checkout(tmp_path / "again", _OLD, alpha=inside + around)
    with pytest.raises(ContentError) as refused:
        build(Repository(tmp_path / "again"))
    assert tuple(refused.value.problems) == check(Repository(tmp_path / "again")).problems


def test_what_an_edit_makes_wrong_in_another_file_is_seen_although_that_file_is_as_before(built, tmp_path):
    shutil.copytree(built, tmp_path / "again")
    # "recorded" was an innocent word of another term's definition until a word to avoid took it up.
    files = {
        path: text.replace("child pornography", "recorded content")
        for path, text in FILES.items()
        if path == "vocab/terms/csam/en.ttl"
    }
    _edit(tmp_path / "again", files)
    with pytest.raises(ContentError) as refused:
        build(Repository(tmp_path / "again"))
    assert ("vocab/terms/materials/en.ttl", "definition-avoided-word") in {(p.path, p.rule) for p in refused.value.problems}


def test_a_spoilt_memory_of_what_was_checked_is_made_anew(built, tmp_path):
    shutil.copytree(built, tmp_path / "again")
    (tmp_path / "again/.cache/checked.json").write_text('{"rules": 1, "found": [', encoding="utf-8")
    _edit(tmp_path / "again", EDITS["a definition"])
    assert _rebuilt(tmp_path) != _files(built)


def test_what_pages_leave_behind_is_thrown_away_while_they_are_made(tmp_path):
    looked: list[int] = []
    gc.callbacks.append(lambda phase, _: looked.append(gc.get_freeze_count()))
    try:
        build(Repository(write_checkout(tmp_path)))
    finally:
        gc.callbacks.pop()
    # What was there before the pages is set apart while it is looked for, and no longer when they are done.
    assert max(looked) > 100_000 and gc.get_freeze_count() == 0


def test_two_first_builds_of_the_real_vocabulary_are_byte_for_byte_the_same(repository, site, tmp_path):
    # What is known of the vocabulary from the check of the first build is no part of the site.
    (tmp_path / "cache").mkdir()
    shutil.copy(repository.cache / "checked.json", tmp_path / "cache")
    build(Repository(ROOT, output=tmp_path / "public", cache=tmp_path / "cache"))
    first, second = _files(site.parent), _files(tmp_path)
    assert first.keys() == second.keys()
    assert [path for path in first if first[path] != second[path]] == []
