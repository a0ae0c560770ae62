"""Rows of a case's tables as a form shows them, and what a form may write into them."""

from __future__ import annotations

import csv
import math
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from suzerain.app.workplace.column import Column
from suzerain.app.workplace.columns import ALONE, Sheet
from suzerain.case.codecs.cell import (
    read_flag,
    read_list,
    read_number,
    write_rows,
)
from suzerain.core.cells import read_cells
from suzerain.core.errors import CaseError, SuzerainError

Raw = dict[str, Any]
"""A row as its file holds it: texts in CSV, values in TOML."""
TWICE = "~"
HEADER = "#"


def read_rows(sheet: Sheet, files: Mapping[str, bytes]) -> list[Raw]:
    """Read the rows of a table as they stand, wrong ones included.

    Args:
        sheet: The table.
        files: The files of the case, by path inside its folder.

    Raises:
        CaseError: If the file is no table at all.
    """
    data = files.get(sheet.file, b"")
    if sheet.table is not None:
        return _csv_rows(data, sheet.file)[1]
    table = _toml(data, sheet.file)
    if sheet.name == ALONE:
        return [
            {one.name: table[one.name] for one in sheet.columns if one.name in table}
        ]
    rows = table.get(sheet.part, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _unreadable(sheet.file, f"{sheet.part} is no list of tables")
    return [dict(row) for row in rows]


def write_table(sheet: Sheet, files: Mapping[str, bytes], rows: Sequence[Raw]) -> bytes:
    """Write the file of a table with these rows; all else in it stays.

    Args:
        sheet: The table.
        files: The files of the case as they are.
        rows: All rows of the table.
    """
    data = files.get(sheet.file, b"")
    if sheet.table is not None:
        heads = list(_csv_rows(data, sheet.file)[0] or sheet.table.columns())
        heads += [one for row in rows for one in row if row[one] and one not in heads]
        heads = list(dict.fromkeys(heads))
        return write_rows([heads, *([row.get(h) or "" for h in heads] for row in rows)])
    import tomli_w

    table = _toml(data, sheet.file)
    if sheet.name == ALONE:
        table.update(rows[0])
    else:
        table[sheet.part] = list(rows)
    text = _leading(data) + tomli_w.dumps(table)
    return text.encode("utf-8", "surrogatepass")


def _leading(data: bytes) -> str:
    """Keep the comment at the head of a file."""
    kept: list[str] = []
    for line in data.decode("utf-8-sig", "surrogatepass").splitlines(keepends=True):
        if line.strip() and not line.startswith(HEADER):
            break
        kept.append(line)
    return "".join(kept)


def _toml(data: bytes, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8-sig", "surrogatepass"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _unreadable(file, str(error)) from error


def _csv_rows(data: bytes, file: str) -> tuple[tuple[str, ...], list[Raw]]:
    try:
        text = data.decode("utf-8-sig", "surrogatepass")
        heads, listed = read_cells(text)
        rows = [{k: v or "" for k, v in row.items()} for row in listed]
    except (UnicodeDecodeError, csv.Error) as error:
        raise _unreadable(file, str(error)) from error
    if any(None in row for row in rows):
        raise _unreadable(file, "a row has more cells than columns")
    return heads, rows


def _unreadable(file: str, why: str) -> CaseError:
    return CaseError(
        f"{file} cannot be read ({why})",
        "a file that `suzerain check` accepts",
        f"mend {file} in an editor, then come back",
    )


def keys_of(sheet: Sheet, rows: Iterable[Raw]) -> list[str]:
    """Name the rows of a table; of rows with the same id, the later get a number.

    Args:
        sheet: The table.
        rows: Its rows.
    """
    seen: Counter[str] = Counter()
    found: list[str] = []
    for row in rows:
        key = sheet.key_of(row)
        seen[key] += 1
        found.append(key if seen[key] == 1 else f"{key}{TWICE}{seen[key]}")
    return found


def shown(sheet: Sheet, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Give a row the types of its columns; a cell that has another stays as it is.

    Args:
        sheet: The table.
        raw: The row as its file holds it.
    """
    return {one.name: _shown(sheet, one, raw) for one in sheet.columns}


def _shown(sheet: Sheet, column: Column, raw: Mapping[str, Any]) -> Any:
    empty: Any = {"number": None, "flag": False, "list": [], "records": []}.get(
        column.kind, ""
    )
    if sheet.table is None:
        usual = empty if column.usual is None else column.usual
        value = raw.get(column.name, usual)
        plain = isinstance(value, str | int | float | list | dict)
        return value if plain else str(value)
    text = raw.get(column.name) or ""
    try:
        return _typed(column, text) if text else empty
    except SuzerainError:
        return text


def _typed(column: Column, text: str) -> Any:
    match column.kind:
        case "number":
            number = read_number(text)
            return number if number is None or math.isfinite(number) else text
        case "flag":
            return read_flag(text)
        case "list":
            return list(read_list(text))
    return text
