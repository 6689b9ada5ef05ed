"""What somebody writes who uses the package: all that is public, in a way that mypy --strict accepts. It runs, too."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from csea_terms import (
    Candidate,
    Concept,
    ContentError,
    Correspondence,
    CseaTermsError,
    Decision,
    Hit,
    Label,
    Problem,
    Recoder,
    Usage,
    UsageError,
    Vocabulary,
    Words,
)
from csea_terms.frames import count, recode


def first(vocabulary: Vocabulary, word: str, language: str | None = None) -> Hit | None:
    hits: list[Hit] = vocabulary.lookup(word, language, limit=1, kind="concept")
    return hits[0] if hits else None


def avoided(concept: Concept, language: str) -> dict[str, tuple[str, ...]]:
    words: Words = concept.in_language(language)
    labels: tuple[Label, ...] = words.of_kind("avoid")
    return {label.text: label.instead for label in labels}


def laws(label: Label) -> list[tuple[str, str]]:
    usages: tuple[Usage, ...] = label.legal_in
    return [(usage.jurisdiction, usage.since) for usage in usages]


def surest(vocabulary: Vocabulary, source: str, target: str) -> Correspondence:
    return max(vocabulary.crosswalk(source, target), key=lambda row: row.confidence)


def notations(recoder: Recoder, value: str) -> list[tuple[str, float]]:
    decision: Decision = recoder.decide(value)
    candidates: tuple[Candidate, ...] = decision.candidates
    return [(one.notation, one.confidence) for one in candidates]


def problems_of(path: str) -> list[str]:
    try:
        Vocabulary.load(path)
    except ContentError as error:
        problems: tuple[Problem, ...] = error.problems
        return [problem.text() for problem in problems]
    except UsageError as error:
        return [str(error)]
    return []


def main() -> None:
    vocabulary = Vocabulary.load()
    concepts: Mapping[str, Concept] = vocabulary.concepts
    hit = first(vocabulary, "child pornography", "fr")
    assert hit is not None and hit.id in concepts
    print(hit.label, avoided(vocabulary.concept(hit.id), "en")["child pornography"])
    print([laws(label) for label in concepts["csam"].in_language("en").labels if label.legal_in][:1])
    print(surest(vocabulary, "iccs-2015", "ncmec-cybertipline").predicate)
    print(notations(vocabulary.recoder("iccs-2015", "ncmec-cybertipline"), "030221"))
    recoder = vocabulary.recoder("iccs-2015", "ncmec-cybertipline", ambiguous="first")
    frame = pl.DataFrame({"category": ["030221"]})
    recoded: pl.DataFrame = recode(frame, "category", recoder)
    print(recoded.columns, count(frame, "category", recoder).height)
    print(problems_of("no-such-folder"))
    try:
        vocabulary.concept("no-such-concept")
    except CseaTermsError as error:
        print(error)


if __name__ == "__main__":
    main()
