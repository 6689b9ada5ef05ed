"""Turn what was read into the frozen model. After this step nothing but the RDF exports sees a triple."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from types import MappingProxyType as frozen

from csea_terms.errors import ContentError, Problem, has_errors
from csea_terms.days import Days, days_together
from csea_terms.formats.locators import read_locators
from csea_terms.model import KINDS, Concept, Glossary, Label, Sector, Source, Words
from csea_terms.names import CST, DCTERMS, FOAF, LABEL, OWL, RDF, SCHEME, SECTOR, SKOS, SKOSXL, SOURCE, TERM, USAGE
from csea_terms.reading.loaded import Loaded
from csea_terms.reading.published import retired_names
from csea_terms.reading.schemes import read_code_mappings, read_mappings, read_scheme
from csea_terms.reading.site_languages import site_languages
from csea_terms.reading.statements import NOTHING, Statements, by_subject
from csea_terms.usages import Usage, says_law

_PREDICATE_OF = {
    "preferred": SKOS + "prefLabel",
    "admitted": SKOS + "altLabel",
    "avoid": CST + "avoidLabel",
    "hidden": SKOS + "hiddenLabel",
}


def assemble(loaded: Loaded, problems: Iterable[Problem] = ()) -> Glossary:
    """Return the glossary.

    Raises :class:`ContentError` with ``problems`` (those of ``check``) when one of them is an error, because
    only a valid vocabulary has a model.
    """
    problems = tuple(problems)
    if has_errors(problems):
        raise ContentError(problems)
    return _Assembly(loaded).glossary()


class _Assembly:
    """The indexes that the parts of the model are read from."""

    def __init__(self, loaded: Loaded):
        self.loaded = loaded
        triples = (t for file in loaded.files.values() if file.place.kind != "schema" for t in file.triples)
        self.said = by_subject(triples)

    def glossary(self) -> Glossary:
        scheme, days = self.said.get(SCHEME, NOTHING), days_together(self.loaded.days.values())
        schemes = {owner: read_scheme(owner, self._codes(owner)) for owner in self._owners("codes")}
        rows = [m for owner in sorted(schemes) for m in read_mappings(self.loaded.tables.get(owner), schemes[owner])]
        gone = self.loaded.withdrawn
        code_mappings = [
            mapping
            for (source, target), table in sorted(self.loaded.code_tables.items())
            for mapping in read_code_mappings(table, schemes[source], schemes[target])
        ]
        return Glossary(
            title=frozen(scheme.by_language(DCTERMS + "title")),
            changes=frozen(self._table_days),
            days=days,
            releases=self.loaded.releases,
            description=frozen(scheme.by_language(DCTERMS + "description")),
            licence=scheme.iri(DCTERMS + "license"),
            concepts=frozen({slug: self._concept(slug) for slug in self._owners("concept")}),
            top_concepts=self._tops,
            sectors=frozen(dict(self._sectors())),
            sources=frozen({key: self._source(key) for key in self._owners("source")}),
            schemes=frozen(schemes),
            mappings=tuple(mapping for mapping in rows if mapping.concept not in gone),
            history=tuple(mapping for mapping in rows if mapping.concept in gone),
            languages=frozen(site_languages(self.loaded)),
            code_mappings=tuple(code_mappings),
            retired=tuple(retired_names(self.loaded)),
        )

    def _owners(self, kind: str) -> list[str]:
        return sorted(file.place.owner for file in self.loaded.files.values() if file.place.kind == kind)

    @property
    def _table_days(self) -> dict[str, str]:
        """The day on which each mapping table last changed, by its path."""
        return {path: days.modified for path, days in self.loaded.days.items() if path.endswith(".sssom.tsv") and days.modified}

    @cached_property
    def _term_days(self) -> dict[str, list[Days]]:
        """The days of each term's files."""
        days: dict[str, list[Days]] = {}
        for path, found in self.loaded.days.items():
            if path.startswith("vocab/terms/"):
                days.setdefault(path.split("/")[2], []).append(found)
        return days

    def _codes(self, owner: str) -> dict[str, Statements]:
        return by_subject(self.loaded.files[f"vocab/crosswalks/{owner}/scheme.ttl"].triples)

    # Concepts

    @cached_property
    def _tops(self) -> tuple[str, ...]:
        def position(slug: str) -> tuple[int, str]:
            found = self.said.get(TERM + slug, NOTHING).text(CST + "position")
            return (int(found) if found.isdecimal() else len(found) + 1_000, slug)

        return tuple(sorted(self.said.get(SCHEME, NOTHING).names(SKOS + "hasTopConcept", TERM), key=position))

    @cached_property
    def _languages_of(self) -> dict[str, list[str]]:
        languages: dict[str, list[str]] = {}
        for file in self.loaded.files.values():
            if file.place.kind == "words":
                languages.setdefault(file.place.owner, []).append(file.place.language)
        return languages

    def _inverse(self, predicate: str) -> dict[str, set[str]]:
        inverse: dict[str, set[str]] = {}
        for slug in self._owners("concept"):
            for other in self.said[TERM + slug].names(predicate, TERM):
                inverse.setdefault(other, set()).add(slug)
        return inverse

    @cached_property
    def _narrower(self) -> dict[str, set[str]]:
        return self._inverse(SKOS + "broader")

    @cached_property
    def _symmetric(self) -> dict[str, dict[str, set[str]]]:
        return {predicate: self._inverse(predicate) for predicate in (SKOS + "related", CST + "confusedWith")}

    def _both_ways(self, slug: str, predicate: str) -> tuple[str, ...]:
        stated = self.said[TERM + slug].names(predicate, TERM)
        return tuple(sorted({*stated, *self._symmetric[predicate].get(slug, ())}))

    def _concept(self, slug: str) -> Concept:
        said, days = self.said[TERM + slug], days_together(self._term_days.get(slug, ()))
        return Concept(
            id=slug,
            words=frozen({tag: self._words(slug, tag) for tag in sorted(self._languages_of.get(slug, ()))}),
            broader=said.names(SKOS + "broader", TERM),
            narrower=tuple(sorted(self._narrower.get(slug, ()))),
            related=self._both_ways(slug, SKOS + "related"),
            confused_with=self._both_ways(slug, CST + "confusedWith"),
            guidance=said.name(CST + "guidance", CST) or "recommended",
            sectors=said.names(CST + "sector", SECTOR),
            sources=said.names(DCTERMS + "source", SOURCE),
            top=slug in self._tops,
            deprecated=said.is_true(OWL + "deprecated"),
            replaced_by=said.names(DCTERMS + "isReplacedBy", TERM),
            locators=read_locators(said.texts(CST + "locator")),
            days=days,
        )

    def _words(self, slug: str, tag: str) -> Words:
        said = self.said[TERM + slug]
        labels = [
            self._label(slug, tag, kind, text)
            for kind, predicate in _PREDICATE_OF.items()
            for text in said.texts(predicate, tag)
        ]
        return Words(
            language=tag,
            labels=tuple(sorted(labels, key=lambda label: (KINDS.index(label.kind), label.text))),
            definition=said.text(SKOS + "definition", tag),
            plain_definition=said.text(CST + "plainDefinition", tag),
            scope_notes=said.texts(SKOS + "scopeNote", tag),
            examples=said.texts(SKOS + "example", tag),
            positions=said.text(CST + "positions", tag),
            deprecation_reason=said.text(CST + "deprecationReason", tag),
            reviewed_by=said.texts(CST + "reviewedBy", tag),
            translated_from=self._basis(slug, tag, "translatedFrom"),
            plain_translated_from=self._basis(slug, tag, "plainTranslatedFrom"),
        )

    def _basis(self, slug: str, tag: str, name: str) -> str:
        # A digest has no language, so only its file says whose translation it is about.
        return self._bases.get((slug, tag, CST + name), "")

    @cached_property
    def _bases(self) -> dict[tuple[str, str, str], str]:
        wanted = (CST + "translatedFrom", CST + "plainTranslatedFrom")
        return {
            (file.place.owner, file.place.language, triple.predicate.value): triple.object.value
            for file in self.loaded.files.values()
            for triple in file.triples
            if triple.predicate.value in wanted
        }

    # Labels about which more is known than the word

    @cached_property
    def _label_iris(self) -> dict[tuple[str, str, str], str]:
        """Label resources by concept, language and literal form."""
        iris = {}
        for iri, said in self.said.items():
            if iri.startswith(LABEL):
                slug, tag = iri[len(LABEL) :].split(".", 2)[:2]
                iris[slug, tag, said.text(SKOSXL + "literalForm")] = iri
        return iris

    @cached_property
    def _usages_of(self) -> dict[str, list[Usage]]:
        """Usage statements by the label resource they speak of."""
        usages: dict[str, list[Usage]] = {}
        for iri, said in self.said.items():
            if iri.startswith(USAGE):
                usages.setdefault(said.iri(CST + "usageOf"), []).append(self._usage(said))
        return usages

    def _usage(self, said: Statements) -> Usage:
        sector, acceptability = said.name(CST + "sector", SECTOR), said.name(CST + "acceptability", CST)
        sources = said.names(DCTERMS + "source", SOURCE)
        kinds = (self.said.get(SOURCE + key, NOTHING).text(DCTERMS + "type") for key in sources)
        return Usage(
            sector=sector,
            jurisdiction=said.text(CST + "jurisdiction"),
            acceptability=acceptability,
            since=said.text(CST + "since"),
            until=said.text(CST + "until"),
            sources=sources,
            note=said.text(SKOS + "note"),
            locators=read_locators(said.texts(CST + "locator")),
            is_law=says_law(sector, acceptability, kinds),
            compared_on=said.text(CST + "comparedOn"),
        )

    def _label(self, slug: str, tag: str, kind: str, text: str) -> Label:
        iri = self._label_iris.get((slug, tag, text))
        if iri is None:
            return Label(text, tag, kind)
        said = self.said[iri]
        return Label(
            text,
            tag,
            kind,
            reason=said.text(CST + "reason", tag),
            instead=said.texts(CST + "useInstead", tag),
            context=said.text(CST + "keepWhen", tag),
            variants=said.texts(CST + "variant", tag),
            flagged=said.name(CST + "flagged", CST),
            sources=said.names(DCTERMS + "source", SOURCE),
            attested_at=said.iri(CST + "attestedAt"),
            attested_by=said.text(CST + "attestedBy"),
            usages=tuple(sorted(self._usages_of.get(iri, ()), key=lambda u: (u.sector, u.jurisdiction, u.acceptability))),
            locators=read_locators(said.texts(CST + "locator")),
        )

    # The other parts

    def _sectors(self) -> Iterator[tuple[str, Sector]]:
        for iri in sorted(self.said):
            if iri.startswith(SECTOR) and self.said[iri].iri(RDF + "type") == SKOS + "Concept":
                said, slug = self.said[iri], iri[len(SECTOR) :]
                names, descriptions = said.by_language(SKOS + "prefLabel"), said.by_language(SKOS + "definition")
                yield slug, Sector(slug, frozen(names), frozen(descriptions))

    def _source(self, key: str) -> Source:
        said = self.said[SOURCE + key]
        return Source(
            key=key,
            title=said.text(DCTERMS + "bibliographicCitation"),
            publisher=said.text(DCTERMS + "publisher"),
            year=said.text(DCTERMS + "issued"),
            languages=said.texts(DCTERMS + "language"),
            kind=said.text(DCTERMS + "type"),
            url=said.iri(FOAF + "page"),
            jurisdiction=said.text(CST + "jurisdiction"),
            reports=said.texts(CST + "reports"),
        )
