"""Change the program in one place where it decides something, run the tests of that place, and count the changes that none notices.

Usage: ``python -m benchmarks.mutants [part of a path …]``. A change that survives is a decision that no test holds.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
_COPIED = ("build", "tests", "benchmarks")


@dataclass(frozen=True)
class Mutant:
    """One change of a module below the package: a text, once in it, that becomes another."""

    module: str
    old: str
    new: str


# Which tests hold a module; each mutant of it is given to these alone.
TESTS: dict[str, tuple[str, ...]] = {
    "crosswalks/composition.py": ("test_crosswalk.py", "test_code_mappings.py", "test_verdicts.py"),
    "crosswalks/verdicts.py": ("test_verdicts.py",),
    "crosswalks/recoding/recognise.py": ("test_recode.py",),
    "crosswalks/recoding/decide.py": ("test_recode.py",),
    "usages.py": ("test_usages.py",),
    "text/fold.py": ("test_search.py",),
    "search/matching.py": ("test_search.py",),
    "textcheck/finding.py": ("test_check_text.py",),
    "checking/shapes/facts.py": ("test_memory.py", "test_shapes.py"),
    "checking/shapes/containment.py": ("test_containment.py",),
    "checking/skos/graph.py": ("test_skos_files.py",),
    "checking/skos/entailment.py": ("test_skos_files.py",),
    "checking/skos/vocabulary.py": ("test_skos_files.py",),
}

_M = Mutant
MUTANTS: tuple[Mutant, ...] = (
    _M("crosswalks/composition.py", '"broadMatch": "narrowMatch",', '"broadMatch": "broadMatch",'),
    _M("crosswalks/composition.py", '("closeMatch", "closeMatch"): "suggestion",', '("closeMatch", "closeMatch"): "closeMatch",'),
    _M("crosswalks/composition.py", '("narrowMatch", "narrowMatch"): "narrowMatch",', '("narrowMatch", "narrowMatch"): "narrowMatch", ("closeMatch", "broadMatch"): "broadMatch",'),
    _M("crosswalks/composition.py", "_rank(found) < _rank(pairs[pair])", "_rank(found) > _rank(pairs[pair])"),
    _M("crosswalks/composition.py", "confidence = min(start.confidence, end.confidence)", "confidence = max(start.confidence, end.confidence)"),
    _M("crosswalks/composition.py", "min(mapping.confidence, row.confidence)", "mapping.confidence"),
    _M("crosswalks/composition.py", "return pairs[True] - pairs[False]", "return pairs[True]"),
    _M("crosswalks/composition.py", "if frozenset((start.codes[-1], end.codes[-1])) in self._judged:", "if False:"),
    _M("crosswalks/composition.py", ' and link.predicate != "broadMatch" and not link.via:', " and not link.via:"),
    _M("crosswalks/composition.py", ' and link.predicate != "broadMatch" and not link.via:', ' and link.predicate != "broadMatch":'),
    _M("crosswalks/composition.py", "len(found.path), -found.confidence, found.path", "-found.confidence, len(found.path), found.path"),
    _M("crosswalks/composition.py", 'for relation, predicate in (("broader", "broadMatch"), ("narrower", "narrowMatch")):', 'for relation, predicate in (("broader", "broadMatch"),):'),
    _M("crosswalks/composition.py", "row.target is not None and not row.negated and row.predicate in _INVERSE:", "row.target is not None and row.predicate in _INVERSE:"),
    _M("crosswalks/composition.py", "mapping.notation is not None and not mapping.negated and mapping.predicate in _INVERSE", "mapping.notation is not None and mapping.predicate in _INVERSE"),
    _M("crosswalks/composition.py", "for code in (*start.codes, *end.codes)", "for code in start.codes"),
    _M("crosswalks/verdicts.py", "row.notation == code.notation and not row.negated", "row.notation == code.notation"),
    _M("crosswalks/verdicts.py", 'row.predicate == "relatedMatch" and row.comment', 'row.predicate == "relatedMatch"'),
    _M("crosswalks/verdicts.py", 'decided or code.verdict or ("overlaps" if connected else "none")', 'code.verdict or decided or ("overlaps" if connected else "none")'),
    _M("crosswalks/verdicts.py", 'decided or code.verdict or ("overlaps" if connected else "none")', 'decided or ("overlaps" if connected else code.verdict or "none")'),
    _M("crosswalks/verdicts.py", '"narrowMatch": "within", "broadMatch": "holds"', '"narrowMatch": "holds", "broadMatch": "within"'),
    _M("crosswalks/verdicts.py", "suggested = {one.source for one in found} - entailed", "suggested = {one.source for one in found}"),
    _M("crosswalks/recoding/recognise.py", "if len(places) == 1 else []", "if places else []"),
    _M("crosswalks/recoding/recognise.py", "key not in self._foreign", "True"),
    _M("crosswalks/recoding/recognise.py", "set()) & self._loose.get(", "set()) | self._loose.get("),
    _M("crosswalks/recoding/recognise.py", 'return digits.lstrip("0") or digits if', "return digits if"),
    _M("crosswalks/recoding/recognise.py", "if len(fraction) <= exponent else", "if len(fraction) <= exponent + 1 else"),
    _M("crosswalks/recoding/decide.py", "if as_written or len(places) > 1 else", "if True else"),
    _M("crosswalks/recoding/decide.py", "if any(one != found[0] for one in found):", "if len(found) > 1:"),
    _M("crosswalks/recoding/decide.py", "if notation == NO_CATEGORY:", "if not notation:"),
    _M("crosswalks/recoding/decide.py", "rows = rows[:1]", "rows = rows[-1:]"),
    _M("crosswalks/recoding/decide.py", "if successors else decision", "if False else decision"),
    _M("crosswalks/recoding/decide.py", "other._by_hand, other._known = decisions, {}", "other._by_hand, other._known = decisions, self._known"),
    _M("usages.py", 'bool(self.until) or self.acceptability == "superseded"', "bool(self.until)"),
    _M("usages.py", 'bool(self.until) or self.acceptability == "superseded"', 'self.acceptability == "superseded"'),
    _M("usages.py", 'and acceptability != "avoid" and', "and"),
    _M("usages.py", "sector == LAW_SECTOR and", ""),
    _M("usages.py", 'return state if part else ""', "return state"),
    _M("text/fold.py", "(0x093C, 0x093C),", ""),
    _M("text/fold.py", '"ة": "ه",', ""),
    _M("text/fold.py", '"ß": "ss",', '"ß": "s",'),
    _M("text/fold.py", "0 <= code - ord(zero) <= 9", "0 <= code - ord(zero) <= 8"),
    _M("text/fold.py", 'and code not in _APOSTROPHES else " "', 'else " "'),
    _M("text/fold.py", 'if category == "Cf":', 'if category == "Cc":'),
    _M("search/matching.py", "_INSIDE_FROM = 4", "_INSIDE_FROM = 2"),
    _M("search/matching.py", "if masks[number] | context == everything:", "if masks[number] == everything:"),
    _M("search/matching.py", "        if not exact:\n            yield from self._longer_notations(query)", "        yield from self._longer_notations(query)"),
    _M("search/matching.py", "return how is not None and how <= STEM", "return how is not None"),
    _M("search/matching.py", "if text.startswith(typed):\n        return PREFIX", "if text.startswith(typed):\n        return WORD"),
    _M("search/matching.py", "0 if self.entries[number].central else", "0 if False else"),
    _M("search/matching.py", "max(len(self.data.bare[number]) - masks[number].bit_count(), 0)", "0"),
    _M("search/matching.py", "if entry.word_kind == NOTATION and", "if"),
    _M("textcheck/finding.py", "if not children or word.tier in (\"told\", \"named\"):\n            return bool(children)", "if not children:\n            return False"),
    _M("textcheck/finding.py", 'if word.tier == "anywhere" or', "if"),
    _M("textcheck/finding.py", "or self._on_topic()", ""),
    _M("textcheck/finding.py", "key=lambda m: (m[0] - m[1], m[0])", "key=lambda m: (m[0], m[0] - m[1])"),
    _M("textcheck/finding.py", "_LINKED = 5", "_LINKED = 0"),
    _M("textcheck/finding.py", "_NEAR_LAW = 26", "_NEAR_LAW = 400"),
    _M("textcheck/finding.py", "not word.law", "False"),
    _M("textcheck/finding.py", "return not any(begin <= start and end <= stop for begin, stop in self._kept)", "return True"),
    _M("textcheck/finding.py", "any(first == number for first, _ in self._lexicon.breaks", "any(False for first, _ in self._lexicon.breaks"),
    _M("textcheck/finding.py", "not (sector and word.is_usual_in(sector)) and", ""),
    _M("checking/shapes/facts.py", "return self._facts.keys() if _SUBCLASS in self._facts else self._facts.keys() & rule.named", "return self._facts.keys() & rule.named"),
    _M("checking/shapes/facts.py", "return digest(rule.iri, *(", 'return digest("", *('),
    _M("checking/shapes/facts.py", "triple.object.value if predicate == _IS else predicate", "predicate"),
    _M("checking/shapes/containment.py", "steps.setdefault(subject.value, []).append(_Step(value.value, strict=True))", "steps.setdefault(subject.value, []).append(_Step(value.value, strict=False))"),
    _M("checking/skos/graph.py", "inverse |= {other: one for one, other in inverse.items()}", ""),
    _M("checking/skos/graph.py", "for kind in {value, *classes.get(value, ())}:", "for kind in {value}:"),
    _M("checking/skos/graph.py", '(term.language or "").lower()', '(term.language or "").split("-")[0]'),
    _M("checking/skos/graph.py", "same[value].add(subject)", "pass"),
    _M("checking/skos/entailment.py", '"broadMatch": "broader",', ""),
    _M("checking/skos/entailment.py", '"related": "related", "relatedMatch": "relatedMatch",', '"relatedMatch": "relatedMatch",'),
    _M("checking/skos/vocabulary.py", "not schemes or not others or bool(schemes & others)", "bool(schemes & others)"),
)  # fmt: skip


def mutated(chosen: list[Mutant], folder: Path) -> Iterator[tuple[Mutant, bool]]:
    """Yield each mutant and whether a test noticed it; the program and its tests are copied, all else is linked."""
    for path in ROOT.iterdir():
        if path.name in _COPIED:
            shutil.copytree(path, folder / path.name, ignore=shutil.ignore_patterns("__pycache__"))
        elif path.name not in (".git", ".venv", "public", ".cache"):
            (folder / path.name).symlink_to(path)
    for mutant in chosen:
        path = folder / "build/csea_terms" / mutant.module
        text = path.read_text(encoding="utf-8")
        if text.count(mutant.old) != 1:
            raise LookupError(f"{mutant.module} does not hold once: {mutant.old}")
        path.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
        try:
            yield mutant, not _passes(folder, [f"tests/{name}" for name in TESTS[mutant.module]] + [f"build/csea_terms/{mutant.module}"])
        finally:
            path.write_text(text, encoding="utf-8")


def _passes(folder: Path, tests: list[str]) -> bool:
    # Nothing compiled is kept: a change within a second of the last one would not be seen.
    environment = {**os.environ, "PYTHONPATH": f"{folder / 'build'}{os.pathsep}{folder}", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", *tests]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True).returncode == 0


def main(wanted: list[str]) -> None:
    """Change, test, and print."""
    console = Console(width=150, highlight=False)
    chosen = [mutant for mutant in MUTANTS if not wanted or any(part in mutant.module for part in wanted)]
    noticed: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="csea-terms-mutants-") as name:
        for mutant, killed in mutated(chosen, Path(name)):
            noticed[mutant.module] += killed
            if not killed:
                console.print(f"survived: {mutant.module}: {mutant.old!r} → {mutant.new!r}", markup=False)
    table = Table("module", "changes", "noticed by a test", "survived", title="Changes of what the program decides")
    for module in dict.fromkeys(mutant.module for mutant in chosen):
        count = sum(mutant.module == module for mutant in chosen)
        table.add_row(module, str(count), str(noticed[module]), str(count - noticed[module]))
    table.add_row("all", str(len(chosen)), str(noticed.total()), str(len(chosen) - noticed.total()))
    console.print(table)


if __name__ == "__main__":
    main(sys.argv[1:])
