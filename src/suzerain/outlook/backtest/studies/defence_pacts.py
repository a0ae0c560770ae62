"""Does a defence pact begin between two states in the next year, and does one end?"""

from __future__ import annotations

from typing import Final

import numpy as np

from suzerain.core.assumption import Register
from suzerain.outlook.backtest.forecasters import beside, registered
from suzerain.outlook.backtest.ground import Ground, Small, Yes, make_ground
from suzerain.outlook.backtest.pair_history import READ, History, pair_histories
from suzerain.outlook.backtest.rows import Array, Rows, Whole
from suzerain.outlook.backtest.study import Predictor, Study, Tables
from suzerain.outlook.backtest.watched import watched_in

ALIKE: Final = (
    "log_distance",
    "border",
    "rival",
    "shared_allies",
    "shared_rivals",
    "shared_sanctioners",
    "apart",
    "interdependence",
    "patron_hold",
    "outcast",
)
"""Features that are the same from both sides."""
TWOFOLD: Final = (
    "power",
    "allies",
    "trade_share",
    "trade_to_product",
    "dependence",
    "joint",
    "excess",
    "other_hold",
    "other_apart",
    "hold_on_other",
    "patron_apart",
    "patron_pact",
    "patron_rival",
    "sanctions",
)
"""Features of one side; both rows take the higher and the lower of the two."""


def _two(*names: str) -> tuple[str, ...]:
    """Name the higher and the lower of what has two sides, and the others."""
    parts = (
        (f"{name}_high", f"{name}_low") if name in TWOFOLD else (name,)
        for name in names
    )
    return tuple(one for part in parts for one in part)


GRAVITY: Final = (
    *_two("log_distance", "border", "power", "rival", "shared_allies", "allies"),
    "years",
)
PUBLISHED: Final = _two("trade_share", "interdependence", "trade_to_product", "apart")
OURS: Final = _two(
    "dependence",
    "joint",
    "excess",
    "other_hold",
    "other_apart",
    "hold_on_other",
    "patron_hold",
    "patron_apart",
    "patron_pact",
    "patron_rival",
    "outcast",
    "shared_rivals",
    "sanctions",
    "shared_sanctioners",
)
PREDICTORS: Final = beside(
    Predictor(
        name="rate by kind",
        meaning="part of those asked before that share or lack a border, rivalry and "
        "common allies",
        kind="base",
        features=("border", "rival", "has_shared_ally"),
        rate=True,
    ),
    GRAVITY,
    PUBLISHED,
    OURS,
    by_gravity="distance, border, capabilities, rivalry, allies in common and in "
    "all, years since the last pact or of this one",
    by_ours="losses by cut-off, joint losses, third powers' hold, rivals and "
    "sanctions shared",
)
NOTES: Final = (
    (
        "One treaty of many members is many pairs, so that hundreds begin in some "
        "years. Intervals draw pairs and take them for independent, so they are too "
        "narrow."
    ),
    (
        "Years after the record of pacts ends are forecast with its last pacts, and "
        "not scored."
    ),
    (
        "Products, capabilities and trade are taken as of the year before; where they "
        "end, their last year is seen until it is "
        f"{registered('backtest.carry')} years old."
    ),
)


def begun(tables: Tables, register: Register) -> Rows:
    """Make one row for each pair within reach that has no pact, and year.

    Args:
        tables: What the study reads.
        register: The assumptions.
    """
    ground, known, pact = _pacts(tables, register)
    found = pair_histories(tables, ground, register)
    most = int(register["backtest.majors"].spread.centre)
    reach = np.log1p(register["backtest.pact_reach"].spread.centre)
    power = np.nan_to_num(found["power"][:, :, 0], nan=-np.inf)
    edge = np.sort(power, axis=1)[:, -most]
    major = power >= edge[:, None]
    near = found["log_distance"] <= reach
    near |= major[:, :, None] | major[:, None, :]
    asked = near & (found["pact"] == 0)
    return _rows(ground, found, asked, pact, known)


def ended(tables: Tables, register: Register) -> Rows:
    """Make one row for each pair that has a pact, and year.

    Args:
        tables: What the study reads.
        register: The assumptions.
    """
    ground, known, pact = _pacts(tables, register)
    found = pair_histories(tables, ground, register)
    return _rows(ground, found, pact.copy(), ~pact, known)


