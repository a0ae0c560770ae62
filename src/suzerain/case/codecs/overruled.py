"""Assumptions that an analyst has overruled, as a table."""

from __future__ import annotations

import csv
from collections.abc import Mapping

from suzerain.case.codecs.cell import write_number, write_rows
from suzerain.case.problem import Problem
from suzerain.core.assumption import (
    Assumption,
    Register,
    load_register,
    parse_assumption,
)
from suzerain.core.cells import read_cells
from suzerain.core.errors import SuzerainError

FILE = "assumptions.csv"
COLUMNS = ("id", "low", "mode", "high", "shape", "unit", "reason", "citation")


def write_overruled(register: Register) -> bytes:
    """Write the entries that differ from the shipped ones."""
    return write_rows([COLUMNS, *overruled_rows(register)])


def overruled_rows(register: Register) -> list[tuple[str, ...]]:
    """List the entries that differ from the shipped ones, cells in their columns.

    Args:
        register: The register of a case.
    """
    shipped = load_register()
    return [
        tuple(_row(entry)[column] for column in COLUMNS)
        for entry in register.values()
        if entry.overruled or shipped.get(entry.id) != entry
    ]


def _row(entry: Assumption) -> dict[str, str]:
    return {
        "id": entry.id,
        "low": write_number(entry.spread.low),
        "mode": write_number(entry.spread.mode),
        "high": write_number(entry.spread.high),
        "shape": entry.spread.shape,
        "unit": entry.unit,
        "reason": entry.reason,
        "citation": entry.citation,
    }


def read_overruled(data: bytes) -> tuple[Register, list[Problem]]:
    """Lay the entries of a case over the shipped register, and list problems.

    Unit, reason and citation of the shipped entry stand where a row leaves them empty.
    """
    shipped = load_register()
    problems: list[Problem] = []
    try:
        text = data.decode("utf-8-sig", "surrogatepass")
        rows = read_cells(text)[1]
    except (UnicodeDecodeError, csv.Error) as error:
        hint = "save it as comma-separated values in UTF-8"
        return shipped, [Problem(FILE, f"it is no CSV table ({error})", hint)]
    entries: dict[str, Assumption] = {}
    for number, row in enumerate(rows, start=2):
        where = f"{FILE}:{number}"
        try:
            entry = parse_assumption(_filled(row, shipped))
        except SuzerainError as error:
            problems.append(Problem(where, error.what, error.hint))
            continue
        if entry.id in entries:
            what = f"{entry.id} stands twice"
            problems.append(Problem(where, what, "keep one of the rows"))
        entries[entry.id] = entry
    return shipped.overrule(entries.values()), problems


def _filled(row: Mapping[str, str], shipped: Register) -> dict[str, str]:
    known = shipped[row.get("id") or ""]
    usual = {
        "unit": known.unit,
        "reason": known.reason,
        "citation": known.citation,
        "shape": "triangular" if row.get("mode") else "uniform",
    }
    given = {name: row.get(name) or "" for name in COLUMNS}
    return {name: text or usual.get(name, "") for name, text in given.items()}
