"""Publish the exports below ``public/data/``, with a list of what there is: sizes and checksums."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from csea_terms.digests import digest
from csea_terms.exports import modules
from csea_terms.model import Glossary
from csea_terms.tables import Sheet, csv_bytes
from csea_terms.website.output import Export, Output


def add_downloads(
    output: Output, glossary: Glossary, kept_export: Callable[[str, str], Export | None]
) -> tuple[Output, dict[str, Export]]:
    """Add the downloads; return the output that they were added to, for another process to take, and what was made.

    ``kept_export`` is asked, with the name of an export and a digest of what it is made from, for an earlier one whose
    files are all there. ``data/SHA256SUMS`` is what ``sha256sum -c`` reads, ``data/files.csv`` has the sizes too.
    """
    made: dict[str, Export] = {}
    for module in modules():
        name = module.__name__.rpartition(".")[2]
        made_from = digest(module.made_from(glossary)) if hasattr(module, "made_from") else ""
        kept = kept_export(name, made_from) if made_from else None
        made[name] = kept or _added(output, made_from, module.files(glossary))
        if kept:
            for path in kept.files:
                output.keep(f"data/{path}")
    sums = sorted((path, *facts) for export in made.values() for path, facts in export.files.items())
    output.add("data/SHA256SUMS", "".join(f"{checksum}  {path}\n" for path, _, checksum in sums).encode())
    rows = [(path, str(size), checksum) for path, size, checksum in sums]
    output.add("data/files.csv", csv_bytes(Sheet("files", ("file", "bytes", "sha256"), rows)))
    return output, {name: export for name, export in made.items() if export.made_from}


def _added(output: Output, made_from: str, files) -> Export:
    export = Export(made_from, {})
    for path, content in files:
        output.add(f"data/{path}", content)
        export.files[path] = (len(content), hashlib.sha256(content).hexdigest())
    return export
