"""What the benchmark measures is a vocabulary that the checks accept; otherwise it would stop at the first build."""

from benchmarks.synthetic import write_vocabulary
from csea_terms.checking.check import check
from csea_terms.reading.repository import Repository


def test_a_generated_vocabulary_has_no_error(tmp_path):
    write_vocabulary(tmp_path, 40)
    problems = check(Repository(tmp_path)).problems
    assert [problem.text() for problem in problems if problem.severity == "error"] == []
