"""A fake OpenAI-compatible server on this machine, with canned answers."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[dict[str, Any]], Any]


def said(content: object) -> bytes:
    """An answer of the API with some content."""
    return json.dumps({"choices": [{"message": {"content": content}}]}).encode()


class FakeModel(ThreadingHTTPServer):
    """Answers what `answer` makes of a request; keeps what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.refused_forms: set[str] = set()
        self.status = 200
        self.extra: dict[str, str] = {}
        self.pause = 0.0
        self.answer: Answer = lambda _: {"claims": []}
        self.raw: bytes | None = None
        self.drip = False

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_port}/v1"

    def start(self) -> None:
        """Serve in a thread."""
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()


class _Handler(BaseHTTPRequestHandler):
    server: FakeModel

    def do_GET(self) -> None:
        self.server.asked.append({"method": "GET"})
        self._send(200, said("{}"))

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        body = json.loads(self.rfile.read(length))
        self.server.asked.append(body)
        self.server.headers.append(dict(self.headers))
        form = body.get("response_format", {}).get("type", "prompt")
        if form in self.server.refused_forms:
            self._send(400, b'{"error": "no such response_format"}')
            return
        time.sleep(self.server.pause)
        if self.server.raw is not None:
            self._send(self.server.status, self.server.raw)
            return
        content = self.server.answer(body)
        text = content if isinstance(content, str) else json.dumps(content)
        self._send(self.server.status, said(text))

    def _send(self, status: int, content: bytes) -> None:
        try:
            self.send_response(status)
            for name, value in self.server.extra.items():
                self.send_header(name, value)
            self.end_headers()
            if self.server.drip:
                for byte in content:
                    self.wfile.write(bytes([byte]))
                    time.sleep(0.02)
            else:
                self.wfile.write(content)
        except OSError:
            pass  # the client has gone

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def passage_of(body: dict[str, Any]) -> dict[str, Any]:
    """What a request shows of the article."""
    return json.loads(body["messages"][-1]["content"])


def id_of(body: dict[str, Any], code: str) -> str:
    """The id of the first mention of somebody."""
    return next(one["id"] for one in passage_of(body)["mentions"] if one["who"] == code)


def claim_of(body: dict[str, Any], **fields: object) -> dict[str, Any]:
    """A claim in the form that is asked for; sides are given as codes."""
    record: dict[str, Any] = {
        "quote": "", "relation": "SUPPORT", "subject": [], "object": [],
        "quantity": "none", "good": "none", "polarity": "positive",
        "certainty": "asserted", "said_by": "none",
    } | fields  # fmt: skip
    for side in ("subject", "object"):
        record[side] = [id_of(body, code) for code in record[side]]
    return record
