"""The names that hold the vocabulary together: IRIs, prefixes and the fixed words of the data model.

The IRI base stands here and in ``vocab/scheme.ttl``, nowhere else.
"""

import re
from urllib.parse import quote

BASE = "https://w3id.org/csea-terms/"

REPOSITORY = "https://github.com/csea-terms/csea-terms"
"""Where a change is proposed."""

_RELEASED_FILES = f"{REPOSITORY}/releases/download/"

PROPOSE_TERM = f"{REPOSITORY}/issues/new?template=1-term.yml"
"""The form for a new term (``.github/ISSUE_TEMPLATE/``)."""

TEXTS_IN_GIT = f"{REPOSITORY}#texts-in-git"
"""How texts are checked before each commit and in each proposal: the code host shows README.md there."""

ANSWERS_OF_AI_TOOLS = f"{REPOSITORY}#answers-of-ai-tools"
"""How answers of AI tools are scored, in README.md too."""

TELL_IN_PRIVATE = f"{REPOSITORY}/security/policy"
"""What happens when somebody tells in private of harmful content, and the form for it: the code host shows SECURITY.md there."""

CONTRIBUTORS = BASE + "contributors"
CONTRIBUTORS_NAME = "CSEA Terms contributors"
"""Who makes the vocabulary, as ``CITATION.cff`` names them."""

SCHEME = BASE + "scheme"
SCHEME_CURIE = "csea-terms:scheme"
"""The vocabulary itself as mapping sets call it, where the prefix stands for the base."""

DATASET = BASE + "dataset"
"""What describes the downloads (DCAT, VoID)."""

CST = BASE + "schema#"
TERM = BASE + "terms/"
LABEL = BASE + "labels/"
USAGE = BASE + "usages/"
AGENT = BASE + "agents/"
"""Organisations that publish works or schemes."""

SECTOR = BASE + "sectors/"
SOURCE = BASE + "sources/"
CROSSWALK = BASE + "crosswalks/"
DATA = BASE + "data/"
"""Below it stand the downloads."""

RELEASES = BASE + "releases/"
"""Below it stands each release as it was, and a feed of what each brought."""

ADMS = "http://www.w3.org/ns/adms#"
DCAT = "http://www.w3.org/ns/dcat#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
DCTERMS = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
SDO = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SKOSXL = "http://www.w3.org/2008/05/skos-xl#"
SPDX = "http://spdx.org/rdf/terms#"
VANN = "http://purl.org/vocab/vann/"
VCARD = "http://www.w3.org/2006/vcard/ns#"
VOID = "http://rdfs.org/ns/void#"

STATUS = "http://purl.org/adms/status/"
"""How far something is: the European Union's code list for ``adms:status``."""

PREFIXES: dict[str, str] = {
    "adms": ADMS,
    "agent": AGENT,
    "cst": CST,
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "label": LABEL,
    "owl": OWL,
    "rdf": RDF,
    "rdfs": RDFS,
    "sdo": SDO,
    "sector": SECTOR,
    "skos": SKOS,
    "skosxl": SKOSXL,
    "source": SOURCE,
    "spdx": SPDX,
    "term": TERM,
    "usage": USAGE,
    "vann": VANN,
    "vcard": VCARD,
    "void": VOID,
    "xsd": XSD,
}
"""Prefix → namespace, for every Turtle file that a contributor touches."""


def scheme_iri(scheme_id: str) -> str:
    """Return our IRI of another organisation's scheme, such as ``iccs-2015``."""
    return CROSSWALK + scheme_id


def released_book(version: str, tag: str, ending: str) -> str:
    """Return the name of the file of a book that belongs to a release.

    >>> released_book("2026.12", "fr", "pdf")
    'csea-terms-2026.12-fr.pdf'
    """
    return f"csea-terms-{version}-{tag}.{ending}"


def released_book_address(version: str, tag: str, ending: str) -> str:
    """Return where the code host has a book of a release."""
    return f"{_RELEASED_FILES}{version}/{released_book(version, tag, ending)}"


def code_path(notation: str) -> str:
    """Return a notation as the last part of an IRI or CURIE, percent-encoded (RFC 3986, section 2.1).

    >>> code_path("/Violence/Sexual violence")
    'Violence/Sexual%20violence'
    >>> code_path('rsit:abusive-content="violence"')
    'rsit%3Aabusive-content%3D%22violence%22'
    """
    return quote(notation.lstrip("/"), safe="/~-._()")


def code_iri(scheme_id: str, notation: str) -> str:
    """Return our IRI of a code, used where its owner publishes none."""
    return f"{CROSSWALK}{scheme_id}/{code_path(notation)}"


def word_anchor(text: str) -> str:
    """Return the anchor of a word to avoid on the page of its concept.

    >>> word_anchor("Child  pornography")
    'avoid-child-pornography'
    """
    return "avoid-" + re.sub(r"\W+", "-", text.casefold()).strip("-")
