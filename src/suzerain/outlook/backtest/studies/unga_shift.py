"""Does a state's position in the General Assembly move towards its patron's?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np

from suzerain.core.assumption import Register, load_register
from suzerain.outlook.backtest.annals import NAMES, QUERIES, Annals
from suzerain.outlook.backtest.dyad_features import DyadFrame
from suzerain.outlook.backtest.forecasters import (
    BASE,
    BY_GRAVITY,
    BY_POWER,
    BY_SHARE,
    SHARES,
    STANDING,
    registered,
    together,
)
from suzerain.outlook.backtest.rows import Array, Rows
from suzerain.outlook.backtest.study import Query, Study, Tables

Who = Literal["leverage", "trade"]
Positions = dict[int, dict[str, float]]

IDEAL: Final = Query(
    name="ideal",
    dataset="unga",
    table="ideal_points",
    sql="SELECT year, state, ideal_point FROM r ORDER BY year, state",
)

NOBODY: Final = "nobody has leverage over it, or trades with it"
UNSEEN: Final = "it or its patron cast no vote in the year of the forecast"
GONE: Final = "it or its patron bears its code no more, or did not vote, at the end"

OURS: Final = (
    "dependence",
    "dependence_change",
    "reverse",
    "joint",
    "other_hold",
    "other_apart",
)
POSITION: Final = ("apart", "apart_change")

PREDICTORS: Final = (
    BASE,
    BY_GRAVITY,
    together(
        "position",
        "how far apart the two vote, and how that changed of late",
        "published",
        POSITION,
    ),
    BY_SHARE,
    BY_POWER,
    together(
        "published",
        "position, trade shares, trade to product and power gap together",
        "published",
        POSITION,
        SHARES,
        STANDING,
    ),
    together(
        "dependence",
        "what the patron's cut takes from the state, and how that changed of late",
        "ours",
        ("dependence", "dependence_change"),
    ),
    together(
        "leverage",
        "dependence both ways and its change, the joint cut with the largest other "
        "supplier, and the hold and distance of the next power",
        "ours",
        OURS,
    ),
    together(
        "both",
        "the published measures and ours together",
        "both",
        POSITION,
        SHARES,
        STANDING,
        OURS,
    ),
)


@dataclass(slots=True)
class _Found:
    """Rows as they are found, before they are columns."""

    year: list[int] = field(default_factory=list)
    state: list[str] = field(default_factory=list)
    patron: list[str] = field(default_factory=list)
    outcome: list[float] = field(default_factory=list)
    void: Counter[str] = field(default_factory=Counter)


def ideal_rows(
    tables: Tables, register: Register, *, patron_by: Who = "leverage"
) -> Rows:
    """Ask whether a state's ideal point moves towards where its patron stood.

    Args:
        tables: What `IDEAL` and those of `Annals` read.
        register: The assumptions.
        patron_by: Whose point it is: that of who has most `leverage` over the state
            that year, or of who has most `trade` with it.

    Returns:
        A row a state and year. The outcome is 1 when the state moved by
        `backtest.shift_step` or more, in the patron's direction, within
        `backtest.shift_years`.
    """
    step = register["backtest.shift_step"].spread.centre
    points = positions(tables)

    def moved(state: str, patron: str, now: int, then: int) -> float:
        here, there = points[now][state], points[then].get(state, np.nan)
        if patron not in points[then]:
            return np.nan
        return float(np.sign(points[now][patron] - here) * (there - here) - step)

    return _rows(tables, register, patron_by, points, moved)


def votes_rows(
    tables: Tables, register: Register, *, patron_by: Who = "leverage"
) -> Rows:
    """Ask whether a state votes more like its patron than all others do.

    Arguments and rows as for `ideal_rows`; the outcome is 1 when agreement with the
    patron, less the mean agreement of all others with it, rises by
    `backtest.shift_votes` or more. A year's agenda moves all others alike.
    """
    step = register["backtest.shift_votes"].spread.centre
    annals = Annals(tables, register)
    points = {
        int(year): dict.fromkeys(annals.apart(int(year))[0], 0.0)
        for year in np.unique(tables["votes"]["year"])
    }

    def moved(state: str, patron: str, now: int, then: int) -> float:
        return _nearer(annals, state, patron, now, then) - step

    return _rows(tables, register, patron_by, points, moved)


def positions(tables: Tables) -> Positions:
    """Index ideal points by year and state."""
    ideal, out = tables["ideal"], Positions()
    rows = zip(ideal["year"], ideal["state"], ideal["ideal_point"], strict=True)
    for year, state, point in rows:
        out.setdefault(int(year), {})[str(state)] = float(point)
    return out


def _nearer(annals: Annals, state: str, patron: str, now: int, then: int) -> float:
    """How much agreement with the patron rose beyond that of all others."""
    beyond = []
    for year in (now, then):
        codes, apart = annals.apart(year)
        if state not in codes or patron not in codes:
            return np.nan
        column = apart[:, codes.index(patron)]
        beyond.append(np.nanmean(column) - column[codes.index(state)])
    return float(beyond[1] - beyond[0])


def _rows(
    tables: Tables,
    register: Register,
    patron_by: Who,
    points: Positions,
    moved: Callable[[str, str, int, int], float],
) -> Rows:
    annals = Annals(tables, register)
    ahead = int(register["backtest.shift_years"].spread.centre)
    found = _Found()
    for year in sorted(points):
        frame = annals.on_record(year)
        if frame is None:
            continue
        later = points.get(year + ahead)
        for state in frame.actors:
            patron = _patron(frame, state, patron_by)
            reason = _why_not(state, patron, points[year], later)
            if reason:
                found.void[reason] += 1
                continue
            gain = np.nan if later is None else moved(state, patron, year, year + ahead)
            found.year.append(year)
            found.state.append(state)
            found.patron.append(patron)
            found.outcome.append(gain if np.isnan(gain) else float(gain >= 0))
    return _joined(found, annals, ahead, register)


def _patron(frame: DyadFrame, state: str, patron_by: Who) -> str:
    if patron_by == "trade":
        return frame.largest_partner(state)
    return frame.patron(state)


def _why_not(
    state: str,
    patron: str,
    now: dict[str, float],
    later: dict[str, float] | None,
) -> str:
    """Say why a state is no question in a year; empty when it is one."""
    if not patron:
        return NOBODY
    if state not in now or patron not in now:
        return UNSEEN
    if later is not None and (state not in later or patron not in later):
        return GONE
    return ""


def _joined(found: _Found, annals: Annals, ahead: int, register: Register) -> Rows:
    """Join what was on record in each year, and what had changed by then."""
    year = np.array(found.year, dtype=np.int64)
    pairs = list(zip(found.state, found.patron, strict=True))
    units = tuple(sorted(set(pairs)))
    place = {unit: k for k, unit in enumerate(units)}
    features = annals.columns(year, found.state, found.patron)
    past = int(register["backtest.trend_years"].spread.centre)
    before = annals.columns(year - past, found.state, found.patron)
    changes: dict[str, Array] = {
        f"{name}_change": features[name] - before[name]
        for name in ("apart", "dependence")
    }
    return Rows(
        origin=year,
        unit=np.array([place[pair] for pair in pairs], dtype=np.int64),
        units=units,
        features={name: features[name] for name in NAMES} | changes,
        outcome=np.array(found.outcome, dtype=np.float64),
        settled=year + ahead,
        void=dict(found.void),
    )


_NOTES: Final = (
    (
        "What was on record at the end of a year is taken from today's releases: "
        "trade, products and capabilities of the year before, by which the patron is "
        "found too, and that year's votes."
    ),
    (
        "Positions that forecasts go by are shares of like votes of that year: "
        "ideal points are estimated from all sessions at once, so that those of a "
        "year know of later ones. Outcomes may be read from them, forecasts not."
    ),
    "Five-year windows overlap; intervals draw whole pairs of state and patron.",
    "Windows across the end of a state or its patron are void, not failures.",
)


def _rule(by: Who, *, votes: bool) -> str:
    register = load_register()
    years, step, share = (
        register[f"backtest.{name}"].spread.centre
        for name in ("shift_years", "shift_step", "shift_votes")
    )
    whose = "has most leverage over it" if by == "leverage" else "trades most with it"
    moved = (
        "agreement with the patron, less the mean agreement of all others with it, is "
        f"higher by {share:g} or more."
        if votes
        else "the state's ideal point has moved by "
        f"{step:g} or more in the direction of where the patron stood."
    )
    return (
        f"The patron is who {whose} by the trade on record in the year of the "
        f"forecast. {years:g} years later {moved}"
    )


def _study(name: str, by: Who, *, votes: bool = False) -> Study:
    """Make one of the three questions."""
    build = votes_rows if votes else ideal_rows
    return Study(
        name=name,
        question="Will it vote more like its patron, beyond what all others do?"
        if votes
        else "Will its ideal point move towards where its patron stands?",
        rule=_rule(by, votes=votes),
        outcome="the state moved towards its patron"
        + (" (votes)" if votes else "")
        + (" (largest trade partner)" if by == "trade" else ""),
        queries=(IDEAL, *QUERIES),
        build=lambda tables, register: build(tables, register, patron_by=by),
        predictors=PREDICTORS,
        against="published",
        first=registered("backtest.first_shift"),
        notes=_NOTES,
    )


STUDIES: Final = (
    _study("unga-shift", "leverage"),
    _study("unga-shift-partner", "trade"),
    _study("unga-shift-votes", "leverage", votes=True),
)
