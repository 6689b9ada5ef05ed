"""The server for those who outgrow static files: its queries, its limits and its configuration, with the engines that it is made of.

Containers are not started here: the compose file's commands are run by the same programs, installed for the tests.
"""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import yaml
from compose_spec import PyOptions

from csea_terms.model import Glossary
from csea_terms.names import BASE, SCHEME, SKOS, SOURCE, TERM, scheme_iri
from csea_terms.publishing.website.hosting import HEADERS
from csea_terms.usages import LAW_SECTOR
from tests.apache import MODULES, apache, free_port, wait_for
from tests.checkout import ROOT

DEPLOY = ROOT / "deploy"
COMPOSE = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
SERVICES = yaml.safe_load(COMPOSE)["services"]
OXIGRAPH = Path(sys.executable).with_name("oxigraph")
SKOSMOS = "http://purl.org/net/skosmos#"
VOID = "http://rdfs.org/ns/void#"

Row = tuple[str, ...]


def _labels(glossary: Glossary) -> Iterator[tuple[str, object]]:
    for concept in glossary.concepts.values():
        for words in concept.words.values():
            for label in words.labels:
                yield concept.id, label


def _below(glossary: Glossary, concept: str) -> set[str]:
    return {one for one in glossary.concepts if concept in glossary.ancestors(one)}


def _terms(ids) -> set[Row]:
    return {(TERM + one,) for one in ids}


def _rows(glossary: Glossary) -> list:
    return [mapping for mapping in glossary.mappings if mapping.notation is not None and not mapping.negated]


def _preferred(glossary: Glossary, concept: str) -> set[Row]:
    words = glossary.concepts[concept].words
    return {(tag.lower(), said.preferred.text) for tag, said in words.items() if said.preferred}


def _definitions(glossary: Glossary) -> set[Row]:
    words = glossary.concepts["grooming"].words
    return {(tag.lower(), said.definition) for tag, said in words.items() if said.definition}


def _per_language(glossary: Glossary) -> set[Row]:
    counted = Counter(label.language for _, label in _labels(glossary) if label.kind == "preferred")
    return {(tag.lower(), str(number)) for tag, number in counted.items()}


def _words_to_avoid(glossary: Glossary) -> set[Row]:
    found = [label for _, label in _labels(glossary) if label.kind == "avoid" and label.language == "fr"]
    return {(label.text, instead) for label in found for instead in label.instead}


def _words_of_a_law(glossary: Glossary) -> set[Row]:
    used = [(label, usage) for _, label in _labels(glossary) for usage in label.usages]
    return {(label.text, usage.since, usage.until) for label, usage in used if (usage.sector, usage.jurisdiction) == (LAW_SECTOR, "CA")}


def _iccs(glossary: Glossary) -> set[Row]:
    return {(row.notation, SKOS + row.predicate, TERM + row.concept) for row in _rows(glossary) if row.scheme == "iccs-2015"}


ANSWERS: dict[str, Callable[[Glossary], set[Row]]] = {
    "codes-of-a-concept": lambda g: {(SKOS + row.predicate, g.code(row).iri) for row in _rows(g) if row.concept == "csam"},
    "concepts": lambda g: {(TERM + one.id, one.label("en")) for one in g.concepts.values()},
    "concepts-of-a-scheme": _iccs,
    "concepts-of-a-sector": lambda g: _terms(one.id for one in g.concepts.values() if "hotlines" in one.sectors),
    "concepts-without-a-code": lambda g: _terms({*g.concepts} - {row.concept for row in _rows(g)}),
    "definitions": _definitions,
    "deprecated-codes": lambda g: {(code.iri,) for scheme in g.schemes.values() for code in scheme.codes.values() if code.deprecated},
    "everything-above": lambda g: _terms(g.ancestors("csam")),
    "everything-below": lambda g: _terms(_below(g, "csam")),
    "guidance": lambda g: _terms(one.id for one in g.concepts.values() if one.guidance == "contested"),
    "meaning-of-a-word": lambda g: _terms(concept for concept, label in _labels(g) if label.text.lower() == "csam"),
    "names-of-a-concept": lambda g: _preferred(g, "csam"),
    "names-per-language": _per_language,
    "often-confused": lambda g: _terms(g.concepts["csam"].confused_with),
    "related": lambda g: {(TERM + one.id, TERM + other) for one in g.concepts.values() for other in one.related if one.id < other},
    "schemes": lambda g: {(scheme_iri(one.id), one.short_title, str(len(one.codes))) for one in g.schemes.values()},
    "sources-of-a-concept": lambda g: {(SOURCE + key, g.sources[key].title) for key in g.concepts["csam"].sources},
    "top-concepts": lambda g: _terms(g.top_concepts),
    "words-of-a-law": _words_of_a_law,
    "words-to-avoid": _words_to_avoid,
}
"""What the model answers to each question of ``deploy/queries``; Oxigraph writes language tags in small letters (RDF 1.1, section 3.3)."""


