"""The lock from which `make` installs fits pyproject.toml."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
_ENTRIES = [Requirement(text) for text in re.findall(r"^([\w.-]+==[^\\\n]+)", LOCK, re.MULTILINE)]
# The lock serves several Python versions; a package may be pinned differently for each.
PINS = {
    canonicalize_name(entry.name): next(iter(entry.specifier)).version
    for entry in _ENTRIES
    if entry.marker is None or entry.marker.evaluate()
}
ADVICE = "Run `make lock`."
INSTALL = "It is locked and not installed here. Run `make site`."


def _direct() -> list[Requirement]:
    extras = PROJECT["optional-dependencies"].values()
    return [Requirement(text) for text in (*PROJECT["dependencies"], *(text for extra in extras for text in extra))]


def _requires(name: str) -> list[str]:
    """Return what an installed package needs."""
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        pytest.fail(f"{name}: {INSTALL}")


def test_every_dependency_is_pinned_within_its_bounds():
    wrong = [str(r) for r in _direct() if not r.specifier.contains(PINS.get(canonicalize_name(r.name), "0"))]
    assert wrong == [], ADVICE


def test_what_the_dependencies_need_is_pinned_too():
    queue, seen, missing = [canonicalize_name(r.name) for r in _direct()], set(), []
    while queue:
        name = queue.pop()
        if name in seen:
            continue
        seen.add(name)
        for text in _requires(name):
            needed = Requirement(text)
            if needed.marker and not needed.marker.evaluate({"extra": ""}):
                continue
            needed_name = canonicalize_name(needed.name)
            if not needed.specifier.contains(PINS.get(needed_name, "0"), prereleases=True):
                missing.append(f"{name} needs {needed}")
            queue.append(needed_name)
    assert missing == [], ADVICE


def test_nothing_is_pinned_that_nobody_needs():
    direct = {canonicalize_name(r.name) for r in _direct()}
    needed, queue = set(), [*direct]
    while queue:
        name = queue.pop()
        if name not in needed:
            needed.add(name)
            try:
                requirements = metadata.requires(name) or ()
            except metadata.PackageNotFoundError:
                assert name not in direct, f"{name}: {INSTALL}"
                continue  # for another platform
            queue += [canonicalize_name(Requirement(text).name) for text in requirements]
    assert sorted({canonicalize_name(entry.name) for entry in _ENTRIES} - needed) == [], ADVICE


def test_every_pin_has_hashes_and_no_address_is_named():
    entries = re.split(r"^(?=[\w.-]+==)", LOCK, flags=re.MULTILINE)[1:]
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == [], ADVICE
    assert not re.search(r"https?://|--index|--find-links", LOCK), ADVICE
