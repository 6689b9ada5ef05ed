"""The static JSON API: each record is as its description says, and the examples of its page work."""

from __future__ import annotations

import io
import json
import re
from contextlib import redirect_stdout

import pytest
import quickjs
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from csea_terms.names import TERM
from csea_terms.publishing.exports import api
from tests.checkout import ROOT


@pytest.fixture(scope="module")
def published(glossary) -> dict[str, dict]:
    """Every file by its path below the API."""
    return {path.removeprefix(f"{api.FOLDER}/"): json.loads(content) for path, content in api.files(glossary)}


def _validator(schema: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": f"#/components/schemas/{schema}", **{"components": api.openapi()["components"]}})


def test_the_description_is_valid_openapi():
    validate(api.openapi())


@pytest.mark.parametrize(("path", "schema"), [("index.json", "Index"), ("schemes.json", "Schemes"), ("changes.json", "Changes")])
def test_each_list_is_as_described(published, path, schema):
    _validator(schema).validate(published[path])


def test_each_concept_has_a_record_as_described_with_no_field_untold(published, glossary):
    validator = _validator("Concept")
    schemas = api.openapi()["components"]["schemas"]
    told = schemas["Entry"]["properties"].keys() | schemas["Concept"]["allOf"][1]["properties"].keys()
    for slug in glossary.concepts:
        record = published[f"concepts/{slug}.json"]
        validator.validate(record)
        assert record.keys() == told
    # A path that the description does not name is not there, and the other way round.
    assert {path for path in published if "/" not in path} == {
        "openapi.json", *(path.strip("/") for path in api.openapi()["paths"] if "{" not in path),
    }  # fmt: skip


def test_a_record_says_names_words_to_avoid_law_and_codes(published):
    csam = published["concepts/csam.json"]
    assert csam["uri"] == TERM + "csam" and csam["status"] == "current"
    assert csam["languages"]["en"]["preferred"] == "child sexual abuse material"
    avoided = next(word for word in csam["languages"]["en"]["avoid"] if word["text"] == "child pornography")
    assert avoided["reason"] and avoided["instead"] and avoided["anywhere"]
    canada = [usage for usage in csam["usages"] if usage["jurisdiction"] == "CA" and usage["label"] == "child pornography" and usage["law"]]
    assert [usage["until"] for usage in canada] == ["2025-10-10"]
    assert any(code["scheme"] == "iccs-2015" and code["notation"] == "030221" for code in csam["codes"])


def test_the_index_names_every_concept_and_its_status(published, glossary):
    assert [entry["id"] for entry in published["index.json"]["concepts"]] == list(glossary.concepts)


# --- The examples of the page ------------------------------------------------------------------------------------


def _example(language: str) -> str:
    page = (ROOT / "site/en/json-api.md").read_text(encoding="utf-8")
    (block,) = re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return block


def test_the_example_in_python_prints_law_in_force(published, monkeypatch):
    monkeypatch.setattr("urllib.request.urlopen", lambda url: io.StringIO(json.dumps(published[url.partition("/api/v1/")[2]])))
    with redirect_stdout(io.StringIO()) as said:
        exec(_example("python"), {})  # noqa: S102 - our own page
    lines = said.getvalue().splitlines()
    assert lines and not any(line.startswith("CA child pornography") for line in lines), "Canada changed its word in 2025"


def test_the_example_in_javascript_prints_words_to_avoid(published):
    context = quickjs.Context()
    context.eval(f"""
        const said = [], files = {json.dumps(published)}, console = {{ log: (...words) => said.push(words.join(" ")) }};
        const fetch = async (url) => ({{ json: async () => files[url.split("/api/v1/")[1]] }});
        (async () => {{ {_example("javascript")} }})().catch((error) => said.push(String(error)));
    """)
    while context.execute_pending_job():
        pass
    lines = json.loads(context.eval("JSON.stringify(said)"))
    assert lines[0].startswith(published["concepts/csam.json"]["languages"]["fr"]["preferred"])
    assert any("→" in line for line in lines[1:])
