"""The server itself: a port, patience with slow callers, and an end that is clean."""

from __future__ import annotations

import asyncio
import secrets
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from suzerain.app.server import HOST, bound
from suzerain.app.workplace.gate import Gate, own_names
from suzerain.app.workplace.guard import Guarded
from suzerain.app.workplace.house import House
from suzerain.app.workplace.site import application

TOKEN_BYTES = 24
HEAD_SECONDS = 10.0
KEEP_SECONDS = 15
LONGEST_HEAD = 32 * 1024
BACKLOG = 2048
READERS = 24
MOST_CONNECTIONS = 4096
LOCAL = frozenset({HOST, "localhost", "::1"})


class Serving:
    """A house, bound to a port and ready to be served.

    Args:
        make: Makes the house, once the loop in which it lives is there.
        port: The port; 0 for any that is free.
        host: The address; elsewhere than on this machine a token is needed.
        guarded: Whether a token is needed on this machine too.

    Raises:
        SuzerainError: If the port is taken.
    """

    def __init__(
        self,
        make: Callable[[], House],
        *,
        port: int = 0,
        host: str = HOST,
        guarded: bool = False,
    ) -> None:
        import uvicorn

        self._house = make()
        self._socket = bound(port, host, BACKLOG)
        number = self._socket.getsockname()[1]
        open_to_all = host in LOCAL and not guarded
        self.token = "" if open_to_all else secrets.token_urlsafe(TOKEN_BYTES)
        shown = socket.gethostname() if host in ("0.0.0.0", "::") else host  # noqa: S104
        shown = f"[{shown}]" if ":" in shown else shown
        self.url = f"http://{shown}:{number}/"
        if self.token:
            self.url += f"?token={self.token}"
        gate = Gate(
            port=number,
            csrf=self._house.csrf,
            host=host,
            token=self.token,
            names=own_names() if self.token else frozenset(),
        )
        config = uvicorn.Config(
            Guarded(application(self._house), gate),
            access_log=False,
            lifespan="off",
            log_level="warning",
            loop="asyncio",
            http=_patient(),
            ws="none",
            server_header=False,
            proxy_headers=False,
            backlog=BACKLOG,
            limit_concurrency=MOST_CONNECTIONS,
            timeout_keep_alive=KEEP_SECONDS,
            h11_max_incomplete_event_size=LONGEST_HEAD,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)

    def run(self) -> None:
        """Serve until interrupted or stopped."""
        asyncio.run(self._run())

    async def _run(self) -> None:
        readers = ThreadPoolExecutor(READERS, "reader")
        asyncio.get_running_loop().set_default_executor(readers)
        warming = asyncio.ensure_future(self._house.warm())
        try:
            await self._server.serve(sockets=[self._socket])
        finally:
            warming.cancel()
            await self._house.close()

    def stop(self) -> None:
        """Ask the server to end."""
        self._server.should_exit = True

    def close(self) -> None:
        """Free the port and the case of a server that was never run."""
        self._socket.close()
        asyncio.run(self._house.close())


def _patient() -> type[asyncio.Protocol]:
    """Speak HTTP, but hang up on whoever does not finish saying what he wants."""
    import h11
    from uvicorn.protocols.http.h11_impl import H11Protocol

    class Patient(H11Protocol):
        """Give a caller some seconds for the head of his request."""

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._since = self.loop.time()
            self._watch = self.loop.call_later(HEAD_SECONDS, self._look)

        def data_received(self, data: bytes) -> None:
            if self.conn.their_state is h11.IDLE and not self.conn.trailing_data[0]:
                self._since = self.loop.time()
            super().data_received(data)

        def connection_lost(self, exc: Exception | None) -> None:
            self._watch.cancel()
            super().connection_lost(exc)

        def _look(self) -> None:
            unsaid = self.conn.their_state is h11.IDLE
            late = self.loop.time() - self._since >= HEAD_SECONDS
            if unsaid and late and not self.transport.is_closing():
                self.transport.close()
                return
            self._watch = self.loop.call_later(HEAD_SECONDS / 2, self._look)

    return Patient
