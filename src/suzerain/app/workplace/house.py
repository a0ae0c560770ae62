"""What a running server holds: the open case, its work, and what was uploaded."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from suzerain.app.server import Door
from suzerain.app.workplace.claims import Claims
from suzerain.app.workplace.jobs import Jobs
from suzerain.app.workplace.making import Uploads
from suzerain.app.workplace.register import patron
from suzerain.app.workplace.state import State
from suzerain.app.workplace.store import Store
from suzerain.core.errors import CaseError

TOKEN_BYTES = 24
LOOK_SECONDS = 10.0


class NoCase(CaseError):
    """No case is open."""

    def __init__(self) -> None:
        super().__init__(
            "no case is open",
            "a case: the example, or one made from your articles",
            "open the start page and choose one",
        )


@dataclass(slots=True, kw_only=True, eq=False)
class Open:
    """A case that is open.

    Args:
        store: Its folder and history.
        claims: Its claims under review.
        jobs: The work done for it.
    """

    store: Store
    claims: Claims
    jobs: Jobs


class House:
    """Hold what all requests of one server share.

    Args:
        workspace: The folder in which new cases are made.
        command: What starts a process that does one verb, without the verb.
        case: The case folder to open, if any.
        language: Language of the pages, where a browser has chosen no other.

    Raises:
        CaseError: If the case cannot be opened.
    """

    def __init__(
        self,
        workspace: str | Path,
        command: Sequence[str],
        case: str | Path | None = None,
        language: str = "en",
    ) -> None:
        self.language = language
        self.workspace = Path(workspace).resolve()
        self.command = tuple(command)
        self.csrf = secrets.token_urlsafe(TOKEN_BYTES)
        self.uploads = Uploads(self.workspace, self.command)
        self.opening = asyncio.Lock()
        self._open: Open | None = None
        self._doors: tuple[Any, Door] | None = None
        if case is not None:
            self.open(case)

    def open(self, folder: str | Path) -> None:
        """Open a case; the one that was open is let go.

        Args:
            folder: The case folder.

        Raises:
            CaseError: If there is no case there, or another server keeps it.
        """
        old = self._open
        if old is not None and old.store.folder == Path(folder).resolve():
            return
        store = Store(folder)
        jobs = Jobs(store.folder, self.command)
        self._open = Open(store=store, claims=Claims(store.folder), jobs=jobs)
        if old is not None:
            old.store.close()

    async def open_other(self, folder: Path) -> None:
        """Open another case, and end the work of the one that was open.

        Args:
            folder: The case folder.
        """
        old = self._open
        self.open(folder)
        if old is not None and old is not self._open:
            await old.jobs.close()

    @property
    def is_open(self) -> bool:
        """Whether a case is open."""
        return self._open is not None

    @property
    def now(self) -> Open:
        """The case that is open.

        Raises:
            NoCase: If there is none.
        """
        if self._open is None:
            raise NoCase
        return self._open

    async def state(self) -> State:
        """Return the case as it is now, with what other programs wrote meanwhile.

        Raises:
            NoCase: If no case is open.
            CaseError: If its folder can no longer be read.
        """
        held = self.now
        looked = held.store.look()
        if looked is not None:
            await asyncio.wait_for(asyncio.wrap_future(looked), LOOK_SECONDS)
        return held.store.state

    async def warm(self) -> None:
        """Read the case before somebody waits for it."""
        if self.is_open:
            state = self.now.store.state
            with contextlib.suppress(CaseError):
                await asyncio.to_thread(patron, state)

    def door(self, state: State) -> Door:
        """Return the review page of the case.

        Args:
            state: The case.

        Raises:
            InvalidCase: If the case has problems.
        """
        review = self.now.claims.review(state)
        if self._doors is None or self._doors[0] is not review:
            self._doors = (
                review,
                Door(
                    review,
                    port=0,
                    token="review",  # noqa: S106
                    language=self.language,
                    kept=True,
                ),
            )
        return self._doors[1]

    async def close(self) -> None:
        """End all work, and let go of the case."""
        held, self._open = self._open, None
        self.uploads.close()
        if held is not None:
            await held.jobs.close()
            with contextlib.suppress(OSError):
                await asyncio.to_thread(held.store.close)
