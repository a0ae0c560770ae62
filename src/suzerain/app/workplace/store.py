"""A case folder that is edited: one writer, any number of readers."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, InvalidStateError
from pathlib import Path
from typing import Any

from suzerain.app.workplace.batch import Batch, Rewrite, Wish, change_of, now, stacks
from suzerain.app.workplace.draft import Rows
from suzerain.app.workplace.folder import (
    Stamp,
    checksum,
    is_being_written,
    open_folder,
    put_files,
    read_changed,
    stamps_of,
)
from suzerain.app.workplace.history import Entry, History, Sums
from suzerain.app.workplace.outside import (
    differing,
    file_of,
    is_ours,
    last_changes,
    outside_words,
)
from suzerain.app.workplace.state import State
from suzerain.case.folder import write_folder
from suzerain.core.errors import CaseError, SuzerainError

Asked = Wish | Rewrite | None
MOST_AT_ONCE = 256
PAUSE = 0.02
LOOK_EVERY = 0.25  # seconds between looks at what other programs wrote


class Store:
    """Keep one case folder and its history; edits go through one thread, in order.

    Args:
        folder: The case folder.

    Raises:
        CaseError: If there is no case, or another server keeps it.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder: Path = open_folder(folder)
        self.history = History(self.folder)
        self.entries: list[Entry] = self.history.past.entries
        self._sums = self.history.past.sums
        self._stamps: dict[str, Stamp] = {}
        self._looked = 0.0
        self._closed: CaseError | None = None
        self.state = State(len(self.entries), {}, last_changes(self.entries))
        self._read()
        self._make_good()
        self._notice({})
        self._waiting: queue.SimpleQueue[tuple[Asked, Future[Any]] | None]
        self._waiting = queue.SimpleQueue()
        self._writer = threading.Thread(target=self._work, daemon=True, name="writer")
        self._writer.start()

    def close(self) -> None:
        """Finish what is waiting, and let go of the folder."""
        self._waiting.put(None)
        self._writer.join()
        self.history.close()
        closed = CaseError("the case was closed", "a case that is open", "open it")
        self._closed = closed
        while not self._waiting.empty():
            late = self._waiting.get()
            if late is not None:
                _tell(late[1], closed)

    def change(self, wish: Wish | Rewrite) -> Future[Entry]:
        """Ask for an edit.

        Args:
            wish: The edit.

        Returns:
            The entry of the history, once it is on the disk for good; or an error
            (Stale, WrongRow, UnknownReference), and nothing has changed.
        """
        told: Future[Entry] = Future()
        self._ask(wish, told)
        return told

    def look(self) -> Future[None] | None:
        """Notice what other programs wrote, unless that was just done.

        Returns:
            Something to wait for, or None when there is no need.
        """
        if time.monotonic() - self._looked < LOOK_EVERY:
            return None
        self._looked = time.monotonic()
        told: Future[None] = Future()
        self._ask(None, told)
        return told

    def _ask(self, wish: Asked, told: Future[Any]) -> None:
        if self._closed is not None:
            _tell(told, self._closed)
        else:
            self._waiting.put((wish, told))

    @property
    def can_undo(self) -> Entry | None:
        """The edit that an undo takes back, if any."""
        return stacks(self.entries)[0]

    @property
    def can_redo(self) -> Entry | None:
        """The edit that a redo makes again, if any."""
        return stacks(self.entries)[1]

    def _work(self) -> None:
        """Take what waits, as much as there is, and write it at once."""
        ended = False
        while not ended:
            batch = [self._waiting.get()]
            while len(batch) < MOST_AT_ONCE and not self._waiting.empty():
                batch.append(self._waiting.get())
            ended = None in batch
            asked = [one for one in batch if one is not None]
            try:
                self._look()
                self._answer(asked)
            except BaseException as error:  # noqa: BLE001 - told to whoever asked
                for _, told in asked:
                    _tell(told, error)

    def _answer(self, asked: Iterable[tuple[Asked, Future[Any]]]) -> None:
        making = Batch(self.state, self.entries)
        made: list[tuple[Future[Any], Entry | None]] = []
        last: list[tuple[Rewrite, Future[Any]]] = []
        for wish, told in asked:
            if isinstance(wish, Rewrite):
                last.append((wish, told))
                continue
            try:
                made.append((told, making.take(wish) if wish else None))
            except SuzerainError as error:
                _tell(told, error)
        if making.entries:
            self._save(making)
        for told, entry in made:
            _tell(told, entry)
        for rewrite, told in last:
            try:
                _tell(told, self._rewrite(rewrite))
            except SuzerainError as error:
                _tell(told, error)

    def _rewrite(self, wish: Rewrite) -> Entry:
        """Change many files in one step, on what is there when their turn comes."""
        before = self.state.files
        made = wish.make(self.state)
        files = {path: data for path, data in made.items() if before.get(path) != data}
        write_folder(self.folder, files, stale=lambda _: False)
        self._read()
        self._notice(before, wish.what)
        return self.entries[-1]

    def _save(self, making: Batch) -> None:
        """Write a batch: the history, the files, then that they are in their places."""
        files = making.files()
        sums: Sums = {
            path: (_sum(self.state.files.get(path)), _sum(data))
            for path, data in files.items()
        }
        for path, (old, _) in sums.items():
            if old and self._sums.get(path) != old:
                self.history.keep_copy(self.state.files[path])
        size = self.history.size
        self.history.commit(making.entries, sums)
        try:
            put_files(self.folder, files)
        except BaseException:
            self.history.take_back(size)
            before = self.state.files
            self._read()
            self._notice(before)
            raise
        self.history.settled(making.version)
        self._sums.update({path: after for path, (_, after) in sums.items()})
        self.entries += making.entries
        self._next(files, making.tables, making.changed)

    def _next(
        self,
        files: Mapping[str, bytes | None],
        tables: Mapping[str, Rows],
        changed: Mapping[tuple[str, str], int],
    ) -> None:
        held = {**self.state.files, **files}
        there = {path: data for path, data in held.items() if data is not None}
        state = State(len(self.entries), there, changed, self.state)
        for table, rows in tables.items():
            state.put_rows(table, rows)
        self._stamps = stamps_of(self.folder)
        self.state = state

    def _look(self) -> None:
        """Notice what other programs wrote; while one is writing, wait."""
        self._looked = time.monotonic()
        while is_being_written(self.folder):
            time.sleep(PAUSE)
        stamps = stamps_of(self.folder)
        if stamps == self._stamps:
            return
        before = self.state.files
        self._read()
        self._notice(before)

    def _read(self) -> None:
        stamps = stamps_of(self.folder)
        known = {
            path: data
            for path, data in self.state.files.items()
            if self._stamps.get(path) == stamps.get(path)
        }
        files = read_changed(self.folder, stamps, known)
        self._stamps = stamps
        old = self.state
        self.state = State(old.version, files, old.changed, old)

    def _make_good(self) -> None:
        """Bring files to where a batch that was cut short was to leave them."""
        past = self.history.past
        if past.open is None:
            return
        first, last = past.open
        left = {
            path
            for path, (before, after) in past.open_sums.items()
            if _sum(self.state.files.get(path)) == before != after
        }
        making = Batch(self.state, self.entries)
        for entry in self.entries[first - 1 : last]:
            if file_of(entry) in left or entry.get("table") == "scenarios":
                making.again(change_of(entry), forgiving=True)
        files = {p: data for p, data in making.files().items() if p in left}
        put_files(self.folder, files)
        self.history.settled(last)
        self._read()

    def _notice(self, before: Mapping[str, bytes], what: str = "") -> None:
        """Write into the history what an edit of a row does not tell."""
        there = self.state.files
        sums: Sums = {
            path: (self._sums.get(path, _sum(before.get(path))), _sum(there.get(path)))
            for path in sorted({*there, *before, *self._sums})
            if path in self._sums or before
        }
        sums = {path: pair for path, pair in sums.items() if pair[0] != pair[1]}
        if not sums:
            return
        for path in sums:
            if path in there and is_ours(path):
                self.history.keep_copy(there[path])
        version = len(self.entries) + 1
        entry: Entry = {
            "version": version,
            "when": now(),
            "what": what or outside_words(sums),
            "outside": {path: list(pair) for path, pair in sums.items()},
        }
        self.history.commit([entry], sums)
        self.history.settled(version)
        self._sums.update({path: after for path, (_, after) in sums.items()})
        self.entries.append(entry)
        changed = {**self.state.changed, **differing(before, there, sums, version)}
        self.state = State(version, there, changed, self.state)


def _tell(told: Future[Any], answer: object) -> None:
    """Answer whoever asked, unless he was answered or has gone."""
    with contextlib.suppress(InvalidStateError):
        if isinstance(answer, BaseException):
            told.set_exception(answer)
        else:
            told.set_result(answer)


def _sum(data: bytes | None) -> str:
    return "" if data is None else checksum(data)
