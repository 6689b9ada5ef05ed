"""What the benchmarks measure is a vocabulary that the checks accept, and what they change in the program stands there; else they would stop."""

from benchmarks.mutants import MUTANTS, ROOT, TESTS
from benchmarks.synthetic import write_vocabulary
from csea_terms.checking.check import check
from csea_terms.reading.repository import Repository


def test_a_generated_vocabulary_has_no_error(tmp_path):
    write_vocabulary(tmp_path, 40)
    problems = check(Repository(tmp_path)).problems
    assert [problem.text() for problem in problems if problem.severity == "error"] == []


def test_what_is_changed_in_the_program_stands_there_once():
    texts = {mutant.module: (ROOT / "build/csea_terms" / mutant.module).read_text(encoding="utf-8") for mutant in MUTANTS}
    assert [(mutant.module, mutant.old) for mutant in MUTANTS if texts[mutant.module].count(mutant.old) != 1] == []
    assert {*texts} == {*TESTS}
