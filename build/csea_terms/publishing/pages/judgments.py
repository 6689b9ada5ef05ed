"""Judgments about other organisations' categories, as sentences a reader can act on."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from csea_terms.code_mappings import CodeMapping
from csea_terms.model import Code, Mapping, Scheme
from csea_terms.publishing.pages.edition import Edition
from csea_terms.publishing.pages.escaping import escaped
from csea_terms.publishing.pages.links import Links

KEYS = {
    "exactMatch": "exact",
    "closeMatch": "close",
    "broadMatch": "broad",
    "narrowMatch": "narrow",
    "relatedMatch": "related",
}
"""The mapping properties of SKOS (SKOS Reference, section 10) and how our strings call them."""

SYMBOLS = {"exact": "=", "close": "≈", "broad": "<", "narrow": ">", "related": "~", "gap": "∅"}
"""The marks of the matrix; ``<`` and ``>`` turn round by themselves where the text runs to the left."""


@dataclass(slots=True)
class Verdict:
    """What a mapping says of a code, whichever term it is about.

    ``kind`` is a value of :data:`KEYS`, or ``gap``; ``title`` is empty where it says no more than the ``notation``.
    """

    kind: str
    css: str
    symbol: str
    sentence: Markup
    relation: Markup
    notation: str
    title: Markup
    remarks: Markup


@dataclass(slots=True)
class Judgment:
    """A mapping, told in one language; ``comment`` is in English where nobody has translated it."""

    mapping: Mapping
    verdict: Verdict
    comment: Markup
    percent: str


def judgment(edition: Edition, links: Links, mapping: Mapping) -> Judgment:
    """Return a mapping as a judgment in the edition's language."""
    key = (mapping.scheme, mapping.notation, mapping.predicate, mapping.negated)
    verdict = links.verdicts.get(key)
    if verdict is None:
        verdict = links.verdicts[key] = _verdict(edition, links, mapping)
    return Judgment(mapping, verdict, comment_in(edition, mapping.comment), edition.names.percent(mapping.confidence))


@dataclass(slots=True)
class CodeJudgment:
    """A row between two schemes, told in one language from the side of one of them; what it cites are links."""

    own: Code
    title: Markup
    css: str
    relation: Markup
    scheme: Markup
    notation: str
    other: Markup
    comment: Markup
    sources: Markup
    percent: str


_FROM_THE_OTHER_SIDE = {"broadMatch": "narrowMatch", "narrowMatch": "broadMatch"}


def code_judgments(edition: Edition, links: Links, scheme: Scheme) -> list[CodeJudgment]:
    """Return the rows between a scheme and others in the edition's language, by the notation of its codes."""
    rows = edition.glossary.code_mappings
    told = [_code_judgment(edition, links, row, row.source, (row.target_scheme, row.target), row.predicate)
            for row in rows if row.source_scheme == scheme.id]  # fmt: skip
    for row in rows:
        if row.target_scheme == scheme.id and row.target is not None:
            predicate = _FROM_THE_OTHER_SIDE.get(row.predicate, row.predicate)
            told.append(_code_judgment(edition, links, row, row.target, (row.source_scheme, row.source), predicate))
    return sorted(told, key=lambda one: one.own.notation)


def _code_judgment(
    edition: Edition, links: Links, row: CodeMapping, own: str, other: tuple[str, str | None], predicate: str
) -> CodeJudgment:
    glossary = edition.glossary
    here = row.source_scheme if other[0] == row.target_scheme else row.target_scheme
    code, found = glossary.schemes[here].codes[own], glossary.schemes[other[0]].codes[other[1]] if other[1] is not None else None
    kind = KEYS[predicate] if found else "gap"
    relation = getattr(edition.strings, f"relation_{kind}")
    return CodeJudgment(
        own=code,
        title=title_beside(edition, code),
        css="not" if row.negated else kind,
        relation=edition.say("relation_not", relation=relation) if row.negated else relation,
        scheme=links.scheme[other[0]],
        notation=found.notation if found else "",
        other=title_beside(edition, found) if found else Markup(""),
        comment=comment_in(edition, row.comment),
        sources=edition.joined([links.source[key] for key in row.sources]),
        percent=edition.names.percent(row.confidence),
    )


def comment_in(edition: Edition, english: str) -> Markup:
    """Return a comment on a mapping or a code in the edition's language, in English and marked so where nobody has translated it."""
    own = edition.glossary.languages[edition.tag].comments.get(english)
    if own or not english:
        return Markup(escaped(own or ""))
    return Markup(f"{edition.mark['en']}{edition.foreign(english, 'en')}")


def code_title(edition: Edition, code: Code) -> Markup:
    """Return a category's title, in this language where its owner publishes it so."""
    text, tag = edition.pick(code.titles) if code.titles else (code.title, "en")
    return edition.foreign(text, tag)


def title_beside(edition: Edition, code: Code) -> Markup:
    """Return a category's title as it stands beside its notation: nothing where it is the same word."""
    title = code_title(edition, code)
    return Markup("") if title.striptags().casefold() == code.notation.casefold() else title


def _verdict(edition: Edition, links: Links, mapping: Mapping) -> Verdict:
    """Return the sentence of a mapping and its parts.

    "broadMatch" says that the code is broader, so that the sentence calls our term *narrower*.
    """
    code = edition.glossary.code(mapping)
    kind = KEYS[mapping.predicate] if code else "gap"
    relation = getattr(edition.strings, f"relation_{kind}")
    return Verdict(
        kind=kind,
        css="not" if mapping.negated else kind,
        symbol=("¬" if mapping.negated else "") + SYMBOLS[kind],
        sentence=_sentence(edition, links, mapping, code, kind),
        relation=edition.say("relation_not", relation=relation) if mapping.negated else relation,
        notation=code.notation if code else "",
        title=title_beside(edition, code) if code else Markup(""),
        remarks=_remarks(edition, code),
    )


def _sentence(edition: Edition, links: Links, mapping: Mapping, code: Code | None, kind: str) -> Markup:
    scheme = links.scheme[mapping.scheme]
    if code is None:
        return edition.say("says_gap", scheme=scheme)
    key = f"says_not_{kind}" if mapping.negated else f"says_{kind}"
    notation = Markup(f'<bdi class="notation">{escaped(code.notation)}</bdi>')
    return edition.say(key, title=code_title(edition, code), notation=notation, scheme=scheme)


def _remarks(edition: Edition, code: Code | None) -> Markup:
    if code is None:
        return Markup("")
    told = ((not code.verified, "code_unverified"), (code.deprecated, "code_withdrawn"), (code.title_is_ours, "code_title_ours"))
    remarks = [getattr(edition.strings, key) for holds, key in told if holds]
    if code.title_translation and not code.titles.get(edition.tag):
        remarks.append(edition.say("code_title_translated", title=edition.foreign(code.title_translation, "en")))
    return edition.joined(remarks)
