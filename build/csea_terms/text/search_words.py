"""What a search must know of a language beside its words (``[search]`` in ``vocab/languages/<tag>.toml``)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SearchWords:
    """What a search must know of a language.

    ``skipped`` are the words of questions, ``same`` rows of words that count as one, ``help`` what somebody in need may type.
    """

    skipped: tuple[str, ...] = ()
    same: tuple[tuple[str, ...], ...] = ()
    help: tuple[str, ...] = ()
