"""Any SKOS file: all examples of the SKOS Reference (W3C Recommendation, 18 August 2009) by their numbers, and each rule's own two."""

from __future__ import annotations

from pathlib import Path

import pytest
import pyoxigraph as ox
from click.testing import CliRunner

from benchmarks.skos_files import skos_file
from csea_terms.checking.skos import RULES, skos_problems
from csea_terms.cli import cli

BASE = "http://example.org/ns/"
PREFIXES = f"""@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix : <{BASE}> .
@base <{BASE}> .
"""

INCONSISTENT = {
    12: ('<Love> skos:prefLabel "love"@en ; skos:prefLabel "adoration"@en .', "skos-s14"),
    13: ('<Love> skos:prefLabel "love"@en ; skos:altLabel "love"@en .', "skos-s13"),
    14: ('<Love> skos:altLabel "love"@en ; skos:hiddenLabel "love"@en .', "skos-s13"),
    15: ('<Love> skos:prefLabel "love"@en ; skos:hiddenLabel "love"@en .', "skos-s13"),
    26: ("<A> skos:broader <B> ; skos:related <B> .", "skos-s27"),
    27: ("<A> skos:broader <B> ; skos:related <C> . <B> skos:broader <C> .", "skos-s27"),
    28: ("<A> skos:broaderTransitive <C> ; skos:related <C> .", "skos-s27"),
    29: ("<A> skos:narrower <B> ; skos:related <C> . <B> skos:narrower <C> .", "skos-s27"),
    45: ("<A> skos:narrower <B> . <B> rdf:type skos:Collection .", "skos-s37"),
    46: ("<A> skos:broader <B> . <B> rdf:type skos:Collection .", "skos-s37"),
    47: ("<A> skos:related <B> . <B> rdf:type skos:Collection .", "skos-s37"),
    52: ("<A> skos:exactMatch <B> ; skos:broadMatch <B> .", "skos-s46"),
    53: ("<A> skos:exactMatch <B> ; skos:relatedMatch <B> .", "skos-s46"),
    59: ("<A> skos:broadMatch <B> ; skos:relatedMatch <B> .", "skos-s27"),
    60: ("<A> skos:narrowMatch <B> ; skos:relatedMatch <B> .", "skos-s27"),
    61: ("<A> skos:broadMatch <B> . <B> skos:broadMatch <C> . <A> skos:relatedMatch <C> .", "skos-s27"),
    74: ('<A> rdf:type skos:Concept ; skos:prefLabel "love"@en ; skos:inScheme <MyScheme> . '
         '<B> rdf:type skos:Concept ; skos:prefLabel "adoration"@en ; skos:inScheme <AnotherScheme> . <A> owl:sameAs <B> .', "skos-s14"),
    76: ('<B> rdf:type xl:Label ; xl:literalForm "love" ; xl:literalForm "adoration" .', "skos-s52"),
    77: ('<B> rdf:type xl:Label ; xl:literalForm "love"@en ; xl:literalForm "love"@fr .', "skos-s52"),
    78: ('<B> rdf:type xl:Label ; xl:literalForm "love"@en-GB ; xl:literalForm "love"@en-US .', "skos-s52"),
    79: ('<B> rdf:type xl:Label ; xl:literalForm "東"@ja-Hani ; xl:literalForm "ひがし"@ja-Hira .', "skos-s52"),
    84: ('<Love> xl:prefLabel <A> ; xl:prefLabel <B> . <A> xl:literalForm "love"@en . <B> xl:literalForm "adoration"@en .', "skos-s14"),
    85: ('<Love> xl:prefLabel <A> ; xl:altLabel <B> . <A> xl:literalForm "love"@en . <B> xl:literalForm "love"@en .', "skos-s13"),
    86: ('<Love> xl:altLabel <A> ; xl:hiddenLabel <B> . <A> xl:literalForm "love"@en . <B> xl:literalForm "love"@en .', "skos-s13"),
    87: ('<Love> xl:prefLabel <A> ; xl:hiddenLabel <B> . <A> xl:literalForm "love"@en . <B> xl:literalForm "love"@en .', "skos-s13"),
}  # fmt: skip
CONSISTENT = {
    2: "<MyConcept> rdf:type skos:Concept .",
    3: "<MyConcept> rdf:type skos:Concept , owl:Class .",
    4: "<MyConcept> rdf:type skos:Concept , owl:ObjectProperty .",
    5: "<MyScheme> rdf:type skos:ConceptScheme ; skos:hasTopConcept <MyConcept> . <MyConcept> skos:topConceptOf <MyScheme> . <AnotherConcept> skos:inScheme <MyScheme> .",
    6: "<MyScheme> rdf:type skos:ConceptScheme . <AnotherScheme> rdf:type skos:ConceptScheme ; owl:differentFrom <MyScheme> . <MyConcept> skos:inScheme <MyScheme> , <AnotherScheme> .",
    7: "<MyScheme> rdf:type skos:ConceptScheme , owl:Ontology . <MyConcept> skos:inScheme <MyScheme> .",
    8: "<MyScheme> skos:hasTopConcept <MyConcept> . <MyConcept> skos:broader <AnotherConcept> . <AnotherConcept> skos:inScheme <MyScheme> .",
    9: "<A> skos:narrower <B> . <A> skos:inScheme <MyScheme> .",
    10: '<MyResource> skos:prefLabel "animals"@en ; skos:altLabel "fauna"@en ; skos:hiddenLabel "aminals"@en ; skos:prefLabel "animaux"@fr ; skos:altLabel "faune"@fr .',
    11: '<AnotherResource> skos:prefLabel "東"@ja-Hani ; skos:prefLabel "ひがし"@ja-Hira ; skos:altLabel "あずま"@ja-Hira ; skos:prefLabel "ヒガシ"@ja-Kana ; '
        'skos:altLabel "アズマ"@ja-Kana ; skos:prefLabel "higashi"@ja-Latn ; skos:altLabel "azuma"@ja-Latn .',
    16: '<MyClass> rdf:type owl:Class ; skos:prefLabel "animals"@en ; skos:altLabel "fauna"@en ; skos:hiddenLabel "aminals"@en ; skos:prefLabel "animaux"@fr ; skos:altLabel "faune"@fr .',
    17: '<Love> skos:altLabel "adoration"@en , "desire"@en .',
    18: '<Colour> skos:prefLabel "color"@en , "color"@en-US , "colour"@en-GB .',
    19: '<Love> skos:prefLabel "love"@en ; skos:altLabel "love"@en-GB .',
    20: '<MyConcept> skos:notation "303.4833"^^<MyNotationDatatype> .',
    21: '<Potassium> skos:prefLabel "K"@en ; skos:notation "K"^^<ChemicalSymbolNotation> .',
    22: '<MyResource> skos:note "this is a note"@en .',
    23: "<MyResource> skos:note <MyNote> .",
    24: '<Protein> rdf:type owl:Class ; skos:definition "A physical entity"@en .',
    25: "<A> skos:broader <B> ; skos:related <C> .",
    30: "<A> skos:related <B> .",
    31: "<cause> rdf:type owl:ObjectProperty ; rdfs:subPropertyOf skos:related . <effect> rdf:type owl:ObjectProperty ; rdfs:subPropertyOf skos:related ; owl:inverseOf <cause> . <A> <cause> <B> .",
    32: "<A> skos:related <B> . <B> skos:related <C> .",
    33: "<A> skos:related <A> .",
    34: "<A> skos:broader <B> . <B> skos:broader <C> .",
    36: "<A> skos:broader <A> .",
    37: "<A> skos:broader <B> . <B> skos:broader <A> .",
    38: "<A> skos:broader <B> , <C> . <B> skos:broader <C> .",
    39: "<A> skos:broader <B> , <C> . <B> skos:broader <D> . <C> skos:broader <D> .",
    40: "<MyCollection> rdf:type skos:Collection ; skos:member <X> , <Y> , <Z> .",
    41: "<MyOrderedCollection> rdf:type skos:OrderedCollection ; skos:memberList ( <X> <Y> <Z> ) .",
    43: "<OrderedCollectionResource> skos:memberList ( <A> <B> ) , ( <X> <Y> ) .",
    44: "<MyCollection> rdf:type skos:Collection ; skos:member <A> , <B> , <MyNestedCollection> . <MyNestedCollection> rdf:type skos:Collection ; skos:member <X> , <Y> , <Z> .",
    48: '<A> skos:narrower <B> , <C> , <D> . <ResourceCollection> rdfs:label "Resource Collection"@en ; skos:member <B> , <C> , <D> .',
    49: "<A> skos:exactMatch <B> .",
    50: "<A> skos:closeMatch <B> .",
    51: "<A> skos:broadMatch <B> ; skos:relatedMatch <C> .",
    58: "<A> skos:broadMatch <B> ; skos:relatedMatch <C> . <A> skos:inScheme <MyScheme> . <B> skos:inScheme <MyScheme> . <C> skos:inScheme <MyScheme> .",
    62: "<A> skos:exactMatch <B> . <B> skos:exactMatch <C> .",
    63: "<A> skos:broadMatch <B> . <B> skos:broadMatch <C> .",
    64: "<A> skos:relatedMatch <B> . <B> skos:relatedMatch <C> .",
    65: "<A> skos:closeMatch <B> . <B> skos:closeMatch <C> .",
    66: "<A> skos:exactMatch <A> . <B> skos:broadMatch <B> . <C> skos:relatedMatch <C> .",
    67: "<A> skos:broadMatch <B> . <B> skos:broadMatch <A> . <X> skos:broadMatch <Y> . <Y> skos:broadMatch <Z> . <Z> skos:broadMatch <X> .",
    68: "<A> skos:broadMatch <B> . <B> skos:broadMatch <C> . <A> skos:broadMatch <C> .",
    70: "<A> skos:exactMatch <B> . <B> skos:broadMatch <C> .",
    71: "<A> skos:exactMatch <B> . <B> skos:relatedMatch <C> .",
    72: "<A> skos:closeMatch <B> . <B> skos:broadMatch <C> .",
    73: "<A> skos:closeMatch <B> . <B> skos:relatedMatch <C> .",
    75: '<A> rdf:type xl:Label ; xl:literalForm "love"@en .',
    80: '<A> xl:literalForm "love"@en . <B> xl:literalForm "love"@en .',
    81: '<A> rdf:type xl:Label ; xl:literalForm "love"@en ; skos:inScheme <MyScheme> .',
    82: '<Love> xl:prefLabel <A> ; xl:altLabel <B> ; xl:hiddenLabel <C> . <A> rdf:type xl:Label ; xl:literalForm "love"@en . '
        '<B> rdf:type xl:Label ; xl:literalForm "adoration"@en . <C> rdf:type xl:Label ; xl:literalForm "luv"@en .',
    88: '<A> rdf:type xl:Label ; xl:literalForm "love" . <B> rdf:type xl:Label ; xl:literalForm "adoration" . <A> xl:labelRelation <B> .',
    89: '<acronym> rdfs:subPropertyOf xl:labelRelation . <A> rdf:type xl:Label ; xl:literalForm "FAO"@en . '
        '<B> rdf:type xl:Label ; xl:literalForm "Food and Agriculture Organization"@en . <B> <acronym> <A> .',
}  # fmt: skip
BEYOND_THE_REFERENCE = [
    ("<A> a skos:Concept ; skos:inScheme <B> . <B> skos:broader <C> .", "skos-s9"),
    ("<A> skos:broader <MyCollection> . <MyCollection> skos:member <X> .", "skos-s37"),
    ("<A> skos:exactMatch <B> . <B> skos:exactMatch <C> . <C> skos:narrowMatch <A> .", "skos-s46"),
    ("<cause> rdfs:subPropertyOf skos:related . <A> <cause> <B> ; skos:broader <B> .", "skos-s27"),
    ("skos:narrower owl:inverseOf <part> . <A> <part> <B> ; skos:related <B> .", "skos-s27"),
    ("<part> owl:inverseOf skos:narrower . <A> <part> <B> ; skos:related <B> .", "skos-s27"),
    ("<Kind> rdfs:subClassOf skos:Collection . <A> a <Kind> ; skos:broader <B> .", "skos-s37"),
]