def _query(name: str) -> str:
    return (DEPLOY / "queries" / f"{name}.rq").read_text(encoding="utf-8")


def test_each_query_says_what_it_answers():
    assert {path.stem for path in (DEPLOY / "queries").glob("*.rq")} == {*ANSWERS} and len(ANSWERS) == 20
    assert [name for name in ANSWERS if not _query(name).startswith("# ") or "?\n" not in _query(name)[:200]] == []


def _loads() -> list[tuple[str, str]]:
    """Return the graph and the file of each load that the compose file asks for."""
    commands = [service["command"] for name, service in SERVICES.items() if name.startswith("load-")]
    return [(said[said.index("--graph") + 1], Path(said[said.index("--file") + 1]).name) for said in commands]


@pytest.fixture(scope="module")
def address(site, tmp_path_factory) -> Iterator[str]:
    """The address of the whole: Apache with our configuration, a real Oxigraph behind it, and nobody where Skosmos would be."""
    store, folder = tmp_path_factory.mktemp("store") / "data", tmp_path_factory.mktemp("front")
    for graph, name in _loads():
        subprocess.run([OXIGRAPH, "load", "--location", store, "--graph", graph, "--file", site / "data" / name], check=True, capture_output=True)
    inside, port, browser = free_port(), free_port(), free_port()
    said = {"/data": str(store), "0.0.0.0:7878": f"127.0.0.1:{inside}"}
    engine = subprocess.Popen([OXIGRAPH, *(said.get(word, word) for word in SERVICES["oxigraph"]["command"])], stderr=subprocess.PIPE)
    (folder / "modules").symlink_to(MODULES)
    (folder / "conf").mkdir()
    (folder / "conf" / "mime.types").symlink_to("/etc/mime.types")
    (folder / "names").mkdir()
    (folder / "names" / "id").symlink_to(ROOT / "w3id")
    names = {"ADDRESS": f"http://127.0.0.1:{port}", "SITE_PORT": port, "BROWSER_PORT": browser, "SITE_FOLDER": site}
    names |= {"NAMES_FOLDER": folder / "names", "SPARQL": f"http://127.0.0.1:{inside}", "BROWSER": f"http://127.0.0.1:{free_port()}"}
    environment = {name: str(value) for name, value in names.items()}
    try:
        wait_for(engine, inside)
        with apache(DEPLOY / "apache.conf", port, "-d", str(folder), environment=environment):
            yield names["ADDRESS"]
    finally:
        # A question may still keep it busy.
        engine.kill()
        engine.wait(10)
        engine.stderr.close()


def _ask(url: str, data: bytes | None = None, method: str | None = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None

    request = urllib.request.Request(url, data, {name.replace("_", "-"): value for name, value in headers.items()}, method=method)
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=30) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


def _sparql(address: str, query: str) -> list[Row]:
    status, _, body = _ask(f"{address}/sparql", urllib.parse.urlencode({"query": query}).encode(), Accept="text/csv")
    assert status == 200, body
    return [tuple(row) for row in csv.reader(io.StringIO(body.decode()))][1:]


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_the_server_answers_what_the_model_says(address, glossary, name):
    rows = _sparql(address, _query(name))
    expected = ANSWERS[name](glossary)
    assert expected and {*rows} == expected and len(rows) == len(expected)


def test_what_is_loaded_is_the_whole_published_file(address, site):
    whole = ox.Store()
    whole.bulk_load(path=site / "data" / "csea-terms-all.ttl")
    assert _sparql(address, "SELECT (COUNT(*) AS ?triples) WHERE { SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o } }") == [(str(len(whole)),)]


UPDATE = "INSERT DATA { <https://example.org/a> <https://example.org/b> 1 }"
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("path", "method", "type_", "body"),
    [
        ("sparql", "POST", "application/sparql-update", UPDATE),
        ("sparql", "POST", FORM, urllib.parse.urlencode({"update": UPDATE})),
        ("sparql", "POST", FORM, urllib.parse.urlencode({"query": UPDATE})),
        ("sparql?" + urllib.parse.urlencode({"update": UPDATE}), "GET", FORM, None),
        ("sparql", "PUT", "text/turtle", "<a:a> <a:b> 1 ."),
        ("sparql", "DELETE", FORM, None),
        ("sparql/update", "POST", "application/sparql-update", UPDATE),
        ("update", "POST", "application/sparql-update", UPDATE),
        ("store?default", "POST", "text/turtle", "<a:a> <a:b> 1 ."),
    ],
)
def test_nothing_can_be_changed(address, path, method, type_, body):
    status, _, _ = _ask(f"{address}/{path}", body.encode() if body else None, method, Content_Type=type_)
    assert 400 <= status < 500
    assert _sparql(address, "SELECT * WHERE { ?s <https://example.org/b>|<a:b> ?o }") == []


