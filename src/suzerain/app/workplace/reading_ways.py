"""Routes that read a case: what it holds, and what is wrong with it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from suzerain import __version__
from suzerain.app.workplace import register, telling
from suzerain.app.workplace.asking import MOST_ROWS, Asked, Told, Way
from suzerain.app.workplace.columns import sheets
from suzerain.app.workplace.gate import LONGEST_JSON, LONGEST_UPLOAD
from suzerain.app.workplace.history import Entry
from suzerain.app.workplace.house import House
from suzerain.app.workplace.making import MOST_FILES
from suzerain.app.workplace.problems import problems
from suzerain.app.workplace.shapes import ref
from suzerain.app.workplace.state import State
from suzerain.core.errors import SuzerainError, UnknownReference

Record = dict[str, Any]
PAGED = {"offset": "Number of the first row.", "limit": "Most rows, up to 1000."}
SEARCH = {"q": "Words that must all stand in a row."}


async def told(house: House, asked: Asked, read: Callable[[State], Record]) -> Told:
    """Answer with what is read off the case, without stopping other requests.

    The same page of the same version is written once.

    Args:
        house: What the server holds.
        asked: The request.
        read: Reads it.
    """
    state = await house.state()
    url = asked.request.url
    key = f"{url.path}?{url.query}"
    body = state.page(key)
    if body is None:
        body = await asyncio.to_thread(_written, state, read)
        state.keep_page(key, body)
    return Told(body=body, version=state.version)


def _written(state: State, read: Callable[[State], Record]) -> bytes:
    value = {**read(state), "version": state.version}
    return json.dumps(value, ensure_ascii=True, allow_nan=False).encode("ascii")


async def session(house: House, asked: Asked) -> Told:
    """Tell what a page needs first."""
    del asked
    limits = {
        "upload_bytes": LONGEST_UPLOAD,
        "json_bytes": LONGEST_JSON,
        "files": MOST_FILES,
        "rows": MOST_ROWS,
    }
    value: Record = {
        "version": 0,
        "csrf": house.csrf,
        "case": None,
        "product_version": __version__,
        "limits": limits,
        "recent": await asyncio.to_thread(house.uploads.recent),
    }
    if not house.is_open:
        return Told(value=value)
    state = await house.state()
    case = (await asyncio.to_thread(lambda: state.parsed))[0]
    value["case"] = {
        "id": case.name,
        "name": case.name,
        "title": case.title,
        "as_of": case.as_of,
        "folder": house.now.store.folder.name,
    }
    value["version"] = state.version
    return Told(value=value, version=state.version)


async def case(house: House, asked: Asked) -> Told:
    """Sum the case up."""
    held = house.now

    def read(state: State) -> Record:
        found = telling.summary(state, held.store.folder.name)
        decided = held.claims.counts(state).get("", 0)
        total = len(held.claims.rows(state))
        return {**found, "reviewed": {"decided": decided, "total": total}}

    return await told(house, asked, read)


async def tables(house: House, asked: Asked) -> Told:
    """List the tables."""

    def read(state: State) -> Record:
        found = telling.tables(state)
        for one in found:
            try:
                one["count"] = len(state.rows(one["name"]).rows)
            except SuzerainError:
                one["count"] = 0
        return {"tables": found}

    return await told(house, asked, read)


def known_table(asked: Asked) -> str:
    """Return the table of an address.

    Raises:
        UnknownReference: If there is no such table.
    """
    name = asked.path("table")
    if name not in sheets():
        raise UnknownReference(name, sheets(), "the tables of a case")
    return name


async def rows(house: House, asked: Asked) -> Told:
    """Tell rows of a table."""
    table = known_table(asked)
    return await told(house, asked, lambda state: paged(state.shown(table), asked))


def paged(found: Sequence[Mapping[str, Any]], asked: Asked) -> Record:
    """Choose the rows that are searched for, and of those the page asked for.

    Args:
        found: All rows.
        asked: The request.
    """
    first, most = asked.span
    q = asked.text("q")
    wanted = list(telling.chosen(found, q)) if q.strip() else found
    return {"rows": wanted[first : first + most], "total": len(wanted)}


async def check(house: House, asked: Asked) -> Told:
    """List what is wrong."""
    return await told(house, asked, lambda state: {"problems": problems(state)})


async def history(house: House, asked: Asked) -> Told:
    """List edits, newest first."""
    first, most = asked.span
    state = await house.state()
    store = house.now.store
    newest = store.entries[::-1]
    undo, redo = store.can_undo, store.can_redo
    value = {
        "entries": [told_entry(one) for one in newest[first : first + most]],
        "total": len(newest),
        "can_undo": undo is not None,
        "can_redo": redo is not None,
        "undo": undo["what"] if undo else None,
        "redo": redo["what"] if redo else None,
        "version": state.version,
    }
    return Told(value=value, version=state.version)


def told_entry(entry: Entry) -> Record:
    """Tell one edit of the history."""
    found: Record = {name: entry[name] for name in ("version", "when", "what")}
    if "table" in entry:
        found |= {"table": entry["table"], "id": entry["new_key"]}
    if "outside" in entry:
        found["files"] = list(entry["outside"])
    return found | {k: entry[k] for k in ("undoes", "redoes") if k in entry}


async def documents(house: House, asked: Asked) -> Told:
    """List documents."""
    claims = house.now.claims

    def read(state: State) -> Record:
        counts = claims.counts(state)
        found = telling.documents(state)
        listed = [{**one, "decided": counts.get(one["id"], 0)} for one in found]
        return {"documents": listed}

    return await told(house, asked, read)


async def document(house: House, asked: Asked) -> Told:
    """Tell one document."""
    key = asked.path("id")
    return await told(house, asked, lambda state: telling.document(state, key))


async def claims(house: House, asked: Asked) -> Told:
    """Tell claims, with what was decided on them."""
    first, most = asked.span
    held = house.now.claims

    def read(state: State) -> Record:
        found, total = held.page(
            state,
            offset=first,
            limit=most,
            q=asked.text("q"),
            doc=asked.text("doc"),
            status=asked.text("status"),
        )
        return {"claims": found, "total": total}

    return await told(house, asked, read)


async def assumptions(house: House, asked: Asked) -> Told:
    """Tell the register of assumptions."""

    def read(state: State) -> Record:
        found = [
            one
            for one in register.assumptions(state)
            if (one["used"] or not asked.flag("used"))
            and (one["own"] or not asked.flag("own"))
            and (one["citation"] == "judgement" or not asked.flag("unsourced"))
        ]
        return paged(found, asked)

    return await told(house, asked, read)


async def scenarios(house: House, asked: Asked) -> Told:
    """List scenarios."""
    return await told(
        house, asked, lambda state: {"scenarios": telling.scenarios(state)}
    )


def _get(path: str, summary: str, answer: Any, gives: str, **more: Any) -> Way:
    return Way(
        method="GET",
        path=path,
        summary=summary,
        answer=answer,
        gives=ref(gives),
        refuses=(404,),
        **more,
    )


WAYS = (
    _get("/api/session", "What a page needs first.", session, "Session"),
    _get("/api/case", "What the case holds.", case, "Summary"),
    _get("/api/tables", "The tables and what they accept.", tables, "Tables"),
    _get(
        "/api/tables/{table}",
        "Rows of a table.",
        rows,
        "Rows",
        query={**PAGED, **SEARCH},
    ),
    _get("/api/check", "Everything that may be wrong.", check, "Problems"),
    _get("/api/history", "Edits, newest first.", history, "History", query=PAGED),
    _get("/api/documents", "The documents.", documents, "Papers"),
    _get("/api/documents/{id}", "A document with its text.", document, "Paper"),
    _get(
        "/api/claims",
        "Claims with what was decided on them.",
        claims,
        "Claims",
        query={
            **PAGED,
            **SEARCH,
            "doc": "Only of this document.",
            "status": "Such as unreviewed, accepted, edited or rejected.",
        },
    ),
    _get(
        "/api/assumptions",
        "The register of assumptions.",
        assumptions,
        "Assumptions",
        query={
            **PAGED,
            **SEARCH,
            "used": "1 for those that results draw.",
            "own": "1 for those that the analyst set.",
            "unsourced": "1 for those that rest on judgement.",
        },
    ),
    _get("/api/scenarios", "Scenarios that are kept.", scenarios, "Scenarios"),
)