def written(folder: Path, text: str, ending: str = "ttl") -> Path:
    path = folder / f"file.{ending}"
    form = ox.RdfFormat.from_extension(ending)
    turtle = PREFIXES + text
    path.write_bytes(turtle.encode() if ending == "ttl" else ox.serialize(ox.parse(turtle, format=ox.RdfFormat.TURTLE), format=form))
    return path


def errors(path: Path) -> set[str]:
    return {problem.rule for problem in skos_problems(path) if problem.severity == "error"}


@pytest.mark.parametrize("number", INCONSISTENT)
@pytest.mark.parametrize("ending", ["ttl", "nt", "rdf", "jsonld", "trig"])
def test_each_inconsistent_example_breaks_its_condition_alone_in_every_format(tmp_path, number, ending):
    text, rule = INCONSISTENT[number]
    assert errors(written(tmp_path, text, ending)) == {rule}


@pytest.mark.parametrize("number", CONSISTENT)
def test_no_consistent_example_is_an_error(tmp_path, number):
    assert errors(written(tmp_path, CONSISTENT[number])) == set()


@pytest.mark.parametrize(("text", "rule"), BEYOND_THE_REFERENCE)
def test_conditions_are_about_what_follows(tmp_path, text, rule):
    assert errors(written(tmp_path, text)) == {rule}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_bad_example_of_each_rule_breaks_it_and_the_good_one_does_not(tmp_path, rule):
    [*found] = skos_problems(written(tmp_path, rule.bad), [rule.name])
    assert found and {(problem.rule, problem.severity) for problem in found} == {(rule.name, rule.severity)}
    assert all(problem.line or rule.name == "skos-language-none-common" for problem in found)
    assert skos_problems(written(tmp_path, rule.good), [rule.name]) == []


