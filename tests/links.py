"""List every web address that the sources cite, to be looked at by hand: ``python -m tests.links``."""

from __future__ import annotations

from csea_terms.vocabulary import Vocabulary
from tests.checkout import ROOT


def main() -> None:
    """Print one line a source that has an address: the address, a tab, the key."""
    for source in Vocabulary.load(ROOT).glossary.sources.values():
        if source.url:
            print(f"{source.url}\t{source.key}")


if __name__ == "__main__":
    main()
