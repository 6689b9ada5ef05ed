"""What a reader may keep for offline use: a list of a language's files, for ``site/assets/offline/``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from csea_terms import __version__


def offline_files(sizes: Mapping[str, int], assets: Mapping[str, int], day: str) -> Iterator[tuple[str, bytes]]:
    """Yield a list for each language: its pages and what they load, how much that is in megabytes, and which edition.

    ``sizes`` has the bytes of each page by its folder, ``assets`` those of each file that all pages share by its path; ``day``
    is that of the content, empty where it is not known.
    """
    version = " · ".join([__version__, *([day] if day else [])])
    by_language: dict[str, list[str]] = {}
    for path in sizes:
        by_language.setdefault(path.partition("/")[0], []).append(path)
    for tag, paths in by_language.items():
        size = sum(assets.values()) + sum(sizes[path] for path in paths)
        files = [*assets, *(f"{path}index.html" for path in paths)]
        # Whole megabytes: the list changes only where a page comes or goes.
        listed = {"version": version, "megabytes": -(-size // 1_000_000), "files": files}
        yield f"offline/{tag}.json", json.dumps(listed).encode()
