"""Any SKOS file against the integrity conditions, with the examples of the SKOS Reference (W3C Recommendation, 2009)."""

from __future__ import annotations

import pytest
import pyoxigraph as ox
from click.testing import CliRunner

from csea_terms.checking.skos_file import skos_problems
from csea_terms.cli import cli

PREFIXES = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix xl: <http://www.w3.org/2008/05/skos-xl#> .\n@prefix : <https://example.org/> .\n"

INCONSISTENT = [
    ("<A> skos:prefLabel \"love\"@en ; skos:altLabel \"love\"@en .", "skos-s13"),
    ("<A> skos:altLabel \"love\"@en ; skos:hiddenLabel \"love\"@en .", "skos-s13"),
    ("<A> skos:prefLabel \"love\"@en ; skos:hiddenLabel \"love\"@en .", "skos-s13"),
    ("<A> skos:prefLabel \"love\"@en ; skos:prefLabel \"adoration\"@en .", "skos-s14"),
    ("<A> skos:broader <B> ; skos:related <B> .", "skos-s27"),
    ("<A> skos:broader <B> ; skos:related <C> . <B> skos:broader <C> .", "skos-s27"),
    ("<A> skos:narrower <B> . <B> skos:related <A> .", "skos-s27"),
    ("<A> skos:exactMatch <B> ; skos:broadMatch <B> .", "skos-s46"),
    ("<A> skos:exactMatch <B> ; skos:relatedMatch <B> .", "skos-s46"),
    ("<A> skos:exactMatch <B> . <B> skos:exactMatch <C> . <C> skos:narrowMatch <A> .", "skos-s46"),
    ("<A> skos:broader <MyCollection> . <MyCollection> a skos:Collection ; skos:member <X> .", "skos-s37"),
    ("<A> a skos:Concept ; skos:inScheme <B> . <B> skos:broader <C> .", "skos-s9"),
    ("<A> xl:prefLabel <L> , <M> . <L> xl:literalForm \"love\"@en . <M> xl:literalForm \"adoration\"@en .", "skos-s14"),
]  # fmt: skip
CONSISTENT = [
    "<S> a skos:ConceptScheme ; skos:hasTopConcept <A> . <A> a skos:Concept ; skos:inScheme <S> .",
    "<A> skos:prefLabel \"animals\" ; skos:prefLabel \"animals\"@en ; skos:prefLabel \"animaux\"@fr .",
    "<A> skos:prefLabel \"colour\"@en ; skos:prefLabel \"color\"@en-US .",
    "<A> skos:broader <B> . <B> skos:broader <A> .",
    "<A> skos:related <B> ; skos:broader <C> .",
    "<A> skos:broadMatch <B> ; skos:relatedMatch <C> ; skos:closeMatch <B> .",
    "<A> skos:related <A> .",
    "<C> a skos:OrderedCollection ; skos:member <A> , <B> ; skos:memberList ( <A> <B> ) .",
    "<A> skos:altLabel \"love\"@en ; skos:hiddenLabel \"love\"@fr .",
]  # fmt: skip


def written(tmp_path, text: str, ending: str = "ttl"):
    path = tmp_path / f"file.{ending}"
    form = ox.RdfFormat.from_extension(ending)
    turtle = PREFIXES + text
    base = "https://example.org/"
    path.write_bytes(turtle.encode() if ending == "ttl" else ox.serialize(ox.parse(turtle, format=ox.RdfFormat.TURTLE, base_iri=base), format=form))
    return path


@pytest.mark.parametrize(("text", "rule"), INCONSISTENT)
@pytest.mark.parametrize("ending", ["ttl", "nt", "rdf", "jsonld", "trig"])
def test_what_is_inconsistent_breaks_its_condition_in_every_format(tmp_path, text, rule, ending):
    assert {problem.rule for problem in skos_problems(written(tmp_path, text, ending))} == {rule}


@pytest.mark.parametrize("text", CONSISTENT)
def test_what_is_consistent_passes(tmp_path, text):
    assert skos_problems(written(tmp_path, text)) == []


def test_the_command_names_file_line_and_exit_status(tmp_path):
    path = written(tmp_path, "\n:A skos:prefLabel \"love\"@en .\n:B skos:prefLabel \"one\"@en , \"two\"@en .\n")
    done = CliRunner().invoke(cli, ["--quiet", "check", "--skos", str(path)])
    assert (done.exit_code, done.output) == (1, (
        f"{path}:6: B has 2 preferred labels in en: one, two. Keep one as skos:prefLabel; the others are skos:altLabel\n\n"
    ))  # fmt: skip


def test_a_file_that_cannot_be_read_is_a_problem_with_its_line(tmp_path):
    path = tmp_path / "file.ttl"
    path.write_text(PREFIXES + ":A skos:prefLabel .\n", encoding="utf-8")
    assert [(problem.line, problem.rule) for problem in skos_problems(path)] == [(4, "skos-syntax")]
