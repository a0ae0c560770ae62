"""Cases of sanctions as rows: who is asked, how it ended, what was known before."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from suzerain.core.assumption import Register
from suzerain.outlook.backtest.annals import Annals
from suzerain.outlook.backtest.logit import base_rate
from suzerain.outlook.backtest.rows import Array, Rows
from suzerain.outlook.backtest.study import Columns, Query, Tables

Chosen = NDArray[np.bool_]

TIES: Final = Query(
    name="cases",
    dataset="ties",
    table="cases",
    sql="SELECT imposed_year - 1 AS year, case_id AS number, "
    "coalesce(sender, '') AS sender, coalesce(target, '') AS target, "
    "end_year AS ended, ongoing OR outcome IS NULL OR end_year IS NULL AS open, "
    "success AS won, success_or_settled AS won_or_settled FROM r "
    "WHERE imposed_year IS NOT NULL ORDER BY imposed_year, case_id",
)
CASES: Final = Query(
    name="gsdb_cases",
    dataset="gsdb",
    table="cases",
    sql="SELECT first_year - 1 AS year, case_id AS number, last_year AS ended, "
    "trade FROM r ORDER BY case_id",
)
PARTIES: Final = Query(
    name="gsdb_parties",
    dataset="gsdb",
    table="parties",
    sql="SELECT case_id AS number, role, coalesce(state, '') AS state FROM r "
    "ORDER BY case_id, role, state",
)
AIMS: Final = Query(
    name="gsdb_aims",
    dataset="gsdb",
    table="objectives",
    sql="SELECT case_id AS number, coalesce(outcome, '') AS outcome FROM r "
    "ORDER BY r.case_id, r.number",
)

FULL: Final = ("success_total",)
ANY: Final = ("success_total", "success_part", "nego_settlement")


def ties_rows(tables: Tables, register: Register, *, settled: bool = False) -> Rows:
    """Ask of each imposed case of TIES whether the target gave way.

    Args:
        tables: What `TIES` and those of `Annals` read.
        register: The assumptions.
        settled: Count a negotiated settlement as success too.

    Returns:
        A row a case, dated to the year before it was imposed.
    """
    cases = tables["cases"]
    states = (cases["sender"] != "") & (cases["target"] != "")
    early = states & (cases["ended"] < cases["year"] + 1)
    kept = states & ~early
    void = _counted(
        {
            "the sender or the target is a body, not a state": ~states,
            "it ended before sanctions were imposed": early,
        }
    )
    won = cases["won_or_settled" if settled else "won"]
    open_ = cases["open"] > 0
    return _rows(
        {
            "year": cases["year"][kept],
            "sender": cases["sender"][kept],
            "target": cases["target"][kept],
            "ended": np.where(open_, np.nan, cases["ended"])[kept],
            "won": np.where(open_, np.nan, won)[kept],
        },
        void,
        Annals(tables, register),
        register,
    )


def gsdb_rows(
    tables: Tables,
    register: Register,
    *,
    wins: tuple[str, ...] = FULL,
    only_trade: bool = False,
) -> Rows:
    """Ask of each aim of a case of GSDB whether the coders saw it reached.

    Args:
        tables: What `CASES`, `PARTIES`, `AIMS` and those of `Annals` read.
        register: The assumptions.
        wins: Outcomes that count as success.
        only_trade: Ask only of cases that restrict trade.

    Returns:
        A row an aim of a case with one state on each side, dated to the year before
        the case begins.
    """
    cases, aims = tables["gsdb_cases"], tables["gsdb_aims"]
    sides = _sides(tables["gsdb_parties"])
    begun = dict(zip(cases["number"], cases["year"], strict=True))
    ended = dict(zip(cases["number"], cases["ended"], strict=True))
    trade = dict(zip(cases["number"], cases["trade"] > 0, strict=True))
    void: Counter[str] = Counter()
    kept: list[tuple[Any, ...]] = []
    rows = zip(aims["number"], aims["outcome"], strict=True)
    for number, outcome in rows:
        if number not in begun:
            continue
        reason = _why_not(sides.get(number, ([], [])), outcome)
        if only_trade and not trade[number]:
            reason = "the case restricts no trade"
        if reason:
            void[reason] += 1
            continue
        (sender,), (target,) = sides[number]
        open_ = outcome == "ongoing"
        won = np.nan if open_ else float(outcome in wins)
        last = np.nan if open_ else ended[number]
        kept.append((begun[number], sender, target, last, won))
    names = ("year", "sender", "target", "ended", "won")
    columns = zip(*kept, strict=True) if kept else ((),) * len(names)
    listed = {
        name: np.array(column, dtype=None if name in ("sender", "target") else float)
        for name, column in zip(names, columns, strict=True)
    }
    return _rows(listed, dict(void), Annals(tables, register), register)


def _why_not(sides: tuple[list[str], list[str]], outcome: str) -> str:
    """Say why an aim is no question for a pair of states; empty when it is one."""
    senders, targets = sides
    if "" in senders:
        return "a body such as the EU or the UN is among the senders"
    if "" in targets:
        return "a target is no state"
    if len(senders) != 1 or len(targets) != 1:
        return "several states on one side"
    if senders == targets:
        return "sender and target are one state"
    if not outcome:
        return "aims and outcomes of the case do not align"
    return ""


def _sides(parties: Columns) -> dict[float, tuple[list[str], list[str]]]:
    """Senders and targets of each case; empty text for what is no state."""
    out: dict[float, tuple[list[str], list[str]]] = {}
    rows = zip(parties["number"], parties["role"], parties["state"], strict=True)
    for number, role, state in rows:
        side = out.setdefault(number, ([], []))[role == "target"]
        if state not in side:
            side.append(state)
    return out


def _rows(
    cases: Columns, void: dict[str, int], annals: Annals, register: Register
) -> Rows:
    """Join what was on record the year before each case."""
    seen = np.isin(cases["year"] - annals.lag, annals.years)
    void = void | _counted({"no trade was on record, or is in the data": ~seen})
    history = _history(cases, register)
    cases, history = (
        {name: column[seen] for name, column in part.items()}
        for part in (cases, history)
    )
    year = cases["year"].astype(np.int64)
    pairs = tuple(zip(cases["sender"], cases["target"], strict=True))
    units = tuple(sorted(set(pairs)))
    place = {unit: k for k, unit in enumerate(units)}
    features = annals.columns(year, list(cases["target"]), list(cases["sender"]))
    return Rows(
        origin=year,
        unit=np.array([place[pair] for pair in pairs], dtype=np.int64),
        units=units,
        features=features | history,
        outcome=np.asarray(cases["won"], dtype=np.float64),
        settled=np.where(np.isnan(cases["ended"]), year, cases["ended"]).astype(
            np.int64
        ),
        void=void,
    )


def _history(cases: Columns, register: Register) -> dict[str, Array]:
    """How the sender's earlier cases had ended by then, and its cases on the target."""
    smoothing = register["backtest.smoothing"].spread.centre
    year, sender, target = cases["year"], cases["sender"], cases["target"]
    earlier, record = np.zeros(len(year)), np.full(len(year), np.nan)
    for row, now in enumerate(year.tolist()):
        own = sender == sender[row]
        over = own & (cases["ended"] <= now)
        earlier[row] = (own & (target == target[row]) & (year < now)).sum()
        if over.any():
            record[row] = base_rate(cases["won"][over], smoothing=smoothing)
    return {"earlier": earlier, "sender_record": record}


def _counted(reasons: dict[str, Chosen]) -> dict[str, int]:
    return {why: int(rows.sum()) for why, rows in reasons.items() if rows.any()}
