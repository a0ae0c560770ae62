"""What a simulation answers of a war's end, and of the loop of weapons tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlived:
    """Say whether the pact outlives the war.

    Args:
        name: `full`, or `rates alone`.
        yes: Share of worlds in which it was in force long enough after the war.
        no: Share in which it ended before that.
        open: Share in which the months do not tell.
        years: How long after the war it must be in force.
        chance: Chance beyond the horizon by the closed form, which `forecast` answers;
            None with feedbacks, and where a scenario moves war, pact or rates.
    """

    name: str
    yes: float
    no: float
    open: float
    years: float
    chance: float | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return all fields."""
        return {
            "name": self.name,
            "yes": self.yes,
            "no": self.no,
            "open": self.open,
            "years_after_war": self.years,
            "chance_by_closed_form": self.chance,
        }


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Loop:
    """Say what the loop of tests does to a power's tolerance.

    Args:
        power: Code of the power.
        with_loop: Share of worlds in which it bears the pact, by month.
        without: The same were tests as usual.
        margin: Median harm that it would still bear, in log welfare, by month.
        margin_without: The same were tests as usual.
        patience: Median patience by month.
        patience_without: The same were tests as usual.
    """

    power: str
    with_loop: Array
    without: Array
    margin: Array
    margin_without: Array
    patience: Array
    patience_without: Array

    def to_dict(self) -> dict[str, Any]:
        """Return all fields as lists by month."""
        return {
            "power": self.power,
            "tolerates": self.with_loop.tolist(),
            "tolerates_without": self.without.tolist(),
            "tolerance": self.margin.tolist(),
            "tolerance_without": self.margin_without.tolist(),
            "patience": self.patience.tolist(),
            "patience_without": self.patience_without.tolist(),
        }
