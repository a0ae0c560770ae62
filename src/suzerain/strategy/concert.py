"""How often powers that act together can, and want to, stop a pact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from suzerain.measures.exposure import Array
from suzerain.strategy.bargain import Bargain
from suzerain.strategy.veto import Veto

Truth = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Concert:
    """Hold what several powers could do together, in every world.

    Args:
        powers: Those who must want it.
        followers: Those whom they compel to join; empty where they agree.
        can: Whether they can stop the pact that members would strike if unwatched.
            Shape `(world,)`.
        wants: Whether all of `powers` want to. Shape `(world,)`.
        expected: Whether they could if everybody expected all others to join; None
            where nobody is compelled. Shape `(world,)`.
        watched: Worlds in which there is such a pact. Shape `(world,)`.
    """

    powers: tuple[str, ...]
    followers: tuple[str, ...]
    can: Truth
    wants: Truth
    expected: Truth | None
    watched: Truth

    def to_dict(self) -> dict[str, Any]:
        """Return shares of the worlds in which there is a pact to stop."""

        def share(truth: Truth) -> float:
            return float(truth[self.watched].mean()) if self.watched.any() else 0.0

        return {
            "powers": list(self.powers),
            "followers": list(self.followers),
            "p_can_block": share(self.can),
            "p_wants_block": share(self.wants),
            "p_blocks": share(self.can & self.wants),
            "p_can_block_if_expected": None
            if self.expected is None
            else share(self.expected),
        }


def concerts(
    together: Sequence[Veto], expected: Mapping[str, Array], unwatched: Bargain
) -> tuple[Concert, ...]:
    """Say what powers could do together about the pact struck if nobody watched.

    Args:
        together: Their vetoes.
        expected: Pull of the largest coalition that a power compels, by its code.
        unwatched: That pact.

    Returns:
        One for each veto.
    """
    found = []
    for veto in together:
        choice, here = unwatched.choice, unwatched.exists
        hoped = None
        if veto.followers:
            largest = replace(veto, pull=expected[veto.powers[0]])
            hoped = largest.can(choice) & here
        found.append(
            Concert(
                powers=veto.parties,
                followers=veto.followers,
                can=veto.can(choice) & here,
                wants=veto.wants(choice) & here,
                expected=hoped,
                watched=here,
            )
        )
    return tuple(found)
