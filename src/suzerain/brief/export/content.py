"""What an export holds: the tables of a case and of its results."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from math import isnan
from typing import Any

from suzerain.brief.contents import Contents
from suzerain.brief.export.cleaning import Cleaner
from suzerain.brief.export.numbers import result_rows
from suzerain.brief.results import Results
from suzerain.case.case import Case
from suzerain.core.grid import Grid
from suzerain.core.spread import Spread

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of an exported table.

    Args:
        column: Its name.
        type: `string`, `number`, `integer`, `boolean` or `list`.
        unit: Unit of its numbers, or empty.
        description: What it holds.
    """

    column: str
    type: str
    unit: str
    description: str


@cache
def columns() -> dict[str, tuple[Column, ...]]:
    """Describe every exported table: its columns, in order.

    Examples:
        >>> columns()["ties"][4].unit
        'share of foreign supply'
    """
    path = files("suzerain.brief.export") / "columns.csv"
    found: dict[str, tuple[Column, ...]] = {}
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        table = row.pop("table")
        found[table] = (*found.get(table, ()), Column(**row))
    return found


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Content:
    """Hold the rows of every table, cleaned, and what is said of the case.

    Args:
        results: The case and its results.
        title: Title of the brief.
        tables: Rows by the name of their table, in the order of `columns`.
        run: What is needed to make the same again.
        notes: What had to be replaced, in words.
    """

    results: Results
    title: str
    tables: dict[str, list[Row]]
    run: dict[str, Any]
    notes: tuple[str, ...] = ()

    @property
    def case(self) -> Case:
        """The case."""
        return self.results.case


def content_of(results: Results) -> Content:
    """Collect the tables of a case and of what was reckoned on it.

    Args:
        results: The case and its results; what is missing there is left empty.
    """
    bare = Contents(results=results, title="", bottom_line=(), sections=())
    case = results.case
    cleaner = Cleaner()
    made: dict[str, Iterable[Row]] = {
        "documents": ({**_plain(one), "sha256": one.sha256} for one in case.documents),
        "claims": map(_plain, case.claims),
        "actors": _actors(results),
        "needs": (_need(need) for need in case.needs),
        "ties": (
            {**_plain(tie), "id": tie.id, **_spread("share", tie.share)}
            for tie in case.ties
        ),
        "dependence": [*_grid(results.dependence), *_grid(results.by_good)],
        "leverage": _grid(results.leverage),
        "pacts": ({**_plain(p), "studied": p is case.pact} for p in case.pacts),
        "terms": _terms(results),
        "powers": _powers(results),
        "stances": ({**_plain(one), "id": one.id} for one in case.stances),
        "events": map(_plain, case.events),
        "results": result_rows(results),
        "assumptions": map(_assumption, case.register.values()),
    }
    return Content(
        results=results,
        title=cleaner.text(_title(results)),
        tables={
            name: [
                {c.column: cleaner.value(row.get(c.column)) for c in told}
                for row in made[name]
            ]
            for name, told in columns().items()
        },
        run=cleaner.value(bare.run),
        notes=cleaner.notes,
    )


def _title(results: Results) -> str:
    if results.case.title:
        return results.spoken(results.case.title)
    if results.members:
        return f"The pact between {results.pair(results.members).text}"
    return results.case.name


def _plain(record: Any) -> Row:
    """Fields of a record as they are; text of documents is not taken along."""
    return {
        name: getattr(record, name)
        for name in record.__dataclass_fields__
        if name != "text"
    }


def _spread(name: str, spread: Spread) -> Row:
    return {
        f"{name}_low": spread.low,
        f"{name}_median": spread.centre,
        f"{name}_high": spread.high,
    }


def _actors(results: Results) -> Iterable[Row]:
    roles = {power.actor: power.role for power in results.case.powers}
    for actor in results.case.actors:
        member = actor.code in results.members
        role = "member" if member else roles.get(actor.code, "")
        yield {**asdict(actor), "id": actor.code, "role": role}


def _need(need: Any) -> Row:
    spreads = {**_spread("weight", need.weight), **_spread("home", need.home)}
    return {**_plain(need), "id": need.id, **spreads}


def _grid(grid: Grid | None) -> Iterable[Row]:
    if grid is None:
        return
    for labels, cell in grid.cells():
        if isnan(cell.median) or (len(labels) > 2 and cell.high <= 0):
            continue
        named = dict(zip(grid.axes, labels, strict=True))
        key = ".".join((grid.name, *labels))
        yield {
            "id": key,
            "good": "",
            **named,
            **cell.to_dict(),
            "basis": cell.basis,
        }


def _terms(results: Results) -> Iterable[Row]:
    held = {
        f"term.{one['good']}.{one['giver']}.{one['taker']}": one["with_consent"]
        for one in (results.solution or {}).get("terms", ())
    }
    for pact in results.case.pacts:
        for term in pact.terms:
            level = held.get(term.id, {}) if pact is results.case.pact else {}
            yield {
                **_plain(term),
                "id": term.id,
                "pact": pact.id,
                "share_of_worlds": level.get("p_present"),
                **level,
            }


def _powers(results: Results) -> Iterable[Row]:
    pact = results.case.pact
    solved = {
        one["actor"]: one for one in (results.solution or {}).get("third_powers", ())
    }
    for power in results.case.powers:
        found = solved.get(power.actor, {})
        yield {
            **_plain(power),
            "id": f"power.{power.actor}",
            "pact": pact.id if pact else "",
            "can_block": found.get("p_can_block"),
            "wants_block": found.get("p_wants_block"),
            "tolerates": found.get("p_tolerates"),
        }


def _assumption(entry: Any) -> Row:
    spread = entry.spread
    numbers = {name: getattr(spread, name) for name in ("low", "mode", "high", "shape")}
    return {**_plain(entry), **numbers}
