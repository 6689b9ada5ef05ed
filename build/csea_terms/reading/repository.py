"""Where each thing stands in a checkout, and which file is of which kind.

The folder is the registry: to add a concept, a language, a scheme or a source is to add a file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from csea_terms.errors import UsageError

SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
"""A concept's, scheme's, source's or sector's identifier: lower-case words joined by hyphens."""

LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
"""A language tag as this repository writes it: language, script, region (BCP 47, section 2.1)."""

_KINDS = (
    ("scheme", re.compile(r"vocab/scheme\.ttl")),
    ("schema", re.compile(r"vocab/schema\.ttl")),
    ("sectors", re.compile(r"vocab/sectors\.ttl")),
    ("exceptions", re.compile(r"vocab/exceptions\.toml")),
    ("published", re.compile(r"vocab/published\.tsv")),
    ("retired", re.compile(r"vocab/retired\.tsv")),
    ("withheld", re.compile(r"vocab/withheld\.tsv")),
    ("concept", re.compile(rf"vocab/terms/(?P<owner>{SLUG.pattern})/concept\.ttl")),
    ("words", re.compile(rf"vocab/terms/(?P<owner>{SLUG.pattern})/(?P<language>{LANGUAGE_TAG.pattern})\.ttl")),
    ("source", re.compile(rf"vocab/sources/(?P<owner>{SLUG.pattern})\.ttl")),
    ("language", re.compile(rf"vocab/languages/(?P<language>{LANGUAGE_TAG.pattern})\.toml")),
    ("comments", re.compile(rf"vocab/languages/comments/(?P<language>{LANGUAGE_TAG.pattern})\.toml")),
    ("checklist", re.compile(rf"vocab/languages/(?P<language>{LANGUAGE_TAG.pattern})\.md")),
    ("prose", re.compile(rf"site/(?P<language>{LANGUAGE_TAG.pattern})/[^/]+\.md")),
    ("codes", re.compile(rf"vocab/crosswalks/(?P<owner>{SLUG.pattern})/scheme\.ttl")),
    ("mappings", re.compile(rf"vocab/crosswalks/(?P<owner>{SLUG.pattern})/mappings\.sssom\.tsv")),
    ("code-mappings", re.compile(rf"vocab/crosswalks/(?P<owner>{SLUG.pattern})/to-(?P<target>{SLUG.pattern})\.sssom\.tsv")),
)


@dataclass(frozen=True)
class Place:
    """A file of the vocabulary, or a page that people wrote: its path below the root, its kind, and whose words it holds.

    ``kind`` is scheme, schema, sectors, exceptions, published, retired, withheld, concept, words, source, language, comments, checklist, prose, codes,
    mappings, code-mappings or stray.
    ``owner`` is the identifier that the path names, ``language`` its language tag, ``target`` the other scheme to which a
    scheme's codes are related; all may be empty.
    """

    path: str
    kind: str
    owner: str = ""
    language: str = ""
    target: str = ""

    @property
    def is_turtle(self) -> bool:
        """Whether the file is written in Turtle."""
        return self.path.endswith(".ttl") and self.kind != "stray"


def place_of(path: str) -> Place:
    """Return what a path below the root is for; ``stray`` when nothing of ours is called that.

    >>> place_of("vocab/terms/csam/fr.ttl")
    Place(path='vocab/terms/csam/fr.ttl', kind='words', owner='csam', language='fr', target='')
    """
    for kind, pattern in _KINDS:
        found = pattern.fullmatch(path)
        if found:
            return Place(path, kind, **found.groupdict())
    return Place(path, "stray")


class Repository:
    """A checkout of the vocabulary, the shapes and the site's sources."""

    def __init__(self, root: Path, output: Path | None = None, cache: Path | None = None):
        """Take the folder that holds ``vocab/``; raise :class:`UsageError` if there is none.

        ``output`` is the folder of everything generated (default: ``public/``), ``cache`` one that may be deleted
        at any time (default: ``.cache/``). Both must be on one disk.
        """
        self.root = Path(root).resolve()
        self.output = output or self.root / "public"
        self.cache = cache or self.root / ".cache"
        if not (self.root / "vocab").is_dir():
            raise UsageError(f"There is no vocab/ folder in {self.root}. This needs a checkout: go to one, or name it with --root DIR.")

    @property
    def shapes(self) -> Path:
        """The folder of the SHACL shapes."""
        return self._own_or_packaged("shapes")

    @property
    def site(self) -> Path:
        """The folder of the website's sources."""
        return self._own_or_packaged("site")

    @property
    def mkdocs_config(self) -> Path:
        """The settings of the skin."""
        return self._own_or_packaged("mkdocs.yml")

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every file below ``vocab/`` and every prose page of ``site/``, by path."""
        pages = (path.relative_to(self.root).as_posix() for path in (self.root / "site").glob("*/*.md"))
        prose = [place for place in map(place_of, sorted(pages)) if place.kind == "prose"]
        return (*prose, *(place_of(path) for path in sorted(self._paths())))

    def of_kind(self, kind: str) -> Iterator[Place]:
        """Yield the files of one kind."""
        return (place for place in self.places if place.kind == kind)

    def read_bytes(self, path: str) -> bytes:
        """Return a file's content."""
        return (self.root / path).read_bytes()

    def _paths(self) -> Iterator[str]:
        start = len(str(self.root)) + 1
        for folder, subfolders, names in os.walk(self.root / "vocab"):
            # A link to a folder is a file to git, and a stray one to us.
            for name in [*names, *(name for name in subfolders if os.path.islink(f"{folder}/{name}"))]:
                yield f"{folder}/{name}"[start:].replace(os.sep, "/")

    def _own_or_packaged(self, name: str) -> Path:
        """Return what the checkout has of that name, else what came with the program."""
        own = self.root / name
        return own if own.exists() else PACKAGED / name


def is_checkout(folder: Path) -> bool:
    """Return whether a folder is the top of a checkout; one that is called ``vocab`` may be anybody's."""
    return (folder / "vocab" / "scheme.ttl").is_file()


_PACKAGE = Path(__file__).resolve().parents[1]
PACKAGED = _PACKAGE / "_checkout" if (_PACKAGE / "_checkout").is_dir() else _PACKAGE.parents[1]
"""What came with the program: a wheel carries a copy of what is needed of the checkout (pyproject.toml); in a checkout it is two below."""

COMPILED = PACKAGED / "compiled"
"""The vocabulary as a wheel carries it (:mod:`csea_terms.releasing.wheel`); there is none in a checkout."""

GLOSSARY, TEXTS, SEARCH = "glossary.json", "texts.json", "search"
"""What stands there: the model, as much of it as checking texts asks for, and the folder of the lists for search."""
