"""A worklist for each language of the site, so that a translator can begin without installing anything."""

from __future__ import annotations

from collections.abc import Iterator

from csea_terms.model import Glossary
from csea_terms.worklist import worklist


def files(glossary: Glossary) -> Iterator[tuple[str, bytes]]:
    """Yield ``worklists/<tag>.xlsx`` for every language of the site but English; others by ``csea-terms worklist``."""
    for tag in glossary.languages:
        if tag != "en":
            yield f"worklists/{tag}.xlsx", worklist(glossary, tag)
