"""Every way in which the vocabulary is broken on purpose, and how many of them the check finds.

Usage: ``python -m benchmarks.broken [group or part of a name …]``. Prints what each was found as, and the table of verdicts.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.breaking import VERDICTS, Change, judged
from benchmarks.broken_files import CHARACTERS, FILES
from benchmarks.broken_relations import CONCEPTS, LANGUAGES, MAPPINGS, SOURCES
from benchmarks.broken_words import LAW, WORDS

GROUPS: dict[str, tuple[Change, ...]] = {
    "files": FILES, "characters": CHARACTERS, "words": WORDS, "law": LAW, "concepts": CONCEPTS, "sources": SOURCES,
    "schemes and mappings": MAPPINGS, "language files": LANGUAGES,
}  # fmt: skip


def main(wanted: list[str]) -> None:
    """Break, check, and print."""
    console = Console(width=150, highlight=False)
    chosen = [(group, c) for group, changes in GROUPS.items() for c in changes if not wanted or any(w == group or w in c.name for w in wanted)]
    groups = {change.name: group for group, change in chosen}
    counted: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory(prefix="csea-terms-broken-") as name:
        for change, verdict, found in judged((change for _, change in chosen), Path(name)):
            counted.setdefault(groups[change.name], Counter())[verdict] += 1
            said = "" if verdict == "right" else "; ".join(f"{p.path}:{p.line} {p.rule}" for p in found[:4])
            console.print(f"{verdict:<11}{change.name} ({' '.join(change.rules)}) {said}", markup=False)
    table = Table("broken in", "changes", *VERDICTS, title="What csea-terms check finds of what was broken on purpose")
    for group, verdicts in counted.items():
        table.add_row(group, str(verdicts.total()), *(str(verdicts[verdict]) for verdict in VERDICTS))
    total = sum(counted.values(), Counter())
    table.add_row("all", str(total.total()), *(str(total[verdict]) for verdict in VERDICTS))
    console.print(table)


if __name__ == "__main__":
    main(sys.argv[1:])
