"""Records of one kind as a CSV table, and back."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any, Generic, Literal, TypeVar, get_args, get_origin, get_type_hints

from suzerain.case.codecs.cell import (
    SPREAD_PARTS,
    read_flag,
    read_list,
    read_number,
    read_spread,
    write_flag,
    write_list,
    write_number,
    write_rows,
    write_spread,
)
from suzerain.case.problem import Problem
from suzerain.core.cells import read_cells
from suzerain.core.errors import SuzerainError
from suzerain.core.spread import Spread

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Table(Generic[R]):
    """How records of one kind lie in a file.

    Args:
        file: Name of the file, such as `ties.csv`.
        record: The record; its fields become columns, a `Spread` becomes four.
        leading: Columns before them that are not fields, such as the pact of a term.
        skipped: Fields that lie elsewhere.
    """

    file: str
    record: type[R]
    leading: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()

    def kinds(self) -> dict[str, Any]:
        """Types of the fields that this table holds, by name."""
        return _kinds(self.record, self.skipped)  # type: ignore[arg-type]

    def columns(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        names = list(self.leading)
        for name, kind in self.kinds().items():
            if kind is Spread:
                names += [f"{name}_{part}" for part in SPREAD_PARTS]
            else:
                names.append(name)
        return tuple(names)

    def write(
        self, records: Iterable[R], leads: Iterable[Mapping[str, str]] = ()
    ) -> bytes:
        """Write records as CSV in UTF-8.

        Args:
            records: The records.
            leads: For each record, its leading columns; none when there are no such.
        """
        columns, kinds, extra = self.columns(), self.kinds(), list(leads)
        rows = [columns]
        for number, record in enumerate(records):
            row = dict(extra[number]) if extra else {}
            for name, kind in kinds.items():
                row.update(_write(name, kind, getattr(record, name)))
            rows.append(tuple(row[column] for column in columns))
        return write_rows(rows)

    def read(self, data: bytes) -> tuple[list[Row[R]], list[Problem]]:
        """Read records and list everything that is wrong with the table.

        Args:
            data: The file.

        Returns:
            The rows that could be read, and the problems of the others.
        """
        try:
            text = data.decode("utf-8-sig", "surrogatepass")
            heads, listed = read_cells(text)
        except (UnicodeDecodeError, csv.Error) as error:
            hint = "save it as comma-separated values in UTF-8"
            return [], [Problem(self.file, f"it is no CSV table ({error})", hint)]
        if not heads:
            hint = f"put it back; its first line is {','.join(self.columns())}"
            return [], [Problem(self.file, "the file is empty", hint)]
        problems = self._heading(heads)
        if problems:
            return [], problems
        rows: list[Row[R]] = []
        for number, row in enumerate(listed, start=2):
            where = f"{self.file}:{number}"
            values, wrong = self._values(row, where)
            problems += wrong
            if not wrong:
                lead = {name: row.get(name) or "" for name in self.leading}
                rows.append(Row(where, self.record(**values), lead))
        return rows, problems

    def _heading(self, heads: Iterable[str]) -> list[Problem]:
        given = set(heads)
        needed = [*self.leading, *self._needed()]
        return [
            Problem(
                f"{self.file}:1",
                f"the column {name!r} is missing",
                f"give it the columns {', '.join(self.columns())}",
            )
            for name in needed
            if name not in given
        ]

    def _needed(self) -> list[str]:
        required = {
            field.name
            for field in fields(self.record)  # type: ignore[arg-type]
            if field.default is MISSING and field.default_factory is MISSING
        }
        return [
            f"{name}_low" if kind is Spread else name
            for name, kind in self.kinds().items()
            if name in required
        ]

    def _values(
        self, row: dict[str, Any], where: str
    ) -> tuple[dict[str, Any], list[Problem]]:
        values: dict[str, Any] = {}
        wrong: list[Problem] = []
        if None in row:
            return values, [
                Problem(where, "it has more cells than columns", "quote the commas")
            ]
        filled = {name: text or "" for name, text in row.items()}
        for name, kind in self.kinds().items():
            present = f"{name}_low" in filled if kind is Spread else name in filled
            if not present:
                continue
            try:
                values[name] = _read(name, kind, filled)
            except SuzerainError as error:
                wrong.append(Problem(where, f"{name}: {error.what}", error.hint))
        return values, wrong


@cache
def _kinds(record: type[Any], skipped: tuple[str, ...]) -> dict[str, Any]:
    hints = get_type_hints(record)
    return {
        field.name: hints[field.name]
        for field in fields(record)
        if field.name not in skipped
    }


@dataclass(frozen=True, slots=True)
class Row(Generic[R]):
    """A record and where it stands.

    Args:
        where: File and line, such as `ties.csv:3`.
        record: The record.
        lead: Its leading columns.
    """

    where: str
    record: R
    lead: Mapping[str, str]


def _write(name: str, kind: Any, value: Any) -> dict[str, str]:
    if kind is Spread:
        return write_spread(name, value)
    if kind is bool:
        return {name: write_flag(value)}
    if kind is int:
        return {name: str(value)}
    if kind in (float, float | None):
        return {name: write_number(value)}
    if get_origin(kind) is tuple:
        return {name: write_list(value)}
    return {name: value}


def _read(name: str, kind: Any, row: dict[str, str]) -> Any:
    if kind is Spread:
        return read_spread(name, row)
    text = row[name]
    if kind is bool:
        return read_flag(text)
    if kind in (int, float, float | None):
        return _number(name, kind, text)
    if get_origin(kind) is tuple:
        return read_list(text)
    if get_origin(kind) is Literal and text not in get_args(kind):
        raise SuzerainError(
            f"{text!r} is not accepted",
            ", ".join(get_args(kind)),
            f"write one of {', '.join(get_args(kind))}",
        )
    return text


def _number(name: str, kind: Any, text: str) -> float | int | None:
    number = read_number(text)
    if number is None and kind is not int and kind is not float:
        return None
    if number is None or (kind is int and number != int(number)):
        raise SuzerainError(
            f"{text!r} is no {'whole number' if kind is int else 'number'}",
            "a number",
            f"fill in {name}",
        )
    return int(number) if kind is int else number
