"""The description of all routes, made from the routes themselves."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from typing import Any

from suzerain import __version__
from suzerain.app.workplace.asking import HTML, JSON, Asked, Told, Way
from suzerain.app.workplace.house import House
from suzerain.app.workplace.page_ways import SHELL_POLICY
from suzerain.app.workplace.shapes import SHAPES, TEXT, ref

Record = dict[str, Any]
PART = re.compile(r"\{(\w+)(?::\w+)?\}")
WORDS = {
    400: "It cannot be understood.",
    403: "It does not come from the page, or lacks its mark.",
    404: "There is no such thing.",
    409: "Somebody has changed it meanwhile; the newest row is told.",
    413: "Too much was sent.",
    415: "Another kind of content is needed.",
    422: "What was sent cannot stand.",
    428: "The header If-Match is missing.",
    429: "Too much work is waiting.",
    503: "Too much is asked at once.",
}
INTRODUCTION = (
    "One case, served on this machine. Every answer about the case holds its version, "
    "the number of saved edits, which is its ETag too. A change sends the version that "
    "was seen as If-Match, and the mark of the page, from /api/session, as X-Suzerain."
)


def describe(ways: Iterable[Way]) -> Record:
    """Describe routes as OpenAPI 3.1.

    Args:
        ways: The routes.
    """
    paths: dict[str, Record] = {}
    for way in ways:
        path = PART.sub(r"{\1}", way.path)
        paths.setdefault(path, {})[way.method.lower()] = _operation(way)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "suzerain serve",
            "version": __version__,
            "description": INTRODUCTION,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": SHAPES},
    }


def _operation(way: Way) -> Record:
    found: Record = {
        "operationId": f"{way.method.lower()}_{way.answer.__name__}",
        "summary": way.summary,
        "parameters": [
            *(_parameter(name, "path") for name in PART.findall(way.path)),
            *(_parameter(name, "query", said) for name, said in way.query.items()),
            *_marks(way),
        ],
        "responses": {
            str(way.status): {"description": "Done.", **_content(way)},
            **{str(code): _refusal(code) for code in (*way.refuses, 503)},
        },
    }
    if way.takes is not None:
        found["requestBody"] = {
            "required": True,
            "content": {JSON: {"schema": way.takes}},
        }
    elif way.method == "POST" and way.kinds:
        schema = {"schema": {"type": "string", "format": "binary"}}
        found["requestBody"] = {
            "required": True,
            "content": dict.fromkeys(way.kinds, schema),
        }
    return found


def _content(way: Way) -> Record:
    if way.gives is not None:
        return {"content": {JSON: {"schema": way.gives}}}
    return {"content": {kind.split(";")[0]: {} for kind in way.kinds}}


def _parameter(name: str, place: str, said: str = "") -> Record:
    found: Record = {
        "name": name,
        "in": place,
        "required": place == "path",
        "schema": TEXT,
    }
    return {**found, "description": said} if said else found


def _marks(way: Way) -> list[Record]:
    if way.method == "GET":
        return []
    found = [_parameter("X-Suzerain", "header", "The mark that /api/session tells.")]
    if way.versioned:
        found.append(_parameter("If-Match", "header", "The version that was seen."))
    for one in found:
        one["required"] = True
    return found


def _refusal(code: int) -> Record:
    schema = {"schema": ref("Error")}
    return {"description": WORDS[code], "content": {JSON: schema}}


def openapi_way(ways: Iterable[Way]) -> Way:
    """Return the route of the description itself.

    Args:
        ways: The other routes.
    """
    listed = tuple(ways)

    async def openapi(house: House, asked: Asked) -> Told:
        del house, asked
        body = json.dumps(describe((*listed, found)), indent=1).encode()
        return Told(body=body)

    found = Way(
        method="GET",
        path="/openapi.json",
        summary="This description.",
        answer=openapi,
        gives={"type": "object"},
    )
    return found


def api_way(ways: Iterable[Way]) -> Way:
    """Return the route of a page for readers.

    Args:
        ways: The other routes.
    """
    listed = tuple(ways)

    async def api(house: House, asked: Asked) -> Told:
        del house, asked
        return Told(body=_page(listed).encode(), kind=HTML, policy=SHELL_POLICY)

    return Way(
        method="GET",
        path="/api",
        summary="A page of it for readers.",
        answer=api,
        kinds=("text/html",),
    )


def _page(ways: Iterable[Way]) -> str:
    routes = "".join(map(_entry, ways))
    shapes = "".join(
        f'<h3 id="{name}">{name}</h3><pre tabindex="0">{_escaped(shape)}</pre>'
        for name, shape in SHAPES.items()
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Routes of suzerain '
        'serve</title><link rel="stylesheet" href="/style.css"></head><body><main>'
        f"<h1>Routes of suzerain serve</h1><p>{html.escape(INTRODUCTION)}</p>"
        '<p>The same for programs: <a href="/openapi.json">openapi.json</a>.</p>'
        f"<h2>Routes</h2>{routes}<h2>What is sent and answered</h2>{shapes}"
        "</main></body></html>"
    )


def _escaped(shape: Record) -> str:
    return html.escape(json.dumps(shape, indent=1))


def _entry(way: Way) -> str:
    """One route, for a reader."""
    told = [
        f"<li><code>{k}</code>: {html.escape(v)}</li>" for k, v in way.query.items()
    ]
    if way.takes is not None:
        told.append(f"<li>takes {_named(way.takes)}</li>")
    if way.gives is not None:
        told.append(f"<li>gives {_named(way.gives)}</li>")
    else:
        told.append(f"<li>gives {html.escape(', '.join(way.kinds))}</li>")
    path = html.escape(PART.sub(r"{\1}", way.path))
    return (
        f"<h3><code>{way.method} {path}</code></h3><p>{html.escape(way.summary)}</p>"
        f"<ul>{''.join(told)}</ul>"
    )


def _named(shape: Record) -> str:
    """Name a shape, with a link to it."""
    if "$ref" not in shape:
        return "an object"
    name = str(shape["$ref"]).rsplit("/", 1)[-1]
    return f'<a href="#{name}">{name}</a>'
