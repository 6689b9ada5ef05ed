"""What of a paragraph is not its writer's own prose: quotations, code and addresses."""

from __future__ import annotations

import re

KEPT = frozenset({"quotations", "laws", "references", "code", "own-words"})
"""What a text checker leaves alone; each can be asked for."""

_LONGEST_QUOTATION = 600
_QUOTATIONS = re.compile(
    "|".join(
        f"{begin}[^{begin}{end}]{{1,{_LONGEST_QUOTATION}}}{end}"
        for begin, end in ("“”", "«»", "„“", "„”", "「」", "『』", "《》", "‹›", "””")
    )
    + f'|"[^"]{{1,{_LONGEST_QUOTATION}}}"'
    + rf"|(?<!\w)[‘'](?=\S)[^‘\n]{{1,{_LONGEST_QUOTATION}}}?(?<=\S)[’'](?!\w)"
)
_CODE = re.compile(r"`[^`]+`|\bhttps?://[^\s<>\"]+|\bwww\.[^\s<>\"]+|[\w.+-]+@[\w-]+\.[\w.]+|[#@]\w+|\b[\w-]+(?:[/_][\w-]+){2,}|\b\w+_\w+")


def kept_spans(text: str, respect: frozenset[str]) -> list[tuple[int, int]]:
    """Return where a text holds what is left alone.

    >>> kept_spans("He wrote “so” at https://a.org.", KEPT)
    [(9, 13), (17, 31)]
    """
    patterns = [pattern for name, pattern in (("quotations", _QUOTATIONS), ("code", _CODE)) if name in respect]
    return [match.span() for pattern in patterns for match in pattern.finditer(text)]
