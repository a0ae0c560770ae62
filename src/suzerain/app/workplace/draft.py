"""The next state of a case while edits are being made to it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from suzerain.app.workplace.columns import ALONE, Sheet, assumptions_sheet, sheets
from suzerain.app.workplace.rows import (
    TWICE,
    Raw,
    keys_of,
    read_rows,
    write_table,
)
from suzerain.app.workplace.written import WrongRow, written
from suzerain.core.errors import CaseError, UnknownReference
from suzerain.outlook.whatif.kept import FOLDER, NAME
from suzerain.outlook.whatif.what_if import BASE

SCENARIOS = "scenarios"
REPEATING = (ALONE, "events", "terms")
"""Ids may stand twice: a claim may report two events, two pacts hold the same term."""
Op = Literal["set", "add", "drop"]


class Stale(CaseError):
    """Somebody has changed this row since it was shown.

    Args:
        table: The table.
        key: Id of the row.
    """

    def __init__(self, table: str, key: str) -> None:
        self.table, self.key = table, key
        super().__init__(
            f"{key!r} in {table} has been changed meanwhile",
            "a change of the row as it is now",
            "look at it again, then change it",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of one row, which can be made and taken back.

    Args:
        table: Its table.
        op: `set`, `add` or `drop`.
        key: Its id before, or after `add`.
        new_key: Its id afterwards.
        at: Its place before.
        to: Its place afterwards.
        before: The row before; None for one that is added.
        after: The row afterwards; None for one that is dropped.
    """

    table: str
    op: Op
    key: str
    new_key: str
    at: int
    to: int
    before: Raw | None
    after: Raw | None

    @property
    def inverse(self) -> Change:
        """The change that takes this one back."""
        turned: dict[Op, Op] = {"set": "set", "add": "drop", "drop": "add"}
        return replace(
            self,
            op=turned[self.op],
            key=self.new_key,
            new_key=self.key,
            at=self.to,
            to=self.at,
            before=self.after,
            after=self.before,
        )


class Rows:
    """The rows of one table, found by their ids.

    Args:
        sheet: The table; None for scenarios.
        rows: Its rows.
    """

    def __init__(self, sheet: Sheet | None, rows: list[Raw]) -> None:
        self.sheet = sheet
        self.rows = rows
        self._index()

    def _index(self) -> None:
        if self.sheet is None:
            self.keys = [row["name"] for row in self.rows]
        else:
            self.keys = keys_of(self.sheet, self.rows)
        self.places = {key: at for at, key in enumerate(self.keys)}

    def copy(self) -> Rows:
        """Return rows that can be changed apart from these."""
        return Rows(self.sheet, list(self.rows))

    def make(self, change: Change) -> Change:
        """Make a change, and say what was changed with ids as they now are.

        Args:
            change: The change; its ids and places are found anew.

        Raises:
            Stale: If the row is no longer as the change expects it.
        """
        at = self._find(change)
        if change.op == "add":
            if change.key in self.places and change.table not in REPEATING:
                raise Stale(change.table, change.key)
            at = len(self.rows)
        elif at is None:
            raise Stale(change.table, change.key)
        elif self._stays(change, at):
            self.rows[at] = change.after or {}
            return replace(change, new_key=change.key, at=at, to=at)
        else:
            self.rows.pop(at)
        to = at
        if change.after is not None:
            to = min(max(change.to, 0), len(self.rows))
            self.rows.insert(to, change.after)
        self._index()
        new = self.keys[to] if change.after is not None else change.key
        key = new if change.op == "add" else change.key
        return replace(change, key=key, new_key=new, at=at, to=to)

    def _find(self, change: Change) -> int | None:
        """Find the row that a change expects, among those of the same id."""
        at = self.places.get(change.key)
        if at is not None and self._same(self.rows[at], change.before):
            return at
        alike = change.key.split(TWICE, maxsplit=1)[0]
        for place, key in enumerate(self.keys):
            same = key.split(TWICE, maxsplit=1)[0] == alike
            if same and self._same(self.rows[place], change.before):
                return place
        return None

    def _same(self, row: Raw, other: Raw | None) -> bool:
        """Say whether two rows hold the same; in CSV an empty cell is as none."""
        if self.sheet is None or self.sheet.table is None or other is None:
            return row == other
        return _filled(row) == _filled(other)

    def _stays(self, change: Change, at: int) -> bool:
        """Say whether a row keeps its place and its id, so that no other moves."""
        after = change.after
        if change.op != "set" or after is None or self.sheet is None:
            return False
        same = self.sheet.key_of(after) == self.sheet.key_of(self.rows[at])
        return same and change.to == at


