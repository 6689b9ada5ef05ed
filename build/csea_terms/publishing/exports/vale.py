"""The words to avoid as styles for Vale, which checks prose in editors and in continuous integration: a package a language.

A package is what Vale's ``Packages`` reads: a folder with ``.vale.ini`` and ``styles/``, zipped. Each word has a rule of its own
(``existence``), so that it can be switched off by itself. What Vale cannot tell is milder there: see :data:`README`.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import yaml

from csea_terms.model import Glossary
from csea_terms.names import BASE, DATA, TERM, word_anchor
from csea_terms.publishing.takeaway import put
from csea_terms.text.sentences import is_unspaced
from csea_terms.textcheck.expressions import Expressions, expressions
from csea_terms.textcheck.lexicon import Avoided, TextLexicon, checked_languages, words_made_from
from csea_terms.textcheck.replacing import drop_ins

LEVELS = {"avoid": "error", "contested": "warning", "consider": "suggestion"}
"""Vale's level for what the vocabulary says against a word."""

_MILD = "suggestion"

# Quotations are left alone where Vale knows tokens to ignore: in formats with markup, not in plain text.
_SETTINGS = """StylesPath = styles
MinAlertLevel = suggestion

[*]
BasedOnStyles = {style}

[*.{{md,adoc,rst,org}}]
TokenIgnores = (“[^“”]+”), («[^«»]+»), („[^„“]+“), (「[^「」]+」), (《[^《》]+》)
"""

README = """# {style}

Words to avoid when you write about the sexual exploitation and abuse of children, from CSEA Terms ({base}).

    Packages = {address}
    [*]
    BasedOnStyles = {style}

`error`: an authority says to avoid the word. `warning`: professionals disagree. `suggestion`: a better word exists, or Vale cannot
tell whether the word is meant:

* a word that is ordinary elsewhere is looked for only in a sentence with a child and, for most, a word for abuse; where the clause
  ends, and whether the rest of the text is about abuse, Vale does not know;
* a word that a law has or had is only suggested, since Vale does not know whether a law is spoken of.

Vale does not leave alone what people say of themselves, lists of sources, nor quotations in plain text (in Markdown and other markup it
does). It does not find words with look-alike letters. A longer term that holds a word to avoid is left alone by versions of Vale
that know exceptions of several words. `csea-terms check-text` tells all of these. Switch off one word by its rule's name:

    [*]
    {rule} = NO

Licence: CC BY 4.0. Rules that find a word in a sentence mark the sentence from that word to the word for a child.
"""


made_from = words_made_from


def files(glossary: Glossary) -> Iterator[tuple[str, bytes]]:
    """Yield the package of each language whose texts can be checked."""
    for language in checked_languages(glossary):
        yield from files_in(glossary, language.tag)


def files_in(glossary: Glossary, tag: str) -> Iterator[tuple[str, bytes]]:
    """Yield the package of a language, as a file below ``data/``."""
    yield package_path(tag), package(TextLexicon(glossary, tag))


def package_path(tag: str) -> str:
    """Return where the package of a language stands below ``data/``; Vale calls it by the file's name."""
    return f"vale/{style_name(tag)}.zip"


def style_name(tag: str) -> str:
    """Return what the style of a language is called."""
    return f"CSEA-{tag}"


def package(lexicon: TextLexicon) -> bytes:
    """Return the zipped package of a language."""
    style = style_name(lexicon.tag)
    rules = dict(vale_rules(lexicon))
    example = f"{style}.{next(iter(rules), '')}"
    address = f"{DATA}{package_path(lexicon.tag)}"
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as into:
        put(into, f"{style}/.vale.ini", _SETTINGS.format(style=style).encode())
        put(into, f"{style}/README.md", README.format(style=style, base=BASE, address=address, rule=example).encode())
        for name, rule in rules.items():
            put(into, f"{style}/styles/{style}/{name}.yml", _yaml(rule))
    return archive.getvalue()


# libyaml, where PyYAML has it, writes the same twenty times faster: 0.1 s instead of 1.5 s for all languages.
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def _yaml(rule: dict[str, object]) -> bytes:
    return yaml.dump(rule, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=10_000).encode()


def vale_rules(lexicon: TextLexicon) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the rules of a language by their names: the concept and the word, for what is asked beside a word with ``-beside`` behind."""
    for found in expressions(lexicon):
        name = rule_name(found.word)
        if found.plain:
            yield name, _rule(found, found.plain, _level(found.word), lexicon.tag)
        if found.beside:
            yield f"{name}-beside", _rule(found, found.beside, _MILD, lexicon.tag)


def rule_name(word: Avoided) -> str:
    """Return the name of a word's rule: its concept and the word, in letters, digits and hyphens."""
    return f"{word.concept}-{word_anchor(word.label.text).removeprefix('avoid-')}"


def _level(word: Avoided) -> str:
    return _MILD if any(usage.is_law for usage in word.label.usages) else LEVELS[word.severity]


def _rule(found: Expressions, tokens: tuple[str, ...], level: str, tag: str) -> dict[str, object]:
    word = found.word
    rule: dict[str, object] = {
        "extends": "existence", "message": _message(word), "level": level, "link": TERM + word.concept, "ignorecase": True,
        "nonword": is_unspaced(tag), "tokens": list(tokens),
    }  # fmt: skip
    if found.covered:
        rule["exceptions"] = list(found.covered)
    if tokens is found.plain and drop_ins(word.label):
        rule["action"] = {"name": "replace", "params": list(drop_ins(word.label))}
    return rule


def _message(word: Avoided) -> str:
    """Return what is said of a word; Vale puts what it found in the place of ``%s`` ("message")."""
    instead = f" → {word.instead}." if word.instead else ""
    return " ".join(f"“{word.label.text}”{instead} {word.label.reason}".replace("%s", "% s").split())
