"""What is handed out with a release: the site in one archive, notes, the books, what Zenodo gets, and checksums of all."""

from __future__ import annotations

import gzip
import hashlib
import tarfile
from collections.abc import Mapping
from pathlib import Path

from csea_terms.changes.change import Report
from csea_terms.changes.written import markdown
from csea_terms.releases import Release


def write_bundle(site: Path, release: Release, report: Report | None, folder: Path, more: Mapping[str, bytes]) -> list[Path]:
    """Write the files of a release into a folder and return their paths.

    ``site`` is the built site, ``report`` what changed since the release before, if there was one, ``more`` the content of each
    further file by its name, such as the books. The same site makes the same archive. ``SHA256SUMS`` is what ``sha256sum -c`` reads.
    """
    folder.mkdir(parents=True, exist_ok=True)
    archive, notes = folder / f"csea-terms-{release.version}.tar.gz", folder / f"csea-terms-{release.version}.md"
    _pack(site, release.version, archive)
    notes.write_text(_notes(release, report), encoding="utf-8", newline="\n")
    for name, content in more.items():
        (folder / name).write_bytes(content)
    handed_out = [archive, notes, *(folder / name for name in more)]
    sums = folder / "SHA256SUMS"
    lines = (f"{_checksum(path)}  {path.name}\n" for path in handed_out)
    sums.write_text("".join(lines), encoding="utf-8", newline="\n")
    return [*handed_out, sums]


def _notes(release: Release, report: Report | None) -> str:
    gained = "".join(f"- {line}\n" for line in release.lines)
    return f"# {release.version}\n\n{gained}" + (f"\n{markdown(report)}" if report else "")


def _pack(site: Path, version: str, archive: Path) -> None:
    """Pack a site into an archive in which everything stands below a folder named after the version, but not releases before it."""
    with archive.open("wb") as file, gzip.GzipFile("", "wb", 6, file, mtime=0) as packed, tarfile.open(fileobj=packed, mode="w") as tar:
        for path in sorted(site.rglob("*")):
            name = path.relative_to(site)
            if name.parts[0] != "releases":
                tar.add(path, f"{version}/{name.as_posix()}", recursive=False, filter=_anonymous)


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    # Who packed it, and when, is nobody's business, and makes another archive of the same site.
    member.uid = member.gid = member.mtime = 0
    member.uname = member.gname = ""
    member.mode = 0o755 if member.isdir() else 0o644
    return member


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
