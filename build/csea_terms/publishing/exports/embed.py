"""Names and definitions for pages of others: a script a language, which ``assets/embed.js`` reads from beside itself.

Both are to be copied to the server of the page that shows them, so that nobody else learns who reads what.
"""

from __future__ import annotations

from collections.abc import Iterator

from csea_terms.formats.scripts import data_script, script_json
from csea_terms.model import Glossary


def files(glossary: Glossary) -> Iterator[tuple[str, bytes]]:
    """Yield ``embed/<language>.js`` for each language of the site."""
    for tag in glossary.languages:
        yield path_in(tag), data_script("cseaTermsEmbedded", tag, script_json(_words(glossary, tag)))


def path_in(tag: str) -> str:
    """Return where the words of a language stand below ``data/``."""
    return f"embed/{tag}.js"


def made_from(glossary: Glossary) -> str:
    """Return what these files hold."""
    return repr([(tag, _words(glossary, tag)) for tag in glossary.languages])


def _words(glossary: Glossary, tag: str) -> dict[str, tuple[str, str]]:
    """Return name and definition of each concept that has both and is not withdrawn, in one language alone."""
    words = {concept.id: concept.in_language(tag) for concept in glossary.concepts.values() if not concept.deprecated}
    return {slug: (said.preferred.text, said.definition) for slug, said in words.items() if said.preferred and said.definition}
