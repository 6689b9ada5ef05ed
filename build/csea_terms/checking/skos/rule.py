"""What a rule about SKOS files is, and how it names things."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from csea_terms.checking.skos.graph import Node, Text
from csea_terms.checking.skos.vocabulary import Vocabulary


class Found(NamedTuple):
    """Something that breaks a rule: what it is about (empty: the file) and what is wrong, without a full stop."""

    about: str
    message: str


Finder = Callable[[Vocabulary], Iterator[Found]]


@dataclass(frozen=True)
class SkosRule:
    """One rule: what it asks and why, what to do, an example of each, and how to find what breaks it.

    ``origin`` says where it comes from: a condition of the SKOS Reference, or an issue of qSKOS by its identifier there.
    The examples are Turtle, with ``:`` for some namespace; each is a whole file.
    """

    name: str
    severity: str
    origin: str
    asks: str
    why: str
    advice: str
    bad: str
    good: str
    find: Finder


def named(node: Node) -> str:
    """Return what people call a thing: the last part of its name, or a text in quotation marks with its language."""
    if isinstance(node, Text):
        return f'"{node.value}"' + (f"@{node.language}" if node.language else "")
    return re.split("[/#]", node.rstrip("/#"))[-1] or node
