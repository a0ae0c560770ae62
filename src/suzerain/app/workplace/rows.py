"""Rows of a case's tables as a form shows them, and what a form may write into them."""

from __future__ import annotations

import csv
import io
import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from suzerain.app.workplace.columns import ALONE, Column, Sheet
from suzerain.case.codecs import overruled
from suzerain.case.codecs.cell import (
    read_flag,
    read_list,
    read_number,
    write_flag,
    write_list,
    write_number,
    write_rows,
)
from suzerain.case.codecs.inquiries import parse_inquiries
from suzerain.case.problem import Problem
from suzerain.core.errors import CaseError, SuzerainError

Raw = dict[str, Any]
"""A row as its file holds it: texts in CSV, values in TOML."""
LONGEST_CELL = 20_000
LONGEST_LIST = 2_000
DEEPEST = 6
TWICE = "~"
HEADER = "#"
NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class WrongRow(CaseError):
    """What was written into a row cannot be read back as one.

    Args:
        wrong: A message for each column that is wrong; "" for the row as a whole.
        accepted: What is accepted instead.
    """

    def __init__(self, wrong: Mapping[str, str], accepted: str = "") -> None:
        self.wrong = dict(wrong)
        told = "; ".join(f"{k}: {v}" if k else v for k, v in wrong.items())
        super().__init__(told, accepted, "mend it and save again")


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
        heads += [one for row in rows for one in row if one not in heads]
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
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        heads = tuple(reader.fieldnames or ())
        rows = [{k: v or "" for k, v in row.items()} for row in reader]
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


def written(sheet: Sheet, given: Mapping[str, Any], old: Mapping[str, Any]) -> Raw:
    """Turn what a form sent into a row of the file, or refuse it.

    Args:
        sheet: The table.
        given: Values by column; columns left out stay as they are.
        old: The row as it is; empty for a new one.

    Raises:
        WrongRow: If the row could not be read back.
    """
    wrong: dict[str, str] = {}
    row: Raw = dict(old)
    for name, value in given.items():
        column = sheet.column(name)
        if column is None and name == "id":
            continue  # the address of the row, which a form sends back
        if column is None:
            wrong[name] = "there is no such column"
            continue
        try:
            told = _told(column, value)
        except ValueError as error:
            wrong[name] = str(error)
            continue
        if sheet.table is not None:
            row[name] = _cell(column, told)
        elif told is not None:
            row[name] = told
        else:
            row.pop(name, None)
    if wrong:
        known = ", ".join(one.name for one in sheet.columns)
        raise WrongRow(wrong, f"values of the columns {known}")
    _refuse_unreadable(sheet, row)
    return row


def _told(column: Column, value: Any) -> Any:
    """Check one value of a form for its kind."""
    match column.kind:
        case "number":
            return _number(value)
        case "flag":
            if not isinstance(value, bool):
                raise ValueError(f"{value!r} is no yes or no")  # noqa: TRY004
            return value
        case "list":
            if not isinstance(value, list) or len(value) > LONGEST_LIST:
                raise ValueError(f"a list of up to {LONGEST_LIST} texts is needed")
            return [_text(item) for item in value]
        case "records":
            return _records(value)
    text = _text("" if value is None else value)
    if column.required and not text.strip():
        raise ValueError("it must be filled")
    if column.choices and (text or column.required) and text not in column.choices:
        raise ValueError(f"{text!r} is not one of {', '.join(column.choices)}")
    return text


def _number(value: Any) -> float | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{value!r} is no number")  # noqa: TRY004
    if not math.isfinite(value):
        raise ValueError("a finite number is needed")
    return float(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text")  # noqa: TRY004 - told to the form
    if len(value) > LONGEST_CELL:
        raise ValueError(f"it is longer than {LONGEST_CELL} signs")
    if any(
        (ord(s) < 32 and s not in "\t\n") or 0xD800 <= ord(s) < 0xE000 for s in value
    ):
        raise ValueError("it holds signs that are no text")
    return value


def _records(value: Any, depth: int = 0) -> Any:
    """Check nested values: only what TOML can hold, none of it endless."""
    if depth > DEEPEST:
        raise ValueError("it is nested too deep")
    if isinstance(value, dict):
        return {_text(k): _records(v, depth + 1) for k, v in value.items()}
    if isinstance(value, list):
        if len(value) > LONGEST_LIST:
            raise ValueError(f"it has more than {LONGEST_LIST} parts")
        return [_records(one, depth + 1) for one in value]
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return _number(value)
    return _text(value)


def _cell(column: Column, value: Any) -> str:
    match column.kind:
        case "number":
            return write_number(value)
        case "flag":
            return write_flag(value)
        case "list":
            return write_list(tuple(value))
    return str(value)


def _refuse_unreadable(sheet: Sheet, row: Raw) -> None:
    """Read the row alone, as reading the case would."""
    if sheet.table is not None:
        heads = list(row)
        alone = write_rows([heads, [row[head] or "" for head in heads]])
        _, problems = sheet.table.read(alone)
        if sheet.file == overruled.FILE and not problems:
            _, problems = _overruled(alone)
        if problems:
            raise WrongRow(_by_column(sheet, (one.what for one in problems)))
    elif sheet.record is not None:
        import msgspec

        full = {**row, "terms": []} if sheet.part == "pacts" else row
        try:
            msgspec.convert(full, sheet.record)
        except msgspec.ValidationError as error:
            raise WrongRow({"": str(error)}) from error
    elif sheet.name != ALONE:
        import tomli_w

        text = tomli_w.dumps({sheet.part: [row]}).encode("utf-8")
        _, found = parse_inquiries(text, ())
        told = [one.what for one in found if "passage" not in one.what]
        if told:
            raise WrongRow({"": "; ".join(told)})


def _overruled(alone: bytes) -> tuple[object, list[Problem]]:
    try:
        return overruled.read_overruled(alone)
    except SuzerainError as error:
        return None, [Problem(overruled.FILE, error.what, error.hint)]


def _by_column(sheet: Sheet, told: Iterable[str]) -> dict[str, str]:
    """Tell a problem at its column, a range at its low end."""
    found: dict[str, str] = {}
    for words in told:
        name, _, rest = words.partition(": ")
        spot = name if sheet.column(name) else f"{name}_low"
        found[spot if sheet.column(spot) else ""] = rest or words
    return found
