"""What stands in the columns of the tables for download: told once, for files, data dictionaries and pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from csea_terms.crosswalks.verdicts import VERDICTS
from csea_terms.formats.dictionaries import Column
from csea_terms.formats.tables import Sheet

RELATIONS = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
"""The relations of SKOS between our concepts and codes."""

KINDS = {
    "claim": "A relation that holds.",
    "denial": "A relation that a careless reader would claim and that does not hold.",
    "gap": "We looked, and the scheme has no code for the concept.",
    "code": "A code beside which no concept stands; verdict and comment say why.",
}
"""The kinds of rows in a table of concepts and codes."""

_SCHEME = r"[a-z0-9]+(-[a-z0-9]+)*"

CROSSWALK = (
    Column("kind", "Kind of row", " ".join(f"{kind}: {meaning}" for kind, meaning in KINDS.items()), required=True, words=tuple(KINDS)),
    Column("concept_id", "Concept", "Identifier of our concept; empty where no concept stands beside a code."),
    Column("concept", "Name of the concept", "Our preferred name of the concept in English."),
    Column("relation", "Relation", "How the code relates to the concept, as a property of SKOS: broadMatch says that the code is broader. \"not\" in front denies it. \"no equivalent\" in rows of the kind gap, \"none\" in those of the kind code.", required=True, words=(*RELATIONS, *(f"not {name}" for name in RELATIONS), "no equivalent", "none")),
    Column("scheme", "Scheme", "Identifier of the other organisation’s scheme.", required=True, pattern=_SCHEME),
    Column("edition", "Edition", "Version or date of the scheme."),
    Column("notation", "Code", "The code as its owner writes it. It is text: 030113 keeps its first digit. Empty in rows of the kind gap."),
    Column("title", "Title", "Title of the code, in English where its owner has one in English."),
    Column("title_by", "Words of the title", "owner: the title is its owner’s. us: the owner gives none, the words are ours.", words=("owner", "us")),
    Column("title_translation", "Our translation", "What we call in English a code whose owner has no English title for it."),
    Column("parent", "Parent code", "The next broader codes in the same scheme.", "list"),
    Column("verdict", "Verdict", "What is said of the code as a whole, over all its rows.", words=tuple(VERDICTS)),
    Column("verified", "Verified", "Whether the code was checked against its owner’s publication.", "boolean"),
    Column("withdrawn", "Withdrawn", "Whether its owner has withdrawn the code.", "boolean"),
    Column("replaced_by", "Replaced by", "The codes of the same scheme by which its owner replaced a withdrawn one.", "list"),
    Column("sentence", "In a sentence", "What the row says, in words.", required=True),
    Column("confidence", "Confidence", "How sure we are of the relation, the denial or the gap: 1 is certain.", "number", least=0, most=1),
    Column("comment", "Comment", "What differs, or why the code is outside or a gap; read it before you add figures up."),
    Column("justification", "Justification", "How the judgment was made, as a term of the Semantic Mapping Vocabulary (SEMAPV).", pattern=r"semapv:[A-Za-z]+"),
    Column("concept_iri", "Address of the concept", "IRI of our concept.", "uri"),
    Column("code_iri", "Address of the code", "IRI of the code: its owner’s where there is one, else ours.", "uri"),
)  # fmt: skip
"""Our concepts beside the codes of other organisations (``crosswalks/<scheme>.csv``, ``crosswalks/all.csv``)."""

PAIR = (
    Column("from_scheme", "From", "Identifier of the scheme to recode from; csea for our own terms.", required=True, pattern=_SCHEME),
    Column("from_notation", "Code", "Code of that scheme, as its owner writes it. It is text.", required=True),
    Column("from_title", "Title", "Title of that code.", required=True),
    Column("relation", "Relation", "How the second code relates to the first, as a property of SKOS: broadMatch says that the second is broader. suggestion: two near matches suggest it, and nobody has judged it.", required=True, words=(*RELATIONS[:4], "suggestion")),
    Column("to_scheme", "To", "Identifier of the scheme to recode into; csea for our own terms.", required=True, pattern=_SCHEME),
    Column("to_notation", "Code there", "Code of the other scheme. It is text.", required=True),
    Column("to_title", "Title there", "Title of that code.", required=True),
    Column("confidence", "Confidence", "That of the weakest judgment on the way: 1 is certain.", "number", required=True, least=0, most=1),
    Column("cardinality", "Cardinality", "How many codes of each scheme stand beside one of the other in this table (SSSOM, mapping_cardinality).", required=True, words=("1:1", "1:n", "n:1", "n:n")),
    Column("entailed", "Follows", "yes: it follows from the judgments. no: they only suggest it.", "boolean", required=True),
    Column("through", "Through", "The concepts of ours, or codes of other schemes, by which it was found, from the first code to the second, with > between them."),
    Column("sentence", "In a sentence", "What the row says, in words.", required=True),
    Column("comment", "Comment", "What differs, where somebody compared the two codes themselves; then no concept stands in between."),
    Column("sources", "Sources", "The addresses of the works that were read for it.", "list"),
)  # fmt: skip
"""Two other schemes side by side (``crosswalks/from/<scheme>.csv``); ``site/assets/compare/pair-files.mjs`` writes the same."""

SCHEMES = (
    Column("scheme", "Scheme", "Identifier of the scheme.", required=True, pattern=_SCHEME),
    Column("title", "Title", "Its title.", required=True),
    Column("owner", "Owner", "The organisation that publishes it.", required=True),
    Column("edition", "Edition", "Version or date of the codes.", required=True),
    Column("terms_of_use", "Terms of use", "What its owner says about use.", required=True),
    Column("homepage", "Website", "Where its owner publishes it.", "uri", required=True),
    Column("what_it_covers", "What it covers", "What it classifies, and what it does not.", required=True),
)  # fmt: skip
"""The other schemes (a sheet in every workbook of a crosswalk)."""

SCHEMES_COUNTED = (
    *SCHEMES,
    Column("year", "Year", "Year of the edition."),
    Column("sector", "Sector", "Identifier of the field of work that uses it.", required=True),
    Column("changed", "Changed", "Day on which our judgments about it last changed (ISO 8601), where it is known.", pattern=r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    Column("judged_whole", "Judged whole", "Whether we have gone through all its codes that are listed.", "boolean", required=True),
    Column("codes", "Codes", "How many of its codes are listed.", "integer", required=True, least=0),
    Column("usable", "Usable", "How many codes data can be recoded by: same, near, within and holds together.", "integer", required=True, least=0),
    *(Column(name, name.capitalize(), meaning, "integer", required=True, least=0) for name, meaning in VERDICTS.items()),
)  # fmt: skip
"""The other schemes with their figures (``schemes.csv``)."""

LABELS = (
    Column("id", "Concept", "Identifier of the concept.", required=True),
    Column("language", "Language", "Language of the name (BCP 47).", required=True),
    Column("label", "Name", "The name.", required=True),
    Column("kind", "Kind", "preferred, admitted (right as well) or avoid.", required=True, words=("preferred", "admitted", "avoid")),
    Column("say_instead", "Say instead", "What to say instead of a word to avoid.", "list"),
    Column("reason", "Reason", "Why to avoid the word, in its language."),
    Column("in_the_law_of", "In the law of", "Whose law has the word (ISO 3166), and since when.", "list"),
    Column("formerly_in_the_law_of", "Formerly in the law of", "Whose law had the word, since and until when.", "list"),
    Column("attested_by", "Found at", "Who publishes a text that has the name."),
    Column("reviewed_by", "Reviewed by", "The native-speaking professionals who put their names to the words of this language.", "list"),
)  # fmt: skip
"""Every name on a row of its own (a sheet of ``terms.xlsx``)."""

AVOIDED = (
    Column("language", "Language", "Language of the word (BCP 47).", required=True),
    Column("word", "Word", "The word or phrase to avoid.", required=True),
    Column("forms", "Further forms", "Further spellings and forms to avoid alike.", "list"),
    Column("id", "Concept", "Identifier of the concept that the word is used for.", required=True),
    Column("severity", "Severity", "avoid: an authority says so. contested: professionals disagree. consider: a better word exists.", required=True, words=("avoid", "contested", "consider")),
    Column("found", "Found", "anywhere: the word is meant wherever it stands. near-children: it is ordinary elsewhere, and meant only near a child.", required=True, words=("anywhere", "near-children")),
    Column("say_instead", "Say instead", "What to say instead.", "list"),
    Column("reason", "Reason", "Why to avoid it, in its language."),
    Column("keep", "May stay", "Where it may stay, in its language."),
    Column("sources", "Sources", "Keys of the works that say so.", "list"),
    Column("iri", "Address", "IRI of the concept.", "uri", required=True),
)  # fmt: skip
"""The words to avoid (``words-to-avoid.csv``)."""

WORDS = (
    Column("word", "Word", "A word, or a code or its title, as people write it.", required=True),
    Column("language", "Language", "Language of the word (BCP 47); empty for a code."),
    Column("kind", "Kind", "What it is: a name of a concept (preferred, admitted), a word that is only found (hidden) or to be avoided (avoid), a code (code) or its title (title).", required=True, words=("preferred", "admitted", "hidden", "avoid", "code", "title")),
    Column("type", "Type", "concept, or the identifier of the scheme that the code belongs to.", required=True),
    Column("id", "Identifier", "Identifier as the reconciliation service has it: what follows the base of the address.", required=True),
    Column("name", "Name", "Preferred name of the concept in English, or title of the code.", required=True),
    Column("iri", "Address", "IRI of the concept or code.", "uri", required=True),
)  # fmt: skip
"""Every word with what it stands for (``reconciliation.csv``); a word may stand for several things."""

FILES = (
    Column("file", "File", "Path of the file below data/.", required=True),
    Column("bytes", "Size", "Size in bytes.", "integer", required=True, least=0),
    Column("sha256", "SHA-256", "Checksum of the file.", required=True, pattern="[0-9a-f]{64}"),
)  # fmt: skip
"""The files for download (``files.csv``)."""

_TERMS = (
    Column("id", "Concept", "Identifier of the concept.", required=True),
    Column("iri", "Address", "IRI of the concept.", "uri", required=True),
    Column("status", "Status", "current or deprecated.", required=True, words=("current", "deprecated")),
    Column("facet", "Topic", "Identifier of the topic under which the concept stands."),
    Column("broader", "Broader", "Identifiers of the next broader concepts.", "list"),
    Column("guidance", "Guidance", "What the editors say of its use.", required=True),
    Column("sources", "Sources", "Keys of the works that it cites.", "list"),
    Column("replaced_by", "Replaced by", "Identifiers of the concepts that took the place of one that is deprecated.", "list"),
)  # fmt: skip

_PER_LANGUAGE = (
    Column("preferred", "Preferred name", "The preferred name.", "list"),
    Column("admitted", "Admitted names", "Names that are right as well.", "list"),
    Column("avoid", "Words to avoid", "Words not to use; the sheet labels of the Excel file says why and what to say instead.", "list"),
    Column("definition", "Definition", "What the concept is."),
)  # fmt: skip


def terms(languages: Iterable[str]) -> tuple[Column, ...]:
    """Return the columns of the table of terms (``terms.csv``): those of each language stand side by side."""
    spoken = (
        Column(f"{one.name}_{tag}", f"{one.title} ({tag})", one.description, one.type) for tag in languages for one in _PER_LANGUAGE
    )
    return (*_TERMS, *spoken)


def sheet_of(name: str, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> Sheet:
    """Return a sheet whose header and numbers are those of described columns."""
    numbers = frozenset(column.name for column in columns if column.type in ("number", "integer"))
    return Sheet(name, [column.name for column in columns], rows, numbers)


def dictionary(columns: Sequence[Column]) -> Sheet:
    """Return the sheet that says what the columns of the first sheet hold."""
    rows = [(column.name, column.title, column.type, ", ".join(column.words), column.description) for column in columns]
    return Sheet("columns", ("column", "title", "type", "values", "description"), rows)
