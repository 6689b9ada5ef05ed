"""Is everything still there that was published? The list is ``vocab/published.tsv``."""

from __future__ import annotations

from collections.abc import Iterator

from csea_terms.errors import Problem
from csea_terms.reading.loaded import Loaded
from csea_terms.reading.published import IDENTIFIERS, KINDS, PATH, identifiers, read_names

_HOMES = {
    "code": "vocab/crosswalks/{}/scheme.ttl", "concept": "vocab/terms/{}/concept.ttl", "language": "vocab/languages/{}.toml",
    "scheme": "vocab/crosswalks/{}/scheme.ttl", "sector": "vocab/sectors.ttl", "source": "vocab/sources/{}.ttl",
}  # fmt: skip
_ADVICE = {
    "code": "Restore it and say owl:deprecated true: data with the code are still out there",
    "concept": "Restore the folder and use csea-terms withdraw: its address answers for ever",
}


def published_problems(loaded: Loaded) -> Iterator[Problem]:
    """Yield names that were published and are gone, but not those of files that could not be read."""
    file = loaded.files.get(PATH)
    if file is None:
        return
    present = identifiers(loaded)
    for line, (kind, name) in read_names(file.text):
        if not kind:
            message = f"This is no kind of name ({', '.join(KINDS)}), a tab and a name"
            yield Problem(PATH, line, "published-form", "error", message, "Restore the list from git; only a release adds to it")
        elif kind in IDENTIFIERS and (kind, name) not in present:
            home = _HOMES[kind].format(name.split(" ")[0])
            if home not in loaded.unread:
                advice = _ADVICE.get(kind, f"Restore it in {home}: names are for ever")
                yield Problem(PATH, line, "published-missing", "error", f"The {kind} {name} was published and is gone", advice)
