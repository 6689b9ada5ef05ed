"""What search engines and scripts find in a concept's page: schema.org's DefinedTerm, and where the data are."""

from __future__ import annotations

from csea_terms.formats.scripts import script_json
from csea_terms.model import Concept
from csea_terms.names import SCHEME, TERM
from csea_terms.publishing.pages.edition import Edition
from csea_terms.publishing.pages.escaping import escaped
from csea_terms.publishing.pages.links import Links


def head(edition: Edition, links: Links, concept: Concept) -> str:
    """Return the HTML that a concept's page adds to its document's head."""
    data = f"{links.root}data/terms/{escaped(concept.id)}"
    return (
        f'<link rel="alternate" type="text/turtle" href="{data}.ttl">'
        f'<link rel="alternate" type="application/ld+json" href="{data}.jsonld">'
        f'<script type="application/ld+json">{script_json(defined_term(edition, concept))}</script>'
    )


def defined_term(edition: Edition, concept: Concept) -> dict[str, object]:
    """Return a concept as a DefinedTerm (schema.org/DefinedTerm), in the language of its name."""
    name, tag = edition.name_of(concept.id)
    words = concept.in_language(tag)
    term: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "DefinedTerm",
        "@id": TERM + concept.id,
        "url": TERM + concept.id,
        "termCode": concept.id,
        "name": name,
        "inLanguage": tag,
        "inDefinedTermSet": {"@type": "DefinedTermSet", "@id": SCHEME, "name": edition.site},
    }
    if words.definition:
        term["description"] = words.definition
    if admitted := [label.text for label in words.of_kind("admitted")]:
        term["alternateName"] = admitted
    if edition.glossary.licence:
        term["license"] = edition.glossary.licence
    return term
