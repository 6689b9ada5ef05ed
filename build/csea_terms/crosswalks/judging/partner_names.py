"""What other people's identifiers stand for: full IRIs or CURIEs, of our terms or of codes that we know."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping as ReadOnlyDict
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from urllib.parse import unquote

from csea_terms.crosswalks.code_names import namespaces_of
from csea_terms.formats.sssom import SEMAPV, SSSOM
from csea_terms.model import Code, Glossary
from csea_terms.names import OWL, RDF, RDFS, SKOS, TERM, code_iri, scheme_iri
from csea_terms.search.entries import every_title
from csea_terms.search.lookup import find_codes

_BUILT_IN = {"owl": OWL, "rdf": RDF, "rdfs": RDFS, "semapv": SEMAPV, "skos": SKOS, "sssom": SSSOM}
"""Prefixes that need not be declared (SSSOM 1.0, "Built-in prefixes")."""

_IRI = re.compile(r"https?://\S+", re.IGNORECASE)
_SCHEME = re.compile(r"^https?://", re.IGNORECASE)


@dataclass(frozen=True)
class Unknown:
    """An identifier of nothing that we know: whether it looks like a term of ours, and what was perhaps meant."""

    is_term: bool
    perhaps: str = ""


class Identifiers:
    """Knows the terms and codes of one vocabulary by every form of their identifiers."""

    def __init__(self, glossary: Glossary):
        self._glossary = glossary
        self._ours = {"term": TERM, "crosswalk": scheme_iri("")} | {scheme: scheme_iri(scheme) + "/" for scheme in glossary.schemes}

    def iri(self, text: str, declared: ReadOnlyDict[str, str]) -> str | None:
        """Return the IRI that an identifier stands for, or None where its prefix is not known.

        ``declared`` is the file's own ``curie_map``, which goes before the built-in prefixes and ours.
        """
        text = text.removeprefix("<").removesuffix(">")
        if _IRI.fullmatch(text):
            return text
        prefix, colon, local = text.partition(":")
        namespace = (self._ours | _BUILT_IN | dict(declared)).get(prefix)
        return namespace + local if colon and namespace else None

    def meant(self, iri: str, scheme: str = "", label: str = "") -> str | Code | Unknown:
        """Return the concept (its identifier) or code that an IRI stands for.

        ``scheme`` and ``label`` are what the row says of it besides, by which a suggestion is found.
        """
        key = _key(iri)
        if key.startswith(_key(TERM)):
            concept = key[len(_key(TERM)) :].rstrip("/")
            if concept in self._glossary.concepts:
                return concept
            return Unknown(is_term=True, perhaps=next(iter(get_close_matches(concept, self._glossary.concepts, 1, 0.7)), ""))
        codes = self._codes.get(key, ())
        found = next((code for code in codes if code.scheme == scheme), next(iter(codes), None))
        return found or Unknown(is_term=False, perhaps=self._nearest_code(key, scheme, label))

    def scheme(self, text: str, declared: ReadOnlyDict[str, str]) -> str:
        """Return the scheme of ours that a cell such as ``object_source`` names, or an empty string."""
        if text in self._glossary.schemes:
            return text
        key = _key(self.iri(text, declared) or "").rstrip("/")
        return next((scheme for scheme in self._glossary.schemes if key == _key(scheme_iri(scheme))), "")

    def scheme_of_set(self, mapping_set_id: str) -> str:
        """Return the scheme whose table of ours a mapping set is, or an empty string."""
        return self.scheme(mapping_set_id.removesuffix("/mappings"), {})

    @cached_property
    def _codes(self) -> dict[str, list[Code]]:
        found: dict[str, list[Code]] = {}
        for scheme in self._glossary.schemes.values():
            for code in scheme.codes.values():
                for iri in {code.iri, code_iri(scheme.id, code.notation)}:
                    found.setdefault(_key(iri), []).append(code)
        return found

    @cached_property
    def _namespaces(self) -> list[tuple[str, str]]:
        """Where the codes of each scheme are, as (beginning of a key, scheme), the longest first."""
        return sorted(self._all_namespaces(), key=lambda pair: (-len(pair[0]), pair[1]))

    def _all_namespaces(self) -> Iterator[tuple[str, str]]:
        for scheme in self._glossary.schemes.values():
            yield _key(scheme_iri(scheme.id) + "/"), scheme.id
            for namespace in namespaces_of([scheme]).values():
                yield _key(namespace), scheme.id

    def _nearest_code(self, key: str, scheme: str, label: str) -> str:
        start, owner = next((pair for pair in self._namespaces if key.startswith(pair[0])), ("", scheme))
        owner = scheme or owner
        if owner not in self._glossary.schemes:
            return ""
        codes = self._glossary.schemes[owner].codes
        named = find_codes(every_title(self._glossary.schemes[owner]), label, 1)
        similar = named or get_close_matches(key.removeprefix(start), codes, 1, 0.6)
        return f"{owner} {similar[0]}, “{codes[similar[0]].title}”" if similar else ""


def _key(iri: str) -> str:
    """Return an IRI in the form in which two are compared: some write https for http, or encode what others do not."""
    return unicodedata.normalize("NFC", unquote(_SCHEME.sub("//", iri)))