def _filled(row: Raw) -> Raw:
    return {name: text for name, text in row.items() if text}


def read_table(table: str, files: Mapping[str, bytes]) -> Rows:
    """Read the rows of a table, or the scenarios, for edits.

    Args:
        table: Its name.
        files: The files of the case.

    Raises:
        UnknownReference: If there is no such table.
        CaseError: If its file cannot be read.
    """
    if table == SCENARIOS:
        return Rows(None, scenario_rows(files))
    sheet = sheet_of(table)
    return Rows(sheet, read_rows(sheet, files))


def sheet_of(table: str) -> Sheet:
    """Find a table by name.

    Raises:
        UnknownReference: If there is no such table.
    """
    known = {**sheets(), "assumptions": assumptions_sheet()}
    if table not in known:
        raise UnknownReference(table, sheets(), "the tables of a case")
    return known[table]


def scenario_rows(files: Mapping[str, bytes]) -> list[Raw]:
    """List the scenarios that a case keeps; a file that is none has no `set`.

    Args:
        files: The files of the case.
    """
    found: list[Raw] = []
    for path in sorted(files):
        if not path.startswith(f"{FOLDER}/"):
            continue
        try:
            told = tomllib.loads(files[path].decode("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            told = {}
        name = path.removeprefix(f"{FOLDER}/").removesuffix(".toml")
        found.append({**told, "name": name})
    return found


def wished(
    rows: Rows, table: str, op: Op, key: str, given: Mapping[str, Any]
) -> Change:
    """Turn what a form sent into a change.

    Args:
        rows: The rows as they are.
        table: Name of the table.
        op: What is to be done.
        key: Id of the row; empty for one to add.
        given: Values by column, and perhaps `position`.

    Raises:
        WrongRow: If the row could not be read back, or its id is taken.
        UnknownReference: If there is no such row.
    """
    fields = dict(given)
    place = fields.pop("position", None)
    at = rows.places.get(key)
    if op != "add" and at is None:
        raise UnknownReference(key, rows.keys, f"the table {table}")
    before = rows.rows[at] if op != "add" and at is not None else None
    if table == ALONE and op != "set":
        raise WrongRow({"": "the case has this one row"})
    if place is not None and (isinstance(place, bool) or not isinstance(place, int)):
        raise WrongRow({"position": "a whole number is needed"})
    after = None if op == "drop" else _after(rows.sheet, fields, before or {})
    last = len(rows.rows)
    spot = last if at is None else at
    if after is not None:
        _refuse_taken(rows, table, after, None if op == "add" else at)
    return Change(
        table=table,
        op=op,
        key=key,
        new_key=key,
        at=spot,
        to=spot if place is None else place,
        before=before,
        after=after,
    )


def _after(sheet: Sheet | None, given: dict[str, Any], before: Raw) -> Raw:
    if sheet is not None:
        return written(sheet, given, before)
    name = str(given.get("name", ""))
    if not NAME.fullmatch(name) or name == BASE:
        words = f"letters, digits, - and _, and not {BASE!r}"
        raise WrongRow({"name": f"a scenario cannot be called {name!r}"}, words)
    kept = {k: v for k, v in given.items() if k in ("name", "set") or v}
    return {**before, **kept}


def _refuse_taken(rows: Rows, table: str, after: Raw, at: int | None) -> None:
    """Refuse a row whose id another row has; two alike would count twice."""
    if table in REPEATING:
        return
    key = after["name"] if rows.sheet is None else rows.sheet.key_of(after)
    place = rows.places.get(key)
    if place is not None and place != at:
        raise WrongRow({"": f"{key!r} is there already"}, "an id that is free")


def rendered(rows: Rows, files: Mapping[str, bytes]) -> dict[str, bytes | None]:
    """Write the files of a table as they are to be; None for one that goes.

    Args:
        rows: The rows as they are to be.
        files: The files as they are.
    """
    if rows.sheet is not None:
        return {rows.sheet.file: write_table(rows.sheet, files, rows.rows)}
    import tomli_w

    told = {row["name"]: row for row in rows.rows}
    old = {row["name"]: row for row in scenario_rows(files)}
    made: dict[str, bytes | None] = {
        f"{FOLDER}/{name}.toml": tomli_w.dumps(row).encode("utf-8")
        for name, row in told.items()
        if old.get(name) != row
    }
    gone: dict[str, bytes | None] = {
        f"{FOLDER}/{name}.toml": None for name in old if name not in told
    }
    return {**made, **gone}
