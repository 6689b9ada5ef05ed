"""What several tests share: a real browser, and folders served as a website."""

from __future__ import annotations

import fcntl
import http.server
import os
import threading
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from benchmarks.browser import PROGRAM
from csea_terms import parallel

if TYPE_CHECKING:
    from csea_terms.model import Glossary
    from csea_terms.reading.loaded import Loaded
    from csea_terms.reading.repository import Repository

ROOT = Path(__file__).resolve().parents[1]
QUIET = (
    "--no-sandbox",  # a container's root user has no other way
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


_DEAR = ("site", "browser")
"""The fixtures that take seconds to make: a test that needs one is slow."""

_SPREAD = {"test_shapes.py", "test_lint.py", "test_cli.py", "test_rebuild.py", "test_exports.py"}
"""Files whose tests share nothing dear, so that each may run where there is time for it."""


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark a test that needs a dear fixture as slow, and keep on one process those of one file, which share its fixtures.

    (pytest-xdist reads the groups in ``pytest_collection_modifyitems``, before a hook of that name here.)
    """
    if any(name in getattr(item, "fixturenames", ()) for name in _DEAR):
        item.add_marker("slow")
    if item.path.name not in _SPREAD:
        item.add_marker(pytest.mark.xdist_group(item.path.name))


@pytest.fixture(autouse=True)
def one_process(monkeypatch) -> None:
    """Check small examples in this process: a copy of it for each would cost more than the work."""
    monkeypatch.setattr(parallel, "_may_copy", lambda: False)


@pytest.fixture(autouse=True)
def interface_parsed_once(monkeypatch) -> None:
    """Parse each interface language once for all small examples, of which it would be a third of the work."""
    from csea_terms.reading import load

    monkeypatch.setattr(load, "tomllib", SimpleNamespace(loads=_parsed, TOMLDecodeError=tomllib.TOMLDecodeError))


@cache
def _parsed(text: str) -> dict:
    return tomllib.loads(text)


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium (``benchmarks/browser.py`` says which)."""
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=PROGRAM, args=list(QUIET))
        except Error as error:
            pytest.fail(f"No browser can be started; run `make browser`.\n{error}")
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[..., str]]:
    """A function that serves a folder on 127.0.0.1 until the tests end and returns its address, ending in "/".

    Its second argument, optional, is a dictionary of HTTP headers that every answer carries.
    """
    servers = []

    def serve(folder: Path, headers: dict[str, str] | None = None) -> str:
        handler = partial(_Handler, directory=str(folder), headers=headers or {})
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def modules(browser, serve_folder):
    """A page in which the browser's modules can be imported."""
    page = browser.new_page()
    page.goto(serve_folder(ROOT / "site" / "assets") + "favicon.svg")
    yield page
    page.close()


class _Handler(http.server.SimpleHTTPRequestHandler):
    # Browsers refuse modules of any other type, and not every system's table of types has .mjs.
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript"}

    def __init__(self, *args, headers: dict[str, str], **kwargs):
        self._extra_headers = headers
        super().__init__(*args, **kwargs)

    def end_headers(self) -> None:
        for name, value in self._extra_headers.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def repository(tmp_path_factory) -> Repository:
    """The real vocabulary, with an output folder and a cache of this run, which all processes that tests run in share."""
    from csea_terms.reading.repository import Repository

    folder = _folder_of_the_run(tmp_path_factory) / "site"
    folder.mkdir(exist_ok=True)
    return Repository(ROOT, output=folder / "public", cache=folder / "cache")


@pytest.fixture(scope="session")
def site(repository) -> Path:
    """The site of the real vocabulary, built once for all processes; nothing may be changed there."""
    from csea_terms.publishing.website import build

    with _one_at_a_time(repository):
        build(repository)  # whoever comes second finds that it is up to date
    return repository.output


@pytest.fixture(scope="module")
def downloads(site) -> dict[str, bytes]:
    """Every download of the real vocabulary, by its path below ``data/``."""
    data = site / "data"
    return {path.relative_to(data).as_posix(): path.read_bytes() for path in sorted(data.rglob("*")) if path.is_file()}


def _folder_of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.getbasetemp()
    # Each process of pytest-xdist has a folder of its own within that of the run.
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@contextmanager
def _one_at_a_time(repository: Repository) -> Iterator[None]:
    with (repository.cache.parent / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def glossary(repository) -> Glossary:
    """The real vocabulary, assembled."""
    from csea_terms.reading.assemble import assemble

    return assemble(_read(repository))


@pytest.fixture(scope="module")
def loaded(repository) -> Loaded:
    """The real vocabulary as it was read, which is too large to be kept for longer than a file of tests needs it."""
    return _read(repository)


def _read(repository: Repository) -> Loaded:
    """Read the real vocabulary, which is checked once for all processes."""
    from csea_terms.checking.check import load_valid
    from csea_terms.errors import ContentError

    with _one_at_a_time(repository):
        try:
            return load_valid(repository)
        except ContentError as error:
            pytest.fail(f"The vocabulary has errors; `make check` lists them.\n{error}")
