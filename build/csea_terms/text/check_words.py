"""What a text checker must know of a language beside its words to avoid (``[text]`` in ``vocab/languages/<tag>.toml``)."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class CheckWords:
    """What tells a word to avoid from ordinary speech; in lists of single words ``*`` stands for any ending.

    ``told`` are words to avoid that a child in their sentence is enough for, ``topic`` those that need a word of ``abuse`` anywhere in
    the text as well; all others need one in their clause. For those in ``joined`` a child joined to them by ``links`` is enough too.
    A word to avoid that holds one of ``abuse`` or ``sexual`` is told too; the latter alone say nothing of a text, since those about health and
    education have them. ``fine`` are phrases in which a word to avoid is innocent, ``first`` the words of somebody who speaks of themself, ``breaks`` those that begin a clause,
    ``law`` those that introduce a law. ``references`` head a list of sources, ``stop`` are the
    most frequent words, by which the language is known. ``named`` are words to avoid of a diagnosis: they are meant in any sentence but one
    with a word of ``clinical``, where they are ``told``. ``ages`` say that somebody is a child, ``#`` for each age below 18; ``children`` are the words for children (``[labels] child_words``).
    """

    named: tuple[str, ...] = ()
    clinical: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    abuse: tuple[str, ...] = ()
    sexual: tuple[str, ...] = ()
    fine: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    law: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    children: tuple[str, ...] = ()


KEYS = tuple(field.name for field in fields(CheckWords) if field.name != "children")
"""What may stand in ``[text]``."""
