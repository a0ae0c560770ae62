"""What a form may write into a row, checked so that it can be read back."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from suzerain.app.workplace.column import Column
from suzerain.app.workplace.columns import ALONE, Sheet
from suzerain.app.workplace.rows import Raw, shown
from suzerain.case.codecs import overruled
from suzerain.case.codecs.cell import (
    write_flag,
    write_list,
    write_number,
    write_rows,
)
from suzerain.case.codecs.inquiries import parse_inquiries
from suzerain.case.problem import Problem
from suzerain.core.errors import CaseError, SuzerainError

LONGEST_CELL = 20_000
LONGEST_LIST = 2_000
DEEPEST = 6
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
    table = sheet.table
    row: Raw = {**(dict.fromkeys(table.columns(), "") if table else {}), **old}
    there = shown(sheet, old) if old else {}
    for name, value in given.items():
        if name in there and value == there[name]:
            continue  # a cell that stays as it was is not judged anew
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
