"""Who is let in, how much may be sent, and how many are served at once."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from typing import Any

from suzerain.app.server import HEADERS, Receive, Scope, Send
from suzerain.app.workplace.gate import (
    CHANGING,
    COOKIE,
    JSON,
    Gate,
    Refused,
    headers_of,
)

MOST_AT_ONCE = 64
MOST_WAITING = 2048
WAIT_SECONDS = 30.0
BODY_SECONDS = 20.0
UPLOAD_SECONDS = 300.0
DRAIN_SECONDS = 2.0
DRAIN_BYTES = 64 * 1024 * 1024


class Guarded:
    """Answer only what is let in, not too much of it, and not too long.

    Args:
        rooms: What answers.
        gate: Who is let in.
    """

    def __init__(self, rooms: Any, gate: Gate) -> None:
        self._rooms = rooms
        self.gate = gate
        self._free: asyncio.Semaphore | None = None
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        refused = self.gate.refusal(scope)
        if refused is not None:
            await _refuse(refused, scope, receive, send)
        elif self.gate.given_token(scope):
            await self._enter(send)
        else:
            await self._in_turn(scope, receive, send)

    async def _enter(self, send: Send) -> None:
        """Keep the token in a cookie and out of the address."""
        cookie = f"{COOKIE}={self.gate.token}; HttpOnly; SameSite=Strict; Path=/"
        heads = {**HEADERS, "Location": "/", "Set-Cookie": cookie}
        await _start(send, 303, {**heads, "Content-Length": "0"})
        await send({"type": "http.response.body", "body": b""})

    async def _in_turn(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._free is None:
            self._free = asyncio.Semaphore(MOST_AT_ONCE)
        busy = Refused(503, "too much is asked at once", "ask again in a second")
        if self._waiting >= MOST_WAITING:
            await _refuse(busy, scope, receive, send)
            return
        self._waiting += 1
        try:
            await asyncio.wait_for(self._free.acquire(), WAIT_SECONDS)
        except TimeoutError:
            await _refuse(busy, scope, receive, send)
            return
        finally:
            self._waiting -= 1
        try:
            await self._rooms(scope, self._measured(scope, receive), send)
        except TooMuch as error:
            await _refuse(error.refused, scope, receive, send)
        finally:
            self._free.release()

    def _measured(self, scope: Scope, receive: Receive) -> Receive:
        """Receive no more than may be sent, and no longer than it may take."""
        path, got = scope["path"], 0
        upload = path in self.gate.uploads
        until = time.monotonic() + (UPLOAD_SECONDS if upload else BODY_SECONDS)
        ended = False

        async def measured() -> Any:
            nonlocal got, ended
            if ended:
                return await receive()
            try:
                left = max(until - time.monotonic(), 0.001)
                message = await asyncio.wait_for(receive(), left)
            except TimeoutError:
                raise TooMuch(Refused(408, "it was sent too slowly")) from None
            got += len(message.get("body", b""))
            ended = not message.get("more_body", False)
            if got > self.gate.most(path):
                await _drain(receive)
                words = f"more than {self.gate.most(path):,} bytes were sent"
                raise TooMuch(Refused(413, words, self.gate.limit(path)))
            return message

        return measured


class TooMuch(ValueError):
    """More was sent than is taken, or too slowly.

    Args:
        refused: What is answered.
    """

    def __init__(self, refused: Refused) -> None:
        self.refused = refused
        super().__init__(refused.error)


async def _start(send: Send, status: int, heads: Mapping[str, str]) -> None:
    listed = [(k.lower().encode(), v.encode("latin-1")) for k, v in heads.items()]
    await send({"type": "http.response.start", "status": status, "headers": listed})


async def _refuse(refused: Refused, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer at once; of what is still being sent, read a little and then hang up."""
    told = {"error": refused.error, "accepted": "", "hint": refused.hint}
    body = json.dumps(told).encode()
    heads = {**HEADERS, "Content-Type": JSON, "Content-Length": str(len(body))}
    if refused.status == 503:
        heads["Retry-After"] = "1"
    length = headers_of(scope).get("content-length", "0")
    sending = scope["method"] in CHANGING
    if sending:
        heads["Connection"] = "close"
    await _start(send, refused.status, heads)
    await send({"type": "http.response.body", "body": body, "more_body": sending})
    if sending:
        if length.isdigit() and int(length) <= DRAIN_BYTES:
            await _drain(receive)
        await send({"type": "http.response.body", "body": b""})


async def _drain(receive: Receive) -> None:
    """Let a caller finish what is not kept, or he would never read the answer."""
    got, until = 0, time.monotonic() + DRAIN_SECONDS
    while got < DRAIN_BYTES and time.monotonic() < until:
        try:
            message = await asyncio.wait_for(receive(), until - time.monotonic())
        except TimeoutError:
            return
        got += len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body", False):
            return
