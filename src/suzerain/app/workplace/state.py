"""One version of a case, and all that is read off it, each once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from suzerain.app.workplace.columns import Sheet
from suzerain.app.workplace.draft import Rows, read_table, sheet_of
from suzerain.app.workplace.rows import shown
from suzerain.case.case import Case
from suzerain.case.codecs import inquiries
from suzerain.case.files import parse_case
from suzerain.case.inquiry import Inquiry, with_inquiries
from suzerain.case.problem import Problem
from suzerain.case.review import FILE as REVIEW
from suzerain.core.errors import CaseError, InvalidCase

T = TypeVar("T")
Record = dict[str, Any]
EVERY = "*"
MOST_PAGES = 128
LARGEST_PAGE = 256 * 1024


class State:
    """Hold the files of a case as they are at one version; nothing in it changes.

    Args:
        version: How many edits were saved.
        files: Contents by path inside the folder.
        changed: Version at which each row was changed last, by table and id.
        old: The version before, whose tables are kept where their file is the same.
    """

    def __init__(
        self,
        version: int,
        files: Mapping[str, bytes],
        changed: Mapping[tuple[str, str], int],
        old: State | None = None,
    ) -> None:
        self.version = version
        self.files = files
        self.changed = changed
        self._found: dict[str, Any] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._gate = threading.Lock()
        self._pages: dict[str, bytes] = {}
        if old is not None:
            self._found = {
                key: value
                for key, value in old.kept.items()
                if key.startswith("rows.") and self._same(key, old)
            }

    def _same(self, key: str, old: State) -> bool:
        table = key.removeprefix("rows.")
        if table == "scenarios":
            return False
        file = sheet_of(table).file
        return self.files.get(file) is old.files.get(file)

    @property
    def kept(self) -> dict[str, Any]:
        """What was read off it so far, by name."""
        return dict(self._found)

    def once(self, key: str, make: Callable[[], T]) -> T:
        """Return what was made under this name for this version, or make it now.

        Args:
            key: The name.
            make: Makes it; others that ask meanwhile wait.
        """
        if key in self._found:
            return cast("T", self._found[key])
        with self._gate:
            lock = self._locks.setdefault(key, threading.Lock())
        with lock:
            if key not in self._found:
                self._found[key] = make()
        return cast("T", self._found[key])

    def page(self, key: str) -> bytes | None:
        """Return an answer that was written for this version; None when none was.

        Args:
            key: What was asked.
        """
        return self._pages.get(key)

    def keep_page(self, key: str, body: bytes) -> None:
        """Keep an answer for those who ask the same of this version.

        Args:
            key: What was asked.
            body: The answer.
        """
        with self._gate:
            if len(self._pages) >= MOST_PAGES:
                self._pages.clear()
            if len(body) <= LARGEST_PAGE:
                self._pages[key] = body

    def put_rows(self, table: str, rows: Rows) -> None:
        """Take over rows that were just written, so that they are not read again."""
        self._found[f"rows.{table}"] = rows

    def rows(self, table: str) -> Rows:
        """Return the rows of a table as its file holds them.

        Raises:
            UnknownReference: If there is no such table.
            CaseError: If its file cannot be read.
        """
        return self.once(f"rows.{table}", lambda: read_table(table, self.files))

    def shown(self, table: str) -> list[dict[str, Any]]:
        """Return the rows of a table as a form shows them, each with its id."""
        return self.once(f"shown.{table}", lambda: self._shown(sheet_of(table)))

    def _shown(self, sheet: Sheet) -> list[dict[str, Any]]:
        rows = self.rows(sheet.name)
        return [
            {"id": key, **shown(sheet, row)}
            for key, row in zip(rows.keys, rows.rows, strict=True)
        ]

    def is_newer(self, table: str, key: str, seen: int) -> bool:
        """Say whether a row was changed after a version that somebody saw."""
        last = max(
            self.changed.get((table, key), 0), self.changed.get((table, EVERY), 0)
        )
        return last > seen

    @property
    def parsed(self) -> tuple[Case, tuple[Problem, ...]]:
        """The case, its review applied, and everything that is wrong with it."""
        return self.once("parsed", lambda: parse_case(self.files))

    @property
    def unreviewed(self) -> Case:
        """The case as its tables hold it, before its review."""

        def read() -> Case:
            case = self.parsed[0]
            return case if case.unreviewed is None else case.unreviewed

        return self.once("unreviewed", read)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What `suzerain check` says of this version."""

        def find() -> tuple[Problem, ...]:
            found = self.parsed[1]
            if any(one.severity == "error" for one in found):
                return found
            return (*self.own_questions[1], *found)

        return self.once("problems", find)

    @property
    def own_questions(self) -> tuple[tuple[Inquiry, ...], tuple[Problem, ...]]:
        """Questions of the analyst's own, and what is wrong with them."""
        data = self.files.get(inquiries.FILE)
        if data is None:
            return (), ()
        claims = self.parsed[0].claims
        return self.once("inquiries", lambda: inquiries.parse_inquiries(data, claims))

    def case(self) -> Case:
        """Return the case for reckoning, with the analyst's own numbers.

        Raises:
            InvalidCase: If it has problems.
        """
        errors = [one for one in self.problems if one.severity == "error"]
        if errors:
            raise InvalidCase(errors)
        case, asked = self.parsed[0], self.own_questions[0]
        if not asked:
            return case
        from dataclasses import replace

        return replace(case, register=with_inquiries(case.register, asked))

    @property
    def reviewed(self) -> bytes:
        """The log of the review."""
        return self.files.get(REVIEW, b"")

    def refuse_unless(self, table: str, key: str, seen: int | None) -> None:
        """Refuse a change of a row that is not as it was seen.

        Args:
            table: The table.
            key: Id of the row.
            seen: The version that was seen; None to refuse nothing.

        Raises:
            Stale: If it was changed since.
            CaseError: If this version is not known yet.
        """
        from suzerain.app.workplace.draft import Stale

        if seen is None:
            return
        if seen > self.version:
            raise CaseError(
                f"there is no version {seen} yet",
                f"a version up to {self.version}",
                "load the page again",
            )
        if self.is_newer(table, key, seen):
            raise Stale(table, key)
