"""Routes and nothing else: the review page on this machine, for whoever has its link.

The page takes decisions, so three things guard it. Its address holds a random token;
a request must name this very host, so that no foreign name that points here is
answered; and a decision must come from the page itself, as JSON. The policy sent with
the page lets it load nothing from elsewhere and run no script that stands in it.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
from collections.abc import Awaitable, Callable, MutableMapping
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from suzerain.app.cards import card_of, page_of
from suzerain.app.review import Outdated, Review, WrongEdit
from suzerain.app.speech import answer_said, language_of, page_said
from suzerain.brief.language.catalogue import ENGLISH
from suzerain.core.errors import SuzerainError, UnknownName

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

HOST = "127.0.0.1"
LONGEST_BODY = 64 * 1024
TOKEN_BYTES = 24
WAIT_BEFORE_CLOSING = 1
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
PAGES = {
    "": ("suzerain.app", "review.html", "text/html"),
    "style.css": ("suzerain.brief", "style.css", "text/css"),
    "review.css": ("suzerain.app", "review.css", "text/css"),
    "review.js": ("suzerain.app", "review.js", "text/javascript"),
}
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class Door:
    """Let nobody in but the page that this program has opened.

    Args:
        port: The port at which the page is served.
        token: The random part of its address.
        review: The review that it shows.
        language: Its language.
        kept: Whether a language that the browser keeps counts more.
    """

    def __init__(
        self,
        review: Review,
        *,
        port: int,
        token: str,
        language: str = ENGLISH,
        kept: bool = False,
    ) -> None:
        from starlette.applications import Starlette
        from starlette.routing import Route

        self.review = review
        self.language, self.kept = language, kept
        self.token = token
        self.hosts = {f"{HOST}:{port}", f"localhost:{port}"}
        self.rooms = Starlette(
            routes=[
                Route("/{token}/state", self._state),
                Route("/{token}/version", self._version),
                Route("/{token}/decisions", self._decide, methods=["POST"]),
                *(Route(f"/{{token}}/{name}", self._file) for name in PAGES),
            ],
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        from starlette.requests import Request
        from starlette.responses import JSONResponse

        if scope["type"] != "http":
            return
        request = Request(scope, receive)
        refusal = self._refusal(request)
        if refusal is None:
            await self.rooms(scope, receive, send)
            return
        status, words = refusal
        answer = JSONResponse({"error": words}, status, headers=HEADERS)
        await answer(scope, receive, send)

    def _refusal(self, request: Request) -> tuple[int, str] | None:
        host = request.headers.get("host", "")
        if host not in self.hosts:
            return 403, "this page answers to its own address only"
        given = request.url.path.split("/")[1].encode("utf-8", "replace")
        if not secrets.compare_digest(given, self.token.encode("ascii")):
            return 404, "there is nothing here; use the whole link that was printed"
        if request.method == "POST":
            if request.headers.get("origin") != f"http://{host}":
                return 403, "decisions are taken from the page itself only"
            if request.headers.get("content-type") != "application/json":
                return 415, "decisions are sent as JSON"
        return None

    async def _file(self, request: Request) -> Response:
        from starlette.responses import Response

        name = request.url.path.rsplit("/", 1)[-1]
        package, file, kind = PAGES[name]
        data = (files(package) / "page" / file).read_bytes()
        if not name:
            data = page_said(
                data, "review", language_of(request, self.language, kept=self.kept)
            )
        return Response(data, media_type=kind, headers=HEADERS)

    async def _state(self, request: Request) -> Response:
        self.review.refresh()
        return self._told(request, page_of(self.review))

    async def _version(self, _: Request) -> Response:
        self.review.refresh()
        return _told({"version": self.review.version})

    async def _decide(self, request: Request) -> Response:
        value, status = await self._decision(request)
        return self._told(request, value, status)

    def _told(self, request: Request, value: Any, status: int = 200) -> Response:
        """Answer in the language of the page."""
        language = language_of(request, self.language, kept=self.kept)
        told = _told(value, status)
        told.body = answer_said(bytes(told.body), request.url.path, status, language)
        told.headers["content-length"] = str(len(told.body))
        return told

    async def _decision(self, request: Request) -> tuple[Any, int]:
        try:
            wish = json.loads(await _body(request))
            if not isinstance(wish, dict):
                return {"error": "an object is needed"}, 400
            claim, code = self._decided(wish), 200
        except WrongEdit as error:
            return {"wrong": error.wrong}, 422
        except Outdated:
            claim, code = str(wish["claim"]), 409
        except UnknownName as error:
            return {"error": error.what}, 404
        except SuzerainError as error:
            return {"error": f"{error.what}; {error.hint}"}, 400
        except (ValueError, TypeError, KeyError, RecursionError):
            return {"error": "this is no decision"}, 400
        now = self.review
        card = card_of(now, now.find(claim)) if now.holds(claim) else None
        return {"claim": claim, "card": card, "version": now.version}, code

    def _decided(self, wish: dict[str, Any]) -> str:
        fields = wish.get("fields") or {}
        if not isinstance(fields, dict):
            raise TypeError("fields")
        if wish["action"] == "add":
            start, end = wish["start"], wish["end"]
            if not isinstance(start, int) or not isinstance(end, int):
                raise TypeError("start, end")
            return self.review.add(str(wish["doc"]), start, end, fields).claim
        if wish["action"] not in ("accept", "edit", "reject", "undo"):
            raise ValueError(wish["action"])
        made = self.review.decide(
            wish["action"], str(wish["claim"]), fields=fields, seen=str(wish["seen"])
        )
        return made.claim


async def _body(request: Request) -> bytes:
    """Read what was sent, as far as a decision can reach."""
    data = b""
    async for piece in request.stream():
        data += piece
        if len(data) > LONGEST_BODY:
            raise ValueError("too long")
    return data


def _told(value: Any, status: int = 200) -> Response:
    """Write JSON that takes any text, half of a surrogate pair included."""
    from starlette.responses import Response

    data = json.dumps(value, ensure_ascii=True, allow_nan=False)
    return Response(data, status, HEADERS, "application/json")


class Served:
    """The page of a review, bound to a port and ready to be served.

    Args:
        review: The review.
        port: The port; 0 for any that is free.
        language: Its language, where the browser has chosen no other.

    Raises:
        SuzerainError: If the port is taken.
    """

    def __init__(self, review: Review, port: int = 0, language: str = ENGLISH) -> None:
        import uvicorn

        self._socket = bound(port)
        number = self._socket.getsockname()[1]
        token = secrets.token_urlsafe(TOKEN_BYTES)
        self.url = f"http://{HOST}:{number}/{token}/"
        config = uvicorn.Config(
            Door(review, port=number, token=token, language=language),
            access_log=False,
            lifespan="off",
            log_level="warning",
            loop="asyncio",
            http="h11",
            ws="none",
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=WAIT_BEFORE_CLOSING,
        )
        self._server = uvicorn.Server(config)

    def run(self) -> None:
        """Serve until interrupted or stopped."""
        self._server.run(sockets=[self._socket])

    def stop(self) -> None:
        """Ask the server to end."""
        self._server.should_exit = True

    def close(self) -> None:
        """Free the port of a page that was never served."""
        self._socket.close()


def bound(port: int, host: str = HOST, backlog: int = 100) -> socket.socket:
    """Listen at a port.

    Args:
        port: The port; 0 for any that is free.
        host: The address.
        backlog: How many callers may wait to be let in.

    Raises:
        SuzerainError: If the port is taken, or there is no such address.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, or asyncio leaves Nagle's delay on, and every answer takes 40 ms.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere it would let two programs share a port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(backlog)
    except OSError as error:
        listening.close()
        raise SuzerainError(
            f"the port {port} of {host} cannot be used: {error.strerror}",
            "a free port from 1024 to 65535, or none for any that is free",
            "leave --port out",
        ) from error
    return listening
