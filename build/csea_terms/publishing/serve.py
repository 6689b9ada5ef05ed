"""Serve the site on this machine and rebuild it when a file changes."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from csea_terms.errors import UsageError
from csea_terms.reading.repository import Repository

_PAUSE = 0.15
"""Seconds without a change before a rebuild: editors write a file in several steps."""


def serve(repository: Repository, port: int, say: Callable[[str], None]) -> None:
    """Build, serve ``public/`` on 127.0.0.1 and rebuild on change, until interrupted.

    An error is told through ``say`` and leaves the last good site in place. Raises
    :class:`~csea_terms.errors.UsageError` when the port is taken.
    """
    # Watching begins before the first build, so that no edit is missed.
    changed = _Changed()
    with _watching(repository, changed):
        _build(repository, say)
        repository.output.mkdir(exist_ok=True)
        server = _server(repository, port)
        say(f"Serving http://127.0.0.1:{server.server_address[1]}/ (stop with Ctrl+C)")
        try:
            while True:
                changed.wait()
                _build(repository, say)
        except KeyboardInterrupt:
            say("Stopped")
        finally:
            server.shutdown()


def _server(repository: Repository, port: int) -> ThreadingHTTPServer:
    handler = partial(_Handler, directory=str(repository.output))
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise UsageError(f"Port {port} is not free ({error.strerror}). Choose another with --port.") from None
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@contextmanager
def _watching(repository: Repository, changed: _Changed) -> Iterator[None]:
    observer = Observer()
    for folder in (repository.root / "vocab", repository.shapes, repository.site):
        observer.schedule(changed, str(folder), recursive=True)
    observer.start()
    try:
        yield
    finally:
        observer.stop()
        observer.join()


def _build(repository: Repository, say: Callable[[str], None]) -> None:
    # In a process of its own, a build may use both processors (ours has threads), and it runs the program as it is now.
    command = [sys.executable, "-m", "csea_terms", "--root", str(repository.root), "build"]
    if subprocess.run(command, check=False).returncode:
        say("The site stays as it was.")


class _Changed(FileSystemEventHandler):
    """Remembers that something changed, and waits until it is quiet again."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        # Reading a file is an event too, and the build reads all of them.
        if event.event_type in ("created", "modified", "moved", "deleted") and not event.is_directory:
            self._event.set()

    def wait(self) -> None:
        self._event.wait()
        while self._event.is_set():
            self._event.clear()
            threading.Event().wait(_PAUSE)


class _Handler(SimpleHTTPRequestHandler):
    """Serves files, quietly, with the types that browsers insist on for modules."""

    extensions_map = {
        **SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".ttl": "text/turtle",
        ".jsonld": "application/ld+json",
    }

    def end_headers(self) -> None:
        # A contributor who reloads must see the last build, not the browser's copy.
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass
