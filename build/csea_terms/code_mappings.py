"""What somebody judged of two codes themselves, rather than of one of our concepts and a code."""

from __future__ import annotations

from dataclasses import dataclass

from csea_terms.names import SOURCE


@dataclass(frozen=True)
class CodeMapping:
    """One judgment between two schemes: how a code of one relates to a code of another, read from the texts of both.

    ``predicate`` is the local name of a SKOS mapping property (``broadMatch``: the target is broader); ``negated`` says that
    it does *not* hold. ``target`` is None for a stated gap. ``sources`` are the keys of the works that decide it,
    ``path`` says which table holds the row.
    """

    source_scheme: str
    source: str
    predicate: str
    target_scheme: str
    target: str | None
    justification: str
    confidence: float
    sources: tuple[str, ...]
    comment: str = ""
    negated: bool = False
    path: str = ""

    @property
    def see_also(self) -> tuple[str, ...]:
        """The addresses of the sources, as SSSOM's slot of that name holds them."""
        return tuple(SOURCE + key for key in self.sources)
