"""The Python API: load the vocabulary, look words up, read concepts, compose crosswalks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from csea_terms.crosswalks.composition import Correspondence, Crosswalks, compose
from csea_terms.errors import UsageError
from csea_terms.formats.records import read_record
from csea_terms.model import Concept, Glossary
from csea_terms.reading.repository import COMPILED, GLOSSARY, PACKAGED, SEARCH, Repository
from csea_terms.search.compiled import CompiledIndex
from csea_terms.search.index import Index
from csea_terms.search.lookup import Hit, Lookup

if TYPE_CHECKING:
    from csea_terms.crosswalks.recoding import Recoder


class Vocabulary:
    """A checked vocabulary in memory.

    ``glossary`` is the whole model, for what the methods here do not offer; it may change with each release. ``finder`` is the search
    behind :meth:`lookup`.
    """

    def __init__(self, glossary: Glossary, index: Index | None = None):
        """Take an assembled glossary; most callers use :meth:`load`."""
        self.glossary = glossary
        self.finder = Lookup(glossary, index)

    @classmethod
    def load(cls, path: str | Path | None = None) -> Vocabulary:
        """Read the vocabulary that came with the package or, where a path is given, that of a checkout (the folder with ``vocab/``).

        A checkout is checked; what was checked before is not checked again.

        Raises :class:`ContentError` with every problem when the content has errors, and :class:`UsageError` when there is no
        vocabulary at the path.
        """
        if path is None and COMPILED.is_dir():
            return cls._compiled(COMPILED)
        # Who only looks words up in an installed package need not wait for what reads and checks RDF.
        from csea_terms.checking.check import load_valid
        from csea_terms.reading.assemble import assemble

        return cls(assemble(load_valid(Repository(PACKAGED if path is None else Path(path)))))

    @classmethod
    def _compiled(cls, folder: Path) -> Vocabulary:
        glossary = read_record(folder / GLOSSARY, Glossary)
        return cls(glossary, CompiledIndex(glossary, folder / SEARCH))

    def lookup(self, word: str, language: str | None = None, limit: int | None = None, kind: str | None = None) -> list[Hit]:
        """Return what a word, a code, a law or a question finds, in the order of the site's search.

        ``language`` is a language tag: its labels come first and label the results. ``kind`` asks for one kind of thing only
        (concept, code, scheme, law, source, jurisdiction, sector, page), ``limit`` is how many of each kind are returned. Results stand
        kind by kind, best first.
        """
        return [hit for group in self.finder.search(word, language, kind, limit) for hit in group.hits]

    @property
    def concepts(self) -> Mapping[str, Concept]:
        """All concepts by their identifiers."""
        return self.glossary.concepts

    def concept(self, concept_id: str) -> Concept:
        """Return a concept; raise :class:`UsageError` when there is none of that identifier."""
        try:
            return self.glossary.concepts[concept_id]
        except KeyError:
            raise UsageError(f"There is no concept called {concept_id}.") from None

    def crosswalk(self, source: str, target: str) -> tuple[Correspondence, ...]:
        """Return how the codes of one scheme relate to those of another, composed through the concepts.

        ``csea`` stands for our own concepts. Raises :class:`UsageError` when a scheme is unknown.
        """
        return compose(self.glossary, source, target)

    def recoder(self, source: str, target: str, ambiguous: str = "list", accept: str | Path | None = None) -> Recoder:
        """Return what says of each value of data coded in one scheme what it is in another, as ``csea-terms recode`` does.

        ``ambiguous`` is what becomes of a value with several candidates: ``list`` all of them, ``first``, or ``fail``, with which
        a table that holds any is refused. ``accept`` is a table of decisions (README, "Recode your own data").

        Raises :class:`UsageError` when a scheme is unknown or a decision is wrong.
        """
        from csea_terms.crosswalks.recoding import POLICIES, Recoder, compile_crosswalk
        from csea_terms.crosswalks.recoding.decisions_table import read_decisions

        if ambiguous not in POLICIES:
            raise UsageError(f"{ambiguous} is not one of {', '.join(POLICIES)}.")
        recoder = Recoder(compile_crosswalk(Crosswalks(self.glossary), source, [target]), target, ambiguous)
        return recoder.accepting(read_decisions(Path(accept), recoder).by_key) if accept else recoder