def test_a_long_question_is_refused_and_a_short_one_is_not(address):
    for length, status in ((17_000, 413), (10_000, 200)):
        query = "ASK { } #" + "a" * length
        assert _ask(f"{address}/sparql", query.encode(), Content_Type="application/sparql-query")[0] == status


def test_a_fifth_question_at_once_is_told_to_come_back(address):
    endless = urllib.parse.urlencode({"query": "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"}).encode()
    statuses: list[int] = []
    asking = [threading.Thread(target=lambda: statuses.append(_ask(f"{address}/sparql", endless)[0])) for _ in range(5)]
    for one in asking:
        one.start()
    for one in asking:
        one.join(30)
    # Those that have a place are given up by the front after 15 seconds.
    assert sorted(statuses) == [502, 502, 502, 502, 503]


@pytest.mark.parametrize(("path", "status"), [("en/", 200), ("nothing", 404), ("id/terms/csam", 303), ("sparql?query=ASK%7B%7D", 200), ("data/terms.csv", 200)])
def test_every_answer_has_the_headers_of_the_site(address, path, status):
    found, headers, _ = _ask(f"{address}/{path}")
    assert found == status and dict(HEADERS)["/*"].items() <= headers.items()


def test_files_have_their_types(address):
    types = {path: _ask(f"{address}/{path}")[1]["Content-Type"] for path in ("data/terms/csam.ttl", "data/terms/csam.jsonld", ".well-known/void", "en/")}
    assert [*types.values()] == ["text/turtle; charset=utf-8", "application/ld+json", "text/turtle; charset=utf-8", "text/html; charset=utf-8"]
    assert _ask(f"{address}/data/nothing.ttl")[1]["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(("accept", "language", "target"), [("text/turtle", "", "data/terms/csam.ttl"), ("text/html", "fr-CA", "fr/terms/csam/")])
def test_permanent_addresses_lead_to_this_server(address, accept, language, target):
    status, headers, _ = _ask(f"{address}/id/terms/csam", Accept=accept, Accept_Language=language)
    assert (status, headers["Location"]) == (303, f"{address}/{target}")
    assert _ask(headers["Location"])[0] == 200


def _valid(text: str) -> None:
    options = PyOptions()
    options.apply_merge = True
    options.from_yaml(text).validate()


def test_the_compose_file_is_one():
    _valid(COMPOSE)


@pytest.mark.parametrize(("old", "new"), [("pids_limit:", "pids_limits:"), ("networks: [inside]", "networks: [elsewhere]")])
def test_a_slip_in_the_compose_file_is_noticed(old, new):
    assert old in COMPOSE
    with pytest.raises(ValueError, match="elsewhere|pids_limits"):
        _valid(COMPOSE.replace(old, new))


def test_nobody_keeps_what_readers_ask_and_every_image_has_a_version():
    configuration = (DEPLOY / "apache.conf").read_text(encoding="utf-8")
    assert not {"CustomLog", "TransferLog", "GlobalLog"} & {line.split()[0] for line in configuration.splitlines() if line.split()}
    assert {SERVICES[name]["logging"]["driver"] for name in ("oxigraph", "skosmos")} == {"none"}
    tags = [service["image"].rpartition(":")[2] for service in SERVICES.values() if "image" in service]
    assert tags and all(tag.strip("v").replace(".", "").isdigit() and "." in tag for tag in tags)


def test_the_entry_for_skosmos_speaks_of_what_is_served(glossary):
    store = ox.Store()
    store.load(path=DEPLOY / "config.ttl", base_iri="https://example.org/config")
    entry = next(store.quads_for_pattern(None, None, ox.NamedNode(SKOSMOS + "Vocabulary"))).subject

    def values(name: str) -> set[str]:
        return {quad.object.value for quad in store.quads_for_pattern(entry, ox.NamedNode(name), None)}

    assert values(SKOSMOS + "language") == {*glossary.languages}
    assert values(SKOSMOS + "mainConceptScheme") == {SCHEME} and values(VOID + "uriSpace") == {TERM}
    assert values(SKOSMOS + "sparqlGraph") == {graph for graph, name in _loads() if name == "csea-terms.nt.gz"}
    assert values(VOID + "sparqlEndpoint") == {"http://oxigraph:7878/query"} and "oxigraph" in SERVICES
    assert values(VOID + "dataDump") == {BASE + "data/csea-terms.ttl"}
