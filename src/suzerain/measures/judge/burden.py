"""Who bears a coalition's cost, and the transfers that would share it evenly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from suzerain.core.economy import Array
from suzerain.measures.judge.equilibrium import Equilibrium
from suzerain.measures.judge.shock import place


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Burden:
    """Hold a coalition's welfare and the transfers between its members.

    Args:
        members: Names of the members.
        alone: Change of real income of each member. Shape `(shock, member)`.
        together: Change of real income of the coalition. Shape `(shock,)`.
        transfer: What each member receives so that all change alike, in the economy's
            unit; over members 0. Shape `(shock, member)`.
    """

    members: tuple[str, ...]
    alone: Array
    together: Array
    transfer: Array


def share_burden(after: Equilibrium, members: Sequence[str]) -> Burden:
    """Reckon the transfers under which all members lose the same part.

    With new income I' and the price factor P^ of each member,

        W = sum I' / sum (I P^),    transfer = W I P^ - I'.

    Args:
        after: The world after each shock.
        members: Names of the coalition's members.

    Returns:
        NaN for a shock that did not converge.

    Raises:
        UnknownName: If a member is not in the economy.

    Examples:
        Two of three regions cut the third off; being alike, they owe nothing.

        >>> from suzerain.measures.judge.equilibrium import equilibrium
        >>> from suzerain.measures.judge.even import even_economy
        >>> from suzerain.measures.judge.shock import cut
        >>> world = even_economy(("Land", "Isle", "Coast"), ("Grain",), home=0.8)
        >>> after = equilibrium(
        ...     world, cut(world, "Coast", ("Land", "Isle"), both_ways=True)
        ... )
        >>> shared = share_burden(after, ("Land", "Isle"))
        >>> abs(shared.transfer).max() < 1e-6
        np.True_
        >>> shared.together.round(4)
        array([-0.0513])

    References:
        Chowdhry, Hinz, Kamin & Wanner 2022.
    """
    places = [place(after.economy, name) for name in members]
    income = after.income[:, places]
    kept = after.baseline.income[places] * after.price_index[:, places]
    together = income.sum(axis=1) / kept.sum(axis=1)
    return Burden(
        members=tuple(members),
        alone=income / kept - 1,
        together=together - 1,
        transfer=together[:, np.newaxis] * kept - income,
    )
