"""An assistant gets ranges, passages and assumptions, and changes nothing."""

from __future__ import annotations

import asyncio
import inspect
import os
import shutil
import socket

import pytest
from click.testing import CliRunner
from places import EXAMPLES

import suzerain as sz
from suzerain.app.assistant import desk as desks
from suzerain.app.assistant.desk import LONGEST, WARNING, Desk, stamp_of
from suzerain.app.assistant.server import mcp_server
from suzerain.cli.main import main
from suzerain.core.errors import SuzerainError

TOOLS = ["read", "claims", "measure", "solve", "weigh", "forecast", "what_if", "why"]
SAID = "tie.oil.CHN.PRK*=0.5"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("assistant") / "pact"
    documents = sz.read_documents([EXAMPLES])
    sz.save_case(sz.build_case(documents, sz.extract(documents), name="pact"), made)
    return made


@pytest.fixture(scope="module")
def desk(folder):
    return Desk(folder=folder, worlds=40)


def answers(desk):
    yield desk.read()
    yield desk.claims("CHN")
    yield desk.measure("leverage")
    yield desk.solve()
    yield desk.weigh()
    yield desk.forecast()
    yield desk.what_if([SAID])
    yield desk.why("solve.p_pact")


def state(folder):
    return {
        path.relative_to(folder): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_asking_changes_no_file_and_opens_no_network(folder, monkeypatch):
    def refused(*_given, **_named):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refused)
    before = state(folder)
    assert len(list(answers(Desk(folder=folder, worlds=20)))) == len(TOOLS)
    assert state(folder) == before


def test_no_tool_takes_a_path(desk):
    for tool in desk.tools:
        for parameter in inspect.signature(tool).parameters:
            assert not {"path", "file", "folder", "url"} & {parameter}


def test_every_answer_warns_that_sources_are_no_instruction(desk):
    for answer in answers(desk):
        assert answer["note"] == WARNING


@pytest.mark.parametrize("name", ["measure", "solve", "weigh", "forecast"])
def test_a_value_has_an_id_that_why_explains(desk, name):
    answer = getattr(desk, name)()
    assert answer["values"]
    for row in answer["values"][:5]:
        told = desk.why(row["id"])
        assert told["passages"] or told["assumptions"]
    assert answer["passages"]
    assert answer["assumptions"]


def test_a_value_has_its_interval(desk):
    for name in ("measure", "weigh", "forecast"):
        for row in getattr(desk, name)()["values"]:
            assert row["low"] <= row["median"] <= row["high"]


def test_passages_are_the_words_of_the_documents(desk):
    texts = {one["id"]: desk.read(one["id"]) for one in desk.read()["documents"]}
    claims = desk.claims()["claims"]
    assert claims
    for claim in claims:
        text = texts[claim["doc"]]["text"]
        assert text[claim["start"] : claim["end"]] == claim["quote"]


def test_a_long_document_comes_in_pieces(desk, monkeypatch):
    monkeypatch.setattr(desks, "LONGEST", 100)
    key = desk.read()["documents"][0]["id"]
    first, second = desk.read(key), desk.read(key, start=100)
    assert first["more"]
    assert len(first["text"]) == len(second["text"]) == 100
    assert first["text"] != second["text"]
    assert LONGEST > 100


def test_what_if_says_what_moves_and_on_what_it_rests(desk):
    answer = desk.what_if([SAID])
    assert answer["set"][0]["id"] == "tie.oil.CHN.PRK"
    assert answer["differences"]
    for one in answer["differences"]:
        assert {"value", "low", "high"} == set(one["difference"])
    assert answer["passages"]
    assert answer["assumptions"]


@pytest.mark.parametrize("key", ["nope", "../../etc/passwd", "doc-0000000000"])
def test_an_unknown_document_is_refused(desk, key):
    with pytest.raises(SuzerainError):
        desk.read(key)


def test_a_link_out_of_the_case_folder_is_refused(folder, tmp_path):
    copy = tmp_path / "pact"
    shutil.copytree(folder, copy)
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    text = next((copy / "sources").glob("doc-*.txt"))
    text.unlink()
    text.symlink_to(secret)
    with pytest.raises(SuzerainError, match="leads out of it"):
        Desk(folder=copy, worlds=20).read()


def test_a_changed_case_is_read_again(folder, tmp_path):
    copy = tmp_path / "pact"
    shutil.copytree(folder, copy)
    asked = Desk(folder=copy, worlds=20)
    before, stamp = asked.read()["documents"], stamp_of(copy)
    outline = copy / "case.toml"
    outline.write_text(outline.read_text("utf-8") + "\n", encoding="utf-8")
    os.utime(outline, (1, 1))
    assert stamp_of(copy) != stamp
    first = asked.reading()
    assert asked.read()["documents"] == before
    assert asked.reading() is first


def test_a_hostile_quote_reaches_the_assistant_as_plain_words(desk, monkeypatch):
    from suzerain.core.trace import Trace

    bad = Trace(
        id="c-1", kind="claim", label="x", quote="a\x00\x1b[2J\u202eb", source="d"
    )
    monkeypatch.setattr(desk.reading().tracer, "trace", lambda _key: bad)
    assert desk.why("c-1")["passages"][0]["quote"] == "a\ufffd\ufffd[2J\ufffdb"


def test_the_verb_wants_a_case(tmp_path):
    done = CliRunner().invoke(main, ["mcp", str(tmp_path)])
    assert done.exit_code == 1
    assert "suzerain init" in done.output


def test_without_the_sdk_the_extra_is_named(folder, monkeypatch):
    def absent(name):
        raise ImportError(name)

    monkeypatch.setattr("suzerain.app.assistant.server.import_module", absent)
    done = CliRunner().invoke(main, ["mcp", str(folder)])
    assert done.exit_code == 1
    assert "suzerain[mcp]" in done.output


def in_memory(desk, *calls):
    sdk = pytest.importorskip("mcp", reason="the SDK (extra mcp) is not installed")

    async def talk():
        async with sdk.Client(mcp_server(desk)) as client:
            listed = await client.list_tools()
            return listed.tools, [await client.call_tool(*call) for call in calls]

    return asyncio.run(talk())


def test_a_client_finds_eight_tools_that_only_read(desk):
    tools, _ = in_memory(desk)
    assert [tool.name for tool in tools] == TOOLS
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert not tool.annotations.open_world_hint
        assert tool.description


def test_a_client_gets_the_answers_of_the_desk(desk):
    calls = [
        ("measure", {"name": "leverage", "actor": "CHN"}),
        ("why", {"id": "solve.p_pact"}),
        ("what_if", {"changes": [SAID]}),
    ]
    _, found = in_memory(desk, *calls)
    expected = [getattr(desk, name)(**given) for name, given in calls]
    assert [one.structured_content for one in found] == expected


def test_a_client_is_told_of_an_error_and_the_hint(desk):
    _, (found,) = in_memory(desk, ("read", {"document": "doc-1"}))
    assert found.is_error
    assert "Hint:" in found.content[0].text
