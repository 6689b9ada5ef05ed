"""Compact IRIs for the codes of other organisations' schemes, as mapping sets write them (SSSOM 1.0, "curie_map")."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, count, takewhile
from os.path import commonprefix
from urllib.parse import urlsplit

from csea_terms.model import Code, Scheme
from csea_terms.names import scheme_iri


def namespaces_of(schemes: Iterable[Scheme]) -> dict[str, str]:
    """Return the prefixes of compact IRIs for the codes of schemes: ours, and what the official IRIs of each share.

    A scheme of which only some codes have official IRIs, or whose official IRIs share no more than a host, has several.
    """
    found = {}
    for scheme in schemes:
        ours = scheme_iri(scheme.id) + "/"
        starts = _starts(tuple(code.iri for code in scheme.codes.values()))
        for number, start in enumerate(sorted(starts, key=lambda start: (start != ours, start)), 1):
            found[scheme.id if number == 1 else f"{scheme.id}-{number}"] = start
    return found


# A build asks several thousand times about the same few schemes, which cost it a tenth of its time.
@lru_cache(maxsize=256)
def _starts(iris: tuple[str, ...]) -> frozenset[str]:
    """Return what the IRIs at each host start with, up to a slash or number sign behind the host."""
    hosts: dict[str, list[str]] = {}
    for iri in iris:
        hosts.setdefault(urlsplit(iri).netloc, []).append(iri)
    starts = set()
    for host, group in hosts.items():
        start = _namespace(commonprefix([*group, _namespace(group[0])]))
        starts.update([start] if host in start else map(_namespace, group))
    return frozenset(starts)


def _namespace(iri: str) -> str:
    return iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]


def curie_of(code: Code, namespaces: dict[str, str]) -> str:
    """Return the compact IRI of a code (CURIE Syntax 1.0)."""
    names = chain([code.scheme], (f"{code.scheme}-{number}" for number in count(2)))
    fitting = [name for name in takewhile(namespaces.__contains__, names) if code.iri.startswith(namespaces[name])]
    prefix = max(fitting, key=lambda name: len(namespaces[name]))
    return f"{prefix}:{code.iri.removeprefix(namespaces[prefix])}"
