"""A small valid checkout, written out in full, for tests that need a whole one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from csea_terms.formats.turtle import write_turtle
from csea_terms.names import PREFIXES
from csea_terms.reading.load import parse_turtle

ROOT = Path(__file__).resolve().parents[1]
_HEADER = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())

FILES = {
    "vocab/scheme.ttl": """
<https://w3id.org/csea-terms/scheme> a skos:ConceptScheme ;
    dcterms:title "Small"@en ; dcterms:description "A small vocabulary"@en ;
    dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;
    skos:hasTopConcept term:materials .
term:materials cst:position 1 .""",
    "vocab/terms/materials/concept.ttl": """
term:materials a skos:Concept ; skos:inScheme <https://w3id.org/csea-terms/scheme> ;
    cst:guidance cst:recommended ; dcterms:source source:guide .""",
    "vocab/terms/materials/en.ttl": """
term:materials skos:prefLabel "materials"@en ; skos:definition "concepts for recorded content"@en .""",
    "vocab/terms/csam/concept.ttl": """
term:csam a skos:Concept ; skos:inScheme <https://w3id.org/csea-terms/scheme> ; skos:broader term:materials ;
    skos:related term:report ; cst:guidance cst:recommended ; cst:sector sector:hotlines ; dcterms:source source:guide .""",
    "vocab/terms/csam/en.ttl": """
term:csam skos:prefLabel "child sexual abuse material"@en ; skos:altLabel "CSAM"@en ;
    cst:avoidLabel "child pornography"@en ;
    skos:definition "content that records or depicts the sexual abuse of a person under 18"@en .
label:csam.en.child-pornography a skosxl:Label ; skosxl:literalForm "child pornography"@en ;
    cst:reason "It likens abuse to entertainment."@en ; cst:useInstead "child sexual abuse material"@en ;
    cst:keepWhen "It may stay in the title of an act."@en ; cst:flagged cst:anywhere ; dcterms:source source:guide .
usage:csam.en.child-pornography.justice-legal.CA a cst:Usage ; cst:usageOf label:csam.en.child-pornography ;
    cst:sector sector:justice-legal ; cst:jurisdiction "CA" ; cst:acceptability cst:legal-only ; cst:since "1993" ;
    dcterms:source source:act ; cst:locator "act section 163.1" .""",
    "vocab/terms/csam/fr.ttl": """
term:csam skos:prefLabel "matériel d’abus sexuels d’enfants"@fr .""",
    "vocab/terms/known-csam/concept.ttl": """
term:known-csam a skos:Concept ; skos:inScheme <https://w3id.org/csea-terms/scheme> ; skos:broader term:csam ;
    cst:guidance cst:recommended ; cst:sector sector:hotlines ; dcterms:source source:guide .""",
    "vocab/terms/known-csam/en.ttl": """
term:known-csam skos:prefLabel "known material"@en ;
    skos:definition "recorded content of that kind that has been confirmed before"@en .""",
    "vocab/terms/report/concept.ttl": """
term:report a skos:Concept ; skos:inScheme <https://w3id.org/csea-terms/scheme> ; skos:broader term:materials ;
    cst:guidance cst:recommended ; cst:sector sector:hotlines ; dcterms:source source:guide .""",
    "vocab/terms/report/en.ttl": """
term:report skos:prefLabel "report"@en ; skos:definition "statement to a hotline about suspected content"@en .""",
    "vocab/sources/act.ttl": """
source:act a dcterms:BibliographicResource ; dcterms:bibliographicCitation "An act, 1993" ; dcterms:publisher "A parliament" ;
    dcterms:issued "1993" ; dcterms:language "en" ; dcterms:type "statute" ; cst:jurisdiction "CA" .""",
    "vocab/sources/guide.ttl": """
source:guide a dcterms:BibliographicResource ; dcterms:bibliographicCitation "A guide, 2016" ; dcterms:publisher "A publisher" ;
    dcterms:issued "2016" ; dcterms:language "en" ; dcterms:type "guideline" ; foaf:page <https://example.org/guide> .""",
    "vocab/crosswalks/alpha/scheme.ttl": """
<https://w3id.org/csea-terms/crosswalks/alpha> a skos:ConceptScheme ; dcterms:title "Alpha codes"@en ; cst:shortTitle "Alpha" ;
    dcterms:publisher "Alpha office" ; owl:versionInfo "1" ; dcterms:issued "2020" ; dcterms:rights "Free"@en ;
    skos:scopeNote "Crimes"@en ; cst:sector sector:statistics-research ; foaf:page <https://example.org/alpha> .
<https://w3id.org/csea-terms/crosswalks/alpha/01> a skos:Concept ; skos:notation "01" ; skos:prefLabel "Offences"@en ;
    skos:inScheme <https://w3id.org/csea-terms/crosswalks/alpha> .
<https://w3id.org/csea-terms/crosswalks/alpha/011> a skos:Concept ; skos:notation "011" ; skos:prefLabel "Images"@en ;
    skos:inScheme <https://w3id.org/csea-terms/crosswalks/alpha> ; skos:broader <https://w3id.org/csea-terms/crosswalks/alpha/01> .""",
    "vocab/crosswalks/beta/scheme.ttl": """
<https://w3id.org/csea-terms/crosswalks/beta> a skos:ConceptScheme ; dcterms:title "Beta categories"@en ; cst:shortTitle "Beta" ;
    dcterms:publisher "Beta hotline" ; owl:versionInfo "2" ; dcterms:issued "2021" ; dcterms:rights "Free"@en ;
    skos:scopeNote "Reports"@en ; cst:sector sector:hotlines ; foaf:page <https://example.org/beta> .
<https://example.org/beta/x> a skos:Concept ; skos:notation "/Images/Known" ; skos:prefLabel "Known images"@en ;
    skos:inScheme <https://w3id.org/csea-terms/crosswalks/beta> .
<https://example.org/beta/y> a skos:Concept ; skos:notation "/Other" ; skos:prefLabel "Other"@en ;
    skos:inScheme <https://w3id.org/csea-terms/crosswalks/beta> .""",
}  # fmt: skip

