"""The downloads. Each module in this folder is one export; to add one is to add a file.

A module has ``files(glossary)``, which yields ``(path, content)``: a path below ``public/data/`` and the bytes
to publish there.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from csea_terms.model import Glossary


def all_files(glossary: Glossary) -> Iterator[tuple[str, bytes]]:
    """Yield every file of every export, as ``(path below public/data/, content)``."""
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        yield from import_module(f"{__name__}.{module.name}").files(glossary)
