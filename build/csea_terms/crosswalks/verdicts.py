"""What is said of a code as a whole: a verdict for each, and the figures of a scheme and of pairs of schemes.

A partner starts from their codes. A code's verdict is what its rows decide, the strongest first; where they decide
nothing it is what the scheme's file says of it (``cst:verdict``), else, where rows only call it connected and say
how, ``overlaps``. ``shapes/verdicts.ttl`` sees to it that nothing is stated twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from csea_terms.crosswalks.composition import Crosswalks
from csea_terms.model import Code, Glossary, Mapping, Scheme

VERDICTS = {
    "same": "A concept means the same cases.",
    "near": "A concept means nearly the same cases.",
    "within": "Every case of the code is a case of a concept.",
    "holds": "The code is wider: it holds every case of a concept.",
    "overlaps": "Connected with a concept, but neither holds the other; the comment says why.",
    "container": "A heading that only gathers other codes.",
    "outside": "About something else than this vocabulary, though some cases may lie in a wide concept.",
    "gap": "There should be a concept for it, and there is none yet.",
    "none": "Nobody has gone through this code yet.",
}
"""Every verdict with its meaning, the strongest first."""

USABLE = ("same", "near", "within", "holds")
"""The verdicts by which data can be recoded."""

PAIRS = (
    ("icvac-2023", "iccs-2015"),
    ("ncmec-cybertipline", "iccs-2015"),
    ("icd-10-cm", "icd-11"),
    ("us-code-title-18", "iccs-2015"),
    ("dsa-statement", "ncmec-cybertipline"),
    ("aselo-default", "iccs-2015"),
)
"""The pairs of schemes that partners recode between most."""

MOST_USED = (
    "iccs-2015",
    "icvac-2023",
    "icd-11",
    "icd-10-cm",
    "ncmec-cybertipline",
    "dsa-statement",
    "us-code-title-18",
    "uk-law",
    "coe-lanzarote",
    "sdg",
    "aselo-default",
    "chi-data-framework",
)
"""The schemes that partners use most; their codes stand open on the page of a term."""

_DECIDED = {"exactMatch": "same", "closeMatch": "near", "narrowMatch": "within", "broadMatch": "holds"}


def verdict_of(code: Code, mappings: Iterable[Mapping]) -> str:
    """Return the verdict of a code, one of :data:`VERDICTS`; ``mappings`` may speak of other codes of its scheme too.

    >>> code = Code("iccs-2015", "0302", "", "Sexual exploitation")
    >>> row = Mapping("child-sexual-exploitation", "broadMatch", "iccs-2015", "0302", "", 0.9)
    >>> verdict_of(code, [row]), verdict_of(code, [])
    ('holds', 'none')
    """
    rows = [row for row in mappings if row.notation == code.notation and not row.negated]
    stated = {_DECIDED.get(row.predicate, "") for row in rows}
    decided = next((verdict for verdict in USABLE if verdict in stated), "")
    connected = any(row.predicate == "relatedMatch" and row.comment for row in rows)
    return decided or code.verdict or ("overlaps" if connected else "none")


def verdicts_of(glossary: Glossary, scheme: Scheme) -> dict[str, str]:
    """Return the verdict of each code of a scheme by its notation."""
    rows: dict[str, list[Mapping]] = {}
    for mapping in glossary.mappings_by_scheme.get(scheme.id, ()):
        rows.setdefault(mapping.notation or "", []).append(mapping)
    return {notation: verdict_of(code, rows.get(notation, ())) for notation, code in scheme.codes.items()}


@dataclass(frozen=True)
class SchemeFigures:
    """How many codes of a scheme have which verdict; ``judged_whole`` where somebody has gone through all of them."""

    scheme: str
    judged_whole: bool
    codes: int
    usable: int
    verdicts: dict[str, int]


@dataclass(frozen=True)
class PairFigures:
    """How many codes of a scheme have a code of another that follows, and how many only one that is suggested."""

    source: str
    target: str
    codes: int
    entailed: int
    suggested: int


@dataclass(frozen=True)
class CrosswalkFigures:
    """The figures of all schemes and of :data:`PAIRS`."""

    schemes: tuple[SchemeFigures, ...]
    pairs: tuple[PairFigures, ...]

    def as_dict(self) -> dict[str, object]:
        """Return the figures as plain data, for JSON."""
        return asdict(self)


def scheme_figures(glossary: Glossary, scheme: Scheme) -> SchemeFigures:
    """Count the codes of a scheme by their verdicts."""
    counted = Counter(verdicts_of(glossary, scheme).values())
    usable = sum(counted[verdict] for verdict in USABLE)
    return SchemeFigures(scheme.id, scheme.judged_whole, len(scheme.codes), usable, {name: counted[name] for name in VERDICTS})


def pair_figures(crosswalks: Crosswalks, source: str, target: str) -> PairFigures:
    """Count the codes of a scheme that can be recoded to another."""
    found = crosswalks.from_scheme(source).get(target, ())
    entailed = {one.source for one in found if one.entailed}
    suggested = {one.source for one in found} - entailed
    return PairFigures(source, target, len(crosswalks.glossary.schemes[source].codes), len(entailed), len(suggested))


def crosswalk_figures(glossary: Glossary) -> CrosswalkFigures:
    """Count the verdicts of every scheme, and what partners can recode between the pairs that the vocabulary has."""
    crosswalks = Crosswalks(glossary)
    pairs = [pair for pair in PAIRS if {*pair} <= glossary.schemes.keys()]
    return CrosswalkFigures(
        tuple(scheme_figures(glossary, scheme) for scheme in glossary.schemes.values()),
        tuple(pair_figures(crosswalks, *pair) for pair in pairs),
    )