@pytest.mark.parametrize(("schemes", "told"), [("<S> <S>", 1), ("<S> <T>", 0), ("<S>", 1), ("", 1)])
def test_concepts_without_a_scheme_may_be_in_one(tmp_path, schemes, told):
    within = "".join(f"<{concept}> skos:inScheme {scheme} . " for concept, scheme in zip("AB", schemes.split()))
    text = f"<A> a skos:Concept . <B> a skos:Concept . {within}<A> skos:exactMatch <B> ."
    assert len(skos_problems(written(tmp_path, text), ["skos-mapping-within"])) == told


def test_joiners_that_spell_words_are_no_fault(tmp_path):
    assert skos_problems(written(tmp_path, '<A> a skos:Concept ; skos:prefLabel "می\u200cخواهم"@fa .'), ["skos-label-unprintable"]) == []


def test_a_host_of_permanent_addresses_is_not_one_publisher(tmp_path):
    text = "<https://w3id.org/one/a> a skos:Concept . <https://w3id.org/one/b> a skos:Concept ; skos:closeMatch <https://w3id.org/two/b> ."
    found = skos_problems(written(tmp_path, text), ["skos-link-none"])
    assert [problem.message for problem in found] == ["a is linked to nothing outside the vocabulary"]


@pytest.mark.parametrize("ending", ["ttl", "nt", "rdf", "trig"])
def test_a_problem_stands_at_the_line_where_its_thing_is_described(tmp_path, ending):
    path = written(tmp_path, '\n:A skos:related :B .\n:B skos:prefLabel "one"@en , "two"@en .\n', ending)
    [found] = skos_problems(path, ["skos-s14"])
    about = {"ttl": ":B skos", "trig": "B", "nt": "<http://example.org/ns/B>", "rdf": 'about="http://example.org/ns/B"'}[ending]
    assert about in path.read_text(encoding="utf-8").split("\n")[found.line - 1]


