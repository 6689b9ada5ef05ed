"""What the engine of ``deploy/`` bears: a synthetic vocabulary of 100,000 concepts in seven languages, loaded and asked.

Usage: ``python -m benchmarks.scale [concepts]``; it needs about 1.5 GB on disk.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from pyoxigraph import Store
from rich.console import Console
from rich.table import Table

from benchmarks.measure import Report
from benchmarks.synthetic import SYLLABLES, words

_PREFIXES = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX : <https://example.org/> "
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_A = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch")
_CODES = 10_000

QUERIES = {
    "names of a concept": "SELECT ?name WHERE { :c4711 skos:prefLabel ?name }",
    "concept of a name": 'SELECT ?concept WHERE { ?concept skos:prefLabel "name 4711 zh"@zh }',
    "everything below a top concept": "SELECT ?concept WHERE { :c1 skos:narrower+ ?concept }",
    "everything above a concept": "SELECT ?concept WHERE { :c99999 skos:broader+ ?concept }",
    "concepts of a code": "SELECT ?concept WHERE { ?concept skos:exactMatch|skos:closeMatch|skos:broadMatch|skos:narrowMatch :code42 }",
    "codes that share a concept with a code": (
        "SELECT DISTINCT ?other WHERE { ?concept skos:closeMatch :code42 . ?below skos:broader+ ?concept ; skos:exactMatch ?other }"
    ),
    "names that hold a word, all languages": 'SELECT ?concept WHERE { ?concept skos:prefLabel ?name FILTER(CONTAINS(?name, "e 4711 ")) }',
    "number of names in each language": (
        "SELECT ?tag (COUNT(*) AS ?n) WHERE { ?concept skos:prefLabel ?name BIND(LANG(?name) AS ?tag) } GROUP BY ?tag"
    ),
    "concepts without a mapping": (
        "SELECT ?concept WHERE { ?concept skos:inScheme :scheme"
        " FILTER NOT EXISTS { ?concept skos:exactMatch|skos:closeMatch|skos:broadMatch|skos:narrowMatch ?code } }"
    ),
}
"""What is asked, from one concept to all of them."""


def write_triples(path: Path, concepts: int, seed: int = 1) -> int:
    """Write a vocabulary as N-Triples and return how many triples: a tree with eight narrower concepts each, words, relations, mappings."""
    chance, written = random.Random(seed), 0
    with path.open("w", encoding="utf-8") as file:
        for number in range(concepts):
            lines = [*_structure(number, chance), *_texts(number, chance)]
            file.writelines(f"<https://example.org/{subject}> {rest} .\n" for subject, rest in lines)
            written += len(lines)
        for code in range(_CODES):
            file.write(f'<https://example.org/code{code}> <{_SKOS}notation> "{code:05d}" .\n')
    return written + _CODES


def _structure(number: int, chance: random.Random) -> list[tuple[str, str]]:
    this = f"c{number}"
    lines = [(this, f"{_A} <{_SKOS}Concept>"), (this, f"<{_SKOS}inScheme> <https://example.org/scheme>")]
    if number:
        above = f"c{(number - 1) // 8}"
        lines += [(this, f"<{_SKOS}broader> <https://example.org/{above}>"), (above, f"<{_SKOS}narrower> <https://example.org/{this}>")]
        lines.append((this, f"<{_SKOS}related> <https://example.org/c{chance.randrange(number)}>"))
    if chance.random() < 0.8:
        lines.append((this, f"<{_SKOS}{chance.choice(_MATCHES)}> <https://example.org/code{chance.randrange(_CODES)}>"))
    return lines


def _texts(number: int, chance: random.Random) -> list[tuple[str, str]]:
    lines = []
    for tag in SYLLABLES:
        said = {"prefLabel": f"name {number} {tag}", "altLabel": words(chance, tag, 3), "definition": words(chance, tag, 20)}
        lines += [(f"c{number}", f'<{_SKOS}{name}> "{text}"@{tag}') for name, text in said.items()]
    return lines


def scale(report: Report, folder: Path, concepts: int = 100_000) -> None:
    """Load such a vocabulary into a store on disk, ask it, and show how long each took."""
    triples = write_triples(folder / "scale.nt", concepts)
    table = Table(f"{concepts:,} concepts × {len(SYLLABLES)} languages, {triples:,} triples", "answers", "wall s", "CPU s")
    store = Store(folder / "store")
    _time(table, "load, on disk", lambda: store.bulk_load(path=folder / "scale.nt"))
    _time(table, "optimize", store.optimize)
    for name, query in QUERIES.items():
        _time(table, name, lambda query=query: sum(1 for _ in store.query(_PREFIXES + query)))
    report.show(table)


def _time(table: Table, name: str, work: Callable[[], int | None]) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    answers = work()
    taken = f"{time.perf_counter() - wall:.3f}", f"{time.process_time() - cpu:.3f}"
    table.add_row(name, "" if answers is None else f"{answers:,}", *taken)


def main(concepts: int = 100_000) -> None:
    """Measure and print this table alone."""
    with tempfile.TemporaryDirectory(prefix="csea-terms-scale-") as name:
        scale(Report(Console(width=130)), Path(name), concepts)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
