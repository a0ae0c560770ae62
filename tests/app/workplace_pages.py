"""A served case for the tests of the workplace, and a caller that speaks to it."""

from __future__ import annotations

import http.client
import json
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from suzerain.app.workplace.house import House
from suzerain.app.workplace.listening import Serving

COMMAND = (sys.executable, "-m", "suzerain.cli.working")
TEXT = (
    "Peru and Bolivia signed a pact in Sucre. Peru will send grain to Bolivia. "
    "Brazil supplies about half of Bolivia's oil. Brazil is not aware of the pact."
)


@dataclass
class Caller:
    """Speak to a server as its page does."""

    port: int
    host: str = "127.0.0.1"
    csrf: str = ""
    token: str = ""

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def raw(self, method, path, body=None, heads=None) -> tuple[int, dict, bytes]:
        line = http.client.HTTPConnection(self.host, self.port, timeout=60)
        try:
            line.request(method, path, body=body, headers=heads or {})
            answer = line.getresponse()
            told = {k.lower(): v for k, v in answer.getheaders()}
            return answer.status, told, answer.read()
        finally:
            line.close()

    def get(self, path: str, **heads: str) -> Any:
        status, _, data = self.raw("GET", path, heads=heads)
        assert status == 200, (path, status, data[:500])
        return json.loads(data)

    def ask(self, method, path, body=None, version=None, **heads) -> tuple[int, Any]:
        told = {"Origin": self.origin, "X-Suzerain": self.csrf}
        data = None
        if body is not None:
            told["Content-Type"] = "application/json"
            data = json.dumps(body).encode()
        if version is not None:
            told["If-Match"] = str(version)
        named = {name.replace("_", "-"): value for name, value in heads.items()}
        status, _, found = self.raw(method, path, data, {**told, **named})
        return status, json.loads(found)

    def upload(self, name: str, data: bytes, **heads: str) -> tuple[int, Any]:
        told = {
            "Origin": self.origin,
            "X-Suzerain": self.csrf,
            "X-Suzerain-Name": quote(name, safe=""),
            "Content-Type": "application/octet-stream",
            **heads,
        }
        status, _, found = self.raw("POST", "/api/articles", data, told)
        return status, json.loads(found)

    def put(self, table, key, row, version=None) -> tuple[int, Any]:
        seen = self.version if version is None else version
        path = f"/api/tables/{table}/rows/{quote(key, safe='')}"
        return self.ask("PUT", path, {"row": row}, seen)

    def post(self, table, row, version=None) -> tuple[int, Any]:
        seen = self.version if version is None else version
        return self.ask("POST", f"/api/tables/{table}/rows", {"row": row}, seen)

    def delete(self, table, key, version=None) -> tuple[int, Any]:
        seen = self.version if version is None else version
        path = f"/api/tables/{table}/rows/{quote(key, safe='')}"
        return self.ask("DELETE", path, version=seen)

    def rows(self, table: str) -> list[dict[str, Any]]:
        return self.get(f"/api/tables/{table}?limit=1000")["rows"]

    @property
    def version(self) -> int:
        return self.get("/api/session")["version"]

    def job(self, kind: str, worlds: int = 60, **options: Any) -> dict[str, Any]:
        wish = {"kind": kind, "worlds": worlds, "options": options}
        status, told = self.ask("POST", "/api/jobs", wish)
        assert status == 202, told
        return self.ended(told["job"]["id"])

    def ended(self, key: str, seconds: float = 60) -> dict[str, Any]:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            found = self.get(f"/api/jobs/{key}")
            if found["state"] not in ("waiting", "running"):
                return found
            time.sleep(0.05)
        raise AssertionError(found)


@contextmanager
def serving(
    folder: Path | None, workspace: Path | None = None, **more: Any
) -> Iterator[Caller]:
    """Serve a case in this process; a caller that may change it."""
    place = workspace or (folder.parent if folder else None)
    served = Serving(lambda: House(place, COMMAND, folder), **more)
    running = threading.Thread(target=served.run, daemon=True)
    running.start()
    caller = Caller(urlsplit(served.url).port)
    caller.token = served.token
    if not served.token:
        caller.csrf = caller.get("/api/session")["csrf"]
    try:
        yield caller
    finally:
        served.stop()
        running.join(timeout=20)
        assert not running.is_alive()
