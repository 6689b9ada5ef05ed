"""What is broken in the real vocabulary on purpose is found by the right rule at the right place: a sample of ``benchmarks.broken``."""

from __future__ import annotations

import pytest

from benchmarks.breaking import Breaker, Change
from benchmarks.broken import GROUPS

EVERY = 16
"""Each change costs seconds; the benchmark makes all."""
CHANGES = {change.name: change for changes in GROUPS.values() for change in changes}
SAMPLE = [change for place, change in enumerate(CHANGES.values()) if place % EVERY == 0]


@pytest.fixture(scope="module")
def breaker(tmp_path_factory) -> Breaker:
    return Breaker(tmp_path_factory.mktemp("broken"))


@pytest.mark.xdist_group("broken")
@pytest.mark.parametrize("change", SAMPLE, ids=lambda change: change.name)
def test_a_break_is_found_where_it_is(breaker: Breaker, change: Change):
    verdict, found = breaker.judge(change)
    assert verdict == "right", [problem.text() for problem in found]


def test_changes_are_many_and_have_names_of_their_own():
    assert len(CHANGES) == sum(map(len, GROUPS.values())) > 120
