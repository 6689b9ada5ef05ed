"""What follows from a change: tables between schemes, recoded codes, pages, downloads. Worked out by what builds themselves use."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from csea_terms.changes.change import PageEffects, Recoding
from csea_terms.crosswalks.composition import OWN, Crosswalks
from csea_terms.crosswalks.recoding.compiled import compile_crosswalk
from csea_terms.crosswalks.recoding.decide import Decision, Recoder
from csea_terms.model import Glossary
from csea_terms.publishing.exports import modules
from csea_terms.publishing.pages import Kept, pages
from csea_terms.search.entries import FALLBACK
from csea_terms.text.digest import digest

_EXAMPLES = 3
"""How many codes are shown of each pair of schemes between which recoding gives something else."""


class Tables:
    """The tables between schemes that are not as they were."""

    def __init__(self, before: Glossary, after: Glossary):
        self.before, self.after = Crosswalks(before), Crosswalks(after)
        self._same = before.crosswalk_version == after.crosswalk_version

    @cached_property
    def changed(self) -> frozenset[tuple[str, str]]:
        """The pairs of schemes, source and target, for which a row is another one, is new or is gone; our own is ``csea``."""
        return frozenset(self._differing)

    def through(self, concept: str, scheme: str) -> int:
        """Return how many tables between a scheme and another partner's differ in what goes through a concept."""
        pairs = {frozenset(pair) for pair, paths in self._differing.items() if scheme in pair and OWN not in pair and concept in paths}
        return len(pairs)

    @cached_property
    def _differing(self) -> dict[tuple[str, str], set[str]]:
        """For each pair of schemes whose table differs, what the paths of the differing rows go through."""
        if self._same:
            return {}
        found = {}
        for source in dict.fromkeys((*self.before.schemes, *self.after.schemes)):
            old, new = (_tables(crosswalks, source) for crosswalks in (self.before, self.after))
            for target in dict.fromkeys((*old, *new)):
                rows = {*old.get(target, ())} ^ {*new.get(target, ())}
                if rows:
                    found[source, target] = {step for row in rows for step in row.path}
        return found


def _tables(crosswalks: Crosswalks, source: str) -> dict:
    return crosswalks.from_scheme(source) if source in crosswalks.schemes else {}


def recodings(tables: Tables) -> Iterator[Recoding]:
    """Yield a few codes of each pair of schemes that data are recoded from otherwise than before."""
    for source, target in sorted(tables.changed):
        if {source, target} <= {*tables.before.schemes} & {*tables.after.schemes}:
            yield from _examples(tables, source, target)


def _examples(tables: Tables, source: str, target: str) -> Iterator[Recoding]:
    compiled = [compile_crosswalk(crosswalks, source, [target]) for crosswalks in (tables.before, tables.after)]
    old, new = (Recoder(one, target) for one in compiled)
    known = [{code["notation"] for code in one["codes"]} for one in compiled]
    shown = 0
    for notation in sorted(known[0] & known[1]):
        was, now = _told(old.decide(notation)), _told(new.decide(notation))
        if was != now and shown < _EXAMPLES:
            shown += 1
            yield Recoding(source, notation, target, was, now)


def _told(decision: Decision) -> str:
    return f"{decision.notation} ({decision.status})" if decision.notation else decision.status


def page_effects(before: Glossary, after: Glossary, templates: Path) -> PageEffects:
    """Return which pages are new, changed or gone, by what a build would ask before it keeps a page."""
    old, new = (_ingredients(glossary, templates) for glossary in (_with_strings_of(before, after), after))
    return PageEffects(
        added=tuple(path for path in new if path not in old),
        changed=tuple(path for path, made_from in new.items() if old.get(path, made_from) != made_from),
        removed=tuple(path for path in old if path not in new),
        all_anew=_shared(before) != _shared(after),
    )


def _with_strings_of(before: Glossary, after: Glossary) -> Glossary:
    """Return a glossary with today's words of the interface, for an earlier one may lack some that today's pages ask for."""
    english = after.languages[FALLBACK]
    return replace(before, languages={tag: after.languages.get(tag) or replace(english, tag=tag) for tag in before.languages})


def _shared(glossary: Glossary) -> Glossary:
    """Return what every page may show: all but concepts, schemes and mappings."""
    return replace(glossary, concepts={}, top_concepts=(), schemes={}, mappings=(), code_mappings=(), changes={})


def _ingredients(glossary: Glossary, templates: Path) -> dict[str, str]:
    """Return a digest of what each page is made from, by its address."""
    found: dict[str, str] = {}

    def keep(path: str, made_from: str) -> bool:
        found[path] = made_from
        return True

    for page in pages(glossary, templates, keep):
        if not isinstance(page, Kept):
            found[page.path] = digest(page.body)
    return found


def downloads(before: Glossary, after: Glossary) -> Iterator[str]:
    """Yield which downloads are not as they were: single files, or ``<export>/*`` for an export whose files are made together."""
    for module in modules():
        name = module.__name__.rpartition(".")[2]
        if hasattr(module, "made_from"):
            if module.made_from(before) != module.made_from(after):
                yield f"{name}/*"
            continue
        old, new = ({path: hashlib.sha256(content).hexdigest() for path, content in module.files(glossary)} for glossary in (before, after))
        yield from sorted(path for path in {*old, *new} if old.get(path) != new.get(path))
