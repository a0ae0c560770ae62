"""On which imports a bloc depends, by the three criteria of the European Commission.

1. concentration: the HHI of the bloc's imports from outside, over outside suppliers;
2. reliance: imports from outside as a part of all imports of the members;
3. substitution: imports from outside over the members' exports.
"""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from suzerain.core.assumption import Register
from suzerain.core.errors import SuzerainError
from suzerain.measures.published.hirschman import hhi
from suzerain.measures.published.screening import (
    Screening,
    centre,
    flows_between,
    observed_sum,
    ratio,
    screen,
)

Exports = Literal["all", "outside"]


def european_commission(
    flow: ArrayLike,
    members: NDArray[np.bool_],
    *,
    exports: Exports = "all",
    register: Register | None = None,
) -> Screening:
    """Name the goods for which a bloc depends on suppliers outside it.

    The criteria are those of the Commission's staff working document
    SWD/2021/352. Its thresholds were not checked in the text: they are rows
    `published.commission.*` of the register, marked as judgement.

    Args:
        flow: What each recipient imports from each provider, NaN where it was not
            observed. Shape `(..., good, recipient, provider)`.
        members: True for the members of the bloc. Shape `(state,)`.
        exports: What imports from outside are held against: `all` exports of the
            members, to one another too, or exports to the `outside` only.
        register: The register with the thresholds; the shipped one when left out.

    Returns:
        The three criteria, each of shape `(..., good)`.

    Raises:
        SuzerainError: If a shape does not fit, an amount is negative, or the bloc
            has no member or no outside.

    Examples:
        A bloc of two buys 8 of its 10 from one outsider and sells nothing.

        >>> flow = np.array([[[0.0, 2.0, 8.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]])
        >>> found = european_commission(flow, np.array([True, True, False]))
        >>> found.values[:, 0]
        array([1. , 0.8, 4. ])
    """
    amount = flows_between(np.asarray(flow))
    inside = _bloc(members, amount.shape[-1])
    if exports not in get_args(Exports):
        raise SuzerainError(
            f"no exports {exports!r}", ", ".join(get_args(Exports)), "use all"
        )
    from_outside = observed_sum(amount[..., inside, :][..., ~inside], -2)
    outward = observed_sum(amount[..., ~inside, :][..., inside], (-1, -2))
    within = observed_sum(amount[..., inside, :][..., inside], (-1, -2))
    if inside.sum() == 1:
        within = np.zeros_like(outward)  # one member has nobody to trade with inside
    extra = observed_sum(from_outside, -1)
    sold = outward + within if exports == "all" else outward
    return screen(
        {
            "concentration": hhi(from_outside),
            "reliance": extra / np.where(extra + within > 0, extra + within, np.nan),
            "substitution": ratio(extra, sold),
        },
        {
            "concentration": centre(register, "published.commission.concentration"),
            "reliance": centre(register, "published.commission.reliance"),
            "substitution": centre(register, "published.commission.substitution"),
        },
    )


def _bloc(members: NDArray[np.bool_], states: int) -> NDArray[np.bool_]:
    inside = np.asarray(members, bool)
    if inside.shape != (states,) or inside.all() or not inside.any():
        raise SuzerainError(
            f"a bloc of {int(inside.sum())} among {states} states",
            "a mask over all states with members and outsiders",
            "give True for each member",
        )
    return inside
