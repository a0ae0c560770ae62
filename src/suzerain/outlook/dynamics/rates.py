"""How fast things move, in every world."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from suzerain.case.case import Case
from suzerain.core.errors import OutlookError
from suzerain.core.worlds import Worlds
from suzerain.outlook.dynamics.noise import Single

OWN = (
    "share_return",
    "need_return",
    "upkeep",
    "evasion_speed",
    "evasion_ceiling",
    "sanction_answer",
    "test_weight",
    "alarm_fade",
    "test_answer",
    "test_boost",
    "rival_speed",
    "member_speed",
    "patience_recovery",
    "patience_wear",
    "block_speed",
    "quit_speed",
    "belief_noise",
    "review_months",
    "boldness",
    "yielding",
    "discount",
    "detection",
)
SHARED = (
    "forecast.war_end",
    "forecast.pact_end",
    "forecast.after_war",
    "forecast.temporary",
    "forecast.hazard.once",
    "power.reaction",
    "power.echo",
)
ABOVE_ZERO = ("dynamics.detection", "dynamics.review_months", "dynamics.belief_noise")
"""Rates that something is divided by."""
SHARES = ("dynamics.upkeep", "dynamics.discount")
"""Parts of a whole."""
BELOW_ONE = ("dynamics.discount",)
"""Parts that are never the whole: with no loss of patience no sum would end."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rates:
    """Hold every rate that belongs to no single tie, need or term.

    Args:
        drawn: Values by id of the register, each of shape `(world,)` and in the unit
            that the register states.
    """

    drawn: dict[str, Single]

    def __getitem__(self, key: str) -> Single:
        return self.drawn[key]

    def of(self, name: str) -> Single:
        """Return one of `OWN` by its last part. Shape `(world,)`."""
        return self.drawn[f"dynamics.{name}"]

    def part(self, block: slice) -> Rates:
        """Return the rates of some worlds."""
        return Rates(drawn={key: one[block] for key, one in self.drawn.items()})

    def changed(self, key: str, values: Single) -> Rates:
        """Return the rates with one replaced."""
        return Rates(drawn={**self.drawn, key: values})


def rate_ids() -> tuple[str, ...]:
    """Name the rates that a plan may change.

    Examples:
        >>> "forecast.war_end" in rate_ids()
        True
    """
    return (*(f"dynamics.{name}" for name in OWN), *SHARED)


def refuse_rate(key: str, values: Single) -> None:
    """Refuse values that a rate cannot have.

    Args:
        key: Id of the rate.
        values: Its values. Shape `(world,)`.

    Raises:
        OutlookError: If some world has a value out of bounds.

    Examples:
        >>> refuse_rate("dynamics.detection", np.zeros(1))
        Traceback (most recent call last):
        suzerain.core.errors.OutlookError: dynamics.detection would be 0...
    """
    low, high = float(values.min()), float(values.max())
    above, below = key in ABOVE_ZERO, key in BELOW_ONE
    if low < 0 or (above and low == 0):
        wrong = low
    elif not np.isfinite(high) or (below and high >= 1) or (key in SHARES and high > 1):
        wrong = high
    else:
        return
    most = " and below 1" if below else " and at most 1" if key in SHARES else ""
    raise OutlookError(
        f"{key} would be {wrong:g}",
        f"{'above 0' if above else '0 or more'}{most}",
        "give another value, or a smaller factor",
    )


def draw_rates(case: Case, worlds: Worlds) -> Rates:
    """Draw every rate.

    Args:
        case: Whose register holds them.
        worlds: Where they are drawn.

    Returns:
        The rates, in single precision.
    """
    return Rates(
        drawn={
            key: case.register.draw(worlds, key).astype(np.float32)
            for key in rate_ids()
        }
    )
