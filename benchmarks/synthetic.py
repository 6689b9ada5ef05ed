"""Write a synthetic vocabulary in our own layout: n concepts, seven languages, gaps, deprecations, mappings.

It has the proportions of the real one (labels a concept, length of a definition, attested and avoid labels), so
that what is measured on it says something about ours at that size.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from csea_terms.formats import sssom
from csea_terms.formats.turtle import local_name, write_turtle
from csea_terms.names import (
    CST,
    DCTERMS,
    FOAF,
    LABEL,
    OWL,
    RDF,
    SCHEME,
    SECTOR,
    SKOS,
    SKOSXL,
    SOURCE,
    TERM,
    code_iri,
    scheme_iri,
)  # fmt: skip

_REAL = Path(__file__).resolve().parents[1]
_FACETS = 13
_SCHEME = "synthetic-codes"
SYLLABLES = {
    "en": "ban der fil gor hem kan lor mit nes pol rad sun tem vor wis".split(),
    "fr": "bé dal fin gué lor mès nou pré rai sol tôt ver".split(),
    "es": "ba cié del gán llo mañ nue pér qui ró tal vez".split(),
    "pt": "bão cê dei fão lha mãe nó põe qui rês tal vez".split(),
    "ar": "با تر جم حك دل رس سف عم فر قل كت لم نو هد يم".split(),
    "ru": "ба вер дом жил зак лес мир нов пол раз сол тре".split(),
    "zh": "儿 童 保 护 数 据 网 络 信 息 服 务 法 律 研 究 报 告".split(),
}


def write_vocabulary(root: Path, concepts: int, seed: int = 1) -> None:
    """Write a checkout with ``concepts`` concepts into an empty folder; the same seed gives the same files."""
    chance = random.Random(seed)
    (root / "vocab" / "languages").mkdir(parents=True)
    for name in ("schema.ttl", "sectors.ttl"):
        shutil.copy(_REAL / "vocab" / name, root / "vocab" / name)
    for tag in SYLLABLES:
        shutil.copy(_REAL / "vocab" / "languages" / f"{tag}.toml", root / "vocab" / "languages")
    for name in ("shapes", "site"):
        (root / name).symlink_to(_REAL / name)
    shutil.copy(_REAL / "mkdocs.yml", root / "mkdocs.yml")

    facets = [f"facet-{n}" for n in range(1, _FACETS + 1)]
    slugs = [f"concept-{n}" for n in range(1, concepts - _FACETS + 1)]
    sources = [f"source-{n}" for n in range(1, 41)]
    _write(root / "vocab/scheme.ttl", _scheme(facets))
    for key in sources:
        _write(root / f"vocab/sources/{key}.ttl", _source(key, chance))
    for facet in facets:
        _write_concept(root, facet, [], None, chance, sources)
    for place, slug in enumerate(slugs):
        # A broader concept always comes earlier, so there is no cycle; the tree gets about four levels deep.
        current = [slugs[n] for n in range(min(place, 400)) if n <= 20 or n % 97]
        parent = chance.choice(facets if place < 100 or chance.random() < 0.3 else current)
        successor = slugs[0] if place > 20 and place % 97 == 0 else None
        _write_concept(root, slug, [parent], successor, chance, sources)
    _write_crosswalk(root, [slug for place, slug in enumerate(slugs) if place <= 20 or place % 97], chance)


def _write(path: Path, triples: list[Triple]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(write_turtle(triples), encoding="utf-8")


def _say(subject: str, *pairs: tuple[str, object]) -> list[Triple]:
    return [
        Triple(NamedNode(subject), NamedNode(predicate), NamedNode(value) if isinstance(value, str) else value)
        for predicate, value in pairs
    ]


def words(chance: random.Random, tag: str, count: int) -> str:
    syllables = SYLLABLES[tag]
    separator = "" if tag == "zh" else " "
    return separator.join("".join(chance.choices(syllables, k=2 if tag == "zh" else 3)) for _ in range(count))


def _scheme(facets: list[str]) -> list[Triple]:
    triples = _say(
        SCHEME,
        (RDF + "type", SKOS + "ConceptScheme"),
        (DCTERMS + "license", "https://creativecommons.org/licenses/by/4.0/"),
        *((SKOS + "hasTopConcept", TERM + facet) for facet in facets),
        *((DCTERMS + "title", Literal("Synthetic", language=tag)) for tag in SYLLABLES),
        *((DCTERMS + "description", Literal("Synthetic vocabulary", language=tag)) for tag in SYLLABLES),
    )
    for place, facet in enumerate(facets, 1):
        triples += _say(TERM + facet, (CST + "position", Literal(place)))
    return triples


def _source(key: str, chance: random.Random) -> list[Triple]:
    return _say(
        SOURCE + key,
        (RDF + "type", DCTERMS + "BibliographicResource"),
        (DCTERMS + "bibliographicCitation", Literal(f"{words(chance, 'en', 9)}, 2020")),
        (DCTERMS + "publisher", Literal(words(chance, "en", 2))),
        (DCTERMS + "issued", Literal("2020")),
        (DCTERMS + "language", Literal("en")),
        (DCTERMS + "type", Literal("report")),
        (FOAF + "page", f"https://example.org/{key}"),
    )


def _write_concept(root, slug, broader, successor, chance, sources) -> None:
    folder = root / "vocab" / "terms" / slug
    triples = _say(
        TERM + slug,
        (RDF + "type", SKOS + "Concept"),
        (SKOS + "inScheme", SCHEME),
        (CST + "guidance", CST + "recommended"),
        (CST + "sector", SECTOR + chance.choice(["hotlines", "health", "policy", "education"])),
        (DCTERMS + "source", SOURCE + chance.choice(sources)),
        *((SKOS + "broader", TERM + parent) for parent in broader),
    )
    if successor:
        triples += _say(TERM + slug, (OWL + "deprecated", Literal(True)), (DCTERMS + "isReplacedBy", TERM + successor))
    _write(folder / "concept.ttl", triples)
    for tag in SYLLABLES:
        if tag == "en" or chance.random() < 0.9:
            _write(folder / f"{tag}.ttl", _language(slug, tag, bool(successor), chance, sources))


def _language(slug: str, tag: str, deprecated: bool, chance: random.Random, sources: list[str]) -> list[Triple]:
    def text(count: int) -> Literal:
        return Literal(words(chance, tag, count), language=tag)

    # Slug and number make every label unique, whatever the syllables are.
    labels = [Literal(f"{words(chance, tag, 2)} {slug} {n}", language=tag) for n in range(3)]
    triples = _say(TERM + slug, (SKOS + "prefLabel", labels[0]), (SKOS + "altLabel", labels[1]))
    if tag == "en" or chance.random() < 0.6:
        triples += _say(TERM + slug, (SKOS + "definition", text(20)), (SKOS + "scopeNote", text(15)))
    if deprecated and tag == "en":
        triples += _say(TERM + slug, (CST + "deprecationReason", text(8)))
    if chance.random() < 0.3:
        triples += _say(TERM + slug, (CST + "avoidLabel", labels[2]))
        triples += _say(
            LABEL + f"{slug}.{tag}.{local_name(labels[2].value)}",
            (RDF + "type", SKOSXL + "Label"),
            (SKOSXL + "literalForm", labels[2]),
            (CST + "reason", text(12)),
            (CST + "useInstead", labels[0]),
            (CST + "flagged", CST + "anywhere"),
            (DCTERMS + "source", SOURCE + chance.choice(sources)),
        )
    return triples


def _write_crosswalk(root: Path, slugs: list[str], chance: random.Random) -> None:
    folder = root / "vocab" / "crosswalks" / _SCHEME
    notations = [f"{n:04d}" for n in range(len(slugs) // 2)]
    triples = _say(
        scheme_iri(_SCHEME),
        (RDF + "type", SKOS + "ConceptScheme"),
        (DCTERMS + "title", Literal("Synthetic codes", language="en")),
        (CST + "shortTitle", Literal("Synthetic")),
        (DCTERMS + "publisher", Literal("Nobody")),
        (OWL + "versionInfo", Literal("1")),
        (DCTERMS + "issued", Literal("2020")),
        (DCTERMS + "rights", Literal("None", language="en")),
        (SKOS + "scopeNote", Literal("For measuring", language="en")),
        (CST + "sector", SECTOR + "statistics-research"),
        (FOAF + "page", "https://example.org/codes"),
    )
    for notation in notations:
        triples += _say(
            code_iri(_SCHEME, notation),
            (RDF + "type", SKOS + "Concept"),
            (SKOS + "inScheme", scheme_iri(_SCHEME)),
            (SKOS + "notation", Literal(notation)),
            (SKOS + "prefLabel", Literal(words(chance, "en", 4), language="en")),
        )
    _write(folder / "scheme.ttl", triples)
    rows = [
        {
            "subject_id": f"term:{slug}",
            "predicate_id": chance.choice(["skos:broadMatch", "skos:narrowMatch", "skos:closeMatch"]),
            "predicate_modifier": "",
            "object_id": f"{_SCHEME}:{notation}",
            "mapping_justification": "semapv:ManualMappingCuration",
            "confidence": "0.80",
            "comment": words(chance, "en", 10),
        }
        for slug, notation in zip(slugs, notations, strict=False)
    ]
    metadata = {
        "mapping_set_id": scheme_iri(_SCHEME) + "/mappings",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "curie_map": {"term": TERM, _SCHEME: scheme_iri(_SCHEME) + "/"},
    }
    table = sssom.write_table(metadata, sssom.COLUMNS, rows)
    (folder / "mappings.sssom.tsv").write_text(table, encoding="utf-8")
