"""Which uncertainties decide the outcome."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.core.driver import Driver, drivers
from suzerain.core.errors import OutlookError
from suzerain.core.worlds import Worlds


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One driver and the sentence that a reader gets.

    Args:
        driver: Id, rank correlation and mean outcome at either end.
        sentence: What it says, in words.
    """

    driver: Driver
    sentence: str


def what_drives(
    outcome: NDArray[np.float64] | NDArray[np.bool_],
    worlds: Worlds,
    count: int | None = None,
    *,
    name: str = "the outcome",
) -> tuple[Reading, ...]:
    """Rank what was drawn by how far it moves an outcome.

    Args:
        outcome: Numbers or truths, one a world. Shape `(world,)`.
        worlds: The worlds, with everything drawn in them.
        count: How many drivers to return; the ten strongest when left out.
        name: What the outcome is, for the sentences.

    Returns:
        The strongest drivers first, none when nothing varies.

    Raises:
        OutlookError: If the outcome has another number of worlds.

    Examples:
        >>> from suzerain.core.spread import Spread
        >>> worlds = Worlds(count=500)
        >>> share = worlds.draw("tie.oil.AAA.BBB", Spread(low=0, high=1))
        >>> print(what_drives(share, worlds, name="loss")[0].sentence)
        loss rises with tie.oil.AAA.BBB: 0.11 where it is lowest, 0.92 where highest.
    """
    values = np.asarray(outcome, dtype=np.float64)
    if values.shape != (worlds.count,):
        raise OutlookError(
            f"an outcome of shape {values.shape} in {worlds.count} worlds",
            f"one number a world, shape ({worlds.count},)",
            "pass the worlds that the outcome was reckoned in",
        )
    drawn = worlds.drawn
    found = drivers(values, drawn, count) if count else drivers(values, drawn)
    return tuple(Reading(driver=one, sentence=_sentence(name, one)) for one in found)


def _sentence(name: str, driver: Driver) -> str:
    way = "rises" if driver.high >= driver.low else "falls"
    return (
        f"{name} {way} with {driver.id}: {driver.low:.2f} where it is lowest, "
        f"{driver.high:.2f} where highest."
    )
