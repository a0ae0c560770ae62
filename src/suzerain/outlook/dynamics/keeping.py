"""Whether keeping the pact still pays each member, month by month.

A member keeps its word while

    V = S_w / (1 - d (1 - h)) + d h / (1 - d (1 - h)) * max(S_p, 0) / (1 - d) >= 0
    C / B <= (d (1 - e)) ** L

with `S_w` and `S_p` its surplus now and in peace, `B` what it takes and `C` what it
gives, `d` its patience for a month, `h` the chance that the war ends and `e` that the
pact ends in a month, and `L` the months until a broken promise is answered. The second
line is the threshold `(T - R)/(T - P)` with `T = B`, `R = B - C` and `P = 0`. A member
for whom either fails gives less, and leaves once it gives too little to count.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from suzerain.outlook.dynamics.noise import YEAR, Single
from suzerain.outlook.dynamics.promises import Promises
from suzerain.outlook.dynamics.rates import Rates
from suzerain.strategy.classics.folk import durability_value

LEAST = np.finfo(np.float32).tiny


class Keeping:
    """Move what members give and gain, in a block of worlds.

    Args:
        promises: What was struck.
        peace: Factor on each need once a war is over. Shape `(cell, world)`.
    """

    def __init__(self, promises: Promises, peace: Single) -> None:
        self.promises = promises
        terms, worlds = promises.stock.shape
        self.stock = promises.stock.copy()
        self.arrived = np.zeros((terms, worlds), dtype=np.float32)
        self.flow = np.ones((terms, worlds), dtype=np.float32)
        self.giving = np.ones((len(promises.members), worlds), dtype=np.float32)
        self.ambition = np.zeros(worlds, dtype=np.float32)
        self._weigh(np.ones_like(self.flow), peace[promises.cell], worlds)
        self.is_alliance = (self.peace_surplus >= 0).all(axis=0)

    def _weigh(self, ratio: Single, calm: Single, worlds: int) -> None:
        """Add up what each member takes and gives, now and in peace."""
        given = self.promises
        giving = self.giving[given.giver]
        worth = self.between(given.worth) * self.flow * giving
        cost = self.between(given.cost) * self.flow
        nothing = np.zeros((len(given.members), worlds), dtype=np.float32)
        self.benefit, self.cost = nothing.copy(), nothing.copy()
        self.full_cost, peace = nothing.copy(), nothing.copy()
        for t, (giver, taker) in enumerate(zip(given.giver, given.taker, strict=True)):
            self.benefit[taker] += worth[t] * ratio[t]
            peace[taker] += worth[t] * calm[t]
            self.cost[giver] += cost[t] * giving[t]
            self.full_cost[giver] += cost[t]
        self.surplus = self.benefit - self.cost
        self.peace_surplus = peace - self.cost

    def between(self, bundles: Single) -> Single:
        """Return a number of the terms where ambition, or restraint, has taken them.

        Args:
            bundles: Shape `(bundle, ..., world)`.

        Returns:
            Shape `(..., world)`.
        """
        return between(bundles, self.ambition)

    @property
    def provoking(self) -> Single:
        """What the terms provoke as they are delivered. Shape `(world,)`."""
        given = self.promises
        there = np.where(given.once[:, None], 1, self.flow) * self.giving[given.giver]
        return np.asarray((self.between(given.provocation) * there).sum(axis=0))

    def received(self, member: int) -> Single:
        """Return how many one-off goods a member has received. Shape `(world,)`."""
        given = self.promises
        mine = given.once & (given.taker == member)
        came = self.arrived[mine] * (given.level[0][mine] > 0)
        return np.asarray(came.sum(axis=0))

    def step(
        self,
        rates: Rates,
        *,
        ratio: Single,
        calm: Single,
        war_rate: Single,
        end_rate: Single,
    ) -> None:
        """Let a month pass.

        Args:
            rates: Of these worlds.
            ratio: Each taker's need against the start. Shape `(term, world)`.
            calm: The same were the war over. Shape `(term, world)`.
            war_rate: Rate per year at which the war ends; 0 in peace. `(world,)`.
            end_rate: Rate per year at which the pact ends anyway. `(world,)`.
        """
        self._deliver(rates)
        self._weigh(ratio, calm, ratio.shape[-1])
        patience = rates.of("discount") ** np.float32(1 / YEAR)
        war_ends = -np.expm1(-war_rate / YEAR)
        value = durability_value(
            now=self.surplus,
            after=self.peace_surplus,
            patience=patience,
            hazard=war_ends,
        )
        lasting = (self.peace_surplus >= 0).all(axis=0)
        hazard = end_rate + np.where(lasting, 0, war_rate)
        bar = (patience * np.exp(-hazard / YEAR)) ** rates.of("detection")
        pays = (value >= 0) & (self.cost <= bar * self.benefit)
        most = np.minimum(bar * self.benefit / np.maximum(self.full_cost, LEAST), 1)
        most = np.where(pays & (self.giving >= 1), 1, most)
        raised = self.giving + (1 - self.giving) / rates.of("detection")
        self.giving = np.minimum(most, raised).astype(np.float32)

    @property
    def is_kept(self) -> NDArray[np.bool_]:
        """Whether every member gives enough to count. Shape `(world,)`."""
        return np.asarray((self.giving >= self.promises.present).all(axis=0))

    def _deliver(self, rates: Rates) -> None:
        """Draw on stocks, and let one-off goods arrive."""
        given = self.promises
        level = self.between(given.level)
        giving = self.giving[given.giver]
        pace = -np.expm1(-rates["forecast.hazard.once"] / YEAR)
        self.arrived += np.where(
            given.once[:, None], (1 - self.arrived) * pace * giving, 0
        )
        due = np.minimum(level, self.stock + given.production)
        drawn = self.stock + given.production - due * giving
        self.stock = np.clip(drawn, 0, given.stock)
        upkeep = rates.of("upkeep")
        left = upkeep + (1 - upkeep) * (1 - self.arrived)
        part = np.where(level > 0, due / np.maximum(level, LEAST), 1)
        self.flow = np.where(given.once[:, None], left, part).astype(np.float32)


def between(bundles: Single, ambition: Single) -> Single:
    """Return a number between nothing, what was struck, and the fuller terms.

    Args:
        bundles: At what was struck, and under the fuller terms. `(2, ..., world)`.
        ambition: -1 for nothing, 0 for what was struck, 1 for the fuller terms.

    Returns:
        Shape `(..., world)`.

    Examples:
        >>> bundles = np.array([[2.0, 2.0], [3.0, 3.0]], dtype=np.float32)
        >>> between(bundles, np.array([-0.5, 0.5], dtype=np.float32))
        array([1. , 2.5], dtype=float32)
    """
    more = np.maximum(ambition, 0) * (bundles[1] - bundles[0])
    return np.asarray(bundles[0] * (1 + np.minimum(ambition, 0)) + more)
