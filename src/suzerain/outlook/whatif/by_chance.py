"""Which limits of a box chance would match: Bryant & Lempert's quasi-p."""

from __future__ import annotations

import numpy as np

from suzerain.measures.exposure import Array
from suzerain.outlook.whatif.prim import Box, Truth, box_of


def quasi_p(box: Box, inputs: Array, interest: Truth) -> dict[int, float]:
    """Reckon by chance how likely each limit would do as much as it does.

    With the input set free, the box holds a part `p` of interest. The limit keeps `n`
    worlds, `k` of interest; told is the chance of `k` or more among `n` at `p`. The
    limits were chosen for their density, so these are no p-values of a test.

    Args:
        box: The box.
        inputs: Shape `(world, input)`.
        interest: Worlds in which the outcome holds. Shape `(world,)`.

    Returns:
        Chances by spot of the restricted input.

    References:
        Bryant & Lempert 2010, appendix A.
    """
    inside = box.inside(inputs)
    many, held = int(inside.sum()), int((inside & interest).sum())
    return {
        int(spot): binomial_tail(
            held, many, box_of(*box.free_of(int(spot)), inputs, interest).density
        )
        for spot in box.restricted
    }


def binomial_tail(least: int, trials: int, chance: float) -> float:
    """Return the probability of `least` or more successes in so many trials.

    Examples:
        >>> round(binomial_tail(2, 3, 0.5), 9)
        0.5
    """
    if least <= 0 or chance >= 1:
        return 1.0
    if chance <= 0:
        return 0.0
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, trials + 1)))])
    many = np.arange(least, trials + 1)
    ways = logs[trials] - logs[many] - logs[trials - many]
    terms = ways + many * np.log(chance) + (trials - many) * np.log1p(-chance)
    return float(min(1.0, np.exp(terms).sum()))


def pruned(
    box: Box, inputs: Array, interest: Truth, *, level: float
) -> tuple[Box, dict[int, float]]:
    """Set free, one after the other, inputs whose limits may well be chance.

    Args:
        box: The box.
        inputs: Shape `(world, input)`.
        interest: Worlds in which the outcome holds. Shape `(world,)`.
        level: Quasi-p above which a limit goes, the largest first.

    Returns:
        The box that is left, and the chances of its limits.
    """
    found = quasi_p(box, inputs, interest)
    while found and max(found.values()) > level:
        worst = max(found, key=lambda spot: (found[spot], -spot))
        box = box_of(*box.free_of(worst), inputs, interest)
        found = quasi_p(box, inputs, interest)
    return box, found
