"""What Lighthouse says of each kind of page, as on a telephone: performance, accessibility, best practices, search engines.

Lighthouse is no part of this project and is not installed with it: ``npm install --global lighthouse`` puts it on the path.
Where it is not, one line says so.
"""

from __future__ import annotations

import gzip
import http.server
import json
import os
import shutil
import subprocess
import threading
from functools import partial
from pathlib import Path

from rich.table import Table

from benchmarks.browser import PROGRAM
from benchmarks.measure import Report

KINDS = (
    "en/", "en/terms/csam/", "en/az/", "en/topics/forms-of-abuse/", "en/sectors/law-enforcement/", "en/avoid/forms-of-abuse/",
    "en/often-confused/forms-of-abuse/", "en/check-text/", "en/codes/", "en/crosswalks/", "en/crosswalks/iccs-2015/",
    "en/crosswalks/compare/", "en/crosswalks/recode/", "en/crosswalks/matrix/law-enforcement/",
    "en/crosswalks/false-friends/law-enforcement/", "en/jurisdictions/us/", "en/sources/", "en/sources/crc-1989/", "en/map/",
    "en/coverage/", "en/downloads/", "en/about/", "en/help/", "ar/terms/csam/", "zh/terms/csam/",
)  # fmt: skip
"""A page of each kind, and the longest kind in two other scripts."""

_CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_LEAST = 95
_FLAGS = ("--headless=new", "--no-sandbox")


def lighthouse(report: Report, site: Path, kinds: tuple[str, ...] = KINDS) -> None:
    """Measure a built site, served compressed."""
    program = shutil.which("lighthouse")
    if program is None:
        report.console.print("Lighthouse is not installed: npm install --global lighthouse")
        return
    table = Table("page", *_CATEGORIES, title=f"Lighthouse, mobile (target: at least {_LEAST})")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Compressing, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for kind in kinds:
        scores = _scores(program, f"http://127.0.0.1:{server.server_address[1]}/{kind}")
        table.add_row(kind, *(f"{score}" if score >= _LEAST else f"[bold]{score}[/bold]" for score in scores))
    server.shutdown()
    report.show(table)


def _scores(program: str, address: str) -> list[int]:
    """Return the scores of a page, from 0 to 100, in the order of the categories."""
    wanted = ["--quiet", "--output=json", "--output-path=stdout", f"--only-categories={','.join(_CATEGORIES)}"]
    command = [program, address, *wanted, f"--chrome-flags={' '.join(_FLAGS)}"]
    environment = {**os.environ, **({"CHROME_PATH": PROGRAM} if PROGRAM else {})}
    told = json.loads(subprocess.run(command, capture_output=True, check=True, env=environment).stdout)
    # A category that could not be measured has no score.
    return [round(100 * (told["categories"][name]["score"] or 0)) for name in _CATEGORIES]


class _Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves text as hosts do: compressed where the browser takes it."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with the file, compressed if it is text."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        is_text = path.suffix in (".html", ".css", ".js", ".json", ".svg", ".txt", ".xml", ".webmanifest")
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)) + ("; charset=utf-8" if is_text else ""))
        if is_text and "gzip" in self.headers.get("Accept-Encoding", ""):
            content = gzip.compress(content, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the table is the report."""
