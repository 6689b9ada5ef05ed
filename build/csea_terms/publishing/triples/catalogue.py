"""What the downloads are, for programs: a catalogue of data sets with each file's size, checksum and type (DCAT 3, VoID).

Each data set has the files that say the same; a term's own files are parts of the vocabulary, which VoID says by a pattern.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Triple

from csea_terms.model import Glossary
from csea_terms.names import (
    BASE,
    CST,
    DATASET,
    DCAT,
    DCTERMS,
    FOAF,
    SCHEME,
    SKOS,
    SKOSXL,
    SPDX,
    TERM,
    VOID,
    scheme_iri,
)
from csea_terms.publishing.triples.about import About
from csea_terms.publishing.triples.vocabulary import add_makers, add_version
from csea_terms.publishing.triples.written import json_ld, node_lines, turtle

File = tuple[str, int, str]
"""A download: its path below ``data/``, its size in bytes, its SHA-256 checksum."""

_IANA = "https://www.iana.org/assignments/media-types/"
_EUROPE = "http://publications.europa.eu/resource/authority/"
# File extension: media type (IANA), file type (the European Union's code list, which DCAT-AP asks for).
_TYPES = {
    ".dic": ("text/plain", "TXT"),
    ".txt": ("text/plain", "TXT"),
    ".xml": ("application/xml", "XML"),
    ".zip": ("application/zip", "ZIP"),
    ".csv": ("text/csv", "CSV"),
    ".csv-metadata.json": ("application/csvm+json", "JSON_LD"),
    ".js": ("text/javascript", ""),
    ".json": ("application/json", "JSON"),
    ".jsonld": ("application/ld+json", "JSON_LD"),
    ".ndjson": ("text/plain", "TXT"),  # JSON values one a line: neither list has a name for that
    ".nt.gz": ("application/gzip", "RDF_N_TRIPLES"),
    ".rdf": ("application/rdf+xml", "RDF_XML"),
    ".sssom.tsv": ("text/tab-separated-values", "TSV"),
    ".sssom.ttl": ("text/turtle", "RDF_TURTLE"),
    ".tbx": ("application/xml", "XML"),
    ".ttl": ("text/turtle", "RDF_TURTLE"),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
}
WHOLE_FILES = {
    "csea-terms": "The vocabulary alone",
    "csea-terms-crosswalks": "The schemes of other organisations, and how they relate to the vocabulary and to each other",
    "csea-terms-all": "The vocabulary and the crosswalks together",
}
"""The files that hold all, in each form of RDF: their names without ending, and what is in them."""


_TABLES = {
    "csea-terms": (
        "terms.", "crosswalks/from/csea.", "words-to-avoid.", "word-lists/", "vale/", "languagetool/", "tbx/", "jskos/concepts.", "misp/", "embed/",
        "api/v1/openapi.", "api/v1/index.", "api/v1/changes.",
    ),
    "csea-terms-crosswalks": (
        "schemes.", "crosswalks/all.", "crosswalks/categories.js", "jskos/schemes.", "jskos/concordances.", "jskos/mappings.", "api/v1/schemes.",
    ),
    "csea-terms-all": ("datapackage.json", "files.csv", "reconciliation."),
}  # fmt: skip
"""What the names of the tables begin with that belong to a whole."""


def catalogue_files(glossary: Glossary, files: Iterable[File]) -> Iterator[tuple[str, bytes]]:
    """Yield the catalogue of all downloads, and where programs look for what describes a site's data (VoID, section 7.2).

    Paths are those below the site.
    """
    files = sorted(files)
    triples = _catalogue(glossary, files)
    yield "data/dataset.ttl", turtle(triples)
    yield "data/dataset.jsonld", json_ld(node_lines(triples))
    yield ".well-known/void", turtle(_void(glossary, files))


def _catalogue(glossary: Glossary, files: list[File]) -> list[Triple]:
    about = About(DATASET, DCAT + "Catalog")
    about.by_language(DCTERMS + "title", glossary.title)
    about.by_language(DCTERMS + "description", glossary.description)
    about.iri(DCTERMS + "license", glossary.licence)
    about.iri(FOAF + "homepage", BASE)
    add_makers(about)
    add_version(about, glossary.releases, glossary.days.modified)
    triples: list[Triple] = []
    for name in WHOLE_FILES:
        about.iri(DCAT + "dataset", _dataset(name))
        triples += _with_files(_whole(glossary, name), [file for file in files if _is_of_whole(file[0], name)])
    for scheme in glossary.schemes.values():
        about.iri(DCAT + "dataset", _dataset(scheme.id))
        said = f"How CSEA Terms and {scheme.title} ({scheme.owner}) relate, and what follows for other schemes."
        crosswalk = _set(glossary, scheme.id, f"CSEA Terms and {scheme.name}", said)
        crosswalk.iri(DCTERMS + "relation", scheme_iri(scheme.id))
        own = [file for file in files if _scheme_of(file[0]) == scheme.id]
        triples += _with_files(crosswalk, own)
    return about.triples + triples


def _void(glossary: Glossary, files: list[File]) -> list[Triple]:
    """Return what VoID says of the three whole files (W3C Interest Group Note of 2011, sections 2 to 4)."""
    triples: list[Triple] = []
    for name in WHOLE_FILES:
        about = _whole(glossary, name)
        about.iris(VOID + "dataDump", f"{BASE}data/", [path for path, _, _ in files if path.startswith(f"{name}.")])
        for vocabulary in (SKOS, SKOSXL, DCTERMS, CST):
            about.iri(VOID + "vocabulary", vocabulary)
        if name != "csea-terms-crosswalks":
            about.text(VOID + "uriSpace", TERM)
            about.iris(VOID + "exampleResource", TERM, list(glossary.concepts)[:1])
            about.iri(VOID + "rootResource", SCHEME)
        if name == "csea-terms-all":
            about.iris(VOID + "subset", f"{DATASET}#", [other for other in WHOLE_FILES if other != name])
        triples += about.triples
    return triples


def _dataset(name: str) -> str:
    return f"{DATASET}#{name}"


def _whole(glossary: Glossary, name: str) -> About:
    said = WHOLE_FILES[name]
    return _set(glossary, name, f"CSEA Terms: {said[0].lower()}{said[1:]}", said, VOID + "Dataset")


def _set(glossary: Glossary, name: str, title: str, said: str, *classes: str) -> About:
    about = About(_dataset(name), DCAT + "Dataset", *classes)
    about.text(DCTERMS + "title", title, "en")
    about.text(DCTERMS + "description", said, "en")
    about.iri(DCTERMS + "license", glossary.licence)
    about.iri(DCAT + "theme", f"{_EUROPE}data-theme/JUST")
    about.texts(DCAT + "keyword", ("child protection", "child sexual exploitation and abuse", "terminology"), "en")
    add_makers(about)
    add_version(about, glossary.releases, glossary.days.modified)
    return about


def _is_of_whole(path: str, name: str) -> bool:
    return path.startswith((f"{name}.", *_TABLES.get(name, ())))


def _scheme_of(path: str) -> str:
    """Return whose crosswalk a file is of.

    >>> _scheme_of("crosswalks/from/iccs-2015.sssom.tsv"), _scheme_of("terms/csam.ttl")
    ('iccs-2015', '')
    """
    return path.rpartition("/")[2].partition(".")[0] if path.startswith("crosswalks/") else ""


def _with_files(about: About, files: list[File]) -> list[Triple]:
    """Return what is said of a data set and of each of its files."""
    triples: list[Triple] = []
    for path, size, checksum in files:
        url = f"{BASE}data/{path}"
        about.iri(DCAT + "distribution", f"{url}#file")
        file = About(f"{url}#file", DCAT + "Distribution")
        file.text(DCTERMS + "title", path.rpartition("/")[2])
        file.iri(DCAT + "accessURL", url)
        file.iri(DCAT + "downloadURL", url)
        file.typed(DCAT + "byteSize", str(size), "nonNegativeInteger")
        file.iri(SPDX + "checksum", f"{url}#checksum")
        media, kind = _TYPES[next(end for end in sorted(_TYPES, key=len, reverse=True) if path.endswith(end))]
        file.iri(DCAT + "mediaType", _IANA + media)
        file.iri(DCTERMS + "format", f"{_EUROPE}file-type/{kind}" if kind else "")
        sum_of = About(f"{url}#checksum", SPDX + "Checksum")
        sum_of.iri(SPDX + "algorithm", f"{SPDX}checksumAlgorithm_sha256")
        sum_of.typed(SPDX + "checksumValue", checksum, "hexBinary")
        triples += [*file.triples, *sum_of.triples]
    return about.triples + triples
