"""The compiled crosswalk: what follows for each code of a scheme, decided once, for the command and the browser alike.

Plain data that JSON can hold. ``site/assets/recode/recode.mjs`` reads the same; both are held to ``tests/recode-cases.json``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping as ReadOnlyDict

from csea_terms import __version__
from csea_terms.crosswalks.code_names import curie_of, namespaces_of
from csea_terms.crosswalks.composition import OWN, Correspondence, Crosswalks
from csea_terms.crosswalks.verdicts import verdicts_of
from csea_terms.model import Concept, Glossary
from csea_terms.names import TERM, code_path

FORMAT = "csea-terms-crosswalk-1"

_STATUS = {
    "exactMatch": "exact",
    "closeMatch": "loss",
    "broadMatch": "loss",
    "narrowMatch": "ambiguous",
    "suggestion": "suggested",
}
"""What one correspondence makes of a value, the relation that is best for recoding first.

What is nearly the same says more than what is broader.
"""

_LED_THERE = ("exactMatch", "closeMatch", "narrowMatch")
"""The relations of a term to a code by which a value of the code became the term."""


def compile_crosswalk(crosswalks: Crosswalks, source: str, targets: Iterable[str] | None = None) -> dict[str, object]:
    """Return the compiled crosswalk of a scheme to some others, or to all that it has correspondences or gaps to.

    * ``from``: the scheme's ``id``, ``title`` and ``edition``;
    * ``codes``: for each code of the source its ``notation``, its ``title``, all ``titles`` by which it may be called in
      the language of that title, and where there are any, those in other languages (``foreign``), the notations that it was
      ``replaced_by``, and the names of the concepts that it ``holds`` where none is as wide as it;
    * ``to``: by target, its ``title``, ``edition``, and the titles of its ``codes`` by notation;
      ``rows`` ``[source, notation, predicate, confidence, cardinality, path]``, where ``source`` is a place in
      ``codes`` and the path is empty where somebody judged the two codes themselves; ``judged``: by place in ``rows``, that
      row's ``[justification, comment, sources]``; and ``best``: by place in ``codes``, ``[status, places in rows]``, status ``exact``, ``loss``,
      ``suggested`` or ``ambiguous``; ``gaps``: by place in ``codes``, the comment of whoever stated that the target has no code;
      and where our own terms are the target and any are withdrawn, ``withdrawn``: by place in ``codes``, of which nothing else is known,
      ``[term, successor, confidence]`` of each term that the code was judged for.

    Source and targets also have ``prefixes`` and ``curies``, see :func:`_curies`.

    Raises :class:`~csea_terms.errors.UsageError` when a scheme is unknown.
    """
    crosswalks.known(source)
    glossary = crosswalks.glossary
    codes = list(_codes(glossary, source))
    places = {code["notation"]: place for place, code in enumerate(codes)}
    tables = crosswalks.from_scheme(source)
    successors = {place: [places[one] for one in code.get("replaced_by", ()) if one in places] for place, code in enumerate(codes)}
    wanted = [s for s in crosswalks.schemes if s != source] if targets is None else list(targets)
    to: dict[str, dict] = {}
    for target in wanted:
        crosswalks.known(target)
        compiled = _table(glossary, target, tables.get(target, ()), crosswalks.gaps(source, target), places)
        _follow(compiled, successors)
        _remember(compiled, glossary, source, target, places)
        if targets is not None or compiled["rows"] or compiled["gaps"]:
            to[target] = compiled
    return {
        "format": FORMAT,
        "vocabulary": glossary.title.get("en", "CSEA Terms"),
        "version": glossary.crosswalk_version,
        "licence": glossary.licence,
        "from": _named(glossary, source) | _curies(glossary, source, places),
        "codes": codes,
        "to": to,
    }


def _codes(glossary: Glossary, scheme: str) -> Iterator[dict[str, object]]:
    """Yield the codes of a scheme, with what they may be called in data."""
    if scheme == OWN:
        for concept in glossary.concepts.values():
            yield _code(concept.id, concept.label("en"), _labels(concept), "en", concept.replaced_by)
        return
    found = glossary.schemes[scheme]
    verdicts = verdicts_of(glossary, found)
    held: dict[str, list[str]] = {}
    for mapping in glossary.mappings_by_scheme.get(scheme, ()):
        if verdicts.get(mapping.notation or "") == "holds" and mapping.predicate == "broadMatch" and not mapping.negated:
            held.setdefault(mapping.notation or "", []).append(glossary.concepts[mapping.concept].label("en"))
    for notation, code in found.codes.items():
        language = next((tag for tag, title in code.titles.items() if title == code.title), "")
        titles = {tag: [title] for tag, title in code.titles.items()}
        titles[language] = [code.title, *_spoken(notation)]
        yield _code(notation, code.title, titles, language, code.replaced_by, held.get(notation, ()))


def _code(
    notation: str, title: str, names: ReadOnlyDict[str, list[str]], language: str, replaced_by: Iterable[str], holds: Iterable[str] = ()
) -> dict[str, object]:
    """Return a code with its names, of which those in the title's language are its ``titles``."""
    titles = list(dict.fromkeys(names.get(language, ())))
    foreign = dict.fromkeys(name for tag, found in names.items() if tag != language for name in found if name not in titles)
    more = {"foreign": list(foreign), "replaced_by": list(replaced_by), "holds": sorted(holds)}
    return {"notation": notation, "title": title, "titles": titles, **{key: texts for key, texts in more.items() if texts}}


