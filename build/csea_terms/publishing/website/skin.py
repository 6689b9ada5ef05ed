"""The skin: what MkDocs and Material give us, once per language.

MkDocs renders the prose pages of ``site/<language>/`` and one empty page. From that page comes the frame, into
which every other page is poured. This module alone knows MkDocs.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import tempfile
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from csea_terms.model import Language
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
    ("editorial_policy", "editorial-policy/index.html"),
    ("often_confused_pairs", "often-confused/index.html"),
    ("jurisdictions", "jurisdictions/index.html"),
    ("coverage", "coverage/index.html"),
    ("about_the_data", "about-the-data/index.html"),
    ("sources", "sources/index.html"),
    ("languages", "languages/index.html"),
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


def skin_of(repository: Repository, language: Language) -> Skin:
    """Return the skin of a language, from the cache where nothing that makes it has changed."""
    cached = repository.cache / "skin" / f"{language.tag}-{_digest(repository, language)}.json"
    if cached.is_file():
        return _from_json(cached.read_text(encoding="utf-8"))
    skin = _run_mkdocs(repository, language)
    cached.parent.mkdir(parents=True, exist_ok=True)
    for stale in cached.parent.glob(f"{language.tag}-*.json"):
        stale.unlink()
    cached.write_text(json.dumps({"frame": skin.frame, "prose": [vars(prose) for prose in skin.prose]}), "utf-8")
    return skin


def theme_stylesheets() -> list[Path]:
    """Return the files of Material's own styles, in the order in which they are loaded."""
    import material

    folder = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"
    return [next(folder.glob("main.*.css")), next(folder.glob("palette.*.css"))]


def _from_json(text: str) -> Skin:
    data = json.loads(text)
    return Skin(data["frame"], tuple(Prose(**prose) for prose in data["prose"]))


def _digest(repository: Repository, language: Language) -> str:
    """Return a hash of all that makes a skin: settings, theme, prose, strings, this module, MkDocs, Material."""
    digest = hashlib.sha256()
    files = [repository.mkdocs_config, Path(__file__), *(repository.site / "theme").rglob("*.html")]
    files += (repository.site / language.tag).glob("*.md")
    for path in sorted(files):
        digest.update(path.name.encode() + path.read_bytes())
    digest.update(json.dumps([language.tag, language.name, language.direction, dict(language.strings)]).encode())
    digest.update(f"{metadata.version('mkdocs')} {metadata.version('mkdocs-material')}".encode())
    return digest.hexdigest()[:16]


def _run_mkdocs(repository: Repository, language: Language) -> Skin:
    # Material announces its own end of life on standard error at each run; our readers can do nothing about it.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="csea-terms-skin-") as folder:
        docs, out = Path(folder, "docs"), Path(folder, "out")
        docs.mkdir()
        names = sorted(path.stem for path in (repository.site / language.tag).glob("*.md"))
        for name in names:
            (docs / f"{name}.md").write_bytes((repository.site / language.tag / f"{name}.md").read_bytes())
        (docs / "skin.md").write_text(_SKIN_PAGE, encoding="utf-8")
        config = load_config(str(repository.mkdocs_config), docs_dir=str(docs), site_dir=str(out))
        config.theme["language"] = language.tag
        config.theme["direction"] = language.direction
        config.theme.static_templates = set()
        config.extra = {"words": language.strings, "language_name": language.name, "menu": MENU, "footer": FOOTER}
        build(config)
        frame = (out / "skin" / "index.html").read_text(encoding="utf-8")
        prose = [_prose(name, (docs / f"{name}.md"), (out / name / "index.html")) for name in names]
    return Skin("\n".join(line.strip() for line in frame.splitlines() if line.strip()), tuple(prose))


def _prose(name: str, markdown: Path, page: Path) -> Prose:
    from mkdocs.utils.meta import get_data

    _, meta = get_data(markdown.read_text(encoding="utf-8"))
    body = page.read_text(encoding="utf-8").split("<!--prose-->", 1)[1].split("<!--/prose-->", 1)[0]
    return Prose(name, str(meta["title"]), str(meta.get("description", "")), body)
