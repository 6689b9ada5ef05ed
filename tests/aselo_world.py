"""A small checkout with two helplines' judged categories, and definitions to read beside them."""

from __future__ import annotations

import json
from pathlib import Path

from tests.checkout import write, write_checkout

_ABOUT = """
<https://w3id.org/csea-terms/crosswalks/{id}> a skos:ConceptScheme ; dcterms:title "{id} issue categorisation"@en ;
    cst:shortTitle "{id}" ; dcterms:publisher "{id} helpline" ; owl:versionInfo "v1" ; dcterms:issued "2026" ;
    dcterms:rights "Facts"@en ; skos:scopeNote "Contacts"@en ; cst:sector sector:hotlines ; foaf:page <https://example.org/{id}> ."""
_CODE = """
<https://w3id.org/csea-terms/crosswalks/{id}/{path}> a skos:Concept ; skos:notation "/{notation}" ; skos:prefLabel "{label}"@{language} ;
    skos:inScheme <https://w3id.org/csea-terms/crosswalks/{id}>{broader} ."""
_TABLE = """#mapping_set_id: https://w3id.org/csea-terms/crosswalks/{id}/mappings
#license: https://creativecommons.org/licenses/by/4.0/
#curie_map:
#  term: https://w3id.org/csea-terms/terms/
#  {id}: https://w3id.org/csea-terms/crosswalks/{id}/
subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\tconfidence\tcomment
{rows}"""


def row(concept: str, predicate: str, code: str, confidence: str = "0.80", comment: str = "Why.", modifier: str = "") -> str:
    """Return a judged row."""
    return f"term:{concept}\tskos:{predicate}\t{modifier}\t{code}\tsemapv:ManualMappingCuration\t{confidence}\t{comment}\n"


ALPHA = ("Violence", "Violence/Images online", "Violence/Bullying", "Access to Services", "Violence/Unspecified~1Other")
BETA = ("Harm", "Harm/Images online", "Harm/Bullying", "Harm/Known images")


def _scheme(scheme: str, notations: tuple[str, ...], language: str) -> str:
    text = _ABOUT.replace("{id}", scheme)
    for notation in notations:
        above = notation.rpartition("/")[0].replace(" ", "%20")
        broader = f" ; skos:broader <https://w3id.org/csea-terms/crosswalks/{scheme}/{above}>" if above else ""
        label = notation.rpartition("/")[2].replace("~1", "/")
        path = notation.replace(" ", "%20")
        text += _CODE.format(id=scheme, path=path, notation=notation, label=label, language=language, broader=broader)
    return text


def aselo_checkout(root: Path) -> Path:
    """Write the small checkout with the schemes aselo-alpha and aselo-beta (English) and return its root."""
    write_checkout(
        root,
        {
            "vocab/crosswalks/aselo-alpha/scheme.ttl": _scheme("aselo-alpha", ALPHA, "en"),
            "vocab/crosswalks/aselo-beta/scheme.ttl": _scheme("aselo-beta", BETA, "en"),
        },
    )
    alpha = (
        row("csam", "broadMatch", "aselo-alpha:Violence/Images%20online", "0.90", "Bundled.")
        + row("materials", "broadMatch", "aselo-alpha:Violence/Unspecified~1Other", "0.50", "A catch-all.")
        + row("report", "exactMatch", "aselo-alpha:Violence/Bullying", "0.70", "Another thing.", "Not")
        + row("report", "relatedMatch", "aselo-alpha:Access%20to%20Services", "0.50", "A service.")
    )
    beta = (
        row("csam", "closeMatch", "aselo-beta:Harm/Images%20online", "0.80", "Nearly.")
        + row("known-csam", "exactMatch", "aselo-beta:Harm/Known%20images", "0.90", "The same.")
    )
    write(root, "vocab/crosswalks/aselo-alpha/mappings.sssom.tsv", _TABLE.format(id="aselo-alpha", rows=alpha))
    write(root, "vocab/crosswalks/aselo-beta/mappings.sssom.tsv", _TABLE.format(id="aselo-beta", rows=beta))
    return root


def definition(categories: dict[str, list], **more: object) -> dict:
    """Return one helpline's set in the platform's shape."""
    listed = {
        name: {"color": "#14919b", "subcategories": [{"label": label} if isinstance(label, str) else label for label in labels]}
        for name, labels in categories.items()
    }
    return {**more, "categories": listed}


def write_json(path: Path, data: object) -> Path:
    """Write JSON and return its path."""
    path.write_text(json.dumps(data), encoding="utf-8")
    return path