_TABLE = """#mapping_set_id: https://w3id.org/csea-terms/crosswalks/{0}/mappings
#license: https://creativecommons.org/licenses/by/4.0/
#curie_map:
#  term: https://w3id.org/csea-terms/terms/
#  {0}: https://w3id.org/csea-terms/crosswalks/{0}/
subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\tconfidence\tcomment
{1}"""

CODE_ROWS = "vocab/crosswalks/alpha/to-beta.sssom.tsv"
"""Where the table from alpha to beta stands."""

_CODE_TABLE = """#mapping_set_id: https://w3id.org/csea-terms/crosswalks/alpha/to-beta
#license: https://creativecommons.org/licenses/by/4.0/
#curie_map:
#  alpha: https://w3id.org/csea-terms/crosswalks/alpha/
#  beta: https://w3id.org/csea-terms/crosswalks/beta/
subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\tconfidence\tsee_also\tcomment
"""

ALPHA = "term:csam\tskos:exactMatch\t\talpha:011\tsemapv:ManualMappingCuration\t0.90\tSame cases.\n"
BETA = (
    "term:csam\tskos:exactMatch\tNot\tbeta:Other\tsemapv:ManualMappingCuration\t0.90\tA catch-all.\n"
    "term:known-csam\tskos:exactMatch\t\tbeta:Images/Known\tsemapv:ManualMappingCuration\t0.80\tSame cases.\n"
    "term:report\tskos:exactMatch\t\tsssom:NoTermFound\tsemapv:ManualMappingCuration\t0.70\tNo code for reports.\n"
)


def write_checkout(root: Path, changes: dict[str, str] | None = None, alpha: str = ALPHA, beta: str = BETA, languages: tuple[str, ...] = ("en", "fr")) -> Path:
    """Write the small checkout in canonical form and return its root.

    ``changes`` adds or replaces Turtle files (without prefixes; they are formatted too), ``alpha`` and ``beta``
    are the rows of the two mapping tables. Sectors, schema and interface languages are the real ones.
    """
    for path, turtle in {**FILES, **(changes or {})}.items():
        write(root, path, canonical(turtle))
    for scheme, rows in (("alpha", alpha), ("beta", beta)):
        write(root, *mapping_table(scheme, rows))
    interface = [ROOT / f"vocab/languages/{tag}.toml" for tag in languages]
    for path in [*interface, ROOT / "vocab/sectors.ttl", ROOT / "vocab/schema.ttl"]:
        write(root, str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
    return root


@cache
def canonical(turtle: str) -> str:
    """Return a Turtle file without prefixes in its canonical form."""
    return write_turtle(parse_turtle(_HEADER + turtle))


def mapping_table(scheme: str, rows: str) -> tuple[str, str]:
    """Return where the mapping table of a scheme stands, and its text with some rows."""
    return f"vocab/crosswalks/{scheme}/mappings.sssom.tsv", _TABLE.format(scheme, rows)


def code_table(*rows: str) -> str:
    """Return the table from alpha to beta; a row is ``code predicate code [Not] [source=key] [comment]``."""
    lines = []
    for row in rows:
        source, predicate, target, *more = row.split()
        modifier = more.pop(0) if more[:1] == ["Not"] else ""
        key = more.pop(0).removeprefix("source=") if more and more[0].startswith("source=") else "guide"
        found = target if ":" in target else f"beta:{target}"
        cells = (f"alpha:{source}", f"skos:{predicate}", modifier, found, "semapv:ManualMappingCuration", "0.70")
        lines.append("\t".join((*cells, f"https://w3id.org/csea-terms/sources/{key}", " ".join(more))) + "\n")
    return _CODE_TABLE + "".join(lines)


def write_code_rows(root: Path, *rows: str) -> Path:
    """Write the table from alpha to beta (:func:`code_table`) and return its path."""
    write(root, CODE_ROWS, code_table(*rows))
    return root / CODE_ROWS


def write(root: Path, path: str, text: str) -> None:
    """Write one file of a checkout, as it is."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")
