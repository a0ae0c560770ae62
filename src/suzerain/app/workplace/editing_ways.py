"""Routes that change a case: rows, assumptions, scenarios, undo and redo."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

from suzerain.app.workplace import telling
from suzerain.app.workplace.asking import Asked, Told, Way, WrongRequest
from suzerain.app.workplace.batch import Wish
from suzerain.app.workplace.columns import assumptions_sheet
from suzerain.app.workplace.draft import SCENARIOS, Op
from suzerain.app.workplace.history import Entry
from suzerain.app.workplace.house import House
from suzerain.app.workplace.problems import problems
from suzerain.app.workplace.reading_ways import known_table, told_entry
from suzerain.app.workplace.rows import shown
from suzerain.app.workplace.shapes import Schema, ref
from suzerain.app.workplace.state import State
from suzerain.core.assumption import load_register
from suzerain.core.errors import UnknownReference

Record = dict[str, Any]
ASSUMPTIONS = "assumptions"
SETTABLE = ("low", "mode", "high", "shape", "reason", "citation")
LONGEST_NOTE = 2000
CHECK_SECONDS = 1.0
"""How long an answer waits for the check of the case; edits of a burst share one."""


async def _changed(house: House, wish: Wish, status: int = 200) -> Told:
    """Make an edit, and tell the row as it is and, if soon known, what is wrong."""
    await house.state()
    store = house.now.store
    entry = await asyncio.wrap_future(store.change(wish))
    state = store.state
    value = {**await asyncio.to_thread(_after, state, entry), "checked": True}
    checking = asyncio.create_task(asyncio.to_thread(problems, state))
    try:
        found = await asyncio.wait_for(asyncio.shield(checking), CHECK_SECONDS)
    except TimeoutError:  # the edit is safe; `/api/check` tells the rest
        found, value["checked"] = [], False
    row = (entry["table"], entry["new_key"])
    value["problems"] = [one for one in found if (one["table"], one["id"]) == row]
    return Told(
        value={**value, "version": entry["version"]},
        version=entry["version"],
        status=status,
    )


def _after(state: State, entry: Entry) -> Record:
    table, key = entry["table"], entry["new_key"]
    return {
        "row": newest(state, table, key),
        "what": entry["what"],
    }


def newest(state: State, table: str, key: str) -> Record | None:
    """Tell a row as it is now; None when there is none any more.

    Args:
        state: The case.
        table: The table.
        key: Id of the row.
    """
    rows = state.rows(table)
    at = rows.places.get(key)
    if at is None:
        return None
    if table == SCENARIOS:
        return next(one for one in telling.scenarios(state) if one["name"] == key) | {
            "id": key
        }
    sheet = rows.sheet or assumptions_sheet()
    return {"id": key, **shown(sheet, rows.rows[at])}


def _given(asked: Asked) -> Record:
    """Read the row that was sent, and its place when one is named."""
    row = asked.body.get("row")
    if not isinstance(row, dict):
        raise WrongRequest("no row was sent", "an object {row: {...}}", "send the row")
    place = asked.body.get("position")
    return row if place is None else {**row, "position": place}


async def put_row(house: House, asked: Asked) -> Told:
    """Change a row."""
    return await _changed(house, _row_wish(asked, "set", _given(asked)))


async def post_row(house: House, asked: Asked) -> Told:
    """Add a row."""
    return await _changed(house, _row_wish(asked, "add", _given(asked)), 201)


async def delete_row(house: House, asked: Asked) -> Told:
    """Remove a row."""
    return await _dropped(house, asked, known_table(asked), asked.path("id"))


def _row_wish(asked: Asked, op: Op, given: Record) -> Wish:
    return Wish(
        action="edit",
        table=known_table(asked),
        op=op,
        key="" if op == "add" else asked.path("id"),
        given=given,
        seen=asked.seen,
    )


async def _kept(
    house: House, asked: Asked, table: str, key: str, given: Record
) -> Told:
    """Set a row of a table that the user names, or add it when there is none."""
    here = key in (await house.state()).rows(table).places
    wish = Wish(
        action="edit",
        table=table,
        op="set" if here else "add",
        key=key if here else "",
        given=given,
        seen=asked.seen,
    )
    return await _changed(house, wish)


async def _dropped(house: House, asked: Asked, table: str, key: str) -> Told:
    wish = Wish(action="edit", table=table, op="drop", key=key, seen=asked.seen)
    return await _changed(house, wish)


async def put_assumption(house: House, asked: Asked) -> Told:
    """Overrule an assumption."""
    key = asked.path("id")
    if key not in load_register():
        raise UnknownReference(key, load_register(), "the register")
    given = {name: asked.body[name] for name in SETTABLE if name in asked.body}
    return await _kept(house, asked, ASSUMPTIONS, key, {**given, "id": key})


async def delete_assumption(house: House, asked: Asked) -> Told:
    """Let the register's own range count again."""
    return await _dropped(house, asked, ASSUMPTIONS, asked.path("id"))


