"""Richardson's arms race of two sides.

    x' = k y - a x + g        y' = l x - b y + h

Each side arms in answer to the other, tires of the cost, and bears a grievance. The
race settles at `x* = (k h + b g) / (a b - k l)` where `a b > k l`, and runs away
elsewhere (Richardson 1960).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from suzerain.core.errors import OutlookError
from suzerain.outlook.dynamics.feedback import Stability, stability

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Race:
    """State how two sides arm.

    Args:
        answers: How much each answers a unit of the other, `k` and `l`, per year.
        tires: How fast each tires, `a` and `b`, per year, above 0.
        grievances: What each arms for without the other, `g` and `h`, per year.

    Raises:
        OutlookError: If an answer is negative or a side never tires.

    Examples:
        >>> race = Race(answers=(1, 1), tires=(2, 2), grievances=(1, 3))
        >>> race.settles, race.equilibrium.round(3)
        (True, array([1.667, 2.333]))
    """

    answers: tuple[float, float]
    tires: tuple[float, float]
    grievances: tuple[float, float]

    def __post_init__(self) -> None:
        if min(self.answers) < 0 or min(self.tires) <= 0:
            raise OutlookError(
                f"answers {self.answers} and tiring {self.tires}",
                "answers of 0 or more, and tiring above 0",
                "negative rates are none",
            )

    @property
    def stability(self) -> Stability:
        """Its eigenvalue, below 0 where it settles."""
        (k, m), (a, b) = self.answers, self.tires
        answer = np.array([[[0.0, k / a], [m / b, 0.0]]])
        return stability(answer, np.array([[a, b]], dtype=np.float64))

    @property
    def settles(self) -> bool:
        """Whether the sides come to rest."""
        return bool(self.tires[0] * self.tires[1] > self.answers[0] * self.answers[1])

    @property
    def equilibrium(self) -> Array:
        """Where they come to rest. Shape `(2,)`.

        Raises:
            OutlookError: If they do not.
        """
        if not self.settles:
            raise OutlookError(
                f"an arms race with the eigenvalue "
                f"{float(self.stability.eigenvalue[0]):+.3g}",
                "one that settles: a b > k l",
                "look at its path instead",
            )
        return np.linalg.solve(-self._matrix, np.array(self.grievances, dtype=float))

    @property
    def _matrix(self) -> Array:
        (k, m), (a, b) = self.answers, self.tires
        return np.array([[-a, k], [m, -b]], dtype=np.float64)

    def path(self, start: Sequence[float], times: ArrayLike) -> Array:
        """Follow both sides from a start, exactly, whether they settle or not.

        Args:
            start: Where they begin. Shape `(2,)`.
            times: Years. Shape `(time,)`.

        Returns:
            Both sides. Shape `(time, 2)`.

        Examples:
            >>> race = Race(answers=(1, 1), tires=(2, 2), grievances=(1, 3))
            >>> race.path([0, 0], [0, 100]).round(3)
            array([[0.   , 0.   ],
                   [1.667, 2.333]])
        """
        value, vector = np.linalg.eig(self._matrix.astype(np.complex128))
        inside = np.linalg.solve(vector, np.array(start, dtype=np.complex128))
        push = np.linalg.solve(vector, np.array(self.grievances, dtype=np.complex128))
        time = np.asarray(times, dtype=np.float64)[:, None]
        flat = np.abs(value) < np.finfo(np.float64).eps
        rate = np.where(flat, 1, value)
        grown = np.where(flat, time, np.expm1(rate * time) / rate)
        return np.asarray(
            ((inside * np.exp(value * time) + push * grown) @ vector.T).real
        )


def regress_race(spending: ArrayLike) -> tuple[float, float]:
    """Fit Richardson's line: the yearly change of both sides' spending on its level.

    Args:
        spending: Joint spending of both sides by year, any unit. Shape `(year,)`.

    Returns:
        The slope per year, and the level at which nothing changes, in that unit.

    Raises:
        OutlookError: If there are fewer than three years.

    Examples:
        The great powers of 1909 to 1913, in million pounds.

        >>> slope, zero = regress_race([199.2, 204.8, 214.9, 238.7, 289.0])
        >>> round(slope, 4), round(zero, 2)
        (0.731, 194.91)

    References:
        Richardson 1960.
    """
    level = np.asarray(spending, dtype=np.float64)
    if level.size <= 2:
        raise OutlookError(
            f"spending of {level.size} year(s)", "three or more", "add years"
        )
    change, middle = np.diff(level), (level[1:] + level[:-1]) / 2
    apart = middle - middle.mean()
    slope = float((apart * change).sum() / (apart**2).sum())
    return slope, float(middle.mean() - change.mean() / slope)
