"""How long `csea-terms check --skos` takes: anybody's SKOS file in five languages."""

from __future__ import annotations

from pathlib import Path

from rich.table import Table

from benchmarks.measure import Report, ours, row

_LANGUAGES = ("en", "fr", "es", "de", "ru")
_SIZES = {2_500: 5, 8_000: 15}
"""Concepts, and the seconds of CPU that they may take."""


def skos_file(concepts: int) -> str:
    """Return a SKOS file in Turtle: a tree with four narrower concepts each, related ones, mappings, labels and definitions."""
    lines = [
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
        "@prefix : <https://example.org/> .",
        ":scheme a skos:ConceptScheme ; skos:hasTopConcept :c0 .",
    ]
    for number in range(concepts):
        said = ["a skos:Concept", "skos:inScheme :scheme", f'skos:notation "{number}"']
        for tag in _LANGUAGES:
            said.append(f'skos:prefLabel "name {number} {tag}"@{tag} ; skos:altLabel "other {number} {tag}"@{tag}')
            said.append(f'skos:definition "what {number} is in {tag}"@{tag}')
        if number:
            said.append(f"skos:broader :c{(number - 1) // 4}")
        if number > 9:
            said.append(f"skos:related :c{number - 5} ; skos:closeMatch <https://other.example/{number}>")
        lines.append(f":c{number} " + " ; ".join(said) + " .")
    return "\n".join(lines) + "\n"


def skos_files(report: Report, folder: Path) -> None:
    """Measure the check of files of several sizes."""
    table = Table("csea-terms check --skos, five languages", "wall s", "CPU s", "peak MB", "target CPU s")
    for concepts, limit in _SIZES.items():
        path = folder / f"skos-{concepts}.ttl"
        path.write_text(skos_file(concepts), encoding="utf-8")
        taken = ours(folder, "check", "--skos", str(path))
        row(table, f"{concepts:,} concepts", taken, report.figure(f"check --skos, {concepts:,} concepts: CPU s", taken.cpu, limit))
    report.show(table)
