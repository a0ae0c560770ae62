"""All routes of the server as one application, and their description."""

from __future__ import annotations

import asyncio
import json
import time
import traceback
from collections.abc import Mapping
from concurrent.futures import CancelledError
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from suzerain.app.server import HEADERS
from suzerain.app.speech import answer_said, language_of
from suzerain.app.workplace import (
    editing_ways,
    making_ways,
    page_ways,
    reading_ways,
    working_ways,
)
from suzerain.app.workplace.asking import JSON, Asked, Told, Unseen, Way, read_json
from suzerain.app.workplace.draft import Stale
from suzerain.app.workplace.editing_ways import newest
from suzerain.app.workplace.gate import BYTES
from suzerain.app.workplace.guard import TooMuch
from suzerain.app.workplace.house import House, NoCase
from suzerain.app.workplace.jobs import Busy
from suzerain.app.workplace.making import Taken, TooLarge
from suzerain.app.workplace.openapi import api_way, openapi_way
from suzerain.app.workplace.working_ways import Failed
from suzerain.app.workplace.written import WrongRow
from suzerain.brief.language.catalogue import ENGLISH
from suzerain.core.errors import InvalidCase, SourceError, SuzerainError, UnknownName

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

PLAIN_WAYS: tuple[Way, ...] = (
    *reading_ways.WAYS,
    *editing_ways.WAYS,
    *working_ways.WAYS,
    *making_ways.WAYS,
    *page_ways.WAYS,
)
WAYS: tuple[Way, ...] = (
    *PLAIN_WAYS,
    openapi_way(PLAIN_WAYS),
    api_way(PLAIN_WAYS),
)
CODES: tuple[tuple[type[SuzerainError], int], ...] = (
    (Stale, 409),
    (Taken, 409),
    (Unseen, 428),
    (WrongRow, 422),
    (Busy, 429),
    (NoCase, 404),
    (UnknownName, 404),
    (InvalidCase, 422),
    (Failed, 422),
    (TooLarge, 413),
    (SourceError, 422),
)


def application(house: House) -> Any:
    """Return the application that answers for a house.

    Args:
        house: What the server holds.
    """
    from starlette.applications import Starlette
    from starlette.routing import Mount, Route

    ways = (*WAYS, *page_ways.LAST)
    routes = [
        Route(way.path, _endpoint(house, way), methods=[way.method]) for way in ways
    ]
    review = Route("/review", _to_review, methods=["GET"])
    rooms = Mount("/review", app=_review(house))
    made = Starlette(
        routes=[review, rooms, *routes],
        exception_handlers={404: _unknown, 405: _unknown},
    )
    made.router.redirect_slashes = False
    return made


def _endpoint(house: House, way: Way) -> Any:
    async def answer(request: Request) -> Response:
        start = time.perf_counter()
        try:
            body = await read_json(request) if _takes_json(way) else {}
            told = await way.answer(house, Asked(request=request, body=body))
        except TooMuch as error:
            refused = error.refused
            told = Told(
                value=_error(refused.error, refused.hint),
                status=refused.status,
                headers={"Connection": "close"},
            )
        except SuzerainError as error:
            told = _refusal(house, error)
        except (TimeoutError, CancelledError):
            told = Told(value=_error("it took too long", "ask again"), status=503)
        except Exception as error:  # noqa: BLE001 - the server goes on
            traceback.print_exc()
            what = f"a mistake in suzerain: {type(error).__name__}"
            told = Told(value=_error(what, "report what you did"), status=500)
        language = language_of(request, house.language)
        if language != ENGLISH:
            told = await asyncio.to_thread(_said, told, request.url.path, language)
        return _response(told, time.perf_counter() - start)

    return answer


def _said(told: Told, path: str, language: str) -> Told:
    """Put an answer of JSON into a language."""
    if told.kind != JSON:
        return told
    body = told.body
    if body is None:
        body = json.dumps(told.value, ensure_ascii=True, allow_nan=False).encode()
    body = answer_said(body, path, told.status, language)
    return replace(told, body=body)


def _takes_json(way: Way) -> bool:
    return way.method != "GET" and BYTES not in way.kinds


def _error(what: str, hint: str, accepted: str = "") -> dict[str, Any]:
    return {"error": what, "accepted": accepted, "hint": hint}


def _refusal(house: House, error: SuzerainError) -> Told:
    """Tell an error with its code, and what is there now when a row was stale."""
    status = next((code for kind, code in CODES if isinstance(error, kind)), 400)
    value = _error(error.what, error.hint, error.accepted)
    if isinstance(error, WrongRow):
        value["wrong"] = error.wrong
        value["column"] = next(iter(error.wrong), "")
    elif isinstance(error, InvalidCase):
        value["error"] = f"the case has {len(error.problems)} problem(s)"
        value["problems"] = [
            {"where": getattr(one, "where", ""), "what": getattr(one, "what", "")}
            for one in error.problems
        ]
    elif isinstance(error, Stale) and house.is_open:
        state = house.now.store.state
        known = error.table != "history"
        value["row"] = newest(state, error.table, error.key) if known else None
        value["version"] = state.version
    version = house.now.store.state.version if house.is_open else None
    return Told(value=value, status=status, version=version)


def _response(told: Told, seconds: float) -> Response:
    from starlette.responses import Response

    heads = {**HEADERS, **told.headers, "Server-Timing": f"app;dur={seconds * 1e3:.1f}"}
    if told.policy:
        heads["Content-Security-Policy"] = told.policy
    if told.version is not None:
        heads["ETag"] = f'"{told.version}"'
    body = told.body
    if body is None:
        body = json.dumps(told.value, ensure_ascii=True, allow_nan=False).encode()
    return Response(body, told.status, heads, told.kind)


async def _unknown(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 404)
    words = HTTPStatus(status).phrase.lower()
    value = _error(f"{request.url.path[:100]}: {words}", "see /api")
    return _response(Told(value=value, status=status), 0.0)


async def _to_review(_: Request) -> Response:
    return _response(Told(value={}, status=307, headers={"Location": "/review/"}), 0.0)


def _review(house: House) -> Any:
    """Answer the routes of the review page with those of `suzerain review`."""

    async def rooms(scope: Mapping[str, Any], receive: Any, send: Any) -> None:
        try:
            state = await house.state()
            door = await asyncio.to_thread(house.door, state)
        except SuzerainError as error:
            await _response(_refusal(house, error), 0.0)(dict(scope), receive, send)
            return
        inner = {**scope, "root_path": "", "path": scope["path"]}
        await door.rooms(inner, receive, send)

    return rooms


__all__ = ["JSON", "WAYS", "application"]