async def put_scenario(house: House, asked: Asked) -> Told:
    """Save a scenario."""
    name, state = asked.path("name"), await house.state()
    changes, note = asked.body.get("changes"), asked.body.get("note", "")
    if not isinstance(changes, list) or not all(isinstance(c, str) for c in changes):
        raise WrongRequest("changes is no list of texts", "as in --set ID=VALUE", "")
    if not isinstance(note, str) or len(note) > LONGEST_NOTE:
        raise WrongRequest("the note is no text", f"up to {LONGEST_NOTE} signs", "")
    kept = await asyncio.to_thread(_settings, state, changes)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    given = {"name": name, "note": note, "when": now, "set": kept}
    return await _kept(house, asked, SCENARIOS, name, given)


def _settings(state: State, changes: list[str]) -> dict[str, str]:
    """Read what is to change, and refuse what does not exist in this case."""
    from suzerain.outlook.whatif.settings import apply, read_settings

    case = state.case()
    found = read_settings(case, changes)
    if case.pact is not None:
        apply(case, case.pact, found)
    return found


async def delete_scenario(house: House, asked: Asked) -> Told:
    """Remove a scenario."""
    return await _dropped(house, asked, SCENARIOS, asked.path("name"))


async def undo(house: House, asked: Asked) -> Told:
    """Take the last edit back."""
    return await _turned(house, Wish(action="undo", seen=asked.seen))


async def redo(house: House, asked: Asked) -> Told:
    """Make the edit again that was taken back last."""
    return await _turned(house, Wish(action="redo", seen=asked.seen))


async def _turned(house: House, wish: Wish) -> Told:
    found = await _changed(house, wish)
    entry = house.now.store.entries[found.version - 1] if found.version else {}
    return Told(
        value={**found.value, "entry": told_entry(entry)}, version=found.version
    )


def _change(
    method: str, path: str, summary: str, answer: Any, takes: Schema | None = None
) -> Way:
    return Way(
        method=method,
        path=path,
        summary=summary,
        answer=answer,
        takes=takes,
        gives=ref("Changed"),
        status=201 if method == "POST" and path.endswith("rows") else 200,
        refuses=(400, 403, 404, 409, 413, 422, 428),
        versioned=True,
    )


ROW = "/api/tables/{table}/rows/{id}"
WAYS = (
    _change("PUT", ROW, "Change a row.", put_row, ref("Wish")),
    _change("POST", "/api/tables/{table}/rows", "Add a row.", post_row, ref("Wish")),
    _change("DELETE", ROW, "Remove a row.", delete_row),
    _change(
        "PUT",
        "/api/assumptions/{id}",
        "Overrule an assumption.",
        put_assumption,
        ref("Range"),
    ),
    _change(
        "DELETE",
        "/api/assumptions/{id}",
        "Go back to the register.",
        delete_assumption,
    ),
    _change(
        "PUT",
        "/api/scenarios/{name}",
        "Save a scenario.",
        put_scenario,
        ref("Changes"),
    ),
    _change("DELETE", "/api/scenarios/{name}", "Remove a scenario.", delete_scenario),
    _change("POST", "/api/history/undo", "Take the last edit back.", undo),
    _change("POST", "/api/history/redo", "Make it again.", redo),
)