def _pacts(tables: Tables, register: Register) -> tuple[Ground, int, Yes]:
    """Return the axes, the last year on record, and who had a pact then."""
    columns = tables["pacts"]
    lag = int(register["backtest.lag"].spread.centre)
    last = max(
        int(tables["power"]["year"].max()) + lag, int(tables["votes"]["year"].max())
    )
    known = int(columns["year"].max())
    ground = make_ground(int(columns["year"].min()), max(last, known))
    cube = ground.pairs(
        columns["year"], columns["state1"], columns["state2"], columns["pact"]
    )
    pact = ~np.isnan(cube)
    return ground, known, pact | pact.transpose(0, 2, 1)


def _rows(
    ground: Ground, found: History, asked: Yes, happened: Yes, known: int
) -> Rows:
    there = ground.members()
    both = there[:, :, None] & there[:, None, :]
    asked &= both & np.triu(np.ones(both.shape[1:], dtype=bool), 1)
    gone = np.zeros_like(asked)
    gone[:-1] = asked[:-1] & ~both[1:]
    k, one, other = np.nonzero(asked & ~gone)
    outcome = np.full(len(k), np.nan)
    settles = ground.years[k] + 1 <= known
    outcome[settles] = happened[k[settles] + 1, one[settles], other[settles]]
    places, unit = np.unique(one * len(ground.states) + other, return_inverse=True)
    pairs = [divmod(place, len(ground.states)) for place in places.tolist()]
    return Rows(
        origin=ground.years[k],
        unit=unit.ravel(),
        units=tuple((ground.states[a], ground.states[b]) for a, b in pairs),
        features=_features(found, k, one, other),
        outcome=outcome,
        settled=ground.years[k] + 1,
        void={"one of the two had ceased a year later": int(gone.sum())},
    )


def _features(found: History, k: Whole, one: Whole, other: Whole) -> dict[str, Array]:
    """Take the cells of pairs, both sides of what has two."""
    pact = found["pact"]
    allies = np.log1p(np.nan_to_num(pact).sum(axis=2))
    own = {**found, "allies": np.broadcast_to(allies[:, :, None], pact.shape)}
    out = {name: own[name][k, one, other].astype(np.float64) for name in ALIKE}
    for name in TWOFOLD:
        sides = own[name][k, one, other], own[name][k, other, one]
        out[f"{name}_high"] = np.fmax(*sides).astype(np.float64)
        out[f"{name}_low"] = np.fmin(*sides).astype(np.float64)
    out["years"] = np.log1p(_years(pact)[k, one, other]).astype(np.float64)
    out["has_shared_ally"] = (out["shared_allies"] > 0).astype(np.float64)
    return out


def _years(pact: Small) -> Small:
    """Count the years for which each pair has had, or lacked, a pact."""
    run = np.ones_like(pact)
    for k in range(1, len(pact)):
        run[k] = np.where(pact[k] == pact[k - 1], run[k - 1] + 1, 1)
    return run


STUDIES: Final = (
    Study(
        name="pacts-begun",
        question="Does a defence pact begin between two states in the next year?",
        rule="Asked at the end of each year of every two states that have no defence "
        f"pact with each other, and are within {registered('backtest.pact_reach'):,} "
        "km of each other or one of which is among the "
        f"{registered('backtest.majors')} with the largest capabilities. It "
        "happened when the record has a defence pact between them in the next year.",
        outcome="a defence pact begins",
        queries=READ,
        build=begun,
        predictors=PREDICTORS,
        against="gravity and published",
        first=registered("backtest.first_pacts"),
        watched=watched_in("pacts-begun"),
        notes=NOTES,
    ),
    Study(
        name="pacts-ended",
        question="Does a defence pact between two states end in the next year?",
        rule="Asked at the end of each year of every two states that have a defence "
        "pact with each other and stand a year later. It happened when the record "
        "has none between them in the next year.",
        outcome="a defence pact ends",
        queries=READ,
        build=ended,
        predictors=PREDICTORS,
        against="gravity and published",
        first=registered("backtest.first_pacts"),
        watched=watched_in("pacts-ended"),
        notes=NOTES,
    ),
)
