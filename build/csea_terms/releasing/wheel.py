"""What a wheel carries of the vocabulary, so that it is read outside a checkout in a fraction of the time (``hatch_build.py``).

It is written when the wheel is made and never after, so that no vocabulary can be newer than what is made of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from csea_terms.checking.check import load_valid
from csea_terms.formats.records import write_record
from csea_terms.reading.assemble import assemble
from csea_terms.reading.repository import GLOSSARY, SEARCH, TEXTS, Repository
from csea_terms.search.compiled import compiled_lists
from csea_terms.textcheck.lexicon import for_texts


def compiled_files(repository: Repository) -> Iterator[tuple[str, bytes]]:
    """Yield what stands in :data:`~csea_terms.reading.repository.COMPILED`: paths below it, with their content.

    Raises :class:`~csea_terms.errors.ContentError` with every problem when the vocabulary has errors.
    """
    glossary = assemble(load_valid(repository))
    yield GLOSSARY, write_record(glossary)
    yield TEXTS, write_record(for_texts(glossary))
    for name, content in compiled_lists(glossary):
        yield f"{SEARCH}/{name}", content
