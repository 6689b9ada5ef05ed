"""Things that many pages need and that are made once."""

from __future__ import annotations

from collections.abc import Callable, Hashable


class Cache(dict):
    """A dictionary that makes what it is asked for, once."""

    def __init__(self, make: Callable[[Hashable], object]):
        super().__init__()
        self._make = make

    def __missing__(self, key: Hashable) -> object:
        made = self[key] = self._make(key)
        return made
