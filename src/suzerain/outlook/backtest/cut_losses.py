"""What a state loses when parts of its trade are cut, every assumption at its median.

The formula is that of `measures.bilateral`, for one good and without worlds, so that
all pairs of a year are reckoned at once.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from suzerain.core.assumption import Register
from suzerain.measures.substitution import exponents, index_loss, welfare_loss

Array = NDArray[np.float64]

GOOD: Final = "group.market"
"""Whose elasticities trade as a whole has."""


class CutLosses:
    """Reckon the loss of every state when parts of its trade are cut.

    Args:
        bought: What each bought from each, 0 where nothing. Shape `(actor, actor)`.
        rest: Imports and exports with others. Shape `(2, actor)`.
        worth: Product of each, NaN where unknown. Shape `(actor,)`.
        register: The assumptions.

    Attributes:
        buy: Part of the row's purchases that is from the column. As `bought`.
        sell: Part of the row's sales that is to the column. As `bought`.
    """

    def __init__(
        self, bought: Array, rest: Array, worth: Array, register: Register
    ) -> None:
        spent, earned = bought.sum(axis=1) + rest[0], bought.sum(axis=0) + rest[1]
        centre = {
            name: register[f"{GOOD}.{name}"].spread.centre
            for name in ("sigma", "varsigma", "evasion")
        }
        self.buy = bought / np.where(spent > 0, spent, 1)[:, None]
        self.sell = bought.T / np.where(earned > 0, earned, 1)[:, None]
        self._pays = np.minimum(earned / np.where(spent > 0, spent, np.nan), 1)[:, None]
        part = spent / (spent + worth)
        part = np.where(
            np.isnan(part), register["atlas.imports_part"].spread.centre, part
        )
        weight = np.maximum(register["atlas.goods_weight"].spread.centre, part)
        self._weight, self._home = weight[:, None], (1 - part / weight)[:, None]
        self._sigma, self._reach = centre["sigma"], 1 - centre["evasion"]
        sigma, varsigma = (np.array([centre[one]]) for one in ("sigma", "varsigma"))
        self._inner, self._outer = exponents(sigma, varsigma, 0)
        self._rho = np.array(register["measure.rho"].spread.centre)

    def loss(self, buy: Array, sell: Array) -> Array:
        """Return the part of welfare lost when these parts of trade are cut.

        Args:
            buy: Parts of the row's purchases. Shape `(actor, cut)`.
            sell: Parts of its sales. Same shape.

        Returns:
            Parts lost, 0 to 1. Same shape.
        """
        kept = 1 - self._reach * np.minimum(sell, 1)
        power = 1 - self._pays * (1 - kept ** (1 / self._sigma))
        left = (1 - self._reach * np.minimum(buy, 1)) * power ** (self._sigma - 1)
        cost = index_loss(left, self._home, self._inner, self._outer)
        weight = np.broadcast_to(self._weight, cost.shape)
        lost = welfare_loss(weight[None], cost[None], self._rho[None, None], axis=0)
        return np.asarray(-np.expm1(-lost))
