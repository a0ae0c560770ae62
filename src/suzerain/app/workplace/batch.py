"""Edits that arrive together: taken in one after another, written at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from suzerain.app.workplace.draft import Change, Op, Rows, Stale, rendered, wished
from suzerain.app.workplace.history import Entry
from suzerain.app.workplace.state import State
from suzerain.core.errors import CaseError

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewrite:
    """A change of many tables at once, which no undo takes back row by row.

    Args:
        what: What it does, in words.
        make: Gives the files that are to be, of the case as it is when its turn comes.
    """

    what: str
    make: Callable[[State], Mapping[str, bytes]]


class Batch:
    """Edits of one batch while they are taken in.

    Args:
        state: The case as it is.
        entries: Its history.
    """

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
        undo, redo = stacks([*self.before, *self.entries])
        found = undo if wish.action == "undo" else redo
        if wish.seen is not None and wish.seen != self.version:
            raise Stale("history", str(wish.seen))
        if found is None:
            raise CaseError(
                f"there is nothing to {wish.action}", "", "make an edit first"
            )
        change = change_of(found)
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
            "when": now(),
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


def stacks(entries: list[Entry]) -> tuple[Entry | None, Entry | None]:
    """Find what can be undone and what can be made again.

    Args:
        entries: The history.
    """
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


def change_of(entry: Entry) -> Change:
    """Return the change that an entry of the history tells."""
    names = ("table", "op", "key", "new_key", "at", "to", "before", "after")
    return Change(**{name: entry[name] for name in names})


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


def now() -> str:
    """The time, as the history tells it."""
    return datetime.now(UTC).isoformat(timespec="seconds")
