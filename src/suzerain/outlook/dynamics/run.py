"""What a simulation found, by month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from suzerain.core.frame import Arrays, Framed, Row, draw_bands, library
from suzerain.core.notebook import html_table
from suzerain.outlook.dynamics.answered import Loop, Outlived
from suzerain.outlook.dynamics.fan import Fan, Survival
from suzerain.outlook.dynamics.plan import Plan
from suzerain.outlook.dynamics.reading import HEADS, readings, rows, told

Array = NDArray[np.float64]
BANDS = ("p10", "p25", "median", "p75", "p90")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tally:
    """Hold the bands of all numbers and the shares of all truths.

    Args:
        bands: Quantiles. Shape `(month, row, quantile)`.
        means: Shares of worlds. Shape `(month, truth)`.
    """

    bands: Array
    means: Array


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ends:
    """Hold when and why things ended, in every world; month 0 for never.

    Args:
        war: Month in which the war ended.
        pact: Month in which the pact ended.
        alone: The same by the rates alone, without feedbacks.
        cause: Spot in `CAUSES`.
        is_alliance: Whether peace would leave every member a gain at the start.
        struck: Whether there is a pact.
    """

    war: NDArray[np.int32]
    pact: NDArray[np.int32]
    alone: NDArray[np.int32]
    cause: NDArray[np.int8]
    is_alliance: NDArray[np.bool_]
    struck: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Run(Framed):
    """Hold a case's simulated months.

    Args:
        case: Name of the case.
        pact: Id of the pact; empty without one.
        members: Codes of the members.
        months: How many months passed.
        worlds: How many worlds there are.
        struck: In how many a pact is struck.
        plan: The named changes.
        fans: Bands of every number by month.
        chances: Shares of worlds by month.
        survival: Survival of the pact, by month of the simulation.
        after_war: Survival of the pact, by month since the war's end.
        outlived: Whether it outlives the war.
        causes: Share of struck worlds by how the pact stands at the end.
        alliance: Share of struck worlds in which peace would pay every member.
        loops: What the loop of tests does to each power.
        basis: Ids of the assumptions behind it.
        notes: Reservations, in words.
    """

    case: str
    pact: str
    members: tuple[str, ...]
    months: int
    worlds: int
    struck: int
    plan: Plan
    fans: tuple[Fan, ...]
    chances: dict[str, Array]
    survival: tuple[Survival, ...]
    after_war: tuple[Survival, ...]
    outlived: tuple[Outlived, ...]
    causes: dict[str, float]
    alliance: float | None
    loops: tuple[Loop, ...]
    basis: tuple[str, ...]
    notes: tuple[str, ...] = ()

    def to_rows(self) -> list[Row]:
        """Return one row a number and month: id, unit, month and quantiles."""
        return [
            {
                "id": fan.id,
                "unit": fan.unit,
                "month": month,
                **dict(zip(BANDS, band, strict=True)),
            }
            for fan in self.fans
            for month, band in enumerate(fan.bands.tolist())
        ]

    def _arrays(self) -> tuple[Arrays, dict[str, Any]]:
        axes = ("month", "quantile")
        arrays = {fan.id: (axes, fan.bands, fan.unit) for fan in self.fans}
        return arrays, {"month": range(self.months + 1), "quantile": BANDS}

    def plot(self, axes: Any = None, *, of: str = "") -> Any:
        """Draw the bands of one number by month.

        Args:
            axes: Matplotlib axes to draw on; new ones when left out.
            of: Id of the number; the first when left out.

        Returns:
            The axes.

        Raises:
            SuzerainError: If matplotlib is not installed (extra `plot`).
            KeyError: If there is no such number.
        """
        fan = self[of or self.fans[0].id]
        axes = library("matplotlib.pyplot").subplots()[1] if axes is None else axes
        draw_bands(axes, fan.bands)
        axes.set_title(fan.id)
        axes.set_xlabel("month")
        axes.set_ylabel(fan.unit)
        return axes

    def __getitem__(self, key: str) -> Fan:
        for fan in self.fans:
            if fan.id == key:
                return fan
        raise KeyError(key)

    def to_dict(self) -> dict[str, Any]:
        """Return what `suzerain simulate --json` prints."""
        return {
            "case": self.case,
            "pact": self.pact,
            "months": self.months,
            "worlds": self.worlds,
            "struck": self.struck,
            "scenario": self.plan.to_dict(),
            "readings": list(readings(self)),
            "survival": [one.to_dict() for one in self.survival],
            "after_war": [one.to_dict() for one in self.after_war],
            "outlives_war": [one.to_dict() for one in self.outlived],
            "causes": self.causes,
            "alliance": self.alliance,
            "loops": [one.to_dict() for one in self.loops],
            "chances": {key: one.tolist() for key, one in self.chances.items()},
            "fans": [fan.to_dict() for fan in self.fans],
            "basis": list(self.basis),
            "notes": list(self.notes),
        }

    def __str__(self) -> str:
        return told(self)

    def _repr_html_(self) -> str:
        return html_table(str(self).partition("\n")[0], HEADS, rows(self))
