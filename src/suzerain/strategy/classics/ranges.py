"""Numbers of a closed form as arrays, each held to its range."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from suzerain.core.errors import StrategyError
from suzerain.measures.exposure import Array

Ends = Literal["both", "low", "high", "none"]


def within(
    name: str,
    value: ArrayLike,
    low: float = -np.inf,
    high: float = np.inf,
    *,
    ends: Ends = "both",
) -> Array:
    """Return a number, or one for each draw, as an array; refuse it out of range.

    Args:
        name: What the number is, for the message.
        value: The number, or an array of them.
        low: Least value.
        high: Largest value.
        ends: Which of the two ends are themselves allowed.

    Raises:
        StrategyError: If a value is no finite number, or out of range.

    Examples:
        >>> within("patience", [0.9, 0.8], 0, 1)
        array([0.9, 0.8])
    """
    try:
        array = np.asarray(value, dtype=float)
    except (TypeError, ValueError) as error:
        raise StrategyError(
            f"{name} is {value!r}", "a number, or an array of numbers"
        ) from error
    above = array >= low if ends in ("both", "low") else array > low
    below = array <= high if ends in ("both", "high") else array < high
    wrong = ~(above & below & np.isfinite(array))
    if wrong.any():
        opening = "[" if ends in ("both", "low") else "("
        closing = "]" if ends in ("both", "high") else ")"
        raise StrategyError(
            f"{name} is {float(array[wrong].flat[0]):g}",
            f"finite numbers in {opening}{low:g}, {high:g}{closing}",
            f"check {name}",
        )
    return array