def _labels(concept: Concept) -> dict[str, list[str]]:
    """Return the names of a concept that nobody need avoid, by language."""
    kinds = ("preferred", "admitted")
    return {tag: [label.text for kind in kinds for label in words.of_kind(kind)] for tag, words in concept.words.items()}


def _spoken(notation: str) -> Iterator[str]:
    # Aselo's notations are JSON pointers (RFC 6901). Its contacts are shown as "Category - Subcategory", and an
    # unspecified one the other way round (aselo: utils/categories.ts).
    category, _, subcategory = notation[1:].partition("/") if notation.startswith("/") else ("", "", "")
    if subcategory:
        category, subcategory = (part.replace("~1", "/").replace("~0", "~") for part in (category, subcategory))
        yield f"{category} - {subcategory}"
        if subcategory == "Unspecified/Other":
            yield f"{subcategory} - {category}"


def _named(glossary: Glossary, scheme: str) -> dict[str, str]:
    if scheme == OWN:
        return {"id": OWN, "title": glossary.title.get("en", "CSEA Terms"), "edition": __version__}
    found = glossary.schemes[scheme]
    return {"id": scheme, "title": found.name, "edition": found.edition}


def _curies(glossary: Glossary, scheme: str, notations: Iterable[str]) -> dict[str, object]:
    """Return how mapping sets call the codes of a scheme: the prefixes, and the compact IRIs that are not as usual.

    Usual is the scheme's identifier, a colon and the percent-encoded notation.
    """
    if scheme == OWN:
        return {"prefixes": {"term": TERM}, "curies": {notation: f"term:{notation}" for notation in notations}}
    found = glossary.schemes[scheme]
    prefixes = namespaces_of([found])
    curies = {notation: curie_of(found.codes[notation], prefixes) for notation in notations}
    usual = {notation: f"{scheme}:{code_path(notation)}" for notation in curies}
    return {"prefixes": prefixes, "curies": {n: curie for n, curie in curies.items() if curie != usual[n]}}


def _table(
    glossary: Glossary, target: str, found: Iterable[Correspondence], gaps: dict[str, str], places: dict[str, int]
) -> dict[str, object]:
    rows, by_source, judged = [], {}, {}
    for one in found:
        if one.judgment:
            row = one.judgment
            judged[str(len(rows))] = [row.justification, row.comment, list(row.sources)]
        by_source.setdefault(places[one.source], []).append(len(rows))
        rows.append([places[one.source], one.target, one.predicate, round(one.confidence, 2), one.cardinality, list(one.path)])
    above = _above(glossary, target)
    best = {str(place): _best([(rows[number], number) for number in numbers], above) for place, numbers in by_source.items()}
    named = _named(glossary, target)
    titles = {row[1]: _title(glossary, target, row[1]) for row in rows}
    return {
        "title": named["title"],
        "edition": named["edition"],
        **_curies(glossary, target, titles),
        "codes": titles,
        "rows": rows,
        "judged": judged,
        "best": best,
        "gaps": {str(places[notation]): comment for notation, comment in gaps.items() if str(places[notation]) not in best},
    }


