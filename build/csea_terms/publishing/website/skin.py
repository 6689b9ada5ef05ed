"""The skin: what MkDocs and Material give us, in one run for all languages.

MkDocs renders the prose pages of ``site/<language>/`` and one empty page a language. From that page comes the frame, into
which every other page of the language is poured. This module alone knows MkDocs.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

from csea_terms import __version__
from csea_terms.model import Language
from csea_terms.names import BASE, PROPOSE_TERM
from csea_terms.publishing.website.python_api import PLACE, reference
from csea_terms.reading.repository import Repository

MENU = (
    ("home", "index.html"),
    ("browse_az", "az/index.html"),
    ("browse_topic", "topics/index.html"),
    ("sectors", "sectors/index.html"),
    ("terms_to_avoid", "avoid/index.html"),
    ("crosswalks", "crosswalks/index.html"),
    ("downloads", "downloads/index.html"),
    ("about", "about/index.html"),
)
"""The menu: key of the interface string → page below the language's folder."""

FOOTER = (
    ("check_text", "check-text/index.html"),
    ("propose", "propose/index.html"),
    ("editorial_policy", "editorial-policy/index.html"),
    ("rules", "rules/index.html"),
    ("often_confused_pairs", "often-confused/index.html"),
    ("jurisdictions", "jurisdictions/index.html"),
    ("coverage", "coverage/index.html"),
    ("about_the_data", "about-the-data/index.html"),
    ("sources", "sources/index.html"),
    ("codes_list", "codes/index.html"),
    ("languages", "languages/index.html"),
    ("site_index", "site-index/index.html"),
    ("get_help_now", "help/index.html"),
)

_SKIN_PAGE = "---\nskin: true\n---\n"


@dataclass(frozen=True)
class Prose:
    """A page that people wrote in Markdown: its name, title and HTML."""

    name: str
    title: str
    description: str
    body: str


@dataclass(frozen=True)
class Skin:
    """The frame of a language, with its ``@@…@@`` places, and the prose pages of that language."""

    frame: str
    prose: tuple[Prose, ...]


def skins_of(repository: Repository, languages: Mapping[str, Language]) -> dict[str, Skin]:
    """Return the skin of each language, from the cache where nothing that makes them has changed."""
    cached = repository.cache / "skin" / f"{_digest(repository, languages)}.json"
    if cached.is_file():
        return _from_json(cached.read_text(encoding="utf-8"))
    skins = _run_mkdocs(repository, languages)
    cached.parent.mkdir(parents=True, exist_ok=True)
    for stale in cached.parent.glob("*.json"):
        stale.unlink()
    cached.write_text(json.dumps({tag: asdict(skin) for tag, skin in skins.items()}), "utf-8")
    return skins


def _from_json(text: str) -> dict[str, Skin]:
    return {
        tag: Skin(data["frame"], tuple(Prose(**prose) for prose in data["prose"])) for tag, data in json.loads(text).items()
    }


def _digest(repository: Repository, languages: Mapping[str, Language]) -> str:
    """Return a hash of all that makes the skins: settings, theme, prose, docstrings of what is public, strings, this module, MkDocs, Material."""
    digest = hashlib.sha256()
    files = [repository.mkdocs_config, Path(__file__), *(repository.site / "theme").rglob("*.html")]
    files += [path for tag in languages for path in (repository.site / tag).glob("*.md")]
    for path in sorted(files):
        digest.update(f"{path.parent.name}/{path.name}\n".encode() + path.read_bytes())
    digest.update(reference().encode())
    digest.update(json.dumps([_edition(language) for language in languages.values()]).encode())
    digest.update(f"{metadata.version('mkdocs')} {metadata.version('mkdocs-material')}".encode())
    return digest.hexdigest()[:16]


def _edition(language: Language) -> dict[str, object]:
    """Return what the theme is told of a language."""
    return {
        "tag": language.tag,
        "name": language.name,
        "direction": language.direction,
        "words": dict(language.strings),
        "version": __version__,
        "base": BASE,
    }


def _run_mkdocs(repository: Repository, languages: Mapping[str, Language]) -> dict[str, Skin]:
    # Material announces its own end of life on standard error at each run; our readers can do nothing about it.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="csea-terms-skin-") as folder:
        docs, out = Path(folder, "docs"), Path(folder, "out")
        for tag in languages:
            (docs / tag).mkdir(parents=True)
            for path in (repository.site / tag).glob("*.md"):
                text = path.read_text(encoding="utf-8").replace(PLACE, reference())
                (docs / tag / path.name).write_text(text, encoding="utf-8")
            (docs / tag / "skin.md").write_text(_SKIN_PAGE, encoding="utf-8")
        config = load_config(str(repository.mkdocs_config), docs_dir=str(docs), site_dir=str(out))
        config.theme.static_templates = set()
        editions = {tag: _edition(language) for tag, language in languages.items()}
        config.extra = {"editions": editions, "menu": MENU, "footer": FOOTER, "propose": PROPOSE_TERM}
        build(config)
        return {tag: _skin(docs / tag, out / tag) for tag in languages}


def _skin(docs: Path, out: Path) -> Skin:
    """Return the skin of a language from the Markdown that MkDocs was given and the pages that it made."""
    frame = (out / "skin" / "index.html").read_text(encoding="utf-8")
    prose = [_prose(path, out / path.stem / "index.html") for path in sorted(docs.glob("*.md")) if path.stem != "skin"]
    return Skin("\n".join(line.strip() for line in frame.splitlines() if line.strip()), tuple(prose))


def _prose(markdown: Path, page: Path) -> Prose:
    from mkdocs.utils.meta import get_data

    _, meta = get_data(markdown.read_text(encoding="utf-8"))
    body = page.read_text(encoding="utf-8").split("<!--prose-->", 1)[1].split("<!--/prose-->", 1)[0]
    return Prose(markdown.stem, str(meta["title"]), str(meta.get("description", "")), body)
