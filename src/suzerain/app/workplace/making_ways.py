"""Routes that take documents in and make cases."""

from __future__ import annotations

import asyncio
from urllib.parse import unquote

from suzerain.app.workplace.asking import Asked, Told, Way, WrongRequest
from suzerain.app.workplace.house import House
from suzerain.app.workplace.shapes import ref

NAME = "x-suzerain-name"
LONGEST_NAME = 1000
SOURCES = ("example", "uploads", "recent")


async def post_article(house: House, asked: Asked) -> Told:
    """Take in one document."""
    given = asked.request.headers.get(NAME, "") or asked.text("name")
    if len(given) > LONGEST_NAME:
        raise WrongRequest("the name is too long", f"up to {LONGEST_NAME} signs", "")
    name = unquote(given, errors="replace") or "document.txt"
    told = await house.uploads.take(name, asked.request.stream())
    return Told(value=told, status=201)


async def articles(house: House, asked: Asked) -> Told:
    """List documents of which no case was made yet."""
    del asked
    return Told(value={"articles": list(house.uploads.held.values())})


async def delete_article(house: House, asked: Asked) -> Told:
    """Throw one of them away."""
    await asyncio.to_thread(house.uploads.drop, asked.path("id"))
    return Told(value={"articles": list(house.uploads.held.values())})


async def post_case(house: House, asked: Asked) -> Told:
    """Make a case, or open one of the workspace."""
    source, name = asked.body.get("from"), asked.body.get("name", "")
    if source not in SOURCES:
        raise WrongRequest(
            f"from {source!r} is not known", ", ".join(SOURCES), "try example"
        )
    if not isinstance(name, str):
        raise WrongRequest("the name is no text", "a text", "leave it out")
    async with house.opening:
        if source == "recent":
            folder = await asyncio.to_thread(house.uploads.known, name)
        else:
            folder = await house.uploads.make(name, source)
        await house.open_other(folder)
    state = await house.state()
    case = (await asyncio.to_thread(lambda: state.parsed))[0]
    value = {
        "case": {"name": case.name, "folder": folder.name},
        "version": state.version,
    }
    return Told(value=value, status=201, version=state.version)


WAYS = (
    Way(
        method="POST",
        path="/api/articles",
        summary="Take in one document, as bytes; its name in X-Suzerain-Name.",
        answer=post_article,
        gives=ref("Article"),
        kinds=("application/octet-stream",),
        query={"name": "Its file name, when the header does not say it."},
        status=201,
        refuses=(403, 413, 415, 422),
    ),
    Way(
        method="GET",
        path="/api/articles",
        summary="Documents of which no case was made yet.",
        answer=articles,
        gives=ref("Articles"),
    ),
    Way(
        method="DELETE",
        path="/api/articles/{id}",
        summary="Throw one of them away.",
        answer=delete_article,
        gives=ref("Articles"),
        refuses=(403, 404),
    ),
    Way(
        method="POST",
        path="/api/cases",
        summary="Make a case of the example or the documents, or open one.",
        answer=post_case,
        takes=ref("NewCase"),
        gives=ref("Opened"),
        status=201,
        refuses=(400, 403, 404, 409, 422),
    ),
)
