"""The vocabulary for assistants, asked by the protocol's own client over standard streams."""

from __future__ import annotations

import asyncio
import json
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from mcp import Client, StdioServerParameters

from tests.checkout import ROOT

pytestmark = pytest.mark.slow

ASKED = (
    ("lookup", {"word": "child pornography", "language": "fr", "limit": 3}),
    ("concept", {"id": "csam"}),
    ("check_text", {"text": "The report speaks of child pornography.", "language": "en"}),
    ("check_text", {"text": "The section “possession of child pornography” was repealed.", "language": "en"}),
    ("crosswalk", {"source": "iccs-2015", "target": "csea", "code": "030221"}),
    ("concept", {"id": "no-such-concept"}),
    ("check_text", {"text": "x" * 100_001}),
    ("crosswalk", {"source": "iccs-2015", "target": "no-such-scheme"}),
)


@pytest.fixture(scope="module")
def answers() -> dict:
    """What the server said: its tools, and each answer in the order of what was asked."""
    arguments = ["-m", "csea_terms", "-q", "--root", str(ROOT), "mcp"]
    server = StdioServerParameters(command=sys.executable, args=arguments, env={"PYTHONPATH": str(ROOT / "build")})

    async def ask() -> dict:
        async with Client(server) as client:
            tools = [tool.name for tool in (await client.list_tools()).tools]
            said = [await client.call_tool(name, given) for name, given in ASKED]
            return {"tools": tools, "said": said, "instructions": client.instructions}

    # In a thread of its own: a browser test of the same process leaves a loop running in this one.
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(asyncio.run, ask()).result()


def _value(answer) -> object:
    if answer.structured_content is None:
        return json.loads(answer.content[0].text)
    return answer.structured_content["result"]


def test_there_are_four_tools_and_a_word_about_how_to_use_them(answers):
    assert answers["tools"] == ["lookup", "concept", "check_text", "crosswalk"]
    assert "never use them as names" in answers["instructions"]


def test_a_word_is_found_with_its_name_in_the_language_asked_for(answers, glossary):
    first = _value(answers["said"][0])[0]
    assert first["id"] == "csam" and first["label"] == glossary.concepts["csam"].label("fr") and first["word_kind"] == "avoid"


def test_a_record_is_that_of_the_json_api(answers):
    record = _value(answers["said"][1])
    assert record["id"] == "csam" and record["languages"]["en"]["avoid"] and record["codes"]


def test_a_text_is_checked_and_quotations_are_left_alone(answers):
    found = _value(answers["said"][2])
    assert [(one["text"], one["concept"], one["severity"]) for one in found] == [("child pornography", "csam", "avoid")]
    assert _value(answers["said"][3]) == []


def test_codes_are_related_to_our_concepts(answers):
    rows = _value(answers["said"][4])
    assert ("csam-offences", "narrowMatch") in [(row["target"], row["relation"]) for row in rows] and {row["source"] for row in rows} == {"030221"}


@pytest.mark.parametrize(("number", "said"), [(5, "There is no concept called no-such-concept"), (6, "at most 100000 are checked"), (7, "no-such-scheme")])
def test_an_error_is_told_as_one(answers, number, said):
    answer = answers["said"][number]
    assert answer.is_error and said in json.dumps([part.text for part in answer.content])
