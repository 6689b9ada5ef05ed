"""Write concept pages as Markdown for MkDocs + Material alone: what one would build without our generator."""

from __future__ import annotations

from pathlib import Path

import yaml

from csea_terms.model import Concept, Glossary
from csea_terms.reading.assemble import assemble
from csea_terms.reading.load import load
from csea_terms.reading.repository import Repository


def write_project(vocabulary: Path, project: Path, pages: int, in_menu: bool) -> None:
    """Write an MkDocs project with one English page a concept, for as many concepts as ``pages`` says.

    Raises ValueError when the vocabulary has fewer.
    """
    glossary = assemble(load(Repository(vocabulary)))
    concepts = list(glossary.concepts.values())[:pages]
    if len(concepts) < pages:
        raise ValueError(f"{vocabulary} has only {len(concepts)} concepts")
    docs = project / "docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# Glossary\n", encoding="utf-8")
    for concept in concepts:
        (docs / f"{concept.id}.md").write_text(_markdown(glossary, concept), encoding="utf-8")
    settings: dict = {"site_name": "Glossary", "theme": {"name": "material", "font": False}, "markdown_extensions": ["tables"]}
    if in_menu:
        settings["nav"] = [{"Home": "index.md"}, {"Terms": [f"{concept.id}.md" for concept in concepts]}]
    else:
        settings["nav"] = ["index.md"]
    (project / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")


def _markdown(glossary: Glossary, concept: Concept) -> str:
    words = concept.in_language("en")
    lines = [f"# {concept.label('en')}", "", words.definition, "", *words.scope_notes, "", "| Language | Label | Kind |", "|---|---|---|"]
    for tag, other in concept.words.items():
        lines += [f"| {tag} | {label.text} | {label.kind} |" for label in other.labels]
    for heading, ids in (("Broader", concept.broader), ("Narrower", concept.narrower), ("Related", concept.related)):
        known = [other for other in ids if other in glossary.concepts]
        lines += ["", f"## {heading}", "", *(f"- {glossary.concepts[other].label('en')}" for other in known)]
    lines += ["", "## Codes", ""]
    for mapping in glossary.mappings_by_concept.get(concept.id, ()):
        lines.append(f"- {mapping.predicate} {mapping.scheme} {mapping.notation}: {mapping.comment}")
    return "\n".join(lines) + "\n"
