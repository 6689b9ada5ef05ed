"""What CONTRIBUTING shows is right: its whole examples, copied into the vocabulary, break no rule."""

from __future__ import annotations

import re

from csea_terms.checking.check import check
from csea_terms.reading.repository import Repository, place_of
from tests.checkout import ROOT


def test_the_whole_examples_of_the_short_paths_pass_the_check_together():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    files = dict(re.findall(r"^```(?:turtle|tsv) (\S+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    kinds = {place_of(path).kind for path in files}
    assert kinds == {"concept", "words", "codes", "mappings"}
    problems = check(Repository(ROOT), files).problems
    assert [problem.text() for problem in problems if problem.severity != "info"] == []
