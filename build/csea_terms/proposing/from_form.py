"""Turn a filled issue form into files in their canonical form, and into the words of a pull request that credits its author.

What the form says reaches files only through the writers of Turtle and tables, and the pull request only inside a fence; names of files,
branch and title are made of identifiers that the vocabulary has or of letters that such may have.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from csea_terms.crosswalks.judging import adopt
from csea_terms.crosswalks.judging.questions import BY_HAND, find_code, find_concept, find_scheme
from csea_terms.errors import UsageError
from csea_terms.model import Concept, Glossary, Mapping, Scheme
from csea_terms.names import BASE, SOURCE
from csea_terms.proposing.form import Form
from csea_terms.proposing.new import NewWords, new_term, new_words, slug_of
from csea_terms.proposing.reworded import WordToAvoid, reworded, with_word_to_avoid
from csea_terms.reading.loaded import File, Loaded
from csea_terms.reading.repository import Repository
from csea_terms.text.fold import fold

_ADDRESS = re.compile(r"https://[^\s<>\"{}|^`\\]+")
_CONFIDENCE = re.compile(r"0?[.,][0-9]{1,2}|[01](?:[.,]0{1,2})?")
_RELATIONS = {
    "They mean the same cases": ("exactMatch", False),
    "They mean nearly the same cases": ("closeMatch", False),
    "Every case of the term is a case of the code, not the reverse": ("broadMatch", False),
    "Every case of the code is a case of the term, not the reverse": ("narrowMatch", False),
    "They are connected, but neither holds the other": ("relatedMatch", False),
    "They look alike and are not the same": ("exactMatch", True),
    "The scheme has no code for it": None,
}
"""What the form for mappings offers: relation, and whether it is denied; None is a stated gap."""


@dataclass(frozen=True)
class Proposal:
    """The files of a proposal by path, and what its branch, its commit and its pull request are called."""

    texts: dict[str, str]
    branch: str
    title: str
    author: str
    body: str


def proposal(form: Form, repository: Repository, loaded: Loaded, glossary: Glossary) -> Proposal:
    """Return what a form proposes. Raises :class:`~csea_terms.errors.UsageError` with what a person must settle first."""
    if form.kind not in _MAKERS:
        raise UsageError(f"A form of the kind {form.kind} is for people: no file follows from it.")
    name, about, texts = _MAKERS[form.kind](_Given(form, repository, loaded, glossary))
    author = f"{form.login} <{form.user}+{form.login}@users.noreply.github.com>"
    return Proposal(texts, f"proposal-{form.number}", f"{name}: {about}", author, _body(form, texts))


def _body(form: Form, texts: dict[str, str]) -> str:
    # A fence that is longer than any in the text cannot be closed by it (CommonMark, section 4.5).
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", form.body))])
    files = "\n".join(f"- `{path}`" for path in sorted(texts))
    return (
        f"Proposed by @{form.login}. Closes #{form.number}.\n\n{files}\n\n"
        "These files were written from the form; nobody has judged them yet. Close this pull request and open it again to start its check.\n\n"
        f"What the form says:\n{fence}text\n{form.body}\n{fence}\n"
    )


@dataclass(frozen=True)
class _Given:
    """A form, with what its words are looked up in."""

    form: Form
    repository: Repository
    loaded: Loaded
    glossary: Glossary

    def needed(self, field: str) -> str:
        text = self.form.line(field)
        if not text:
            raise UsageError(f"The form leaves {field} empty.")
        return text

    def concept(self, field: str) -> Concept:
        """Return the concept that a field names by the address of a page or of the concept, by identifier or by a name."""
        text = self.needed(field)
        name = text.rstrip("/").rpartition("/")[2] if text.startswith(BASE) else text
        concepts = self.glossary.concepts
        if name not in concepts:
            named = [c.id for c in concepts.values() for words in c.words.values() if words.preferred and fold(words.preferred.text) == fold(text)]
            name = named[0] if named else name
        return find_concept(self.glossary, name)

    def language(self) -> str:
        named = self.needed("language")
        tag = next((one.tag for one in self.glossary.languages.values() if one.english_name == named), "")
        if not tag:
            raise UsageError("The site does not have this language yet: see csea-terms new language.")
        return tag

    def words_file(self, concept: Concept, tag: str) -> File:
        if tag not in concept.words:
            raise UsageError(f"{concept.id} has no words in {tag} yet. Ask for a translation instead.")
        return self.loaded.files[f"vocab/terms/{concept.id}/{tag}.ttl"]

    def sources(self) -> list[str]:
        """Return the keys of the sources that the lines of the form name by key or address; there must be one."""
        pages = {source.url: key for key, source in self.glossary.sources.items() if source.url}
        found = []
        for line in self.form.lines("sources"):
            words = [word.strip("<>()[],;:.") for word in line.split()]
            named = [pages.get(word) or word.removeprefix(SOURCE) for word in words]
            found += [key for key in named if key in self.glossary.sources]
        if not found:
            raise UsageError("The form names no source of vocab/sources. Add it first: csea-terms new source KEY.")
        return list(dict.fromkeys(found))

    def names(self, field: str) -> list[str]:
        """Return the names in a field, behind commas or one a line."""
        names = [name.strip() for line in self.form.lines(field) for name in re.split("[,،，、]", line)]
        if not any(names):
            raise UsageError(f"The form leaves {field} empty.")
        return list(dict.fromkeys(filter(None, names)))


_Made = tuple[str, str, dict[str, str]]


def _term(given: _Given) -> _Made:
    label, *admitted = given.names("name")
    slug = slug_of(label)
    if slug in given.glossary.concepts:
        raise UsageError(f"There is already a term called {slug}.")
    words = NewWords(label, given.needed("definition"), given.form.line("plain"), admitted)
    return "New term", slug, new_term(slug, words, [given.concept("broader").id], given.sources(), [], "recommended")


def _wording(given: _Given) -> _Made:
    concept, tag = given.concept("term"), given.language()
    file = given.words_file(concept, tag)
    return "Better wording", f"{concept.id}, {tag}", {file.path: reworded(file, given.needed("now"), given.needed("better"))}


def _translation(given: _Given) -> _Made:
    concept, tag = given.concept("term"), given.language()
    if tag in concept.words:
        raise UsageError(f"{concept.id} has words in {tag} already. Ask for a better wording instead.")
    label, *admitted = given.names("name")
    found = given.form.line("found")
    address = _ADDRESS.search(found)
    at = address[0].rstrip(".,;)") if address else ""
    publisher = found[: address.start()].strip(" ,;:(<") if address else ""
    english = concept.in_language("en")
    words = NewWords(label, given.form.line("definition"), given.form.line("plain"), admitted, at, publisher)
    return "Translation", f"{concept.id}, {tag}", new_words(concept.id, tag, words, NewWords("", english.definition, english.plain_definition))


def _word_to_avoid(given: _Given) -> _Made:
    concept, tag = given.concept("term"), given.language()
    file = given.words_file(concept, tag)
    avoided = WordToAvoid(given.needed("word"), given.needed("reason"), given.names("instead"), given.form.line("keep"), given.sources())
    return "Word to avoid", f"{concept.id}, {tag}", {file.path: with_word_to_avoid(file, avoided)}


def _mapping(given: _Given) -> _Made:
    concept, relation = given.concept("term"), given.needed("relation")
    if relation not in _RELATIONS:
        raise UsageError("The form names a relation that it does not offer.")
    scheme, notation = _scheme_and_code(given.glossary, given.needed("scheme"))
    stated = _RELATIONS[relation]
    sure = given.needed("confidence")
    if not _CONFIDENCE.fullmatch(sure):
        raise UsageError("The form does not say by a number from 0 to 1 how sure its author is.")
    code = find_code(scheme, notation).notation if stated else None
    predicate, negated = stated or ("exactMatch", False)
    row = Mapping(concept.id, predicate, scheme.id, code, BY_HAND, float(sure.replace(",", ".")), given.needed("why"), negated)
    return "Mapping", f"{concept.id} in {scheme.id}", adopt(given.repository, given.glossary, [row]).texts


def _scheme_and_code(glossary: Glossary, text: str) -> tuple[Scheme, str]:
    """Return the scheme with whose identifier or name a text begins, and the rest."""
    names = {name: scheme for scheme in glossary.schemes.values() for name in (scheme.id, scheme.name)}
    for name in sorted(names, key=len, reverse=True):
        if f"{text} ".startswith(f"{name} "):
            return names[name], text[len(name) :].strip()
    return find_scheme(glossary, text.split(" ")[0]), ""


_MAKERS: dict[str, Callable[[_Given], _Made]] = {
    "term": _term, "wording": _wording, "translation": _translation, "word-to-avoid": _word_to_avoid, "mapping": _mapping,
}  # fmt: skip
"""What each form makes: what it is called, what it is about in identifiers, and its files."""
