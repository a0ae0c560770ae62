"""What could be seen of every pair of states at the end of every year.

Each array has years, then who would lose (or receive), then who would cut (or supply).
A statistic of trade, product or capabilities is a year old when it is seen; where a
series ends, its last value is seen for some years more, and then nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from suzerain.core.assumption import Register
from suzerain.outlook.backtest.annals import QUERIES, Annals, unpacked
from suzerain.outlook.backtest.ground import Ground, Small, carried, earlier
from suzerain.outlook.backtest.study import Query, Tables

READ: Final = (
    *QUERIES,
    Query(
        name="pacts",
        dataset="atop",
        table="dyads",
        sql="SELECT year, state1, state2, 1.0 AS pact FROM r "
        "WHERE defense AND year > 1945",
    ),
    Query(
        name="borders",
        dataset="geography",
        table="neighbours",
        sql="SELECT year, state1, state2, 1.0 AS border FROM r "
        "WHERE type = 1 AND year > 1945",
    ),
    Query(
        name="sanctions",
        dataset="gsdb",
        table="dyads",
        sql="SELECT year, sender, target FROM r",
    ),
    Query(
        name="rivals",
        dataset="disputes",
        table="rivalries",
        sql="SELECT year, state1, state2, 1.0 AS rival FROM r WHERE year > 1945",
    ),
)
"""What pair histories are made of."""

TRADE: Final = (
    "dependence",
    "reverse",
    "asymmetry",
    "joint",
    "excess",
    "other_hold",
    "other_apart",
    "hold_on_other",
    "trade_share",
    "interdependence",
    "trade_to_product",
)
"""Measures of the year's trade, as `dyad_features` has them."""

History = Mapping[str, Small]


def pair_histories(tables: Tables, ground: Ground, register: Register) -> History:
    """Lay out what was seen of pairs, year by year.

    Args:
        tables: What `READ` asks for.
        ground: Years and states.
        register: The assumptions.

    Returns:
        By name, NaN where nothing was seen. `log_distance`, `border`; `power` and
        `other_power` (logs of shares of capabilities), `power_gap`; `apart` (one less
        the part of the year's votes cast alike); `pact`, `rival` (1 or 0);
        `shared_rivals`, `shared_allies` and `shared_sanctioners` (logs of one and how
        many), `sanctions` on the recipient; the measures of `TRADE`; `patron_hold`:
        the most that one third state holds over both; `patron_apart`: how far the
        power with most hold over the recipient stands from the supplier;
        `patron_pact`, `patron_rival`: whether they have a pact, or are rivals;
        `outcast`: how far both stand from the strongest state. Each of shape
        `(year, state, state)`.
    """
    lag, most = (
        int(register[f"backtest.{name}"].spread.centre) for name in ("lag", "carry")
    )
    annals = Annals(tables, register)
    seen = _trade(annals, ground)
    found = {name: carried(earlier(one, lag), most) for name, one in seen.items()}
    found["apart"] = carried(_apart(annals, ground), most)
    found |= _powers(tables, ground, lag, most)
    found |= _places(tables, ground, most)
    found |= _ties(tables, ground, most) | _sanctions(tables, ground, most)
    return found | _thirds(found)


def _apart(annals: Annals, ground: Ground) -> Small:
    """Lay out how far states stood from each other in each year's own votes.

    Ideal points are estimated from all sessions at once, so that those of a year know
    of later ones; they are not taken.
    """
    size = len(ground.states)
    out = np.full((len(ground.years), size, size), np.nan, dtype=np.float32)
    for k, year in enumerate(ground.years.tolist()):
        codes, apart = annals.apart(year)
        place = ground.places(codes)
        there = np.flatnonzero(place >= 0)
        out[k][np.ix_(place[there], place[there])] = apart[np.ix_(there, there)]
    return out


def _trade(annals: Annals, ground: Ground) -> dict[str, Small]:
    """Lay out the measures of each year's trade, a year at a time."""
    size = len(ground.states)
    shape = (len(ground.years), size, size)
    out = {name: np.full(shape, np.nan, dtype=np.float32) for name in TRADE}
    for k, year in enumerate(ground.years.tolist()):
        frame = annals.frame(year)
        if frame is None:
            continue
        place = ground.places(frame.actors)
        there = np.flatnonzero(place >= 0)
        cells = np.ix_(place[there], place[there])
        for name in TRADE:
            out[name][k][cells] = frame.values[name][np.ix_(there, there)]
    return out


def _powers(tables: Tables, ground: Ground, lag: int, most: int) -> dict[str, Small]:
    columns = tables["power"]
    share = ground.alone(columns["year"], columns["state"], columns["cinc"])
    share = carried(earlier(share, lag), most)
    with np.errstate(divide="ignore"):
        log = np.where(share > 0, np.log(share), np.nan).astype(np.float32)
    own = np.broadcast_to(log[:, :, None], (*log.shape, log.shape[1]))
    other = np.broadcast_to(log[:, None, :], own.shape)
    return {"power": own, "other_power": other, "power_gap": other - own}


