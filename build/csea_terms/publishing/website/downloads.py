"""Publish the exports below ``public/data/``, with a list of what there is: sizes and checksums."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from types import ModuleType

from csea_terms.formats.tables import csv_bytes
from csea_terms.model import Glossary
from csea_terms.parallel import beside
from csea_terms.publishing.columns import FILES, sheet_of
from csea_terms.publishing.exports import modules
from csea_terms.publishing.website.output import Export, Output
from csea_terms.publishing.triples.catalogue import catalogue_files
from csea_terms.text.digest import digest


class Downloads:
    """The downloads under way: most exports that cannot be kept are made beside this process.

    ``data/SHA256SUMS`` is what ``sha256sum -c`` reads, ``data/files.csv`` has the sizes too,
    ``data/dataset.ttl`` and ``.jsonld`` what each is.
    """

    def __init__(self, output: Output, glossary: Glossary, kept_export: Callable[[str, str], Export | None]):
        """Begin. ``kept_export`` is asked, with the name of an export and a digest of what it is made from, for an earlier
        one whose files are all there.
        """
        self._output = output
        self._glossary = glossary
        self._kept: dict[str, Export] = {}
        to_make: list[tuple[ModuleType, str]] = []
        for module in modules():
            made_from = digest(module.made_from(glossary)) if hasattr(module, "made_from") else ""
            kept = kept_export(_name(module), made_from) if made_from else None
            if kept:
                self._kept[_name(module)] = kept
            else:
                to_make.append((module, made_from))
        # The pages are done before the exports are: the last of these is left to this process, so that both end together.
        self._beside = beside(partial(_made, output.part("downloads"), glossary, to_make[:-1]))
        self._here = partial(_made, output.part("last-download"), glossary, to_make[-1:])

    def finish(self) -> dict[str, Export]:
        """Add everything to the output; return the exports that may be kept next time."""
        made = dict(self._kept)
        for result in (self._here, self._beside):
            part, exports = result()
            self._output.take(part)
            made |= exports
        for export in self._kept.values():
            for path in export.files:
                self._output.keep(f"data/{path}")
        sums = sorted((path, *facts) for export in made.values() for path, facts in export.files.items())
        self._output.add("data/SHA256SUMS", "".join(f"{checksum}  {path}\n" for path, _, checksum in sums).encode())
        rows = [(path, str(size), checksum) for path, size, checksum in sums]
        self._output.add("data/files.csv", csv_bytes(sheet_of("files", FILES, rows)))
        for path, content in catalogue_files(self._glossary, sums):
            self._output.add(path, content)
        return {name: export for name, export in made.items() if export.made_from}


def _made(output: Output, glossary: Glossary, share: list[tuple[ModuleType, str]]) -> tuple[Output, dict[str, Export]]:
    made = {}
    for module, made_from in share:
        export = made[_name(module)] = Export(made_from, {})
        for path, content in module.files(glossary):
            output.add(f"data/{path}", content)
            export.files[path] = (len(content), hashlib.sha256(content).hexdigest())
    return output, made


def _name(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]
