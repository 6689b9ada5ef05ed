"""The Python API: load the vocabulary, look words up, read concepts, compose crosswalks."""

from __future__ import annotations

from pathlib import Path

from csea_terms.checking.check import load_valid
from csea_terms.crosswalks.composition import Correspondence, compose
from csea_terms.errors import UsageError
from csea_terms.model import Concept, Glossary
from csea_terms.reading.assemble import assemble
from csea_terms.reading.repository import Repository
from csea_terms.search.lookup import entries, search


class Vocabulary:
    """A checked vocabulary in memory.

    ``glossary`` is the whole model, for what the methods here do not offer.
    """

    def __init__(self, glossary: Glossary):
        """Take an assembled glossary; most callers use :meth:`load`."""
        self.glossary = glossary
        self._entries = None

    @classmethod
    def load(cls, path: str | Path) -> Vocabulary:
        """Read and check a checkout (the folder that holds ``vocab/``); what was checked before is not checked again.

        Raises :class:`~csea_terms.errors.ContentError` with every problem when the content has errors, and
        :class:`~csea_terms.errors.UsageError` when there is no vocabulary at the path.
        """
        return cls(assemble(load_valid(Repository(Path(path)))))

    def lookup(self, word: str, language: str | None = None, limit: int = 20) -> list[dict[str, str]]:
        """Return the concepts that a word may mean, best first, as the site's search does.

        ``language`` is a language tag: its labels come first and label the results. Each result has ``id``,
        ``label``, ``language``, ``matched`` and ``kind``.
        """
        if self._entries is None:
            self._entries = entries(self.glossary)
        return [hit.as_dict() for hit in search(self._entries, word, language, limit)]

    def concept(self, concept_id: str) -> Concept:
        """Return a concept; raise :class:`~csea_terms.errors.UsageError` when there is none of that identifier."""
        try:
            return self.glossary.concepts[concept_id]
        except KeyError:
            raise UsageError(f"There is no concept called {concept_id}.") from None

    def crosswalk(self, source: str, target: str) -> tuple[Correspondence, ...]:
        """Return how the codes of one scheme relate to those of another, composed through the concepts."""
        return compose(self.glossary, source, target)
