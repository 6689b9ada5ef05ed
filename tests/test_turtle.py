"""The canonical form: idempotent, the same triples, one statement a line."""

import re

import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from csea_terms.formats.turtle import BlankNodeError, write_turtle
from csea_terms.reading.load import parse_turtle

MESSY = r'''
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix t: <https://w3id.org/csea-terms/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
t:b skos:related t:c, t:a . t:a skos:definition """two
lines "quoted" \\ and a tab	"""@en ; a skos:Concept ; skos:prefLabel "b"@en, "a"@fr ; owl:deprecated true .
<https://w3id.org/csea-terms/labels/a.ar.إساءة> skos:note "‮reversed‬"@ar .
'''

CANONICAL = """@prefix label: <https://w3id.org/csea-terms/labels/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix term: <https://w3id.org/csea-terms/terms/> .

term:a
    a skos:Concept ;
    skos:prefLabel "a"@fr ;
    skos:prefLabel "b"@en ;
    skos:definition "two\\nlines \\"quoted\\" \\\\ and a tab\\t"@en ;
    owl:deprecated true ;
.

term:b
    skos:related term:a ;
    skos:related term:c ;
.

label:a.ar.إساءة
    skos:note "\\u202Ereversed\\u202C"@ar ;
.
"""


def test_messy_turtle_becomes_one_statement_a_line():
    assert write_turtle(parse_turtle(MESSY)) == CANONICAL


def test_the_canonical_form_is_a_fixed_point():
    assert write_turtle(parse_turtle(CANONICAL)) == CANONICAL


def test_the_triples_stay_the_same_for_another_parser():
    before, after = Graph().parse(data=MESSY, format="turtle"), Graph().parse(data=CANONICAL, format="turtle")
    assert isomorphic(before, after)


@pytest.mark.parametrize("text", ["", "plain", 'q"\\\n\r\t', "‮", "\x00\x1f\x7f", "a'b", "😀", "اللغة", "​"])
def test_every_text_survives_the_round_trip(text):
    triple = ox.Triple(ox.NamedNode("https://e.org/s"), ox.NamedNode("https://e.org/p"), ox.Literal(text, language="en"))
    assert parse_turtle(write_turtle([triple])) == (triple,)


@pytest.mark.parametrize("local", ["a.b", "a.", ".a", "-a", "a b", "%41", "a(b)", "1", "é", "a/b", "ªa", "กำ"])
def test_every_name_survives_the_round_trip(local):
    iri = "https://w3id.org/csea-terms/terms/" + local.replace(" ", "%20")
    triple = ox.Triple(ox.NamedNode(iri), ox.NamedNode("https://e.org/p"), ox.Literal("x"))
    assert parse_turtle(write_turtle([triple])) == (triple,)


def test_statements_about_words_stand_behind_the_words():
    names = ("usages/a.en.b.policy.INT", "labels/a.en.b", "terms/a")
    triples = [
        ox.Triple(ox.NamedNode(f"https://w3id.org/csea-terms/{name}"), ox.NamedNode("https://e.org/p"), ox.Literal("x")) for name in names
    ]
    text = write_turtle(triples)
    assert re.findall(r"^(\w+):", text, re.MULTILINE) == ["term", "label", "usage"]


def test_a_blank_node_has_no_canonical_form():
    with pytest.raises(BlankNodeError):
        write_turtle(parse_turtle("[] <https://e.org/p> 1 ."))
