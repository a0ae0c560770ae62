"""Routes that reckon: work in a queue, traces, the page's problem, back-tests."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from suzerain.app.workplace.asking import Asked, Told, Way
from suzerain.app.workplace.house import House
from suzerain.app.workplace.job import Job
from suzerain.app.workplace.kinds import KINDS, MOST_WORLDS, WORLDS, Order, read_order
from suzerain.app.workplace.shapes import ref
from suzerain.app.workplace.state import State
from suzerain.core.errors import CaseError, SuzerainError, UnknownReference

Record = dict[str, Any]
WAIT_SECONDS = 300.0
HOW = {"worlds": "How many worlds to draw.", "seed": "Seed of the draws."}
VERSIONED = {"worlds": f"{WORLDS} by default.", "seed": "1 by default."}


class Failed(CaseError):
    """Work that was waited for has failed."""


async def start(house: House, order: Order) -> Job:
    """Ask for work on the case as it is now.

    Args:
        house: What the server holds.
        order: The work.
    """
    state = await house.state()
    if order.of.case:
        await asyncio.to_thread(state.case)
    return house.now.jobs.start(order, state.version, state.files)


async def waited(house: House, order: Order) -> tuple[Job, bytes]:
    """Ask for work and wait for what it gives.

    Args:
        house: What the server holds.
        order: The work.

    Raises:
        Failed: If it fails, is cancelled, or takes too long.
    """
    job = await start(house, order)
    try:
        await asyncio.wait_for(job.ended.wait(), WAIT_SECONDS)
    except TimeoutError:
        raise Failed(
            f"{order.kind} takes longer than {WAIT_SECONDS:.0f} seconds",
            "fewer worlds",
            "ask again: the work goes on meanwhile",
        ) from None
    result = await asyncio.to_thread(lambda: job.result)
    if result is None:
        raise Failed(job.message, "work that ends well", "mend what it says")
    return job, result


async def post_job(house: House, asked: Asked) -> Told:
    """Ask for work."""
    job = await start(house, read_order(asked.body))
    value = {"job": job.told(), "version": job.version}
    return Told(value=value, status=202, version=job.version)


async def jobs(house: House, asked: Asked) -> Told:
    """List work, newest first."""
    del asked
    state = await house.state()
    kinds = [
        {
            "kind": name,
            "help": one.help,
            "options": dict(one.options),
            "needs": list(one.needs),
            "worlds": one.worlds,
        }
        for name, one in KINDS.items()
    ]
    value = {
        "jobs": [job.told() for job in house.now.jobs.listed],
        "kinds": kinds,
        "version": state.version,
    }
    return Told(value=value, version=state.version)


async def job(house: House, asked: Asked) -> Told:
    """Tell how far one piece of work is, and what it found."""
    found = house.now.jobs.find(asked.path("id"))
    head = json.dumps(found.told(), ensure_ascii=True).encode()
    result = None if found.order.file else await asyncio.to_thread(lambda: found.result)
    if result is None:
        return Told(body=head, version=found.version)
    body = head[:-1] + b', "result": ' + result + b"}"
    return Told(body=body, version=found.version)


async def delete_job(house: House, asked: Asked) -> Told:
    """Cancel work."""
    found = await house.now.jobs.cancel(asked.path("id"))
    value = {"job": found.told(), "version": found.version}
    return Told(value=value, version=found.version)


def drawn(asked: Asked, usual: int = WORLDS) -> Record:
    """Read worlds and seed of a query.

    Args:
        asked: The request.
        usual: How many worlds when none are named.
    """
    return {
        "worlds": asked.whole("worlds", usual, 1, MOST_WORLDS),
        "seed": asked.whole("seed", 1, 0, 2**63 - 1),
    }


async def why(house: House, asked: Asked) -> Told:
    """Show what a number was made from."""
    key, state = asked.path("id"), await house.state()
    near = await asyncio.to_thread(_near, state, key)
    if near is not None:
        return Told(value=near, version=state.version)
    order = read_order({"kind": "why", "options": {"id": key}, **drawn(asked)})
    try:
        made, result = await waited(house, order)
    except Failed as error:
        if "UnknownReference" not in error.what:
            raise
        raise UnknownReference(key, (), "this case") from error
    return Told(body=result, version=made.version)


def _near(state: State, key: str) -> Record | None:
    """Trace what needs no reckoning: a claim, cell or assumption."""
    from dataclasses import asdict

    from suzerain.case.trace import trace_cell, traceable

    case = state.case()
    if key not in traceable(case) and key not in case.register:
        return None
    try:
        return asdict(trace_cell(case, key))
    except (SuzerainError, ValueError, IndexError):
        return None


async def problem(house: House, asked: Asked) -> Told:
    """Compile the case for the sliders of the page."""
    order = read_order({"kind": "problem", **drawn(asked)})
    made, result = await waited(house, order)
    return Told(body=result, version=made.version)


async def backtests(house: House, asked: Asked) -> Told:
    """List back-tests: what they ask, and what the shipped ones told."""
    del house, asked
    return Told(value={"studies": await asyncio.to_thread(_studies)})


def _studies() -> list[Record]:
    from suzerain.brief.tested import shipped
    from suzerain.outlook.backtest.catalogue import studies
    from suzerain.sources.shelf import Shelf

    shelf = Shelf()
    verdicts = {one["name"]: one for one in shipped()}
    found = []
    for one in studies().values():
        told = verdicts.get(one.name, {})
        lacking = [need for need in one.needs if not shelf.has(need)]
        found.append(
            {
                "name": one.name,
                "question": one.question,
                "outcome": one.outcome,
                "needs": list(one.needs),
                "ready": not lacking,
                "lacking": lacking,
                "tells": told.get("tells"),
                "adds": told.get("adds"),
            }
        )
    return found


async def backtest(house: House, asked: Asked) -> Told:
    """Tell one back-test, with its figures when it was run here."""
    name = asked.path("study")
    found = {one["name"]: one for one in await asyncio.to_thread(_studies)}
    if name not in found:
        raise UnknownReference(name, found, "the back-tests")
    value = dict(found[name])
    if house.is_open:
        for one in house.now.jobs.listed:
            wanted = ("backtest", name) == (
                one.order.kind,
                one.order.options.get("study"),
            )
            result = one.result if wanted else None
            if result is not None:
                return Told(value={**value, "result": json.loads(result)})
    return Told(value=value)


REFUSED = (400, 403, 404, 413, 422, 429)
WAYS = (
    Way(
        method="POST",
        path="/api/jobs",
        summary="Ask for work: solve, measure, simulate and the like.",
        answer=post_job,
        takes=ref("Order"),
        gives=ref("Started"),
        status=202,
        refuses=REFUSED,
    ),
    Way(
        method="GET",
        path="/api/jobs",
        summary="Work that was asked for, newest first.",
        answer=jobs,
        gives=ref("Jobs"),
        refuses=(404,),
    ),
    Way(
        method="GET",
        path="/api/jobs/{id}",
        summary="How far work is, and what it found.",
        answer=job,
        gives=ref("Job"),
        refuses=(404,),
    ),
    Way(
        method="DELETE",
        path="/api/jobs/{id}",
        summary="Cancel work.",
        answer=delete_job,
        gives=ref("Started"),
        refuses=(403, 404),
    ),
    Way(
        method="GET",
        path="/api/why/{id:path}",
        summary="What a number was made from.",
        answer=why,
        gives=ref("Trace"),
        query=HOW,
        refuses=(404, 422),
    ),
    Way(
        method="GET",
        path="/api/problem",
        summary="The case as the page's own engine takes it.",
        answer=problem,
        gives={"type": "object"},
        query=VERSIONED,
        refuses=(404, 422),
    ),
    Way(
        method="GET",
        path="/api/backtests",
        summary="Back-tests: what they ask and what they told.",
        answer=backtests,
        gives=ref("Studies"),
    ),
    Way(
        method="GET",
        path="/api/backtests/{study}",
        summary="One back-test.",
        answer=backtest,
        gives=ref("Study"),
        refuses=(404,),
    ),
)
