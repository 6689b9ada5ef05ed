"""The downloads. Each module in this folder is one export; to add one is to add a file.

A module has ``files(glossary)``, which yields ``(path, content)``: a path below ``public/data/`` and the bytes
to publish there.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from csea_terms.model import Glossary


def all_files(glossary: Glossary) -> Iterator[tuple[str, bytes]]:
    """Yield every file of every export, as ``(path below public/data/, content)``."""
    for module in modules():
        yield from module.files(glossary)


def modules() -> Iterator[ModuleType]:
    """Yield the modules of this folder by name.

    One whose files take long to write also has ``made_from(glossary)``, a text that says all they are made from of
    the terms, schemes and mappings: while it is the same, they need not be made again.
    """
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        yield import_module(f"{__name__}.{module.name}")
