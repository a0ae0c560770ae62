"""Whether answers to answers settle, and if not, where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import OutlookError

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stability:
    """Say where a system of mutual answers stands.

    Args:
        eigenvalue: Largest real part of the eigenvalues, per unit of time; below zero
            where the answers settle. Shape `(world,)`.
        loop: Largest product of two sides' answers to one another. Shape `(world,)`.
        first: One side of that pair, by its place. Shape `(world,)`.
        second: The other side. Shape `(world,)`.
    """

    eigenvalue: Array
    loop: Array
    first: NDArray[np.intp]
    second: NDArray[np.intp]

    @property
    def worst(self) -> int:
        """The world with the largest eigenvalue."""
        return int(self.eigenvalue.argmax())


def stability(answer: Array, speed: Array) -> Stability:
    """Find the eigenvalue and the hottest pair of `x' = speed * (answer x + g - x)`.

    Args:
        answer: How much side `i` wants for each unit of side `j`; the diagonal is
            zero. Shape `(world, side, side)`.
        speed: How fast each side closes its gap. Shape `(world, side)`.

    Returns:
        The stability in every world.

    Examples:
        Two sides that answer in full and by half settle; 1.2 and 0.9 do not.

        >>> answer = np.array([[[0, 1], [0.5, 0]], [[0, 1.2], [0.9, 0]]])
        >>> stability(answer, np.ones((2, 2))).eigenvalue.round(3)
        array([-0.293,  0.039])
    """
    sides = answer.shape[-1]
    matrix = speed[..., None] * (answer - np.eye(sides))
    eigenvalue = np.linalg.eigvals(matrix).real.max(axis=-1)
    loop = answer * answer.swapaxes(-1, -2)
    flat = loop.reshape(len(loop), -1)
    spot = flat.argmax(axis=-1)
    first, second = np.unravel_index(spot, (sides, sides))
    return Stability(
        eigenvalue=eigenvalue,
        loop=flat.max(axis=-1),
        first=np.minimum(first, second),
        second=np.maximum(first, second),
    )


def find_unstable(found: Stability, names: Sequence[str], *, bearable: float) -> str:
    """Say where answers grow without end, and refuse it in too many worlds.

    Args:
        found: The stability.
        names: Names of the sides.
        bearable: Share of worlds up to which it is told but not refused.

    Returns:
        The pair and the eigenvalue of the worst world; empty where all settle.

    Raises:
        OutlookError: If more worlds are unstable.
    """
    unstable = found.eigenvalue >= 0
    if not unstable.any():
        return ""
    worst = found.worst
    pair = f"{names[found.first[worst]]} and {names[found.second[worst]]}"
    said = (
        f"the feedback is unstable in {unstable.mean():.0%} of worlds: {pair} answer "
        f"each other most there, and the largest eigenvalue reaches "
        f"{found.eigenvalue[worst]:+.3g} per year"
    )
    if unstable.mean() > bearable:
        raise OutlookError(
            said,
            f"answers that settle (eigenvalues below 0) in all but {bearable:.0%} of "
            "worlds",
            "lower power.reaction, power.echo or the rival rows of that pair",
        )
    return said
