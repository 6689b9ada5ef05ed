"""How labels, definitions and replacements are worded. These are rules about text, which SHACL sees letter by letter only."""

from __future__ import annotations

from collections.abc import Iterator

from csea_terms.lint.definitions import definition_problems, mutual_circles, stale_problems
from csea_terms.lint.labels import label_problems
from csea_terms.lint.lexicon import entries, label_rules, lexicons
from csea_terms.lint.replacements import replacement_problems
from csea_terms.load import Loaded
from csea_terms.problem import Problem


def wording_problems(loaded: Loaded) -> Iterator[Problem]:
    """Yield what is wrong with the wording of the language files."""
    words = entries(loaded)
    known = lexicons(loaded, words)
    english = {entry.file.place.owner: entry for entry in words if entry.tag == "en"}
    for entry in words:
        lexicon = known[entry.base]
        yield from label_problems(entry, lexicon, label_rules(loaded, entry.tag))
        yield from definition_problems(entry, lexicon)
        yield from stale_problems(entry, english.get(entry.file.place.owner))
        yield from replacement_problems(entry, lexicon)
    yield from mutual_circles(words, known)
