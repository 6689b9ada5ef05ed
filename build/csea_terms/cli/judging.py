"""The conversation of ``csea-terms map``: plain questions in the terminal, from which a row is made.

Every answer is a line, so that answers can also be piped in. Whatever ends the conversation early writes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import click

from csea_terms.crosswalks.judging.questions import BY_HAND, place_of_code, relation_of, rows_between, sentence
from csea_terms.errors import UsageError
from csea_terms.model import Code, Concept, Glossary, Mapping, Scheme
from csea_terms.search.entries import every_title
from csea_terms.search.lookup import find_codes
from csea_terms.text.faults import text_faults

Answer = TypeVar("Answer")

_LISTED = 9
_CONFIDENCE = re.compile(r"0?[.,][0-9]{1,2}|[01](?:[.,]0{1,2})?")
_SURE = {"y": "yes", "yes": "yes", "n": "no", "no": "no", "not sure": "not sure", "?": "not sure"}
_WEAKER = {
    "1": ("closeMatch", False),
    "2": ("relatedMatch", False),
    "3": ("exactMatch", True),
    "4": None,
}
_WEAKER_QUESTION = """Neither holds the other for sure. Which is true?
  1  They are nearly the same: one can often stand for the other.
  2  They are connected, but neither contains the other.
  3  They only look alike: a careless reader would think that they are the same.
  4  Nothing of this."""

NONE = "none"
"""What is typed for a code when the scheme has none for the term."""


@dataclass(frozen=True)
class Judged:
    """The row that the answers make, and the rows of ours that it takes the place of."""

    mapping: Mapping
    replaced: tuple[Mapping, ...] = ()


class Conversation:
    """Asks about one concept in one scheme."""

    def __init__(self, glossary: Glossary, concept: Concept, scheme: Scheme):
        self._glossary, self._concept, self._scheme = glossary, concept, scheme
        self._rows = tuple(rows_between(glossary, concept.id, scheme.id))
        self._name = concept.label("en")

    def introduce(self) -> None:
        """Show the concept, the scheme, and what we say of the two already."""
        words = self._concept.in_language("en")
        click.echo(f"{self._name} ({self._concept.id})")
        for text in (words.definition, *words.scope_notes):
            click.echo(f"  {text}")
        click.echo(f"\n{self._scheme.title} ({self._scheme.id}), {self._scheme.owner}, {self._scheme.edition}")
        click.echo(f"  {self._scheme.scope_note}")
        click.echo(f"\nOur rows on this term in {self._scheme.name}:")
        for mapping in self._rows:
            self._show(mapping)
        if not self._rows:
            click.echo("  none yet")

    def choose_code(self) -> Code | None:
        """Let the person search the scheme and choose; None means that it has no code."""
        click.echo(f"\nFind the code in {self._scheme.name} by words of its title, or by its notation.")
        click.echo(f'Type "{NONE}" if the scheme has no code for this term.')
        entries = tuple(every_title(self._scheme))
        listed: list[str] = []
        while True:
            answer = _read("Words, or the number of a line:")
            if answer.casefold() == NONE:
                return None
            if answer.isdecimal() and 0 < int(answer) <= len(listed):
                return self._scheme.codes[listed[int(answer) - 1]]
            listed = find_codes(entries, answer, _LISTED)
            for number, notation in enumerate(listed, 1):
                click.echo(f"  {number}  {place_of_code(self._scheme, self._scheme.codes[notation])}")
            if not listed:
                click.echo("  Nothing found. Try other words.")

    def judge(self, code: Code | None) -> Judged | None:
        """Ask how the concept and a code relate; None means that there is nothing to say of the two."""
        stated = self._relation(code) if code else ("exactMatch", False)
        if stated is None:
            return None
        predicate, negated = stated
        confidence = _ask(
            "How sure are you, from 0 to 1? (0.9 very, 0.7 fairly, 0.5 barely)", _confidence, "Write a number such as 0.8."
        )
        needed = negated or code is None or predicate != "exactMatch"
        comment = self._comment(needed)
        notation = code.notation if code else None
        mapping = Mapping(
            self._concept.id, predicate, self._scheme.id, notation, BY_HAND, confidence, comment, negated, "the new row"
        )
        return Judged(mapping, tuple(self._replaced(mapping)))

    def confirm(self, judged: Judged, cells: dict[str, str]) -> bool:
        """Show the row and what it says, and ask whether to write it."""
        click.echo("\nThe row:\n  " + "\t".join(cells.values()))
        click.echo(f"It says of “{self._name}”:\n  {sentence(self._glossary, judged.mapping)}")
        for mapping in judged.replaced:
            click.echo("It takes the place of:")
            self._show(mapping)
        return yes("Write it?")

    def _show(self, mapping: Mapping) -> None:
        click.echo(f"  {sentence(self._glossary, mapping)} [{mapping.confidence:.2f}]")
        if mapping.comment:
            click.echo(f"    {mapping.comment}")

    def _relation(self, code: Code) -> tuple[str, bool] | None:
        self._show_code(code)
        mine, theirs = f"“{self._name}”", f"“{code.title}”"
        inside = self._every(f"Is every case of {mine} a case of {theirs} in {self._scheme.name}?")
        around = self._every(f"Is every case of {theirs} a case of {mine}?")
        relation = relation_of(inside, around)
        if relation:
            return relation, False
        click.echo(_WEAKER_QUESTION)
        return _WEAKER[_ask("1, 2, 3 or 4:", {number: number for number in _WEAKER}.get, "Type one of the four numbers.")]

    def _show_code(self, code: Code) -> None:
        click.echo(f"\n{place_of_code(self._scheme, code)}")
        below = [f"{one.title} ({one.notation})" for one in self._scheme.codes.values() if code.notation in one.broader]
        remarks = (
            (f"Our translation: {code.title_translation}", code.title_translation),
            ("Its owner gives it no title: these words are ours.", code.title_is_ours),
            ("Its owner has withdrawn it.", code.deprecated),
            ("Not checked against its owner's text.", not code.verified),
            (f"Inside it: {'; '.join(below)}", below),
        )
        for text, holds in remarks:
            if holds:
                click.echo(f"  {text}")
        for mapping in self._rows:
            if mapping.notation == code.notation:
                click.echo("We already say of the two:")
                self._show(mapping)

    def _every(self, question: str) -> str:
        hint = 'Type yes, no or "not sure".'
        return _ask(f"{question} yes / no / not sure:", lambda answer: _SURE.get(answer.casefold()), hint)

    def _comment(self, needed: bool) -> str:
        question = "What differs (ages, conduct, elements), or why is it so? One or two sentences"
        return _ask(f"{question}{'' if needed else ', or nothing'}:", lambda text: _comment(text, needed), "")

    def _replaced(self, mapping: Mapping) -> list[Mapping]:
        """Ask about the rows that would stand beside the new one and speak of the same."""
        gap_goes = mapping.notation is not None and mapping.predicate == "exactMatch" and not mapping.negated
        replaced = []
        for row in self._rows:
            if row.notation == mapping.notation or (row.notation is None and gap_goes):
                click.echo("There is a row already:")
                self._show(row)
                if yes("Replace it?"):
                    replaced.append(row)
        return replaced


def yes(question: str) -> bool:
    """Ask a question to which the answer is yes or no."""
    sure = {word: meaning == "yes" for word, meaning in _SURE.items() if meaning != "not sure"}
    return _ask(f"{question} yes / no:", lambda answer: sure.get(answer.casefold()), "Type yes or no.")


def _ask(question: str, understand: Callable[[str], Answer | None], hint: str) -> Answer:
    """Ask until the answer is understood; the end of the input ends the command."""
    while True:
        understood = understand(_read(question))
        if understood is not None:
            return understood
        if hint:
            click.echo(f"  {hint}")


def _read(question: str) -> str:
    try:
        answer = click.prompt(question, default="", show_default=False, prompt_suffix=" ")
        answer.encode("utf-8")
    except UnicodeError:
        raise UsageError("What was typed is no text in UTF-8. Nothing was written.") from None
    return unicodedata.normalize("NFC", " ".join(answer.split()))


def _confidence(answer: str) -> float | None:
    return float(answer.replace(",", ".")) if _CONFIDENCE.fullmatch(answer) else None


def _comment(text: str, needed: bool) -> str | None:
    if needed and not text:
        click.echo("  Others need to know what differs: this relation always has a comment.")
        return None
    faults = [f"{message}. {advice}." for _, message, advice in text_faults(text)]
    for fault in faults:
        click.echo(f"  {fault}")
    return None if faults else text
