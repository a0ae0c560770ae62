"""Does a state begin to deliver arms to another in the next year?"""

from __future__ import annotations

from typing import Final

import numpy as np

from suzerain.core.assumption import Register
from suzerain.outlook.backtest.forecasters import beside, registered
from suzerain.outlook.backtest.ground import (
    Ground,
    Small,
    Yes,
    make_ground,
    within,
)
from suzerain.outlook.backtest.pair_history import READ, pair_histories
from suzerain.outlook.backtest.rows import Rows
from suzerain.outlook.backtest.study import Predictor, Query, Study, Tables
from suzerain.outlook.backtest.watched import watched_in

DELIVERIES: Final = Query(
    name="deliveries",
    dataset="sipri",
    table="deliveries",
    sql="SELECT year, supplier, recipient, recipient_kind, sum(tiv) AS tiv FROM r "
    "WHERE supplier_kind = 'state' GROUP BY ALL",
)
GRAVITY: Final = (
    "log_distance",
    "border",
    "power",
    "other_power",
    "pact",
    "rival",
    "sold_before",
    "clients",
    "sold",
    "suppliers",
    "bought",
)
PUBLISHED: Final = ("trade_share", "interdependence", "trade_to_product", "apart")
OURS: Final = (
    "dependence",
    "reverse",
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
    "main_share",
    "main_apart",
)
PREDICTORS: Final = beside(
    Predictor(
        name="supplier's rate",
        meaning="part of those asked before of this supplier",
        kind="base",
        features=("supplier",),
        rate=True,
    ),
    GRAVITY,
    PUBLISHED,
    OURS,
    by_gravity="distance, border, capabilities, pact, rivalry, earlier deliveries, "
    "and how much and with how many each trades in arms",
    by_ours="losses by cut-off, joint losses, third powers' hold, rivals and "
    "sanctions shared, the recipient's main supplier",
)


def build(tables: Tables, register: Register) -> Rows:
    """Make one row for each supplier, state it delivered nothing to, and year.

    Args:
        tables: What the study reads.
        register: The assumptions.
    """
    columns = tables["deliveries"]
    year = columns["year"]
    ground = make_ground(int(year.min()), int(year.max()))
    window = int(register["backtest.arms_window"].spread.centre)
    worth = columns["tiv"]
    sold = ground.pairs(year, columns["recipient"], columns["supplier"], worth)
    began = ~np.isnan(sold)
    before = within(began.astype(np.float32), window) > 0
    active = _active(ground, tables, window)
    there = ground.members()
    asked = there[:, :, None] & there[:, None, :] & active[:, None, :] & ~before
    asked &= ~np.eye(len(ground.states), dtype=bool)
    asked[: window - 1] = False
    return _rows(tables, ground, register, asked, began, sold)


def _active(ground: Ground, tables: Tables, window: int) -> Yes:
    """Say which states delivered to anybody, groups too, within the window."""
    columns = tables["deliveries"]
    some = ground.alone(columns["year"], columns["supplier"], columns["tiv"] * 0 + 1)
    return np.asarray(within(some, window) > 0)


def _rows(
    tables: Tables,
    ground: Ground,
    register: Register,
    asked: Yes,
    began: Yes,
    sold: Small,
) -> Rows:
    there = ground.members()
    outcome = np.full(began.shape, np.nan, dtype=np.float32)
    outcome[:-1] = began[1:]
    gone = np.zeros_like(asked)
    both = there[1:, :, None] & there[1:, None, :]
    gone[:-1] = asked[:-1] & ~both
    asked &= ~gone
    k, to, by = np.nonzero(asked)
    found = {**pair_histories(tables, ground, register)}
    found |= _arms(sold, found["apart"], register)
    names = {*GRAVITY, *PUBLISHED, *OURS}
    features = {name: found[name][k, to, by].astype(np.float64) for name in names}
    codes = by * len(ground.states) + to
    places, unit = np.unique(codes, return_inverse=True)
    return Rows(
        origin=ground.years[k],
        unit=unit.ravel(),
        units=tuple(
            (
                ground.states[one // len(ground.states)],
                ground.states[one % len(ground.states)],
            )
            for one in places.tolist()
        ),
        features=features | {"supplier": by.astype(np.float64)},
        outcome=outcome[k, to, by].astype(np.float64),
        settled=ground.years[k] + 1,
        void={"one of the two had ceased a year later": int(gone.sum())},
    )


def _arms(sold: Small, apart: Small, register: Register) -> dict[str, Small]:
    """Reckon what each trades in arms, and the recipient's main supplier."""
    window = int(register["backtest.arms_window"].spread.centre)
    worth = within(sold, window)
    linked = within((~np.isnan(sold)).astype(np.float32), window) > 0
    ever = np.maximum.accumulate(~np.isnan(sold), axis=0)
    whole = worth.sum(axis=2)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(whole > 0, worth.max(axis=2) / whole, np.nan)
    main = worth.argmax(axis=2)
    years = np.arange(len(sold))[:, None]
    main_apart = np.where((whole > 0)[:, :, None], apart[years, main], np.nan)
    size = sold.shape
    return {
        "sold_before": ever.astype(np.float32),
        "clients": np.broadcast_to(np.log1p(linked.sum(axis=1))[:, None, :], size),
        "sold": np.broadcast_to(np.log1p(worth.sum(axis=1))[:, None, :], size),
        "suppliers": np.broadcast_to(np.log1p(linked.sum(axis=2))[:, :, None], size),
        "bought": np.broadcast_to(np.log1p(whole)[:, :, None], size),
        "main_share": np.broadcast_to(share[:, :, None], size),
        "main_apart": main_apart,
    }


STUDIES: Final = (
    Study(
        name="arms-links",
        question="Does a state begin to deliver arms to another in the next year?",
        rule="Asked at the end of each year of every state that delivered major arms "
        "to anybody (states, groups, unknown) in the "
        f"{registered('backtest.arms_window')} years up to then, and every state to "
        "which it delivered none in these years. It happened when the register has a "
        "delivery in the next year.",
        outcome="a supplier begins to deliver major arms",
        queries=(*READ, DELIVERIES),
        build=build,
        predictors=PREDICTORS,
        against="gravity and published",
        first=registered("backtest.first_arms"),
        watched=watched_in("arms-links"),
        notes=(
            (
                "Deliveries of a year are published in the spring after it; products, "
                "capabilities and trade later: those are of the year before. Where "
                "data end, their last year is seen until it is "
                f"{registered('backtest.carry')} years old; so are the last pacts."
            ),
            (
                "The register revises earlier years, so that what was known then may "
                "have differed. Today's release is taken for what was known."
            ),
        ),
    ),
)
