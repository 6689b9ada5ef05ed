"""The container that serves the site: its server, a real Apache on this machine, and what is copied into it.

No container is built here (deploy/README.md says how it was tried): the server is started with the same settings, as nobody, on files that it cannot change.
"""

from __future__ import annotations

import gzip
import http.client
import re
import tempfile
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from csea_terms.publishing.website.hosting import HEADERS, header_files
from tests.apache import MODULES, apache, free_port, shared_host
from tests.checkout import ROOT, write

DEPLOY = ROOT / "deploy"
NOBODY = 65534
PAGE = "<!doctype html><title>Page</title>" + "<p>Words. " * 100
SITE = {
    "index.html": PAGE, "404.html": "<title>Page not found</title>", "ar/terms/csam/index.html": PAGE, "data/csea-terms.ttl": "# Turtle",
    "data/terms/csam.jsonld": "{}", "data/crosswalks/all.sssom.tsv": "a\tb\n", "data/terms.csv": "é\n", ".well-known/void": "# Turtle",
    "assets/style.css": "a{}", "assets/site.js": "1", "assets/favicon.svg": "<svg/>", "_redirects": "/a /b 301\n", "releases/2026.12/data/terms.ttl": "# Old",
}  # fmt: skip


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        folder.chmod(0o755)
        for path, content in {**SITE, **{path: content.decode() for path, content in header_files(HEADERS)}}.items():
            write(folder / "site", path, content)
        (folder / "conf").mkdir()
        (folder / "conf/mime.types").symlink_to("/etc/mime.types")
        (folder / "modules").symlink_to(MODULES)
        (folder / "run").mkdir(mode=0o777)
        (folder / "run").chmod(0o777)
        environment = {"PORT": str(port), "SITE": str(folder / "site"), "PID": str(folder / "run/pid")}
        with apache(DEPLOY / "httpd.conf", port, "-d", str(folder), environment=environment, user=NOBODY):
            yield port


def ask(port: int, path: str, method: str = "GET", **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, answer.headers, content


def wanted(path: str) -> dict[str, str]:
    """Return the headers that a host which reads ``_headers`` would set."""
    return {name: value for pattern, said in HEADERS if fnmatchcase(path, pattern) for name, value in said.items()}


@pytest.mark.parametrize("path", ["/", "/nowhere/", *(f"/{path}" for path in SITE if path not in ("_redirects", "404.html") and "releases" not in path)])
def test_every_answer_has_the_headers_that_other_hosts_are_told(port, path):
    status, headers, _ = ask(port, path)
    assert status == (404 if path == "/nowhere/" else 200)
    assert {name: headers.get_all(name) for name in wanted(path)} == {name: [value] for name, value in wanted(path).items()}


def test_an_earlier_release_has_them_too(port):
    headers = ask(port, "/releases/2026.12/data/terms.ttl")[1]
    assert (headers["Content-Type"], headers["Access-Control-Allow-Origin"]) == ("text/turtle; charset=utf-8", "*")


def test_folders_are_pages_and_what_is_missing_is_a_page(port):
    assert ask(port, "/ar/terms/csam/")[2].decode() == PAGE
    status, headers, _ = ask(port, "/ar/terms/csam")
    assert status == 301 and headers["Location"].endswith("/ar/terms/csam/")
    assert b"Page not found" in ask(port, "/nowhere/")[2]
    assert ask(port, "/assets/")[0] == 404 or b"style.css" not in ask(port, "/assets/")[2]


@pytest.mark.parametrize("path", ["/.htaccess", "/_headers", "/_redirects", "/../conf/mime.types", "/%2e%2e/conf/mime.types"])
def test_settings_and_what_is_outside_are_not_served(port, path):
    assert ask(port, path)[0] in (400, 403, 404)


def test_files_have_their_types_and_travel_packed(port):
    assert ask(port, "/data/terms.csv")[1]["Content-Type"] == "text/csv; charset=utf-8"
    assert ask(port, "/assets/site.js")[1]["Content-Type"].split(";")[0] in ("text/javascript", "application/javascript")
    assert ask(port, "/assets/style.css")[1]["Content-Type"].startswith("text/css")
    _, headers, content = ask(port, "/", Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip" and gzip.decompress(content).decode() == PAGE and "Accept-Encoding" in headers["Vary"]


def test_the_server_says_little_of_itself_and_reads_only(port):
    headers = ask(port, "/")[1]
    assert headers["Server"] == "Apache"
    assert ask(port, "/", "TRACE")[0] == 405 and ask(port, "/index.html", "PUT")[0] == 405


def test_any_other_apache_reads_the_headers_from_the_site_also_in_a_folder():
    with shared_host("headers") as (folder, port):
        for path, content in {"data/x.ttl": "# Turtle", "x.html": PAGE, **{path: content.decode() for path, content in header_files(HEADERS)}}.items():
            write(folder / "root/sub", path, content)
        assert ask(port, "/sub/data/x.ttl")[1]["Content-Type"] == "text/turtle; charset=utf-8"
        assert ask(port, "/sub/x.html")[1]["Content-Security-Policy"] == "frame-ancestors 'none'"


def test_the_container_holds_the_site_and_its_settings_and_is_not_run_by_root():
    lines = [line.split() for line in (DEPLOY / "Containerfile").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    copied = {line[1]: line[2] for line in lines if line[0] == "COPY"}
    assert copied == {"deploy/httpd.conf": "/usr/local/apache2/conf/httpd.conf", "public/": "/srv/site/"}
    assert [line[1] for line in lines if line[0] == "USER"] == [f"{NOBODY}:{NOBODY}"]
    environment = dict(part.split("=") for line in lines if line[0] == "ENV" for part in line[1:])
    assert {*re.findall(r"\$\{(\w+)\}", (DEPLOY / "httpd.conf").read_text(encoding="utf-8"))} == environment.keys()
    assert environment["SITE"] == copied["public/"].rstrip("/") and ["EXPOSE", environment["PORT"]] in lines
    let_in = [line for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert let_in == ["*", "!public/", "!deploy/"]
