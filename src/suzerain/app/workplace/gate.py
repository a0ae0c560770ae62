"""Which requests are let in."""

from __future__ import annotations

import ipaddress
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from suzerain.app.server import HOST, Scope

COOKIE = "suzerain"
CSRF = "x-suzerain"
JSON = "application/json"
BYTES = "application/octet-stream"
CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
FOREIGN = frozenset({"cross-site", "same-site"})
READING = frozenset({"GET", "HEAD"})
LONGEST_JSON = 1024 * 1024
LONGEST_UPLOAD = 20_000_000
USUAL_PORT = "80"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Which requests are let in.

    Args:
        port: The port at which the server listens.
        host: The address at which it listens.
        csrf: What a change must carry in its header.
        token: What a cookie must hold when others can reach the server; empty when
            only this machine can.
        uploads: Paths that take files.
        unmarked: Paths whose changes need no mark, since only JSON from the page
            itself is taken there.
    """

    port: int
    csrf: str
    host: str = HOST
    token: str = ""
    uploads: tuple[str, ...] = ("/api/articles",)
    unmarked: tuple[str, ...] = ("/review/",)
    names: frozenset[str] = field(default_factory=frozenset)

    def refusal(self, scope: Scope) -> Refused | None:
        """Say why a request is not let in; None when it is.

        Args:
            scope: The request.
        """
        heads = headers_of(scope)
        host = heads.get("host", "")
        if not self._is_own(host):
            return Refused(403, "this page answers to its own address only")
        if heads.get("sec-fetch-site") in FOREIGN and scope["path"] != "/":
            return Refused(403, "other pages may not ask for this")
        if not self._has_token(scope, heads):
            return Refused(
                403, "the link is not whole", "use the whole link that was printed"
            )
        method = scope["method"]
        if method in READING:
            return None
        if method not in CHANGING:
            return Refused(405, f"{method} is not used here")
        return self._refused_change(scope, heads, host)

    def _refused_change(
        self, scope: Scope, heads: Mapping[str, str], host: str
    ) -> Refused | None:
        if heads.get("origin") != f"http://{host}":
            return Refused(403, "changes are made from the page itself only")
        path = scope["path"]
        marked = heads.get(CSRF, "").encode("utf-8", "replace")
        free = path.startswith(self.unmarked)
        if not free and not secrets.compare_digest(marked, self.csrf.encode()):
            return Refused(
                403,
                "the mark of the page is missing or old",
                "load the page again; programs read it from /api/session",
            )
        kind = heads.get("content-type", "").split(";")[0].strip().lower()
        bodied = scope["method"] != "DELETE" or "content-type" in heads
        wanted = BYTES if path in self.uploads and scope["method"] == "POST" else JSON
        if bodied and kind != wanted:
            return Refused(415, f"{kind or 'nothing'} was sent", f"send {wanted}")
        length = heads.get("content-length", "")
        if length.isdigit() and int(length) > self.most(path):
            return Refused(413, f"{int(length)} bytes are too many", self.limit(path))
        return None

    def most(self, path: str) -> int:
        """How many bytes may be sent to a path."""
        return LONGEST_UPLOAD if path in self.uploads else LONGEST_JSON

    def limit(self, path: str) -> str:
        """Say how much may be sent to a path."""
        return f"send up to {self.most(path):,} bytes"

    def _is_own(self, host: str) -> bool:
        name, colon, port = host.rpartition(":")
        if not colon:
            name, port = host, USUAL_PORT
        if port != str(self.port):
            return False
        if name in (HOST, "localhost", self.host, f"[{self.host}]") or (
            name in self.names
        ):
            return name != "0.0.0.0"  # noqa: S104 - compared, not bound
        return bool(self.token) and self.host in ("0.0.0.0", "::") and _is_number(name)  # noqa: S104

    def _has_token(self, scope: Scope, heads: Mapping[str, str]) -> bool:
        if not self.token or self.given_token(scope):
            return True
        held = SimpleCookie()
        try:
            held.load(heads.get("cookie", ""))
        except CookieError:
            return False
        found = held[COOKIE].value if COOKIE in held else ""
        return secrets.compare_digest(found.encode("utf-8", "replace"), self._bytes)

    @property
    def _bytes(self) -> bytes:
        return self.token.encode("ascii")

    def given_token(self, scope: Scope) -> bool:
        """Say whether a request brings the token that was printed with the link."""
        if not self.token or scope["path"] != "/" or scope["method"] != "GET":
            return False
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        given = asked.get("token", [""])[0].encode("utf-8", "replace")
        return secrets.compare_digest(given, self._bytes)


@dataclass(frozen=True, slots=True, kw_only=False)
class Refused:
    """Why a request is not answered.

    Args:
        status: The code.
        error: In words.
        hint: One thing to do.
    """

    status: int
    error: str
    hint: str = ""


def headers_of(scope: Scope) -> dict[str, str]:
    """Return the headers of a request by their names in small letters."""
    return {
        name.decode("latin-1").lower(): value.decode("latin-1")
        for name, value in scope["headers"]
    }


def own_names() -> frozenset[str]:
    """Names by which others know this machine."""
    found = {socket.gethostname(), socket.getfqdn()}
    return frozenset(name for name in found if name)


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
