"""The permanent addresses, asked of a real Apache on this machine."""

from __future__ import annotations

import http.client
import re
import shutil
from collections.abc import Iterator

import pytest

from csea_terms.publishing.exports import all_files
from tests.apache import shared_host
from tests.checkout import ROOT
from tests.small_glossary import pages_of, small_glossary

HTACCESS = ROOT / "w3id" / ".htaccess"
SITE = "https://csea-terms.github.io/csea-terms/"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with shared_host("headers", "rewrite") as (folder, port):
        (folder / "root/csea-terms").mkdir()
        shutil.copy(HTACCESS, folder / "root/csea-terms/.htaccess")
        yield port


def ask(port: int, path: str, accept: str = BROWSER, language: str = "") -> tuple[int, str]:
    """Return the status and where the server sends to, below the site."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", f"/csea-terms/{path}", headers={"Accept": accept, "Accept-Language": language})
    answer = connection.getresponse()
    location = answer.getheader("Location", "")
    connection.close()
    assert location.startswith(SITE), (answer.status, location)
    return answer.status, location.removeprefix(SITE)


@pytest.mark.parametrize(
    ("language", "tag"),
    [
        ("", "en"), ("fr", "fr"), ("fr-CA,fr;q=0.9,en;q=0.8", "fr"), ("de-DE,de;q=0.9,es;q=0.5", "es"), ("pt-BR,pt;q=0.9", "pt-BR"), ("pt-PT", "pt"),
        ("zh-Hant-TW", "zh"), ("de", "en"), ("fil,tr;q=0.7", "tr"), ("*", "en"), ("../..", "en"),
    ],
)  # fmt: skip
def test_people_get_the_page_in_their_language(port, language, tag):
    assert ask(port, "terms/csam", language=language) == (303, f"{tag}/terms/csam/")


@pytest.mark.parametrize(
    ("accept", "ending"),
    [("text/turtle", "ttl"), ("application/ld+json, */*;q=0.1", "jsonld"), ("text/turtle;q=0.9, text/html;q=0.3", "ttl")],
)
def test_programs_get_the_file_of_the_term(port, accept, ending):
    for path in ("terms/csam", "labels/csam.en.child-pornography", "usages/csam.en.child-pornography.justice-legal.CA"):
        assert ask(port, path, accept) == (303, f"data/terms/csam.{ending}")
    assert ask(port, "scheme", accept) == (303, f"data/csea-terms.{ending}")


def test_rdf_xml_is_there_for_the_whole(port):
    for path in ("terms/csam", "scheme", "sources/opsc-2000"):
        assert ask(port, path, "application/rdf+xml") == (303, "data/csea-terms.rdf")
    assert ask(port, "crosswalks/iccs-2015/03022", "application/rdf+xml") == (303, "data/csea-terms-crosswalks.rdf")


def test_caches_are_told_what_an_answer_depends_on(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/csea-terms/terms/csam", headers={"Accept": "text/turtle", "Accept-Language": "fr"})
    answer = connection.getresponse()
    connection.close()
    assert {name.strip() for name in answer.getheader("Vary", "").split(",")} == {"Accept", "Accept-Language"}


@pytest.mark.parametrize("accept", [BROWSER, "*/*", "text/html, text/turtle;q=0.5", ""])
def test_who_names_a_page_first_or_nothing_gets_a_page(port, accept):
    assert ask(port, "terms/csam", accept) == (303, "en/terms/csam/")


def test_everything_that_has_an_identifier_leads_somewhere(port):
    assert ask(port, "scheme", language="fr") == (303, "fr/")
    assert ask(port, "schema", "text/turtle") == (303, "data/schema.ttl")
    assert ask(port, "schema", language="ru") == (303, "ru/schema/")
    assert ask(port, "sources/opsc-2000", language="ar") == (303, "ar/sources/opsc-2000/")
    assert ask(port, "sectors/hotlines") == (303, "en/sectors/hotlines/")
    assert ask(port, "crosswalks/aselo-default/Violence/Sexual%20abuse") == (303, "en/crosswalks/aselo-default/")
    assert ask(port, "labels/csam.fr.mase") == (303, "en/terms/csam/")
    assert ask(port, "agents/unicef", language="es") == (303, "es/sources/")
    assert ask(port, "agents/unicef", "text/turtle") == (303, "data/csea-terms-all.ttl")
    assert ask(port, "contributors") == ask(port, "contact") == (303, "en/about/")
    assert ask(port, "dataset") == (303, "en/downloads/")
    assert ask(port, "releases/2026.12/dataset", "application/ld+json") == (303, "releases/2026.12/data/dataset.jsonld")


def test_a_release_has_the_same_addresses(port):
    assert ask(port, "releases/2026.12/") == (302, "releases/2026.12/")
    assert ask(port, "releases/2026.12/terms/csam", language="uk") == (303, "releases/2026.12/uk/terms/csam/")
    assert ask(port, "releases/2026.12/terms/csam", "text/turtle") == (303, "releases/2026.12/data/terms/csam.ttl")
    assert ask(port, "releases/2026.12/scheme", "application/ld+json") == (303, "releases/2026.12/data/csea-terms.jsonld")
    assert ask(port, "releases/2026.12/en/terms/csam/") == (302, "releases/2026.12/en/terms/csam/")
    assert ask(port, "releases/feed.atom") == (302, "releases/feed.atom")


def test_pages_and_downloads_stand_where_they_stand(port):
    for path in ("", "fr/terms/csam/", "data/csea-terms.ttl", "data/crosswalks/from/iccs-2015.sssom.tsv", "assets/style.css"):
        assert ask(port, path, "text/turtle") == (302, path)


def test_what_it_leads_to_is_what_a_build_makes(port):
    glossary = small_glossary()
    made = {page.path for page in pages_of(glossary)} | {f"data/{path}" for path, _ in all_files(glossary)}
    parts = {"terms": glossary.concepts, "sources": glossary.sources, "crosswalks": glossary.schemes, "sectors": glossary.sectors}
    for path in ["scheme", *(f"{part}/{name}" for part, names in parts.items() for name in names)]:
        for accept in (BROWSER, "text/turtle", "application/ld+json", "application/rdf+xml"):
            assert ask(port, path, accept)[1] in made, (path, accept)


def test_it_knows_every_language_of_the_site():
    known = re.search(r"\(\?:\^\|,\\s\*\)\(([^)]*)\)", HTACCESS.read_text(encoding="utf-8"))[1].split("|")
    assert {*known} == {path.stem for path in (ROOT / "vocab/languages").glob("*.toml")}, "Name the language in w3id/.htaccess"
