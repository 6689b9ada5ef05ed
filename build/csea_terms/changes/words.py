"""What changed of a concept's words in one language: names, words to avoid, definitions, notes, and who read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from csea_terms.changes.change import Change, Difference, Quote, Said
from csea_terms.model import Glossary, Label, Words

_TEXTS = {
    "definition": "definition",
    "plain_definition": "line in plain words",
    "positions": "account of what is disputed",
    "deprecation_reason": "reason why it was withdrawn",
}
"""What a language says once of a concept."""

_LISTS = {"scope_notes": "note on its use", "examples": "example"}
"""What a language may say several times."""

_ADDS = {"preferred": "Adds", "admitted": "Adds", "avoid": "Adds to the words to avoid", "hidden": "Lets the search find it by"}
_REMOVES = {"preferred": "Takes away", "admitted": "Takes away", "avoid": "No longer says to avoid", "hidden": "The search no longer finds it by"}
_ROLES = {"preferred": "the name", "admitted": "a further name", "avoid": "a word to avoid", "hidden": "a word for the search only"}


def word_changes(slug: str, before: Words | None, after: Words, glossary: Glossary) -> Iterator[Change]:
    """Yield what changed of a concept's words in a language; ``before`` is None where the concept is new."""
    old = before or Words(after.language)
    about = _About(slug, after, glossary)
    yield from about.names(old)
    for field, name in _TEXTS.items():
        yield from about.text(field.replace("_", "-"), name, getattr(old, field), getattr(after, field))
    for field, name in _LISTS.items():
        yield from about.texts(field.replace("_", "-"), name, getattr(old, field), getattr(after, field))
    for reader in after.reviewed_by:
        if reader not in old.reviewed_by:
            yield about.change("reviewed", f"Reviewed{about.where} by ", Quote(reader, after.language))
    for reader in old.reviewed_by:
        if reader not in after.reviewed_by:
            yield about.change("reviewed", f"No longer reviewed{about.where} by ", Quote(reader, after.language))


class _About:
    """What is said of one concept in one language."""

    def __init__(self, slug: str, words: Words, glossary: Glossary):
        self._slug, self._words, self._tag = slug, words, words.language
        known = glossary.languages.get(self._tag)
        self.where = f" in {known.english_name if known else self._tag}"

    def change(self, kind: str, *said: str | Quote | Difference) -> Change:
        return Change(kind, "concept", self._slug, said, self._tag)

    def names(self, old: Words) -> Iterator[Change]:
        """Yield what changed of the labels, the name first."""
        before, after = ({label.text: label for label in words.labels} for words in (old, self._words))
        renamed = self._renamed(old)
        if renamed:
            yield self.change("renamed", f"Renames it{self.where}: ", renamed)
        named = {renamed.before, renamed.after} if renamed else set()
        for text, label in after.items():
            if text not in before and text not in named:
                yield self._added(label)
            elif text in before:
                # That the new name is the name now has just been said.
                known = replace(before[text], kind=label.kind) if renamed and text == renamed.after else before[text]
                yield from self._label(known, label)
        for text, label in before.items():
            if text not in after and text not in named:
                kind = "avoid-removed" if label.kind == "avoid" else "label-removed"
                yield self.change(kind, f"{_REMOVES[label.kind]} ", Quote(text, self._tag), self.where)

    def _renamed(self, old: Words) -> Difference | None:
        if not (old.preferred and self._words.preferred) or old.preferred.text == self._words.preferred.text:
            return None
        return Difference(old.preferred.text, self._words.preferred.text, self._tag)

    def _added(self, label: Label) -> Change:
        said: Said = (f"{_ADDS[label.kind]} ", Quote(label.text, self._tag), self.where)
        if label.kind == "avoid":
            return self.change("avoid-added", *said, ": ", Quote(label.reason, self._tag), *self._instead(label))
        reviewed = "" if self._words.reviewed_by or label.kind == "hidden" else " (not yet reviewed)"
        return self.change("label-added", *said, reviewed)

    def _instead(self, label: Label) -> Iterator[str | Quote]:
        for place, text in enumerate(label.instead):
            yield ", " if place else " Instead: "
            yield Quote(text, self._tag)

    def _label(self, old: Label, new: Label) -> Iterator[Change]:
        """Yield what changed of a word that stays."""
        word = Quote(new.text, self._tag)
        kind = "avoid-changed" if "avoid" in (old.kind, new.kind) else "label-changed"
        if old.kind != new.kind:
            yield self.change(kind, "Makes ", word, f"{self.where} {_ROLES[new.kind]}; it was {_ROLES[old.kind]}")
        for field, name in (("reason", "reason to avoid"), ("context", "account of where one may keep")):
            yield from self.text(kind, name, getattr(old, field), getattr(new, field), word)
        for field, name in (("instead", "words to say instead of"), ("variants", "further spellings of")):
            mine, theirs = (", ".join(getattr(label, field)) for label in (old, new))
            yield from self.text(kind, name, mine, theirs, word)
        if old.flagged != new.flagged:
            yield self.change(kind, "Has ", word, f"{self.where} flagged {new.flagged or 'nowhere'}; it was {old.flagged or 'nowhere'}")
        if (old.attested_at, old.attested_by) != (new.attested_at, new.attested_by):
            found = Quote(" ".join(part for part in (new.attested_by, new.attested_at) if part) or "nowhere")
            yield self.change("attested", "Says where ", word, f"{self.where} was found in print: ", found)
        if (old.sources, old.locators) != (new.sources, new.locators):
            yield self.change(kind, "Changes the sources of ", word, f"{self.where}: ", self._cited(old, new))
        yield from self._usages(old, new)

    def _cited(self, old: Label, new: Label) -> Difference:
        cited = [" ".join((*label.sources, *map(str, label.locators))) for label in (old, new)]
        return Difference(*cited)

    def _usages(self, old: Label, new: Label) -> Iterator[Change]:
        word = Quote(new.text, self._tag)
        for verb, usages, others in (("Says who uses", new.usages, old.usages), ("No longer says of", old.usages, new.usages)):
            for usage in usages:
                if usage not in others:
                    dates = f"{usage.since}–{usage.until}" if usage.is_dated else ""
                    compared = f"compared with the law on {usage.compared_on}" if usage.compared_on else ""
                    facts = (usage.sector, usage.jurisdiction, usage.acceptability, dates, *usage.sources, usage.note, compared)
                    yield self.change("usage", f"{verb} ", word, f"{self.where}: ", Quote(", ".join(fact for fact in facts if fact), self._tag))

    def text(self, kind: str, name: str, old: str, new: str, word: Quote | None = None) -> Iterator[Change]:
        """Yield how a text that stands once changed: one of the concept, or of one of its words."""
        if old == new:
            return
        of: Said = (f"the {name} ", word, self.where) if word else (f"the {name}", self.where)
        if not old or not new:
            yield self.change(kind, "Adds " if new else "Takes away ", *of, ": ", Quote(new or old, self._tag))
            return
        difference = Difference(old, new, self._tag)
        count = f", {difference.words} word{'s' * (difference.words != 1)}: "
        redefines: Said = (f"Redefines it{self.where}",) if kind == "definition" else ("Changes ", *of)
        yield self.change(kind, *redefines, count, difference)

    def texts(self, kind: str, name: str, old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Change]:
        """Yield how a list of texts changed; what is gone is shown beside what came in its place."""
        removed, added = [text for text in old if text not in new], [text for text in new if text not in old]
        for mine, theirs in zip_longest(removed, added, fillvalue=""):
            yield from self.text(kind, name, mine, theirs)
