"""What Zenodo gets of a release, to keep it and give it a DOI: the downloads in one archive, and what is said of them.

The fields are those of Zenodo's REST API ("Deposit metadata", developers.zenodo.org). They repeat CITATION.cff (Citation File Format
1.2.0) and the vocabulary's own description; nothing is said that does not stand there.
"""

from __future__ import annotations

import io
import json
import zipfile
from html import escape
from pathlib import Path

import yaml

from csea_terms.errors import UsageError
from csea_terms.model import Glossary
from csea_terms.names import RELEASES, REPOSITORY
from csea_terms.publishing.takeaway import put
from csea_terms.releases import Release

_BESIDE = ("CITATION.cff", "LICENSE-vocabulary")
"""Files of a checkout that go with the downloads, where they are there."""

_PACKED = (".gz", ".xlsx", ".zip")


def deposition(citation: str, glossary: Glossary, release: Release) -> bytes:
    """Return the JSON that describes a release to Zenodo, as ``PUT /api/deposit/depositions/<id>`` takes it.

    ``citation`` is the text of CITATION.cff. Raises :class:`~csea_terms.errors.UsageError` where it says not what Zenodo needs.
    """
    cited = yaml.safe_load(citation)
    missing = [key for key in ("title", "authors", "license") if not cited.get(key)]
    if missing:
        raise UsageError(f"CITATION.cff has no {', '.join(missing)}, which Zenodo asks for.")
    metadata = {
        "upload_type": "dataset",
        "title": cited["title"],
        "creators": [_creator(author) for author in cited["authors"]],
        "description": _description(glossary, release),
        "publication_date": release.day,
        "version": release.version,
        "access_right": "open",
        "license": cited["license"],
        "keywords": cited.get("keywords", []),
        "related_identifiers": _related(glossary, release),
    }
    return (json.dumps({"metadata": metadata}, ensure_ascii=False, indent=1) + "\n").encode()


def _creator(author: dict[str, str]) -> dict[str, str]:
    """Return an author of CITATION.cff, a person or an organisation, as Zenodo names one."""
    person = ", ".join(author[key] for key in ("family-names", "given-names") if author.get(key))
    creator = {"name": author.get("name") or person, "affiliation": author.get("affiliation", "")}
    creator["orcid"] = author.get("orcid", "").removeprefix("https://orcid.org/")
    return {key: value for key, value in creator.items() if value}


def _description(glossary: Glossary, release: Release) -> str:
    """Return what the release holds, and where its notes are; Zenodo takes HTML."""
    held = f"{len(glossary.concepts)} concepts in {len(glossary.languages)} languages, with crosswalks to {len(glossary.schemes)} schemes of other organisations."
    notes = f"{REPOSITORY}/releases/tag/{release.version}"
    return f'<p>{escape(glossary.description["en"])}.</p><p>{held}</p><p>What this release brought: <a href="{notes}">{notes}</a></p>'


def _related(glossary: Glossary, release: Release) -> list[dict[str, str]]:
    before = [other.version for other in glossary.releases.published if other.version < release.version]
    found = [
        {"identifier": f"{RELEASES}{release.version}/", "relation": "isIdenticalTo"},
        {"identifier": f"{REPOSITORY}/tree/{release.version}", "relation": "isDerivedFrom"},
    ]
    return found + [{"identifier": f"{RELEASES}{version}/", "relation": "isNewVersionOf"} for version in before[:1]]


def data_archive(site: Path, root: Path, version: str) -> bytes:
    """Return the downloads of a built site as one zip archive with citation and licence; the same files make the same archive."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as into:
        for path in (root / name for name in _BESIDE):
            if path.is_file():
                put(into, f"csea-terms-{version}/{path.name}", path.read_bytes())
        for path in sorted(path for path in (site / "data").rglob("*") if path.is_file()):
            method = zipfile.ZIP_STORED if path.suffix in _PACKED else zipfile.ZIP_DEFLATED
            put(into, f"csea-terms-{version}/{path.relative_to(site).as_posix()}", path.read_bytes(), method)
    return archive.getvalue()
