"""One description of all CSV tables together, as a Frictionless Data Package, with a schema for each kind of table."""

from __future__ import annotations

from collections.abc import Iterator

from csea_terms import __version__
from csea_terms.crosswalks.composition import OWN, Crosswalks
from csea_terms.formats.dictionaries import data_package, resource, schema_bytes
from csea_terms.model import Glossary
from csea_terms.publishing.columns import AVOIDED, CROSSWALK, FILES, PAIR, SCHEMES_COUNTED, WORDS, terms


def files(glossary: Glossary) -> Iterator[tuple[str, bytes]]:
    """Yield ``datapackage.json`` and ``schemas/<kind>.json``."""
    title = glossary.title.get("en", "CSEA Terms")
    description = glossary.description.get("en", "")
    yield "datapackage.json", data_package(title, description, glossary.licence, __version__, list(_resources(glossary, title)))
    kinds = {
        "terms": terms(glossary.languages), "words-to-avoid": AVOIDED, "reconciliation": WORDS, "schemes": SCHEMES_COUNTED,
        "crosswalk": CROSSWALK, "pair": PAIR, "files": FILES,
    }  # fmt: skip
    for kind, columns in kinds.items():
        yield f"schemas/{kind}.json", schema_bytes(columns)


def made_from(glossary: Glossary) -> str:
    """Return what these files hold: the names of the schemes, and between which of them anything follows."""
    return repr((glossary.crosswalk_version, [(scheme.id, scheme.name) for scheme in glossary.schemes.values()]))


def _resources(glossary: Glossary, title: str) -> Iterator[dict[str, object]]:
    names = {scheme.id: scheme.name for scheme in glossary.schemes.values()}
    yield resource("terms.csv", title, "schemas/terms.json")
    yield resource("words-to-avoid.csv", "Words to avoid", "schemas/words-to-avoid.json")
    yield resource("reconciliation.csv", "Words and what they stand for", "schemas/reconciliation.json")
    yield resource("schemes.csv", "Schemes of other organisations", "schemas/schemes.json")
    for scheme, name in {"all": "all schemes", **names}.items():
        yield resource(f"crosswalks/{scheme}.csv", f"{title} to {name}", "schemas/crosswalk.json")
    crosswalks = Crosswalks(glossary)
    for scheme, name in {OWN: title, **names}.items():
        if crosswalks.targets(scheme):
            yield resource(f"crosswalks/from/{scheme}.csv", f"{name} to all other schemes", "schemas/pair.json")
    yield resource("files.csv", "The files, their sizes and checksums", "schemas/files.json")
