"""Figures of earlier trials, reckoned again with each definition said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from suzerain.core.codes import read_table
from suzerain.measures.comparison import rank_correlation
from suzerain.outlook.backtest.annals import Annals
from suzerain.outlook.backtest.dyad_features import Array, pick
from suzerain.outlook.backtest.scores import area_under_curve
from suzerain.outlook.backtest.study import Query, Tables

EXTRACT: Final = Query(
    name="extract",
    dataset="ties",
    table="cases",
    sql="SELECT imposed_year AS year, success AS won, dependence, power_difference, "
    "ongoing OR outcome IS NULL AS open FROM r",
)
CHANGED: Final = ("import_share", "trade_share", "dependence", "asymmetry")


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrial:
    """One figure of an earlier trial, found again.

    Args:
        name: Its name in `retrials.csv`.
        what: What is measured.
        how: By which definition.
        said: What the trial said.
        found: What is found by this definition; NaN when it cannot be reckoned.
        n: Cases or states it rests on.
    """

    name: str
    what: str
    how: str
    said: float
    found: float
    n: int


def retry_sanctions(tables: Tables) -> tuple[Retrial, ...]:
    """Reckon how single measures tell which sanctions succeeded.

    Args:
        tables: What `EXTRACT` reads.

    Returns:
        Each figure twice: over all cases of the extract, in which those that had not
        ended or have no final outcome stand as failures, and over the others.
    """
    cases = tables["extract"]
    found = []
    for row in read_table("retrials.csv"):
        column = row["name"].removeprefix("sanctions.")
        if column == row["name"]:
            continue
        for how, chosen in (
            ("all cases, open ones as failures", np.ones(len(cases["won"]), bool)),
            ("cases that had ended", cases["open"] == 0),
        ):
            known = chosen & ~np.isnan(cases[column]) & ~np.isnan(cases["won"])
            area = area_under_curve(cases[column][known], cases["won"][known])
            found.append(_retrial(row, how, area, int(known.sum())))
    return tuple(found)


def retry_changes(annals: Annals) -> tuple[Retrial, ...]:
    """Reckon whether states that came to depend on a power came to vote like it.

    Args:
        annals: What was on record.

    Returns:
        Rank correlations over all states on record at both ends, for each span of the
        table and each measure of `CHANGED`, with the change of agreement.
    """
    return tuple(
        one
        for row in read_table("retrials.csv")
        if row["power"]
        for one in _changes(row, annals)
    )


def _changes(row: dict[str, str], annals: Annals) -> list[Retrial]:
    first, last = int(row["first"]), int(row["last"])
    frames = annals.frame(first), annals.frame(last)
    if frames[0] is None or frames[1] is None:
        return []
    others = sorted(set(frames[0].actors) & set(frames[1].actors) - {row["power"]})
    power = [row["power"]] * len(others)
    nearer = _apart(annals, first, others, power) - _apart(annals, last, others, power)
    found = []
    for name in CHANGED:
        more = frames[1].read(name, others, power) - frames[0].read(name, others, power)
        n = int((~np.isnan(more) & ~np.isnan(nearer)).sum())
        how = f"{name.replace('_', ' ')}, {row['power']}, {first} to {last}"
        found.append(_retrial(row, how, rank_correlation(more, nearer), n))
    return found


def _apart(annals: Annals, year: int, of: list[str], to: list[str]) -> Array:
    codes, apart = annals.apart(year)
    return pick(apart, codes, of, to)


def _retrial(row: dict[str, str], how: str, found: float, n: int) -> Retrial:
    return Retrial(
        name=row["name"],
        what=row["what"],
        how=how,
        said=float(row["said"]),
        found=found,
        n=n,
    )