def _follow(table: dict, successors: dict[int, list[int]]) -> None:
    """Let each withdrawn code of which nothing is known become what the codes become that it was replaced by."""
    best, gaps = table["best"], table["gaps"]
    for place, following in successors.items():
        if not following or str(place) in best or str(place) in gaps:
            continue
        found = [best[str(one)] for one in following if str(one) in best]
        if found and all(one == found[0] for one in found) and len(found) == len(following):
            best[str(place)] = found[0]
        elif found:
            best[str(place)] = ["ambiguous", list(dict.fromkeys(number for _, numbers in found for number in numbers))]
        elif len(following) == 1 and str(following[0]) in gaps:
            gaps[str(place)] = gaps[str(following[0])]


def _remember(table: dict, glossary: Glossary, source: str, target: str, places: dict[str, int]) -> None:
    """Keep of each code of which nothing else is known which withdrawn terms it was judged for, and what took their place."""
    found: dict[str, list[list]] = {}
    for row in glossary.history if target == OWN else ():
        if row.scheme == source and row.notation and not row.negated and row.predicate in _LED_THERE:
            place = str(places[row.notation])
            if place not in table["best"] and place not in table["gaps"]:
                successors = glossary.concepts[row.concept].replaced_by
                found.setdefault(place, []).extend([row.concept, one, round(row.confidence, 2)] for one in successors)
    if found:
        named = {one: _title(glossary, OWN, one) for rows in found.values() for _, one, _ in rows}
        table |= {"withdrawn": found, "codes": named | table["codes"], "curies": _curies(glossary, OWN, named)["curies"] | table["curies"]}


def _title(glossary: Glossary, scheme: str, notation: str) -> str:
    return glossary.concepts[notation].label("en") if scheme == OWN else glossary.schemes[scheme].codes[notation].title


def _above(glossary: Glossary, scheme: str) -> Callable[[str], set[str]]:
    """Return a function from a code to all codes above it in its scheme."""
    if scheme == OWN:
        return lambda notation: set(glossary.ancestors(notation))
    codes = glossary.schemes[scheme].codes

    def above(notation: str) -> set[str]:
        seen: set[str] = set()
        queue = list(codes[notation].broader)
        while queue:
            current = queue.pop()
            if current not in seen:
                seen.add(current)
                queue.extend(codes[current].broader)
        return seen

    return above


def _best(candidates: list[tuple[list, int]], above: Callable[[str], set[str]]) -> list[object]:
    """Return what a code becomes: its status and the places of the rows that say so.

    What somebody judged of the two codes themselves goes before all that follows. Of the rest only the best relation counts; of
    broader codes the nearest, of narrower ones the widest. Narrower codes alone are ambiguous, even one: some cases belong
    there, and nothing says which.
    """
    candidates = [(row, number) for row, number in candidates if not row[5]] or candidates
    found = {row[2] for row, _ in candidates}
    predicate = next(predicate for predicate in _STATUS if predicate in found)
    best = [(row, number) for row, number in candidates if row[2] == predicate]
    notations = {row[1] for row, _ in best}
    if predicate == "broadMatch":
        passed = set().union(*(above(notation) for notation in notations))
        best = [(row, number) for row, number in best if row[1] not in passed]
    elif predicate == "narrowMatch":
        best = [(row, number) for row, number in best if not above(row[1]) & notations]
    best.sort(key=lambda pair: (-pair[0][3], pair[0][1]))
    status = "ambiguous" if len(best) > 1 else _STATUS[predicate]
    return [status, [number for _, number in best]]
