"""Threats to, and costs of, everybody who may be drawn into a cut."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from suzerain.measures.dependence import loss_form
from suzerain.measures.exposure import Array, Exposure, Horizon
from suzerain.measures.substitution import index_loss, welfare_loss

Mask = NDArray[np.bool_]


class Pull:
    """Find who joins a coalition, in every world by its own members.

    Args:
        exposure: Needs and suppliers in every world.
        target: Code of the one who is cut off.
        belief: How far the coalition's threat is believed. Shape `(world,)`.
        fixed: Codes of those who neither join nor leave.
        horizon: `long`, `middle` or `short`.
    """

    def __init__(
        self,
        exposure: Exposure,
        target: str,
        belief: Array,
        fixed: tuple[str, ...],
        horizon: Horizon,
    ) -> None:
        self._exposure, self._belief = exposure, belief
        self._form = loss_form(exposure, horizon)
        self.cost = np.stack(
            [self.loss(code, self.mask([target])) for code in exposure.actors], axis=1
        )
        self._open = [
            k
            for k, code in enumerate(exposure.actors)
            if code not in fixed and not np.isnan(self.cost[:, k]).all()
        ]

    def mask(self, members: Sequence[str]) -> Mask:
        """Return the same members in every world. Shape `(world, actor)`."""
        one = np.isin(np.array(self._exposure.actors), list(members))
        return np.tile(one, (len(self._belief), 1))

    def loss(self, recipient: str, members: Mask) -> Array:
        """Log loss of a recipient when others cut it. Shape `(world,)`."""
        whole, i = self._exposure, self._exposure.actors.index(recipient)
        if not whole.needed[:, i].any():
            return np.full(len(members), np.nan)
        reach, *form = self._form
        taken = np.einsum("wgp,wp->wg", whole.share[:, :, i], members)
        retained = 1 - reach * np.minimum(taken, 1)
        need = index_loss(retained, whole.home[:, :, i], *form)
        return welfare_loss(whole.weight[:, :, i], need, whole.rho, axis=1)

    def threat(self, members: Mask) -> Array:
        """Believed loss of each from the others of a coalition. `(world, actor)`."""
        actors = self._exposure.actors
        losses = np.full(members.shape, np.nan)
        for k in self._open:
            others = members.copy()
            others[:, k] = False
            losses[:, k] = self._belief * self.loss(actors[k], others)
        return losses

    def upwards(self, begin: Mask) -> tuple[Mask, int]:
        """Add all who join until nobody does; return the rounds it took, too."""
        members, rounds = begin, 0
        while True:
            more = members | (self.threat(members) > self.cost)
            if (more == members).all():
                return members, rounds
            members, rounds = more, rounds + 1

    def downwards(self, begin: Mask) -> Mask:
        """Begin with all, and drop who would rather not until nobody would."""
        members = begin.copy()
        members[:, self._open] = True
        while True:
            fewer = begin | (members & (self.threat(members) > self.cost))
            if (fewer == members).all():
                return members
            members = fewer
