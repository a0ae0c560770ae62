"""The description of the routes is what the routes do."""

from __future__ import annotations

import json
import re
import shutil
import time
from urllib.parse import quote

import jsonschema
import pytest
from pages import case_of
from workplace_pages import TEXT, serving

from suzerain.app.workplace.openapi import PART, describe
from suzerain.app.workplace.page_ways import LAST
from suzerain.app.workplace.site import WAYS

BODIES = {
    ("PUT", "/api/tables/{table}/rows/{id}"): {"row": {"notes": ["x"]}},
    ("POST", "/api/tables/{table}/rows"): {"row": {"code": "NEW", "name": "New"}},
    ("PUT", "/api/assumptions/{id}"): {"low": 0.1, "high": 0.2, "shape": "uniform"},
    ("PUT", "/api/scenarios/{name}"): {"changes": ["power.keep*=0.5"]},
    ("POST", "/api/history/undo"): {},
    ("POST", "/api/history/redo"): {},
    ("POST", "/api/jobs"): {"kind": "solve", "worlds": 20},
    ("POST", "/api/documents"): {},
    ("POST", "/api/cases"): {"from": "example", "name": "made"},
}
ORDER = (
    ("POST", "/api/articles"),
    ("DELETE", "/api/articles/{id}"),
    ("PUT", "/api/tables/{table}/rows/{id}"),
    ("POST", "/api/history/undo"),
    ("POST", "/api/history/redo"),
    ("POST", "/api/tables/{table}/rows"),
    ("DELETE", "/api/tables/{table}/rows/{id}"),
    ("PUT", "/api/assumptions/{id}"),
    ("DELETE", "/api/assumptions/{id}"),
    ("PUT", "/api/scenarios/{name}"),
    ("DELETE", "/api/scenarios/{name}"),
    ("POST", "/api/jobs"),
    ("DELETE", "/api/jobs/{id}"),
    ("POST", "/api/documents"),
    ("POST", "/api/cases"),
)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("openapi")


@pytest.fixture(scope="module")
def page(place):
    folder = case_of(place / "case", TEXT)
    with serving(folder, place) as caller:
        yield caller


@pytest.fixture(scope="module")
def description(page):
    return page.get("/openapi.json")


def schema_of(description, shape):
    return {**shape, "components": description["components"]}


def address(page, way):
    """The address of a route, its parts filled with what the case holds."""
    about = way.path.startswith(("/api/tables/{table}/rows/", "/api/why"))
    tie = page.rows("ties")[0]["id"] if about else ""
    known = {
        "table": "ties",
        "name": "half" if "scenarios" in way.path else "app.js",
        "form": "md",
        "study": page.get("/api/backtests")["studies"][0]["name"],
        "id": tie,
    }
    if way.path.startswith("/api/documents"):
        known["id"] = page.get("/api/documents")["documents"][0]["id"]
    elif way.path.startswith("/api/jobs/"):
        known["id"] = page.get("/api/jobs")["jobs"][0]["id"]
    elif way.path.startswith("/api/assumptions"):
        known["id"] = "power.credibility"
    elif way.path.startswith("/api/articles"):
        held = page.get("/api/articles")["articles"]
        known["id"] = held[0]["id"] if held else "none"
    if (way.method, way.path) == ("POST", "/api/tables/{table}/rows"):
        known["table"] = "actors"
    return PART.sub(lambda part: quote(known[part[1]], safe=""), way.path)


def answer(page, way):
    path = address(page, way)
    if (way.method, path) == ("POST", "/api/documents"):
        page.upload("b.txt", b"Chile condemned the pact of Peru and Bolivia.")
    body = BODIES.get((way.method, way.path))
    version = page.get("/api/session")["version"] if way.versioned else None
    if path == "/api/articles" and way.method == "POST":
        return path, *page.upload("a.txt", TEXT.encode())
    if way.method == "GET":
        query = "?worlds=20" if way.path.startswith(("/brief", "/api/p")) else ""
        status, heads, data = page.raw("GET", path + query)
        if way.path == "/brief.{form}":
            saved = 'attachment; filename="case.md"'
            assert heads["content-disposition"] == saved
        is_json = heads["content-type"] == "application/json" and way.gives
        return path, status, json.loads(data) if is_json else heads["content-type"]
    return path, *page.ask(way.method, path, body, version)


def in_order():
    by_name = {(way.method, way.path): way for way in WAYS}
    changing = [by_name[key] for key in ORDER]
    start = [by_name["POST", "/api/jobs"]]
    reading = [way for way in (*WAYS, *LAST) if way.method == "GET"]
    assert set(by_name) == {(w.method, w.path) for w in (*reading, *changing)} - {
        (way.method, way.path) for way in LAST
    }
    return [*start, *reading, *changing]


def test_every_route_answers_as_it_is_described(page, description):
    for way in in_order():
        path, status, told = answer(page, way)
        until = time.monotonic() + 60
        while status == 202 and way.path in ("/brief", "/atlas"):
            assert time.monotonic() < until
            time.sleep(0.2)
            path, status, told = answer(page, way)
        said = describe([way])["paths"]
        ((_, operation),) = said.items()
        found = operation[way.method.lower()]["responses"]
        assert str(status) in found, (way.method, path, status, told)
        assert status == way.status, (way.method, path, status, told)
        if way.gives is None:
            kinds = [kind.split(";")[0].split("*")[0] for kind in way.kinds]
            assert told.startswith(tuple(kinds)), (path, told)
        else:
            jsonschema.validate(told, schema_of(description, way.gives))


def test_every_refusal_is_described_too(page, description):
    refusals = [
        page.ask("GET", "/api/tables/nothing"),
        page.ask("GET", "/api/jobs/nothing"),
        page.ask("GET", "/api/tables/ties?limit=x"),
        page.ask("PUT", "/api/tables/ties/rows/x", {"row": {}}),
        page.ask("PUT", "/api/tables/ties/rows/x", {"row": {}}, 0),
        page.ask("POST", "/api/jobs", {"kind": "x"}),
        page.ask("POST", "/api/jobs", {}, Origin="http://evil.example"),
        page.ask("DELETE", "/api/session"),
        page.ask("GET", "/api/nothing"),
    ]
    for status, told in refusals:
        assert status >= 400
        shape = schema_of(description, {"$ref": "#/components/schemas/Error"})
        jsonschema.validate(told, shape)


def test_the_description_is_sound(description):
    assert description["openapi"] == "3.1.0"
    names = set(description["components"]["schemas"])
    used = set(re.findall(r"#/components/schemas/(\w+)", json.dumps(description)))
    assert used == names
    ids = [
        operation["operationId"]
        for path in description["paths"].values()
        for operation in path.values()
    ]
    assert len(ids) == len(set(ids))
    for shape in description["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(shape)
    for path, operations in description["paths"].items():
        for operation in operations.values():
            parts = [
                one["name"] for one in operation["parameters"] if one["in"] == "path"
            ]
            assert parts == re.findall(r"\{(\w+)\}", path)


def test_the_page_for_readers_names_every_route(page):
    _, heads, data = page.raw("GET", "/api")
    assert heads["content-type"].startswith("text/html")
    text = data.decode()
    for way in WAYS[:-2]:
        assert PART.sub(r"{\1}", way.path) in text
    assert "<script" not in text


def test_versions_are_told_in_body_and_tag(page, place):
    shutil.rmtree(place / "unused", ignore_errors=True)
    status, heads, data = page.raw("GET", "/api/tables/ties")
    assert status == 200
    assert heads["etag"] == f'"{json.loads(data)["version"]}"'