def _places(tables: Tables, ground: Ground, most: int) -> dict[str, Small]:
    """Lay out distances as last listed (else as first listed), and borders."""
    columns = tables["distances"]
    listed = np.asarray(columns["listed"], dtype=np.int64)
    one, other = unpacked(columns["one"]), unpacked(columns["other"])
    km = np.full((len(ground.years), *[len(ground.states)] * 2), np.nan, np.float32)
    for year in np.unique(listed).tolist():
        rows = listed == year
        when = np.full(int(rows.sum()), ground.first)
        ends = np.array(one)[rows], np.array(other)[rows]
        far = ground.pairs(when, *ends, np.asarray(columns["km"])[rows])[0]
        far = np.fmax(far, far.T)
        # A pair that is listed later only is as far apart as it is then.
        later = np.isnan(km) if year > ground.first else np.ones_like(km, dtype=bool)
        later |= (ground.years >= year)[:, None, None]
        np.copyto(km, far[None], where=later & ~np.isnan(far)[None])
    return {
        "log_distance": np.log1p(km),
        "border": _yes(tables, ground, "borders", "border", most),
    }


def _yes(tables: Tables, ground: Ground, table: str, name: str, most: int) -> Small:
    """Lay out what is 1 where a row says so and 0 elsewhere in the years covered."""
    columns = tables[table]
    year = columns["year"]
    cube = ground.pairs(year, columns["state1"], columns["state2"], columns[name])
    cube = np.nan_to_num(np.fmax(cube, cube.transpose(0, 2, 1)))
    last = int(year.max()) if len(year) else ground.first - 1
    cube[ground.years > last] = np.nan
    return np.asarray(np.minimum(carried(cube, most), 1), dtype=np.float32)


def _ties(tables: Tables, ground: Ground, most: int) -> dict[str, Small]:
    pact = _yes(tables, ground, "pacts", "pact", most)
    rival = _yes(tables, ground, "rivals", "rival", most)
    return {
        "pact": pact,
        "rival": rival,
        "shared_allies": np.log1p(pact @ pact),
        "shared_rivals": np.log1p(rival @ rival),
    }


def _sanctions(tables: Tables, ground: Ground, most: int) -> dict[str, Small]:
    """Count those, bodies too, whose sanctions bear on one, and on both."""
    columns = tables["sanctions"]
    year = columns["year"]
    target = ground.places(columns["target"])
    names, sender = np.unique(columns["sender"].astype(str), return_inverse=True)
    fits = (target >= 0) & (year >= ground.first) & (year <= ground.last)
    borne = np.zeros((len(ground.years), len(ground.states), len(names)), np.float32)
    borne[year[fits] - ground.first, target[fits], sender.ravel()[fits]] = 1
    both = np.log1p(borne @ borne.transpose(0, 2, 1))
    last = int(year.max()) if len(year) else ground.first - 1
    both[ground.years > last] = np.nan
    both = carried(both, most)
    own = np.diagonal(both, axis1=1, axis2=2)[:, :, None]
    return {
        "shared_sanctioners": both,
        "sanctions": np.broadcast_to(own, both.shape),
    }


def _thirds(found: Mapping[str, Small]) -> dict[str, Small]:
    """Reckon what third states hold over both, and how they stand to the supplier."""
    hold, apart = found["asymmetry"], found["apart"]
    out = {
        name: np.full(hold.shape, np.nan, dtype=np.float32)
        for name in ("patron_hold", "patron_apart", "patron_pact", "patron_rival")
    }
    strongest = np.nanargmax(np.nan_to_num(found["power"][:, :, 0]), axis=1)
    far = np.stack([apart[k][one] for k, one in enumerate(strongest.tolist())])
    for k, year in enumerate(hold):
        if np.isnan(year).all():
            continue
        out["patron_hold"][k] = _common(year)
        filled = np.where(np.isnan(year), -np.inf, year)
        patron, led = filled.argmax(axis=1), filled.max(axis=1) > 0
        for name, source in (
            ("patron_apart", "apart"),
            ("patron_pact", "pact"),
            ("patron_rival", "rival"),
        ):
            rows = found[source][k][patron]
            out[name][k] = np.where(led[:, None], rows, np.nan)
    out["outcast"] = np.minimum(far[:, :, None], far[:, None, :])
    return out


def _common(hold: Small) -> Small:
    """Return the most that one third state holds over both of a pair."""
    known = np.nan_to_num(hold, nan=0.0)
    best = np.zeros_like(known)
    for third in range(len(known)):
        one = known[:, third]
        both = np.minimum(one[:, None], one[None, :])
        both[third] = both[:, third] = 0
        np.maximum(best, both, out=best)
    blind = np.isnan(hold).all(axis=1)
    best[blind] = np.nan
    best[:, blind] = np.nan
    return best
