"""CSEA Terms: a shared language for protecting children from sexual exploitation and abuse.

>>> from csea_terms import Vocabulary
>>> Vocabulary.load().concept("csam").label("fr")
'matériel d’abus sexuels d’enfants'
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csea_terms.api import *  # noqa: F403

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    # Loaded when it is used, so that the command's --help does not wait for what it does not need. All that is public is a class.
    if name == "__all__" or name[:1].isupper():
        return getattr(import_module("csea_terms.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
