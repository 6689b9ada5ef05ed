"""The reconciliation service, asked over HTTP as OpenRefine asks it."""

from __future__ import annotations

import csv
import http.client
import io
import json
from collections.abc import Callable
from functools import partial
from http.server import ThreadingHTTPServer
from threading import Thread
from urllib.parse import quote, urlencode

import pytest

from csea_terms.publishing.exports import words
from csea_terms.publishing.reconciliation import MOST_QUERIES, Reconciliation
from csea_terms.publishing.serve import _ApiHandler
from csea_terms.vocabulary import Vocabulary

Ask = Callable[..., tuple[int, object]]


@pytest.fixture(scope="module")
def ask(glossary, tmp_path_factory) -> Ask:
    """A function that asks the running service and returns status and answer."""
    vocabulary = Vocabulary(glossary)
    services = {tag: Reconciliation(glossary, vocabulary.finder, tag) for tag in ("en", "fr")}
    handler = partial(_ApiHandler, services, directory=str(tmp_path_factory.mktemp("site")))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield partial(_ask, server.server_port)
    server.shutdown()
    server.server_close()


def _ask(port: int, path: str, form: dict[str, object] | None = None, **headers: str) -> tuple[int, object]:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    body = urlencode({name: json.dumps(value) for name, value in form.items()}) if form is not None else None
    connection.request("POST" if body is not None else "GET", path, body, headers)
    answer = connection.getresponse()
    content = answer.read().decode()
    assert answer.getheader("Access-Control-Allow-Origin") == "*"
    return answer.status, json.loads(content) if "json" in answer.getheader("Content-Type") else content


def test_the_manifest_says_what_the_specification_demands_and_where_each_service_is(ask):
    status, manifest = ask("/reconcile/en")
    assert status == 200
    assert {"versions", "name", "identifierSpace", "schemaSpace"} <= manifest.keys() and manifest["versions"] == ["0.2"]
    assert {"id": "concept", "name": "Concept"} in manifest["defaultTypes"]
    for service in (*manifest["suggest"].values(), manifest["extend"]["propose_properties"]):
        path = service["service_url"].partition("/reconcile")[1:]
        assert ask("".join(path) + service["service_path"] + "?prefix=gro&type=concept")[0] == 200
    assert "{{id}}" in manifest["view"]["url"] and "{{id}}" in manifest["preview"]["url"]


def test_a_column_of_words_is_matched_to_concepts(ask):
    queries = {"q0": {"query": "Grooming"}, "q1": {"query": "child pornography"}, "q2": {"query": "MASE"}, "q3": {"query": "zzzzzz"}}
    _, answers = ask("/reconcile/en", {"queries": queries})
    best = {name: answer["result"][0] if answer["result"] else None for name, answer in answers.items()}
    assert (best["q0"]["id"], best["q0"]["match"], best["q0"]["score"]) == ("terms/grooming", True, 100)
    # What is to be avoided is found, and left to a person.
    assert best["q1"]["id"] == "terms/csam" and best["q1"]["match"] is False
    assert best["q2"]["id"] == "terms/csam" and best["q3"] is None


def test_a_column_is_matched_to_codes_of_a_scheme(ask):
    queries = {"code": {"query": "030221", "type": "iccs-2015"}, "title": {"query": "Child pornography", "type": ["iccs-2015"], "limit": 1}}
    _, answers = ask("/reconcile/en", {"queries": queries})
    for answer in answers.values():
        assert answer["result"][0]["id"] == "crosswalks/iccs-2015/030221" and answer["result"][0]["type"][0]["id"] == "iccs-2015"
    assert len(answers["title"]["result"]) == 1


def test_names_come_in_the_language_of_the_service(ask, glossary):
    _, answers = ask(f"/reconcile/fr?queries={quote(json.dumps({'q': {'query': 'CSAM'}}))}")
    assert answers["q"]["result"][0]["name"] == glossary.concepts["csam"].in_language("fr").preferred.text


def test_a_matched_column_is_extended_by_names_and_same_codes(ask, glossary):
    row = next(m for m in glossary.mappings if m.predicate == "exactMatch" and not m.negated)
    wanted = [{"id": "name-ru"}, {"id": f"codes-{row.scheme}"}]
    _, said = ask("/reconcile/en", {"extend": {"ids": [f"terms/{row.concept}", "terms/no-such"], "properties": wanted}})
    values = said["rows"][f"terms/{row.concept}"]
    assert values["name-ru"] == [{"str": glossary.concepts[row.concept].in_language("ru").preferred.text}]
    (code, *_) = values[f"codes-{row.scheme}"]
    assert code["name"].startswith(row.notation)
    _, back = ask("/reconcile/en", {"extend": {"ids": [code["id"]], "properties": [{"id": "concepts"}]}})
    assert f"terms/{row.concept}" in [one["id"] for one in back["rows"][code["id"]]["concepts"]]
    assert said["rows"]["terms/no-such"] == {"name-ru": [], f"codes-{row.scheme}": []}


def test_a_preview_is_a_page_and_hostile_identifiers_are_nothing(ask):
    status, page = ask("/reconcile/en/preview?id=terms/csam")
    assert status == 200 and page.startswith("<!doctype html>") and "child sexual abuse material" in page
    assert ask("/reconcile/en/preview?id=" + quote("<script>alert(1)</script>"))[0] == 404


@pytest.mark.parametrize(
    ("path", "form", "status", "said"),
    [
        ("/reconcile/xx", None, 404, "There is no service in xx. Languages: en, fr"),
        ("/reconcile/en/else", None, 404, "There is nothing at /reconcile/en/else"),
        ("/reconcile/en?queries=%7B", None, 400, "This cannot be read"),
        ("/reconcile/en?queries=%5B1%5D", None, 400, "queries must be an object of queries by name"),
        ("/reconcile/en", {"queries": {str(n): {"query": "x"} for n in range(MOST_QUERIES + 1)}}, 400, f"may ask {MOST_QUERIES} queries"),
        ("/reconcile/en", {"extend": {"ids": [], "properties": [{"id": "no"}]}}, 400, "there is no property no"),
    ],
)
def test_a_wrong_request_gets_a_clear_answer(ask, path, form, status, said):
    got, answer = ask(path, form)
    assert got == status and said in answer["error"]


def test_a_request_that_says_it_is_too_long_is_not_read(ask):
    # Only the length is sent: a server that waited for the rest would wait for ever.
    status, answer = ask("/reconcile/en", {}, **{"Content-Length": "1100000"})
    assert status == 413 and "1000000 bytes" in answer["error"]


def test_the_table_has_every_word_and_code_that_the_service_knows(glossary):
    table = dict(words.files(glossary))[words.TABLE].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert {row["word"].lstrip("'") for row in rows if row["type"] == "iccs-2015" and row["kind"] == "code"} == set(glossary.schemes["iccs-2015"].codes)
    french = [row for row in rows if row["language"] == "fr" and row["id"] == "terms/csam"]
    assert {row["word"] for row in french if row["kind"] == "preferred"} == {glossary.concepts["csam"].in_language("fr").preferred.text}
    reconciliation = Reconciliation(glossary, Vocabulary(glossary).finder, "en")
    assert all(reconciliation.entity(row["id"]) for row in rows[::997])
