"""The command ``mcp``: the vocabulary for assistants that run on the user's own machine (Model Context Protocol, over standard streams).

Nothing leaves the machine and nothing is written: four tools that look up, read, check and recode.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

import click

from csea_terms.cli.common import read_vocabulary
from csea_terms.errors import UsageError

if TYPE_CHECKING:
    from csea_terms.crosswalks.composition import Correspondence

_INSTRUCTIONS = """Terms for protecting children from sexual exploitation and abuse: what to say, what not to say, and which codes of other
organisations mean the same. Use the preferred names. Words to avoid are told so that they can be replaced: never use them as names.
A code is the same as a concept only where the relation is exactMatch; read the comment before figures are added up."""
_MOST = 100_000
"""Characters of a text that is checked."""


@click.command()
@click.pass_obj
def mcp(options: dict) -> None:
    """Serve lookup, records, text checking and crosswalks to an assistant on this machine (needs the extra mcp)."""
    try:
        from mcp.server.mcpserver import MCPServer
        from mcp.server.mcpserver.exceptions import ToolError
    except ImportError:
        raise UsageError('This needs the package mcp. Install it with: pip install "csea-terms[mcp]"') from None
    from csea_terms import __version__
    from csea_terms.crosswalks.composition import OWN
    from csea_terms.publishing.exports.api import record
    from csea_terms.textcheck.checker import Checker
    from csea_terms.textcheck.opening import open_document
    from csea_terms.textcheck.reporting import Checked, written

    vocabulary = read_vocabulary(options)
    server = MCPServer("csea-terms", instructions=_INSTRUCTIONS, version=__version__)
    checkers: dict[str, Checker] = {}

    def tool(work: Callable) -> None:
        """Offer a function as a tool whose errors are told: the package hides others from the assistant."""

        @server.tool()
        @wraps(work)
        def told(*given, **named):
            try:
                return work(*given, **named)
            except UsageError as error:
                raise ToolError(str(error)) from None

    @tool
    def lookup(word: str, language: str = "en", limit: int = 5) -> list[dict]:
        """Find concepts, codes, laws and sources by a word, a code or a question, in any language; names come in `language`."""
        return [hit.as_dict() for hit in vocabulary.lookup(word[:500], language, min(max(limit, 1), 50))]

    @tool
    def concept(id: str) -> dict:
        """Read all that is said of a concept (its id comes from lookup): definitions, words to avoid, who uses them, law, codes."""
        return record(vocabulary.glossary, vocabulary.concept(id))

    @tool
    def check_text(text: str, language: str = "auto") -> list[dict]:
        """Find words to avoid in a text, with reasons and what to say instead. Quotations and names of laws are left alone."""
        if len(text) > _MOST:
            raise UsageError(f"The text has {len(text)} characters; at most {_MOST} are checked at once.")
        if language not in checkers:
            checkers[language] = Checker(vocabulary.glossary, language)
        document = open_document(Path("text.txt"), text.encode())
        checked = Checked(document.name, document.unit, tuple(checkers[language].check(document)))
        return json.loads(written([checked], "json", vocabulary.glossary))["findings"]

    @tool
    def crosswalk(source: str, target: str, code: str = "") -> list[dict]:
        """Tell how codes of one scheme relate to those of another (csea: our own concepts), for one code or for all."""
        rows = vocabulary.crosswalk(source, target)
        titles = {notation: one.title for notation, one in vocabulary.glossary.schemes[target].codes.items()} if target != OWN else {}
        return [_related(row, titles) for row in rows if code in ("", row.source)]

    server.run()


def _related(row: Correspondence, titles: dict[str, str]) -> dict:
    return {
        "source": row.source, "target": row.target, "title": titles.get(row.target, ""), "relation": row.predicate,
        "confidence": row.confidence, "through": list(row.path), "comment": row.judgment.comment if row.judgment else "",
    }  # fmt: skip
