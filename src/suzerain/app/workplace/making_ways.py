"""Routes that take documents in and make cases."""

from __future__ import annotations

import asyncio
from urllib.parse import unquote

from suzerain.app.workplace.asking import Asked, Told, Way, WrongRequest
from suzerain.app.workplace.batch import LONGEST_WORDS, Rewrite
from suzerain.app.workplace.gathering import gather
from suzerain.app.workplace.house import House
from suzerain.app.workplace.shapes import ref
from suzerain.app.workplace.state import State
from suzerain.case.case import Case
from suzerain.case.enlarge import enlarge
from suzerain.case.files import case_files
from suzerain.core.errors import InvalidCase

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


async def post_documents(house: House, asked: Asked) -> Told:
    """Take the uploaded documents into the case that is open."""
    del asked
    async with house.opening:
        await house.state()
        more = await gather(house.uploads)
        there = {one.id for one in house.now.store.state.unreviewed.documents}
        fresh = [one for one in more.documents if one.id not in there]
        names = ", ".join(one.title or one.name for one in fresh)
        if fresh:
            wish = Rewrite(
                what=f"documents: added {names}"[:LONGEST_WORDS],
                make=lambda state: _enlarged(state, more),
            )
            await asyncio.wrap_future(house.now.store.change(wish))
        for key in list(house.uploads.held):
            house.uploads.drop(key)
    state = await house.state()
    ids = {one.id for one in fresh}
    value = {
        "added": [one.id for one in fresh],
        "already": [one.name for one in more.documents if one.id in there],
        "claims": sum(claim.doc in ids for claim in more.claims),
        "version": state.version,
    }
    return Told(value=value, status=201, version=state.version)


def _enlarged(state: State, more: Case) -> dict[str, bytes]:
    """Write the files that differ once a case holds more documents."""
    errors = [one for one in state.parsed[1] if one.severity == "error"]
    if errors:
        raise InvalidCase(errors)
    old = state.unreviewed
    new = enlarge(old, more.documents, more.claims)
    before = case_files(old)
    return {p: data for p, data in case_files(new).items() if before.get(p) != data}


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
        path="/api/documents",
        summary="Add the uploaded documents, and what they say, to the open case.",
        answer=post_documents,
        gives=ref("Added"),
        status=201,
        refuses=(400, 403, 404, 422),
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
