"""What CONTRIBUTING shows is right: its whole examples, copied into the vocabulary, break no rule."""

from __future__ import annotations

import re

from csea_terms.checking.check import Checking
from csea_terms.checking.memory import read_memory
from csea_terms.reading.inputs import input_digests
from csea_terms.reading.repository import place_of
from tests.checkout import ROOT


def test_the_whole_examples_of_the_short_paths_pass_the_check_together(repository, glossary):
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    files = dict(re.findall(r"^```(?:turtle|tsv) (vocab/\S+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    kinds = {place_of(path).kind for path in files}
    assert kinds == {"concept", "words", "source", "codes", "mappings"}
    # What the check of this run found in the vocabulary itself is known by now.
    memory = read_memory(repository.cache, input_digests(repository)[0])
    problems = Checking(repository, files, memory).finish().problems
    assert [problem.text() for problem in problems if problem.severity != "info"] == []


def test_pieces_of_files_that_are_shown_stand_in_those_files():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    pieces = re.findall(r"^```\w+ in (\S+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert len(pieces) == 4
    for path, piece in pieces:
        there = (ROOT / path).read_text(encoding="utf-8").splitlines()
        assert [line for line in piece.splitlines() if line not in there] == [], path
