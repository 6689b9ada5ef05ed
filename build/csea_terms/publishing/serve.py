"""Serve the site on this machine and rebuild it when a file changes."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from csea_terms.errors import UsageError
from csea_terms.publishing.reconciliation import Reconciliation
from csea_terms.reading.repository import Repository

_PAUSE = 0.15
"""Seconds without a change before a rebuild: editors write a file in several steps."""


Services = dict[str, Reconciliation]
"""A service for each language of the site, by its tag."""

_MOST_BYTES = 1_000_000
_API = "/reconcile/"


def serve(repository: Repository, port: int, say: Callable[[str], None], services: Services) -> None:
    """Build, serve ``public/`` on 127.0.0.1 and rebuild on change, until interrupted.

    ``services`` answer at ``/reconcile/<language>`` (:mod:`csea_terms.publishing.reconciliation`), from the vocabulary as it was when the
    server began.

    An error is told through ``say`` and leaves the last good site in place. Raises
    :class:`~csea_terms.errors.UsageError` when the port is taken.
    """
    # Watching begins before the first build, so that no edit is missed.
    changed = _Changed()
    with _watching(repository, changed):
        _build(repository, say)
        repository.output.mkdir(exist_ok=True)
        handler = partial(_ApiHandler, services) if services else _Handler
        server = _server(repository, port, handler)
        say(f"Serving http://127.0.0.1:{server.server_address[1]}/ (stop with Ctrl+C)")
        try:
            while True:
                changed.wait()
                _build(repository, say)
        except KeyboardInterrupt:
            say("Stopped")
        finally:
            server.shutdown()


def _server(repository: Repository, port: int, handler: Callable[..., _Handler]) -> ThreadingHTTPServer:
    handler = partial(handler, directory=str(repository.output))
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


class _ApiHandler(_Handler):
    """Answers reconciliation requests too (Reconciliation API 0.2); whoever asks gets JSON, an error as well."""

    def __init__(self, services: Services, *arguments: object, **options: object):
        self._services = services
        super().__init__(*arguments, **options)

    def do_GET(self) -> None:
        if self.path.startswith(_API):
            self._answer(urlsplit(self.path).query)
        else:
            super().do_GET()

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not self.path.startswith(_API) or not length.isdecimal():
            self._say(404, {"error": "Ask at /reconcile/ and a language"})
        elif int(length) > _MOST_BYTES:
            self._say(413, {"error": f"A request may have {_MOST_BYTES} bytes"})
        else:
            self._answer(self.rfile.read(int(length)).decode(errors="replace"))

    def _answer(self, query: str) -> None:
        address = urlsplit(self.path).path
        tag, _, path = address.removeprefix(_API).rstrip("/").partition("/")
        service = self._services.get(tag)
        asked = {name: values[-1] for name, values in parse_qs(query).items()}
        if service is None:
            self._say(404, {"error": f"There is no service in {tag}. Languages: {', '.join(self._services)}"})
            return
        try:
            self._say(200, self._answered(service, path, asked, f"{_API}{tag}"))
        except (ValueError, AttributeError) as error:
            self._say(400, {"error": f"This cannot be read: {error}"})
        except LookupError:
            self._say(404, {"error": f"There is nothing at {address}"})

    def _answered(self, service: Reconciliation, path: str, asked: dict[str, str], place: str) -> dict | str:
        if path == "":
            for name, answer in (("queries", service.answer), ("extend", service.extend)):
                if name in asked:
                    return answer(json.loads(asked[name]))
            host, port = self.server.server_address[:2]
            return service.manifest(f"http://{host}:{port}{place}")
        if path == "preview" and (page := service.preview(asked.get("id", ""))):
            return page
        if path == "properties":
            return service.properties(asked.get("type", "concept"))
        if path in ("suggest/entity", "suggest/type", "suggest/property"):
            return service.suggest(path.partition("/")[2], asked.get("prefix", ""))
        raise LookupError(path)

    def _say(self, status: int, said: dict | str) -> None:
        body = (said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)).encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{'text/html' if isinstance(said, str) else 'application/json'}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        # OpenRefine and the test bench ask from pages of their own ("Cross-origin access"); this server is for one machine.
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()
        self.wfile.write(body)
