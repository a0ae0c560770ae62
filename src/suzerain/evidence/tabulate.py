"""From datasets to observations, each with its cells and its own uncertainty.

A reported share `v` is doubted in log odds: it may be anything between the shares
whose odds are `exp(-e)` and `exp(e)` times those of `v`. So it never leaves 0 to 1,
and 0 and 1 stay what they are.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from suzerain.core.assumption import Register
from suzerain.core.codes import read_table
from suzerain.core.errors import SourceError, UnknownName
from suzerain.core.spread import Spread
from suzerain.evidence.observation import DataCell, Observation
from suzerain.evidence.tabled import ASKING, Asking, askable
from suzerain.sources.answers import asked, opened, quoted
from suzerain.sources.dataset import dataset, datasets
from suzerain.sources.shelf import Shelf

WINDOW = "dataset.arms_window"


def tabulate(
    states: Iterable[str],
    names: Sequence[str],
    register: Register,
    *,
    years: range | None = None,
    shelf: Shelf | None = None,
) -> tuple[Observation, ...]:
    """Look up what datasets hold of each pair of states, year by year.

    Args:
        states: Codes of states; a code that no dataset has is passed over.
        names: Names of datasets on the shelf.
        register: Where the doubts about datasets are declared.
        years: Years wanted; all when None.
        shelf: Where the datasets lie; the user's own shelf when None.

    Returns:
        Observations, by dataset, quantity, recipient, provider and year. What was not
        observed has none.

    Raises:
        UnknownName: If a name is no dataset.
        SourceError: If a dataset says nothing of pairs of states.
        DataMissing: If a dataset is not on the shelf.
    """
    _refuse(names)
    codes = sorted({code for code in states if code.isalpha() and code.isupper()})
    found: list[Observation] = []
    for one in ASKING:
        if one.dataset in names and codes:
            found += _observations(one, codes, register, years, shelf or Shelf())
    return tuple(found)


def doubted(value: float, log_odds: float) -> Spread:
    """Say what a share may be whose odds are known within a factor.

    Args:
        value: The share, 0 to 1.
        log_odds: How far its log odds may be off, either way; 0 or more.

    Examples:
        >>> print(doubted(0.5, math.log(3)))
        0.25 to 0.75
        >>> print(doubted(1.0, 0.2))
        1
    """
    if value <= 0 or value >= 1 or log_odds == 0:
        return Spread.point(value)
    factor = math.exp(log_odds)
    odds = value / (1 - value)
    low, high = (one / (1 + one) for one in (odds / factor, odds * factor))
    # Where the doubt is next to none, rounding must not put the share outside.
    low, high = min(low, value), max(high, value)
    return Spread(low=low, mode=value, high=high, shape="triangular")


def _refuse(names: Sequence[str]) -> None:
    for name in names:
        if name not in datasets():
            raise UnknownName(name, datasets(), "the datasets")
        if name not in askable():
            raise SourceError(
                f"{name} holds no share of trade or arms, and no length of a border",
                ", ".join(askable()),
                "name one of these; others join with `suzerain data dyads`",
            )


def _observations(
    one: Asking,
    codes: Sequence[str],
    register: Register,
    years: range | None,
    shelf: Shelf,
) -> list[Observation]:
    window = round(register[WINDOW].spread.centre)
    listed = ", ".join(f"'{code}'" for code in codes)
    tables = ", ".join(
        f"{table} AS (FROM read_parquet({quoted(shelf.file(one.dataset, table))}))"
        for table in one.tables
    )
    when = (
        ""
        if years is None
        else (f" AND (year IS NULL OR year BETWEEN {min(years)} AND {max(years)})")
    )
    query = one.query.replace("{window}", str(window)).replace("{states}", listed)
    question = (
        f"WITH {tables}, {_products()} FROM ({query}) WHERE value IS NOT NULL "
        f"AND provider IN ({listed}) AND recipient IN ({listed}){when} "
        "ORDER BY recipient, provider, year"
    )
    with opened() as sql:
        answer = asked(sql, question, one.dataset)
        heads = [column[0] for column in answer.description or ()]
        rows = [dict(zip(heads, row, strict=True)) for row in answer.fetchall()]
    for row in rows:
        row["since"] = None if row["year"] is None else row["year"] - window + 1
    return [_observation(one, row, register) for row in rows]


def _products() -> str:
    """Write the table of products that make up goods."""
    rows = ", ".join(
        f"('{row['good']}', '{row['product']}')"
        for row in read_table("goods_products.csv")
    )
    return f"products(good, product) AS (VALUES {rows})"


def _observation(
    one: Asking, row: Mapping[str, Any], register: Register
) -> Observation:
    version = dataset(one.dataset).version
    cells = tuple(
        DataCell(
            dataset=one.dataset,
            version=version,
            table=cell.table,
            key=cell.key.format(**row),
            column=cell.column,
            value=float(row[cell.name]),
            unit=cell.unit,
        )
        for cell in one.cells
        if row[cell.name] is not None
    )
    basis = (one.assumption, *((WINDOW,) if one.quantity == "arms" else ()))
    value = float(row["value"])
    step = register[one.assumption].spread.centre
    return Observation(
        quantity=one.quantity,
        good=one.good or row.get("good") or "",
        provider=row["provider"],
        recipient=row["recipient"],
        year=row["year"],
        value=value,
        spread=_spread(one.doubt, value, step, cells),
        unit=one.unit,
        cells=cells,
        basis=basis,
    )


def _spread(doubt: str, value: float, step: float, cells: Sequence[DataCell]) -> Spread:
    if doubt == "odds":
        return doubted(value, step)
    if doubt == "rounding":
        low, high = max(0.0, value - step), min(1.0, value + step)
        return Spread(low=low, mode=value, high=high, shape="triangular")
    told = [cell.value for cell in cells]
    return Spread(low=max(0.0, min(told) - step), high=max(told) + step)