def ask(*arguments: object):
    return CliRunner().invoke(cli, ["check", *map(str, arguments)])


def test_the_command_counts_by_rule_and_shows_three_places(tmp_path):
    text = "".join(f'\n:{name} a skos:Concept ; skos:prefLabel "{name}"@en , "two"@en ; skos:related :{name} .' for name in "ABCD")
    path = written(tmp_path, text)
    done = ask("--skos", path, "--select", "skos-s14", "--select", "skos-reflexive")
    assert (done.exit_code, done.output) == (1, (
        "skos-s14 (error, 4): Keep one as skos:prefLabel; the others are skos:altLabel\n"
        f"  {path}:9: A has 2 preferred labels in en: A, two\n  {path}:10: B has 2 preferred labels in en: B, two\n"
        f"  {path}:11: C has 2 preferred labels in en: C, two\n  and 1 more; --all shows them\n\n"
        "skos-reflexive (warning, 4): Delete the relation, or name the concept that was meant\n"
        f"  {path}:9: A has itself as related\n  {path}:10: B has itself as related\n"
        f"  {path}:11: C has itself as related\n  and 1 more; --all shows them\n\n"
        "4 errors, 4 warnings (skos-reflexive 4, skos-s14 4).\n"
    ))  # fmt: skip
    assert "D has 2 preferred labels" in ask("--skos", path, "--all").output
    assert ask("--skos", path, "--ignore", "skos-s").exit_code == 0  # what is only to be weighed is no failure


def test_a_rule_that_does_not_exist_is_named_with_those_that_do(tmp_path):
    done = CliRunner().invoke(cli, ["check", "--skos", str(written(tmp_path, "")), "--select", "skos-s99"])
    assert done.exit_code != 0 and "skos-s99" in str(done.exception) and "skos-s14" in str(done.exception)
    assert ask("--select", "skos-s14").exit_code == 2


def test_what_cannot_be_read_is_a_problem_with_its_line(tmp_path):
    path = written(tmp_path, ":A skos:prefLabel .\n")
    assert [(problem.line, problem.rule) for problem in skos_problems(path)] == [(8, "skos-syntax")]
    # A broken name hides nothing else.
    path = written(tmp_path, '<http://example.org/a b> a skos:Concept .\n:B skos:prefLabel "one"@en , "two"@en .\n')
    assert {"skos-syntax", "skos-s14"} <= errors(path)


def test_hostile_words_move_no_cursor(tmp_path):
    path = written(tmp_path, ':A a skos:Concept ; skos:prefLabel "\\u001b[2J\\u202eone"@en , "two"@en .')
    assert not {"\x1b", "\u202e"} & set(ask("--skos", path).output)


def test_a_file_for_measuring_has_no_error_and_a_short_report(tmp_path):
    path = tmp_path / "measured.ttl"
    path.write_text(skos_file(300), encoding="utf-8")
    assert errors(path) == set()
    assert len(ask("--skos", path).output.split("\n")) < 60
