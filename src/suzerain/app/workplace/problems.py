"""What is wrong with a case, each problem at the row that it speaks of."""

from __future__ import annotations

import re

from suzerain.app.workplace.columns import Sheet, sheets
from suzerain.app.workplace.state import Record, State
from suzerain.case.problem import Problem
from suzerain.core.errors import SuzerainError

_PLACE = re.compile(r"([\w./-]+\.csv):(\d+)$")
_PART = re.compile(r"([\w.]+\.toml) \[\[(\w+)\]\] (\d+)")


def problems(state: State) -> list[Record]:
    """List what is wrong with a case, each at its row where it has one."""
    return state.once("told_problems", lambda: _problems(state))


def _problems(state: State) -> list[Record]:
    where = _Where(state)
    return [
        {
            "where": one.where,
            "what": one.what,
            "accepted": "",
            "hint": one.hint,
            "severity": one.severity,
            **where.find(one),
        }
        for one in state.problems
    ]


class _Where:
    """Find the row that a problem speaks of."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.spots: dict[str, tuple[str, str]] = {}
        for name, sheet in sheets().items():
            for key in self._keys(sheet):
                self.spots.setdefault(key, (name, key))

    def _keys(self, sheet: Sheet) -> list[str]:
        try:
            return self.state.rows(sheet.name).keys
        except SuzerainError:
            return []

    def find(self, problem: Problem) -> dict[str, str]:
        """Name table, row and column, empty where there is none."""
        table, key = "", ""
        line, part = _PLACE.match(problem.where), _PART.match(problem.where)
        for sheet in sheets().values():
            at = -1
            if line and line[1] == sheet.file:
                at = (
                    int(line[2]) - 2
                )  # problems count rows, the heading being the first
            elif part and (part[1], part[2]) == (sheet.file, sheet.part):
                at = int(part[3]) - 1
            keys = self._keys(sheet) if at >= 0 else []
            if 0 <= at < len(keys):
                table, key = sheet.name, keys[at]
        if not table:
            said = problem.where.removeprefix("power ")
            table, key = self.spots.get(problem.where) or self.spots.get(said, ("", ""))
        first = re.split(r"\W", problem.what, maxsplit=1)[0]
        columns = {one.name for one in sheets()[table].columns} if table else set()
        column = first if first in columns else f"{first}_low"
        return {
            "table": table,
            "id": key,
            "column": column if column in columns else "",
        }
