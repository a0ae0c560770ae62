"""A case folder that is edited: one writer, any number of readers."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, InvalidStateError
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from suzerain.app.workplace.columns import assumptions_sheet, sheets
from suzerain.app.workplace.draft import (
    Change,
    Op,
    Rows,
    Stale,
    rendered,
    wished,
)
from suzerain.app.workplace.folder import (
    Stamp,
    checksum,
    is_being_written,
    open_folder,
    read_changed,
    stamps_of,
)
from suzerain.app.workplace.history import Entry, History, Sums
from suzerain.app.workplace.state import EVERY, State
from suzerain.case.review import FILE as REVIEW
from suzerain.core.errors import CaseError, SuzerainError
from suzerain.outlook.whatif.kept import FOLDER as SCENARIOS
from suzerain.sources.store import write_atomically

MOST_AT_ONCE = 256
LOOK_EVERY = 0.25  # seconds between looks at what other programs wrote
LONGEST_WORDS = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """An edit that somebody asks for.

    Args:
        action: `edit`, `undo` or `redo`.
        table: For `edit`: the table.
        op: For `edit`: what is to be done.
        key: For `edit`: id of the row; empty for one to add.
        given: For `edit`: values by column.
        seen: The version that was seen; None to overwrite whatever others did.
    """

    action: Literal["edit", "undo", "redo"]
    table: str = ""
    op: Op = "set"
    key: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)
    seen: int | None = None


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
        self.trouble = ""
        self.state = State(len(self.entries), {}, _last_changes(self.entries))
        self._read()
        self._make_good()
        self._notice({})
        self._waiting: queue.SimpleQueue[tuple[Wish | None, Future[Any]] | None]
        self._waiting = queue.SimpleQueue()
        self._writer = threading.Thread(target=self._work, daemon=True, name="writer")
        self._writer.start()

    def close(self) -> None:
        """Finish what is waiting, and let go of the folder."""
        self._waiting.put(None)
        self._writer.join()
        self.history.close()

    def change(self, wish: Wish) -> Future[Entry]:
        """Ask for an edit.

        Args:
            wish: The edit.

        Returns:
            The entry of the history, once it is on the disk for good; or an error
            (Stale, WrongRow, UnknownReference), and nothing has changed.
        """
        told: Future[Entry] = Future()
        self._waiting.put((wish, told))
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
        self._waiting.put((None, told))
        return told

    @property
    def can_undo(self) -> Entry | None:
        """The edit that an undo takes back, if any."""
        return _stacks(self.entries)[0]

    @property
    def can_redo(self) -> Entry | None:
        """The edit that a redo makes again, if any."""
        return _stacks(self.entries)[1]

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

    def _answer(self, asked: Iterable[tuple[Wish | None, Future[Any]]]) -> None:
        making = _Making(self.state, self.entries)
        made: list[tuple[Future[Any], Entry | None]] = []
        for wish, told in asked:
            try:
                made.append((told, making.take(wish) if wish else None))
            except SuzerainError as error:
                _tell(told, error)
        if making.entries:
            self._save(making)
        for told, entry in made:
            _tell(told, entry)

    def _save(self, making: _Making) -> None:
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
            self._put(files)
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

    def _put(self, files: Mapping[str, bytes | None]) -> None:
        for path, data in files.items():
            target = self.folder / path
            if target.is_symlink() or target.parent.is_symlink():
                raise CaseError(
                    f"{path!r} is a link", "a file", "put the file in its place"
                )
            if data is None:
                target.unlink(missing_ok=True)
                continue
            target.parent.mkdir(exist_ok=True)
            write_atomically(target, data)

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
        try:
            stamps = stamps_of(self.folder)
            if stamps == self._stamps or is_being_written(self.folder):
                return
        except SuzerainError as error:
            self.trouble = str(error)
            raise
        self.trouble = ""
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
        making = _Making(self.state, self.entries)
        for entry in self.entries[first - 1 : last]:
            if _file_of(entry) in left or entry.get("table") == "scenarios":
                making.again(_change_of(entry), forgiving=True)
        files = {p: data for p, data in making.files().items() if p in left}
        self._put(files)
        self.history.settled(last)
        self._read()

    def _notice(self, before: Mapping[str, bytes]) -> None:
        """Write into the history what another program has changed."""
        now = self.state.files
        sums: Sums = {
            path: (self._sums.get(path, _sum(before.get(path))), _sum(now.get(path)))
            for path in sorted({*now, *before, *self._sums})
            if path in self._sums or before
        }
        sums = {path: pair for path, pair in sums.items() if pair[0] != pair[1]}
        if not sums:
            return
        for path in sums:
            if path in now and _is_ours(path):
                self.history.keep_copy(now[path])
        version = len(self.entries) + 1
        entry: Entry = {
            "version": version,
            "when": _now(),
            "what": _outside_words(sums),
            "outside": {path: list(pair) for path, pair in sums.items()},
        }
        self.history.commit([entry], sums)
        self.history.settled(version)
        self._sums.update({path: after for path, (_, after) in sums.items()})
        self.entries.append(entry)
        changed = {**self.state.changed, **_differing(before, now, sums, version)}
        self.state = State(version, now, changed, self.state)


class _Making:
    """Edits of one batch while they are taken in."""

    def __init__(self, state: State, entries: list[Entry]) -> None:
        self.state = state
        self.before = entries
        self.entries: list[Entry] = []
        self.tables: dict[str, Rows] = {}
        self.changed = dict(state.changed)
        self.version = state.version

    def take(self, wish: Wish) -> Entry:
        """Take in one edit, or refuse it and leave the others as they are."""
        if wish.action != "edit":
            return self._turn(wish)
        rows = self.rows(wish.table)
        now = State(self.version, {}, self.changed)
        now.refuse_unless(wish.table, wish.key, wish.seen)
        change = wished(rows, wish.table, wish.op, wish.key, wish.given)
        return self._enter(self.again(change))

    def _turn(self, wish: Wish) -> Entry:
        undo, redo = _stacks([*self.before, *self.entries])
        found = undo if wish.action == "undo" else redo
        if wish.seen is not None and wish.seen != self.version:
            raise Stale("history", str(wish.seen))
        if found is None:
            raise CaseError(
                f"there is nothing to {wish.action}", "", "make an edit first"
            )
        change = _change_of(found)
        change = change.inverse if wish.action == "undo" else change
        link = "undoes" if wish.action == "undo" else "redoes"
        return self._enter(self.again(change), {link: found["version"]})

    def rows(self, table: str) -> Rows:
        """Rows of a table that may be changed."""
        if table not in self.tables:
            self.tables[table] = self.state.rows(table).copy()
        return self.tables[table]

    def again(self, change: Change, *, forgiving: bool = False) -> Change:
        """Make a change that was made before."""
        try:
            return self.rows(change.table).make(change)
        except Stale:
            if not forgiving:
                raise
            return change

    def _enter(self, made: Change, more: Mapping[str, Any] | None = None) -> Entry:
        self.version += 1
        for key in (made.key, made.new_key):
            self.changed[made.table, key] = self.version
        entry: Entry = {
            "version": self.version,
            "when": _now(),
            "what": _words(made, more),
            **asdict(made),
            **(more or {}),
        }
        self.entries.append(entry)
        return entry

    def files(self) -> dict[str, bytes | None]:
        """The files as they are to be."""
        held: dict[str, bytes] = dict(self.state.files)
        found: dict[str, bytes | None] = {}
        for rows in self.tables.values():
            made = rendered(rows, held)
            found.update(made)
            held.update({p: data for p, data in made.items() if data is not None})
        same = self.state.files
        return {p: data for p, data in found.items() if same.get(p) != data}


def _stacks(entries: list[Entry]) -> tuple[Entry | None, Entry | None]:
    """Find what can be undone and what can be made again."""
    done: list[Entry] = []
    undone: list[Entry] = []
    by_version = {one["version"]: one for one in entries}
    for one in entries:
        if "undoes" in one:
            done = [e for e in done if e["version"] != one["undoes"]]
            undone.append(by_version[one["undoes"]])
        elif "redoes" in one:
            undone = [e for e in undone if e["version"] != one["redoes"]]
            done.append(by_version[one["redoes"]])
        elif "op" in one:
            done.append(one)
            undone = []
    return (done[-1] if done else None), (undone[-1] if undone else None)


def _change_of(entry: Entry) -> Change:
    names = ("table", "op", "key", "new_key", "at", "to", "before", "after")
    return Change(**{name: entry[name] for name in names})


def _last_changes(entries: Iterable[Entry]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for one in entries:
        for name in ("key", "new_key"):
            if name in one:
                found[one["table"], one[name]] = one["version"]
    return found


def _file_of(entry: Entry) -> str:
    known = {**sheets(), "assumptions": assumptions_sheet()}
    table = entry.get("table", "")
    return known[table].file if table in known else ""


def _differing(
    before: Mapping[str, bytes], now: Mapping[str, bytes], sums: Sums, version: int
) -> dict[tuple[str, str], int]:
    """Tell which rows another program has changed."""
    found: dict[tuple[str, str], int] = {}
    old, new = State(0, before, {}), State(0, now, {})
    tables = [*sheets().values(), assumptions_sheet()]
    names = [one.name for one in tables if one.file in sums]
    if any(path.startswith(f"{SCENARIOS}/") for path in sums):
        names.append("scenarios")
    for name in names:
        try:
            was = dict(zip(old.rows(name).keys, old.rows(name).rows, strict=True))
            has = dict(zip(new.rows(name).keys, new.rows(name).rows, strict=True))
        except SuzerainError:
            found[name, EVERY] = version
            continue
        for key in {*was, *has}:
            if was.get(key) != has.get(key):
                found[name, key] = version
    return found


def _words(made: Change, more: Mapping[str, Any] | None) -> str:
    """Say what an edit did, as in `ties tie.oil.RUS.PRK: share_low 0.2 to 0.3`."""
    lead = "".join(
        f"{'undo' if link == 'undoes' else 'redo'} of {version}: "
        for link, version in (more or {}).items()
    )
    where = f"{lead}{made.table} {made.new_key}"
    if made.before is None or made.after is None:
        return f"{where}: {'added' if made.before is None else 'removed'}"
    names = [
        name
        for name in {**made.before, **made.after}
        if made.before.get(name) != made.after.get(name)
    ]
    told = ", ".join(
        f"{name} {made.before.get(name, '')} to {made.after.get(name, '')}"
        for name in names
    )
    moved = "" if made.at == made.to else f"from place {made.at + 1} to {made.to + 1}"
    return f"{where}: {told or moved or 'as it was'}"[:LONGEST_WORDS]


def _outside_words(sums: Sums) -> str:
    names = ", ".join(list(sums)[:3])
    more = f" and {len(sums) - 3} more" if len(sums) > 3 else ""
    if set(sums) == {REVIEW}:
        return "claims were reviewed"
    return f"{names}{more} changed outside this page"


def _is_ours(path: str) -> bool:
    known = {one.file for one in (*sheets().values(), assumptions_sheet())}
    return path in known or path.startswith(f"{SCENARIOS}/")


def _tell(told: Future[Any], answer: object) -> None:
    """Answer whoever asked, unless he was answered or has gone."""
    with contextlib.suppress(InvalidStateError):
        if isinstance(answer, BaseException):
            told.set_exception(answer)
        else:
            told.set_result(answer)


def _sum(data: bytes | None) -> str:
    return "" if data is None else checksum(data)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
